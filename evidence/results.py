"""results.json: what was measured of each cell with each seed; a cell that stands there is not run again."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence import recipes
from evidence.cells import Cell, Stage

FILE = Path(__file__).parent / "results.json"
Run = dict[str, Any]


@dataclass
class Results:
    """All runs.

    Attributes:
        runs: cell -> seed -> what was measured.

    """

    runs: dict[str, dict[str, Run]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Results:
        """What stands in the file; nothing if there is none."""
        return cls(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.exists() else cls()

    def has(self, cell: Cell, seed: int) -> bool:
        """Whether the cell was run, as it is now, with the seed."""
        return self.runs.get(cell.name, {}).get(str(seed), {}).get("spec") == spec_of(cell)

    def keep(self, cell: Cell, seed: int, measured: Mapping[str, Any]) -> None:
        """Write a run into the file, whole or not at all, beside what others wrote meanwhile."""
        self.runs.update(self.read().runs)
        self.runs.setdefault(cell.name, {})[str(seed)] = {"spec": spec_of(cell), **measured}
        part = FILE.with_suffix(".part")
        part.write_text(json.dumps(self.runs, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(part, FILE)

    def by_seed(self, cell: Cell) -> dict[str, Run]:
        """The runs of a cell as it is now; what was measured of another of its name is not."""
        spec = spec_of(cell)
        return {seed: run for seed, run in sorted(self.runs.get(cell.name, {}).items()) if run["spec"] == spec}

    def of(self, cell: Cell) -> list[Run]:
        """The same without their seeds."""
        return list(self.by_seed(cell).values())


def spec_of(cell: Cell) -> list[Any]:
    """What a cell is, as JSON has it: another recipe, method or setting, another spec."""
    return [
        cell.size,
        cell.tokenizer,
        *([cell.judge] if cell.judge else []),
        *([] if cell.asked is recipes.refusals else [cell.asked().fingerprint]),
        *(
            [
                stage.method,
                stage.steps,
                _data_of(stage),
                dict(stage.settings),
                *([] if stage.rows is None else [stage.rows]),
                *(["lora"] if stage.lora else []),
                *([] if stage.retain is None else [stage.retain.spec()]),
            ]
            for stage in cell.stages
        ),
    ]


def _data_of(stage: Stage) -> object:
    if stage.data is None:
        return "mined"
    return stage.data().fingerprint if callable(stage.data) else stage.data.spec()
