"""A value of the wrong kind, given to whatever is public, is an error of ours in one line."""

from __future__ import annotations

import inspect
import math
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.errors import ArgumentError, DataError, ModelError, PairwrightError

RECIPE = pairwright.load_recipe({"splits": {"train": {"families": "training", "rows": 20}}})
FUNCTIONS = [name for name in pairwright.__all__ if inspect.isfunction(getattr(pairwright, name))]
WRONG: dict[str, Any] = {
    "None": None,
    "a number": 3.5,
    "not a number": math.nan,
    "infinity": math.inf,
    "a negative number": -1,
    "a large number": 10**30,
    "a list of numbers": [1, 2],
    "an uneven list": [[1], 2, "x"],
    "an empty list": [],
    "a dict": {"a": 1},
    "an object": object(),
    "bytes": b"x",
    "a truth": True,
    "NUL": "a\0b",
    "an empty text": "",
    "a long text": "9" * 5000,
    "a lone surrogate": "\ud800",
    "escapes": "\x1b[31m\n",
    "a set": {1},
    "a class": int,
    "a function": len,
    "a generator": (each for each in ""),
    "an array": np.zeros((2, 2)),
    "a column": pl.Series([1]),
    "a frame": pl.DataFrame({"question": [1]}),
    "a path": Path("nowhere at all"),
    "a fraction": Fraction(1, 3),
    "a decimal": Decimal("NaN"),
}
# What a call needs, to come as far as each of the other arguments.
GOOD: dict[str, dict[str, Any]] = {
    "dataset": {"recipe": RECIPE},
    "generate": {"recipe": RECIPE, "split": "train", "start": 0, "stop": 5},
    "load_recipe": {"source": {}},
    "make_base": {"out": "out", "size": "nosuch"},
    "reward": {"prompts": ["57+4=?"], "completions": ["61"]},
    "reward_for": {},
    "score": {"question": "57+4=?", "completion": "61"},
    "score_column": {"frame": pl.DataFrame({"question": ["57+4=?"], "completion": ["61"]})},
    "write": {"recipe": "nosuch", "out": "out"},
}


# A thousand calls are what Python allows.
for _ in range(3000):
    WRONG["nested lists"] = [WRONG.get("nested lists")]
    WRONG["nested dicts"] = {"problems": WRONG.get("nested dicts")}


def refused(call: Callable[[], object], what: object) -> bool:
    """Whether it raises, and then an error of ours in one line that does not quote without end."""
    try:
        call()
    except PairwrightError as error:
        said = str(error)
        assert "\n" not in said, what
        assert len(said) < 1200, what
        return True
    return False


def arguments() -> Iterator[tuple[str, str]]:
    """Each argument of each public function."""
    for name in FUNCTIONS:
        for parameter in inspect.signature(getattr(pairwright, name)).parameters.values():
            if parameter.kind is not parameter.VAR_KEYWORD:
                yield name, parameter.name


