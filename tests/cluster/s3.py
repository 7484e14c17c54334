"""An S3-compatible server on loopback (moto), which tells what it was asked, and fails when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

KEY, SECRET = "AKIAPAIRWRIGHTTESTS0", "s3cret/That+Must.Not=Be~Shown"
DENIED = '<?xml version="1.0"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'

Start = Callable[..., Any]


@dataclass
class Server:
    """The server, and what was asked of it.

    Attributes:
        asked: method and path of each request that may change something, in order.
        fault: what to answer to a method and path, as (status, code, message); None: what S3 would.

    """

    asked: list[tuple[str, str]] = field(default_factory=list)
    fault: Callable[[str, str], tuple[str, str, str] | None] = lambda *_: None

    def __post_init__(self) -> None:
        self._moto = DomainDispatcherApplication(create_backend_app)
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Server:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def environment(self) -> dict[str, str]:
        """Where the ecosystem's tools look for the server and the credentials."""
        return {
            "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self._server.server_port}",
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true",
            # What is broken stays so: to ask it five times, each of them five times, takes half a minute.
            "AWS_MAX_ATTEMPTS": "1",
        }

    def written(self) -> list[str]:
        """The paths that were put, in order; /bucket/name."""
        return [path for method, path in self.asked if method == "PUT"]

    def _answer(self, environment: dict[str, Any], start: Start) -> Iterable[bytes]:
        method, path = environment["REQUEST_METHOD"], unquote(environment["PATH_INFO"])
        if method not in ("GET", "HEAD"):
            self.asked.append((method, path))
        fault = self.fault(method, path)
        if KEY not in environment.get("HTTP_AUTHORIZATION", ""):
            fault = ("403 Forbidden", "InvalidAccessKeyId", "The AWS Access Key Id does not exist in our records.")
        if fault is None:
            answer: Iterable[bytes] = self._moto(environment, start)
            return answer
        status, code, message = fault
        environment["wsgi.input"].read(int(environment.get("CONTENT_LENGTH") or 0))
        start(status, [("Content-Type", "application/xml")])
        return [DENIED.format(code=code, message=message).encode()]
