"""Single system calls of a command that fail or kill, by strace where it is there, else by Python's own of them.

strace reaches what Polars and the interpreter do themselves; without it only what is done by `os` is reached.
"""

from __future__ import annotations

import functools
import shutil
import subprocess
import sys
from pathlib import Path

from torture.trial import Ended, ran

# Those that change a disk; none is needed to start Python, so what is disturbed is a command at its work.
CHANGING = ("fsync", "write", "pwrite64", "rename", "mkdir", "unlink", "unlinkat", "rmdir", "ftruncate")
# A signal comes in between (which is no failure), or the disk, the quota, the rights or the file system give up.
FAILURES = ("EINTR", "EIO", "ENOSPC", "EDQUOT", "EROFS", "EACCES", "EPERM")
_IN_PYTHON = {"write": "write", "pwrite64": "write", "unlinkat": "unlink", "rename": "replace"}
_LOOKING = Path(__file__).with_name("disturbed_python.py")


def disturbed(words: list[str], call: str, what: str, when: int) -> Ended:
    """Run a command whose n-th system call of a name, in each of its threads, fails or kills.

    Args:
        words: of the command line.
        call: the name of the system call.
        what: as strace calls it: 'error=EIO', 'signal=KILL'.
        when: the n-th, from 1.

    """
    if not _has_strace():
        return in_python(words, _IN_PYTHON.get(call, call), what, when)
    inject = f"inject={call}:{what}:when={when}"
    return ran(words, before=["strace", "-f", "-qqq", "-o", "/dev/null", "-e", f"trace={call}", "-e", inject])


def in_python(words: list[str], name: str, what: str, when: int) -> Ended:
    """The same of a function of Python's `os`, or of `open`, among those that are about the place of the output."""
    return ran([name, what, str(when), *words], by=[sys.executable, str(_LOOKING)])


@functools.cache
def _has_strace() -> bool:
    """Whether there is a strace that may trace."""
    if shutil.which("strace") is None:
        return False
    tried = ["strace", "-qqq", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0
