"""Families up to 10**9: counts against closed forms known independently, ranks against arithmetic on the families."""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

import numpy as np
import pytest

from pairwright.facts.space import FamilyClass, Numbers, classes_of
from pairwright.problems import registered

LIMIT = 10**9
# The sum of floor(N / i) for i = 1..N at N = 10**9 (OEIS A006218, A057494).
DIVISOR_SUM = 20_877_697_634


def classes(name: str, limit: int, shape: str) -> list[FamilyClass]:
    problem = registered()[name]
    found = classes_of(problem, problem.statements({"operand": (1, limit), "result": (1, limit)}))
    return [each for each in found if each.shape == shape]


@pytest.fixture(scope="module")
def large() -> dict[tuple[str, str], FamilyClass]:
    """The single class of each problem and shape with all numbers in 1..10**9."""
    found: dict[tuple[str, str], FamilyClass] = {}
    for name in ("additive", "multiplicative"):
        for shape in ("u<v", "u=v"):
            (found[name, shape],) = classes(name, LIMIT, shape)
    return found


def true_and_in_range(name: str, shape: str, numbers: Numbers) -> bool:
    u, v, w = (numbers[each] for each in ("u", "v", "w"))
    whole = u + v if name == "additive" else u * v
    ordered = u < v if shape == "u<v" else u == v
    return bool(np.all(whole == w) and np.all(ordered) and np.all(u >= 1) and np.all(w <= LIMIT))


def test_additive_counts_are_those_of_the_triangle(large: dict[tuple[str, str], FamilyClass]) -> None:
    # Pairs 1 <= u <= v with u + v <= N number floor(N * N / 4); in floor(N / 2) of them u = v.
    assert large["additive", "u<v"].count == LIMIT * LIMIT // 4 - LIMIT // 2
    assert large["additive", "u=v"].count == LIMIT // 2


def test_multiplicative_counts_are_those_of_the_divisor_sum(large: dict[tuple[str, str], FamilyClass]) -> None:
    root = isqrt(LIMIT)
    assert root == 31_622
    assert large["multiplicative", "u<v"].count == (DIVISOR_SUM - root) // 2
    assert large["multiplicative", "u=v"].count == root
    assert large["multiplicative", "u<v"].count + large["multiplicative", "u=v"].count == (DIVISOR_SUM + root) // 2


