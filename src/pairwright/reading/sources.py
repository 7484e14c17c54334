"""What the arguments name: files, or folders of them; each file's packing and format, told by its first bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pairwright.errors import DataError
from pairwright.reading.csv_lines import csv_header
from pairwright.reading.json_form import form_of
from pairwright.reading.remote import Copies, address_of
from pairwright.reading.unpacking import Unpacked
from pairwright.stores import MANIFEST

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_PARQUET, _ARROW_FILE, _ARROW_STREAM = b"PAR1", b"ARROW1", b"\xff\xff\xff\xff"
_SUFFIXES = (".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet", ".arrow")
_PACKINGS = ("", ".gz", ".zst")
# Files that describe a dataset and hold no rows of it.
_ABOUT = {MANIFEST, "dataset_info.json", "dataset_dict.json", "dataset_infos.json", "state.json"}
_TEST_NAMES = ("test", "dpo_test", "val", "eval", "dev", "heldout", "held_out")
_MAX_FILES = 10_000
# How many bytes of a file are looked at to tell its form.
_LOOKED_AT = 1 << 20
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class DataFile:
    """A file of rows.

    Attributes:
        path: where it is.
        packing: '', 'gzip' or 'zstd'.
        format: 'JSON Lines', 'JSON array', 'JSON objects' (laid out at will, one after the other), 'CSV', 'Parquet',
            'Arrow' or 'Arrow stream'.
        under: the key under which the array stands in the one object of the file, if it does.
        start: how many bytes of the unpacked file stand before that array.
        url: the address that it is a copy of, if it is one.

    """

    path: Path
    packing: str
    format: str
    under: str | None = None
    start: int = 0
    url: str | None = None

    @property
    def name(self) -> str:
        """What it is called: its address, or its path."""
        return str(self.path) if self.url is None else self.url


def copies() -> Copies:
    """Where copies of remote data are kept while they are read, to be given to `data_files`."""
    return Copies(_is_wanted)


def data_files(
    names: Sequence[str | Path], option: str = "DATA", remote: Copies | None = None
) -> tuple[list[DataFile], list[DataFile]]:
    """The files that the arguments name, and those among them that are the tests of a dataset folder.

    In a folder, files whose names (or whose folders' names) begin with test, val, eval, dev or heldout
    are its tests, unless it holds nothing else.

    Args:
        names: files, folders, and with `remote` addresses and datasets of the Hub.
        option: what they were given as.
        remote: where copies are kept; None: nothing is fetched.

    Raises:
        DataError: a name that is no file or folder, a folder without data, a file that cannot hold rows.

    """
    if not names:
        raise DataError(f"{option}: no file given; name a file or a folder")
    data: list[DataFile] = []
    tests: list[DataFile] = []
    for name in names:
        path, url = _located(name, option, remote)
        if not path.is_dir():
            data.append(_sniffed(path, url))
            continue
        found = list(_within(path))
        if not found:
            known = ", ".join(_SUFFIXES)
            raise DataError(f"{url or path}: no data file in this folder (looked for {known}, also .gz and .zst)")
        held_out = [each for each in found if _is_test(each.relative_to(path))]
        rest = [each for each in found if each not in held_out]
        urls = {
            each: None if url is None else f"{url.rstrip('/')}/{each.relative_to(path).as_posix()}" for each in found
        }
        data += [_sniffed(each, urls[each]) for each in rest or held_out]
        tests += [_sniffed(each, urls[each]) for each in held_out if rest]
    return data, tests


def _located(name: str | Path, option: str, remote: Copies | None) -> tuple[Path, str | None]:
    """Where something is on this machine, and the address that it was copied from."""
    path = Path(name)
    if _exists(path):
        return path, None
    address = address_of(str(name))
    if address is None or (remote is None and address.startswith("hf://") and "://" not in str(name)):
        raise DataError(f"{path}: no such file or folder; check the path given as {option}")
    if remote is None:
        raise DataError(f"{address}: a URL; fetch it first, {option} is a file or a folder of this machine")
    copy = remote.of(address)
    return copy.path, copy.url


def _is_wanted(name: str) -> bool:
    """Whether a file of a remote folder is worth a copy."""
    parts = name.split("/")
    hidden = any(part.startswith(".") for part in parts)
    return parts[-1] == MANIFEST or (_is_data(name) and parts[-1] not in _ABOUT and not hidden)


def is_same(one: Path, other: Path) -> bool:
    """Whether two paths are of one file."""
    try:
        return one.exists() and one.samefile(other)
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _within(folder: Path) -> Iterator[Path]:
    """The data files below a folder, in the order of their names."""
    found = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name in _ABOUT or name.startswith(".") or not _is_data(name):
                continue
            found += 1
            if found > _MAX_FILES:
                raise DataError(f"{folder}: more than {_MAX_FILES:,} data files; name them in smaller folders")
            yield Path(parent, name)


def _is_data(name: str) -> bool:
    return name.lower().endswith(tuple(suffix + packing for suffix in _SUFFIXES for packing in _PACKINGS))


def _is_table(path: Path) -> bool:
    return path.name.lower().endswith((".csv", ".tsv", ".csv.gz", ".csv.zst", ".tsv.gz", ".tsv.zst"))


def _is_test(path: Path) -> bool:
    return any(part.lower().startswith(_TEST_NAMES) for part in path.parts)


_COLUMNAR = ((_PARQUET, "Parquet"), (_ARROW_FILE, "Arrow"), (_ARROW_STREAM, "Arrow stream"))


def _sniffed(path: Path, url: str | None = None) -> DataFile:
    """A file by what it begins with; its name is not asked."""
    called = url or str(path)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise DataError(f"{called}: not a regular file; write the data to a file first")
        with path.open("rb") as file:
            magic = file.read(8)
    except OSError as error:
        raise DataError(f"{called}: cannot be read ({error.strerror or error}); check its permissions") from error
    packing = "gzip" if magic.startswith(_GZIP) else "zstd" if magic.startswith(_ZSTD) else ""
    if not packing and (name := next((name for known, name in _COLUMNAR if magic.startswith(known)), None)):
        return DataFile(path, "", name, url=url)
    unpacked = Unpacked(path, packing)
    start = unpacked.head(_LOOKED_AT).removeprefix(_BYTE_ORDER_MARK)
    text = start.lstrip()
    if unpacked.broken and not text:
        raise DataError(f"{called}: cannot be unpacked ({unpacked.broken}); fetch or make it again")
    if not text:
        raise DataError(f"{called}: empty; nothing to read")
    if b"\0" in start:
        raise DataError(f"{called}: a binary file; known are JSON, CSV, Parquet and Arrow")
    if not text.startswith((b"{", b"[")) and csv_header(start, named=_is_table(path)) is not None:
        return DataFile(path, packing, "CSV", url=url)
    # What is cut off at the end of what is looked at may be half a character.
    decoded = start.decode("utf-8", "surrogateescape")
    form = form_of(decoded)
    before = len(decoded[: form.start].encode("utf-8", "surrogateescape"))
    return DataFile(path, packing, form.name, form.under, before, url)
