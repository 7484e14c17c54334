"""`pairwright check`: whatever is planted in a dataset or in its manifest is found, and named."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

import pairwright
from pairwright.errors import OutputError, RecipeError

if TYPE_CHECKING:
    from tests.e2e.conftest import Command, Snapshot

FORMATS = ("jsonl", "json", "parquet")
SHARDS = 5
PLACES = (0, 2, 4)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A dataset of five training shards in each format."""
    root = tmp_path_factory.mktemp("whole")
    for name in FORMATS:
        recipe = pairwright.load_recipe("arithmetic").with_rows(500).with_changes(format=name)
        pairwright.write(recipe, root / name, shards=SHARDS)
    return {name: root / name for name in FORMATS}


@pytest.fixture(params=FORMATS)
def data(request: pytest.FixtureRequest, whole: dict[str, Path], tmp_path: Path) -> Path:
    """A copy in each format."""
    found: Path = shutil.copytree(whole[request.param], tmp_path / "data")
    return found


@pytest.fixture
def lines(whole: dict[str, Path], tmp_path: Path) -> Path:
    """A copy as JSON Lines."""
    found: Path = shutil.copytree(whole["jsonl"], tmp_path / "data")
    return found


def shard(folder: Path, number: int) -> Path:
    """A training shard by its number."""
    return sorted(folder.glob("train-*"))[number]


def problems(folder: Path, **options: Any) -> list[str]:
    return pairwright.check(folder, **options).problems


