"""What is trained on, whatever it was: rows of prompt, chosen and rejected.

A recipe's rows are made here and now. Files are read as the audit reads them, so every layout that it
knows will do. Training is on prompt + completion + end token, with a space at the head of the completion
if neither has one there; of a conversation the last question and the last answer count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from pairwright.errors import DataError, TrainingError, did_you_mean
from pairwright.keyed import Integers
from pairwright.learn.evaluation.questions import read_tests
from pairwright.learn.training.methods import method_named
from pairwright.learn.training.sample import Sample
from pairwright.plan import Plan
from pairwright.reading.meaning import Meaning
from pairwright.reading.opening import opened
from pairwright.reading.sources import DataFile, data_files
from pairwright.reading.unpacking import CutShortError
from pairwright.recipe.file import builtin_names
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import BlockMaker, blocks
from pairwright.stores import MANIFEST
from pairwright.texts import sides_of, unrepeated
from pairwright.texts.declared import declared_for
from pairwright.verify import Declared

SCHEMA = {"prompt": pl.String, "chosen": pl.String, "rejected": pl.String, "stated": pl.String}
PAIR = ("prompt", "chosen", "rejected")
NO_PAIRS = pl.DataFrame(schema=dict.fromkeys(PAIR, pl.String))
NO_QUESTIONS = pl.DataFrame(schema={"question": pl.String, "posed": pl.String})
_YAML = (".yaml", ".yml")
_BEGIN = r"^\s"


@dataclass(frozen=True)
class TrainingData:
    """Rows to train on.

    Attributes:
        name: of the recipe or the file, for people.
        fingerprint: the recipe's, or the manifest's, or 16 hex digits of SHA-256 over the files.
        frame: columns prompt, chosen, rejected, stated (String; the right answer, where a column of its own states
            it); what is not there is null.
        left_out: rows that were read but have not what the method needs.
        questions: held-out questions that belong to the data: question (String; as it is asked) and posed
            (String; as it is judged); none if there are none.
        wording: what the recipe of the rows declares, which a model's answers may have; None if not known.
        pairs: held-out pairs that belong to the data: prompt, chosen, rejected (String); where they are what the
            method is scored on.

    """

    name: str
    fingerprint: str
    frame: pl.DataFrame
    left_out: int
    questions: pl.DataFrame
    wording: Declared | None = None
    pairs: pl.DataFrame = field(default_factory=NO_PAIRS.clone)

    @property
    def sides(self) -> int:
        """How many answers there are, chosen and rejected."""
        return int(self.frame["chosen"].count() + self.frame["rejected"].count())


def training_data(
    source: Recipe | str | Path,
    method: str,
    *,
    rows: int | None,
    most: int | None = None,
    seed: int = 0,
    shuffled: bool = True,
) -> TrainingData:
    """The rows of a recipe, a folder or a file, as the method needs them.

    Args:
        source: a `Recipe`, the name or path of one, a dataset folder, or a file of rows.
        method: a name of `METHODS`.
        rows: no more than so many, from the first on.
        most: of these no more than so many, chosen at random: data may be sorted, as the notebook's are by operator.
        seed: of that choice.
        shuffled: whether it is so chosen; else these are the first.

    Raises:
        TrainingError: there is no such data, or the method cannot take it.
        DataError: a file that cannot be read.
        RecipeError: a recipe that is not valid.

    >>> data = training_data("arithmetic", "sft", rows=1)
    >>> data.frame.height, data.frame["rejected"].null_count(), len(data.questions)
    (1, 1, 398)

    """
    recipe = source if isinstance(source, Recipe) else _recipe_named(str(source))
    if not shuffled and most is not None:
        rows, most = most if rows is None else min(rows, most), None
    sample = Sample(most, seed)
    if recipe is not None:
        found = _of_recipe(recipe, method, rows, sample)
    else:
        found = _of_files(Path(str(source)), method, rows, sample)
    if not found.frame.height:
        raise TrainingError(f"{found.name}: no row to train on; is it the right file?")
    return found


def questions_of_file(path: str | Path) -> pl.DataFrame:
    """The questions of a test file, or of the test of a dataset folder, as `Exam` has them.

    Raises:
        DataError: it cannot be read, or holds no question that is understood.

    """
    tests = read_tests(path)
    chosen = next((test for test in tests if test.name == "test"), tests[0])
    return chosen.frame.select("question", "posed").unique(maintain_order=True)


def pairs_of_file(path: str | Path, method: str) -> pl.DataFrame:
    """The pairs of a test file, or of the tests of a dataset folder, as `PairExam` takes them.

    Raises:
        DataError: it cannot be read.
        TrainingError: it holds no pairs.

    """
    data, tests = data_files([Path(path)], "TEST")
    found = [frame.select(PAIR).drop_nulls() for frame, _ in _blocks(tests or data, method)]
    pairs = pl.concat(found) if found else NO_PAIRS
    if not pairs.height:
        raise TrainingError(f"{path}: no row has a question, a chosen and a rejected answer; is it the right file?")
    return pairs.unique(maintain_order=True)


def _recipe_named(name: str) -> Recipe | None:
    """The recipe of that name; None where data stands there instead."""
    if name in builtin_names() or Path(name).suffix in _YAML:
        return load_recipe(name)
    if not Path(name).exists():
        raise TrainingError(f"{name}: no such file, folder or recipe; {did_you_mean(name, builtin_names())}")
    return None


def _of_recipe(recipe: Recipe, method: str, rows: int | None, sample: Sample) -> TrainingData:
    """Rows of its training split; what takes no rejected side meets each prompt once, however many it has.

    The stages of a curriculum come one after the other.
    """
    trained = recipe.first_training
    held_out = next((name for name, split in recipe.splits.items() if split.families == "held_out"), None)
    once = {} if method == "kto" or "rejected" in method_named(method).needs else {"rejected_per_prompt": 1}
    scored = method_named(method).scored_on
    tested = "preference" if scored == "pairs" else "qa"
    layouts = dict.fromkeys(trained, "preference") | ({held_out: tested} if held_out else {})
    plan = Plan.of(_laid_out(recipe, layouts, **once))
    sizes = [plan.splits[name].rows for name in trained]
    ends = np.cumsum(sizes)
    there = int(ends[-1]) if rows is None else min(rows, int(ends[-1]))
    # The first of a shuffled split are a random choice already.
    by_chance = recipe.shuffle and len(trained) == 1 and recipe.splits[trained[0]].order in {None, "shuffled"}
    numbers = np.arange(there)[: sample.most] if by_chance else sample.numbers(there)
    nothing = pl.lit(None, dtype=pl.String)
    parts = zip(trained, np.split(numbers, np.searchsorted(numbers, ends[:-1])), ends - sizes, strict=True)
    made = [_made(plan, name, part - start) for name, part, start in parts]
    frame = pl.concat(made).select("prompt", "chosen", "rejected", stated=nothing)
    if once:
        frame = frame.with_columns(rejected=nothing)
    asked, pairs = NO_QUESTIONS, NO_PAIRS
    if held_out is not None and held_out in plan.splits:
        tests = _made(plan, held_out, np.arange(plan.splits[held_out].rows))
        if scored == "pairs":
            pairs = tests.select(PAIR)
        else:
            asked = tests.select("question", recipe.declared.bare(tests["question"]).alias("posed"))
    return TrainingData(f"recipe {recipe.name}", recipe.fingerprint, frame, 0, asked, recipe.declared, pairs)


def _laid_out(recipe: Recipe, layouts: Mapping[str, str], **changes: object) -> Recipe:
    """The recipe with other layouts for some of its splits; splits that are not needed are left out."""
    splits = recipe.model_dump()["splits"]
    return recipe.with_changes(
        splits={name: {**splits[name], "layout": each} for name, each in layouts.items()}, **changes
    )


def _made(plan: Plan, split: str, numbers: Integers) -> pl.DataFrame:
    """Rows of a split by their numbers, certified."""
    maker = BlockMaker(plan, split)
    return pl.concat([maker.rows_at(numbers[slice(*each)]).frame for each in blocks(max(numbers.size, 1))])


def _of_files(path: Path, method: str, rows: int | None, sample: Sample) -> TrainingData:
    """Rows of files, in their order: of the first so many that the method can use."""
    files, tests = data_files([path], "DATA")
    needs, asks = method_named(method).needs, method_named(method).asks
    wanted = ["prompt", *needs]
    kept = left_out = 0
    for frame, unread in _blocks(files, method):
        sided = ~pl.all_horizontal(pl.col("chosen", "rejected").is_null())
        whole = frame.drop_nulls(wanted).filter(pl.lit(value=True) if asks else sided)
        used = whole if rows is None else whole.head(rows - kept)
        sample.add(used)
        kept += used.height
        left_out += unread + frame.height - whole.height
        if rows is not None and kept >= rows:
            break
    if left_out and not kept:
        raise TrainingError(f"{path}: none of its {left_out:,} rows has a question and {_said(method)}")
    in_pairs = method_named(method).scored_on == "pairs"
    questions = questions_of_file(path) if tests and not in_pairs else NO_QUESTIONS
    pairs = pairs_of_file(path, method) if tests and in_pairs and _are_pairs(tests) else NO_PAIRS
    chosen = sample.frame(schema=SCHEMA)
    chosen = chosen.unique("prompt", keep="first", maintain_order=True) if asks else chosen
    wording = declared_for(files[0].path)
    return TrainingData(str(path), _fingerprint(path, files), chosen, left_out, questions, wording, pairs)


def _are_pairs(files: Sequence[DataFile]) -> bool:
    """Whether files have both sides, as the tests of a dataset folder may."""
    meanings = [opened(file).meaning for file in files]
    return all(each.chosen is not None and each.rejected is not None for each in meanings)


def _said(method: str) -> str:
    return " and ".join(f"a {side} answer" for side in method_named(method).needs) or "an answer"


def _blocks(files: Sequence[DataFile], method: str) -> Iterator[tuple[pl.DataFrame, int]]:
    """The rows of files as prompt, chosen, rejected, block by block, and how many beside them cannot be read."""
    for file in files:
        source, declared = opened(file), declared_for(file.path)
        _require_sides(file, source.meaning, method)
        try:
            for rows in source.rows():
                yield _completed(unrepeated(sides_of(rows.frame, source.meaning, declared=declared))), len(rows.rejects)
        except CutShortError as error:
            raise DataError(f"{file.path}: cannot be read to its end ({error}); fetch or make it again") from error


def _require_sides(file: DataFile, meaning: Meaning, method: str) -> None:
    """Refuse a layout that has not what the method needs."""
    needs = method_named(method).needs
    sides = {"chosen": meaning.chosen, "rejected": meaning.rejected}
    missing = [side for side in needs if sides[side] is None]
    if method_named(method).asks:
        return
    if not missing and not (meaning.label and "rejected" in needs) and (meaning.chosen is not None):
        return
    other = "kto" if meaning.label else "sft" if meaning.chosen is not None else None
    out = f"take --method {other}, or data with both sides" if other else "it holds questions only"
    raise TrainingError(
        f"{file.path}: --method {method} needs {_said(method)} in each row, but this is {meaning.name!r}; {out}"
    )


def _completed(pairs: pl.DataFrame) -> pl.DataFrame:
    """Completions as they follow the prompt: with the space between."""
    sides = (_after_prompt(side) for side in ("chosen", "rejected"))
    return pairs.select(pl.col("question").alias("prompt"), *sides, "stated")


def _after_prompt(side: str) -> pl.Expr:
    text = pl.col(side)
    apart = text.str.contains(_BEGIN) | pl.col("question").str.contains(r"\s$")
    return pl.when(apart).then(text).otherwise(pl.lit(" ") + text).alias(side)


def _fingerprint(path: Path, files: Sequence[DataFile]) -> str:
    manifest = path / MANIFEST
    if manifest.is_file():
        try:
            return str(json.loads(manifest.read_text(encoding="utf-8"))["fingerprint"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise TrainingError(f"{manifest}: not a manifest of ours; make the dataset again") from error
    digest = hashlib.sha256()
    for file in files:
        with file.path.open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:16]
