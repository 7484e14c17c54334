"""The shards of a dataset: which rows go into which file.

How a split is cut into shards decides nothing but the files: the rows in order are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pairwright.errors import RecipeError
from pairwright.plan import Plan, SplitPlan
from pairwright.recipe.recipe import Recipe

# About 100 MB as JSON Lines, 10 MB as Parquet; readers and retries like files of that size.
SHARD_ROWS = 1_000_000


@dataclass(frozen=True)
class Shard:
    """Rows start..stop-1 of a split, in a file of their own.

    Attributes:
        number, of: which one it is of how many, counted from 0.
        file: its name in the dataset.

    """

    split: str
    number: int
    of: int
    start: int
    stop: int
    file: str

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return self.stop - self.start


def shard_counts(plan: Plan, shards: int | None) -> dict[str, int]:
    """How many shards each split has.

    Args:
        plan: of the recipe.
        shards: how many the training splits have; None: by size, as the other splits.

    Raises:
        RecipeError: more than there are prompts in a training split.

    """
    trained = set(plan.recipe.training_splits) if shards is not None else set()
    return {name: _asked(split, shards) if name in trained else _by_size(split) for name, split in plan.splits.items()}


def _by_size(split: SplitPlan) -> int:
    return max(1, min(round(split.rows / SHARD_ROWS), most_shards(split)))


def most_shards(split: SplitPlan) -> int:
    """How many shards a split can have: one a prompt, or one a row where some rows are left out."""
    return split.prompts if split.kept is None else split.rows


def _asked(split: SplitPlan, shards: int | None) -> int:
    count = 1 if shards is None else shards
    most = most_shards(split)
    if not 1 <= count <= most:
        what = "prompts" if split.kept is None else "different rows"
        raise RecipeError(
            f"shards: {count:,} for the {most:,} {what} of split {split.name!r}; give a number from 1 to {most:,}"
        )
    return count


def shards_of(plan: Plan, split: str, of: int) -> Iterator[Shard]:
    """The shards of a split in order, as even as whole prompts allow."""
    asked, files = plan.splits[split], file_names(plan.recipe, split, of)
    # Where some rows are left out, the prompts that are left have as many as there happen to be.
    units, size = (asked.prompts, asked.per_prompt) if asked.kept is None else (asked.rows, 1)
    ends = (min(units * (number + 1) // of * size, asked.rows) for number in range(of))
    start = 0
    for number, (stop, file) in enumerate(zip(ends, files, strict=True)):
        yield Shard(split, number, of, start, stop, file)
        start = stop


def file_names(recipe: Recipe, split: str, of: int) -> Iterator[str]:
    """The names of a split's files: train.jsonl, or train-00000-of-00008.jsonl and so on.

    >>> from pairwright.recipe.recipe import load_recipe
    >>> list(file_names(load_recipe("arithmetic"), "train", 2))
    ['train-00000-of-00002.jsonl', 'train-00001-of-00002.jsonl']
    """
    return (recipe.file_of(split, number, of) for number in range(of))
