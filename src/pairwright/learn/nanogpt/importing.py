"""A nanoGPT checkpoint to a Hugging Face folder, with the very same logits.

Texts of NanoGPT-Math end in a newline and are padded with newlines. So does the imported tokenizer:
newline is end token and padding both, the vocabulary stays as it is, and what the model knows of ending
a text is kept. (An end token of its own would be a new row of the tied head: a number that was never
trained, among those that are.) Trainers mask padding by length, so the stop is trained all the same.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pairwright.arguments import guarded
from pairwright.errors import ModelError
from pairwright.learn.extras import hush, require_train
from pairwright.learn.nanogpt.architecture import ModelArgs, gpt2_config, transposed, without_biases
from pairwright.learn.nanogpt.checkpoint import read_characters, read_checkpoint

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

STOP = "\n"


@guarded
def import_nanogpt(checkpoint: str | Path, meta: str | Path, out: str | Path, *, overwrite: bool = False) -> ModelArgs:
    """Write a nanoGPT checkpoint as a Hugging Face folder.

    Args:
        checkpoint: what nanoGPT saves (gpt.pt, dpo.pt); of it only tensors and plain data are read.
        meta: its meta.pkl.
        out: the folder, made if it is missing.
        overwrite: replace a model that stands there.

    Returns:
        The checkpoint's numbers: layers, heads, width, block size, vocabulary.

    Raises:
        ModelError, DataError: a checkpoint, or a meta.pkl, that is not what it should be, or holds more than data.
        OutputError: the folder cannot be written; what stood there still does.

    >>> import tempfile
    >>> from pairwright.learn.nanogpt.exporting import export_nanogpt
    >>> from pairwright.learn.saving import save_model
    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> words = character_tokenizer()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_model(Path(folder), new_model("nanogpt", words, seed=0), words)
    ...     _ = export_nanogpt(folder, f"{folder}/dpo.pt", meta=f"{folder}/meta.pkl")
    ...     import_nanogpt(f"{folder}/dpo.pt", f"{folder}/meta.pkl", f"{folder}/again").n_layer
    6

    """
    require_train("import-nanogpt")
    hush()
    from pairwright.learn.saving import placing_folder, save_model

    with placing_folder(out, overwrite=overwrite) as folder:
        args, weights = read_checkpoint(Path(checkpoint))
        model, tokenizer = _model(args, weights, Path(meta))
        save_model(folder, model, tokenizer)
    return args


def model_of(checkpoint: Path, meta: Path) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """The model and the tokenizer of a checkpoint, ready to answer; raises as `import_nanogpt` does."""
    args, weights = read_checkpoint(checkpoint)
    return _model(args, weights, meta)


def _model(args: ModelArgs, weights: dict[str, Tensor], meta: Path) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    import torch
    from transformers import GPT2LMHeadModel

    from pairwright.learn.models import set_generation
    from pairwright.learn.tokenizers.making import made

    characters = read_characters(meta, args.vocab_size)
    if STOP not in characters:
        raise ModelError(f"{meta}: no newline among its characters, so nothing could end a text")
    tokenizer = made(characters, context=args.block_size, stop=STOP)
    model = GPT2LMHeadModel(gpt2_config(args, tokenizer))
    with torch.no_grad():
        for key, parameter in model.named_parameters():
            if key in weights:
                parameter.copy_(weights[key].t() if transposed(key) else weights[key])
            else:
                parameter.zero_()
    without_biases(model)
    set_generation(model, tokenizer)
    model.eval()
    return model, tokenizer
