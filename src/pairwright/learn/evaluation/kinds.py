"""The kind of mistake that a wrong answer is: the kinds by which data is made, matched against what was found.

A kind is named where it comes to the very number that the model gave. Several may (17 for `12-5=?` is the wrong
operation and ten too many); those that belong to the view go first, then those that can be made
anywhere, in the order of `mistakes.slips.anywhere`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from pairwright.keyed import Integers
from pairwright.learn.evaluation.recognising import Recognised
from pairwright.mistakes.base import Case, Limits, Mistake
from pairwright.mistakes.slips import digit_swap, off_by, wrong_sign
from pairwright.values.exact import Booleans
from pairwright.wording.template import slots

REFUSAL, UNPARSED, WRONG_REASON, MISCOPIED = "refusal", "unparsed", "wrong_reason", "wrong_answer_right_reason"
WRONG_DIGIT, OTHER = "wrong_digit", "other"
# Any number may be a random one, so it explains none; the two others are told by what the verifier says.
_UNTOLD = {"random_number", WRONG_REASON, MISCOPIED}
_WHOLE = r"^-?\d{1,18}$"
# Nothing is rendered here, so nothing is beyond the limits.
_LIMITS = Limits(-(2**62), 2**62, (-(2**62), 2**62))


def mistakes_of(samples: pl.DataFrame, views: Sequence[Recognised]) -> pl.Series:
    """The kind of mistake of each sample (String; null where it is right, and its reason not false).

    Args:
        samples: completion, verdict, reason, expected, found (String), stopped (Boolean).
        views: which of its rows are which view.

    Returns:
        'refusal' (words without a number), 'unparsed' (no one answer can be read), 'wrong_reason' (the right
        answer, a calculation that is false), 'wrong_answer_right_reason', a kind of `pairwright problems`,
        'wrong_digit' (one of several), or 'other'.

    """
    by_number = pl.Series("by_number", _by_number(samples, views), dtype=pl.String)
    # An answer that was cut off might have come to a number.
    words = pl.col("stopped") & pl.col("completion").str.contains(r"\pL") & ~pl.col("completion").str.contains(r"\d")
    holds = pl.col("reason") == "HOLDS"
    # The right number stands in what was calculated, another in the answer.
    miscopied = holds & pl.col("completion").str.extract_all(r"-?\d+").list.contains(pl.col("expected"))
    return samples.with_columns(by_number).select(
        mistake=pl.when((pl.col("verdict") == "RIGHT") & (pl.col("reason") == "FAILS"))
        .then(pl.lit(WRONG_REASON))
        .when(pl.col("verdict") == "RIGHT")
        .then(None)
        .when(pl.col("verdict") != "WRONG")
        .then(pl.when(words).then(pl.lit(REFUSAL)).otherwise(pl.lit(UNPARSED)))
        .when(miscopied)
        .then(pl.lit(MISCOPIED))
        .otherwise(pl.col("by_number").fill_null(OTHER))
    )["mistake"]


def _by_number(samples: pl.DataFrame, views: Sequence[Recognised]) -> list[str | None]:
    """The kind that comes to the number found, if there is one."""
    names = np.full(samples.height, None, dtype=object)
    whole = samples.select(
        expected=pl.col("expected").str.contains(_WHOLE).fill_null(value=False),
        found=pl.col("found").str.contains(_WHOLE).fill_null(value=False),
    )
    expected, found = (
        samples[name].set(~whole[name], None).cast(pl.Int64).fill_null(0).to_numpy() for name in ("expected", "found")
    )
    usable = (whole["expected"] & whole["found"]).to_numpy()
    explained = np.zeros(samples.height, dtype=bool)
    for asked in views:
        ways = [way for way in asked.problem.mistakes(asked.view) if way.name not in _UNTOLD and _is_shown(way, asked)]
        case = Case(asked.numbers, asked.answer, _LIMITS, 0, "", asked.rows)
        names[asked.rows] = _first_that_fits(ways, case, found[asked.rows])
        explained[asked.rows] = True
    rest = np.flatnonzero(~explained & usable)
    case = Case({}, expected[rest], _LIMITS, 0, "", rest)
    names[rest] = _first_that_fits(_without_roles(), case, found[rest])
    told = pl.Series(names.tolist(), dtype=pl.String).is_not_null().to_numpy()
    names[~told & _one_digit_wrong(expected, found)] = WRONG_DIGIT
    names[~usable] = None
    return list(names)


def _is_shown(way: Mistake, asked: Recognised) -> bool:
    """Whether a way needs no number besides those of the question and its answer."""
    return {name for text in (way.calculation, *way.computes) for name in slots(text)} <= asked.numbers.keys()


def _one_digit_wrong(expected: Integers, found: Integers) -> Booleans:
    """Whether numbers of the same sign and of equally many digits, two at least, differ in just one of them."""
    first, second = np.abs(expected), np.abs(found)
    differing = np.zeros(first.size, dtype=np.int64)
    alike: Booleans = (np.sign(expected) == np.sign(found)) & (first >= 10)
    while first.any() or second.any():
        differing += first % 10 != second % 10
        first, second = first // 10, second // 10
        alike &= (first > 0) == (second > 0)
    alike &= differing == 1
    return alike


def _without_roles() -> list[Mistake]:
    """The kinds that need nothing but the right answer."""
    return [*off_by("off_by_one", 1, ""), *off_by("off_by_ten", 10, ""), *digit_swap(""), *wrong_sign("")]


def _first_that_fits(ways: Sequence[Mistake], case: Case, found: Integers) -> Sequence[str | None]:
    """For each row the name of the first way that claims what was found."""
    names = np.full(found.size, None, dtype=object)
    for way in reversed(ways):
        claim = way.claim(case)
        names[claim.applies & (claim.values == found)] = way.name
    return names.tolist()
