"""What an audit found, as data: for the terminal, for JSON, for Python."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from pairwright.auditing.findings import Finding


@dataclass(frozen=True)
class Source:
    """A file that was read.

    Attributes:
        file: its path.
        role: 'data' or 'test'.
        taken_for: its format, packing and layout, in words.
        rows: rows that could be audited.
        rejects: rows that could not.

    """

    file: str
    role: str
    taken_for: str
    rows: int
    rejects: int


@dataclass(frozen=True)
class Fixed:
    """What a mended file holds.

    Attributes:
        file: where the rows are that are left.
        rows: how many.
        dropped: where the rows are that were left out, each with why.
        dropped_rows: how many.

    """

    file: str
    rows: int
    dropped: str
    dropped_rows: int


@dataclass(frozen=True)
class Report:
    """What an audit found.

    Attributes:
        sources: the files, and what each was taken for.
        rows: rows of the data that could be audited.
        judged: of the questions that come with an answer, how many were `judged`, and how many could not be since
            the question (`question_unread`) or else the answer (`answer_unread`) is not read.
        steps: of solutions step by step how many steps have a label (`labelled`), and of these how many `hold`, `fail`,
            are `unread`, or `state_nothing` that could be judged.
        distinct: distinct rows, questions and fact families among them.
        findings: errors first.
        leakage: for each test its rows, and how many are in the data by nearest level (question, mirrored, family).
        shortcuts: AUC by length, first word, last word; empty with fewer than 20 texts a side.
        difficulty: shares of the pairs: refusals, near misses, others.
        balance: rows by operator, form, digits, carry, sign, answer.
        levels: by the kind and the difficulty that rows state themselves (whole numbers of it): how many rows, how many
            of their answers are judged, and how many of these are right; empty where rows state none.
        tokenizer: what it was taken for; None without one.
        fixed: the mended file; None if none was asked for.
        seconds: how long it took.

    """

    sources: tuple[Source, ...]
    rows: int
    judged: dict[str, int]
    steps: dict[str, int]
    distinct: dict[str, int]
    findings: tuple[Finding, ...]
    leakage: dict[str, dict[str, int]]
    shortcuts: dict[str, float]
    difficulty: dict[str, float]
    balance: dict[str, dict[str, int]]
    levels: dict[str, dict[str, dict[str, int]]]
    tokenizer: str | None
    fixed: Fixed | None
    seconds: float

    @property
    def errors(self) -> int:
        """How many of the findings are errors."""
        return sum(each.severity == "error" for each in self.findings)

    def counts(self) -> dict[str, int]:
        """Count by code, summed over the tests."""
        counts: dict[str, int] = {}
        for each in self.findings:
            counts[each.code] = counts.get(each.code, 0) + each.count
        return counts

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "errors": self.errors, "seconds": round(self.seconds, 3)}
