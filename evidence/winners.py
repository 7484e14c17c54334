"""The first table of docs/evidence.md: in each setting what won, by how much, and within what interval."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from statistics import fmean, stdev

from evidence.cells import Cell
from evidence.results import Results, Run
from evidence.settings import Setting

# Student's t for 95 %, by degrees of freedom.
_T = {1: 12.706, 2: 4.303, 3: 3.182, 4: 2.776}
_HEAD = ("setting", "best", "right, %", "next", "by, points", "95 % interval", "seeds")


def share(run: Run, measure: str) -> float:
    """The share (0..1) of right answers to `test`, or (`rule`) where a rule applies and elsewhere together."""
    counts = run["rule"].values() if measure == "rule" else [run["tests"][measure]]
    return float(sum(right for right, _ in counts) / sum(of for _, of in counts))


def lines(settings: Sequence[Setting], results: Results) -> Iterator[str]:
    """The table, of the settings with two cells or more that were run."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|---|---|--:|---|--:|--:|--:|"
    for setting in settings:
        if told := _told(setting, results):
            yield f"| {' | '.join((setting.title, *told))} |"


def _told(setting: Setting, results: Results) -> tuple[str, ...]:
    runs = {cell.name: results.by_seed(cell) for cell in setting.cells}
    there = [cell for cell in setting.cells if runs[cell.name]]
    if len(there) < 2:
        return ()

    def mean(cell: Cell) -> float:
        return fmean(share(run, setting.measure) for run in runs[cell.name].values())

    best, second, *_ = sorted(there, key=mean, reverse=True)
    seeds = sorted(set(runs[best.name]) & set(runs[second.name]))
    ours, theirs = ([share(runs[cell.name][seed], setting.measure) for seed in seeds] for cell in (best, second))
    gains = [100 * (one - other) for one, other in zip(ours, theirs, strict=True)]
    return (
        best.title,
        f"{100 * mean(best):.1f}",
        f"{second.title}: {100 * mean(second):.1f}",
        f"{fmean(gains):+.1f}" if gains else "",
        interval(gains),
        str(len(seeds)),
    )


def interval(gains: Sequence[float]) -> str:
    """Where the mean of differences between runs of the same seeds lies, by Student's t.

    >>> interval([1.0, 2.0, 3.0])
    '-0.5 to 4.5'
    >>> interval([1.0])
    'one seed'
    """
    if len(gains) < 2:
        return "one seed"
    half = _T[len(gains) - 1] * stdev(gains) / math.sqrt(len(gains))
    return f"{fmean(gains) - half:.1f} to {fmean(gains) + half:.1f}"
