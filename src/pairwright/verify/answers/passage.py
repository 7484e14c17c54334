r"""What of a completion its reader is told: without thoughts, struck-out text, end tokens and what follows them.

A shape's runs of digits are counted through the whole text, so a passage knows which run each of its own is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

_THOUGHT = r"think|thinking|thought|thoughts|reasoning|reason|scratchpad|reflection|analysis|begin_of_thought"
_OPENS = re.compile(
    rf"<\|?(?:{_THOUGHT})(?:\s[^<>]*)?\|?>|\[(?:THINK|THOUGHT|REASONING)\]|<\|channel\|>analysis|◁think▷|<seed:think>",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    rf"</(?:{_THOUGHT})>|\[/(?:THINK|THOUGHT|REASONING)\]|<\|end_of_thought\|>|<\|channel\|>final<\|message\|>|◁/think▷|</seed:think>",
    re.IGNORECASE,
)
OPENED, CLOSED = rf"(?i){_OPENS.pattern}", rf"(?i){_CLOSES.pattern}"
# Struck out, hidden, or a comment.  What is opened and not closed goes to the end.
_UNSEEN = re.compile(
    r"<(?P<tag>del|strike)>.*?(?:</(?P=tag)>|\Z)|<s>[^<]*(?:<(?!/?s>)[^<]*)*</s>|~~.*?(?:~~|\Z)|<!--.*?(?:-->|\Z)"
    r"|<(?P<hides>\w+)\s[^<>]{0,200}?(?:\bhidden\b|display:[ ]?none)[^<>]*>.*?(?:</(?P=hides)>|\Z)"
    r"|<(?P<aside>confidence|certainty|difficulty|topic|language)>[^<0]*(?:0[^<0]*){0,2}</(?P=aside)>"
    r"|\\iffalse.*?(?:\\fi\b|\Z)|\\begin\{comment\}.*?(?:\\end\{comment\}|\Z)|\{#[ ].*?(?:#\}|\Z)|\{%-?[ ]*comment\b.*?(?:\{%-?[ ]*endcomment[ ]*-?%\}|\Z)"
    r"|(?:\A|(?<=\n))=begin\b.*?(?:\n=(?:end|cut)\b|\Z)|<%--.*?(?:--%>|\Z)"
    r"|\\(?:phantom|hphantom|vphantom|cancel|bcancel|xcancel|sout|st)[ \t]*(?:\{(?:[^{}]|\{[^{}]*\})*\}?|\S)",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(
    r"\s*(?:<\|(?:begin_of_text|assistant|startoftext|bot)\|>\s*|<bos>\s*|(?:<\|im_start\|>|<start_of_turn>|<\|start\|>)(?:(?:assistant|model)\b)?\s*"
    r"|<\|start_header_id\|>(?:assistant(?=<)|(?!\w))\s*|<\|end_header_id\|>\s*|\[/INST\]\s*|<\|begin_of_solution\|>\s*|<s>\s*|\A\s*(?:###[ ]?)?(?:assistant|model|response|bot|ai)\b[ \t]*(?::|\n)\s*"
    r"|<｜(?:begin▁of▁sentence|Assistant)｜>\s*|<\|message\|>\s*|\[gMASK\](?:<sop>)?\s*)+",
    re.IGNORECASE,
)
# Lines at the head of a text that a program or a typesetter leaves out.
_COMMENTED = re.compile(r"(?:\s*(?:--|//|%+|;;+)[ \t]*[A-Za-z][^\n]*(?:\n|\Z)|\s*/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))+")
_COMMENTS = frozenset(["--", "//", "% ", "%%", ";;", "/*"])
_WIDE = re.compile(r"[ \t\f\v]{4,}")
_LINES = re.compile(r"\n(?:[ \t\r]{0,3}\n){3,}")
_END = re.compile(
    r"<\|[^|<>\s]{1,20}▁[^|<>\s]{1,40}\|>|<\|(?:im_end|endoftext|eot_id|end_of_text|end|eom_id|return|eos|im_start|user|assistant|start_header_id|pad"
    r"|system|human|fim_middle|end_of_solution)\|>|\[EOS\]|\[PAD\]|</s>|<eos>|<pad>|<end_of_turn>|<start_of_turn>|<｜[^｜<>]{1,40}｜>|\[/?INST\]",
    re.IGNORECASE,
)


# A program that was run; what it says is for a machine.
_PROGRAM = re.compile(r"```(?:python0?|py|sympy)[ \t]*\n(?P<lines>[^`]*)```[ \t]*\n")
_PROGRAMMED = re.compile(r"^[ \t]*(?:def|import|from|return|for|while)\b", re.MULTILINE)
# Longer texts are not worth keeping.
_SENTENCE = 400
# A letter that stands alone.
LETTER = re.compile(r"(?<![^\W\d_])[A-Za-z](?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
# All that is no letter of plain English: four times as fast as to look for words.
_APART = {code: " " for code in range(128) if not chr(code).isalpha() and chr(code) != "'"}


def _in_small_letters(text: str) -> str:
    """A text in small letters, each in the place of the one that it was."""
    small = text.lower()
    # Some capital letters are two small ones.
    return small if len(small) == len(text) else "".join(char.lower()[:1] for char in text)


def words_in(text: str) -> frozenset[str]:
    """The words of a text, in small letters.

    >>> sorted(words_in("It's 0, isn't it? 'Yes', said the user_name."))
    ["isn't", 'it', "it's", 'name', 'said', 'the', 'user', 'yes']
    """
    # Of a sentence they are asked for again and again.
    return _words_kept(text) if len(text) <= _SENTENCE else _words(text)


def _words(text: str) -> frozenset[str]:
    small = text.lower()
    if not small.isascii():
        return frozenset(_WORD.findall(small))
    words = set(small.translate(_APART).split())
    for each in [word for word in words if "'" in word] if "'" in small else ():
        words.remove(each)
        words.update(_WORD.findall(each))
    return frozenset(words)


_words_kept = lru_cache(maxsize=1024)(_words)


def in_a_row(runs: Sequence[int]) -> bool:
    """Whether runs of digits of a part stand one behind the other in the whole text, too.

    >>> in_a_row([3, 4, 5]), in_a_row([3, 5]), in_a_row([])
    (True, False, True)
    """
    return not runs or list(runs) == list(range(runs[0], runs[0] + len(runs)))


@dataclass(frozen=True)
class Passage:
    """A part of a completion's shape.

    Attributes:
        text: the part.
        runs: for each of its runs of digits, which one of the whole text it is.
    """

    text: str
    runs: Sequence[int]

    @cached_property
    def small(self) -> str:
        """The part in small letters, place by place the same."""
        return _in_small_letters(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, in small letters."""
        return words_in(self.text)

    def without(self, spans: Iterable[tuple[int, int]], *, same_words: bool = False) -> Passage:
        """The passage with a space in place of each span.

        Args:
            spans: in order and apart.
            same_words: whether there are no words in them.
        """
        kept: list[str] = []
        runs: list[int] = []
        at = run = 0
        for start, end in spans:
            part = self.text[at:start]
            kept.append(part)
            here = part.count("0")
            runs += self.runs[run : run + here]
            run += here + self.text.count("0", start, end)
            at = end
        if not kept:
            return self
        left = Passage(" ".join([*kept, self.text[at:]]), [*runs, *self.runs[run:]])
        if same_words:
            vars(left)["words"] = self.words
        return left

    def since(self, start: int) -> Passage:
        """What begins at a place."""
        return Passage(self.text[start:], self.runs[self.text.count("0", 0, start) :]) if start else self

    def until(self, end: int) -> Passage:
        """What ends at a place."""
        return Passage(self.text[:end], self.runs[: self.text.count("0", 0, end)])

    def part(self, start: int, end: int) -> Passage:
        """What stands between two places."""
        first = self.text.count("0", 0, start)
        return Passage(self.text[start:end], self.runs[first : first + self.text.count("0", start, end)])

    def lines(self) -> Iterator[Passage]:
        """Its lines, one after the other."""
        at = 0
        for line in self.text.split("\n"):
            yield self.part(at, at + len(line))
            at += len(line) + 1


