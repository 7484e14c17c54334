"""What a recipe may ask of the layouts of its splits: known ones, that go together, and that hold its answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pairwright.errors import did_you_mean
from pairwright.layouts import LAYOUTS, columns_at_odds
from pairwright.mistakes.base import REFUSAL


def require_layout(name: str) -> None:
    """Refuse a layout that there is not.

    Raises:
        ValueError: in a few words that go after the field and the value.

    """
    if name not in LAYOUTS:
        raise ValueError(f"is not a layout; {did_you_mean(name, LAYOUTS)}")


def require_columns_alike(layouts: Mapping[str, str]) -> None:
    """Refuse splits that have a column of the same name with different dtypes: no dataset can hold both.

    Args:
        layouts: split -> layout.

    Raises:
        ValueError: in one line that names the column, the splits and their layouts.

    """
    found = columns_at_odds({split: LAYOUTS[name].dtypes for split, name in layouts.items()})
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
    split = next((split for split, name in layouts.items() if LAYOUTS[name].trapped is not None), None)
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