@pytest.mark.filterwarnings("ignore:question")
@pytest.mark.parametrize("name", FUNCTIONS)
def test_wrong_values_of_every_type(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each argument in turn, the others right or, where that would cost something, of no use either."""
    monkeypatch.chdir(tmp_path)
    function = getattr(pairwright, name)
    parameters = [each for function_name, each in arguments() if function_name == name]
    needed = [each.name for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    others = GOOD.get(name) or {each: "nosuch" for each in needed if each in parameters}
    for argument in parameters:
        outcomes = [
            refused(partial(function, **{**others, argument: value}), (argument, what)) for what, value in WRONG.items()
        ]
        # Of so many kinds hardly any suits an argument: else nothing was looked at.
        assert sum(outcomes) >= len(WRONG) // 2, argument
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_missing_and_unknown_arguments(name: str) -> None:
    if name != "reward_for":
        with pytest.raises(ArgumentError, match=name):
            getattr(pairwright, name)()
    if name != "reward":
        with pytest.raises(ArgumentError, match="argument"):
            getattr(pairwright, name)(nosuch=1)


@pytest.mark.filterwarnings("ignore:question")
@pytest.mark.parametrize("what", WRONG)
def test_columns_of_rewards(what: str) -> None:
    """TRL hands all columns of a dataset on; of those that count, what is no column is refused, or states nothing."""
    for column in ("question", "answer", "ground_truth", "reward_model"):
        for value in (WRONG[what], [WRONG[what]]):
            refused(partial(pairwright.reward, ["57+4=?"], ["61"], **{column: value}), (column, what))
    refused(lambda: pairwright.reward([WRONG[what]], [WRONG[what]]), what)
    assert pairwright.reward(["57+4=?"], ["61"], anything=WRONG[what]) == [1.0]


@pytest.mark.parametrize("what", WRONG)
def test_methods_and_classes(what: str) -> None:
    value = WRONG[what]
    recipe, rows = RECIPE, pairwright.dataset(RECIPE)
    outcomes = [
        refused(call, (number, what))
        for number, call in enumerate(
            [
                lambda: pairwright.Recipe.of(value),
                lambda: recipe.with_rows(value),
                lambda: recipe.with_layout(value),
                lambda: recipe.with_changes(seed=value),
                lambda: recipe.with_changes(nosuch=value),
                lambda: rows.stream(start=value),
                lambda: rows.stream(rank=value, world_size=2),
                lambda: rows.iterable(batch_size=value),
                lambda: rows.to_iterable_dataset(start=value),
                lambda: pairwright.Endpoint(value, "tiny"),
                lambda: pairwright.Endpoint("http://localhost/v1", "tiny", timeout=value),
                lambda: pairwright.Endpoint("http://localhost/v1", "tiny", retries=value),
            ]
        )
    ]
    assert sum(outcomes) >= 6


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"workers": float("nan")}, "workers: nan should be a whole number or None"),
        ({"workers": True}, "workers: True should be a whole number or None"),
        ({"shards": "4"}, "shards: '4' should be a whole number or None"),
        ({"overwrite": 1}, "overwrite: 1 should be True or False"),
        ({"progress": 5}, "progress: 5 should be a function or None"),
        ({"engine": None}, "engine: None should be a text"),
    ],
)
def test_options_of_write(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(ArgumentError) as refused:
        pairwright.write("arithmetic", "nowhere", **arguments)  # type: ignore[arg-type]
    assert str(refused.value) == told


def test_columns_of_scores_are_named() -> None:
    frame = pl.DataFrame({"question": ["57+4=?"], "completion": ["61"], "n": [61], "list": [[61]]})
    with pytest.raises(DataError, match=r"^question: no column 'questoin'; did you mean 'question'\?$"):
        pairwright.score_column(frame, question="questoin")
    with pytest.raises(DataError, match=r"^completion: column 'n' is of Int64; give one of texts, or cast it$"):
        pairwright.score_column(frame, completion="n")
    with pytest.raises(DataError, match=r"^answer: column 'list' is of List\(Int64\); give one of texts or numbers"):
        pairwright.score_column(frame, answer="list")
    assert pairwright.score_column(frame, answer="n")["verdict"].to_list() == ["RIGHT"]


def test_stated_answers_of_any_kind_of_number() -> None:
    story = ["How many apples does Tom have?"]
    for number in (5, 5.0, np.int64(5), np.float32(5), Fraction(5), Decimal(5), "5"):
        assert pairwright.reward(story, ["The answer is 5."], answer=[number]) == [1.0]
        assert pairwright.reward(story, ["The answer is 5."], answer=np.array([number])) == [1.0]
    with pytest.raises(DataError, match="4,300 digits"):
        pairwright.score(story[0], "5", answer=10**5000)


@pytest.mark.parametrize(
    "url", ["http://me:geheim@host/v1", "http://geheim@host/v1", "https://host/v1?token=geheim", "http://[geheim/v1"]
)
def test_a_key_in_a_url_is_in_no_message(url: str) -> None:
    with pytest.raises(ModelError) as refused:
        pairwright.Endpoint(url, "tiny")
    assert "geheim" not in str(refused.value)
