"""Run pieces of work as Ray tasks: on the cluster at an address, or on a Ray started for the purpose.

A task is retried when its worker is lost; what it raises itself ends the run.  Workers need the
package, in the same version, and nothing else: a piece of work goes to them as a few kilobytes.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata
from typing import Any, TypeVar

from pairwright.engines.local import cores
from pairwright.errors import EngineError, PairwrightError, extra_missing
from pairwright.version import __version__

Item = TypeVar("Item")
Result = TypeVar("Result")

# A worker may be lost again and again where machines come and go; each loss costs one shard's time.
_RETRIES = 10
# Tasks under way and waiting for each core of the cluster, so that none runs dry and the queue stays short.
_AHEAD = 2
# Nothing but results of a kilobyte lies in Ray's object store; its default is a third of the memory.
_STORE_BYTES = 1 << 27
# Ray itself tries for minutes at an address where no Ray answers.
_KNOCK_SECONDS = 5
# Ray reads these when it is imported.  Tasks whose workers ran out of memory would be retried for ever, and
# what befalls workers would be printed by the driver; it is in Ray's own logs.
_SETTINGS = {"RAY_task_oom_retries": str(_RETRIES), "RAY_DEDUP_LOGS_SKIP_REGEX": "."}
_FRAME_BYTES, _SETTINGS_FRAME = 9, b"\x04"
# What tasks under way may take to end; those that take longer end with the connection, if it is ours.
_PARTING_SECONDS = 10


def as_done(
    work: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    address: str | None = None,
    workers: int | None = None,
    environment: Mapping[str, str] | None = None,
    accelerated: bool = False,
) -> Iterator[Result]:
    """The results of `work` on each item, in the order in which they come.

    A Ray that this process is connected to already is used as it is, and left connected.

    Args:
        work: a function of an installed module, called in the workers; it and the items must be picklable.
        items: taken one by one, as there is room.
        address: of a cluster, as `ray.init` takes it; None: that of RAY_ADDRESS, or a Ray of this machine's own.
        workers: how many tasks run at once; None: one a core of the cluster, as it grows and shrinks.
        environment: variables that are set in a worker before its first piece of work.
        accelerated: whether each task gets a GPU of its own, where the cluster has any.

    Raises:
        EngineError: Ray is not installed, cannot be reached, or has lost a task for good; or the workers have
            other versions.  What `work` raises of our own errors comes out as it is.

    """
    with connected(address, workers) as ray:
        held = "GPU" if accelerated and ray.cluster_resources().get("GPU", 0) >= 1 else "CPU"
        task = ray.remote(num_cpus=1, num_gpus=int(held == "GPU"), max_retries=_RETRIES)(_done)
        settings = dict(environment or {})
        waiting: dict[Any, None] = {}
        try:
            for item in items:
                waiting[task.remote(_versions(), settings, work, item)] = None
                while len(waiting) >= (workers or _room(ray, held)):
                    yield _first(ray, waiting)
            while waiting:
                yield _first(ray, waiting)
        finally:
            _give_up(ray, list(waiting))


def _done(
    versions: Mapping[str, str], environment: Mapping[str, str], work: Callable[[Item], Result], item: Item
) -> Result:
    """One piece of work, in a worker."""
    if (ours := _versions()) != versions:
        raise EngineError(
            f"ray: a worker has {_listed(ours)}, here is {_listed(versions)}; install the same on every machine"
        )
    # Ray's own way, a runtime_env, costs a second: it starts other workers than those that are ready.
    os.environ.update(environment)
    return work(item)


def _versions() -> dict[str, str]:
    """The versions that decide the bytes: of this package, and of what writes Parquet."""
    return {"pairwright": __version__, "polars": metadata.version("polars")}


def _listed(versions: Mapping[str, str]) -> str:
    return " and ".join(f"{name} {version}" for name, version in versions.items())


def _room(ray: Any, held: str) -> int:
    """How many tasks to have under way, each of which holds a core or a GPU."""
    return _AHEAD * max(1, int(ray.cluster_resources().get(held, 1)))


def _first(ray: Any, waiting: dict[Any, None]) -> Any:
    """The result of a task that is done, which is taken out of `waiting`."""
    try:
        # A second at most, so that Ctrl-C is heard.
        done: list[Any] = []
        while not done:
            done, _ = ray.wait(list(waiting), num_returns=1, timeout=1)
        del waiting[done[0]]
        return ray.get(done[0])
    except ray.exceptions.RayTaskError as error:
        cause = getattr(error, "cause", None)
        if isinstance(cause, PairwrightError):
            raise cause from None
        raise EngineError(
            f"ray: a task failed ({_short(cause or error)}); see that every machine has {_listed(_versions())}, "
            "and the worker's log"
        ) from error
    except ray.exceptions.RayError as error:
        raise EngineError(
            f"ray: a task was lost {1 + _RETRIES} times ({_short(error)}); "
            "see that workers have memory and disk, then go on with --resume"
        ) from error


def _give_up(ray: Any, waiting: list[Any]) -> None:
    """Let tasks under way end before somebody clears away what they write.

    They are not cancelled: a `ray.cancel` of a task that is just ending takes the whole driver down ("Tried to
    complete task that was not pending", Ray 2.60), one in six times here, as `ray.wait` hears an interrupt when a
    task ends.
    """
    if waiting:
        ray.wait(waiting, num_returns=len(waiting), timeout=_PARTING_SECONDS)


@contextmanager
def connected(address: str | None, workers: int | None) -> Iterator[Any]:
    """Ray, connected as `as_done` would be, and let go of at the end if it was not connected before.

    Raises:
        EngineError: Ray is not installed, or cannot be reached.

    """
    where = address or os.environ.get("RAY_ADDRESS") or "local"
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        import ray
    except ImportError as error:
        raise EngineError(extra_missing("--engine ray needs an extra", "ray")) from error
    if ray.is_initialized():
        yield ray
        return
    own: dict[str, Any] = {}
    if where == "local":
        own = {"num_cpus": workers or cores(), "include_dashboard": False, "object_store_memory": _STORE_BYTES}
    try:
        _require_answer(where)
        with _own_signals(), _silent():
            ray.init(address=where, log_to_driver=False, logging_level=logging.CRITICAL, **own)
    except (RuntimeError, ValueError, OSError, ImportError, ray.exceptions.RayError) as error:
        hint = "see that Ray can start here" if own else "check --address, and RAY_AUTH_MODE if it asks for a token"
        raise EngineError(f"ray: {where} cannot be reached ({_short(error)}); {hint}") from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _require_answer(where: str) -> None:
    """Knock at host:port, where Ray speaks first, in HTTP/2; other addresses are for Ray to find."""
    host, colon, port = where.rpartition("://")[2].rpartition(":")
    if not colon or not port.isdecimal() or os.environ.get("RAY_USE_TLS") == "1":
        return
    with socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCK_SECONDS) as line:
        try:
            greeting = line.recv(_FRAME_BYTES)
        except TimeoutError:
            greeting = b""
    if greeting[3:4] != _SETTINGS_FRAME:
        raise ConnectionError("no Ray answers there; the port of a cluster is 6379 unless it was set")


@contextmanager
def _own_signals() -> Iterator[None]:
    """Let Ray start with SIGTERM open, and keep our own answer to it.

    The command line blocks SIGTERM in its main thread; Ray's processes would inherit that and could not
    be ended, the agents of a stopped run would stay.  `ray.init` sets a handler that exits with code 15.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = signal.getsignal(signal.SIGTERM)
    blocked = signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        yield
    except SystemExit:
        raise KeyboardInterrupt from None
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGTERM, handler)


@contextmanager
def _silent() -> Iterator[None]:
    """Nothing on stderr: there Ray's C++ says a line a second while a cluster does not let it in."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
