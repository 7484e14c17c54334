"""Cells trained, stage by stage; what is there already is not trained again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pairwright
from evidence import real_model, recipes
from evidence.cells import Cell, Stage
from evidence.making import RowsMade
from pairwright import Recipe, load_recipe
from pairwright.learn.training.result import Trained

# Points of a learning curve; asking the held-out questions takes a second.
_SCORES = 6
_BRIEF = 160
# Of `mine`: as many wrong answers as a short DPO can use, or what there are.
_QUESTIONS, _SAMPLES = 4000, 2
_FEW_QUESTIONS = 400
_SAVE_EVERY = 150


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
        if cell.size == real_model.SIZE:
            return real_model.weights() or Path(real_model.SIZE)
        recipe = cell.asked()
        # That of the comparisons is named like `arithmetic`, whose tests it has.
        out = self.folder / "-".join(["base", cell.size, cell.tokenizer, *({recipe.name} - {"arithmetic"})])
        if not out.exists():
            pairwright.make_base(out, size=cell.size, tokenizer=cell.tokenizer, recipe=recipe)
        return out

    def tests(self, cell: Cell) -> list[Path]:
        """The dataset folders with the tests, written if they are not there; of the notebook's its own test alone."""
        recipe = cell.asked()
        if "additive" not in recipe.problems or cell.size == real_model.SIZE:
            return [self._written(recipe)]
        own = recipe if recipe.name != "arithmetic" else recipes.arithmetic()
        return [self._written(own), self._written(load_recipe("notebook"))]

    def every_held_out(self, cell: Cell) -> Path:
        """The dataset folder with all questions of the held-out facts, written if it is not there."""
        return self._written(recipes.held_out(cell.asked()))

    def _written(self, recipe: Recipe) -> Path:
        out = self.folder / recipe.name
        if not out.exists():
            pairwright.write(recipe, out)
        return out

    def trained(self, cell: Cell) -> list[Trained]:
        """What came of each stage."""
        begin, found = self.base(cell), []
        for stage in cell.stages:
            found.append(self._trained(cell, stage, begin))
            begin = Path(found[-1].out)
        return found

    def _trained(self, cell: Cell, stage: Stage, begin: Path) -> Trained:
        out = self.folder / f"seed-{self.seed}" / stage.name
        return pairwright.train(
            self._rows(cell, stage, begin),
            begin,
            out,
            method=stage.method,
            settings={**stage.settings, **self._saving(cell)},
            max_steps=stage.steps,
            rows=stage.rows,
            lora=stage.lora,
            retain=None if stage.retain is None else self._made(stage.retain, f"{stage.name}-retained", begin),
            seed=self.seed,
            system=self._system(cell),
            test=None if stage.method == "reward" else self.tests(cell)[0],
            score_every=max(1, stage.steps // self._scores(cell, stage)),
            resume=True,
            overwrite=True,
        )

    @staticmethod
    def _system(cell: Cell) -> str | None:
        return real_model.SYSTEM if cell.size == real_model.SIZE else None

    @staticmethod
    def _saving(cell: Cell) -> dict[str, object]:
        """Where a run takes an hour it can be gone on with."""
        return {"save_steps": _SAVE_EVERY} if cell.size == real_model.SIZE else {"save_strategy": "no"}

    @staticmethod
    def _scores(cell: Cell, stage: Stage) -> int:
        return 1 if cell.size == real_model.SIZE or stage.steps <= _BRIEF else _SCORES

    def _rows(self, cell: Cell, stage: Stage, begin: Path) -> Recipe | Path:
        if stage.data is None:
            return self._mined(cell, begin)
        if callable(stage.data):
            return stage.data()
        return self._made(stage.data, stage.name, begin)

    def _made(self, rows: RowsMade, name: str, begin: Path) -> Path:
        out = self.folder / f"seed-{self.seed}" / f"{name}.jsonl"
        if not out.exists():
            out.parent.mkdir(parents=True, exist_ok=True)
            part = out.with_suffix(".part")
            rows.write(begin, part, self.seed)
            part.rename(out)
        return out

    def _mined(self, cell: Cell, model: Path) -> Path:
        out = model.with_name(f"{model.name}-mined.jsonl")
        if not out.exists():
            pairwright.mine(
                model,
                recipe=cell.asked(),
                out=out,
                questions=_FEW_QUESTIONS if cell.size == real_model.SIZE else _QUESTIONS,
                samples=_SAMPLES,
                seed=self.seed,
                system=self._system(cell),
            )
        return out
