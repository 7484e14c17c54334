"""What is asked of the tables: a page of rows with their verdicts, a fact in all its forms, tokens, a score."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

import polars as pl

from pairwright.errors import DataError
from pairwright.reporting.inputs import page_of
from pairwright.reporting.parts import shortened
from pairwright.reporting.sampled import NEEDED, sample_row
from pairwright.reporting.shown_rows import file_rows
from pairwright.texts.declared import declared_for
from pairwright.verify import score
from pairwright.viewing.tables import ROW, RowQuery, Table, tables_of

# A fact has a handful of forms; a dataset that asks each of them often has more rows of it.
_MOST_OF_A_FACT = 200
# What is typed, or cut into tokens, is no longer than this.
_LONGEST_SCORED = 100_000


@dataclass(frozen=True)
class Looking:
    """Datasets and answers that are looked at.

    Attributes:
        paths: what was given.
        tables: their tables, in order.
        tokenizer: a folder or a tokenizer.json, with which texts are cut into tokens; None: they are not.

    """

    paths: tuple[Path, ...]
    tables: tuple[Table, ...]
    tokenizer: Path | None = None

    @classmethod
    def at(cls, paths: Sequence[str | Path], tokenizer: Path | None = None) -> Looking:
        """What stands at some paths.

        Raises:
            DataError: nothing that has rows.

        """
        if not paths:
            raise DataError("PATH: none given; name a dataset, or a file of rows or answers")
        found = tuple(table for each in paths for table in tables_of(Path(each)))
        # What cannot be read is told now, and not in the browser.
        for table in found:
            table.page(RowQuery(count=1))
        looking = cls(tuple(map(Path, paths)), found, tokenizer)
        _ = looking.cutter
        return looking

    def sets(self) -> dict[str, Any]:
        """The tables, for the page."""
        several = len(self.paths) > 1
        return {
            "title": ", ".join(dict.fromkeys(path.name or str(path) for path in self.paths)),
            "paths": [str(path) for path in self.paths],
            "sets": [
                {
                    "name": f"{table.source.name} / {table.name}" if several else table.name,
                    "path": self.paths.index(table.source),
                    "filters": table.filters,
                    "sorts": table.sorts,
                }
                for table in self.tables
            ],
        }

    def rows(self, number: int, asked: RowQuery) -> list[dict[str, Any]]:
        """A page of rows, judged."""
        table = self._table(number)
        return shown_page(table, table.page(asked))

    def count(self, number: int, asked: RowQuery) -> int:
        """How many rows are like that."""
        return self._table(number).count(asked)

    def fact(self, number: int, fact: str) -> dict[str, Any]:
        """Every row that asks a fact, in each split of the same dataset."""
        source = self._table(number).source
        rows: list[dict[str, Any]] = []
        known = False
        for table in (each for each in self.tables if each.source == source):
            found = table.with_fact(fact, _MOST_OF_A_FACT)
            if found is None:
                continue
            known = True
            shown = shown_page(table, found.with_columns(pl.col(ROW).cast(pl.Int64)))
            rows += [
                {
                    "split": table.name,
                    "place": row["place"],
                    "question": row["question"],
                    "view": row["fields"].get("view", ""),
                }
                for row in shown
            ]
        return {"fact": fact, "known": known, "rows": rows}

    def tokens(self, texts: Sequence[str]) -> list[list[str]] | None:
        """Each text cut into tokens; None without a tokenizer."""
        if self.cutter is None:
            return None
        return [self.cutter.encode(text[:_LONGEST_SCORED], add_special_tokens=False).tokens for text in texts]

    @cached_property
    def cutter(self) -> Any:
        """The tokenizer."""
        if self.tokenizer is None:
            return None
        path = self.tokenizer / "tokenizer.json" if self.tokenizer.is_dir() else self.tokenizer
        try:
            from tokenizers import Tokenizer
        except ImportError as error:
            raise DataError("tokenizer: needs tokenizers; pip install 'pairwright[train]'") from error
        try:
            return Tokenizer.from_file(str(path))
        # The library raises no class of its own.
        except Exception as error:
            raise DataError(f"{path}: no tokenizer can be read there; name a folder with a tokenizer.json") from error

    def score(self, question: str, completion: str) -> dict[str, Any]:
        """What the verifier says of an answer that is typed."""
        if max(len(question), len(completion)) > _LONGEST_SCORED:
            raise DataError(f"text: longer than {_LONGEST_SCORED:,} characters; shorten it")
        found = score(question, completion)
        exact = {
            name: None if value is None else str(value)
            for name, value in (("expected", found.expected), ("found", found.found))
        }
        return {"verdict": found.verdict.name, "reason": found.reason.name, "note": found.note, **exact}

    @cached_property
    def report(self) -> Mapping[str, Any]:
        """The report about all that is looked at, made when it is first wanted."""
        with _MAKING:
            return page_of(list(self.paths)).as_dict()

    def _table(self, number: int) -> Table:
        if not 0 <= number < len(self.tables):
            raise DataError(f"set: {number} should be from 0 to {len(self.tables) - 1}")
        return self.tables[number]


_MAKING = Lock()


def shown_page(table: Table, frame: pl.DataFrame) -> list[dict[str, Any]]:
    """Rows of a table as the page shows them: those of answers with their verdicts, others judged now."""
    if not frame.height:
        return []
    numbers = (frame[ROW] + 1).to_list()
    if set(NEEDED) <= set(frame.columns):
        return [
            sample_row({**row, "row": number}) for row, number in zip(frame.iter_rows(named=True), numbers, strict=True)
        ]
    # Read as any file of rows is, so that each layout is understood as the audit does.
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.parquet")
        frame.drop(ROW).write_parquet(path)
        rows = file_rows(path, frame.height, declared_for(table.files[0].path))
    return [{**row, "place": numbers[row["place"] - 1], "question": shortened(row["question"])} for row in rows]


def asked_of(query: Mapping[str, str]) -> RowQuery:
    """What the address of a request asks for.

    Raises:
        DataError: a number that is none.

    """
    offset, count = (number_of(query, name, usual) for name, usual in (("offset", "0"), ("count", "25")))
    values = {name.removeprefix("is."): value for name, value in query.items() if name.startswith("is.") and value}
    return RowQuery(
        offset,
        count,
        text=query.get("text", "")[:1000],
        values=values,
        sort=query.get("sort", ""),
        descending=query.get("descending") == "1",
    )


def number_of(query: Mapping[str, str], name: str, usual: str) -> int:
    """A whole number of a request's address."""
    text = query.get(name, usual)
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise DataError(f"{name}: {text[:20]!r} should be a whole number")
    return int(text)
