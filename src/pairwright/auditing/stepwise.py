"""Solutions judged step by step, whoever has labelled them; pairs of single steps too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from pairwright.auditing import verdicts
from pairwright.auditing.blocks import Judged
from pairwright.auditing.findings import Example, Finding, Hits, excerpt
from pairwright.reading.meaning import RATINGS
from pairwright.texts.stepwise import NO_STEPS

_SIDES = ("chosen", "rejected")
_SAID = {"HOLDS": "hold", "FAILS": "fail", "UNREAD": "unread", "NONE": "state_nothing"}


def with_steps(block: Judged) -> Judged:
    """A block with its labelled steps, if it has some."""
    if block.meaning.is_stepwise:
        return _of_solutions(block)
    return _of_pairs(block) if "of_steps" in block.frame.columns else block


def _of_solutions(block: Judged) -> Judged:
    """A block of solutions with its steps; of the whole ones only those all of whose steps are right must be right.

    A wrong step may lead to the right answer.
    """
    frame = block.frame
    right = pl.any_horizontal((pl.col(f"{side}_verdict") == "RIGHT").fill_null(value=False) for side in _SIDES)
    wrong = pl.any_horizontal((pl.col(f"{side}_verdict") == "WRONG").fill_null(value=False) for side in _SIDES)
    # What was tried and not gone on with leads to no answer.
    leads = pl.lit(block.meaning.steps != RATINGS)
    listed = frame.select("line", "row", "question", "stated", "rated", right=leads & right & ~wrong).explode(
        "rated", empty_as_null=True
    )
    steps = verdicts.steps_judged(listed.drop_nulls("rated").unnest("rated").drop_nulls("step"))
    judged = steps.filter(pl.col("said").is_in(["HOLDS", "FAILS"]))["row"].unique()
    # An answer that is not found in a solution is no fault; where steps are judged, something is.
    known = pl.col("chosen_verdict") != "UNPARSED"
    told = frame.drop("steps", "labels", "rated").with_columns(
        *(pl.when(known).then(name).alias(name) for name in ("chosen_verdict", "chosen_reason")),
        read=pl.col("read") | pl.col("row").is_in(judged.implode()),
        rejected_verdict=pl.lit(None, dtype=pl.String),
        rejected_reason=pl.lit(None, dtype=pl.String),
        # Its steps tell.
        stated_verdict=pl.when(pl.col("read")).then("stated_verdict"),
    )
    return replace(block, frame=told, steps=steps.drop("stated"))


def _of_pairs(block: Judged) -> Judged:
    """A block in which some pairs are of single steps: no answers, and judged as steps."""
    frame, pair = block.frame, pl.col("of_steps")
    if not frame["of_steps"].any():
        return block
    sides = [
        frame.filter("of_steps").select(
            "line", "row", "question", "stated", step=side, label=pl.lit(side == "chosen"), right=pl.lit(value=False)
        )
        for side in _SIDES
    ]
    steps = verdicts.steps_judged(pl.concat(sides).drop_nulls("step"))
    names = [f"{side}_{name}" for side in _SIDES for name in ("verdict", "reason", "found")]
    told = frame.with_columns(pl.when(~pair).then(name).alias(name) for name in names)
    return replace(block, frame=told, steps=steps.drop("stated"))


class Steps:
    """Counts labelled steps that are what their labels deny."""

    def __init__(self) -> None:
        self._tally, self._rows = Hits(), Hits()
        self._seen = 0
        self.counts = dict.fromkeys(("labelled", *_SAID.values()), 0)

    def look(self, block: Judged) -> None:
        """Count a block's steps."""
        steps = block.steps
        if steps is None:
            return
        if block.meaning.is_stepwise:
            self._seen += block.frame.height
            block.count(self._rows, "step-labels", block.frame["reason"] == NO_STEPS, ("chosen_text", "question"))
        labelled = steps.filter(pl.col("label").is_not_null())
        self.counts["labelled"] += labelled.height
        for said, rows in labelled["said"].value_counts().iter_rows():
            self.counts[_SAID[said]] += rows
        fails = labelled.filter(pl.col("label") & (pl.col("said") == "FAILS"))
        held = (pl.col("said").is_in(["HOLDS", "NONE"])).all().over("row")
        holds = labelled.filter(held & ~pl.col("label") & (pl.col("said") == "HOLDS") & pl.col("right"))
        for code, hits in (("step-fails", fails), ("step-holds", holds)):
            self._count(block, code, hits)

    def findings(self) -> Iterator[Finding]:
        """What was found, as shares of the labelled steps, or of the rows."""
        yield from self._rows.findings(self._seen)
        yield from self._tally.findings(self.counts["labelled"])

    def _count(self, block: Judged, code: str, hits: pl.DataFrame) -> None:
        shown = hits.head(self._tally.wants(code)).select("line", "row", "question", "step").iter_rows()
        examples = [Example(block.file, line, excerpt(*texts), row) for line, row, *texts in shown]
        self._tally.add(code, hits.height, examples)
        if block.found is not None and hits.height:
            block.found.add(code, block.file, hits.select("line", "row").unique(maintain_order=True))
