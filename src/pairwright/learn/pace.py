"""How a model computes fastest on this machine now: threads, batches side by side, and float32 or bfloat16, by trying.

PyTorch's threads wait for each other by spinning. Where other work wants the cores they spin in vain: a batch of 32
answers of a model of 135 M parameters took 11.3 s with two threads on two busy cores, 3.1 with one, 2.5 for two batches
at once of one thread each (such threads sleep while they wait), and 1.1 with one thread in bfloat16.
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transformers import PreTrainedModel

# Smaller models gain nothing by bfloat16, and stay exact.
LARGE = 50_000_000
# What is no faster than this much of what is usual is no reason to leave it.
_BETTER = 0.9


@dataclass(frozen=True)
class Pace:
    """How to compute.

    Attributes:
        dtype: 'float32', 'bfloat16' or 'float16'.
        threads: of PyTorch, for each batch.
        workers: batches at once.

    """

    dtype: str
    threads: int
    workers: int = 1

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON."""
        return {"dtype": self.dtype, "threads": self.threads, "workers": self.workers}


def dtype_of(model: PreTrainedModel) -> str:
    """The name of the dtype of its weights."""
    return str(model.dtype).removeprefix("torch.")


def fastest(
    model: PreTrainedModel,
    trial: Callable[[PreTrainedModel], object],
    dtype: str = "auto",
    *,
    side_by_side: bool = True,
) -> tuple[PreTrainedModel, Pace]:
    """Try what may be fastest.

    On an accelerator there is nothing to choose. Where the number of threads is set to one, nor is there of threads.

    Args:
        model: ready to answer.
        trial: answers a small batch with the model that it gets.
        dtype: 'auto': bfloat16 may be taken too; else the model is left as it is.
        side_by_side: whether several batches may be computed at once.

    Returns:
        The model, or a copy in bfloat16 if that is faster, and how to compute.

    """
    import torch

    usual = Pace(dtype_of(model), torch.get_num_threads())
    large = dtype == "auto" and usual.dtype == "float32" and model.num_parameters() >= LARGE
    if model.device.type != "cpu" or (usual.threads == 1 and not large):
        return model, usual
    trial(model)
    ways = [way for way in _ways(usual.threads) if side_by_side or way[1] == 1]
    seconds = {way: _seconds(trial, model, *way) for way in ways}
    first, best = next(iter(seconds)), min(seconds, key=lambda way: seconds[way])
    best = best if seconds[best] < _BETTER * seconds[first] else first
    if large:
        rounded = copy.deepcopy(model).bfloat16()
        trial(rounded)
        if _seconds(trial, rounded, *best) < _BETTER * seconds[best]:
            return rounded, Pace("bfloat16", *best)
    return model, Pace(usual.dtype, *best)


def _ways(threads: int) -> Iterator[tuple[int, int]]:
    """Threads and batches at once: all threads for one batch, half of them, one, and one thread for each of as many."""
    halves = dict.fromkeys([threads, max(1, threads // 2), 1])
    yield from ((each, 1) for each in halves)
    if threads > 1:
        yield 1, threads


def _seconds(trial: Callable[[PreTrainedModel], object], model: PreTrainedModel, threads: int, workers: int) -> float:
    """What one trial takes so."""
    with using(threads):
        started = time.perf_counter()
        if workers == 1:
            trial(model)
        else:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(lambda _: trial(model), range(workers)))
        return (time.perf_counter() - started) / workers


@contextmanager
def using(threads: int) -> Iterator[None]:
    """So many threads of PyTorch inside, and afterwards as many as before.

    >>> import torch
    >>> before = torch.get_num_threads()
    >>> with using(1):
    ...     print(torch.get_num_threads())
    1
    >>> torch.get_num_threads() == before
    True

    """
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        yield
    finally:
        torch.set_num_threads(before)
