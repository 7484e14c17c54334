"""Every story of ours, with every name and thing and any numbers, is read to the fact of the plain question."""

from __future__ import annotations

from itertools import product

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.problems.story_templates import NAMES, STORIES, THINGS, StoryTemplate
from pairwright.verify import Verdict, Verifier, families, score_column, split_texts

ANSWER = "The answer is {answer} because {calculation} equals {answer}."
SIGNS = {"sum": "+", "difference": "-", "product": "*", "quotient": "/"}


def answer_of(template: StoryTemplate, a: int, b: int) -> int:
    return {"sum": a + b, "difference": a - b, "product": a * b, "quotient": a // b}[template.relation]


def operands(template: StoryTemplate, small: int, other: int) -> tuple[int, int]:
    """Numbers with which the answer is whole and not negative."""
    if template.relation == "difference":
        return small + other, small
    return (small * other, small) if template.relation == "quotient" else (small, other)


def row(template: StoryTemplate, name: str, thing: str, a: int, b: int) -> dict[str, str]:
    answer = answer_of(template, a, b)
    calculation = template.calculation.format(a=a, b=b)
    return {
        "question": template.question.format(name=name, thing=thing, a=a, b=b),
        "completion": ANSWER.format(answer=answer, calculation=calculation),
        "plain": f"{a}{SIGNS[template.relation]}{b}=?",
        "answer": str(answer),
    }


def test_sixteen_stories_four_of_each_kind() -> None:
    assert sorted(template.relation for template in STORIES) == sorted(list(SIGNS) * 4)
    assert len({template.view for template in STORIES}) == 16
    assert min(len(set(NAMES)), len(set(THINGS))) >= 12


@pytest.mark.parametrize("template", STORIES, ids=lambda template: template.view)
def test_every_name_and_thing_is_read(template: StoryTemplate) -> None:
    rows = [
        row(template, name, thing, *operands(template, 2 + place % 97, 2 + place % 89))
        for place, (name, thing) in enumerate(product(NAMES, THINGS))
    ]
    frame = pl.DataFrame(rows)
    scored = score_column(frame)
    assert scored["verdict"].unique().to_list() == ["RIGHT"]
    assert scored["reason"].unique().to_list() == ["HOLDS"]
    assert scored["expected"].equals(frame["answer"], check_names=False)
    assert families(frame["question"])["family"].equals(families(frame["plain"])["family"])
    texts = frame["question"] + " " + frame["completion"]
    assert split_texts(texts)["question"].equals(frame["question"])
    assert (Verifier("{question} " + ANSWER).verdicts(texts) == Verdict.RIGHT).all()


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(STORIES), st.sampled_from(NAMES), st.sampled_from(THINGS), st.data())
def test_any_numbers_and_no_other_answer(template: StoryTemplate, name: str, thing: str, data: st.DataObject) -> None:
    number = st.integers(2, 10**12)
    a, b = operands(template, data.draw(number), data.draw(number))
    told = row(template, name, thing, a, b)
    wrong = str(int(told["answer"]) + data.draw(st.integers(1, 9)))
    frame = pl.DataFrame([told | {"completion": said} for said in (told["answer"], wrong)])
    assert score_column(frame)["verdict"].to_list() == ["RIGHT", "WRONG"]


@pytest.mark.parametrize("template", STORIES, ids=lambda template: template.view)
def test_the_mistake_is_a_calculation_that_is_wrong(template: StoryTemplate) -> None:
    a, b = operands(template, 7, 5)
    sign = template.mistake.removeprefix("{a}").removesuffix("{b}")
    assert sign != SIGNS[template.relation]
    value = {"+": a + b, "-": a - b, "*": a * b}[sign]
    frame = pl.DataFrame([row(template, NAMES[0], THINGS[0], a, b) | {"completion": str(value)}])
    assert score_column(frame)["verdict"].to_list() == ["WRONG"]


def test_a_column_of_many_shapes_is_judged_like_its_rows() -> None:
    rows = [row(t, n, o, *operands(t, 9, 4)) for t in STORIES for n in NAMES[:3] for o in THINGS[:3]]
    frame = pl.DataFrame(rows)
    assert score_column(frame).equals(pl.concat([score_column(frame[place]) for place in range(len(frame))]))
