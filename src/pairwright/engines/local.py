"""Run pieces of work on the cores of this machine, results in order, memory bounded."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_order(work: Callable[[Item], Result], items: Iterable[Item], *, workers: int | None = None) -> Iterator[Result]:
    """The results of `work` on each item, in the items' order, made by threads.

    NumPy and Polars let go of the interpreter while they compute, so threads suffice.  At most
    twice as many results as workers are under way or waiting, whatever the number of items.

    Args:
        work: called in a worker thread.
        items: taken one by one, as there is room.
        workers: how many threads; None: one a core.

    >>> list(in_order(abs, [-3, 2, -1], workers=2))
    [3, 2, 1]

    """
    count = workers or len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))
    waiting: deque[Future[Result]] = deque()
    pool = ThreadPoolExecutor(count, thread_name_prefix="pairwright")
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= 2 * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
