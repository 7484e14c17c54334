"""What `grade` wrote as sections: pass rates question by question, by what is known of them, and answers to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from pairwright.errors import DataError
from pairwright.reporting.evaluated import accuracy_chart
from pairwright.reporting.parts import Head, Part, Section, figures, rows, shortened, table

_SHOWN = 50
_LONGEST_LINE = 1 << 22


def graded_sections(folder: Path, manifest: Mapping[str, Any]) -> list[Section]:
    """The sections of a folder that `grade` made.

    Raises:
        DataError: it lacks what this version writes, or its rows cannot be read.

    """
    try:
        return [_section(folder, manifest)]
    except (KeyError, TypeError, AttributeError, ValueError, OSError, RecursionError) as error:
        raise DataError(f"{folder}: not as grade writes it; grade again with --overwrite") from error


def _section(folder: Path, manifest: Mapping[str, Any]) -> Section:
    tables, samples = manifest["tables"], manifest["samples"]
    answers = max(1, tables["answers"])
    head = figures(
        [
            ("questions", tables["questions"], f"{samples} answers each, at temperature {manifest['temperature']:g}"),
            (
                "right",
                f"{100 * tables['right'] / answers:.1f} %",
                f"{tables['right']:,} of {tables['answers']:,} answers",
            ),
            ("refused", tables["refused"], ""),
            ("not read", tables["unread"], "no single answer in them"),
        ]
    )
    parts: list[Part] = [head, _rates(tables["rates"], samples)]
    listed = [
        {"axis": axis, "value": value, "model": "", "share": each["share"], "of": each["of"]}
        | dict(zip(("low", "high"), each["interval"], strict=True))
        for axis, values in tables["by"].items()
        for value, each in values.items()
    ]
    if listed:
        parts.append(accuracy_chart(listed, 1))
    wrong = [[kind.replace("_", " "), n, n / answers] for kind, n in tables["mistakes"].items()]
    heads = [Head("kind of mistake"), Head("answers", "count"), Head("of all answers", "bar")]
    parts.append(table("Answers that are not right, by the kind of mistake.", heads, wrong))
    parts.append(rows(f"The first {_SHOWN} questions with all their answers.", ["pass rate"], _items(folder, manifest)))
    lede = f"{manifest['model']}, asked the questions of {manifest['recipe']['name']} / {manifest['split']}."
    return Section("graded", "Pass rates", lede, tuple(parts))


def _rates(rates: Mapping[str, int], samples: int) -> Part:
    whole = max(1, sum(rates.values()))
    listed = [
        [f"{right} of {samples}", n, n / whole] for right, n in sorted(rates.items(), key=lambda each: int(each[0]))
    ]
    heads = [Head("right answers"), Head("questions", "count"), Head("of all", "bar")]
    return table(
        "What it can never, sometimes and always do: training data are best made of what lies between.", heads, listed
    )


def _items(folder: Path, manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
    with (folder / manifest["splits"]["graded"]["files"][0]["path"]).open("rb") as file:
        lines = list(islice(iter(lambda: file.readline(_LONGEST_LINE), b""), _SHOWN))
    return [_item(json.loads(line), number) for number, line in enumerate(lines, 1)]


def _item(row: Mapping[str, Any], number: int) -> dict[str, Any]:
    answers = zip(row["samples"], row["verdicts"], row["mistakes"], strict=True)
    return {
        "place": number,
        "question": shortened(str(row["question"])),
        "sides": [
            {"name": f"answer {place}", "text": shortened(str(text).strip()), "verdict": verdict, "mistake": mistake}
            for place, (text, verdict, mistake) in enumerate(answers, 1)
        ],
        "fields": {"pass rate": f"{row['pass_rate']:g}", "expected": shortened(str(row["ground_truth"]), 200)},
    }
