"""The dataset card: README.md with the YAML header by which `datasets.load_dataset` finds the splits.

Splits of different layouts have different columns.  The default configuration lists the union, so
`load_dataset(folder)` gives every split (columns of other layouts are null); besides, each layout
has a configuration of its own with just its columns: `load_dataset(folder, "pairs")`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from typing import Any

import yaml

from pairwright.dataset_folder.summary import SplitSummary, Summary
from pairwright.layouts import Dtype, recipe_layout
from pairwright.mistakes.base import REFUSAL
from pairwright.recipe.recipe import Recipe
from pairwright.version import __version__

Metadata = Mapping[str, Mapping[str, Dtype]]
Row = Mapping[str, Any]
# What a split is for, by where its families come from; and how it is told to a trainer or a test.
_PURPOSES = {
    "training": "to train on",
    "held_out": "a test of facts that are never trained on, in any form",
    "familiar": "a test of facts that are trained on in other forms",
    "beyond": "a test of numbers beyond those of training",
    "all": "rows of all families, those of the tests among them: not to be trained on where these are used",
}
# Markdown and HTML obey these in a recipe's description.
_OBEYED = re.compile(r"[\\*_\[\]<>#|~]")

_TEXT = (files("pairwright") / "dataset_folder" / "card.md").read_text(encoding="utf-8")


def card(recipe: Recipe, summary: Summary, metadata: Metadata, samples: Mapping[str, Row] | None = None) -> str:
    """The whole text of README.md.

    Args:
        recipe: of the dataset.
        summary: of what was written.
        metadata: of each split the metadata columns with their dtypes.
        samples: of some splits a row.

    """
    header = yaml.safe_dump(_header(recipe, summary, metadata), sort_keys=False, allow_unicode=True)
    body = _TEXT.format(
        name=recipe.name,
        version=__version__,
        description=_plain(recipe.description) or "Preference data for mathematics.",
        table="\n".join(_table(summary)),
        fingerprint=summary.fingerprint,
        seed=summary.seed,
        certified="Every row was read back as text and certified by an independent verifier."
        if summary.certified
        else "The rows were **not** certified.",
        repeats=_repeats(summary),
        purposes="\n".join(f"- `{each.name}`: {_purpose(recipe, each)}." for each in summary.splits),
        loading="\n".join(_loading(recipe, summary)),
        columns="\n".join(_columns(recipe, summary, metadata)),
        samples="\n\n".join(_sample(name, row) for name, row in (samples or {}).items()),
        mistakes=_mistakes(summary, metadata),
    )
    return f"---\n{header}---\n\n{body}"


def _plain(text: str) -> str:
    """A text that is shown as it is, in one paragraph."""
    return _OBEYED.sub(r"\\\g<0>", " ".join(text.split()))


def _repeats(summary: Summary) -> str:
    """Whether rows stand twice, and how often, in a split of which that is known."""
    if summary.distinct:
        return "No row of a split stands in it twice."
    split, said = summary.splits[0], "Rows beyond the distinct questions ask one of them again"
    if not split.questions or split.questions >= split.rows:
        return f"{said}."
    return f"{said} (in `{split.name}` {split.rows / split.questions:.1f} rows a question)."


def _purpose(recipe: Recipe, split: SplitSummary) -> str:
    """What a split is for; the difficulty that it is kept to, its order, and which stage of what it is."""
    said, asked = [_PURPOSES[split.kind]], recipe.splits[split.name]
    kinds: dict[str, list[str]] = {}
    for kind in recipe.problems:
        if (bounds := recipe.bounds(split.name, kind)) is not None:
            kinds.setdefault(bounds.text, []).append(kind)
    for text, bounded in kinds.items():
        of = "" if len(bounded) == len(recipe.problems) else f" of {', '.join(bounded)}"
        said.append(f"difficulty {text}{of}")
    if asked.order in {"easy_first", "mixed"}:
        said.append("easy rows first" + ("" if asked.order == "easy_first" else ", but every fifth from anywhere"))
    if (stage := asked.stage) is not None:
        said.append(f"stage {stage.number} of {stage.stages} of `{stage.of}`, the first the easiest")
    return "; ".join(said)


def _loading(recipe: Recipe, summary: Summary) -> Iterator[str]:
    for split in summary.splits:
        name = recipe.splits[split.name].layout
        yield f'{split.name} = load_dataset("path/to/this/folder", "{name}", split="{split.name}")'


def _columns(recipe: Recipe, summary: Summary, metadata: Metadata) -> Iterator[str]:
    yield "| layout | splits | columns |"
    yield "|---|---|---|"
    by_layout: dict[str, list[str]] = {}
    for split in summary.splits:
        by_layout.setdefault(recipe.splits[split.name].layout, []).append(split.name)
    for name, splits in by_layout.items():
        columns = ", ".join(f"`{each['name']}`" for each in _features(recipe, splits, metadata))
        yield f"| `{name}` | {', '.join(splits)} | {columns} |"
    typed = "a text, since some are fractions, decimals or quotients with remainders"
    yield f"\nAn `answer` is {typed if recipe.has_typed_answers else 'an integer'}."


def _sample(name: str, row: Row) -> str:
    """A row as JSON; the fence is longer than any in it."""
    text = json.dumps(row, ensure_ascii=False)
    fence = "`" * max(3, 1 + max((len(each) for each in re.findall("`+", text)), default=0))
    return f"The first row of `{name}`:\n\n{fence}json\n{text}\n{fence}"


def _mistakes(summary: Summary, metadata: Metadata) -> str:
    """The kinds of mistakes in the rejected answers; nothing where all of them are refusals."""
    found: list[str] = []
    for split in summary.splits:
        if not set(split.mistakes) - {REFUSAL}:
            continue
        whole = sum(split.mistakes.values())
        found.append(f"| rejected answers of `{split.name}` | share |\n|---|--:|")
        found[-1] += "".join(f"\n| `{name}` | {count / whole:.1%} |" for name, count in split.mistakes.items())
        named = "The column `mistake` names the kind in each row, `wrong_answer` what it claims."
        unnamed = "The rows do not name the kind; made with `--metadata` they have the column `mistake`."
        found.append(named if "mistake" in metadata.get(split.name, {}) else unnamed)
    return "\n".join(["", "## Kinds of mistakes", "", *(f"{each}\n" for each in found)]) if found else ""


def _header(recipe: Recipe, summary: Summary, metadata: Metadata) -> dict[str, Any]:
    by_layout: dict[str, list[str]] = {}
    for split in summary.splits:
        by_layout.setdefault(recipe.splits[split.name].layout, []).append(split.name)
    configurations = {"default": [split.name for split in summary.splits]}
    configurations |= by_layout
    return {
        "pretty_name": recipe.name,
        "language": ["en"],
        "license": "apache-2.0",
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
        dtypes |= recipe_layout(recipe.splits[split].layout).dtypes
    for split in splits:
        dtypes |= metadata.get(split, {})
    if "answer" in dtypes and not isinstance(dtypes["answer"], list):
        dtypes["answer"] = recipe.answer_dtype
    return [_feature(name, dtype) for name, dtype in dtypes.items()]


def _feature(name: str, dtype: Dtype) -> dict[str, Any]:
    if isinstance(dtype, str):
        return {"name": name, "dtype": dtype}
    if isinstance(dtype, dict):
        return {"name": name, "struct": [_feature(*field) for field in dtype.items()]}
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
