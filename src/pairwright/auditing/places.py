"""One number for each line of all the data, and back."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """Files one after the other; place = lines before the file + line."""

    def __init__(self) -> None:
        self._bases: list[int] = []
        self._files: list[str] = []

    def begin(self, file: str, base: int) -> None:
        """A file begins after `base` lines."""
        self._bases.append(base)
        self._files.append(file)

    def said(self, place: int, seen_from: str | None = None) -> str:
        """A place in words; without the file's name where it is the file that it is seen from."""
        which = bisect_right(self._bases, place - 1) - 1
        file, line = self._files[which], place - self._bases[which]
        return f"line {line}" if file == seen_from else f"{file} line {line}"
