"""Conversations and lists that stand in a file as JSON: whole columns at once, what is none of them as null."""

from __future__ import annotations

import polars as pl


def decoded(texts: pl.Series, dtype: pl.List) -> pl.Series:
    """JSON texts as lists of that dtype; null where one is something else.

    >>> from pairwright.reading.keys import TEXTS
    >>> decoded(pl.Series(['["a", "b"]', '"a"']), TEXTS).to_list()
    [['a', 'b'], None]
    """
    # What is no list would be made one.
    lists = pl.select(pl.when(texts.str.starts_with("[")).then(texts)).to_series()
    return _decoded(lists, dtype).alias(texts.name)


def _decoded(texts: pl.Series, dtype: pl.List) -> pl.Series:
    """All at once if Polars will, else in halves."""
    try:
        return texts.str.json_decode(dtype)
    except pl.exceptions.PolarsError:
        if len(texts) == 1:
            return pl.Series([None], dtype=dtype)
        middle = len(texts) // 2
        return pl.concat([_decoded(texts[:middle], dtype), _decoded(texts[middle:], dtype)])


def content(talk: str, place: int) -> pl.Expr:
    """What the message at a place of each conversation says (String); null if there is none."""
    return pl.col(talk).list.get(place, null_on_oob=True).struct.field("content")


def role(talk: str, place: int) -> pl.Expr:
    """Who says it (String)."""
    return pl.col(talk).list.get(place, null_on_oob=True).struct.field("role")
