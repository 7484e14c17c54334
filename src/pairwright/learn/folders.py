"""Models as folders, opened without trusting them.

A folder is what `save_pretrained` writes: config.json, model.safetensors, generation_config.json and the
tokenizer's files. Code and pickled weights that come with a folder are never run.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.errors import ModelError
from pairwright.learn.extras import hush, require_train
from pairwright.learn.nanogpt.architecture import without_biases
from pairwright.learn.proportions import require_proportion
from pairwright.learn.sources import ModelSource, model_source

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

_WEIGHTS = ("model.safetensors", "model.safetensors.index.json")
_SHARD = re.compile(r"[\w-][\w.-]*\.safetensors")
# An index of a thousand shards has about 10 MB.
_MOST_INDEX = 1 << 26
_NO_LIMIT = 1 << 20
# In what transformers says of a model that comes with code of its own, and in the names of models that score.
_OWN_CODE, _SCORES = "custom code", "Classification"


def open_model(path: str | Path, *, dtype: str = "float32") -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """A causal language model and its tokenizer, on the CPU, ready to answer.

    Args:
        path: a Hugging Face folder, a Hub id, a .gguf file, or a nanoGPT checkpoint (.pt) with its meta.pkl beside it.
        dtype: of the weights here: 'float32', 'bfloat16' or 'float16'; a .gguf file's are float32 at first.

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
    return open_source(model_source(path), dtype=dtype)


def open_source(origin: ModelSource, *, dtype: str = "float32") -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """The same, of a model that has been found."""
    import torch

    where = origin.path
    if origin.kind == "nanogpt":
        from pairwright.learn.nanogpt.importing import model_of

        model, tokenizer = model_of(where, where.with_name("meta.pkl"))
    elif origin.kind == "gguf":
        from pairwright.learn.gguf import model_of_gguf

        model, tokenizer = model_of_gguf(where)
    else:
        _require_parts(where)
        tokenizer = _opened(where, "tokenizer", dtype)
        model = _opened(where, "model", dtype)
    _require_fitting(origin.name, model, tokenizer)
    without_biases(model)
    model.to(getattr(torch, dtype)).eval()
    return model, tokenizer


def _require_fitting(name: str, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> None:
    """Refuse a tokenizer that is another model's, or that ends nothing; pad by the end token if by nothing else."""
    if model.get_input_embeddings().num_embeddings < len(tokenizer):
        raise ModelError(
            f"{name}: the tokenizer has {len(tokenizer):,} tokens, the model only "
            f"{model.get_input_embeddings().num_embeddings:,}; they do not belong together"
        )
    if tokenizer.eos_token_id is None:
        raise ModelError(f"{name}: the tokenizer has no end token, so nothing would stop an answer; give it one")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token


def context_of(model: PreTrainedModel) -> int:
    """The most tokens that a model reads."""
    return int(getattr(model.config.get_text_config(), "max_position_embeddings", None) or _NO_LIMIT)


def end_tokens(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> list[int]:
    """The tokens that end an answer: the tokenizer's end token first, then those that the model's settings name.

    Chat models end a message by another token than a text, and name both.
    """
    named = model.generation_config.eos_token_id if model.generation_config is not None else None
    listed = named if isinstance(named, list) else [named]
    return list(dict.fromkeys([tokenizer.eos_token_id, *(int(each) for each in listed if each is not None)]))


def _require_parts(folder: Path) -> None:
    """Say which file is missing, before a library says it in its own way."""
    if (folder / "adapter_config.json").is_file():
        raise ModelError(f"{folder}: an adapter of PEFT; merge it into its model (merge_and_unload), and save that")
    if not (folder / "config.json").is_file():
        raise ModelError(f"{folder}: no config.json in this folder, so no model; check the path")
    if not any((folder / name).is_file() for name in _WEIGHTS):
        raise ModelError(f"{folder}: no model.safetensors; pickled weights are not opened, save them as safetensors")
    if not (folder / _WEIGHTS[0]).is_file():
        _require_safe_index(folder / _WEIGHTS[1])
    if not (folder / "tokenizer.json").is_file():
        raise ModelError(f"{folder}: a model without a tokenizer.json; save its tokenizer there")
    require_proportion(folder)


def _require_safe_index(index: Path) -> None:
    """Refuse an index that names anything but safetensors beside it: transformers opens what it names."""
    try:
        named = set(json.loads(index.read_bytes()[:_MOST_INDEX])["weight_map"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"{index}: not an index of weights; save the model again") from error
    for each in sorted(map(str, named)):
        if _SHARD.fullmatch(each) is None:
            raise ModelError(f"{index}: names {each!r}; only safetensors in the same folder are opened, save it so")
        if not (index.parent / each).is_file():
            raise ModelError(f"{index}: {each} is not there; fetch or save the model again")


def _opened(folder: Path, part: str, dtype: str) -> Any:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    try:
        if part == "tokenizer":
            return AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
        model, report = AutoModelForCausalLM.from_pretrained(
            folder,
            local_files_only=True,
            trust_remote_code=False,
            use_safetensors=True,
            dtype=dtype,
            output_loading_info=True,
        )
    except Exception as error:
        if _OWN_CODE in str(error):
            raise ModelError(
                f"{folder}: needs code of its own, which is never run; take a model that transformers knows by itself"
            ) from error
        # A damaged folder may raise nearly anything; its first line says most.
        line = " ".join(str(error).split())[:160] or type(error).__name__
        raise ModelError(f"{folder}: its {part} cannot be opened ({line}); save it again") from error
    for each in model.config.architectures or ():
        if _SCORES in each:
            raise ModelError(f"{folder}: a {each}, which scores texts and answers no questions; name a language model")
    # Without this, weights that are missing would be random.
    for what in ("missing_keys", "mismatched_keys"):
        if found := sorted(map(str, report[what])):
            raise ModelError(f"{folder}: weights that config.json asks for are not there: {found[0]}; save it again")
    return model
