"""What came of a training: as data, and as the model card of its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from pairwright.errors import TrainingError
from pairwright.learn.training.exam import METRIC
from pairwright.learn.training.methods import METHODS
from pairwright.learn.training.preferring import PREFERRED
from pairwright.version import __version__

FACTS = "pairwright.json"
LOG = "log.jsonl"
# Settings that say nothing of the model.
_UNTOLD = {"output_dir", "report_to", "disable_tqdm", "dataloader_pin_memory", "save_steps", "save_total_limit"}

# How the pipelines of transformers use it.
_USES = {
    "text-generation": """ask = pipeline("text-generation", "path/to/this/folder", return_full_text=False)
print(ask("57+4=?"))""",
    "text-classification": """score = pipeline("text-classification", "path/to/this/folder", function_to_apply="none")
print(score(f"57+4=? The answer is 61.{score.tokenizer.eos_token}"))""",
}


@dataclass(frozen=True)
class Trained:
    """What came of a training.

    Attributes:
        out: the model's folder, which can be the base of the next training.
        method: a name of `METHODS`.
        base: the folder that it began with.
        data, fingerprint: what it was trained on.
        rows: how many rows that has (a side each for 'kto').
        left_out: rows that were read, but had not what the method needs.
        seed: of the order and the trainer.
        batch: rows a step.
        steps: how many there were.
        reached: whether it ended because the target was reached.
        losses: (step, mean loss since the last of these).
        scores: (step, share of held-out questions answered right, or of held-out pairs of which the chosen side has
            the higher score, 0..1); none if nothing was asked.
        questions: how many there were, questions or pairs.
        seconds: how long the steps took, those before a resume left out.

    """

    out: str
    method: str
    base: str
    data: str
    fingerprint: str
    rows: int
    left_out: int
    seed: int
    batch: int
    steps: int
    reached: bool
    losses: tuple[tuple[int, float], ...]
    scores: tuple[tuple[int, float], ...]
    questions: int
    seconds: float

    @property
    def score(self) -> float | None:
        """The last score; None if nothing was asked."""
        return self.scores[-1][1] if self.scores else None

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)

    @classmethod
    def read(cls, folder: Path, run: Mapping[str, Any]) -> Trained | None:
        """What a finished folder says of itself; None if it is not that of this run.

        Raises:
            TrainingError: the folder's own account of itself cannot be read.

        """
        try:
            facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
            if facts.get("run") != json.loads(json.dumps(run)):
                return None
            result = facts["result"]
            curves = {name: tuple(map(tuple, result[name])) for name in ("losses", "scores")}
            return cls(**{**result, **curves, "out": str(folder)})
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise TrainingError(f"{folder / FACTS}: cannot be read; replace the model with --overwrite") from error


def curves_of(log: list[dict[str, Any]]) -> dict[str, tuple[tuple[int, float], ...]]:
    """`losses` and `scores` from what the trainer has logged."""
    keys = {"losses": ("loss",), "scores": (METRIC, PREFERRED)}
    return {
        name: tuple((each["step"], each[key]) for each in log for key in own if key in each)
        for name, own in keys.items()
    }


def described(
    result: Trained, run: Mapping[str, Any], options: Mapping[str, Any], log: list[dict[str, Any]]
) -> dict[str, str]:
    """The texts beside the model: its card, the same as data, and the log."""
    facts = {"pairwright": __version__, "made": "train", "result": result.as_dict(), "run": run}
    return {
        "README.md": _card(result, options),
        FACTS: f"{json.dumps(facts, indent=2)}\n",
        LOG: "".join(f"{json.dumps(entry)}\n" for entry in log),
    }


def _card(result: Trained, options: Mapping[str, Any]) -> str:
    told = {name: value for name, value in options.items() if name not in _UNTOLD}
    ended = ["It ended when it had reached its target."] * result.reached
    left_out = [f"{result.left_out:,} rows that lack what {result.method} needs were left out."] * bool(result.left_out)
    facts = {name: value for name, value in result.as_dict().items() if not isinstance(value, tuple)}
    card = (files(__package__) / "card.md").read_text(encoding="utf-8")
    task = "text-classification" if _in_pairs(result) else "text-generation"
    return card.format(
        task=task,
        use=_USES[task],
        **{**facts, "base": Path(result.base).name},
        trainer=METHODS[result.method].trainer,
        read=_read(result.steps * result.batch, result.rows),
        remarks="".join(f" {each}" for each in (*ended, *left_out)),
        table=_table(result),
        settings=yaml.safe_dump(told, allow_unicode=True),
    )


def _in_pairs(result: Trained) -> bool:
    """Whether it is a model that scores texts."""
    return METHODS[result.method].scored_on == "pairs"


def _read(texts: int, rows: int) -> str:
    """How much of the data the steps came to.

    >>> _read(19_200, 400_000), _read(600, 300)
    ('19,200 of the 400,000 rows', '2.00 passes over the data')
    """
    return f"{texts:,} of the {rows:,} rows" if texts < rows else f"{texts / rows:.2f} passes over the data"


def _table(result: Trained) -> str:
    """The scores; of many the first, the last and some between."""
    if not result.scores:
        return "No question was asked."
    every = -(-len(result.scores) // 12)
    shown = [*result.scores[:-1:every], result.scores[-1]]
    what = (
        "chosen side preferred in {:,} held-out pairs"
        if _in_pairs(result)
        else "exact match on {:,} held-out questions"
    )
    head = f"| step | {what.format(result.questions)} |\n|--:|--:|"
    return "\n".join([head, *(f"| {step:,} | {share:.1%} |" for step, share in shown)])
