"""From a recipe to rows: which questions each split holds, how many rows each gets, and which row is which.

- `shares`    whole numbers of rows or families in given proportions
- `pools`     the questions of one view that one split may ask
- `sampling`  how rows pick questions from a pool: cover, independent, bundled
- `splits`    the plan itself
"""

from pairwright.plan.splits import Plan, SplitPlan

__all__ = ["Plan", "SplitPlan"]
