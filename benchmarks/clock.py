"""How a child process says what it measured: one JSON line with rows and seconds."""

from __future__ import annotations

import json
import time
from collections.abc import Callable


def timed(work: Callable[[], int]) -> None:
    """Do the work, which returns its number of rows, and print rows and seconds."""
    started = time.perf_counter()
    rows = work()
    print(json.dumps({"rows": rows, "seconds": time.perf_counter() - started}))
