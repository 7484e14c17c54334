"""Datasets in wordings of a recipe's own are read by our own audit, score and eval: what is wrong in them is found."""

from __future__ import annotations

import importlib.util
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

import pairwright
from pairwright.learn.evaluation.questions import read_tests
from pairwright.learn.training.data import training_data
from pairwright.recipe.recipe import Recipe

WORDINGS: dict[str, dict[str, Any]] = {
    "prefix": {"question": "Q: {question}"},
    "chat": {"question": "Hello! {question} Thanks."},
    "lines": {"question": "Q: {question}\nA:", "answer": "Es sind {answer}, denn {calculation} macht {answer}."},
    "several": {
        "question": ["{question}", "Hello! {question} Thanks.", "Q: {question}"],
        "questions": {"sum": ["What is {a} plus {b}?", "{a}+{b}=?"], "product": "Multiply {a} by {b}."},
        "answer": ["The answer is {answer} because {calculation} equals {answer}.", "{calculation} = {answer}"],
        "refusal": ["Sorry, I don't know.", "No idea."],
    },
}
LAYOUTS = ("pairs", "preference", "implicit", "chat", "listwise", "kto", "sft")


def recipe_of(wording: dict[str, Any], layout: str = "pairs") -> Recipe:
    if layout == "implicit" and "answer" in wording:
        wording = wording | {"refusal": "Weiß nicht."}
    splits = {
        "train": {"families": "training", "rows": 2000, "layout": layout},
        "test": {"families": "held_out", "max_rows_per_operator": 50, "layout": "qa"},
    }
    return Recipe.of({"wording": wording, "splits": splits})


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", WORDINGS)
def test_all_that_is_certified_is_judged(name: str, layout: str, tmp_path: Path) -> None:
    pairwright.write(recipe_of(WORDINGS[name], layout), tmp_path / "data")
    report = pairwright.audit(tmp_path / "data")
    assert report.judged["judged"] > 0
    assert report.judged["question_unread"] == 0
    # In rows of a label of their own refusals are judged, too, and are no answers.
    assert report.judged["answer_unread"] == (1000 if layout == "kto" else 0)
    assert {each.code for each in report.findings if each.severity == "error"} == set()
    counts = report.counts()
    assert not {"not-judged", "chosen-unparsed", "leak-family", "leak-question", "prompt-missing"} & set(counts)


@pytest.mark.parametrize("name", WORDINGS)
def test_a_false_answer_and_a_leak_are_found(name: str, tmp_path: Path) -> None:
    pairwright.write(recipe_of(WORDINGS[name]), tmp_path / "data")
    file = tmp_path / "data" / "train.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    test = json.loads((tmp_path / "data" / "test.jsonl").read_text("utf-8").splitlines()[0])
    plain = recipe_of(WORDINGS[name]).wording.answers[0]
    said = plain.split(" because")[0].split(", denn")[0].replace("{answer}", str(test["answer"])).rstrip(".") + "."
    answer = plain.replace("{answer}", str(test["answer"])).replace("{calculation}", f"{test['answer']}+0")
    assert said
    leak = {
        **rows[1],
        "positive": f"{test['question']} {answer}",
        "negative": f"{test['question']} {rows[1]['negative'].split()[-1]}",
    }
    false = next(each for each in rows if any(f" {digit}" in each["positive"] for digit in "123456789"))
    wrong = {**false, "positive": spoiled(false["positive"])}
    lines = (json.dumps(each, ensure_ascii=False) for each in (wrong, leak, *rows[2:]))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    report = pairwright.audit(tmp_path / "data")
    assert report.counts()["chosen-wrong"] == 1
    assert report.counts()["leak-question"] == 1
    assert report.errors >= 2


def spoiled(text: str) -> str:
    """The answer one more, wherever it stands behind the question."""
    _, _, tail = text.rpartition("? ") if "? " in text else text.rpartition("Thanks. ")
    tail = tail or text
    digits = [each.strip(".,") for each in tail.replace("=", " ").split() if each.strip(".,").lstrip("-").isdigit()]
    claimed = digits[-1]
    changed = tail[::-1].replace(claimed[::-1], str(int(claimed) + 1)[::-1])[::-1]
    return text.removesuffix(tail) + changed


