"""What a page is made of, as plain data: the page's own script draws it and sets every text as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Part = dict[str, Any]
# Longer texts are cut in a report, and said to be; a row of a megabyte would otherwise make a page of fifty.
LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Section:
    """A part of the page with a heading.

    Attributes:
        id: its name in the address, unique on the page.
        title: its heading.
        lede: what it tells, in a sentence or two.
        parts: what it holds, in the order in which it is read.
        source: the input it is about, where there are several.

    """

    id: str
    title: str
    lede: str
    parts: tuple[Part, ...]
    source: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {**vars(self), "parts": list(self.parts)}


@dataclass(frozen=True)
class Head:
    """A column of a table.

    Attributes:
        name: its head.
        kind: 'text', 'code', 'count', 'share' (0..1), 'number', 'bar' (a share, drawn) or 'verdict'.

    """

    name: str
    kind: str = "text"


def figures(items: Iterable[tuple[str, object, str]]) -> Part:
    """Numbers that are read first: name, value, and what it means."""
    return {
        "type": "figures",
        "items": [{"label": label, "value": value, "note": note} for label, value, note in items],
    }


def table(caption: str, columns: Sequence[Head], rows: Iterable[Sequence[object]]) -> Part:
    """Rows under heads; the caption says what it shows."""
    return {
        "type": "table",
        "caption": caption,
        "columns": [vars(each) for each in columns],
        "rows": [list(row) for row in rows],
    }


def chart(title: str, caption: str, spec: Mapping[str, Any], same: Part) -> Part:
    """A picture, with the same as a table for who cannot see it."""
    return {"type": "chart", "title": title, "caption": caption, "spec": dict(spec), "table": same}


def rows(caption: str, filters: Sequence[str], items: Iterable[Mapping[str, Any]]) -> Part:
    """Rows to page through, to filter by some of their fields and to open."""
    return {"type": "rows", "caption": caption, "filters": list(filters), "rows": list(items)}


def findings(items: Iterable[Mapping[str, Any]]) -> Part:
    """What an audit found, each with its examples and the way out."""
    return {"type": "findings", "items": list(items)}


def note(text: str) -> Part:
    """A sentence by itself."""
    return {"type": "note", "text": text}


def shortened(text: str | None, longest: int = LONGEST_TEXT) -> str | None:
    """A text that is not too long for a page; what is left out is counted.

    >>> shortened("abc"), shortened("a" * 12, 10)
    ('abc', 'aaaaaaaaaa… (2 more characters)')
    """
    if text is None or len(text) <= longest:
        return text
    return f"{text[:longest]}… ({len(text) - longest:,} more characters)"
