"""Child: write a dataset with `pairwright.write`, and print rows and seconds (imports not counted).

python -m benchmarks.ours --rows 4000000 --out FOLDER [--no-certify] [--general]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pairwright
from benchmarks.clock import timed

BILLION = 10**9
# Operands to a thousand million: so many questions that no row repeats another, nor can be taken from a table.
GENERAL = {"min_operand": 1, "max_operand": BILLION, "min_result": -BILLION, "max_result": BILLION}


def recipe_of(rows: int, *, general: bool = False) -> pairwright.Recipe:
    """The built-in recipe `arithmetic` with so many training rows; `general`: with numbers up to 10**9."""
    recipe = pairwright.load_recipe("arithmetic").with_rows(rows)
    return recipe.with_changes(problems={"additive": GENERAL, "multiplicative": GENERAL}) if general else recipe


def main() -> None:
    """Everything that `write` does is counted: all splits, the card, the manifest, the flush to disk."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--certify", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--general", action="store_true")
    options = parser.parse_args()
    recipe, write = recipe_of(options.rows, general=options.general), pairwright.write
    timed(lambda: write(recipe, options.out, certify=options.certify).rows)


if __name__ == "__main__":
    main()
