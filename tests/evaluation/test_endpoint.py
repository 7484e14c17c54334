"""Endpoints with OpenAI's interface, on loopback: what is asked, and every way in which they fail."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.evaluation.conftest import Done
from tests.evaluation.stub import Reply, completion, prompt_of, right, serving
from typer.testing import Result

import pairwright
from pairwright import Endpoint, ModelError


@pytest.fixture
def sums(tmp_path: Path) -> Path:
    """Thirty sums."""
    path = tmp_path / "sums.jsonl"
    rows = ({"question": f"{a}+{a + 3}=?", "answer": 2 * a + 3} for a in range(1, 31))
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


@pytest.mark.parametrize("plain", [False, True])
def test_an_endpoint_is_asked_and_scored(sums: Path, plain: bool) -> None:
    with serving() as stub:
        found = pairwright.evaluate(Endpoint(stub.url, "big", plain=plain), sums)
    (score,) = found.models
    assert (score.model, score.right.count, score.right.of, score.no_stop.count) == ("big", 30, 30, 0)
    assert {path for path, _ in stub.requests} == {"/v1/completions" if plain else "/v1/chat/completions"}
    assert sorted(prompt_of(asked) for _, asked in stub.requests) == sorted(f"{a}+{a + 3}=?" for a in range(1, 31))
    assert all(asked["temperature"] == 0 and asked["model"] == "big" for _, asked in stub.requests)


def test_no_more_questions_are_open_than_allowed(sums: Path) -> None:
    with serving(delay=0.02) as stub:
        pairwright.evaluate(Endpoint(stub.url, "big", concurrency=3), sums)
    assert 2 <= stub.most_open <= 3


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(sums: Path, status: int) -> None:
    def reply(number: int, asked: dict[str, Any]) -> Reply:
        return (status, {"error": {"message": "busy"}}) if number % 5 == 0 else right(number, asked)

    with serving(reply) as stub:
        found = pairwright.evaluate(Endpoint(stub.url, "big", concurrency=1), sums)
    assert found.models[0].right.count == 30
    assert len(stub.requests) > 30


def test_an_answer_that_was_cut_off_and_one_that_is_empty() -> None:
    def reply(number: int, asked: dict[str, Any]) -> Reply:
        return 200, completion(asked, None if number else "61, since", "length")

    with serving(reply) as stub:
        endpoint = Endpoint(stub.url, "big")
        answers = [pairwright.ask(endpoint, "57+4=?")[0] for _ in range(2)]
    assert [(each.completion, each.stopped) for each in answers] == [("61, since", False), ("", False)]
    assert answers[1].verdict == "UNPARSED"


REPLIES: dict[str, tuple[Reply, str]] = {
    "500": ((500, {"error": {"message": "out of memory"}}), "fails in 1 tries (500"),
    "429": ((429, {"error": {"message": "slow down"}}), "fails in 1 tries (429"),
    "401": ((401, {"error": {"message": "no key"}}), "OPENAI_API_KEY"),
    "404": ((404, {"error": {"message": "no such model"}}), "--model-name 'big'"),
    "html": ((200, b"<html>Welcome to nginx</html>"), "not of OpenAI's interface"),
    "not json": ((200, b"}{"), "not of OpenAI's interface"),
    "nested": ((200, b"[" * 100_000), "not of OpenAI's interface"),
    "keys nested": ((200, b'{"choices":' * 50_000), "not of OpenAI's interface"),
    "a list": ((200, [1, 2]), "not of OpenAI's interface"),
    "no choices": ((200, {"id": "1", "choices": []}), "not of OpenAI's interface"),
    "other keys": ((200, {"answer": 61}), "not of OpenAI's interface"),
    "a number": ((200, {"choices": [{"message": {"content": 61}, "text": 61}]}), "not of OpenAI's interface"),
}


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("plain", [False, True])
def test_nonsense_and_refusals_are_one_clear_line(name: str, plain: bool) -> None:
    sent, said = REPLIES[name]
    with serving(lambda *_: sent) as stub, pytest.raises(ModelError) as caught:
        pairwright.ask(Endpoint(stub.url, "big", retries=0, plain=plain), "57+4=?")
    text = str(caught.value)
    assert text.startswith(stub.url)
    assert said in text
    assert "\n" not in text
    assert len(text) < 400


def test_silence_and_nobody_there() -> None:
    with serving(delay=1.5) as stub, pytest.raises(ModelError, match=r"no answer within 0\.2 s in 2 tries"):
        pairwright.ask(Endpoint(stub.url, "big", timeout=0.2, retries=1), "57+4=?")
    with pytest.raises(ModelError, match="cannot be reached"):
        pairwright.ask(Endpoint(stub.url, "big", retries=0), "57+4=?")


def test_an_interrupt_does_not_wait_for_a_silent_server(sums: Path, tmp_path: Path) -> None:
    code = (
        "import sys, pairwright\n"
        "def stop(done, total): raise KeyboardInterrupt\n"
        "endpoint = pairwright.Endpoint(sys.argv[1], 'big')\n"
        "pairwright.evaluate(endpoint, sys.argv[2], samples=sys.argv[3], progress=stop)\n"
    )
    samples = tmp_path / "samples.jsonl"
    with serving(delay=30) as stub:
        words = [sys.executable, "-c", code, stub.url, str(sums), str(samples)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=25)
    assert "KeyboardInterrupt" in done.stderr
    assert not samples.exists()


def test_the_command_line_asks_an_endpoint(
    sums: Path, model: Path, command: Callable[..., Result], tmp_path: Path
) -> None:
    samples = tmp_path / "samples.jsonl"
    with serving() as stub:
        options = ("--endpoint", stub.url, "--model-name", "big", "--against", model, "--samples", samples, "--json")
        done = command("eval", sums, *options)
        asked = command("ask", "50-8=?", "--endpoint", stub.url, "--model-name", "big")
    assert done.exit_code == 0, done.stderr
    found = json.loads(done.stdout)
    assert [each["model"] for each in found["models"]] == ["big", str(model)]
    assert found["models"][0]["right"]["count"] == 30
    assert len(samples.read_text().splitlines()) == 60
    assert "The answer is 42.  RIGHT" in asked.stdout


def test_what_is_wrong_with_an_endpoint_is_told_before_anybody_is_asked(process: Callable[..., Done]) -> None:
    for bad in (
        {"url": "localhost:8000", "model": "m"},
        {"url": "http://localhost/v1", "model": ""},
        {"url": "http://localhost/v1", "model": "m", "timeout": 0},
        {"url": "http://localhost/v1", "model": "m", "concurrency": 0},
    ):
        with pytest.raises(ModelError):
            Endpoint(**bad)
    done = process("ask", "m", "1+1=?", "--model-name", "big")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "--endpoint" in done.stderr


def test_the_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(ModelError, match=r"pairwright\[endpoint\]"):
        pairwright.ask(Endpoint("http://127.0.0.1:1/v1", "m"), "1+1=?")
