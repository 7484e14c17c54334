"""Every kind of bad recipe is refused in one line that names the field and the value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pairwright.errors import RecipeError
from pairwright.recipe.recipe import Recipe, load_recipe

TRAIN = "splits: {train: {families: training, "

# A recipe's YAML, and what the message must say of it.
BAD = [
    # Unknown keys, at each level, with the nearest known one.
    ("sede: 42", ["'sede'", "'seed'"]),
    ("zzz: 42", ["'zzz'", "problems", "splits"]),
    ("families: {test_fractio: 0.1}", ["families", "'test_fractio'", "'test_fraction'"]),
    ("wording: {refusals: no}", ["wording", "'refusals'", "'refusal'"]),
    (TRAIN + "row: 5}}", ["splits.train", "'row'", "'rows'"]),
    ("problems: {additive: {max_operan: 3}}", ["problems.additive", "'max_operan'", "'max_operand'"]),
    ("problems: {additive: {view: [sum]}}", ["problems.additive", "'view'", "'views'"]),
    ("problems: {additive: {max_coefficient: 3}}", ["problems.additive", "'max_coefficient'"]),
    ("families: {beyond: {max_oprand: 10}}", ["families.beyond", "'max_oprand'", "'max_operand'"]),
    ("families: {beyond: {max_coefficient: 10}}", ["families.beyond", "'max_coefficient'"]),
    # Things that do not exist.
    ("mistakes: often", ["mistakes", "'often'", "'frequent'"]),
    ("problems: {additiv: {}}", ["problems", "'additiv'", "'additive'"]),
    ("problems: {additive: {operators: ['*']}}", ["problems.additive.operators", "'*'"]),
    ("problems: {additive: {operators: {'*': 1}}}", ["problems.additive.operators", "'*'"]),
    ("problems: {additive: {views: [summ]}}", ["problems.additive.views", "'summ'", "'sum'"]),
    ("problems: {additive: {views: {product: 1}}}", ["problems.additive.views", "'product'"]),
    ("problems: {additive: {views: [sum], operators: ['-']}}", ["problems.additive"]),
    ("problems: {multiplicative: {draws: {'/': rounded}}}", ["draws", "'rounded'", "'/'", "'rounded_dividend'"]),
    (
        "problems: {multiplicative: {draws: {'/': rounded_dividend}}}\nsampling: cover",
        ["problems.multiplicative.draws", "bundled"],
    ),
    ("problems: {multiplicative: {draws: {'*': rounded_dividend}}}", ["draws", "'rounded_dividend'", "'*'"]),
    ("problems: {additive: {draws: {'+': rounded_dividend}}}", ["problems.additive.draws", "'rounded_dividend'"]),
    ("wording: {questions: {summ: x}}", ["wording.questions", "'summ'", "'sum'"]),
    ("wording: {questions: {product_plus: x}}", ["wording.questions", "'product_plus'"]),
    (TRAIN.replace("training", "trainin") + "rows: 5}}", ["splits.train.families", "'trainin'", "'training'"]),
    (TRAIN + "rows: 5, layout: pair}}", ["splits.train.layout", "'pair'", "'pairs'"]),
    ("sampling: covr", ["sampling", "'covr'", "'cover'"]),
    ("format: csv", ["format", "'csv'", "parquet"]),
    ("format: jsonl.zstd", ["format", "'jsonl.zstd'", "did you mean 'jsonl.zst'?"]),
    # Nothing where there must be something.
    ("problems: {}", ["problems", "{}", "at least 1"]),
    ("problems: [additive, additive]", ["problems", "'additive' twice", "weight: 2"]),
    ("problems: [additiv]", ["problems", "'additiv'", "'additive'"]),
    ("problems: [{additive: 2}]", ["problems", "mapping"]),
    ("splits: {}", ["splits", "{}", "at least 1"]),
    ("problems: {additive: {views: []}}", ["problems.additive.views", "empty", "difference"]),
    ("problems: {additive: {operators: []}}", ["problems.additive.operators", "empty", "+"]),
    ("wording: {refusal: '  '}", ["wording", "refusal", "empty"]),
    ("splits: {train: {rows: 5}}", ["splits.train", "families", "required"]),
    (TRAIN + "layout: pairs}}", ["splits.train", "rows", "max_rows_per_operator"]),
    (TRAIN + "rows: 5, max_rows_per_operator: 5}}", ["splits.train", "rows", "max_rows_per_operator"]),
    # Numbers out of bounds.
    (
        "problems: {additive: {min_operand: 5, max_operand: 3}}",
        ["problems.additive", "min_operand 5", "max_operand 3"],
    ),
    ("problems: {additive: {min_result: 101}}", ["problems.additive", "min_result 101", "max_result 100"]),
    ("problems: {additive: {max_operand: 1000000001}}", ["problems.additive.max_operand", "1000000001", "10**9"]),
    ("problems: {additive: {min_result: -1000000001}}", ["problems.additive.min_result", "-1000000001", "10**9"]),
    ("families: {beyond: {max_operand: 1000000001}}", ["families.beyond.max_operand", "1000000001"]),
    ("families: {beyond: {max_operand: 0}}", ["families.beyond", "min_operand 1", "max_operand 0"]),
    (TRAIN + "rows: 0}}", ["splits.train.rows", "0", "1"]),
    (TRAIN + "rows: -5}}", ["splits.train.rows", "-5"]),
    (TRAIN + "rows: 10000000000001}}", ["splits.train.rows", "10000000000001"]),
    (TRAIN + "max_rows_per_operator: -5}}", ["splits.train.max_rows_per_operator", "-5"]),
    ("seed: -1", ["seed", "-1"]),
    ("seed: 9223372036854775808", ["seed", "9223372036854775808"]),
    ("families: {test_fraction: 1}", ["families.test_fraction", "1"]),
    ("families: {test_fraction: -0.1}", ["families.test_fraction", "-0.1"]),
    ("families: {familiar_fraction: .nan}", ["families.familiar_fraction", "nan"]),
    ("families: {test_fraction: 0.5, familiar_fraction: 0.5}", ["test_fraction", "familiar_fraction", "1"]),
    ("families: {test_fraction: 0.75}", ["test_fraction", "familiar_fraction", "1"]),
    ("problems: {additive: {operators: {'+': 0}}}", ["problems.additive.operators", "0", "greater than 0"]),
    ("problems: {additive: {views: {sum: -1}}}", ["problems.additive.views", "-1", "greater than 0"]),
    ("problems: {additive: {views: {sum: .inf}}}", ["problems.additive.views", "inf"]),
    # Other types than expected.
    ("seed: abc", ["seed", "'abc'"]),
    ("seed: 1.5", ["seed", "1.5"]),
    ("seed: [1]", ["seed", "[1]"]),
    ("seed: null", ["seed", "None"]),
    ("shuffle: perhaps", ["shuffle", "'perhaps'"]),
    ("name: 5", ["name", "5"]),
    ("name: two words", ["name", "'two words'"]),
    ("name: ''", ["name", "''"]),
    ("problems: {additive: 5}", ["problems.additive", "5"]),
    ("problems: {additive: {operators: '+'}}", ["problems.additive.operators", "'+'"]),
    ("problems: {additive: {operators: [1]}}", ["problems.additive.operators", "1"]),
    ("problems: {additive: {draws: 5}}", ["problems.additive.draws", "5"]),
    ("problems: {additive: {max_operand: '3'}}", ["problems.additive.max_operand", "'3'"]),
    ("problems: {additive: {max_operand: 3.5}}", ["problems.additive.max_operand", "3.5"]),
    ("problems: {additive: {max_operand: true}}", ["problems.additive.max_operand", "True"]),
    ("problems: {additive: {max_operand: null}}", ["problems.additive.max_operand", "None"]),
    ("families: 0.1", ["families", "0.1"]),
    ("families: {beyond: 5}", ["families.beyond", "5"]),
    ("families: {beyond: {max_operand: many}}", ["families.beyond.max_operand", "'many'"]),
    ("wording: hello", ["wording", "'hello'"]),
    ("wording: {answer: 5}", ["wording.answer", "5"]),
    ("splits: [train]", ["splits", "['train']"]),
    ("splits: {train: training}", ["splits.train", "'training'"]),
    (TRAIN + "rows: many}}", ["splits.train.rows", "'many'"]),
    (TRAIN + "rows: 5, file: 5}}", ["splits.train.file", "5"]),
    # Wordings.
    ("wording: {question: 'Work it out'}", ["wording", "question", "'Work it out'", "{question}"]),
    ("wording: {question: '{question} {b}'}", ["wording", "question", "{b}"]),
    ("wording: {question: '{question'}", ["wording", "'{question'"]),
    ("wording: {answer: 'It is so.'}", ["wording", "answer", "'It is so.'", "{answer}"]),
    ("wording: {answer: '{answer} {reason}'}", ["wording", "answer", "{reason}"]),
    ("wording: {answer: '{answer} }'}", ["wording", "'{answer} }'"]),
    ("wording: {answer: '{answer!r}'}", ["wording", "'{answer!r}'"]),
    ("wording: {answer: '{}'}", ["wording", "'{}'"]),
    ("wording: {refusal: 'No {answer}'}", ["wording", "refusal", "{answer}"]),
    ("wording: {questions: {sum: '{a}+1=?'}}", ["wording.questions.sum", "'{a}+1=?'", "{a} {b}"]),
    ("wording: {questions: {sum: '{a}+{b}={r}'}}", ["wording.questions.sum", "'{a}+{b}={r}'"]),
    ("wording: {questions: {sum: '{a'}}", ["'{a'"]),
    ("wording: {question: ['{question}', '{question}']}", ["wording", "question", "twice"]),
    ("wording: {question: []}", ["wording", "question", "empty"]),
    ("wording: {answer: [5]}", ["wording.answer", "5"]),
    ("wording: {question: '{question} or {question}'}", ["wording", "question", "once"]),
    ("wording: {questions: {sum: ['{a}+{b}=?', '{a}=?']}}", ["wording.questions.sum", "'{a}=?'", "{a} {b}"]),
    ("wording: {questions: {sum: 'Join {a} to {b}'}}", ["wording.questions.sum", "cannot be read back", "understood"]),
    ("wording: {questions: {sum: 'What is {a} minus {b}?'}}", ["wording.questions.sum", "is understood as asking for"]),
    ("wording: {answer: ['It is {answer}.', '{calculation}{answer}']}", ["wording.answer", "'{calculation}{answer}'"]),
    (f"wording: {{answer: '{'x' * 1001}{{answer}}'}}", ["wording", "answer", "1,000"]),
    (f"wording: {{answer: {[f'{place}: {{answer}}' for place in range(33)]}}}", ["wording", "answer", "33", "32"]),
    ("families: {taught: {sums: 12}}", ["families.taught", "'sums'", "'sum'"]),
    ("families: {taught: {sum: -1}}", ["families.taught.sum", "-1"]),
    # Splits and files.
    ("splits: {my-split: {families: all, rows: 5}}", ["splits", "'my-split'"]),
    ("splits: {'': {families: all, rows: 5}}", ["splits", "''"]),
    ("splits: {'1': {families: all, rows: 5}}", ["splits", "'1'"]),
    (TRAIN + "rows: 5, file: ../train.jsonl}}", ["splits.train.file", "'../train.jsonl'"]),
    (TRAIN + "rows: 5, file: .hidden}}", ["splits.train.file", "'.hidden'"]),
    (TRAIN + "rows: 5, file: ''}}", ["splits.train.file", "''"]),
    (TRAIN + "rows: 5, file: manifest.json}}", ["splits.train.file", "'manifest.json'"]),
    (TRAIN + "rows: 5, file: README.md}}", ["splits.train.file", "'README.md'"]),
    ("format: json\nsplits: {manifest: {families: all, rows: 5}}", ["splits.manifest", "manifest.json"]),
    ("format: json\n" + TRAIN + "rows: 5, file: manifest.jsonl}}", ["splits.train", "'manifest.json'"]),
    ("format: json\n" + TRAIN + "rows: 5, file: manifest}}", ["splits.train", "'manifest.json'"]),
    (
        "splits: {a: {families: all, rows: 5, file: x.jsonl}, b: {families: all, rows: 5, file: x.jsonl}}",
        ["splits.b.file", "'x.jsonl'", "'a'"],
    ),
    (
        "splits: {a: {families: all, rows: 5}, b: {families: all, rows: 5, file: a.jsonl}}",
        ["splits.b.file", "'a.jsonl'", "'a'"],
    ),
    # Files that are no recipes.
    ("", ["mapping", "not nothing"]),
    ("- seed: 42", ["mapping", "list"]),
    ("just words", ["mapping", "str"]),
    ("1: 2", ["1"]),
    ("true: 2", ["True"]),
    # YAML.
    ("seed: 1\nshuffle: true\nseed: 2", ["line 3", "column 1", "'seed'", "second time"]),
    ("problems:\n  additive: {}\n  additive: {}", ["line 3", "column 3", "'additive'"]),
    ("problems: {additive: {views: [sum], views: [sum]}}", ["line 1", "column 37", "'views'"]),
    ("seed: ]", ["line 1", "column 7", "YAML"]),
    ("seed: 1\n\tname: x", ["line 2", "YAML"]),
    ("seed: 'open", ["line 1", "YAML"]),
    ("a: b: c", ["line 1", "column 5", "YAML"]),
    ("seed: *nowhere", ["line 1", "column 7", "YAML"]),
    ("seed: !python/object:os.system x", ["line 1", "column 7", "YAML"]),
    ("? [1, 2]\n: 3", ["line 1", "column 3", "YAML"]),
    ("seed: 1\x00", ["YAML"]),
    ("seed: 1\n---\nseed: 2", ["line 2", "YAML"]),
]


def complaint(path: Path) -> str:
    with pytest.raises(RecipeError) as caught:
        load_recipe(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert len(message.splitlines()) == 1
    # What pydantic says is put into a sentence of ours.
    assert not re.search(r"should be (Field|Dictionary|String|Keys|Value)", message)
    return message.removeprefix(str(path))


@pytest.mark.parametrize(("text", "parts"), BAD, ids=[text[:50].replace("\x00", "NUL") for text, _ in BAD])
def test_a_bad_recipe_is_named(text: str, parts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    message = complaint(path)
    for part in parts:
        assert part in message


def test_text_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("name: caf\xe9".encode("latin-1"))
    message = complaint(path)
    assert "UTF-8" in message
    assert "byte 9" in message


def test_a_folder_is_no_recipe(tmp_path: Path) -> None:
    for name in ("folder", "folder.yaml"):
        (tmp_path / name).mkdir()
        assert "a folder; a recipe is a file" in complaint(tmp_path / name)


def test_a_file_that_is_missing(tmp_path: Path) -> None:
    assert "No such file" in complaint(tmp_path / "missing.yaml")
    assert "No such file" in complaint(tmp_path / "missing.yml")


@pytest.mark.parametrize(
    ("name", "near"), [("arithmetik", "arithmetic"), ("equation", "equations"), ("zzz", "notebook")]
)
def test_an_unknown_name_is_answered_with_the_known(name: str, near: str) -> None:
    with pytest.raises(RecipeError, match=rf"'{name}'.*{near}"):
        load_recipe(name)


def test_recipe_errors_are_value_errors_of_ours() -> None:
    with pytest.raises(ValueError, match="my source: seed"):
        Recipe.of({"seed": -1}, source="my source")


PLACES = [
    ("seed: 7\nsplits:\n  train: {families: training, rows: -3}", "3:37", "splits.train.rows: -3"),
    ("name: x\nseed: abc", "2:7", "seed: 'abc'"),
    ("name: x\nsede: 42", "2:1", "unknown key 'sede'"),
    ("seed: 1\nproblems:\n  additive:\n    max_operand: 3.5", "4:18", "problems.additive.max_operand: 3.5"),
    ("problems:\n  additive:\n    views:\n      - sum\n      - summ", "5:9", "problems.additive.views: unknown 'summ'"),
    ("problems:\n  additiv: {}", "2:3", "problems: unknown problem 'additiv'"),
    ("wording:\n  questions:\n    sum: 'Join {a} to {b}'", "3:10", "wording.questions.sum"),
    (
        "problems: {story: {}}\nwording:\n  questions:\n    story.buys: '{a} {b}'",
        "4:17",
        "wording.questions.story.buys",
    ),
]


@pytest.mark.parametrize(("text", "place", "said"), PLACES, ids=[said for *_, said in PLACES])
def test_a_value_is_told_by_line_and_column(text: str, place: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    assert complaint(path).startswith(f":{place}: {said}")
