"""Tokenizers for arithmetic, as ordinary Hugging Face tokenizers; `AutoTokenizer` opens what they save.

- `character`   NanoGPT-Math's 74 characters, in its order
- `math`        single characters, and each phrase of a recipe's wordings as one token
- `making`      pieces of text to a tokenizer

Whatever the tokenizer, a text is prompt + completion + end token, and there is no token that begins one.

>>> tokenizer_named("math", Recipe())("57+4=? The answer is 61 because 57+4 equals 61.").tokens()[5:10]
['?', ' The answer is ', '6', '1', ' because ']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairwright.errors import ModelError, did_you_mean
from pairwright.learn.tokenizers.character import character_tokenizer
from pairwright.learn.tokenizers.math import math_tokenizer
from pairwright.recipe.recipe import Recipe

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

_KINDS = ("character", "math")

__all__ = ["character_tokenizer", "math_tokenizer", "tokenizer_named"]


def tokenizer_named(name: str, recipe: Recipe) -> PreTrainedTokenizerFast:
    """The tokenizer 'character', or 'math' for the wordings of a recipe.

    Raises:
        ModelError: there is none of that name.

    """
    if name not in _KINDS:
        raise ModelError(f"tokenizer: unknown tokenizer {name!r}; {did_you_mean(name, _KINDS)}")
    return character_tokenizer() if name == "character" else math_tokenizer(recipe)
