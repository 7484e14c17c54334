"""How busy the machine is: a figure that was taken while others worked must say so."""

from __future__ import annotations

import os
from pathlib import Path

_STAT = Path("/proc/stat")
# user, nice, system, irq, softirq, steal; not idle and iowait.  Steal is time that other virtual machines took.
_BUSY_FIELDS = (0, 1, 2, 5, 6, 7)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def busy_seconds() -> float | None:
    """Processor seconds used by anyone on this machine since it started; None where that is not told (not Linux)."""
    if not _STAT.exists():
        return None
    fields = _STAT.read_text(encoding="ascii").split("\n", 1)[0].split()[1:]
    return sum(int(fields[i]) for i in _BUSY_FIELDS) / os.sysconf("SC_CLK_TCK")
