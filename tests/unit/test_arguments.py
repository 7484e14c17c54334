"""A value of the wrong kind, given to a public function, is an error of ours in one line."""

from __future__ import annotations

import inspect

import pytest

import pairwright
from pairwright.errors import ArgumentError, PairwrightError

GUARDED = [
    "ask", "audit", "check", "convert", "dataset", "evaluate", "export_nanogpt", "export_task", "generate",
    "import_nanogpt", "load_recipe", "make_base", "mine", "push", "train", "write",
]  # fmt: skip
WRONG = [None, 3.5, float("nan"), [1, 2], {"a": 1}, object(), b"x", True, "a\0b", {1}]


@pytest.mark.parametrize("name", GUARDED)
def test_each_first_argument_is_looked_at(name: str) -> None:
    function = getattr(pairwright, name)
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    for value in WRONG:
        with pytest.raises(PairwrightError) as refused:
            function(*[value for _ in needed])
        assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", GUARDED)
def test_missing_and_unknown_arguments(name: str) -> None:
    with pytest.raises(ArgumentError, match=name):
        getattr(pairwright, name)()
    with pytest.raises(ArgumentError, match="argument"):
        getattr(pairwright, name)(nosuch=1)


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
