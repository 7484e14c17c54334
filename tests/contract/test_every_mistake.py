"""What holds for the mistakes of closed kinds, against an oracle in plain Python that shares no code with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

import polars as pl
import pytest

import pairwright
from pairwright.plan import Plan
from pairwright.problems import known_mistakes, registered
from pairwright.problems.kind import View
from pairwright.recipe.recipe import Recipe
from pairwright.rows.blocks import BlockMaker
from pairwright.verify import Reason, Verdict, Verifier

CLOSED = {name: problem for name, problem in registered().items() if problem.space is not None}
VIEWS = [(name, view.name) for name, problem in CLOSED.items() for view in problem.views]
DECLARED = {way.name for problem in CLOSED.values() for view in problem.views for way in problem.mistakes(view)}
KINDS = [name for name in known_mistakes() if name in DECLARED]
SENTENCE = re.compile(r" The answer is (-?\d+) because (.+) equals (-?\d+)\.")
WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."


def recipe_of(
    problem: str,
    view: str,
    *,
    rows: int = 2000,
    low: int | None = None,
    high: int | None = None,
    layout: str = "preference",
    **recipe: object,
) -> Recipe:
    """A recipe of one view with all kinds of mistake; by default in the problem's own ranges."""
    ends = {
        key: value
        for name in registered()[problem].ranges
        for key, value in ((f"min_{name}", low), (f"max_{name}", high))
        if value is not None
    }
    splits = {"train": {"families": "training", "rows": rows, "layout": layout}}
    part = {"views": [view], **ends}
    return Recipe.of({"problems": {problem: part}, "mistakes": KINDS, "splits": splits, **recipe})


def numbers_in(question: str, view: View) -> dict[str, int]:
    """The numbers of a question by role, read from its text."""
    pattern, roles = "", re.findall(r"\{(\w+)\}", view.question)
    for part in re.split(r"(\{\w+\})", view.question):
        pattern += r"\(?(-?\d+)\)?" if part.startswith("{") else re.escape(part)
    match = re.fullmatch(pattern, question)
    assert match, question
    return dict(zip(roles, map(int, match.groups()), strict=True))


def worked_out(calculation: str) -> Fraction | None:
    try:
        return Fraction(eval(re.sub(r"\d+", r"Fraction(\g<0>)", calculation)))  # noqa: S307
    except ZeroDivisionError:
        return None


def by_columns(a: int, b: int, column: Callable[[int, int, bool], int]) -> int:
    """The columns of |a| and |b| from the left, each worked out by itself; the first one is marked."""
    width = max(len(str(abs(a))), len(str(abs(b))))
    pairs = zip(str(abs(a)).zfill(width), str(abs(b)).zfill(width), strict=True)
    total = 0
    for place, (one, other) in enumerate(pairs):
        total = 10 * total + column(int(one), int(other), place == 0)
    return total


def without_carrying(a: int, b: int) -> int:
    total = by_columns(a, b, lambda one, other, first: one + other if first else (one + other) % 10)
    return -total if min(a, b) < 0 else total


def without_borrowing(a: int, b: int) -> int:
    total = by_columns(a, b, lambda one, other, _: abs(one - other))
    return -total if a < b else total


def swapped(number: int) -> set[int]:
    text, sign = str(abs(number)), -1 if number < 0 else 1
    found = {
        text[: at - 1] + text[at] + text[at - 1] + text[at + 1 :] for at in range(max(1, len(text) - 2), len(text))
    }
    return {sign * int(each) for each in found if each[0] != "0"}


def expected(kind: str, numbers: dict[str, int], right: int, calculation: str) -> set[int] | None:
    """All claims that a kind may make; None where the calculation that is shown decides."""
    a, b = numbers["a"], numbers["b"]
    oracle: dict[str, Callable[[], set[int]]] = {
        "off_by_one": lambda: {right - 1, right + 1},
        "off_by_ten": lambda: {right - 10, right + 10},
        "digit_swap": lambda: swapped(right),
        "wrong_sign": lambda: {-right},
        "operand_echo": lambda: set(numbers.values()),
        "multiplication_slip": lambda: {a * (b - 1), a * (b + 1), (a - 1) * b, (a + 1) * b},
        "no_carry": lambda: {without_carrying(a, b)},
        "no_borrow": lambda: {without_borrowing(a, b)},
        "remainder_slip": lambda: {without_remainders(calculation, right)},
    }
    return oracle[kind]() if kind in oracle else None


