"""Sequences: the next term, a later one, the sum of the first so many.

A sequence goes on as its differences do: by the one difference that all its terms have, or, from four terms on, by
differences that change by the same number each time; where it is called geometric, by the one ratio of all its terms. Any
other is in doubt, 2, 4, 8, 16 among them: the next is 32 to most, 31 to some.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import LIST, Named, Ruling, told

_AND_SO_ON = r"(?:,? ?(?:\.{3}|…|\?|_+|and so on))?"
_STARTING = r"(?: (?:that |which )?(?:starts?|begins?|starting|beginning)(?: with)?)?"
_SEQUENCE = rf"(?:(?:the |this )?(?:(?:arithmetic|number|following|given) )*(?:sequence|series|list|pattern|progression|numbers)(?: of numbers)?{_STARTING}[:]? ?)?{{terms}}{_AND_SO_ON}"
_MOST = 8
_GEOMETRIC = rf"(?:the |this )?(?:following |given )?geometric (?:sequence|series|progression){_STARTING}[:]? ?{LIST}{_AND_SO_ON}"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth"
    " seventeenth eighteenth nineteenth twentieth"
).split()
_NTH = rf"(?:{{n}}(?:st|nd|rd|th) (?:term|number)|(?P<place>{'|'.join(_ORDINALS)}) (?:term|number)|term number {{n}})"


def _phrases(*before: str, behind: str = "") -> tuple[str, ...]:
    """The phrases for every number of terms from three on."""
    terms = [", ".join(["{n}"] * count) for count in range(3, _MOST + 1)]
    return tuple(each + _SEQUENCE.replace("{terms}", written) + behind for each in before for written in terms)


def _next(numbers: list[Tree], _: Named) -> Question:
    differences = _differences(numbers)
    if len(numbers) == 3:
        return _stating(numbers, Operation("+", numbers[-1], _the_one(differences)))
    change = _the_one(_differences(differences))
    return _stating(numbers, Operation("+", numbers[-1], Operation("+", differences[-1], change)))


def _times_ratio(numbers: list[Tree]) -> Tree:
    """The last term times the one ratio that all of them have."""
    return Operation("*", numbers[-1], _ratio(numbers))


def _ratio(numbers: list[Tree]) -> Tree:
    return _the_one([Operation("/", later, earlier) for earlier, later in pairwise(numbers)])


def _common_difference(numbers: list[Tree], _: Named) -> Question:
    return _stating(numbers, _the_one(_differences(numbers)))


def _common_ratio(numbers: list[Tree], _: Named) -> Question:
    return _stating(numbers, _ratio(numbers))


def _nth(numbers: list[Tree], named: Named) -> Question | None:
    """The term at a place, as a number or a word, of a sequence whose first terms are given."""
    place, terms = _place(numbers, named)
    if len(terms) < 3:
        return None
    if "geometric" in named.values():
        return _stating(terms, _of_ratio(terms[0], _ratio(terms), place))
    return _stating(terms, _term(terms, place))


def _place(numbers: list[Tree], named: Named) -> tuple[Tree, list[Tree]]:
    """The place of the term that is asked for, and the other numbers."""
    if "place" in named:
        return Constant(_ORDINALS.index(named["place"]) + 1), numbers
    return numbers[0], numbers[1:]


def _of_ratio(first: Tree, ratio: Tree, place: Tree) -> Tree:
    """The term at a place of a geometric sequence: the power one too high, and divided once."""
    return Operation("/", Operation("*", first, Operation("^", ratio, place)), ratio)


def _told_nth(numbers: list[Tree], named: Named, *, place_first: bool = False) -> Question | None:
    """The term at a place of a sequence of which the first term is told, and the step to the next one or that one."""
    if "place" not in named and not place_first:
        numbers = [numbers[-1], *numbers[:-1]]
    place, (first, step) = _place(numbers, named)
    geometric = named["kind"] == "geometric"
    if named["step"] not in {"second term", "ratio" if geometric else "difference"}:
        return None
    if geometric:
        ratio = Operation("/", step, first) if named["step"] == "second term" else step
        return Question(_of_ratio(first, ratio, place), Unknown("?"))
    apart = Operation("-", step, first) if named["step"] == "second term" else step
    return told("+", first, Operation("*", Operation("-", place, Constant(1)), apart))


def _counted_on(numbers: list[Tree], _: Named) -> Question:
    """The number behind others that are counted by the first one."""
    step, *terms = numbers
    return Question(Operation("+", terms[-1], _the_one([step, *_differences(terms)])), Unknown("?"))


def _sum(numbers: list[Tree], _: Named) -> Question:
    """So many times the mean of the first and the last term."""
    count, *terms = numbers
    ends = Operation("+", terms[0], _term(terms, count))
    return _stating(terms, Operation("/", Operation("*", count, ends), Constant(2)))


def _sum_between(numbers: list[Tree], _: Named) -> Question:
    """The sum of all whole numbers from one to another: so many times the mean of both."""
    first, last = numbers
    count = Operation("+", Operation("-", last, first), Constant(1))
    return told("/", Operation("*", count, Operation("+", first, last)), Constant(2))


def _sum_up_to(numbers: list[Tree], _: Named) -> Question:
    """All that is added up, from the first numbers on in equal steps to the last."""
    *begun, last = numbers
    step = _the_one(_differences(begun))
    steps = Operation("/", Operation("-", last, begun[0]), step)
    # So many steps must be whole.
    whole = Operation("*", Constant(0), Operation("agreeing", Operation("mod", steps, Constant(1)), Constant(0)))
    count = Operation("+", Operation("+", steps, Constant(1)), whole)
    return told("/", Operation("*", count, Operation("+", begun[0], last)), Constant(2))


def _sum_of_first(numbers: list[Tree], named: Named) -> Question:
    """The sum of the first whole numbers from 1 on, of the odd or of the even ones."""
    (count,) = numbers
    square = Operation("*", count, count)
    if named.get("parity") == "odd":
        return Question(square, Unknown("?"))
    both = Operation("+", square, count)
    return Question(both, Unknown("?")) if named.get("parity") == "even" else told("/", both, Constant(2))


def _term(terms: list[Tree], place: Tree) -> Tree:
    steps = Operation("-", place, Constant(1))
    return Operation("+", terms[0], Operation("*", steps, _the_one(_differences(terms))))


def _differences(terms: Sequence[Tree]) -> list[Tree]:
    return [Operation("-", later, earlier) for earlier, later in pairwise(terms)]


def _the_one(trees: Sequence[Tree]) -> Tree:
    """What all of them must be."""
    found = trees[0]
    for each in trees[1:]:
        found = Operation("agreeing", found, each)
    return found


def _stating(terms: list[Tree], tree: Tree) -> Question:
    """The question what a tree comes to; it states the first term, the first difference and the first change of that."""
    first, second = _differences(terms)[:2]
    return Question(tree, Unknown("?"), states=("sequence", (terms[0], first, Operation("-", second, first))))


_NEXT = (
    "(?:what(?: is|['’]s| would be| will be)|find|give|write|state|determine|tell me|predict|identify) the next (?:number|term|one|value)(?: in| of)?[:?.]? ",
    "what(?: is|['’]s) next(?: in)?[:?]? ",
    "(?:what|which)(?: number| term)? (?:comes after|follows) ",
    "(?:what|which)(?: number| term)? (?:(?:comes|goes|is)|(?:would|will|should|does) (?:come|be|go)) next(?: in)?[:?]? ",
    "(?:the )?next in(?: the)? ",
    "(?:continue|extend|complete) ",
    "(?:the )?next (?:number|term)(?: in)?:? ",
)
_ASKED_BEHIND = r"(?:(?:what|which)(?: number| term)?(?: comes| is|['’]s) next|(?:what|find|give)(?: is|['’]s)? the next (?:number|term)|next (?:number|term))"
_KIND = "(?:sequence|progression|series)"
_FIRST = (
    r"(?:(?:,|has|with|having|whose|where|in which) )*(?:(?:an? |the |its )?(?:first|initial|starting) (?:term|number|value)(?: is| of| =|:)?"
    r"|(?:that )?(?:starts?|begins?|starting|beginning) (?:at|with|from)) {n}"
)
_STEP = r"(?:,? (?:and|with|whose|has|where|a|an|the|its|common))*,? (?P<step>difference|ratio|second term)(?: is| of| =|:)? {n}"
_OF_KIND = rf"(?:an? |the )?(?P<kind>arithmetic|geometric) {_KIND}"
_FIND_NTH = rf"(?:what(?: is|['’]s)|find|give|calculate|determine|work out|state) (?:the |its )?{_NTH}(?: (?:of|in) (?:the|this) {_KIND})?"
_TOLD = (
    rf"(?:in |for |given |if |consider )?{_OF_KIND},? {_FIRST}{_STEP}[.,;?] (?:then )?{_FIND_NTH}",
    rf"(?:if |given that )?the first (?:term|number) of {_OF_KIND} is {{n}}{_STEP}[.,;?] (?:then )?{_FIND_NTH}",
)
_ASKED_OF = rf"(?:what(?: is|['’]s)|find|give|calculate|determine|work out|state) (?:the )?{_NTH} (?:of|in) {_OF_KIND},? {_FIRST}{_STEP}"
_GIVEN = rf"(?:given |consider |in |for |here is )?(?:(?:the |this |an? )?(?:(?P<kind>arithmetic|geometric) )?{_KIND}{_STARTING}[:,]? )?{LIST}{_AND_SO_ON}[.,;?:]? "
_COUNTING = (
    r"(?:fill in the blank[,:.]? )?[(]?(?:skip[- ]?)?count(?:ing)?(?: up)?(?: on)? (?:by|in) {n}(?:['’]?s|es)?[)]?:? "
)
_MISSING = r"(?:(?:find|what is|give|fill in|determine) the (?:missing (?:number|term)|blank)(?: in(?: the)?)?|complete)[:?]? ?"
_BLANK = r"(?:\?|_+|\.{3}|…|□|\[ \]|\( \))"


def _between(count: int, place: int) -> Ruling:
    """The term at a place between others, where so many are given and their differences agree."""

    def question(numbers: list[Tree], _: Named) -> Question:
        places = [each for each in range(count + 1) if each != place]
        difference = _the_one(
            [
                later_less_earlier if apart == 1 else Operation("/", later_less_earlier, Constant(apart))
                for later_less_earlier, apart in zip(
                    _differences(numbers), (later - earlier for earlier, later in pairwise(places)), strict=True
                )
            ]
        )
        first = numbers[0] if places[0] == 0 else Operation("-", numbers[0], difference)
        terms = [first, Operation("+", first, difference)]
        return _stating([*terms, Operation("+", terms[1], difference)], Operation("+", numbers[place - 1], difference))

    written = ["{n}"] * (count + 1)
    written[place] = _BLANK
    return Ruling((rf"(?:{_MISSING})?{_SEQUENCE.replace('{terms}', ', '.join(written))}",), question)


_COMMON = "(?:what is|find) the common"
_TERMS = _SEQUENCE.replace("{terms}", LIST)
_WHOLE = r"(?:numbers|integers|(?:positive |consecutive |whole |natural |counting )+(?:numbers|integers))"

RULINGS = (
    Ruling(_phrases(*_NEXT), _next),
    Ruling(_phrases("(?:the )?(?:sequence|pattern|series) is:? ", "", behind=rf"[.?;,]? ?{_ASKED_BEHIND}"), _next),
    *(_between(count, place) for count in range(3, _MOST) for place in range(1, count)),
    Ruling((*(", ".join(["{n}"] * count) + r", \?" for count in range(3, _MOST + 1)),), _next),
    Ruling((rf"(?:what is|find) (?:the )?{_NTH} (?:in|of) {_SEQUENCE.replace('{terms}', LIST)}",), _nth),
    Ruling(
        (rf"(?:what is|find) (?:the )?{_NTH} (?:in|of) {_GEOMETRIC.replace('geometric', '(?P<kind>geometric)')}",), _nth
    ),
    Ruling((rf"{_GIVEN}{_FIND_NTH}",), _nth),
    Ruling(
        (rf"{_GIVEN.replace('arithmetic|geometric', 'geometric')}(?:{_ASKED_BEHIND}|next (?:number|term))",),
        lambda numbers, named: (
            _stating(numbers, _times_ratio(numbers)) if "kind" in named and len(numbers) > 2 else None
        ),
    ),
    *(Ruling((each,), _told_nth) for each in _TOLD),
    Ruling((_ASKED_OF,), partial(_told_nth, place_first=True)),
    Ruling((rf"{_COUNTING}{LIST}, {_BLANK}(?: ?[.?])*",), _counted_on),
    Ruling(_phrases("(?:what is|find) the sum of the first {n} (?:terms|numbers) (?:in|of) "), _sum),
    Ruling((f"(?:{'|'.join(_NEXT)}){_GEOMETRIC}",), lambda numbers, _: _stating(numbers, _times_ratio(numbers))),
    Ruling((f"{_COMMON} difference(?: in| of| for)?:? {_TERMS}",), _common_difference),
    Ruling((f"{_COMMON} ratio(?: in| of| for)?:? {_TERMS}",), _common_ratio),
    Ruling((f"{_COMMON} ratio(?: in| of| for)?:? {_GEOMETRIC}",), _common_ratio),
    Ruling(
        (
            rf"(?:what is |find )?(?:the )?sum of (?:the |all )?(?:the )?{_WHOLE} (?:from {{n}} (?:to|through|up to) {{n}}"
            r"|between {n} and {n},? inclusive)(?:,? inclusive| \(inclusive\))?",
            r"(?:add(?: up)?|sum(?: up)?) (?:all )?(?:the )?(?:numbers|integers|whole numbers|natural numbers) from {n} (?:to|through|up to) {n}",
        ),
        _sum_between,
    ),
    Ruling(
        tuple(
            rf"(?:(?:what is|find|calculate|compute|evaluate|work out)(?: the sum(?: of)?| the value of)?:? |the sum )?{written} ?\+ ?(?:\.{{{{2,}}}}|…|\?|\\[cld]*dots) ?\+ ?{{n}}(?: ?= ?\??)?"
            for written in (" ?\\+ ?".join(["{n}"] * count) for count in range(2, _MOST))
        ),
        _sum_up_to,
    ),
    Ruling(
        (
            r"(?:what is |find )?(?:the )?sum of (?:the )?first {n} (?:(?:positive |natural |counting |whole )?(?P<parity>odd|even)"
            r" (?:positive |natural |whole )?(?:numbers|integers)|(?:natural|counting) numbers|positive (?:integers|whole numbers))",
        ),
        _sum_of_first,
    ),
)
