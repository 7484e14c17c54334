"""Models as folders, opened without trusting them.

A folder is what `save_pretrained` writes: config.json, model.safetensors, generation_config.json and the
tokenizer's files. Code and pickled weights that come with a folder are never run.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.errors import ModelError
from pairwright.learn.extras import hush, require_train
from pairwright.learn.nanogpt.architecture import without_biases
from pairwright.learn.proportions import require_proportion

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_NO_LIMIT = 1 << 20


def open_model(path: str | Path) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """A causal language model and its tokenizer, on the CPU, ready to answer.

    Args:
        path: a Hugging Face folder, or a nanoGPT checkpoint (.pt) with its meta.pkl beside it.

    Raises:
        ModelError: there is none, or it is damaged, or it would need code or pickles of its own.

    >>> import tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.make_base(f"{folder}/base", max_steps=1)
    ...     open_model(f"{folder}/base")[0].config.model_type
    'llama'

    """
    require_train("a model")
    hush()
    where = Path(path)
    if where.is_file():
        from pairwright.learn.nanogpt.importing import model_of

        return model_of(where, where.with_name("meta.pkl"))
    _require_parts(where)
    tokenizer = _opened(where, "tokenizer")
    model: PreTrainedModel = _opened(where, "model")
    if model.get_input_embeddings().num_embeddings < len(tokenizer):
        raise ModelError(
            f"{where}: the tokenizer has {len(tokenizer):,} tokens, the model only "
            f"{model.get_input_embeddings().num_embeddings:,}; they do not belong together"
        )
    if tokenizer.eos_token_id is None:
        raise ModelError(f"{where}: the tokenizer has no end token, so nothing would stop an answer; give it one")
    without_biases(model)
    model.eval()
    return model, tokenizer


def context_of(model: PreTrainedModel) -> int:
    """The most tokens that a model reads."""
    return int(getattr(model.config, "max_position_embeddings", None) or _NO_LIMIT)


def _require_parts(folder: Path) -> None:
    """Say which file is missing, before a library says it in its own way."""
    if not folder.is_dir():
        raise ModelError(f"{folder}: no such model; give a Hugging Face folder or a nanoGPT checkpoint")
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder}: no config.json in this folder, so no model; check the path")
    if not any((folder / name).is_file() for name in _WEIGHTS):
        raise ModelError(f"{folder}: no model.safetensors; pickled weights are not opened, save them as safetensors")
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(f"{folder}: a model without a tokenizer.json; save its tokenizer there")
    require_proportion(folder)


def _opened(folder: Path, part: str) -> Any:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        if part == "tokenizer":
            return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        model, report = AutoModelForCausalLM.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype="float32",
            output_loading_info=True,
        )
    except Exception as error:
        # A damaged folder may raise nearly anything; its first line says most.
        line = " ".join(str(error).split())[:160] or type(error).__name__
        raise ModelError(f"{folder}: its {part} cannot be opened ({line}); save it again") from error
    # Without this, weights that are missing would be random.
    for what in ("missing_keys", "mismatched_keys"):
        if found := sorted(map(str, report[what])):
            raise ModelError(f"{folder}: weights that config.json asks for are not there: {found[0]}; save it again")
    return model
