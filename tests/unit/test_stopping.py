"""Interrupts of the command line come to its own handler, whatever libraries put before it."""

from __future__ import annotations

import subprocess
import sys

# The address of the function that the system calls; `sigaction` has it first on Linux and macOS.
PROGRAM = """
import ctypes, signal
from pairwright.stopping import checked, heed_signals

def called():
    action = ctypes.create_string_buffer(256)
    ctypes.CDLL(None).sigaction(int(signal.SIGINT), None, action)
    return action.raw[:8]

heed_signals()
ours = called()
import polars
theirs = called()
checked(print)
print(theirs != ours, called() == ours)
"""


def test_polars_is_not_asked_before_us() -> None:
    """It answers an interrupt in threads of its own with a backtrace."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"
