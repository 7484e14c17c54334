"""Quantities in a larger or a smaller unit: How many minutes are there in 3 hours?

Its fact is that of the product with the factor, 3*60 = 180.
Mistakes: the inverse factor, divided where it must be multiplied; a factor of the neighbouring power of ten; the factor
added (KINDS 35: school practice, without a published frequency).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Choice

# The larger unit, the smaller one, and how many of these it is.
_UNITS = (
    ("meters", "centimeters", 100),
    ("kilometers", "meters", 1000),
    ("kilograms", "grams", 1000),
    ("liters", "milliliters", 1000),
    ("centimeters", "millimeters", 10),
    ("hours", "minutes", 60),
    ("minutes", "seconds", 60),
    ("days", "hours", 24),
    ("weeks", "days", 7),
    ("feet", "inches", 12),
    ("years", "months", 12),
)
_FACTOR = "+".join(f"({{u}}=={number})*{factor}" for number, (_, _, factor) in enumerate(_UNITS))

KIND = ProblemKind(
    name="unit_conversion",
    title="quantities in another unit",
    topic="quantities",
    ranges={"quantity": (2, 99), "unit": (0, len(_UNITS) - 1)},
    parameters={"a": "quantity", "u": "unit"},
    given={"large": "{u}", "small": "{u}", "f": _FACTOR, "p": "{a}*{f}"},
    types={
        "large": Choice(tuple(large for large, _, _ in _UNITS)),
        "small": Choice(tuple(small for _, small, _ in _UNITS)),
    },
    fact=Fact("*", ("{a}", "{f}", "{p}")),
    views=(
        View(
            "to_smaller_unit",
            "*",
            "How many {small} are there in {a} {large}?",
            "{a}*{f}",
            answer=("{p}",),
            mistakes=(
                *calculated("inverse_factor", "{a}/{f}", shows="{a}*{f}"),
                *calculated("power_of_ten_off", "{a}*{f}/10", "{a}*{f}*10", shows="{a}*{f}"),
                *calculated("factor_added", "{a}+{f}", shows="{a}*{f}"),
            ),
            form="product",
        ),
        View(
            "to_larger_unit",
            "/",
            "How many {large} are there in {p} {small}?",
            "{p}/{f}",
            answer=("{a}",),
            mistakes=(
                *calculated("inverse_factor", "{p}*{f}", shows="{p}/{f}"),
                *calculated("power_of_ten_off", "{p}/{f}/10", "{p}*10/{f}", shows="{p}/{f}"),
                *calculated("factor_taken_off", "{p}-{f}", shows="{p}/{f}"),
            ),
            form="quotient",
        ),
    ),
)
