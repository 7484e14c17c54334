"""Stories of prices in dollars: the change, what is left or lacking, several things at their prices, the price of one.

Mistakes: a price counted once, however many are bought (one step left out, Quintero 1983); the operation that a word
suggests (keyword strategy, Lewis & Mayer 1987); prices and numbers added.
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_LEFT = {
    "change": "{name} buys a book for {b} dollars and pays with {a} dollars. How much change does {name} get?",
    "wants": "{name} has {b} dollars and wants a game that costs {a} dollars. How many more dollars does {name} need?",
}
_TWO_PRICES = {"two_prices": "A game costs {a} dollars and a book costs {b} dollars. How much do they cost in all?"}
_SPENT = {
    "spends_twice": "{name} had {a} dollars and spent {b} dollars on a book and {c} dollars on a pen. "
    "How many dollars does {name} have left?"
}
_BOUGHT = {
    "buys_several": "{name} has {a} dollars and buys {f} {thing} for {c} dollars each. "
    "How many dollars does {name} have left?"
}
_AT_PRICES = {
    "two_at_prices": "A book costs {b} dollars and a pen costs {c} dollars. {name} buys {f} books and {g} pens. "
    "How much does {name} pay in all?"
}
_SOLD = {"sells": "{name} sells {b} {thing} for {f} dollars each. How much does {name} earn?"}
_AFFORDED = {
    "tickets": "{name} has {p} dollars. One ticket costs {f} dollars. How many tickets can {name} buy?",
    "price_of_one": "{f} books cost {p} dollars. How much does one book cost?",
    "price_of_each": "{name} pays {p} dollars for {f} books. How much does each book cost?",
}
_EARNED = {
    "earns_and_spends": "{name} earns {b} dollars each week for {f} weeks and spends {c} dollars. "
    "How many dollars does {name} have left?"
}
_BUYS, _ONCE = "difference_and_product", ("{a}-{c}", "{f}*{c}")

KIND = ProblemKind(
    name="story_money",
    title="stories of prices in dollars",
    topic="stories",
    ranges={"money": (20, 90), "price": (3, 19), "cheap": (2, 9), "count": (2, 9)},
    parameters={"a": "money", "b": "price", "c": "cheap", "f": "count", "g": "count"},
    given={"p": "{f}*{b}"},
    words=WORDS,
    views=(
        *told("difference", "{a}-{b}", "", _LEFT, "{a}>{b}", wrong_operation=("{a}+{b}", "{b}-{a}")),
        *told("sum", "{a}+{b}", "", _TWO_PRICES, wrong_operation=("{a}-{b}", "{b}*{a}")),
        *told(
            "sum_of_3", "{a}-{b}-{c}", "s={a}-{b} t={s}-{c}", _SPENT, "{a}>{b}+{c}",
            step_left_out=("{a}-{b}", "{a}-{c}"), wrong_operation=("{a}+{b}+{c}", "{a}-{b}+{c}"),
        ),
        *told(
            _BUYS, "{a}-{f}*{c}", "s={f}*{c} t={a}-{s}", _BOUGHT, "{a}>{f}*{c}",
            step_left_out=_ONCE, wrong_operation=("{a}-{f}-{c}", "{a}+{f}*{c}"),
        ),
        *told(
            "two_products", "{f}*{b}+{g}*{c}", "s={f}*{b} t={g}*{c} u={s}+{t}", _AT_PRICES,
            step_left_out=("{b}+{c}", "{f}*{b}"), wrong_operation=("({f}+{g})*({b}+{c})", "{f}+{b}+{g}+{c}"),
        ),
        *told("product", "{b}*{f}", "", _SOLD, wrong_operation=("{b}+{f}", "{b}/{f}")),
        *told("quotient", "{p}/{f}", "", _AFFORDED, wrong_operation=("{p}*{f}", "{p}-{f}")),
        *told(
            "product_less", "{f}*{b}-{c}", "s={f}*{b} t={s}-{c}", _EARNED, "{f}*{b}>{c}",
            step_left_out=("{f}*{b}", "{b}-{c}"), wrong_operation=("{f}+{b}-{c}", "{f}*{b}+{c}"),
        ),
    ),
)  # fmt: skip
