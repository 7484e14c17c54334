"""Models that are asked by workers of Ray: the bytes of this process, whatever is killed."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.evaluation.chat import saved_chat_model
from tests.evaluation.stub import Reply, completion, prompt_of, right, serving

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
    with serving(wavering, delay=0.01) as stub:
        asked = ("mine", "arithmetic", "--endpoint", stub.url, "--model-name", "big", "--questions", 1100)
        given = (*asked, "--samples", 2, "--quiet", "--concurrency", 4)
        cluster.ok(*given, "--out", tmp_path / "local")
        there = len({(prompt_of(each), each["seed"]) for _, each in stub.requests})
        assert there == len(stub.requests) == 2200
        stub.requests.clear()
        with cluster.start(*given, *ON_RAY, "--out", tmp_path / "rays") as process:
            wait_until(lambda: len(stub.requests) > 700 or process.poll() is not None)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=30)
        assert process.returncode == -signal.SIGKILL
        wait_until(lambda: not stub.open_now)
        before = len(stub.requests)
        assert 4 < stub.most_open <= 8
        cluster.ok(*given, *ON_RAY, "--out", tmp_path / "rays", "--resume")
        # Beside what was answered, no more than what was under way or waiting is asked again.
        assert 2200 - before <= len(stub.requests) - before <= 2200 - before + 4 * 64
    assert snapshot(tmp_path / "rays") == snapshot(tmp_path / "local")


def test_a_model_in_each_worker_whatever_their_folder(cluster: Cluster, snapshot: Snapshot, chat: Path) -> None:
    asked = ("--questions", 30, "--samples", 2, "--batch", 7, "--max-new-tokens", 6, "--quiet")
    at = chat.parent
    for command, more in (("grade", ("--keep", "0..1")), ("mine", ("--reject", "unended", "--reject", "unread"))):
        cluster.ok(command, "model", "arithmetic", *asked, *more, "--out", f"{command}-local", cwd=at)
        cluster.ok(command, "model", "arithmetic", *asked, *more, *ON_RAY, "--out", f"{command}-rays", cwd=at)
        assert snapshot(at / f"{command}-rays") == snapshot(at / f"{command}-local")
        assert (at / f"{command}-rays" / "manifest.json").is_file()


def test_what_a_worker_cannot_do_is_told_in_one_line(cluster: Cluster, chat: Path, tmp_path: Path) -> None:
    given = ("arithmetic", "--questions", 4, "--out", tmp_path / "own")
    words = ("mine", *given, "--endpoint", "http://127.0.0.1:1/v1", "--model-name", "big", "--timeout", 1)
    line = cluster.refused(*words, *ON_RAY)
    assert "http://127.0.0.1:1/v1: cannot be reached in 5 tries" in line
    assert "workers: 2 is for Ray; set --engine ray too" in cluster.refused("mine", chat, *given, "--workers", 2)
    assert "engine: unknown engine 'rays'; did you mean 'ray'?" in cluster.refused(
        "grade", chat, *given, "--engine", "rays"
    )
    assert not (tmp_path / "own").exists()
