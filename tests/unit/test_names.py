"""Names and things that stand for one another: no reader knows one of them from another of its sort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import polars as pl
import pytest

import pairwright.verify
from pairwright.problems import registered
from pairwright.problems.kind import View
from pairwright.verify import Verdict, Verifier
from pairwright.verify.columns.names import SORTS, renamed
from pairwright.verify.declared_texts.frame import Frame
from pairwright.verify.stories.tokens import is_plural, stem
from pairwright.verify.stories.words import SEX

THINGS = SORTS[-1]
NAMES = [name for sort in SORTS[:-1] for name in sort]
SAID = "{question} The answer is {answer}."


# What reads answers.
_OF_ANSWERS = (
    "pairwright.verify.answers",
    "pairwright.verify.looser",
    "pairwright.verify.retelling",
    "pairwright.verify.unfolding",
)
_AROUND_CALCULATIONS = (
    *(f"pairwright.verify.questions.{room}" for room in ("asides", "cards", "programs", "requesting")),
    "pairwright.verify.rulings.figures",
)


def known_words() -> Iterator[str]:
    """What stands in any table by which questions of declared wordings are read, those of names apart."""
    for found in walk_packages(pairwright.verify.__path__, "pairwright.verify."):
        # Answers in declared wording say no names; what stands around a calculation stands around no story.
        if found.name.startswith((*_OF_ANSWERS, *_AROUND_CALCULATIONS)) or found.name.endswith(".names"):
            continue
        for name, table in vars(import_module(found.name)).items():
            if not name.startswith("__") and name not in {"SEX", "_HE", "_SHE"}:
                yield from texts_of(table)


def texts_of(table: object) -> Iterator[str]:
    if isinstance(table, str):
        yield table
    elif isinstance(table, re.Pattern):
        yield str(table.pattern)
    elif isinstance(table, dict):
        for pair in table.items():
            yield from texts_of(pair)
    elif isinstance(table, set | frozenset | tuple | list):
        for each in table:
            yield from texts_of(each)


def test_names_of_a_sort_are_alike() -> None:
    for sort in SORTS:
        assert len({(SEX.get(name.lower()), is_plural(name.lower())) for name in sort}) == 1
        assert len(set(sort)) == len(sort)
        assert all(stem(name.lower()) == name.lower()[: -1 if is_plural(name.lower()) else None] for name in sort)


def test_no_reader_knows_a_name_as_another_word() -> None:
    words = {word for text in known_words() for word in re.findall(r"[a-z]+", text.lower())}
    assert {"apples", "apple", "dollar", "teacher", "friend"} & words
    known = {name for name in (*NAMES, *THINGS) if {name.lower(), name.lower().removesuffix("s")} & words}
    assert not known


@pytest.mark.parametrize("view", registered()["story"].views, ids=lambda view: view.name)
def test_stories_mean_the_same_with_other_names(view: View) -> None:
    frame, story = Frame(SAID), registered()["story"]
    wording = re.sub(r"\{(?!name|thing)\w+\}", "0", view.question)
    for name, thing in zip(
        ("Omar", "Jonas", "Priya", "Zoe", "Maya"), ("shells", "apples", "eggs", "coins", "books"), strict=True
    ):
        assert name in story.words["name"]
        text = wording.format(name=name, thing=thing) + " The answer is 0."
        assert frame.read(text) == frame.read(renamed(text)) is not None


def test_one_name_stays_one_and_two_stay_two() -> None:
    assert renamed("Tom has 0 eggs. Omar has 0 coins, Tom 0.") == "Ben has 0 beads. Daniel has 0 buttons, Ben 0."
    for text in ("Tom has 0 eggs in tom.", "An egg costs 0. Tom buys 0 eggs.", "Eggs: 0. Tom has 0 eggs."):
        assert renamed(text) == text


@pytest.mark.parametrize(
    ("question", "answer", "verdict"),
    [
        ("Tom has 57 eggs. Omar has 4 more eggs than Tom. How many eggs does Omar have?", 61, Verdict.RIGHT),
        ("Tom has 57 eggs. Omar has 4 more eggs than Tom. How many eggs does Omar have?", 57, Verdict.WRONG),
        ("Tom has 57 eggs. Tom has 57 eggs more than Omar. How many eggs does Tom have?", 57, Verdict.UNPARSED),
        ("Tom has 9 eggs. Tom buys 57 coins. Tom finds 4 coins. How many coins does Tom have?", 61, Verdict.RIGHT),
        ("Tom has 9 eggs. Tom buys 57 coins. Tom finds 4 coins. How many coins does Tom have?", 70, Verdict.WRONG),
        ("Tom has 9 eggs. Tom buys 57 coins. Tom finds 4 coins. How many shells does Tom have?", 61, Verdict.UNPARSED),
    ],
)
def test_whose_they_are_and_what_is_still_told(question: str, answer: int, verdict: Verdict) -> None:
    texts = pl.Series([f"{question} The answer is {answer}."])
    assert Verdict(Verifier(SAID).verdicts(texts)[0]) == verdict


def test_a_wording_with_a_name_is_read() -> None:
    said = Verifier("{question} Emma says {answer}.")
    texts = pl.Series(["Anna has 57 pears and finds 4 more. How many pears does Anna have now? Emma says 61."])
    assert said.verdicts(texts).tolist() == [Verdict.RIGHT]
