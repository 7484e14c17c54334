"""A Hugging Face folder to a checkpoint that NanoGPT-Math opens, with the very same logits."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.arguments import guarded
from pairwright.errors import ModelError, OutputError
from pairwright.files.placing import placing_file
from pairwright.learn.extras import require_train
from pairwright.learn.nanogpt.architecture import ModelArgs, model_args, transposed
from pairwright.learn.nanogpt.checkpoint import WEIGHTS

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

_NEWLINE = "\n"
_WAY_OUT = "write it elsewhere, or make room"


@guarded
def export_nanogpt(
    folder: str | Path, out: str | Path, *, meta: str | Path | None = None, overwrite: bool = False
) -> ModelArgs:
    """Write a model as a nanoGPT checkpoint.

    The vocabulary is that of the model's characters, in their order. Where the end token is one of its
    own (`character`), newline takes its place, since NanoGPT-Math ends texts so; other special tokens
    are left out. Without biases, or with biases that are all 0, the checkpoint has none.

    Args:
        folder: a GPT-2 with a tokenizer of characters: an imported one, or a base of size nanogpt.
        out: the file; both `model` (nanoGPT) and `model_state_dict` (dpo.ipynb) name its weights.
        meta: where to write the vocabulary too, as nanoGPT's meta.pkl.
        overwrite: replace files that stand there.

    Returns:
        The checkpoint's numbers.

    Raises:
        ModelError: a model that nanoGPT cannot be.
        OutputError: a file cannot be written; what stood there still does.

    >>> import tempfile
    >>> from pairwright.learn.saving import save_model
    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> words = character_tokenizer()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_model(Path(folder), new_model("nanogpt", words, seed=0), words)
    ...     export_nanogpt(folder, f"{folder}/dpo.pt").vocab_size
    74

    """
    require_train("export-nanogpt")
    from pairwright.learn.folders import open_model

    for path in (out, meta):
        if path is not None:
            _require_free(Path(path), overwrite=overwrite)
    model, tokenizer = open_model(folder)
    characters, rows = _vocabulary(tokenizer, str(folder))
    args, weights = _weights(model, rows, str(folder))
    _written(Path(out), lambda path: _save(path, args, weights))
    if meta is not None:
        _written(Path(meta), lambda path: path.write_bytes(pickle.dumps(_meta(characters))))
    return args


def _vocabulary(tokenizer: PreTrainedTokenizerFast, name: str) -> tuple[list[str], list[int]]:
    """The characters in their order, and which row of the embedding each gets."""
    special = set(tokenizer.all_special_ids)
    tokens = sorted((number, token) for token, number in tokenizer.get_vocab().items())
    tokens = [(number, token) for number, token in tokens if number not in special or len(token) == 1]
    for _, token in tokens:
        if len(token) != 1:
            raise ModelError(
                f"{name}: its tokenizer has {token!r} as one token, but nanoGPT's have a character each; "
                "make the base with the tokenizer character"
            )
    characters = [token for _, token in tokens]
    if _NEWLINE not in characters:
        raise ModelError(f"{name}: its tokenizer has no newline, with which NanoGPT-Math ends texts")
    return characters, [tokenizer.eos_token_id if token == _NEWLINE else number for number, token in tokens]


def _weights(model: PreTrainedModel, rows: Sequence[int], name: str) -> tuple[ModelArgs, dict[str, Tensor]]:
    """The numbers and the weights under nanoGPT's keys, the tied head among them."""
    stored = {key: value.detach() for key, value in model.state_dict().items()}
    bias = any(bool(value.any()) for key, value in stored.items() if key.endswith(".bias"))
    args = model_args(model.config, name, vocab_size=len(rows), bias=bias)
    stored["transformer.wte.weight"] = stored["transformer.wte.weight"][list(rows)]
    weights = {
        key: (stored[key].t() if transposed(key) else stored[key]).contiguous().clone() for key, _ in args.shapes()
    }
    return args, {**weights, "lm_head.weight": weights["transformer.wte.weight"]}


def _save(path: Path, args: ModelArgs, weights: dict[str, Tensor]) -> None:
    """The keys that train.py resumes from, but for the optimiser's state, which is of no use to another loss."""
    import torch

    checkpoint: dict[str, Any] = dict.fromkeys(WEIGHTS, weights)
    torch.save({**checkpoint, "model_args": vars(args).copy(), "iter_num": 0, "best_val_loss": 1e9, "config": {}}, path)


def _meta(characters: Sequence[str]) -> dict[str, Any]:
    numbered = dict(enumerate(characters))
    return {"vocab_size": len(numbered), "itos": numbered, "stoi": {each: number for number, each in numbered.items()}}


def _require_free(path: Path, *, overwrite: bool) -> None:
    if path.is_dir():
        raise OutputError(f"{path}: a folder; give the file to write, such as dpo.pt")
    if path.exists() and not overwrite:
        raise OutputError(f"{path}: stands there already; replace it with --overwrite, or choose another name")


def _written(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file whole or not at all."""
    try:
        with placing_file(path, way_out=_WAY_OUT, parents=True) as part:
            write(part)
    # PyTorch raises RuntimeError where the system refuses.
    except RuntimeError as error:
        line = " ".join(str(error).split())[:120]
        raise OutputError(f"{path}: cannot be written ({line}); {_WAY_OUT}") from error
