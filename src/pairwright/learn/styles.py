"""How long an answer may become: by the style in which a model answers, or by the longest answer that is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pairwright.errors import ModelError, did_you_mean

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

# Tokens for a bare number, for a sentence, for steps one after the other, for thinking aloud first.
STYLES = {"number": 16, "sentence": 64, "steps": 256, "thought": 1024}
# Tokens beyond the longest answer that is expected, so that one which goes on is seen to do so.
_SLACK = 8


def require_style(style: str | None) -> None:
    """Refuse a style that there is not.

    Raises:
        ModelError: naming the nearest.

    """
    if style is not None and style not in STYLES:
        raise ModelError(f"style: unknown style {style!r}; {did_you_mean(style, STYLES)}")


def longest_expected(tokenizer: PreTrainedTokenizerFast, asked: pl.DataFrame) -> int:
    """The tokens of the longest answer in the recipes' wording; a question is no shorter than its calculation.

    Args:
        tokenizer: of the model.
        asked: question, expected (String).

    """
    because = [pl.lit(" because "), pl.col("question"), pl.lit(" equals "), pl.col("expected")]
    text = pl.concat_str([pl.lit(" The answer is "), pl.col("expected"), *because, pl.lit(".")], ignore_nulls=True)
    longest = asked.select(text=text).sort(pl.col("text").str.len_chars(), descending=True).head(16)["text"].to_list()
    return max(len(each) for each in tokenizer(longest)["input_ids"]) + _SLACK
