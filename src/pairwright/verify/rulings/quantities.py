"""Numbers in another form, another base, another unit; changes by so many percent, and time that passes."""

from __future__ import annotations

from functools import partial, reduce

from pairwright.verify.rulings.forms import Named, Ruling, padded, told
from pairwright.verify.rulings.units import UNITS
from pairwright.verify.trees import Constant, Operation, Question, Tree, Unknown, Zero

_COMMANDS = {"increase": "+", "raise": "+", "decrease": "-", "reduce": "-", "lower": "-"}
_NAMES = "|".join(sorted(UNITS, key=len, reverse=True))
_CHANGES = {"increased": "+", "raised": "+", "decreased": "-", "reduced": "-", "lowered": "-"}


def _lowest_terms(numbers: list[Tree], _: Named) -> Question | None:
    (number,) = numbers
    # The quotient itself is asked for: an answer must be in lowest terms anyway.
    return Question(number, Unknown("?"), answers="ratio") if isinstance(number, Operation) else None


def _as_decimal(numbers: list[Tree], named: Named) -> Question:
    return told("same", Zero(), _of_percent(numbers[0], named), "decimal")


def _divided_to_decimal(numbers: list[Tree], _: Named) -> Question:
    quotient = Operation("/", *numbers)
    return Question(quotient, Unknown("?"), answers="decimal", states=("*", (*numbers, quotient)))


def _as_fraction(numbers: list[Tree], named: Named) -> Question:
    return told("same", Zero(), _of_percent(numbers[0], named), "ratio")


def _of_percent(number: Tree, named: Named) -> Tree:
    return Operation("/", number, Constant(100)) if named.get("percent") else number


def _as_percent(numbers: list[Tree], _: Named) -> Question:
    return Question(Operation("same", Zero(), numbers[0]), Operation("/", Unknown("?"), Constant(100)))


def _in_base(numbers: list[Tree], _: Named) -> Question:
    digits, base, other = numbers
    return told("to base", Operation("from base", digits, base), other)


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


def _in_unit(numbers: list[Tree], named: Named) -> Question | None:
    """So many of the one unit in the other: the larger one is a whole number of the smaller ones."""
    of, to = (UNITS[named[each]] for each in ("of", "to"))
    if of.what != to.what:
        return None
    up, down = divmod(of.size, to.size), divmod(to.size, of.size)
    if not up[1]:
        return told("*", numbers[0], Constant(up[0]))
    return None if down[1] else told("/", numbers[0], Constant(down[0]))


def _minutes(numbers: list[Tree], _: Named) -> Question:
    start, end = (Operation("clock", *map(padded, each)) for each in (numbers[:2], numbers[2:]))
    return told("minutes", end, start)


def _mixed(numbers: list[Tree], named: Named) -> Question:
    """A sum or difference of two mixed numbers, each a whole part and a fraction."""
    first, second = (Operation("mixed", whole, fraction) for whole, fraction in (numbers[:2], numbers[2:]))
    return told({"plus": "+", "+": "+"}.get(named["sign"], "-"), first, second)


def _changed(numbers: list[Tree], named: Named) -> Question:
    whole, rate = numbers
    part = Operation("*", Operation("/", rate, Constant(100)), whole)
    return told((_CHANGES | _COMMANDS)[named["change"]], whole, part)


def _proportion(numbers: list[Tree], _: Named) -> Question:
    first, second, third = numbers
    return Question(Operation("/", first, second), Operation("/", third, Unknown("?")))


def _shared(numbers: list[Tree], _: Named) -> Question:
    return told("quotient", numbers[0], numbers[1])


_PRICE = r"\$?{n}(?: dollars)?"
_NOTE = rf"(?:an? )?{_PRICE}(?: bill| note)?"
_SOMEONE, _SOMETHING = "(?:you|he|she|[a-z]+)", "(?:an?|the) [a-z]+(?: [a-z]+)?"
_BACK = rf"how much change (?:do|does|did|will|should) {_SOMEONE} (?:get|receive)(?: back)?"

