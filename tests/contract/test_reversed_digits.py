"""Answers with their digits from right to left, declared by the recipe and read as what they are by whoever reads rows.

The oracle turns the digits itself, by Python.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import polars as pl
import pytest

import pairwright
from pairwright import Recipe, load_recipe
from pairwright.errors import RecipeError
from pairwright.plan import Plan
from pairwright.verify import Declared, Verifier, score_column

REASON_FIRST = "{calculation} equals {answer_reversed}. The answer is {answer}."
MISTAKES = ["off_by_one", "wrong_reason", "wrong_answer_right_reason", "no_borrow", "random_number", "refusal"]


def turned(text: str) -> str:
    """The number with its digits from right to left, its sign in front."""
    return ("-" if text.startswith("-") else "") + text.removeprefix("-")[::-1]


@pytest.fixture(scope="module")
def recipe() -> Recipe:
    """`reason_first` with all kinds of mistakes that a reason can show."""
    recipe = load_recipe("reason_first").with_rows(3000)
    return recipe.with_changes(mistakes=MISTAKES)


@pytest.fixture(scope="module")
def written(recipe: Recipe, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset of it, certified."""
    out = tmp_path_factory.mktemp("reversed") / "data"
    pairwright.write(recipe, out)
    return out


def test_the_value_of_the_reason_is_the_answer_turned_round(recipe: Recipe) -> None:
    rows = pairwright.generate(recipe, "train", 0, 3000)
    shown = [re.search(r" equals (-?\d+)\. The answer is (-?\d+)\.$", text) for text in rows["positive"]]
    pairs = [(found[1], found[2]) for found in shown if found]
    assert len(pairs) == rows.height
    assert all(value == turned(answer) for value, answer in pairs)
    assert any(value != answer for value, answer in pairs)
    assert any(answer.endswith("0") and int(answer) for _, answer in pairs)
    assert any(answer.startswith("-") for _, answer in pairs)


def test_a_wrong_answer_is_turned_round_as_well(recipe: Recipe) -> None:
    rows = pairwright.generate(recipe, "train", 0, 3000).filter(pl.col("mistake") == "off_by_one")
    for text, wrong in rows.select("negative", "wrong_answer").rows():
        assert text.endswith(f" equals {turned(str(wrong))}. The answer is {wrong}."), text


@pytest.mark.parametrize(
    ("completion", "verdict", "reason"),
    [
        ("43-16 equals 72. The answer is 27.", "RIGHT", "HOLDS"),
        ("43-16 equals 27. The answer is 27.", "RIGHT", "FAILS"),
        ("43-16 equals 82. The answer is 28.", "WRONG", "FAILS"),
        ("43-16 equals 72. The answer is 72.", "WRONG", "HOLDS"),
        ("Sorry, I don't know.", "UNPARSED", "NONE"),
    ],
)
def test_a_completion_is_read_as_the_recipe_says_it(recipe: Recipe, completion: str, verdict: str, reason: str) -> None:
    found = pairwright.score("43-16=?", completion, wording=recipe.declared)
    assert (found.verdict.name, found.reason.name) == (verdict, reason)


def test_zeros_at_the_end_are_zeros_in_front() -> None:
    said = Verifier(f"{{question}} {REASON_FIRST}")
    texts = ["20+30=? 20+30 equals 05. The answer is 50.", "20+30=? 20+30 equals 50. The answer is 50."]
    verdicts, reasons = said.judged(pl.Series(texts))
    assert (verdicts.tolist(), reasons.tolist()) == ([0, 0], [0, 1])