def test_a_split_file_is_read_by_the_recipe_that_is_named(tmp_path: Path) -> None:
    recipe = recipe_of(WORDINGS["lines"], "preference")
    sides = pairwright.generate(recipe, "train", 0, 50).select("prompt", "chosen", "rejected")
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, sides.to_dicts())), encoding="utf-8")
    assert pairwright.audit(file).judged["judged"] == 0
    assert "nothing-judged" in pairwright.audit(file).counts()
    assert pairwright.audit(file, wording=recipe.declared).judged["judged"] == 50


@pytest.mark.parametrize("name", WORDINGS)
def test_eval_asks_and_judges_all_questions(name: str, tmp_path: Path) -> None:
    pairwright.write(recipe_of(WORDINGS[name]), tmp_path / "data")
    (test,) = read_tests(tmp_path / "data")
    assert (test.left_out, test.misstated) == (0, 0)
    assert test.frame.height == 200
    assert test.frame["stated"].equals(test.frame["expected"])
    assert test.wording is not None


def test_score_and_reward_read_what_is_declared() -> None:
    recipe = recipe_of(WORDINGS["lines"], "preference")
    rows = pairwright.generate(recipe, "train", 0, 300)
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "UNPARSED")):
        scored = pairwright.score_column(rows, question="prompt", completion=side, wording=recipe.declared)
        assert set(scored["verdict"]) == {verdict}
    paid = pairwright.reward_for(wording=recipe.declared)(rows["prompt"].to_list(), rows["chosen"].to_list())
    assert paid == [1.0] * 300
    said = pairwright.score("Q: 57+4=?\nA:", "Es sind 62, denn 57+4 macht 62.", wording=recipe.declared)
    assert (said.verdict, said.reason, said.found) == (pairwright.Verdict.WRONG, pairwright.Reason.FAILS, Fraction(62))


def test_both_sides_of_a_row_are_said_alike() -> None:
    recipe = recipe_of(WORDINGS["several"]).with_changes(mistakes=["off_by_one"])
    rows = pairwright.generate(recipe)
    says = pl.col("positive").str.contains("The answer is")
    assert rows.filter(says != pl.col("negative").str.contains("The answer is")).height == 0
    assert 800 < rows.filter(says).height < 1200


@pytest.mark.parametrize("name", WORDINGS)
def test_whole_texts_are_taken_apart_where_the_recipe_says(name: str, tmp_path: Path) -> None:
    pairwright.write(recipe_of(WORDINGS[name]), tmp_path / "pairs")
    apart = pairwright.generate(recipe_of(WORDINGS[name], "preference"), "train", 0, 2000)
    file = tmp_path / "pairs" / "train.jsonl"
    done = pairwright.convert(file, tmp_path / "out.jsonl", layout="preference")
    assert (done.converted, done.rejected) == (2000, {})
    assert pl.read_ndjson(tmp_path / "out.jsonl").equals(apart.select("prompt", "chosen", "rejected"))
    trained = training_data(tmp_path / "pairs", "dpo", rows=None).frame
    assert trained.equals(apart.select(trained.columns))
    answers = pairwright.convert(file, tmp_path / "qa.jsonl", layout="qa")
    assert (answers.converted, answers.rejected) == (2000, {})
    # Away from its manifest the recipe has to be named.
    moved = tmp_path / "moved.jsonl"
    moved.write_bytes(file.read_bytes())
    done = pairwright.convert(
        moved, tmp_path / "o.jsonl", layout="preference", wording=recipe_of(WORDINGS[name]).declared
    )
    assert (tmp_path / "o.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()


def test_exported_tasks_read_what_is_declared(tmp_path: Path) -> None:
    pairwright.write(recipe_of(WORDINGS["lines"]), tmp_path / "data")
    pairwright.export_task(tmp_path / "data", tmp_path / "tasks")
    task = yaml.load((tmp_path / "tasks" / "tasks_test.yaml").read_text(), Loader=_Loader)  # noqa: S506 (a safe loader)
    spec = importlib.util.spec_from_file_location("pairwright_task_worded", tmp_path / "tasks" / "pairwright_task.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    doc = module.questions(**task["dataset_kwargs"])["test"][0]
    said = "Es sind {}, denn 1 macht 1."
    assert module.verdict(doc, [said.format(doc["answer"])]) == {"accuracy": 1.0}
    assert module.verdict(doc, [said.format(int(doc["answer"]) + 1)]) == {"accuracy": 0.0}


class _Loader(yaml.SafeLoader):
    """YAML with lm-eval's functions."""


_Loader.add_constructor("!function", lambda _, node: str(node.value))
