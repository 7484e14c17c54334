"""Stories in wordings of their own, written by hand for these tests: read, or left alone, but never misread.

`wordings.jsonl` has short word problems in the words of schoolbooks, none of them a template of ours, with
their answers; `traps.jsonl` those in which a number is not needed, something else is asked, or two people
would differ (answer null where there is none). `everyday.jsonl` and `everyday_traps.jsonl` are the same of what is
left over, each of several, dozens, percent off and more, change, ratios, and people who do something together.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from pairwright.verify import score_column

HERE = Path(__file__).parent


def expected(stories: list[str]) -> list[str | None]:
    frame = pl.DataFrame({"question": stories, "completion": [""] * len(stories)})
    return score_column(frame)["expected"].to_list()


def told(name: str) -> list[tuple[str, str | None]]:
    rows = map(json.loads, (HERE / name).read_text().splitlines())
    return [(row["story"], row["answer"]) for row in rows]


@pytest.mark.parametrize("name", ["wordings.jsonl", "traps.jsonl", "everyday.jsonl", "everyday_traps.jsonl"])
def test_no_story_is_misread(name: str) -> None:
    rows = told(name)
    found = expected([story for story, _ in rows])
    misread = [
        (story, answer, value)
        for (story, answer), value in zip(rows, found, strict=True)
        if value is not None and (answer is None or Fraction(value) != Fraction(answer))
    ]
    assert misread == []


def test_half_a_thing_is_no_answer_in_a_column_of_many_either() -> None:
    story = "Tom has {} red tubes. Anna has half as many red tubes as Tom. How many red tubes does Anna have?"
    assert expected([story.format(number) for number in range(3, 9)]) == [None, "2", None, "3", None, "4"]


@pytest.mark.parametrize(("name", "least"), [("wordings.jsonl", 150), ("everyday.jsonl", 390)])
def test_most_stories_are_read(name: str, least: int) -> None:
    stories = [story for story, _ in told(name)]
    read = [value for value in expected(stories) if value is not None]
    assert len(stories) >= least
    assert len(read) >= 0.85 * len(stories)


@pytest.mark.parametrize(
    "story",
    [
        "Tom has 5 apples. Ben has 3 apples. He eats 2. How many apples does he have left?",
        "Tom has 5 apples and 3 pears. How many bananas does he have?",
        "Tom has 5 apples. He gives half of them to Anna. How many apples are left?",
        "Tom has 5 apples. He eats 1/4 of them. How many apples are left?",
        "Tom has 57 apples. He gives 4 to Anna. How many apples does Anna have now?",
        "Tom has 5 red apples and 3 green apples. He eats 2 apples. How many red apples does he have?",
        "Tom and 6 friends share 56 marbles equally. How many marbles does each get?",
        "Tom shares 56 marbles equally among himself and 7 friends. How many marbles does each get?",
        "There are 5 apples in Tom's basket and 3 in Anna's basket. How many apples are in the basket?",
        "Tom has 12 apples. Tom has 4 apples. How many apples does Tom have?",
        "Tom has 12 apples. He wants to eat 4. How many apples does he have?",
        "There are 12 eggs. Tom cooks 5 eggs. How many eggs are there?",
        "A farmer had 105 tomatoes in his garden. He picked 37 tomatoes. How many tomatoes does he have?",
        "Tom has 50% of 20 apples. How many apples does he have?",
        "Tom has 2 dogs, 3 cats and 4 parrots. How many legs do they have?",
        "Tom had 12 apples in the morning. He ate 3 in the afternoon. How many did he have in the morning?",
        "Tom has 20 apples. He has 5 red apples. How many apples does he have?",
        "17 pencils are packed into boxes of 5. How many boxes are needed?",
        "Tom has 5 apples and eats 7. How many apples are left?",
    ],
)
def test_what_is_not_surely_understood_is_not_read(story: str) -> None:
    assert expected([story]) == [None]


@pytest.mark.parametrize(
    ("story", "answer"),
    [
        ("Tom had some apples. He bought 4 more. Now he has 61 apples. How many apples did he have at first?", "57"),
        ("Leo had 57 books. He lost some of them. Now he has 53 books. How many books did he lose?", "4"),
        ("6 books cost 15 dollars. How much does one book cost?", "5/2"),
        ("Zork has 5 glimbles. Zork finds 3 more glimbles. How many glimbles does Zork have now?", "8"),
        ("Nora has 15 stamps. Paul has twice as many stamps as Nora. How many stamps does Paul have?", "30"),
        ("Tom has 5 apples and 3 pears. He buys 2 apples. How many apples does he have now?", "7"),
    ],
)
def test_unknown_starts_words_and_names(story: str, answer: str) -> None:
    assert expected([story]) == [answer]
