"""`push` against a Hub on loopback: what arrives, in which order, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.hub.conftest import Done
from tests.hub.stub import TOKEN, Hub

import pairwright
from pairwright.errors import PushError
from pairwright.hub import uploading

REPO = "me/numbers"
Command = Callable[..., Done]


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_byte_arrives_in_one_commit(hub: Hub, sharded: Path) -> None:
    pushed = pairwright.push(sharded, REPO)
    assert hub.files() == files_of(sharded)
    assert len(hub.files()) == 4 + 3 + 2
    first, commit = hub.repository().branches["main"]
    assert set(first.files) == {".gitattributes"}
    assert commit.added[-1] == "manifest.json"
    assert (pushed.repo, pushed.revision, pushed.commit) == (REPO, None, commit.oid)
    assert pushed.url == f"{hub.endpoint}/datasets/{REPO}/commit/{commit.oid}"
    assert pushed.files == {name: len(content) for name, content in hub.files().items()}
    assert pushed.bytes == sum(map(len, hub.files().values()))
    fingerprint = json.loads(hub.files()["manifest.json"])["fingerprint"]
    assert commit.message == f"Upload arithmetic ({fingerprint}) with Pairwright {pairwright.__version__}"


@pytest.mark.parametrize(("large", "part"), [(0, 1 << 40), (1, 10_000), (1 << 40, 1 << 40)])
def test_small_files_large_ones_and_parts_alike(hub: Hub, sharded: Path, large: int, part: int) -> None:
    hub.large, hub.part = large, part
    pairwright.push(sharded, REPO)
    assert hub.files() == files_of(sharded)
    assert len(hub.stored) == (0 if large > part or large == 1 << 40 else len(files_of(sharded)))
    assert bool(hub.parts) == (part == 10_000)


def test_nothing_is_visible_before_all_of_it_is_stored(hub: Hub, sharded: Path) -> None:
    hub.large = 1
    pairwright.push(sharded, REPO)
    asked = [f"{each.method} {each.path}" for each in hub.requests]
    commits = [number for number, each in enumerate(asked) if "/commit/" in each]
    stored = [number for number, each in enumerate(asked) if each.startswith("PUT /store/")]
    assert commits == [len(asked) - 1]
    assert len(stored) == len(files_of(sharded))


_LOAD = """
import datasets, json
found = datasets.load_dataset("me/numbers")
print(json.dumps([{name: split.num_rows for name, split in found.items()}, found["train"]["positive"][:]]))
"""


def test_datasets_reads_it_from_there(hub: Hub, sharded: Path) -> None:
    pairwright.push(sharded, REPO, private=True)
    # In a process of its own: `datasets` takes the Hub's address when it is imported.
    done = subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True, timeout=100)
    rows, chosen = json.loads(done.stdout.splitlines()[-1])
    splits = json.loads(hub.files()["manifest.json"])["splits"]
    assert rows == {name: split["rows"] for name, split in splits.items()}
    shards = [(sharded / file["path"]).read_text("utf-8") for file in splits["train"]["files"]]
    assert chosen == [json.loads(line)["positive"] for shard in shards for line in shard.splitlines()]


def test_stray_files_stay_here(hub: Hub, folder: Path) -> None:
    expected = files_of(folder)
    for name in ("notes.txt", ".env", "train-00009-of-00009.jsonl", ".unfinished/run.json", "cache/x.bin"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("not for the world")
    pairwright.push(folder, REPO)
    assert hub.files() == expected


def test_arrow_folders_take_their_small_files_along(hub: Hub, sharded: Path, tmp_path: Path) -> None:
    recipe = pairwright.load_recipe("arithmetic").with_rows(1200).with_changes(format="arrow")
    pairwright.write(recipe, tmp_path / "arrow", shards=2)
    (tmp_path / "arrow" / "train" / "other.json").write_text("{}")
    pairwright.push(tmp_path / "arrow", REPO)
    there = hub.files()
    assert there == {name: raw for name, raw in files_of(tmp_path / "arrow").items() if name != "train/other.json"}
    assert {"dataset_dict.json", "train/state.json", "test/dataset_info.json"} <= set(there)
    removed = pairwright.push(sharded, REPO).removed
    assert {"dataset_dict.json", "train/state.json", "train/data-00001-of-00002.arrow"} <= set(removed)
    assert hub.files() == files_of(sharded)
    (tmp_path / "arrow" / "train" / "state.json").unlink()
    with pytest.raises(PushError, match=r"state.json: missing"):
        pairwright.push(tmp_path / "arrow", REPO)


def test_a_new_dataset_takes_the_place_of_the_old(hub: Hub, sharded: Path, tmp_path: Path) -> None:
    hub.made(files={"LICENSE": b"mine"})
    pairwright.push(sharded, REPO)
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(1300), tmp_path / "new", shards=2)
    pushed = pairwright.push(tmp_path / "new", REPO)
    assert hub.files() == {"LICENSE": b"mine", **files_of(tmp_path / "new")}
    assert pushed.removed == [f"train-{number:05}-of-00004.jsonl" for number in range(4)]
    assert hub.repository().branches["main"][-1].deleted == pushed.removed
    assert len(hub.repository().branches["main"]) == 3


def test_a_hostile_manifest_there_removes_nothing_else(hub: Hub, sharded: Path) -> None:
    file = {"path": "LICENSE", "rows": 1, "bytes": 1, "sha256": ""}
    hub.made(files={"LICENSE": b"mine", "manifest.json": b"[1, 2"})
    assert pairwright.push(sharded, REPO).removed == []
    gone = {"splits": {"train": {"files": [{**file, "path": "gone.jsonl"}]}}}
    hub.made(files={"LICENSE": b"mine", "manifest.json": json.dumps(gone).encode()})
    assert pairwright.push(sharded, REPO).removed == []
    assert hub.files() == {"LICENSE": b"mine", **files_of(sharded)}


def test_the_same_again_commits_nothing(hub: Hub, sharded: Path) -> None:
    first = pairwright.push(sharded, REPO)
    hub.requests.clear()
    assert pairwright.push(sharded, REPO).commit == first.commit
    assert len(hub.repository().branches["main"]) == 2
    assert not [each for each in hub.requests if each.method == "PUT"]


def test_a_push_that_breaks_off_shows_nothing_and_goes_on(
    hub: Hub, sharded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.large = 1
    monkeypatch.setattr(uploading, "_BATCH", 2)
    hub.faults["/commit/"] = 500
    with pytest.raises(PushError, match="nothing was committed"):
        pairwright.push(sharded, REPO)
    assert hub.files() == {}
    hub.faults.clear()
    hub.requests.clear()
    seen: list[tuple[int, int]] = []
    pushed = pairwright.push(sharded, REPO, progress=lambda done, of: seen.append((done, of)))
    assert not [each for each in hub.requests if each.method == "PUT"]
    assert hub.files() == files_of(sharded)
    assert len(seen) == 5
    assert seen == sorted(seen)
    assert seen[-1] == (pushed.bytes, pushed.bytes)


def test_a_gitignore_there_takes_no_shard_away(hub: Hub, sharded: Path) -> None:
    hub.made().gitignore = ".jsonl"
    pairwright.push(sharded, REPO)
    assert hub.files() == files_of(sharded)


def test_private_branch_and_message(hub: Hub, sharded: Path) -> None:
    pairwright.push(sharded, "numbers", private=True, revision="v2", message="Second")
    assert hub.repository().private
    assert hub.files() == {}
    assert hub.files(branch="v2") == files_of(sharded)
    assert hub.repository().branches["v2"][-1].message == "Second"
    pairwright.push(sharded, REPO, private=True, revision="v2")


def test_private_never_becomes_public(hub: Hub, sharded: Path) -> None:
    hub.made(private=False)
    with pytest.raises(PushError, match="exists and is public; make it private"):
        pairwright.push(sharded, REPO, private=True)
    assert hub.files() == {}


def test_a_dry_run_contacts_nobody(hub: Hub, sharded: Path, command: Command) -> None:
    done = command("push", sharded, REPO, "--dry-run", HF_TOKEN="")
    assert (done.returncode, done.stderr, hub.requests) == (0, "", [])
    for name, content in files_of(sharded).items():
        assert [f"{len(content):,}" in line for line in done.stdout.splitlines() if f" {name} " in line] == [True]
    total = sum(map(len, files_of(sharded).values()))
    assert f"{len(files_of(sharded))} files, {total:,} bytes would go to {REPO}; nothing was sent" in done.stdout


def test_the_command(hub: Hub, sharded: Path, command: Command) -> None:
    done = command("push", sharded, REPO, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    commit = hub.repository().branches["main"][-1]
    assert (found["repo"], found["commit"], found["removed"]) == (REPO, commit.oid, [])
    assert found["files"] == {name: len(content) for name, content in files_of(sharded).items()}
    assert hub.files() == files_of(sharded)
    done = command("push", sharded, REPO, "--quiet", "--revision", "next")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = command("push", sharded, REPO, "--message", "Again")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"in {REPO}: {hub.endpoint}/datasets/{REPO}/commit/{commit.oid}" in done.stdout


def test_the_token_of_a_login_will_do(hub: Hub, sharded: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "token").write_text(TOKEN)
    done = command("push", sharded, REPO, HF_TOKEN="")
    assert (done.returncode, done.stderr) == (0, "")
    assert TOKEN not in done.stdout
    # Nor is it sent to where the signature in the address is enough.
    assert {each.authorization for each in hub.requests if each.path.startswith("/store/")} <= {None}


FAULTS = {
    "/repos/create": {401: "log in", 403: "write permission", 404: "check REPO", 429: "wait", 500: "push again later"},
    "/commit/": {400: "refuses (400", 403: "write permission", 409: "push again", 413: "smaller shards", 503: "later"},
    "/preupload/": {401: "log in", 403: "write permission", 404: "check REPO"},
    "PUT /store/": {400: "refuses (400", 403: "write permission"},
    "/objects/batch": {403: "write permission", 402: "pay"},
    "/branch/": {404: "check REPO and --revision"},
    "HEAD /datasets/": {403: "write permission", 500: "push again later"},
    "/tree/": {404: "check REPO"},
    "/validate-yaml": {400: "failed"},
}


@pytest.mark.parametrize(
    ("where", "status", "said"), [(where, *each) for where, answers in FAULTS.items() for each in answers.items()]
)
def test_what_the_hub_refuses_is_one_line(
    hub: Hub, sharded: Path, where: str, status: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.large = 1
    monkeypatch.setattr(time, "sleep", lambda _: None)
    if where != "/repos/create":
        hub.made(files={"manifest.json": b"{}"})
    hub.faults[where] = status
    with pytest.raises(PushError) as refused:
        pairwright.push(sharded, REPO, revision="next")
    message = str(refused.value)
    assert message.startswith(f"{REPO}: ")
    assert said in message
    assert "\n" not in message
    assert TOKEN not in message
    assert "signature" not in message
    for repository in hub.repositories.values():
        assert {tuple(commits[-1].files) for commits in repository.branches.values()} == {
            (".gitattributes", "manifest.json")
        }
    assert bool(hub.repositories) == (where != "/repos/create")


@pytest.mark.parametrize("status", [401, 403])
def test_a_token_that_may_write_but_not_create(hub: Hub, sharded: Path, status: int) -> None:
    hub.made()
    hub.faults["/repos/create"] = status
    pairwright.push(sharded, REPO)
    assert hub.files() == files_of(sharded)


def test_an_owner_whose_repositories_are_not_ours(hub: Hub, sharded: Path, command: Command) -> None:
    done = command("push", sharded, "others/numbers")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "pairwright: others/numbers: the token may not write there; use one with write permission, or another REPO\n"
    )


@pytest.mark.parametrize(("token", "said"), [("", "not logged in"), ("hf_" + "x" * 20, "not logged in, or the token")])
def test_no_token_and_a_wrong_one(hub: Hub, sharded: Path, command: Command, token: str, said: str) -> None:
    done = command("push", sharded, REPO, HF_TOKEN=token)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr
    assert "hf auth login" in done.stderr
    assert token == "" or token not in done.stderr


def test_nobody_answers(hub: Hub, sharded: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    done = command("push", sharded, REPO, HF_ENDPOINT="http://127.0.0.1:9")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "cannot be reached" in done.stderr
    assert "check the network and HF_ENDPOINT" in done.stderr
    done = command("push", sharded, REPO, HF_HUB_OFFLINE="1")
    assert (done.returncode, done.stderr.count("\n"), "unset HF_HUB_OFFLINE" in done.stderr) == (2, 1, True)
    monkeypatch.setattr(uploading, "_PATIENCE", 0.2)
    hub.faults["/repos/create"] = 0
    with pytest.raises(PushError, match=r"^me/numbers: the Hub cannot be reached \(.*\); check the network"):
        pairwright.push(sharded, REPO)


def test_one_failure_of_the_server_is_no_failure(
    hub: Hub, sharded: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def rested(_: float) -> None:
        hub.faults.clear()

    monkeypatch.setattr(time, "sleep", rested)
    hub.faults["/preupload/"] = 503
    pairwright.push(sharded, REPO)
    assert hub.files() == files_of(sharded)
    assert capfd.readouterr() == ("", "")


def test_the_library_is_left_as_it_was(hub: Hub, sharded: Path) -> None:
    from huggingface_hub.utils import are_progress_bars_disabled, get_session, logging

    before = (are_progress_bars_disabled(), logging.get_verbosity(), get_session().timeout)
    pairwright.push(sharded, REPO)
    assert (are_progress_bars_disabled(), logging.get_verbosity(), get_session().timeout) == before


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def swap(path: Path) -> None:
    shutil.copy(path.with_name("train-00001-of-00004.jsonl"), path)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (Path.unlink, "missing"),
        (cut, "bytes, the manifest says"),
        (flip, "damaged, its SHA-256 is not the manifest's"),
        (swap, "the manifest"),
    ],
)
@pytest.mark.parametrize("name", ["train-00002-of-00004.jsonl", "test.jsonl"])
def test_a_damaged_dataset_goes_nowhere(
    hub: Hub, folder: Path, spoil: Callable[[Path], None], said: str, name: str
) -> None:
    spoil(folder / name)
    for dry_run in (True, False):
        with pytest.raises(PushError) as refused:
            pairwright.push(folder, REPO, dry_run=dry_run)
        assert str(refused.value).startswith(f"{folder / name}: ")
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)
    assert hub.requests == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "not a manifest of ours"),
        ("{}", "not a manifest of ours"),
        ('{"splits": 3}', "not a manifest of ours"),
        ('{"splits": {"train": {"files": ["x"]}}}', "not a manifest of ours"),
        ('{"splits": {}}', "names no files"),
        ("{", "cannot be read"),
        ("\xff\xfe", "cannot be read"),
    ],
)
def test_a_manifest_that_is_none(hub: Hub, folder: Path, content: str, said: str) -> None:
    (folder / "manifest.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(PushError, match=said):
        pairwright.push(folder, REPO)
    assert hub.requests == []


@pytest.mark.parametrize("name", ["../secret.txt", "/etc/hostname", ".env", "README.md", "a/b/c.jsonl", "a\\b"])
def test_a_manifest_that_names_what_is_not_its_own(hub: Hub, folder: Path, name: str) -> None:
    manifest = json.loads((folder / "manifest.json").read_bytes())
    manifest["splits"]["test"]["files"][0]["path"] = name
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(PushError, match="no data file of this folder"):
        pairwright.push(folder, REPO)
    assert hub.requests == []


def test_bad_arguments_are_one_line(hub: Hub, folder: Path, tmp_path: Path, command: Command) -> None:
    (tmp_path / "empty").mkdir()
    cases: list[tuple[Path, str, dict[str, str], str]] = [
        (tmp_path / "nowhere", REPO, {}, "nowhere: no such folder"),
        (tmp_path / "empty", REPO, {}, "no manifest.json"),
        (folder / "manifest.json", REPO, {}, "no such folder"),
        (folder, "a/b/c", {}, "'a/b/c' should be 'name' or 'owner/name'"),
        (folder, f"{hub.endpoint}/datasets/me/x", {}, "should be 'name' or 'owner/name'"),
        (folder, "me/ü", {}, "should be 'name' or 'owner/name'"),
        (folder, "", {}, "should be 'name' or 'owner/name'"),
        (folder, REPO, {"message": " "}, "message: ' ' says nothing"),
        (folder, REPO, {"revision": ""}, "revision: '' is no branch"),
    ]
    for place, repo, options, said in cases:
        with pytest.raises(PushError) as refused:
            pairwright.push(place, repo, message=options.get("message"), revision=options.get("revision"))
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)
    done = command("push", tmp_path / "nowhere", REPO)
    said = f"pairwright: {tmp_path / 'nowhere'}: no such folder; give the folder of a finished dataset\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
    (folder / "README.md").unlink()
    with pytest.raises(PushError, match=r"README.md: missing"):
        pairwright.push(folder, REPO)
    assert hub.requests == []


def test_more_files_than_a_folder_of_the_hub_holds(hub: Hub, sharded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pairwright.hub.finished._MAX_FILES", 6)
    with pytest.raises(PushError, match="7 files, the Hub takes 6; make fewer with --shards"):
        pairwright.push(sharded, REPO)
    assert hub.requests == []


def test_without_the_extra(sharded: Path, command: Command, tmp_path: Path) -> None:
    (tmp_path / "huggingface_hub.py").write_text("raise ImportError('not installed')\n")
    paths = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    done = command("push", sharded, REPO, PYTHONPATH=paths)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "pairwright: push: needs huggingface_hub; pip install 'pairwright[hub]', in a checkout"
    )


@pytest.mark.parametrize("name", ["README.md", "manifest.json", "test.jsonl"])
def test_what_is_linked_from_elsewhere_is_not_pushed(hub: Hub, folder: Path, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret"
    (folder / name).rename(secret)
    (folder / name).symlink_to(secret)
    with pytest.raises(PushError, match=f"{name}.* a link"):
        pairwright.push(folder, REPO)
    assert not hub.requests


def test_a_pipe_keeps_no_push_waiting(hub: Hub, folder: Path) -> None:
    (folder / "manifest.json").unlink()
    os.mkfifo(folder / "manifest.json")
    with pytest.raises(PushError, match="a pipe"):
        pairwright.push(folder, REPO)
