"""Conversations and lists that stand in a file as JSON: whole columns at once, what is none of them as null."""

from __future__ import annotations

import polars as pl

from pairwright.reading.meaning import TALK, Meaning, key_of
from pairwright.reading.parts import PARTED_TALK, as_parts, has_parts, in_one

# What ShareGPT calls those who speak.
_ROLES = {"human": "user", "gpt": "assistant", "chatgpt": "assistant", "bot": "assistant", "model": "assistant"}
_SIDES = ("prompt", "chosen", "rejected")


def decoded(texts: pl.Series, dtype: pl.List) -> pl.Series:
    """JSON texts as lists of that dtype; null where one is something else.

    >>> from pairwright.reading.meaning import TEXTS
    >>> decoded(pl.Series(['["a", "b"]', '"a"']), TEXTS).to_list()
    [['a', 'b'], None]
    """
    # What is no list would be made one.
    lists = pl.select(pl.when(texts.str.starts_with("[")).then(texts)).to_series()
    return _decoded(lists, dtype).alias(texts.name)


def decoded_object(texts: pl.Series, dtype: pl.Struct) -> pl.Series:
    """JSON texts as objects of that dtype; null where one is something else."""
    objects = pl.select(pl.when(texts.str.starts_with("{")).then(texts)).to_series()
    return _decoded(objects, dtype).alias(texts.name)


def _decoded(texts: pl.Series, dtype: pl.List | pl.Struct) -> pl.Series:
    """All at once if Polars will, else in halves."""
    try:
        return texts.str.json_decode(dtype)
    except pl.exceptions.PolarsError:
        if len(texts) == 1:
            return pl.Series([None], dtype=dtype)
        middle = len(texts) // 2
        return pl.concat([_decoded(texts[:middle], dtype), _decoded(texts[middle:], dtype)])


def said(frame: pl.DataFrame, meaning: Meaning) -> pl.DataFrame:
    """Rows in which sides are conversations, by their last turn.

    Args:
        frame: prompt, chosen, rejected (String; as they stand in the file), stated, reason.
        meaning: which of them are conversations.

    Returns:
        The same with question, chosen, rejected (String; what the last question and the last answers say), `talk`
        (what was said before that, as a list of messages; null if nothing) and a reason where a row is not just one
        question and its answer.

    """
    talks = [name for name in _SIDES if _is_talk(getattr(meaning, name), meaning)]
    frame = frame.with_columns(_messages(frame[name]).alias(f"{name} talk") for name in talks)
    explicit = meaning.prompt is not None
    if explicit:
        question = _content("prompt", -1) if "prompt" in talks else pl.col("prompt")
    else:
        # A row of a label has but one side; of a broken file one side may be no talk.
        question = pl.coalesce(_content(name, -2) for name in talks)
    # What a user says last is no answer.
    answers = {name: pl.when(~_asks(name)).then(_content(name, -1)) for name in talks if name != "prompt"}
    asked = frame.with_columns(question=question)
    called = {name: key_of(getattr(meaning, name)) for name in talks}
    reason = pl.coalesce("reason", *_faults(called, explicit=explicit))
    differs = pl.lit(value=False)
    if not explicit and {"chosen", "rejected"} <= set(talks):
        differs = (_content("rejected", -2) != pl.col("question")).fill_null(value=False)
    before = _before(talks, explicit=explicit)
    return asked.with_columns(**answers, reason=reason, asks_apart=differs, talk=before)


def turns_before(frame: pl.DataFrame) -> pl.DataFrame:
    """The questions and answers before the last turn of each conversation.

    Args:
        frame: with line, row and `talk` (lists of messages).

    Returns:
        line, row, turn (Int64; from 1), question and chosen (String), in order.

    """
    talks = frame.select("line", "row", "talk").filter(pl.col("talk").list.len() > 1)
    places = talks.select("line", "row", "talk", turn=pl.int_ranges(1, pl.col("talk").list.len()))
    said_now = places.explode("turn", empty_as_null=True).with_columns(
        asked=pl.col("talk").list.get(pl.col("turn") - 1), answered=pl.col("talk").list.get(pl.col("turn"))
    )
    pairs = said_now.filter(
        (pl.col("asked").struct.field("role") == "user") & (pl.col("answered").struct.field("role") == "assistant")
    )
    return pairs.select(
        "line",
        "row",
        pl.col("turn").cast(pl.Int64),
        question=pl.col("asked").struct.field("content"),
        chosen=pl.col("answered").struct.field("content"),
    )


