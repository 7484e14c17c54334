"""Prices in dollars and cents: the change, a total, the price of several and of one; worked out in cents.

The facts are those of the amounts, as sums and products of decimals have them, and of the cents.
Mistakes: cents kept as they are where dollars are taken away, 10-3.75 = 7.75, and where prices are multiplied (entry
17 of 'Math misconceptions'); the carry from cents to dollars forgotten; the operation beside it.
"""

from __future__ import annotations

from functools import reduce

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import MONEY, Decimal

_DEAR, _CHEAP = "book bag cap game lamp toy", "pen ruler card sticker pencil cookie"


_CENTS = {"a": "100*{p}", "b": "100*{q}", "m": "100*{paid}", "t": "100*{w}"}


def _view(name: str, question: str, cents: str, result: str, fact: Fact, where: str = "", **wrong: str) -> View:
    told = {each: f"{{{each}_cents}}" for each in _CENTS if f"{{{each}}}" in cents}
    in_cents = reduce(lambda said, each: said.replace(f"{{{each}}}", told[each]), told, cents)
    mistakes = tuple(way for each, other in wrong.items() for way in calculated(each, f"({other})/100", shows=cents))
    return View(
        name,
        "$",
        question,
        cents,
        answer=(f"({cents})/100",),
        type=MONEY,
        result=result,
        steps={"cents": cents},
        fact=fact,
        conditions=(where,) if where else (),
        mistakes=mistakes,
        solution={f"{each}_cents": _CENTS[each] for each in told} | {"cents": in_cents, "value": "{cents}/100"},
    )


KIND = ProblemKind(
    name="money",
    title="change, totals and prices in dollars and cents",
    topic="quantities",
    ranges={"price": (105, 1999), "cheap": (15, 240), "note": (1, 10), "count": (3, 9)},
    parameters={"a": "price", "b": "cheap", "k": "note", "n": "count"},
    given={"paid": "5*{k}", "m": "500*{k}", "p": "{a}/100", "q": "{b}/100", "t": "{n}*{b}", "w": "{t}/100"}
    | {"total": "{a}+{b}", "change": "{m}-{a}", "_p": "{p}", "_q": "{q}", "_w": "{w}"},
    types=dict.fromkeys("pqw", Decimal(2)) | dict.fromkeys(("_p", "_q", "_w"), MONEY),
    words={"dear": tuple(_DEAR.split()), "cheap": tuple(_CHEAP.split())},
    conditions=("{a}%100!=0", "{b}%100!=0"),
    views=(
        _view(
            "change", "A {dear} costs {_p}. You pay with ${paid}. How much change do you get?", "{m}-{a}", "{change}",
            Fact("+", ("{paid}", "{p}", "{change}/100")), "{a}<{m}",
            cents_kept="{m}-{a}//100*100+{a}%100", wrong_operation="{m}+{a}", no_borrow="{m}-{a}+100",
        ),
        _view(
            "total_price", "A {dear} costs {_p} and a {cheap} costs {_q}. How much do they cost together?", "{a}+{b}",
            "{total}", Fact("+", ("{p}", "{q}", "{total}/100")),
            no_carry="{a}//100*100+{b}//100*100+({a}%100+{b}%100)%100", wrong_operation="{a}-{b}",
        ),
        _view(
            "price_of_several", "A {cheap} costs {_q}. How much do {n} {cheap}s cost?", "{n}*{b}", "{t}",
            Fact("*", ("{n}", "{q}", "{w}")),
            cents_kept="{n}*({b}//100)*100+{b}%100", price_and_number_added="{b}+100*{n}",
        ),
        _view(
            "price_of_one", "{n} {cheap}s cost {_w}. How much does one {cheap} cost?", "{t}/{n}", "{b}",
            Fact("*", ("{n}", "{q}", "{w}")), wrong_operation="{t}*{n}", number_taken_away="{t}-100*{n}",
        ),
    ),
)  # fmt: skip
