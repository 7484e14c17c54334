"""The command in a process group of its own, what stands in a folder, and a Ray cluster with two workers."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

Done = subprocess.CompletedProcess[str]
SCRIPTS = Path(sys.executable).parent
PATIENCE = 120


class Command:
    """`pairwright`, as a user runs it."""

    def __init__(self, environment: Mapping[str, str] | None = None) -> None:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(("RAY_", "AWS_"))}
        self.environment = inherited | {"PYTHONIOENCODING": "utf-8"} | dict(environment or {})

    def with_environment(self, **more: str) -> Command:
        """The same with more variables."""
        return Command(self.environment | more)

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        """Start and go on.  Ray's reaper ends the whole process group of a killed driver: it gets one of its own."""
        return subprocess.Popen(
            [SCRIPTS / "pairwright", *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.environment,
            start_new_session=True,
            **options,
        )

    def __call__(self, *arguments: object, **options: Any) -> Done:
        """Run to the end, whatever comes of it."""
        process = self.start(*arguments, **options)
        try:
            said, complained = process.communicate(timeout=PATIENCE)
        finally:
            process.kill()
        return Done(process.args, process.returncode, said, complained)

    def ok(self, *arguments: object, **options: Any) -> str:
        """Run, be sure that it went well and complained of nothing, and return what stands on stdout."""
        done = self(*arguments, **options)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def refused(self, *arguments: object, **options: Any) -> str:
        """Run, be sure that it was refused in one line, and return the line."""
        done = self(*arguments, **options)
        assert (done.returncode, done.stdout) == (2, ""), done
        assert done.stderr.startswith("pairwright: "), done
        assert done.stderr.count("\n") == 1, done
        return done.stderr


@pytest.fixture(scope="session")
def command() -> Command:
    """The `pairwright` command beside this interpreter."""
    return Command()


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], dict[str, str]]:
    """Each file of a folder with the checksum of its bytes."""

    def taken(folder: Path) -> dict[str, str]:
        files = [path for path in folder.rglob("*") if path.is_file()]
        return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    return taken


def until(what: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Wait for something to be true."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)
    return found


@pytest.fixture(scope="session")
def wait_until() -> Callable[..., Any]:
    """Wait for something to be true."""
    return until


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


class Cluster(Command):
    """The command with the address and the token of a cluster in its environment."""

    def __init__(self, process: subprocess.Popen[bytes], address: str, environment: Mapping[str, str]) -> None:
        super().__init__(environment)
        self.process, self.address = process, address


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A Ray cluster with two workers, on a free port, with a token, started from another folder."""
    # Sockets lie there: their paths may not be longer than 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="ray-"))
    port = _free_port()
    token = {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(16)}
    words = f"start --head --block --port {port} --num-cpus 2 --include-dashboard false --disable-usage-stats".split()
    process = subprocess.Popen(
        [SCRIPTS / "ray", *words, "--object-store-memory", "100000000", "--temp-dir", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=Command(token).environment,
        start_new_session=True,
        cwd=folder,
    )
    try:
        address = f"127.0.0.1:{port}"
        found = Cluster(process, address, token | {"RAY_ADDRESS": address})
        until(lambda: _answers(port) or process.poll() is not None)
        yield found
    finally:
        process.terminate()
        # On a busy machine Ray takes its time.
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        # What is left of it is in the group of the process.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _answers(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0
