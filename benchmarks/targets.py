"""What was wanted beside what was measured: reached or missed."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.every_kind import Speed
from benchmarks.judging import JUDGES, Judged
from benchmarks.measuring import Measured

CORES = 2
MEMORY_GROWTH = 1.10
MEMORY_BYTES = 500e6
SCORED_PER_SECOND = 1.5e6
AUDITED_PER_SECOND = 3e5
KINDS_PER_SECOND = 3e5
KIND_PER_SECOND = 1e5
# Of all kinds, each in its own ranges.
MEDIAN_KIND_PER_SECOND, SLOWEST_KIND_PER_SECOND = 1.5e5, 5e4
PLAN_SECONDS = 0.15
# Recipes of ten kinds and more, with grids of millions of places that are looked at one and all.
LARGE_PLAN_SECONDS = 0.3
LARGE_RECIPES = ("algebra", "fractions", "whole_numbers")
DISTINCT_PER_SECOND = 8e5
MISTAKES_PER_SECOND = 8e5
# The default command is to be 3.5 times as fast as the notebook's code as a script.
COMMAND_SHARE = 1 / 3.5
ROW_MILLISECONDS = 2
ACCESSED_PER_SECOND = 3e5
FREE_TEXT = 2
# Per cent of the texts.
FALSE_RIGHT = 1
FALSE_WRONG = 0.5
ACCEPTED = 85


@dataclass(frozen=True)
class Target:
    """A limit, and the figure that should keep to it; `figure` is the format both are shown in."""

    what: str
    limit: float
    measured: float
    figure: str
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether the figure, unrounded, keeps to the limit."""
        return self.measured >= self.limit if self.at_least else self.measured <= self.limit

    @property
    def wanted(self) -> str:
        """The limit in words."""
        return f"at {'least' if self.at_least else 'most'} {self.figure.format(self.limit)}"


def speed_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """Ratios to the plain loop."""
    times = "{:.1f} times the plain loop"
    return [
        Target("`arithmetic`, not certified", 25, measured["arithmetic_not_certified"].ratio, times, at_least=True),
        Target("`arithmetic`, certified", 10, measured["arithmetic_certified"].ratio, times, at_least=True),
        Target(
            f"whole command, cold, {measured['command'].case.rows:,} rows",
            COMMAND_SHARE,
            measured["command"].wall_share,
            "{:.2f} of the plain loop's wall time",
        ),
    ]


def other_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """Rows that differ, mistakes, scoring and the audit, in rows a second."""
    speeds = "{:,.0f} rows/s"
    distinct, mistaken = (measured[name].speed for name in ("general_certified", "mistakes"))
    return [
        Target("numbers up to 10**9, certified", DISTINCT_PER_SECOND, distinct, speeds, at_least=True),
        Target("`mistakes`, certified", MISTAKES_PER_SECOND, mistaken, speeds, at_least=True),
        Target(
            "`score_column` on `arithmetic`",
            SCORED_PER_SECOND,
            measured["score_pairwright"].speed,
            "{:,.0f} rows/s",
            at_least=True,
        ),
        Target("audit", AUDITED_PER_SECOND, measured["audit"].speed, "{:,.0f} rows/s", at_least=True),
    ]


def engine_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """Ratios of the ways to run the same recipe to each other, round by round."""

    def ratio(what: str, limit: float, name: str, other: str, unit: str) -> Target:
        return Target(what, limit, measured[name].times(measured[other]), "{:.2f} " + unit, at_least=True)

    return [
        ratio("JSON Lines, certified", 0.15, "two_workers", "bare_writing", "of the bare write of the same bytes"),
        ratio("Parquet (zstd)", 1, "parquet", "two_workers", "times JSON Lines"),
        ratio("2 workers", 1.7, "two_workers", "one_worker", "times 1 worker"),
        ratio("2 workers by Ray", 0.8, "ray", "two_workers", "times 2 threads"),
    ]


