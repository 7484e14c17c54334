"""Tasks of lm-eval: the folder as lm-eval reads it, and its scores, which are ours."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from typer.testing import Result

import pairwright


class Loader(yaml.SafeLoader):
    """YAML with lm-eval's functions, as texts."""


Loader.add_constructor("!function", lambda _, node: str(node.value))


def test_the_folder_holds_a_task_for_each_test_and_a_group(
    dataset: Path, tmp_path: Path, command: Callable[..., Result]
) -> None:
    done = command("export-task", dataset, "--out", tmp_path / "My tasks", "--json")
    assert done.exit_code == 0, done.stderr
    tasks = {"my_tasks_test": 40, "my_tasks_test_beyond": 40, "my_tasks_test_familiar": 40}
    assert json.loads(done.stdout) == {"out": str(tmp_path / "My tasks"), "group": "my_tasks", "tasks": tasks}
    names = {path.name for path in (tmp_path / "My tasks").iterdir()}
    assert names == {"my_tasks.group.yaml", "pairwright_task.py"} | {
        name + ending for name in tasks for ending in (".yaml", ".jsonl")
    }
    for name in tasks:
        task = yaml.load((tmp_path / "My tasks" / f"{name}.yaml").read_text(), Loader)  # noqa: S506 (a safe loader)
        assert task["task"] == name
        assert task["process_results"] == "pairwright_task.verdict"
        assert task["dataset_kwargs"]["file"] == f"{name}.jsonl"
    rows = [json.loads(line) for line in (tmp_path / "My tasks" / "my_tasks_test.jsonl").read_text().splitlines()]
    assert all(pairwright.score(row["question"], row["answer"]).verdict.name == "RIGHT" for row in rows)


def test_the_code_of_the_folder_reads_its_questions_and_judges(taught: Path, tmp_path: Path) -> None:
    made = pairwright.export_task(taught, tmp_path / "tasks")
    spec = importlib.util.spec_from_file_location("pairwright_task", tmp_path / "tasks" / "pairwright_task.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    docs = module.questions("tasks_taught.jsonl", metadata="of lm-eval")["test"]
    assert len(docs) == made.tasks["tasks_taught"] == 6
    assert module.verdict(docs[0], [" The answer is 61."]) == {"accuracy": 1.0}
    # The answer alone counts, as in eval.
    assert module.verdict(docs[0], [" The answer is 61 because 57+5 equals 61."]) == {"accuracy": 1.0}
    assert module.verdict(docs[0], [" The answer is 62."]) == {"accuracy": 0.0}


def test_lm_eval_runs_the_tasks_and_finds_what_we_find(
    model: Path, dataset: Path, taught: Path, tmp_path: Path
) -> None:
    tests = [taught, dataset / "test.jsonl"]
    pairwright.export_task(tests, tmp_path / "tasks")
    words = ["--model", "hf", "--model_args", f"pretrained={model}", "--device", "cpu", "--batch_size", "8"]
    words += ["--include_path", str(tmp_path / "tasks"), "--tasks", "tasks", "--output_path", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-m", "lm_eval", *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "home")},
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    (results,) = (tmp_path / "out").rglob("results_*.json")
    theirs = json.loads(results.read_text())["results"]
    (ours,) = pairwright.evaluate(model, tests).models
    assert theirs["tasks_taught"]["accuracy,none"] == pytest.approx(ours.by["test"]["taught"].value)
    assert theirs["tasks_test"]["accuracy,none"] == pytest.approx(ours.by["test"]["test"].value)
    assert theirs["tasks"]["accuracy,none"] == pytest.approx(ours.right.value)
