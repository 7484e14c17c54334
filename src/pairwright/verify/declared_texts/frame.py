"""Declared wording: where in a text question, answer and calculation stand.

A frame is the wording that a recipe declares, `{question} The answer is {answer} because {calculation}
equals {answer}.`, turned into one regular expression over shapes.  Texts of unknown wording are read by
`answers` instead.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from string import Formatter

from pairwright.verify.answer_types import answer_forms, inequalities, targets
from pairwright.verify.answer_types.choices import WORDS, claimed
from pairwright.verify.answer_types.expressions import IN_SHAPES, claim_of
from pairwright.verify.answer_types.lists import FURTHER
from pairwright.verify.answers.claims import Equation, Reading
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.questions.grammar import (
    Numeral,
    Operation,
    Question,
    Tree,
    Zero,
    calculation_of,
    question_of,
    tree_of,
)
from pairwright.verify.questions.trees import ROOTS

# A number, whole, decimal or a fraction, or quotient and remainder; a price; or a list of them, a word, an expression.
_ANSWER = rf"(-?\$?0(?:\.0|/0| 0/0| R 0)?{FURTHER}|{WORDS}|{answer_forms.IN_SHAPES}|{inequalities.IN_SHAPES}|{targets.IN_SHAPES}|{IN_SHAPES})"
_CALCULATION, _ITEMS = re.compile(targets.IN_SHAPES), re.compile(rf"-?0(?:/0)?{FURTHER}")
_DIGITS = re.compile(r"[0-9]+")
# Of places where a question may end.
_MAX_TRIES = 200


@dataclass(frozen=True)
class Framed:
    """A text taken apart: what it asks and what it claims."""

    question: Question
    reading: Reading


class Frame:
    """The wording of question and answer together, with the slots question, answer, calculation.

    Attributes:
        needed: what every text in this wording holds; may be empty.

    >>> Frame("{question} The answer is {answer}.").read("0+0=? The answer is 0.").question.unknown
    '?'
    """

    def __init__(self, wording: str) -> None:
        pieces = [(_DIGITS.sub("0", literal), name) for literal, name, _, _ in Formatter().parse(wording)]
        if not pieces or pieces[0][1] != "question":
            raise ValueError(f"{wording!r} should begin with its question")
        (self._head, _), *behind = pieces
        self._slots = [name for _, name in behind if name]
        self._lead = behind[0][0] if behind else ""
        pattern = "".join(
            re.escape(literal) + {None: "", "answer": _ANSWER}.get(name, "(.+?)") for literal, name in behind
        )
        self._behind = re.compile(pattern, re.DOTALL)
        literals = [part for literal, _, _, _ in Formatter().parse(wording) for part in _DIGITS.split(literal)]
        self.needed = max(literals, key=len, default="")

    def read(self, shape: str) -> Framed | None:
        """The text that a shape is; None where it does not fit the frame, or is no mathematics.

        The question is the shortest with which all of it fits: in `What is 0 plus 0? 0+0 = 0` what stands before
        some space.
        """
        begin = len(self._head)
        end = shape.find(self._lead, begin + 1) if shape.startswith(self._head) else -1
        for _ in range(_MAX_TRIES):
            if end < 0:
                return None
            match = self._behind.fullmatch(shape, end)
            if match is not None and (framed := self._framed(shape, shape[begin:end], match)) is not None:
                return framed
            end = shape.find(self._lead, end + 1)
        return None

    def _framed(self, shape: str, asked: str, match: re.Match[str]) -> Framed | None:
        # Texts that differ in names alone say the same.
        runs = "0" * shape.count("0")
        claims: list[Claim] = []
        written: list[tuple[str, int]] = []
        equations: list[Equation] = []
        pending: list[Tree] = []
        for number, name in enumerate(self._slots, 1):
            text, first = match[number], shape.count("0", 0, match.start(number))
            if name == "answer" and "x" in text and _worded(text, first) is None:
                return None
            if name == "answer" and pending:
                result = _claimed(text, first)
                equations.append(Equation(pending.pop(), result.tree, runs, 0))
            elif name == "answer":
                claims.append(_claimed(text, first))
                written.append((text, first))
            elif (tree := calculation_of(text, first)) is None:
                return None
            else:
                pending.append(tree)
        if not claims and equations:
            # `57+4 = 61`: what the calculation is said to come to is the answer.
            claims.append(result)
        question = question_of(asked, shape.count("0", 0, len(self._head))) if claims else None
        if question is None:
            return None
        equations += [Equation(tree, claims[0].tree, runs, 0) for tree in pending]
        if question.answers == targets.TARGET:
            said = [targets.claim_of(calculation_of(text, first)) for text, first in written]
            calculations = tuple(each for each in said if each is not None)
            return Framed(question, Reading(calculations, tuple(equations))) if len(calculations) == len(said) else None
        if question.answers not in answer_forms.FORMS and any(
            _CALCULATION.fullmatch(text) and not _ITEMS.fullmatch(text) for text, _ in written
        ):
            # 57+4 is no answer to 57+4=?.
            return None
        if question.answers == ROOTS:
            # Each of them is an answer.
            roots = (each for claim in claims for each in (replace(claim, further=()), *claim.further))
            return Framed(question, Reading(tuple(roots), tuple(equations), together=True))
        return Framed(question, Reading(tuple(claims), tuple(equations)))


def _worded(text: str, first: int) -> Claim | None:
    """The claim that an answer with the letter is: an expression, or an inequality."""
    if "x" not in text:
        return None
    if "<" in text or ">" in text:
        return inequalities.claim_of(text, first)
    return claim_of(tree_of(text, first))


def _claimed(text: str, first: int) -> Claim:
    if (word := claimed(text) or answer_forms.claimed(text, first) or _worded(text, first)) is not None:
        return word
    text = text.replace("$", "")
    if ", " in text or "*" in text:
        one, *others = re.split(r", |\*", text)
        runs = [first + text.count("0", 0, match.end()) for match in re.finditer(r", |\*", text)]
        items = [_claimed(each, run) for each, run in zip(others, runs, strict=True)]
        return replace(_claimed(one, first), further=tuple(items))
    if " " in text and "R" not in text:
        fraction = _claimed(text.rpartition(" ")[2], first + 1)
        value = Operation("+", Numeral(first), fraction.tree)
        return replace(fraction, tree=Operation("-", Zero(), value) if text.startswith("-") else value)
    quotient, *remainder = text.split(" R ")
    above, *below = quotient.removeprefix("-").split("/")
    numerals = [Numeral(first + place, decimal="." in above) for place in range(1 + len(below))]
    tree: Tree = Operation("/", *numerals) if below else numerals[0]
    further = tuple(_claimed(each, first + 1) for each in remainder)
    signed = Operation("-", Zero(), tree) if text.startswith("-") else tree
    return Claim(signed, tuple(numerals), fraction=bool(below), further=further)
