"""A Hub on loopback: the HTTP API that huggingface_hub speaks, and everything that was sent to it, kept.

It checks what it gets as the Hub does: the token, the names, the SHA-256 of each stored object, and that a commit
names only objects that were stored.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "hf_" + "0123456789abcdefghij"
# What the .gitattributes of a new dataset repository sends to large storage, whatever its size.
LARGE_ENDINGS = (".parquet", ".arrow", ".gz", ".zst")
Files = dict[str, bytes]


class RefusalError(Exception):
    """An answer other than 2xx."""

    def __init__(self, status: int, said: str, code: str | None = None) -> None:
        super().__init__(said)
        self.status, self.said, self.code = status, said, code


@dataclass
class Commit:
    """One commit: its message, the whole tree after it, and what it did."""

    message: str
    files: Files
    added: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    @property
    def oid(self) -> str:
        tree = sorted((name, _sha1(content)) for name, content in self.files.items())
        return _sha1(json.dumps([self.message, tree]).encode())


@dataclass
class Repository:
    """A dataset repository: branch -> its commits, oldest first."""

    private: bool
    branches: dict[str, list[Commit]]
    gitignore: str = ""


@dataclass
class Request:
    """What was asked."""

    method: str
    path: str
    authorization: str | None
    sent: int


class Hub:
    """The state of the stub.

    Attributes:
        faults: (part of "METHOD /path") -> status that is answered instead; 0: no answer in time.
        writable: owners whose repositories the token may write.
        large: from this many bytes on a file goes to large storage.
        part: objects above this are sent in parts.

    """

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.stored: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.requests: list[Request] = []
        self.faults: dict[str, int] = {}
        self.writable = {"me"}
        self.large, self.part = 10_000, 1 << 40
        self.endpoint = ""
        self.released = threading.Event()

    def repository(self, name: str = "me/numbers") -> Repository:
        return self.repositories[name]

    def files(self, name: str = "me/numbers", branch: str = "main") -> Files:
        """What stands on a branch; without the file that the Hub itself makes."""
        return {
            path: content
            for path, content in self.repositories[name].branches[branch][-1].files.items()
            if path != ".gitattributes"
        }

    def made(
        self, name: str = "me/numbers", *, private: bool = False, files: Mapping[str, bytes] | None = None
    ) -> Repository:
        """A repository that is there already."""
        first = Commit("initial commit", {".gitattributes": b"", **(files or {})})
        self.repositories[name] = Repository(private, {"main": [first]})
        return self.repositories[name]

    # The routes.

    def answer(self, method: str, path: str, query: Mapping[str, list[str]], body: bytes) -> tuple[int, Any]:
        for (verb, pattern), route in _ROUTES.items():
            found = re.fullmatch(pattern, path)
            if verb == method and found is not None:
                named = {key: unquote(value) for key, value in found.groupdict().items() if value is not None}
                return route(self, body, **named)
        raise RefusalError(404, f"no route {method} {path} {dict(query)}")

    def create(self, body: bytes) -> tuple[int, Any]:
        asked = json.loads(body)
        assert asked["type"] == "dataset"
        name = f"{asked.get('organization') or 'me'}/{asked['name']}"
        self._require_writable(name)
        url = f"{self.endpoint}/datasets/{name}"
        if name in self.repositories:
            return 409, {"error": "You already created this dataset repo", "url": url}
        self.made(name, private=asked.get("visibility") == "private")
        return 200, {"url": url, "id": name}

    def validate(self, body: bytes) -> tuple[int, Any]:
        content = json.loads(body)["content"]
        if not content.startswith("---\n"):
            raise RefusalError(400, "no metadata")
        return 200, {"errors": [], "warnings": []}

    def branch(self, _body: bytes, repo: str, rev: str) -> tuple[int, Any]:
        self._require_writable(repo)
        found = self._known(repo)
        if rev in found.branches:
            raise RefusalError(409, "Reference already exists")
        found.branches[rev] = list(found.branches["main"])
        return 201, {}

    def about(self, _body: bytes, repo: str, rev: str = "main") -> tuple[int, Any]:
        head = self._head(repo, rev)
        siblings = [{"rfilename": path} for path in head.files]
        return 200, {"id": repo, "sha": head.oid, "private": self._known(repo).private, "siblings": siblings}

    def tree(self, _body: bytes, repo: str, rev: str) -> tuple[int, Any]:
        return 200, [
            {"type": "file", "path": path, "size": len(content), "oid": _sha1(content)}
            for path, content in self._head(repo, rev).files.items()
        ]

    def preupload(self, body: bytes, repo: str, rev: str) -> tuple[int, Any]:
        self._require_writable(repo)
        asked, there = json.loads(body), self._head(repo, rev).files
        ignored = asked.get("gitIgnore", self._known(repo).gitignore).split()
        files = []
        for file in asked["files"]:
            large = file["size"] >= self.large or file["path"].endswith(LARGE_ENDINGS)
            entry = {"path": file["path"], "uploadMode": "lfs" if large else "regular"}
            entry["shouldIgnore"] = any(file["path"].endswith(ending) for ending in ignored)
            if (content := there.get(file["path"])) is not None:
                entry["oid"] = hashlib.sha256(content).hexdigest() if large else _git_oid(content)
            files.append(entry)
        return 200, {"files": files}

    def batch(self, body: bytes, repo: str) -> tuple[int, Any]:
        self._require_writable(repo)
        asked = json.loads(body)
        assert (asked["operation"], asked["hash_algo"]) == ("upload", "sha256")
        return 200, {"transfer": "basic", "objects": [self._actions(each) for each in asked["objects"]]}

    def _actions(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        oid, size = wanted["oid"], wanted["size"]
        if oid in self.stored:
            return {"oid": oid, "size": size}
        address = f"{self.endpoint}/store/{oid}"
        upload: dict[str, Any] = {"href": f"{address}?signature=secret"}
        if size > self.part:
            count = -(-size // self.part)
            parts = {str(each): f"{address}/{each}?signature=secret" for each in range(1, count + 1)}
            upload = {"href": f"{address}/complete", "header": {"chunk_size": str(self.part), **parts}}
        verify = {"href": f"{self.endpoint}/verify"}
        return {"oid": oid, "size": size, "actions": {"upload": upload, "verify": verify}}

    def store(self, body: bytes, oid: str, part: str | None = None) -> tuple[int, Any]:
        if part is not None:
            self.parts.setdefault(oid, {})[int(part)] = body
        elif hashlib.sha256(body).hexdigest() != oid:
            raise RefusalError(400, "the checksum does not match")
        else:
            self.stored[oid] = body
        return 200, {}

    def complete(self, body: bytes, oid: str) -> tuple[int, Any]:
        numbers = [part["partNumber"] for part in json.loads(body)["parts"]]
        return self.store(b"".join(self.parts[oid][number] for number in numbers), oid)

    def verify(self, body: bytes) -> tuple[int, Any]:
        asked = json.loads(body)
        if len(self.stored.get(asked["oid"], b"")) != asked["size"]:
            raise RefusalError(404, "no such object")
        return 200, {}

    def commit(self, body: bytes, repo: str, rev: str) -> tuple[int, Any]:
        self._require_writable(repo)
        header, *operations = [json.loads(line) for line in body.splitlines()]
        head = self._head(repo, rev)
        new = Commit(header["value"]["summary"], dict(head.files))
        for each in operations:
            kind, value = each["key"], each["value"]
            if kind == "deletedFile":
                if new.files.pop(value["path"], None) is None:
                    raise RefusalError(404, "A file with this name doesn't exist", "EntryNotFound")
                new.deleted.append(value["path"])
                continue
            if kind == "lfsFile" and value["oid"] not in self.stored:
                raise RefusalError(400, f"object {value['oid']} was not uploaded")
            content = self.stored[value["oid"]] if kind == "lfsFile" else base64.b64decode(value["content"])
            new.files[value["path"]] = content
            new.added.append(value["path"])
        self._known(repo).branches[rev].append(new)
        url = f"{self.endpoint}/datasets/{repo}/commit/{new.oid}"
        return 200, {"success": True, "commitOid": new.oid, "commitUrl": url, "pullRequestUrl": None}

    def content(self, _body: bytes, repo: str, rev: str, file: str) -> tuple[int, Any]:
        head = self._head(repo, rev)
        if file not in head.files:
            raise RefusalError(404, "Entry not found", "EntryNotFound")
        return 200, (head.oid, head.files[file])

    def _known(self, repo: str) -> Repository:
        if repo not in self.repositories:
            raise RefusalError(404, "Repository not found", "RepoNotFound")
        return self.repositories[repo]

    def _head(self, repo: str, rev: str) -> Commit:
        for name, commits in self._known(repo).branches.items():
            for commit in reversed(commits):
                if rev in {name, commit.oid}:
                    return commit
        raise RefusalError(404, f"Invalid rev id: {rev}", "RevisionNotFound")

    def _require_writable(self, repo: str) -> None:
        if repo.split("/", maxsplit=1)[0] not in self.writable:
            raise RefusalError(403, "You don't have the rights to create or write here")


_REPO = r"/api/datasets/(?P<repo>[^/]+/[^/]+)"
_ROUTES: dict[tuple[str, str], Callable[..., tuple[int, Any]]] = {
    ("POST", "/api/repos/create"): Hub.create,
    ("POST", "/api/validate-yaml"): Hub.validate,
    ("POST", _REPO + "/branch/(?P<rev>[^/]+)"): Hub.branch,
    ("GET", _REPO): Hub.about,
    ("GET", _REPO + "/revision/(?P<rev>[^/]+)"): Hub.about,
    ("GET", _REPO + "/tree/(?P<rev>[^/]+)"): Hub.tree,
    ("POST", _REPO + "/preupload/(?P<rev>[^/]+)"): Hub.preupload,
    ("POST", "/datasets/(?P<repo>[^/]+/[^/]+).git/info/lfs/objects/batch"): Hub.batch,
    ("PUT", "/store/(?P<oid>[0-9a-f]{64})"): Hub.store,
    ("PUT", "/store/(?P<oid>[0-9a-f]{64})/(?P<part>[0-9]+)"): Hub.store,
    ("POST", "/store/(?P<oid>[0-9a-f]{64})/complete"): Hub.complete,
    ("POST", "/verify"): Hub.verify,
    ("POST", _REPO + "/commit/(?P<rev>[^/]+)"): Hub.commit,
    ("GET", "/datasets/(?P<repo>[^/]+/[^/]+)/resolve/(?P<rev>[^/]+)/(?P<file>.+)"): Hub.content,
}


def _sha1(content: bytes) -> str:
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def _git_oid(content: bytes) -> str:
    return _sha1(b"blob %d\0" % len(content) + content)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def do_GET(self) -> None:
        self._serve()

    def do_HEAD(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _serve(self) -> None:
        body = self._body()
        address = urlsplit(self.path)
        said = self.headers.get("authorization")
        self.hub.requests.append(Request(self.command, address.path, said, len(body)))
        try:
            self._fail_if_asked(f"{self.command} {address.path}")
            # What goes to the store is allowed by the signature in its address.
            if not address.path.startswith("/store/") and said != f"Bearer {TOKEN}":
                raise RefusalError(401, "Invalid credentials in Authorization header")
            method = "GET" if self.command == "HEAD" else self.command
            status, content = self.hub.answer(method, address.path, parse_qs(address.query), body)
        except RefusalError as refused:
            headers = {"X-Error-Message": refused.said} | ({"X-Error-Code": refused.code} if refused.code else {})
            self._send(refused.status, json.dumps({"error": refused.said}).encode(), headers)
            return
        if isinstance(content, tuple):
            oid, raw = content
            self._send(status, raw, {"X-Repo-Commit": oid, "ETag": f'"{_git_oid(raw)}"'})
        else:
            self._send(status, json.dumps(content).encode(), {"ETag": '"part"'})

    def _body(self) -> bytes:
        if self.headers.get("transfer-encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        pieces = []
        while size := int(self.rfile.readline(), 16):
            pieces.append(self.rfile.read(size))
            self.rfile.readline()
        self.rfile.readline()
        return b"".join(pieces)

    def _fail_if_asked(self, what: str) -> None:
        for part, status in self.hub.faults.items():
            if part in what:
                if status == 0:
                    self.hub.released.wait(20)
                    raise RefusalError(503, "too late")
                raise RefusalError(status, f"no, for {TOKEN} at {self.hub.endpoint}/store?signature=secret")

    def _send(self, status: int, content: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that have gone before their answer came: some tests have them lose patience."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving() -> Iterator[Hub]:
    """A stub that listens while the context lasts."""
    hub = Hub()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = _Server(("127.0.0.1", 0), handler)
    hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.released.set()
        server.shutdown()
        server.server_close()
        thread.join()
