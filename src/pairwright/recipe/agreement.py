"""Where the parts of a recipe must agree: its problems with its ranges, wordings, difficulty, sampling and files.

What is at odds is a ValueError in one line that names the field, and becomes one of the recipe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairwright.errors import did_you_mean
from pairwright.facts.keys import NAMED_RELATIONS
from pairwright.problems import registered
from pairwright.recipe.difficulty import ABOVE_TRAINING, MOST_TENTHS
from pairwright.recipe.parts import RESERVED_FILES, braced, listed
from pairwright.recipe.ranges import range_ends, require_choices, require_outside, require_ranges, require_supported
from pairwright.wording.template import slots

if TYPE_CHECKING:
    from pairwright.problems.kind import View
    from pairwright.recipe.recipe import Recipe


def require_problems(recipe: Recipe) -> None:
    """Refuse problems that there are not, choices that they have not, and draws that nothing draws."""
    for name, part in recipe.problems.items():
        if name not in registered():
            hint = did_you_mean(name, registered())
            hint = f"{hint} (`pairwright problems`; a package with its own must be installed)"
            raise ValueError(f"problems: unknown problem {name!r}; {hint}")
        require_choices(name, part)
        if part.draws and recipe.sampling != "bundled":
            raise ValueError(f"problems.{name}.draws: only sampling: bundled draws; set that, or leave draws out")
        require_ranges(name, part)
        if not recipe.views(name):
            raise ValueError(f"problems.{name}.views: none of them belongs to the chosen operators")
    for name in recipe.families.taught:
        if name not in NAMED_RELATIONS:
            raise ValueError(f"families.taught: unknown facts {name!r}; {did_you_mean(name, NAMED_RELATIONS)}")
    _require_wider(recipe)
    _require_beyond(recipe)
    _require_questions(recipe)
    _require_reversible(recipe)


def _require_wider(recipe: Recipe) -> None:
    """Refuse wider ranges inside the training ranges, and those that nothing asks."""
    for name, part in recipe.problems.items():
        if part.wider and recipe.sampling == "bundled":
            raise ValueError(
                f"problems.{name}.wider: sampling: bundled asks each draw in all forms; use cover or independent"
            )
        require_outside(name, part.wider, recipe.ranges(name))


def _require_beyond(recipe: Recipe) -> None:
    """Refuse ranges of `test_beyond` that no problem has, or that hold nothing."""
    known = {key for name in recipe.problems for key in range_ends(registered()[name])}
    for key, value in (recipe.families.beyond or {}).items():
        if key not in known:
            raise ValueError(f"families.beyond: unknown key {key!r}; {did_you_mean(key, known)}")
        require_supported(f"families.beyond.{key}", value)
    for name in recipe.problems:
        for range_name, (low, high) in recipe.ranges(name, beyond=True).items():
            if low > high:
                raise ValueError(f"families.beyond: min_{range_name} {low} is above max_{range_name} {high}")


def _require_questions(recipe: Recipe) -> None:
    """Refuse wordings of views that there are not, and those without the numbers of the view."""
    views: dict[str, View] = {}
    owners: dict[str, list[str]] = {}
    for problem in recipe.problems:
        for view in registered()[problem].views:
            views |= {view.name: view, f"{problem}.{view.name}": view}
            owners.setdefault(view.name, []).append(f"{problem}.{view.name}")
    for name, texts in recipe.wording.questions.items():
        if name not in views:
            raise ValueError(f"wording.questions: unknown view {name!r}; {did_you_mean(name, views)}")
        if len(owners.get(name, ())) > 1:
            raise ValueError(
                f"wording.questions: several problems have a view {name!r}; write {' or '.join(owners[name])}"
            )
        needed = set(slots(views[name].question))
        for wording in listed(texts):
            if set(slots(wording)) != needed:
                raise ValueError(f"wording.questions.{name}: {wording!r} must have just the slots {braced(needed)}")


def _require_reversible(recipe: Recipe) -> None:
    """Refuse digits from right to left in what is no whole number."""
    for slot in sorted(recipe.wording.reversed):
        for name, view in ((problem, each) for problem in recipe.problems for each in recipe.views(problem)):
            kind = registered()[name]
            if not all(type_.is_whole for type_ in kind.types_shown(kind.view(view), slot)):
                raise ValueError(
                    f"wording.answer: {{{slot}_reversed}} is for whole numbers, and {name}.{view} has others; "
                    "leave it or the view out"
                )


def require_difficulty(recipe: Recipe) -> None:
    """Refuse bounds of difficulty that mean nothing: above any, or of draws asked in every form."""
    for name, split in recipe.splits.items():
        if split.stage is not None and split.stage.number > split.stage.stages:
            raise ValueError(f"splits.{name}.stage.number: {split.stage.number} is above {split.stage.stages}")
        for problem in recipe.problems if split.difficulty == ABOVE_TRAINING else ():
            if split.families in {"training", "all"}:
                raise ValueError(f"splits.{name}.difficulty: {ABOVE_TRAINING} is for tests; write bounds: 2..5")
            bounds = recipe.bounds(name, problem)
            if bounds is not None and bounds.least > MOST_TENTHS:
                raise ValueError(
                    f"splits.{name}.difficulty: nothing is above the training of {problem}, which may have any "
                    f"difficulty; bound it: splits.{recipe.training_splits[0]}.difficulty: ..5"
                )
        bounded = split.difficulty is not None or any(each.difficulty for each in recipe.problems.values())
        if bounded and recipe.sampling == "bundled":
            raise ValueError("sampling: bundled asks each draw in every form, easy or not; use cover with difficulty")


def require_files(recipe: Recipe) -> None:
    """Refuse two files of one name."""
    seen: dict[str, str] = {}
    for split in recipe.splits:
        if recipe.file_of(split) in RESERVED_FILES:
            raise ValueError(
                f"splits.{split}: its file would be {recipe.file_of(split)!r}, which is taken; name another"
            )
        if (other := seen.setdefault(recipe.file_of(split), split)) != split:
            raise ValueError(f"splits.{split}.file: {recipe.file_of(split)!r} is the file of {other!r} too")
