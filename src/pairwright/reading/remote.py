"""Data that stands elsewhere, copied for as long as it is read: object stores, files of the web, datasets of the Hub.

Object stores go by fsspec and the Hub by huggingface_hub, as elsewhere here; a file of the web by the standard library.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import unquote, urlsplit

from pairwright.errors import DataError, OutputError, PairwrightError, extra_missing
from pairwright.stores.objects import file_system, said
from pairwright.version import __version__

# Of everything that one command names: so long, so many bytes, so many files.
MOST_SECONDS = 3600.0
MOST_BYTES = 1 << 36
MOST_FILES = 10_000
# Seconds without a byte.
_PATIENCE = 30.0
_PIECE = 1 << 20
# A path of the operating system has one slash of a URL's two.
_URL = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):/+(.+)")
_WEB = ("http", "https")
_HUB = re.compile(r"datasets/([\w.-]+/[\w.-]+?)(?:@([\w./-]+?))?(?:/(.+))?")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")
_BY_HAND = "fetch it by hand, and name the copy"


@dataclass(frozen=True)
class Copy:
    """A copy on this machine: where it is, and the address that it is a copy of."""

    path: Path
    url: str


def address_of(name: str) -> str | None:
    """The address that a name is; None if it can only be a path.

    >>> address_of("s3:/bucket/a.jsonl"), address_of("owner/name"), address_of("data/train.jsonl")
    ('s3://bucket/a.jsonl', 'hf://datasets/owner/name', None)
    """
    if (url := _URL.fullmatch(name)) is not None:
        return f"{url[1].lower()}://{url[2]}"
    data = name.lower().endswith((".jsonl", ".json", ".csv", ".parquet", ".arrow", ".gz", ".zst", ".ndjson", ".tsv"))
    return f"hf://datasets/{name}" if not data and _HUB_ID.fullmatch(name) and not Path(name).parent.exists() else None


class Copies:
    """Copies of what is named, in a temporary folder that goes when the context ends.

    Raises:
        DataError: something cannot be copied, within the bounds `MOST_SECONDS`, `MOST_BYTES` and `MOST_FILES`.

    """

    def __init__(self, wanted: Callable[[str], bool]) -> None:
        self._wanted = wanted
        self._open = ExitStack()
        self._folder: Path | None = None
        self._number = 0
        self._bytes = 0
        self._end = 0.0

    def __enter__(self) -> Copies:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def of(self, url: str) -> Copy:
        """A copy of a file, or a folder of the files that are wanted."""
        scheme, shown = url.split("://", 1)[0], url.split("?", 1)[0]
        place = self._place(shown)
        fetch = self._from_web if scheme in _WEB else self._from_hub if scheme == "hf" else self._from_store
        self._in_time(shown, lambda: fetch(url, shown, place))
        found = [each for each in place.iterdir() if each.is_file()]
        single = len(found) == 1 and found[0].name == _name(shown)
        return Copy(found[0] if single else place, shown)

    def _place(self, shown: str) -> Path:
        if self._folder is None:
            temporary = tempfile.TemporaryDirectory(prefix="pairwright-", ignore_cleanup_errors=True)
            try:
                self._folder = Path(self._open.enter_context(temporary))
            except OSError as error:
                raise DataError(f"{shown}: no room for a copy in {tempfile.gettempdir()}; set TMPDIR") from error
            self._end = time.monotonic() + MOST_SECONDS
        self._number += 1
        place = self._folder / str(self._number)
        place.mkdir()
        return place

    def _in_time(self, shown: str, work: Callable[[], None]) -> None:
        """Do the work beside, so that no library and no server makes us wait for longer."""
        failed: list[BaseException] = []

        def do() -> None:
            try:
                work()
            except BaseException as error:
                # Told below, in the thread that waits.
                failed.append(error)

        thread = threading.Thread(target=do, daemon=True, name="pairwright-copy")
        thread.start()
        thread.join(max(0.0, self._end - time.monotonic()))
        if thread.is_alive():
            raise self._too_long(shown)
        if failed and isinstance(failed[0], OutputError):
            raise DataError(str(failed[0])) from failed[0]
        if failed and isinstance(failed[0], (PairwrightError, KeyboardInterrupt, SystemExit)):
            raise failed[0]
        if failed:
            raise DataError(
                f"{shown}: cannot be copied ({said(failed[0])}); check the address, the network and your credentials"
            ) from failed[0]

    @staticmethod
    def _too_long(shown: str) -> DataError:
        return DataError(f"{shown}: copying takes more than {MOST_SECONDS / 60:.0f} minutes; {_BY_HAND}")

    def _take(self, shown: str, size: int) -> None:
        """Count bytes that are about to be written."""
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise DataError(f"{shown}: more than {MOST_BYTES >> 20:,} MiB; {_BY_HAND}")

    def _require_room(self, shown: str, sizes: Mapping[str, int]) -> None:
        if not sizes:
            raise DataError(f"{shown}: no data file there; check the address")
        if len(sizes) > MOST_FILES:
            raise DataError(f"{shown}: more than {MOST_FILES:,} data files; name them in smaller folders")
        self._take(shown, sum(sizes.values()))
        if self._folder is not None and (free := shutil.disk_usage(self._folder).free) < sum(sizes.values()):
            raise DataError(
                f"{shown}: {sum(sizes.values()):,} bytes, and {free:,} are free in {self._folder.parent}; set TMPDIR"
            )

    def _from_web(self, url: str, shown: str, place: Path) -> None:
        from urllib.request import Request, urlopen

        if "@" in urlsplit(url).netloc:
            raise DataError(f"https: an address with a password in it; {_BY_HAND}")
        asked = Request(url, headers={"User-Agent": f"pairwright/{__version__}", "Accept-Encoding": "identity"})  # noqa: S310
        with (
            _answered(shown, lambda: urlopen(asked, timeout=_PATIENCE)) as answer,  # noqa: S310
            (place / _name(shown)).open("wb") as out,
        ):
            if answer.headers.get_content_type() == "text/html":
                raise DataError(f"{shown}: a web page; give the address of the file itself")
            length, got = answer.headers.get("Content-Length"), 0
            while piece := answer.read1(_PIECE):
                self._take(shown, len(piece))
                got += out.write(piece)
                if time.monotonic() > self._end:
                    raise self._too_long(shown)
        if length is not None and got != int(length):
            raise DataError(f"{shown}: {got:,} of {int(length):,} bytes arrived; try again")

    def _from_store(self, url: str, shown: str, place: Path) -> None:
        files, root = file_system(url)
        found = {path: int(about["size"] or 0) for path, about in files.find(root, detail=True).items()}
        names = {path: path.strip("/")[len(root.strip("/")) + 1 :] or _name(shown) for path in found}
        kept = {path: name for path, name in names.items() if len(found) == 1 or self._is_kept(name)}
        self._require_room(shown, {path: found[path] for path in kept})
        for path, name in kept.items():
            target = _made(place / name)
            files.get_file(path, str(target))
            if target.stat().st_size != found[path]:
                raise DataError(f"{shown}: {target.stat().st_size:,} of {found[path]:,} bytes arrived; try again")

    def _from_hub(self, url: str, shown: str, place: Path) -> None:
        asked = _HUB.fullmatch(url.removeprefix("hf://").rstrip("/"))
        if asked is None:
            raise DataError(f"{shown}: no address of a dataset; give hf://datasets/OWNER/NAME, or OWNER/NAME")
        api, repo, revision, under = _hub(shown), asked[1], asked[2], asked[3] or ""
        try:
            tree = api.list_repo_tree(repo, repo_type="dataset", revision=revision, recursive=True)
            sizes = {each.path: int(each.size) for each in tree if hasattr(each, "size")}
        except Exception as error:
            if _is_unknown(error):
                raise DataError(
                    f"{repo}: no such file or folder, nor a dataset of the Hub that you may read"
                ) from error
            raise
        single = under in sizes
        chosen = [path for path in sizes if path == under or (not single and path.startswith(f"{under}/".lstrip("/")))]
        kept = [path for path in chosen if single or self._is_kept(path)]
        self._require_room(shown, {path: sizes[path] for path in kept})
        for path in kept:
            if time.monotonic() > self._end:
                raise self._too_long(shown)
            got = api.hf_hub_download(
                repo, path, repo_type="dataset", revision=revision, local_dir=place.with_name(f"{place.name}.hub")
            )
            name = path.rpartition("/")[2] if single else path.removeprefix(under).lstrip("/")
            shutil.move(got, _made(place / name))

    def _is_kept(self, name: str) -> bool:
        return _is_plain(name) and self._wanted(name)


def _answered(shown: str, ask: Callable[[], Any]) -> Any:
    """What the server answers, if it answers with the file."""
    from urllib.error import HTTPError

    try:
        return ask()
    except HTTPError as error:
        # It holds the connection.
        error.close()
        raise DataError(f"{shown}: cannot be copied ({error.code} {error.reason}); check the address") from error


def _hub(shown: str) -> Any:
    try:
        from huggingface_hub import HfApi
    except ImportError as error:
        raise DataError(f"{shown}: {extra_missing('no such file here, and the Hub needs an extra', 'hub')}") from error
    return HfApi(library_name="pairwright", library_version=__version__)


def _is_unknown(error: Exception) -> bool:
    from huggingface_hub.errors import RepositoryNotFoundError

    return isinstance(error, RepositoryNotFoundError)


def _name(shown: str) -> str:
    """The last part of an address, as the name of a file."""
    last = unquote(shown.rstrip("/").rpartition("/")[2])
    return last if _is_plain(last) and "/" not in last else "data"


def _is_plain(name: str) -> bool:
    """Whether a name stays inside the folder that it is put into, and can be shown.

    >>> _is_plain("a/b/c.jsonl"), _is_plain("../c.jsonl"), _is_plain("/c.jsonl")
    (True, False, False)
    """
    parts = name.split("/")
    return name.isprintable() and all(part and not part.startswith(".") and "\\" not in part for part in parts)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
