"""Bad input through the command: exit code 2, one line that names field, value and way out, and nothing touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Done, Snapshot

# A recipe's text, and what the message about it must hold: the field, the value, the way out.
RECIPES = {
    "unknown key": ("sede: 2\n", ["'sede'", "did you mean 'seed'?"]),
    "unknown key, deep": (
        "splits: {train: {families: training, row: 5}}\n",
        ["splits.train", "'row'", "did you mean 'rows'?"],
    ),
    "key twice": ("seed: 1\nseed: 2\n", ["line 2, column 1", "'seed'", "a second time"]),
    "not YAML": ("seed: 1\nsplits: {train: [\n", ["line 3, column 1", "invalid YAML"]),
    "tab": ("seed: 1\n\trows: 2\n", ["line 2, column 1", "invalid YAML"]),
    "not a mapping": ("- seed\n", ["a recipe is a mapping such as 'seed: 42'", "list"]),
    "empty": ("", ["a recipe is a mapping such as 'seed: 42'"]),
    "unsafe": ("seed: !!python/object:os.system {}\n", ["line 1, column 7", "invalid YAML"]),
    "unknown problem": ("problems: {aditive: {}}\n", ["problems", "'aditive'", "did you mean 'additive'?"]),
    "unknown view": ("problems: {additive: {views: [summ]}}\n", ["additive.views", "'summ'", "did you mean 'sum'?"]),
    "unknown operator": (
        "problems: {additive: {operators: ['x']}}\n",
        ["additive.operators", "'x'", "known are: +, -"],
    ),
    "unknown range": (
        "problems: {additive: {max_operands: 3}}\n",
        ["problems.additive", "'max_operands'", "did you mean 'max_operand'?"],
    ),
    "views of other operators": (
        "problems: {additive: {operators: ['+'], views: [difference]}}\n",
        ["problems.additive.views", "none of them belongs to the chosen operators"],
    ),
    "min above max": (
        "problems: {additive: {min_operand: 50, max_operand: 6}}\n",
        ["problems.additive", "min_operand 50", "max_operand 6", "swap or widen"],
    ),
    "no family in the ranges": (
        "problems: {additive: {min_operand: 5, max_operand: 6, min_result: 50, max_result: 60}}\n",
        ["problems.additive", "5..6", "50..60", "widen them"],
    ),
    "beyond is empty": (
        "families: {beyond: {max_operand: 0}}\n",
        ["families.beyond", "min_operand 1", "max_operand 0"],
    ),
    "number too large": (
        "problems: {additive: {max_operand: 10000000000}}\n",
        ["problems.additive.max_operand", "10000000000", "10**9"],
    ),
    "number is a word": (
        "problems: {additive: {max_operand: ten}}\n",
        ["max_operand", "'ten'", "whole number"],
    ),
    "more tests than exist": (
        "splits: {train: {families: training, rows: 9}, test: {families: held_out, rows: 10000000}}\n",
        ["splits.test.rows", "10,000,000", "5,284", "ask for fewer, or widen"],
    ),
    "negative rows": ("splits: {train: {families: training, rows: -3}}\n", ["splits.train.rows", "-3", "should be"]),
    "no rows": ("splits: {train: {families: training, rows: 0}}\n", ["splits.train.rows", "0", "should be"]),
    "rows is a word": (
        "splits: {train: {families: training, rows: lots}}\n",
        ["train.rows", "'lots'", "whole number"],
    ),
    "two kinds of rows": (
        "splits: {train: {families: training, rows: 3, max_rows_per_operator: 3}}\n",
        ["splits.train", "either rows", "or max_rows_per_operator"],
    ),
    "unknown kind of families": (
        "splits: {train: {families: trainin, rows: 3}}\n",
        ["splits.train.families", "'trainin'", "'training'"],
    ),
    "file outside": (
        "splits: {train: {families: training, rows: 3, file: ../x.jsonl}}\n",
        ["splits.train.file", "'../x.jsonl'", "something like train.jsonl"],
    ),
    "file taken": (
        "splits: {a: {families: all, rows: 3, file: x.jsonl}, b: {families: all, rows: 3, file: x.jsonl}}\n",
        ["splits.b.file", "'x.jsonl'", "'a'"],
    ),
    "split name": ("splits: {a-b: {families: training, rows: 3}}\n", ["'a-b'", "letters, digits and underscores"]),
    "nothing left for training": (
        "families: {test_fraction: 0.5, familiar_fraction: 0.5}\n",
        ["families", "test_fraction + familiar_fraction must be below 1"],
    ),
    "fraction above 1": ("families: {test_fraction: 2}\n", ["families.test_fraction", "2", "less than 1"]),
    "no slot for the answer": ("wording: {answer: 'Easy.'}\n", ["wording", "'Easy.'", "it needs {answer}"]),
    "lone brace": ("wording: {question: '{'}\n", ["wording", "'{'", "write {{ or }}"]),
    "wording of an unknown view": ("wording: {questions: {summ: x}}\n", ["wording.questions", "did you mean 'sum'?"]),
    "wording without a number": (
        "wording: {questions: {sum: 'What is {a}?'}}\n",
        ["wording.questions.sum", "'What is {a}?'", "{a} {b}"],
    ),
    "wording that cannot be read back": (
        "wording: {questions: {sum: 'Mix {a} with {b} somehow.'}}\n",
        ["'Mix ", "cannot be read back", "write an equation, or words"],
    ),
    "format": ("format: csv\n", ["format", "'csv'", "jsonl, jsonl.gz, jsonl.zst, parquet"]),
    "sampling": ("sampling: covr\n", ["sampling", "'covr'", "'cover'"]),
    "seed": ("seed: 1.5\n", ["seed", "1.5", "whole number"]),
}

OPTIONS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "unknown recipe": (["generate", "arithmetics"], ["'arithmetics'", "did you mean 'arithmetic'?"]),
    "recipe not there": (["generate", "nowhere/mine.yaml"], ["nowhere/mine.yaml", "check the path"]),
    "recipe is a folder": (["generate", "."], [".: a folder; a recipe is a file"]),
    "no rows": (["generate", "--rows", "0"], ["splits.train.rows", "0", "should be"]),
    "negative rows": (["generate", "--rows", "-5"], ["splits.train.rows", "-5", "should be"]),
    "rows not a number": (["generate", "--rows", "many"], ["--rows", "'many'", "not a whole number", "see --help"]),
    "negative seed": (["generate", "--seed", "-1"], ["seed", "-1", "should be"]),
    "layout": (["generate", "--layout", "kot"], ["layout", "'kot'", "did you mean 'kto'?"]),
    "format": (["generate", "--format", "csv"], ["format", "'csv'", "jsonl, jsonl.gz, jsonl.zst, parquet"]),
    "unknown option": (["generate", "--row", "5"], ["--row", "--rows", "see --help"]),
    "one recipe too many": (["generate", "arithmetic", "notebook"], ["notebook", "see --help"]),
}
ELSEWHERE: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "no folder": (["generate"], ["--out", "see --help"]),
    "unknown command": (["generat"], ["generat", "see --help"]),
    "unknown split": (
        ["preview", "--split", "tests"],
        ["'tests'", "there are: train, test, test_familiar, test_beyond"],
    ),
    "preview of nothing": (["preview", "--rows", "0"], ["rows", "0", "at least 1"]),
    "preview of an unknown recipe": (["preview", "notebok"], ["'notebok'", "did you mean 'notebook'?"]),
    "unknown recipe to print": (["recipes", "equation"], ["'equation'", "did you mean 'equations'?"]),
}


def _is_one_line(done: Done, parts: Sequence[str]) -> None:
    assert done.returncode == 2, done
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("pairwright: ")
    assert done.stderr.endswith("\n")
    assert "Traceback" not in done.stderr
    assert [part for part in parts if part not in done.stderr] == [], done.stderr


@pytest.fixture(scope="module")
def refused(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Path, Done]]:
    """For each recipe the folder that it stands in, and what the command said of it."""
    folders = {case: tmp_path_factory.mktemp("recipe") for case in RECIPES}
    for case, folder in folders.items():
        (folder / "mine.yaml").write_text(RECIPES[case][0], encoding="utf-8")
    runs = [["generate", each / "mine.yaml", "--out", each / "new" / "data"] for each in folders.values()]
    return {case: (folders[case], done) for case, done in zip(RECIPES, command.many(runs), strict=True)}


@pytest.mark.parametrize("case", RECIPES)
def test_a_recipe_that_is_not_right(case: str, refused: Mapping[str, tuple[Path, Done]]) -> None:
    folder, done = refused[case]
    _is_one_line(done, RECIPES[case][1])
    assert [path.name for path in folder.iterdir()] == ["mine.yaml"]


@pytest.mark.parametrize("case", ["unknown key", "not YAML", "min above max", "more tests than exist"])
def test_the_command_itself_refuses_such_a_recipe(
    case: str, command: Command, recipe: Callable[..., Path], tmp_path: Path
) -> None:
    text, parts = RECIPES[case]
    recipe(text)
    _is_one_line(command("generate", "mine.yaml", "--out", "new/data", cwd=tmp_path), parts)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_options_that_are_not_right(command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path) -> None:
    (tmp_path / "train.jsonl").write_text("mine\n", encoding="utf-8")
    before = snapshot(tmp_path)
    runs = [[*arguments, "--out", tmp_path, "--overwrite"] for arguments, _ in OPTIONS.values()]
    for done, (_, parts) in zip(command.many(runs), OPTIONS.values(), strict=True):
        _is_one_line(done, parts)
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("case", ["unknown recipe", "no rows", "rows not a number", "unknown option"])
def test_the_command_itself_refuses_such_an_option(case: str, command: Command, tmp_path: Path) -> None:
    arguments, parts = OPTIONS[case]
    _is_one_line(command(*arguments, "--out", "new", cwd=tmp_path), parts)
    assert list(tmp_path.iterdir()) == []


def test_other_commands_that_are_not_right(command: Command) -> None:
    done = command.many(arguments for arguments, _ in ELSEWHERE.values())
    for each, (_, parts) in zip(done, ELSEWHERE.values(), strict=True):
        _is_one_line(each, parts)


def test_a_split_that_is_not_there(command: Command, tmp_path: Path) -> None:
    arguments, parts = ELSEWHERE["unknown split"]
    _is_one_line(command(*arguments, cwd=tmp_path), parts)
    assert list(tmp_path.iterdir()) == []


def test_a_recipe_that_is_not_text(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(b"seed: 1\nname: \xff\n")
    done = command("generate", "mine.yaml", "--out", "new", cwd=tmp_path)
    _is_one_line(done, ["mine.yaml", "byte 14", "save the recipe as UTF-8"])
    assert not (tmp_path / "new").exists()
