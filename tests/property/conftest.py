"""What the property tests share: the rows of a split as plain Python values."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pairwright.plan import Plan

Row = tuple[str, tuple[int, ...], int]
RowsOf = Callable[..., list[Row]]


@pytest.fixture(scope="session")
def rows_of() -> RowsOf:
    """(view, numbers in the order of the roles, family id) of rows start..stop-1 of a split."""

    def found(plan: Plan, split: str, start: int = 0, stop: int | None = None) -> list[Row]:
        end = plan.splits[split].rows if stop is None else stop
        rows: list[Row | None] = [None] * (end - start)
        for asked in plan.splits[split].asked(start, end):
            columns = [asked.numbers[role].tolist() for role in asked.pool.problem.parameters]
            for place, family, numbers in zip(
                asked.places.tolist(), asked.families.tolist(), zip(*columns, strict=True), strict=True
            ):
                assert rows[place] is None, "two questions for one row"
                rows[place] = (asked.pool.view.name, numbers, family)
        assert None not in rows, "a row without a question"
        return [row for row in rows if row is not None]

    return found