def changed(folder: Path, change: Callable[[dict[str, Any]], object], *, seal: bool = True) -> None:
    """Edit the manifest, as somebody would who knows of its seal."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    if seal:
        manifest.pop("seal", None)
        text = json.dumps(manifest, sort_keys=True, separators=(",", ":"))
        manifest["seal"] = hashlib.sha256(text.encode()).hexdigest()
    path.write_text(json.dumps(manifest), encoding="utf-8")


def test_what_is_whole_is_called_so(data: Path, command: Command, snapshot: Callable[[Path], Snapshot]) -> None:
    before = snapshot(data)
    found = pairwright.check(data, remake="all")
    assert (found.whole, found.problems, found.notes) == (True, [], [])
    assert len(found.remade) == found.files == SHARDS + 3
    assert found.rows == pairwright.check(f"{data}/").rows == 500 + 398 + 400 + 400
    assert command.ok("check", data) == f"{data}: whole (8 files, 1,698 rows)\n"
    assert snapshot(data) == before


def _cut(path: Path) -> str:
    path.write_bytes(path.read_bytes()[:-7])
    return "cut short"


def _emptied(path: Path) -> str:
    path.write_bytes(b"")
    return "cut short"


def _lengthened(path: Path) -> str:
    path.write_bytes(path.read_bytes() + b"\n")
    return "of another content"


def _removed(path: Path) -> str:
    path.unlink()
    return "missing"


def _flipped(at: float) -> Callable[[Path], str]:
    def flip(path: Path) -> str:
        content = bytearray(path.read_bytes())
        content[int(at * (len(content) - 1))] ^= 0x20
        path.write_bytes(content)
        return "damaged, its checksum differs"

    return flip


DAMAGES: dict[str, Callable[[Path], str]] = {
    "cut": _cut,
    "emptied": _emptied,
    "lengthened": _lengthened,
    "removed": _removed,
    "flipped at the start": _flipped(0),
    "flipped in the middle": _flipped(0.5),
    "flipped at the end": _flipped(1),
}


@pytest.mark.parametrize("number", PLACES)
@pytest.mark.parametrize("damage", DAMAGES)
def test_one_damaged_shard_is_found_and_named(damage: str, number: int, data: Path) -> None:
    path = shard(data, number)
    said = DAMAGES[damage](path)
    (problem,) = problems(data)
    assert problem.startswith(f"{path.name}: ")
    assert said in problem


@pytest.mark.parametrize("numbers", [(0, 1), (2, 3), (0, 4)])
def test_swapped_shards_are_found_and_named(numbers: tuple[int, int], data: Path) -> None:
    one, other = (shard(data, number) for number in numbers)
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert problems(data) == [
        f"{one.name}: holds what belongs in {other.name}",
        f"{other.name}: holds what belongs in {one.name}",
    ]


@pytest.mark.parametrize("name", ["train-00005-of-00006.jsonl", "extra.parquet", "train.jsonl", "below/more.jsonl"])
def test_an_extra_file_is_found_and_named(name: str, data: Path) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / name).write_bytes(b"{}\n")
    assert problems(data) == [f"{name}: not in the manifest"]


def test_all_damages_together_are_all_found(data: Path, command: Command) -> None:
    paths = [shard(data, number) for number in range(SHARDS)]
    _cut(paths[0])
    _flipped(0.5)(paths[1])
    _removed(paths[2])
    one, other = paths[3].read_bytes(), paths[4].read_bytes()
    paths[3].write_bytes(other)
    paths[4].write_bytes(one)
    (data / "extra.jsonl").write_bytes(b"{}\n")
    done = command("check", data, "--json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert found["whole"] is False
    said = dict(problem.split(": ", 1) for problem in found["problems"])
    assert list(said) == [*(path.name for path in paths), "extra.jsonl"]
    shown = command("check", data)
    assert shown.returncode == 1
    assert shown.stdout.splitlines() == [*found["problems"], f"{data}: problems: 6 (8 files, 1,698 rows)"]


def files(manifest: dict[str, Any], split: str = "train") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = manifest["splits"][split]["files"]
    return found


EDITS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "rows of a shard": (lambda m: files(m)[1].update(rows=99), "train-00001-of-00005.jsonl: 99 rows"),
    "bytes of a shard": (lambda m: files(m)[1].update(bytes=99), "train-00001-of-00005.jsonl: "),
    "checksum": (lambda m: files(m)[4].update(sha256="0" * 64), "train-00004-of-00005.jsonl: damaged"),
    "checksum as capitals": (lambda m: files(m)[0].update(sha256="A" * 64), "train-00000-of-00005.jsonl: damaged"),
    "first shard off the list": (lambda m: files(m).pop(0), "train-00000-of-00005.jsonl: missing from the manifest"),
    "last shard off the list": (lambda m: files(m).pop(), "train-00004-of-00005.jsonl: missing from the manifest"),
    "no shard on the list": (lambda m: files(m).clear(), "train-00000-of-00005.jsonl: not in the manifest"),
    "shards out of order": (lambda m: files(m).reverse(), "split train: its shards are not in order"),
    "a shard twice": (lambda m: files(m).append(files(m)[0]), "split train: its shards are not in order"),
    "a shard in another split": (
        lambda m: files(m, "test").append(files(m).pop(2)),
        "train-00002-of-00005.jsonl",
    ),
    "a shard that is none": (
        lambda m: files(m).append({**files(m)[0], "path": "more.jsonl"}),
        "more.jsonl: the recipe makes no such shard",
    ),
    "split removed": (lambda m: m["splits"].pop("test"), "split test: missing"),
    "split added": (lambda m: m["splits"].update(new=m["splits"]["test"]), "split new: not in the recipe"),
    "rows of a split": (lambda m: m["splits"]["test"].update(rows=5), "split test: 5 rows, the recipe makes 398"),
    "rows in all": (lambda m: m.update(rows=7), "manifest.json: 7 rows, the recipe makes 1,698"),
    "no rows in all": (lambda m: m.pop("rows"), "manifest.json: None rows"),
    "fingerprint": (lambda m: m.update(fingerprint="0" * 16), "manifest.json: fingerprint 0000000000000000"),
    "seed": (lambda m: m.update(seed=43), "manifest.json: seed 43, but its recipe's is 42"),
    "seed of the recipe": (lambda m: m["recipe"].update(seed=43), "manifest.json: fingerprint"),
    "rows of the recipe": (lambda m: m["recipe"]["splits"]["train"].update(rows=501), "split train: 500 rows"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_manifest_is_found(edit: str, lines: Path) -> None:
    change, said = EDITS[edit]
    changed(lines, change)
    found = problems(lines)
    assert any(problem.startswith(said) for problem in found), found


def test_a_shard_that_is_gone_from_folder_and_manifest_is_missed(data: Path) -> None:
    for number in (4, 2, 0):
        path = shard(data, number)
        path.unlink()
        changed(data, lambda manifest, number=number: files(manifest).pop(number))  # type: ignore[misc]
    endings = [problem.split(": ")[1] for problem in problems(data)]
    assert endings == ["missing from the manifest"] * 3


BROKEN: list[Callable[[dict[str, Any]], object]] = [
    lambda m: m.clear(),
    lambda m: m.update(splits=5),
    lambda m: m.update(splits=[]),
    lambda m: m.update(recipe=None),
    lambda m: m["recipe"].update(sede=5),
    lambda m: m["splits"].update(train=None),
    lambda m: m["splits"]["train"].pop("files"),
    lambda m: m["splits"]["train"]["files"].append(5),
    lambda m: files(m)[0].pop("sha256"),
    lambda m: files(m)[0].update(more=1),
    lambda m: files(m)[0].update(rows="100"),
    lambda m: files(m)[0].update(bytes=None),
    lambda m: files(m)[0].update(sha256=["x"]),
    lambda m: files(m)[0].update(path=7),
    lambda m: files(m)[0].update(path="../outside"),
    lambda m: files(m)[0].update(path="/etc/passwd"),
    lambda m: files(m)[0].update(path=".unfinished/run.json"),
    lambda m: files(m)[0].update(path="README.md"),
    lambda m: files(m)[0].update(path="manifest.json"),
    lambda m: files(m)[0].update(path="a\x00b"),
    lambda m: files(m)[0].update(path="a\nb"),
]


@pytest.mark.parametrize("number", range(len(BROKEN)))
def test_what_is_no_manifest_of_ours_is_told_in_one_line(number: int, lines: Path) -> None:
    changed(lines, BROKEN[number])
    with pytest.raises(OutputError, match=r"manifest\.json: not a manifest of this version") as caught:
        pairwright.check(lines)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_is_told_in_one_line(text: bytes, lines: Path, command: Command) -> None:
    (lines / "manifest.json").write_bytes(text)
    done = command("check", lines)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"{lines}/manifest.json: not a manifest of this version" in done.stderr


def test_where_there_is_no_dataset(lines: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    asked = [tmp_path / "empty", tmp_path / "nowhere", lines / "manifest.json", ""]
    for done in command.many(["check", each] for each in asked):
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done


def forged(folder: Path, number: int) -> str:
    """Change one number in one row, and write the manifest's checksum of it anew."""
    path = shard(folder, number)
    if path.suffix == ".parquet":
        column = pl.col("positive")
        frame = pl.read_parquet(path).with_row_index("i")
        changed_row = pl.when(pl.col("i") == 3).then(column.str.replace(r"(\d)", "${1}7")).otherwise(column)
        frame.with_columns(changed_row.alias("positive")).drop("i").write_parquet(path)
    else:
        text = path.read_text(encoding="utf-8").split("\n")
        text[3] = re.sub(r"(\d)", r"\g<1>7", text[3], count=1)
        path.write_text("\n".join(text), encoding="utf-8")
    content = path.read_bytes()
    seal = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    changed(folder, lambda manifest: files(manifest)[number].update(seal))
    return path.name


