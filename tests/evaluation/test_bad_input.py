"""What cannot be evaluated: one line that names it and the way out, exit code 2, and nothing written."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evaluation.conftest import Done

import pairwright
from pairwright import DataError, ModelError, OutputError, PairwrightError

ROW = '{"question": "57+4=?", "answer": 61}\n'


@pytest.fixture
def spoiled(model: Path, tmp_path: Path) -> Path:
    """A copy of the model that a test may spoil."""
    return Path(shutil.copytree(model, tmp_path / "spoiled"))


@pytest.fixture
def test_file(tmp_path: Path) -> Path:
    """A test of one question."""
    path = tmp_path / "test.jsonl"
    path.write_text(ROW)
    return path


def refused(call: Callable[[], object], error: type[PairwrightError], *words: str) -> None:
    """The call raises the error, in one line with these words."""
    with pytest.raises(error) as caught:
        call()
    text = str(caught.value)
    assert "\n" not in text
    for word in words:
        assert word in text, text


def test_models_that_are_none(spoiled: Path, test_file: Path, tmp_path: Path) -> None:
    refused(lambda: pairwright.evaluate(tmp_path / "nothing", test_file), ModelError, "nothing", "no such model")
    refused(lambda: pairwright.evaluate([], test_file), ModelError, "MODEL")
    refused(lambda: pairwright.evaluate([spoiled, spoiled], test_file), ModelError, "twice")
    (spoiled / "tokenizer.json").unlink()
    refused(lambda: pairwright.evaluate(spoiled, test_file), ModelError, "tokenizer.json", "save")
    refused(lambda: pairwright.ask(spoiled, "57+4=?"), ModelError, "tokenizer.json")
    (spoiled / "model.safetensors").write_bytes(b"no weights")
    refused(lambda: pairwright.evaluate(spoiled, test_file), ModelError, "spoiled")


TESTS = {
    "empty": ("", "empty"),
    "no rows": ("\n\n", "empty"),
    "other keys": ('{"a": 1}\n', "keys not known"),
    "no question that is one": ('{"question": "What is a cat?", "answer": "a cat"}\n', "no question"),
    "not json": ("57+4=61\n", "no row can be read"),
}


@pytest.mark.parametrize("name", TESTS)
def test_tests_that_are_none(name: str, model: Path, tmp_path: Path) -> None:
    content, said = TESTS[name]
    path = tmp_path / "bad.jsonl"
    path.write_text(content)
    refused(lambda: pairwright.evaluate(model, path), DataError, "bad.jsonl", said)
    refused(lambda: pairwright.export_task(path, tmp_path / "tasks"), DataError, "bad.jsonl", said)
    assert not (tmp_path / "tasks").exists()


def test_no_test_a_missing_one_and_a_model_as_one(model: Path, tmp_path: Path) -> None:
    refused(lambda: pairwright.evaluate(model, []), DataError, "TEST")
    refused(lambda: pairwright.evaluate(model, tmp_path / "no.jsonl"), DataError, "no.jsonl", "no such file")
    refused(lambda: pairwright.evaluate(model, model), DataError, "--against")


def test_a_test_that_is_cut_short(model: Path, tmp_path: Path) -> None:
    import gzip

    path = tmp_path / "test.jsonl.gz"
    rows = "".join(f'{{"question": "{a}*{b}=?", "answer": {a * b}}}\n' for a in range(300) for b in range(30))
    path.write_bytes(gzip.compress(rows.encode())[:-500])
    refused(lambda: pairwright.evaluate(model, path), DataError, "test.jsonl.gz", "end")


def test_a_character_that_the_vocabulary_lacks(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "strange.jsonl"
    path.write_text(ROW + '{"question": "57×4=?", "answer": 228}\n', encoding="utf-8")
    refused(lambda: pairwright.evaluate(model, path), ModelError, "strange, row 2", "'×'")
    refused(lambda: pairwright.ask(model, "57×4=?"), ModelError, "'×'")


def test_a_prompt_over_the_models_context(model: Path, tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_text(json.dumps({"question": "1" + "+1" * 60 + "=?", "answer": 61}) + "\n")
    refused(lambda: pairwright.evaluate(model, path), ModelError, "long, row 1", "at most 96")


def test_numbers_that_make_no_sense(model: Path, test_file: Path) -> None:
    refused(lambda: pairwright.evaluate(model, test_file, max_new_tokens=0), ModelError, "max_new_tokens", "0")
    refused(lambda: pairwright.evaluate(model, test_file, batch=0), ModelError, "batch", "0")
    refused(lambda: pairwright.ask(model, "  "), ModelError, "question")


def test_samples_that_cannot_be_written_are_told_before_anything_is_asked(
    model: Path, test_file: Path, tmp_path: Path
) -> None:
    for path in (tmp_path, tmp_path / "missing" / "samples.jsonl"):
        refused(lambda path=path: pairwright.evaluate(model, test_file, samples=path), OutputError, str(path))  # type: ignore[misc]
    refused(lambda: pairwright.evaluate(model, test_file, samples=test_file), OutputError, "test.jsonl", "--samples")
    assert test_file.read_text() == ROW


def test_samples_stay_whole_when_a_run_is_stopped(model: Path, test_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "samples.jsonl"
    out.write_text("old\n")

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairwright.evaluate(model, test_file, samples=out, progress=stop)
    assert out.read_text() == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["samples.jsonl", "test.jsonl"]


def test_tasks_that_cannot_be_written(test_file: Path, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine").write_text("mine")
    refused(lambda: pairwright.export_task(test_file, taken), OutputError, "taken", "choose another")
    refused(lambda: pairwright.export_task(test_file, test_file), OutputError, "test.jsonl")
    refused(lambda: pairwright.export_task(test_file, test_file / "in"), OutputError, "in")
    refused(
        lambda: pairwright.export_task(test_file, tmp_path / "x", to="lmeval"), ModelError, "did you mean 'lm-eval'"
    )
    assert [path.name for path in taken.iterdir()] == ["mine"]


def test_the_command_line_refuses_in_one_line(model: Path, tmp_path: Path, process: Callable[..., Done]) -> None:
    for words, said in (
        (("eval", tmp_path / "nothing", tmp_path / "no.jsonl"), "no such"),
        (("eval", model), "TEST"),
        (("ask", model, "1+1=?", "2+2=?"), "QUESTION"),
        (("export-task", tmp_path / "no", "--out", tmp_path / "out"), "no such file or folder"),
    ):
        done = process(*words)
        assert done.returncode == 2, done.stderr
        assert done.stderr.count("\n") == 1
        assert said in done.stderr
        assert not done.stdout
