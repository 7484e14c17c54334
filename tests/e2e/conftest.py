"""What the end-to-end tests share: the command, the oracle, and the default dataset, written once a session."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.e2e.oracle import Oracle

Done = subprocess.CompletedProcess[str]
Snapshot = Mapping[str, str]


# Many commands in one process, each as if it were alone: to start an interpreter for each takes most of a second.
_MANY = """
import contextlib, io, json, sys
from pairwright.cli.main import main
found = []
for arguments in json.load(sys.stdin):
    said, complained = io.StringIO(), io.StringIO()
    sys.argv, code = ["pairwright", *arguments], 0
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    found.append([code, said.getvalue(), complained.getvalue()])
print(json.dumps(found))
"""


class Command:
    """The installed command, run as a user runs it."""

    script = str(Path(sys.executable).with_name("pairwright"))
    # Without the first, a session that forbids compiled files would compile the package for each command; the second
    # is what the tests' own runner takes for the width of a terminal that is none.
    environment: ClassVar[dict[str, str]] = {
        **{name: value for name, value in os.environ.items() if name not in {"PYTHONDONTWRITEBYTECODE", "COLUMNS"}},
        "PYTHONIOENCODING": "utf-8",
    }

    def __call__(self, *arguments: object, **options: Any) -> Done:
        """Run to the end, whatever comes of it."""
        with self.start(*arguments, **options) as process:
            try:
                said, complained = process.communicate(timeout=120)
            finally:
                process.kill()
        return Done(process.args, process.returncode, said, complained)

    def ok(self, *arguments: object, **options: Any) -> str:
        """Run, be sure that it went well and complained of nothing, and return what stands on stdout."""
        done = self(*arguments, **options)
        assert (done.returncode, done.stderr) == (0, ""), done
        return done.stdout

    def many(self, runs: Iterable[Sequence[object]]) -> list[Done]:
        """Run one after the other in a single process, whatever comes of them."""
        asked = [[str(argument) for argument in arguments] for arguments in runs]
        words = [sys.executable, "-c", _MANY]
        done = subprocess.run(
            words,
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=self.environment,
        )
        assert (done.returncode, done.stderr) == (0, ""), done
        return [Done(["pairwright", *each], *found) for each, found in zip(asked, json.loads(done.stdout), strict=True)]

    def all_ok(self, runs: Iterable[Sequence[object]]) -> list[str]:
        """As `many`; be sure that all went well and complained of nothing, and return what stands on stdout."""
        found = self.many(runs)
        assert [done for done in found if (done.returncode, done.stderr) != (0, "")] == []
        return [done.stdout for done in found]

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        """Start and go on."""
        words = [self.script, *map(str, arguments)]
        pipe = subprocess.PIPE
        return subprocess.Popen(words, stdout=pipe, stderr=pipe, text=True, env=self.environment, **options)


class Dataset(NamedTuple):
    """A dataset folder as it was written, its JSON Lines read."""

    folder: Path
    said: str
    splits: Mapping[str, list[dict[str, Any]]]

    @property
    def positives(self) -> list[str]:
        """The chosen texts of the training split, in order."""
        return [row["positive"] for row in self.splits["train"]]

    @property
    def manifest(self) -> dict[str, Any]:
        """The manifest."""
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))
        return found


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _snapshot(folder: Path) -> Snapshot:
    """Each path below a folder with the checksum of its bytes; empty where there is no folder."""
    paths = sorted(folder.rglob("*"))
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "folder"
        for path in paths
    }


@pytest.fixture(scope="session")
def command() -> Command:
    """The `pairwright` command beside this interpreter."""
    return Command()


@pytest.fixture(scope="session")
def read_lines() -> Callable[[Path], list[dict[str, Any]]]:
    """The rows of a JSON Lines file."""
    return _read_lines


@pytest.fixture(scope="session")
def snapshot() -> Callable[[Path], Snapshot]:
    """What stands in a folder, to the byte."""
    return _snapshot


@pytest.fixture(scope="session")
def oracle() -> Oracle:
    """Independent judgement; its file is loaded by path, as test files are no package."""
    spec = importlib.util.spec_from_file_location("e2e_oracle", Path(__file__).with_name("oracle.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Oracle = module.Oracle()
    return found


@pytest.fixture(scope="session")
def default(command: Command, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """What `pairwright generate --out DIR` writes, with nothing else said."""
    folder = tmp_path_factory.mktemp("default") / "data"
    said = command.ok("generate", "--out", folder)
    names = ("train", "test", "test_familiar", "test_beyond")
    return Dataset(folder, said, {name: _read_lines(folder / f"{name}.jsonl") for name in names})


@pytest.fixture
def recipe(tmp_path: Path) -> Callable[..., Path]:
    """Save a recipe's YAML and return its path."""

    def saved(text: str, name: str = "mine.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return saved
