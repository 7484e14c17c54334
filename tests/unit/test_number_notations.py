"""One number in all the ways in which it is written, and what looks like it and is another."""

from __future__ import annotations

import polars as pl
import pytest

import pairwright
from pairwright.verify.columns.notations import one_notation

SAME = {
    "4445+2424=?": [
        r"\boxed{6~869}", "6&nbsp;869", "6&thinsp;869", "6&#8239;869", "6&#44;869", r"6\hspace{2pt}869",
        r"$\textcolor{blue}{6869}$", r"\color{red}{6869}", r"\colorbox{yellow}{6869}", r"{\bf 6869}", r"\Large 6869",
        r"\boxed{{6869}}", r"\ensuremath{6869}", r"\pmb{6869}", r"\texttt{6869}", r"\underbrace{6869}",
        "Decimal('6869')", "int(6869)", "np.int64(6869)", "Integer(6869)", "6869_{10}", "(6869)_{10}", "6869₁₀",
    ],
    "35/20=?": [
        "Fraction(7, 4)", "Rational(7,4)", "⁷⁄₄", "1³⁄₄", r"\nicefrac{7}{4}", r"\sfrac{7}{4}", r"{7 \over 4}",
        r"1~\frac{3}{4}", "Decimal('1.75')", "7/4 = 1.75", "1.75 = 7/4", "7/4, that is 1.75", "7/4 (1.75)",
    ],
    "6/9=?": [
        "0.6 recurring", "0.6 repeating", "0.66 (repeating)", "0.6 with the 6 repeating", "0.6 (6 repeating)", "0,(6)",
        r"$0.\dot{6}$", r"$0.\dot6$", r"$0.\bar{6}$", r"0,\overline{6}", "0.6\u0307", "0.6\u0304",
        "0.6 recurring = 2/3",
    ],
    "29/22=?": [r"1.3\dot{1}\dot{8}", "1.31\u03078\u0307"],
    "33-79=?": ["&minus;46", "&#8722;46", r"\textminus 46", "46 below zero", r"\boxed{{-46}}"],
}  # fmt: skip
ANOTHER = {
    "4445+2424=?": ["6~868", "6&nbsp;868", r"\boxed{6}~{869}", "int(6869.9)", "6869_{8}", "6869&sup2;", "6&#46;869"],
    "35/20=?": ["Fraction(14, 8)", "⁴⁄₇", "Fraction(4, 7)", "1.75 or 7/5", "7/4 or 4/7"],
    "6/9=?": ["0.16 recurring", "0.67 repeating", "0.6", "0.5 recurring", r"0.\dot{5}", r"0.0\dot{6}"],
    "46-0=?": ["46 below zero", "&minus;46"],
    "4/1=?": ["4 or 5"],
}


def verdicts(question: str, answers: list[str], told: str) -> list[str]:
    """What is said of each."""
    frame = pl.DataFrame({"question": question, "completion": [told.format(each) for each in answers]})
    return pairwright.score_column(frame)["verdict"].to_list()


@pytest.mark.parametrize("question", SAME)
def test_a_number_is_known_in_every_notation(question: str) -> None:
    assert dict(zip(SAME[question], verdicts(question, SAME[question], "{}"), strict=True)) == dict.fromkeys(
        SAME[question], "RIGHT"
    )


@pytest.mark.parametrize("question", ANOTHER)
@pytest.mark.parametrize("told", ["{}", "The answer is {}."])
def test_another_number_is_not(question: str, told: str) -> None:
    assert "RIGHT" not in verdicts(question, ANOTHER[question], told)


def test_from_one_number_to_another_is_none() -> None:
    assert verdicts("412-95=?", ["317~316", "317-316", "316~317"], "{}") == ["UNPARSED"] * 3


def test_the_texts_that_are_given_stay_as_they_are() -> None:
    texts = pl.Series(["&minus;46", "⁷⁄₄", "１２ × ٣", r"\frac12", "3\ufe0f\u20e3"])
    given = texts.to_list()
    assert one_notation(texts).to_list() == ["-46", "7/4", "12 * 3", r"\frac{1}{2}", "3"]
    assert texts.to_list() == given
