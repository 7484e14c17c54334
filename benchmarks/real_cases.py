"""Audit the data of two public training examples, made anew: `python -m benchmarks.real_cases`.

reasoning-gym's examples for TRL (`examples/trl`: a composite of two tasks, 20,000 rows) and for verl
(`examples/veRL/chain_sum`: 10,000 rows) train with seed 1 and validate with seed 2. The same with far seeds stands
beside. The figures are those that docs/audit.md states; `--rows` makes fewer, to see that it works.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import reasoning_gym
from reasoning_gym.composite import DatasetSpec
from reasoning_gym.utils import SYSTEM_PROMPTS

import pairwright
from benchmarks.tables import table

_NEAR, _FAR = (1, 2), (1, 10_000_000)
_COMPOSITE = [
    DatasetSpec(name="simple_equations", weight=1, config={}),
    DatasetSpec(name="complex_arithmetic", weight=1, config={"min_real": -20, "max_real": 20}),
]


@dataclass(frozen=True)
class Example:
    """One example as it is, or with other seeds.

    Attributes:
        name: which, and its seeds.
        rows: of the training data, and of the validation data.
        task: reasoning-gym's name of the dataset.
        options: further options of it.
        seeds: of the training data, and of the validation data.

    """

    name: str
    rows: int
    task: str
    options: Mapping[str, Any]
    seeds: tuple[int, int]

    def written(self, folder: Path, rows: int | None) -> None:
        """`train.jsonl` and `val.jsonl`, as the example gives them to its trainer."""
        for name, seed in zip(("train", "val"), self.seeds, strict=True):
            made = reasoning_gym.create_dataset(self.task, seed=seed, size=rows or self.rows, **self.options)
            with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
                file.writelines(json.dumps(_row(item)) + "\n" for item in made)


def _row(item: Mapping[str, Any]) -> dict[str, Any]:
    system = {"role": "system", "content": SYSTEM_PROMPTS["DeepSeekZero"]}
    asked = {"role": "user", "content": item["question"]}
    return {"prompt": [system, asked], "reward_model": {"style": "rule", "ground_truth": item["answer"]}}


EXAMPLES = (
    Example("TRL, as it is", 20_000, "composite", {"datasets": _COMPOSITE}, _NEAR),
    Example("TRL, far seeds", 20_000, "composite", {"datasets": _COMPOSITE}, _FAR),
    Example("verl, as it is", 10_000, "chain_sum", {}, _NEAR),
    Example("verl, far seeds", 10_000, "chain_sum", {}, _FAR),
)


def audited(example: Example, rows: int | None = None) -> pairwright.Report:
    """The training data of an example against its validation data."""
    with tempfile.TemporaryDirectory() as folder:
        example.written(Path(folder), rows)
        return pairwright.audit(folder)


def told(example: Example, report: pairwright.Report) -> list[str]:
    """A row of the table."""
    (leaks,) = report.leakage.values()
    counts, judged = report.counts(), report.judged
    share = leaks["question"] / leaks["rows"]
    figures = [report.rows, judged["judged"], judged["question_unread"]]
    found = [counts.get(code, 0) for code in ("chosen-wrong", "repeat-exact")]
    return [example.name, *(f"{each:,}" for each in figures), f"{leaks['question']:,} ({share:.3%})", *map(str, found)]


def markdown(rows: Iterable[list[str]]) -> str:
    """The table of docs/audit.md."""
    head = [
        "example",
        "rows",
        "judged",
        "not read",
        "validation questions in training",
        "answers false",
        "exact repeats",
    ]
    return table(head, rows)


def _all(rows: int | None) -> Iterator[list[str]]:
    for example in EXAMPLES:
        yield told(example, audited(example, rows))


def main() -> None:
    """Make, audit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, help="rows of each file, in place of the example's own")
    print(f"reasoning-gym {version('reasoning-gym')}\n\n{markdown(_all(parser.parse_args().rows))}")


if __name__ == "__main__":
    main()
