"""The commands that the pages of docs/ show, in their order, each page in a folder of its own.

README and docs/how-to.md stand in test_readme.py, which has the commands of docs/models.md too; docs/trainers.md in
tests/convert. Left out is what installs, needs a network or a server, or is another program; datasets are small and
models are trained for two steps.
"""

from __future__ import annotations

import gzip
import re
import shlex
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.e2e.in_process import run

import pairwright

if TYPE_CHECKING:
    from tests.e2e.conftest import Command

DOCS = Path(__file__).parents[2] / "docs"
ELSEWHERE = {"how-to.md", "models.md", "trainers.md"}
# What no test can reach; what else programs are.
NOT_HERE = re.compile(r"s3://|localhost:8000|10\.0\.0\.1|HuggingFaceTB|graded/kept|^(pip|lm_eval|swift|python) ")
SMALL = {
    "generate": "--rows 800 --overwrite",
    "base": "--max-steps 2",
    "train": "--max-steps 2",
    "mine": "--questions 20 --samples 1",
    "grade": "--questions 20 --samples 2",
    "eval": "--max-new-tokens 4",
}
# What a model of two steps, which refuses every question, ends with: nothing to pair, nothing kept, a target missed.
IS_SO = {"mine": 2, "--target": 1}


def commands(page: Path) -> Iterator[str]:
    """The lines of the shell blocks; a synopsis, which has brackets, is none."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        yield from (
            line
            for line in block.splitlines()
            if line.startswith("pairwright") and not re.search(r"[\[\]]", line) and not NOT_HERE.search(line)
        )


def of_pages() -> list[Path]:
    return [page for page in sorted(DOCS.glob("*.md")) if page.name not in ELSEWHERE and any(commands(page))]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the pages take as given: a dataset, models, and files of others."""
    folder = tmp_path_factory.mktemp("stock")
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(800), folder / "data")
    pairwright.write(pairwright.load_recipe("notebook").with_rows(400), folder / "notebook")
    own = pairwright.load_recipe("arithmetic").with_rows(100).with_layout("preference")
    pairwright.write(own, folder / "own")
    pairwright.write(own.with_changes(format="parquet"), folder / "shards", shards=2)
    pairwright.make_base(folder / "base", max_steps=2)
    for name in ("model", "sft"):
        pairwright.train(folder / "data", folder / "base", folder / name, method="sft", max_steps=2)
    shutil.copy(folder / "notebook" / "dpo_data.json", folder / "dpo_data.json")
    shutil.copy(folder / "notebook" / "dpo_test_data.json", folder / "dpo_test_data.json")
    shutil.copy(folder / "data" / "train.jsonl", folder / "train.jsonl")
    shutil.copy(folder / "data" / "test.jsonl", folder / "val.jsonl")
    shutil.copy(folder / "own" / "train.jsonl", folder / "prefs.jsonl")
    (folder / "prefs.jsonl.gz").write_bytes(gzip.compress((folder / "prefs.jsonl").read_bytes()))
    return folder


def serve(line: str, command: Command) -> None:
    """`view` gives its address and ends with Ctrl-C."""
    with command.start(*shlex.split(line)[1:]) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("http://127.0.0.1:")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
        finally:
            process.kill()


@pytest.mark.parametrize("page", of_pages(), ids=lambda page: page.name)
def test_each_command_of_a_page_does_what_it_says(
    page: Path, stock: Path, command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(stock, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for each, text in re.findall(r"^```yml\n# (\S+\.yaml)\n(.*?)^```", page.read_text(), re.MULTILINE | re.DOTALL):
        (tmp_path / each).write_text(text)
    for line in commands(page):
        out = re.search(r"--out (\S+)", line)
        if out and not re.search(r"--resume|--overwrite| mine ", line):
            shutil.rmtree(tmp_path / out[1], ignore_errors=True)
        if line.startswith("pairwright view") and "--bundle" not in line:
            serve(line, command)
            continue
        code, _, complained = run(line, SMALL)
        assert code in {0, *(code for word, code in IS_SO.items() if word in line.split())}, f"{line}: {complained}"
        assert "Traceback" not in complained, line
