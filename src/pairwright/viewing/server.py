"""A server for one reader: 127.0.0.1 alone, a token in the address, nothing but reading."""

from __future__ import annotations

import hmac
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from pairwright.errors import OutputError, PairwrightError
from pairwright.reporting.page import page_text
from pairwright.reporting.vendored import libraries
from pairwright.version import __version__
from pairwright.viewing.looking import Looking, asked_of, number_of
from pairwright.viewing.page import viewing_text

HOST = "127.0.0.1"
_JSON, _JS, _CSS, _HTML = "application/json", "text/javascript", "text/css", "text/html"
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Viewer:
    """A server that has its port, and waits to be started.

    Args:
        looking: what is shown.
        port: 0 for any that is free.

    Raises:
        OutputError: the port is in use, or none that this user may have.

    """

    def __init__(self, looking: Looking, port: int = 0) -> None:
        if not 0 <= port < 1 << 16:
            raise OutputError(f"port: {port} should be from 0 (any that is free) to 65535")
        self.token = secrets.token_urlsafe(24)
        try:
            self._server = _Server((HOST, port), _handler(looking, self.token))
        except OSError as error:
            raise OutputError(
                f"port: {port} cannot be had ({error.strerror}); choose another --port, or none"
            ) from error
        self.port: int = self._server.server_address[1]

    @property
    def url(self) -> str:
        """The address of the page, its token in it."""
        return f"http://{HOST}:{self.port}/{self.token}/"

    def serve(self) -> None:
        """Answer until `close` is called, or an interrupt comes."""
        self._server.serve_forever(poll_interval=0.2)

    def close(self) -> None:
        """Let go of the port."""
        self._server.shutdown()
        self._server.server_close()

    def release(self) -> None:
        """The same, where `serve` has ended already."""
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # The same port again at once, but never one that another has.
    allow_reuse_address = sys.platform != "win32"

    def handle_error(self, *_: object) -> None:
        """A browser that went away is no error of ours."""


Answer = Callable[[Mapping[str, str]], Any]


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; `_handler` says of what."""

    server_version = f"pairwright/{__version__}"
    sys_version = ""
    timeout = 60
    token: bytes
    pages: Mapping[str, tuple[str, str]]
    answers: Mapping[str, Answer]

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        given, _, name = unquote(address.path).lstrip("/").partition("/")
        if not self._is_for_us() or not hmac.compare_digest(given.encode(errors="replace"), self.token):
            self._say(HTTPStatus.FORBIDDEN, {"error": "open the address that `pairwright view` has said"})
        elif name in self.pages:
            kind, text = self.pages[name]
            self._send(HTTPStatus.OK, kind, text.encode())
        elif name in self.answers:
            self._answer(self.answers[name], dict(parse_qsl(address.query)))
        else:
            self._say(HTTPStatus.NOT_FOUND, {"error": "nothing is here"})

    do_HEAD = do_GET  # noqa: N815

    def _is_for_us(self) -> bool:
        # Another page's name that leads to this machine is not ours (DNS rebinding).
        port = self.connection.getsockname()[1]
        return self.headers.get("Host", "") in {f"{HOST}:{port}", f"localhost:{port}"}

    def _answer(self, answer: Answer, query: Mapping[str, str]) -> None:
        try:
            self._say(HTTPStatus.OK, answer(query))
        except PairwrightError as error:
            self._say(HTTPStatus.BAD_REQUEST, {"error": str(error)})

    def _say(self, status: HTTPStatus, data: object) -> None:
        self._send(status, _JSON, json.dumps(data, default=str).encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        for name, value in _HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: addresses hold the token."""


def _handler(looking: Looking, token: str) -> type[_Handler]:
    """The handler of one server."""
    told = {"token": token.encode(), "pages": _pages(), "answers": _answers(looking)}
    return type("Handler", (_Handler,), told)


def _pages() -> dict[str, tuple[str, str]]:
    return {
        "": (_HTML, viewing_text("index.html")),
        "page.css": (_CSS, f"{page_text('page.css')}\n{viewing_text('view.css')}"),
        "render.js": (_JS, page_text("render.js")),
        "view.js": (_JS, viewing_text("view.js")),
        "drawing.js": (_JS, "\n;\n".join(libraries())),
    }


def _answers(looking: Looking) -> dict[str, Answer]:
    return {
        "api/sets": lambda _: looking.sets(),
        "api/rows": lambda query: looking.rows(number_of(query, "set", "0"), asked_of(query)),
        "api/count": lambda query: looking.count(number_of(query, "set", "0"), asked_of(query)),
        "api/fact": lambda query: looking.fact(number_of(query, "set", "0"), query.get("fact", "")),
        "api/tokens": lambda query: looking.tokens([query.get("prompt", ""), query.get("completion", "")]),
        "api/score": lambda query: looking.score(query.get("question", ""), query.get("completion", "")),
        "api/report": lambda _: looking.report,
    }
