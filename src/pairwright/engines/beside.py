"""An object kept by a helper process, which is asked over a pipe.

Polars keeps threads, and threads do not live on in a forked process (a `DataLoader` worker on Linux, say): whatever
needs them waits for ever.  A worker may not start another by `multiprocessing` either, and that would run the
user's script again.  So the helper is a plain new Python, which imports the package (0.4 s) and gets the object
pickled; a thousand rows take 0.3 ms on their way.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from queue import SimpleQueue
from typing import Any, NoReturn

from pairwright.errors import EngineError

_SERVE = f"from {__name__} import serve; serve()"
_REPLY, _ERROR, _TOLD = range(3)
# How long who waits for a reply may not hear that it is no longer wanted.
_TURN_SECONDS = 0.2
_FORKED = (
    "the helper process that makes rows for a forked process has ended; if it was short of memory, use "
    "fewer workers, or start them anew: DataLoader(..., multiprocessing_context='spawn')"
)


class Beside:
    """A picklable object in a helper process, which ends at once when this is dropped or this process ends.

    Args:
        subject: the object.
        threads: how many Polars has there, unless the environment says it.
        ended: what to say where the helper has ended before its time.

    >>> Beside({"a": 1}).ask("get", "a")
    1

    """

    def __init__(self, subject: object, *, threads: int = 1, ended: str = _FORKED) -> None:
        self._lock, self._ended = threading.Lock(), ended
        self._connection, far_end = Pipe()
        with far_end:
            self._process = subprocess.Popen(  # noqa: S603 (this Python, and nothing of the user's)
                [sys.executable, "-P", "-c", _SERVE, str(far_end.fileno())],
                pass_fds=[far_end.fileno()],
                # Ctrl-C is for this process; with it the pipe ends, and so does the helper.
                start_new_session=True,
                env=_environment(threads),
            )
        self._end = weakref.finalize(self, _end, self._connection, self._process)
        self._connection.send(subject)

    def ask(self, name: str, *arguments: object, told: Callable[[Any], None] | None = None) -> Any:
        """The object's attribute of that name, or what it returns if there are arguments; errors are raised here.

        Args:
            name: of the attribute.
            arguments: for it.
            told: the object's method gets a function as its last argument, which calls this one here, with 0 too
                while there is nothing to tell.  What this raises ends the helper.

        Raises:
            EngineError: the helper has ended.

        """
        try:
            with self._lock:
                self._connection.send((name, arguments, told is not None))
                kind, reply = self._connection.recv() if told is None else self._heard(told)
        except (EOFError, OSError) as error:
            raise EngineError(self._ended) from error
        if kind == _ERROR:
            raise reply
        return reply

    def end(self) -> None:
        """End the helper, whatever it is doing."""
        self._end()

    def _heard(self, told: Callable[[Any], None]) -> tuple[int, Any]:
        """The reply; what the helper tells before it is passed on."""
        try:
            while True:
                kind, said = self._connection.recv() if self._connection.poll(_TURN_SECONDS) else (_TOLD, 0)
                if kind != _TOLD:
                    return kind, said
                told(said)
        except BaseException:
            self.end()
            raise


def _environment(threads: int) -> dict[str, str]:
    """The helper finds what this process finds, and takes so many cores."""
    path = os.pathsep.join(entry for entry in sys.path if entry)
    return {"POLARS_MAX_THREADS": str(threads), **os.environ, "PYTHONPATH": path}


def _end(connection: Connection, process: subprocess.Popen[bytes]) -> None:
    connection.close()
    process.wait()


def serve() -> None:
    """In the helper: answer until the other end is gone."""
    connection = Connection(int(sys.argv[1]))
    asked: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_listen, args=(connection, asked), daemon=True, name="pairwright-pipe").start()
    subject = ForkingPickler.loads(asked.get())
    while True:
        _send(connection, _answered(subject, connection, *ForkingPickler.loads(asked.get())))


def _listen(connection: Connection, asked: SimpleQueue[bytes]) -> NoReturn:
    """Take what comes; when the other end is gone, nobody wants what is being worked at."""
    try:
        while True:
            asked.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _send(connection: Connection, message: tuple[int, object]) -> None:
    try:
        connection.send(message)
    except OSError:
        os._exit(0)


def _answered(
    subject: object, connection: Connection, name: str, arguments: Sequence[object], tells: bool
) -> tuple[int, object]:
    """What the other end gets: the reply, or the error."""
    telling = [lambda said: _send(connection, (_TOLD, said))] if tells else []
    try:
        found = getattr(subject, name)
        return _REPLY, (found(*arguments, *telling) if arguments else found)
    except Exception as error:
        return _ERROR, error
