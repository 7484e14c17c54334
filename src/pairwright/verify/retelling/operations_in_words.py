"""A calculation told in a sentence that names its operation: "The sum of 0 and 0 is 0", "0 más 0 es igual a 0"."""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim, Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.columns.number_words import WORDED, worded
from pairwright.verify.questions.trees import Constant
from pairwright.verify.retelling.operations_in_english import in_english
from pairwright.verify.retelling.operations_in_languages import in_languages

_OPERATORS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "divided by": "/"}
_IN_WORDS = re.compile(
    rf"\s*(?P<a>{WORDED}) (?P<op>{'|'.join(_OPERATORS)}) (?P<b>{WORDED}) (?:is(?: equal to)?|equals|makes|gives) (?P<n>{WORDED})[.!]*\s*",
    re.IGNORECASE,
)


def in_signs(passage: Passage, sign: str) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage, calculations that are told in words written in signs, and what must be so for that.

    Args:
        passage: in plain text.
        sign: of the one operation that is asked for, which alone counts then; '' where there are more.

    >>> in_signs(Passage("0 más 0 es igual a 0.", range(2, 5)), "+")[0].text
    '0 + 0 = 0.'
    """
    retold = in_languages(in_english(passage, sign), sign)
    if retold is passage or passage.text.count("0") != 3 or not sign:
        return retold, ()
    first, second, _ = retold.runs
    if sign in "+*":
        return retold, (Condition(first, (0, 1)), Condition(second, (0, 1)))
    return retold, (Condition(first, (0,)), Condition(second, (1,)))


def all_in_words(passage: Passage, asked: Wanted) -> Reading | None:
    """The answer of a sentence all of whose numbers are words: "Two plus three is five."; None if it is none."""
    match = None if "0" in passage.text or asked.runs != 2 else _IN_WORDS.fullmatch(passage.text)
    if match is None or _OPERATORS[match["op"].lower()] != asked.operator:
        return None
    numbers = [worded(match[name]) for name in "abn"]
    if any(each is None or each[1] != 1 for each in numbers):
        return None
    left, right, total = (each[0] for each in numbers if each is not None)
    return Reading((Claim(Constant(total)),), conditions=(Condition(0, number=left), Condition(1, number=right)))
