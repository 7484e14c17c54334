"""From a recipe to rows: which questions each split holds, how many rows each gets, and which row is which.

- `shares`    whole numbers of rows or families in given proportions
- `pools`     the questions of one view that one split may ask
- `sampling`  how rows pick questions from a pool: cover, independent, bundled
- `bounded`   pools cut to a difficulty
- `ordering`  prompts from the easy to the difficult, or mixed
- `runs`      which operator and view gets how many prompts
- `planner`   one split: its pools, runs and order
- `splits`    the plan itself
"""

from pairwright.plan.split_plan import SplitPlan
from pairwright.plan.splits import Plan

__all__ = ["Plan", "SplitPlan"]
