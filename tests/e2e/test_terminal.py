"""What commands print: tables, JSON, help, a progress bar on a terminal, and nothing where nothing is asked for."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from pairwright.recipe.file import builtin_names

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Dataset, Snapshot

BUILT_IN = ("arithmetic", "equations", "mistakes", "mixed", "notebook")
_CONTROL = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])")


class Terminal(NamedTuple):
    """What a command sent to a terminal, and the lines that stand there in the end."""

    sent: str
    lines: list[str]


def _on_a_terminal(columns: int, command: Command, *arguments: str) -> Terminal:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: text for name, text in command.environment.items() if name not in {"COLUMNS", "NO_COLOR"}}
    words = [command.script, *arguments]
    with subprocess.Popen(
        words, stdin=theirs, stdout=theirs, stderr=theirs, env={**environment, "TERM": "xterm-256color"}
    ) as process:
        os.close(theirs)
        sent = b"".join(iter(lambda: _received(ours), b"")).decode()
    os.close(ours)
    assert process.returncode == 0
    return Terminal(sent, _shown(sent))


def _received(terminal: int) -> bytes:
    """The next bytes; none when the other side is closed, which Linux calls an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def _shown(sent: str) -> list[str]:
    """The lines after carriage returns, moves up and erasures have been obeyed, without colours."""
    lines, row, column = [""], 0, 0
    for piece in re.split(r"(\x1b\[[0-9;?]*[A-Za-z]|\r|\n)", sent):
        if piece == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif piece == "\r":
            column = 0
        elif control := _CONTROL.fullmatch(piece):
            if control[2] == "A":
                row -= int(control[1] or 1)
            elif control[2] == "K":
                lines[row] = ""
        else:
            lines[row] = lines[row][:column] + piece + lines[row][column + len(piece) :]
            column += len(piece)
    return lines


def test_quiet_says_nothing(command: Command, tmp_path: Path) -> None:
    runs = [
        ["generate", "--rows", 10, "--out", tmp_path / out, flag] for out, flag in (("one", "--quiet"), ("two", "-q"))
    ]
    assert command.all_ok(runs) == ["", ""]
    assert (tmp_path / "one" / "train.jsonl").read_bytes() == (tmp_path / "two" / "train.jsonl").read_bytes()


def test_json_is_one_object_that_agrees_with_the_manifest(command: Command, tmp_path: Path) -> None:
    said = json.loads(command.ok("generate", "--rows", 5000, "--out", tmp_path / "data", "--json"))
    manifest = json.loads((tmp_path / "data" / "manifest.json").read_text(encoding="utf-8"))
    for key in ("fingerprint", "seed", "certified", "rows", "splits"):
        assert said[key] == manifest[key]
    assert said["recipe"] == manifest["recipe"]["name"] == "arithmetic"
    assert said["out"] == str(tmp_path / "data")
    assert said["empty_splits"] == []
    assert 0 < said["seconds"] < 60
    assert said["rows_per_second"] == pytest.approx(said["rows"] / said["seconds"], rel=0.01)


def test_the_summary_is_a_table_with_every_split(default: Dataset) -> None:
    lines = default.said.splitlines()
    for name, split in default.manifest["splits"].items():
        row = next(line for line in lines if line.startswith(f"│ {name} "))
        cells = [cell.strip() for cell in row.strip("│").split("│")]
        shared = split["families_shared_with_train"]
        assert cells == [
            name,
            f"{name}.jsonl",
            f"{split['rows']:,}",
            f"{split['distinct_questions']:,}",
            f"{split['families']:,}",
            "-" if shared is None else f"{shared:,}",
        ]
    assert re.fullmatch(rf"401,198 rows in \d+\.\d s \([\d,]+ rows/s\), all certified, in {default.folder}", lines[-1])
    assert "\x1b" not in default.said


def test_a_long_run_shows_a_bar_on_a_terminal_and_takes_it_away(command: Command, tmp_path: Path) -> None:
    out = str(tmp_path / "data")
    terminal = _on_a_terminal(80, command, "generate", "--rows", "1000000", "--out", out)
    shown = {int(done) for done in re.findall(r"(\d+)/1001198", terminal.sent)}
    assert any(0 < done < 1_001_198 for done in shown)
    assert max(shown) == 1_001_198
    assert "/1001198" not in "".join(terminal.lines)
    assert all(len(line) <= 80 for line in terminal.lines if out not in line)
    assert terminal.lines[0].startswith("┏━")
    assert any(re.match(r"│ train +│ 1,000,000 │", line) for line in terminal.lines)
    assert any(line == "no room for columns: file" for line in terminal.lines)


@pytest.mark.parametrize("option", ["--quiet", "--json"])
def test_no_bar_where_nothing_or_json_is_asked_for(option: str, command: Command, tmp_path: Path) -> None:
    sent = _on_a_terminal(80, command, "generate", "--rows", "200000", "--out", str(tmp_path), option).sent
    if option == "--quiet":
        assert sent == ""
    else:
        assert json.loads(sent)["rows"] == 201_198


@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize(
    "words",
    [
        ["problems"],
        ["problems", "additive", "fraction"],
        ["recipes"],
        ["preview"],
        ["preview", "mistakes"],
        ["preview", "equations", "--layout", "chat"],
        ["preview", "--split", "test"],
    ],
    ids=" ".join,
)
def test_tables_fit_the_terminal_and_break_no_word(words: list[str], columns: int, command: Command) -> None:
    lines = _on_a_terminal(columns, command, *words).lines
    assert max(map(len, lines)) <= columns
    # Every word is one of those that stand there where there is room for all of it.
    shown, whole = (_words(each) for each in (lines, _on_a_terminal(2000, command, *words).lines))
    assert shown - whole <= _words(["no room for columns:"])
    assert len(shown) > 20


