"""CPU seconds that the plan of each built-in recipe takes, the least of three in fresh processes each.

python -m benchmarks.plans RECIPE      one plan, its seconds on stdout
"""

from __future__ import annotations

import subprocess
import sys
import time

import pairwright
from benchmarks.processes import module
from pairwright.plan import Plan
from pairwright.problems import registered
from pairwright.recipe.file import builtin_names

ROUNDS = 3


def plan_seconds() -> dict[str, float]:
    """Recipe -> seconds."""

    def once(recipe: str) -> float:
        return float(subprocess.run(module("plans", recipe), check=True, capture_output=True, text=True).stdout)

    return {recipe: min(once(recipe) for _ in range(ROUNDS)) for recipe in builtin_names()}


def main() -> None:
    """Make one plan; what is imported for it is there before."""
    registered()
    recipe = pairwright.load_recipe(sys.argv[1])
    start = time.process_time()
    Plan.of(recipe)
    print(time.process_time() - start)


if __name__ == "__main__":
    main()
