"""A Hub on loopback that gives models: what snapshot_download asks for, and what it was asked."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

_REFUSALS = {"RepoNotFound": 404, "RevisionNotFound": 404}


@dataclass
class ModelsHub:
    """The state of the stub.

    Attributes:
        commit: the one commit of every repository.
        sent: the files that were given away.
        gone: nobody answers any more.

    """

    endpoint: str = ""
    commit: str = "0123456789abcdef0123456789abcdef01234567"
    repositories: dict[str, Path] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    asked: int = 0
    gone: bool = False

    def add(self, name: str, folder: Path) -> None:
        self.repositories[name] = folder


@contextmanager
def serving_models() -> Iterator[ModelsHub]:  # noqa: C901 (a handler with its routes)
    """A stub that serves until the context ends."""
    hub = ModelsHub()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self._answer(body=False)

        def do_GET(self) -> None:
            self._answer(body=True)

        def _answer(self, *, body: bool) -> None:
            hub.asked += 1
            if hub.gone:
                self.close_connection = True
                self.connection.close()
                return None
            path = unquote(urlsplit(self.path).path)
            info = re.fullmatch(r"/api/models/(?P<repo>.+?)(/(revision|tree)/(?P<revision>[^/]+))?", path)
            file = re.fullmatch(r"/(?P<repo>.+?)/resolve/(?P<revision>[^/]+)/(?P<name>.+)", path)
            found = info or file
            if found is None or found["repo"] not in hub.repositories:
                return self._refuse("RepoNotFound")
            if found["revision"] not in {None, "main", hub.commit}:
                return self._refuse("RevisionNotFound")
            folder = hub.repositories[found["repo"]]
            if file is not None:
                return self._file(folder / file["name"], body=body)
            names = sorted(each.name for each in folder.iterdir())
            if "/tree/" in path:
                tree = [
                    {"type": "file", "path": each, "size": (folder / each).stat().st_size, "oid": "0"} for each in names
                ]
                return self._json(tree)
            return self._json(
                {"id": found["repo"], "sha": hub.commit, "siblings": [{"rfilename": each} for each in names]}
            )

        def _refuse(self, code: str) -> None:
            self.send_response(_REFUSALS[code])
            self.send_header("X-Error-Code", code)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def _json(self, content: object) -> None:
            raw = json.dumps(content).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def _file(self, path: Path, *, body: bool) -> None:
            raw = path.read_bytes()
            self.send_response(200)
            self.send_header("X-Repo-Commit", hub.commit)
            self.send_header("ETag", f'"{hashlib.sha256(raw).hexdigest()}"')
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            if body:
                hub.sent.append(path.name)
                self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.endpoint = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