def test_what_a_file_was_taken_for_is_said_however_long_its_name(command: Command, tmp_path: Path) -> None:
    rows = tmp_path / f"{'long' * 20}.jsonl"
    rows.write_text('{"instruction": "Add.", "input": "57 + 4", "output": "57 + 4 = 61"}\n', encoding="utf-8")
    lines = _on_a_terminal(80, command, "audit", str(rows)).lines
    assert "taken for  JSON Lines; instruction, input, output" in lines


def _words(lines: list[str]) -> set[str]:
    return {word.strip(",") for line in lines for word in re.split(r"[\s━─┏┓┡┩└┘┳╇┴│┃]+", line)}


def test_where_nothing_fits_a_row_is_a_block(command: Command) -> None:
    """Sixty columns are too few for the views side by side."""
    lines = _on_a_terminal(60, command, "problems", "additive", "fraction").lines
    at = lines.index("view                   missing_subtrahend")
    assert lines[at - 2].split() == ["problem", "additive"]
    assert lines[at + 1].split() == ["question", "{a}-x={b},x=?"]


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_printed_recipe_can_be_saved_and_gives_the_same_bytes(
    name: str, command: Command, recipe: Callable[..., Path], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    text = command.ok("recipes", name)
    assert yaml.safe_load(text)["name"] == name
    path = recipe(text, "my own.yaml")
    one, other = tmp_path / "one", tmp_path / "other"
    command.all_ok(["generate", each, "--rows", 4000, "--out", out] for each, out in ((name, one), (path, other)))
    assert snapshot(one) == snapshot(other) != {}


def test_recipes_lists_them_all(command: Command) -> None:
    said = command.ok("recipes")
    assert re.findall(r"^│ (\w+) ", said, re.MULTILINE) == list(builtin_names())
    assert all(len(line) < 200 for line in said.splitlines())


def cells_of(said: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.strip("│").split("│")] for line in said.splitlines()]


def test_problems_lists_kinds_and_the_views_and_mistakes_of_one(command: Command) -> None:
    every, some = command.all_ok([["problems"], ["problems", "additive", "multiplicative", "step"]])
    assert ["gcd", "greatest common divisor of two numbers", "gcd({a}, {b})=?", "2"] in cells_of(every)
    rows = cells_of(some)
    assert ["additive", "-", "missing_subtrahend", "{a}-x={b},x=?", "operand, result"] in rows
    assert ["multiplicative", "*", "missing_dividend", "x/{b}={a},x=?", "operand, result"] in rows
    assert ["two_step", "*-", "minus_product", "{b}-{a}*x={c},x=?", "coefficient, operand, result"] in rows
    assert len([row for row in rows if row[0] in {"additive", "multiplicative", "two_step"}]) == 16
    assert ["off_by_one", "all views"] in rows
    found = json.loads(command.ok("problems", "gcd", "--json"))
    assert {(view["problem"], view["topic"]) for view in found["views"]} == {("gcd", "number theory")}
    assert "lcm_for_gcd" in found["mistakes"]
    listed = command.ok("problems", "--topic", "theory")
    assert listed.startswith("number theory")
    assert "is_prime" in listed
    assert "additive" not in listed
    refused = command("problems", "--topic", "algebraic")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "pairwright: problems: no topic of theirs is called 'algebraic'; did you mean 'algebra'?\n"
    refused = command("problems", "gdc")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == "pairwright: problems: no kind of problem is called 'gdc'; did you mean 'gcd'?\n"


def test_preview_shows_the_rows_of_the_file_and_writes_nothing(
    default: Dataset, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    said = command.ok("preview", cwd=tmp_path)
    for row in default.splits["train"][:12]:
        assert f"│ {row['positive']} " in said
    assert default.positives[12] not in said
    assert snapshot(tmp_path) == {}
    tested, reseeded, three = command.all_ok(
        [
            ["preview", "arithmetic", "--split", "test", "--rows", 1000],
            ["preview", "--seed", 43, "--rows", 3],
            ["preview", "--rows", 3],
        ]
    )
    shown = [[cell.strip() for cell in line.strip("│").split("│")[:2]] for line in tested.splitlines() if "=" in line]
    assert shown == [[row["question"], str(row["answer"])] for row in default.splits["test"]]
    assert reseeded.count("\n") == three.count("\n") == 7
    assert reseeded != three


def test_the_version_is_that_of_the_package(command: Command) -> None:
    said = command.ok("--version")
    assert re.fullmatch(r"pairwright \d+\.\d+\.\d+\n", said)
    words = [sys.executable, "-m", "pairwright", "--version"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == said


HELP: dict[str, list[str]] = {
    "": ["generate", "preview", "recipes", "problems", "--version", "--help"],
    "generate": [
        "recipe", "--out", "--rows", "--seed", "--layout", "--format", "--metadata", "--no-certify", "--overwrite",
        "--quiet", "--json", "pairs, preference, implicit,", "jsonl or json",
    ],
    "preview": ["recipe", "--split", "--rows", "--seed", "nothing is written"],
    "recipes": ["name", "List the built-in recipes"],
    "problems": ["List the kinds of problem", "names", "--topic", "--json"],
}  # fmt: skip


@pytest.mark.parametrize("name", HELP)
def test_help_names_every_command_and_option(name: str, command: Command) -> None:
    arguments = [name] if name else []
    said, short = command.all_ok([[*arguments, "--help"], [*arguments, "-h"]])
    assert "Usage: pairwright" in said
    assert [each for each in HELP[name] if each not in said] == []
    assert short == said


def test_without_a_command_it_shows_its_help(command: Command) -> None:
    assert "Usage: pairwright" in command.ok()
