"""One of several numbers by its place when they are in order, the one in the middle, the one next to another."""

from __future__ import annotations

from functools import reduce

from pairwright.verify.questions.trees import (
    PICKED,
    Constant,
    Operation,
    Precision,
    Question,
    Tree,
    Unknown,
    Zero,
    unsigned,
)
from pairwright.verify.rulings.forms import LIST, MIXED_LIST, Named, Ruling

_RANKS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
_LARGE, _SMALL = ("largest", "biggest", "greatest", "highest"), ("smallest", "least", "lowest")
_RANK = rf"(?P<rank>{'|'.join(_RANKS[1:])}) (?P<size>{'|'.join((*_LARGE, *_SMALL))})(?: number| value| one)?"
# The tree of a number by its place doubles with each number: 256 leaves of eight.
_MOST = 8
_MOST_PICKED = 32
_OF = (
    r"(?: of| in| among| out of| from| for)?(?: (?:the|these|this)(?: following| given)? (?:list|numbers|values|data|data set|dataset|set|set of numbers"
    r"|set of data|list of numbers|scores)(?: of numbers)?| the following)?[:.]? "
)
_NEXT_TO = r"(?:the )?(?:closest|nearest)(?: number| value| one)? to"


def _in_order(numbers: list[Tree], lower: str, higher: str) -> list[Tree]:
    """The trees of the numbers in order, the smallest first: neighbours are put in order, in as many rounds.

    Habermann 1972, "Parallel neighbor-sort".
    """
    places = list(numbers)
    for turn in range(len(places)):
        for at in range(turn % 2, len(places) - 1, 2):
            pair = places[at], places[at + 1]
            places[at], places[at + 1] = Operation(lower, *pair), Operation(higher, *pair)
    return places


def _asking(tree: Tree, numbers: list[Tree], relation: str = "order") -> Question:
    return Question(tree, Unknown("?"), states=(relation, tuple(numbers)))


def _by_rank(numbers: list[Tree], named: Named) -> Question | None:
    """Of two equal numbers nobody can say which is the second."""
    rank = _RANKS.index(named["rank"])
    if not rank < len(numbers) <= _MOST:
        return None
    ordered = _in_order(numbers, "min", "max")
    return _asking(ordered[rank] if named["size"] in _SMALL else ordered[-1 - rank], numbers)


def _median(numbers: list[Tree], _: Named) -> Question | None:
    if not 2 < len(numbers) <= _MOST:
        return None
    ordered, half = _in_order(numbers, "lower", "higher"), len(numbers) // 2
    if len(numbers) % 2:
        return _asking(ordered[half], numbers)
    return _asking(Operation("/", Operation("+", *ordered[half - 1 : half + 1]), Constant(2)), numbers)


def _range(numbers: list[Tree], _: Named) -> Question | None:
    """The largest of several numbers less the smallest."""
    if not 2 < len(numbers) <= _MOST:
        return None
    largest, smallest = (
        reduce(lambda one, other: Operation(operator, one, other), numbers) for operator in ("higher", "lower")
    )
    return _asking(Operation("-", largest, smallest), numbers)


def _most_often(numbers: list[Tree], _: Named) -> Question | None:
    """The number that stands most often among several."""
    if not 2 < len(numbers) <= _MOST_PICKED:
        return None
    all_of_them = reduce(lambda left, right: Operation("beside", left, right), numbers)
    return _asking(Operation("most often", Zero(), all_of_them), numbers, "mode")


def _nearest(numbers: list[Tree], _: Named) -> Question | None:
    """The number, as far from the other as the least of all distances; in doubt where two are."""
    to, *others = numbers
    if len(others) > _MOST:
        return None
    # In order, so that 8 stands beside 8, and 2 apart from both, where 5 is asked for.
    distances = _in_order([Operation("-", each, to) for each in others], "lower", "higher")
    # Of two that are as near the last one is found, and from behind the first one.
    last, first = (
        reduce(lambda one, other: Operation("nearer to zero", one, other), each)
        for each in (distances, distances[::-1])
    )
    return _asking(Operation("+", to, Operation("agreeing", last, first)), numbers, "closest")


def _picked(numbers: list[Tree], named: Named) -> Question | None:
    """One of several numbers written in several notations, some by programs, so that two are one in floating point."""
    operator = "picked smaller" if named["size"] in _SMALL else "picked larger"
    noted = any(isinstance(unsigned(each), Operation) for each in numbers)
    if len(numbers) > _MOST_PICKED or not (noted or named.get("picked")):
        return None
    found = reduce(lambda left, right: Operation(operator, left, right), numbers)
    precision = Precision(Constant(1), manner=PICKED)
    return Question(found, Unknown("?"), states=("order", tuple(numbers)), precision=precision)


_WHICH = r"(?:what|which)(?: number| one| value)?"
_FIND = r"(?:what is|find|give|calculate|determine|compute) (?:the )?"

_SIZE = rf"(?P<size>{'|'.join((*_LARGE, *_SMALL))}|maximum|minimum)"
_PICK = r"(?:(?:now, )?(?P<picked>pick|choose|select|identify|pick out) the |(?:what|which) is the |(?:find|give|determine) the )"
_AMONG = (
    r"(?: (?:number|value|one|candidate))?(?:,? (?:of|from|among|amongst|out of|in|between))?"
    r"(?: (?:the|these|all))?(?: following)?(?: (?:candidates|numbers|options|values|list))?:? "
)

RULINGS = (
    Ruling((rf"{_PICK}{_SIZE}{_AMONG}{MIXED_LIST}",), _picked),
    Ruling(
        (
            rf"which (?:one )?of (?:the following|these)(?: (?:numbers|values|candidates))? is (?:the )?{_SIZE}(?: one| number)?[:?] {MIXED_LIST}",
        ),
        _picked,
    ),
    Ruling((rf"(?:which|what) (?:number|one|value) is (?:the )?{_SIZE}[:?,] {MIXED_LIST}",), _picked),
    Ruling((rf"(?:{_WHICH} is (?:the )?|{_FIND}){_RANK}{_OF}{LIST}",), _by_rank),
    Ruling((rf"{_WHICH} (?:of|in|among) {LIST} is (?:the )?{_RANK}",), _by_rank),
    Ruling((rf"(?:{_FIND})?(?:the )?median(?: value)?{_OF}{LIST}",), _median),
    Ruling((rf"{_FIND}range{_OF}{LIST}",), _range),
    Ruling(
        (
            rf"(?:(?:{_WHICH} is (?:the )?|{_FIND})?(?:the )?(?:mode|modal (?:value|number)|(?:most (?:common|frequent)|commonest) (?:value|number|one)){_OF}"
            rf"|{_WHICH} (?:appears|occurs|comes up|shows up|is repeated)(?: the)? most(?: often| frequently| times| commonly)?(?:{_OF}|[:,] )){LIST}",
        ),
        _most_often,
    ),
    Ruling(
        (
            rf"(?:in|of|from|given|for)(?: (?:the|this|following|list|set|data|numbers))*:? {LIST}[,:.]? {_WHICH} (?:is the mode"
            r"|(?:appears|occurs|comes up|shows up)(?: the)? most(?: often| frequently| times)?)",
        ),
        _most_often,
    ),
    Ruling((rf"{_WHICH} is {_NEXT_TO} {{n}}(?:{_OF}|[,:] ){LIST}",), _nearest),
    Ruling((rf"{_WHICH} (?:of|in|among) {LIST} is {_NEXT_TO} {{n}}",), _nearest),
)
