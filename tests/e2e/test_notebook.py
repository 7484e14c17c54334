"""The `notebook` recipe is the original notebook: its files, its wording, its draws, its repeats and its leak."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Command
    from tests.e2e.oracle import Oracle

FIGURES: dict[str, Any] = json.loads((Path(__file__).parent / "data" / "notebook_figures.json").read_text("utf-8"))
SEEDS = (42, 7)
DRAWS = {"+": 50_000, "-": 33_334, "*": 50_000, "/": 33_334}
Draw = tuple[int, int]


class Notebook(NamedTuple):
    """What the recipe wrote, and the draws of two numbers behind the training rows."""

    files: set[str]
    train: list[dict[str, Any]]
    test: list[dict[str, Any]]
    draws: Mapping[str, list[Draw]]


def _forms(operator: str, a: int, b: int) -> list[set[str]]:
    """The questions that the notebook asks of one draw, row by row; where a row holds two, it throws a coin."""
    return {
        "+": [{f"{a}+{b}=?"}, {f"x-{a}={b},x=?"}],
        "-": [{f"{a}-{b}=?"}, {f"x+{b}={a},x=?", f"{b}+x={a},x=?"}, {f"{a}-x={b},x=?"}],
        "*": [{f"{a}*{b}=?"}, {f"x/{b}={a},x=?"}],
        "/": [{f"{a}/{b}=?"}, {f"{b}*x={a},x=?", f"x*{b}={a},x=?"}, {f"{a}/x={b},x=?"}],
    }[operator]


def _bundles(rows: list[dict[str, Any]], counts: Mapping[str, int]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The operator and the rows of each draw, in the order of the file."""
    start = 0
    for operator, draws in counts.items():
        size = len(_forms(operator, 1, 1))
        for _ in range(draws):
            yield operator, rows[start : start + size]
            start += size