def test_a_file_is_audited_by_its_manifest_and_without_it_its_reasons_are_false(written: Path, tmp_path: Path) -> None:
    def false_reasons(path: Path) -> int:
        found = pairwright.audit(path).findings
        return sum(each.count for each in found if each.severity == "error" or "reason" in each.code)

    assert false_reasons(written) == 0
    alone = tmp_path / "train.jsonl"
    alone.write_bytes((written / "train.jsonl").read_bytes())
    assert false_reasons(alone) > 1500
    manifest = json.loads((written / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["recipe"]["wording"]["answer"] == REASON_FIRST


def test_rows_converted_and_taken_back_are_the_same(written: Path, tmp_path: Path) -> None:
    there, back = tmp_path / "preference.jsonl", tmp_path / "pairs.jsonl"
    declared = load_recipe("reason_first").declared
    pairwright.convert(written / "train.jsonl", there, layout="preference")
    pairwright.convert(there, back, layout="pairs", wording=declared)
    ours, again = (pl.read_ndjson(each) for each in (written / "train.jsonl", back))
    assert again.select(ours.columns).equals(ours)


def test_each_chosen_side_read_apart_is_right_and_holds(recipe: Recipe) -> None:
    rows = pairwright.generate(recipe, "train", 0, 1000)
    parted = recipe.declared.parted(rows["positive"])
    found = score_column(parted)
    assert set(found["verdict"]) == {"RIGHT"}
    assert set(found["reason"]) == {"HOLDS"}


def test_two_numbers_turned_round_and_braces_of_its_own() -> None:
    wording = "{{{answer_reversed}}} = {calculation} = {answer_reversed}, so {answer}."
    declared = Declared(answers=(wording,))
    whole = pl.Series(["57+4=? {16} = 57+4 = 16, so 61.", "57+4=? {61} = 57+4 = 16, so 61."])
    assert declared.said(pl.Series(["{16} = 57+4 = 16, so 61."])).item().startswith("The answer is 61")
    assert Verifier(*declared.whole).verdicts(whole).tolist()[0] == 0


STEPS = {
    "problems": {name: {} for name in ("long_addition", "order_of_operations", "gcd", "additive", "closest_number")},
    "mistakes": ["off_by_one", "no_carry", "operand_echo", "wrong_operation", "random_number"],
    "wording": {"answer": "steps_reversed", "question": ["{question}", "Q: {question}"]},
    "splits": {"train": {"families": "training", "rows": 2000, "layout": "preference"}},
}


def steps_turned(text: str) -> str:
    """A solution with the digits of what each step comes to turned round, those of zeros in front left out."""

    def plain(found: re.Match[str]) -> str:
        return f"={int(turned(found[1]))}{found[2]}"

    return re.sub(r"=(-?\d+)(, |\. )", plain, text)


def test_what_each_step_comes_to_is_turned_round_in_what_is_else_the_same() -> None:
    backwards = Recipe.of(STEPS)
    plainly = backwards.with_changes(wording={**STEPS["wording"], "answer": "steps_first"})  # type: ignore[dict-item]
    ours, theirs = (pairwright.generate(each) for each in (backwards, plainly))
    assert ours["prompt"].equals(theirs["prompt"])
    differ = 0
    for side in ("chosen", "rejected"):
        for one, other in zip(ours[side], theirs[side], strict=True):
            assert steps_turned(one) == other
            differ += one != other
    assert differ > 3000
    assert backwards.declared.said(ours["chosen"]).equals(plainly.declared.said(theirs["chosen"]))


def test_reversed_steps_are_read_as_what_they_are_by_score_and_audit(tmp_path: Path) -> None:
    recipe = Recipe.of(STEPS)
    rows = pairwright.generate(recipe)
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "WRONG")):
        found = score_column(rows.select(question="prompt", completion=side), wording=recipe.declared)
        assert set(found["verdict"]) == {verdict}
        assert verdict == "WRONG" or set(found["reason"]) == {"HOLDS"}
    pairwright.write(recipe, tmp_path / "data")
    assert not [each for each in pairwright.audit(tmp_path / "data").findings if each.severity == "error"]
    (tmp_path / "train.jsonl").write_bytes((tmp_path / "data" / "train.jsonl").read_bytes())
    alone = [each.count for each in pairwright.audit(tmp_path / "train.jsonl").findings if "reason" in each.code]
    assert sum(alone) > 1000
    manifest = json.loads((tmp_path / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["recipe"]["wording"]["answer"] == "{steps_reversed}. The answer is {answer}."


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"problems": {"fraction_sum": {}}}, "{steps_reversed} is for whole numbers, and fraction_sum.fraction_sum"),
        ({"wording": {"answer": "{steps_reversed}"}}, "say {answer} once"),
        (
            {"splits": {"train": {"families": "training", "rows": 9, "layout": "stepwise"}}},
            "'stepwise' has the steps of worked solutions",
        ),
    ],
)
def test_steps_that_cannot_be_reversed_are_refused(changes: dict[str, object], named: str) -> None:
    with pytest.raises(RecipeError, match=re.escape(named)) as error:
        pairwright.generate(Recipe.of({**STEPS, **changes}))
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("wording", "named"),
    [
        ({"answer": "It is {answer_reversed}."}, "say {answer} once"),
        ({"answer": "It is {answer} by {calculation_reversed}."}, "{calculation} cannot"),
        ({"question": "{question_reversed}"}, "{question} cannot"),
        ({"questions": {"sum": "{a_reversed}+{b}=?"}}, "{a} cannot"),
        ({"answer": [REASON_FIRST, REASON_FIRST.replace("_reversed", "")]}, "cannot be read back"),
    ],
)
def test_what_cannot_be_reversed_is_refused(wording: dict[str, object], named: str) -> None:
    with pytest.raises(RecipeError, match=re.escape(named)) as error:
        Recipe.of({"wording": wording})
    assert "\n" not in str(error.value)


