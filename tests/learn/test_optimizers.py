"""Muon and AdamW as one optimiser: each parameter steps as it would alone, and state goes there and back."""

from __future__ import annotations

import copy
import io
from typing import Any

import pytest
import torch

from pairwright.learn.models import new_model
from pairwright.learn.optimizers import MuonWithAdamW, optimizer_for, orthogonal
from pairwright.learn.tokenizers import character_tokenizer


@pytest.fixture(scope="module")
def fresh() -> Any:
    return new_model("tiny", character_tokenizer(), seed=3)


def lose(model: Any, step: int) -> None:
    """Gradients of one batch; each step has its own."""
    tokens = torch.randint(0, 70, (4, 8), generator=torch.Generator().manual_seed(step))
    model.zero_grad()
    model(input_ids=tokens, labels=tokens).loss.backward()


def weights(model: Any) -> dict[str, Any]:
    return {name: value.detach().clone() for name, value in model.named_parameters()}


def same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def in_blocks(name: str, value: Any) -> bool:
    return ".layers." in name and value.ndim == 2


def test_steps_equal_those_of_the_two_apart(fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    # PyTorch's Muon works in bfloat16; in float64 it shows what is meant.
    monkeypatch.setattr(torch.Tensor, "bfloat16", torch.Tensor.double)
    ours, theirs = copy.deepcopy(fresh), copy.deepcopy(fresh)
    together = optimizer_for(ours)
    named = dict(theirs.named_parameters())
    matrices = [value for name, value in named.items() if in_blocks(name, value)]
    rest = [value for name, value in named.items() if not in_blocks(name, value)]
    assert len(matrices) == 21
    muon = torch.optim.Muon(matrices, lr=0.01, momentum=0.95, nesterov=True, ns_steps=5, weight_decay=0.1)
    adamw = torch.optim.AdamW(rest, lr=2e-3, weight_decay=0.0)
    for step in range(3):
        lose(ours, step)
        lose(theirs, step)
        together.step()
        muon.step()
        adamw.step()
    for name, value in weights(ours).items():
        torch.testing.assert_close(value, theirs.get_parameter(name), rtol=0, atol=1e-5)
        assert (value - fresh.get_parameter(name)).abs().max() > 1e-3, name
    moved = {name for name, value in weights(ours).items() if not torch.equal(value, fresh.get_parameter(name))}
    assert moved == set(named)


@pytest.mark.parametrize("shape", [(96, 96), (24, 96), (96, 24)])
@pytest.mark.parametrize("steps", [1, 5])
def test_singular_values_go_through_the_polynomial(shape: tuple[int, int], steps: int) -> None:
    matrices = torch.randn((3, *shape), generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    left, values, right = torch.linalg.svd(matrices, full_matrices=False)
    values = values / values.norm(dim=-1, keepdim=True)
    for _ in range(steps):
        values = 3.4445 * values - 4.775 * values**3 + 2.0315 * values**5
    expected = left @ torch.diag_embed(values) @ right
    found = orthogonal(matrices.float(), (3.4445, -4.775, 2.0315), steps)
    torch.testing.assert_close(found.double(), expected, rtol=0, atol=2e-5)


def test_a_schedule_reaches_both(fresh: Any) -> None:
    model = copy.deepcopy(fresh)
    optimizer = optimizer_for(model)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1.0 if step == 0 else 0.0)
    lose(model, 0)
    optimizer.step()
    schedule.step()
    assert [group["lr"] for group in optimizer.param_groups] == [0.0, 0.0]
    before = weights(model)
    lose(model, 1)
    optimizer.step()
    assert same(weights(model), before)


def test_resumed_from_its_state_it_steps_as_if_it_had_not_stopped(fresh: Any) -> None:
    straight = copy.deepcopy(fresh)
    optimizer = optimizer_for(straight)
    for step in range(2):
        lose(straight, step)
        optimizer.step()
    file = io.BytesIO()
    torch.save(optimizer.state_dict(), file)
    file.seek(0)
    resumed = copy.deepcopy(straight)
    again = optimizer_for(resumed, muon_rate=1.0, adamw_rate=1.0)
    again.load_state_dict(torch.load(file, weights_only=True))
    forgetful = copy.deepcopy(straight)
    for model, chosen in ((straight, optimizer), (resumed, again), (forgetful, optimizer_for(forgetful))):
        for step in range(2, 4):
            lose(model, step)
            chosen.step()
    assert same(weights(straight), weights(resumed))
    # The state matters: without it the same steps lead elsewhere.
    assert not same(weights(straight), weights(forgetful))


def test_a_closure_is_called_and_frozen_parameters_are_left_alone() -> None:
    matrix, bias = torch.nn.Parameter(torch.ones(4, 3)), torch.nn.Parameter(torch.ones(3))
    optimizer = MuonWithAdamW([matrix], [bias])

    def closure() -> Any:
        optimizer.zero_grad()
        loss = (matrix.sum(0) * bias).sum()
        loss.backward()
        return loss.detach()

    assert optimizer.step(closure) == 12.0
    assert not torch.equal(matrix, torch.ones(4, 3))
    model = new_model("nanogpt", character_tokenizer(), seed=0)
    held = {id(each) for group in optimizer_for(model).param_groups for each in group["params"]}
    biases = [each for name, each in model.named_parameters() if name.endswith(".bias")]
    assert len(biases) == 6 * 6 + 1
    assert not any(id(each) in held for each in biases)
    assert sum(id(each) not in held for each in model.parameters()) == len(biases)