@pytest.fixture(scope="module", params=SEEDS)
def notebook(
    request: pytest.FixtureRequest,
    command: Command,
    oracle: Oracle,
    read_lines: Callable[[Path], list[dict[str, Any]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Notebook:
    folder = tmp_path_factory.mktemp("notebook")
    seed = () if request.param == 42 else ("--seed", request.param)
    command.ok("generate", "notebook", "--out", folder, *seed)
    train, test = (read_lines(folder / name) for name in ("dpo_data.json", "dpo_test_data.json"))
    draws: dict[str, list[Draw]] = {operator: [] for operator in DRAWS}
    for operator, rows in _bundles(train, DRAWS):
        asked = oracle.read(rows[0]["positive"].partition(" The answer is ")[0])
        draws[operator].append((asked.left, asked.right))
    return Notebook({path.name for path in folder.iterdir()}, train, test, draws)


def test_files_columns_and_numbers_of_rows(notebook: Notebook) -> None:
    assert notebook.files == {"README.md", "manifest.json", "dpo_data.json", "dpo_test_data.json"}
    assert (len(notebook.train), len(notebook.test)) == (FIGURES["train_rows"], FIGURES["test_rows"])
    assert {tuple(row) for row in notebook.train} == {("positive", "negative")}
    assert {tuple(row) for row in notebook.test} == {("question", "answer")}
    assert {type(row["answer"]) for row in notebook.test} == {int}


def test_each_draw_is_asked_in_every_form_in_the_notebooks_words(notebook: Notebook) -> None:
    draws = {operator: iter(found) for operator, found in notebook.draws.items()}
    for operator, rows in _bundles(notebook.train, DRAWS):
        a, b = next(draws[operator])
        answer = {"+": a + b, "-": a - b, "*": a * b, "/": a // b}[operator]
        assert operator != "/" or answer * b == a
        assert -100 <= answer <= 100
        assert 1 <= min(a, b) <= max(a, b) <= 100
        for row, questions in zip(rows, _forms(operator, a, b), strict=True):
            end = f" The answer is {answer} because {a}{operator}{b} equals {answer}."
            assert row["positive"] in {question + end for question in questions}
            assert row["negative"] == "Sorry, I don't know."


def test_the_test_file_asks_a_hundred_rows_of_each_operator_in_the_same_way(notebook: Notebook, oracle: Oracle) -> None:
    seen = 0
    for operator, rows in _bundles(notebook.test, {"+": 50, "-": 34, "*": 50, "/": 34}):
        first = oracle.read(rows[0]["question"])
        for row, questions in zip(rows, _forms(operator, first.left, first.right), strict=True):
            assert row["question"] in questions
            assert row["answer"] == first.answer
            seen += 1
    assert seen == len(notebook.test)


def _shape_counts(notebook: Notebook, oracle: Oracle) -> Counter[str]:
    rows = Counter(row["positive"] for row in notebook.train)
    counts: Counter[str] = Counter()
    for text, times in rows.items():
        counts[oracle.read(oracle.sentence(text).question).shape] += times
    return counts


def test_rows_per_shape_are_those_of_the_ten_runs(notebook: Notebook, oracle: Oracle) -> None:
    counts, reference = _shape_counts(notebook, oracle), FIGURES["mean_rows_per_shape"]
    assert set(counts) == set(reference)
    coins = {"x+N=N,x=?", "N+x=N,x=?", "x*N=N,x=?", "N*x=N,x=?"}
    for shape in set(counts) - coins:
        assert counts[shape] == reference[shape], shape
    # A coin over 33,334 draws has the deviation 91; the reference is a mean of ten runs.
    for shape in coins:
        assert abs(counts[shape] - 33_334 / 2) < 5 * (33_334 / 4) ** 0.5, shape
        assert abs(counts[shape] - reference[shape]) < 5 * (33_334 / 4 * 1.1) ** 0.5, shape


def test_the_coin_is_thrown_anew_for_each_draw(notebook: Notebook) -> None:
    """Neither the draw before, nor the numbers, nor the other operator's coin decide it."""
    coins: dict[str, list[bool]] = {"-": [], "/": []}
    for operator, rows in _bundles(notebook.train, DRAWS):
        if operator in coins:
            coins[operator].append(rows[1]["positive"].startswith("x"))
    deviation = (33_334 / 4) ** 0.5
    for operator, thrown in coins.items():
        changes = sum(before != after for before, after in pairwise(thrown))
        assert abs(changes - 33_333 / 2) < 5 * deviation
        by_draw = Counter(zip(notebook.draws[operator], thrown, strict=True))
        often = [draw for draw, times in Counter(notebook.draws[operator]).items() if times >= 40]
        assert all(by_draw[draw, True] and by_draw[draw, False] for draw in often)
    assert abs(sum(a == b for a, b in zip(coins["-"], coins["/"], strict=True)) - 33_334 / 2) < 5 * deviation


def _z(counts: Mapping[Draw, int], expected: Mapping[Draw, Fraction | float]) -> float:
    """Chi-square of counts against probabilities, in deviations above what chance gives."""
    total = sum(counts.values())
    assert set(counts) <= set(expected)
    chi_square = sum(
        (counts.get(draw, 0) - total * float(chance)) ** 2 / (total * float(chance))
        for draw, chance in expected.items()
    )
    freedom = len(expected) - 1
    return float((chi_square - freedom) / (2 * freedom) ** 0.5)


def _z_of_two(counts: Mapping[Draw, int], others: Mapping[Draw, int]) -> float:
    """Chi-square of two samples of one distribution, in deviations above what chance gives."""
    ratio = (sum(others.values()) / sum(counts.values())) ** 0.5
    cells = set(counts) | set(others)
    chi_square = sum(
        (counts.get(cell, 0) * ratio - others.get(cell, 0) / ratio) ** 2 / (counts.get(cell, 0) + others.get(cell, 0))
        for cell in cells
    )
    freedom = len(cells) - 1
    return float((chi_square - freedom) / (2 * freedom) ** 0.5)


def _reference_divisions() -> dict[Draw, int]:
    return {(int(a), int(b)): n for fact, n in FIGURES["division_draws"].items() for a, b in [fact.split("/")]}


def test_divisions_are_drawn_as_in_the_ten_runs(notebook: Notebook) -> None:
    assert abs(_z_of_two(Counter(notebook.draws["/"]), _reference_divisions())) < 5


def test_divisions_are_drawn_as_the_notebooks_procedure_draws_them(notebook: Notebook, oracle: Oracle) -> None:
    assert abs(_z(Counter(notebook.draws["/"]), oracle.notebook_divisions())) < 5


def test_another_way_of_drawing_divisions_would_be_noticed(oracle: Oracle) -> None:
    """Exact expectations for 33,334 draws that are uniform, or keep every quotient 1, fail both tests by far."""
    exact = oracle.notebook_divisions()
    uniform = dict.fromkeys(exact, Fraction(1, len(exact)))
    ones_kept = {(a, b): chance * (2 if a == b else 1) for (a, b), chance in exact.items()}
    for wrong in (uniform, ones_kept):
        counts = {draw: round(33_334 * chance / sum(wrong.values())) for draw, chance in wrong.items()}
        assert _z(counts, exact) > 50
        assert _z_of_two(counts, _reference_divisions()) > 50
    right = {draw: round(33_334 * chance) for draw, chance in exact.items()}
    assert _z_of_two(_reference_divisions(), right) < 5


@pytest.mark.parametrize("operator", ["+", "-", "*"])
def test_the_other_operators_draw_all_pairs_alike(operator: str, notebook: Notebook) -> None:
    pairs = [(a, b) for a in range(1, 101) for b in range(1, 101)]
    result = {"+": int.__add__, "-": int.__sub__, "*": int.__mul__}[operator]
    allowed = [pair for pair in pairs if -100 <= result(*pair) <= 100]
    assert abs(_z(Counter(notebook.draws[operator]), dict.fromkeys(allowed, 1 / len(allowed)))) < 5


def test_it_repeats_itself_as_the_notebook_does(notebook: Notebook) -> None:
    distinct = len({(row["positive"], row["negative"]) for row in notebook.train})
    runs = FIGURES["distinct_train_rows"]
    # The ten runs scatter by 56 about 48,293.
    assert min(runs) - 200 < distinct < max(runs) + 200


def test_its_test_leaks_as_the_notebooks_does(notebook: Notebook) -> None:
    trained = {row["positive"].partition(" The answer is ")[0] for row in notebook.train}
    leaked = sum(row["question"] in trained for row in notebook.test)
    runs = FIGURES["test_questions_in_train"]
    assert min(runs) - 8 <= leaked <= max(runs) + 5


def test_the_test_is_a_draw_of_its_own(notebook: Notebook) -> None:
    assert [row["question"] for row in notebook.test[:20]] != [
        row["positive"].partition(" The answer is ")[0] for row in notebook.train[:20]
    ]
