"""What a recipe may ask of the layouts of its splits: known ones, that go together, and that hold its answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pairwright.errors import did_you_mean
from pairwright.layouts import LAYOUTS, STEP_LAYOUTS, columns_at_odds, recipe_layout
from pairwright.mistakes.base import REFUSAL


def require_layout(name: str) -> None:
    """Refuse a layout that there is not.

    Raises:
        ValueError: in a few words that go after the field and the value.

    """
    known = (*LAYOUTS, *STEP_LAYOUTS)
    if name not in known:
        raise ValueError(f"is not a layout; {did_you_mean(name, known)}")


def require_columns_alike(layouts: Mapping[str, str]) -> None:
    """Refuse splits that have a column of the same name with different dtypes: no dataset can hold both.

    Args:
        layouts: split -> layout.

    Raises:
        ValueError: in one line that names the column, the splits and their layouts.

    """
    found = columns_at_odds({split: recipe_layout(name).dtypes for split, name in layouts.items()})
    if found is not None:
        column, one, other = found
        raise ValueError(
            f"splits.{other}.layout: {column!r} is of another dtype in {layouts[other]} than in {layouts[one]}, "
            f"the layout of {one}; use one of these layouts for both, or make two datasets"
        )


def require_parted(layouts: Mapping[str, str], mix: Collection[str], answer: str, refusals: Collection[str]) -> None:
    """Refuse the layout `implicit` where chosen and rejected answers surely begin with the same character.

    Where the wording begins with a slot that depends on the numbers, and is told row by row.

    Args:
        layouts: split -> layout.
        mix: the kinds of mistake.
        answer: the wording of the answer; mistakes are said in it too.
        refusals: the wordings of the refusal.

    Raises:
        ValueError: in one line that names the split, the layout and the way out.

    """
    split = next((split for split, name in layouts.items() if recipe_layout(name).trapped is not None), None)
    if split is None or (answer.startswith("{") and not answer.startswith("{{")):
        return
    alike = [kind for kind in mix if kind != REFUSAL]
    alike += [refusal for refusal in refusals if REFUSAL in mix and refusal[0] == answer[0]]
    if alike:
        raise ValueError(
            f"splits.{split}.layout: 'implicit' states no prompt, so TRL takes for it what chosen and rejected begin "
            f"with; answers begin like rejected ones here ({alike[0]!r} begins with {answer[0]!r}, too), so part of "
            "them would be taken; use preference, which states the prompt"
        )


def require_steps(layouts: Mapping[str, str], mix: Collection[str], answers: Collection[str]) -> None:
    """Refuse a layout of steps where none are written, or where what is rejected has none.

    Args:
        layouts: split -> layout.
        mix: the kinds of mistake.
        answers: the wordings of the answer.

    Raises:
        ValueError: in one line that names the split, the layout and the way out.

    """
    split = next((split for split, name in layouts.items() if name in STEP_LAYOUTS), None)
    if split is None:
        return
    where = f"splits.{split}.layout: {layouts[split]!r}"
    if not all("{steps}" in answer for answer in answers):
        raise ValueError(f"{where} has the steps of worked solutions; write them: wording.answer: steps_first")
    if without := [name for name in mix if name in {REFUSAL, "wrong_reason", "wrong_answer_right_reason"}]:
        raise ValueError(
            f"{where} has wrong steps, and {without[0]!r} has none; leave it out of mistakes, and name some that are "
            "made at a step, such as off_by_one"
        )
