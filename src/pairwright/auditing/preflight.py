"""Tokenizer pre-flight: texts that cannot be encoded, texts over the length, texts that nothing ends."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Example, Finding, Hits, excerpt
from pairwright.auditing.vocabularies import Vocabulary

_SIDES = ("chosen_text", "rejected_text")
_MOST_SHOWN = 40


class Preflight:
    """Counts the texts (of both sides) that a tokenizer or a length makes trouble with.

    Args:
        vocabulary: the tokenizer; None for lengths in characters only.
        max_length: the longest text; None for the tokenizer's own, if it has one.

    """

    def __init__(self, vocabulary: Vocabulary | None, max_length: int | None) -> None:
        self._vocabulary = vocabulary
        own = vocabulary.max_length if vocabulary is not None else None
        self._max_length = max_length if max_length is not None else own
        self._unit = vocabulary.unit if vocabulary is not None else "characters"
        self._tally = Hits()
        self._texts = 0
        self._chosen = 0
        self._longest = 0
        self._strange: dict[str, None] = {}

    def look(self, block: Judged) -> None:
        """Count a block's texts, each distinct one looked at once."""
        if self._vocabulary is None and self._max_length is None:
            return
        for side in _SIDES:
            texts = block.frame.select("line", "row", text=side).drop_nulls()
            self._texts += texts.height
            if texts.height:
                self._encode(block, texts)
        chosen = block.frame["chosen_text"]
        self._chosen += len(chosen) - chosen.null_count()
        if self._vocabulary is not None and not self._vocabulary.adds_stop:
            stop = self._vocabulary.stop
            unended = chosen.is_not_null() if stop is None else ~chosen.str.ends_with(stop)
            block.count(self._tally, "no-stop", unended, ("chosen_text",))

    def findings(self) -> Iterator[Finding]:
        """What was found, as shares of the texts (for `no-stop`: of the chosen ones)."""
        details = {
            "too-long": f"over {self._max_length} {self._unit}; the longest has {self._longest}",
            "unknown-characters": f"unknown: {' '.join(map(visible, self._strange))}",
            "no-stop": self._stop_detail(),
        }
        for found in self._tally.findings(self._texts, details):
            if found.code == "no-stop":
                yield from Hits({"no-stop": found.count}, {"no-stop": list(found.examples)}).findings(
                    self._chosen, details
                )
            else:
                yield found

    def _encode(self, block: Judged, texts: pl.DataFrame) -> None:
        distinct = texts.select("text").unique(maintain_order=True)
        if self._vocabulary is not None:
            distinct = distinct.with_columns(
                self._vocabulary.unknown(distinct["text"]).alias("what"),
                self._vocabulary.lengths(distinct["text"]).alias("length"),
            )
        else:
            distinct = distinct.with_columns(
                pl.lit(None, dtype=pl.String).alias("what"), pl.col("text").str.len_chars().alias("length")
            )
        for strange in distinct["what"].drop_nulls().unique(maintain_order=True):
            for each in strange if self._unit == "characters" else [strange]:
                if len(self._strange) < _MOST_SHOWN:
                    self._strange[each] = None
        self._longest = max(self._longest, int(str(distinct["length"].max())))
        bad = distinct.filter(pl.col("what").is_not_null() | (pl.col("length") > (self._max_length or 2**62)))
        if not bad.height:
            return
        rows = texts.join(bad, on="text", how="inner", maintain_order="left")
        self._count(block, "unknown-characters", rows.filter(pl.col("what").is_not_null()))
        if self._max_length is not None:
            self._count(block, "too-long", rows.filter(pl.col("length") > self._max_length))

    def _count(self, block: Judged, code: str, rows: pl.DataFrame) -> None:
        shown = rows.head(self._tally.wants(code)).select("line", "row", "text").rows()
        examples = [Example(block.file, line, excerpt(text), row) for line, row, text in shown]
        self._tally.add(code, rows.height, examples)
        if block.found is not None:
            block.found.add(code, block.file, rows)

    def _stop_detail(self) -> str:
        stop = self._vocabulary.stop if self._vocabulary is not None else None
        return "the vocabulary has no stop token" if stop is None else f"none ends in {stop!r}"


def visible(character: str) -> str:
    """A character to be printed: itself if it can be seen, else its escape.

    >>> visible("!"), visible(chr(10))
    ('!', 'U+000A')
    """
    return character if character.isprintable() and not character.isspace() else f"U+{ord(character[:1]):04X}"
