"""Datasets in an S3-compatible store: the bytes of a folder, manifest last, damage found, no secret said."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import pairwright

if TYPE_CHECKING:
    from tests.cluster.conftest import Command
    from tests.cluster.s3 import Server

Snapshot = Callable[[Path], dict[str, str]]
SMALL = ("generate", "--rows", 4000, "--shards", 4, "--quiet")
LONG = ("generate", "--rows", 800_000, "--shards", 16, "--quiet")


class Store:
    """The server, a bucket on it, the command that knows of it, and a client to look behind the scenes."""

    def __init__(self, server: Server, command: Command) -> None:
        import s3fs

        self.server = server
        self.command = command.with_environment(**server.environment)
        # What `datasets` and others take as storage_options where the environment does not say it.
        self.options = {
            "key": server.environment["AWS_ACCESS_KEY_ID"],
            "secret": server.environment["AWS_SECRET_ACCESS_KEY"],
            "endpoint_url": server.environment["AWS_ENDPOINT_URL"],
        }
        self.files: Any = s3fs.S3FileSystem(**self.options, skip_instance_cache=True, use_listings_cache=False)
        self.files.mkdir("bucket")

    def fetched(self, place: str, folder: Path) -> Path:
        """All objects of a place, in a folder."""
        for path in self.files.find(place):
            target = folder / path.removeprefix(f"{place}/")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self.files.cat_file(path))
        return folder


def _module(name: str) -> Any:
    """A neighbour of this file; test files are no package."""
    spec = importlib.util.spec_from_file_location(f"cluster_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def started(command: Command) -> Iterator[Store]:
    server: Server = _module("s3").Server()
    with server:
        yield Store(server, command)


@pytest.fixture
def store(started: Store) -> Iterator[Store]:
    """The store without faults, and nothing asked of it yet."""
    started.server.asked.clear()
    yield started
    started.server.fault = lambda *_: None


@pytest.fixture(scope="module")
def small(command: Command, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What SMALL writes to a folder."""
    folder = tmp_path_factory.mktemp("small") / "folder"
    command.ok(*SMALL, "--out", folder)
    return snapshot(folder)


def _records(store: Store, place: str) -> set[str]:
    start = f"/{place}/.unfinished/records/"
    return {path.removeprefix(start)[:-5] for path in store.server.written() if path.startswith(start)}


@pytest.mark.parametrize("format_name", ["jsonl", "parquet"])
def test_the_bytes_are_those_of_a_folder_and_the_manifest_is_last(
    format_name: str, store: Store, snapshot: Snapshot, tmp_path: Path
) -> None:
    place = f"bucket/{format_name}"
    store.command.ok(*SMALL, "--format", format_name, "--out", f"s3://{place}/")
    written = store.server.written()
    assert written[-1] == f"/{place}/manifest.json"
    assert len(set(written)) == len(written)
    for name in _records(store, place):
        assert written.index(f"/{place}/{name}") < written.index(f"/{place}/.unfinished/records/{name}.json")
    store.command.ok(*SMALL, "--format", format_name, "--out", tmp_path / "folder")
    assert snapshot(store.fetched(place, tmp_path / "store")) == snapshot(tmp_path / "folder")
    assert store.command.ok("check", f"s3://{place}", "--remake", "all").count("whole") == 1


def test_ray_writes_the_same(store: Store, snapshot: Snapshot, small: dict[str, str], tmp_path: Path) -> None:
    # Workers take credentials from their own environment, so these are in that of a Ray of the run's own.
    store.command.ok(*SMALL, "--out", "s3://bucket/ray", "--engine", "ray", "--workers", 2)
    assert snapshot(store.fetched("bucket/ray", tmp_path / "store")) == small


