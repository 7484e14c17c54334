"""A dataset in a folder: it appears all at once, the manifest last; foreign files are left alone; one run at a time."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pairwright.errors import OutputError
from pairwright.files import WrittenFile, write_json
from pairwright.stores.folder import Folder

MANIFEST = "manifest.json"
RUN = {"fingerprint": "f" * 16}


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder: the bytes of files, None for folders."""
    found = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in found}


def manifest_of(*written: WrittenFile) -> dict[str, Any]:
    return {**RUN, "splits": {file.path: {"files": [vars(file)]} for file in written}}


@contextmanager
def opened(folder: Path) -> Iterator[Folder]:
    store = Folder(folder)
    try:
        yield store
    finally:
        store.release()


def make(store: Folder, name: str, text: str) -> WrittenFile:
    """A shard of one row, recorded."""
    with store.placing(name) as path:
        written = write_json(path, [((json.dumps({"text": text}) + "\n").encode(), 1)], "jsonl", name=name)
    store.record(name, {"file": vars(written), "counted": {}})
    return written


def write_dataset(folder: Path, text: str, *names: str, overwrite: bool = False) -> None:
    """A small dataset with a JSON Lines file of each name."""
    with opened(folder) as store:
        store.begin(RUN, overwrite=overwrite, resume=False)
        written = [make(store, name, text) for name in names]
        store.ready(list(names), {"README.md": text}, manifest_of(*written))()


def test_nothing_stands_in_its_place_until_all_is_ready(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    with opened(folder) as store:
        assert store.begin(RUN, overwrite=False, resume=False) == {}
        written = make(store, "a.jsonl", "x")
        switch = store.ready(["a.jsonl"], {"README.md": "Grüße\n"}, manifest_of(written))
        assert [path.name for path in folder.iterdir()] == [".unfinished"]
        switch()
    assert tree(folder) == {
        "README.md": "Grüße\n".encode(),
        "a.jsonl": b'{"text": "x"}\n',
        MANIFEST: (json.dumps(manifest_of(written), indent=2) + "\n").encode(),
    }


def test_shards_may_stand_in_folders(tmp_path: Path) -> None:
    names = ("train/data-00000.arrow", "train/data-00001.arrow", "test/data-00000.arrow")
    write_dataset(tmp_path, "old", *names)
    assert set(tree(tmp_path)) == {*names, "train", "test", "README.md", MANIFEST}
    write_dataset(tmp_path, "new", names[0], overwrite=True)
    assert set(tree(tmp_path)) == {names[0], "train", "README.md", MANIFEST}


def test_the_manifest_goes_first_and_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(tmp_path, "old", "a.jsonl", "old.jsonl")
    placed: list[str] = []
    replace = os.replace

    def watched(source: Path, target: Path) -> None:
        if Path(target).parent == tmp_path:
            # While files change places, no manifest says that the dataset is whole.
            assert not (tmp_path / MANIFEST).exists()
            placed.append(Path(target).name)
            assert (tmp_path / "old.jsonl").exists() == (placed[-1] != MANIFEST)
        replace(source, target)

    monkeypatch.setattr(os, "replace", watched)
    write_dataset(tmp_path, "new", "a.jsonl", "b.jsonl", overwrite=True)
    assert sorted(placed[:-1]) == ["README.md", "a.jsonl", "b.jsonl"]
    assert placed[-1] == MANIFEST


def test_overwriting_removes_the_former_dataset_and_nothing_else(tmp_path: Path) -> None:
    write_dataset(tmp_path, "old", "train.jsonl", "test.jsonl")
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "test.jsonl").write_text("mine too")
    write_dataset(tmp_path, "new", "train.jsonl", "other.jsonl", overwrite=True)
    found = tree(tmp_path)
    assert sorted(found) == sorted(
        ["README.md", "folder", "folder/test.jsonl", MANIFEST, "notes.txt", "other.jsonl", "train.jsonl"]
    )
    assert found["notes.txt"] == b"mine"
    assert found["folder/test.jsonl"] == b"mine too"
    assert found["train.jsonl"] == b'{"text": "new"}\n'
    assert found["README.md"] == b"new"


