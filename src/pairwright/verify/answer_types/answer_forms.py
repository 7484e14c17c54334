"""Answers that are numbers in a form of their own, as complex and hexadecimal numbers, dates and times are: how each is written, read and told.

An entry of `FORMS` is all that the readers of declared and of free wordings need to know of a form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from pairwright.verify.answer_types import complex_numbers, dates, hexadecimals
from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim


@dataclass(frozen=True)
class NumberForm:
    """A form of answers.

    Attributes:
        declared: a regular expression over shapes, for answers in declared wording.
        in_texts: the same over texts.
        free: over shapes, for answers of anyone.
        claim: what is written and its first run of digits to the claim; None where it is none.
        told: the parts of a value, as it is told as expected.
    """

    declared: str
    in_texts: str
    free: str
    claim: Callable[[str, int], Claim | None]
    told: Callable[[Sequence[Fraction]], str]


# By what a question asks for (`Question.answers`), which is what such a claim is (`Claim.choice`).
FORMS: Mapping[str, NumberForm] = {
    each: NumberForm(form.IN_SHAPES, form.IN_TEXTS, form.FREE, form.claim_of, form.text_of)
    for each, form in ((complex_numbers.COMPLEX, complex_numbers), (hexadecimals.HEXADECIMAL, hexadecimals))
} | {
    dates.DATE: NumberForm(
        dates.DATE_IN_SHAPES, dates.DATE_IN_TEXTS, dates.DATE_FREE, dates.date_claim, dates.date_text
    ),
    dates.TIME: NumberForm(
        dates.TIME_IN_SHAPES, dates.TIME_IN_TEXTS, dates.TIME_FREE, dates.time_claim, dates.time_text
    ),
}
IN_SHAPES = "|".join(each.declared for each in FORMS.values())
IN_TEXTS = "|".join(each.in_texts for each in FORMS.values())

_LEAD = rf"[\s*_$`\"'(:{OPEN}]*"
_ENDS = rf"(?=[ \t*_$`\"')]*(?:\.(?!0)|[;!,\n{CLOSE}]|\Z|(?:because|since|as)\b))"
_NAMED = (
    r"\b(?:answer|result|solution|value|sum|difference|product|quotient|time|date|duration)\b[\"'*]*[ ]*"
    r"(?:is|would be|must be|comes to|equals|:|=)"
)
_DENIED = re.compile(
    r"\b(?:not|never|maybe|perhaps|unless|wrong|either|or|doesn't|isn't|unsure|instead)\b", re.IGNORECASE
)


def claimed(written: str, first: int) -> Claim | None:
    """The claim that a declared answer is in one of the forms; None where it is in none.

    >>> claimed("0-0i", 0).choice
    'complex'
    """
    return next(
        (form.claim(written, first) for form in FORMS.values() if re.fullmatch(form.declared, written)),
        None,
    )


def written_in(text: str, answers: str) -> list[tuple[int, int]]:
    """Where a passage gives an answer in a form: announced or marked, else at the end of all it says."""
    if _DENIED.search(text):
        return []
    strong, last = _patterns(FORMS[answers].free)
    found = [match.span("written") for pattern in strong for match in pattern.finditer(text)]
    if found:
        return sorted(set(found))
    return [match.span("written") for match in [last.match(text)] if match]


@cache
def _patterns(free: str) -> tuple[list[re.Pattern[str]], re.Pattern[str]]:
    written = f"(?P<written>{free})"
    strong = (
        rf"{_NAMED}{_LEAD}{written}{_ENDS}",
        rf"####[ ]*{written}{_ENDS}",
        rf"{OPEN}[\s$(]*{written}[\s$).]*{CLOSE}",
    )
    last = rf"(?s:\A|.*\n|.*=[ ]*){_LEAD}{written}[\s*_$`\"').!]*\Z"
    return [re.compile(each, re.IGNORECASE) for each in strong], re.compile(last, re.IGNORECASE)
