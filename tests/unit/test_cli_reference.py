"""docs/cli.md is what the commands say with --help (`make golden` rewrites it)."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

from pairwright.cli.app import application

REFERENCE = Path(__file__).parents[2] / "docs" / "cli.md"
_WIDTH = 100
_HEAD = """# The command line

What `pairwright --help` and `pairwright COMMAND --help` say; `make golden` rewrites this page from them.
Exit codes: 0 all is well; 1 `check` or `audit --strict` found something, or `convert` left rows out; 2 refused,
with one line on stderr that says why and what to do; 130 stopped.
"""


def reference() -> str:
    """The whole page: plain text, one width, whatever the terminal is."""
    group = get_command(application())
    assert isinstance(group, TyperGroup)
    group.rich_markup_mode = None
    above = typer.Context(group, info_name="pairwright", terminal_width=_WIDTH, **group.context_settings)
    sections = [("pairwright", group.get_help(above))]
    for name, command in group.commands.items():
        command.rich_markup_mode = None  # type: ignore[attr-defined]
        context = typer.Context(command, info_name=name, parent=above)
        sections.append((f"pairwright {name}", command.get_help(context)))
    return _HEAD + "".join(f"\n## {title}\n\n```\n{said.rstrip()}\n```\n" for title, said in sections)


def test_the_reference_is_what_the_commands_say(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = reference()
    if request.config.getoption("--update-golden"):
        REFERENCE.write_text(found, encoding="utf-8")
    assert found == REFERENCE.read_text(encoding="utf-8")
    for width in ("40", "200"):
        monkeypatch.setenv("COLUMNS", width)
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert reference() == found
    assert found.isascii()
    assert max(map(len, found.splitlines())) <= 120


def test_each_command_says_in_one_line_what_it_does() -> None:
    group = get_command(application())
    assert isinstance(group, TyperGroup)
    for name, command in group.commands.items():
        said = (command.help or "").strip()
        assert 20 <= len(said) <= 120, name
        assert "\n" not in said, name
        assert said.endswith("."), name
        for parameter in command.params:
            assert parameter.name == "help" or getattr(parameter, "help", None), (name, parameter.name)
