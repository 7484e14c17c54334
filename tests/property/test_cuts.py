"""Splits are cuts through the families: nothing leaks, nothing is lost, and other choices move nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import Phase, given, reject, settings
from hypothesis import strategies as st

from pairwright.errors import RecipeError
from pairwright.plan import Plan
from pairwright.plan.cuts import OrderedTerritory
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe

Row = tuple[str, tuple[int, ...], int]
RowsOf = Callable[..., list[Row]]
Key = tuple[Any, ...]
Data = dict[str, Any]

KINDS = ("training", "held_out", "familiar", "beyond", "whole")
# More than there are: with cover sampling each question then comes just once.
# No split may be called "all", which is what its families are called.
EVERY_QUESTION = {
    kind: {"families": "all" if kind == "whole" else kind, "max_rows_per_operator": 10**9} for kind in KINDS
}
# A plan takes up to a second, so a failing recipe is shown as it was found.
UNSHRUNK = settings(deadline=None, derandomize=True, phases=[Phase.explicit, Phase.reuse, Phase.generate])
WEIGHTS = st.floats(0.01, 100)
FRACTIONS = st.sampled_from([0, 0.1, 0.25, 0.34, 0.5])


def some(names: Sequence[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=1, unique=True)


def chosen(names: Sequence[str]) -> st.SearchStrategy[Any]:
    """None, a list of some of the names, or a mapping of some of them to weights."""
    return st.one_of(st.none(), some(names), st.dictionaries(st.sampled_from(names), WEIGHTS, min_size=1))


@st.composite
def parts(draw: st.DrawFn, name: str) -> Data:
    """One problem with small ranges and some choice of operators and views."""
    problem = registered()[name]
    part: Data = {}
    # Four numbers make many more families than three.
    width = 4 if name == "two_step" else 9
    for field in problem.ranges:
        low = draw(st.integers(-5, 2))
        part |= {f"min_{field}": low, f"max_{field}": low + draw(st.integers(3, width))}
    operators: Sequence[str] | None = draw(chosen(problem.operators))
    names = [view.name for view in problem.views if operators is None or view.operator in operators]
    return {**part, "operators": operators, "views": draw(st.one_of(st.none(), some(names)))}


@st.composite
def recipes(draw: st.DrawFn, names: Sequence[str]) -> Data:
    asked = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    families = {"test_fraction": draw(FRACTIONS), "familiar_fraction": draw(st.sampled_from([0, 0.2, 0.45]))}
    return {
        "seed": draw(st.integers(0, 2**63 - 1)),
        "shuffle": draw(st.booleans()),
        "problems": {name: draw(parts(name)) for name in asked},
        "families": families,
        "splits": EVERY_QUESTION,
    }


def key_of(problem: str, numbers: tuple[int, ...]) -> Key:
    """The fact family of a statement, from its numbers alone."""
    sizes = [abs(number) for number in numbers]
    if problem == "two_step":
        a, b, c, x = sizes
        return problem, *sorted((a, x)), *sorted((b, c))
    return problem, *sorted(sizes)


FORM_OF = {view.name: view.form for problem in registered().values() for view in problem.views}
PROBLEM_OF = {view.name: name for name, problem in registered().items() for view in problem.views}


def planned(data: Mapping[str, object]) -> Plan:
    """The plan, unless the ranges hold no question of something that was chosen."""
    try:
        return Plan.of(Recipe.of(data))
    except RecipeError:
        reject()


def all_rows(plan: Plan, rows_of: RowsOf) -> dict[str, list[Row]]:
    return {kind: rows_of(plan, kind) if kind in plan.splits else [] for kind in KINDS}


def families(rows: Sequence[Row]) -> set[Key]:
    return {key_of(PROBLEM_OF[view], numbers) for view, numbers, _ in rows}


def leaks_nothing(rows: Mapping[str, list[Row]]) -> None:
    training, held_out, familiar = (families(rows[kind]) for kind in ("training", "held_out", "familiar"))
    assert not training & held_out
    assert not familiar & held_out
    assert familiar <= training
    assert not families(rows["beyond"]) & families(rows["whole"])


def loses_nothing(rows: Mapping[str, list[Row]]) -> None:
    """Each question once in its split, and each of `whole` in just one of its three parts."""
    together = sorted(rows["training"] + rows["held_out"] + rows["familiar"])
    assert together == sorted(rows["whole"])
    assert len({row[:2] for row in together}) == len(together)
    assert len({row[:2] for row in rows["beyond"]}) == len(rows["beyond"])


def numbers_families(plan: Plan, rows: Mapping[str, list[Row]]) -> None:
    """Family numbers and families are one to one."""
    ids: dict[Key, set[int]] = defaultdict(set)
    for each in rows.values():
        for view, numbers, family in each:
            ids[key_of(PROBLEM_OF[view], numbers)].add(family)
    assert plan.family_count is not None
    numbered = [family for each in ids.values() for family in each]
    assert len(numbered) == len(ids) == len(set(numbered))
    assert all(0 <= family < plan.family_count for family in numbered)


def cuts_by_fraction(plan: Plan, rows: Mapping[str, list[Row]]) -> None:
    forms: dict[Key, set[str]] = defaultdict(set)
    for view, numbers, _ in rows["whole"]:
        forms[key_of(PROBLEM_OF[view], numbers)].add(FORM_OF[view])
    for problem in plan.recipe.problems:
        here = {key for key in forms if key[0] == problem}
        several = {key for key in here if len(forms[key]) > 1}
        held_out, familiar = (
            {key for key in families(rows[kind]) if key[0] == problem} for kind in ("held_out", "familiar")
        )
        assert len(held_out) == round(len(here) * Fraction(str(plan.recipe.families.test_fraction)))
        asked = round(len(several) * Fraction(str(plan.recipe.families.familiar_fraction)))
        assert len(familiar) == min(asked, len(several - held_out))
        assert familiar <= several


def shares_familiar_forms(rows: Mapping[str, list[Row]]) -> None:
    """Of a familiar family, alternate forms are asked in two splits; of any other, all in one."""
    forms: dict[str, dict[int, set[str]]] = {kind: defaultdict(set) for kind in KINDS}
    for kind in KINDS:
        for view, _, family in rows[kind]:
            forms[kind][family].add(FORM_OF[view])
    for family, asked in forms["familiar"].items():
        trained = forms["training"][family]
        assert not asked & trained, "a mirror image of a test question is trained on"
        assert asked | trained == forms["whole"][family]
        assert abs(len(asked) - len(trained)) <= 1
    for family in forms["training"].keys() - forms["familiar"].keys():
        assert forms["training"][family] == forms["whole"][family]
    for family in forms["held_out"]:
        assert forms["held_out"][family] == forms["whole"][family]


def counts_exactly(plan: Plan, rows: Mapping[str, list[Row]]) -> None:
    for kind, split in plan.splits.items():
        assert split.rows == split.questions == len(rows[kind])
        if kind != "beyond":
            assert split.families == len({family for _, _, family in rows[kind]})
    assert sorted(plan.empty) == sorted(kind for kind in KINDS if not rows[kind])


def holds(data: Data, rows_of: RowsOf) -> None:
    plan = planned(data)
    rows = all_rows(plan, rows_of)
    leaks_nothing(rows)
    loses_nothing(rows)
    numbers_families(plan, rows)
    cuts_by_fraction(plan, rows)
    shares_familiar_forms(rows)
    counts_exactly(plan, rows)


@settings(UNSHRUNK, max_examples=25)
@given(data=recipes(["additive", "multiplicative"]))
def test_one_step_recipes_are_cut_without_leak_or_loss(rows_of: RowsOf, data: Data) -> None:
    holds(data, rows_of)


@settings(UNSHRUNK, max_examples=4)
@given(data=recipes(["two_step"]))
def test_two_step_recipes_are_cut_without_leak_or_loss(rows_of: RowsOf, data: Data) -> None:
    holds(data, rows_of)


def test_each_form_is_held_back_in_half_of_the_familiar_families(rows_of: RowsOf) -> None:
    plan = Plan.of(Recipe.of({"splits": EVERY_QUESTION}))
    forms: dict[str, dict[str, set[int]]] = {kind: defaultdict(set) for kind in ("familiar", "training")}
    for kind, found in forms.items():
        for view, _, family in rows_of(plan, kind):
            found[FORM_OF[view]].add(family)
    familiar = {family for found in forms["familiar"].values() for family in found}
    for form, held_back in forms["familiar"].items():
        able = held_back | (forms["training"][form] & familiar)
        assert abs(len(held_back) - len(able) / 2) <= 4


def test_each_class_is_cut_in_proportion() -> None:
    plan = Plan.of(Recipe.of({"families": {"test_fraction": 0.13, "familiar_fraction": 0.2}}))
    for land in plan.territories:
        assert isinstance(land, OrderedTerritory)
        total = sum(cut.of.families.count for cut in land.classes)
        held_out = round(total * Fraction("0.13"))
        for cut in land.classes:
            count = cut.of.families.count
            assert abs(cut.held_out - Fraction(held_out * count, total)) < 1
            assert cut.held_out + cut.familiar <= count


def held_out_by_family(rows_of: RowsOf, **part: object) -> dict[str, set[Key]]:
    data = {"problems": {"additive": part}, "splits": EVERY_QUESTION, "families": {"test_fraction": 0.5}}
    rows = all_rows(Plan.of(Recipe.of(data)), rows_of)
    return {kind: families(rows[kind]) for kind in KINDS}


def test_another_view_does_not_reshuffle_the_families(rows_of: RowsOf) -> None:
    few = held_out_by_family(rows_of, views=["sum", "difference"])
    more = held_out_by_family(rows_of, views=["sum", "difference", "missing_subtrahend"])
    assert len(few["held_out"]) > 1000
    assert few["whole"] == more["whole"]
    assert few["held_out"] == more["held_out"]


def test_a_view_that_brings_families_moves_others_by_rounding_only(rows_of: RowsOf) -> None:
    few = held_out_by_family(rows_of, views=["sum"], max_result=60)
    more = held_out_by_family(rows_of, views=["sum", "difference"], max_result=60)
    assert len(more["whole"]) > len(few["whole"]) > 800
    moved = few["held_out"] ^ (more["held_out"] & few["whole"])
    assert len(moved) <= 12


def test_weights_move_no_family(rows_of: RowsOf) -> None:
    even = held_out_by_family(rows_of)
    heavy = held_out_by_family(rows_of, operators={"+": 9, "-": 1}, views={"sum": 3, "difference": 1})
    assert even["held_out"] == heavy["held_out"]


def test_another_problem_moves_no_family(rows_of: RowsOf) -> None:
    alone = Recipe.of({"problems": {"additive": {}}, "splits": EVERY_QUESTION})
    both = Recipe.of({"problems": {"multiplicative": {}, "additive": {}}, "splits": EVERY_QUESTION})
    found = [families(rows_of(Plan.of(recipe), "held_out")) for recipe in (alone, both)]
    assert found[0] == {key for key in found[1] if key[0] == "additive"}


def test_another_seed_moves_most_families(rows_of: RowsOf) -> None:
    recipe = Recipe.of({"problems": {"additive": {}}, "splits": EVERY_QUESTION})
    one, other = (families(rows_of(Plan.of(recipe.with_changes(seed=seed)), "held_out")) for seed in (42, 43))
    assert len(one) == len(other) > 200
    assert len(one & other) < 0.2 * len(one)
