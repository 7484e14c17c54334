"""A dataset as sections: what it holds, which facts, the proof that nothing leaks, repeats, and rows to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.auditing.blocks import block_of
from pairwright.auditing.levels import by_size, in_whole_numbers
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.opening import Opened, opened
from pairwright.reading.sources import DataFile, data_files
from pairwright.reading.unpacking import CutShortError
from pairwright.reporting import charts
from pairwright.reporting.coverage import coverage
from pairwright.reporting.parts import Head, Part, Section, chart, figures, note, rows, shortened, table
from pairwright.reporting.shown_rows import FILTERS, extra_columns, shown
from pairwright.texts.declared import declared_for

# Of each split so many rows are shown, and so many looked at for facts and repeats: seconds, whatever its size.
SHOWN = 50
LOOKED_AT = 100_000
# Rows whose facts the verifier has to tell, as no column does, cost a hundred times as much.
JUDGED = 10_000
_MOST_REPEATED = 10
_MOST_BARS = 24
_NONE = pl.Series("fact", [], dtype=pl.String)


@dataclass
class SplitSeen:
    """A split as it was looked at.

    Attributes:
        name: of the split, or of the file.
        training: whether it is trained on.
        said: what the manifest says of it; empty if there is none.
        rows: how many were looked at.
        whole: whether those are all.
        items: the first, as they are shown.
        facts: of those looked at (String; null where unknown).
        questions: of those looked at (String).
        cells: kind, operator, view, difficulty, as far as they are known, of those looked at.

    """

    name: str
    training: bool
    said: Mapping[str, Any]
    rows: int = 0
    whole: bool = True
    items: list[dict[str, Any]] = field(default_factory=list)
    facts: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.String))
    questions: pl.Series = field(default_factory=lambda: pl.Series([], dtype=pl.String))
    cells: pl.DataFrame = field(default_factory=pl.DataFrame)


def dataset_sections(path: Path, manifest: Mapping[str, Any] | None) -> list[Section]:
    """The sections of a dataset: a folder of ours by its manifest, or anyone's files by what stands in them.

    Raises:
        DataError: a file that cannot be read.

    """
    splits = [_looked_at(*each) for each in _splits(path, manifest)]
    found = [
        _overview(path, manifest, splits),
        _facts(splits),
        _proof(splits, manifest),
        _repeats(splits),
        _rows(splits),
    ]
    return [each for each in found if each is not None]


def _splits(path: Path, manifest: Mapping[str, Any] | None) -> Iterator[tuple[SplitSeen, list[DataFile]]]:
    if manifest is not None:
        recipe = manifest.get("recipe", {}).get("splits", {})
        for name, said in manifest["splits"].items():
            files = [data_files([path / each["path"]])[0][0] for each in said["files"]]
            # What is trained on: `all` too, as the notebook had it.
            from_ = said.get("families_from") or recipe.get(name, {}).get("families")
            yield SplitSeen(name, from_ in ("training", "all") and name.startswith("train"), said), files
        return
    data, tests = data_files([path])
    for training, files in ((True, data), (False, tests)):
        for file in files:
            yield SplitSeen(file.path.name, training, {}), [file]


def _looked_at(split: SplitSeen, files: list[DataFile]) -> SplitSeen:
    """Read the head of a split."""
    frames: list[pl.DataFrame] = []
    left = LOOKED_AT
    for each in files:
        file, declared = opened(each), declared_for(each.path)
        extra = extra_columns(file)
        try:
            for block in file.rows(extra):
                if left <= 0:
                    split.whole = False
                    break
                frame = block.frame.head(left)
                split.whole &= frame.height == block.frame.height
                if len(split.items) < SHOWN and frame.height:
                    head = block_of(each.path.name, 0, file.meaning, frame.head(SHOWN - len(split.items)), declared)
                    split.items += shown(head.frame)
                known = _known(file, frame, declared, left=JUDGED - (LOOKED_AT - left))
                left -= frame.height
                frames.append(known)
        except CutShortError:
            split.whole = False
    if frames:
        frame = pl.concat(frames, how="diagonal_relaxed")
        split.rows = LOOKED_AT - left
        split.facts, split.questions, split.cells = frame["fact"], frame["question"], frame.drop("fact", "question")
    return split


def _known(file: Opened, frame: pl.DataFrame, declared: Any, left: int) -> pl.DataFrame:
    """question, fact, and the columns of the file that say more, of some rows."""
    fields = frame[EXTRA].struct.unnest() if EXTRA in frame.columns else pl.DataFrame()
    said = {name: fields[name].cast(pl.String) for name in (*FILTERS,) if name in fields.columns}
    said = {name: column for name, column in said.items() if column.null_count() < column.len()}
    if "family" in fields.columns and not fields["family"].null_count():
        from pairwright.texts import sides_of

        sides = sides_of(frame, file.meaning)
        if sides.height == frame.height:
            return pl.DataFrame({"question": sides["question"], "fact": fields["family"].cast(pl.String), **said})
    judged = block_of("", 0, file.meaning, frame.head(max(0, left)), declared).frame if left > 0 else None
    if judged is None or not judged.height:
        return pl.DataFrame(schema={"question": pl.String, "fact": pl.String})
    more = {} if "operator" in said else {"operator": judged["operator"]}
    same = judged.height == frame.height
    return pl.DataFrame({"question": judged["question"], "fact": judged["family"], **(said if same else {}), **more})


def _overview(path: Path, manifest: Mapping[str, Any] | None, splits: list[SplitSeen]) -> Section:
    total = sum(_rows_of(each) for each in splits)
    more = "" if all(each.said or each.whole for each in splits) else "at least; only the head was read"
    items: list[tuple[str, object, str]] = [("rows", total, more), ("splits", len(splits), "")]
    if manifest is not None:
        items += [
            ("certified", "yes" if manifest.get("certified") else "no", "every row read back and proved"),
            ("seed", str(manifest.get("seed")), ""),
            ("fingerprint", str(manifest.get("fingerprint")), "of the recipe"),
        ]
    parts: list[Part] = [figures(items)]
    counts = [each for split in splits for each in _counts(split)]
    if counts:
        bars = _largest(counts, "operator")
        columns = [Head("operator", "code"), Head("view"), Head("split"), Head("rows", "count")]
        listed = table("", columns, [[each[key] for key in ("operator", "view", "split", "rows")] for each in counts])
        caption = "A colour for each split; choose one in the legend to see it alone."
        spec = charts.stacked_bars(bars, bar="operator", part="split", count="rows")
        parts.append(chart("Rows by operator.", caption, spec, listed))
    mistakes = {kind: n for split in splits for kind, n in (split.said.get("mistakes") or _mistakes(split)).items()}
    if mistakes:
        whole = sum(mistakes.values())
        listed_mistakes = [[kind.replace("_", " "), n, n / whole] for kind, n in mistakes.items()]
        heads = [Head("mistake"), Head("rejected answers", "count"), Head("share", "bar")]
        parts.append(table("Why the rejected answers are wrong.", heads, listed_mistakes))
    for level, caption in (("kind", "What kinds of problem they are."), ("difficulty", "How hard the questions are.")):
        if listed_levels := _by_level(splits, level):
            heads = [Head(level), Head("split"), Head("rows", "count"), Head("share of the split", "bar")]
            parts.append(table(caption, heads, listed_levels))
    recipe = (manifest or {}).get("recipe", {}).get("name")
    lede = f"Made from the recipe {recipe}." if recipe else f"{path.name}, as it stands there."
    return Section("dataset", "What it holds", lede, tuple(parts))


def _rows_of(split: SplitSeen) -> int:
    return int(split.said.get("rows", split.rows))


def _counts(split: SplitSeen) -> list[dict[str, Any]]:
    """Rows by operator and view, as the manifest has counted them or as they were looked at."""
    if "counts" in split.said:
        return [
            {"operator": operator, "view": view.replace("_", " "), "split": split.name, "rows": n}
            for operator, views in split.said["counts"].items()
            for view, n in views.items()
        ]
    if "operator" not in split.cells.columns:
        return []
    keys = [name for name in ("operator", "view") if name in split.cells.columns]
    found = split.cells.group_by(keys).len("rows").drop_nulls("operator").sort(keys)
    return [{"view": "", **row, "split": split.name} for row in found.iter_rows(named=True)]


def _mistakes(split: SplitSeen) -> dict[str, int]:
    if "mistake" not in split.cells.columns:
        return {}
    found = split.cells["mistake"].drop_nulls().value_counts().sort(["count", "mistake"], descending=[True, False])
    return dict(found.iter_rows())


def _by_level(splits: list[SplitSeen], level: str) -> list[list[object]]:
    """Rows by kind, or by the whole numbers of their difficulty, split by split."""
    found: list[list[object]] = []
    for split in splits:
        if level in split.cells.columns:
            values = split.cells.select(in_whole_numbers(level).alias("value")).drop_nulls()["value"].value_counts()
            ordered = values.sort(by_size("value"), "value", nulls_last=True)
            found += [[value, split.name, n, n / split.cells.height] for value, n in ordered.iter_rows()]
    return found


def _largest(counts: list[dict[str, Any]], bar: str) -> list[dict[str, Any]]:
    """Counts of the largest bars, summed over what is not drawn, the largest first."""
    frame = pl.DataFrame([{key: each[key] for key in (bar, "split", "rows")} for each in counts])
    summed = frame.group_by(bar, "split", maintain_order=True).agg(pl.col("rows").sum())
    order = summed.group_by(bar).agg(pl.col("rows").sum().alias("all")).sort(["all", bar], descending=[True, False])
    kept = order.head(_MOST_BARS)[bar].to_list()
    return sorted(
        (row for row in summed.iter_rows(named=True) if row[bar] in kept), key=lambda row: kept.index(row[bar])
    )


def _facts(splits: list[SplitSeen]) -> Section | None:
    # A familiar test asks trained facts; of those that are not among the rows read, nobody should think they are new.
    tests = [each.facts for each in splits if not each.training and each.said.get("families_from") != "familiar"]
    found = coverage(_facts_of(splits), pl.concat([_NONE, *tests]))
    if found is None:
        return None
    lede = "A fact is one relation of numbers, whatever asks it: 57+4=61, 61-4=57 and x-57=4 are one."
    read = "" if all(each.whole for each in splits) else f" The first {LOOKED_AT:,} rows of each split were read."
    return Section("facts", "Facts", lede + read, (found,))


def _proof(splits: list[SplitSeen], manifest: Mapping[str, Any] | None) -> Section | None:
    trained = _facts_of(splits).drop_nulls().unique()
    listed = [
        [
            each.name,
            str(each.said.get("families_from", "")).replace("_", " ") or ("data" if each.training else "test"),
            _rows_of(each),
            each.said.get("distinct_questions", each.questions.n_unique()),
            each.said.get("families", each.facts.drop_nulls().n_unique()),
            None if each.training else _shared(each, trained),
        ]
        for each in splits
    ]
    columns = [
        Head("split"),
        Head("facts from"),
        *(Head(name, "count") for name in ("rows", "distinct questions", "facts", "of these also trained on")),
    ]
    said = "Counted over all rows when it was written." if manifest is not None else "Counted over the rows read."
    lede = f"A test that states what training states measures memory. {said}"
    return Section("splits", "Splits and the proof of no leak", lede, (table("", columns, listed), _verdict(listed)))


def _facts_of(splits: list[SplitSeen]) -> pl.Series:
    """The facts that are trained on."""
    return pl.concat([_NONE, *(each.facts for each in splits if each.training)])


def _shared(split: SplitSeen, trained: pl.Series) -> int | None:
    if split.said:
        found = split.said.get("families_shared_with_train")
        return None if found is None else int(found)
    return int(split.facts.drop_nulls().unique().is_in(trained.implode()).sum())


def _verdict(listed: list[list[Any]]) -> Part:
    leaking = [str(row[0]) for row in listed if row[5] and row[1] != "familiar"]
    if leaking:
        return note(f"Facts of {', '.join(leaking)} are trained on: what is measured there is partly memory.")
    unknown = [str(row[0]) for row in listed if row[5] is None and row[1] not in ("training", "data", "all")]
    if unknown:
        return note(f"Whether {', '.join(unknown)} shares facts with training is not known: too many to count.")
    if len(listed) < 2:
        return note("There is one split, so nothing can leak into another.")
    familiar = any(row[1] == "familiar" for row in listed)
    aside = (
        " (the familiar test asks trained facts in forms that were not trained, and is meant to)" if familiar else ""
    )
    return note(f"No test states a fact that training states{aside}.")


def _repeats(splits: list[SplitSeen]) -> Section | None:
    listed, most = [], []
    for each in splits:
        if not each.questions.len():
            continue
        counted = each.questions.value_counts(sort=False).sort(["count", "question"], descending=[True, False])
        listed.append([each.name, each.questions.len(), counted.height, 1 - counted.height / each.questions.len()])
        often = counted.filter(pl.col("count") > 1).head(_MOST_REPEATED)
        most += [[each.name, shortened(question, 200), n] for question, n in often.iter_rows()]
    if not listed:
        return None
    if not most:
        return Section("repeats", "Repeats", "No question of those read stands twice in its split.", ())
    heads = [Head("split"), Head("questions read", "count"), Head("distinct", "count"), Head("repeats", "bar")]
    parts = [table("Questions that stand there more than once, of those that were read.", heads, listed)]
    heads = [Head("split"), Head("question", "code"), Head("times", "count")]
    parts.append(table("Those asked most often.", heads, most))
    return Section(
        "repeats", "Repeats", "Where there are more rows than questions, questions come again.", tuple(parts)
    )


def _rows(splits: list[SplitSeen]) -> Section | None:
    parts = tuple(
        rows(f"{each.name}: the first {len(each.items)} of {_rows_of(each):,} rows.", FILTERS, each.items)
        for each in splits
        if each.items
    )
    lede = "Open a row to see the facts that it states, its steps, and what the verifier says of each."
    return Section("rows", "Rows to read", lede, parts) if parts else None
