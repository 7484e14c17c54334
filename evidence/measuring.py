"""What is measured of a cell: exact matches on each test, and how likely the model finds right and wrong answers."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

import pairwright
from evidence import recipes
from evidence.making import beside
from pairwright import Recipe
from pairwright.learn.evaluation.result import OPERATORS_OF_TESTS, ModelScore, Share
from pairwright.learn.folders import open_model
from pairwright.learn.generating import completions
from pairwright.learn.training.likelihood import log_probabilities

NOTEBOOK_TEST = "dpo_test_data"
_TESTS = {NOTEBOOK_TEST: "notebook", "test": "test", "test_familiar": "familiar", "test_beyond": "beyond"}
_SIDES = 500
_RULED = 400


def scored(model: Path, tests: list[Path]) -> dict[str, Any]:
    """Right answers (count and questions) by test, and by operator within `test`; shares of what went wrong."""
    score = pairwright.evaluate(model, tests).models[0]
    return {
        "tests": {_TESTS[name]: counts for name, counts in _counts(score.by["test"]).items()},
        "operators": _within_test(_counts(score.by.get(OPERATORS_OF_TESTS, {}))),
        "refused": score.refusals.value,
        "no_stop": score.no_stop.value,
        "mistakes": _kinds(score),
    }


def by_operator(model: Path, test: Path) -> dict[str, list[int]]:
    """Right answers (count and questions) of a test, by operator."""
    return _counts(pairwright.evaluate(model, test).models[0].by["operator"])


def _counts(shares: Mapping[str, Share]) -> dict[str, list[int]]:
    return {name: [share.count, share.of] for name, share in shares.items()}


def _within_test(counts: Mapping[str, list[int]]) -> dict[str, list[int]]:
    named = ((value.rpartition(" "), each) for value, each in counts.items())
    return {operator: each for (test, _, operator), each in named if test == "test"}


def _kinds(score: ModelScore) -> Mapping[str, int]:
    return dict(list(score.mistakes.items())[:6])


def by_rule(model: Path, kind: str) -> dict[str, list[int]]:
    """Right answers (count and questions) to held-out questions where a kind of mistake can be made, and elsewhere.

    Elsewhere are questions that look alike (`beside`).
    """
    splits = {"test": {"families": "held_out", "max_rows_per_operator": _RULED, "layout": "preference"}}
    recipe = recipes.mostly(kind).with_changes(splits=splits)
    rows = pairwright.generate(recipe, "test")
    made = rows["mistake"] == kind
    rows = rows.filter(made | beside(rows, made))
    applies = pl.col("mistake") == kind
    said = completions(*open_model(model), rows["prompt"].to_list())
    verdicts = pairwright.score_column(said.select("completion", question=rows["prompt"]))["verdict"]
    asked = rows.select(
        place=pl.when(applies).then(pl.lit("applies")).otherwise(pl.lit("elsewhere")), right=verdicts == "RIGHT"
    )
    counts = asked.group_by("place").agg(pl.col("right").sum(), of=pl.len())
    return {place: [right, of] for place, right, of in counts.sort("place").iter_rows()}


def likelihoods(model: Path, recipe: Recipe) -> dict[str, float]:
    """The mean log-probability (natural) of held-out right answers, of near misses and of refusals."""
    network, tokenizer = open_model(model)
    found = {}
    for rejected, changes in (("near", {"mistakes": recipes.NEAR}), ("refusal", {})):
        rows = _held_out(recipe.with_changes(**changes))
        found["chosen"] = _mean(log_probabilities(network, tokenizer, rows, "chosen"))
        found[rejected] = _mean(log_probabilities(network, tokenizer, rows, "rejected"))
    return found


def _held_out(recipe: Recipe) -> pl.DataFrame:
    """Pairs of families that are not trained on."""
    splits = {"test": {"families": "held_out", "rows": _SIDES, "layout": "preference"}}
    return pairwright.generate(recipe.with_changes(splits=splits), "test", 0, _SIDES)


def _mean(values: pl.Series) -> float:
    return round(float(values.sum()) / len(values), 3)
