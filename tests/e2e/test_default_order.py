"""The default dataset's rows stand in random order: no operator, question or epoch comes in stretches."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Dataset
    from tests.e2e.oracle import Oracle


SHARES = {"+": 7 / 24, "-": 9 / 24, "*": 4 / 24, "/": 4 / 24}


@pytest.fixture(scope="module")
def operators(default: Dataset, oracle: Oracle) -> list[str]:
    """The operator of each training row, in order."""
    known = {text: oracle.sentence(text).operator for text in set(default.positives)}
    return [known[text] for text in default.positives]


def _correlation(one: Sequence[float], other: Sequence[float]) -> float:
    count = len(one)
    mean_one, mean_other = sum(one) / count, sum(other) / count
    common = sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))
    return float(common / (sum((a - mean_one) ** 2 for a in one) * sum((b - mean_other) ** 2 for b in other)) ** 0.5)


def test_runs_of_one_operator_are_as_long_as_in_random_order(operators: list[str]) -> None:
    runs = 1 + sum(before != after for before, after in pairwise(operators))
    # Shares at random: a run ends with probability 0.72. The deviation over 400,000 rows is 0.0014.
    ends = 1 - sum(share**2 for share in SHARES.values())
    assert len(operators) / runs == pytest.approx(1 / ends, abs=0.01)


def test_the_first_thousand_rows_hold_the_operators_in_their_shares(operators: list[str]) -> None:
    first = Counter(operators[:1000])
    for operator, share in SHARES.items():
        assert abs(first[operator] - 1000 * share) < 5 * (1000 * share * (1 - share)) ** 0.5


def test_every_stretch_of_the_file_holds_the_operators_in_their_shares(operators: list[str]) -> None:
    size = 4000
    chi_square = sum(
        (counts[operator] - size * share) ** 2 / (size * share)
        for start in range(0, len(operators), size)
        for counts in [Counter(operators[start : start + size])]
        for operator, share in SHARES.items()
    )
    freedom = 3 * len(operators) / size
    assert abs(chi_square - freedom) < 5 * (2 * freedom) ** 0.5


def test_where_a_question_stands_does_not_depend_on_its_numbers(default: Dataset, oracle: Oracle) -> None:
    answers = {text: oracle.sentence(text).answer for text in set(default.positives)}
    found = _correlation(range(len(default.positives)), [answers[text] for text in default.positives])
    assert abs(found) < 5 / len(default.positives) ** 0.5


def test_the_second_half_is_not_in_the_order_of_the_first(default: Dataset) -> None:
    """The mean place of a question in one half of the file says nothing of that in the other half."""
    half = len(default.positives) // 2
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for place, text in enumerate(default.positives):
        places[place >= half][text].append(place)
    common = sorted(set(places[0]) & set(places[1]))
    assert len(common) > 30_000
    means = [[sum(each[text]) / len(each[text]) for text in common] for each in places]
    assert abs(_correlation(*means)) < 5 / len(common) ** 0.5


def test_neighbours_do_not_meet_again_more_often_than_by_chance(default: Dataset) -> None:
    pairs = Counter(pairwise(default.positives))
    meetings = sum(times * (times - 1) // 2 for times in pairs.values())
    rows = len(default.positives)
    shares = Counter(default.positives)
    chance = sum((times / rows) ** 2 for times in shares.values()) ** 2
    expected = rows * (rows - 1) / 2 * chance
    assert expected / 2 < meetings < 2 * expected


@pytest.mark.parametrize("name", ["test", "test_familiar", "test_beyond"])
def test_the_test_splits_are_shuffled_too(name: str, default: Dataset, oracle: Oracle) -> None:
    asked = [oracle.read(row["question"]).operator for row in default.splits[name]]
    runs = 1 + sum(before != after for before, after in pairwise(asked))
    # 300 runs of 400 rows are expected, with a deviation of 9.
    assert abs(runs - 0.75 * len(asked)) < 45
