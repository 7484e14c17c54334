"""Counts survive being packed, whatever the numbers."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pairwright.rows.packed import different, packed_marks, packed_numbers, unpacked_marks, unpacked_numbers

ANY_ID = st.integers(-(1 << 63), (1 << 63) - 1)


@given(st.lists(ANY_ID, max_size=50))
def test_numbers_come_back(numbers: list[int]) -> None:
    found = different(np.array(numbers, dtype=np.int64))
    assert found.tolist() == sorted(set(numbers))
    assert unpacked_numbers(packed_numbers(found)).tolist() == found.tolist()


@given(st.lists(st.booleans(), max_size=50))
def test_marks_come_back(marks: list[bool]) -> None:
    assert unpacked_marks(packed_marks(np.array(marks, dtype=bool)), len(marks)).tolist() == marks
