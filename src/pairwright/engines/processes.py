"""Run pieces of work in processes of this machine, results in order, for work in which threads wait for one another.

A thread holds Python's interpreter while it does anything but compute in NumPy or Polars: for a third of its time
where there are few views, for half of it where there are many.  So two threads do at most 1.8 or 1.6 times as much as
one, and more than two or three of them no more at all.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from queue import SimpleQueue
from typing import Any, TypeVar

from pairwright.engines.beside import Beside
from pairwright.engines.local import in_order

Item = TypeVar("Item")
Result = TypeVar("Result")
Told = Callable[[int], None]
_ENDED = "a process that makes shards has ended; if it was short of memory, give fewer --workers"


def in_order_by_processes(
    work: Callable[[Item, Told], Result],
    items: Iterable[Item],
    *,
    workers: int,
    threads: int,
    told: Told,
    stop: threading.Event,
) -> Iterator[Result]:
    """The results of `work` on each item, in the items' order, made by processes that are started for it.

    Args:
        work: a picklable function, called in the processes with an item and with what it tells of its progress.
        items: taken one by one, as there is room; picklable, as the results are.
        workers: how many processes.
        threads: how many threads Polars has in each of them.
        told: called here, in a thread, with what `work` tells and now and then with 0; its errors end the process.
        stop: set when the results are no longer wanted; `told` is to raise then.

    Raises:
        EngineError: a process has ended.  What `work` raises comes out as it is.

    """
    helpers = [Beside(work, threads=threads, ended=_ENDED) for _ in range(workers)]
    idle: SimpleQueue[Beside] = SimpleQueue()
    for helper in helpers:
        idle.put(helper)

    def done(item: Item) -> Any:
        helper = idle.get()
        try:
            return helper.ask("__call__", item, told=told)
        finally:
            idle.put(helper)

    try:
        yield from in_order(done, items, workers=workers, stop=stop)
    finally:
        for helper in helpers:
            helper.end()
