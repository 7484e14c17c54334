"""From one layout to another and back gives the same rows."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.convert.rows import QUESTIONS, SIDES, Row, converted, rows_of

from pairwright.layouts import LAYOUTS

# What holds a question, its chosen answer and the number, or less of it.
CHOSEN = ("sft", "sft_chat")
NUMBERS = ("prompts", "prompts_chat", "qa")


@pytest.mark.parametrize(
    ("one", "other"), [*permutations(SIDES, 2), *permutations(CHOSEN, 2), *permutations(NUMBERS, 2)]
)
def test_there_and_back(tmp_path: Path, one: str, other: str) -> None:
    rows = rows_of(one)
    there, between, lost = converted(tmp_path, rows, other)
    assert not lost
    assert between == rows_of(other)
    assert (there.read, there.converted) == (len(rows), len(rows))
    assert converted(tmp_path, between, one)[1] == rows


@pytest.mark.parametrize("one", LAYOUTS)
def test_to_itself(tmp_path: Path, one: str) -> None:
    assert converted(tmp_path, rows_of(one), one)[1] == rows_of(one)


@pytest.mark.parametrize("source", [*SIDES, *CHOSEN])
@pytest.mark.parametrize("target", [*CHOSEN, *NUMBERS])
def test_what_needs_less_takes_one_row_a_prompt(tmp_path: Path, source: str, target: str) -> None:
    done, rows, lost = converted(tmp_path, rows_of(source), target)
    assert not lost
    assert rows == rows_of(target)
    assert (done.file.rows, done.converted) == (QUESTIONS.height, done.read)


texts = st.text(st.characters(codec="utf-8", exclude_characters="\ufdd0"), max_size=12)
spaced = st.sampled_from(["", " ", "  ", "\n", "\n\n", "\t", "\u00a0"]).flatmap(
    lambda gap: texts.map(lambda text: gap + text)
)
asked = ("57+4=?", "Q: 7*8=?\nA:", "x+55=95,x=? ", "Solve 3*x+5=20 for x.", "", "hello \u00e9", "\n1+1=?")
sides = {"chosen": spaced, "rejected": spaced}
free = st.lists(st.fixed_dictionaries({"prompt": st.sampled_from(asked), **sides}), min_size=1, max_size=8)


@settings(deadline=None, max_examples=60)
@given(rows=free, over=st.sampled_from(["preference", "listwise", "kto"]))
@example(rows=[{"prompt": "57+4=?", "chosen": "61", "rejected": " 62"}] * 3, over="listwise")
def test_anyones_spacing_is_kept(rows: list[Row], over: str) -> None:
    with TemporaryDirectory() as folder:
        _, between, _ = converted(Path(folder), rows, over)
        assert converted(Path(folder), between, "preference")[1] == rows


understood = st.sampled_from(["57+4=?", "x+55=95,x=?", "Solve 3*x+5=20 for x.", "What is 7*8?"])


@settings(deadline=None, max_examples=60)
@given(rows=st.lists(st.fixed_dictionaries({"prompt": understood, **sides}), min_size=1))
@example(rows=[{"prompt": "Solve 3*x+5=20 for x.", "chosen": "5", "rejected": " 5"}])
def test_whole_texts_are_prompt_and_completion_byte_for_byte(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        _, pairs, lost = converted(Path(folder), rows, "pairs")
        assert not lost
        whole = [(row["prompt"] + row["chosen"], row["prompt"] + row["rejected"]) for row in rows]
        assert [(row["positive"], row["negative"]) for row in pairs] == whole
        _, back, rejects = converted(Path(folder), pairs, "preference")
        kept = [pair for line, pair in enumerate(whole, 1) if line not in {each["line"] for each in rejects}]
        assert [(row["prompt"] + row["chosen"], row["prompt"] + row["rejected"]) for row in back] == kept
        # Where a space follows the question, and nothing that belongs to it, the parts are the same too.
        clean = [row for row in rows if all(row[side].startswith(" T") for side in ("chosen", "rejected"))]
        assert all(row in back for row in clean)


def test_messages_have_no_space_of_their_own(tmp_path: Path) -> None:
    rows = [{"prompt": "57+4=?", "chosen": "61", "rejected": "\n62"}]
    chat = converted(tmp_path, rows, "chat")[1]
    assert [chat[0][key][0]["content"] for key in ("prompt", "chosen", "rejected")] == ["57+4=?", "61", "\n62"]
    assert converted(tmp_path, chat, "preference")[1] == [{"prompt": "57+4=?", "chosen": " 61", "rejected": " \n62"}]
