"""Recipes that are valid: defaults, ranges, choices, files, changes and fingerprints."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

import pairwright
from pairwright.errors import RecipeError
from pairwright.problems import registered
from pairwright.recipe.file import builtin_names, parse_yaml, read_recipe_text
from pairwright.recipe.recipe import Recipe, load_recipe


def of(**data: Any) -> Recipe:
    return Recipe.of(data)


def test_problems_may_be_a_list_of_names() -> None:
    listed, mapped = of(problems=["gcd", "lcm"]), of(problems={"gcd": {}, "lcm": {}})
    assert listed == mapped
    assert listed.fingerprint == mapped.fingerprint


def test_the_defaults_are_the_built_in_arithmetic() -> None:
    written, default = load_recipe("arithmetic"), Recipe.of({})
    assert (written.name, default.name) == ("arithmetic", "custom")
    for field in (
        "seed",
        "sampling",
        "shuffle",
        "question_in_negative",
        "format",
        "families",
        "wording",
        "mistakes",
        "rejected_per_prompt",
        "splits",
    ):
        assert getattr(written, field) == getattr(default, field)
    assert list(written.problems) == list(default.problems)
    for problem in default.problems:
        for beyond in (False, True):
            assert written.ranges(problem, beyond=beyond) == default.ranges(problem, beyond=beyond)
        assert written.operators(problem) == default.operators(problem)
        assert written.views(problem) == default.views(problem)
    for split in default.splits:
        ours, theirs = (pairwright.generate(recipe, split, 0, 40) for recipe in (default, written))
        assert ours.equals(theirs)


def test_the_built_in_recipes() -> None:
    small = ("arithmetic", "equations", "mistakes", "mixed", "notebook", "reason_first")
    by_topic = ("algebra", "everything", "fractions", "number_theory", "stories", "whole_numbers")
    assert builtin_names() == tuple(sorted((*small, *by_topic)))
    assert set(load_recipe("everything").problems) == set(registered())
    for name in builtin_names():
        recipe = load_recipe(name)
        assert recipe.name == name
        assert recipe.description.endswith(".")
        assert set(recipe.problems) <= set(registered())
    assert load_recipe("arithmetic").splits["train"].rows == 400_000
    assert {split.families for split in load_recipe("notebook").splits.values()} == {"all"}


def test_a_built_in_name_wins_over_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "arithmetic").write_text("seed: 7")
    monkeypatch.chdir(tmp_path)
    assert load_recipe("arithmetic").seed == 42
    assert load_recipe("./arithmetic").seed == 7


@pytest.mark.parametrize(
    ("file", "text", "name"),
    [
        ("my-own.v2.yaml", "seed: 7", "my-own.v2"),
        ("two words.yaml", "seed: 7", "two_words"),
        ("-x.yml", "seed: 7", "_x"),
        ("a+b", "seed: 7", "a_b"),
        ("mine.yaml", "name: yours", "yours"),
    ],
)
def test_a_recipe_is_called_as_its_file(file: str, text: str, name: str, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text)
    assert load_recipe(tmp_path / file).name == name
    assert load_recipe(str(tmp_path / file)).name == name


def test_ranges_and_those_beyond() -> None:
    default = Recipe.of({})
    assert default.ranges("additive") == {"operand": (1, 100), "result": (-100, 100)}
    assert default.ranges("additive", beyond=True) == {"operand": (1, 200), "result": (-200, 200)}
    ends = {"min_operand": -30, "max_operand": -10, "min_result": 0, "max_result": 600_000_000}
    own = of(problems={"additive": ends})
    assert own.ranges("additive") == {"operand": (-30, -10), "result": (0, 600_000_000)}
    # Twice as far from 0, never nearer, and never beyond 10**9.
    assert own.ranges("additive", beyond=True) == {"operand": (-60, -10), "result": (0, 10**9)}
    given = of(problems={"additive": {"max_operand": 50}, "two_step": {}}, families={"beyond": {"max_operand": 70}})
    assert given.ranges("additive", beyond=True) == {"operand": (1, 70), "result": (-100, 100)}
    assert given.ranges("two_step", beyond=True)["operand"] == (1, 70)
    assert given.ranges("two_step", beyond=True)["coefficient"] == (2, 12)


def test_operators_and_views_are_chosen_or_weighted() -> None:
    recipe = of(
        problems={
            "additive": {"operators": {"-": 3, "+": 0.5}},
            "multiplicative": {"operators": ["/"], "views": {"quotient": 2, "missing_divisor": 1}},
            "two_step": {"views": ["minus_product", "product_plus"]},
        }
    )
    assert recipe.operators("additive") == {"-": 3.0, "+": 0.5}
    assert recipe.views("additive") == dict.fromkeys(view.name for view in registered()["additive"].views)
    assert recipe.operators("multiplicative") == {"/": 1.0}
    assert recipe.views("multiplicative") == {"quotient": 2.0, "missing_divisor": 1.0}
    assert set(recipe.operators("two_step")) == {"*+", "*-"}
    assert recipe.views("two_step") == {"product_plus": None, "minus_product": None}


def test_questions_are_worded_by_the_recipe() -> None:
    additive = registered()["additive"]
    recipe = of(wording={"question": "So {question}", "questions": {"sum": "{a} + {b} = ?"}})
    assert recipe.whole_questions(additive, additive.view("sum")) == ("So {a} + {b} = ?",)
    assert recipe.whole_questions(additive, additive.view("difference")) == ("So {a}-{b}=?",)
    several = of(wording={"question": ["{question}", "Q: {question}"], "questions": {"sum": ["{a}+{b}=?", "{a}+{b}"]}})
    expected = ("{a}+{b}=?", "{a}+{b}", "Q: {a}+{b}=?", "Q: {a}+{b}")
    assert several.whole_questions(additive, additive.view("sum")) == expected
    assert several.wording.varies
    assert not recipe.wording.varies


def test_a_recipe_may_be_plain_data() -> None:
    recipe = load_recipe({"seed": 7, "problems": {"additive": {"max_operand": 20}}})
    assert recipe == of(seed=7, problems={"additive": {"max_operand": 20}})
    assert pairwright.generate(recipe, "train", 0, 3).height == 3
    for wrong in (1, None, ["seed"], 2.5):
        with pytest.raises(ValueError, match="source") as caught:
            load_recipe(wrong)  # type: ignore[arg-type]
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("format_name", "file", "expected"),
    [
        ("jsonl", None, "train.jsonl"),
        ("json", None, "train.json"),
        ("parquet", None, "train.parquet"),
        ("jsonl", "data.jsonl", "data.jsonl"),
        ("jsonl", "data.json", "data.json"),
        ("json", "data.json", "data.json"),
        ("json", "data.jsonl", "data.json"),
        ("parquet", "data.json", "data.parquet"),
        ("jsonl", "data", "data.jsonl"),
        ("parquet", "v1.2.json", "v1.2.parquet"),
        ("jsonl", "data.parquet", "data.jsonl"),
    ],
)
def test_a_file_has_the_ending_of_its_format(format_name: str, file: str | None, expected: str) -> None:
    recipe = of(format=format_name, splits={"train": {"families": "all", "rows": 5, "file": file}})
    assert recipe.file_of("train") == expected


def test_other_rows_go_to_the_training_split() -> None:
    recipe = load_recipe("arithmetic").with_rows(123)
    assert recipe.splits["train"].rows == 123
    assert recipe.splits["test"] == load_recipe("arithmetic").splits["test"]
    assert load_recipe("notebook").with_rows(8).splits["test"].rows == 400
    with pytest.raises(RecipeError, match=r"rows.*-3"):
        recipe.with_rows(-3)
    nothing = of(splits={"test": {"families": "held_out", "max_rows_per_operator": 5}})
    with pytest.raises(RecipeError, match="splits: none has families: training"):
        nothing.with_rows(5)


def test_another_layout_goes_to_splits_that_are_not_for_scoring() -> None:
    recipe = load_recipe("arithmetic").with_layout("preference")
    layouts = {name: split.layout for name, split in recipe.splits.items()}
    assert layouts == {"train": "preference", "test": "qa", "test_familiar": "qa", "test_beyond": "qa"}
    with pytest.raises(RecipeError, match=r"splits\.train\.layout: 'dpo'"):
        recipe.with_layout("dpo")


def test_changes_are_validated_and_leave_the_original() -> None:
    recipe = load_recipe("equations")
    assert recipe.with_changes(seed=7, format="json").seed == 7
    assert recipe.seed == 42
    assert recipe.with_changes() == recipe
    with pytest.raises(RecipeError, match=r"equations: format: 'csv'"):
        recipe.with_changes(format="csv")
    with pytest.raises(RecipeError, match="'sede'"):
        recipe.with_changes(sede=1)


def test_a_recipe_cannot_be_changed() -> None:
    recipe = Recipe.of({})
    with pytest.raises(ValidationError):
        recipe.seed = 7
    with pytest.raises(ValidationError):
        recipe.families.test_fraction = 0.5


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 43},
        {"name": "other"},
        {"shuffle": False},
        {"format": "json"},
        {"sampling": "independent"},
        {"question_in_negative": False},
        {"families": {"test_fraction": 0.2}},
        {"families": {"beyond": {"max_operand": 300}}},
        {"problems": {"additive": {}}},
        {"problems": {"additive": {}, "multiplicative": {"max_operand": 99}}},
        {"problems": {"additive": {"operators": {"+": 2, "-": 1}}, "multiplicative": {}}},
        {"wording": {"refusal": "No."}},
    ],
)
def test_the_fingerprint_tells_recipes_apart(change: dict[str, Any]) -> None:
    default = Recipe.of({})
    assert Recipe.of(change).fingerprint != default.fingerprint
    assert Recipe.of({}).fingerprint == default.fingerprint
    assert len(default.fingerprint) == 16
    assert int(default.fingerprint, 16) >= 0


def test_a_dumped_recipe_comes_back() -> None:
    for name in builtin_names():
        recipe = load_recipe(name)
        text = yaml.safe_dump(recipe.model_dump(mode="json"), sort_keys=False, allow_unicode=True)
        again = Recipe.of(parse_yaml(text, "dump"))
        assert again == recipe
        assert again.fingerprint == recipe.fingerprint


def test_the_text_of_a_built_in_recipe_is_its_file(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_text(read_recipe_text("arithmetic"), encoding="utf-8")
    assert load_recipe(copy) == load_recipe("arithmetic")
    assert copy.read_text(encoding="utf-8").startswith("#")


def test_yaml_gives_plain_data() -> None:
    text = "seed: 7\nproblems: {additive: {operators: ['+', '-']}}\ndescription: 'ünï'\n"
    expected = {"seed": 7, "problems": {"additive": {"operators": ["+", "-"]}}, "description": "ünï"}
    assert parse_yaml(text, "text") == expected
    # An anchor may be used twice, and the same key may stand in two mappings.
    assert parse_yaml("a: &x {k: 1}\nb: *x\nc: {k: 2}", "text") == {"a": {"k": 1}, "b": {"k": 1}, "c": {"k": 2}}
