"""Stories of one and two sentences over a sum, difference, product or quotient, with the facts of the plain kinds.

Every story holds for every name and every thing with numbers from 2 on; none says "he" or "she".
Mistakes: the operation that a word suggests in place of the one that the story asks for (keyword strategy, the
inconsistent wordings of Lewis & Mayer 1987), among them the inverse one; a number of the story given for the answer.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View

_NAMES = "Tom Anna Ben Lena Omar Mia Paul Aisha Leo Sara Noah Yuki Ivan Nina Carlos Zoe Emil Priya Jonas Alex Maya Finn"
_THINGS = (
    "apples pears books stamps marbles cards shells stickers pencils coins balls buttons beads stones candles eggs"
)
_SUMS = {
    "buys": "{name} has {a} {thing}. {name} buys {b} more. How many {thing} does {name} have now?",
    "finds": "{name} has {a} {thing} and finds {b} more {thing}. How many {thing} does {name} have in all?",
    "together": "There are {a} {thing} in a box and {b} {thing} in a bag. How many {thing} are there altogether?",
    "more_than": "{name} has {a} {thing}. The teacher has {b} more {thing} than {name}. "
    "How many {thing} does the teacher have?",
}
_DIFFERENCES = {
    "gives_away": "{name} has {a} {thing} and gives {b} of them to a friend. How many {thing} does {name} have left?",
    "loses": "{name} had {a} {thing} but lost {b} of them. How many {thing} are left?",
    "how_many_more": "{name} has {a} {thing}. The teacher has {b} {thing}. "
    "How many more {thing} does {name} have than the teacher?",
    "needs": "{name} needs {a} {thing} and already has {b} {thing}. How many more {thing} does {name} need?",
}
_PRODUCTS = {
    "boxes": "There are {f} boxes with {b} {thing} in each box. How many {thing} are there in all?",
    "each_day": "{name} collects {b} {thing} each day. How many {thing} does {name} collect in {f} days?",
    "times_as_many": "{name} has {b} {thing}. The teacher has {f} times as many {thing} as {name}. "
    "How many {thing} does the teacher have?",
    "costs": "{name} buys {b} {thing} for {f} dollars each. How much does {name} pay in all?",
}
_QUOTIENTS = {
    "shared": "{name} shares {p} {thing} equally among {f} friends. How many {thing} does each friend get?",
    "bags": "{name} packs {p} {thing} into bags of {f}. How many bags does {name} fill?",
    "in_each": "{p} {thing} are put equally into {f} boxes. How many {thing} are in each box?",
    "boxes_needed": "{name} has {p} {thing}. Each box holds {f} {thing}. How many boxes does {name} need?",
}


def _views(form: str, stories: dict[str, str], calculation: str, *others: str, where: str = "") -> list[View]:
    """The stories that come to one calculation, whose letters and operator its text has at fixed places."""
    first, operator, second = calculation[:3], calculation[3], calculation[4:]
    return [
        View(
            name,
            operator,
            story,
            calculation,
            answer=(calculation,),
            fact=Fact("+" if operator in "+-" else "*", (first, second, calculation)),
            conditions=(where,) if where else (),
            mistakes=calculated("wrong_operation", *others),
            form=form,
        )
        for name, story in stories.items()
    ]


KIND = ProblemKind(
    name="story",
    title="stories of one and two sentences",
    topic="stories",
    ranges={"operand": (2, 60), "factor": (2, 12)},
    parameters={"a": "operand", "b": "operand", "f": "factor"},
    given={"p": "{f}*{b}"},
    words={"name": tuple(_NAMES.split()), "thing": tuple(_THINGS.split())},
    views=(
        *_views("sum", _SUMS, "{a}+{b}", "{a}-{b}", "{a}*{b}"),
        *_views("difference", _DIFFERENCES, "{a}-{b}", "{a}+{b}", "{b}-{a}", where="{a}>{b}"),
        *_views("product", _PRODUCTS, "{f}*{b}", "{f}+{b}", "{b}-{f}"),
        *_views("quotient", _QUOTIENTS, "{p}/{f}", "{p}-{f}", "{p}*{f}"),
    ),
)
