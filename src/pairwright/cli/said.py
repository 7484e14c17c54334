"""What goes to the terminal: whatever it quotes (data, models, servers, file names) passes through `visible`.

A terminal obeys control characters: ESC and the C1 codes move, hide, retitle and link (OSC 8), a newline in a key
forges a line, and the marks for writing from right to left show a text in another order than it has.
"""

from __future__ import annotations

import json
import os
import re
import sys

from pairwright.cli.fitting import room, wrapped
from pairwright.errors import one_line

# DEL and C1, marks of direction, separators of lines, surrogates (which no encoding has), tags.
_MARKS = "\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\U000e0000-\U000e007f"
_OBEYED = re.compile(f"[\x00-\x1f{_MARKS}]")
# JSON itself escapes the others.
_UNESCAPED = re.compile(f"[{_MARKS}]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    r"""The text with every character that a terminal would obey written out.

    >>> visible("a\x1b[31mb\n")
    'a\\x1b[31mb\\n'
    """
    return _OBEYED.sub(_written_out, text)


def _written_out(found: re.Match[str]) -> str:
    character = found[0]
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def say(line: str = "", *, whole: bool = False) -> None:
    """A line on stdout; on a terminal that is too narrow it is broken between words, unless it is to stay `whole`."""
    shown = visible(line)
    for each in [shown] if whole or not sys.stdout.isatty() else wrapped(shown, room(), indent=2):
        print(each, flush=True)


def say_text(text: str) -> None:
    """A whole text as it is; on a terminal with everything that it would obey written out."""
    if sys.stdout.isatty():
        text = "".join(f"{visible(line)}\n" for line in text.splitlines())
    print(text, end="")


def complain(message: str) -> None:
    """A line on stderr."""
    print(f"pairwright: {visible(one_line(message))}", file=sys.stderr)


def say_json(data: object, *, indent: int | None = 2) -> None:
    """Data as JSON on stdout, in which every character that a terminal would obey is escaped as JSON has it."""
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    print(_UNESCAPED.sub(lambda found: json.dumps(found[0])[1:-1], text), flush=True)


def bold(text: str) -> str:
    """The text in bold, where stdout is a terminal that is to have it."""
    return styled(text, "1")


def styled(text: str, codes: str) -> str:
    """The text in a style (ANSI's numbers for it), where stdout is a terminal that is to have it."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return f"\x1b[{codes}m{text}\x1b[0m" if coloured else text
