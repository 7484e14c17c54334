r"""Where an answer must stand, for who trains with a format: in a box, in a tag, behind `####`, on the last line."""

from __future__ import annotations

import re

from pairwright.errors import DataError
from pairwright.verify.answers.passage import Passage

AUTO, BOXED, HASH, LAST_LINE, TAG = "auto", "boxed", "hash", "last_line", "tag:"
# Of more places the last: each may reach to the end of the text.
_MAX_PLACES = 20
_NAME = re.compile(r"[A-Za-z][\w-]{0,40}")
_BOX = re.compile(r"\\(?:boxed|fbox)[ \t]*\{")
_BRACE = re.compile(r"(?<!\\)[{}]")


def require_known(extract: str) -> None:
    """Refuse what names no place.

    Raises:
        DataError: it is none of ours.
    """
    named = isinstance(extract, str) and extract.startswith(TAG) and _NAME.fullmatch(extract.removeprefix(TAG))
    if extract not in {AUTO, BOXED, HASH, LAST_LINE} and not named:
        raise DataError(f"extract: {extract!r} should be auto, boxed, hash, last_line, or tag:NAME such as tag:answer")


def extracted(passage: Passage, extract: str) -> list[Passage]:
    """What stands in the place, each time that it is there; nothing where it is not.

    >>> [each.text for each in extracted(Passage("<answer>0</answer>", range(1)), "tag:answer")]
    ['0']
    """
    text = passage.text
    if extract == BOXED:
        spans = [(match.end(), _closing(text, match.end())) for match in list(_BOX.finditer(text))[-_MAX_PLACES:]]
    elif extract == HASH:
        spans = [(match.end(), _line_end(text, match.end())) for match in re.finditer(r"####", text)]
    elif extract == LAST_LINE:
        end = len(text.rstrip())
        spans = [(text.rfind("\n", 0, end) + 1, end)]
    else:
        name = re.escape(extract.removeprefix(TAG))
        spans = [match.span(1) for match in re.finditer(rf"(?i)<{name}>([^<]*(?:<(?!/?{name}>)[^<]*)*)</{name}>", text)]
    return [passage.until(end).since(start) for start, end in spans]


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _closing(text: str, at: int) -> int:
    """Where the brace that was opened right before a place is closed; the place itself if it is not."""
    depth = 1
    for match in _BRACE.finditer(text, at):
        depth += 1 if match[0] == "{" else -1
        if not depth:
            return match.start()
    return at
