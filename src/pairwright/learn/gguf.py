"""Models of llama.cpp (.gguf), unpacked by transformers to full weights that can be asked, trained and saved."""

from __future__ import annotations

import importlib.util
import io
import tempfile
from contextlib import redirect_stderr
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

_NAME = "model.gguf"


def model_of_gguf(path: Path) -> tuple[PreTrainedModel, PreTrainedTokenizerFast]:
    """The model and the tokenizer of a .gguf file, in float32 whatever it is packed as.

    Raises:
        ModelError: the file is damaged, of an architecture that transformers does not read, or `gguf` is missing.

    """
    if importlib.util.find_spec("gguf") is None:
        raise ModelError(f"{path}: needs an extra (gguf is missing); pip install 'pairwright[train]'")
    from transformers import AutoModelForCausalLM, AutoTokenizer
    from transformers.utils.quantization_config import GgufConfig

    # Alone in a folder: else a config.json or a tokenizer beside it would be taken for its own.
    # The bar of the unpacking cannot be switched off otherwise.
    with tempfile.TemporaryDirectory() as folder, redirect_stderr(io.StringIO()):
        Path(folder, _NAME).symlink_to(path.absolute())
        own: dict[str, Any] = {"gguf_file": _NAME, "local_files_only": True, "trust_remote_code": False}
        try:
            tokenizer = AutoTokenizer.from_pretrained(folder, **own)
            # Kernels that compute with packed weights would be fetched, and do not train.
            packed = AutoModelForCausalLM.from_pretrained(
                folder, dtype="float32", quantization_config=GgufConfig(dequantize=True), **own
            )
            return _plain(packed), tokenizer
        except Exception as error:
            # The libraries raise nearly anything at a damaged file.
            line = " ".join(str(error).split())[:160] or type(error).__name__
            raise ModelError(f"{path}: cannot be read as a .gguf model ({line}); fetch it again") from error


def _plain(packed: PreTrainedModel) -> PreTrainedModel:
    """The same weights in a model that does not know that they were packed: transformers saves no other."""
    from transformers import AutoModelForCausalLM

    settings = packed.config.to_dict()
    settings.pop("quantization_config", None)
    settings.pop("_name_or_path", None)
    model: PreTrainedModel = AutoModelForCausalLM.from_config(type(packed.config).from_dict(settings))
    model.load_state_dict(packed.state_dict())
    model.generation_config = packed.generation_config
    return model.to(dtype=packed.dtype)
