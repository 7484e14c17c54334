"""What the manifest of a dataset of ours says of a file: what is meant there is a note, and no warning."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pairwright.auditing.findings import Finding
from pairwright.files.plain import open_plain
from pairwright.stores import MANIFEST

_LARGEST = 1 << 26
_FAMILIAR, _TRAINING = "familiar", "training"
_OTHER_FORMS = frozenset({"leak-mirrored", "leak-family"})


@dataclass(frozen=True)
class OurSplit:
    """A split of a dataset of ours.

    Attributes:
        families: where its families come from, such as 'held_out' or 'familiar'.
        rows: how many rows it has.
        questions: how many different questions are among them; None if nobody counted.
        staged: whether it is one of several that are trained on one after the other.

    """

    families: str
    rows: int
    questions: int | None
    staged: bool = False

    @property
    def covers(self) -> bool:
        """Whether it has more rows than questions, so that rows must come again."""
        return self.questions is not None and self.rows > self.questions

    @property
    def repeats_other_stages(self) -> bool:
        """Whether what comes again in it can only be of another stage, which it overlaps."""
        return self.staged and self.rows == self.questions


def our_split(path: Path) -> OurSplit | None:
    """The split that a file belongs to, by the manifest beside it or above it; None if it is none of ours."""
    for folder in (path.parent, path.parent.parent):
        name, splits = path.relative_to(folder).as_posix(), list(_splits(folder))
        staged = [each.get("families_from") for each in splits].count(_TRAINING) > 1
        for split in splits:
            files = [each for each in split.get("files", ()) if isinstance(each, dict) and each.get("path") == name]
            # A file that somebody has changed is anyone's.
            if files and files[0].get("bytes") == path.stat().st_size:
                questions = split.get("distinct_questions")
                rows = split.get("rows")
                return OurSplit(
                    str(split.get("families_from")),
                    rows if isinstance(rows, int) else 0,
                    questions if isinstance(questions, int) else None,
                    staged and split.get("families_from") == _TRAINING,
                )
    return None


def _splits(folder: Path) -> Iterator[dict[str, Any]]:
    try:
        with open_plain(folder, MANIFEST) as file:
            found = json.loads(file.read(_LARGEST))
        yield from (split for split in found["splits"].values() if isinstance(split, dict))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return


def meant_leaks(split: OurSplit | None) -> frozenset[str]:
    """The leaks that are no fault in a test: a familiar one asks facts that training states, in another form."""
    return _OTHER_FORMS if split is not None and split.families == _FAMILIAR else frozenset()


def as_meant_leaks(findings: Iterable[Finding], meant: Collection[str]) -> Iterator[Finding]:
    """The leaks of a test, those that are meant as notes."""
    for each in findings:
        yield _noted(each, "meant: this test asks what training states in another form") if each.code in meant else each


def as_meant_repeats(findings: Iterable[Finding], splits: Iterable[OurSplit | None]) -> Iterator[Finding]:
    """The repeats of data: where every question is asked several times, or stages overlap, rows come again."""
    known, why = list(splits), ""
    if known and all(split is not None and split.covers for split in known):
        why = "meant: there are more rows than questions"
    elif known and all(split is not None and split.repeats_other_stages for split in known):
        why = "meant: the stages of a curriculum overlap"
    for each in findings:
        yield _noted(each, why) if why and each.code == "repeat-exact" else each


def _noted(found: Finding, why: str) -> Finding:
    return replace(found, severity="info", detail="; ".join(each for each in (found.detail, why) if each))
