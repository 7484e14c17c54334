"""nanoGPT's forward pass written down once more in plain PyTorch, to compare with; it shares no code with ours."""

from __future__ import annotations

import math
from typing import Any

import torch
from torch.nn.functional import layer_norm

Weights = dict[str, torch.Tensor]


def random_checkpoint(args: dict[str, Any], *, seed: int = 0, prefix: str = "") -> dict[str, Any]:
    """A checkpoint as train.py saves it, with weights large enough that every part of the model matters."""
    draw = torch.Generator().manual_seed(int(seed))
    width, bias = args["n_embd"], args["bias"]

    def random(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=draw) * (0.3 if len(shape) == 1 else 2 / math.sqrt(width))

    weights: Weights = {
        "transformer.wte.weight": random(args["vocab_size"], width),
        "transformer.wpe.weight": random(args["block_size"], width),
    }
    for layer in range(args["n_layer"]):
        for name, shape in {
            "ln_1": (width,),
            "attn.c_attn": (3 * width, width),
            "attn.c_proj": (width, width),
            "ln_2": (width,),
            "mlp.c_fc": (4 * width, width),
            "mlp.c_proj": (width, 4 * width),
        }.items():
            weights[f"transformer.h.{layer}.{name}.weight"] = random(*shape) + (1 if len(shape) == 1 else 0)
            if bias:
                weights[f"transformer.h.{layer}.{name}.bias"] = random(shape[0])
    weights["transformer.ln_f.weight"] = random(width) + 1
    if bias:
        weights["transformer.ln_f.bias"] = random(width)
    weights["lm_head.weight"] = weights["transformer.wte.weight"]
    return {
        "model": {prefix + key: value for key, value in weights.items()},
        "optimizer": {"state": {}, "param_groups": [{"lr": 1e-3}]},
        "model_args": args,
        "iter_num": 500,
        "best_val_loss": torch.tensor(1.5),
        "config": {"dataset": "math", "compile": True},
    }


def logits(weights: Weights, heads: int, tokens: torch.Tensor) -> torch.Tensor:
    """The logits (batch, length, vocabulary) of tokens (batch, length)."""
    length = tokens.shape[1]
    flow = weights["transformer.wte.weight"][tokens] + weights["transformer.wpe.weight"][:length]
    layer = 0
    while f"transformer.h.{layer}.ln_1.weight" in weights:
        name = f"transformer.h.{layer}"
        flow = flow + _attention(weights, f"{name}.attn", heads, _norm(weights, f"{name}.ln_1", flow))
        inside = _linear(weights, f"{name}.mlp.c_fc", _norm(weights, f"{name}.ln_2", flow))
        gelu = inside * 0.5 * (1 + torch.erf(inside / math.sqrt(2)))
        flow = flow + _linear(weights, f"{name}.mlp.c_proj", gelu)
        layer += 1
    return _norm(weights, "transformer.ln_f", flow) @ weights["lm_head.weight"].T


def _norm(weights: Weights, name: str, flow: torch.Tensor) -> torch.Tensor:
    weight = weights[f"{name}.weight"]
    return layer_norm(flow, weight.shape, weight, weights.get(f"{name}.bias"), 1e-5)


def _linear(weights: Weights, name: str, flow: torch.Tensor) -> torch.Tensor:
    return flow @ weights[f"{name}.weight"].T + weights.get(f"{name}.bias", torch.zeros(()))


def _attention(weights: Weights, name: str, heads: int, flow: torch.Tensor) -> torch.Tensor:
    batch, length, width = flow.shape
    parts = _linear(weights, f"{name}.c_attn", flow).chunk(3, dim=2)
    query, key, value = (part.view(batch, length, heads, width // heads).transpose(1, 2) for part in parts)
    scores = query @ key.transpose(2, 3) / math.sqrt(width // heads)
    later = torch.triu(torch.ones(length, length, dtype=torch.bool), 1)
    mixed = scores.masked_fill(later, -math.inf).softmax(dim=-1) @ value
    return _linear(weights, f"{name}.c_proj", mixed.transpose(1, 2).reshape(batch, length, width))
