"""Measure Pairwright beside a plain Python loop, reasoning-gym and bare writing, and print the tables.

    python -m benchmarks                      everything; about twenty minutes and 12 GB of disk
    python -m benchmarks --quick              fewer rows and runs, no memory: to see that it works, not to quote
    python -m benchmarks --json results.json  the JSON into a file, not behind the tables
    python -m benchmarks --only engines       one part: start, plans, aimed, kinds, every_kind, engines,
                                              others, judges or memory

Ratios are what may be quoted; seconds and rows a second are this machine's.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from benchmarks import cases
from benchmarks.every_kind import ROWS, speeds_of_kinds
from benchmarks.judging import judged
from benchmarks.measuring import Measured, measured, peaks, start_seconds, tell
from benchmarks.plans import plan_seconds
from benchmarks.processes import PAIRWRIGHT
from benchmarks.report import Report
from benchmarks.targets import (
    access_targets,
    answering_targets,
    engine_targets,
    every_kind_targets,
    free_text_targets,
    judging_targets,
    kind_targets,
    memory_targets,
    other_targets,
    plan_targets,
    speed_targets,
    start_targets,
)

PARTS = ("start", "plans", "aimed", "kinds", "every_kind", "engines", "others", "judges", "memory")
MEMORY_BYTES_PER_ROW = 120
# With the CPU seconds that each may take: these are what a newcomer waits for, ten times an hour.
START_COMMANDS = {
    "import pairwright": ([sys.executable, "-c", "import pairwright"], 0.1),
    "pairwright --help": ([PAIRWRIGHT, "--help"], 0.2),
    "pairwright recipes": ([PAIRWRIGHT, "recipes"], 0.2),
    "pairwright problems": ([PAIRWRIGHT, "problems"], 0.2),
    "pairwright preview": ([PAIRWRIGHT, "preview"], 0.45),
    "pairwright generate --rows 10": (
        [PAIRWRIGHT, "generate", "--rows", "10", "--overwrite", "--quiet", "--out"],
        0.45,
    ),
}


@dataclass(frozen=True)
class Size:
    """How much is measured; `rounds` for what has a target, `other_rounds` for the rest."""

    many_rows: int = cases.MANY_ROWS
    general_rows: int = cases.GENERAL_ROWS
    sharded_rows: int = cases.SHARDED_ROWS
    audited_rows: int = cases.AUDITED_ROWS
    kind_rows: int = cases.KIND_ROWS
    each_kind_rows: int = ROWS
    judged_rows: int = 1_000
    rounds: int = 5
    other_rounds: int = 3
    memory: bool = True


QUICK = Size(
    many_rows=1_000_000,
    general_rows=100_000,
    sharded_rows=1_600_000,
    audited_rows=100_000,
    kind_rows=100_000,
    each_kind_rows=8_192,
    judged_rows=60,
    rounds=1,
    other_rounds=1,
    memory=False,
)


def measured_speeds(size: Size, folder: Path, parts: Collection[str]) -> list[Measured]:
    """What has a target first, then what it is compared with."""
    aimed = [
        cases.ours(size.many_rows, certify=False),
        cases.ours(size.many_rows, certify=True),
        cases.whole_command(),
    ]
    engines = [*cases.engines(size.sharded_rows), cases.bare_writing(size.sharded_rows)]
    others = [
        cases.ours(size.general_rows, certify=False, general=True),
        cases.ours(size.general_rows, certify=True, general=True),
        *cases.peers(),
        *cases.scorers(),
        *cases.free_text(),
        cases.mistakes(size.general_rows),
        *cases.access(),
        *cases.answering(),
        cases.audit(size.audited_rows),
    ]
    found: list[Measured] = []
    for part, chosen, rounds in (
        ("aimed", aimed, size.rounds),
        ("kinds", cases.kinds(size.kind_rows), size.other_rounds),
        ("engines", engines, size.other_rounds),
        ("others", others, size.other_rounds),
    ):
        if part in parts:
            found += measured(chosen, cases.plain_loop(), rounds=rounds, folder=folder)
    return found


def measured_peaks(folder: Path) -> dict[int, int]:
    """Peak memory for few and for many rows, certified."""
    return peaks(lambda rows: cases.ours(rows, certify=True), cases.MEMORY_ROWS, folder=folder)


def check_room(size: Size, folder: Path) -> None:
    """Better to stop now than in eight minutes."""
    if not folder.is_dir():
        sys.exit(f"--folder: {folder} is no folder; name one where data may be written")
    needed = MEMORY_BYTES_PER_ROW * (max(cases.MEMORY_ROWS) if size.memory else 2 * size.many_rows)
    if (free := shutil.disk_usage(folder).free) < needed:
        sys.exit(
            f"{needed / 1e9:.1f} GB of disk are needed and {free / 1e9:.1f} GB are free; "
            "choose another --folder, or --quick"
        )


def measured_starts(folder: Path) -> dict[str, tuple[float, float]]:
    """Of each short command the CPU seconds, and how many it may take."""
    found: dict[str, tuple[float, float]] = {}
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for name, (command, limit) in START_COMMANDS.items():
            words = [*command, str(Path(place, "data"))] if command[-1] == "--out" else command
            found[name] = start_seconds(words), limit
    return found


def measured_report(size: Size, folder: Path, parts: Collection[str]) -> Report:
    """Everything that was chosen, in the order: start, speed, memory."""
    tell(f"measuring: {', '.join(parts)}")
    starts = measured_starts(folder) if "start" in parts else {}
    speeds = measured_speeds(size, folder, parts)
    memory = memory_targets(measured_peaks(folder)) if size.memory and "memory" in parts else []
    verdicts = judged(size.judged_rows) if "judges" in parts else []
    by_name = {each.case.name: each for each in speeds}
    targets = [
        *(speed_targets(by_name) if "aimed" in parts else []),
        *(kind_targets(by_name) if "kinds" in parts else []),
        *(engine_targets(by_name) if "engines" in parts else []),
        *(
            [
                *other_targets(by_name),
                *access_targets(by_name),
                *answering_targets(by_name),
                *free_text_targets(by_name),
            ]
            if "others" in parts
            else []
        ),
        *judging_targets(verdicts),
        *memory,
        *start_targets(starts),
        *(plan_targets(plan_seconds()) if "plans" in parts else []),
        *(every_kind_targets(speeds_of_kinds(rows=size.each_kind_rows)) if "every_kind" in parts else []),
    ]
    return Report(speeds, targets, verdicts)


def main() -> None:
    """Measure and print; a missed target is told, it is not an error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer rows and runs, no memory")
    parser.add_argument("--only", choices=PARTS, action="append", help="this part; give it again for more")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the JSON there instead of printing it")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()), help="where data may be written")
    options = parser.parse_args()
    size = QUICK if options.quick else Size()
    check_room(size, options.folder)
    report = measured_report(size, options.folder.resolve(), options.only or PARTS)
    as_json = json.dumps(report.as_dict(), indent=2)
    print(report.markdown())
    if options.quick:
        print("\nA quick run: to see that it works, not to quote.")
    if options.json is None:
        print(f"\n```json\n{as_json}\n```")
    else:
        options.json.write_text(as_json + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
