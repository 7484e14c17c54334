"""Recipes of one's own: large and negative numbers, chosen and weighted parts, own words, own splits, tiny ranges."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command
    from tests.e2e.oracle import Oracle, Question

Rows = list[dict[str, Any]]
_BILLION = 1_000_000_000


@pytest.fixture
def made(
    command: Command,
    recipe: Callable[..., Path],
    read_lines: Callable[[Path], Rows],
    tmp_path: Path,
) -> Callable[..., tuple[str, dict[str, Rows]]]:
    """Generate from a recipe's text: what the command said, and the rows of each JSON Lines file."""

    def run(text: str) -> tuple[str, dict[str, Rows]]:
        said = command.ok("generate", recipe(text), "--out", tmp_path / "data")
        return said, {path.name: read_lines(path) for path in (tmp_path / "data").glob("*.jsonl")}

    return run


Made = Callable[..., tuple[str, dict[str, Rows]]]

LARGE = f"""
problems:
  additive: &wide
    {{min_operand: -{_BILLION}, max_operand: {_BILLION}, min_result: -{_BILLION}, max_result: {_BILLION}}}
  multiplicative: *wide
splits:
  train: {{families: training, rows: 4000, layout: pairs}}
  test: {{families: held_out, max_rows_per_operator: 200}}
  near: {{families: familiar, max_rows_per_operator: 200}}
"""


def test_negative_numbers_up_to_a_billion_read_back_and_are_right(made: Made, oracle: Oracle) -> None:
    _, files = made(LARGE)
    positives = [row["positive"] for row in files["train.jsonl"]]
    assert len(set(positives)) == len(positives) == 4000
    assert [fault for text in positives if (fault := oracle.fault(text))] == []
    asked = [oracle.read(oracle.sentence(text).question) for text in positives]
    assert Counter(each.operator for each in asked) == dict.fromkeys(oracle.operators, 1000)
    assert {each.shape for each in asked} == set(oracle.shapes)
    operands = [number for each in asked for number in (each.left, each.right)]
    assert min(operands) < -0.9 * _BILLION
    assert max(operands) > 0.9 * _BILLION
    assert sum("(-" in text for text in positives) > 1000
    families = {each.family for each in asked}
    for name in ("test.jsonl", "near.jsonl"):
        assert len(files[name]) == 800
        faults = [oracle.answer_fault(row["question"], row["answer"]) for row in files[name]]
        assert faults == [""] * 800
    assert families & {oracle.read(row["question"]).family for row in files["test.jsonl"]} == set()


WORDS = """
name: words
seed: 9
problems:
  additive:
    operators: {"+": 3, "-": 1}
    views: {sum: 2, missing_minuend: 1, difference: 1}
    min_operand: -9
    max_operand: 9
    min_result: -20
    max_result: 20
  multiplicative: {operators: ["*"], views: [product], max_operand: 12, max_result: 144}
wording:
  question: "Q: {question}"
  questions: {sum: "What is {a}+{b}?", missing_minuend: "Solve x-{a}={b} for x."}
  answer: "It is {answer}, as {calculation} is {answer}"
  refusal: 'Weiß "nicht", \\ {{nie}}'
splits:
  learn: {families: training, rows: 500, layout: preference, file: a-b.c.jsonl}
  dev: {families: held_out, rows: 12, layout: pairs}
  far: {families: beyond, max_rows_per_operator: 7, file: far_away.jsonl}
"""


def test_own_words_weights_splits_and_file_names(made: Made, command: Command, tmp_path: Path) -> None:
    said, files = made(WORDS)
    assert {name: len(rows) for name, rows in files.items()} == {
        "a-b.c.jsonl": 500,
        "dev.jsonl": 12,
        "far_away.jsonl": 21,
    }
    assert "│ learn " in said
    kinds: Counter[str] = Counter()
    for row in files["a-b.c.jsonl"]:
        prompt = row["prompt"].removeprefix("Q: ")
        assert row["prompt"] != prompt
        assert row["rejected"] == ' Weiß "nicht", \\ {nie}'
        if prompt.startswith("What is "):
            kind, a, b = "sum", *_numbers(prompt.removeprefix("What is ").removesuffix("?"), "+")
        elif prompt.startswith("Solve "):
            subtrahend, difference = prompt.removeprefix("Solve x-").removesuffix(" for x.").split("=")
            kind, a, b = "missing_minuend", int(subtrahend.strip("()")), int(difference)
        else:
            operator = "*" if "*" in prompt else "-"
            kind, a, b = operator, *_numbers(prompt.removesuffix("=?"), operator)
        answer = a - b if kind == "-" else a * b if kind == "*" else a + b
        sign = {"-": "-", "*": "*"}.get(kind, "+")
        second = f"({b})" if b < 0 else f"{b}"
        assert row["chosen"] == f" It is {answer}, as {a}{sign}{second} is {answer}"
        kinds[kind] += 1
    # + has 3 parts of 5, - and * one each; of +, two thirds are sums.
    assert kinds == {"sum": 200, "missing_minuend": 100, "-": 100, "*": 100}
    assert files["dev.jsonl"][0]["negative"].endswith(' Weiß "nicht", \\ {nie}')
    command.ok("generate", tmp_path / "mine.yaml", "--out", tmp_path / "data", "--overwrite", "--format", "json")
    found = {path.name for path in (tmp_path / "data").iterdir()}
    assert found == {"README.md", "manifest.json", "a-b.c.json", "dev.json", "far_away.json"}


