r"""Conversations and worked examples, over shapes: which turn asks, and what of the others belongs to it.

A system's turn says how to answer, or the question is not read. Turns asked and answered before the last one are examples; what
they ask is worked out, so that examples which calculate in their own way leave the last question unread.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, reduce
from itertools import pairwise
from typing import NamedTuple

from pairwright.verify.questions.instructions import leads, says_nothing
from pairwright.verify.questions.messages import turns_told
from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, substituted, unknowns
from pairwright.verify.rulings.forms import number_of

Read = Callable[[str, int], Question | None]
# Longer texts, and more turns, are not taken apart.
_MAX_LENGTH, _MAX_TURNS = 20_000, 64
_SYSTEM, _ASKS, _ANSWERS = "system", "asks", "answers"
_ROLES = {
    **dict.fromkeys(("system", "developer", "sys"), _SYSTEM),
    **dict.fromkeys(("user", "human", "student", "question", "q", "problem", "instruction", "prompt"), _ASKS),
    **dict.fromkeys(
        (
            "assistant",
            "model",
            "bot",
            "chatbot",
            "ai",
            "gpt",
            "tutor",
            "teacher",
            "answer",
            "a",
            "response",
            "completion",
            "solution",
            "final answer",
        ),
        _ANSWERS,
    ),
}
_NAMED = "system|developer|user|human|assistant|model|chatbot"
# Where a turn begins: a token of a chat with the one who speaks, or a label at the head of a line.
_TOKEN = (
    rf"<[|｜](?:im_start|start)[|｜]>\s*(?P<after>{_NAMED})\b(?:<[|｜]message[|｜]>)?"
    rf"|<[|｜](?:start_header_id|start_of_role)[|｜]>\s*(?P<between>{_NAMED})\s*<[|｜](?:end_header_id|end_of_role)[|｜]>"
    rf"|<[|｜](?P<inside>{_NAMED})(?:_token)?[|｜]>|<start_of_turn>\s*(?P<turn>{_NAMED})\b|<role>(?P<role>{_NAMED})</role>"
    rf"|<(?P<tag>{_NAMED}|bot)>[ ]*:?|(?P<sys><<sys>>)|(?P<unsys><</sys>>)|(?P<inst>\[inst\])|(?P<uninst>\[/inst\])"
)
_LABEL = (
    r"(?:(?<=\n)|\A)[ \t]*(?:\#{1,4}[ ]*|\*\*)?(?:\[round[ ]0\][ ]*)?(?P<label>system|user|human|student|assistant|chatbot|bot|ai|gpt|tutor|teacher|question|q|problem"
    r"|instruction|prompt|answer|a|response|completion|solution)(?:\*\*)?[ ]*:(?:\*\*)?(?=\s|[$\\(0-9a-z]|\Z)"
    rf"|(?:(?<=\n)|\A)(?P<line>{_NAMED})[ \t]*(?=\n|\Z)"
    r"|(?<=[.?!)=0a-z$}>])[ \t]+(?P<inline>user|human|assistant)[ ]*:(?=\s|\Z)"
)
# Without one of these nothing begins a turn.
_MARKS = re.compile(r"[<\[:\n]")
_ENDS = (
    r"<[|｜](?:im_end|eot_id|end|end_of_text|endoftext|begin_of_text|end_of_turn_token|start_of_turn_token|begin▁of▁sentence"
    r"|end▁of▁sentence)[|｜]>|</?s>|<end_of_turn>|<(?:bos|eos)(?:_token)?>|\n\s*#{3,}\s*\Z"
)
_OPERATES = re.compile(
    r"\b(?:mean|means|stands? for|defined?|definition|denotes?|operation|operator|symbol|base|code|binary|pattern|rule|swap\w*|instead)\b"
)
# Where turns may be told as JSON.
_OBJECT = re.compile(r"\s*(?:\[\s*)?\{\s*[\"']")
# Templates put a point behind a question, whatever it ends with.
_STOPPED = re.compile(r"(?<=[.?!])[ ]*\.\Z")
# At the end of an answer: what it comes to.
_NUMBER = r"(?P<number>-?0(?:,0)*(?:\.0)?(?:/0)?)"
_RESULT = re.compile(
    rf"(?:\A|\#{{2,4}}[ ]*|\\boxed\{{|<answer>\s*|=[ ]*|\b(?:is|are|answer)[: ]+)[ ]*\$?{_NUMBER}(?:\}}|</answer>|\$)*[ .]*\s*"
    r"(?:i hope it is correct\.?)?\Z",
    re.IGNORECASE,
)
# Calculations below each other, the last without its result.
_CALCULATION = r"([-+*/\u00d7\u00f7\u2212(). 0]*0[)]*)"
_NUMBER_OF = r"(?:(?:example|question|problem|input|q)?[ ]?0?[:.)][ ])?"
_COMES_TO = r"[ ]?(?:=|->|=>|→|\n?output:|\n?a:)[ ]?"
_LINE = re.compile(rf"{_NUMBER_OF}{_CALCULATION}{_COMES_TO}(-?0(?:\.0|/0)?)[ ]*[;,\n]\s*", re.IGNORECASE)
_LINED = re.compile(
    rf"\s*(?:{_LINE.pattern.replace('(-?0', '(?:-?0').replace('([-', '(?:[-')})+{_NUMBER_OF}{_CALCULATION}{_COMES_TO}[ ?_]*\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(_NUMBER_OF, re.IGNORECASE)
_COMING = re.compile(r"[ ]?(?:->|=>|→|\n?output:|\n?a:)[ ?_]*\Z", re.IGNORECASE)
_MAX_LINED = 600
_LEAST_WORDS = 8
_WORD = re.compile(r"[a-z]{2,}")
_ASKED = frozenset("how what which find determine compute calculate evaluate solve simplify".split())


class _Turn(NamedTuple):
    """Who speaks, what, and how many runs of digits stand before it."""

    who: str
    text: str
    skipped: int


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What begins a turn, by a token or at all, and what stands at its end; compiled when a text in words first needs it."""
    flags = re.IGNORECASE
    return re.compile(_TOKEN, flags), re.compile(f"{_TOKEN}|{_LABEL}", flags), re.compile(_ENDS, flags)


