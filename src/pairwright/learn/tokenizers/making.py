"""Pieces of text to a tokenizer: whatever is longest among the pieces is one token, from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

CONTEXT = 256
PAD, EOS, UNK = "<pad>", "<eos>", "<unk>"
# Messages stand one after the other; an answer has a space before it and the end token after it, so
# that a conversation has the very tokens of the same texts as prompt and completion.
_CHAT = (
    "{%- for message in messages -%}"
    "{%- if message['role'] == 'assistant' -%}"
    "{% generation %}{{ ' ' + message['content'] | trim + eos_token }}{% endgeneration %}"
    "{%- else -%}{{ message['content'] }}{%- endif -%}"
    "{%- endfor -%}"
)


def made(pieces: Sequence[str], *, context: int = CONTEXT, stop: str | None = None) -> PreTrainedTokenizerFast:
    """A tokenizer of these pieces, numbered in their order; special tokens follow.

    Args:
        pieces: all different; every character that is to be known must be one of them.
        context: the most tokens of a text.
        stop: a piece that ends texts and pads them, as newline does in nanoGPT; then there are no special
            tokens, and an unknown character is an error. None: `<pad>`, `<eos>`, `<unk>`.

    >>> made(["57", "5", "7", "+"])("57+5").tokens()
    ['57', '+', '5']

    """
    from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    special = [PAD, EOS, UNK] if stop is None else []
    vocabulary = {piece: number for number, piece in enumerate([*pieces, *special])}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token=UNK))
    longest_first = sorted((piece for piece in pieces if len(piece) > 1), key=len, reverse=True)
    alternatives = "|".join([*map(re.escape, longest_first), r"[\s\S]"])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(alternatives), behavior="isolated")
    tokenizer.decoder = decoders.Fuse()
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token=stop or PAD,
        eos_token=stop or EOS,
        unk_token=None if stop else UNK,
        model_max_length=context,
        # Answers are generated at the end of a text, so that is where a batch is aligned.
        padding_side="left",
        clean_up_tokenization_spaces=False,
        chat_template=_CHAT,
    )
