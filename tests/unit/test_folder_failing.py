"""Whatever fails while a dataset is written: nothing is left, and what stood there before still does."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pairwright import Recipe, write
from pairwright.dataset_folder.shard_maker import ShardMaker
from pairwright.errors import CertificationError, OutputError
from pairwright.rows.blocks import Block, BlockMaker
from pairwright.stores.base import Store

FAILURES: list[BaseException] = [
    CertificationError("a row is wrong"),
    ValueError("broken"),
    KeyboardInterrupt(),
    OSError(errno.EIO, "Input/output error"),
]
NAMES = [type(error).__name__ for error in FAILURES]
Switch = Callable[[], None]


class EverythingReadyError(Exception):
    """Nothing failed before files were to change places."""


def recipe_of(format_name: str, rows: int = 400) -> Recipe:
    splits = {
        "train": {"families": "training", "rows": rows, "layout": "pairs"},
        "test": {"families": "held_out", "rows": 20},
    }
    return Recipe.of({"splits": splits, "format": format_name})


def tree(folder: Path) -> dict[str, bytes | None]:
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


@pytest.fixture(params=["missing", "empty", "former"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder that is to be made, one that is empty, and one with a former dataset and foreign files."""
    (tmp_path / "beside.txt").write_text("mine")
    found = tmp_path / "not" / "yet" if request.param == "missing" else tmp_path / "data"
    if request.param != "missing":
        found.mkdir()
    if request.param == "former":
        write(recipe_of("jsonl", 77), found)
        (found / "notes.txt").write_text("mine")
    return found


@pytest.fixture
def failing(folder: Path) -> Callable[[type[BaseException], str], BaseException]:
    """What comes out of a run that fails; the world is as before."""

    def raised(expected: type[BaseException], format_name: str) -> BaseException:
        root = folder.parents[1] if "not" in folder.parts else folder.parent
        before = tree(root)
        with pytest.raises(expected) as caught:
            write(recipe_of(format_name), folder, overwrite=True)
        assert tree(root) == before
        assert getattr(caught.value, "__notes__", []) == []
        return caught.value

    return raised


Failing = Callable[[type[BaseException], str], BaseException]