def continued(shape: str, first: int, read: Read) -> Question | None:
    """The last of several calculations, each of the others with its result: "0 + 0 = 0; 0 + 0 = "."""
    if len(shape) > _MAX_LINED or not ("=" in shape or ":" in shape or ">" in shape) or _LINED.fullmatch(shape) is None:
        return None
    turns, end = [], 0
    for match in _LINE.finditer(shape):
        turns += [
            _Turn(who, match[part].strip(), shape.count("0", 0, match.start(part)))
            for part, who in ((1, _ASKS), (2, _ANSWERS))
        ]
        end = match.end()
    end += len(_NUMBERED.match(shape, end)[0])  # type: ignore[index]
    question = read(_COMING.sub("", shape[end:].strip()), first + shape.count("0", 0, end))
    return question and _checked(question, turns, first, read)


def conversed(shape: str, first: int, read: Read) -> Question | None:
    """The question of the last turn that asks, in a conversation or behind worked examples; None where there is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        read: what reads a question without turns.
    """
    if _MARKS.search(shape) is None:
        return None
    by_token, by_any, _ = _patterns()
    if len(shape) > _MAX_LENGTH:
        return None
    messages = (
        [_Turn(_ROLES[who], said, skipped) for who, said, skipped in turns_told(shape)] if _OBJECT.match(shape) else []
    )
    if not messages and by_any.search(shape) is None:
        return None
    read_turn = read
    if by_token.search(shape) is not None:
        # What one says in a chat may have worked examples before it.
        def read_turn(text: str, run: int) -> Question | None:
            return conversed(text, run, read) or read(text, run)

    turns = messages or list(_turns(shape))
    asking = [place for place, turn in enumerate(turns) if turn.who == _ASKS and turn.text]
    if not asking or len(turns) > _MAX_TURNS:
        return None
    last = asking[-1]
    if not all(turn.who == _ANSWERS and says_nothing(turn.text) for turn in turns[last + 1 :]):
        return None
    told = [turn for turn in turns[:last] if turn.who == _SYSTEM and turn.text]
    examples = [turn for turn in turns[:last] if turn.who != _SYSTEM and turn.text]
    question = _behind(told, turns[last], first, read_turn)
    return question and _checked(question, examples, first, read_turn)


