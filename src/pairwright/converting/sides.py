"""Rows of any layout as question, chosen and rejected, so that question and side together are the text as it stood.

What stands between a question and its answer is one space in all our layouts.  Where it is something else,
the answer begins with `JOINED`, and then all that stood there; `laying_out` puts no space before that.
"""

from __future__ import annotations

import polars as pl

from pairwright.converting.talks import content, decoded, role
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.keys import TALK, TEXTS, Layout
from pairwright.verify import split_texts

# A code point that Unicode keeps for the inside of programs: no text may hold it.
JOINED = "\ufdd0"
# What is known of each rejected answer, and not of its prompt; the metadata of our own rows.
OF_REJECTED = ("mistake", "wrong_answer")
_ANSWERS = ("answer", "A")
_NO_TEXT = pl.lit(None, dtype=pl.String)


def sides_of(rows: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """One row for each rejected answer (or row, where there is no list of them).

    Args:
        rows: as read.
        layout: what their keys mean.

    Returns:
        Columns line (Int64), question, chosen, rejected, stated (String; the answer as stated), reason (String: why
        the row cannot be converted; null if it can), `EXTRA` (Struct) and those of `OF_REJECTED` if there are any.

    """
    fields = rows[EXTRA].struct.schema if EXTRA in rows.columns else pl.Schema()
    frame = _begun(rows, layout, fields)
    apart = [name for name in OF_REJECTED if name in fields and layout.rejected is not None]
    frame = frame.with_columns(pl.col(EXTRA).struct.field(name) for name in apart)
    if layout.listed:
        frame = _one_rejected_a_row(frame, apart)
    if layout.talks:
        frame = _said(frame, layout)
    elif layout.whole:
        frame = _parted(frame, layout)
    else:
        frame = frame.with_columns(
            question=_or_none(layout.prompt), chosen=_joined(layout.chosen), rejected=_joined(layout.rejected)
        )
    kept = [EXTRA] if fields else []
    return frame.select("line", "question", "chosen", "rejected", "stated", "reason", *kept, *apart)


def side_keys(layout: Layout) -> list[str]:
    """The keys that hold the texts themselves."""
    found = (layout.prompt, layout.chosen, layout.rejected)
    return list(dict.fromkeys(key for each in found if each is not None for key in each.meta.root_names()))


def stated_key(layout: Layout) -> str:
    """The key of a column of its own that states the answer, if there is one."""
    return _key(layout.answer) if layout.answer is not None else "answer"


def _begun(rows: pl.DataFrame, layout: Layout, extra: pl.Schema) -> pl.DataFrame:
    """With the answer that a column of its own states, as text, and a reason where a text holds the mark."""
    key, stated = stated_key(layout), _NO_TEXT
    if key in extra:
        if extra[key] == pl.String or extra[key].is_numeric():
            stated = pl.col(EXTRA).struct.field(key).cast(pl.String)
    elif layout.answer is None and layout.chosen is not None and _key(layout.chosen) in _ANSWERS:
        stated = layout.chosen
    marked = pl.any_horizontal(pl.col(key).str.contains(JOINED, literal=True) for key in side_keys(layout))
    reason = pl.when(marked).then(pl.lit("a text holds U+FDD0, which no text may"))
    return rows.with_columns(stated=stated, reason=reason)


def _key(side: pl.Expr) -> str:
    """The key that a side stands under."""
    return next(key for key in side.meta.root_names() if key != "label")


def _or_none(expression: pl.Expr | None) -> pl.Expr:
    return _NO_TEXT if expression is None else expression


def _joined(side: pl.Expr | None) -> pl.Expr:
    """A side that follows the prompt, less the one space that every layout puts there."""
    if side is None:
        return _NO_TEXT
    return side if _key(side) in _ANSWERS else _less_a_space(side)


def _less_a_space(side: pl.Expr) -> pl.Expr:
    return pl.when(side.str.starts_with(" ")).then(side.str.strip_prefix(" ")).otherwise(pl.lit(JOINED) + side)


def _one_rejected_a_row(frame: pl.DataFrame, apart: list[str]) -> pl.DataFrame:
    """Rows with lists as a row for each rejected answer; what is known of each of these goes with it."""
    frame = frame.with_columns(decoded(frame["rejected"], TEXTS))
    count = pl.col("rejected").list.len()
    lists = [name for name in apart if isinstance(frame.schema[name], pl.List)]
    uneven = pl.any_horizontal(pl.lit(value=False), *(pl.col(name).list.len() != count for name in lists))
    bad = (
        pl.when(pl.col("rejected").is_null())
        .then(pl.lit("rejected is no list of texts"))
        .when((count == 0) | pl.col("rejected").list.contains(_NO_TEXT))
        .then(pl.lit("no rejected answer for this prompt"))
        .when(uneven)
        .then(pl.lit(f"not one {' and '.join(lists)} for each rejected answer"))
    )
    frame = frame.with_columns(reason=pl.coalesce("reason", bad))
    # What is bad stays one row; it goes nowhere.
    alone = [pl.when(pl.col("reason").is_null()).then(name) for name in ("rejected", *lists)]
    return frame.with_columns(alone).explode("rejected", *lists, empty_as_null=True)


def _said(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Conversations: a question of one message, an answer of one message."""
    frame = frame.with_columns(decoded(frame[key], TALK).alias(f"talk {key}") for key in layout.talks)
    explicit = layout.prompt is not None and _key(layout.prompt) == "prompt"
    prompt = _or_none(layout.prompt)
    if layout.prompt is not None and (key := _key(layout.prompt)) in layout.talks:
        prompt = content(f"talk {key}", -1 if explicit else -2)
    columns = {"question": prompt}
    for name, side in (("chosen", layout.chosen), ("rejected", layout.rejected)):
        in_talk = side is not None and _key(side) in layout.talks
        columns[name] = _labelled(side, layout) if side is not None and in_talk else _joined(side)
    frame = frame.with_columns(**columns)
    return frame.with_columns(reason=pl.coalesce("reason", *_faults(layout, explicit=explicit)))


def _labelled(side: pl.Expr, layout: Layout) -> pl.Expr:
    """The last message of a side; where a label says whose side it is, only there."""
    last = content(f"talk {_key(side)}", -1)
    return pl.when(side.is_not_null()).then(last) if layout.label else last


def _faults(layout: Layout, *, explicit: bool) -> list[pl.Expr]:
    """Why a conversation cannot be converted."""
    faults: list[pl.Expr] = []
    for key in layout.talks:
        talk, count = f"talk {key}", pl.col(f"talk {key}").list.len()
        faults.append(pl.when(content(talk, -1).is_null()).then(pl.lit(f"no messages of text under {key}")))
        if key == "prompt":
            fits = count == 1
        elif explicit:
            fits = (count == 1) | ((count == 2) & (content(talk, 0) == pl.col("question")))
        else:
            fits = count == 2
        told = pl.lit(f"the messages under {key} are not just one question and its answer")
        faults.append(pl.when(~fits).then(told))
        if key != "prompt":
            asks = role(talk, -1).is_in(["user", "system"])
            faults.append(pl.when(asks).then(pl.lit(f"the last message of {key} is no answer")))
    if not explicit and "rejected" in layout.talks:
        differs = content("talk rejected", -2) != pl.col("question")
        faults.append(pl.when(differs).then(pl.lit("the sides begin with different questions")))
    return faults


def _parted(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Whole texts: the question is found by the grammar at the head of one side, the other has the same or none."""
    texts = frame.select("line", chosen=_or_none(layout.chosen), rejected=_or_none(layout.rejected))
    asked = _prompts(texts["chosen"], texts["chosen"].is_not_null())
    # Most often the rejected side begins as the chosen one does; only the others have to be read.
    begins = texts.select(pl.col("rejected").str.starts_with(pl.lit(asked)).fill_null(value=False))
    same = begins.to_series()
    other = _prompts(texts["rejected"], texts["rejected"].is_not_null() & ~same)
    texts = texts.with_columns(question=asked.zip_with(asked.is_not_null(), other))
    reason = (
        pl.when(pl.col("question").is_null())
        .then(pl.lit("no question is found at the head of a side"))
        .when(asked.is_not_null() & other.is_not_null())
        .then(pl.lit("the sides begin with different questions"))
    )
    sides = {
        # A side without the question is an answer of its own, with one space before it.
        name: pl.when(pl.col(name).str.starts_with(pl.col("question")))
        .then(_less_a_space(pl.col(name).str.strip_prefix(pl.col("question"))))
        .otherwise(name)
        for name in ("chosen", "rejected")
    }
    found = texts.select("question", new=reason, **sides)
    return frame.with_columns(*found.drop("new"), reason=pl.coalesce("reason", found["new"]))


def _prompts(texts: pl.Series, read: pl.Series) -> pl.Series:
    """The question at the head of each text that is to be read, just as it stands there; null where there is none."""
    prompts = pl.Series("question", [None], dtype=pl.String).new_from_index(0, len(texts))
    chosen = texts.filter(read)
    if not len(chosen):
        return prompts
    parts = split_texts(chosen).with_columns(text=chosen)
    head = pl.col("text").str.head(pl.col("text").str.len_chars() - pl.col("completion").str.len_chars())
    found = parts.select(pl.when(pl.col("question").is_not_null()).then(head.str.strip_chars_end())).to_series()
    return prompts.scatter(read.arg_true(), found)
