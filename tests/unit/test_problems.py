"""The registry of problems, and what their data must say."""

from __future__ import annotations

import pytest

from pairwright import problems
from pairwright.problems import register, registered
from pairwright.problems.additive import Additive
from pairwright.problems.kind import View


def test_problems_are_found_and_sorted() -> None:
    assert list(registered()) == ["additive", "multiplicative", "two_step"]
    assert all(problem.name == name for name, problem in registered().items())


def test_two_problems_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    registered()
    known = dict(problems._REGISTRY)
    with pytest.raises(ValueError, match="'additive'"):
        register(Additive)
    assert known == problems._REGISTRY


def test_a_class_is_registered_and_handed_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(problems, "_REGISTRY", {})

    class Other(Additive):
        name = "other"

    assert register(Other) is Other
    assert list(problems._REGISTRY) == ["other"]
    assert isinstance(problems._REGISTRY["other"], Other)


def test_operators_stand_once_in_the_order_of_the_views() -> None:
    assert {name: problem.operators for name, problem in registered().items()} == {
        "additive": ("+", "-"),
        "multiplicative": ("*", "/"),
        "two_step": ("*+", "*-"),
    }


def test_a_view_is_its_own_form_unless_told() -> None:
    assert View("one", "+", "", "", max).form == "one"
    assert View("one", "+", "", "", max, form="shared").form == "shared"


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        ((-5, 7), [(-5, -1), (1, 7)]),
        ((0, 7), [(1, 7)]),
        ((-5, 0), [(-5, -1)]),
        ((0, 0), []),
        ((3, 7), [(3, 7)]),
        ((-7, -3), [(-7, -3)]),
        ((1, 1), [(1, 1)]),
    ],
)
def test_zero_is_cut_out_of_the_ranges_of_divisors(interval: tuple[int, int], expected: list[tuple[int, int]]) -> None:
    statements = registered()["multiplicative"].statements({"operand": interval, "result": (0, 0)})
    by_name = {statement.name: statement.ranges for statement in statements}
    assert list(by_name["quotient"]["b"]) == expected
    assert list(by_name["quotient"]["a"]) == [interval]
    assert list(by_name["product"]["b"]) == [interval]
    assert list(by_name["missing_divisor"]["a"]) == expected
    assert list(by_name["missing_divisor"]["r"]) == []
