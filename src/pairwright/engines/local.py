"""Run pieces of work on the cores of this machine, results in order, memory bounded."""

from __future__ import annotations

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_TURN_SECONDS = 0.2


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1))


def in_order(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    workers: int | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Result]:
    """The results of `work` on each item, in the items' order, made by threads.

    NumPy and Polars let go of the interpreter while they compute, so threads suffice.  At most
    twice as many results as workers are under way or waiting, whatever the number of items.

    Args:
        work: called in a worker thread.
        items: taken one by one, as there is room.
        workers: how many threads; None: one a core.
        stop: set when the results are no longer wanted, for work that takes long to look at.

    >>> list(in_order(abs, [-3, 2, -1], workers=2))
    [3, 2, 1]

    """
    count = workers or cores()
    pool = ThreadPoolExecutor(count, thread_name_prefix="pairwright")
    try:
        yield from in_order_on(pool, work, items, ahead=2 * count, stop=stop)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def in_order_on(
    pool: Executor,
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    ahead: int,
    stop: threading.Event | None = None,
) -> Iterator[Result]:
    """The same on a pool that others may use too; at most `ahead` results are under way or waiting."""
    waiting: deque[Future[Result]] = deque()
    try:
        for item in items:
            waiting.append(pool.submit(work, item))
            if len(waiting) >= ahead:
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())
    finally:
        # Before waiting for what is under way, or that would go on to its end.
        if stop is not None:
            stop.set()
        wait([each for each in waiting if not each.cancel()])


def _result(future: Future[Result]) -> Result:
    """The result, waited for in short turns.

    Polars has a hand in the signal of Ctrl-C, and what it installs lets a waiting thread wait on; only between
    turns does the main thread hear of it.
    """
    while not future.done():
        wait([future], timeout=_TURN_SECONDS)
    return future.result()
