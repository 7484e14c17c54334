"""Which view a question is, and which numbers it is about, told from its text.

So any test is counted and explained alike, whether or not it comes with metadata. A question that holds
the wording of a view, with numbers that fulfil its relation, is that view; other text may stand around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from string import Formatter

import numpy as np
import polars as pl

from pairwright.facts.space import Numbers
from pairwright.keyed import Integers
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.calculation import holds, parsed
from pairwright.values.exact import Booleans, Exact
from pairwright.wording.template import slots

# Mistakes are worked out in 64 bits: numbers up to 10**9, and products of two of them.
_NUMBER = r"(\(-\d{1,9}\)|-?\d{1,9})"
_ANSWER = r"^-?\d{1,18}$"
_SPELLINGS = {"*": "[*×·]", "/": "[/÷]", "-": "[-−]"}
# Before a view's wording: nothing that could be a part of a longer calculation.
_BEFORE = r"(?:^|[^\w+*/×·÷^=().−-])\s*"


@dataclass(frozen=True)
class Recognised:
    """The rows of one view.

    Attributes:
        rows: their places in the frame (int64).
        numbers: role -> column (int64), the answer's role included.

    """

    problem: ProblemKind
    view: View
    rows: Integers
    numbers: Numbers

    @property
    def answer(self) -> Integers:
        """The right answers (int64)."""
        return self.numbers[self.problem.answer]


def posed(questions: pl.Series) -> pl.Series:
    """The question inside a text that has other words around it (String; null if it holds no view's wording).

    >>> posed(pl.Series(["Q: x-9=42,x=? A:", "What is a cat?"])).to_list()
    ['x-9=42,x=?', None]

    """
    patterns = [_pattern(view.question)[1] for problem in registered().values() for view in problem.views]
    found = pl.coalesce(pl.col("question").str.extract(pattern, 1) for pattern in patterns)
    return questions.rename("question").to_frame().select(posed=found).to_series()


def views_of(frame: pl.DataFrame) -> Iterator[Recognised]:
    """The rows of each view that is there; a row belongs to one at most.

    Args:
        frame: posed, expected (String).

    >>> asked = pl.DataFrame({"posed": ["x - 9 = 42, x=?"], "expected": ["51"]})
    >>> [(each.view.name, each.numbers["a"].tolist()) for each in views_of(asked)]
    [('missing_minuend', [9])]

    """
    left = frame.select("posed", "expected").with_row_index("row").filter(pl.col("expected").str.contains(_ANSWER))
    # The plain kinds first: 12*12=? is theirs, whatever kind asks it too to have it worked out in columns.
    for problem in sorted(registered().values(), key=lambda each: each.space is None):
        for view in problem.views:
            if not left.height:
                return
            asked = _asked(left, problem, view)
            if asked.rows.size:
                yield asked
                left = left.filter(~pl.col("row").is_in(asked.rows))


def _asked(frame: pl.DataFrame, problem: ProblemKind, view: View) -> Recognised:
    roles, pattern = _pattern(view.question)
    found = frame.with_columns(groups=pl.col("posed").str.extract_groups(pattern)).unnest("groups")
    found = found.filter(pl.col("1").is_not_null())
    shown = {role: _column(found[str(number)].str.strip_chars("()")) for number, role in enumerate(roles, 2)}
    numbers = shown | {problem.answer: _column(found["expected"])}
    fits = _fits(problem, view, numbers)
    rows = found["row"].to_numpy().astype(np.int64)[fits]
    return Recognised(problem, view, rows, {role: column[fits] for role, column in numbers.items()})


def _fits(problem: ProblemKind, view: View, numbers: Numbers) -> Booleans:
    """Whether the answer is the one that the view's numbers have; false where it cannot be told from those shown."""
    relation = view.holds or f"{view.calculation}=={{{problem.answer}}}"
    if not view.type.is_whole or not set(slots(relation)) <= numbers.keys():
        return np.zeros(numbers[problem.answer].shape, dtype=bool)
    # A term that is shown with its sign (+4, -4) follows the one before it without another.
    signed = relation.replace("}{", "}+{")
    try:
        parsed(signed)
    except ValueError:
        # Worded for people ("17 mod 5"), and no other relation is declared.
        return np.zeros(numbers[problem.answer].shape, dtype=bool)
    return holds(signed, {role: Exact(column) for role, column in numbers.items()})


def _column(texts: pl.Series) -> Integers:
    return texts.cast(pl.Int64).to_numpy()


@lru_cache(maxsize=1024)
def _pattern(wording: str) -> tuple[list[str], str]:
    """The roles that a wording shows, in order, and the pattern that finds it (group 1) and them in a text."""
    roles: list[str] = []
    pieces: list[str] = []
    for literal, role, _, _ in Formatter().parse(wording):
        pieces += [_SPELLINGS.get(each, re.escape(each)) for each in literal]
        if role:
            roles.append(role)
            pieces.append(_NUMBER)
    return roles, _BEFORE + "(" + r"\s*".join(pieces) + ")"
