"""Strips between lines count and unrank just the lattice points between them, at any size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.errors import RecipeError
from pairwright.facts.strips import Line, Strip, StripTable, strips_between

LINES = st.builds(Line, st.integers(-15, 30), st.integers(-4, 4))
BOUNDS = st.lists(LINES, min_size=1, max_size=3)


@settings(deadline=None, derandomize=True, max_examples=300)
@given(first=st.integers(0, 8), rows=st.integers(-2, 25), step=st.integers(1, 3), lower=BOUNDS, upper=BOUNDS)
def test_points_between_lines(first: int, rows: int, step: int, lower: list[Line], upper: list[Line]) -> None:
    last = first + rows
    strips = list(strips_between(first=first, last=last, lower=lower, upper=upper, step=step, mark=7))
    expected: list[tuple[int, int, int]] = []
    for t, u in enumerate(range(first, last + 1, step)):
        least = max(line.at_zero + t * line.slope for line in lower)
        most = min(line.at_zero + t * line.slope for line in upper)
        expected += [(u, v, 7) for v in range(least, most + 1)]
    table = StripTable(strips)
    columns = [column.tolist() for column in table.unrank(np.arange(table.count))]
    assert table.count == len(expected)
    assert sorted(zip(*columns, strict=True)) == expected
    assert all(strip.growth >= 0 and strip.width > 0 for strip in strips)


@st.composite
def wide_strips(draw: st.DrawFn) -> Strip:
    """A strip of up to 2**60 families with rows and widths up to 10**9."""
    rows = draw(st.integers(1, 10**9))
    width = draw(st.integers(0, min(10**9, 2**59 // rows)))
    growth = draw(st.integers(0, min(10**4, 2**59 // (rows * rows))))
    steps = st.sampled_from([-2, -1, 1, 2])
    return Strip(
        rows, draw(st.integers(0, 10**9)), draw(steps), draw(st.integers(0, 10**9)), draw(steps), width, growth
    )


def before(strip: Strip, row: int) -> int:
    """Families in the rows before `row`, in Python's own integers."""
    return row * strip.width + strip.growth * row * (row - 1) // 2


@settings(deadline=None, derandomize=True, max_examples=200)
@given(strips=st.lists(wide_strips().filter(lambda strip: strip.count > 0), min_size=1, max_size=3), data=st.data())
def test_ranks_of_wide_strips_come_back(strips: list[Strip], data: st.DataObject) -> None:
    table = StripTable(strips)
    which = data.draw(st.integers(0, len(strips) - 1))
    strip, start = strips[which], sum(each.count for each in strips[:which])
    row = data.draw(st.integers(0, strip.rows - 1))
    edge = before(strip, row)
    inside = {0, strip.count - 1, edge, edge - 1, edge + 1, data.draw(st.integers(0, strip.count - 1))}
    ranks = sorted(start + rank for rank in inside if 0 <= rank < strip.count)
    u, v, _ = table.unrank(np.array(ranks))
    for rank, found_u, found_v in zip(ranks, u.tolist(), v.tolist(), strict=True):
        t, off = divmod(found_u - strip.u, strip.u_step)
        place = found_v - (strip.v + t * strip.v_step)
        assert off == 0
        assert 0 <= t < strip.rows
        assert 0 <= place < strip.width + t * strip.growth
        assert start + before(strip, t) + place == rank


def test_strip_tables_know_their_limit() -> None:
    widest = Strip(rows=1 << 31, u=0, u_step=1, v=0, v_step=0, width=1 << 30, growth=0)
    assert StripTable([widest]).count == 1 << 61
    one_more = Strip(rows=1, u=0, u_step=1, v=0, v_step=0, width=1, growth=0)
    with pytest.raises(RecipeError, match=r"narrow"):
        StripTable([widest, one_more])


def test_a_table_of_nothing_is_empty() -> None:
    assert StripTable([]).count == 0


def test_marks_stay_with_their_strips() -> None:
    strips = [Strip(rows=2, u=i, u_step=1, v=0, v_step=0, width=2, growth=0, mark=i) for i in (5, 9)]
    assert StripTable(strips).unrank(np.arange(8))[2].tolist() == [5] * 4 + [9] * 4
