"""Which files of a folder go to the Hub: those that its manifest names and that are as it says, nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pairwright.dataset_folder.sealing import BESIDE, SEAL, is_sealed
from pairwright.errors import PushError
from pairwright.files import WrittenFile
from pairwright.files.arrow_folder import beside
from pairwright.files.plain import NotPlainError, oddity, open_plain
from pairwright.stores import MANIFEST
from pairwright.stores.base import CARD, LARGEST_TEXT, is_inside

# The Hub keeps at most 10,000 files in a folder, and all of ours stand in one.
_MAX_FILES = 10_000
_READERS = 2


@dataclass(frozen=True)
class Finished:
    """A finished dataset: the names and sizes of what goes, in order, the manifest last.

    Attributes:
        folder: where the files are.
        name, fingerprint: of the recipe.
        files: name in the dataset -> bytes.

    """

    folder: Path
    name: str
    fingerprint: str
    files: dict[str, int]

    @property
    def bytes(self) -> int:
        """The bytes of all files together."""
        return sum(self.files.values())


def finished(folder: Path) -> Finished:
    """Read the manifest of a folder and prove the files that it names.

    Raises:
        PushError: no folder, no manifest, or a file that is missing or not as the manifest says.

    """
    if not folder.is_dir():
        raise PushError(f"{folder}: no such folder; give the folder of a finished dataset")
    manifest = _manifest(folder)
    data = _data_files(folder, manifest)
    with ThreadPoolExecutor(_READERS) as pool:
        for wrong in pool.map(lambda file: _what_is_wrong(folder, file), data):
            if wrong is not None:
                raise PushError(f"{folder / wrong}; restore it, or make the data again with generate --overwrite")
    names = [file.path for file in data]
    # Small files that the manifest does not name, and without which no reader finds the splits.
    about = [*beside(names), CARD]
    for each in about:
        if (what := oddity(folder, each)) is not None:
            raise PushError(f"{folder / each}: {what}, which may lead to anything; put a file of its own there")
        if not (folder / each).is_file():
            raise PushError(f"{folder / each}: missing; restore it, or make the data again with generate --overwrite")
    _require_sealed(folder, manifest, beside(names))
    sizes = {name: (folder / name).stat().st_size for name in [*names, *about, MANIFEST]}
    recipe = manifest.get("recipe")
    name = recipe.get("name") if isinstance(recipe, dict) else None
    return Finished(folder, str(name or folder.name), str(manifest.get("fingerprint")), sizes)


def _require_sealed(folder: Path, manifest: dict[str, Any], about: Iterable[str]) -> None:
    """Refuse a manifest that was edited, and damaged files without which no reader finds the splits.

    The card may be edited: it is for people, who may have more to say.

    Raises:
        PushError: naming the file.

    """
    if SEAL in manifest and not is_sealed(manifest):
        raise PushError(f"{folder / MANIFEST}: edited since it was written, its seal differs; restore it")
    said = manifest.get(BESIDE)
    sums = said if isinstance(said, dict) else {}
    for name in set(about) & sums.keys():
        with open_plain(folder, name) as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
        if found != sums[name]:
            raise PushError(f"{folder / name}: damaged; restore it, or make the data again with generate --overwrite")


def names_of(content: bytes) -> list[str]:
    """The files of the dataset whose manifest has this text, but for card and manifest; none if it is not ours."""
    try:
        names = [file.path for file in _named(json.loads(content))]
        return [*names, *beside(names)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        with open_plain(folder, MANIFEST) as file:
            content = json.loads(file.read(LARGEST_TEXT))
    except FileNotFoundError:
        raise PushError(f"{folder}: no {MANIFEST}, so no finished dataset of ours; generate it first") from None
    except NotPlainError as error:
        raise PushError(f"{error}, which may lead to anything; put a file of its own there") from error
    except (OSError, ValueError, RecursionError) as error:
        raise PushError(f"{folder / MANIFEST}: cannot be read ({error}); make the data again") from error
    if not isinstance(content, dict):
        raise PushError(f"{folder / MANIFEST}: not a manifest of ours; make the data again")
    return content


def _named(manifest: dict[str, Any]) -> list[WrittenFile]:
    return [WrittenFile(**file) for split in manifest["splits"].values() for file in split["files"]]


def _data_files(folder: Path, manifest: dict[str, Any]) -> list[WrittenFile]:
    try:
        files = _named(manifest)
        outside = [file.path for file in files if not is_inside(file.path)]
    except (KeyError, TypeError, AttributeError) as error:
        raise PushError(f"{folder / MANIFEST}: not a manifest of ours ({error}); make the data again") from error
    if outside:
        raise PushError(f"{folder / MANIFEST}: names {outside[0]!r}, which is no data file of this folder")
    if not files:
        raise PushError(f"{folder / MANIFEST}: names no files; make the data again")
    if len(files) > _MAX_FILES:
        raise PushError(f"{folder}: {len(files):,} files, the Hub takes {_MAX_FILES:,}; make fewer with --shards")
    return files


def _what_is_wrong(folder: Path, file: WrittenFile) -> str | None:
    path = folder / file.path
    if (what := oddity(folder, file.path)) is not None:
        return f"{file.path}: {what}, where a file of its own belongs"
    if not path.is_file():
        return f"{file.path}: missing"
    if (size := path.stat().st_size) != file.bytes:
        return f"{file.path}: {size:,} bytes, the manifest says {file.bytes:,}"
    with open_plain(folder, file.path) as content:
        found = hashlib.file_digest(content, "sha256").hexdigest()
    return None if found == file.sha256 else f"{file.path}: damaged, its SHA-256 is not the manifest's"
