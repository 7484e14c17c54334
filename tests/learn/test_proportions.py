"""A configuration that asks for more than the weights hold is refused before memory is taken for it."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path
from typing import Any

import pytest

import pairwright
from pairwright.errors import ModelError
from pairwright.learn.folders import open_model
from pairwright.learn.proportions import require_proportion

ABSURD: list[dict[str, Any]] = [
    {"num_hidden_layers": 1_000_000},
    {"num_hidden_layers": 10**30},
    {"vocab_size": 10**9},
    {"vocab_size": 1_000_000, "hidden_size": 96},
    {"hidden_size": 1_000_000},
    {"hidden_size": 960_000, "num_attention_heads": 4, "head_dim": 240_000},
    {"intermediate_size": 10**7},
    {"intermediate_size": 2_500_000},
    {"head_dim": 10**8},
    {"num_attention_heads": 10**8},
    {"num_key_value_heads": 10**9},
    {"max_position_embeddings": 10**12},
    {"sliding_window": 10**12},
    {"text_config": {"num_hidden_layers": 1_000_000}},
    {"text_config": {"hidden_size": 100_000, "vocab_size": 1_000_000}},
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model."""
    folder = tmp_path_factory.mktemp("model") / "base"
    pairwright.make_base(folder, max_steps=1)
    return folder


@pytest.mark.parametrize("change", ABSURD, ids=[json.dumps(each) for each in ABSURD])
def test_absurd_numbers_are_refused_at_once(change: dict[str, Any], saved: Path) -> None:
    path = saved / "config.json"
    before = path.read_text(encoding="utf-8")
    path.write_text(json.dumps(json.loads(before) | change), encoding="utf-8")
    started, most = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with pytest.raises(ModelError, match=r"config\.json asks for") as refused:
            open_model(saved)
    finally:
        path.write_text(before, encoding="utf-8")
    assert "\n" not in str(refused.value)
    assert time.process_time() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - most < 300_000


@pytest.mark.parametrize("content", [b"", b"\xff" * 8, b"\0" * 8, (10**6).to_bytes(8, "little") + b"{}", b"x" * 100])
def test_damaged_weights_are_told(content: bytes, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "config.json").write_bytes((saved / "config.json").read_bytes())
    (tmp_path / "model.safetensors").write_bytes(content)
    with pytest.raises(ModelError, match="damaged"):
        require_proportion(tmp_path)


@pytest.mark.parametrize("content", [b"[]", b"{", b"[" * 100_000, b" " * (1 << 22) + b"{}"])
def test_damaged_configurations_are_told(content: bytes, saved: Path, tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes((saved / "model.safetensors").read_bytes())
    (tmp_path / "config.json").write_bytes(content)
    with pytest.raises(ModelError, match=r"config\.json: (damaged|over)"):
        require_proportion(tmp_path)


# Numbers of models as they are, with the bytes of their weights and how many tensors these are.
REAL: dict[str, tuple[dict[str, Any], int, int]] = {
    "Llama 3.1 8B": (
        {"hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "vocab_size": 128256},
        16_060_522_496,
        291,
    ),
    "Qwen 2.5 0.5B in 4 bits": (
        {"hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": 24, "vocab_size": 151936}
        | {"max_window_layers": 21, "sliding_window": 32768},
        457_000_000,
        727,
    ),
    "GPT-2": ({"n_embd": 768, "n_layer": 12, "n_head": 12, "n_ctx": 1024, "vocab_size": 50257}, 548_105_171, 160),
    "a mixture of experts": (
        {"hidden_size": 2048, "intermediate_size": 6144, "moe_intermediate_size": 768, "num_experts": 128}
        | {"num_hidden_layers": 48, "vocab_size": 151936, "max_position_embeddings": 262144},
        61_064_245_248,
        18867,
    ),
    "ten million tokens": (
        {"text_config": {"hidden_size": 5120, "num_hidden_layers": 48, "max_position_embeddings": 10485760}},
        217_000_000_000,
        1000,
    ),
}


@pytest.mark.parametrize("name", REAL)
def test_models_as_they_are_pass(name: str, tmp_path: Path) -> None:
    config, size, tensors = REAL[name]
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    index = {"weight_map": {f"t{number}": "model-1.safetensors" for number in range(tensors)}}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")
    with (tmp_path / "model-1.safetensors").open("wb") as file:
        # A hole: no disk is needed for it.
        file.truncate(size)
    require_proportion(tmp_path)


def test_a_small_model_opens(saved: Path) -> None:
    assert open_model(saved)[0].config.num_hidden_layers == 3
