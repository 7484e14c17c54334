"""A model's config.json must be of the size of its weights: it decides how much memory is taken before they are read.

`num_hidden_layers: 1000000` beside a megabyte of weights would build a million layers first, and then find that
they are not there. So every number of the configuration is compared with the files before anything is built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pairwright.errors import ModelError

# Of the largest models config.json has 100 kB, the header of a file of weights a few MB.
_MOST_CONFIG = 1 << 22
_MOST_HEADER = 100_000_000
_SIZE = re.compile(r"(?:num|n|d)_\w+|\w+_(?:size|dim|rank|heads|layers|experts)|head_dim")
_LAYERS = re.compile(r"(?:num|n)_(?:hidden_)?layers?|num_(?:de|en)coder_layers|depth")
# No weights: how far a text may reach. Of the longest today 2^24.
_REACH = re.compile(r"\w*position\w*|\w*window\w*|n_ctx|max_\w+|\w*length\w*")
_MOST_REACH = 1 << 27
# Weights may be packed, two to a byte, and not every matrix is in every layer.
_PER_BYTE = 2
_SLACK = 8


def require_proportion(folder: Path) -> None:
    """Refuse a configuration that asks for more than the weights beside it can hold.

    Args:
        folder: with config.json and safetensors.

    Raises:
        ModelError: naming the number, or what of the files is damaged.

    """
    config = _json(folder / "config.json", _MOST_CONFIG)
    tensors, weights = _tensors(folder), _PER_BYTE * sum(path.stat().st_size for path in folder.glob("*.safetensors"))
    for name, value in _sizes(config):
        most = tensors if _LAYERS.fullmatch(name) else _MOST_REACH if _REACH.fullmatch(name) else weights
        if value > most:
            raise ModelError(
                f"{folder}: config.json asks for {name} {value:,}, its weights ({tensors:,} tensors) cannot hold it; "
                "save the model again"
            )
    for part in (config, *(each for each in config.values() if isinstance(each, dict))):
        _require_matrices(folder, part, weights)


def _require_matrices(folder: Path, config: Mapping[str, Any], weights: int) -> None:
    """The embedding and one matrix of each layer must be there."""
    width, layers = _first(config, "hidden_size", "n_embd", "d_model"), _first(config, "num_hidden_layers", "n_layer")
    for what, much in (
        ("vocab_size", width * _first(config, "vocab_size")),
        ("intermediate_size", width * layers * _first(config, "intermediate_size", "n_inner")),
        ("hidden_size", width * layers),
    ):
        if much > _SLACK * weights:
            raise ModelError(
                f"{folder}: config.json asks for {much:,} weights by {what} alone, of which its files hold "
                f"{weights:,} at most; save the model again"
            )


def _first(config: Mapping[str, Any], *names: str) -> int:
    """The first of these that is a number, which is not below 0."""
    return next((value for name in names if type(value := config.get(name)) is int and value > 0), 0)


def _sizes(config: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """All numbers that are sizes, those of parts too."""
    for name, value in config.items():
        if isinstance(value, dict):
            yield from _sizes(value)
        elif (type(value) is int and _SIZE.fullmatch(name)) or (_REACH.fullmatch(name) and type(value) is int):
            yield name, value


def _tensors(folder: Path) -> int:
    """How many tensors the weights are, as the header of the file, or the index of several, says."""
    single = folder / "model.safetensors"
    if not single.is_file():
        index = _json(folder / "model.safetensors.index.json", _MOST_HEADER).get("weight_map")
        return len(index) if isinstance(index, dict) else 0
    with single.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > min(_MOST_HEADER, single.stat().st_size):
            raise ModelError(f"{single}: damaged, its header would be {length:,} bytes; fetch or save the model again")
        header = _parsed(file.read(length), single)
    return len(header.keys() - {"__metadata__"})


def _json(path: Path, most: int) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); check the folder") from error
    if len(content) > most:
        raise ModelError(f"{path}: over {most >> 20:,} MiB, which no model's is; save the model again")
    return _parsed(content, path)


def _parsed(content: bytes, path: Path) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: damaged, no JSON where it should be; fetch or save the model again") from error
    if not isinstance(found, dict):
        raise ModelError(f"{path}: damaged, no mapping; fetch or save the model again")
    return found
