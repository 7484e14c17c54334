"""The page about a finished dataset: a file beside the data, whose checksum the manifest has."""

from __future__ import annotations

import json
from pathlib import Path

from pairwright.dataset_folder.sealing import sealed
from pairwright.errors import OutputError
from pairwright.stores import MANIFEST, store_of
from pairwright.stores.base import REPORT


def require_folder(out: str) -> None:
    """Refuse a place that is no folder of this machine, before the data are made.

    Raises:
        OutputError: naming it.

    """
    if "://" in out:
        raise OutputError(f"report: {out} is no folder of this machine; write there first, then look with `report`")


def keep_page(folder: Path, text: str) -> None:
    """Put the page beside the data of a finished dataset, and its checksum into the manifest, which comes last.

    Raises:
        OutputError: the disk refuses, or no finished dataset stands there.

    """
    store = store_of(str(folder))
    content = store.read(MANIFEST)
    if content is None:
        raise OutputError(f"{folder}: has no {MANIFEST}, so there is nothing to put a page beside; generate it first")
    manifest = sealed(json.loads(content), {REPORT: text})
    store.claim()
    try:
        store.put(REPORT, text.encode())
        store.put(MANIFEST, f"{json.dumps(manifest, indent=2, ensure_ascii=False)}\n".encode())
    finally:
        store.clear()
        store.release()