def kind_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """All kinds together, and the slowest of them."""
    speeds = {name.removeprefix("kinds_"): each.speed for name, each in measured.items() if name.startswith("kinds_")}
    together = speeds.pop("all")
    slowest = min(speeds, key=lambda kind: speeds[kind])
    return [
        Target("nine kinds together", KINDS_PER_SECOND, together, "{:,.0f} rows/s", at_least=True),
        Target(f"the slowest, `{slowest}`", KIND_PER_SECOND, speeds[slowest], "{:,.0f} rows/s", at_least=True),
    ]


def every_kind_targets(found: Mapping[str, Speed]) -> list[Target]:
    """Each kind by itself, a core's share of what two are to do."""
    shown, slowest = "{:,.0f} rows a CPU second", min(found, key=lambda kind: found[kind].plain)
    slowest_worked = min(found, key=lambda kind: found[kind].worked)
    plain, worked = (statistics.median(way) for way in zip(*found.values(), strict=True))
    median, least = MEDIAN_KIND_PER_SECOND / CORES, SLOWEST_KIND_PER_SECOND / CORES
    return [
        Target(f"median of {len(found)} kinds", median, plain, shown, at_least=True),
        Target("the same as worked mistakes", median, worked, shown, at_least=True),
        Target(f"the slowest, `{slowest}`", least, found[slowest].plain, shown, at_least=True),
        Target(f"`{slowest_worked}`, as worked mistakes", least, found[slowest_worked].worked, shown, at_least=True),
    ]


def plan_targets(seconds: Mapping[str, float]) -> list[Target]:
    """CPU seconds from a recipe to its plan, imports aside."""
    limits = dict.fromkeys(LARGE_RECIPES, LARGE_PLAN_SECONDS)
    return [
        Target(f"plan of `{recipe}`", limits.get(recipe, PLAN_SECONDS), each, "{:.3f} s of CPU")
        for recipe, each in seconds.items()
    ]


def access_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """Random rows of the default recipe as Python values."""
    one, many = (measured[f"access_arithmetic_{batch}"] for batch in (1, 1000))
    return [
        Target("`dataset[i]`, i at random", ROW_MILLISECONDS, 1000 / one.speed, "{:.2f} ms"),
        Target("batches of 1,000 at random", ACCESSED_PER_SECOND, many.speed, "{:,.0f} rows/s", at_least=True),
    ]


def free_text_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """Free text beside math-verify, round by round."""
    times = measured["free_pairwright"].times(measured["free_math_verify"])
    return [Target("free text", FREE_TEXT, times, "{:.1f} times math-verify's rows a second", at_least=True)]


def judging_targets(found: Sequence[Judged]) -> list[Target]:
    """Our own verdicts on both sets."""
    ours = [each for each in found if each.judge == next(iter(JUDGES))]
    return [
        target
        for each in ours
        for target in (
            Target(f"{each.of}, not right", FALSE_RIGHT, 100 * each.false_right / each.wrong, "{:.2f} % called RIGHT"),
            Target(f"{each.of}, right", FALSE_WRONG, 100 * each.false_wrong / each.right, "{:.2f} % called WRONG"),
            Target(f"{each.of}, right", ACCEPTED, 100 * each.accepted / each.right, "{:.1f} % accepted", at_least=True),
        )
    ]


def answering_targets(measured: Mapping[str, Measured]) -> list[Target]:
    """A model's answers a second, compared with the simplest way to get them."""
    times = measured["answering_batched"].times(measured["answering_single"])
    return [Target("answers of a model", 20, times, "{:.0f} times one at a time without a cache", at_least=True)]


def memory_targets(peaks: Mapping[int, int]) -> list[Target]:
    """Memory that does not grow with the rows."""
    few, many = sorted(peaks)
    return [
        Target(
            f"peak memory for {many // 10**6} million rows",
            MEMORY_GROWTH,
            peaks[many] / peaks[few],
            "{:.2f} of that for " + f"{few // 10**6} million",
        ),
        Target(f"peak memory for {many // 10**6} million rows", MEMORY_BYTES / 1e6, peaks[many] / 1e6, "{:,.0f} MB"),
    ]


def start_targets(seconds: Mapping[str, tuple[float, float]]) -> list[Target]:
    """CPU seconds of commands that do little, and what they may be."""
    return [Target(f"`{command}`", limit, each, "{:.2f} s of CPU") for command, (each, limit) in seconds.items()]
