"""Whole or not at all: what is there afterwards, who else may write there, and what a kill leaves behind."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest

import pairwright
from pairwright.errors import OutputError
from pairwright.files.placing import alone, placed_folder, placing_file, placing_folder

ROW = '{"positive": "57+4=? It is 61.", "negative": "57+4=? No idea."}\n'


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with suppress(KeyError), placing_file(tmp_path / "a") as part:
        part.write_text("after")
        raise KeyError
    with suppress(KeyError), placing_folder(tmp_path / "b") as part:
        (part / "x").write_text("after")
        raise KeyError
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "before"


def test_a_folder_takes_the_place_of_another_whole(tmp_path: Path) -> None:
    for number in (1, 2):
        with placing_folder(tmp_path / "deep" / "model", parents=True) as part:
            (part / "weights").mkdir()
            (part / "weights" / str(number)).write_text("x")
    assert names(tmp_path / "deep") == ["model"]
    assert names(tmp_path / "deep" / "model" / "weights") == ["2"]


def test_if_the_place_cannot_be_taken_the_former_folder_stands_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "mine").write_text("x")
    replace = os.replace
    calls: list[Path] = []

    def fails_the_second_time(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(5, "Input/output error")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fails_the_second_time)
    with pytest.raises(OutputError, match="Input/output error"), placing_folder(tmp_path / "model") as part:
        (part / "new").write_text("x")
    assert names(tmp_path) == ["model"]
    assert names(tmp_path / "model") == ["mine"]


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "theirs").write_text("theirs")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "theirs").write_text("theirs")
    (tmp_path / "out").symlink_to("theirs")
    (tmp_path / "model").symlink_to("folder")
    with placing_file(tmp_path / "out") as part:
        part.write_text("ours")
    with placing_folder(tmp_path / "model") as part:
        (part / "ours").write_text("ours")
    assert (tmp_path / "theirs").read_text() == "theirs"
    assert names(tmp_path / "folder") == ["theirs"]
    assert not (tmp_path / "out").is_symlink()
    assert names(tmp_path) == ["folder", "model", "out", "theirs"]


def test_the_temporary_file_is_made_exclusively(tmp_path: Path) -> None:
    with placing_file(tmp_path / "a") as part, placing_file(tmp_path / "b") as other:
        assert part != other
        assert stat.S_ISREG(part.lstat().st_mode)
        with pytest.raises(FileExistsError):
            os.open(part, os.O_CREAT | os.O_EXCL)


def test_what_libraries_write_for_the_owner_only_others_may_read(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with placed_folder(tmp_path / "model") as part:
            os.close(os.open(part / "weights", os.O_CREAT | os.O_WRONLY, 0o600))
        with placing_file(tmp_path / "file") as part:
            part.unlink()
            os.close(os.open(part, os.O_CREAT | os.O_WRONLY, 0o600))
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("model/weights", "file")]
    assert modes == [0o644, 0o644]


@pytest.mark.parametrize("name", ["a", "n" * 255, "ä" * 127])
def test_long_names_have_room(name: str, tmp_path: Path) -> None:
    with placing_file(tmp_path / name) as part:
        part.write_text("x")
    assert names(tmp_path) == [name]


def test_the_second_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    with alone(tmp_path / "out"):
        with pytest.raises(OutputError, match="out: another run is at work there"), placing_file(tmp_path / "out"):
            raise AssertionError
        with placing_file(tmp_path / "other") as part:
            part.write_text("x")
    assert names(tmp_path) == ["other"]
    with placing_file(tmp_path / "out") as part:
        part.write_text("x")


def test_never_two_at_once(tmp_path: Path) -> None:
    inside, most, refused = 0, 0, 0
    guard = threading.Lock()

    def work() -> None:
        nonlocal inside, most, refused
        for _ in range(200):
            try:
                with alone(tmp_path / "out"):
                    with guard:
                        inside += 1
                        most = max(most, inside)
                    with guard:
                        inside -= 1
            except OutputError:
                with guard:
                    refused += 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert most == 1
    assert refused < 800
    assert names(tmp_path) == []


_WAITS = """
import sys, time
from pathlib import Path
from pairwright.files.placing import placing_file
with placing_file(Path(sys.argv[1])) as part:
    part.write_text("half")
    print("in", flush=True)
    time.sleep(60)