RULINGS = (
    Ruling(
        (
            rf"{_SOMETHING} costs? {_PRICE}[.,;] {_SOMEONE} (?:pays?|paid)(?: for it)? with {_NOTE}[.,;] {_BACK}",
            rf"{_SOMEONE} (?:buys?|bought) {_SOMETHING} (?:that costs|for) {_PRICE}(?:[.,;]| and) (?:{_SOMEONE} )?(?:pays?|paid)(?: for it)? with {_NOTE}[.,;] {_BACK}",
        ),
        lambda numbers, _: told("-", numbers[1], numbers[0]),
    ),
    Ruling(
        (
            rf"{_SOMEONE} (?:pays?|paid) (?:with )?{_NOTE} for {_SOMETHING} that costs? {_PRICE}[.,;] {_BACK}",
            rf"what is (?:the|your) change from {_NOTE} (?:for|if) {_SOMETHING} (?:for|that costs|costs) {_PRICE}",
        ),
        lambda numbers, _: told("-", numbers[0], numbers[1]),
    ),
    Ruling(
        ("(?:write|express|convert) {n} ?(?P<percent>%|percent )? ?(?:as|to|into) a decimal(?: number)?",),
        _as_decimal,
    ),
    Ruling(
        (
            "(?:write|express|convert) {n} ?(?P<percent>%|percent )? ?(?:as|to|into) a fraction(?: in (?:its )?(?:lowest terms|simplest form))?",
        ),
        _as_fraction,
    ),
    Ruling(
        ("what percent is {n}", "(?:write|express|convert) {n} (?:as|to|into|in) (?:a )?percent(?:age)?"),
        _as_percent,
    ),
    Ruling(
        (r"in base {n},? (?:what is|calculate|compute|work out) {n} ?(?P<sign>[-+]) ?{n}",),
        _sum_in_base,
    ),
    Ruling(
        (r"what is {n} ?(?P<sign>[-+]) ?{n} in base {n},? where both (?:numbers )?are in base {n}",),
        _sum_before_base,
    ),
    Ruling(
        (
            r"what is {n} \(base {n}\) in base {n}",
            r"convert {n} \(base {n}\) to base {n}",
            r"{n} \(base {n}\) to base {n}",
        ),
        _in_base,
    ),
    Ruling(
        (rf"how many (?P<to>{_NAMES}) are (?:there )?in {{n}} (?P<of>{_NAMES})",),
        _in_unit,
    ),
    Ruling(
        (
            "how many minutes (?:are there|pass|lie) between {n}:{n} and {n}:{n}",
            "how many minutes (?:is it|are there|pass) from {n}:{n} to {n}:{n}",
        ),
        _minutes,
    ),
    Ruling(
        (
            "(?:write|express|give|reduce|bring) (?:the fraction )?{n} (?:in|to) (?:its )?(?:lowest|simplest) (?:terms|form)",
            "simplify (?:the fraction )?{n} to (?:its )?(?:lowest|simplest) (?:terms|form)",
            "reduce (?:the fraction )?{n}",
            "simplify the fraction {n}",
            "what is {n} in (?:its )?(?:lowest|simplest) (?:terms|form)",
            "what is {n} as a (?:simplified |reduced )?fraction(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?",
        ),
        _lowest_terms,
    ),
    Ruling(("{n} is to {n} as {n} is to (?:what|what number|which number|[?x])",), _proportion),
    Ruling(
        (
            "what is {n} divided by {n} (?:as|in) a decimal(?: number)?",
            "divide {n} by {n}(?:,? and| and) (?:give|write) (?:the|your) (?:answer|result|quotient) as a decimal(?: number)?",
        ),
        _divided_to_decimal,
    ),
    Ruling(
        ("what is {n} (?:as|in) a decimal(?: number| form)?",),
        lambda numbers, _: Question(numbers[0], Unknown("?"), answers="decimal"),
    ),
    Ruling((rf"(?P<change>{'|'.join(_COMMANDS)}) {{n}} by {{n}} ?(?:%|percent)",), _changed),
    Ruling(
        ("what (?:percent|percentage|per cent) is {n} of {n}", "{n} is (?:what|which) (?:percent|percentage) of {n}"),
        lambda numbers, _: Question(
            Operation("*", Operation("/", Unknown("?"), Constant(100)), numbers[1]), numbers[0]
        ),
    ),
    Ruling(
        (
            "{n} (?:split|divided|shared)(?: up)?(?: equally| evenly)? (?:into|among|between) {n}(?: equal)?(?: parts| groups| people| shares)?"
            "(?: is(?: how much| what)?)?",
        ),
        _shared,
    ),
    Ruling(
        ("how many {n}'?s are(?: there)? in {n}", "how many {n}'?s (?:make|go into) {n}"),
        lambda numbers, named: _shared(numbers[::-1], named),
    ),
    Ruling(
        ("what is the (?:reciprocal|multiplicative inverse) of {n}",),
        lambda numbers, _: told("/", Constant(1), numbers[0]),
    ),
    Ruling(
        ("what is the (?:opposite|negative|additive inverse) of {n}",), lambda numbers, _: told("-", Zero(), numbers[0])
    ),
    Ruling((r"(?:what is )?{n} {n} ?(?P<sign>plus|minus|\+|-) ?{n} {n}(?: ?= ?\??)?",), _mixed),
    Ruling((rf"what is {{n}} (?P<change>{'|'.join(_CHANGES)}) by {{n}} ?(?:%|percent)",), _changed),
)
