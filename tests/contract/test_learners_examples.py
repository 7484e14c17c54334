"""Answers that learners give, as studies print them, come out of our kinds of mistake: with numbers of our own.

The rules are those of 'Math misconceptions' (entries by number, after which ours are named) and of the studies in
`mistakes/frequency.py`; the numbers, questions and answers are ours, worked out by hand.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.mistakes.base import NO_LIMITS, Case
from pairwright.mistakes.frequency import frequencies
from pairwright.problems import known_mistakes, registered
from pairwright.recipe.recipe import Recipe
from pairwright.values.calculation import worked_out
from pairwright.values.exact import Exact
from pairwright.wording.template import text

# Kind, view and numbers; the question; the mistake; what the learner answers.
EXAMPLES = [
    ("additive", "sum", {"a": 57, "b": 48, "r": 105}, "57+48=?", "no_carry", "95"),
    ("additive", "difference", {"a": 83, "b": 57, "r": 26}, "83-57=?", "no_borrow", "34"),
    ("multiplicative", "product", {"a": 7, "b": 8, "r": 56}, "7*8=?", "multiplication_slip", "63"),
    ("multiplicative", "product", {"a": 7, "b": 8, "r": 56}, "7*8=?", "wrong_operation", "15"),
    # 3: 2^9 = 18.
    ("power", "power_4", {"a": 3}, "3^4=?", "base_times_exponent", "12"),
    # 4: (z-4)^2 = z^2-16; exponents multiplied for products, added for powers.
    ("expand", "expand_square", {"b": -6}, "Expand (x-6)^2.", "squared_term_by_term", "x^2-36"),
    ("exponent_laws", "product_of_powers", {"m": 4, "n": 3}, "Simplify x^4*x^3.", "exponents_multiplied", "x^12"),
    ("exponent_laws", "power_of_power", {"m": 4, "k": 3}, "Simplify (x^4)^3.", "exponents_added", "x^7"),
    # 5: the longer decimal is taken for the larger one.
    (
        "compare_decimals",
        "larger_decimal",
        {"i": 2, "h": 35, "t": 4, "o": 0},
        "Which is larger, 2.35 or 2.4?",
        "places_as_whole_number",
        "2.35",
    ),
    # 7: 4/8 = 2/8.
    (
        "simplify_fraction",
        "simplify_fraction",
        {"p": 3, "q": 7, "k": 3},
        "Simplify 9/21.",
        "one_term_divided",
        "1/7",
    ),
    # 8 and 9: tops and bottoms added; one denominator, the tops kept.
    ("fraction_sum", "fraction_sum", {"a": 1, "b": 3, "c": 2, "d": 5}, "1/3+2/5=?", "tops_and_bottoms", "3/8"),
    ("fraction_sum", "fraction_sum", {"a": 1, "b": 3, "c": 3, "d": 7}, "1/3+3/7=?", "numerators_kept", "4/21"),
    # The strategy of sums carried over to products: 2/9*5/9 = 10/9.
    ("fraction_product", "fraction_product", {"a": 2, "b": 9, "c": 5, "d": 9}, "2/9*5/9=?", "denominator_kept", "10/9"),
    # 15: the dividend turned over.
    (
        "fraction_quotient",
        "fraction_quotient",
        {"a": 2, "b": 3, "c": 5, "d": 7},
        "(2/3)/(5/7)=?",
        "dividend_turned_over",
        "15/14",
    ),
    # 16: .8+.4 = .12.
    ("decimal_sum", "decimal_sum", {"a": 125, "n": 5}, "1.25+0.5=?", "right_aligned", "1.3"),
    # 17: 60-1.35 = 59.35.
    (
        "money",
        "change",
        {"a": 635, "k": 4, "dear": 0},
        "A book costs $6.35. You pay with $20. How much change do you get?",
        "cents_kept",
        "$14.35",
    ),
    # 18 and 19: the sign of the first; -6+-8 = 2.
    ("signed_numbers", "signed_sum", {"a": -7, "b": -9}, "-7+(-9)=?", "sign_ignored", "2"),
    ("signed_numbers", "signed_sum", {"a": -7, "b": -9}, "-7+(-9)=?", "two_negatives_positive", "16"),
    ("signed_numbers", "signed_sum", {"a": -7, "b": 12}, "-7+12=?", "sign_of_the_first", "-19"),
    # 23: as much is added to both.
    ("proportion", "proportion", {"p": 2, "b": 9, "m": 4, "k": 3}, "6/9=8/x,x=?", "additive_strategy", "11"),
    # 34: 5+6*10 = 110; 50-10+10 = 30.
    (
        "order_of_operations",
        "sum_and_product",
        {"a": 7, "b": 4, "c": 9},
        "7+4*9=?",
        "left_to_right",
        "99",
    ),
    ("chain", "sum_of_3", {"a": 40, "b": -15, "c": 8}, "40-15+8=?", "detached_minus", "17"),
    # 46: 2x at 3 is 23.
    (
        "evaluate",
        "linear_at",
        {"a": 4, "b": 5, "v": 7},
        "What is 4*x+5 when x=7?",
        "side_by_side",
        "52",
    ),
    # 51: 8+4 = 12+5.
    ("equality_sentence", "sum_is_sum", {"a": 9, "b": 6, "c": 4}, "9+6=x+4,x=?", "equals_as_makes", "15"),
    # 55: 3x+5 = 8x.
    (
        "collect_terms",
        "collect_line",
        {"a": 6, "b": 9, "c": -2, "d": 3},
        "Simplify 6*x+9-2*x+3.",
        "unlike_terms_joined",
        "16*x",
    ),
    ("inequality", "product_inequality", {"a": -3, "x": 4, "o": 0}, "Solve -3*x<-12 for x.", "sign_not_turned", "x<4"),
    (
        "median",
        "median_of_3",
        {"a": 8, "b": 30, "c": 11},
        "What is the median of 8, 30 and 11?",
        "not_sorted",
        "30",
    ),
]  # fmt: skip


def claims(name: str, view_name: str, parameters: dict[str, int]) -> tuple[str, dict[str, set[str]]]:
    """The question, and what each of the view's own mistakes comes to there."""
    kind, view = registered()[name], registered()[name].view(view_name)
    numbers = {each: Exact(np.array([value])) for each, value in parameters.items()}
    for each, calculation in (kind.given_of(view) | dict(view.steps)).items():
        numbers[each] = worked_out(calculation, numbers)
    types = {each: kind.type_of(each, view) for each in numbers}
    codes = {each: types[each].encoded(value)[0] for each, value in numbers.items()}
    answer = view.type.encoded(*(worked_out(each, numbers) for each in view.answer))[0] if view.answer else codes["r"]
    typed = {each: found for each, found in types.items() if not found.is_whole}
    case = Case(codes, answer, NO_LIMITS, 0, "", np.array([0]), view.type, typed)
    texts = pl.DataFrame({each: types[each].text(column) for each, column in codes.items()})
    signed = tuple(each for each in numbers if kind.may_need_parentheses(each))
    found: dict[str, set[str]] = {}
    for way in view.mistakes:
        said = way.claim(case)
        if said.applies.all():
            found.setdefault(way.name, set()).add(view.type.text(said.values)[0])
    return texts.select(text(view.question, signed=signed)).item(), found


