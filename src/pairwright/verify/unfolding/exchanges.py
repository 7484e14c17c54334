"""Exchanges: examples with their answers before or behind the question's own, chats, lines of a data set."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pairwright.verify.answers.closings import is_closing
from pairwright.verify.answers.numbers import Condition, in_their_order
from pairwright.verify.answers.passage import Passage, together, told, words_in
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.set_form import CALCULATION, NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded

_LABEL = re.compile(r"[ \t>*#_\[(]*(?P<who>[A-Za-z][A-Za-z ]{0,20}?)[ ]?0?[\])]?[*_]*[ ]?[:：][*_]*[ \t]*")
_ASKING = frozenset(
    "q question problem user human input prompt tutor teacher instruction exercise task example student pupil child kid mom dad parent me customer front flashcard".split()
)
# What another turn may say of an answer: that it is right, or thanks.
_PRAISE = frozenset(
    "correct right yes yep yeah exactly perfect great good well done nice job work excellent thanks thank you very much so no problem welcome you're that's that is it ok okay got cool awesome brilliant"
    " wonderful bravo super a lot for the help absolutely indeed sure anytime any time my pleasure bye goodbye your".split()
)
_PARTS = frozenset(["prompt", "question", "query", "problem", "input", "instruction", "q", "user", "text"])
_ANSWER_PARTS = frozenset(
    ["answer", "completion", "response", "output", "a", "target", "final_answer", "label", "solution", "result"]
)
_OBJECT = re.compile(r"\{[^{}]*\}")
_PARAGRAPHS = re.compile(
    rf"\s*(?P<first>{CALCULATION}[ ]*=[ ]*(?P<n>{NUMBER})\.?)[ ]*(?P<rest>(?:\n[ ]*\n+[ ]*{CALCULATION}[ ]*=[ ]*{NUMBER}\.?)+)\s*"
)


# How chat templates begin what a user says, and an answer to it.
_TEMPLATED = re.compile(
    r"(?:<\|im_start\|>user\s|<\|start_header_id\|>user<\|end_header_id\|>|\[INST\]|<start_of_turn>user\s|<\|user\|>|<｜User｜>|<\|start\|>user<\|message\|>)"
    r"\s*(?P<asked>[^<\[]+?)\s*(?:(?:<\|im_end\|>|<\|eot_id\|>|<end_of_turn>|<\|end\|>)\s*)?"
    r"(?=<\|im_start\|>assistant\b|<\|start_header_id\|>assistant<|\[/INST\]|<start_of_turn>model\b|<\|assistant\|>|<｜Assistant｜>|<\|start\|>assistant\b)",
    re.IGNORECASE,
)
# A message of a chat, as an object.
_MESSAGE = re.compile(r'"role"\s*:\s*"(?P<who>\w+)"\s*,\s*"content"\s*:\s*"(?P<said>[^"\\]*(?:\\.[^"\\]*)*)"')
_AROUND = frozenset(
    "message messages choices index finish_reason finish reason stop conversations response model id object delta".split()
)


_CORE = re.compile(CALCULATION)
_ASKED = frozenset(
    "what what's is how much calculate compute evaluate find work out solve please can you tell me the value of".split()
)


class _Turn(NamedTuple):
    """What someone says.

    Attributes:
        who: says it.
        said: what he says.
    """

    who: str
    said: Passage


def exchange(place: int) -> Callable[[Passage, Wanted], Unfolded | None]:
    """A reader of the answer to the question that stands at a place among those of its shape."""

    def answered(passage: Passage, asked: Wanted) -> Unfolded | None:
        found = _of_turns(passage, asked, place) or _of_objects(passage, asked, place)
        return found if found is not None or place else _of_messages(passage, asked) or _of_paragraphs(passage, asked)

    return answered


def templated(passage: Passage, asked: Wanted) -> Unfolded | None:
    """The answer to the question in a chat template.

    Args:
        passage: as it was written, with its tokens.
        asked: what is looked for.
    """
    if "<" not in passage.text and "[INST]" not in passage.text:
        return None
    for match in _TEMPLATED.finditer(passage.text):
        same = _same(passage.part(*match.span("asked")), asked)
        if same is not None:
            answer = passage.since(match.end())
            said = told(answer.text, answer.runs[0]) if answer.runs else None
            return None if said is None else Unfolded(said, same)
    return None


def _same(said: Passage, asked: Wanted) -> tuple[Condition, ...] | None:
    """What must be so for a text to be the question; None where it is none of its shape."""
    if "".join(said.text.split()).rstrip("=?. ") != "".join(asked.shape.split()).rstrip("=?. "):
        core, own = _CORE.search(said.text), _CORE.search(asked.shape)
        if core is None or own is None or "".join(core[0].split()) != "".join(own[0].split()):
            return None
        if said.text.count("0") != asked.runs != own[0].count("0") or not words_in(said.text) <= _ASKED:
            return None
    return in_their_order(said.runs)


def _turns(passage: Passage) -> list[_Turn]:
    found: list[_Turn] = []
    for part in passage.lines():
        label = _LABEL.match(part.text)
        if label is not None and (not label["who"].islower()) and len(label["who"].split()) < 3:
            found.append(_Turn(label["who"].lower(), part.since(label.end())))
        elif found:
            found[-1] = _Turn(found[-1].who, together([found[-1].said, "\n", part]))
        elif part.text.strip():
            return []
    return [each for each in found if each.said.text.strip()]


def _of_turns(passage: Passage, asked: Wanted, place: int) -> Unfolded | None:
    """The answer in a chat."""
    # Each exchange has two labels.
    if "\n" not in passage.text or passage.text.count(":") + passage.text.count("：") < (4 if place else 2):
        return None
    turns = _turns(passage)
    if len(turns) < 2:
        return None
    found = [at for at, turn in enumerate(turns[:-1]) if _same(turn.said, asked) is not None]
    if not found:
        alone = turns[0].who in {"a", "answer", "assistant", "bot", "ai"} and all(
            _praises(each.said.text) for each in turns[1:]
        )
        return Unfolded(turns[0].said) if alone and "0" in turns[0].said.text else None
    if not -1 <= place < len(found):
        return None
    at = found[place]
    question, answer = turns[at], turns[at + 1]
    if at and not turns[at - 1].said.text.endswith("\n"):
        # Without a line between it is one exchange, which began with another question.
        return None
    if question.who == answer.who or (question.who not in _ASKING and len(question.who) > 1):
        return None
    for each in turns[at + 2 :]:
        if each.who == question.who and re.search(r"0.*[-+*/÷^=].*[0?]", each.said.text):
            break
        if not _praises(each.said.text):
            return None
    return Unfolded(answer.said, _same(question.said, asked) or ())


def _praises(said: str) -> bool:
    return (
        "0" not in said
        and "?" not in said
        and (words_in(said) <= _PRAISE or is_closing(said))
        and "no" not in words_in(said) - words_in("no problem" if "no problem" in said.lower() else "")
    )


def _of_messages(passage: Passage, asked: Wanted) -> Unfolded | None:
    """The last message of a chat in objects, an answer to the question where that is in it."""
    found = list(_MESSAGE.finditer(passage.text)) if '"role"' in passage.text else []
    if (
        not found
        or found[-1]["who"] not in {"assistant", "model"}
        or not words_in(_MESSAGE.sub("", passage.text)) <= _AROUND
    ):
        return None
    same: tuple[Condition, ...] | None = ()
    if found[:-1] and found[-2]["who"] == "user":
        same = _same(passage.part(*found[-2].span("said")), asked)
    said = passage.part(*found[-1].span("said"))
    return None if same is None else Unfolded(Passage(said.text.replace("\\n", "\n"), said.runs), same)


def _of_objects(passage: Passage, asked: Wanted, place: int) -> Unfolded | None:
    """The answer in one of several objects, each with a question of its own."""
    text = passage.text
    if "{" not in text or '"' not in text or _OBJECT.sub("", text).strip("[], \n\t`json"):
        return None
    found: list[tuple[Passage, tuple[Condition, ...]]] = []
    for match in _OBJECT.finditer(text):
        parts = dict(_parts(passage.part(*match.span())))
        questions = [parts[name] for name in _PARTS & parts.keys() if parts[name].text]
        answers = [parts[name] for name in _ANSWER_PARTS & parts.keys()]
        if len(questions) != 1 or len(answers) != 1 or not parts.keys() <= _PARTS | _ANSWER_PARTS | {"id", "type"}:
            return None
        if (same := _same(questions[0], asked)) is not None:
            found.append((answers[0], same))
    return Unfolded(*found[place]) if found and place < len(found) else None


def _parts(whole: Passage) -> Iterator[tuple[str, Passage]]:
    """What an object has under each name."""
    try:
        names = list(json.loads(whole.text))
    except (ValueError, RecursionError):
        return
    for name in names:
        match = re.search(rf'"{re.escape(name)}"\s*:\s*(?:"(?P<text>[^"]*)"|(?P<bare>[^",{{}}\[\]]*))', whole.text)
        if match is not None:
            yield name.lower(), whole.part(*match.span("text" if match["text"] is not None else "bare"))


def _of_paragraphs(passage: Passage, asked: Wanted) -> Unfolded | None:
    """The first of several calculations of which none goes on with it."""
    match = _PARAGRAPHS.fullmatch(passage.text) if "\n\n" in passage.text and asked.unknown == "?" else None
    if match is None:
        return None
    first, rest = passage.part(*match.span("first")), passage.part(*match.span("rest"))
    if first.text.count("0") <= asked.runs:
        return None
    same = in_their_order(first.runs[: asked.runs])
    result = tuple(passage.part(*match.span("n")).runs)
    return Unfolded(first, (*same, *(Condition(run, apart=result) for run in rest.runs)))
