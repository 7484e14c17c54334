"""What holds for worked solutions, right and wrong, against plain Python that shares no code with them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import RecipeError
from pairwright.plan import Plan
from pairwright.problems import known_mistakes, registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.testing.contract import NO_STEP, STEP, holds, steps_of
from pairwright.verify import Declared, families

MIX = [name for name in known_mistakes() if name not in NO_STEP]
# Whose solutions have steps of other types than whole numbers, or of other operations than state the plain facts.
DECLARED = tuple(kind for kind in registered().built_in if any(view.solution for view in registered()[kind].views))


def recipe_of(
    *kinds: str, rows: int = 1500, layout: str = "preference", answer: str = "steps_first", **more: Any
) -> Recipe:
    return Recipe.of(
        {
            "problems": {kind: {"weight": 1} for kind in kinds},
            "wording": {"answer": answer},
            "mistakes": MIX,
            "splits": {
                "train": {"families": "training", "rows": rows, "layout": layout},
                "test": {"families": "held_out", "max_rows_per_operator": 300},
            },
            **more,
        }
    )


def test_solutions_have_several_steps_and_errors_come_at_each() -> None:
    rows = pairwright.generate(recipe_of("order_of_operations", "chain", "two_step", rows=6000))
    lengths = [len(steps_of(text)) for text in rows["chosen"]]
    assert {2, 3, 5} <= set(lengths)
    assert set(rows["first_error"]) >= {0, 1, 2, 3, 4}
    at_a_step = {"off_by_one", "off_by_ten", "digit_swap", "no_carry", "no_borrow", "multiplication_slip"}
    assert at_a_step | {"remainder_slip", "wrong_operation", "left_to_right"} <= set(rows["mistake"])


def test_no_step_of_training_states_what_a_test_asks() -> None:
    recipe = recipe_of("additive", "multiplicative", "two_step", "chain", "order_of_operations", rows=6000)
    rows = pairwright.generate(recipe)
    single = re.compile(r"\(?-?\d+\)?[-+*/]\(?-?\d+\)?")
    stated = {
        f"{calculation}=?"
        for text in rows["chosen"]
        for calculation, _ in steps_of(text)
        if single.fullmatch(calculation)
    }
    asked = pairwright.generate(recipe, "test").filter(pl.col("operator").is_in(["+", "-", "*", "/"]))["question"]
    kin = set(families(pl.Series(sorted(stated)))["family"]) - {None}
    assert len(kin) > 1000
    assert len(asked) > 200
    assert not kin & set(families(asked)["family"])


@pytest.fixture(scope="module")
def declared() -> dict[str, pl.DataFrame]:
    """Rows of training and tests of all kinds that declare solutions, together."""
    recipe = recipe_of(*DECLARED, rows=12_000)
    splits = recipe.model_dump()["splits"]
    recipe = recipe.with_changes(
        splits=splits | {"test": {"families": "held_out", "max_rows_per_operator": 60}},
        families={"taught": {"sum": 10, "product": 5}},
    )
    return {split: pairwright.generate(recipe, split) for split in recipe.splits}


def test_declared_solutions_are_of_many_kinds_and_read_by_score(declared: dict[str, pl.DataFrame]) -> None:
    rows = declared["train"]
    assert set(rows["kind"]) == set(DECLARED)
    wording = Declared(answers=("{steps}. The answer is {answer}.",))
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "WRONG")):
        found = pairwright.score_column(rows.select(question="prompt", completion=side), wording=wording)
        assert set(found["verdict"]) == {verdict}
        assert verdict == "WRONG" or "FAILS" not in set(found["reason"])


def test_no_step_of_a_declared_solution_states_what_a_test_asks(declared: dict[str, pl.DataFrame]) -> None:
    """Told by the verifier from each step as a question of its own: expressions are simplified."""
    steps = {step for text in declared["train"]["chosen"] for step, _ in steps_of(text)}
    asked = pl.Series(f"Simplify {each}." if re.search(r"\bx\b", each) else f"{each}=?" for each in sorted(steps))
    stated = set(families(asked)["family"]) - {None}
    assert len(stated) > 5000
    tested = families(declared["test"]["question"])["family"]
    assert tested.null_count() == 0
    leaked = sorted(stated & set(tested))
    assert not leaked, f"{len(leaked)}: {leaked[:9]}"


@pytest.mark.parametrize(
    "answer", ["steps_first", "steps_only", "think", ["think", "steps_first", "So {steps}! It is {answer}."]]
)
def test_each_style_is_read_by_score(answer: Any) -> None:
    # Comparing ends in a word, which no step comes to.
    kinds = ("order_of_operations", "chain", "gcd", *(() if answer == "steps_only" else ("compare_decimals",)))
    wording = {"answer": answer, "question": ["{question}", "Q: {question}"]}
    recipe = recipe_of(*kinds).with_changes(wording=wording)
    rows, declared = pairwright.generate(recipe), recipe.declared
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "WRONG")):
        frame = rows.select(question="prompt", completion=side)
        assert set(pairwright.score_column(frame, wording=declared)["verdict"]) == {verdict}


@pytest.mark.parametrize("layout", ["stepwise", "step_preference"])
def test_labels_and_steps_stand_where_the_error_is(layout: str) -> None:
    kinds = ("order_of_operations", "chain", "gcd")
    recipe = recipe_of(*kinds, layout=layout, rejected_per_prompt=2)
    plan = Plan.of(recipe)
    rows = BlockMaker(plan, "train", metadata=True).block(0, 1500).frame
    cuts = [0, 1, 2, 7, 511, 1500]
    maker = BlockMaker(plan, "train", metadata=True)
    assert pl.concat([maker.block(*each).frame for each in pairwise(cuts)]).equals(rows)
    if layout == "step_preference":
        for prompt, chosen, rejected, error in rows.select("prompt", "chosen", "rejected", "first_error").iter_rows():
            assert holds(steps_of(chosen)[0])
            assert len(STEP.findall(prompt.split("? ", 1)[1].removesuffix(",")) if error else []) == error
            assert chosen != rejected
        return
    for steps, labels, error in rows.select("completions", "labels", "first_error").iter_rows():
        assert labels == [place < (len(steps) if error is None else error) for place in range(len(steps))]


@pytest.mark.parametrize("kind", ["inequality", "closest_number", "division_with_remainder"])
def test_steps_that_end_in_no_answer_are_pairs_and_no_whole_solutions(kind: str) -> None:
    recipe = recipe_of(kind, layout="step_preference")
    rows = pairwright.generate(recipe)
    for chosen, rejected in rows.select("chosen", "rejected").iter_rows():
        assert holds(steps_of(chosen)[0])
        assert steps_of(rejected) != steps_of(chosen)
    assert rows.filter(pl.col("first_error") > 0).height > 100
    with pytest.raises(RecipeError, match="is no answer"):
        pairwright.generate(recipe_of(kind, layout="stepwise"))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"wording": {}}, "splits.train.layout: 'stepwise' has the steps of worked solutions; write them"),
        ({"mistakes": ["refusal", "off_by_one"]}, "'refusal' has none; leave it out of mistakes"),
        ({"problems": {"division_with_remainder": {}}}, "the last step of division_with_remainder.with_remainder is"),
        ({"wording": {"answer": "steps_last"}}, "answer 'steps_last' has the slots (none)"),
        (
            {"wording": {"answer": "{steps} {step}"}},
            "it needs {steps} and may have {answer} {answer_reversed} {calculation} {steps} {steps_reversed}",
        ),
    ],
)
def test_recipes_without_steps_to_lay_out(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(RecipeError) as caught:
        pairwright.generate(
            Recipe.of({**recipe_of("chain", layout="stepwise").model_dump(exclude_unset=True), **changes})
        )
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
