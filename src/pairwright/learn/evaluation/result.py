"""What came of it: accuracy with intervals, overall and by cell, and how answers went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.learn.evaluation.kinds import REFUSAL, UNPARSED, WRONG_REASON
from pairwright.learn.evaluation.questions import Test
from pairwright.learn.evaluation.scoring import AXES

if TYPE_CHECKING:
    from pairwright.learn.evaluation.ordinary import Ordinary

# The 97.5th percentile of the normal distribution: 95 % between its two sides.
_Z = 1.959963984540054
_DIGITS = 6
_UNKNOWN = "unknown"
# Told by the questions themselves, if at all.
_STATED = ("kind", "difficulty")
OPERATORS_OF_TESTS = "test and operator"


@dataclass(frozen=True)
class Share:
    """So many of so many.

    >>> share = Share(9, 10)
    >>> share.value, [round(end, 3) for end in share.interval]
    (0.9, [0.596, 0.982])
    """

    count: int
    of: int

    @property
    def value(self) -> float:
        """The share, 0..1."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % confidence interval of Wilson (JASA 22, 1927): never beyond 0..1, and right near the ends too.

        398 right of 398 are still compatible with 99.04 %, which the usual p +- 1.96 s denies.
        """
        p, n, z2 = self.value, self.of, _Z**2
        centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
        # At 0 and at n right an end is the share itself, up to rounding.
        return min(p, max(0.0, centre - half)), max(p, min(1.0, centre + half))

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        ends = [round(end, _DIGITS) for end in self.interval]
        return {"count": self.count, "of": self.of, "share": round(self.value, _DIGITS), "interval": ends}


@dataclass(frozen=True)
class ModelScore:
    """How one model did.

    Attributes:
        model: its name.
        right: answers that are RIGHT, of all questions.
        by: axis (test, operator, form, carry, digits; kind and difficulty, where questions tell) -> value -> right
            answers there; of several tests also "test and operator", with values such as 'test_familiar +'.
        mistakes: kind -> how many answers, the most frequent first.
        no_stop: answers that did not end within the limit, right or not.
        seconds: that answering took.
        ordinary: how likely it finds ordinary texts, where that was asked for and can be known.
        conditions: how it was asked: prompt, system, shots, limits, dtype, device, revision, as JSON has it.
        samples: each question with prompt (what was really sent), completion, stopped, verdict, reason, expected,
            found, mistake and its cell.

    """

    model: str
    right: Share
    by: Mapping[str, Mapping[str, Share]]
    mistakes: Mapping[str, int]
    no_stop: Share
    seconds: float
    conditions: Mapping[str, Any]
    samples: pl.DataFrame = field(repr=False, compare=False)
    ordinary: Ordinary | None = None

    @property
    def refusals(self) -> Share:
        """Answers in words, without a number."""
        return self._kind(REFUSAL)

    @property
    def unparsed(self) -> Share:
        """Answers in which no single answer can be read, refusals apart."""
        return self._kind(UNPARSED)

    @property
    def wrong_reasons(self) -> Share:
        """Right answers with a calculation that is false; they are counted among the right ones."""
        return self._kind(WRONG_REASON)

    def _kind(self, name: str) -> Share:
        return Share(self.mistakes.get(name, 0), self.right.of)

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON; the samples are left to their file."""
        shares = ("right", "refusals", "unparsed", "wrong_reasons", "no_stop")
        return {
            "model": self.model,
            **{name: getattr(self, name).as_dict() for name in shares},
            "by": {axis: {value: share.as_dict() for value, share in of.items()} for axis, of in self.by.items()},
            "mistakes": dict(self.mistakes),
            "seconds": round(self.seconds, 3),
            "conditions": dict(self.conditions),
            "ordinary": None if self.ordinary is None else self.ordinary.as_dict(),
        }


@dataclass(frozen=True)
class Evaluation:
    """The same tests, answered by each model.

    Attributes:
        tests: what was asked.
        models: how each did, in the order in which they were given.

    """

    tests: tuple[Test, ...]
    models: tuple[ModelScore, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"tests": [each.as_dict() for each in self.tests], "models": [each.as_dict() for each in self.models]}


def counted(
    model: str, samples: pl.DataFrame, seconds: float, conditions: Mapping[str, Any] | None = None
) -> ModelScore:
    """The samples of one model (one at least), counted."""
    kinds = samples["mistake"].drop_nulls().value_counts(sort=True)
    frame = samples.select(*(_label(axis) for axis in AXES), right=pl.col("verdict") == "RIGHT")
    return ModelScore(
        model=model,
        right=Share(int(frame["right"].sum()), samples.height),
        by=_by_axis(frame),
        mistakes=dict(sorted(kinds.iter_rows(), key=lambda each: (-each[1], each[0]))),
        no_stop=Share(int((~samples["stopped"]).sum()), samples.height),
        seconds=seconds,
        conditions=conditions or {},
        samples=samples,
    )


def _label(axis: str) -> pl.Expr:
    """The values of an axis as they are shown; 'unknown' where one cannot be told."""
    if axis == "carry":
        return (
            pl.when("carry")
            .then(pl.lit("carry"))
            .when(~pl.col("carry"))
            .then(pl.lit("no carry"))
            .otherwise(pl.lit(_UNKNOWN))
            .alias(axis)
        )
    return pl.col(axis).cast(pl.String).fill_null(_UNKNOWN)


def _by_axis(frame: pl.DataFrame) -> dict[str, dict[str, Share]]:
    """Each axis; after the tests, if there are several, the operators of each, which may differ widely."""
    tests, *others = AXES
    by = {tests: _by(frame, tests)}
    if len(by[tests]) > 1:
        by[OPERATORS_OF_TESTS] = {
            f"{test} {operator}": share
            for test in by[tests]
            for operator, share in _by(frame.filter(pl.col(tests) == test), "operator").items()
        }
    # What no question says of itself is no axis.
    known = [axis for axis in others if axis not in _STATED or (frame[axis] != _UNKNOWN).any()]
    return by | {axis: _by(frame, axis) for axis in known}


def _by(frame: pl.DataFrame, axis: str) -> dict[str, Share]:
    """Right answers for each value of an axis; tests in their order, the rest in the order of their names."""
    groups = frame.group_by(axis, maintain_order=True).agg(count=pl.col("right").sum(), of=pl.len())
    # 10 digits come after 9.
    keys = [pl.col(axis).str.len_chars(), pl.col(axis)] if axis in {"digits", "difficulty"} else [pl.col(axis)]
    ordered = groups if axis == "test" else groups.sort(keys)
    return {value: Share(count, of) for value, count, of in ordered.iter_rows()}
