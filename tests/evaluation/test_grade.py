"""`grade`: what is asked and counted, and that a run which was killed and resumed is equal to one that was not."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.evaluation.stub import Reply, completion, prompt_of, right, serving

import pairwright
from pairwright import Endpoint, ModelError, OutputError, TrainingError

CHEAP: dict[str, Any] = {"questions": 24, "samples": 4}


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def wavering(number: int, asked: dict[str, Any]) -> Reply:
    """Right or one too many, as the seed says; so samples of a question differ, and a run can be repeated."""
    status, reply = right(number, asked)
    if asked.get("seed", 0) % 3 == 0:
        reply = completion(asked, "Sorry, I don't know.")
    return status, reply


def test_every_answer_is_judged_and_counted(tmp_path: Path) -> None:
    with serving(wavering) as stub:
        found = pairwright.grade(Endpoint(stub.url, "big"), "arithmetic", tmp_path / "out", keep="0.2..0.8", **CHEAP)
    rows = pl.read_ndjson(tmp_path / "out" / "graded.jsonl")
    assert rows.height == found.tables["questions"] == 24
    assert rows["question"].n_unique() == 24
    assert found.tables["answers"] == len(stub.requests) == 96
    answers = rows.explode("samples", "verdicts")
    judged = pairwright.score_column(answers, completion="samples")["verdict"]
    assert judged.to_list() == answers["verdicts"].to_list()
    assert found.tables["right"] == (judged == "RIGHT").sum() > 0
    assert found.tables["refused"] > 20
    assert {"view", "operator", "carry", "digits"} <= found.tables["by"].keys()
    for values in found.tables["by"].values():
        assert sum(share["of"] for share in values.values()) == 96
        assert sum(share["count"] for share in values.values()) == found.tables["right"]
    assert (rows["pass_rate"] * rows["of"]).to_list() == rows["right"].to_list()
    kept = pl.read_ndjson(tmp_path / "out" / "kept.jsonl")
    assert kept["question"].to_list() == rows.filter(pl.col("pass_rate").is_between(0.2, 0.8))["question"].to_list()
    assert kept.height == found.kept
    row = kept.row(0, named=True)
    assert row["prompt"] == row["messages"] == [{"role": "user", "content": row["question"]}]
    assert row["reward_model"] == {"style": "rule", "ground_truth": row["ground_truth"]}
    assert pairwright.reward([row["prompt"]], [row["ground_truth"]], question=[row["question"]]) == [1.0]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["fingerprint"] == pairwright.load_recipe("arithmetic").fingerprint
    assert manifest["model"] == "big"


def test_nothing_held_out_is_asked_unless_it_is_said_so(tmp_path: Path) -> None:
    from pairwright.verify import families

    recipe = pairwright.load_recipe("arithmetic")
    test = pairwright.generate(recipe.with_layout("qa"), "test")["question"]
    kin = families(test)["family"].unique()
    with serving() as stub:
        pairwright.grade(Endpoint(stub.url, "big"), recipe, tmp_path / "out", questions=400, samples=1)
        trained = pl.Series([prompt_of(asked) for _, asked in stub.requests])
        stub.requests.clear()
        pairwright.grade(Endpoint(stub.url, "big"), recipe, tmp_path / "test", questions=9, samples=1, split="test")
        held_out = pl.Series([prompt_of(asked) for _, asked in stub.requests])
    assert not families(trained)["family"].is_in(kin.implode()).any()
    assert families(held_out)["family"].is_in(kin.implode()).all()
    with pytest.raises(TrainingError, match="split: no split 'tests'; did you mean 'test'"):
        pairwright.grade(Endpoint("http://x/v1", "big"), recipe, tmp_path / "no", split="tests")


def test_a_run_that_was_stopped_asks_only_what_is_missing(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def counted(number: int, request: dict[str, Any]) -> Reply:
        asked.append((prompt_of(request), request["seed"]))
        return wavering(number, request)

    class StoppedError(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        if done >= 40:
            raise StoppedError

    with serving(counted) as stub:
        endpoint = Endpoint(stub.url, "big", concurrency=4)
        with pytest.raises(StoppedError) as stopped:
            pairwright.grade(endpoint, "arithmetic", tmp_path / "out", progress=stop, **CHEAP)
        assert any("--resume" in note for note in stopped.value.__notes__)
        time.sleep(0.5)
        before = len(asked)
        with pytest.raises(OutputError, match="unfinished dataset; go on with --resume"):
            pairwright.grade(endpoint, "arithmetic", tmp_path / "out", **CHEAP)
        with pytest.raises(OutputError, match="samples 4, not 5"):
            pairwright.grade(endpoint, "arithmetic", tmp_path / "out", resume=True, questions=24, samples=5)
        # A line that the kill cut short.
        log = next((tmp_path / "out" / ".unfinished" / "answers").iterdir())
        with log.open("ab") as file:
            file.write(b'\n[3, "61')
        pairwright.grade(endpoint, "arithmetic", tmp_path / "out", resume=True, **CHEAP)
        # At most what was under way is asked twice.
        assert before <= 40 + 4
        assert len(asked) <= 96 + 8
        assert len(set(asked)) == 96
        pairwright.grade(endpoint, "arithmetic", tmp_path / "again", **CHEAP)
    assert files(tmp_path / "out") == files(tmp_path / "again")
    assert not (tmp_path / "out" / ".unfinished").exists()


def test_a_local_model_resumed_is_equal_to_one_undisturbed(model: Path, tmp_path: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, whole: int) -> None:
        if done >= 32:
            raise StoppedError

    given: dict[str, Any] = {**CHEAP, "batch": 16, "max_new_tokens": 12}
    with pytest.raises(StoppedError):
        pairwright.grade(model, "arithmetic", tmp_path / "out", progress=stop, **given)
    told: list[int] = []
    pairwright.grade(
        model, "arithmetic", tmp_path / "out", resume=True, progress=lambda done, _: told.append(done), **given
    )
    pairwright.grade(model, "arithmetic", tmp_path / "whole", **given)
    assert told[-1] == 96
    assert files(tmp_path / "out") == files(tmp_path / "whole")


def test_requests_under_way_keep_a_server_busy(tmp_path: Path) -> None:
    """Fifty at once against a server that takes 0.3 s each: well above what ten could do, beside other work."""
    with serving(delay=0.3) as stub:
        endpoint = Endpoint(stub.url, "big", concurrency=50)
        started = time.perf_counter()
        pairwright.grade(endpoint, "arithmetic", tmp_path / "out", questions=250, samples=1)
        seconds = time.perf_counter() - started
    assert 30 < stub.most_open <= 50
    assert 250 / seconds > 10 / 0.3


def test_a_reply_without_end_and_one_that_drips() -> None:
    import socket
    import threading

    server = socket.create_server(("127.0.0.1", 0))

    def serve(body: Callable[[socket.socket], None]) -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=_reply, args=(client, body), daemon=True).start()

    how: list[Callable[[socket.socket], None]] = []
    threading.Thread(target=serve, args=(lambda client: how[0](client),), daemon=True).start()  # noqa: PLW0108 (it changes)
    url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for body, said in ((_endless, "over 4 MiB"), (_dripping, "no answer within 1 s")):
        how[:] = [body]
        started = time.monotonic()
        with pytest.raises(ModelError, match=said):
            pairwright.ask(Endpoint(url, "big", timeout=1.0, retries=0), "57+4=?")
        assert time.monotonic() - started < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    server.close()


def _reply(client: Any, body: Callable[[Any], None]) -> None:
    client.recv(65536)
    try:
        client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n")
        body(client)
    except OSError:
        pass
    finally:
        client.close()


def _endless(client: Any) -> None:
    while True:
        client.sendall(b" " * 65536)


def _dripping(client: Any) -> None:
    for _ in range(60):
        client.sendall(b" ")
        time.sleep(0.2)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"questions": 0}, "questions: 0 should be at least 1"),
        ({"samples": 0}, "samples: 0"),
        ({"temperature": 11.0}, "temperature: 11"),
        ({"keep": "0.8..0.2"}, r"keep: '0.8..0.2' should be two shares"),
        ({"keep": "half"}, "keep: 'half'"),
    ],
)
def test_what_makes_no_sense(changes: dict[str, Any], said: str, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match=said):
        pairwright.grade(Endpoint("http://127.0.0.1:1/v1", "m"), "arithmetic", tmp_path / "out", **changes)
    assert os.listdir(tmp_path) == []
