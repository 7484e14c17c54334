"""A kind of problem that is declared wrongly is refused when it is declared, in one line that says where."""

from __future__ import annotations

import re
from typing import Any

import pytest

import pairwright
from pairwright.errors import RecipeError
from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.plan import Plan
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe
from pairwright.values.types import QUOTIENT_WITH_REMAINDER

SUM = Fact("+", ("{a}", "{b}", "{r}"))


def view_of(**changes: Any) -> View:
    return View(
        **{
            "name": "v",
            "operator": "+",
            "question": "{a}+{b}=?",
            "calculation": "{a}+{b}",
            "answer": ("{r}",),
            **changes,
        }
    )


def kind_of(*views: View, **changes: Any) -> ProblemKind:
    parts: dict[str, Any] = {
        "ranges": {"operand": (1, 9)},
        "parameters": {"a": "operand", "b": "operand"},
        "given": {"r": "{a}+{b}"},
        "fact": SUM,
    }
    return ProblemKind(name="k", title="a kind", views=views or (view_of(),), **{**parts, **changes})


def test_what_is_declared_well_is_taken() -> None:
    kind = kind_of(view_of(steps={"s": "{a}*({b}/2)"}, conditions=("{a}<{b}",)), conditions=("gcd({a}, {b})==1",))
    # The fact asked for, then one for each operation of the step, the inner one too.
    assert [fact.relation for fact in kind.facts_of(kind.view("v"))] == ["+", "*", "*"]


@pytest.mark.parametrize(
    ("view", "kind", "message"),
    [
        ({}, {"fact": Fact("+", ())}, "k.v: its fact '+' has no numbers; name those that make it"),
        ({}, {"fact": None}, "k.v: what fact does it ask for"),
        ({}, {"fact": Fact("+", ("{a}", "{z}"))}, "k.v.fact: '{z}' has the slot 'z'; there are: a, b, r"),
        ({}, {"given": {"r": "{a}+{z}"}}, "k.given.r: '{a}+{z}' has the slot 'z'; there are: a, b"),
        ({}, {"given": {"q": "{r}+1", "r": "{a}"}}, "k.given.q: '{r}+1' has the slot 'r'"),
        ({}, {"parameters": {"a": "operands", "b": "operand"}}, "k: no range is called 'operands'; there are: operand"),
        ({}, {"conditions": ("{a}+{b}",)}, "k.conditions: '{a}+{b}' is not a condition; write one comparison"),
        ({}, {"conditions": ("1<{a}<{b}",)}, "k.conditions: '1<{a}<{b}' is not a condition; write one comparison"),
        ({}, {"conditions": ("{a} in {b}",)}, "k.conditions: '{a} in {b}' is not a condition; write one comparison"),
        ({"conditions": ("{a}<{z}",)}, {}, "k.v.conditions: '{a}<{z}' has the slot 'z'"),
        ({"steps": {"s": "{a} plus {b}"}}, {}, "k.v.steps.s: '{a} plus {b}' is not a calculation"),
        ({"steps": {"s": "1<{a}<{b}"}}, {}, "k.v.steps.s: '1<{a}<{b}' is not a calculation"),
        ({"steps": {"s": "{t}+1", "t": "{a}"}}, {}, "k.v.steps.s: '{t}+1' has the slot 't'"),
        ({"steps": {"s": "{a}@{b}"}}, {}, "k.v.steps.s: '{a}@{b}' is not a calculation"),
        ({"steps": {"s": "__import__('os')"}}, {}, "k.v.steps.s: \"__import__('os')\" is not a calculation"),
        ({"answer": ()}, {}, "k.v: its answer has 1 parts, but 0 are given"),
        ({"type": QUOTIENT_WITH_REMAINDER}, {}, "k.v: its answer has 2 parts, but 1 are given"),
        ({"question": "{a}+{z}=?"}, {}, "k.v: no number is called 'z'; there are: a, b, r"),
        ({"mistakes": calculated("slip", "{a}-{z}")}, {}, "k.v.mistakes.slip: '{a}-{z}' has the slot 'z'"),
        ({"mistakes": calculated("slip", "({a})+{b}")}, {}, "k.v.mistakes.slip: works out the right answer"),
        ({"mistakes": calculated("slip", "{a}-")}, {}, "k.v.mistakes.slip: '{a}-' is not a calculation"),
        ({"mistakes": calculated("slip", "{a}=1")}, {}, "k.v.mistakes.slip: '{a}=1' is not a calculation"),
        ({"mistakes": calculated("slip", "1.5*{a}")}, {}, "k.v.mistakes.slip: '1.5*{a}' is not a calculation"),
    ],
)
def test_what_is_declared_wrongly(view: dict[str, Any], kind: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=r"^k[.:]") as caught:
        kind_of(view_of(**view), **kind)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_two_views_of_one_name() -> None:
    with pytest.raises(ValueError, match="k: two views have the same name; rename one"):
        kind_of(view_of(), view_of())