def together(parts: Iterable[Passage | str]) -> Passage:
    """Parts of a passage one behind the other, with what is put between them, in which there is no number."""
    kept = list(parts)
    text = "".join(part if isinstance(part, str) else part.text for part in kept)
    return Passage(text, [run for part in kept if not isinstance(part, str) for run in part.runs])


def told(shape: str, first: int) -> Passage | None:
    """What the completion with this shape says to its reader; None where it ends inside a thought.

    Args:
        shape: the completion's.
        first: how many runs of digits stand before it.
    """
    if "    " in shape or "\n\n\n\n" in shape or "\t" in shape:
        # White space without end would be gone over again from each of its characters.
        shape = _LINES.sub("\n\n", _WIDE.sub("   ", shape))
    passage = Passage(shape, range(first, first + shape.count("0")))
    if "<" in shape or "[" in shape or "◁" in shape:
        spoken = _spoken(passage)
        if spoken is None:
            return None
        passage = spoken
    if "<" in shape or "~" in shape or "\\" in shape or "{# " in shape or "{%" in shape or "=begin" in shape:
        passage = passage.without(match.span() for match in _UNSEEN.finditer(passage.text))
    if passage.text.lstrip()[:2] in _COMMENTS and (comment := _COMMENTED.match(passage.text)):
        passage = passage.since(comment.end())
    if header := _HEADER.match(passage.text):
        passage = passage.since(header.end())
    if ("<" in shape or "[" in shape) and (end := _END.search(passage.text)):
        passage = passage.until(end.start())
    return passage


def without_programs(passage: Passage) -> Passage:
    r"""The passage without its programs of several lines, where a number stands behind the last one.

    >>> without_programs(Passage("```python\nimport math\nprint(0)\n```\nThe answer is 0.", range(2))).text
    ' The answer is 0.'
    """
    spans = [match.span() for match in _PROGRAM.finditer(passage.text) if _PROGRAMMED.search(match["lines"])]
    return passage.without(spans) if spans and "0" in passage.text[spans[-1][1] :] else passage


def _spoken(passage: Passage) -> Passage | None:
    """The passage without thoughts; None where one is not closed."""
    for closing in list(_CLOSES.finditer(passage.text))[-1:]:
        passage = passage.since(closing.end())
    return None if _OPENS.search(passage.text) else passage
