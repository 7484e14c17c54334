"""Answers that are one of a few words: yes or no, and the signs between two numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from pairwright.verify.answer_types.complex_numbers import COMPLEX
from pairwright.verify.answer_types.dates import DATE, TIME, WEEKDAYS
from pairwright.verify.answer_types.hexadecimals import HEXADECIMAL
from pairwright.verify.answer_types.inequalities import INEQUALITIES, SIGNS
from pairwright.verify.answer_types.targets import CALCULATION, TARGET
from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.questions.trees import ROOTS, Constant, numerals

WEEKDAY, PARITY, PRIMALITY = "weekday", "parity", "primality"
# Of which every number has one.
PROPERTIES = (PARITY, PRIMALITY)
# What is answered, as a number; the first word of each is the one that is told as expected.
CHOICES: Mapping[str, Mapping[str, int]] = {
    "truth": {"yes": 1, "no": 0, "true": 1, "false": 0},
    "order": {"<": -1, "=": 0, ">": 1},
    PARITY: {"even": 0, "odd": 1},
    PRIMALITY: {"prime": 0, "composite": 1},
    WEEKDAY: {name.lower(): number for number, name in enumerate(WEEKDAYS)},
}
# Of answers in declared wording.
WORDS = rf"yes|no|[<=>]|{'|'.join(WEEKDAYS)}"
_LEAD = rf"[\s*_$`\"'(#{OPEN}]*"
_SO = r"(?:(?:so|thus|therefore|hence|then|well|ok|okay)\b[,:]?\s*)?"
_ANNOUNCED = rf"\b(?:answer|sign|symbol|ans)\b[\"'*]*\s*(?:is|would be|must be|should be|:|=(?=\s*\S+\s*[<=>\w])){_LEAD}:?{_LEAD}|####\s*"
_FALLS = r"\b(?:it|that|this|day|weekday)[ ](?:is|was|will be|falls on|fell on|would be)[ ](?:an?[ ])?"
# "The answer is = because ...", of which `markup` leaves one sign.
_EQUAL_FOR_A_REASON = re.compile(
    r"\b(?:answer|sign|symbol)\b\s*(?P<word>=)(?=\s*(?:because|since|as)\b)", re.IGNORECASE
)
_TWO_DAYS = rf"(?:{'|'.join(WEEKDAYS)}),? (?:or|and) (?:an? )?(?:{'|'.join(WEEKDAYS)})"
_HEDGED = re.compile(
    rf"\b(?:maybe|perhaps|unsure|not sure|either|(?:yes|no) or (?:yes|no)|{_TWO_DAYS})\b", re.IGNORECASE
)
_SUPPOSED = re.compile(r"[\s*_]*(?:well,? |so,? )?(?:if|assuming|provided|suppose|supposing)\b", re.IGNORECASE)
# "No number from 2 to 9 divides it" is no answer, "No it does not" is one.
_NONE_OF = re.compile(
    r"no[ ]+(?!(?:it|its|that|this|they|there|the|because|since|as|for|and|but|i|we|you|is|not)\b)[a-z]", re.IGNORECASE
)
_ENDS = rf"[\s*_$`\"').!#{CLOSE}]*\Z"
_STATED = re.compile(r"(?<![\d./)])(-?0(?:\.0|/0)?)\s*([<=>])\s*(-?0(?:\.0|/0)?)(?![\d./(])")


class Chosen(NamedTuple):
    """A word that is given as the answer.

    Attributes:
        claim: the word.
        start: where it stands.
        end: where it ends.
        between: of a sign in `3/4 < 5/6`, where the two numbers begin, which must be those of the question.
    """

    claim: Claim
    start: int
    end: int
    between: tuple[int, int] | None = None


def claimed(word: str) -> Claim | None:
    """The claim that a word is; None if it is none of ours.

    >>> claimed("No").tree
    Constant(value=0)
    """
    for name, words in CHOICES.items():
        if (number := words.get(word.lower())) is not None:
            return Claim(Constant(number), choice=name)
    return None


def suits(claim: Claim, answers: str) -> bool:
    """Whether a claim is such an answer as a question asks for (`Question.answers`)."""
    if answers in {"expanded", "factored"}:
        # A number may be all that is left of an expression.
        return claim.choice in {"", "expression"}
    if answers == "ratio":
        return not claim.choice and not any(each.decimal for each in numerals(claim.tree))
    if answers in INEQUALITIES:
        return claim.choice in SIGNS
    if answers == COMPLEX:
        # A real number is a complex one.
        return claim.choice in {"", COMPLEX} and not claim.fraction
    if answers in {HEXADECIMAL, DATE, TIME}:
        return claim.choice == answers
    if answers == TARGET:
        return claim.choice == CALCULATION
    if answers in CHOICES:
        return claim.choice == answers
    return not claim.choice and not (claim.fraction and answers and answers != ROOTS)


def word_of(number: Fraction, answers: str) -> str:
    """The word that a number stands for."""
    word = next((word for word, value in CHOICES[answers].items() if value == number), "")
    return word.capitalize() if answers == WEEKDAY else word


def chosen(text: str, answers: str) -> Chosen | None:
    """The word of its kind that a passage gives as the answer; None where it gives none, or two that differ."""
    words = "|".join(map(re.escape, CHOICES[answers]))
    word = rf"(?P<word>{words})(?![A-Za-z=])(?!\s*\?)" if answers == "truth" else rf"(?P<word>{words})(?![<=>])"
    found = [*re.finditer(rf"(?:{_ANNOUNCED})(?:just\s+)?{word}", text, re.IGNORECASE)]
    found += re.finditer(rf"{OPEN}[\s$*]*{word}[\s$*]*{CLOSE}", text, re.IGNORECASE)
    if answers == WEEKDAY:
        found += re.finditer(rf"{_FALLS}{word}", text, re.IGNORECASE)
    if answers == "order":
        found += _EQUAL_FOR_A_REASON.finditer(text)
    if answers == "truth":
        first = re.match(rf"{_LEAD}{_SO}{_LEAD}{word}", text, re.IGNORECASE)
        found += [first] if first and not _NONE_OF.match(text, first.start("word")) else []
    found = found or [each for each in [re.search(rf"(?:\A|\n){_LEAD}{word}{_ENDS}", text, re.IGNORECASE)] if each]
    if answers == "truth" and not found:
        found = list(
            re.finditer(
                rf"[,;.][ ](?:so|thus|hence|therefore),?[ ](?:the[ ]answer[ ]is[ ])?{word}{_ENDS}", text, re.IGNORECASE
            )
        )
    if _HEDGED.search(text) or (answers == "truth" and _SUPPOSED.match(text)):
        return None
    if not found:
        return _stated(text) if answers == "order" else None
    values = {CHOICES[answers][each["word"].lower()] for each in found}
    if answers == "truth":
        values |= {CHOICES[answers][each.lower()] for each in re.findall(r"(?i)\b(?:yes|no)\b(?![ ]\w)", text)}
    claim = claimed(found[-1]["word"])
    return None if len(values) > 1 or claim is None else Chosen(claim, *found[-1].span("word"))


def _stated(text: str) -> Chosen | None:
    """The sign in the one statement that two numbers are so: `3/4 < 5/6`."""
    found = list(_STATED.finditer(text))
    claim = claimed(found[0][2]) if len(found) == 1 else None
    return None if claim is None else Chosen(claim, *found[0].span(2), (found[0].start(1), found[0].start(3)))
