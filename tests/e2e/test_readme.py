"""The commands of README and docs/how-to.md, as a newcomer gives them: in order, in an empty folder, with the recipes.

Left out is what makes, installs or logs in, and what needs a network; models are trained for two steps, and large
datasets are made smaller.  All run in this process: that the command itself starts, other tests of this folder see.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.in_process import run

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "how-to.md"]
MAKEFILE = ROOT / "Makefile"
OTHERS = ("make ", "pip ", "hf ", ". .venv")
SMALL = {
    "generate": "--rows 20000",
    "base": "--max-steps 2",
    "train": "--max-steps 2",
    "mine": "--questions 20 --samples 1",
    "import-nanogpt": "",
    "export-nanogpt": "",
    "eval": "--max-new-tokens 4",
    "ask": "",
}


def steps() -> Iterator[tuple[str, str]]:
    """What the pages show, in order: ('sh', a line) or ('yaml', a whole recipe)."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    for language, block in re.findall(r"^```(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        if language == "yaml":
            yield language, block
        elif language == "sh":
            yield from ((language, line) for line in block.splitlines() if line.strip())


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In an empty folder, without the Hub."""
    from huggingface_hub import constants

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("COLUMNS", "80")


def runs_well(line: str) -> None:
    code, said, complained = run(line, {} if "--rows" in line else SMALL)
    # A model of two steps says nothing that could be wrong.
    if line.startswith("pairwright mine") and "no wrong answer among" in complained:
        return
    assert code == 0, f"{line}: {complained}{said[-2000:]}"
    assert "Traceback" not in complained, line


def test_each_command_does_what_readme_says_in_its_order(tmp_path: Path) -> None:
    made = re.search(r"^generate:.*\n\t\$\(BIN\)/(pairwright .*)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert made is not None
    runs_well(made[1])
    ran: list[str] = []
    for language, text in steps():
        if language == "yaml":
            name = re.match(r"# (\S+\.yaml)\n", text)
            assert name, f"a recipe of a page has no file name: {text[:40]}"
            (tmp_path / name[1]).write_text(text, encoding="utf-8")
            continue
        if text.startswith(OTHERS):
            continue
        words = shlex.split(text, comments=True)
        assert words[0] == "pairwright", text
        if words[1] == "push" and "--dry-run" not in words:
            continue
        ran.append(words[1])
        runs_well(text)
    assert PAGES[0].read_text(encoding="utf-8").count("\n") <= 120
    assert set(ran) >= {"generate", "preview", "check", "push", "audit", "convert", "train", "eval", "export-task"}
