"""Rejected answers that are not what they should be stop the run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
import pytest

from pairwright.errors import CertificationError
from pairwright.layouts import layout
from pairwright.rows.certify import Certifier
from pairwright.verify import Declared

ANSWER = "The answer is {answer} because {calculation} equals {answer}."


def says(answer: int, calculation: str, result: int | None = None) -> str:
    return f" The answer is {answer} because {calculation} equals {answer if result is None else result}."


def certify(rejected: list[str], *, refused: bool = False, layout_name: str = "preference") -> None:
    many = layout_name == "listwise"
    repeats = 1 if many else len(rejected)
    frame = pl.DataFrame(
        {
            "prompt": ["79-7=?"] * repeats,
            "chosen": [says(72, "79-7")] * repeats,
            "rejected": [rejected] if many else rejected,
        }
    )
    certifier = Certifier("train", layout(layout_name), Declared(answers=(ANSWER,)))
    certifier.chosen(frame, "rows")
    certifier.rejected(frame, np.full(len(rejected), refused), len(rejected), "rows")


@pytest.mark.parametrize("layout_name", ["preference", "listwise"])
def test_wrong_answers_and_wrong_reasons_pass(layout_name: str) -> None:
    rejected = [says(86, "79+7"), says(72, "79-8"), says(71, "79-7", 72), says(71, "79-7")]
    certify(rejected, layout_name=layout_name)
    certify([" Sorry, I don't know."], refused=True, layout_name=layout_name)


@pytest.mark.parametrize("layout_name", ["preference", "listwise"])
@pytest.mark.parametrize(
    ("rejected", "refused", "message"),
    [
        ([says(72, "80-8")], False, "is RIGHT"),
        ([says(72, "80-8")], True, "is RIGHT"),
        ([" I think it is 71."], False, "is UNPARSED"),
        ([says(71, "79-7"), says(71, "79-7")], False, "rejected twice"),
        ([says(71, "79-7"), says(86, "79+7"), says(71, "79-7")], False, "rejected twice"),
        ([" Sorry.", " Sorry."], True, "rejected twice"),
    ],
)
def test_what_is_not_surely_wrong_or_stands_twice_stops_the_run(
    rejected: list[str], refused: bool, message: str, layout_name: str
) -> None:
    with pytest.raises(CertificationError, match=message):
        certify(rejected, refused=refused, layout_name=layout_name)


def kto(labels: Sequence[bool | None], completions: list[str]) -> None:
    frame = pl.DataFrame({"prompt": ["79-7=?"] * len(labels), "completion": completions, "label": list(labels)})
    certifier = Certifier("train", layout("kto"), Declared(answers=(ANSWER,)))
    certifier.chosen(frame, "rows")
    certifier.rejected(frame, np.zeros(len(labels) - 1, dtype=bool), len(labels) - 1, "rows")


def test_a_label_says_which_side_it_is() -> None:
    right, wrong, other = says(72, "79-7"), says(86, "79+7"), says(71, "79-8")
    kto([True, False, False], [right, wrong, other])
    for labels, completions, message in (
        ([True, True, False], [right, wrong, other], "chosen .* is WRONG"),
        ([False, True, False], [right, right, other], "rejected .* is RIGHT"),
        ([True, False, False], [right, wrong, wrong], "rejected twice"),
        ([True, None, False], [right, wrong, other], "1 chosen and 1 rejected sides for 1 prompts"),
        ([False, False, False], [wrong, wrong, other], "0 chosen and 3 rejected"),
        ([True, True, False], [right, right, other], "2 chosen and 1 rejected"),
    ):
        with pytest.raises(CertificationError, match=message):
            kto(labels, completions)
