"""Whole solutions as pairs of a step each: what both begin with, and the right and the wrong step in which they part.

Only what is proven is kept: every step before them, the right one, and that the wrong one is none.
"""

from __future__ import annotations

import polars as pl

from pairwright.converting.marks import JOINED
from pairwright.texts.judged_steps import steps_judged
from pairwright.verify import Declared

_SIDES = ("chosen", "rejected")
# Where a step ends that stands in a row of them: `7+4=11, 18-11=7. The answer is 7.`; of "gcd(6, 4)=2" at no comma.
_ENDS = ((r"(=[^=,()\n]*,)(\s)", rf"${{1}}{JOINED}${{2}}"), (r"([.!?])(\s)", rf"${{1}}{JOINED}${{2}}"))
_THOUGHT = "</think>"
# What is no part of a step is left out before it is judged.
_AROUND = r"^\s*(?:<think>|</think>)?\s*|[\s,]+$"
_PROVEN, _WRONG = "HOLDS", "FAILS"


def parted_at_steps(frame: pl.DataFrame, declared: Declared | None) -> pl.DataFrame:
    """Pairs of whole solutions as pairs of the step in which they part.

    Args:
        frame: question, chosen, rejected (String; as `marked` gives them), stated, reason, row.
        declared: what the recipe of the rows declares.

    Returns:
        The same with question (the steps before it behind it), chosen and rejected (the step with the space before
        it), and a reason where either is not proven.

    """
    frame = frame.with_row_index("at").with_columns(
        pl.when(pl.col(side).str.starts_with(JOINED))
        .then(pl.col(side).str.strip_prefix(JOINED))
        .otherwise(pl.lit(" ") + pl.col(side))
        .alias(side)
        for side in _SIDES
    )
    read = frame if declared is None else frame.with_columns(declared.left_to_right(frame[side]) for side in _SIDES)
    places = _places(frame).join(_places(read).rename({side: f"read_{side}" for side in _SIDES}), on=["at", "place"])
    differ = pl.col("chosen").ne_missing(pl.col("rejected"))
    places = places.with_columns(parts=pl.col("place").filter(differ).min().over("at"))
    places = places.filter(pl.col("place") <= pl.col("parts"))
    questions = frame["question"] if declared is None else declared.bare(frame["question"])
    proven = _proven(places, frame.select("at", questions.alias("question"), "stated"))
    last = places.filter(pl.col("place") == pl.col("parts")).select("at", right="chosen", wrong="rejected")
    before = places.filter(pl.col("place") < pl.col("parts")).group_by("at").agg(before=pl.col("chosen").str.join(""))
    told = frame.join(last, on="at", how="left").join(before, on="at", how="left").join(proven, on="at", how="left")
    told = told.sort("at")
    reason = (
        pl.when(pl.col("right").is_null() | pl.col("wrong").is_null())
        .then(pl.lit("the solutions do not part at a step that both have"))
        .when(~pl.col("begun").fill_null(value=False))
        .then(pl.lit("a step before the one in which the solutions part is not proven"))
        .when(pl.col("said_right").ne_missing(pl.lit(_PROVEN)))
        .then(pl.lit("the right step is not proven"))
        .when(pl.col("said_wrong").ne_missing(pl.lit(_WRONG)))
        .then(pl.lit("the wrong step is not proven to be wrong"))
    )
    return told.with_columns(
        question=pl.concat_str("question", pl.col("before").fill_null("")),
        chosen=_bare("right"),
        rejected=_bare("wrong"),
        reason=pl.coalesce("reason", reason),
    ).select(frame.drop("at").columns)


def _places(frame: pl.DataFrame) -> pl.DataFrame:
    """The steps of both sides by place (null where one has no more); put together they are the text."""
    both = pl.all_horizontal(pl.col(side).str.strip_chars().str.contains("\n") for side in _SIDES)
    sides = [
        frame.select("at", pl.when(both).then(_lines(side)).otherwise(_pieces(side)).str.split(JOINED).alias(side))
        .explode(side)
        .with_columns(place=pl.int_range(pl.len()).over("at"))
        for side in _SIDES
    ]
    one, other = sides
    return one.join(other, on=["at", "place"], how="full", coalesce=True).sort("at", "place")


def _lines(side: str) -> pl.Expr:
    return pl.col(side).str.replace_all(r"(\S)([ \t]*\n)", rf"${{1}}{JOINED}${{2}}")


def _pieces(side: str) -> pl.Expr:
    text = pl.col(side)
    for pattern, marked in _ENDS:
        text = text.str.replace_all(pattern, marked)
    return text.str.replace_all(_THOUGHT, f"{JOINED}{_THOUGHT}", literal=True)


def _proven(places: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Of each row whether all steps before the last hold or state nothing, and what is said of its two last steps."""
    rights = places.select("at", "place", "parts", step="read_chosen", wrong=pl.lit(value=False))
    last = places.filter(pl.col("place") == pl.col("parts"))
    wrongs = last.select("at", "place", "parts", step="read_rejected", wrong=pl.lit(value=True))
    steps = pl.concat([rights, wrongs]).drop_nulls("step")
    steps = steps.with_columns(pl.col("step").str.replace_all(_AROUND, "").str.replace(r"(=.*)\.$", "${1}"))
    steps = steps.join(asked, on="at", how="left", maintain_order="left")
    judged = steps_judged(steps.select("question", "stated", "step", "at", "place", "parts", "wrong"))
    ends = pl.col("place") == pl.col("parts")
    return judged.group_by("at").agg(
        begun=(ends | pl.col("said").is_in([_PROVEN, "NONE"])).all(),
        said_right=pl.col("said").filter(ends & ~pl.col("wrong")).first(),
        said_wrong=pl.col("said").filter(ends & pl.col("wrong")).first(),
    )


def _bare(step: str) -> pl.Expr:
    """A step without what parts it from the next."""
    return pl.col(step).str.strip_suffix(",").str.replace(r"(=.*)\.$", "${1}")
