"""A training as sections: the loss, the score on held-out questions, and whatever else the trainer logged."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pairwright.errors import DataError
from pairwright.reporting import charts
from pairwright.reporting.parts import Head, Part, Section, chart, figures, rows, table
from pairwright.reporting.sampled import sample_row

FACTS, LOG = "pairwright.json", "log.jsonl"
_LARGEST = 1 << 26
# TRL's names of what tells whether a side becomes likelier, and how they are called here.
_SIDES = {"logps/chosen": "chosen", "logps/rejected": "rejected"}
_REWARDS = {"rewards/chosen": "chosen", "rewards/rejected": "rejected"}


def training_sections(folder: Path, facts: Mapping[str, Any]) -> list[Section]:
    """The sections of a trained model's folder.

    Raises:
        DataError: its log cannot be read.

    """
    result = facts["result"]
    scores = result["scores"]
    last = f"{100 * scores[-1][1]:.1f} %" if scores else "not asked"
    head = figures(
        [
            ("method", result["method"].upper(), ""),
            ("steps", result["steps"], f"{result['batch']} rows each"),
            ("rows", result["rows"], str(result["data"])),
            ("held-out questions right", last, f"of {result['questions']:,}" if scores else ""),
        ]
    )
    parts = [head, _lines("Loss.", "The mean loss since the point before.", "loss", {"loss": result["losses"]})]
    if scores:
        parts.append(
            _lines(
                "Held-out score.",
                "The share of held-out questions answered right.",
                "share right",
                {"held out": scores},
                percent=True,
            )
        )
    log = _log(folder / LOG)
    for title, caption, y, names in (
        (
            "Log-probabilities.",
            "How likely the model finds each side; both may fall while their distance grows.",
            "log-probability",
            _SIDES,
        ),
        ("Rewards.", "How much likelier each side has become than the base found it.", "reward", _REWARDS),
    ):
        curves = {
            name: [[each["step"], each[key]] for each in log if key in each and "step" in each]
            for key, name in names.items()
        }
        if any(curves.values()):
            parts.append(_lines(title, caption, y, curves))
    parts += _answers(log)
    return [Section("training", "Training", f"{folder.name}, trained from {Path(result['base']).name}.", tuple(parts))]


def _lines(
    title: str, caption: str, y: str, curves: Mapping[str, Sequence[Sequence[float]]], *, percent: bool = False
) -> Part:
    points = [{"step": step, y: value, "of": name} for name, curve in curves.items() for step, value in curve]
    heads = [Head("of"), Head("step", "count"), Head(y, "share" if percent else "number")]
    same = table("", heads, [[each["of"], each["step"], each[y]] for each in points])
    return chart(title, caption, charts.lines(points, x="step", y=y, of="of", percent=percent), same)


def _answers(log: Sequence[Mapping[str, Any]]) -> Iterator[Part]:
    """What was said at each score, the last first."""
    told = [
        sample_row({**answer, "row": row, "step": each["step"]})
        for each in reversed(log)
        for row, answer in enumerate(each.get("answers", ()), 1)
    ]
    if told:
        yield rows("Answers to the same held-out questions at each score, the last first.", ["step", "verdict"], told)


def _log(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        return []
    try:
        with path.open("rb") as file:
            return [json.loads(line) for line in file.read(_LARGEST).splitlines() if line.strip()]
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{path}: cannot be read as a log; leave it out, or train again") from error
