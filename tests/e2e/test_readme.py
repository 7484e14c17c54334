"""The commands of README and docs/how-to.md, as a newcomer gives them: in order, in an empty folder, with the recipes.

Left out is what makes, installs or logs in, and what needs a network; models are trained for two steps.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.e2e.conftest import Command

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "docs" / "how-to.md"]
MAKEFILE = ROOT / "Makefile"
OTHERS = ("make ", "pip ", "hf ", ". .venv")
WITH_MODELS = {
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


def run(line: str, folder: Path, command: Command) -> None:
    environment = {**command.environment, "PATH": f"{Path(command.script).parent}:{os.environ['PATH']}"}
    environment |= {"HF_HUB_OFFLINE": "1", "COLUMNS": "80", "OMP_NUM_THREADS": "1"}
    done = subprocess.run(
        line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, timeout=300, check=False,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    # A model of two steps says nothing that could be wrong.
    if line.startswith("pairwright mine") and "no wrong answer among" in done.stderr:
        return
    assert done.returncode == 0, f"{line}: {done.stderr}{done.stdout[-2000:]}"
    assert "Traceback" not in done.stderr, line


def test_each_command_does_what_readme_says_in_its_order(command: Command, tmp_path: Path) -> None:
    made = re.search(r"^generate:.*\n\t\$\(BIN\)/(pairwright .*)$", MAKEFILE.read_text(encoding="utf-8"), re.MULTILINE)
    assert made is not None
    run(made[1], tmp_path, command)
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
        line = text.partition("  #")[0].rstrip()
        run(f"{line} {WITH_MODELS.get(words[1], '')}", tmp_path, command)
    assert PAGES[0].read_text(encoding="utf-8").count("\n") <= 120
    assert set(ran) >= {"generate", "preview", "check", "push", "audit", "convert", "train", "eval", "export-task"}
