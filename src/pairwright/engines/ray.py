"""Run pieces of work as Ray tasks: on the cluster at an address, or on a Ray started for the purpose.

A task is retried when its worker is lost; what it raises itself ends the run.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from pairwright.engines.local import cores
from pairwright.errors import EngineError, PairwrightError

Item = TypeVar("Item")
Result = TypeVar("Result")

# A worker may be lost again and again where machines come and go; each loss costs one shard's time.
_RETRIES = 10
# Tasks under way and waiting for each core of the cluster, so that none runs dry and the queue stays short.
_AHEAD = 2


def as_done(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    address: str | None = None,
    workers: int | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Result]:
    """The results of `work` on each item, in the order in which they come.

    Args:
        work: a function of an installed module, called in the workers; it and the items must be picklable.
        items: taken one by one, as there is room.
        address: of a cluster, as `ray.init` takes it; None: that of RAY_ADDRESS, or a Ray of this machine's own.
        workers: how many tasks run at once; None: one a core of the cluster.
        environment: variables of the workers' environment.

    Raises:
        EngineError: Ray is not installed, cannot be reached, or has lost a task for good.

    """
    with _connected(address, workers) as ray:
        ahead = workers or _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        options = {"num_cpus": 1, "max_retries": _RETRIES, "runtime_env": {"env_vars": dict(environment or {})}}
        task = ray.remote(**options)(_done)
        waiting: dict[Any, None] = {}
        try:
            for item in items:
                waiting[task.remote(work, item)] = None
                if len(waiting) >= ahead:
                    yield _first(ray, waiting)
            while waiting:
                yield _first(ray, waiting)
        finally:
            for reference in waiting:
                ray.cancel(reference, force=False)


def _done(work: Callable[[Item], Result], item: Item) -> Result:
    return work(item)


def _first(ray: Any, waiting: dict[Any, None]) -> Any:
    """The result of a task that is done, which is taken out of `waiting`."""
    # A second at most, so that Ctrl-C is heard.
    done: list[Any] = []
    while not done:
        done, _ = ray.wait(list(waiting), num_returns=1, timeout=1)
    del waiting[done[0]]
    try:
        return ray.get(done[0])
    except ray.exceptions.RayTaskError as error:
        cause = getattr(error, "cause", None)
        if isinstance(cause, PairwrightError):
            raise cause from None
        raise EngineError(f"ray: a task failed ({_short(cause or error)}); see the worker's log") from error
    except ray.exceptions.RayError as error:
        raise EngineError(
            f"ray: a task was lost {_RETRIES} times ({_short(error)}); see that workers have room, go on with --resume"
        ) from error


@contextmanager
def _connected(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray, connected; let go of at the end if it was not connected before."""
    try:
        import ray
    except ImportError as error:
        raise EngineError("--engine ray needs an extra; pip install 'pairwright[ray]'") from error
    if ray.is_initialized():
        yield ray
        return
    where = address or os.environ.get("RAY_ADDRESS") or None
    own: dict[str, Any] = {} if where else {"num_cpus": workers or cores(), "include_dashboard": False}
    try:
        ray.init(address=where or "local", log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, RuntimeError, ValueError, OSError) as error:
        raise EngineError(
            f"ray: {where or 'this machine'} cannot be reached ({_short(error)}); check --address"
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
