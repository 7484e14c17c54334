"""Freed memory is kept while anyone wants it, and no longer."""

from __future__ import annotations

import pytest

from pairwright.engines import memory


def test_limits_are_set_by_the_first_and_taken_back_by_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    monkeypatch.setattr(memory, "_set_limits", kept.append)
    with memory.freed_memory_kept():
        with pytest.raises(KeyError), memory.freed_memory_kept():
            raise KeyError
        assert len(kept) == 1
    assert len(kept) == 2
    assert kept[1] < kept[0]


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def without(_: object) -> object:
        return object()

    monkeypatch.setattr("ctypes.CDLL", without)
    with memory.freed_memory_kept():
        assert memory._function("mallopt") is None
