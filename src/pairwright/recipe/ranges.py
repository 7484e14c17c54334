"""What a recipe may say of a problem: its operators, views and draws, and ranges that hold something."""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.errors import did_you_mean
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, Ranges
from pairwright.recipe.parts import ProblemRecipe

MAX_NUMBER = 10**9


def range_ends(problem: ProblemKind) -> dict[str, int]:
    """The problem's default ranges as recipes write them: min_operand, max_operand, ..."""
    ranges = problem.ranges.items()
    return {f"{end}_{name}": value for name, ends in ranges for end, value in zip(("min", "max"), ends, strict=True)}


def twice_as_far(key: str, value: int) -> int:
    """The end of a range for `test_beyond`."""
    outward = value > 0 if key.startswith("max_") else value < 0
    return max(-MAX_NUMBER, min(MAX_NUMBER, 2 * value)) if outward else value


def require_choices(name: str, part: ProblemRecipe) -> None:
    """Refuse operators, views and draws that a problem has not, or none of them."""
    problem = registered()[name]
    for field, known in (("operators", problem.operators), ("views", [view.name for view in problem.views])):
        chosen = getattr(part, field)
        if chosen is not None and not chosen:
            raise ValueError(f"problems.{name}.{field} is empty; leave it out to take all of {', '.join(known)}")
        for each in chosen or ():
            if each not in known:
                raise ValueError(f"problems.{name}.{field}: unknown {each!r}; {did_you_mean(each, known)}")
    for operator, draw in part.draws.items():
        named = [each for each, found in problem.draws.items() if found.operator == operator]
        if draw not in named:
            raise ValueError(
                f"problems.{name}.draws: no draw {draw!r} for operator {operator!r}; {did_you_mean(draw, named)}"
            )


def require_ranges(name: str, part: ProblemRecipe) -> None:
    """Refuse ranges that a problem has not, or that hold nothing."""
    ends = range_ends(registered()[name])
    for key, value in (part.model_extra or {}).items():
        if key not in ends:
            raise ValueError(
                f"problems.{name}: unknown key {key!r}; {did_you_mean(key, [*ProblemRecipe.model_fields, *ends])}"
            )
        require_supported(f"problems.{name}.{key}", value)
        ends[key] = value
    for low_key in (key for key in ends if key.startswith("min_")):
        high_key = low_key.replace("min_", "max_", 1)
        if ends[low_key] > ends[high_key]:
            raise ValueError(
                f"problems.{name}: {low_key} {ends[low_key]} is above {high_key} {ends[high_key]}; swap or widen them"
            )


def require_supported(field: str, value: object) -> None:
    """Refuse what is no whole number, or too large."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{field}: {value!r} is not a whole number")
    if abs(value) > MAX_NUMBER:
        raise ValueError(f"{field}: {value} is beyond what is supported; use -10**9 to 10**9")


def require_outside(name: str, wider: Mapping[str, int], inner: Ranges) -> None:
    """Refuse wider ranges of a problem that lie inside its own."""
    ends = range_ends(registered()[name])
    for key, value in wider.items():
        field = f"problems.{name}.wider"
        if key not in ends:
            raise ValueError(f"{field}: unknown key {key!r}; {did_you_mean(key, ends)}")
        require_supported(f"{field}.{key}", value)
        low, high = inner[key[4:]]
        if value < high if key.startswith("max_") else value > low:
            raise ValueError(f"{field}.{key}: {value} is inside the range {low}..{high}; go beyond it")
