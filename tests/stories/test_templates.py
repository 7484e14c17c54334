"""Every story of ours, with every name and thing and any numbers, is read to the fact that its kind states of it."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import pairwright
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, View
from pairwright.recipe.recipe import Recipe
from pairwright.values.calculation import holds, worked_out
from pairwright.values.exact import Exact
from pairwright.verify import Verdict, Verifier, families, score_column, split_texts

VIEWS = [(kind, view) for name, kind in registered().items() if name.startswith("story") for view in kind.views]
NAMES = [f"{kind.name}.{view.name}" for kind, view in VIEWS]
REASON = "The answer is {answer} because {calculation} equals {answer}."


def numbers_of(kind: ProblemKind, view: View, random: np.random.Generator, *, wide: bool = False) -> dict[str, Exact]:
    """Numbers for which the view has a question, within the kind's ranges or far beyond."""

    def draw(low: int, high: int) -> int:
        return low + (int(10 ** random.uniform(0, 4)) if wide else int(random.integers(high - low + 1)))

    for _ in range(1000):
        numbers = {each: Exact(np.array([draw(*kind.ranges[its])])) for each, its in kind.parameters.items()}
        for name, calculation in kind.given.items():
            numbers[name] = worked_out(calculation, numbers)
        # Nobody has fewer than none.
        if all(holds(each, numbers)[0] for each in (*view.conditions, f"{view.answer[0]}>=0")):
            return numbers
    raise ValueError(view.name)


def row(
    kind: ProblemKind, view: View, place: int, random: np.random.Generator, *, wide: bool = False
) -> dict[str, str]:
    numbers = numbers_of(kind, view, random, wide=wide)
    slots = {name: str(value.n[0]) for name, value in numbers.items()}
    words = {name: choices[place % len(choices)] for name, choices in kind.words.items()}
    answer = str(worked_out(view.answer[0], numbers).n[0])
    calculation = view.calculation.format(**slots)
    return {
        "question": view.question.format(**words, **slots),
        "completion": REASON.format(answer=answer, calculation=calculation),
        "calculation": f"{calculation}=?",
        "answer": answer,
        "fact": " ".join(sorted((view.fact or kind.fact).text(numbers)[0].split())),  # type: ignore[union-attr]
    }


def test_at_least_sixty_stories_of_two_to_four_sentences() -> None:
    assert len(VIEWS) >= 60
    questions = {view.question for _, view in VIEWS}
    assert len(questions) == len(VIEWS)
    assert {question.count(". ") + 1 for question in questions} == {2, 3, 4}
    assert sum("unneeded_number_used" in {way.name for way in view.mistakes} for _, view in VIEWS) >= 6


@pytest.mark.parametrize(("kind", "view"), VIEWS, ids=NAMES)
def test_every_name_and_thing_is_read(kind: ProblemKind, view: View) -> None:
    random = np.random.default_rng(len(view.question))
    frame = pl.DataFrame([row(kind, view, place, random) for place in range(48)])
    scored = score_column(frame)
    assert scored["verdict"].unique().to_list() == ["RIGHT"]
    assert scored["reason"].unique().to_list() == ["HOLDS"]
    assert scored["expected"].equals(frame["answer"], check_names=False)
    told = [" ".join(sorted(each.split())) for each in families(frame["question"])["family"]]
    assert told == frame["fact"].to_list()
    texts = frame["question"] + " " + frame["completion"]
    assert split_texts(texts)["question"].equals(frame["question"])
    assert (Verifier("{question} " + REASON).verdicts(texts) == Verdict.RIGHT).all()


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(VIEWS), st.integers(0, 400), st.integers(0, 2**32), st.integers(1, 9))
def test_any_numbers_and_no_other_answer(told: tuple[ProblemKind, View], place: int, seed: int, off: int) -> None:
    kind, view = told
    given_row = row(kind, view, place, np.random.default_rng(seed), wide=True)
    wrong = str(int(given_row["answer"]) + off)
    frame = pl.DataFrame([given_row | {"completion": said} for said in (given_row["answer"], wrong)])
    assert score_column(frame)["verdict"].to_list() == ["RIGHT", "WRONG"]


def test_a_column_of_many_shapes_is_judged_like_its_rows() -> None:
    frame = pl.DataFrame([row(kind, view, 7, np.random.default_rng(place)) for place, (kind, view) in enumerate(VIEWS)])
    assert score_column(frame).equals(pl.concat([score_column(frame[place]) for place in range(len(frame))]))


@pytest.mark.parametrize("kind", sorted({kind.name for kind, _ in VIEWS}))
def test_stories_hold_in_any_ranges(kind: str) -> None:
    ranges = {f"max_{name}": 30 * high for name, (_, high) in registered()[kind].ranges.items()}
    # Of a hundred percent nothing is left, and more are none.
    ranges |= {"max_tens": 9} if kind == "story_percent" else {}
    splits = {"train": {"families": "training", "rows": 2000, "layout": "pairs"}}
    recipe = {"problems": {kind: ranges}, "splits": splits, "mistakes": "frequent"}
    # Certified as they are made: who has fewer than none is UNPARSED.
    assert len(pairwright.generate(Recipe.of(recipe), "train")) == 2000


def test_many_texts_are_judged_as_one_is() -> None:
    packed = [f"{number} pencils are packed into boxes of 5. How many boxes are needed?" for number in range(17, 37)]
    eaten = [f"Tom has {number} apples and eats 17. How many apples are left?" for number in range(7, 27)]
    rows = [(story, answer) for story in (*packed, *eaten) for answer in ("4", "-3", "17/5", "20/5")]
    frame = pl.DataFrame(rows, schema=["question", "completion"], orient="row")
    scored = score_column(frame).select("verdict", "expected")
    assert scored.equals(
        pl.concat([score_column(frame[place]).select("verdict", "expected") for place in range(len(frame))])
    )
    assert scored.filter(pl.col("expected").str.contains("[-/]")).is_empty()
    texts = frame["question"] + " The answer is " + frame["completion"] + "."
    verdicts = Verifier("{question} The answer is {answer}.").verdicts(texts)
    expected = scored["expected"].to_numpy()
    assert all(code == Verdict.UNPARSED for code, right in zip(verdicts, expected, strict=True) if right is None)
    assert (verdicts == Verdict.RIGHT).sum() == (frame["completion"].to_numpy() == expected).sum() > 0
