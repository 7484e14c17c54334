"""What was read of a text, kept for the next time, within a bound in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")
# What is made of a shape takes about so many times its bytes.
_TIMES = 40
_LEAST = 2_000


class Kept(Generic[Value]):
    """A function of a text, its values kept until all together take too much room; then the oldest go.

    Args:
        make: the function.
        most: how many bytes the values may take, about (each as 40 times its text, and 2,000 at least).

    >>> lengths = Kept(len, most=10_000)
    >>> lengths("abc"), len(lengths)
    (3, 1)
    """

    def __init__(self, make: Callable[[str], Value], *, most: int = 64_000_000) -> None:
        self._make, self._most, self._bytes = make, most, 0
        self._values: OrderedDict[str, Value] = OrderedDict()

    def __call__(self, text: str) -> Value:
        """The value for a text."""
        if text in self._values:
            self._values.move_to_end(text)
            return self._values[text]
        value = self._make(text)
        self._values[text] = value
        self._bytes += _cost(text)
        while self._bytes > self._most:
            oldest, _ = self._values.popitem(last=False)
            self._bytes -= _cost(oldest)
        return value

    def __len__(self) -> int:
        """How many values are kept."""
        return len(self._values)


def _cost(text: str) -> int:
    return _LEAST + _TIMES * len(text)
