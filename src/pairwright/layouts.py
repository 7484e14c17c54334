"""The row's columns in each format of the ecosystem; knows only columns.

A row has a `question`, its `chosen` and `rejected` answer sentences (for `listwise` a list of them), and
the `answer` (an integer).

| layout     | columns                    | for                                                  |
| ---------- | -------------------------- | ---------------------------------------------------- |
| pairs      | positive, negative         | NanoGPT-Math and other loops that take whole texts   |
| preference | prompt, chosen, rejected   | TRL's DPOTrainer, explicit prompt                    |
| listwise   | prompt, chosen, rejected   | several rejected answers in one list                 |
| qa         | question, answer           | scoring                                              |

In `preference` and `listwise` the space between question and answer stands at the head of chosen and rejected,
so that prompt + chosen is exactly the text that `pairs` holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

_QUESTION, _CHOSEN, _REJECTED = pl.col("question"), pl.col("chosen"), pl.col("rejected")


@dataclass(frozen=True)
class Layout:
    """How rows become the columns of one format, and how whole texts are read back from them.

    Attributes:
        columns: name -> expression over question, chosen, rejected, answer.
        dtypes: name -> the dtype as Hugging Face `datasets` calls it; in a list: lists of that.
        chosen_text, rejected_text: the whole text of either side, over the layout's own columns;
            None where the layout has no such side.
        lists_rejected: whether a row holds all rejected answers of its prompt; `rejected_text` is then
            over rows with one of them each.

    """

    columns: Mapping[str, pl.Expr]
    dtypes: Mapping[str, str | list[str]]
    chosen_text: pl.Expr
    rejected_text: pl.Expr | None
    lists_rejected: bool = False


def layout(name: str, *, question_in_negative: bool = True) -> Layout:
    """The layout of that name.

    >>> sorted(layout("preference").columns)
    ['chosen', 'prompt', 'rejected']
    """
    text = "string"
    if name == "pairs":
        refused = [_QUESTION, _REJECTED] if question_in_negative else [_REJECTED]
        return Layout(
            columns={
                "positive": pl.concat_str([_QUESTION, _CHOSEN], separator=" "),
                "negative": pl.concat_str(refused, separator=" "),
            },
            dtypes={"positive": text, "negative": text},
            chosen_text=pl.col("positive"),
            rejected_text=pl.col("negative"),
        )
    if name in {"preference", "listwise"}:
        many = name == "listwise"
        rejected = _REJECTED.list.eval(pl.lit(" ") + pl.element()) if many else pl.lit(" ") + _REJECTED
        return Layout(
            columns={"prompt": _QUESTION, "chosen": pl.lit(" ") + _CHOSEN, "rejected": rejected},
            dtypes={"prompt": text, "chosen": text, "rejected": [text] if many else text},
            chosen_text=pl.col("prompt") + pl.col("chosen"),
            rejected_text=pl.col("prompt") + pl.col("rejected"),
            lists_rejected=many,
        )
    return Layout(
        columns={"question": _QUESTION, "answer": pl.col("answer")},
        dtypes={"question": text, "answer": "int64"},
        chosen_text=pl.concat_str([pl.col("question"), pl.lit(" The answer is "), pl.col("answer"), pl.lit(".")]),
        rejected_text=None,
    )
