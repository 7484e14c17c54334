"""One number for each row of all the data, and back."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """Files one after the other; place = rows before the file + row."""

    def __init__(self) -> None:
        self._bases: list[int] = []
        self._files: list[tuple[str, str]] = []

    def begin(self, file: str, base: int, unit: str = "line") -> None:
        """A file begins after `base` rows, each of which is a 'line' or a 'row' of it."""
        self._bases.append(base)
        self._files.append((file, unit))

    def said(self, place: int, seen_from: str | None = None) -> str:
        """A place in words; without the file's name where it is the file that it is seen from."""
        which = bisect_right(self._bases, place - 1) - 1
        (file, unit), number = self._files[which], place - self._bases[which]
        return f"{unit} {number}" if file == seen_from else f"{file} {unit} {number}"
