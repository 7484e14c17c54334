"""Quantities in another unit, and numbers in another base."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, reduce

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling, told
from pairwright.verify.rulings.units import NAMES, UNITS

_HALF = Operation("/", Constant(1), Constant(2))


def _in_unit(numbers: list[Tree], named: Named) -> Question | None:
    """So many of the one unit, and of a smaller one, in another: a whole number of the smaller of two is the larger."""
    units = [UNITS[named[each]] for each in ("of", "also") if each in named]
    to = UNITS[named["to"]]
    least = min((*units, to), key=lambda unit: unit.size)
    if any(unit.what != to.what or unit.size % least.size for unit in (*units, to)) or units[-1].size > units[0].size:
        return None
    if not numbers or ("also" in named and len(numbers) == 1):
        # An hour, an hour and 20 minutes.
        numbers = [_HALF if "half" in named else Constant(1), *numbers]
    if "half_more" in named or named.get("more") == " and a half":
        numbers = [Operation("+", numbers[0], _HALF), *numbers[1:]]
    parts = [_times(number, unit.size // least.size) for number, unit in zip(numbers, units, strict=True)]
    total = reduce(partial(Operation, "+"), parts)
    asked = total if least == to else Operation("/", total, Constant(to.size // least.size))
    return Question(asked, Unknown("?"), counts="amount")


def _times(number: Tree, factor: int) -> Tree:
    return number if factor == 1 else Operation("*", number, Constant(factor))


_BASES = {"binary": 2, "ternary": 3, "octal": 8, "decimal": 10, "denary": 10}
_BASES |= {sign: base for base, sign in enumerate("₂₃₄₅₆₇₈₉", 2)}
_TEN = Constant(10)


def _in_base(order: str) -> Callable[[list[Tree], Named], Question | None]:
    """A number of one base in another: of base ten where that is not told.

    Args:
        order: in which order `number`, `of` and `to` stand, the bases by their names or as numbers; `base` is `of` as
            a number alone.
    """

    def asked(numbers: list[Tree], named: Named) -> Question | None:
        rest = iter(numbers)
        found: dict[str, Tree] = {}
        for part in order.split():
            name = named.get(part, "decimal" if part in {"of", "to"} else "")
            found[part] = Constant(_BASES[name]) if name in _BASES else next(rest)
        number, to = found["number"], found.get("to", _TEN)
        of = found.get("base") or found.get("of", _TEN)
        if of == to:
            return None
        if named.get("how") == "in" and not {"of", "command"} & named.keys() and "base" not in found:
            # What is 101 in binary? Five, to some.
            number = Operation("surely decimal", number, to)
        value = number if of == _TEN else Operation("from base", number, of)
        return Question(value, Unknown("?")) if to == _TEN else told("to base", value, to)

    return asked


def _sum_in_base(numbers: list[Tree], named: Named) -> Question:
    """A sum or difference of two numbers of one base, in that base; its fact is that of the numbers."""
    base, *others, first, second = numbers
    both = [Operation("from base", each, base) for each in (first, second)]
    result = Operation(named["sign"], *both)
    # Where the base is told twice it must be the same.
    asked = Operation("to base", result, reduce(partial(Operation, "agreeing"), others, base))
    return Question(asked, Unknown("?"), states=("+", (*both, result)))


def _sum_before_base(numbers: list[Tree], named: Named) -> Question:
    first, second, *bases = numbers
    return _sum_in_base([*bases, first, second], named)


_HEAD = (
    r"(?:(?P<command>convert|change|express|write|give|turn|rewrite|put|translate|represent|how (?:do you|would you|do i) write)"
    r" |(?:what (?:is|are|would be)|how (?:is|are|long is|much is)) )?"
)
# So many of a unit, and of a smaller one: 3 hours 20 minutes, an hour, half a day, 3/4 of an hour.
_AMOUNT = rf"(?:{{n}}(?P<half_more> and a half)?(?: of)?(?: an?)?|(?P<half>half(?: of)? an?)|an?|one) ?(?P<of>{NAMES})(?P<more> and a half|(?:,? (?:and )?{{n}} ?(?P<also>{NAMES})))?"
_UNIT = rf"(?P<to>{NAMES})"
_SAME = r"(?:is|are|equals?|=|makes?|(?:is|are) equal to|(?:is|are) the same as)"

_BASE = r"(?:binary|ternary|octal|decimal|denary|base[- ]?{n})"
_KIND = "(?:number|numeral|value|integer)"
_TO = (
    rf"(?:,? (?:written |expressed )?(?P<how>to|into|in|as)(?: an?| its| the)? (?P<to>{_BASE})"
    r"(?: (?:number|numeral|notation|form|representation|system|value|equivalent))?)"
)
_OF_BEHIND = rf" ?(?P<open>\()?(?:in |from |written in )?(?P<of>{_BASE}|[₂-₉])(?(open)\))"
_OF_BEFORE = rf"(?:the )?(?P<of>{_BASE})(?: {_KIND}|(?<=[a-z])) {{n}}"
_SUBSCRIPT = r"\$?{n}[_?](?P<open>[({])?{n}(?(open)[)}])\$?"
_VALUE = (
    rf"(?:(?:what is|find|give|write(?: down)?|determine|what) )?(?:the )?(?P<to>{_BASE})"
    r" (?:representation|form|value|equivalent|expansion|notation|number|conversion) (?:of|for|is|equals) (?:the )?"
)

RULINGS = (
    Ruling((rf"{_HEAD}{_AMOUNT}(?: equal| converted| expressed)? (?:to|into|in|as) {_UNIT}",), _in_unit),
    Ruling((rf"{_AMOUNT} ?{_SAME} ?(?:[_?]+|how many|what(?: in)?) ?{_UNIT}",), _in_unit),
    Ruling(
        (
            rf"how many {_UNIT} (?:(?:{_SAME}|are there|make up|do you get|go into|does|do) )?(?:in )?{_AMOUNT}"
            "(?: have| contain| equal| make| last)?",
        ),
        _in_unit,
    ),
    Ruling(
        (
            r"how many cents (?:are (?:there )?)?in \${n}",
            r"\${n} (?:is|=) how many cents",
            r"convert \${n} (?:in)?to cents",
        ),
        lambda numbers, _: Question(_times(numbers[0], 100), Unknown("?"), counts="amount"),
    ),
    Ruling((rf"{_HEAD}(?:the )?(?:(?:decimal )?number )?{{n}}(?: from decimal)?{_TO}",), _in_base("number to")),
    Ruling((rf"{_HEAD}(?:the )?(?:number )?{{n}}{_OF_BEHIND}{_TO}",), _in_base("number of to")),
    Ruling((rf"{_HEAD}{_SUBSCRIPT}{_TO}",), _in_base("number base to")),
    Ruling((rf"{_HEAD}{_OF_BEFORE}{_TO}",), _in_base("of number to")),
    Ruling((rf"what is the value of {_OF_BEFORE}",), _in_base("of number")),
    Ruling((rf"{_VALUE}(?:(?:decimal )?number )?{{n}}",), _in_base("to number")),
    Ruling((rf"{_VALUE}(?:number )?{{n}}{_OF_BEHIND}",), _in_base("to number of")),
    Ruling((rf"{_VALUE}{_SUBSCRIPT}",), _in_base("to number base")),
    Ruling((rf"{_VALUE}{_OF_BEFORE}",), _in_base("to of number")),
    Ruling(
        (r"in base {n},? (?:what is|calculate|compute|work out) {n} ?(?P<sign>[-+]) ?{n}",),
        _sum_in_base,
    ),
    Ruling(
        (r"what is {n} ?(?P<sign>[-+]) ?{n} in base {n},? where both (?:numbers )?are in base {n}",),
        _sum_before_base,
    ),
)
