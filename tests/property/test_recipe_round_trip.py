"""Any recipe that is accepted can be dumped, written as YAML and read back as the same recipe."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from pairwright.errors import RecipeError
from pairwright.layouts import LAYOUTS, columns_at_odds
from pairwright.problems import known_mistakes, registered
from pairwright.recipe.file import parse_yaml
from pairwright.recipe.recipe import Recipe, load_recipe

WEIGHTS = st.floats(1e-6, 1e9)
# YAML has no surrogates, and few control characters.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}\ufffe\uffff"), max_size=20)
SPLITS = st.fixed_dictionaries(
    {"families": st.sampled_from(["training", "held_out", "familiar", "beyond", "all"])},
    optional={"layout": st.sampled_from(list(LAYOUTS))},
)
SPLIT_NAMES = st.from_regex(r"[A-Za-z_]\w{0,8}", fullmatch=True).filter(lambda name: name != "all")
REFUSALS = TEXTS.map("No {}".format).filter(lambda text: not any(map(str.isnumeric, text)))
# Kinds of mistake that need no reason to be shown in.
ANYWHERE = sorted(set(known_mistakes()) - {"wrong_reason", "wrong_answer_right_reason"})
REASONS = ["", " for {calculation} is {answer}"]
COUNTS = st.one_of(
    st.fixed_dictionaries({"rows": st.integers(1, 10**13)}),
    st.fixed_dictionaries({"max_rows_per_operator": st.integers(1, 10**13)}),
)


def chosen(names: list[str]) -> st.SearchStrategy[Any]:
    some = st.lists(st.sampled_from(names), min_size=1, unique=True)
    return st.one_of(st.none(), some, st.dictionaries(st.sampled_from(names), WEIGHTS, min_size=1))


@st.composite
def parts(draw: st.DrawFn, name: str) -> dict[str, Any]:
    problem = registered()[name]
    part: dict[str, Any] = {}
    for field in problem.ranges:
        low, high = sorted(draw(st.tuples(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))))
        part |= {f"min_{field}": low, f"max_{field}": high}
    part["views"] = draw(chosen([view.name for view in problem.views]))
    return part


@st.composite
def recipes(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(sorted(registered())), min_size=1, unique=True))
    splits = draw(st.dictionaries(SPLIT_NAMES, SPLITS, min_size=1, max_size=3))
    # A column of one name and two dtypes is refused, as is what begins alike in `implicit`.
    layouts = {name: split.get("layout", "qa") for name, split in splits.items()}
    if "implicit" in layouts.values() or columns_at_odds({name: LAYOUTS[layouts[name]].dtypes for name in layouts}):
        layout = draw(st.sampled_from([name for name in LAYOUTS if name != "implicit"]))
        splits = {name: {**split, "layout": layout} for name, split in splits.items()}
    question_in_negative = draw(st.booleans())
    mix = draw(chosen(ANYWHERE if question_in_negative else ["refusal"])) or {"refusal": 1.0}
    return {
        "name": draw(st.from_regex(r"[a-z][a-z0-9._-]{0,10}", fullmatch=True)),
        "description": draw(TEXTS),
        "seed": draw(st.integers(0, 2**63 - 1)),
        "sampling": draw(st.sampled_from(["cover", "independent", "bundled"])),
        "shuffle": draw(st.booleans()),
        "question_in_negative": question_in_negative,
        "mistakes": mix,
        "rejected_per_prompt": draw(st.integers(1, len(mix))),
        "format": draw(st.sampled_from(["jsonl", "json", "parquet"])),
        "problems": {name: draw(parts(name)) for name in names},
        "families": {"test_fraction": draw(st.floats(0, 0.49)), "familiar_fraction": draw(st.floats(0, 0.49))},
        "wording": {
            "refusal": draw(st.one_of(REFUSALS, st.lists(REFUSALS, min_size=1, max_size=3, unique=True))),
            "answer": draw(TEXTS) + " {answer}" + draw(st.sampled_from(REASONS)),
        },
        "splits": {name: {**split, **draw(COUNTS)} for name, split in splits.items()},
    }


def made(data: dict[str, Any]) -> Recipe:
    """The recipe; none where a wording does not suit numbers that no recipe would have, which it says."""
    try:
        return Recipe.of(data)
    except RecipeError as error:
        assume("cannot be read back" not in str(error))
        raise


# To make a failing recipe smaller takes minutes, since each is read back.
@settings(deadline=None, derandomize=True, max_examples=50, phases=[Phase.generate])
@given(data=recipes())
def test_a_recipe_survives_its_dump(data: dict[str, Any]) -> None:
    recipe = made(data)
    dumped = recipe.model_dump(mode="json")
    for text in (
        yaml.safe_dump(dumped, sort_keys=False, allow_unicode=True),
        yaml.safe_dump(dumped, sort_keys=False, width=40),
        json.dumps(dumped, ensure_ascii=False),
    ):
        again = Recipe.of(parse_yaml(text, "dump"))
        assert again == recipe
        assert again.fingerprint == recipe.fingerprint
        assert again.model_dump(mode="json") == dumped
    assert recipe.with_changes() == recipe


@settings(deadline=None, derandomize=True, max_examples=25)
@given(data=recipes(), seed=st.integers(0, 2**63 - 1))
def test_another_seed_is_another_fingerprint(data: dict[str, Any], seed: int) -> None:
    recipe = made(data)
    assert (recipe.with_changes(seed=seed).fingerprint == recipe.fingerprint) == (seed == recipe.seed)


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.text("ab+- ", max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(st.text("ab", max_size=2), inner, max_size=2)),
    max_leaves=4,
)
FIELDS = st.sampled_from(sorted(Recipe.model_fields))


@settings(deadline=None, derandomize=True, max_examples=200)
@given(field=FIELDS, value=JSON, inside=st.sampled_from([None, "additive", "train", "beyond", "questions"]))
def test_any_data_makes_a_recipe_or_one_line(field: str, value: Any, inside: str | None) -> None:
    data = {field: {inside: value} if inside else value}
    try:
        recipe = Recipe.of(data)
    except RecipeError as error:
        message = str(error)
        assert len(message.splitlines()) == 1
        assert field in message or "'" in message
    else:
        assert Recipe.of(recipe.model_dump()) == recipe


@settings(deadline=None, derandomize=True, max_examples=150)
@given(text=st.text(st.sampled_from("abs:{}[]&*!|>'\"#- \n\t,?1"), max_size=30))
def test_any_file_makes_a_recipe_or_one_line(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_text(text)
    try:
        recipe = load_recipe(path)
    except RecipeError as error:
        message = str(error)
        assert len(message.splitlines()) == 1
        assert message.startswith(str(path))
    else:
        # All that these signs can say is `{}`, which leaves everything as it is.
        assert recipe.problems == Recipe.of({}).problems
