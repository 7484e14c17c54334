"""Muon on the matrices of the blocks and AdamW on the rest, as one optimiser that a Trainer can drive.

Muon moves a matrix by an orthogonal step, so it is for matrices that map activations to activations;
embeddings, the head and norms keep AdamW. Imported by functions only, since it needs torch.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Callable

    from transformers import PreTrainedModel

# Of the measurements in docs/models.md; both rates are multiplied by the schedule of the trainer.
MUON_RATE, ADAMW_RATE = 0.01, 2e-3
MOMENTUM, NEWTON_SCHULZ_STEPS, WEIGHT_DECAY = 0.95, 5, 0.1


class Float32Muon(torch.optim.Muon):  # type: ignore[misc]
    """PyTorch's Muon, its Newton-Schulz steps in float32.

    PyTorch has them in bfloat16, which most CPUs only emulate: 294 ms for the matrices of `tiny`, where this takes
    11 and the rest of a step of 256 rows 200 (two cores with AVX2).
    """

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Callable[[], float] | None = None) -> None:  # noqa: ARG002 (called without one)
        """Move each matrix along its gradient made orthogonal."""
        for group in self.param_groups:
            for matrix in group["params"]:
                if matrix.grad is not None:
                    self._move(matrix, group)

    def _move(self, matrix: torch.nn.Parameter, group: dict[str, Any]) -> None:
        average = self.state[matrix].setdefault("momentum_buffer", torch.zeros_like(matrix.grad))
        average.lerp_(matrix.grad, 1 - group["momentum"])
        ahead = matrix.grad.lerp(average, group["momentum"])
        rows, columns = matrix.shape
        matrix.mul_(1 - group["lr"] * group["weight_decay"])
        rate = group["lr"] * math.sqrt(max(1, rows / columns))
        matrix.add_(orthogonal(ahead, group["ns_coefficients"], group["ns_steps"]), alpha=-rate)


def orthogonal(matrix: torch.Tensor, coefficients: tuple[float, float, float], steps: int) -> torch.Tensor:
    """A matrix with its singular values brought near 1 (0.7 to 1.2), by Newton-Schulz steps.

    Args:
        matrix: (rows, columns), float32.
        coefficients: of s, s^3 and s^5, which each step makes of a singular value s.
        steps: how many.

    Source: Keller Jordan, Muon (2024), https://kellerjordan.github.io/posts/muon/

    """
    first, third, fifth = coefficients
    tall = matrix.shape[0] > matrix.shape[1]
    wide = matrix.T if tall else matrix
    wide = wide / wide.norm().clamp(min=1e-7)
    for _ in range(steps):
        squares = wide @ wide.T
        wide = torch.addmm(wide, torch.addmm(squares, squares, squares, beta=third, alpha=fifth), wide, beta=first)
    return wide.T if tall else wide


class MuonWithAdamW(torch.optim.Optimizer):  # type: ignore[misc]
    """One optimiser of two groups of parameters: the first steps by Muon, the second by AdamW.

    Its `state_dict` holds the state of both, so a run that is resumed steps as though it had not stopped.

    Args:
        matrices: of two dimensions each.
        others: all other parameters that are trained.
        muon_rate, adamw_rate: learning rates.
        weight_decay: of the matrices; the others have none.

    """

    def __init__(
        self,
        matrices: list[torch.nn.Parameter],
        others: list[torch.nn.Parameter],
        *,
        muon_rate: float = MUON_RATE,
        adamw_rate: float = ADAMW_RATE,
        weight_decay: float = WEIGHT_DECAY,
    ) -> None:
        self._muon = Float32Muon(
            matrices,
            lr=muon_rate,
            momentum=MOMENTUM,
            nesterov=True,
            ns_steps=NEWTON_SCHULZ_STEPS,
            weight_decay=weight_decay,
        )
        self._adamw = torch.optim.AdamW(others, lr=adamw_rate, weight_decay=0.0)
        super().__init__([*self._muon.param_groups, *self._adamw.param_groups], {})
        self._share()

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Callable[[], float] | None = None) -> float | None:
        """One step of both."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        self._muon.step()
        self._adamw.step()
        return loss

    def __setstate__(self, state: dict[str, Any]) -> None:
        super().__setstate__(state)
        self._share()

    def _share(self) -> None:
        """Let both work on the groups and the state that schedulers and checkpoints see."""
        for optimizer, group in zip((self._muon, self._adamw), self.param_groups, strict=True):
            optimizer.param_groups, optimizer.state = [group], self.state


def optimizer_for(
    model: PreTrainedModel, *, muon_rate: float = MUON_RATE, adamw_rate: float = ADAMW_RATE
) -> MuonWithAdamW:
    """The optimiser for a model's parameters, those that are frozen left out.

    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> [len(group["params"]) for group in optimizer_for(new_model("tiny", character_tokenizer(), seed=0)).param_groups]
    [21, 9]

    """
    ends = {id(parameter) for module in _ends(model) for parameter in module.parameters()}
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    matrices = [each for each in trained if each.ndim == 2 and id(each) not in ends]
    chosen = set(map(id, matrices))
    others = [each for each in trained if id(each) not in chosen]
    return MuonWithAdamW(matrices, others, muon_rate=muon_rate, adamw_rate=adamw_rate)


def _ends(model: PreTrainedModel) -> list[torch.nn.Module]:
    """Embeddings of tokens and positions, and the head."""
    embeddings: list[torch.nn.Module] = [module for module in model.modules() if isinstance(module, torch.nn.Embedding)]
    head = model.get_output_embeddings()
    return embeddings if head is None else [*embeddings, head]
