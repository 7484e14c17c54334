"""Pairs of single steps: the question and the steps before them are the prompt, and the sides part there (Step-DPO)."""

from __future__ import annotations

import polars as pl

from pairwright.auditing import verdicts

_SIDES = ("chosen", "rejected")
# What is behind a question in a prompt: calculations with what they come to, or steps by number.
_BEFORE = r"=\s*\\?\$?-?[0-9]|=-?x(?:[*^,]|$)|\bStep [0-9]+\s*:"
_NUMBER = r"-?\$?[0-9][0-9/.]*(?: [0-9]+/[0-9]+)?"
# What has the letter on both sides is no equation to be solved.
_CALCULATION = (
    rf"^\s*(?:(?:[-(0-9]|(?:gcd|lcm|max|min|sqrt)\()[^=\n]*=\s*{_NUMBER}"
    r"|[-+*/^()0-9x]*x[-+*/^()0-9x]*=\s*[-+*/^()0-9]*x[-+*/^()0-9x]*)\s*$"
)


def steps_apart(frame: pl.DataFrame, *, every: bool) -> pl.DataFrame:
    """Pairs with `of_steps` (Boolean: the sides are one step each), and there the question alone as the question.

    Args:
        frame: question, chosen, rejected (String).
        every: whether all pairs are of steps.

    """
    if every:
        return frame.with_columns(of_steps=pl.lit(value=True))
    heads = _heads(frame["question"])
    if heads is None:
        return frame.with_columns(of_steps=pl.lit(value=False))
    # Among such pairs those that part at the first step have none before it.
    alone = pl.all_horizontal(pl.col(side).str.contains(_CALCULATION).fill_null(value=False) for side in _SIDES)
    return frame.with_columns(question=pl.coalesce(heads, "question"), of_steps=pl.lit(heads).is_not_null() | alone)


def _heads(prompts: pl.Series) -> pl.Series | None:
    """The question at the head of each prompt behind which steps stand, null of the others; None if there is none."""
    maybe = prompts.str.contains(_BEFORE).fill_null(value=False)
    if not maybe.any():
        return None
    found = verdicts.split_texts(prompts.filter(maybe))
    asked = found.select(pl.when(pl.col("completion").str.contains(_BEFORE)).then("question")).to_series()
    if asked.null_count() == len(asked):
        return None
    return pl.Series([None], dtype=pl.String).new_from_index(0, len(prompts)).scatter(maybe.arg_true(), asked)