@pytest.mark.parametrize(("format_name", "block"), [("jsonl", 0), ("json", 2), ("parquet", 0), ("parquet", 4)])
@pytest.mark.parametrize("error", FAILURES, ids=NAMES)
def test_a_block_that_fails(
    error: BaseException, block: int, format_name: str, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first block, one in the middle, one of the last shard; blocks are of 100 rows."""
    made = BlockMaker.block
    at = [("train", 0), ("train", 100), ("train", 200), ("train", 300), ("test", 0)][block]

    def broken(self: BlockMaker, start: int, stop: int) -> Block:
        if (self.split, start) == at:
            raise error
        return made(self, start, stop)

    monkeypatch.setattr("pairwright.dataset_folder.shard_maker.BLOCK_ROWS", 100)
    monkeypatch.setattr(BlockMaker, "block", broken)
    expected = OutputError if isinstance(error, OSError) else type(error)
    found = failing(expected, format_name)
    assert found is error or found.__cause__ is error
    if expected is OutputError:
        assert "Input/output error" in str(found)
        assert len(str(found).splitlines()) == 1


@pytest.mark.parametrize("error", FAILURES[:3], ids=NAMES[:3])
@pytest.mark.parametrize("point", ["record", "ready", "require_free"])
def test_a_store_that_fails(
    point: str, error: BaseException, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"pairwright.stores.folder.Folder.{point}", broken)
    assert failing(type(error), "jsonl") is error


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EFBIG, errno.EDQUOT])
def test_a_disk_that_is_full_at_some_time_is_told_in_one_line(
    code: int, folder: Path, failing: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the first time that something is brought down to the disk, at the third, and so on until all is ready."""
    calls = {"left": 0, "failed": 0}
    fsync, ready = os.fsync, Store.ready

    def full(handle: int) -> None:
        calls["left"] -= 1
        if calls["left"] == 0:
            calls["failed"] += 1
            raise OSError(code, os.strerror(code))
        fsync(handle)

    def until_ready(self: Store, shards: list[str], texts: dict[str, str], manifest: dict[str, Any]) -> Switch:
        switch = ready(self, shards, texts, manifest)
        if calls["left"] > 0:
            raise EverythingReadyError
        return switch

    monkeypatch.setattr(os, "fsync", full)
    monkeypatch.setattr(Store, "ready", until_ready)
    for call in range(1, 100, 2):
        calls["left"] = call
        found = failing(Exception, "jsonl")
        if isinstance(found, EverythingReadyError):
            break
        assert isinstance(found, OutputError)
        assert os.strerror(code) in str(found)
        assert "MiB are free" in str(found)
        assert len(str(found).splitlines()) == 1
    assert 8 <= calls["failed"] < 50


def test_a_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    monkeypatch.setattr(BlockMaker, "block", lambda *_: pytest.fail("rows for a folder that cannot be written"))
    with pytest.raises(OutputError, match="Permission denied"):
        write(recipe_of("jsonl"), tmp_path)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("name", ["train.jsonl", "README.md", "manifest.json"])
def test_a_folder_in_the_place_of_a_file(name: str, tmp_path: Path) -> None:
    write(recipe_of("parquet"), tmp_path)
    (tmp_path / "manifest.json").rename(tmp_path / "kept.json")
    (tmp_path / "README.md").unlink()
    (tmp_path / name).mkdir()
    before = tree(tmp_path)
    with pytest.raises(OutputError, match=f"{name}: a folder stands where the file goes"):
        write(recipe_of("jsonl"), tmp_path, overwrite=True)
    assert tree(tmp_path) == before


def test_what_fails_while_files_change_places_can_go_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the former dataset is gone, but nothing that was made is lost."""
    replace, placed = os.replace, 0

    def broken(source: Path, target: Path) -> None:
        nonlocal placed
        if Path(target).parent == folder:
            placed += 1
            if placed == 2:
                raise OSError(errno.EIO, "Input/output error")
        replace(source, target)

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", broken)
        with pytest.raises(OutputError, match="Input/output error") as caught:
            write(recipe_of("jsonl"), folder, overwrite=True)
    assert caught.value.__notes__ == ["all shards are whole; go on with --resume"]
    monkeypatch.setattr(ShardMaker, "make", lambda *_: pytest.fail("a whole shard was made again"))
    assert write(recipe_of("jsonl"), folder, resume=True).rows == 420
    monkeypatch.undo()
    write(recipe_of("jsonl"), folder.parent / "fresh")
    found = tree(folder)
    found.pop("notes.txt", None)
    assert found == tree(folder.parent / "fresh")


def test_several_shards_keep_those_that_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, seen = BlockMaker.block, np.zeros(400, dtype=bool)

    def broken(self: BlockMaker, start: int, stop: int) -> Block:
        if self.split == "train" and start == 300:
            raise ValueError("broken")
        seen[start:stop] |= self.split == "train"
        return made(self, start, stop)

    with monkeypatch.context() as patched:
        patched.setattr(BlockMaker, "block", broken)
        with pytest.raises(ValueError, match="broken") as caught:
            write(recipe_of("jsonl"), tmp_path / "data", shards=4, workers=1)
    # A thread may have begun with the test split meanwhile.
    assert re.fullmatch(r"[34] of 5 shards are whole; go on with --resume", "; ".join(caught.value.__notes__))
    assert seen.tolist() == [True] * 300 + [False] * 100
    write(recipe_of("jsonl"), tmp_path / "data", resume=True)
    write(recipe_of("jsonl"), tmp_path / "fresh", shards=4)
    assert tree(tmp_path / "data") == tree(tmp_path / "fresh")
