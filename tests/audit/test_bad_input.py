"""Bad rows are counted and kept; what cannot be audited at all is one line."""

from __future__ import annotations

import gzip
import json
import os
import pickle
import struct
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import pairwright
from pairwright import DataError
from pairwright.files.restricted_pickle import plain_data

ROW = '{"prompt": "57+4=?", "chosen": " 61", "rejected": " 62"}'
BAD = {
    b"{not json": "not JSON",
    b'{"prompt": "1+1=?", "chosen": "\xff", "rejected": "3"}': "not UTF-8",
    b"[1, 2]": "not an object but a list",
    b"7": "not an object but a number",
    b"null": "not an object but null",
    b'{"prompt": "1+1=?", "chosen": "2"}': "nothing under rejected",
    b'{"prompt": "1+1=?", "chosen": null, "rejected": null}': "nothing under chosen, rejected",
    b'{"prompt": "1+1=?", "chosen": "2", "rejected": "3"} {"prompt": "x"}': "not JSON",
    b'{"prompt": "1+1=?", "chosen": "2\x01", "rejected": "3"}': "not JSON",
    b"[" * 5000 + b"]" * 5000: "not JSON: nested too deep",
}


@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
@pytest.mark.parametrize("before", [0, 6, 200])
def test_a_bad_line_is_counted_and_kept(tmp_path: Path, bad: bytes, before: int) -> None:
    good = (ROW + "\n").encode()
    raw = good * before + bad + b"\n\n   \n" + good * 3
    path, kept = tmp_path / "data.jsonl", tmp_path / "rejects.jsonl"
    path.write_bytes(good + raw)
    report = pairwright.audit(path, rejects=kept)
    assert (report.rows, report.sources[0].rejects, report.counts()["unreadable-row"]) == (before + 4, 1, 1)
    reject = json.loads(kept.read_text())
    assert (reject["file"], reject["line"]) == (str(path), before + 2)
    assert reject["reason"].startswith(BAD[bad])
    if bad.isascii() and reject["reason"].startswith("not"):
        assert reject["row"] == bad.decode()


def test_a_bad_element_of_an_array(tmp_path: Path) -> None:
    text = f'[\n{ROW},\n{{"prompt": oops}},\n{ROW},\n\n[],\n{ROW}\n]\n'
    (tmp_path / "data.json").write_text(text)
    report = pairwright.audit(tmp_path / "data.json", rejects=tmp_path / "rejects")
    rejects = [json.loads(line) for line in (tmp_path / "rejects").read_text().splitlines()]
    assert report.rows == 3
    assert [(each["line"], each["row"].strip()) for each in rejects] == [(3, '{"prompt": oops}'), (6, "[]")]


def test_texts_with_brackets_commas_and_escapes_stay_whole(tmp_path: Path) -> None:
    hard = {"prompt": "1+1=?", "chosen": ' 2 }],[{ \\" \\\\ ', "rejected": 'a "quote", \\ and [ { \n\t\\'}
    rows = [hard] * 5
    for name, text in (("a", json.dumps(rows)), ("b", json.dumps(rows, indent=1)), ("c", json.dumps(rows)[:-1])):
        (tmp_path / name).write_text(text)
        report = pairwright.audit(tmp_path / name, rejects=tmp_path / "rejects")
        assert report.rows == 5
        assert report.sources[0].rejects == (name == "c")


