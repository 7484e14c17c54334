"""Run the cases, each in a process of its own and right after a run of the plain loop.

The machine may be busy in one minute and idle in the next. So a case is compared only with the run of the plain loop
just before it, and the ratio that is quoted is the median of these.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cases import Case
from benchmarks.processes import run


@dataclass(frozen=True)
class Sample:
    """One run of a case.

    Attributes:
        seconds: of making and writing; of the whole process where the case says so.
        wall_seconds: of the whole process.
        others_cores: how many cores were busy with something else meanwhile; None: not known.

    """

    rows: int
    seconds: float
    wall_seconds: float
    cpu_seconds: float
    others_cores: float | None
    peak_bytes: int

    @property
    def speed(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


@dataclass(frozen=True)
class Measured:
    """A case's runs, each with the run of the plain loop before it."""

    case: Case
    samples: Sequence[Sample]
    plain: Sequence[Sample]

    @property
    def speed(self) -> float:
        """Rows a second, median."""
        return statistics.median(sample.speed for sample in self.samples)

    @property
    def ratios(self) -> list[float]:
        """How many times as fast as the plain loop, run by run."""
        return [sample.speed / plain.speed for sample, plain in zip(self.samples, self.plain, strict=True)]

    @property
    def ratio(self) -> float:
        """How many times as fast as the plain loop, median."""
        return statistics.median(self.ratios)

    def times(self, other: Measured) -> float:
        """How many times as fast as another case, round by round; median."""
        pairs = zip(self.samples, other.samples, strict=True)
        return statistics.median(sample.speed / theirs.speed for sample, theirs in pairs)

    @property
    def others_cores(self) -> float | None:
        """How many cores were busy with something else, median of all runs, the plain loop's too; None: not known."""
        known = [each.others_cores for each in (*self.samples, *self.plain) if each.others_cores is not None]
        return statistics.median(known) if known else None

    @property
    def wall_share(self) -> float:
        """Wall time of the whole process over that of the plain loop's, for as many rows; median."""
        pairs = zip(self.samples, self.plain, strict=True)
        return statistics.median(
            (sample.wall_seconds / sample.rows) / (plain.wall_seconds / plain.rows) for sample, plain in pairs
        )


def sampled(case: Case, folder: Path) -> Sample:
    """One run, in a new folder that is deleted afterwards."""
    with tempfile.TemporaryDirectory(dir=folder) as empty:
        finished = run(case.command(Path(empty)))
    if case.whole_process:
        rows, seconds = case.rows, finished.wall_seconds
    else:
        said = json.loads(finished.output.splitlines()[-1])
        rows, seconds = int(said["rows"]), float(said["seconds"])
    return Sample(
        rows, seconds, finished.wall_seconds, finished.cpu_seconds, finished.others_cores, finished.peak_bytes
    )


def measured(cases: Sequence[Case], plain_loop: Case, *, rounds: int, folder: Path) -> list[Measured]:
    """Go round the cases, so that a slow minute does not fall on all runs of one of them."""
    samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
    plain: dict[str, list[Sample]] = {case.name: [] for case in cases}
    for number in range(1, rounds + 1):
        for case in cases:
            plain[case.name].append(sampled(plain_loop, folder))
            samples[case.name].append(sampled(case, folder))
            tell(f"{number}/{rounds}  {case.label}: {samples[case.name][-1].speed:,.0f} rows/s")
    return [Measured(case, samples[case.name], plain[case.name]) for case in cases]


def peaks(make_case: Callable[[int], Case], row_counts: Sequence[int], *, folder: Path) -> dict[int, int]:
    """Peak memory in bytes for each number of rows."""
    found: dict[int, int] = {}
    for rows in row_counts:
        found[rows] = sampled(make_case(rows), folder).peak_bytes
        tell(f"peak memory for {rows:,} rows: {found[rows] / 1e6:,.0f} MB")
    return found


def start_seconds(command: Sequence[str], *, runs: int = 5) -> float:
    """CPU seconds of a short command, median; the first run, which may compile and read from disk, is not counted."""
    run(command)
    return statistics.median(run(command).cpu_seconds for _ in range(runs))


def tell(line: str) -> None:
    """Say on standard error how far it has got."""
    print(line, file=sys.stderr, flush=True)
