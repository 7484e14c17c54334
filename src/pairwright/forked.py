"""Whether this process was forked from one in which Polars was at work; imported with the package, it imports little.

Polars keeps threads, and threads do not live on in a forked process: whatever needs them there waits for ever.
So what would hang says so instead; what can do without (`dataset`) asks another process.
"""

from __future__ import annotations

import os
import sys

# So Polars names the threads of its pool, before their number; it starts them when it is first given work.
_OF_POLARS = "polars-"


class _State:
    """What the hooks have seen."""

    working = False
    without_threads = False


def lost_threads() -> bool:
    """Whether Polars' threads were lost in a fork."""
    return _State.without_threads


def require_threads(what: str) -> None:
    """Refuse what would wait for threads that are not there.

    Raises:
        EngineError: this process was forked from one in which Polars was at work.

    """
    if _State.without_threads:
        from pairwright.errors import EngineError

        raise EngineError(
            f"{what}: this process was forked from one where Polars was at work, whose threads did not come along; "
            "start it anew: multiprocessing.get_context('spawn'), or subprocess"
        )


def _look() -> None:
    """In the parent, before it forks."""
    _State.working = _State.without_threads or _at_work()


def _mark() -> None:
    """In the child."""
    _State.without_threads = _State.working


def _at_work() -> bool:
    """Whether Polars has threads; where the system does not tell, whether it is imported."""
    if "polars" not in sys.modules:
        return False
    from pathlib import Path

    try:
        names = [path.joinpath("comm").read_text(encoding="utf-8") for path in Path("/proc/self/task").iterdir()]
    except OSError:
        return True
    return any(name.removeprefix(_OF_POLARS).strip().isdecimal() for name in names)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_look, after_in_child=_mark)
