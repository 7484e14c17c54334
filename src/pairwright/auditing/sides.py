"""What is wrong with a side: its answer, its calculation, no text, no question, the prompt swallowed or repeated."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Finding, Hits

Texts = tuple[str, ...]
_CHOSEN = ("question", "chosen")
_REJECTED = ("question", "rejected")
_TEXTS = ("chosen_text", "rejected_text")


class Sides:
    """Counts rows with a fault in a side."""

    def __init__(self) -> None:
        self._tally = Hits()
        self._rows = 0

    def look(self, block: Judged) -> None:
        """Count a block's faults."""
        self._rows += block.frame.height
        self._answers(block)
        self._rejected(block)
        self._texts(block)
        self._prompts(block)

    def findings(self) -> Iterator[Finding]:
        """What was found, as shares of the rows."""
        return self._tally.findings(self._rows)

    def _answers(self, block: Judged) -> None:
        frame = block.frame
        verdict, filled = frame["chosen_verdict"], _filled(frame["chosen"])
        reasoned = (frame["chosen_found"] == frame["expected"]) & (frame["chosen_rationale"] == False)  # noqa: E712
        reasoned = reasoned.fill_null(value=False)
        for code, hits in (
            ("chosen-wrong", (verdict == "WRONG") & ~reasoned),
            ("chosen-degenerate", verdict == "DEGENERATE"),
            ("chosen-unparsed", (verdict == "UNPARSED") & filled),
            ("rationale-false", reasoned & verdict.is_in(["RIGHT", "WRONG"])),
        ):
            self._count(block, code, hits, _CHOSEN, once=True)
        differs = frame["stated_verdict"].is_in(["WRONG", "UNPARSED"])
        self._count(block, "answer-differs", differs, ("question", "stated"), once=True)

    def _rejected(self, block: Judged) -> None:
        frame = block.frame
        # A right answer with a reason that does not hold is WRONG, and a fair rejected side.
        self._count(block, "rejected-right", frame["rejected_verdict"] == "RIGHT", _REJECTED)
        same = (frame["chosen_text"] == frame["rejected_text"]) & _filled(frame["chosen"])
        self._count(block, "chosen-equals-rejected", same, _TEXTS)

    def _texts(self, block: Judged) -> None:
        frame = block.frame
        empty = _empty(frame["chosen"]) | _empty(frame["rejected"])
        self._count(block, "empty-side", empty, _TEXTS)

    def _prompts(self, block: Judged) -> None:
        frame = block.frame
        self._count(block, "prompt-repeated", frame["repeats_prompt"], _TEXTS)
        if not block.meaning.whole:
            return
        both = frame["chosen_text"].is_not_null() & frame["rejected_text"].is_not_null()
        missing = both & (frame["chosen_asks"] != frame["rejected_asks"])
        self._count(block, "prompt-missing", missing, _TEXTS)
        if block.meaning.characters:
            self._count(block, "prompt-trap", _swallowed(frame), _TEXTS)

    def _count(
        self, block: Judged, code: str, hits: pl.Series, columns: tuple[str, ...], *, once: bool = False
    ) -> None:
        mask = hits.fill_null(value=False).to_numpy()
        block.count(self._tally, code, mask & block.first if once else mask, columns)


def _filled(texts: pl.Series) -> pl.Series:
    return ~_empty(texts)


def _empty(texts: pl.Series) -> pl.Series:
    """Which texts are there and hold nothing but spaces."""
    return (texts.str.len_bytes() == 0) | texts.str.contains(r"^\s*$")


def _swallowed(frame: pl.DataFrame) -> pl.Series:
    """Where TRL's `extract_prompt` would take part of the answer into the prompt.

    It takes the characters that both sides begin with, less a space at their end.  That is more than the
    question just where both sides go on alike after it (the letters of an answer, not only a space).
    """
    asked = frame["chosen_asks"] & frame["rejected_asks"] & (frame["chosen_text"] != frame["rejected_text"])
    # The completions stand after the same question; their first characters decide.
    first = frame["chosen"].str.head(1)
    return asked & (first == frame["rejected"].str.head(1)) & (first != "")
