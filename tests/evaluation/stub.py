"""A server on loopback with the part of OpenAI's interface that is used; it fails in the ways that servers do."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# A reply: status and body; bytes go out as they are.
Reply = tuple[int, object]


@dataclass
class Stub:
    """The server: what it was asked, and how many questions it had open at once.

    Attributes:
        url: of the interface.
        reply: from the number of the request (from 0) and its content to what is sent.
        delay: seconds before each reply.

    """

    reply: Callable[[int, dict[str, Any]], Reply]
    delay: float = 0.0
    url: str = ""
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    open_now: int = 0
    most_open: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def prompt_of(asked: dict[str, Any]) -> str:
    """The question of a request of either kind."""
    return str(asked["prompt"] if "prompt" in asked else asked["messages"][-1]["content"])


def completion(asked: dict[str, Any], text: object, finish_reason: str = "stop") -> dict[str, Any]:
    """A reply as the interface has it."""
    plain = "prompt" in asked
    said = {"text": text} if plain else {"message": {"role": "assistant", "content": text}}
    return {
        "id": "1",
        "object": "text_completion" if plain else "chat.completion",
        "created": 0,
        "model": asked["model"],
        "choices": [{"index": 0, "finish_reason": finish_reason, "logprobs": None, **said}],
    }


def right(number: int, asked: dict[str, Any]) -> Reply:
    """Sums and differences of two numbers, right; a refusal for anything else."""
    match = re.fullmatch(r"(\d+)([+-])(\d+)=\?", prompt_of(asked))
    if match is None:
        return 200, completion(asked, "Sorry, I don't know.")
    a, b = int(match[1]), int(match[3])
    return 200, completion(asked, f"The answer is {a + b if match[2] == '+' else a - b}.")


@contextmanager
def serving(reply: Callable[[int, dict[str, Any]], Reply] = right, delay: float = 0.0) -> Iterator[Stub]:
    """A stub that serves until the context ends."""
    stub = Stub(reply, delay)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with stub.lock:
                number = len(stub.requests)
                stub.requests.append((self.path, asked))
                stub.open_now += 1
                stub.most_open = max(stub.most_open, stub.open_now)
            time.sleep(stub.delay)
            status, body = stub.reply(number, asked)
            with stub.lock:
                stub.open_now -= 1
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            kind = "text/html" if isinstance(body, bytes) else "application/json"
            try:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(raw)))
                self.end_headers()
                self.wfile.write(raw)
            except ConnectionError:
                pass

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    stub.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
