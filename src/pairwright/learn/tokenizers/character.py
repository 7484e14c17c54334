"""The tokenizer `character`: a token a character."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from pairwright.learn.tokenizers.making import made

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast


@cache
def nanogpt_math_characters() -> str:
    r"""NanoGPT-Math's 74 characters, each where its number says (`characters.json`).

    >>> nanogpt_math_characters()[:12]
    "\n '*+,-./=?’"
    """
    found: str = json.loads((files(__package__) / "characters.json").read_text(encoding="utf-8"))
    return found


def character_tokenizer() -> PreTrainedTokenizerFast:
    """NanoGPT-Math's characters with its numbers (0..73), then `<pad>`, `<eos>`, `<unk>`.

    It has no `!`, no parentheses, no colon and no quotation mark, as there.

    >>> character_tokenizer()("57+4=?")["input_ids"]
    [17, 19, 4, 16, 9, 10]

    """
    return made(nanogpt_math_characters())