def test_fractions_cannot_be_reversed() -> None:
    with pytest.raises(RecipeError, match=r"whole numbers, and fraction_sum\."):
        Recipe.of({"problems": {"fraction_sum": {}}, "wording": {"answer": REASON_FIRST}})


def test_wider_facts_are_a_quarter_of_training_and_stand_nowhere_else() -> None:
    recipe = load_recipe("reason_first")
    plan, before = Plan.of(recipe), Plan.of(load_recipe("arithmetic"))
    land = next(each for each in plan.territories if each.problem == "multiplicative")
    # Pairs u <= v with a product of 101 to 1,000, counted by hand.
    assert land.families("wider") == sum(1 for u in range(1, 32) for v in range(u, 1001) if 100 < u * v <= 1000)
    rows = pairwright.generate(recipe, "train", 0, 40_000)
    product = pl.col("family").str.extract(r"\*.*=(\d+)$").cast(pl.Int64)
    larger = rows.filter(product > 100)
    assert 0.24 < larger.height / rows.height < 0.26
    assert larger.filter(product > 1000).is_empty()
    for split in ("test", "test_familiar"):
        ours, theirs = (pairwright.generate(each.recipe, split) for each in (plan, before))
        assert ours["question"].equals(theirs["question"])
    trained = set(pairwright.generate(recipe, "train")["family"])
    for split in ("test", "test_beyond"):
        assert not trained & set(pairwright.generate(recipe, split)["family"])


@pytest.mark.parametrize(
    ("wider", "named"),
    [
        ({"max_operan": 400}, "'max_operand'"),
        ({"max_result": 50}, "inside the range -100..100"),
        ({"min_result": -50}, "inside the range -100..100"),
        ({"max_result": 10**10}, "beyond what is supported"),
    ],
)
def test_wider_ranges_that_are_none_are_refused(wider: dict[str, int], named: str) -> None:
    with pytest.raises(RecipeError, match=re.escape(named)):
        Recipe.of({"problems": {"multiplicative": {"wider": wider}}})


def test_wider_ranges_go_with_families_that_are_numbered() -> None:
    for problems in (
        {"multiplicative": {"wider": {"max_result": 400}}, "two_step": {}},
        {"gcd": {"wider": {"max_divisor": 40}}},
    ):
        with pytest.raises(RecipeError, match=r"\.wider: only problems"):
            Plan.of(Recipe.of({"problems": problems}))
    with pytest.raises(RecipeError, match="bundled"):
        Recipe.of({"sampling": "bundled", "problems": {"multiplicative": {"wider": {"max_result": 400}}}})
