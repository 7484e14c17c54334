"""Data of object stores, of the web and of the Hub, from servers on loopback: within bounds, or one line of why not."""

from __future__ import annotations

import http.server
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

import pytest
from tests.cluster.s3 import Server
from tests.hub.stub import Hub

import pairwright
from pairwright.errors import DataError
from pairwright.reading import remote

WRONG = json.dumps({"prompt": "57+4=?", "completion": "62"}).encode() + b"\n"
TEST = json.dumps({"question": "57+4=?", "answer": 61}).encode() + b"\n"


class Web(http.server.BaseHTTPRequestHandler):
    """A server with a few good and a few ill-behaved addresses."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        name = self.path.partition("?")[0]
        if name == "/moved.jsonl":
            self._say(302, {"Location": "/good.jsonl"})
        elif name == "/file.jsonl":
            self._say(302, {"Location": "file:///etc/passwd"})
        elif name == "/page":
            self._say(200, {"Content-Type": "text/html; charset=utf-8"}, b"<html>")
        elif name == "/short.jsonl":
            self._say(200, {"Content-Length": "1000"}, WRONG)
        elif name == "/slow.jsonl":
            self._say(200, {}, WRONG)
            for _ in range(200):
                time.sleep(0.05)
                self.wfile.write(b" ")
        elif name == "/good.jsonl":
            self._say(200, {}, WRONG)
        else:
            self._say(404, {})

    def _say(self, status: int, headers: dict[str, str], content: bytes = b"") -> None:
        self.send_response(status)
        for each in headers.items():
            self.send_header(*each)
        self.end_headers()
        self.wfile.write(content)
        self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Nothing on stderr."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Web)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def nothing_left() -> Iterator[None]:
    """Copies go when they have been read."""
    before = set(Path(tempfile.gettempdir()).glob("pairwright-*"))
    yield
    assert set(Path(tempfile.gettempdir()).glob("pairwright-*")) <= before


def test_a_file_of_the_web(web: str, tmp_path: Path) -> None:
    for name in ("good.jsonl", "moved.jsonl", "good.jsonl?signature=secret"):
        with nothing_left():
            report = pairwright.audit(f"{web}/{name}", findings=tmp_path / "found.jsonl")
        assert report.counts()["chosen-wrong"] == 1
        assert report.sources[0].file == f"{web}/{name.partition('?')[0]}"
        assert json.loads((tmp_path / "found.jsonl").read_text().splitlines()[0])["file"] == report.sources[0].file
    done = pairwright.convert(f"{web}/good.jsonl", tmp_path / "out.jsonl", layout="sft")
    assert (list(done.sources), done.converted) == ([f"{web}/good.jsonl"], 1)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing.jsonl?signature=secret", "404"),
        ("file.jsonl", "cannot be copied"),
        ("page", "a web page"),
        ("short.jsonl", "41 of 1,000 bytes arrived"),
    ],
)
def test_what_the_web_does_not_give(web: str, name: str, said: str) -> None:
    with nothing_left(), pytest.raises(DataError, match=said) as caught:
        pairwright.audit(f"{web}/{name}")
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bounds_of_time_bytes_and_files(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "MOST_SECONDS", 0.4)
    started = time.monotonic()
    with pytest.raises(DataError, match="copying takes more than"):
        pairwright.audit(f"{web}/slow.jsonl")
    assert time.monotonic() - started < 5
    # A server that takes the call and says nothing.
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(DataError, match="copying takes more than"):
        pairwright.audit(f"http://127.0.0.1:{silent.getsockname()[1]}/a.jsonl")
    monkeypatch.setattr(remote, "MOST_SECONDS", 60.0)
    monkeypatch.setattr(remote, "MOST_BYTES", 10)
    with pytest.raises(DataError, match="more than 0 MiB"):
        pairwright.audit(f"{web}/good.jsonl")
    with pytest.raises(DataError, match="password"):
        pairwright.audit("https://me:secret@example.org/a.jsonl")


def test_an_object_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import s3fs

    with Server() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        files = s3fs.S3FileSystem(skip_instance_cache=True)
        files.mkdir("here")
        for name, content in {"data/train.jsonl": WRONG, "data/test.jsonl": TEST, "data/notes.md": b"no"}.items():
            files.pipe_file(f"here/{name}", content)
        with nothing_left():
            report = pairwright.audit("s3://here/data")
        assert {(each.role, each.file) for each in report.sources} == {
            ("data", "s3://here/data/train.jsonl"),
            ("test", "s3://here/data/test.jsonl"),
        }
        assert (report.counts()["chosen-wrong"], report.counts()["leak-question"]) == (1, 1)
        done = pairwright.convert("s3://here/data/train.jsonl", tmp_path / "out.jsonl", layout="sft")
        assert done.converted == 1
        with pytest.raises(DataError, match="no data file there"):
            pairwright.audit("s3://here/nothing")
        monkeypatch.setattr(remote, "MOST_FILES", 1)
        with pytest.raises(DataError, match="more than 1 data files"):
            pairwright.audit("s3://here/data")


def test_a_dataset_of_the_hub(hub: Hub, tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    recipe = pairwright.load_recipe("arithmetic").with_rows(200)
    pairwright.write(recipe.with_changes(wording={"answer": "Das macht {answer}."}), folder)
    pairwright.push(folder, "me/numbers")
    with nothing_left():
        report = pairwright.audit("me/numbers")
    # The manifest has come along: wordings of the recipe are read, leaks that are meant are notes.
    assert (report.errors, report.judged["judged"]) == (0, 200)
    assert "hf://datasets/me/numbers/train.jsonl" in {each.file for each in report.sources}
    one = pairwright.audit("hf://datasets/me/numbers@main/test.jsonl")
    assert [each.file for each in one.sources] == ["hf://datasets/me/numbers@main/test.jsonl"]
    with pytest.raises(DataError, match="no such file or folder, nor a dataset of the Hub"):
        pairwright.audit("me/nothing")


def test_without_a_network_it_is_one_line(tmp_path: Path) -> None:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "pairwright", "audit", "someone/numbers"],
        capture_output=True, text=True, check=False, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "hf://datasets/someone/numbers: cannot be copied" in done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "pairwright", "convert", "http://127.0.0.1:9/a", "--layout", "sft", "--out", "o.jsonl"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert list(tmp_path.glob("o.jsonl")) == []
