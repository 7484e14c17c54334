"""Runs the command line: every way in which a command ends is an exit code and at most one line on stderr.

Nothing but the standard library is imported before signals are heeded, and of it as little as can be: until then
an interrupt ends the process without a word.
"""

from __future__ import annotations

import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Whoever imports this is about to run the command line. Imports would be left with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from pairwright.stopping import INTERRUPTED, end_work, heed_signals, was_stopped

_WITH_MODELS = {"base", "import-nanogpt", "export-nanogpt", "train", "grade", "mine", "eval", "ask"}
_REFUSED = 2
# As a shell reports a command that SIGPIPE has ended.
_PIPE_BROKEN = 141


def main() -> NoReturn:
    """Run the command line; whatever is refused on purpose is one line on stderr and exit code 2."""
    heed_signals()
    _open_streams()
    _start_lightly(sys.argv[1:])
    code = _code(sys.argv[1:])
    end_work()
    sys.exit(code)


def _start_lightly(words: Sequence[str]) -> None:
    """Half of a short command's time is importing; what can be saved there costs a long one nothing."""
    # Imports make hundreds of thousands of objects that live on. To look through them for cycles takes 5 % of it until
    # work begins (`begin_work` looks again from there on), and a fifth once more when Python takes itself apart.
    gc.set_threshold(1_000_000, 50, 50)
    atexit.register(gc.freeze)
    # pydantic looks through all installed distributions for plugins of its own (0.02 s of CPU).
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    if words and words[0] not in _WITH_MODELS:
        # NumPy's BLAS starts a thread a core, and each spins until it is put to sleep (0.03 s of CPU on two cores).
        # Nothing of ours multiplies matrices; torch does.
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def _code(words: Sequence[str]) -> int:
    """Run a command; its exit code."""
    from pairwright.errors import PairwrightError

    try:
        code = _run(words)
        sys.stdout.flush()
    except PairwrightError as error:
        return _refused("; ".join([str(error), *_notes(error)]))
    except BrokenPipeError:
        _forget_output()
        return _PIPE_BROKEN
    except OSError as error:
        _forget_output()
        if error.filename is not None:
            return _refused(f"{error.filename}: {error.strerror}; check the path")
        return _refused(f"the output cannot be written ({error.strerror}); write it elsewhere")
    except BaseException as error:
        if not was_stopped() and not isinstance(error, KeyboardInterrupt):
            raise
        _refused("; ".join(["stopped; partial files removed", *_notes(error)]))
        return INTERRUPTED
    return code


def _run(words: Sequence[str]) -> int:
    """As Typer's own `main`, which would drop the notes of an interrupt and call a broken pipe 1."""
    from typer import Exit
    from typer.exceptions import TyperException
    from typer.main import get_command

    from pairwright.cli.app import application

    try:
        command = get_command(application(words[0] if words else None))
        with command.make_context("pairwright", list(words)) as context:
            command.invoke(context)
    except Exit as end:
        return end.exit_code
    except TyperException as error:
        message = " ".join(error.format_message().split()).rstrip(".")
        _refused(f"{message}; see --help")
        return error.exit_code
    return 0


def _refused(message: str) -> int:
    """Say on stderr why; the exit code."""
    from pairwright.cli.said import complain

    complain(message)
    return _REFUSED


def _open_streams() -> None:
    """Streams that were closed (`>&-`) are None to Python, and their numbers would go to the next file opened."""
    # Opened for reading alone, stdout says what is true: it cannot be written to.
    for name, mode, flags in (("stdin", "r", os.O_RDONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.open(os.devnull, flags), mode, closefd=False))  # noqa: SIM115 (to the end)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _forget_output() -> None:
    """What is left in the buffer of stdout has nowhere to go; at the end Python would try it again."""
    sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (it stays open to the end)


def _notes(error: BaseException) -> list[str]:
    """What was added to an exception on its way."""
    return getattr(error, "__notes__", [])