@pytest.mark.parametrize(("kind", "view", "numbers", "question", "mistake", "answer"), EXAMPLES)
def test_a_learners_answer(
    kind: str, view: str, numbers: dict[str, int], question: str, mistake: str, answer: str
) -> None:
    asked, found = claims(kind, view, numbers)
    assert asked == question
    assert answer in found[mistake]


# Kinds in which nothing is done with numbers for which something else could be done.
NO_NEIGHBOUR = {
    "base_conversion",
    "count_bits",
    "convert_number",
    "is_prime",
    "leap_year",
    "linear_system",
    "number_sorting",
    "place_value",
    "polynomial_roots",
    "prime_factorization",
    "quadratic_equation",
    "round_number",
}
NEIGHBOURS = {
    "wrong_operation", "wrong_inverse", "denominator_kept", "subtracted", "tops_and_bottoms", "not_turned_over",
    "base_times_exponent", "exponent_added", "exponents_multiplied", "exponents_added", "added_for_multiplied",
    "lcm_for_gcd", "gcd_for_lcm", "product_for_lcm", "divided_by_degree", "squared", "mean_for_median",
    "median_for_mean",
    "additive_strategy", "rate_added", "factor_added", "multiplied", "coefficient_added", "coefficient_subtracted",
    "equals_as_makes", "unlike_terms_joined", "divisor_taken_off", "quotient_for_remainder", "factor_and_multiple",
    "minus_dropped", "point_as_in_a_sum", "places_as_whole_number", "larger_numbers", "left_to_right", "detached_minus",
    "taken_for_proportional", "factors_added", "from_the_other_end", "furthest", "one_sort_for_both", "carried_at_ten",
    "exponent_not_brought_down", "last_step_off", "times_added", "other_direction", "divisors_of_one_number",
    "remainder_as_decimal",
    "sum_alone", "one_of_each_pair",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted({*registered()} - NO_NEIGHBOUR))
def test_each_kind_has_the_mistake_of_taking_what_is_done_beside_it(name: str) -> None:
    """Most mistakes with fractions are a rule of another operation carried over (Braithwaite & Siegler 2017)."""
    assert NEIGHBOURS & {way.name for view in registered()[name].views for way in view.mistakes}


def test_frequent_mistakes_are_drawn_by_their_weights() -> None:
    weights = frequencies(known_mistakes())
    assert {weights["multiplication_slip"], weights["no_carry"], weights["cut_off"], weights["off_by_one"]} == {
        4,
        2,
        1,
        0.25,
    }
    splits = {"train": {"families": "training", "rows": 20_000, "layout": "preference"}}
    recipe = Recipe.of({"problems": {"fraction_product": {}}, "mistakes": "frequent", "splits": splits})
    made = pairwright.generate(recipe).filter(view="fraction_product")["mistake"].value_counts()
    count = dict(made.iter_rows())
    assert "random_number" not in count
    # Both are possible in nearly every product; the one is weighed four times as much as the other.
    assert 3 < count["denominator_kept"] / count["denominators_added"] < 5
