"""Units of length, weight, volume and time, each a whole number of the smallest of its kind."""

from __future__ import annotations

from typing import NamedTuple


class Unit(NamedTuple):
    """A unit: what it measures, and how many of the smallest unit of that it is."""

    what: str
    size: int


# By each name: one, several, and how it is cut. A letter alone is one of them only beside another unit of its kind.
_SIZES = {
    "length": {
        "millimeter millimetre mm": 1,
        "centimeter centimetre cm": 10,
        "decimeter decimetre dm": 100,
        "meter metre m": 1000,
        "kilometer kilometre km": 1_000_000,
    },
    # Of a foot the smallest part is an inch; no whole number of millimeters is one.
    "length in inches": {"inch inches": 1, "foot feet ft": 12, "yard yd": 36, "mile": 63_360},
    "weight": {"milligram mg": 1, "gram g": 1000, "kilogram kilo kg": 1_000_000, "tonne": 1_000_000_000},
    "weight in ounces": {"ounce oz": 1, "pound lb": 16},
    "volume": {"milliliter millilitre ml": 1, "centiliter centilitre cl": 10, "liter litre l": 1000},
    "volume in pints": {"pint": 1, "quart": 2, "gallon": 8},
    "time": {"second sec s": 1, "minute min": 60, "hour hr h": 3600, "day": 86_400, "week": 604_800},
    "years": {"month": 1, "year": 12, "decade": 120, "century centuries": 1200},
    "money": {"cent": 1, "dollar": 100},
}
UNITS = {
    form: Unit(what, size)
    for what, sizes in _SIZES.items()
    for names, size in sizes.items()
    for name in names.split()
    for form in (name, f"{name}s")
    if form not in {"ms", "gs", "ls", "ss", "hs"}
}
NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
