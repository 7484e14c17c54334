"""Stories and what looks like them: any text gets a verdict, soon."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright import score
from pairwright.verify.stories import story_of

_WORDS = (
    "Tom Anna Anna's He She They his her them it 0 0 0 0 $0 0,0 0.0 two twice apples pears boxes box of "
    "in each every a the some more fewer than as many much times has have had buys gives gave shares "
    "equally among packs into with are is were there left now all altogether how How many does do did "
    "needs costs dollars day days per for at to from first and , . . ? ? ! if friends old years older "
    "0% half of them ago old will be will take price goes down by ratio for every there new "
    "works earns hour wants that costs "
    "dozen percent off costs more than quarter left over full That is That is sale on pays with 0:0 bill change get "
    "It takes minutes less Each of workers packs in one minute together half as many "
    "puts fly away get off on bag after eats loses both same number others rest cut pieces long cm"
)
_STORY_WORDS = st.sampled_from(_WORDS.split())


@settings(deadline=None, max_examples=400)
@given(st.lists(_STORY_WORDS, max_size=40))
def test_no_text_makes_it_fail(words: list[str]) -> None:
    text = " ".join(words).replace(" .", ".").replace(" ?", "?").replace(" ,", ",")
    story_of(text, 0)
    story_of(f"Tom has 0 apples. {text}", 0)
    story_of(f"Tom has 0 apples. {text}. How many apples does he have now?", 0)


@pytest.mark.parametrize(
    "piece",
    [
        "Tom has 5 apples. ",
        "and 5 apples ",
        "in each box of 5 apples with 3 pears each ",
        "to the box ",
        "How many apples ",
        "Tom and ",
        "a",
        "5 ",
        ". ",
        "? ",
        "Tom's ",
    ],
)
def test_texts_of_100_kilobytes_take_little_time(piece: str) -> None:
    for text in (piece * (100_000 // len(piece)), "Tom has 5 apples " + piece * (100_000 // len(piece)) + "?"):
        started = time.process_time()
        assert score(text, "5").verdict.name == "UNPARSED"
        assert score(f"Tom has 5 apples. {text}", "5").verdict.name == "UNPARSED"
        # Measured: 20 ms; a reader that is not linear would need minutes.
        assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "piece", ["and 0 apples ", "in each box of 0 apples ", "in 0 boxes with 0 pears each ", "to a friend "]
)
def test_sentences_as_long_as_are_read_take_little_time(piece: str) -> None:
    started = time.process_time()
    for pieces in range(1, 60):
        story_of(f"Tom has 0 apples {piece * pieces}. How many apples does Tom have?", 0)
    assert time.process_time() - started < 3
