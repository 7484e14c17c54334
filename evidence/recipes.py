"""What the cells are trained on: the built-in recipes, and changes of them."""

from __future__ import annotations

from pairwright import Recipe, load_recipe
from pairwright.mistakes.base import REFUSAL

NEAR = {"off_by_one": 1, "off_by_ten": 1, "digit_swap": 1}


def refusals() -> Recipe:
    """`arithmetic`, as it is."""
    return load_recipe("arithmetic")


def notebook() -> Recipe:
    """`notebook`, as it is, but for the order: its operators stand one after the other, and few steps see one only."""
    return load_recipe("notebook").with_changes(shuffle=True)


def all_kinds() -> Recipe:
    """`mistakes`, as it is: fourteen kinds alike."""
    return load_recipe("mistakes")


def only(**weights: float) -> Recipe:
    """The questions of `arithmetic` with these kinds of mistakes."""
    return refusals().with_changes(mistakes=weights)


def near_misses() -> Recipe:
    """Off by one, off by ten, two digits swapped."""
    return only(**NEAR)


def half_refusals() -> Recipe:
    """Refusals and near misses, as many of each."""
    return only(**{REFUSAL: float(sum(NEAR.values())), **NEAR})


def several(rejected: int) -> Recipe:
    """`mistakes` with so many rejected answers for each prompt, each a row."""
    return all_kinds().with_changes(rejected_per_prompt=rejected)


def equal_operators() -> Recipe:
    """`arithmetic` with as many rows for each operator."""
    weights = {name: dict.fromkeys(part.operators, 1.0) for name, part in refusals().problems.items() if part.operators}
    problems = {name: part.model_dump() for name, part in refusals().problems.items()}
    return refusals().with_changes(
        problems={name: {**part, "operators": weights[name]} for name, part in problems.items()}
    )
