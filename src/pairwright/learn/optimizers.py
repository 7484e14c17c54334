"""Muon on the matrices of the blocks and AdamW on the rest, as one optimiser that a Trainer can drive.

Muon moves a matrix by an orthogonal step, so it is for matrices that map activations to activations;
embeddings, the head and norms keep AdamW. Imported by functions only, since it needs torch.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import torch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from transformers import PreTrainedModel

# Of the measurements in docs/models.md; both rates are multiplied by the schedule of the trainer.
MUON_RATE, ADAMW_RATE = 0.01, 2e-3
MOMENTUM, NEWTON_SCHULZ_STEPS, WEIGHT_DECAY = 0.95, 5, 0.1


class Float32Muon(torch.optim.Muon):  # type: ignore[misc]
    """PyTorch's Muon, its Newton-Schulz steps in float32 and for all matrices of a shape at once.

    PyTorch has them in bfloat16, which most CPUs only emulate, one matrix after the other: 294 ms for those of `tiny`,
    in float32 11. A shape at a time takes 2.4 times less again, to the same bytes (two cores with AVX2).
    """

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(self, closure: Callable[[], float] | None = None) -> None:  # noqa: ARG002 (called without one)
        """Move each matrix along its gradient made orthogonal, those of a shape together."""
        for group in self.param_groups:
            for alike in _of_a_shape([matrix for matrix in group["params"] if matrix.grad is not None]):
                self._move(alike, group)

    def _move(self, matrices: Sequence[torch.nn.Parameter], group: dict[str, Any]) -> None:
        ahead = torch.stack([self._ahead(matrix, group["momentum"]) for matrix in matrices])
        ways = orthogonal(ahead, group["ns_coefficients"], group["ns_steps"])
        rows, columns = matrices[0].shape
        rate = group["lr"] * math.sqrt(max(1, rows / columns))
        for matrix, way in zip(matrices, ways, strict=True):
            matrix.mul_(1 - group["lr"] * group["weight_decay"])
            matrix.add_(way, alpha=-rate)

    def _ahead(self, matrix: torch.nn.Parameter, momentum: float) -> torch.Tensor:
        """Nesterov's gradient: the running average a step further."""
        average = self.state[matrix].setdefault("momentum_buffer", torch.zeros_like(matrix.grad))
        average.lerp_(matrix.grad, 1 - momentum)
        return matrix.grad.lerp(average, momentum)


def _of_a_shape(matrices: Sequence[torch.nn.Parameter]) -> list[list[torch.nn.Parameter]]:
    found: dict[torch.Size, list[torch.nn.Parameter]] = {}
    for matrix in matrices:
        found.setdefault(matrix.shape, []).append(matrix)
    return list(found.values())


def orthogonal(matrices: torch.Tensor, coefficients: tuple[float, float, float], steps: int) -> torch.Tensor:
    """Matrices with their singular values brought near 1 (0.7 to 1.2), by Newton-Schulz steps.

    Args:
        matrices: (matrices, rows, columns), float32.
        coefficients: of s, s^3 and s^5, which each step makes of a singular value s.
        steps: how many.

    Source: Keller Jordan, Muon (2024), https://kellerjordan.github.io/posts/muon/

    """
    first, third, fifth = coefficients
    tall = matrices.shape[1] > matrices.shape[2]
    wide = matrices.mT if tall else matrices
    wide = wide / wide.norm(dim=(1, 2), keepdim=True).clamp(min=1e-7)
    for _ in range(steps):
        squares = wide @ wide.mT
        wide = torch.baddbmm(wide, torch.baddbmm(squares, squares, squares, beta=third, alpha=fifth), wide, beta=first)
    return wide.mT if tall else wide


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
