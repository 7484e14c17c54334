"""What the given paths are, and the page that tells of all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pairwright.arguments import guarded
from pairwright.errors import DataError
from pairwright.files.plain import open_plain
from pairwright.reporting.audited import audit_sections
from pairwright.reporting.dataset import dataset_sections
from pairwright.reporting.evaluated import evaluation_sections
from pairwright.reporting.graded import graded_sections
from pairwright.reporting.parts import Section
from pairwright.reporting.sampled import NEEDED, sample_sections
from pairwright.reporting.trained import FACTS, training_sections
from pairwright.stores import MANIFEST
from pairwright.stores.base import RUN, is_inside

_LARGEST = 1 << 26
_MOST_PATHS = 16
_WAY_OUT = "give a dataset, or what audit --json, eval --json, eval --samples, grade or train wrote"


@dataclass(frozen=True)
class ReportPage:
    """All that a page tells.

    Attributes:
        title, lede: its heading, and a sentence below it.
        sections: in the order in which they are read.

    """

    title: str
    lede: str
    sections: tuple[Section, ...]

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"title": self.title, "lede": self.lede, "sections": [each.as_dict() for each in self.sections]}


@guarded
def page_of(paths: Sequence[str | Path]) -> ReportPage:
    """The page of one or several results.

    Args:
        paths: dataset folders or files of rows; what `audit --json` and `eval --json` print; what `eval --samples`
            writes; folders that `train` made.  Evaluations stand side by side.

    Raises:
        DataError: a path that is none of these, or cannot be read.

    """
    if not paths:
        raise DataError(f"PATH: none given; {_WAY_OUT}")
    if len(paths) > _MOST_PATHS:
        raise DataError(f"PATH: {len(paths)} given, a page takes at most {_MOST_PATHS}; make several")
    taken = [(Path(each), *_taken(Path(each))) for each in paths]
    evaluations = [(path.name, found) for path, kind, found in taken if kind == "evaluation" and found is not None]
    sections: list[Section] = evaluation_sections(evaluations) if evaluations else []
    for path, kind, found in taken:
        if kind != "evaluation":
            sections += [replace(each, source=str(path)) for each in _SECTIONS[kind](path, found)]
    names = ", ".join(dict.fromkeys(path.name or str(path) for path, _, _ in taken))
    kinds = list(dict.fromkeys(kind for _, kind, _ in taken))
    return ReportPage(
        names, f"A report of {_listed([_CALLED[kind] for kind in kinds])}.", _with_own_names(sections, len(paths))
    )


Found = Mapping[str, Any] | None


def _audit(_path: Path, found: Found) -> list[Section]:
    return audit_sections(found or {})


def _training(path: Path, found: Found) -> list[Section]:
    return training_sections(path, found or {})


def _graded(path: Path, found: Found) -> list[Section]:
    return graded_sections(path, found or {})


def _samples(path: Path, _found: Found) -> list[Section]:
    return sample_sections(path)


_SECTIONS: dict[str, Callable[[Path, Found], list[Section]]] = {
    "dataset": dataset_sections,
    "audit": _audit,
    "graded": _graded,
    "training": _training,
    "samples": _samples,
}
_CALLED = {
    "dataset": "a dataset",
    "audit": "an audit",
    "evaluation": "an evaluation",
    "graded": "a model's pass rates",
    "training": "a training",
    "samples": "a model's answers",
}


def _taken(path: Path) -> tuple[str, Found]:
    """What a path is, and what stands in it, if that is one JSON object."""
    if not path.exists():
        raise DataError(f"{path}: no such file or folder; {_WAY_OUT}")
    if path.is_dir():
        return _folder(path)
    head = _object(path)
    if head is None:
        return ("samples" if _is_samples(path) else "dataset"), None
    if {"findings", "sources"} <= head.keys():
        return "audit", _whole(path, head, _AUDIT)
    if {"models", "tests"} <= head.keys():
        return "evaluation", _whole(path, head, _EVALUATION)
    return "dataset", None


_AUDIT = ("rows", "leakage", "shortcuts", "difficulty", "balance")
_EVALUATION = ("models", "tests")


def _whole(path: Path, found: Mapping[str, Any], keys: Sequence[str]) -> Mapping[str, Any]:
    lacking = [key for key in keys if key not in found]
    if lacking:
        raise DataError(f"{path}: lacks {', '.join(lacking)}; write it again with this version")
    return found


def _folder(path: Path) -> tuple[str, Found]:
    if (path / FACTS).is_file():
        facts = _object(path / FACTS)
        if facts is not None and facts.get("made") == "train" and "result" in facts:
            return "training", facts
        raise DataError(f"{path / FACTS}: tells of no training; give the folder that train made")
    if (path / MANIFEST).is_file():
        manifest = manifest_of(path)
        return ("graded" if {"tables", "samples"} <= manifest.keys() else "dataset"), manifest
    if (path / RUN).exists():
        raise DataError(f"{path}: an unfinished dataset; finish it with generate --resume")
    return "dataset", None


def manifest_of(folder: Path) -> Mapping[str, Any]:
    """The manifest of a dataset of ours.

    Raises:
        DataError: it cannot be read, or names files outside of its folder.

    """
    try:
        with open_plain(folder, MANIFEST) as file:
            found: dict[str, Any] = json.loads(file.read(_LARGEST))
        paths = [each["path"] for split in found["splits"].values() for each in split["files"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise DataError(f"{folder / MANIFEST}: not a manifest of ours; make the data again") from error
    for each in paths:
        if not isinstance(each, str) or not is_inside(each):
            raise DataError(
                f"{folder / MANIFEST}: names {each!r}, which is no file of the dataset; make the data again"
            )
        if not (folder / each).is_file():
            raise DataError(f"{folder / each}: is missing; make it again with generate --resume")
    return found


def _object(path: Path) -> dict[str, Any] | None:
    """The one JSON object of a file; None if it holds anything else."""
    try:
        with path.open("rb") as file:
            if not file.read(64).lstrip().startswith(b"{"):
                return None
            file.seek(0)
            raw = file.read(_LARGEST + 1)
        found = json.loads(raw) if len(raw) <= _LARGEST else None
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror}); check its rights") from error
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_samples(path: Path) -> bool:
    with path.open("rb") as file:
        line = file.readline(1 << 20)
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and set(NEEDED) <= found.keys()


def _with_own_names(sections: Sequence[Section], paths: int) -> tuple[Section, ...]:
    """Sections whose names in the address are their own, though two inputs may be of one kind."""
    seen: dict[str, int] = {}
    found = []
    for each in sections:
        seen[each.id] = seen.get(each.id, 0) + 1
        own = each.id if seen[each.id] == 1 else f"{each.id}-{seen[each.id]}"
        found.append(replace(each, id=own, source=each.source if paths > 1 else ""))
    return tuple(found)


def _listed(names: Sequence[str]) -> str:
    """Names in a sentence.

    >>> _listed(["a dataset", "an audit"]), _listed(["a dataset"])
    ('a dataset and an audit', 'a dataset')
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
