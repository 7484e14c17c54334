"""The answers of an unfinished shard: a line each, written as they come, so that a kill costs none that is there.

A line that a kill cut short is dropped. Answers that a model gives together count only together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from pairwright.errors import OutputError
from pairwright.learn.evaluation.crew import Said


class AnswerLog:
    """The file of one shard.

    Args:
        path: where it is, or will be.

    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, together: int, count: int) -> dict[int, Said]:
        """What is there, by place.

        Args:
            together: how many are answered at once; of a group that is not whole nothing is kept.
            count: how many the shard has.

        """
        try:
            lines = self._path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise OutputError(
                f"{self._path}: cannot be read ({error.strerror}); begin anew with --overwrite"
            ) from error
        found = {said.place: said for said in map(_said, lines) if said is not None and 0 <= said.place < count}
        whole = {
            start
            for start in range(0, count, together)
            if all(place in found for place in range(start, min(start + together, count)))
        }
        return {place: said for place, said in found.items() if place // together * together in whole}

    def append(self, said: Iterable[Said]) -> None:
        """Write answers down.

        Raises:
            OutputError: the disk refuses.

        """
        lines = "".join(f"{json.dumps([each.place, each.completion, each.stopped])}\n" for each in said)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # What a kill cut short ends here.
            with self._path.open("ab") as file:
                file.write((b"\n" if file.tell() else b"") + lines.encode())
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error.strerror}); make room there") from error

    def remove(self) -> None:
        """The shard is whole."""
        self._path.unlink(missing_ok=True)


def _said(line: bytes) -> Said | None:
    try:
        place, completion, stopped = json.loads(line)
    except (ValueError, TypeError, RecursionError):
        return None
    if type(place) is int and isinstance(completion, str) and isinstance(stopped, bool):
        return Said(place, completion, stopped)
    return None
