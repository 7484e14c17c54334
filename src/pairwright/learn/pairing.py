"""Judged answers of a model as pairs: chosen right without a false reason, rejected WRONG, certified as they stand."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from pairwright.auditing.edit_distance import near
from pairwright.errors import CertificationError
from pairwright.learn.false_steps import at_first_false_step
from pairwright.verify import Declared, score_column

CHOSEN = ("recipe", "own", "both", "step")
# What may stand on the rejected side beside a wrong answer, by the name that its mistake has.
REJECTED = ("refusal", "unread", "unended", "wrong_reason")
_SPACE = r"^\s"


def paired(
    rows: pl.DataFrame, chosen: str, rejected: Sequence[str], most: int | None, wording: Declared
) -> pl.DataFrame:
    """The pairs of a shard.

    Args:
        rows: number (of the question), question, chosen (certified), completion, verdict, reason, mistake (String),
            stopped (Boolean); the answers to a question stand together.
        chosen: 'recipe' (the certified answer), 'own' (right answers of the model itself, in turn), 'both', or
            'step' (the step that is right where the first false one stands; prompts have the steps before).
        rejected: what is rejected beside wrong answers: any of `REJECTED`.
        most: pairs of a question; None: all.
        wording: what the recipe of the questions declares.

    Returns:
        prompt, chosen, rejected, mistake, chosen_from (String), near (Boolean: one or two edits apart), longer (Int64:
        the characters by which the chosen side is longer).

    Raises:
        CertificationError: a pair that the verifier does not confirm.

    """
    spaced = pl.when(pl.col("completion").str.contains(_SPACE)).then("completion")
    rows = rows.with_columns(completion=spaced.otherwise(pl.lit(" ") + pl.col("completion")))
    bad = rows.filter(_is_rejected(rejected)).unique(["number", "completion"], keep="first", maintain_order=True)
    if chosen == "step":
        return _at_steps(rows, most)
    bad = bad.select("number", "question", "chosen", rejected="completion", mistake=_kind())
    good = rows.filter(_sound() & pl.col("stopped"))
    good = good.unique(["number", "completion"], keep="first", maintain_order=True)
    parts = [
        *([_with_own(bad, good)] if chosen in {"own", "both"} else []),
        *([bad.with_columns(chosen_from=pl.lit("recipe"))] if chosen in {"recipe", "both"} else []),
    ]
    pairs = pl.concat(part.select([*bad.columns, "chosen_from"]) for part in parts).sort("number", maintain_order=True)
    if most is not None:
        pairs = pairs.filter(pl.int_range(pl.len()).over("number") < most)
    pairs = pairs.select(pl.col("question").alias("prompt"), "chosen", "rejected", "mistake", "chosen_from")
    _require_certified(pairs, wording)
    return _compared(pairs)


def _compared(pairs: pl.DataFrame) -> pl.DataFrame:
    longer = pl.col("chosen").str.len_chars().cast(pl.Int64) - pl.col("rejected").str.len_chars().cast(pl.Int64)
    return pairs.with_columns(pl.Series("near", near(pairs["chosen"], pairs["rejected"])), longer=longer)


def _at_steps(rows: pl.DataFrame, most: int | None) -> pl.DataFrame:
    """The pairs at the first false step of each answer, certified as calculations."""
    wrong = rows.filter(_is_rejected(["wrong_reason"])).select("number", "question", "completion", mistake=_kind())
    pairs = at_first_false_step(wrong).unique(["prompt", "rejected"], keep="first", maintain_order=True)
    if most is not None:
        pairs = pairs.filter(pl.int_range(pl.len()).over("number") < most)
    for side, verdict in (("chosen", "RIGHT"), ("rejected", "WRONG")):
        said = pairs.select("asked", said=pl.col(side).str.extract(r"=\s*(\S+)\s*$", 1))
        found = score_column(said, question="asked", completion="said")["verdict"]
        if (bad := pairs.filter(found != verdict)).height:
            raise CertificationError(f"{bad['prompt'][0]!r}: its {side} step {bad[side][0]!r} is not {verdict}")
    pairs = pairs.select("prompt", "chosen", "rejected", "mistake", chosen_from=pl.lit("step"))
    return _compared(pairs)


def _is_rejected(also: Sequence[str]) -> pl.Expr:
    wanted = (pl.col("verdict") == "WRONG") & pl.col("stopped")
    unparsed = pl.col("verdict").is_in(["UNPARSED", "DEGENERATE"])
    ways = {
        "refusal": pl.col("mistake") == "refusal",
        "unread": unparsed & pl.col("stopped") & (pl.col("mistake") != "refusal"),
        # Whatever it might have come to, it does not say so.
        "unended": unparsed & ~pl.col("stopped"),
        "wrong_reason": _falsely_reasoned() & pl.col("stopped"),
    }
    for each in also:
        wanted |= ways[each]
    return wanted


def _kind() -> pl.Expr:
    """The kind of mistake; what has no end is told apart from what cannot be read."""
    unread = pl.col("mistake") == "unparsed"
    return (
        pl.when(unread & ~pl.col("stopped")).then(pl.lit("unended")).when(unread).then(pl.lit("unread"))
        .otherwise("mistake").alias("mistake")
    )  # fmt: skip


def _with_own(bad: pl.DataFrame, good: pl.DataFrame) -> pl.DataFrame:
    """Each rejected answer beside a right one that the model gave to the same question, these in turn."""
    right = good.group_by("number").agg(own=pl.col("completion"))
    both = bad.join(right, on="number", how="inner", maintain_order="left")
    turn = pl.int_range(pl.len()).over("number") % pl.col("own").list.len()
    return both.with_columns(chosen=pl.col("own").list.get(turn), chosen_from=pl.lit("own"))


def _sound() -> pl.Expr:
    """A right answer without a false reason."""
    return (pl.col("verdict") == "RIGHT") & (pl.col("reason") != "FAILS")


def _falsely_reasoned() -> pl.Expr:
    return (pl.col("verdict") == "RIGHT") & (pl.col("reason") == "FAILS")


def _require_certified(pairs: pl.DataFrame, wording: Declared) -> None:
    """Read both sides once more, as they stand; what was paired for being no answer is none."""
    kind = pl.col("mistake")
    is_rejected = (
        pl.when(kind == "wrong_reason")
        .then(_falsely_reasoned())
        .when(kind.is_in(["refusal", "unread", "unended"]))
        .then(pl.col("verdict") != "RIGHT")
        .otherwise(pl.col("verdict") == "WRONG")
    )
    for side, holds in (("chosen", _sound()), ("rejected", is_rejected)):
        found = score_column(pairs, question="prompt", completion=side, wording=wording)
        judged = pl.concat([pairs, found.select("verdict", "reason")], how="horizontal")
        if (bad := judged.filter(~holds)).height:
            raise CertificationError(
                f"{bad['prompt'][0]!r}: its {side} answer {bad[side][0]!r} is not what it should be"
            )
