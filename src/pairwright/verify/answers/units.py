"""Units of money, length, time, mass and volume: which words are one, and which are another than what is asked for."""

from __future__ import annotations

_GROUPS = (
    "dollar dollars usd|cent cents pennies|euro euros eur|pence|gbp",
    "mm millimeter millimeters millimetre millimetres|cm centimeter centimeters centimetre centimetres|dm decimeter decimeters decimetre decimetres"
    "|m meter meters metre metres|km kilometer kilometers kilometre kilometres kmh kph|mile miles mi mph|foot feet ft|inch inches|yard yards yd",
    "seconds sec secs|minute minutes min mins|hour hours hr hrs|day days|week weeks|month months|year years",
    "mg milligram milligrams|g gram grams|kg kilogram kilograms kilo kilos|ton tons tonne tonnes|ounce ounces oz|lb lbs",
    "ml milliliter milliliters millilitre millilitres|cl|liter liters litre litres|gallon gallons|quart quarts|pint pints",
)
# Of each word which unit it is, and of which group.
_UNIT_OF = {
    word: (place, unit)
    for place, group in enumerate(_GROUPS)
    for unit, words in enumerate(group.split("|"))
    for word in words.split()
}
_WORDS = frozenset(_UNIT_OF)
_MONEY = 0
_MEASURED = frozenset(_UNIT_OF[word][0] for word in ("metre", "hour", "gram", "litre"))


def is_another_unit(word: str, things: frozenset[str]) -> bool:
    """Whether a word is a unit, and none of a question that has some.

    >>> is_another_unit("kg", frozenset(["dollars"])), is_another_unit("centimetres", frozenset(["cm"]))
    (True, False)
    """
    found = _UNIT_OF.get(word)
    if found is None:
        return False
    asked = {_UNIT_OF[each] for each in things & _WORDS}
    if not asked or found in asked:
        return False
    groups = {group for group, _ in asked}
    # What costs cents may come to dollars, and money may be asked for by its sign alone; of money nothing is weighed.
    if found == _UNIT_OF["dollars"]:
        return False
    return found[0] in groups or (groups == {_MONEY} and found[0] in _MEASURED)
