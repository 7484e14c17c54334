"""A file to be converted: what it has, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from pairwright.converting.piece import Converter
from pairwright.converting.prompts import whole_runs
from pairwright.errors import DataError
from pairwright.layouts import Layout
from pairwright.reading.columns import dtypes_of
from pairwright.reading.json_lines import EXTRA, ReadRows
from pairwright.reading.opening import Opened, opened
from pairwright.reading.sources import DataFile
from pairwright.texts import OF_REJECTED
from pairwright.texts.declared import declared_for
from pairwright.verify import Declared


@dataclass(frozen=True)
class Origin:
    """One of the files.

    Attributes:
        opened: the file, recognised.
        further: its columns that are not those of its layout, with their dtypes.
        declared: the wordings of its recipe.

    """

    opened: Opened
    further: Mapping[str, pl.DataType]
    declared: Declared | None

    @classmethod
    def of(cls, file: DataFile, wording: Declared | None = None) -> Origin:
        """Look at a file, all of it: a key may come first in the last row.

        Args:
            file: the file.
            wording: what its recipe declares; None: what the manifest beside it says.

        Raises:
            DataError: it cannot be read.

        """
        found = opened(file)
        own = {*found.meaning.side_keys}
        further = {name: dtype for name, dtype in dtypes_of(file).items() if name not in own}
        return cls(found, further, wording or declared_for(file.path))

    @property
    def name(self) -> str:
        """The file, as it was given."""
        return self.opened.file.name

    def require(self, layout: str, target: Layout) -> None:
        """Refuse where the layout needs what no row of the file has.

        Raises:
            DataError: it does.

        """
        has = {
            "chosen": self.opened.meaning.chosen is not None,
            "rejected": self.opened.meaning.rejected is not None,
            "steps": self.opened.meaning.is_stepwise,
            "labels": self.opened.meaning.is_stepwise,
            "answer": self.opened.meaning.chosen is not None or self.opened.meaning.stated_key in self.further,
        }
        needed = {name for each in target.columns.values() for name in each.meta.root_names()}
        lacking = [name for name, there in has.items() if name in needed and not there]
        if lacking:
            raise DataError(
                f"{self.name}: layout {layout} needs {' and '.join(lacking)}; these rows have "
                f"{self.opened.meaning.name}; choose another --layout"
            )

    def require_room(self, target: Layout) -> None:
        """Refuse where a column that would be kept is called as one of the layout's.

        Raises:
            DataError: one is.

        """
        for name in self.further:
            if name in target.columns and name != "answer":
                raise DataError(
                    f"{self.name}: its column {name} would stand where the layout has its own; "
                    "rename it, or leave further columns out with --drop-extra"
                )

    def more(self, converter: Converter, merged: Mapping[str, pl.DataType]) -> dict[str, pl.DataType]:
        """The further columns that a converter needs, with the dtypes in which they are read.

        Args:
            converter: what is to be done with the rows.
            merged: dtypes that hold the values of all files; columns of Parquet and Arrow have their own.

        """
        wanted = {*converter.kept, *OF_REJECTED, self.opened.meaning.stated_key}
        is_json = self.opened.file.format.startswith("JSON")
        return {name: merged[name] if is_json else own for name, own in self.further.items() if name in wanted}

    def rows(self, converter: Converter, merged: Mapping[str, pl.DataType]) -> Iterator[ReadRows]:
        """Its rows in blocks that the converter takes."""
        blocks = self.opened.rows(self.more(converter, merged))
        return whole_runs(blocks, converter.run_keys) if converter.run_keys else blocks

    def schema(self, converter: Converter, merged: Mapping[str, pl.DataType]) -> pl.Schema:
        """The columns that the converter makes of its rows."""
        more = self.more(converter, merged)
        texts = {key: pl.String() for key in self.opened.meaning.keys if key not in more}
        extra = {EXTRA: pl.Struct(more)} if more else {}
        return converter.converted(
            ReadRows(pl.DataFrame(schema={**texts, **extra, "line": pl.Int64(), "row": pl.Int64()}))
        ).frame.schema
