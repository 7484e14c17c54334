r"""Judge solutions that others wrote and flagged, from a file that you have: JSON Lines, one solution a line.

    python -m benchmarks.real_texts FILE --completion 175b_verification.solution --right 175b_verification.is_correct \
        --answer ground_truth

Keys may be paths: `code.0` is the first of a list. A stated answer may end in `A: 18`, `#### 18`, or be `18` alone.
Printed is how often a solution flagged right, and one flagged wrong, is judged RIGHT, WRONG or not, and by math-verify.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
from math_verify import parse, verify

from benchmarks.tables import table
from pairwright import score_column

_ANSWER = re.compile(r"(?s)^.*(?:####|\nA:)")
_HEAD = ["judge", "flagged", "solutions", "RIGHT", "WRONG", "not judged"]


def at(row: Any, path: str) -> Any:
    """What stands in a row at a path of keys and places, such as `code.0`."""
    for key in path.split("."):
        row = row[int(key)] if isinstance(row, list) else row[key]
    return row


def solutions(file: Path, paths: dict[str, str]) -> pl.DataFrame:
    """Question, completion, answer (String) and right (Boolean) of each line."""
    rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = {name: [at(row, path) for row in rows] for name, path in paths.items()}
    found["answer"] = [_ANSWER.sub("", str(each)).strip() for each in found["answer"]]
    return pl.DataFrame(found)


def with_pairwright(frame: pl.DataFrame) -> Iterable[str]:
    """Verdicts with the answer stated."""
    return score_column(frame, answer="answer")["verdict"].to_list()


def with_math_verify(frame: pl.DataFrame) -> Iterator[str]:
    """Verdicts of math-verify; where it finds no answer there is none."""
    for said, answer in zip(frame["completion"], frame["answer"], strict=True):
        found = parse(said)
        yield "UNPARSED" if not found else "RIGHT" if verify(parse(f"${answer}$"), found) else "WRONG"


JUDGES: dict[str, Callable[[pl.DataFrame], Iterable[str]]] = {
    "`score_column`": with_pairwright,
    "math-verify": with_math_verify,
}


def judged(frame: pl.DataFrame) -> Iterator[list[str]]:
    """The rows of the table."""
    for name, judge in JUDGES.items():
        counts = Counter(zip(frame["right"], judge(frame), strict=True))
        for right in (True, False):
            said = {verdict: count for (flag, verdict), count in counts.items() if flag is right}
            clear = said.get("RIGHT", 0), said.get("WRONG", 0)
            total = sum(said.values())
            figures = [total, *clear, total - sum(clear)]
            yield [name, "right" if right else "wrong", *(f"{each:,}" for each in figures)]


def main() -> None:
    """Read, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    for name in ("question", "completion", "answer", "right"):
        parser.add_argument(f"--{name}", default=name, help=f"the key, or path of keys, of the {name}")
    given = vars(parser.parse_args())
    frame = solutions(given.pop("file"), given)
    print(table(_HEAD, judged(frame)))


if __name__ == "__main__":
    main()
