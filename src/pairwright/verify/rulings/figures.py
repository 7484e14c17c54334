"""Areas, perimeters and volumes of what has straight sides: of a rectangle 9 cm long and 4 cm wide, of a square."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial, reduce

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling
from pairwright.verify.rulings.units import NAMES, UNITS

_IN_UNIT = re.compile(rf"(?:0|square|cubic|in) ?({NAMES})\b")
# The sides of a figure to its size.
_Size = Callable[[list[Tree]], Tree]


def _product(sides: list[Tree]) -> Tree:
    return reduce(lambda one, other: Operation("*", one, other), sides)


def _sum(sides: list[Tree]) -> Tree:
    return reduce(lambda one, other: Operation("+", one, other), sides)


def _times(factor: int, tree: Tree) -> Tree:
    return Operation("*", Constant(factor), tree)


def _asked(size: Callable[[list[Tree], Named], Tree | None]) -> Callable[[list[Tree], Named], Question | None]:
    """What is asked of a figure, where all lengths are told in the same unit, or in none."""

    def asked(numbers: list[Tree], named: Named) -> Question | None:
        units = {UNITS[each] for each in _IN_UNIT.findall(named["said"])}
        if len(units) > 1 or any(not unit.what.startswith("length") for unit in units):
            return None
        tree = size(numbers, named)
        return None if tree is None else Question(tree, Unknown("?"), counts="amount")

    return asked


_CUT = rf"(?:{NAMES})(?: ?\^?[23²³])?"
_LENGTH = rf"{{n}}(?: ?(?:square )?{_CUT})?"
_IS = r"(?: of|,? is| are| is|:| ?=|,? measures|,? measuring)? ?"
_WIDTH = "(?:length|width|breadth|height)"
_BY = r"(?:,? (?:and|by) |, | ?[*x] ?|-by-)"
_ITS = "(?:its |an? |the |each |all |one )?"
_LONG, _WIDE = (f"(?: long| {each}| in length| in width)?" for each in ("wide", "tall"))
_TWO_SIDES = (
    rf"(?:{_ITS}{_WIDTH}{_IS}{_LENGTH},? (?:and |with )?{_ITS}{_WIDTH}{_IS}{_LENGTH}|{_LENGTH}{_LONG}{_BY}{_LENGTH}(?: wide|{_WIDE})"
    rf"|(?:(?:side )?lengths|sides|dimensions)(?: of)?(?: lengths?)?:? {_LENGTH}{_BY}{_LENGTH})"
)
_ONE_SIDE = (
    rf"(?:{_ITS}(?:sides?|edges?)(?: lengths?)?(?: of length| that (?:is|are))?{_IS}{_LENGTH}(?: long)?(?: each)?"
    rf"|{_LENGTH}{_LONG}(?: on (?:each|a|one|every) side| on a side)?)"
)
_THREE_SIDES = (
    rf"(?:{_LENGTH}{_LONG}{_BY}{_LENGTH}{_LONG}{_BY}(?:and )?{_LENGTH}(?: high| tall| deep)?"
    rf"|{_ITS}length{_IS}{_LENGTH}, {_ITS}(?:width|breadth){_IS}{_LENGTH},? (?:and )?{_ITS}(?:height|depth){_IS}{_LENGTH})"
)
_BASE_AND_HEIGHT = (
    rf"{_ITS}base(?: length)?{_IS}{_LENGTH},? (?:and |with )?{_ITS}(?:perpendicular )?height{_IS}{_LENGTH}"
)
_WITH = r"(?:,? (?:that|which) (?:is|has|measures)| with| of| whose| having| measuring|,? if)? "
_HAS = r"(?: (?:is|has|measures|with|of))?(?: an?)? "
_THING = (
    "(?: (?:garden|field|room|floor|table|carpet|rug|lawn|park|plot|wall|paper|sheet|card|tile|box|tank|yard|pool|poster"
    r"|piece of paper|sheet of paper|photo|picture|board|figure|shape|prism))?"
)
_OF = "(?:an? |the )?"
_FIND = r"(?:what['’]?s|what is|find|calculate|work out|determine|compute|give|how (?:long|wide|tall) is)"
_SQUARE = rf"(?: in (?:(?:square|cubic) )?(?:{_CUT}|units))?"
_RECTANGLE = f"(?:rectangle|rectangular{_THING})"


def _phrases(figure: str, sides: str, around: str, sizes: str) -> tuple[str, ...]:
    """A figure whose sides are told behind what is asked of it, before it, and around its name."""
    size = rf"(?P<size>{sizes})"
    asked = rf"[.;,] {_FIND} (?:its|the) {size}(?: of (?:the|this) [a-z]+)?{_SQUARE})"
    return (
        rf"(?P<said>{_FIND} the {size}(?:,{_SQUARE},)? of (?:{_OF}{figure}{_THING}{_WITH}{sides}|an? {sides} {figure}){_SQUARE})",
        rf"(?P<said>{_OF}{figure}{_THING}{_HAS}{sides}{asked}",
        rf"(?P<said>{around}{asked}",
    )


# Each figure with its sides behind its name, and around it, and how large it is.
_FIGURES: tuple[tuple[str, str, str, dict[str, _Size]], ...] = (
    (
        _RECTANGLE,
        _TWO_SIDES,
        rf"the {_WIDTH}(?: and {_WIDTH})? of {_OF}{_RECTANGLE}{_IS}{_LENGTH},? and (?:{_ITS}{_WIDTH}{_IS})?{_LENGTH}",
        {"area": _product, "perimeter": lambda sides: _times(2, _sum(sides))},
    ),
    (
        "square",
        _ONE_SIDE,
        rf"(?:the|each|one) (?:sides?|side length|length of (?:the|a|one|each) side) of {_OF}square{_THING}{_IS}{_LENGTH}(?: long)?",
        {"area": lambda sides: _product([*sides, *sides]), "perimeter": lambda sides: _times(4, sides[0])},
    ),
    (
        "triangle",
        _BASE_AND_HEIGHT,
        rf"the base of {_OF}triangle{_IS}{_LENGTH},? and {_ITS}height{_IS}{_LENGTH}",
        {"area": lambda sides: Operation("/", _product(sides), Constant(2))},
    ),
    (
        "cube",
        _ONE_SIDE,
        rf"(?:the|each) (?:side|edge)s? of {_OF}cube{_IS}{_LENGTH}(?: long)?",
        {"volume": lambda sides: _product([*sides, *sides, *sides])},
    ),
    (
        "(?:(?:rectangular )?(?:box|prism|cuboid|tank))",
        _THREE_SIDES,
        rf"the dimensions of {_OF}(?:rectangular )?(?:box|prism|cuboid){_IS}{_THREE_SIDES}",
        {"volume": _product},
    ),
)


def _of_sides(sizes: dict[str, _Size], numbers: list[Tree], named: Named) -> Tree:
    """What is asked for of a figure of which the sides are told."""
    return sizes[named["size"]](numbers)


def _other_side(numbers: list[Tree], named: Named) -> Tree | None:
    """The other side of a rectangle."""
    size, side = numbers
    if named["side"] == named["asked"]:
        return None
    if named["size"] == "area":
        return Operation("/", size, side)
    return Operation("-", Operation("/", size, Constant(2)), side)


def _known(figure: str) -> tuple[str, ...]:
    """The size of a figure that is told."""
    size = "(?P<size>area|perimeter)"
    return rf"the {size} of {_OF}{figure}{_IS}{_LENGTH}", rf"{_OF}{figure} (?:has|with) an? {size} of {_LENGTH}"


_OF_IT = rf"(?: of (?:the|this|its) [a-z]+)?(?: in (?:{_CUT}|units))?"
RULINGS = (
    *(
        Ruling((phrase,), _asked(partial(_of_sides, sizes)))
        for figure, sides, around, sizes in _FIGURES
        for phrase in _phrases(figure, sides, around, "|".join(sizes))
    ),
    *(
        Ruling(
            (
                rf"(?P<said>{known}(?:,? and|[,;]| with) {_ITS}(?P<side>{_WIDTH}){_IS}{_LENGTH}[.;,]"
                rf" {_FIND} (?:its|the) (?P<asked>{_WIDTH}){_OF_IT})",
            ),
            _asked(_other_side),
        )
        for known in _known(_RECTANGLE)
    ),
    *(
        Ruling(
            (rf"(?P<said>{known}[.;,] {_FIND} (?:the length of )?(?:its|the|a|one|each) sides?(?: length)?{_OF_IT})",),
            _asked(lambda numbers, _: Operation("/", numbers[0], Constant(4))),
        )
        for known in (each.replace("area|", "") for each in _known("square"))
    ),
)
