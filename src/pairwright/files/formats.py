"""The formats of a file of rows: how rows stand in it, how it is packed, what it is called.

| format               | rows                             | to read it                                  |
| -------------------- | -------------------------------- | ------------------------------------------- |
| jsonl                | a JSON object on each line       | anything                                    |
| json                 | one JSON array, a row on a line  | anything that holds it whole                |
| jsonl.gz, json.gz    | the same, packed                 | `gzip -dc`, `datasets`, pandas, Polars      |
| jsonl.zst, json.zst  | the same, packed smaller, faster | `zstd -dc`, `datasets`, pandas, Polars      |
| parquet              | typed columns, packed            | `datasets`, pandas, Polars, DuckDB, Spark   |
| arrow                | typed columns, not packed        | `datasets.load_from_disk`, without a copy   |
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_PACKED = {"gzip": ".gz", "zstd": ".zst"}


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        name: as recipes and `--format` call it; with a dot before it the ending of its files.
        rows: 'lines' or an 'array' of JSON, which go to the file as bytes; or 'frames' of typed columns.
        packing: '', 'gzip' or 'zstd'; of JSON only, as frames are packed column by column, if at all.

    """

    name: str
    rows: Literal["lines", "array", "frames"]
    packing: Literal["", "gzip", "zstd"] = ""

    def file_name(self, split: str, wanted: str | None = None, *, number: int = 0, of: int = 1) -> str:
        """What the file of a split is called, or number `number` (from 0) of its `of` files.

        Args:
            split: the name of the split.
            wanted: another name than the split's. An ending of another format is replaced (JSON Lines may
                end in .json). Arrow has no choice: `load_from_disk` looks for a folder called as the split.
            number: which of the files it is, counted from 0.
            of: how many files the split has.

        >>> FORMATS["json.gz"].file_name("train", "dpo_train_data.json")
        'dpo_train_data.json.gz'
        >>> FORMATS["jsonl.zst"].file_name("train", number=1, of=8)
        'train-00001-of-00008.jsonl.zst'
        >>> FORMATS["arrow"].file_name("train")
        'train/data-00000-of-00001.arrow'
        """
        part = f"-{number:05d}-of-{of:05d}"
        if self.name == "arrow":
            return f"{split}/data{part}.arrow"
        base, ending = _parted(wanted or split)
        kept = self.rows == "lines" and ending == "json"
        own = f"json{_PACKED.get(self.packing, '')}" if kept else self.name
        return f"{base}{part if of > 1 else ''}.{own}"


def _parted(name: str) -> tuple[str, str]:
    """A file name without its ending, and the ending without that of its packing."""
    for packed in _PACKED.values():
        name = name.removesuffix(packed)
    base, _, ending = name.rpartition(".")
    return (base, ending) if base else (name, "")


FORMATS = {
    each.name: each
    for each in (
        Format("jsonl", "lines"),
        Format("json", "array"),
        Format("jsonl.gz", "lines", "gzip"),
        Format("jsonl.zst", "lines", "zstd"),
        Format("json.gz", "array", "gzip"),
        Format("json.zst", "array", "zstd"),
        Format("parquet", "frames"),
        Format("arrow", "frames"),
    )
}
