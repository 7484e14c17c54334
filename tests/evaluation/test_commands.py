"""The commands eval and ask as they are typed, and what they show."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.evaluation.conftest import Done
from typer.testing import Result

import pairwright


def test_eval_shows_models_side_by_side(
    model: Path, dataset: Path, taught: Path, tmp_path: Path, command: Callable[..., Result]
) -> None:
    other = tmp_path / "other"
    pairwright.make_base(other, max_steps=1)
    done = command("eval", model, taught, dataset / "test.jsonl", "--against", other)
    assert done.exit_code == 0, done.stderr
    assert not done.stderr
    lines = [line for line in done.stdout.splitlines() if "│" in line]
    everything = next(line for line in lines if line.startswith("│ all"))
    assert "46" in everything
    assert everything.count("%") == 2
    for word in ("taught", "operator", "x+N=N,x=?", "no carry", "digits", "wrong operation", "wrong reason", "refused"):
        assert word in done.stdout, word
    assert done.stdout.count("questions/s") == 2


def test_eval_as_json_and_its_exit_code(model: Path, taught: Path, command: Callable[..., Result]) -> None:
    done = command("eval", model, taught, "--json", "--target", "0.6")
    assert done.exit_code == 1
    assert not done.stderr
    (score,) = json.loads(done.stdout)["models"]
    assert score["right"] == {"count": 3, "of": 6, "share": 0.5, "interval": [0.187616, 0.812384]}
    assert score["by"]["operator"]["-"] == {"count": 1, "of": 3, "share": 0.333333, "interval": [0.061492, 0.79234]}
    assert score["mistakes"] == {"refusal": 1, "wrong_digit": 1, "wrong_operation": 1, "wrong_reason": 1}
    assert command("eval", model, taught, "-q", "--target", "0.3").exit_code == 0


def test_eval_tells_of_rows_left_out_and_answers_misstated(
    model: Path, tmp_path: Path, command: Callable[..., Result]
) -> None:
    rows = '{"question": "57+4=?", "answer": 62}\n{"question": "0*x=0,x=?", "answer": 1}\n{"question": 1}\n'
    (tmp_path / "test.jsonl").write_text(rows)
    done = command("eval", model, tmp_path / "test.jsonl")
    assert "test: 2 rows left out" in done.stdout
    assert "test: 1 stated answers are not right" in done.stdout


def test_ask_shows_the_answer_with_its_verdict(model: Path, command: Callable[..., Result], tmp_path: Path) -> None:
    done = command("ask", model, "x+55=95,x=?")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "The answer is 40 because 95-55 equals 40.  RIGHT\n"
    other = tmp_path / "base"
    pairwright.make_base(other, max_steps=1)
    both = command("ask", model, "79-7=?", "--against", other)
    first, second = both.stdout.splitlines()
    assert (
        first
        == f"{model!s:<{max(len(str(model)), len(str(other)))}}  The answer is 86 because 79+7 equals 86.  "
        + ("WRONG (wrong operation; it is 72)")
    )
    assert second.startswith(str(other))


@pytest.mark.parametrize("end", ["", "\n57+4=?\n"])
def test_the_prompt_loop_reads_lines_up_to_an_empty_one(model: Path, command: Callable[..., Result], end: str) -> None:
    done = command("ask", model, stdin="57+4=?\n57×4=?\n9-12=?\n" + end)
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "The answer is 61 because 57+4 equals 61.  RIGHT",
        "Sorry, I don't know.  UNPARSED (refusal; it is -3)",
    ]
    assert done.stderr.count("\n") == 1
    assert "'×'" in done.stderr


def test_ask_as_json_has_a_line_for_each_question(model: Path, command: Callable[..., Result]) -> None:
    done = command("ask", model, "--json", stdin="7*8=?\nabout cats\n")
    first, second = (json.loads(line)[0] for line in done.stdout.splitlines())
    assert (first["verdict"], first["expected"], first["found"]) == ("WRONG", "56", "54")
    assert (second["expected"], second["mistake"]) == (None, None)


def test_the_loop_in_a_process_of_its_own(model: Path, process: Callable[..., Done]) -> None:
    done = process("ask", model, stdin="7*8=?\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "The answer is 54.  WRONG (wrong digit; it is 56)\n"


def test_questions_in_words_of_ones_own_and_such_as_are_no_text(model: Path, command: Callable[..., Result]) -> None:
    assert "UNPARSED (the verifier does not" in command("ask", model, "Is this a question?").stdout
    assert command("ask", model, "Q. 57+4=?", "--json").exit_code == 0
    (answer,) = pairwright.ask(model, "\udcff57+4=?")
    assert (answer.question, answer.expected) == ("?57+4=?", "61")
