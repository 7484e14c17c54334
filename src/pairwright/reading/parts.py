"""Contents of messages that are given as lists of parts, as APIs for texts and images have them."""

from __future__ import annotations

import polars as pl

_PART = pl.List(pl.Struct({"type": pl.String, "text": pl.String}))
PARTED_TALK = pl.List(pl.Struct({"role": pl.String, "content": _PART, "from": pl.String, "value": pl.String}))
# A key, which no text within JSON can be: its quotes would have backslashes before them.
_LIST = r'"content"\s*:\s*\['
_TEXT = r'"content"\s*:\s*("(?:[^"\\]|\\.)*")'
_AS_PART = '"content":[{"type":"text","text":${1}}]'


def has_parts(texts: pl.Expr) -> pl.Expr:
    """Whether conversations (String, JSON) have contents that are lists of parts."""
    return texts.str.contains(_LIST)


def as_parts(texts: pl.Expr) -> pl.Expr:
    """Conversations (String, JSON) with every content that is a text as a list of one part."""
    return texts.str.replace_all(_TEXT, _AS_PART)


def in_one(parts: pl.Expr) -> pl.Expr:
    """The texts among parts, put together; null where none is a text."""
    texts = parts.list.eval(pl.element().struct.field("text").drop_nulls())
    return pl.when(texts.list.len() > 0).then(texts.list.join(""))


def said_in(message: pl.Expr) -> pl.Expr:
    """What a message (String, JSON) says: its content, the texts among its first parts, or ShareGPT's value."""
    plain = message.str.json_path_match("$.content")
    parts = pl.concat_str(
        [message.str.json_path_match(f"$.content[{place}].text") for place in range(8)], ignore_nulls=True
    )
    said = pl.when(message.str.contains(_LIST)).then(parts).otherwise(plain)
    return pl.coalesce(said, message.str.json_path_match("$.value"))
