"""Evaluations as sections: accuracy with intervals, before and after side by side, and what goes wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pairwright.reporting import charts
from pairwright.reporting.parts import Head, Part, Section, chart, figures, table

_OPERATORS_OF_TESTS = "test and operator"


def evaluation_sections(evaluations: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Section]:
    """The sections of what one or several `eval --json` say, all models side by side.

    Args:
        evaluations: the name of each file, and what stands in it.

    """
    models = _models(evaluations)
    listed = list(_shares(models))
    head = figures(
        (name, f"{100 * model['right']['share']:.1f} %", _interval(model["right"])) for name, model in models
    )
    picture = accuracy_chart(listed, len(models))
    parts = [head, picture]
    cells = list(_cells(models))
    if cells:
        heads = [
            Head("model"),
            Head("test"),
            Head("operator", "code"),
            Head("questions", "count"),
            Head("right", "bar"),
        ]
        same = table("", heads, [[row[key] for key in ("model", "test", "operator", "of", "share")] for row in cells])
        spec = charts.shares_map(cells, across="operator", down="test", panels="model")
        parts.append(
            chart(
                "Where it is right.", "Each cell is an operator of a test; the darker, the more is right.", spec, same
            )
        )
    lede = "A single try at each question, the answer judged by exact substitution."
    return [Section("evaluation", "Accuracy", lede, tuple(parts)), _wrong(models)]


def accuracy_chart(listed: Sequence[Mapping[str, Any]], models: int) -> Part:
    """Shares of right answers with their intervals.

    Args:
        listed: axis, value, model, share, low, high, of.
        models: how many there are.

    """
    heads = [
        Head("by"),
        Head("value", "code"),
        Head("model"),
        Head("questions", "count"),
        Head("right", "bar"),
        Head("from", "share"),
        Head("to", "share"),
    ]
    keys = ("axis", "value", "model", "of", "share", "low", "high")
    same = table("", heads, [[row[key] for key in keys] for row in listed])
    caption = "Shares of right answers, with 95 % intervals (Wilson); choose what they are split by."
    return chart("Accuracy.", caption, charts.intervals(listed, models=models), same)


def _models(evaluations: Sequence[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    """All models, told apart: by their folders' names, else by their paths, else by the file that they stand in."""
    given = [(file, str(model["model"]), model) for file, found in evaluations for model in found["models"]]
    for names in (
        [name.rstrip("/").rpartition("/")[2] or name for _, name, _ in given],
        [name for _, name, _ in given],
        [f"{name} ({file})" for file, name, _ in given],
    ):
        if len(set(names)) == len(names):
            return [(name, model) for name, (_, _, model) in zip(names, given, strict=True)]
    return [(f"{name} {number}", model) for number, (_, name, model) in enumerate(given, 1)]


def _interval(share: Mapping[str, Any]) -> str:
    low, high = share["interval"]
    return f"{share['count']:,} of {share['of']:,} right; {100 * low:.1f}–{100 * high:.1f} %"


def _shares(models: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    found = []
    axes = list(dict.fromkeys(axis for _, model in models for axis in model["by"]))
    for axis in axes:
        values = list(dict.fromkeys(value for _, model in models for value in model["by"].get(axis, {})))
        for value in values:
            for name, model in models:
                share = model["by"].get(axis, {}).get(value)
                if share is not None:
                    low, high = share["interval"]
                    found.append(
                        {
                            "axis": axis,
                            "value": value,
                            "model": name,
                            "share": share["share"],
                            "low": low,
                            "high": high,
                            "of": share["of"],
                        }
                    )
    return found


def _cells(models: Sequence[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    return [
        {"model": name, "test": test, "operator": operator, "share": share["share"], "of": share["of"]}
        for name, model in models
        for value, share in model["by"].get(_OPERATORS_OF_TESTS, {}).items()
        for test, _, operator in [value.rpartition(" ")]
    ]


def _wrong(models: Sequence[tuple[str, Mapping[str, Any]]]) -> Section:
    kinds: dict[str, int] = {}
    for _, model in models:
        for kind, count in model["mistakes"].items():
            kinds[kind] = kinds.get(kind, 0) + count
    order = sorted(kinds, key=lambda kind: (-kinds[kind], kind))
    listed = [
        [
            kind.replace("_", " "),
            name,
            model["mistakes"].get(kind, 0),
            model["mistakes"].get(kind, 0) / model["right"]["of"],
        ]
        for kind in order
        for name, model in models
    ]
    heads = [Head("kind of mistake"), Head("model"), Head("answers", "count"), Head("of all questions", "bar")]
    caption = "Answers that are not right, by the kind of mistake that each is." if listed else "No answer was wrong."
    return Section("mistakes", "What goes wrong", "", (table(caption, heads, listed),))
