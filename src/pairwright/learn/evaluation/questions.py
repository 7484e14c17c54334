"""Tests as questions: any file that the audit reads, or the tests of a dataset folder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pairwright.auditing.levels import level_columns, stated_levels
from pairwright.errors import DataError
from pairwright.learn.evaluation.recognising import posed
from pairwright.reading.json_lines import EXTRA
from pairwright.reading.opening import opened
from pairwright.reading.sources import DataFile, data_files
from pairwright.reading.unpacking import CutShortError
from pairwright.texts import sides_of
from pairwright.texts.declared import declared_for
from pairwright.verify import Declared, score_column

PathLike = str | Path
_NO_TEXT = pl.lit(None, dtype=pl.String)
_SHARD = re.compile(r"-\d{5}-of-\d{5}$")
_ENDINGS = re.compile(r"\.(jsonl|ndjson|json|parquet|arrow)(\.gz|\.zst)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Test:
    """The questions of one split or file.

    Attributes:
        name: the split, or the file.
        frame: question (String; as models are asked it), posed (String; what is judged, the same without words
            around it that the verifier does not know), stated and expected (String; the answer as the test
            states it, null if it does not, and as the verifier finds it), kind and difficulty (String; as the test
            states them, null if it does not).
        left_out: rows that cannot be read, or whose question the verifier does not understand.
        misstated: rows whose stated answer is not right; models are scored by the right one.
        wording: what the recipe of the questions declares; models' answers may be worded so.

    """

    # Not a test of ours, whatever pytest thinks of its name.
    __test__ = False

    name: str
    frame: pl.DataFrame
    left_out: int
    misstated: int
    wording: Declared | None = None

    def as_dict(self) -> dict[str, object]:
        """Plain data for JSON."""
        counts = {"questions": self.frame.height, "left_out": self.left_out, "misstated": self.misstated}
        return {"test": self.name, **counts}


def read_tests(names: PathLike | Sequence[PathLike], wording: Declared | None = None) -> list[Test]:
    """The tests that the arguments name.

    Args:
        names: files of any layout with a question, or dataset folders, of which all test splits are taken.
        wording: what their recipe declares; None: what the manifest beside a file says.

    Raises:
        DataError: a file that cannot be read, or without a question that can be scored.

    """
    listed = [names] if isinstance(names, (str, Path)) else list(names)
    if not listed:
        raise DataError("TEST: no file given; name a file of questions, or a dataset folder")
    files = [each for name in listed for each in _files(Path(name))]
    short = {each.path: _SHARD.sub("", _ENDINGS.sub("", each.path.name)) for each in files}
    folders: dict[str, set[Path]] = {}
    for path, name in short.items():
        folders.setdefault(name, set()).add(path.parent)
    tests: dict[str, list[DataFile]] = {}
    for file in files:
        name = short[file.path]
        full = name if len(folders[name]) == 1 else str(file.path.with_name(name))
        tests.setdefault(full, []).append(file)
    return [_test(name, found, wording) for name, found in tests.items()]


def _files(path: Path) -> list[DataFile]:
    """A file, or the tests of a folder (all its files if none of them is called a test)."""
    if (path / "config.json").is_file():
        raise DataError(f"{path}: a model where a test is expected; name further models with --against")
    data, tests = data_files([path], "TEST")
    return tests or data


def _test(name: str, files: Sequence[DataFile], wording: Declared | None) -> Test:
    frames: list[pl.DataFrame] = []
    rejects = 0
    for file in files:
        found, stated = opened(file), wording or declared_for(file.path)
        try:
            for rows in found.rows(level_columns(found)):
                sides = sides_of(rows.frame.drop(EXTRA, strict=False), found.meaning, declared=stated)
                frames.append(_asked(sides, stated_levels(rows.frame)))
                rejects += len(rows.rejects)
        except CutShortError as error:
            raise DataError(f"{file.path}: cannot be read to its end ({error}); fetch or make it again") from error
    declared = wording or declared_for(files[0].path)
    frame = with_expected(pl.concat(frames), declared)
    judged = score_column(frame, question="posed", completion="stated", wording=declared)
    # Of many right answers the one that is stated stands for all.
    right = pl.when(judged["verdict"] == "RIGHT").then("stated")
    frame = frame.with_columns(expected=pl.coalesce("expected", right))
    known = frame["expected"].is_not_null()
    if not known.any():
        raise DataError(f"{files[0].path}: no question that the verifier understands; see docs/evaluation.md")
    wrong = known & frame["stated"].is_not_null() & (judged["verdict"] != "RIGHT")
    kept = frame.filter(known)
    return Test(name, kept, rejects + frame.height - kept.height, int(wrong.sum()), declared)


def with_expected(frame: pl.DataFrame, declared: Declared | None = None) -> pl.DataFrame:
    """Questions with what is judged of them, and the answer.

    Args:
        frame: question (String), and any other columns.
        declared: what may stand around the questions.

    Returns:
        The same with posed and expected (String; see `Test`; null where the question is not understood).

    >>> with_expected(pl.DataFrame({"question": ["Q: 57+4=?"]})).row(0)
    ('Q: 57+4=?', '61', 'Q: 57+4=?')

    """
    bare = frame["question"] if declared is None else declared.bare(frame["question"])
    expected = score_column(frame.with_columns(bare), completion="question")["expected"]
    if expected.null_count() == 0:
        return frame.with_columns(expected, bare.alias("posed"))
    inside = posed(frame["question"])
    asked = bare.zip_with(expected.is_not_null(), inside).alias("posed")
    return frame.with_columns(asked, score_column(asked.to_frame(), question="posed", completion="posed")["expected"])


def _asked(pairs: pl.DataFrame, levels: pl.DataFrame | None) -> pl.DataFrame:
    """The questions, each row's once, with what is stated of the answer, the kind and the difficulty."""
    asked = pairs.filter("first").select("row", "question", stated=pl.coalesce("stated", "chosen"))
    if levels is None:
        return asked.drop("row").with_columns(kind=_NO_TEXT, difficulty=_NO_TEXT)
    return asked.join(levels, on="row", how="left", maintain_order="left").drop("row")
