"""The dataset card: README.md with the YAML header by which `datasets.load_dataset` finds the splits.

Splits of different layouts have different columns.  The default configuration lists the union, so
`load_dataset(folder)` gives every split (columns of other layouts are null); besides, each layout
has a configuration of its own with just its columns: `load_dataset(folder, "pairs")`.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import yaml

from pairwright.dataset_folder.summary import SplitSummary, Summary
from pairwright.layouts import Dtype, layout
from pairwright.recipe.recipe import Recipe

Metadata = Mapping[str, Mapping[str, Dtype]]

_TEXT = (files("pairwright") / "dataset_folder" / "card.md").read_text(encoding="utf-8")


def card(recipe: Recipe, summary: Summary, metadata: Metadata) -> str:
    """The whole text of README.md; `metadata`: of each split the metadata columns with their dtypes."""
    header = yaml.safe_dump(_header(recipe, summary, metadata), sort_keys=False, allow_unicode=True)
    body = _TEXT.format(
        name=recipe.name,
        description=recipe.description or "Preference data for mathematics.",
        table="\n".join(_table(summary)),
        fingerprint=summary.fingerprint,
        seed=summary.seed,
        certified="Every row was read back as text and certified by an independent verifier."
        if summary.certified
        else "The rows were **not** certified.",
        train=summary.splits[0].name,
    )
    return f"---\n{header}---\n\n{body}"


def _header(recipe: Recipe, summary: Summary, metadata: Metadata) -> dict[str, Any]:
    by_layout: dict[str, list[str]] = {}
    for split in summary.splits:
        by_layout.setdefault(recipe.splits[split.name].layout, []).append(split.name)
    configurations = {"default": [split.name for split in summary.splits]}
    configurations |= by_layout
    return {
        "pretty_name": recipe.name,
        "language": ["en"],
        "task_categories": ["text-generation"],
        "tags": ["preference", "dpo", "mathematics", "synthetic"],
        "size_categories": [_size_category(summary.rows)],
        "configs": [
            {
                "config_name": name,
                **({"default": True} if name == "default" else {}),
                "data_files": [{"split": split, "path": _split(summary, split).pattern} for split in splits],
            }
            for name, splits in configurations.items()
        ],
        "dataset_info": [
            {"config_name": name, "features": _features(recipe, splits, metadata)}
            for name, splits in configurations.items()
        ],
    }


def _features(recipe: Recipe, splits: list[str], metadata: Metadata) -> list[dict[str, Any]]:
    dtypes: dict[str, Dtype] = {}
    for split in splits:
        dtypes |= layout(recipe.splits[split].layout).dtypes
    for split in splits:
        dtypes |= metadata.get(split, {})
    return [_feature(name, dtype) for name, dtype in dtypes.items()]


def _feature(name: str, dtype: Dtype) -> dict[str, Any]:
    if isinstance(dtype, str):
        return {"name": name, "dtype": dtype}
    item = dtype[0]
    return {"name": name, "list": item if isinstance(item, str) else [_feature(*field) for field in item.items()]}


def _split(summary: Summary, name: str) -> SplitSummary:
    return next(split for split in summary.splits if split.name == name)


def _size_category(rows: int) -> str:
    steps = ["1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B", "100B", "1T"]
    for power, (below, above) in enumerate(zip(["", *steps], steps, strict=False), 3):
        if rows < 10**power:
            return f"{below}<n<{above}" if below else "n<1K"
    return "n>1T"


def _table(summary: Summary) -> list[str]:
    rows = [
        "| split | file | rows | distinct questions | fact families | shared with train |",
        "|---|---|--:|--:|--:|--:|",
    ]
    for split in summary.splits:
        numbers = (split.rows, split.questions, split.families, split.shared_families)
        cells = ["–" if number is None else f"{number:,}" for number in numbers]
        rows.append(f"| {split.name} | `{split.pattern}` | {' | '.join(cells)} |")
    return rows
