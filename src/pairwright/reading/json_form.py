"""The form of a JSON file: rows on lines, an array, one under a key of an object, or objects laid out at will."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from pairwright.reading.keys import kinds_of, meaning_of

LINES, ARRAY, OBJECTS = "JSON Lines", "JSON array", "JSON objects"
_DECODER = json.JSONDecoder()
_SPACE = re.compile(r"[ \t\r\n]*")
_ROWS = re.compile(r"\[\s*\{")


@dataclass(frozen=True)
class JsonForm:
    """How rows stand in a file.

    Attributes:
        name: `LINES`, `ARRAY` or `OBJECTS`.
        under: the key under which the array stands; None for one that is the whole file.
        start: how many characters stand before its bracket.

    """

    name: str
    under: str | None = None
    start: int = 0


def form_of(text: str) -> JsonForm:
    r"""The form of JSON that begins so.

    Args:
        text: the first MiB of a file, or all of it.

    >>> form_of('{"a": 1}\n{"a": 2}').name, form_of('{\n "a": 1\n}\n').name, form_of('{"data": [{"a": 1}]}').under
    ('JSON Lines', 'JSON objects', 'data')
    """
    body = text.lstrip()
    if body.startswith("["):
        return JsonForm(ARRAY)
    first, newline, rest = body.partition("\n")
    row = _object(first)
    if row is not None and (rest.strip() or meaning_of(kinds_of([row])) is not None):
        return JsonForm(LINES)
    # A line that ends beyond the text may be a row; of one that is a row, no key holds further ones.
    wrapped = _wrapped(text)
    if wrapped is not None:
        return wrapped
    laid_out = row is None and newline and (_spans(body) or first.rstrip().endswith(("{", ",", "[")))
    return JsonForm(OBJECTS) if laid_out else JsonForm(LINES)


def _object(line: str) -> Mapping[str, object] | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _spans(text: str) -> bool:
    """Whether a text begins with an object that goes over several lines."""
    try:
        found, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "\n" in text[:end]


def _wrapped(text: str) -> JsonForm | None:
    """The first array of objects in the object that a text begins with; None where that is a row itself."""
    place = _after_space(text, 0) + 1
    keys: dict[str, object] = {}
    try:
        while True:
            key, place = _DECODER.raw_decode(text, _after_space(text, place))
            place = _after_space(text, place)
            if not isinstance(key, str) or text[place] != ":":
                return None
            place = _after_space(text, place + 1)
            if _ROWS.match(text, place) is not None and not _is_row(key, text, place, keys):
                return JsonForm(ARRAY, key, place)
            keys[key], place = _DECODER.raw_decode(text, place)
            place = _after_space(text, place)
            if text[place] != ",":
                return None
            place += 1
    except (ValueError, IndexError, RecursionError):
        return None


def _is_row(key: str, text: str, place: int, before: Mapping[str, object]) -> bool:
    """Whether an array of objects is a row's own, such as its messages."""
    try:
        first, _ = _DECODER.raw_decode(text, text.index("{", place))
    except (ValueError, RecursionError):
        # Longer than what is looked at.
        return meaning_of(kinds_of([{**before, key: [{"content": ""}]}])) is not None
    return meaning_of(kinds_of([{**before, key: [first]}])) is not None


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return place if found is None else found.end()
