"""nanoGPT's files, opened without trusting them: weights as tensors only, meta.pkl as plain data only."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.errors import ModelError
from pairwright.files.restricted_pickle import read_pickle
from pairwright.learn.nanogpt.architecture import ModelArgs

if TYPE_CHECKING:
    from torch import Tensor

# nanoGPT's train.py says model; NanoGPT-Math's dpo.ipynb says model_state_dict.
WEIGHTS = ("model", "model_state_dict")
# torch.compile puts this before each key.
_PREFIX = "_orig_mod."
_HEAD = "lm_head.weight"
# The mask of causal attention, kept as a buffer where PyTorch has no fused attention.
_MASKS = (".attn.bias", ".attn.masked_bias")


def read_checkpoint(path: Path) -> tuple[ModelArgs, dict[str, Tensor]]:
    """The `model_args` and the weights (float32, nanoGPT's keys, without the tied head) of a checkpoint.

    Raises:
        ModelError: no checkpoint, one with anything but tensors and plain data, or weights that do not
            fit its `model_args`.

    """
    found = _loaded(path)
    args = ModelArgs.of(found.get("model_args"), str(path))
    stored = next((found[key] for key in WEIGHTS if isinstance(found.get(key), Mapping)), None)
    if stored is None:
        raise ModelError(f"{path}: holds no weights under the key model or model_state_dict; is it nanoGPT's?")
    plain = {str(key).removeprefix(_PREFIX): value for key, value in stored.items()}
    weights = {key: _checked(plain, key, shape, path) for key, shape in args.shapes()}
    # Only a mask can be left over: with biases, the projection's own is called c_attn.bias.
    left = [key for key in plain if key not in weights and key != _HEAD and not key.endswith(_MASKS)]
    if left:
        raise ModelError(f"{path}: weights that nanoGPT does not have, such as {left[0]}; is it another architecture?")
    embedding = "transformer.wte.weight"
    if _HEAD in plain and not _checked(plain, _HEAD, tuple(weights[embedding].shape), path).equal(weights[embedding]):
        raise ModelError(f"{path}: {_HEAD} differs from {embedding}, to which nanoGPT ties it")
    return args, weights


def _loaded(path: Path) -> Mapping[str, Any]:
    import torch

    if not path.is_file():
        raise ModelError(f"{path}: no such checkpoint; give the .pt file that nanoGPT saves")
    _require_unpacked(path)
    try:
        found = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:
        # A broken or hostile file may raise nearly anything.
        raise ModelError(
            f"{path}: refused, not a checkpoint of tensors and plain data only ({_reason(error)}); "
            "nothing in it was executed"
        ) from error
    if not isinstance(found, Mapping):
        raise ModelError(f"{path}: holds no dict; nanoGPT's checkpoints have the keys model and model_args")
    return found


def _require_unpacked(path: Path) -> None:
    """Refuse an archive that holds more than its own size: PyTorch packs nothing, and a bomb would fill the memory.

    It would take 5 GB before anything in it could be looked at.
    """
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(each.file_size for each in archive.infolist())
    except (OSError, ValueError, NotImplementedError, zipfile.BadZipFile) as error:
        raise ModelError(f"{path}: refused, a broken archive ({error}); save the checkpoint again") from error
    if size > (packed := path.stat().st_size):
        raise ModelError(
            f"{path}: refused, an archive of {packed:,} bytes that unpacks to {size:,}; PyTorch packs nothing"
        )


def _reason(error: Exception) -> str:
    """What PyTorch objects to, without its advice to trust the file."""
    lines = [line for line in str(error).split("\n") if "nsupported" in line] or str(error).split("\n")
    return " ".join(lines[0].split())[:120] or type(error).__name__


def _checked(weights: Mapping[str, Any], key: str, shape: tuple[int, ...], path: Path) -> Tensor:
    """One tensor, if it is there and is what `model_args` say."""
    import torch

    tensor = weights.get(key)
    if not isinstance(tensor, torch.Tensor):
        raise ModelError(f"{path}: the weights lack {key}, which its model_args ask for")
    if tuple(tensor.shape) != shape:
        raise ModelError(f"{path}: {key} has the shape {tuple(tensor.shape)}, but its model_args make it {shape}")
    # A view that repeats one number could stand for more memory than there is.
    if tensor.layout != torch.strided or not tensor.is_floating_point() or not tensor.is_contiguous():
        raise ModelError(f"{path}: {key} is no plain tensor of floats ({tensor.dtype}); save the checkpoint again")
    return tensor.to(torch.float32)


def read_characters(path: Path, vocab_size: int) -> list[str]:
    """The characters of a meta.pkl, each where its number says.

    Raises:
        DataError: not plain data.
        ModelError: not a vocabulary of characters, or not one of `vocab_size`.

    """
    if not path.is_file():
        raise ModelError(f"{path}: no such vocabulary; nanoGPT's prepare.py writes meta.pkl, put it there")
    numbers = read_pickle(path).get("stoi")
    if not isinstance(numbers, dict) or not numbers:
        raise ModelError(f"{path}: no vocabulary under the key stoi; nanoGPT's prepare.py writes it there")
    if not all(isinstance(each, str) and len(each) == 1 for each in numbers):
        raise ModelError(f"{path}: a vocabulary of more than single characters, which no character model has")
    if sorted(number for number in numbers.values() if type(number) is int) != list(range(len(numbers))):
        raise ModelError(f"{path}: its characters are not numbered 0 to {len(numbers) - 1}, each once")
    if len(numbers) != vocab_size:
        raise ModelError(
            f"{path}: a vocabulary of {len(numbers)} characters, but the checkpoint's has {vocab_size}; "
            "give the meta.pkl with which it was trained"
        )
    return sorted(numbers, key=numbers.__getitem__)
