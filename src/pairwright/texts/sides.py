"""Rows of any layout as question, chosen and rejected, so that question and side together are the text as it stood."""

from __future__ import annotations

import polars as pl

from pairwright.reading.json_lines import EXTRA
from pairwright.reading.meaning import TEXTS, Meaning
from pairwright.reading.texts import as_text
from pairwright.texts.stepwise import with_steps
from pairwright.texts.talks import decoded, said, turns_before
from pairwright.texts.whole import parted
from pairwright.verify import Declared

# What is known of each rejected answer, and not of its prompt; the metadata of our own rows.
OF_REJECTED = ("mistake", "wrong_answer")
_SIDES = ("chosen", "rejected")
_NO_TEXT = pl.lit(None, dtype=pl.String)
_FALSE = pl.lit(value=False)


def sides_of(
    rows: pl.DataFrame, meaning: Meaning, *, turns: bool = False, declared: Declared | None = None
) -> pl.DataFrame:
    """One row for each pair, or single side where the layout has but one.

    Args:
        rows: as read: text columns, line and row, and `EXTRA` if more was asked for.
        meaning: what their keys mean.
        turns: whether what was asked and answered before the last question of a conversation comes as rows too.
        declared: what a recipe declares to stand around its questions, by which whole texts are taken apart.

    Returns:
        Columns line and row (Int64); turn (Int64; of a conversation, 0 for its last one); first (Boolean: the first
        pair of its row and turn); question, chosen, rejected (String; sides as they follow the question, null where
        there is none); chosen_text, rejected_text (String; what a model is trained on); stated (String; the answer as
        a column of its own states it); chosen_asks, rejected_asks (Boolean; whether the question stands before
        that side); repeats_prompt (Boolean; a side begins with the explicit prompt); asks_apart (Boolean; the sides
        ask different questions); reason (String; why the row is not just one question with its sides, null if it
        is); other_0 and so on (String; further texts that may be the question); then `EXTRA` (Struct) and those of
        `OF_REJECTED`, if there are any; of solutions step by step also steps, labels and rated, as `with_steps` says.

    """
    fields = rows[EXTRA].struct.schema if EXTRA in rows.columns else pl.Schema()
    apart = [name for name in OF_REJECTED if name in fields and meaning.rejected is not None]
    frame = _begun(rows, meaning, fields).with_columns(pl.col(EXTRA).struct.field(name) for name in apart)
    if meaning.is_stepwise:
        frame = with_steps(frame, meaning)
    if meaning.listed:
        frame = _one_rejected_a_row(frame, apart)
    frame = frame.with_columns(first=pl.col("row").is_first_distinct() if meaning.listed else ~_FALSE)
    if meaning.is_stepwise:
        frame = _after_a_prompt(frame, explicit=False)
    elif meaning.talks:
        frame = _after_a_prompt(said(frame, meaning), explicit=False)
    elif meaning.whole:
        texts = (pl.col(side).alias(f"{side}_text") for side in _SIDES)
        frame = parted(frame.with_columns(*texts, repeats_prompt=_FALSE), declared)
    else:
        frame = _after_a_prompt(frame.with_columns(question="prompt", asks_apart=_FALSE), explicit=True)
    others = [f"other_{number}" for number in range(len(meaning.others))]
    of_steps = ["steps", "labels", "rated"] if meaning.is_stepwise else []
    kept = [*_COLUMNS, *others, *([EXTRA] if fields else []), *apart, *of_steps]
    last = frame.select(kept)
    return _with_turns(last, frame) if turns and "talk" in frame.columns else last


def unrepeated(frame: pl.DataFrame) -> pl.DataFrame:
    """Pairs whose sides do not begin with the prompt again, where that has a column of its own."""
    again = pl.col("repeats_prompt") & (pl.col("question") != "")
    return frame.with_columns(
        pl.when(again).then(pl.col(side).str.strip_prefix(pl.col("question"))).otherwise(side).alias(side)
        for side in _SIDES
    )


_COLUMNS = (
    "line", "row", "turn", "first", "question", "chosen", "rejected", "chosen_text", "rejected_text", "stated",
    "chosen_asks", "rejected_asks", "repeats_prompt", "asks_apart", "reason",
)  # fmt: skip


