"""Answers in tables and marked lines: the guess that is called right, the total of a bill, the line with a tick."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import NUMBER, answer_at, set_form

_ROW = re.compile(r"^[ \t]*\|(.*)\|[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+")
_GUESSES = frozenset("guess guesses try attempt candidate value number x n answer result".split())
_VERDICTS = frozenset(
    "verdict check status correct correct? right? feedback judgement judgment outcome evaluation".split()
)
_YES = frozenset(
    [
        "correct",
        "right",
        "yes",
        "✓",
        "✔",
        "✅",
        "exact",
        "exactly right",
        "match",
        "true",
        "ok",
        "correct!",
        "just right",
    ]
)
_NO = frozenset(
    [
        "too low",
        "too high",
        "low",
        "high",
        "wrong",
        "incorrect",
        "no",
        "✗",
        "✘",
        "❌",
        "false",
        "too small",
        "too big",
        "too large",
        "not right",
    ]
)
_CELL = re.compile(rf"[ *_`]*({NUMBER})[ *_`]*")
_AMOUNT = r"[ $€£*_]*{}[ *_]*"
_HEADS = r"[ ]*(?:item|items|what|part|entry|name|description|position|article|product|)[ ]*\|[ ]*(?:amount|value|number|price|cost|count|quantity|sum)[ ]*"
_TOTAL = r"[ *_]*(?:total|sum|grand[ ]total|altogether|in[ ]total)[ *_:]*"


def _bill(rows: int) -> str:
    names = "abcd"[:rows]
    lines = "".join(
        rf"\|[ ]*[a-z]+(?:[ ](?:number|item|part))?[ ]*\|{_AMOUNT.format(f'(?P<{name}>0)')}\|\n" for name in names
    )
    return rf"\s*\|{_HEADS}\|\n\|[-:| ]+\|\n{lines}\|{_TOTAL}\|{_AMOUNT.format(f'(?P<n>{NUMBER})')}\|\s*"


BILLS = tuple(
    set_form(
        _bill(rows), f"{' + '.join(f'{{{name}}}' for name in 'abcd'[:rows])} = {{n}}", question=" ".join("abcd"[:rows])
    )
    for rows in (2, 3, 4)
)
# A wrong one is crossed out in its line, the right one ticked.
TICKED = (
    set_form(rf"\s*(?:[❌✗✘][ ]*{NUMBER}\s*\n\s*){{1,3}}[✅✓✔☑][ *]*(?P<n>{NUMBER})[ *.!]*\s*", "The answer is {n}."),
    set_form(rf"\s*[✅✓✔☑][ *]*(?P<n>{NUMBER})[ *]*\n(?:\s*[❌✗✘][ ]*{NUMBER}\s*){{1,3}}", "The answer is {n}."),
)


def ticked_guess(passage: Passage) -> Passage:
    r"""The one guess that a table calls right, as a sentence; the passage as it is where it is no such table.

    >>> ticked_guess(Passage("| guess | verdict |\n|---|---|\n| 0 | too low |\n| 0 | correct |", range(2))).text
    'The answer is 0.'
    """
    text = passage.text
    rows = list(_ROW.finditer(text))
    if len(rows) < 3 or _ROW.sub("", text).strip():
        return passage
    heads = [cell.strip(" *_").lower() for cell in rows[0][1].split("|")]
    if len(heads) != 2 or heads[0] not in _GUESSES or heads[1] not in _VERDICTS or not _RULE.fullmatch(rows[1][1]):
        return passage
    right: list[tuple[int, int]] = []
    for row in rows[2:]:
        cells = row[1].split("|")
        guess = _CELL.fullmatch(cells[0])
        verdict = cells[-1].strip(" *_`.").lower()
        if len(cells) != 2 or guess is None or verdict not in _YES | _NO:
            return passage
        if verdict in _YES:
            right.append((row.start(1) + guess.start(1), row.start(1) + guess.end(1)))
    return answer_at(passage, *right[0]) if len(right) == 1 else passage
