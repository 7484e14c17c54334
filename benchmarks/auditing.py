"""Child: audit the dataset of a recipe, made beforehand; print rows and seconds.

python -m benchmarks.auditing --rows 1200000 --out FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pairwright
from benchmarks.clock import timed
from benchmarks.ours import recipe_of


def main() -> None:
    """The training rows against their tests, with every check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    pairwright.write(recipe_of(options.rows), options.out)
    timed(lambda: pairwright.audit(options.out).rows)


if __name__ == "__main__":
    main()
