"""Child: rows at random indices by `pairwright.dataset`, as Python values; prints rows and seconds.

python -m benchmarks.access --rows 300000 --batch 1000 [--recipe mistakes] [--general]

A batch of 1 is `dataset[i]`.  Imports, the plan, and what is made at the first rows (a table, compiled
wordings) are not counted: they come once in a training.
"""

from __future__ import annotations

import argparse

import numpy as np

import pairwright
from benchmarks.clock import timed
from benchmarks.ours import recipe_of

# So many that a batch of 1,000 is drawn from all views and wordings, and hardly any row twice.
SPLIT_ROWS = 4_000_000
WARM_UP_BATCHES = 30


def main() -> None:
    """Time the batches, drawn from all rows of the training split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--recipe", default="arithmetic")
    parser.add_argument("--general", action="store_true")
    options = parser.parse_args()
    rows = pairwright.dataset(recipe_of(SPLIT_ROWS, name=options.recipe, general=options.general))
    drawn = np.random.default_rng(42).integers(0, len(rows), (options.rows // options.batch, options.batch))
    for batch in np.random.default_rng(43).integers(0, len(rows), (WARM_UP_BATCHES, 1000)):
        _ = rows[batch]

    def work() -> int:
        if options.batch == 1:
            return sum(bool(rows[number]) for number in drawn.ravel().tolist())
        return sum(len(next(iter(rows[batch].values()))) for batch in drawn)

    timed(work)


if __name__ == "__main__":
    main()
