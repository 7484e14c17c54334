"""Rows of a split by number, as Python values; small to pickle, and safe in forked processes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any

import polars as pl

from pairwright.engines.beside import Beside
from pairwright.forked import lost_threads
from pairwright.keyed import Integers
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker, blocks

Row = dict[str, Any]
Columns = dict[str, list[Any]]


@dataclass(frozen=True)
class RowSource:
    """The rows of one split; of all that it holds, only these attributes are pickled.

    Attributes:
        metadata, certify: as in `dataset`.

    """

    recipe: Recipe
    split: str
    metadata: bool
    certify: bool

    @cached_property
    def rows(self) -> int:
        """How many rows the split has."""
        return self._plan.split(self.split).rows

    @property
    def schema(self) -> pl.Schema:
        """The columns with their Polars dtypes."""
        schema: pl.Schema = self._maker.schema if self._at_home else self._helper.ask("schema")
        return schema

    def columns(self, index: Integers) -> Columns:
        """The rows of the given numbers (int64, 0..rows-1), column by column.

        Raises:
            CertificationError: a row that the verifier does not confirm.
            RecipeError: a question to which too few of the recipe's mistakes apply.
            EngineError: in a forked process: its helper has ended.

        """
        if not self._at_home:
            columns: Columns = self._helper.ask("columns", index)
            return columns
        pieces = [self._columns(index[first:last]) for first, last in blocks(max(index.size, 1))]
        return (
            pieces[0]
            if len(pieces) == 1
            else {name: list(chain(*(each[name] for each in pieces))) for name in pieces[0]}
        )

    def __reduce__(self) -> tuple[type[RowSource], tuple[object, ...]]:
        return RowSource, (self.recipe, self.split, self.metadata, self.certify)

    @property
    def _at_home(self) -> bool:
        return not lost_threads()

    @property
    def _helper(self) -> Beside:
        """The helper of this process; one that was inherited belongs to the parent."""
        if (process := os.getpid()) not in self._helpers:
            self._helpers.clear()
            self._helpers[process] = Beside(self)
        return self._helpers[process]

    @cached_property
    def _helpers(self) -> dict[int, Beside]:
        return {}

    def _columns(self, index: Integers) -> Columns:
        return self._maker.rows_at(index).frame.to_dict(as_series=False)

    @cached_property
    def _plan(self) -> Plan:
        return Plan.of(self.recipe)

    @cached_property
    def _maker(self) -> BlockMaker:
        return BlockMaker(self._plan, self.split, self.metadata, self.certify)


def rows_of(columns: Columns) -> list[Row]:
    """The same, row by row.

    >>> rows_of({"question": ["57+4=?", "8+71=?"], "answer": [61, 79]})
    [{'question': '57+4=?', 'answer': 61}, {'question': '8+71=?', 'answer': 79}]
    """
    names = list(columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def in_pieces(source: RowSource, pieces: Iterable[Integers]) -> Iterator[Row]:
    """The rows of the given numbers one by one, each piece made at once."""
    for piece in pieces:
        yield from rows_of(source.columns(piece))
