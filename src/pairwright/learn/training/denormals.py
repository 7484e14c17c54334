"""Numbers below 1.2e-38 (float32 denormals) taken as 0 while a model is trained: processors are slow with them.

Once DPO has pushed a refusal far enough away, the gradients of its pairs are such numbers.
150 steps of DPO on `arithmetic` took 6.1 times as long with them, and came to the same loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def flushed() -> Iterator[None]:
    """Denormals are 0 inside (in all of PyTorch's threads), and afterwards what they were before.

    Where a processor cannot (`torch.set_flush_denormal`), nothing changes.

    >>> import torch
    >>> small = torch.tensor([1e-39])
    >>> with flushed():
    ...     print((small * 0.5).item())
    0.0

    """
    import torch

    before = _are_flushed()
    torch.set_flush_denormal(True)
    try:
        yield
    finally:
        torch.set_flush_denormal(before)


def _are_flushed() -> bool:
    """PyTorch sets it and does not tell, so it is tried."""
    import torch

    return float((torch.tensor([1e-39]) * 0.5).item()) == 0.0
