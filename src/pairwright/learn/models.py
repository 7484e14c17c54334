"""The sizes of model that we train, as transformers configurations.

| size    | architecture | width, layers, heads | parameters | for                                             |
|---------|--------------|----------------------|-----------:|-------------------------------------------------|
| tiny    | Llama        | 96, 3, 4             |     0.35 M | the default: best for its time on two CPU cores |
| small   | Llama        | 128, 4, 4            |      0.8 M | twice the time a row                            |
| nanogpt | GPT-2        | 348, 6, 6            |      8.8 M | NanoGPT-Math's own, to be exported to it        |

Llama where we may choose: rotary positions know distances, not places, so `57+4` means the same wherever
it stands, and there is no table of positions whose far end is never trained; no bias to decay or not;
RMSNorm. Every trainer and server knows the configuration. Its vocabulary is so small (about 100 tokens)
that the head has weights of its own: they are 3 % of `tiny`. `nanogpt` has to be GPT-2: same
mathematics as nanoGPT once the biases are 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pairwright.errors import ModelError, did_you_mean
from pairwright.learn.nanogpt.architecture import NANOGPT_MATH, gpt2_config, without_biases
from pairwright.learn.tokenizers.making import CONTEXT

if TYPE_CHECKING:
    from transformers import PreTrainedConfig, PreTrainedModel, PreTrainedTokenizerFast

# name -> width, width inside the gated MLP (8/3 of it, to a multiple of 8), layers, heads
_LLAMAS = {"tiny": (96, 256, 3, 4), "small": (128, 344, 4, 4)}
_SIZES = (*_LLAMAS, "nanogpt")


def new_model(size: str, tokenizer: PreTrainedTokenizerFast, *, seed: int) -> PreTrainedModel:
    """A model of that size for a tokenizer, with random weights (float32) that the seed decides.

    Raises:
        ModelError: no such size.

    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> new_model("tiny", character_tokenizer(), seed=0).num_parameters()
    347232

    """
    import torch
    from transformers import AutoModelForCausalLM

    config = _config(size, tokenizer)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model: PreTrainedModel = AutoModelForCausalLM.from_config(config, dtype=torch.float32)
    if size == "nanogpt":
        without_biases(model)
    set_generation(model, tokenizer)
    return model


def set_generation(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> None:
    """What `generate` and pipelines do if they are told nothing: the likeliest token, up to the end token."""
    from transformers import GenerationConfig

    model.generation_config = GenerationConfig(
        do_sample=False,
        max_new_tokens=64,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )


def _config(size: str, tokenizer: PreTrainedTokenizerFast) -> PreTrainedConfig:
    if size not in _SIZES:
        raise ModelError(f"size: unknown size {size!r}; {did_you_mean(size, _SIZES)}")
    if size == "nanogpt":
        return gpt2_config(NANOGPT_MATH, tokenizer)
    from transformers import LlamaConfig

    width, inside, layers, heads = _LLAMAS[size]
    return LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=width,
        intermediate_size=inside,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        max_position_embeddings=CONTEXT,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    )