def _turns(shape: str) -> Iterator[_Turn]:
    by_token, by_any, ends = _patterns()
    pattern = by_token if by_token.search(shape) else by_any
    found = list(pattern.finditer(shape))
    heads = [(0, 0, _SYSTEM), *((match.start(), match.end(), _who(match)) for match in found)]
    for (_, start, who), (end, _, _) in pairwise([*heads, (len(shape), 0, "")]):
        text = shape[start:end]
        yield _Turn(who, _STOPPED.sub("", ends.sub(" ", text).strip()), shape.count("0", 0, start))


def _who(match: re.Match[str]) -> str:
    named = match.groupdict()
    if named["sys"]:
        return _SYSTEM
    if named["unsys"] or named["inst"]:
        return _ASKS
    if named["uninst"]:
        return _ANSWERS
    return _ROLES[next(name for name in named.values() if name).lower()]


def _behind(told: list[_Turn], asked: _Turn, first: int, read: Read) -> Question | None:
    """The last question, read with what the system's turns say of how to answer."""
    if not told:
        return read(asked.text, first + asked.skipped)
    said = "\n\n".join(turn.text for turn in told)
    text = f"{said}\n\n{asked.text}"
    if asked.skipped != said.count("0"):
        # Runs of digits stand between.
        if "0" in said:
            return None
        return read(text, first + asked.skipped)
    return read(text, first)


def _checked(question: Question, examples: list[_Turn], first: int, read: Read) -> Question | None:
    """The question, in doubt where an example before it comes to something else than it says; None where one cannot be told."""
    doubts: list[Tree] = []
    for turn, answer in zip(examples[::2], examples[1::2], strict=False):
        if (turn.who, answer.who) != (_ASKS, _ANSWERS):
            return None
        if "0" not in turn.text + answer.text and leads(turn.text) and says_nothing(answer.text):
            # They say hello.
            continue
        doubt = _doubt(turn, answer, first, read)
        if doubt is not None:
            doubts.append(doubt)
        elif not _is_told(turn.text, answer.text):
            return None
    if len(examples) % 2:
        return None
    if not doubts:
        return question
    if question.answers not in {"", "ratio", "decimal"} or question.parts or question.precision is not None:
        return None
    return replace(question, left=reduce(_doubted, doubts, question.left))


def _is_told(asked: str, answer: str) -> bool:
    """Whether an example that is not read is at least a question in words, answered by a number, that makes no rule."""
    words = _WORD.findall(asked.lower())
    return (
        "0" in asked
        and "0" in answer
        and len(words) >= _LEAST_WORDS
        and not _ASKED.isdisjoint(words)
        and not _OPERATES.search(asked.lower())
    )


def _doubted(tree: Tree, doubt: Tree) -> Tree:
    return Operation("+", tree, Operation("*", Constant(0), doubt))


def _doubt(turn: _Turn, answer: _Turn, first: int, read: Read) -> Tree | None:
    """What is in doubt where an example does not come to its answer; None where that cannot be told."""
    asked, found = read(turn.text, first + turn.skipped), _RESULT.search(answer.text)
    if asked is None or found is None or asked.answers or asked.parts or asked.precision is not None:
        return None
    number = number_of(found["number"], first + answer.skipped + answer.text.count("0", 0, found.start("number")))
    if number is None:
        return None
    values = dict.fromkeys(unknowns(asked.left) | unknowns(asked.right), number)
    return Operation("agreeing", substituted(asked.left, values), substituted(asked.right, values))