def _numbers(text: str, operator: str) -> tuple[int, int]:
    """`a operator b`, where a may start with a sign and b stand in parentheses."""
    first, _, second = text[1:].partition(operator)
    return int(text[0] + first), int(second.strip("()"))


def test_a_recipe_with_one_view_only(made: Made, oracle: Oracle) -> None:
    said, files = made(
        "problems: {additive: {views: [missing_subtrahend], max_operand: 30}}\n"
        "splits:\n"
        "  train: {families: training, rows: 600, layout: pairs}\n"
        "  test: {families: held_out, max_rows_per_operator: 50}\n"
        "  near: {families: familiar, max_rows_per_operator: 50}\n"
    )
    positives = [row["positive"] for row in files["train.jsonl"]]
    assert {oracle.read(oracle.sentence(text).question).shape for text in positives} == {"N-x=N,x=?"}
    assert [fault for text in positives if (fault := oracle.fault(text))] == []
    assert len(files["test.jsonl"]) == 50
    # One form cannot be withheld from a family that is trained on in another.
    assert set(files) == {"train.jsonl", "test.jsonl"}
    assert "near: no question exists in these ranges, so no file" in said.splitlines()


def test_tiny_ranges_say_what_is_missing(made: Made, oracle: Oracle, tmp_path: Path) -> None:
    said, files = made(
        "problems: {additive: {operators: ['+'], max_operand: 3}}\n"
        "splits:\n"
        "  train: {families: training, rows: 60, layout: pairs}\n"
        "  test: {families: held_out, max_rows_per_operator: 100}\n"
    )
    asked = [row["question"] for row in files["test.jsonl"]]
    assert f"test: only {len(asked)} questions exist for +" in said.splitlines()
    manifest = json.loads((tmp_path / "data" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["splits"]["test"]["shortfalls"] == {"+": len(asked)}
    trained = Counter(oracle.sentence(row["positive"]).question for row in files["train.jsonl"])
    tested = {oracle.read(question).family for question in asked}
    space = {
        text: question for text, question in oracle.space(6).items() if question.operator == "+" and _small(question)
    }
    # Of six facts one is held out, and train and test together are all of them.
    assert len(tested) == 1
    assert {text for text, question in space.items() if question.family in tested} == set(asked)
    kept = {text for text, question in space.items() if question.family not in tested}
    assert set(trained) <= kept
    assert max(trained.values()) - min(trained.values()) <= 1


def _small(question: Question) -> bool:
    return max(question.left, question.right) <= 3


def test_an_empty_split_is_said_and_has_no_file(command: Command, recipe: Callable[..., Path], tmp_path: Path) -> None:
    path = recipe(
        "problems: {additive: {operators: ['+'], max_operand: 1}}\n"
        "splits:\n"
        "  train: {families: training, rows: 20, layout: pairs}\n"
        "  test: {families: held_out, max_rows_per_operator: 100}\n"
    )
    said, again = command.all_ok(
        [["generate", path, "--out", tmp_path / "data"], ["generate", path, "--out", tmp_path / "again", "--json"]]
    )
    assert "test: no question exists in these ranges, so no file" in said.splitlines()
    assert {each.name for each in (tmp_path / "data").iterdir()} == {"README.md", "manifest.json", "train.jsonl"}
    assert "test" not in (tmp_path / "data" / "README.md").read_text(encoding="utf-8").split("---")[1]
    assert json.loads(again)["empty_splits"] == ["test"]
    refused = command("preview", path, "--split", "test")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "split 'test' holds no question; there are: train" in refused.stderr


@pytest.mark.parametrize("sampling", ["independent", "bundled", "cover"])
def test_the_ways_of_sampling_differ_in_their_repeats(sampling: str, made: Made, oracle: Oracle) -> None:
    _, files = made(
        f"sampling: {sampling}\n"
        "problems: {additive: {operators: ['+'], max_operand: 10}}\n"
        "splits: {train: {families: all, rows: 2000, layout: pairs}}\n"
    )
    times = Counter(row["positive"] for row in files["train.jsonl"])
    assert sum(times.values()) == 2000
    assert [fault for text in times if (fault := oracle.fault(text))] == []
    if sampling == "cover":
        assert len(times) == 200
        assert set(times.values()) == {10}
    else:
        # Ten times on average, with the spread of a Poisson distribution: 3 on either side.
        mean = sum(times.values()) / 200
        variance = sum((count - mean) ** 2 for count in times.values()) / 200
        assert 6 < variance < 15
    pairs: dict[str, Counter[tuple[int, int]]] = {"N+N=?": Counter(), "x-N=N,x=?": Counter()}
    for text, count in times.items():
        asked = oracle.read(oracle.sentence(text).question)
        pairs[asked.shape][asked.left, asked.right] += count
    # Bundled asks each draw in both forms; cover asks everything alike.
    assert (pairs["N+N=?"] == pairs["x-N=N,x=?"]) == (sampling != "independent")
