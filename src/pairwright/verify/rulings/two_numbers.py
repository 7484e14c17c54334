"""Riddles about two numbers, or several in a row, of which one is looked for: their sum, their difference, how one is told by the other."""

from __future__ import annotations

from functools import partial

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling, told

_LARGER, _SMALLER = "(?:larger|greater|bigger|largest|greatest|biggest)", "(?:smaller|lesser|smallest|least)"
_ONE = r"(?: (?:one|number|integer|of the (?:two|three)(?: (?:numbers|integers))?|of (?:them|these|these numbers|the numbers)))*"
_FIND = r"(?:find|what is|what['’]s|determine|calculate|give|work out)(?: the value of)? the"
_PAUSE = r"(?:[.;,]| and|, and)"
_TWO = r"(?:two|2)(?: (?:whole|positive|natural|different|unknown))? (?:numbers|integers)"
_IS = r"(?:is|equals|was|=)"
_SUM_AND_DIFFERENCE = (
    rf"(?:if )?the sum of {_TWO} {_IS} {{n}}{_PAUSE} (?:and )?(?:their|the) difference {_IS} {{n}}[.,;]? ",
    rf"(?:if )?{_TWO} (?:have|has) a sum of {{n}} and (?:a|their) difference (?:of|is) {{n}}[.,;]? ",
    rf"(?:if )?{_TWO} (?:add up|sum|add) to {{n}} and (?:differ by|have a difference of|their difference is) {{n}}[.,;]? ",
    rf"(?:if )?the sum and (?:the )?difference of {_TWO} are {{n}} and {{n}}(?:,? respectively)?[.,;]? ",
)
_MORE = (
    rf"(?:one|a) (?:number|integer) is {{n}} (?:more|greater|larger|bigger) than (?:another|the other|a second)(?: (?:one|number|integer))?{_PAUSE}"
    rf" (?:the sum of the (?:two )?numbers|their (?:sum|total)|the sum) {_IS} {{n}}[.,;]? ",
)
_TIMES = (
    rf"(?:one|a) (?:number|integer) is {{n}} times (?:as (?:large|big|great) as )?(?:another|the other)(?: (?:one|number|integer))?{_PAUSE}"
    rf" (?:the sum of the (?:two )?numbers|their (?:sum|total)|the sum) {_IS} {{n}}[.,;]? ",
)
_ONE_IS = r"(?:(?:if )?(?:one|1) (?:of (?:them|the (?:two )?numbers|the (?:two )?integers) |number )?(?:is|=|equals)|one being)"
_OTHER_ASKED = r"[.,;]? (?:then )?(?:what is|find|what['’]s|determine|calculate)(?: the value of)? (?:the )?(?:other|second)(?: one| number| integer)?"
_MORE_BEHIND = (
    rf"(?:if )?{_TWO} (?:add up|sum|add) to {{n}}{_PAUSE} (?:and )?one (?:of them |number )?is {{n}} (?:more|greater|larger|bigger) than the other(?: one| number)?[.,;]? ",
    rf"(?:if )?the sum of {_TWO} {_IS} {{n}}{_PAUSE} (?:and )?one (?:of them |number )?is {{n}} (?:more|greater|larger|bigger) than the other(?: one| number)?[.,;]? ",
)
_ROW = r"consecutive(?: (?P<step>odd|even))?(?: (?:positive|whole|natural))?"
_CONSECUTIVE = rf"(?:if )?the sum of (?P<count>two|three) {_ROW} (?:numbers|integers) {_IS} {{n}}[.,;]? "


def _of_sum_and_difference(sign: str, numbers: list[Tree], _: Named) -> Question:
    """Half of what the sum and the difference make; in doubt where the difference is said to be below 0."""
    total, apart = numbers
    size = Operation("abs", Constant(0), apart)
    return told("/", Operation(sign, total, Operation("agreeing", apart, size)), Constant(2))


def _of_sum_and_more(sign: str, numbers: list[Tree], named: Named) -> Question:
    return _of_sum_and_difference(sign, numbers[::-1], named)


def _of_times(numbers: list[Tree], _: Named, *, larger: bool) -> Question:
    times, total = numbers
    smaller = Operation("/", total, Operation("+", times, Constant(1)))
    return Question(Operation("*", times, smaller) if larger else smaller, Unknown("?"))


def _in_a_row(place: int, numbers: list[Tree], named: Named) -> Question:
    """The first, the second, or the last one; no answer where it is not whole, as odd or even as is said."""
    count, step = {"two": 2, "three": 3}[named["count"]], 2 if named.get("step") else 1
    ahead = step * count * (count - 1) // 2
    first: Tree = Operation("/", Operation("-", numbers[0], Constant(ahead)), Constant(count))
    if named.get("step"):
        odd = Constant(1 if named["step"] == "odd" else 0)
        parity = Operation("agreeing", Operation("mod", first, Constant(2)), odd)
        first = Operation("+", first, Operation("*", Constant(0), parity))
    at = count - 1 if place < 0 else place
    found = Operation("+", first, Constant(step * at)) if at else first
    return Question(found, Unknown("?"), counts="whole")


def _other(operator: str, numbers: list[Tree], _: Named) -> Question:
    """The other of two numbers of which the sum or the product is known, or their mean."""
    known, one = numbers
    if operator == "mean":
        return told("-", Operation("*", Constant(2), known), one)
    return told({"+": "-", "*": "/"}[operator], known, one)


def _known(noun: str) -> tuple[str, ...]:
    verb = {"sum": "(?:add up|sum|add) to", "product": "(?:multiply|have a product|multiplied give)(?: to| of)?"}.get(
        noun, "average"
    )
    return (
        rf"(?:if )?the {noun} of {_TWO} {_IS} {{n}}{_PAUSE} {_ONE_IS} {{n}}{_OTHER_ASKED}",
        rf"(?:if )?{_TWO} (?:have an? {noun} of|{verb}) {{n}}{_PAUSE} {_ONE_IS} {{n}}{_OTHER_ASKED}",
    )


def _asking(told_of: tuple[str, ...], which: str) -> tuple[str, ...]:
    return tuple(rf"{each}{_FIND} {which}{_ONE}" for each in told_of)


RULINGS = (
    Ruling(_asking(_SUM_AND_DIFFERENCE, _LARGER), partial(_of_sum_and_difference, "+")),
    Ruling(_asking(_SUM_AND_DIFFERENCE, _SMALLER), partial(_of_sum_and_difference, "-")),
    Ruling(_asking(_MORE_BEHIND, _LARGER), partial(_of_sum_and_difference, "+")),
    Ruling(_asking(_MORE_BEHIND, _SMALLER), partial(_of_sum_and_difference, "-")),
    Ruling(_known("sum"), partial(_other, "+")),
    Ruling(_known("product"), partial(_other, "*")),
    Ruling(_known("(?:average|mean)"), partial(_other, "mean")),
    Ruling(_asking(_MORE, _LARGER), partial(_of_sum_and_more, "+")),
    Ruling(_asking(_MORE, _SMALLER), partial(_of_sum_and_more, "-")),
    Ruling(_asking(_TIMES, _LARGER), partial(_of_times, larger=True)),
    Ruling(_asking(_TIMES, _SMALLER), partial(_of_times, larger=False)),
    Ruling(_asking((_CONSECUTIVE,), rf"(?:{_SMALLER}|first)"), partial(_in_a_row, 0)),
    Ruling(_asking((_CONSECUTIVE,), rf"(?:{_LARGER}|last)"), partial(_in_a_row, -1)),
)