SPLITS = {"train": {"families": "training", "rows": 10, "layout": "pairs"}}


@pytest.mark.parametrize(
    ("problems", "message"),
    [
        ({"fraction_sums": {}}, "unknown problem 'fraction_sums'; did you mean 'fraction_sum'"),
        ({"gcd": {"views": ["gcds"]}}, "problems.gcd.views: unknown 'gcds'; did you mean 'gcd'"),
        ({"gcd": {"max_divisors": 9}}, "problems.gcd: unknown key 'max_divisors'; did you mean 'max_divisor'"),
        # Nothing meets what is asked of the numbers.
        ({"division_with_remainder": {"max_divisor": 2, "min_divisor": 2}}, "no fact family lies in the ranges"),
        ({"gcd": {"min_cofactor": 6, "max_cofactor": 6}}, "no fact family lies in the ranges"),
        ({"decimal_sum": {"min_hundredths": 10, "max_hundredths": 10}}, "no fact family lies in the ranges"),
        ({"chain": {"min_term": 0, "max_term": 0}}, "no fact family lies in the ranges"),
        # More than 64 bits.
        ({"fraction_sum": {"max_numerator": 10**9, "max_denominator": 10**9}}, "narrow"),
        # Denominators beyond what a ratio is kept in, every one of them.
        ({"fraction_product": {"max_numerator": 10**9, "max_denominator": 10**9}}, "keep to fractions over at most"),
    ],
)
def test_recipes_of_which_nothing_can_be_made(problems: dict[str, Any], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        Plan.of(Recipe.of({"problems": problems, "splits": SPLITS}))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mistake_that_64_bits_may_not_hold_is_refused() -> None:
    """(a*b+c)*d of numbers to 10**9 is up to 10**27: what was left of it in 64 bits was claimed once."""
    part = {"views": ["two_products", "sum_times"], "max_operand": 10**9, "max_factor": 10**9}
    splits = {"train": {**SPLITS["train"], "rows": 400, "layout": "preference"}}
    recipe: dict[str, Any] = {"problems": {"order_of_operations": part}, "splits": splits}
    with pytest.raises(RecipeError, match=r"mistakes: 'left_to_right' works out .* may not fit 64 bits"):
        pairwright.generate(Recipe.of({**recipe, "mistakes": ["left_to_right", "off_by_one"]}))
    rows = pairwright.generate(Recipe.of({**recipe, "mistakes": ["parentheses_ignored", "off_by_one"]}))
    for prompt, wrong in rows.filter(mistake="parentheses_ignored").select("prompt", "wrong_answer").iter_rows():
        a, b, c = map(int, re.findall(r"\d+", prompt))
        assert wrong == a + b * c
    mix = ["left_to_right", "parentheses_ignored", "off_by_one"]
    small = {**part, "max_operand": 30, "max_factor": 9}
    rows = pairwright.generate(
        Recipe.of({"problems": {"order_of_operations": small}, "mistakes": mix, "splits": splits})
    )
    slips = rows.filter(mistake="left_to_right").select("prompt", "wrong_answer").rows()
    assert len(slips) > 20
    for prompt, wrong in slips:
        a, b, c, d = map(int, re.findall(r"\d+", prompt))
        assert wrong == (a * b + c) * d