@pytest.mark.parametrize("limit", [1, 2, 3, 10, 97, 360, 1000])
def test_counts_at_smaller_limits(limit: int) -> None:
    divisors = sum(limit // i for i in range(1, limit + 1))
    for name, pairs, squares in (
        ("additive", limit * limit // 4, limit // 2),
        ("multiplicative", (divisors + isqrt(limit)) // 2, isqrt(limit)),
    ):
        assert sum(each.count for each in classes(name, limit, "u=v")) == squares
        assert sum(each.count for each in classes(name, limit, "u<v")) == pairs - squares


def test_zero_adds_a_family_for_each_number() -> None:
    for name in ("additive", "multiplicative"):
        problem = registered()[name]
        found = classes_of(problem, problem.statements({"operand": (0, LIMIT), "result": (0, LIMIT)}))
        positive = sum(each.count for shape in ("u<v", "u=v") for each in classes(name, LIMIT, shape))
        assert sum(each.count for each in found) == positive + LIMIT + 1


@pytest.mark.parametrize("name", ["additive", "multiplicative"])
@pytest.mark.parametrize("shape", ["u<v", "u=v"])
def test_unranked_families_hold_and_differ(name: str, shape: str, large: dict[tuple[str, str], FamilyClass]) -> None:
    each = large[name, shape]
    drawn = np.random.default_rng(5).integers(0, each.count, 100_000)
    ranks = np.unique(np.concatenate([drawn, [0, 1, each.count - 2, each.count - 1]]))
    numbers = each.unrank(ranks)
    assert true_and_in_range(name, shape, numbers)
    assert len(set(zip(numbers["u"].tolist(), numbers["v"].tolist(), strict=True))) == ranks.size


@pytest.mark.parametrize("name", ["additive", "multiplicative"])
def test_ranks_run_through_the_rows_without_gap(name: str, large: dict[tuple[str, str], FamilyClass]) -> None:
    each = large[name, "u<v"]
    ranks = np.random.default_rng(6).integers(0, each.count, 20_000)
    numbers = each.unrank(ranks)
    u, v = numbers["u"], numbers["v"]
    # In the row of u the first v is u + 1; how many there are is known without the package.
    row_starts = ranks - (v - u - 1)
    widths = LIMIT - 2 * u if name == "additive" else LIMIT // u - u
    first, last = each.unrank(row_starts), each.unrank(row_starts + widths - 1)
    assert np.array_equal(first["u"], u)
    assert np.array_equal(first["v"], u + 1)
    assert np.array_equal(last["u"], u)
    assert np.array_equal(last["v"], u + widths)
    inner = row_starts > 0
    previous = each.unrank(row_starts[inner] - 1)
    assert np.all(np.abs(previous["u"] - u[inner]) == 1)


def test_every_row_of_the_product_starts_where_the_rows_before_it_end(
    large: dict[tuple[str, str], FamilyClass],
) -> None:
    each = large["multiplicative", "u<v"]
    u = np.arange(1, isqrt(LIMIT) + 1)
    widths = LIMIT // u - u
    u, widths = u[widths > 0], widths[widths > 0]
    ends = np.cumsum(widths)
    assert ends[-1] == each.count
    assert np.array_equal(each.unrank(ends - widths)["u"], u)
    assert np.array_equal(each.unrank(ends - 1)["v"], u + widths)


def test_a_whole_class_of_middle_size_comes_once() -> None:
    limit = 1500
    sums = {(u, v) for u in range(1, limit) for v in range(u + 1, limit - u + 1)}
    products = {(u, v) for u in range(1, limit) for v in range(u + 1, limit // u + 1)}
    for name, expected in (("additive", sums), ("multiplicative", products)):
        (each,) = classes(name, limit, "u<v")
        numbers = each.unrank(np.arange(each.count))
        assert each.count == len(expected)
        assert set(zip(numbers["u"].tolist(), numbers["v"].tolist(), strict=True)) == expected


def test_the_order_of_asking_does_not_matter(large: dict[tuple[str, str], FamilyClass]) -> None:
    each = large["additive", "u<v"]
    ranks = np.random.default_rng(7).integers(0, each.count, 1000)
    backwards = each.unrank(ranks[::-1].copy())
    for name, column in each.unrank(ranks).items():
        assert np.array_equal(column[::-1], backwards[name])


# The relations once more, in plain Python: role values as they stand in a statement.
RELATIONS: dict[str, dict[str, Callable[[dict[str, int]], bool]]] = {
    "additive": {
        **dict.fromkeys(("sum", "missing_minuend"), lambda n: n["a"] + n["b"] == n["r"]),
        **dict.fromkeys(
            ("difference", "missing_first_addend", "missing_second_addend", "missing_subtrahend"),
            lambda n: n["a"] - n["b"] == n["r"],
        ),
    },
    "multiplicative": {
        "product": lambda n: n["a"] * n["b"] == n["r"],
        "missing_dividend": lambda n: n["a"] * n["b"] == n["r"] and n["b"] != 0,
        **dict.fromkeys(
            ("quotient", "missing_first_factor", "missing_second_factor"),
            lambda n: n["b"] != 0 and n["a"] == n["b"] * n["r"],
        ),
        "missing_divisor": lambda n: 0 not in n.values() and n["a"] == n["b"] * n["r"],
    },
    "two_step": {
        **dict.fromkeys(("product_plus", "plus_product"), lambda n: n["a"] != 0 and n["a"] * n["x"] + n["b"] == n["c"]),
        "product_minus": lambda n: n["a"] != 0 and n["a"] * n["x"] - n["b"] == n["c"],
        "minus_product": lambda n: n["a"] != 0 and n["b"] - n["a"] * n["x"] == n["c"],
    },
}


@pytest.mark.parametrize("name", RELATIONS)
def test_every_statement_of_every_class_is_true_and_in_range(name: str) -> None:
    ranges = {"operand": (-LIMIT + 7, LIMIT), "result": (-LIMIT, LIMIT - 5)}
    if name == "two_step":
        ranges |= {"coefficient": (-31, 40), "result": (-20, 25)}
    problem = registered()[name]
    rng = np.random.default_rng(8)
    checked = 0
    for each in classes_of(problem, problem.statements(ranges)):
        drawn = rng.integers(0, each.count, 20)
        ranks = np.unique(np.concatenate([drawn, [0, each.count - 1]]))
        family = each.unrank(ranks)
        for view, arrangements in each.arrangements.items():
            columns = [arrangement.values(family) for arrangement in arrangements]
            for place in range(ranks.size):
                found = [{role: int(column[place]) for role, column in one.items()} for one in columns]
                assert len({tuple(one.values()) for one in found}) == len(found)
                for one in found:
                    assert RELATIONS[name][view](one), (view, one)
                    for role, number in one.items():
                        low, high = ranges[problem.parameters[role]]
                        assert low <= number <= high
                    checked += 1
    assert checked > 1000