def _begun(rows: pl.DataFrame, meaning: Meaning, extra: pl.Schema) -> pl.DataFrame:
    """The texts of the sides, and the answer that a column of its own states."""
    key, stated = meaning.stated_key, _NO_TEXT
    if key in extra:
        column = rows[EXTRA].struct.field(key)
        rows = rows.with_columns(as_text(column).alias(key))
        stated = pl.col(key) if meaning.answer is None else meaning.answer
    elif meaning.answer is not None:
        stated = meaning.answer
    sides = {name: _or_none(getattr(meaning, name)) for name in ("prompt", *_SIDES)}
    kept = [EXTRA] if extra else []
    nothing = {"turn": pl.lit(0, dtype=pl.Int64), "reason": _NO_TEXT, "asks_apart": _FALSE}
    others = {f"other_{number}": each for number, each in enumerate(meaning.others)}
    return rows.select("line", "row", *kept, **sides, stated=stated, **nothing, **others)


def _or_none(expression: pl.Expr | None) -> pl.Expr:
    return _NO_TEXT if expression is None else expression


def _one_rejected_a_row(frame: pl.DataFrame, apart: list[str]) -> pl.DataFrame:
    """Rows with lists as a row for each rejected answer; what is known of each of these goes with it."""
    said_as_text = pl.col("rejected")
    frame = frame.with_columns(decoded(frame["rejected"], TEXTS).alias("listed"))
    count = pl.col("listed").list.len()
    lists = [name for name in apart if isinstance(frame.schema[name], pl.List)]
    uneven = pl.any_horizontal(_FALSE, *(pl.col(name).list.len() != count for name in lists))
    bad = (
        pl.when(pl.col("listed").is_null())
        .then(pl.lit("rejected is no list of texts"))
        .when((count == 0) | pl.col("listed").list.contains(_NO_TEXT))
        .then(pl.lit("no rejected answer for this prompt"))
        .when(uneven)
        .then(pl.lit(f"not one {' and '.join(lists)} for each rejected answer"))
    )
    frame = frame.with_columns(reason=pl.coalesce("reason", bad))
    # What is bad stays one row; for conversions it goes nowhere, for audits it is the text that it is.
    alone = pl.concat_list(pl.when(pl.col("listed").is_null()).then(said_as_text))
    whole = pl.col("reason").is_null()
    frame = frame.with_columns(
        *(pl.when(whole).then(name) for name in lists), rejected=pl.when(whole).then("listed").otherwise(alone)
    )
    return frame.drop("listed").explode("rejected", *lists, empty_as_null=True)


def _after_a_prompt(frame: pl.DataFrame, *, explicit: bool) -> pl.DataFrame:
    """A prompt of its own: it is the question, and stands before both sides."""
    begins = [pl.col(side).str.starts_with(pl.col("question")) & (pl.col("question") != "") for side in _SIDES]
    return frame.with_columns(
        chosen_text=_joined("question", "chosen"),
        rejected_text=_joined("question", "rejected"),
        repeats_prompt=pl.any_horizontal(begins).fill_null(value=False) if explicit else _FALSE,
        chosen_asks=pl.col("chosen").is_not_null(),
        rejected_asks=pl.col("rejected").is_not_null(),
    )


def _joined(prompt: str, side: str) -> pl.Expr:
    """Prompt and side; a space between them where neither has one, as a chat template would put something."""
    together = pl.concat_str([prompt, side])
    needs = ~(pl.col(prompt).str.contains(r"\s$") | pl.col(side).str.contains(r"^\s"))
    return pl.when(needs).then(pl.concat_str([prompt, side], separator=" ")).otherwise(together)


def _with_turns(last: pl.DataFrame, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows, each after what was asked and answered before it in its conversation."""
    before = turns_before(frame.filter("first"))
    if not before.height:
        return last
    nothing = {name: pl.lit(None, dtype=last.schema[name]) for name in last.columns if name not in before.columns}
    known = {"first": ~_FALSE, "repeats_prompt": _FALSE, "asks_apart": _FALSE, "rejected_asks": _FALSE}
    turns = _after_a_prompt(before.with_columns(**{**nothing, **known}), explicit=False)
    order = pl.when(pl.col("turn") == 0).then(2**62).otherwise("turn")
    return pl.concat([last, turns.select(last.columns)]).sort("row", order, maintain_order=True)