def _is_talk(side: pl.Expr | None, meaning: Meaning) -> bool:
    return side is not None and any(key in meaning.talks for key in side.meta.root_names())


def _messages(texts: pl.Series) -> pl.Series:
    """Conversations of either kind as lists of role and content."""
    element = pl.element().struct
    role = pl.coalesce(element.field("role"), element.field("from")).str.to_lowercase().replace(_ROLES)
    said = element.field("content")
    plain, parted = (
        pl.struct(role.alias("role"), pl.coalesce(each, element.field("value")).alias("content"))
        for each in (said, in_one(said))
    )
    frame = texts.to_frame("texts").with_columns(parted=has_parts(pl.col("texts")).fill_null(value=False))
    with_parts, others = (
        frame.select(pl.when(each).then("texts")).to_series() for each in ("parted", ~pl.col("parted"))
    )
    found = decoded(others, TALK).to_frame("talk").select(pl.col("talk").list.eval(plain)).to_series()
    if not frame["parted"].any():
        return found
    talks = decoded(with_parts.to_frame("texts").select(as_parts(pl.col("texts"))).to_series(), PARTED_TALK)
    in_parts = talks.to_frame("talk").select(pl.col("talk").list.eval(parted)).to_series()
    return pl.select(pl.when(frame["parted"]).then(in_parts).otherwise(found)).to_series()


def _content(name: str, place: int) -> pl.Expr:
    """What the message at a place of each conversation says (String); null if there is none."""
    return pl.col(f"{name} talk").list.get(place, null_on_oob=True).struct.field("content")


def _role(name: str, place: int) -> pl.Expr:
    return pl.col(f"{name} talk").list.get(place, null_on_oob=True).struct.field("role")


def _before(talks: list[str], *, explicit: bool) -> pl.Expr:
    """The messages before the last question."""
    if explicit:
        return pl.col("prompt talk").list.head(pl.col("prompt talk").list.len() - 1) if "prompt" in talks else _NONE
    side = pl.coalesce(*(f"{name} talk" for name in talks))
    length = side.list.len()
    return side.list.head(pl.when(length >= 2).then(length - 2).otherwise(0))


_NONE = pl.lit(None, dtype=pl.List(pl.Struct({"role": pl.String, "content": pl.String})))


def _asks(name: str) -> pl.Expr:
    """Whether the last message is none of the assistant's; one that names nobody is."""
    return _role(name, -1).is_in(["user", "system"]).fill_null(value=False)


def _faults(talks: dict[str, str], *, explicit: bool) -> list[pl.Expr]:
    """Why a conversation is not just one question and its answer; the sides, with their keys in the file."""
    faults: list[pl.Expr] = []
    for name, key in talks.items():
        # The sides of a label are null in turn.
        there = pl.col(name).is_not_null() if name != "prompt" else pl.lit(value=True)
        count = pl.col(f"{name} talk").list.len()
        faults.append(pl.when(there & _content(name, -1).is_null()).then(pl.lit(f"no messages of text under {key}")))
        if name == "prompt":
            fits = count == 1
        elif explicit:
            fits = (count == 1) | ((count == 2) & (_content(name, 0) == pl.col("question")))
        else:
            fits = count == 2
        told = pl.lit(f"the messages under {key} are not just one question and its answer")
        faults.append(pl.when(there & ~fits).then(told))
        if name != "prompt":
            faults.append(pl.when(there & _asks(name)).then(pl.lit(f"the last message of {key} is no answer")))
    if not explicit and {"chosen", "rejected"} <= talks.keys():
        differs = _content("rejected", -2) != pl.col("question")
        faults.append(pl.when(differs).then(pl.lit("the sides begin with different questions")))
    return faults
