"""A Hub on loopback for each test, and a dataset to send there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hub.stub import TOKEN, Hub, serving

import pairwright

Done = subprocess.CompletedProcess[str]


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Hub]:
    """The stub; this process and its children take it for the Hub, and know its token."""
    import huggingface_hub
    from huggingface_hub import constants

    with serving() as found:
        monkeypatch.setattr(constants, "ENDPOINT", found.endpoint)
        template = found.endpoint + "/{repo_id}/resolve/{revision}/{filename}"
        monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
        # Large storage by its HTTP protocol: that of Xet is binary and belongs to another server.
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
        monkeypatch.setattr(constants, "HF_HUB_DISABLE_TELEMETRY", True)
        monkeypatch.setattr(constants, "HF_TOKEN_PATH", str(tmp_path / "no-token"))
        monkeypatch.setenv("HF_ENDPOINT", found.endpoint)
        monkeypatch.setenv("HF_TOKEN", TOKEN)
        monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
        monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
        try:
            yield found
        finally:
            huggingface_hub.close_session()


@pytest.fixture(scope="session")
def sharded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished dataset whose training split has several shards, small files and larger ones."""
    folder = tmp_path_factory.mktemp("hub") / "numbers"
    pairwright.write(pairwright.load_recipe("arithmetic").with_rows(1200), folder, shards=4)
    return folder


@pytest.fixture
def folder(sharded: Path, tmp_path: Path) -> Path:
    """A copy that a test may spoil."""
    return Path(shutil.copytree(sharded, tmp_path / "numbers"))


@pytest.fixture
def command() -> Callable[..., Done]:
    """The command line, in a process of its own."""

    def run(*arguments: object, **environment: str) -> Done:
        words = [sys.executable, "-m", "pairwright", *map(str, arguments)]
        known = {**os.environ, "PYTHONIOENCODING": "utf-8", **environment}
        return subprocess.run(words, capture_output=True, text=True, check=False, timeout=60, env=known)

    return run
