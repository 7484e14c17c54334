"""Child: items of a reasoning-gym dataset as JSON Lines, and print rows and seconds (imports not counted).

python -m benchmarks.peers chain_sum --rows 100000 --out FILE
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import reasoning_gym

from benchmarks.clock import timed


def write_items(dataset: str, rows: int, out: Path) -> int:
    """Question and answer of each item; its metadata are made too (they cannot be turned off) but not written."""
    items = reasoning_gym.create_dataset(dataset, size=rows, seed=42)
    with out.open("w", encoding="utf-8") as file:
        for item in items:
            file.write(json.dumps({"question": item["question"], "answer": item["answer"]}) + "\n")
    return rows


def main() -> None:
    """Time one dataset."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dataset")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    timed(lambda: write_items(options.dataset, options.rows, options.out))


if __name__ == "__main__":
    main()
