"""What is measured: each case has a name, what stands in the table, a number of rows, and a command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import WIDE
from benchmarks.processes import PAIRWRIGHT, module

NOTEBOOK_ROWS = 400_000
# Enough that the steady state shows, not the making of the table of questions.
MANY_ROWS = 4_000_000
GENERAL_ROWS = 4_000_000
KIND_ROWS = 2_000_000
MEMORY_ROWS = (1_000_000, 100_000_000)
AUDITED_ROWS = 1_200_000
# Enough that the start of workers (their imports, plans and tables: a second in a process of its own) is little.
SHARDED_ROWS = 24_000_000
# reasoning-gym's datasets differ thirtyfold in speed; so many items take each a few seconds.
PEER_ROWS = {"chain_sum": 100_000, "basic_arithmetic": 10_000, "simple_equations": 4_000}


@dataclass(frozen=True)
class Case:
    """One thing to measure.

    Attributes:
        command: from an empty folder, which it may fill, to the command.
        whole_process: the wall time of the whole process counts; otherwise what the child itself measured.

    """

    name: str
    label: str
    rows: int
    command: Callable[[Path], list[str]]
    whole_process: bool = False


def plain_loop(rows: int = NOTEBOOK_ROWS) -> Case:
    """The plain loop, run as a script."""
    script = str(Path(__file__).parent / "plain_loop.py")

    def command(folder: Path) -> list[str]:
        return [sys.executable, script, "--rows", str(rows), "--out", str(folder / "rows.jsonl")]

    return Case("plain_loop", "plain Python loop", rows, command)


def ours(rows: int, *, certify: bool, general: bool = False) -> Case:
    """`pairwright.write` in a fresh process."""
    options = [*(["--general"] if general else []), *([] if certify else ["--no-certify"])]
    recipe = "numbers up to 10**9, no repeats" if general else "`arithmetic`"
    return Case(
        name=f"{'general' if general else 'arithmetic'}_{'certified' if certify else 'not_certified'}",
        label=f"Pairwright, {recipe}, {'certified' if certify else 'not certified'}",
        rows=rows,
        command=lambda folder: module("ours", "--rows", rows, "--out", folder / "data", *options),
    )


def engines(rows: int = SHARDED_ROWS) -> list[Case]:
    """`arithmetic`, certified, in shards: by one worker and by two, on this machine and by Ray, in two formats."""

    def case(name: str, label: str, **options: object) -> Case:
        given = ([f"--{option}", *([] if value is True else [str(value)])] for option, value in options.items())
        flags = [part for each in given for part in each]
        return Case(
            name=name,
            label=f"`arithmetic` in shards, certified, {label}",
            rows=rows,
            command=lambda folder: module("ours", "--rows", rows, "--out", folder / "data", *flags),
        )

    return [
        case("one_worker", "1 worker", workers=1),
        case("two_workers", "2 workers", workers=2),
        case("ray", "2 workers by Ray (its start not counted)", workers=2, engine="ray"),
        case("parquet", "2 workers, Parquet (always with metadata)", workers=2, format="parquet"),
        case("jsonl_metadata", "2 workers, JSON Lines with metadata", workers=2, metadata=True),
    ]


def mistakes(rows: int = GENERAL_ROWS) -> Case:
    """The recipe with a labelled mistake in each row."""

    def command(folder: Path) -> list[str]:
        return module("ours", "--recipe", "mistakes", "--rows", rows, "--out", folder / "data")

    return Case("mistakes", "Pairwright, `mistakes`, certified", rows, command)


def kinds(rows: int) -> list[Case]:
    """Different certified rows of all kinds that grids hold, and of each of them."""

    def case(name: str, label: str, chosen: Sequence[str]) -> Case:
        flags = [part for kind in chosen for part in ("--kind", kind)]
        return Case(
            name=f"kinds_{name}",
            label=f"different rows, certified, {label}",
            rows=rows,
            command=lambda folder: module("ours", "--rows", rows, "--out", folder / "data", *flags),
        )

    return [case("all", "nine kinds", list(WIDE)), *(case(kind, f"`{kind}`", [kind]) for kind in WIDE)]


def access() -> list[Case]:
    """Random rows by `pairwright.dataset`: one by one, and a thousand at once."""

    def case(name: str, recipe: str, label: str, rows: int, batch: int, *flags: str) -> Case:
        return Case(
            name=f"access_{name}_{batch}",
            label=f"`dataset`, {label}, {f'batches of {batch:,}' if batch > 1 else 'one'} at random",
            rows=rows,
            command=lambda _: module("access", "--recipe", recipe, "--rows", rows, "--batch", batch, *flags),
        )

    return [
        case("arithmetic", "arithmetic", "`arithmetic`", 4_000, 1),
        case("arithmetic", "arithmetic", "`arithmetic`", 1_000_000, 1000),
        case("mistakes", "mistakes", "`mistakes`", 400, 1),
        case("mistakes", "mistakes", "`mistakes`", 50_000, 1000),
        case("general", "arithmetic", "numbers up to 10**9", 400, 1, "--general"),
        case("general", "arithmetic", "numbers up to 10**9", 50_000, 1000, "--general"),
    ]


def audit(rows: int = AUDITED_ROWS) -> Case:
    """All checks of the audit."""

    def command(folder: Path) -> list[str]:
        return module("auditing", "--rows", rows, "--out", folder / "data")

    return Case("audit", "audit of `arithmetic`", rows, command)


def whole_command(rows: int = NOTEBOOK_ROWS) -> Case:
    """The command line from start to end, certified."""

    def command(folder: Path) -> list[str]:
        return [PAIRWRIGHT, "generate", "arithmetic", "--rows", str(rows), "--out", str(folder / "data")]

    label = "`pairwright generate arithmetic`, whole command, certified"
    return Case("command", label, rows, command, whole_process=True)


def peers() -> list[Case]:
    """The arithmetic datasets of reasoning-gym (questions and answers; no pairs)."""

    def case(dataset: str, rows: int) -> Case:
        def command(folder: Path) -> list[str]:
            return module("peers", dataset, "--rows", rows, "--out", folder / "rows.jsonl")

        return Case(f"reasoning_gym_{dataset}", f"reasoning-gym `{dataset}`", rows, command)

    return [case(dataset, rows) for dataset, rows in PEER_ROWS.items()]


def scorers() -> list[Case]:
    """Completions scored: ours on whole columns, the others one by one against the known answer."""

    def case(scorer: str, label: str, rows: int) -> Case:
        def command(_: Path) -> list[str]:
            return module("scoring", scorer, "--rows", rows)

        return Case(f"score_{scorer}", f"scoring, {label}", rows, command)

    return [
        case("pairwright", "`pairwright.score_column`", NOTEBOOK_ROWS),
        case("reasoning_gym", "reasoning-gym `score_answer`", 100_000),
        case("math_verify", "math-verify", 1_000),
    ]


def free_text() -> list[Case]:
    """Long texts, each of a shape of its own, scored by Pairwright and by math-verify."""

    def case(scorer: str, label: str, rows: int) -> Case:
        return Case(
            f"free_{scorer}", f"scoring free text, {label}", rows, lambda _: module("free_text", scorer, "--rows", rows)
        )

    return [case("pairwright", "`pairwright.score_column`", 2_000), case("math_verify", "math-verify", 500)]


def answering() -> list[Case]:
    """Questions answered by a small model: in batches with a cache, and one at a time without."""

    def case(way: str, label: str, rows: int) -> Case:
        label = f"a model of 0.35 M parameters answers, {label}"
        return Case(f"answering_{way}", label, rows, lambda _: module("answering", way, "--rows", rows))

    return [case("batched", "as in `pairwright eval`", 4_096), case("single", "one at a time without a cache", 64)]


def bare_writing(rows: int) -> Case:
    """What the disk allows."""
    return Case(
        name="bare_writing",
        label="the same bytes as `arithmetic`, only written",
        rows=rows,
        command=lambda folder: module("bare_writing", "--rows", rows, "--out", folder / "rows.jsonl"),
    )
