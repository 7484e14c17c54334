"""Commands of a page inside this process, where torch is imported once for all of them."""

from __future__ import annotations

import contextlib
import io
import shlex
from collections.abc import Mapping
from glob import glob
from pathlib import Path

import pytest

from pairwright.cli.main import main


def run(line: str, more: Mapping[str, str]) -> tuple[int, str, str]:
    """The exit code of a command in the folder of this process, what it said, and what it complained of.

    Args:
        line: as a shell takes it: names with `*`, `> FILE` at its end, and a comment.
        more: command -> options that are added to it.

    """
    words = shlex.split(line, comments=True)
    target = words.pop() if words[-2:-1] == [">"] else None
    if target:
        words.pop()
    words = [path for word in words for path in (glob(word) if "*" in word else [word])]
    words += shlex.split(more.get(words[1], ""))
    said, complained = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(complained),
        pytest.MonkeyPatch.context() as patch,
    ):
        # Signals are for the process: pytest's own.
        patch.setattr("pairwright.cli.main.heed_signals", lambda: None)
        patch.setattr("sys.argv", words)
        patch.setattr("sys.stdin", io.StringIO())
        with pytest.raises(SystemExit) as end:
            main()
    if target:
        Path(target).write_text(said.getvalue(), encoding="utf-8")
    return int(end.value.code or 0), said.getvalue(), complained.getvalue()
