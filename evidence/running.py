"""Cells trained, stage by stage; what is there already is not trained again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pairwright
from evidence import recipes
from evidence.cells import Cell, Stage
from pairwright.learn.training.result import Trained

# Points of a learning curve; asking the held-out questions takes a second.
_SCORES = 6
# Of `mine`: as many wrong answers as a short DPO can use, or what there are.
_QUESTIONS, _SAMPLES = 4000, 2


@dataclass(frozen=True)
class Work:
    """Where everything stands, and which seed it is of.

    Attributes:
        folder: of all seeds.
        seed: of the order of the rows, and of the samples of `mine`; the base is the same for all.

    """

    folder: Path
    seed: int

    def base(self, cell: Cell) -> Path:
        """The model that refuses, made if it is not there."""
        out = self.folder / f"base-{cell.size}-{cell.tokenizer}"
        if not out.exists():
            pairwright.make_base(out, size=cell.size, tokenizer=cell.tokenizer, recipe=recipes.refusals())
        return out

    def tests(self) -> list[Path]:
        """The dataset folders with the tests, written if they are not there; of the notebook's its own test alone."""
        written = [self.folder / name for name in ("arithmetic", "notebook")]
        for out in written:
            if not out.exists():
                pairwright.write(out.name, out)
        return written

    def every_held_out(self) -> Path:
        """The dataset folder with all questions of the held-out facts, written if it is not there."""
        out = self.folder / recipes.HELD_OUT
        if not out.exists():
            pairwright.write(recipes.held_out(), out)
        return out

    def trained(self, cell: Cell) -> list[Trained]:
        """What came of each stage."""
        begin, found = self.base(cell), []
        for stage in cell.stages:
            found.append(self._trained(stage, begin))
            begin = Path(found[-1].out)
        return found

    def _trained(self, stage: Stage, begin: Path) -> Trained:
        out = self.folder / f"seed-{self.seed}" / stage.name
        return pairwright.train(
            stage.data() if stage.data is not None else self._mined(begin),
            begin,
            out,
            method=stage.method,
            settings={**stage.settings, "save_strategy": "no"},
            max_steps=stage.steps,
            seed=self.seed,
            test=self.tests()[0],
            score_every=max(1, stage.steps // _SCORES),
            resume=True,
            overwrite=True,
        )

    def _mined(self, model: Path) -> Path:
        out = model.with_name(f"{model.name}-mined.jsonl")
        if not out.exists():
            pairwright.mine(
                model, recipe=recipes.refusals(), out=out, questions=_QUESTIONS, samples=_SAMPLES, seed=self.seed
            )
        return out
