"""Texts that a tokenizer cannot encode, or that a model cannot hold, refused before any training."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from pairwright.auditing.vocabularies import HuggingFace
from pairwright.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

_MOST_SHOWN = 80


def require_encodable(tokenizer: PreTrainedTokenizerFast, texts: pl.Series, *, context: int, name: str) -> None:
    """Refuse a column with a text that holds an unknown character, or is too long with its end token.

    Each distinct text is encoded once, all of them in one go.

    Args:
        tokenizer: of the model.
        texts: whole texts, prompt and completion (String).
        context: the most tokens that the model reads.
        name: what the column is called in the message.

    Raises:
        ModelError: naming the first such row, counted from 1, and the character.

    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> require_encodable(character_tokenizer(), pl.Series(["57+4=?"]), context=256, name="train.jsonl")

    """
    from tokenizers import Tokenizer

    plain = Tokenizer.from_str(tokenizer.backend_tokenizer.to_str())
    # A trainer may have left it cutting or filling up what it encodes.
    plain.no_truncation()
    plain.no_padding()
    vocabulary = HuggingFace(name, plain, None, None)
    distinct = (
        texts.alias("text").to_frame().with_row_index("row", offset=1).unique("text", keep="first", maintain_order=True)
    )
    distinct = distinct.with_columns(
        strange=vocabulary.unknown(distinct["text"]), length=vocabulary.lengths(distinct["text"]) + 1
    )
    bad = distinct.filter(pl.col("strange").is_not_null() | (pl.col("length") > context))
    if not bad.height:
        return
    row, text, strange, length = bad.row(0)
    shown = repr(text[:_MOST_SHOWN])
    if strange is not None:
        # A tokenizer without an unknown token refuses the text as a whole.
        known = tokenizer.get_vocab()
        strange = "".join(dict.fromkeys(each for each in strange if each not in known)) or strange
        raise ModelError(
            f"{name}, row {row:,}: {shown} holds {strange!r}, which the tokenizer cannot encode; change the text, "
            "or make the base with another tokenizer (math knows more than character) or this data's recipe"
        )
    raise ModelError(
        f"{name}, row {row:,}: {shown} has {length:,} tokens with its end token, but the model reads at most "
        f"{context:,}; leave such rows out, or use a model that reads more"
    )
