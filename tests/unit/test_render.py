"""Wordings: their slots, filling them, and the text that they give over columns."""

from __future__ import annotations

import polars as pl
import pytest

from pairwright.wording.template import filled, slots, text


def written(wording: str, signed: tuple[str, ...] = ("a", "b"), **numbers: int) -> str:
    frame = pl.DataFrame({name: [str(number)] for name, number in numbers.items()})
    return str(frame.select(text(wording, signed=signed)).item())


@pytest.mark.parametrize(
    ("wording", "names"),
    [
        ("x-{a}={b},x=?", ["a", "b"]),
        ("", []),
        ("no slot", []),
        ("{a}{a}", ["a", "a"]),
        ("{{a}} {b}", ["b"]),
        ("{question}", ["question"]),
        ("{a}\n{b}", ["a", "b"]),
    ],
)
def test_slots_in_order(wording: str, names: list[str]) -> None:
    assert slots(wording) == names


@pytest.mark.parametrize("wording", ["{", "}", "{a", "a}", "{}", "{0}", "{a.b}", "{a[0]}", "{a!r}", "{a:>3}", "{a b}"])
def test_what_is_not_a_slot_is_refused_with_the_wording(wording: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        slots(wording)
    assert repr(wording) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("wording", "parts", "expected"),
    [
        ("because {calculation} equals {answer}", {"calculation": "{a}+{b}"}, "because {a}+{b} equals {answer}"),
        ("{question}", {"question": "{a}+{b}=?"}, "{a}+{b}=?"),
        ("{x} and {x}", {"x": "1"}, "1 and 1"),
        ("{{literal}} {x}", {"x": "{y}"}, "{{literal}} {y}"),
        ("{x}", {}, "{x}"),
        ("plain", {"x": "1"}, "plain"),
        ("{x}", {"x": ""}, ""),
    ],
)
def test_filled(wording: str, parts: dict[str, str], expected: str) -> None:
    assert filled(wording, parts) == expected


@pytest.mark.parametrize(
    ("wording", "a", "b", "expected"),
    [
        ("{a}+{b}=?", 57, 4, "57+4=?"),
        ("{a}+{b}=?", -57, 4, "-57+4=?"),
        ("{a}+{b}=?", 57, -4, "57+(-4)=?"),
        ("{a}-{b}=?", 5, -3, "5-(-3)=?"),
        ("{a}*{b}=?", -5, -3, "-5*(-3)=?"),
        ("{a}/{b}=?", 6, -3, "6/(-3)=?"),
        ("x-{a}={b},x=?", -7, -9, "x-(-7)=-9,x=?"),
        ("{b}+{a}*x=0", -7, -9, "-9+(-7)*x=0"),
        ("({b}-{a})/2", -7, -9, "(-9-(-7))/2"),
        ("{a} - {b}", 1, -2, "1 - (-2)"),
        ("{a}×{b}", 1, -2, "1×(-2)"),
        ("{a}÷{b}", 1, -2, "1÷(-2)"),
        ("{a}·{b}", 1, -2, "1·(-2)"),
        ("{a}−{b}", 1, -2, "1−(-2)"),
        ("{a}^{b}", 1, -2, "1^(-2)"),
        ("{a}, {b}", -1, -2, "-1, -2"),
        ("{a}+{b}", 0, 0, "0+0"),
    ],
)
def test_negative_numbers_after_an_operator_stand_in_parentheses(wording: str, a: int, b: int, expected: str) -> None:
    assert written(wording, a=a, b=b) == expected


def test_only_signed_slots_get_parentheses() -> None:
    assert written("{a}+{b}", signed=("a",), a=1, b=-2) == "1+-2"


def test_doubled_braces_are_written_single() -> None:
    assert written("{{{a}}}", a=-1) == "{-1}"


def test_a_column_is_written_row_by_row() -> None:
    frame = pl.DataFrame({"a": ["1", "-2", "3"], "b": ["-1", "5", "0"]})
    rows = frame.select(text("{a}-{b}=?", signed=["b"])).to_series().to_list()
    assert rows == ["1-(-1)=?", "-2-5=?", "3-0=?"]