def without_remainders(calculation: str, right: int) -> int:
    dividend, divisor = calculation.rsplit("/", 1)
    top, size = worked_out(dividend), abs(int(divisor.strip("()")))
    assert top is not None
    digits = int("".join(str(int(digit) // size) for digit in str(abs(int(top)))))
    return -digits if right < 0 else digits


def rejected_rows(recipe: Recipe) -> Iterator[tuple[dict[str, int], pl.DataFrame, dict[str, object]]]:
    frame = pairwright.generate(recipe)
    view = next(v for p in CLOSED.values() for v in p.views if v.name == frame["view"][0])
    for row in frame.rows(named=True):
        yield numbers_in(str(row["prompt"]), view), frame, row


@pytest.mark.parametrize("ends", [(None, None), (-30, 30), (-(10**9), 10**9), (0, 9)], ids=str)
@pytest.mark.parametrize(("problem", "view"), VIEWS)
def test_each_claim_is_the_mistake_it_is_called(problem: str, view: str, ends: tuple[int | None, int | None]) -> None:
    if problem != "additive" and ends[1] == 10**9:
        ends = (-30_000, 30_000)
    for numbers, _, row in rejected_rows(recipe_of(problem, view, rows=700, low=ends[0], high=ends[1])):
        kind, right = str(row["mistake"]), int(str(row["answer"]))
        match = SENTENCE.fullmatch(str(row["rejected"]))
        assert match, row
        claimed, result, shown = int(match[1]), int(match[3]), worked_out(match[2])
        right_calculation = str(row["chosen"]).split(" because ")[1].split(" equals ")[0]
        assert row["wrong_answer"] == (None if kind == "wrong_reason" else claimed)
        assert (claimed == right) == (kind == "wrong_reason"), row
        assert result == (right if kind == "wrong_answer_right_reason" else claimed), row
        allowed = expected(kind, numbers, right, right_calculation)
        if kind in {"wrong_operation", "wrong_inverse"}:
            assert shown == claimed, row
            assert match[2] != right_calculation
        elif kind == "wrong_reason":
            assert shown != right, row
        elif kind == "wrong_sign":
            assert shown in {right, claimed}, row
        else:
            assert match[2] == right_calculation, row
        assert allowed is None or claimed in allowed, row


def test_each_view_has_six_mistakes_and_each_of_its_own_comes() -> None:
    splits = {"train": {"families": "training", "rows": 60_000, "layout": "preference"}}
    everything = {"problems": {name: {} for name in CLOSED}, "mistakes": KINDS, "splits": splits}
    rows = pairwright.generate(Recipe.of(everything))
    for problem, name in VIEWS:
        view = next(each for each in registered()[problem].views if each.name == name)
        declared = {way.name for way in registered()[problem].mistakes(view)}
        assert len(declared) >= 6
        assert set(rows.filter(view=name)["mistake"]) == declared


def test_each_mistake_is_reachable_somewhere() -> None:
    named = {"off_by_one", "off_by_ten", "no_carry", "no_borrow", "digit_swap", "wrong_sign", "wrong_operation"}
    named |= {"wrong_inverse", "operand_echo", "multiplication_slip", "remainder_slip", "wrong_reason"}
    named |= {"wrong_answer_right_reason", "random_number", "refusal"}
    assert named <= set(known_mistakes())
    rows = pairwright.generate(pairwright.load_recipe("mistakes").with_rows(20_000))
    assert set(rows["mistake"]) == set(KINDS)


@pytest.mark.parametrize(("problem", "view"), VIEWS)
def test_three_for_a_prompt_are_wrong_and_all_different(problem: str, view: str) -> None:
    recipe = recipe_of(problem, view, rows=1500, rejected_per_prompt=3, mistakes=[*KINDS, "refusal"])
    rows = pairwright.generate(recipe)
    verdicts, reasons = Verifier(WORDING).judged(rows["prompt"] + rows["rejected"])
    refused, reasoned = ((rows["mistake"] == name).to_numpy() for name in ("refusal", "wrong_reason"))
    assert set(verdicts[~refused & ~reasoned].tolist()) == {Verdict.WRONG}
    assert set(verdicts[reasoned].tolist()) <= {Verdict.RIGHT}
    assert set(reasons[reasoned].tolist()) <= {Reason.FAILS}
    assert refused.any()
    assert rows["wrong_answer"].is_null().to_list() == rows["mistake"].is_in(["refusal", "wrong_reason"]).to_list()
    for start in range(0, 1500, 3):
        prompt = rows[start : start + 3]
        assert prompt["prompt"].n_unique() == prompt["chosen"].n_unique() == 1
        assert prompt["rejected"].n_unique() == prompt["mistake"].n_unique() == 3
        claims = prompt.filter(pl.col("wrong_answer").is_not_null())["wrong_answer"]
        assert claims.n_unique() == len(claims)
        assert prompt["answer"][0] not in claims.to_list()


@pytest.mark.parametrize(("problem", "view"), VIEWS)
@pytest.mark.parametrize("layout", ["preference", "listwise"])
def test_any_partition_gives_the_same_mistakes(problem: str, view: str, layout: str) -> None:
    plan = Plan.of(recipe_of(problem, view, rows=1000, rejected_per_prompt=3, layout=layout))
    whole = BlockMaker(plan, "train", metadata=True).block(0, 1000).frame
    cuts = [0, 1, 2, 7, 511, 999, 1000]
    maker = BlockMaker(plan, "train", metadata=True, table_rows=0)
    assert pl.concat([maker.block(*each).frame for each in pairwise(cuts)]).equals(whole)
    assert BlockMaker(plan, "train", metadata=True).block(0, 1000).frame.equals(whole)


@pytest.mark.parametrize(("problem", "view"), VIEWS)
def test_another_kind_in_the_mix_moves_no_other(problem: str, view: str) -> None:
    small, large = (
        pairwright.generate(recipe_of(problem, view, mistakes=mix))
        for mix in ({"off_by_one": 2, "digit_swap": 1}, {"off_by_one": 2, "random_number": 3, "digit_swap": 1})
    )
    old = large["mistake"] != "random_number"
    assert 0.3 < share(old) < 0.7
    assert large.filter(old).equals(small.filter(old))


@pytest.mark.parametrize(("problem", "view"), VIEWS)
def test_weights_are_followed(problem: str, view: str) -> None:
    mix = {"off_by_one": 5.0, "random_number": 2.0, "refusal": 1.0}
    rows = pairwright.generate(recipe_of(problem, view, rows=20_000, mistakes=mix))
    for kind, weight in mix.items():
        due = weight / sum(mix.values())
        # Five standard deviations; the draws are keyed, so this either always passes or never.
        assert abs(share(rows["mistake"] == kind) - due) < 5 * (due * (1 - due) / 20_000) ** 0.5
    slips = rows.filter(mistake="off_by_one")
    assert 0.45 < share(slips["wrong_answer"] > slips["answer"]) < 0.55


def share(of: pl.Series) -> float:
    return int(of.sum()) / len(of)


def longest(texts: pl.Series) -> int:
    return max(len(number) for text in texts for number in re.findall(r"\d+", text))


@pytest.mark.parametrize(("problem", "view"), VIEWS)
@pytest.mark.parametrize("low", [1, None, -20])
def test_rejected_texts_have_the_alphabet_and_length_of_right_ones(problem: str, view: str, low: int | None) -> None:
    recipe = recipe_of(problem, view, rows=4000, low=low)
    rows = pairwright.generate(recipe)
    assert set("".join(rows["rejected"])) <= set("".join(rows["prompt"] + rows["chosen"]))
    ends = [abs(end) for interval in recipe.ranges(problem).values() for end in interval]
    assert longest(rows["rejected"]) <= len(str(max(ends)))
    if low == 1:
        assert rows["wrong_answer"].min() >= 0  # type: ignore[operator]
