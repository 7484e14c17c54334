"""--resume: it goes on with the same dataset and with nothing else, and trusts no file that it has not proved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import pairwright
from pairwright.dataset_folder.shard_maker import ShardMaker
from pairwright.dataset_folder.shards import Shard
from pairwright.errors import OutputError

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Snapshot

ROWS, SHARDS = 600, 4
NAMES = [f"train-{number:05d}-of-{SHARDS:05d}.jsonl" for number in range(SHARDS)]
RECIPE = pairwright.load_recipe("arithmetic").with_rows(ROWS)
SAME = ("generate", "--rows", ROWS, "--resume", "--out")


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A whole dataset of four shards."""
    folder = tmp_path_factory.mktemp("finished") / "data"
    pairwright.write(RECIPE, folder, shards=SHARDS)
    return folder


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that ended at its last training shard: three are whole."""
    folder, make = tmp_path_factory.mktemp("stopped") / "data", ShardMaker.make

    def broken(self: ShardMaker, shard: Shard, told: Callable[[int], None]) -> dict[str, Any]:
        if shard.file not in NAMES[:3]:
            raise KeyboardInterrupt
        return make(self, shard, told)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ShardMaker, "make", broken)
        with pytest.raises(KeyboardInterrupt):
            pairwright.write(RECIPE, folder, shards=SHARDS, workers=1)
    assert sorted(path.stem for path in (folder / ".unfinished" / "records").iterdir()) == NAMES[:3]
    return folder


@pytest.fixture(params=["finished", "stopped"])
def begun(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of either."""
    found: Path = shutil.copytree(request.getfixturevalue(request.param), tmp_path / "data")
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the shards that are made."""
    found: list[str] = []
    make = ShardMaker.make

    def watched(self: ShardMaker, shard: Shard, told: Callable[[int], None]) -> dict[str, Any]:
        found.append(shard.file)
        return make(self, shard, told)

    monkeypatch.setattr(ShardMaker, "make", watched)
    return found


def goes_on(folder: Path) -> pairwright.Summary:
    return pairwright.write(RECIPE, folder, resume=True)


def edited(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **changes}), encoding="utf-8")


def test_another_dataset_is_refused_and_nothing_is_changed(
    begun: Path, command: Command, snapshot: Callable[[Path], Snapshot]
) -> None:
    before = snapshot(begun)
    others = {
        "fingerprint": [
            ["generate", "equations", "--rows", ROWS],
            ["generate", "--rows", ROWS + 1],
            ["generate", "--rows", ROWS, "--layout", "preference"],
            ["generate", "--rows", ROWS, "--format", "parquet"],
        ],
        "seed 42, not 7": [["generate", "--rows", ROWS, "--seed", 7]],
        "certified True, not False": [["generate", "--rows", ROWS, "--no-certify"]],
        "metadata False, not True": [["generate", "--rows", ROWS, "--metadata"]],
        "shards {'train': 4": [
            ["generate", "--rows", ROWS, "--shards", 5],
            ["generate", "--rows", ROWS, "--shards", 1],
        ],
    }
    asked = [(said, run) for said, runs in others.items() for run in runs]
    for (said, _), done in zip(
        asked, command.many([*run, "--resume", "--out", begun] for _, run in asked), strict=True
    ):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done
        assert f"{begun}: holds " in done.stderr
        assert said in done.stderr
        assert "go on with the same, or begin anew with --overwrite" in done.stderr
    assert snapshot(begun) == before


def test_another_version_is_refused(begun: Path, snapshot: Callable[[Path], Snapshot]) -> None:
    is_finished = (begun / "manifest.json").exists()
    edited(begun / ("manifest.json" if is_finished else ".unfinished/run.json"), pairwright="0.0.1")
    before = snapshot(begun)
    with pytest.raises(OutputError, match=r"with pairwright 0\.0\.1, not "):
        goes_on(begun)
    assert snapshot(begun) == before


def test_without_resume_an_unfinished_dataset_is_not_touched(
    stopped: Path, command: Command, snapshot: Callable[[Path], Snapshot]
) -> None:
    before = snapshot(stopped)
    generated, checked = command.many(
        [["generate", "--rows", ROWS, "--shards", SHARDS, "--out", stopped], ["check", stopped]]
    )
    assert "holds an unfinished dataset; go on with --resume, or begin anew with --overwrite" in generated.stderr
    assert "is unfinished; go on with generate --resume" in checked.stderr
    assert [generated.returncode, checked.returncode] == [2, 2]
    assert snapshot(stopped) == before


def test_overwriting_begins_anew(
    begun: Path, finished: Path, made: list[str], snapshot: Callable[[Path], Snapshot]
) -> None:
    pairwright.write(RECIPE, begun, shards=SHARDS, overwrite=True)
    assert len(made) == SHARDS + 3
    assert snapshot(begun) == snapshot(finished)


def test_what_is_whole_is_kept(
    stopped: Path, finished: Path, made: list[str], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    summary = goes_on(folder)
    assert sorted(made) == sorted([NAMES[3], "test.jsonl", "test_familiar.jsonl", "test_beyond.jsonl"])
    assert snapshot(folder) == snapshot(finished)
    assert summary.rows == pairwright.check(folder).rows
    # Once more: nothing is left to do, and the summary is that of the run.
    again = goes_on(folder)
    assert len(made) == 4
    assert (again.splits, again.rows, again.fingerprint) == (summary.splits, summary.rows, summary.fingerprint)


@pytest.mark.parametrize("kind", ["missing", "empty", "empty .unfinished"])
def test_where_nothing_is_begun_it_begins(
    kind: str, finished: Path, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = tmp_path / "not" / "yet"
    if kind != "missing":
        (folder / ".unfinished" if "." in kind else folder).mkdir(parents=True)
    pairwright.write(RECIPE, folder, shards=SHARDS, resume=True)
    assert snapshot(folder) == snapshot(finished)


def test_a_folder_with_something_else_is_refused(command: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = command(*SAME, tmp_path)
    assert (done.returncode, "not empty" in done.stderr) == (2, True)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "flipped": lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
    "swapped": lambda path: shutil.copy(path.with_name(NAMES[2]), path),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_shard_that_is_damaged_is_made_again(
    damage: str, begun: Path, finished: Path, made: list[str], snapshot: Callable[[Path], Snapshot]
) -> None:
    waiting = begun / ".unfinished" / "shards"
    DAMAGES[damage]((waiting if waiting.exists() else begun) / NAMES[1])
    was_finished = not waiting.exists()
    goes_on(begun)
    assert NAMES[1] in made
    assert len(made) == (1 if was_finished else 5)
    assert snapshot(begun) == snapshot(finished)


def test_all_shards_of_a_finished_dataset_may_be_missing(
    finished: Path, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    for name in ("manifest.json", "README.md"):
        shutil.copy(finished / name, tmp_path / "data")
    command.ok(*SAME, tmp_path / "data", "--quiet")
    assert snapshot(tmp_path / "data") == snapshot(finished)


def test_a_manifest_that_says_otherwise_is_not_believed(
    finished: Path, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = shutil.copytree(finished, tmp_path / "data")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["splits"]["train"]["files"][1]["sha256"] = "0" * 64
    edited(folder / "manifest.json", splits=manifest["splits"])
    before = snapshot(folder)
    with pytest.raises(OutputError, match=f"{NAMES[1]} made again differs from what the manifest says"):
        goes_on(folder)
    assert snapshot(folder) == before


RUNS = ["", "{", "[]", "null", "5", '"x"', "[" * 100_000, "\x00", '{"shards": 5}', '{"seed": {"a": [1, 2]}}']


@pytest.mark.parametrize("text", RUNS)
def test_a_run_that_cannot_be_read_is_refused(
    text: str, stopped: Path, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    (folder / ".unfinished" / "run.json").write_text(text, encoding="utf-8")
    before = snapshot(folder)
    with pytest.raises(OutputError, match="begin anew with --overwrite") as caught:
        goes_on(folder)
    assert "\n" not in str(caught.value)
    assert snapshot(folder) == before
    with pytest.raises(OutputError, match="unfinished"):
        pairwright.check(folder)


@pytest.mark.parametrize("count", [0, -1, 10**15, 1.5, "4", None, [4]])
def test_a_run_with_an_odd_number_of_shards_is_refused(count: object, stopped: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    counts = json.loads((folder / ".unfinished" / "run.json").read_text(encoding="utf-8"))["shards"]
    edited(folder / ".unfinished" / "run.json", shards={**counts, "train": count})
    with pytest.raises(OutputError, match="unfinished dataset with shards"):
        goes_on(folder)


def _a_folder(record: Path) -> None:
    record.unlink()
    record.mkdir()


def _a_link_to_nowhere(record: Path) -> None:
    record.unlink()
    record.symlink_to("nowhere")


def _record_of_another(record: Path) -> None:
    shutil.copy(record.with_name(f"{NAMES[2]}.json"), record)


def _counted_otherwise(record: Path) -> None:
    content = json.loads(record.read_text(encoding="utf-8"))
    content["record"]["counted"]["views"] = []
    record.write_text(json.dumps(content), encoding="utf-8")


def _of_a_file_outside(record: Path) -> None:
    content = json.loads(record.read_text(encoding="utf-8"))
    content["record"]["file"]["path"] = "../../../outside"
    record.write_text(json.dumps(content), encoding="utf-8")


RECORDS: dict[str, Callable[[Path], object]] = {
    **{repr(text[:20]): lambda path, text=text: path.write_text(text, encoding="utf-8") for text in RUNS},  # type: ignore[misc]
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "binary": lambda path: path.write_bytes(bytes(range(256))),
    "a folder": _a_folder,
    "a link to nowhere": _a_link_to_nowhere,
    "of another shard": _record_of_another,
    "counted otherwise": _counted_otherwise,
    "of a file outside": _of_a_file_outside,
    "hostile name": lambda path: shutil.copy(path, path.with_name("..\\x.json")),
}


@pytest.mark.parametrize("what", RECORDS)
def test_a_record_that_is_not_as_it_was_written_counts_for_nothing(
    what: str, stopped: Path, finished: Path, made: list[str], snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    RECORDS[what](folder / ".unfinished" / "records" / f"{NAMES[1]}.json")
    if what == "a folder":
        # What cannot be replaced is told; nothing is lost.
        with pytest.raises(OutputError, match="cannot be written"):
            goes_on(folder)
        return
    goes_on(folder)
    assert (NAMES[1] in made) == (what != "hostile name")
    assert snapshot(folder) == snapshot(finished)


@pytest.mark.parametrize("former", ["", "{}", '["../outside.txt", "/etc/x", 5, ".unfinished/run.json", "kept/../a"]'])
def test_a_list_of_former_files_reaches_nothing_outside(
    former: str, stopped: Path, finished: Path, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    (tmp_path / "outside.txt").write_text("mine", encoding="utf-8")
    (folder / ".unfinished" / "former.json").write_text(former, encoding="utf-8")
    goes_on(folder)
    assert (tmp_path / "outside.txt").read_text(encoding="utf-8") == "mine"
    assert snapshot(folder) == snapshot(finished)


def test_two_runs_at_once(
    finished: Path, command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path
) -> None:
    """One of them makes the dataset; the other is refused, or finds it made."""
    folder = tmp_path / "data"
    asked = (*SAME, folder, "--shards", SHARDS, "--quiet")
    both = [command.start(*asked), command.start(*asked)]
    ends = [(process.communicate(timeout=60), process.returncode) for process in both]
    assert sorted(code for _, code in ends) in ([0, 0], [0, 2]), ends
    for (said, complained), code in ends:
        assert said == ""
        assert code == 0 or "another run is at work there" in complained
    assert snapshot(folder) == snapshot(finished)


@pytest.mark.parametrize("how", ["dot", "link"])
def test_the_same_folder_by_another_name(
    how: str, stopped: Path, finished: Path, snapshot: Callable[[Path], Snapshot], command: Command, tmp_path: Path
) -> None:
    folder = shutil.copytree(stopped, tmp_path / "data")
    (tmp_path / "link").symlink_to(folder)
    command.ok(*SAME, "." if how == "dot" else tmp_path / "link", "--quiet", cwd=folder)
    assert snapshot(folder) == snapshot(finished)


def test_an_empty_name_is_refused(command: Command, snapshot: Callable[[Path], Snapshot], tmp_path: Path) -> None:
    done = command("generate", "--rows", 10, "--out", "", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "pairwright: out: an empty name; give a folder or a URL\n")
    assert snapshot(tmp_path) == {}