def test_readers_of_the_ecosystem_read_it(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import datasets

    store.command.ok(*SMALL, "--format", "parquet", "--out", "s3://bucket/read")
    found = datasets.load_dataset(
        "parquet",
        data_files="s3://bucket/read/train-*.parquet",
        split="train",
        storage_options=store.options,
        cache_dir=str(tmp_path),
    )
    assert found.num_rows == 4000
    for name, value in store.server.environment.items():
        monkeypatch.setenv(name, value)
    frame = pl.scan_parquet("s3://bucket/read/train-*.parquet").collect()
    assert frame["prompt" if "prompt" in frame.columns else frame.columns[0]].to_list() == found[frame.columns[0]][:]


def test_a_killed_run_goes_on_without_sending_whole_shards_again(
    store: Store, snapshot: Snapshot, wait_until: Callable[..., Any], tmp_path: Path
) -> None:
    place = "bucket/killed"
    with store.command.start(*LONG, "--out", f"s3://{place}") as process:
        wait_until(lambda: len(_records(store, place)) >= 3 or process.poll() is not None)
        process.send_signal(signal.SIGKILL)
        process.communicate(timeout=30)
    # Not all that was sent has arrived.
    whole = {path.partition("/records/")[2][:-5] for path in store.files.find(f"{place}/.unfinished/records")}
    assert 2 <= len(whole) < 19
    assert f"/{place}/manifest.json" not in store.server.written()
    assert "is unfinished; go on with generate --resume" in store.command.refused("check", f"s3://{place}")
    line = store.command.refused(*LONG, "--out", f"s3://{place}")
    assert "go on with --resume, or begin anew with --overwrite" in line
    store.server.asked.clear()
    store.command.ok(*LONG, "--out", f"s3://{place}", "--resume")
    again = set(store.server.written())
    assert not again & {f"/{place}/{name}" for name in whole}
    assert store.server.written()[-1] == f"/{place}/manifest.json"
    store.command.ok(*LONG, "--out", tmp_path / "folder")
    assert snapshot(store.fetched(place, tmp_path / "store")) == snapshot(tmp_path / "folder")


def test_overwriting_takes_the_manifest_first_and_leaves_nothing_of_the_former(
    store: Store, snapshot: Snapshot, tmp_path: Path
) -> None:
    place, fewer = "bucket/over", ("generate", "--rows", 3000, "--shards", 2, "--quiet")
    store.command.ok(*SMALL, "--out", f"s3://{place}")
    assert "a finished dataset; add --overwrite" in store.command.refused(*fewer, "--out", f"s3://{place}")
    store.server.asked.clear()
    # It fails when its shards are half there, twice, and then it is well.
    store.server.fault = _when("PUT", "train-00001", ("403 Forbidden", "AccessDenied", "Access Denied"))
    for _ in range(2):
        assert "Access Denied" in store.command.refused(*fewer, "--out", f"s3://{place}", "--overwrite")
        assert not store.files.exists(f"{place}/manifest.json")
    store.server.fault = lambda *_: None
    store.command.ok(*fewer, "--out", f"s3://{place}", "--overwrite")
    store.command.ok(*fewer, "--out", tmp_path / "folder")
    assert snapshot(store.fetched(place, tmp_path / "store")) == snapshot(tmp_path / "folder")


def test_damage_is_found(store: Store) -> None:
    place = "bucket/damage"
    store.command.ok(*SMALL, "--out", f"s3://{place}")
    names = [f"train-{number:05d}-of-00004.jsonl" for number in range(4)]
    contents = [store.files.cat_file(f"{place}/{name}") for name in names]
    for name, content in zip(names, [contents[1], contents[0], contents[2][:-40], None], strict=True):
        if content is None:
            store.files.rm_file(f"{place}/{name}")
        else:
            store.files.pipe_file(f"{place}/{name}", content)
    store.files.pipe_file(f"{place}/extra.jsonl", b"{}\n")
    store.files.pipe_file(f"{place}/test.jsonl", store.files.cat_file(f"{place}/test.jsonl").replace(b"1", b"2", 1))
    done = store.command("check", f"s3://{place}", "--json")
    assert done.returncode == 1
    found = [line.partition(",")[0] for line in json.loads(done.stdout)["problems"]]
    assert found == [
        f"{names[0]}: holds what belongs in {names[1]}",
        f"{names[1]}: holds what belongs in {names[0]}",
        f"{names[2]}: cut short",
        f"{names[3]}: missing",
        "test.jsonl: damaged",
        "extra.jsonl: not in the manifest",
    ]
    store.files.rm_file(f"{place}/extra.jsonl")
    store.server.asked.clear()
    store.command.ok(*SMALL, "--out", f"s3://{place}", "--resume")
    mended = {path for path in store.server.written() if "/.unfinished/" not in path}
    assert mended == {f"/{place}/{name}" for name in ["test.jsonl", *names]}
    assert "whole" in store.command.ok("check", f"s3://{place}")


def _when(method: str, part: str, answer: tuple[str, str, str]) -> Callable[[str, str], tuple[str, str, str] | None]:
    return lambda asked, path: answer if asked == method and part in path else None


FAULTS = {
    "denied": ("403 Forbidden", "AccessDenied", "Access Denied"),
    "broken": ("500 Internal Server Error", "InternalError", "We encountered an internal error."),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_upload_that_fails_is_told_in_a_line(name: str, store: Store, tmp_path: Path) -> None:
    place = f"bucket/{name}"
    store.server.fault = _when("PUT", "train-00002", FAULTS[name])
    words = ("generate", "--rows", 4000, "--shards", 4, "--out", f"s3://{place}", "--workers", 1)
    line = store.command.refused(*words)
    assert "train-00002-of-00004.jsonl: the store refuses (" in line
    assert not store.files.exists(f"{place}/train-00002-of-00004.jsonl")
    assert not store.files.exists(f"{place}/manifest.json")
    store.server.fault = lambda *_: None
    store.command.ok(*words, "--resume")
    assert "whole" in store.command.ok("check", f"s3://{place}", "--remake", "all")
    _no_secret(store, line, tmp_path)


def _no_secret(store: Store, said: str, folder: Path) -> None:
    """The secret stands neither in what was said nor in anything that was written."""
    secret = store.server.environment["AWS_SECRET_ACCESS_KEY"]
    assert secret not in said
    assert not [path for path in store.files.find("bucket") if secret.encode() in store.files.cat_file(path)]
    assert not [path for path in folder.rglob("*") if path.is_file() and secret.encode() in path.read_bytes()]


def test_places_that_cannot_be_written_are_refused(store: Store, tmp_path: Path) -> None:
    words = ("generate", "--rows", 100, "--out")
    assert "bucket does not exist" in store.command.refused(*words, "s3://no-such-bucket/data")
    # A bucket is not made by a slip of the pen.
    assert not store.files.exists("no-such-bucket")
    stranger = store.command.with_environment(AWS_ACCESS_KEY_ID="AKIASOMEBODYELSE0000")
    said = stranger.refused(*words, "s3://bucket/strange")
    assert "the store refuses" in said
    _no_secret(store, said, tmp_path)
    nobody = store.command.with_environment(AWS_ENDPOINT_URL="http://127.0.0.1:1")
    assert "the store refuses (Could not connect" in nobody.refused(*words, "s3://bucket/nobody")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://user:hunter2@bucket/data", "with a password in it"),
        ("s4://bucket/data", "no file system is called 's4'"),
        ("s3://", "names no place; give s3://bucket/name"),
        ("s3://bucket/what*", "are patterns to object stores"),
        ("gs://bucket/data", "gs:// needs an extra; pip install 'pairwright[gcs]'"),
        ("az://container/data", "az:// needs an extra; pip install 'pairwright[azure]'"),
        ("hdfs://host/data", "hdfs"),
    ],
)
def test_addresses_that_are_refused(url: str, said: str) -> None:
    with pytest.raises(pairwright.OutputError) as caught:
        pairwright.write("arithmetic", url)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_without_the_package_the_extra_is_named(store: Store, tmp_path: Path) -> None:
    (tmp_path / "s3fs.py").write_text('raise ImportError("no s3fs")\n', encoding="utf-8")
    search = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    line = store.command.with_environment(PYTHONPATH=search).refused(
        "generate", "--rows", 100, "--out", "s3://bucket/x"
    )
    assert line.startswith(
        "pairwright: s3://bucket/x: s3:// needs an extra; pip install 'pairwright[s3]', in a checkout"
    )


