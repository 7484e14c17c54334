"""Child: write a dataset with `pairwright.write`, and print rows and seconds (imports not counted).

python -m benchmarks.ours --rows 4000000 --out FOLDER [--recipe arithmetic] [--no-certify] [--general]
                          [--format parquet] [--metadata] [--engine ray] [--workers 2] [--shards 8]
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import pairwright
from benchmarks.clock import timed
from pairwright.engines.local import cores

BILLION = 10**9
# Operands to a thousand million: so many questions that no row repeats another, nor can be taken from a table.
GENERAL = {"min_operand": 1, "max_operand": BILLION, "min_result": -BILLION, "max_result": BILLION}


# So wide that a million rows of each of the nine kinds are all different.
WIDE: dict[str, dict[str, int]] = {
    "chain": {"max_first": 10_000, "min_term": -10_000, "max_term": 10_000},
    "decimal_sum": {"max_hundredths": 99_999, "max_tenths": 9_999},
    "division_with_remainder": {"max_divisor": 1000, "max_quotient": 5000},
    "fraction_product": {"max_numerator": 999, "max_denominator": 999},
    "fraction_sum": {"max_numerator": 999, "max_denominator": 999},
    "gcd": {"max_divisor": 300, "max_cofactor": 1000},
    "lcm": {"max_operand": 20_000},
    "order_of_operations": {"max_operand": 1000, "max_factor": 100},
    "story": {"max_operand": 200, "max_factor": 99},
}


def recipe_of_kinds(rows: int, kinds: Sequence[str]) -> pairwright.Recipe:
    """One training split of as many rows of each kind."""
    splits = {"train": {"families": "training", "rows": rows, "layout": "pairs"}}
    return pairwright.Recipe.of({"problems": {kind: {"weight": 1, **WIDE[kind]} for kind in kinds}, "splits": splits})


def recipe_of(rows: int, *, name: str = "arithmetic", general: bool = False) -> pairwright.Recipe:
    """A built-in recipe with so many training rows; `general`: with numbers up to 10**9."""
    recipe = pairwright.load_recipe(name).with_rows(rows)
    return recipe.with_changes(problems={"additive": GENERAL, "multiplicative": GENERAL}) if general else recipe


def start_ray(workers: int) -> None:
    """Ray takes some seconds to start, once for however many rows; that is not what is measured here."""
    import ray

    ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)


def main() -> None:
    """Everything that `write` does is counted: all splits, the card, the manifest, the flush to disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--recipe", default="arithmetic")
    parser.add_argument("--kind", action="append", choices=WIDE, help="in place of a recipe; again for more")
    parser.add_argument("--certify", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--general", action="store_true")
    parser.add_argument("--format", default="jsonl")
    parser.add_argument("--metadata", action="store_true")
    parser.add_argument("--engine", default="local")
    parser.add_argument("--workers", type=int, default=cores())
    parser.add_argument("--shards", type=int)
    options = parser.parse_args()
    recipe = (
        recipe_of_kinds(options.rows, options.kind)
        if options.kind
        else recipe_of(options.rows, name=options.recipe, general=options.general)
    ).with_changes(format=options.format)
    if options.engine == "ray":
        start_ray(options.workers)
    how = {name: getattr(options, name) for name in ("certify", "metadata", "engine", "workers", "shards")}
    write = pairwright.write
    timed(lambda: write(recipe, options.out, **how).rows)


if __name__ == "__main__":
    main()
