"""An audit as sections: the findings first, each with its examples and the way out, then the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pairwright.reporting.parts import Head, Part, Section, figures, findings, shortened, table


def audit_sections(report: Mapping[str, Any]) -> list[Section]:
    """The sections of what `audit --json` says."""
    found = report["findings"]
    counts = {severity: sum(each["severity"] == severity for each in found) for severity in ("error", "warning")}
    head = figures([("rows", report["rows"], ""), ("errors", counts["error"], ""), ("warnings", counts["warning"], "")])
    items = [{**each, "examples": [_example(one) for one in each["examples"]]} for each in found]
    lede = "What is wrong with the data, the gravest first; examples stand with their file and line."
    return [
        Section("audit", "Findings", lede, (head, findings(items))),
        Section("audit-figures", "Figures of the audit", "", tuple(_figures(report))),
    ]


def _example(example: Mapping[str, Any]) -> dict[str, Any]:
    return {"file": example["file"], "line": example["line"], "text": shortened(example["text"])}


def _figures(report: Mapping[str, Any]) -> list[Part]:
    heads = [Head("file"), Head("role"), Head("taken for"), Head("rows", "count"), Head("not read", "count")]
    keys = ("file", "role", "taken_for", "rows", "rejects")
    parts = [table("What was read.", heads, [[each[key] for key in keys] for each in report["sources"]])]
    if report["leakage"]:
        heads = [
            Head("test"),
            *(Head(name.replace("_", " "), "count") for name in next(iter(report["leakage"].values()))),
        ]
        listed = [[name, *counts.values()] for name, counts in report["leakage"].items()]
        parts.append(table("Test questions that are in the data, by the nearest likeness.", heads, listed))
    if report["shortcuts"]:
        listed = [[name.replace("-", " "), auc] for name, auc in report["shortcuts"].items()]
        caption = (
            "How well the sides are told apart without reading the answer: area under the curve, 0.5 is not at all."
        )
        parts.append(table(caption, [Head("by"), Head("AUC", "number")], listed))
    if report["difficulty"]:
        listed = [[name.replace("_", " "), share] for name, share in report["difficulty"].items()]
        parts.append(
            table(
                "How far the rejected answers are from the chosen ones.",
                [Head("pairs"), Head("share", "bar")],
                listed,
            )
        )
    for axis, counts in report["balance"].items():
        whole = sum(counts.values()) or 1
        listed = [[value, count, count / whole] for value, count in counts.items()]
        parts.append(table(f"Rows by {axis}.", [Head(axis), Head("rows", "count"), Head("share", "bar")], listed))
    return parts