@pytest.mark.parametrize("place", ["whole-bucket", "bucket/ä ö/+100%/日本#1", "bucket/a//b"])
def test_odd_names(place: str, store: Store) -> None:
    if "/" not in place:
        store.files.mkdir(place)
    store.command.ok(*SMALL, "--out", f"s3://{place}/")
    assert {path.rpartition("/")[2] for path in store.files.find(place)} >= {"manifest.json", "test.jsonl"}
    assert "whole" in store.command.ok("check", f"s3://{place}")


@pytest.mark.parametrize("scheme", ["file", "local"])
def test_urls_of_this_machine_are_folders(
    scheme: str, command: Command, snapshot: Snapshot, small: dict[str, str], tmp_path: Path
) -> None:
    command.ok(*SMALL, "--out", f"{scheme}://{tmp_path}/a b/data")
    assert snapshot(tmp_path / "a b" / "data") == small


def test_other_file_systems_of_fsspec(snapshot: Snapshot, tmp_path: Path) -> None:
    import fsspec

    recipe = pairwright.load_recipe("equations").with_rows(1000)
    pairwright.write(recipe, "memory://deep/place", shards=3)
    pairwright.write(recipe, tmp_path / "folder", shards=3)
    fsspec.filesystem("memory").get("/deep/place", str(tmp_path / "store"), recursive=True)
    assert snapshot(tmp_path / "store") == snapshot(tmp_path / "folder")
    assert pairwright.check("memory://deep/place", remake="all").whole
