"""The local engine: results in order, a bounded number under way, failures that stop the pool."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from pairwright.engines.local import in_order

PATIENCE = 30.0


def pool_threads() -> list[threading.Thread]:
    # The thread of a command that waits for signals stays as long as its process, be it that of the tests.
    return [thread for thread in threading.enumerate() if thread.name.startswith("pairwright_")]


@pytest.mark.parametrize("workers", [1, 2, 3, 8, None])
@pytest.mark.parametrize("items", [0, 1, 2, 50])
def test_results_stand_in_the_order_of_the_items(workers: int | None, items: int) -> None:
    assert list(in_order(lambda item: item * item, range(items), workers=workers)) == [i * i for i in range(items)]
    assert not pool_threads()


def test_a_slow_first_item_does_not_change_the_order() -> None:
    others_done = threading.Event()

    def work(item: int) -> int:
        if item == 0:
            assert others_done.wait(PATIENCE)
        if item == 3:
            others_done.set()
        return item

    assert list(in_order(work, range(8), workers=2)) == list(range(8))


def test_work_is_done_by_several_threads_at_once() -> None:
    together = threading.Barrier(3)
    # Nobody passes the barrier alone.
    assert list(in_order(lambda item: together.wait(PATIENCE) >= 0 and item, range(6), workers=3)) == list(range(6))


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_no_more_than_twice_the_workers_are_under_way(workers: int) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(100):
            taken += 1
            yield item

    for received, item in enumerate(in_order(lambda item: item, items(), workers=workers)):
        assert item == received
        assert taken <= received + 2 * workers
    assert taken == 100


def test_items_are_not_taken_before_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for item in range(10):
            taken.append(item)
            yield item

    results = in_order(str, items(), workers=1)
    assert taken == []
    assert next(results) == "0"
    assert len(taken) == 2
    results.close()  # type: ignore[attr-defined]
    assert not pool_threads()


@pytest.mark.parametrize("error", [ValueError("broken"), KeyboardInterrupt()])
def test_what_work_raises_comes_out_in_its_place(error: BaseException) -> None:
    started: list[int] = []

    def work(item: int) -> int:
        started.append(item)
        if item == 5:
            raise error
        return item

    results = in_order(work, range(1000), workers=2)
    assert [next(results) for _ in range(5)] == list(range(5))
    with pytest.raises(type(error)) as caught:
        next(results)
    assert caught.value is error
    assert max(started) < 20
    assert not pool_threads()


def test_results_before_a_failure_are_received() -> None:
    results = in_order(lambda item: 6 // (3 - item), range(9), workers=2)
    assert [next(results) for _ in range(3)] == [2, 3, 6]
    with pytest.raises(ZeroDivisionError):
        next(results)
    assert next(results, "nothing more") == "nothing more"
    assert not pool_threads()


def test_items_that_fail_stop_the_pool() -> None:
    def items() -> Iterator[int]:
        yield from range(5)
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError, match="no more"):
        list(in_order(abs, items(), workers=2))
    assert not pool_threads()


def test_whoever_stops_listening_stops_the_pool() -> None:
    for item in in_order(abs, range(100), workers=2):
        if item == 3:
            break
    # The generator is closed when nothing refers to it any more.
    del item
    assert not pool_threads()
