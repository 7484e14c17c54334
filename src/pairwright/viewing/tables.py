"""Files as lazy tables: any page of any filter, by number, of millions of rows, with little memory."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import polars as pl

from pairwright.errors import DataError
from pairwright.reading.opening import opened
from pairwright.reading.sources import DataFile, data_files
from pairwright.reporting.inputs import manifest_of
from pairwright.stores import MANIFEST
from pairwright.stores.base import RUN

ROW = "_row"
# What rows are filtered by, where they have it.
FILTERS = ("kind", "problem", "operator", "view", "difficulty", "mistake", "verdict", "test", "model")
_SORTED_BY = (*FILTERS, "answer", "digits", "pass_rate", "family")
# Values to choose from are those of so many rows; so many of them.
_VALUES_FROM = 100_000
_MOST_VALUES = 200
# To sort is to keep all rows up to the page: beyond this a filter is what one wants.
MOST_SORTED = 10_000
MOST_A_PAGE = 200
_SPELLED = {"JSON Lines": pl.scan_ndjson, "Parquet": pl.scan_parquet, "Arrow": pl.scan_ipc}


@dataclass(frozen=True)
class RowQuery:
    """Which rows are wanted.

    Attributes:
        offset: how many of those that are found come before.
        count: how many.
        text: what one of their texts holds, in either case; '' for all.
        values: column -> value.
        sort: a column; '' for the order in which they stand.
        descending: the largest first.

    """

    offset: int = 0
    count: int = 25
    text: str = ""
    values: Mapping[str, str] | None = None
    sort: str = ""
    descending: bool = False


class Table:
    """The rows of one split, or one file.

    Args:
        name: what it is called.
        source: the path that was given.
        files: where its rows are.
        rows: how many there are, if somebody knows.

    """

    def __init__(self, name: str, source: Path, files: list[DataFile], rows: int | None = None) -> None:
        self.name = name
        self.source = source
        self.files = files
        self._rows = rows

    @cached_property
    def lazy(self) -> pl.LazyFrame:
        """All rows; nothing is read before it is wanted.

        Raises:
            DataError: they cannot be read as a table.

        """
        try:
            return pl.concat([_scanned(file) for file in self.files], how="diagonal_relaxed")
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unreadable(self.name, error) from error

    @cached_property
    def schema(self) -> pl.Schema:
        """The columns."""
        try:
            return self.lazy.collect_schema()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unreadable(self.name, error) from error

    @cached_property
    def filters(self) -> dict[str, list[str]]:
        """Column -> the values of its first rows, sorted; columns of one value are none to choose from."""
        names = [name for name in FILTERS if name in self.schema and not self.schema[name].is_nested()]
        if not names:
            return {}
        head = self._collected(self.lazy.select(self._chosen_by(name) for name in names).head(_VALUES_FROM))
        values = {name: head[name].drop_nulls().unique().sort() for name in names}
        return {
            name: found.cast(pl.String).head(_MOST_VALUES).to_list() for name, found in values.items() if len(found) > 1
        }

    def _chosen_by(self, name: str) -> pl.Expr:
        """What rows are filtered by: a column, of a difficulty in tenths the whole numbers."""
        column = pl.col(name)
        return column.floor().cast(pl.Int64) if name == "difficulty" and self.schema[name].is_float() else column

    @property
    def sorts(self) -> list[str]:
        """The columns by which rows can be sorted."""
        return [name for name in dict.fromkeys(_SORTED_BY) if name in self.schema and not self.schema[name].is_nested()]

    @cached_property
    def rows(self) -> int:
        """How many there are."""
        return self._rows if self._rows is not None else int(self._collected(self.lazy.select(pl.len())).item())

    def page(self, asked: RowQuery) -> pl.DataFrame:
        """The rows that are wanted, with their number (from 0) as `ROW`.

        Raises:
            DataError: more is asked for than a page may hold, or than can be sorted.

        """
        if asked.offset < 0 or not 0 < asked.count <= MOST_A_PAGE:
            raise DataError(f"count: {asked.count} should be from 1 to {MOST_A_PAGE}, and offset at least 0")
        wanted = self._wanted(asked)
        if asked.sort:
            return self._sorted(asked)
        if wanted is None:
            # Row groups before the page are not even opened.
            frame = self._collected(self.lazy.slice(asked.offset, asked.count))
            return frame.with_columns(pl.int_range(asked.offset, asked.offset + frame.height).alias(ROW))
        found = self.lazy.with_row_index(ROW).filter(wanted).slice(asked.offset, asked.count)
        return self._collected(found).with_columns(pl.col(ROW).cast(pl.Int64))

    def count(self, asked: RowQuery) -> int:
        """How many rows are like that."""
        wanted = self._wanted(asked)
        return self.rows if wanted is None else int(self._collected(self.lazy.filter(wanted).select(pl.len())).item())

    def with_fact(self, fact: str, most: int) -> pl.DataFrame | None:
        """Rows that ask a fact; None where no column names it."""
        if "family" not in self.schema or self.schema["family"] != pl.String:
            return None
        return self._collected(self.lazy.with_row_index(ROW).filter(pl.col("family") == fact).head(most))

    def _sorted(self, asked: RowQuery) -> pl.DataFrame:
        if asked.sort not in self.sorts:
            raise DataError(f"sort: {asked.sort!r} is no column to sort by; these are: {', '.join(self.sorts)}")
        end = asked.offset + asked.count
        if end > MOST_SORTED:
            raise DataError(f"offset: sorted rows can be looked at up to number {MOST_SORTED:,}; filter them")
        wanted = self._wanted(asked)
        numbered = self.lazy.with_row_index(ROW)
        found = numbered if wanted is None else numbered.filter(wanted)
        by, descending = [asked.sort, ROW], [asked.descending, False]
        top = self._collected(found.sort(by, descending=descending, nulls_last=True).head(end))
        return top.slice(asked.offset, asked.count).with_columns(pl.col(ROW).cast(pl.Int64))

    def _wanted(self, asked: RowQuery) -> pl.Expr | None:
        wanted = []
        for name, value in (asked.values or {}).items():
            if name not in self.schema:
                raise DataError(f"{name}: no column of {self.name}; filter by {', '.join(self.filters) or 'text'}")
            wanted.append(self._chosen_by(name).cast(pl.String) == value)
        if asked.text:
            pattern = f"(?i){re.escape(asked.text)}"
            texts = [name for name, dtype in self.schema.items() if dtype == pl.String]
            wanted.append(pl.any_horizontal(pl.col(name).str.contains(pattern) for name in texts))
        return pl.all_horizontal(wanted) if wanted else None

    def _collected(self, lazy: pl.LazyFrame) -> pl.DataFrame:
        try:
            return lazy.collect(engine="streaming")
        except (OSError, pl.exceptions.PolarsError) as error:
            raise _unreadable(self.name, error) from error


def tables_of(path: Path) -> list[Table]:
    """The tables of a path: the splits of a dataset, or the files that are there.

    Raises:
        DataError: there is nothing, the dataset is unfinished, or a file cannot be paged.

    """
    if path.is_dir() and (path / MANIFEST).is_file():
        splits = manifest_of(path)["splits"]
        return [
            Table(name, path, [data_files([path / each["path"]])[0][0] for each in said["files"]], said.get("rows"))
            for name, said in splits.items()
        ]
    if path.is_dir() and (path / RUN).exists():
        raise DataError(f"{path}: an unfinished dataset; finish it with generate --resume")
    data, tests = data_files([path], "PATH")
    return [Table(file.path.name, path, [file]) for file in (*data, *tests)]


def _scanned(file: DataFile) -> pl.LazyFrame:
    """A file as a lazy frame; what Polars cannot page is read as a whole, block by block, into columns of texts."""
    scan = _SPELLED.get(file.format)
    if scan is not None and not file.packing:
        return scan(file.path)  # type: ignore[operator,no-any-return]
    return pl.concat([rows.frame.drop("line", "row") for rows in opened(file).rows()], how="diagonal_relaxed").lazy()


def _unreadable(name: str, error: Exception) -> DataError:
    line = next(iter(str(error).splitlines()), type(error).__name__)
    return DataError(f"{name}: cannot be read ({line[:200]}); see what audit says of it")