@pytest.mark.parametrize(
    "manifest",
    [
        "",
        "not json",
        "[" * 100_000,
        "[]",
        "{}",
        '{"splits": 5}',
        '{"splits": {"a": {}}}',
        '{"splits": {"a": {"files": [5]}}}',
        '{"splits": {"a": {"files": [{"path": 5}]}}}',
        '{"splits": {"a": {"files": [{"path": "../outside.txt"}, {"path": "folder/inside.txt"}]}}}',
        '{"splits": {"a": {"files": [{"path": "../outside.txt", "sha256": "0"}]}}}',
        '{"splits": {"a": {"files": [{"path": "gone.jsonl", "sha256": "0"}]}}}',
    ],
)
def test_a_manifest_that_is_not_ours_removes_nothing(manifest: str, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    (folder / "folder").mkdir(parents=True)
    others = [tmp_path / "outside.txt", folder / "folder" / "inside.txt", folder / "mine.jsonl"]
    for path in others:
        path.write_text("mine")
    (folder / MANIFEST).write_text(manifest)
    write_dataset(folder, "new", "train.jsonl", overwrite=True)
    assert all(path.read_text() == "mine" for path in others)
    assert (folder / "train.jsonl").exists()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"not empty.*--overwrite") as caught:
        write_dataset(tmp_path, "new", "train.jsonl")
    assert str(tmp_path) in str(caught.value)
    assert tree(tmp_path) == {"notes.txt": b"mine"}


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", tmp_path / ("long" * 100)):
        with pytest.raises(OutputError, match=r"file|long") as caught:
            write_dataset(folder, "new", "train.jsonl", overwrite=True)
        assert len(str(caught.value).splitlines()) == 1
    assert tree(tmp_path) == {"file": b"mine"}


def test_an_empty_folder_is_fine_and_stays(tmp_path: Path) -> None:
    write_dataset(tmp_path, "new", "train.jsonl")
    assert len(tree(tmp_path)) == 3


@pytest.mark.parametrize("resume", [False, True])
def test_a_folder_has_one_run_at_a_time(resume: bool, tmp_path: Path) -> None:
    with opened(tmp_path) as first:
        first.begin(RUN, overwrite=False, resume=False)
        written = make(first, "a.jsonl", "x")
        before = tree(tmp_path)
        with opened(tmp_path) as second, pytest.raises(OutputError, match="another run is at work there"):
            second.begin(RUN, overwrite=not resume, resume=resume)
        assert tree(tmp_path) == before
        first.ready(["a.jsonl"], {}, manifest_of(written))()
    write_dataset(tmp_path, "later", "b.jsonl", overwrite=True)


def test_what_waits_is_not_taken_for_what_stands_there(tmp_path: Path) -> None:
    """While a dataset is overwritten, the former one is still what the folder holds."""
    write_dataset(tmp_path, "old", "train.jsonl")
    with opened(tmp_path) as store:
        old = store.sha256("train.jsonl")
        store.begin(RUN, overwrite=True, resume=False)
        new = make(store, "train.jsonl", "new")
        assert store.sha256("train.jsonl") == old
        assert store.sha256_made("train.jsonl") == new.sha256 != old
        assert set(store.sizes()) == {"README.md", MANIFEST, "train.jsonl"}


def test_what_an_earlier_run_has_left_does_not_count_for_a_new_one(tmp_path: Path) -> None:
    """Without run.json, records and shards that wait are remains, whatever they say."""
    with opened(tmp_path) as store:
        store.begin(RUN, overwrite=False, resume=False)
        make(store, "train.jsonl", "old")
    (tmp_path / ".unfinished" / "run.json").unlink()
    with opened(tmp_path) as store:
        store.begin({"fingerprint": "other"}, overwrite=False, resume=False)
        assert store.recorded() == []
        assert store.sha256_made("train.jsonl") is None


@pytest.mark.parametrize("where", ["file", "link", "empty link"])
def test_something_else_where_shards_wait(where: str, tmp_path: Path) -> None:
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    data.mkdir()
    elsewhere.mkdir()
    (elsewhere / "mine").write_text("mine")
    if where == "file":
        (data / ".unfinished").write_text("mine")
    else:
        (data / ".unfinished").symlink_to(elsewhere if where == "link" else tmp_path / "nowhere")
    before = tree(tmp_path)
    with pytest.raises(OutputError) as caught:
        write_dataset(data, "new", "train.jsonl")
    assert len(str(caught.value).splitlines()) == 1
    assert tree(tmp_path) == before