def test_a_truncated_gzip_is_audited_up_to_its_end(tmp_path: Path) -> None:
    lines = [ROW.replace("57", str(number)) for number in range(100, 20_000)]
    packed = gzip.compress("\n".join(lines).encode())
    (tmp_path / "data.jsonl.gz").write_bytes(packed[: len(packed) * 3 // 4])
    report = pairwright.audit(tmp_path / "data.jsonl.gz")
    assert report.counts()["file-cut-short"] == 1
    assert report.rows > 5_000


def test_a_row_of_the_wrong_type_is_no_stop(tmp_path: Path) -> None:
    rows = [json.loads(ROW), {"prompt": 5, "chosen": ["a"], "rejected": {"b": 1}}, json.loads(ROW)]
    (tmp_path / "data.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert pairwright.audit(tmp_path / "data.jsonl").counts()["not-judged"] == 1


def write(path: Path, raw: bytes) -> Path:
    path.write_bytes(raw)
    return path


def unusable(folder: Path) -> dict[str, tuple[Path, str]]:
    (folder / "nothing").mkdir()
    (folder / "notes").mkdir()
    (folder / "notes" / "README.md").write_text("no data")
    odd = folder / "odd.parquet"
    pl.DataFrame({"a": [1], "b": [[1.5]]}).write_parquet(odd)
    cases = {
        "missing": (folder / "missing.jsonl", "no such file"),
        "empty folder": (folder / "nothing", "no data file in this folder"),
        "folder without data": (folder / "notes", "no data file in this folder"),
        "empty file": (write(folder / "empty.jsonl", b""), "empty"),
        "white file": (write(folder / "white.jsonl", b" \n\n \n"), "empty"),
        "binary": (write(folder / "binary.jsonl", bytes(range(256)) * 20), "a binary file"),
        "prose": (write(folder / "prose.jsonl", b"Dear reader,\nhello\n"), "line 1: not JSON"),
        "strange keys": (write(folder / "keys.jsonl", b'{"a": 1, "b": 2}\n'), "keys not known (found: a, b)"),
        "strange columns": (odd, "keys not known (found: a, b)"),
        "empty array": (write(folder / "array.json", b"[]"), "no rows"),
        "one object": (write(folder / "object.json", b'{\n"a": 1\n}'), "keys not known (found: a)"),
        "not quite Parquet": (write(folder / "broken.parquet", b"PAR1" + b"x" * 500), "broken Parquet"),
        "not quite Arrow": (write(folder / "broken.arrow", b"ARROW1\0\0" + b"x" * 500), "broken Arrow"),
        "not quite a stream": (write(folder / "stream.arrow", b"\xff\xff\xff\xff" + b"x" * 500), "broken Arrow stream"),
        "not quite gzip": (write(folder / "broken.gz", b"\x1f\x8b" + b"x" * 500), "cannot be unpacked"),
        "not quite zstd": (write(folder / "broken.zst", b"\x28\xb5\x2f\xfd" + b"x" * 500), "cannot be unpacked"),
    }
    os.mkfifo(folder / "pipe")
    return {**cases, "a pipe": (folder / "pipe", "not a regular file")}


CASES = (
    "missing", "empty folder", "folder without data", "empty file", "white file", "binary", "prose", "strange keys",
    "strange columns", "empty array", "one object", "not quite Parquet", "not quite Arrow", "not quite a stream",
    "not quite gzip", "not quite zstd", "a pipe",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_audited_is_one_line(tmp_path: Path, case: str) -> None:
    path, message = unusable(tmp_path)[case]
    good = write(tmp_path / "good.jsonl", ROW.encode())
    for data, against in ((path, ()), (good, path)):
        with pytest.raises(DataError) as raised:
            pairwright.audit(data, against=against)
        assert message in str(raised.value)
        assert str(path) in str(raised.value)
        assert "\n" not in str(raised.value)


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "pairwright", "audit", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, timeout=60, check=False)


def test_the_command_says_it_in_one_line_with_exit_code_2(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", ROW.encode())
    bomb = write(tmp_path / "bomb.pkl", pickle.dumps(os.system))
    for arguments in ([tmp_path / "missing"], [good, "--tokenizer", bomb], [good, "--rejects", good], []):
        done = command(*arguments)
        assert done.returncode == 2
        assert done.stdout == ""
        assert len(done.stderr.splitlines()) == 1
    assert good.read_text() == ROW


def test_strict_fails_on_errors_only(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", ROW.encode())
    wrong = write(tmp_path / "wrong.jsonl", ROW.replace("61", "60").encode())
    assert [command(path, "--strict").returncode for path in (good, wrong)] == [0, 1]
    done = command(wrong, "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["findings"][0]["code"] == "chosen-wrong"
    shown = command(wrong)
    assert "chosen-wrong" in shown.stdout
    assert "way out" in shown.stdout


class Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.system, ("echo executed > /tmp/never",))


def deep(levels: int) -> bytes:
    """A dict with a key of tuples nested by reference: 2**levels leaves, all of which its hash would visit."""
    nested = b"".join(b"\x86\x94h" + bytes([level + 1]) for level in range(levels))
    return b"\x80\x04}K\x01\x94h\x00" + nested + b"\x86K\x01s."


def test_the_deep_pickle_is_a_true_one() -> None:
    assert pickle.loads(deep(3)) == {((((1, 1),) * 2,) * 2,) * 2: 1}  # noqa: S301


PICKLES = {
    "a call": pickle.dumps({"stoi": Bomb()}),
    "a call, oldest protocol": pickle.dumps({"stoi": Bomb()}, protocol=0),
    "a global": pickle.dumps({"stoi": os.system}),
    "a set": pickle.dumps({"stoi": {1, 2}}),
    "bytes": pickle.dumps({"stoi": b"abc"}),
    "tuples in tuples": deep(60),
    "a persistent id": b"\x80\x04Pid\n.",
    "a number to choke on": b"\x80\x04\x8b" + struct.pack("<i", 1000) + b"\x7f" * 1000 + b".",
    "a memo to fill the memory": b"\x80\x04}r\xff\xff\xff\x7f.",
    "a memo to fill the memory, oldest": b"}p2147483647\n.",
    "a list": pickle.dumps([1]),
    "a long text that is not there": b"\x80\x04\x8d" + struct.pack("<Q", 2**62) + b"abc.",
    "nothing": b"",
    "no pickle": b"hello",
    "cut short": pickle.dumps({"stoi": {"a": 1}})[:-3],
    "too large": pickle.dumps({"stoi": {"a" * 300_000: 1}}),
}


@pytest.mark.parametrize("name", PICKLES)
def test_pickles_that_are_more_than_plain_data_are_refused(tmp_path: Path, name: str) -> None:
    good = write(tmp_path / "good.jsonl", ROW.encode())
    with pytest.raises(DataError) as raised:
        pairwright.audit(good, tokenizer=write(tmp_path / "meta.pkl", PICKLES[name]))
    assert "\n" not in str(raised.value)
    # Before the reader sees them: it would reserve gigabytes, or call.
    if name.startswith(("a call", "a global", "a set", "bytes", "tuples", "a persistent", "a number", "a memo")):
        assert "refused" in str(raised.value)


def test_plain_pickles_are_read_whatever_their_protocol() -> None:
    meta = {"vocab_size": 2, "itos": {0: "a", 1: "é"}, "stoi": {"a": 0, "é": 1}, "more": [1.5, None, True, -3, 2**40]}
    for protocol in range(6):
        assert plain_data(pickle.dumps(meta, protocol=protocol), "meta.pkl") == meta


def test_tokenizers_that_are_none(tmp_path: Path) -> None:
    good = write(tmp_path / "good.jsonl", ROW.encode())
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (tmp_path / "missing", empty, write(tmp_path / "a.pkl", pickle.dumps({"itos": {}}))):
        with pytest.raises(DataError, match=str(path)):
            pairwright.audit(good, tokenizer=path)
    with pytest.raises(DataError, match="max_length"):
        pairwright.audit(good, max_length=0)
