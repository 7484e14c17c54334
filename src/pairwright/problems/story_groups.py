"""Stories of groups and single things, two kinds of groups, and shares in two steps.

Mistakes: one of the steps left out (Quintero 1983, on problems of two steps); the operation that a word suggests
(keyword strategy, Lewis & Mayer 1987); groups and what they hold added.
"""

from __future__ import annotations

from pairwright.problems._stories import WORDS, told
from pairwright.problems.kind import ProblemKind

_AND_MORE = {
    "groups_and_singles": "There are {f} boxes with {b} {thing} in each box and {c} {thing} on the table. "
    "How many {thing} are there in all?",
    "singles_and_groups": "{name} has {c} {thing}. {name} buys {f} boxes with {b} {thing} in each box. "
    "How many {thing} does {name} have now?",
    "groups_and_more": "{name} has {f} boxes with {b} {thing} in each box. {name} buys {c} more {thing}. "
    "How many {thing} does {name} have in all?",
}
_LESS = {
    "groups_less": "{name} has {f} boxes with {b} {thing} in each box. {name} gives away {c} {thing}. "
    "How many {thing} does {name} have left?"
}
_GIVEN_TO_EACH = {
    "given_to_each": "{name} had {a} {thing}. {name} gave {b} {thing} to each of {f} friends. "
    "How many {thing} does {name} have left?"
}
_TIMES = {
    "times_together": "{name} has {b} {thing}. The teacher has {f} times as many {thing} as {name}. "
    "How many {thing} do they have together?"
}
_TWO_KINDS = {
    "boxes_and_bags": "{name} buys {f} boxes of {b} {thing} and {g} bags of {c} {thing}. "
    "How many {thing} does {name} buy in all?",
    "red_and_blue_boxes": "There are {f} red boxes with {b} {thing} each and {g} blue boxes with {c} {thing} each. "
    "How many {thing} are there?",
}
_SHARED = {
    "buys_and_shares": "{name} has {d} {thing} and buys {b} more. {name} shares them equally among {f} friends. "
    "How many {thing} does each friend get?"
}
_ADDED = "{f}+{b}+{c}"

KIND = ProblemKind(
    name="story_groups",
    title="stories of groups and single things",
    topic="stories",
    ranges={"operand": (20, 60), "small": (2, 12), "second": (2, 19), "factor": (2, 9)},
    parameters={"a": "operand", "b": "small", "c": "second", "f": "factor", "g": "factor"},
    given={"d": "{f}*{c}-{b}"},
    words=WORDS,
    views=(
        *told(
            "sum_and_product", "{f}*{b}+{c}", "s={f}*{b} t={s}+{c}", _AND_MORE,
            step_left_out=("{f}*{b}", "{b}+{c}"), wrong_operation=(_ADDED,),
        ),
        *told(
            "product_less", "{f}*{b}-{c}", "s={f}*{b} t={s}-{c}", _LESS, "{f}*{b}>{c}",
            step_left_out=("{f}*{b}",), wrong_operation=(_ADDED, "{f}*{b}+{c}"),
        ),
        *told(
            "difference_and_product", "{a}-{b}*{f}", "s={b}*{f} t={a}-{s}", _GIVEN_TO_EACH, "{a}>{b}*{f}",
            step_left_out=("{a}-{b}", "{a}-{f}"), wrong_operation=("{a}-{b}-{f}", "{a}+{b}*{f}"),
        ),
        *told(
            "sum_and_product", "{b}+{f}*{b}", "s={f}*{b} t={b}+{s}", _TIMES,
            step_left_out=("{f}*{b}", "{f}+{b}"), wrong_operation=("{b}+{f}+{b}",),
        ),
        *told(
            "two_products", "{f}*{b}+{g}*{c}", "s={f}*{b} t={g}*{c} u={s}+{t}", _TWO_KINDS,
            step_left_out=("{f}*{b}", "{b}+{c}"), wrong_operation=("({f}+{g})*({b}+{c})", "{f}+{b}+{g}+{c}"),
        ),
        *told(
            "sum_shared", "({d}+{b})/{f}", "s={d}+{b} t={s}/{f}", _SHARED, "{d}>=2",
            step_left_out=("{d}+{b}", "{d}/{f}"), wrong_operation=("({d}-{b})/{f}", "{d}+{b}-{f}"),
        ),
    ),
)  # fmt: skip
