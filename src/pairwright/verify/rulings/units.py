"""Units of length, weight, volume and time, each a whole number of the smallest of its kind."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: what it measures, and how many of the smallest unit of that it is."""

    what: str
    size: int


_SIZES = {
    "length": {"millimeter": 1, "centimeter": 10, "decimeter": 100, "meter": 1000, "kilometer": 1_000_000},
    # Of a foot the smallest part is an inch; no whole number of millimeters is one.
    "length in inches": {"inch": 1, "foot": 12, "yard": 36, "mile": 63_360},
    "weight": {"milligram": 1, "gram": 1000, "kilogram": 1_000_000, "tonne": 1_000_000_000},
    "weight in ounces": {"ounce": 1, "pound": 16},
    "volume": {"milliliter": 1, "centiliter": 10, "liter": 1000},
    "time": {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800},
    "years": {"month": 1, "year": 12, "decade": 120, "century": 1200},
    "money": {"cent": 1, "dollar": 100},
}
_PLURALS = {"inch": "inches", "foot": "feet", "century": "centuries"}
UNITS = {
    name: Unit(what, size)
    for what, sizes in _SIZES.items()
    for one, size in sizes.items()
    for name in (one, _PLURALS.get(one, f"{one}s"))
}
