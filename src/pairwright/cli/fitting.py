"""How wide a terminal is, how wide a text is in it, and how a text is broken into lines."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from itertools import accumulate

# A pipe has no width; a row on a line is easiest to search there.
_PIPE_WIDTH = 200


def room() -> int:
    """How wide a line on stdout may be: as COLUMNS says, or the terminal, or 200 in a pipe."""
    if "COLUMNS" not in os.environ and not sys.stdout.isatty():
        return _PIPE_WIDTH
    return max(1, shutil.get_terminal_size().columns)


def text_width(text: str) -> int:
    """How many columns of a terminal a text takes: two for a wide character, none for an accent on the one before.

    >>> [text_width(each) for each in ("x+3", "数", "e\u0301")]
    [3, 2, 1]
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


def wrapped(text: str, width: int, *, indent: int = 0) -> list[str]:
    """The text in lines, broken between words; a word that is wider than a line is broken where the line ends.

    Args:
        text: one line.
        width: columns of a line, at least 1.
        indent: blanks before each line but the first.

    >>> wrapped("the answer is 40", 10, indent=2)
    ['the answer', '  is 40']

    """
    lines, line = [], ""
    for number, word in enumerate(text.split(" ")):
        longer = f"{line} {word}" if number else word
        if text_width(longer) <= width:
            line = longer
            continue
        if line.strip():
            lines.append(line)
        line = " " * indent + word if number else word
        while text_width(line) > width:
            head = _head(line, max(width, indent + 2))
            lines.append(head)
            line = " " * indent + line[len(head) :]
    return [*lines, line]


def _head(text: str, width: int) -> str:
    """As much of a text as fits."""
    ends = accumulate(map(_character_width, text))
    return text[: sum(end <= width for end in ends)]


def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
