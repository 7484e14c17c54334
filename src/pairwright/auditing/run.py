"""The audit: files to blocks, blocks past the checks, the checks' findings to a report."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Protocol

import polars as pl

from pairwright.arguments import guarded
from pairwright.auditing.balance import Balance
from pairwright.auditing.blocks import Judged, block_of, questions_of
from pairwright.auditing.findings import Example, Finding, Hits, by_severity, excerpt
from pairwright.auditing.forecast import Forecast
from pairwright.auditing.found_rows import FoundRows
from pairwright.auditing.leakage import Leakage
from pairwright.auditing.levels import Levels, level_columns, stated_levels
from pairwright.auditing.mending import Mended
from pairwright.auditing.ours import OurSplit, as_meant_leaks, as_meant_repeats, meant_leaks, our_split
from pairwright.auditing.places import Places
from pairwright.auditing.preflight import Preflight
from pairwright.auditing.repeats import Repeats
from pairwright.auditing.report import Fixed, Report, Source
from pairwright.auditing.shortcuts import Shortcuts
from pairwright.auditing.sides import Sides
from pairwright.auditing.stepwise import Steps, with_steps
from pairwright.auditing.unused import unused_questions
from pairwright.auditing.vocabularies import vocabulary_of
from pairwright.engines.local import in_order
from pairwright.errors import DataError
from pairwright.reading.json_lines import EXTRA, ReadRows
from pairwright.reading.opening import Opened, opened
from pairwright.reading.rejects import RejectsFile
from pairwright.reading.remote import Copies
from pairwright.reading.sources import DataFile, copies, data_files
from pairwright.reading.unpacking import CutShortError
from pairwright.texts.declared import declared_for
from pairwright.verify import Declared

_PLACES = {"line": pl.Int64, "row": pl.Int64}
Progress = Callable[[int], None]
PathLike = str | Path


class _Check(Protocol):
    """What every check has."""

    def look(self, block: Judged) -> None:
        """Count a block."""

    def findings(self) -> Iterator[Finding]:
        """What was found in all blocks."""


@guarded
def audit(  # noqa: PLR0913 (all but one by name only)
    data: PathLike | Sequence[PathLike],
    *,
    against: PathLike | Sequence[PathLike] = (),
    tokenizer: PathLike | None = None,
    max_length: int | None = None,
    rejects: PathLike | None = None,
    findings: PathLike | None = None,
    fix: PathLike | None = None,
    wording: Declared | None = None,
    progress: Progress | None = None,
) -> Report:
    """Find what is wrong with a dataset, ours or anyone's.

    Args:
        data: files or folders: JSON Lines, a JSON array, Parquet or Arrow, also as .gz or .zst; or addresses of such
            (`https://`, `s3://`, ...), or datasets of the Hub (`OWNER/NAME`, `hf://datasets/OWNER/NAME@REVISION/FOLDER`).
        against: tests of which nothing may be in the data; those in a dataset folder are added.
        tokenizer: a tokenizer.json, a folder with one, or nanoGPT's meta.pkl.
        max_length: the longest text, in tokens (without a tokenizer: in characters).
        rejects: where to write rows that cannot be audited, as JSON Lines.
        findings: where to write every row of every finding, as JSON Lines of code, severity, file, line and row.
        fix: where to write the rows of the data that have no error and repeat none, as JSON Lines; beside it, under
            the same name with `.dropped` before its ending, what was left out, and why.
        wording: what the recipe of the data declares (`Recipe.declared`); None: what the manifest beside a file says.
        progress: called with the rows done so far after each block.

    Returns:
        The report; bad rows are findings in it.

    Raises:
        DataError: a file or the tokenizer cannot be read at all.
        OutputError: a file cannot be written.

    >>> import tempfile, pathlib, pairwright
    >>> folder = tempfile.TemporaryDirectory()
    >>> path = pathlib.Path(folder.name, "pairs.jsonl")
    >>> _ = path.write_text('{"prompt": "57+4=?", "chosen": " 62", "rejected": " 61"}')
    >>> pairwright.audit(path).counts()["chosen-wrong"]
    1
    >>> folder.cleanup()

    """
    started = time.perf_counter()
    if max_length is not None and max_length < 1:
        raise DataError(f"max_length: {max_length} is too short; give 1 or more")
    vocabulary = vocabulary_of(Path(tokenizer)) if tokenizer is not None else None
    target = Path(rejects) if rejects is not None else None
    with copies() as remote:
        files, tests = _files_of(_listed(data), _listed(against), remote)
        every = [*files, *tests]
        mended = (
            None if fix is None else Mended(Path(fix), every, others=[each for each in (rejects, findings) if each])
        )
        listing = FoundRows(None if findings is None else Path(findings), every, dropping=mended is not None)
        with RejectsFile(target, every) as kept, listing as found:
            job = _Job(Preflight(vocabulary, max_length), progress, found, wording)
            job.read_tests(tests, kept)
            job.read_data(files, kept)
            for test in job.tests:
                test.listed(found)
            fixed = None if mended is None else mended.write(files, found)
        return job.report(vocabulary.name if vocabulary is not None else None, fixed, started)


def _files_of(data: list[PathLike], against: list[PathLike], remote: Copies) -> tuple[list[DataFile], list[DataFile]]:
    """The files of the data, and those of the tests."""
    files, tests = data_files(data, "DATA", remote)
    if against:
        named, theirs = data_files(against, "--against", remote)
        tests = [*tests, *named, *theirs]
    return files, tests


def _listed(names: PathLike | Sequence[PathLike]) -> list[PathLike]:
    return [names] if isinstance(names, (str, Path)) else list(names)


@dataclass
class _Job:
    """The state of one audit."""

    preflight: Preflight
    progress: Progress | None
    found: FoundRows
    wording: Declared | None
    places: Places = field(default_factory=Places)
    bad: Hits = field(default_factory=Hits)
    sources: list[Source] = field(default_factory=list)
    tests: list[Leakage] = field(default_factory=list)
    data_splits: list[OurSplit | None] = field(default_factory=list)
    rows: int = 0
    rejected: int = 0

    def __post_init__(self) -> None:
        self.repeats, self.shortcuts = Repeats(self.places), Shortcuts()
        self.forecast, self.balance, self.sides = Forecast(), Balance(), Sides()
        self.levels, self.steps = Levels(), Steps()
        self._checks: list[_Check] = [
            *(self.sides, self.steps, self.repeats, self.shortcuts, self.forecast),
            *(self.preflight, self.balance, self.levels),
        ]

    def read_tests(self, files: Sequence[DataFile], kept: RejectsFile) -> None:
        """Read the questions of the tests."""
        for file in files:
            source, declared = _Reading(opened(file), self, kept), self.wording or declared_for(file.path)
            questions = [
                questions_of(source.opened.meaning, rows.frame, declared)
                for rows in source.blocks()
                if rows.frame.height
            ]
            meant = meant_leaks(our_split(file.path))
            self.tests.append(Leakage(file.name, questions, self.places, meant))
            self.sources.append(source.summary("test"))

    def read_data(self, files: Sequence[DataFile], kept: RejectsFile) -> None:
        """Read the data past all checks."""
        base = 0
        for file in files:
            source, declared = _Reading(opened(file), self, kept), self.wording or declared_for(file.path)
            unit = "line" if source.opened.file.format == "JSON Lines" else "row"
            self.places.begin(source.name, base, unit)
            self._look_at_columns(source.opened)
            start = base

            block = partial(self._judged, source, start, declared)
            stated = source.blocks(level_columns(source.opened))
            for made in in_order(block, (rows for rows in stated if rows.frame.height)):
                self._look(made)
            base += source.last_row
            self.sources.append(source.summary("data"))
            self.data_splits.append(our_split(file.path))

    def _judged(self, source: _Reading, start: int, declared: Declared | None, rows: ReadRows) -> Judged:
        levels = stated_levels(rows.frame)
        frame = rows.frame.drop(EXTRA, strict=False)
        made = block_of(source.name, start, source.opened.meaning, frame, declared)
        return with_steps(replace(made, found=self.found, levels=levels))

    def _look_at_columns(self, file: Opened) -> None:
        unused = [Example(file.file.name, 0, name) for name in unused_questions(file)]
        self.bad.add("unused-question", len(unused), unused)

    def _look(self, block: Judged) -> None:
        self.rows += block.rows
        for check in (*self._checks, *self.tests):
            check.look(block)
        if self.progress is not None:
            self.progress(self.rows)

    def report(self, tokenizer: str | None, fixed: Fixed | None, started: float) -> Report:
        """Everything that was found."""
        found = list(as_meant_repeats((each for check in self._checks for each in check.findings()), self.data_splits))
        for test in self.tests:
            found += as_meant_leaks(test.findings(), test.meant)
        found += self.bad.findings(self.rows + self.rejected)
        return Report(
            sources=tuple(sorted(self.sources, key=lambda each: each.role)),
            rows=self.rows,
            judged=dict(self.sides.judged),
            steps=self.steps.counts,
            distinct=self.repeats.distinct(),
            findings=tuple(by_severity(found)),
            leakage={test.file: {"rows": test.rows, **test.counts()} for test in self.tests},
            shortcuts=self.shortcuts.aucs(),
            difficulty=self.forecast.shares(),
            balance=self.balance.table(),
            levels=self.levels.table(),
            tokenizer=tokenizer,
            fixed=fixed,
            seconds=time.perf_counter() - started,
        )


class _Reading:
    """One file's blocks, its rejects counted and kept on the way."""

    def __init__(self, file: Opened, job: _Job, kept: RejectsFile) -> None:
        self.opened = file
        self.name = file.file.name
        self.last_row = 0
        self._job = job
        self._kept = kept
        self._rows = 0
        self._rejects = 0

    def blocks(self, more: Mapping[str, pl.DataType] | None = None) -> Iterator[ReadRows]:
        """The rows, with more of their columns in one struct; a file that is cut short ends them."""
        try:
            for rows in self.opened.rows(more):
                self._count(rows)
                yield rows
        except CutShortError as error:
            example = Example(self.name, self.last_row, str(error), self.last_row)
            self._job.bad.add("file-cut-short", 1, [example])

    def summary(self, role: str) -> Source:
        """What the file was taken for, and what it held."""
        return Source(self.name, role, self.opened.taken_for, self._rows, self._rejects)

    def _count(self, rows: ReadRows) -> None:
        self._rows += rows.frame.height
        self._rejects += len(rows.rejects)
        self._job.rejected += len(rows.rejects)
        last = rows.frame["row"].max() if rows.frame.height else 0
        self.last_row = max([self.last_row, int(str(last)), *(each.row for each in rows.rejects)])
        shown = ((each, excerpt(each.reason, each.text)) for each in rows.rejects[:3])
        examples = [Example(self.name, each.line, text, each.row) for each, text in shown]
        self._job.bad.add("unreadable-row", len(rows.rejects), examples)
        places = {"line": [each.line for each in rows.rejects], "row": [each.row for each in rows.rejects]}
        self._job.found.add("unreadable-row", self.name, pl.DataFrame(places, schema=_PLACES))
        self._kept.add(self.name, rows.rejects)