@pytest.mark.parametrize("number", PLACES)
def test_a_consistent_forgery_is_found_by_making_the_shard_again(number: int, data: Path) -> None:
    name = forged(data, number)
    assert problems(data) == []
    said = [f"{name}: made again from the recipe it differs"]
    asked: list[list[int | str] | str | int] = [number, [number], str(number), name, [name, number], "all", [1, "all"]]
    for remake in asked:
        found = pairwright.check(data, remake=remake)
        assert found.problems == said
        assert name in found.remade
    assert problems(data, remake=[1, 3, "test.*".replace("*", data.glob("test.*").__next__().suffix[1:])]) == []


def test_the_option_to_make_again(lines: Path, command: Command) -> None:
    name = forged(lines, 2)
    runs = [["check", lines, "--remake", each] for each in ("1", "2", name, "all")]
    codes = [(done.returncode, done.stdout) for done in command.many(runs)]
    assert [code for code, _ in codes] == [0, 1, 1, 1]
    assert all(f"{name}: made again from the recipe it differs\n" in said for _, said in codes[1:])
    several = json.loads(command.ok("check", lines, "--remake", "0", "--remake", "test.jsonl", "--json"))
    assert several["remade"] == ["train-00000-of-00005.jsonl", "test.jsonl"]


@pytest.mark.parametrize("remake", ["8", "99999999999999999999", "-1", "train", "trian-00000-of-00005.jsonl", "", "²"])
def test_a_shard_that_is_not_there_cannot_be_made_again(remake: str, lines: Path, command: Command) -> None:
    with pytest.raises(RecipeError, match="remake"):
        pairwright.check(lines, remake=[remake])
    done = command("check", lines, f"--remake={remake}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


UNSEALED: dict[str, Callable[[dict[str, Any]], object]] = {
    "counts": lambda m: m["splits"]["train"]["counts"]["+"].update({"a+b": 7}),
    "mistakes": lambda m: m["splits"]["train"].update(mistakes={"off_by_one": 3}),
    "certified": lambda m: m.update(certified=False),
    "families": lambda m: m["splits"]["test"].update(families=1),
    "shared families": lambda m: m["splits"]["test"].update(families_shared_with_train=5),
    "something new": lambda m: m.update(approved=True),
    "the card's checksum": lambda m: m["beside"].update({"README.md": "0" * 64}),
    "nothing beside": lambda m: m.pop("beside"),
}


@pytest.mark.parametrize("edit", UNSEALED)
def test_whatever_the_manifest_says_is_sealed(edit: str, lines: Path) -> None:
    changed(lines, UNSEALED[edit], seal=False)
    assert any(problem.startswith("manifest.json: edited since it was written") for problem in problems(lines))


def test_a_manifest_without_its_seal_is_told(lines: Path) -> None:
    changed(lines, lambda manifest: manifest.pop("seal"), seal=False)
    assert problems(lines) == ["manifest.json: has no seal, so edits of it could not be told; make the data again"]


def test_another_indentation_is_no_edit(lines: Path) -> None:
    changed(lines, lambda manifest: None, seal=False)
    assert problems(lines) == []


def test_what_git_and_the_hub_put_beside_the_data_does_not_matter(lines: Path) -> None:
    for name in (".gitattributes", ".git/config", ".cache/huggingface/x.lock", ".DS_Store"):
        (lines / name).parent.mkdir(parents=True, exist_ok=True)
        (lines / name).write_text("x", encoding="utf-8")
    assert problems(lines) == []


def test_an_edited_card_is_told(lines: Path) -> None:
    (lines / "README.md").write_text("My own words.", encoding="utf-8")
    assert problems(lines) == ["README.md: edited since it was written; restore it, or make the data again"]
    (lines / "README.md").unlink()
    assert problems(lines) == ["README.md: missing; make the data again"]


@pytest.mark.parametrize("name", [".hidden.jsonl", ".secret/x", "below/.env", ".gitattributes.jsonl"])
def test_hidden_files_are_told(name: str, lines: Path) -> None:
    (lines / name).parent.mkdir(exist_ok=True)
    (lines / name).write_text("x", encoding="utf-8")
    assert problems(lines) == [f"{name}: not in the manifest"]


def test_names_that_would_reach_the_terminal_are_escaped(lines: Path) -> None:
    (lines / "a\x1b[31m\nb").write_text("x", encoding="utf-8")
    assert problems(lines) == ["'a\\x1b[31m\\nb': not in the manifest"]


def test_links_that_nobody_named_are_told(lines: Path, tmp_path: Path) -> None:
    (lines / "dangling").symlink_to("nowhere")
    (lines / "folder").symlink_to(tmp_path)
    assert problems(lines) == ["dangling: not in the manifest", "folder: not in the manifest"]


@pytest.mark.parametrize("name", ["train-00001-of-00005.jsonl", "README.md"])
def test_a_linked_file_is_none_of_the_datasets_own(name: str, lines: Path, tmp_path: Path) -> None:
    (lines / name).rename(tmp_path / "moved")
    (lines / name).symlink_to(tmp_path / "moved")
    assert problems(lines) == [f"{name}: a link, where a file of its own belongs"]


def test_a_linked_manifest_is_not_followed(lines: Path, tmp_path: Path, command: Command) -> None:
    (lines / "manifest.json").rename(tmp_path / "moved")
    (lines / "manifest.json").symlink_to(tmp_path / "moved")
    done = command("check", lines)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "manifest.json is a link" in done.stderr


def test_shards_behind_a_linked_folder_are_none_of_the_datasets_own(tmp_path: Path) -> None:
    recipe = pairwright.load_recipe("arithmetic").with_rows(100).with_changes(format="arrow")
    pairwright.write(recipe, tmp_path / "data")
    (tmp_path / "data" / "train").rename(tmp_path / "moved")
    (tmp_path / "data" / "train").symlink_to(tmp_path / "moved")
    assert "train/data-00000-of-00001.arrow: behind a link, where a file of its own belongs" in problems(
        tmp_path / "data"
    )


@pytest.mark.parametrize("name", ["train-00001-of-00005.jsonl", "README.md", "manifest.json"])
def test_a_pipe_keeps_nobody_waiting(name: str, lines: Path, command: Command) -> None:
    (lines / name).unlink()
    os.mkfifo(lines / name)
    done = command("check", lines)
    assert done.returncode == (2 if name == "manifest.json" else 1)
    assert "a pipe" in done.stdout + done.stderr


def test_a_shard_of_a_thousand_million_ends(lines: Path) -> None:
    def one_of_many(manifest: dict[str, Any]) -> None:
        for file in files(manifest):
            file["path"] = file["path"].replace("-of-00005", "-of-999999999")
        manifest["recipe"]["splits"]["train"]["rows"] = 10**10

    changed(lines, one_of_many)
    started = time.perf_counter()
    found = problems(lines)
    assert time.perf_counter() - started < 20
    assert "split train: its files are called shards of 999,999,999, but the manifest names 5" in found


def test_quickly_only_sizes_and_a_few_shards(command: Command, tmp_path: Path) -> None:
    many = tmp_path / "many"
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(500), many, shards=40)
    found = pairwright.check(many, quick=True)
    assert (found.whole, found.files, found.unread) == (True, 43, 37)
    paths = [shard(many, number) for number in (0, 1, 16, 20, 33)]
    for path in paths:
        _flipped(0.5)(path)
    assert [problem.split(":")[0] for problem in problems(many, quick=True)] == [paths[0].name, paths[2].name]
    _cut(paths[1])
    paths[3].unlink()
    said = {problem.split(": ")[0]: problem.split(": ")[1].split(",")[0] for problem in problems(many, quick=True)}
    assert (said[paths[1].name], said[paths[3].name]) == ("cut short", "missing")
    done = command("check", many, "--quick")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (
        1,
        f"{many}: problems: 4 (43 files, 37 of them by their size only, 1,698 rows)",
    )


def test_a_link_that_leads_nowhere_is_missing(lines: Path) -> None:
    shard(lines, 1).unlink()
    (lines / "train-00001-of-00005.jsonl").symlink_to(lines / "gone")
    assert problems(lines) == ["train-00001-of-00005.jsonl: missing"]


def test_what_cannot_be_proved_is_noted(lines: Path) -> None:
    changed(lines, lambda manifest: manifest.update(pairwright="0.0.1", certified=False))
    found = pairwright.check(lines)
    assert found.whole
    assert found.notes[0].startswith("made with Pairwright 0.0.1, checked with ")
    assert found.notes[1] == "not certified when it was made"


def test_a_dataset_that_is_being_overwritten_is_still_whole(lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def ends(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pairwright.stores.base.Store.ready", ends)
    with pytest.raises(KeyboardInterrupt):
        pairwright.write("arithmetic", lines, shards=SHARDS, overwrite=True)
    found = pairwright.check(lines)
    assert (found.whole, found.rows) == (True, 1698)
    assert found.notes == ["an unfinished run stands there too; go on with generate --resume"]
