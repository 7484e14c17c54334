"""Runs the command line: every way in which a command ends is an exit code and at most one line on stderr."""

from __future__ import annotations

import io
import os
import sys

from typer.exceptions import TyperException

from pairwright.cli.app import app
from pairwright.errors import PairwrightError
from pairwright.stopping import NotedStopError, stopped_by_signals

INTERRUPTED = 130


def main() -> None:
    """Run the command line; whatever is refused on purpose is one line on stderr and exit code 2."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        with stopped_by_signals():
            code = app(standalone_mode=False)
        # Typer makes this exit code of an interrupt.
        if code == INTERRUPTED:
            raise KeyboardInterrupt
        sys.stdout.flush()
        sys.exit(code)
    except TyperException as error:
        message = " ".join(error.format_message().split()).rstrip(".")
        print(f"pairwright: {message}; see --help", file=sys.stderr)
        sys.exit(error.exit_code)
    except PairwrightError as error:
        print("; ".join([f"pairwright: {error}", *_notes(error)]), file=sys.stderr)
        sys.exit(2)
    except (KeyboardInterrupt, NotedStopError) as error:
        print("; ".join(["pairwright: stopped; partial files removed", *_notes(error)]), file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except OSError as error:
        print(f"pairwright: the output cannot be written ({error.strerror}); write it elsewhere", file=sys.stderr)
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 (what is left in the buffer has nowhere to go)
        sys.exit(2)


def _notes(error: BaseException) -> list[str]:
    """What was added to an exception on its way."""
    return getattr(error, "__notes__", [])
