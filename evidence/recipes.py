"""What the cells are trained on: the built-in recipes, and changes of them."""

from __future__ import annotations

from collections.abc import Mapping

from pairwright import Recipe, load_recipe
from pairwright.mistakes.base import REFUSAL

HELD_OUT = "held_out"
# The default when the comparisons were trained; they are comparisons, so they stay with it.
COMPARED = {"+": 3.0, "-": 5.0, "*": 1.0, "/": 1.0}
# What a judge is shown, and what it is asked about beside.
SEEN = ("off_by_one", "digit_swap", "no_carry", "wrong_inverse", "operand_echo", "multiplication_slip")
UNSEEN = ("off_by_ten", "no_borrow", "wrong_operation", "random_number", "remainder_slip", "wrong_sign")
SEEN_STEPS, UNSEEN_STEPS = ("off_by_one", "wrong_operation"), ("off_by_ten", "digit_swap")
_PLAIN = "{calculation} equals {answer}. The answer is {answer}."
NEAR = {"off_by_one": 1, "off_by_ten": 1, "digit_swap": 1}


def arithmetic() -> Recipe:
    """`arithmetic`."""
    return load_recipe("arithmetic")


def additive() -> Recipe:
    """One-step sums and differences, the reason first, what a real model is taught; few questions, as it is slow.

    Its digits are not reversed: that takes from the model what it knows of sums.
    """
    splits = {
        "train": {"families": "training", "rows": 20_000, "layout": "pairs"},
        "test": {"families": "held_out", "max_rows_per_operator": 100},
    }
    changes = {"name": "additive", "problems": {"additive": {}}, "wording": {"answer": _PLAIN}, "splits": splits}
    return load_recipe("arithmetic").with_changes(**changes)


def refusals() -> Recipe:
    """`arithmetic` with the operators of the comparisons."""
    return _weighed(arithmetic(), COMPARED)


def equal_operators() -> Recipe:
    """`arithmetic` with as many rows for each operator."""
    return _weighed(arithmetic(), dict.fromkeys(COMPARED, 1.0))


def _weighed(recipe: Recipe, weights: Mapping[str, float]) -> Recipe:
    return recipe.with_changes(
        problems={
            name: {**part.model_dump(), "operators": {each: weights[each] for each in part.operators or ()}}
            for name, part in recipe.problems.items()
        }
    )


def reason_first(**changes: object) -> Recipe:
    """`reason_first`, its wording or its products changed."""
    return load_recipe("reason_first").with_changes(**changes)


def _up_to(most: int) -> dict[str, object]:
    """The problems of `reason_first` with products up to that."""
    problems: dict[str, object] = reason_first().model_dump()["problems"]
    problems["multiplicative"]["wider"] = {"max_operand": most, "max_result": most}  # type: ignore[index]
    return problems


def up_to_400() -> Recipe:
    """`reason_first` with products of 101 to 400 only, which the ablations and hold-outs change."""
    return reason_first(problems=_up_to(400))


def without_wider() -> Recipe:
    """`reason_first` without the larger products."""
    return reason_first(name="reason_first-ranges", problems=arithmetic().model_dump()["problems"])


def less_wide() -> Recipe:
    """`reason_first` with products of 101 to 200 only."""
    return reason_first(name="reason_first-200", problems=_up_to(200))


def holding_out(seed: int) -> Recipe:
    """`reason_first` with products up to 400 and other facts held out."""
    return up_to_400().with_changes(name=f"reason_first-{seed}", seed=seed)


def wide_holding_out(seed: int) -> Recipe:
    """`reason_first` with other facts held out."""
    return reason_first(name=f"reason_first-1000-{seed}", seed=seed)


def not_reversed() -> Recipe:
    """`reason_first`, all digits from left to right."""
    return up_to_400().with_changes(name="reason_first-plain", wording={"answer": _PLAIN})


def reason_first_only() -> Recipe:
    """Neither reversed nor with the larger products."""
    return without_wider().with_changes(name="reason_first-only", wording={"answer": _PLAIN})


def answer_first_wider() -> Recipe:
    """`arithmetic` with the larger products."""
    return arithmetic().with_changes(name="arithmetic-wider", problems=_up_to(400))


def held_out(recipe: Recipe) -> Recipe:
    """Every question of the facts that a recipe holds back; `test` has a hundred of each operator."""
    splits = {HELD_OUT: {"families": "held_out", "max_rows_per_operator": 1_000_000, "layout": "qa"}}
    return recipe.with_changes(name=f"{recipe.name}-{HELD_OUT}", splits=splits)


def notebook() -> Recipe:
    """`notebook`, as it is, but for the order: its operators stand one after the other, and few steps see one only."""
    return load_recipe("notebook").with_changes(shuffle=True)


def all_kinds() -> Recipe:
    """`mistakes` with the operators of the comparisons: fourteen kinds alike."""
    return _weighed(load_recipe("mistakes"), COMPARED)


def only(**weights: float) -> Recipe:
    """The questions of `arithmetic` with these kinds of mistakes."""
    return refusals().with_changes(mistakes=weights)


def mostly(kind: str) -> Recipe:
    """Rejected is this kind of mistake wherever it can be made, and a refusal elsewhere."""
    return only(**{kind: 1e6, REFUSAL: 1e-3})


def stepwise(**changes: object) -> Recipe:
    """Two-step equations, solved step by step; mistakes are made at a step."""
    kinds = [*SEEN_STEPS, *UNSEEN_STEPS]
    return load_recipe("equations").with_changes(**{"wording": {"answer": "steps_first"}, "mistakes": kinds, **changes})


def target(**changes: object) -> Recipe:
    """Three numbers to be put together to make another, a question with many right answers."""
    views = [
        f"{name}{words}" for name in ("product_plus", "product_minus", "times_sum") for words in ("", "_in_other_words")
    ]
    return arithmetic().with_changes(
        name="make_the_target",
        problems={"make_the_target": {"views": views, "max_number": 12}},
        wording={"answer": "The answer is {answer}."},
        mistakes=["number_used_twice", "last_step_off", "number_left_out", "brackets_left_out"],
        splits={
            "train": {"families": "training", "rows": 100_000, "layout": "pairs"},
            "test": {"families": "held_out", "max_rows_per_operator": 400},
        },
        **changes,
    )


def near_misses() -> Recipe:
    """Off by one, off by ten, two digits swapped."""
    return only(**NEAR)


def seen_kinds() -> Recipe:
    """The kinds of mistake that a judge is shown."""
    return only(**dict.fromkeys(SEEN, 1.0))


def half_refusals() -> Recipe:
    """Refusals and near misses, as many of each."""
    return only(**{REFUSAL: float(sum(NEAR.values())), **NEAR})


def several(rejected: int) -> Recipe:
    """`mistakes` with so many rejected answers for each prompt, each a row."""
    return all_kinds().with_changes(rejected_per_prompt=rejected)
