"""How commands begin and end: interrupts at any moment, streams that are closed, pipes that break, bad input."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Dataset

# From when the interpreter itself has started; the last ones come while rows are made.
DELAYS = [0.05, 0.08, 0.1, 0.12, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7]


@pytest.mark.parametrize("delay", DELAYS)
def test_an_interrupt_at_any_moment_is_one_line(delay: float, command: Command, tmp_path: Path) -> None:
    with command.start(
        "generate", "--rows", 30_000_000, "--quiet", "--shards", 1, "--out", tmp_path / "data"
    ) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=20)
    if process.returncode == -signal.SIGINT:
        # On a busy machine the interpreter itself had not started: nothing of ours was there to be told.
        assert said == ""
        assert "/pairwright/" not in complained.replace("/bin/pairwright", "").replace("/pairwright/__init__.py", "")
        return
    assert (process.returncode, said) == (130, "")
    assert complained in ("pairwright: stopped\n", "pairwright: stopped; partial files removed\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["recipes", "generate --rows 10 --out data", "preview", "--help"])
def test_a_closed_stdout_is_told(words: str, command: Command, tmp_path: Path) -> None:
    done = subprocess.run(
        f"{command.script} {words} >&-", shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "pairwright: the output cannot be written (Bad file descriptor); write it elsewhere\n"


def test_a_closed_stderr_or_stdin_changes_nothing(command: Command, tmp_path: Path) -> None:
    for number, closed in enumerate(("2>&-", "<&-", "2>&- <&-")):
        line = f"{command.script} generate --rows 10 --out {number} {closed}"
        done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert (tmp_path / str(number) / "manifest.json").is_file()


@pytest.mark.parametrize("words", ["preview --rows 1000", "check {data}", "audit {data}", "problems --json"])
def test_a_broken_pipe_exits_like_one(words: str, command: Command, default: Dataset) -> None:
    line = f"{command.script} {words.format(data=default.folder)}; echo $? >&2"
    done = subprocess.run(f"( {line} ) | true", shell=True, capture_output=True, text=True, check=False)
    assert done.stderr == "141\n"


HOSTILE = "\x1b]0;owned\x07\x9b31m\u202e"


@pytest.mark.parametrize(
    "words",
    [
        ["check", f"no{HOSTILE}such"],
        ["preview", f"no{HOSTILE}such"],
        ["audit", f"no{HOSTILE}such.jsonl"],
        ["convert", f"no{HOSTILE}such.jsonl", "--layout", "qa", "--out", "x.jsonl"],
        ["generate", "--out", "x", "--layout", f"a{HOSTILE}"],
        [f"com{HOSTILE}mand"],
        ["preview", f"--op{HOSTILE}tion"],
    ],
)
def test_what_a_terminal_would_obey_never_reaches_it(words: list[str], command: Command) -> None:
    done = command(*words)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(done.stdout + done.stderr)
    assert "x1b]0;owned" in done.stderr


def test_data_of_others_is_shown_written_out(command: Command, tmp_path: Path) -> None:
    path = tmp_path / f"d{HOSTILE[-1]}.jsonl"
    path.write_text('{"question": "1+1=?\\u001b[31m", "answer": 3}\n{"question": "2+2=?\\u009b", "answer": 4}\n')
    for words in (["audit", path], ["audit", path, "--json"], ["convert", path, "--layout", "prompts", "--out", "o"]):
        done = command(*words, cwd=tmp_path)
        assert not {"\x1b", "\x9b", "\u202e"} & set(done.stdout + done.stderr), words


def test_a_finished_dataset_is_previewed_as_it_stands(command: Command, default: Dataset) -> None:
    said = command.ok("preview", default.folder, "--split", "test", "--rows", 3)
    assert [row["question"] in said for row in default.splits["test"][:3]] == [True] * 3
    assert command("preview", default.folder, "--split", "nosuch").returncode == 2
    assert command("preview", default.folder, "--seed", 3).returncode == 2


@pytest.mark.parametrize("format_name", ["json.gz", "jsonl.zst", "parquet", "arrow"])
def test_preview_reads_each_format(format_name: str, command: Command, tmp_path: Path) -> None:
    command.ok("generate", "--rows", 20, "--format", format_name, "--out", tmp_path / "d")
    shown, made = (command.ok("preview", each, "--json", "--rows", 4) for each in (tmp_path / "d", "arithmetic"))
    texts = [[row["positive"] for row in json.loads(said)] for said in (shown, made)]
    assert len(texts[0]) == 4
    # Of twenty rows others come first than of 400,000, and they are rows of the file.
    assert texts[0] != texts[1]
    assert all(text.count("=") >= 1 for text in texts[0])


def test_preview_is_bounded(command: Command) -> None:
    said = command.ok("preview", "--rows", 400_000)
    assert said.count("\n") == 1000 + 5
    assert said.splitlines()[-1].startswith("the first 1,000 rows, which is the most that preview shows")


def test_files_can_be_read_as_the_mask_says(command: Command, tmp_path: Path) -> None:
    command.ok("generate", "--rows", 20, "--out", tmp_path / "d")
    (tmp_path / "plain").touch()
    usual = (tmp_path / "plain").stat().st_mode
    assert {path.name: path.stat().st_mode for path in (tmp_path / "d").iterdir() if path.stat().st_mode != usual} == {}


def _named(path: Path, text: str) -> Path:
    """A file with a text."""
    path.write_text(text, encoding="utf-8")
    return path


def test_messages_name_what_is_wrong(command: Command, recipe: Callable[..., Path], tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("colour,size\nred,2\n")
    cases = {
        ("check", "nosuch"): "nosuch: no such folder",
        ("audit", "https://x.invalid/a.jsonl"): "https://x.invalid/a.jsonl: cannot be copied",
        ("audit", tmp_path / "x.csv"): "keys not known (found: colour, size)",
        ("preview", recipe("a: " + "[" * 5000, "deep.yaml")): "nested more than 50 deep",
        ("preview", recipe("seed: " + "9" * 5000, "long.yaml")): "is no value",
        ("preview", recipe("seed: 2001-99-99", "date.yaml")): "'2001-99-99' is no value",
        ("preview", recipe("", "empty.yaml")): "not nothing",
        ("preview", recipe("seed: &a {b: *a}", "loop.yaml")): "an alias for what it stands in",
        ("preview", recipe("name: 'a b'", "name.yaml")): "letters, digits",
        ("check", tmp_path / "x.csv"): "x.csv: a file; give the folder or URL of a finished dataset",
        (
            "audit",
            _named(tmp_path / "x.txt", "2 + 3 = 5\n"),
        ): 'write a row a line as {"question": "2+3=?", "answer": "5"}',
        ("audit", _named(tmp_path / "x.jsonl", "colour,size\nred,2\n")): "if it is a table, call it .csv",
        ("preview", "s3:/my/recipe.yaml"): "a recipe is a file of this machine",
        ("generate", tmp_path, "--out", tmp_path / "d"): "a folder; a recipe is a file",
        ("generate", "--rows", 9, "--out", "s3:/my/data"): "did you mean s3://my/data?",
        ("base", "--out", "hf://me/base"): "a URL, which only generate writes to",
        ("preview", "9" * 5000): "...",
        ("generate", "--out", "x", "--seed", "9" * 5000): "...",
    }
    bomb = "\n".join(
        [f"a0: &a0 [{', '.join('x' * 9)}]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))]
    )
    cases["preview", recipe(bomb, "bomb.yaml")] = "more than 100,000 values"
    for (words, told), done in zip(cases.items(), command.many(cases), strict=True):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), words
        assert told in done.stderr, words
        assert "pattern" not in done.stderr
        assert len(done.stderr) < 700, words
