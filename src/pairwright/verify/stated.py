"""A right answer that is stated beside a question: a number, a text, or verl's `{"ground_truth": ...}`."""

from __future__ import annotations

from decimal import Decimal
from numbers import Real
from typing import Any

from pairwright.errors import DataError


def stated_text(answer: Any) -> str | None:
    """The answer as text; None where none is stated.

    Raises:
        DataError: a number of more digits than Python writes (4,300).

    >>> stated_text({"ground_truth": 72}), stated_text("#### 72"), stated_text(True)
    ('72', '#### 72', None)
    """
    if isinstance(answer, dict):
        answer = answer.get("ground_truth")
    if isinstance(answer, bool) or not isinstance(answer, (str, Real, Decimal)):
        return None
    try:
        return str(answer).encode(errors="replace").decode()
    except ValueError as error:
        raise DataError("answer: a number of over 4,300 digits; give it as a text") from error
