"""Solutions judged step by step, in the forms in which they are published: planted faults are found, and no others."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.audit.faults import write

import pairwright
from pairwright.recipe.recipe import Recipe

Row = dict[str, Any]
RECIPE = {
    "problems": {"chain": {"weight": 1}, "order_of_operations": {"weight": 1}, "two_step": {"weight": 1}},
    "wording": {"answer": "steps_first"},
    "mistakes": ["off_by_one", "off_by_ten"],
}
STEP_CODES = {"step-fails", "step-holds", "step-labels"}


@cache
def solutions() -> tuple[Row, ...]:
    """Right solutions and wrong ones, each step labelled."""
    train = {"families": "training", "rows": 400, "layout": "stepwise"}
    frame = pairwright.generate(Recipe.of({**RECIPE, "splits": {"train": train}}), "train")
    return tuple(frame.select("prompt", "completions", "labels").to_dicts())


def shepherd(row: Row) -> Row:
    """As Math-Shepherd has it: steps by number, each ended by a mark, and signs in place of the marks."""
    text = row["prompt"] + " " + "\n".join(f"Step {n}: {step} {{}}" for n, step in enumerate(row["completions"], 1))
    signs = ["+" if label else "-" for label in row["labels"]]
    return {"input": text.format(*["ки"] * len(signs)), "label": text.format(*signs), "task": "GSM8K"}


def prm800k(row: Row) -> Row:
    """As PRM800K has it: for each step the completions that were tried, rated; LaTeX in them."""
    steps = [
        {
            "completions": [
                {"text": f"We get ${step}$.".replace("*", " \\times "), "rating": 1 if label else -1, "flagged": None},
                {"text": "I am not sure.", "rating": 0, "flagged": None},
            ],
            "human_completion": None,
            "chosen_completion": 0,
        }
        for step, label in zip(row["completions"], row["labels"], strict=True)
    ]
    label = {"steps": steps, "total_time": 9, "finish_reason": "solution"}
    return {"labeler": "a", "question": {"problem": row["prompt"], "ground_truth_answer": "?"}, "label": label}


FORMS: dict[str, tuple[Callable[[Row], Row], str]] = {
    "trl": (dict, "solutions step by step: prompt, completions, labels"),
    "signs": (
        lambda row: {**row, "labels": ["+" if each else "-" for each in row["labels"]]},
        "solutions step by step",
    ),
    "shepherd": (shepherd, "Math-Shepherd's steps: input, label"),
    "prm800k": (prm800k, "PRM800K's steps: question, label"),
}


def planted() -> tuple[list[Row], int, int]:
    """The solutions with labels turned over: of so many false steps, and of steps of so many right solutions."""
    rows = [dict(row) for row in solutions()]
    wrong = [row for row in rows if not all(row["labels"])][:7]
    right = [row for row in rows if all(row["labels"])][:5]
    for row in wrong:
        row["labels"] = [True] * (row["labels"].index(False) + 1) + row["labels"][row["labels"].index(False) + 1 :]
    for row in right:
        row["labels"] = [False, *row["labels"][1:]]
    return rows, len(wrong), len(right)


def found(path: Path) -> dict[str, int]:
    report = pairwright.audit(path)
    assert {source.rejects for source in report.sources} == {0}
    return {code: count for code, count in report.counts().items() if code in STEP_CODES}


@pytest.mark.parametrize("form", FORMS)
def test_planted_labels_are_found_and_no_others(form: str, tmp_path: Path) -> None:
    as_form, taken_for = FORMS[form]
    clean = write(tmp_path / "clean.jsonl", map(as_form, solutions()))
    report = pairwright.audit(clean)
    assert taken_for in report.sources[0].taken_for
    assert not STEP_CODES & report.counts().keys()
    labelled = sum(len(row["labels"]) for row in solutions())
    false = sum(not all(row["labels"]) for row in solutions())
    assert report.steps["labelled"] == labelled
    assert report.steps["fail"] == false
    # What follows a false step is worked out from it, and holds in itself.
    assert report.steps["hold"] == labelled - false
    rows, fails, holds = planted()
    spoilt = found(write(tmp_path / "spoilt.jsonl", map(as_form, rows)))
    # Alternatives that were tried lead to no answer, so nothing proves that one was right.
    expected = {"step-fails": fails} | ({} if form == "prm800k" else {"step-holds": holds})
    assert spoilt == expected


@pytest.mark.parametrize("form", FORMS)
def test_each_form_converts_to_the_same_lists(form: str, tmp_path: Path) -> None:
    rows = [row for row in solutions() if form != "prm800k" or all(row["labels"])]
    as_form, _ = FORMS[form]
    done = pairwright.convert(
        write(tmp_path / "in.jsonl", map(as_form, rows)), tmp_path / "out.jsonl", layout="stepwise", drop_extra=True
    )
    assert done.converted == len(rows)
    read = pl.read_ndjson(tmp_path / "out.jsonl")
    assert read.columns == ["prompt", "completions", "labels"]
    plain = read.with_columns(
        pl.col("completions").list.eval(pl.element().str.replace(r"^(?:Step \d+: |We get \$)(.*?)(?:\$\.)?$", "$1"))
    )
    times = pl.col("completions").list.eval(pl.element().str.replace_all(r" \times ", "*", literal=True))
    assert plain.with_columns(times).to_dicts() == rows


def test_lists_of_parquet_and_pairs_of_whole_solutions(tmp_path: Path) -> None:
    rows, fails, holds = planted()
    pl.DataFrame(rows).write_parquet(tmp_path / "steps.parquet")
    assert found(tmp_path / "steps.parquet") == {"step-fails": fails, "step-holds": holds}
    pl.DataFrame(solutions()).write_parquet(tmp_path / "clean.parquet")
    done = pairwright.convert(tmp_path / "clean.parquet", tmp_path / "pairs.jsonl", layout="preference")
    assert done.converted == len(solutions())
    pairs = pl.read_ndjson(tmp_path / "pairs.jsonl")
    assert (pairs["chosen"] != pairs["rejected"]).all()


def test_rows_without_a_label_a_step_are_told(tmp_path: Path) -> None:
    good = dict(solutions()[0])
    rows = [
        good,
        {**good, "labels": good["labels"][:-1]},
        {**good, "completions": [], "labels": []},
        {**good, "completions": [None, *good["completions"][1:]]},
        {**good, "labels": ["perhaps"] * len(good["labels"])},
    ]
    path = write(tmp_path / "rows.jsonl", rows)
    report = pairwright.audit(path, findings=tmp_path / "found.jsonl")
    # A label that is none is no label: that step is counted nowhere.
    assert report.counts()["step-labels"] == 3
    assert report.steps["labelled"] == len(good["labels"])
    listed = pl.read_ndjson(tmp_path / "found.jsonl").filter(pl.col("code") == "step-labels")
    assert listed["row"].to_list() == [2, 3, 4]
    done = pairwright.convert(path, tmp_path / "out.jsonl", layout="stepwise")
    unlabelled = "a step has no label, as one that PRM800K rates 0"
    assert (done.converted, done.rejected) == (1, {"no steps with a label each": 3, unlabelled: 1})


def test_a_mark_without_its_sign_is_no_label(tmp_path: Path) -> None:
    row = shepherd(solutions()[0])
    bad = [
        {**row, "label": row["input"]},
        {**row, "input": row["input"].replace("Step 1:", "First,")},
        {**row, "label": "+"},
    ]
    assert pairwright.audit(write(tmp_path / "rows.jsonl", [row, *bad])).counts()["step-labels"] == len(bad)


@pytest.mark.parametrize("form", ["prompt", "initial_reason_steps"])
def test_pairs_of_steps_are_judged_as_steps(form: str, tmp_path: Path) -> None:
    train = {"families": "training", "rows": 300, "layout": "step_preference"}
    frame = pairwright.generate(Recipe.of({**RECIPE, "splits": {"train": train}}), "train")
    rows = frame.select("prompt", "chosen", "rejected").to_dicts()
    if form == "initial_reason_steps":
        for row in rows:
            question, _, before = row["prompt"].partition("? ")
            row |= {"prompt": question + "?" * bool(before), form: before}
    report = pairwright.audit(write(tmp_path / "pairs.jsonl", rows))
    assert report.steps == {"labelled": 600, "hold": 300, "fail": 300, "unread": 0, "state_nothing": 0}
    assert not {each.code for each in report.findings if each.severity == "error"}
    for row in rows[:6]:
        row["chosen"], row["rejected"] = row["rejected"], row["chosen"]
    assert found(write(tmp_path / "turned.jsonl", rows)) == {"step-fails": 6}


def test_steps_that_are_not_read_are_counted_apart(tmp_path: Path) -> None:
    steps = ["She has many.", "So 3 + 4 = 8.", "Then 2 * 5 = ten and a bit", "The answer is: 7"]
    row = {"prompt": "Ann had some pears, who knows how many?", "completions": steps, "labels": [True] * 4}
    report = pairwright.audit(write(tmp_path / "rows.jsonl", [row]))
    assert report.steps == {"labelled": 4, "hold": 0, "fail": 1, "unread": 2, "state_nothing": 1}
    stated = {**row, "answer": "7"}
    report = pairwright.audit(write(tmp_path / "rows.jsonl", [stated]))
    # The answer that a column states is one that a step can be judged by.
    assert report.steps == {"labelled": 4, "hold": 1, "fail": 1, "unread": 1, "state_nothing": 1}
