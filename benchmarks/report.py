"""The figures as Markdown tables and as JSON."""

from __future__ import annotations

import platform
import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version

from benchmarks.judging import Judged, markdown
from benchmarks.machine import cores
from benchmarks.measuring import Measured
from benchmarks.tables import table
from benchmarks.targets import CORES, Target

# An idle machine, and the kernel writing our files to disk, keep less than this busy.
IDLE_CORES = 0.1


@dataclass(frozen=True)
class Report:
    """All figures of one run."""

    measured: Sequence[Measured]
    targets: Sequence[Target]
    judged: Sequence[Judged] = ()

    @property
    def plain_speed(self) -> float | None:
        """The plain loop's rows a second, median of all its runs; None where nothing is compared with it."""
        speeds = [plain.speed for each in self.measured for plain in each.plain]
        return statistics.median(speeds) if speeds else None

    @property
    def others_cores(self) -> float | None:
        """How many cores were busy with something else, median of the cases; None: not known."""
        known = [each.others_cores for each in self.measured if each.others_cores is not None]
        return statistics.median(known) if known else None

    def markdown(self) -> str:
        """Both tables, and under what conditions they were made."""
        speeds = [self._speeds(self.plain_speed)] if self.plain_speed is not None else []
        judges = [markdown(self.judged)] if self.judged else []
        return "\n\n".join([self._conditions(), *speeds, *judges, self._targets()])

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON, every single run included."""
        return {
            "versions": {name: version(name) for name in ("pairwright", "reasoning-gym")},
            "python": platform.python_version(),
            "cores": cores(),
            "plain_loop_rows_per_second": self.plain_speed,
            "others_cores": self.others_cores,
            "measured": {each.case.name: _as_dict(each) for each in self.measured},
            "judged": [{**asdict(each), "speed": each.speed} for each in self.judged],
            "targets": [{**asdict(each), "reached": each.reached} for each in self.targets],
        }

    def _conditions(self) -> str:
        elsewhere = "" if cores() == CORES else f" (the targets are for {CORES})"
        return f"Python {platform.python_version()}, {cores()} cores{elsewhere}. {self._load()}"

    def _load(self) -> str:
        if self.others_cores is None:
            return "Whether the machine was busy with something else is not known."
        if self.others_cores < IDLE_CORES:
            return "The machine was otherwise idle."
        return (
            f"**Taken under load: {self.others_cores:.1f} cores were busy with something else.** "
            "That slows Pairwright, which uses every core, more than the plain loop, which uses one."
        )

    def _speeds(self, plain_speed: float) -> str:
        plain_rows = self.measured[0].plain[0].rows
        plain_runs = sum(len(each.plain) for each in self.measured)
        first = ["plain Python loop", f"{plain_rows:,}", str(plain_runs), f"{plain_speed:,.0f}", "1", "", ""]
        rows = [first, *(_speed_row(each) for each in self.measured)]
        return table(
            ["what", "rows", "runs", "rows/s", "times the plain loop", "lowest to highest", "cores busy elsewhere"],
            rows,
        )

    def _targets(self) -> str:
        rows = [
            [each.what, each.wanted, each.figure.format(each.measured), "reached" if each.reached else "**missed**"]
            for each in self.targets
        ]
        return table(["target", "wanted", "measured", ""], rows)


def _speed_row(measured: Measured) -> list[str]:
    low, high = min(measured.ratios), max(measured.ratios)
    return [
        measured.case.label,
        f"{measured.case.rows:,}",
        str(len(measured.samples)),
        f"{measured.speed:,.0f}",
        f"{measured.ratio:.2g}" if measured.ratio < 1 else f"{measured.ratio:.1f}",
        f"{low:.2g} to {high:.2g}" if high < 1 else f"{low:.1f} to {high:.1f}",
        "not known" if measured.others_cores is None else f"{measured.others_cores:.1f}",
    ]


def _as_dict(measured: Measured) -> dict[str, object]:
    return {
        "label": measured.case.label,
        "rows_per_second": measured.speed,
        "times_plain_loop": measured.ratio,
        "others_cores": measured.others_cores,
        "runs": [asdict(sample) for sample in measured.samples],
        "plain_loop_runs": [asdict(sample) for sample in measured.plain],
    }