"""


def test_a_killed_process_keeps_nobody_out_and_its_leavings_go(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _WAITS, str(tmp_path / "out")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(OutputError, match="another run"), placing_file(tmp_path / "out"):
            raise AssertionError
        process.send_signal(signal.SIGKILL)
        process.wait()
    (tmp_path / f".out.x.{'0' * 32}.part").write_text("another's")
    left = names(tmp_path)
    assert len(left) == 3
    with placing_file(tmp_path / "out") as part:
        part.write_text("whole")
    assert names(tmp_path) == [f".out.x.{'0' * 32}.part", "out"]
    assert (tmp_path / "out").read_text() == "whole"


def test_conversions_to_one_place_at_once(tmp_path: Path) -> None:
    """Each either writes all of its rows, or is refused; the file is whole at any time."""
    source = tmp_path / "in.jsonl"
    source.write_text(ROW * 20_000)
    said: list[str] = []

    def convert() -> None:
        try:
            done = pairwright.convert(source, tmp_path / "out.jsonl", layout="preference", overwrite=True)
            said.append(f"{done.file.rows}")
        except OutputError as error:
            said.append(str(error))

    threads = [threading.Thread(target=convert) for _ in range(4)]
    for each in threads:
        each.start()
    while any(each.is_alive() for each in threads):
        if (tmp_path / "out.jsonl").exists():
            assert (tmp_path / "out.jsonl").read_bytes().count(b"\n") == 20_000
        time.sleep(0.002)
    assert sum(each == "20000" for each in said) >= 1
    assert all(each == "20000" or "another run is at work there" in each for each in said)
    assert names(tmp_path) == ["in.jsonl", "out.jsonl"]


def test_as_an_arrow_folder_too(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(ROW)
    for overwrite in (False, True):
        pairwright.convert(source, tmp_path / "saved", layout="pairs", format="arrow", overwrite=overwrite)
    assert names(tmp_path) == ["in.jsonl", "saved"]
    assert names(tmp_path / "saved") == ["dataset_dict.json", "train"]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else's, with files that are called as ours are."""
    folder = tmp_path / "outside"
    folder.mkdir()
    for name in ("data-00000-of-00001.arrow", "run.json", "state.json", "dataset_info.json", "train.jsonl.json"):
        (folder / name).write_text("theirs")
    return folder


def require_untouched(outside: Path) -> None:
    assert len(names(outside)) == 5
    assert {each.read_text() for each in outside.iterdir()} == {"theirs"}


def linked(place: Path, outside: Path) -> None:
    """A link to the outside in the place of a folder."""
    shutil.rmtree(place, ignore_errors=True)
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(outside)


@pytest.mark.parametrize("what", ["train", ".unfinished", ".unfinished/shards", ".unfinished/records"])
def test_a_prepared_dataset_leads_no_command_out_of_it(what: str, tmp_path: Path, outside: Path) -> None:
    recipe = pairwright.load_recipe("arithmetic").with_rows(100).with_changes(format="arrow")
    data = tmp_path / "data"
    pairwright.write(recipe, data)
    linked(data / what, outside)
    with pytest.raises(OutputError, match="a link") as caught:
        pairwright.write(recipe, data, overwrite=True)
    assert "\n" not in str(caught.value)
    require_untouched(outside)
    # What is finished needs none of it but the shards.
    with suppress(OutputError):
        pairwright.write(recipe, data, resume=True)
    require_untouched(outside)


@pytest.mark.parametrize("what", [".unfinished/shards", ".unfinished/records", ".unfinished/parts"])
def test_a_prepared_run_leads_no_command_out_of_it(what: str, tmp_path: Path, outside: Path) -> None:
    recipe, data = pairwright.load_recipe("arithmetic").with_rows(100), tmp_path / "data"

    def stop(done: int, total: int) -> None:
        if done == total:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pairwright.write(recipe, data, shards=5, progress=stop)
    linked(data / what, outside)
    for options in ({"resume": True}, {"overwrite": True}):
        with pytest.raises(OutputError, match="a link stands"):
            pairwright.write(recipe, data, shards=5, **options)  # type: ignore[arg-type]
        require_untouched(outside)


def test_a_generation_keeps_a_second_one_out(tmp_path: Path) -> None:
    recipe = pairwright.load_recipe("arithmetic").with_rows(100)
    refused: list[str] = []

    def again(done: int, total: int) -> None:
        for options in ({}, {"overwrite": True}, {"resume": True}):
            try:
                pairwright.write(recipe, tmp_path / "data", **options)  # type: ignore[arg-type]
            except OutputError as error:
                refused.append(str(error))

    pairwright.write(recipe, tmp_path / "data", progress=again)
    assert len(refused) >= 3
    assert all("another run is at work there" in each for each in refused)
    assert pairwright.check(tmp_path / "data").whole
