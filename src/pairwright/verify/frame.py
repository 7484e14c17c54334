"""Where in a text the question, the answer and the calculation stand.

A frame is declared wording, `{question} The answer is {answer} because {calculation} equals {answer}.`,
turned into one regular expression over shapes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import Formatter

_ANSWER = r"(-?0)"
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True)
class Claim:
    """A number that is given as the answer: number `index` of the text, negated where `negative`."""

    index: int
    negative: bool


@dataclass(frozen=True)
class Sentence:
    """A text taken apart: pieces of its shape, each with the index of its first number."""

    question: tuple[str, int]
    claims: tuple[Claim, ...]
    calculations: tuple[tuple[str, int], ...]


class Frame:
    """The wording of question and answer together, with the slots question, answer, calculation.

    >>> Frame("{question} The answer is {answer}.").read("0+0=? The answer is 0.").question
    ('0+0=?', 0)
    """

    def __init__(self, wording: str) -> None:
        self.wording = wording
        self._slots: list[str] = []
        pattern = ""
        for literal, name, _, _ in Formatter().parse(wording):
            pattern += re.escape(_DIGITS.sub("0", literal))
            if name:
                self._slots.append(name)
                pattern += _ANSWER if name == "answer" else "(.+?)"
        self._pattern = re.compile(pattern, re.DOTALL)

    def read(self, shape: str) -> Sentence | None:
        """The sentence that a shape is; None where it does not fit the frame."""
        match = self._pattern.fullmatch(shape)
        if match is None:
            return None
        pieces: dict[str, list[tuple[str, int]]] = {"question": [], "answer": [], "calculation": []}
        for number, name in enumerate(self._slots, 1):
            pieces[name].append((match[number], shape.count("0", 0, match.start(number))))
        claims = tuple(Claim(index, text.startswith("-")) for text, index in pieces["answer"])
        return Sentence(pieces["question"][0], claims, tuple(pieces["calculation"]))
