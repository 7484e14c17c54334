"""What lm-eval calls for the tasks of this folder: their questions, and the verdict on an answer.

Written by `pairwright export-task`; it stands beside the tasks' YAML.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pairwright import score
from pairwright.verify import Declared


def questions(file: str, wording: dict[str, Any] | None = None, **_: Any) -> dict[str, Any]:
    """The questions of a file beside this one, as a `datasets` dictionary with the split `test`.

    With each goes what its recipe declares of wordings, as JSON.
    """
    from datasets import Dataset

    lines = Path(__file__).with_name(file).read_text(encoding="utf-8").splitlines()
    said = json.dumps(wording)
    return {"test": Dataset.from_list([{**json.loads(line), "wording": said} for line in lines])}


def verdict(doc: dict[str, Any], results: list[str]) -> dict[str, float]:
    """1.0 for an answer that Pairwright's verifier finds right, else 0.0."""
    declared = Declared.of(json.loads(doc["wording"]))
    return {"accuracy": float(score(doc["posed"], results[0], wording=declared).verdict.name == "RIGHT")}
