"""What is wrong with a side: its answer, its calculation, no text, no question, the prompt swallowed or repeated."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

import polars as pl

from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Finding, Hits, finding

Texts = tuple[str, ...]
_CHOSEN = ("question", "chosen")
_REJECTED = ("question", "rejected")
_TEXTS = ("chosen_text", "rejected_text")


class Sides:
    """Counts rows with a fault in a side."""

    def __init__(self) -> None:
        self._tally = Hits()
        self._rows = 0
        # Questions with an answer: how many could be judged, and why the others could not.
        self.judged = {"judged": 0, "question_unread": 0, "answer_unread": 0}

    def look(self, block: Judged) -> None:
        """Count a block's faults."""
        self._rows += block.frame.height
        self._answers(block)
        self._rejected(block)
        self._texts(block)
        self._prompts(block)

    def findings(self) -> Iterator[Finding]:
        """What was found, as shares of the rows."""
        answered = sum(self.judged.values())
        if answered and not self.judged["judged"]:
            yield finding("nothing-judged", answered, answered)
        yield from self._tally.findings(self._rows)

    def _answers(self, block: Judged) -> None:
        frame = block.frame
        verdict, read = frame["chosen_verdict"], frame["read"]
        unread = ~read & (_filled(frame["chosen"]) | frame["stated"].is_not_null()).fill_null(value=False)
        fails = (verdict == "RIGHT") & (frame["chosen_reason"] == "FAILS")
        for code, hits, columns in (
            ("not-judged", unread | (~read & frame["rejected"].is_not_null()), ("question", "chosen_text")),
            ("chosen-wrong", verdict == "WRONG", _CHOSEN),
            ("digits-reversed", (verdict == "WRONG") & _turned_round(frame), _CHOSEN),
            ("chosen-degenerate", verdict == "DEGENERATE", _CHOSEN),
            ("chosen-unparsed", read & (verdict == "UNPARSED") & _filled(frame["chosen"]), _CHOSEN),
            ("reason-false", fails, _CHOSEN),
            # Of a question that is not read nothing is known, so nothing differs from it.
            ("answer-differs", read & frame["stated_verdict"].is_in(["WRONG", "UNPARSED"]), ("question", "stated")),
        ):
            self._count(block, code, hits, columns, once=True)
        if block.meaning.chosen is not None:
            # Nothing of the row was understood, such as messages whose contents are no texts.
            blank = frame.select(pl.all_horizontal(pl.col("question", "chosen", "rejected", "stated").is_null()))
            self._count(block, "not-judged", blank.to_series(), ("question", "chosen_text"), once=True)
            self.judged["question_unread"] += int(blank.to_series().sum())
        for name, each in self._judgements(frame).items():
            self.judged[name] += int((each.fill_null(value=False).to_numpy() & block.first).sum())

    @staticmethod
    def _judgements(frame: pl.DataFrame) -> dict[str, pl.Series]:
        """Of each question with an answer, whether it could be judged, or why not."""
        verdicts = [frame[name] for name in ("chosen_verdict", "rejected_verdict", "stated_verdict")]
        sides = reduce(or_, (each.is_not_null() for each in verdicts))
        judged = reduce(or_, (each.is_in(["RIGHT", "WRONG", "DEGENERATE"]).fill_null(value=False) for each in verdicts))
        return {
            "judged": judged,
            "question_unread": sides & ~judged & ~frame["read"],
            "answer_unread": sides & ~judged & frame["read"],
        }

    def _rejected(self, block: Judged) -> None:
        frame = block.frame
        # A right answer with a reason that does not hold is a fair rejected side.
        right = (frame["rejected_verdict"] == "RIGHT") & (frame["rejected_reason"] != "FAILS")
        self._count(block, "rejected-right", right & ~frame["asks_apart"], _REJECTED)
        self._count(block, "sides-ask-differently", frame["asks_apart"], _TEXTS)
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


def _turned_round(frame: pl.DataFrame) -> pl.Series:
    """Where the answer found has the digits of the right one from the ones on: 321 for 123, 12 or 012 for 210."""
    digits = r"^-?[0-9]+$"
    whole = pl.all_horizontal(pl.col(name).str.contains(digits) for name in ("chosen_found", "expected"))
    turned = pl.col("expected").str.strip_prefix("-").str.reverse().str.strip_chars_start("0")
    same_sign = pl.col("expected").str.starts_with("-") == pl.col("chosen_found").str.starts_with("-")
    said = pl.col("chosen_found").str.strip_prefix("-").str.strip_chars_start("0")
    return frame.select(whole & same_sign & (said == turned)).to_series()


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
