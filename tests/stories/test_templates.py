"""Every story of ours, with every name and thing and any numbers, is read to the fact of the plain question."""

from __future__ import annotations

import operator
from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.problems.kind import View
from pairwright.problems.story import KIND
from pairwright.verify import Verdict, Verifier, families, score_column, split_texts

ANSWER = "The answer is {answer} because {calculation} equals {answer}."
OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.floordiv}
NAMES, THINGS = KIND.words["name"], KIND.words["thing"]


def row(view: View, name: str, thing: str, small: int, other: int) -> dict[str, str]:
    """A question with its answer, which is whole and not negative."""
    numbers = {"a": small + other, "b": small, "f": other, "p": small * other}
    calculation = view.calculation.format(**numbers)
    first, second = (int(number) for number in calculation.split(view.operator))
    answer = str(OPERATORS[view.operator](first, second))
    return {
        "question": view.question.format(name=name, thing=thing, **numbers),
        "completion": ANSWER.format(answer=answer, calculation=calculation),
        "plain": f"{calculation}=?",
        "answer": answer,
    }


def test_sixteen_stories_four_of_each_kind() -> None:
    assert sorted(view.operator for view in KIND.views) == sorted(list(OPERATORS) * 4)
    assert len({view.name for view in KIND.views}) == 16
    assert min(len(set(NAMES)), len(set(THINGS))) >= 12


@pytest.mark.parametrize("view", KIND.views, ids=lambda view: view.name)
def test_every_name_and_thing_is_read(view: View) -> None:
    people = enumerate(product(NAMES, THINGS))
    frame = pl.DataFrame([row(view, *who, 2 + place % 97, 2 + place % 89) for place, who in people])
    scored = score_column(frame)
    assert scored["verdict"].unique().to_list() == ["RIGHT"]
    assert scored["reason"].unique().to_list() == ["HOLDS"]
    assert scored["expected"].equals(frame["answer"], check_names=False)
    assert families(frame["question"])["family"].equals(families(frame["plain"])["family"])
    texts = frame["question"] + " " + frame["completion"]
    assert split_texts(texts)["question"].equals(frame["question"])
    assert (Verifier("{question} " + ANSWER).verdicts(texts) == Verdict.RIGHT).all()


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(KIND.views), st.sampled_from(NAMES), st.sampled_from(THINGS), st.data())
def test_any_numbers_and_no_other_answer(view: View, name: str, thing: str, data: st.DataObject) -> None:
    number = st.integers(2, 10**12)
    told = row(view, name, thing, data.draw(number), data.draw(number))
    wrong = str(int(told["answer"]) + data.draw(st.integers(1, 9)))
    frame = pl.DataFrame([told | {"completion": said} for said in (told["answer"], wrong)])
    assert score_column(frame)["verdict"].to_list() == ["RIGHT", "WRONG"]


def test_a_column_of_many_shapes_is_judged_like_its_rows() -> None:
    rows = [row(view, name, thing, 9, 4) for view in KIND.views for name in NAMES[:3] for thing in THINGS[:3]]
    frame = pl.DataFrame(rows)
    assert score_column(frame).equals(pl.concat([score_column(frame[place]) for place in range(len(frame))]))
