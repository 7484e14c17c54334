"""nanoGPT's architecture, and transformers' GPT-2 as the same mathematics.

Both have pre-norm blocks, learned positions, a fused projection of queries, keys and values, an MLP four
times as wide, and a head tied to the embedding. What differs: nanoGPT's GELU is the exact one (GPT-2's
own is an approximation), its matrices stand transposed, and it may have no biases, which GPT-2 has; those
are 0 then and stay so (`without_biases`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pairwright.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedConfig, PreTrainedModel, PreTrainedTokenizerFast

# A key of the configuration's own: the biases are there because GPT-2 has some, and are not trained.
_MARK = "biases_stay_zero"
_NUMBERS = ("n_layer", "n_head", "n_embd", "block_size", "vocab_size")
_TRANSPOSED = ("attn.c_attn.weight", "attn.c_proj.weight", "mlp.c_fc.weight", "mlp.c_proj.weight")
# Far above any nanoGPT; below it nothing can be asked for that does not fit into memory unseen.
_MOST = 1 << 20


@dataclass(frozen=True)
class ModelArgs:
    """nanoGPT's `model_args`.

    Raises:
        ModelError: from `of`: one of them is missing, or cannot be.

    """

    n_layer: int
    n_head: int
    n_embd: int
    block_size: int
    vocab_size: int
    bias: bool = True
    dropout: float = 0.0

    @classmethod
    def of(cls, found: object, name: str) -> ModelArgs:
        """Those of a checkpoint called `name`."""
        if not isinstance(found, Mapping):
            raise ModelError(f"{name}: holds no model_args; nanoGPT's train.py saves them beside the weights")
        for key in _NUMBERS:
            value = found.get(key)
            if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= _MOST:
                raise ModelError(f"{name}: model_args.{key} is {value!r}, not a number from 1 to {_MOST:,}")
        bias, dropout = found.get("bias", cls.bias), found.get("dropout", cls.dropout)
        if not isinstance(bias, bool):
            raise ModelError(f"{name}: model_args.bias is {bias!r}, neither True nor False")
        if not isinstance(dropout, (int, float)) or not 0 <= dropout < 1:
            raise ModelError(f"{name}: model_args.dropout is {dropout!r}, not a share below 1")
        args = cls(**{key: found[key] for key in _NUMBERS}, bias=bias, dropout=float(dropout))
        if args.n_embd % args.n_head:
            raise ModelError(f"{name}: model_args.n_embd {args.n_embd} is no multiple of n_head {args.n_head}")
        return args

    def shapes(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Each key of the weights with its shape, in nanoGPT's order; the tied head is left out."""
        width = self.n_embd
        yield "transformer.wte.weight", (self.vocab_size, width)
        yield "transformer.wpe.weight", (self.block_size, width)
        for layer in range(self.n_layer):
            for part, shape in _BLOCK.items():
                name = f"transformer.h.{layer}.{part}"
                yield f"{name}.weight", tuple(width * times for times in shape)
                if self.bias:
                    yield f"{name}.bias", (width * shape[0],)
        yield "transformer.ln_f.weight", (width,)
        if self.bias:
            yield "transformer.ln_f.bias", (width,)


# Parts of a block, their shapes in widths.
_BLOCK = {
    "ln_1": (1,),
    "attn.c_attn": (3, 1),
    "attn.c_proj": (1, 1),
    "ln_2": (1,),
    "mlp.c_fc": (4, 1),
    "mlp.c_proj": (1, 4),
}

NANOGPT_MATH = ModelArgs(n_layer=6, n_head=6, n_embd=348, block_size=256, vocab_size=74, bias=False)


def transposed(key: str) -> bool:
    """Whether a matrix stands the other way round in GPT-2.

    >>> transposed("transformer.h.0.attn.c_proj.weight"), transposed("transformer.wte.weight")
    (True, False)
    """
    return key.endswith(_TRANSPOSED)


def gpt2_config(args: ModelArgs, tokenizer: PreTrainedTokenizerFast) -> PreTrainedConfig:
    """The configuration of GPT-2 that is this nanoGPT, with the vocabulary of the tokenizer."""
    from transformers import GPT2Config

    return GPT2Config(
        vocab_size=len(tokenizer),
        n_positions=args.block_size,
        n_embd=args.n_embd,
        n_layer=args.n_layer,
        n_head=args.n_head,
        activation_function="gelu",
        resid_pdrop=args.dropout,
        embd_pdrop=args.dropout,
        attn_pdrop=args.dropout,
        bos_token_id=None,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **{_MARK: not args.bias},
    )


def model_args(config: PreTrainedConfig, name: str, *, vocab_size: int, bias: bool) -> ModelArgs:
    """The `model_args` of a configuration, as far as nanoGPT can do what it says.

    Raises:
        ModelError: another architecture, or mathematics that nanoGPT does not have.

    """
    if config.model_type != "gpt2":
        raise ModelError(f"{name}: a {config.model_type} model; nanoGPT is a GPT-2, so make the base with size nanogpt")
    needed: dict[str, tuple[Any, ...]] = {
        "activation_function": ("gelu",),
        "layer_norm_epsilon": (1e-5,),
        "n_inner": (None, 4 * config.n_embd),
        "scale_attn_weights": (True,),
        "scale_attn_by_inverse_layer_idx": (False,),
        "tie_word_embeddings": (True,),
    }
    for key, allowed in needed.items():
        if getattr(config, key) not in allowed:
            raise ModelError(f"{name}: its {key} is {getattr(config, key)!r}, but nanoGPT's is {allowed[0]!r}")
    return ModelArgs(
        n_layer=config.n_layer,
        n_head=config.n_head,
        n_embd=config.n_embd,
        block_size=config.n_positions,
        vocab_size=vocab_size,
        bias=bias,
        dropout=float(config.resid_pdrop),
    )


def without_biases(model: PreTrainedModel) -> None:
    """Freeze the biases of a model that stands for one without any; of other models, nothing."""
    if getattr(model.config, _MARK, False):
        for name, parameter in model.named_parameters():
            if name.endswith(".bias"):
                parameter.requires_grad = False
