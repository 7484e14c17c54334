"""Threads that ask a server, each one question at a time, from a stream of questions to a stream of answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Event, Thread

# Seconds between looks for an interrupt.
_LISTEN = 0.2


@dataclass(frozen=True)
class Request:
    """What is to be asked.

    Attributes:
        place: a number of its own.
        text: the question.
        temperature: of the answer; 0: the likeliest.
        seed: of what is drawn.
        group: a model on this machine answers a group of them, which stand together, at once.

    """

    place: int
    text: str
    temperature: float = 0.0
    seed: int = 0
    group: int = 0


@dataclass(frozen=True)
class Said:
    """What was said to the question of that number, and whether it ended by itself."""

    place: int
    completion: str
    stopped: bool


class Crew:
    """So many threads, from `with` to its end.

    Threads of a pool would be waited for at exit: after Ctrl-C as long as a silent server stays silent.

    Args:
        answer: asks one question; what it raises ends the stream.
        size: how many are asked at once.
        longest: seconds after which a question that has no answer ends the stream.

    """

    def __init__(self, answer: Callable[[Request], Said], size: int, longest: float) -> None:
        self._answer, self._size, self._longest = answer, size, longest
        self._todo: SimpleQueue[Request] = SimpleQueue()
        self._done: SimpleQueue[Said | Exception] = SimpleQueue()
        self._stop = Event()

    def __enter__(self) -> Crew:
        for _ in range(self._size):
            Thread(target=self._work, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()

    def ask(self, questions: Iterable[Request]) -> Iterator[list[Said]]:
        """The answers as they are there, in any order; none now and then.

        Raises:
            TimeoutError: one took longer than the longest.

        """
        left = iter(questions)
        since: dict[int, float] = {}
        while True:
            for question in islice(left, self._size - len(since)):
                since[question.place] = time.monotonic()
                self._todo.put(question)
            if not since:
                return
            said = self._next()
            for each in said:
                del since[each.place]
            if not said and time.monotonic() - min(since.values()) > self._longest:
                raise TimeoutError
            yield said

    def _next(self) -> list[Said]:
        """The answers that are there, one at least; none where none comes for a while."""
        found: list[Said | Exception] = []
        try:
            found.append(self._done.get(timeout=_LISTEN))
            while len(found) < self._size:
                found.append(self._done.get_nowait())
        except Empty:
            pass
        for each in found:
            if isinstance(each, Exception):
                raise each
        return [each for each in found if isinstance(each, Said)]

    def _work(self) -> None:
        """Answer what is to be done; an exception is an answer, too."""
        while not self._stop.is_set():
            try:
                asked = self._todo.get(timeout=_LISTEN)
            except Empty:
                continue
            try:
                self._done.put(self._answer(asked))
            except Exception as error:
                self._done.put(error)
