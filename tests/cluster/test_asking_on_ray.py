"""Models that are asked by workers of Ray: the bytes of this process, whatever is killed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.evaluation.chat import saved_chat_model
from tests.evaluation.stub import Reply, completion, right, serving

import pairwright

if TYPE_CHECKING:
    from tests.cluster.conftest import Cluster

Snapshot = Callable[[Path], dict[str, str]]
ON_RAY = ("--engine", "ray", "--workers", 2)


def wavering(number: int, asked: dict[str, Any]) -> Reply:
    """Right or one too many, as the seed says: so a run can be repeated, whoever asks."""
    if asked["seed"] % 3:
        return right(number, asked)
    return 200, completion(asked, f"The answer is {asked['seed'] % 1000 + 1000}.")


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny chat model with random weights."""
    return saved_chat_model(tmp_path_factory.mktemp("chat") / "model")


def test_one_endpoint_asked_by_all_killed_and_resumed(
    cluster: Cluster, snapshot: Snapshot, wait_until: Callable[..., Any], tmp_path: Path
) -> None:
    with serving(wavering, delay=0.005) as stub:
        endpoint = pairwright.Endpoint(stub.url, "big")
        pairwright.grade(endpoint, "arithmetic", tmp_path / "local", questions=1030, samples=1, keep="0.5..1")
        stub.requests.clear()
        asked = ("grade", "arithmetic", "--endpoint", stub.url, "--model-name", "big", "--questions", 1030)
        given = (*asked, "--samples", 1, "--keep", "0.5..1", "--concurrency", 4, "--quiet", *ON_RAY)
        with cluster.start(*given, "--out", tmp_path / "rays") as process:
            wait_until(lambda: len(stub.requests) > 300 or process.poll() is not None)
            process.kill()
            process.communicate(timeout=30)
        assert process.returncode == -signal.SIGKILL
        wait_until(lambda: not stub.open_now)
        before = len(stub.requests)
        assert 4 < stub.most_open <= 8
        cluster.ok(*given, "--out", tmp_path / "rays", "--resume")
        # Beside what was answered, no more than what was under way or waiting is asked again.
        assert 1030 - before <= len(stub.requests) - before <= 1030 - before + 3 * 64
    assert snapshot(tmp_path / "rays") == snapshot(tmp_path / "local")


def test_a_model_in_each_worker_whatever_their_folder(
    cluster: Cluster, snapshot: Snapshot, chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(chat.parent)
    given: dict[str, Any] = {"questions": 30, "samples": 2, "batch": 7, "max_new_tokens": 6}
    pairwright.mine("model", "arithmetic", "local", reject=["unended", "unread"], **given)
    words = [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]
    words += ["--reject", "unended", "--reject", "unread", "--quiet"]
    cluster.ok("mine", "model", "arithmetic", *words, *ON_RAY, "--out", "rays", cwd=chat.parent)
    assert "chosen_logp" in (chat.parent / "local" / "train.jsonl").read_text(encoding="utf-8")
    assert snapshot(chat.parent / "rays") == snapshot(chat.parent / "local")


def test_what_a_worker_cannot_do_is_told_in_one_line(cluster: Cluster, tmp_path: Path) -> None:
    given = ("mine", "arithmetic", "--questions", 4, "--out", tmp_path / "own", *ON_RAY)
    line = cluster.refused(*given, "--endpoint", "http://127.0.0.1:1/v1", "--model-name", "big", "--timeout", 1)
    assert "http://127.0.0.1:1/v1: cannot be reached in 5 tries" in line
    assert not (tmp_path / "own").exists()
