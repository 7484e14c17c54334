"""The kinds of problem that are there, and what their data must say."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest

from pairwright import problems
from pairwright.problems import registered
from pairwright.problems.additive import KIND
from pairwright.problems.kind import View


@pytest.fixture
def fresh() -> Iterator[None]:
    """The kinds are looked for anew, before and after."""
    registered.cache_clear()
    yield
    registered.cache_clear()


def test_problems_are_found_and_sorted() -> None:
    assert {"additive", "multiplicative", "two_step"} < set(registered())
    assert list(registered()) == sorted(registered())
    assert all(problem.name == name for name, problem in registered().items())
    assert registered()["additive"] is KIND


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize(
    ("module", "said"), [({"KIND": KIND}, "gcd.py: its kind is called 'additive'"), ({}, "gcd.py has no KIND")]
)
def test_a_kind_is_called_as_its_file(module: dict[str, Any], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def imported(name: str) -> Any:
        return SimpleNamespace(**module) if name.endswith(".gcd") else import_module(name)

    monkeypatch.setattr(problems, "import_module", imported)
    assert registered()["lcm"].name == "lcm"
    with pytest.raises(ValueError, match=said):
        list(registered().values())


def test_a_recipe_imports_the_kinds_that_it_names() -> None:
    code = "import sys, pairwright; pairwright.load_recipe('arithmetic'); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    kinds = {name.rpartition(".")[2] for name in ran.stdout.split() if name.startswith("pairwright.problems.")}
    assert kinds == {"kind", "outside", "_stating", "additive", "multiplicative"}


def test_operators_stand_once_in_the_order_of_the_views() -> None:
    assert {name: registered()[name].operators for name in ("additive", "multiplicative", "two_step")} == {
        "additive": ("+", "-"),
        "multiplicative": ("*", "/"),
        "two_step": ("*+", "*-"),
    }
    for kind in registered().values():
        assert list(kind.operators) == list(dict.fromkeys(view.operator for view in kind.views))


def test_a_view_is_its_own_form_unless_told() -> None:
    assert View("one", "+", "", "").form == "one"
    assert View("one", "+", "", "", form="shared").form == "shared"


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
