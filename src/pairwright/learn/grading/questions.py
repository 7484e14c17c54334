"""Which questions are asked: different ones of one split, by the numbers of their rows, shard by shard."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from pairwright.auditing.cells import cells_of
from pairwright.errors import TrainingError, did_you_mean
from pairwright.keyed import Integers
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker, blocks
from pairwright.verify import families, score_column

# SplitQuestions of a shard: with eight samples each 8,192 answers, some megabytes.
A_SHARD = 1024
# What a recipe may say of its rows; how hard they are is told by their numbers, too.
_KEPT = ("kind", "problem", "view", "operator", "difficulty")
KNOWN = (*_KEPT, "carry", "digits")


@dataclass(frozen=True)
class SplitQuestions:
    """Different questions of a split.

    Attributes:
        recipe: whose they are.
        split: of the recipe; None: its first training split, so that nothing held out is asked.
        most: how many, at most as many as there are.

    """

    recipe: Recipe
    split: str | None
    most: int

    @cached_property
    def name(self) -> str:
        """The split.

        Raises:
            TrainingError: the recipe has no such split.

        """
        if self.split is None:
            return self.recipe.training_splits[0]
        if self.split not in self.recipe.splits:
            raise TrainingError(f"split: no split {self.split!r}; {did_you_mean(self.split, self.recipe.splits)}")
        return self.split

    @cached_property
    def count(self) -> int:
        """How many there are."""
        return int(self._places.size)

    @property
    def shards(self) -> int:
        """How many shards they come in."""
        return -(-self.count // A_SHARD)

    def size(self, shard: int) -> int:
        """How many questions a shard has."""
        return min(A_SHARD, self.count - shard * A_SHARD)

    def frame(self, shard: int) -> pl.DataFrame:
        """The questions of a shard: question, chosen (the certified answer), expected (String), and what is known.

        Of `KNOWN` there are the names that the recipe has; carry (Boolean; whether digits are carried; null where it
        cannot be told) and digits (Int64; of the largest number) always.
        """
        numbers = self._places[shard * A_SHARD : (shard + 1) * A_SHARD]
        rows = self._maker.rows_at(numbers).frame
        rows = rows.select(pl.col("prompt").alias("question"), "chosen", *(set(_KEPT) & set(rows.columns)))
        expected = score_column(rows, completion="chosen", wording=self.recipe.declared)["expected"]
        asked = pl.DataFrame([self.recipe.declared.bare(rows["question"]), expected])
        cells = cells_of(pl.concat([asked, families(asked["question"])], how="horizontal"))
        kept = (name for name in _KEPT if name in rows.columns)
        return rows.select("question", "chosen", expected, *kept, *cells.select("carry", "digits"))

    @cached_property
    def _maker(self) -> BlockMaker:
        splits = self.recipe.model_dump()["splits"]
        only = {self.name: {**splits[self.name], "layout": "preference"}}
        plan = Plan.of(self.recipe.with_changes(splits=only, rejected_per_prompt=1))
        return BlockMaker(plan, self.name, metadata=True)

    @cached_property
    def _places(self) -> Integers:
        """The numbers of the first rows with a question of their own (int64), ascending."""
        there = self._maker.plan.splits[self.name].rows
        seen = np.zeros(0, dtype=np.uint64)
        found: list[Integers] = []
        count = 0
        for start, stop in blocks(there):
            hashes = self._maker.block(start, stop).frame["prompt"].hash().to_numpy()
            _, first = np.unique(hashes, return_index=True)
            first = np.sort(first)
            first = first[~np.isin(hashes[first], seen)]
            seen = np.concatenate([seen, hashes[first]])
            found.append(first.astype(np.int64) + start)
            count += first.size
            if count >= self.most:
                break
        return np.concatenate(found)[: self.most] if found else np.zeros(0, dtype=np.int64)
