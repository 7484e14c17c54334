"""Whole columns get the verdicts of their texts one at a time, in any order; no text can make the verifier fail."""

from __future__ import annotations

import warnings

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.verify import Verdict, Verifier
from pairwright.verify.columns.lifting import lifted

WORDING = "{question} The answer is {answer}."
PLAIN = Verifier(WORDING)
REASONED = Verifier("{question} The answer is {answer} because {calculation} equals {answer}.")

SIZES = st.one_of(st.integers(0, 99), st.integers(0, 10**12), st.integers(2**62, 2**66))
CLAIMED = st.builds(
    "{}{}{}=? The answer is {}.".format, SIZES, st.sampled_from("+-*/"), SIZES, st.one_of(st.integers(-99, 99), SIZES)
)
SOLVED = st.builds("{}+x={},x=? The answer is {}.".format, SIZES, SIZES, st.integers(-20, 120))
# Near the grammar, so that fuzzing does not stop at the first character.
PIECES = st.sampled_from(
    [
        *"0123456789+-*/^−×÷()=?.,xyX \t\n\x1e\x00²٣",
        "find",
        "Solve ",
        " for x",
        "What is ",
        " The answer is ",
        " because ",
    ]
)
SOUP = st.lists(PIECES, max_size=25).map("".join)
TEXTS = st.one_of(CLAIMED, SOLVED, SOUP, st.text(max_size=40), SOUP.map(lambda text: f"{text}=? The answer is 5."))


def verdicts(texts: list[str], verifier: Verifier = PLAIN) -> list[int]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        codes = verifier.verdicts(pl.Series(texts, dtype=pl.String))
    assert codes.dtype == np.uint8
    return [int(code) for code in codes]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(texts=st.lists(TEXTS, max_size=20), data=st.data())
def test_a_column_is_judged_like_its_texts_in_any_order(texts: list[str], data: st.DataObject) -> None:
    single = [verdicts([text])[0] for text in texts]
    assert verdicts(texts) == single
    order = data.draw(st.permutations(range(len(texts))))
    assert verdicts([texts[i] for i in order]) == [single[i] for i in order]
    assert verdicts(texts + texts) == single + single


@settings(deadline=None, derandomize=True, max_examples=300)
@given(text=st.one_of(st.text(), SOUP))
def test_arbitrary_text_gets_a_verdict(text: str) -> None:
    for verifier in (PLAIN, REASONED):
        for whole in (text, f"{text} The answer is 5.", f"2+3=? The answer is {text}.", f"{text}=? The answer is 5."):
            assert verdicts([whole], verifier)[0] in list(Verdict)


@settings(deadline=None, derandomize=True, max_examples=100)
@given(texts=st.lists(TEXTS, min_size=1, max_size=15))
def test_lifting_takes_just_the_numbers_out(texts: list[str]) -> None:
    found: dict[int, tuple[str, list[int]]] = {}
    for shape in lifted(pl.Series(texts)):
        columns, exact = shape.numbers(), shape.exact_numbers()
        assert len(columns) == shape.count
        for place, row in enumerate(shape.rows.tolist()):
            assert row not in found
            found[row] = shape.text, exact.get(place) or [int(column[place]) for column in columns]
    for row, text in enumerate(texts):
        runs = "".join(each if each in "0123456789" else "|" for each in text).replace("|", " ").split()
        if "\x1e" in text:
            assert row not in found
        else:
            shape_text, numbers = found[row]
            assert numbers == [int(run) for run in runs]
            assert shape_text.count("0") == len(runs)
            assert not any(digit in shape_text for digit in "123456789")
            assert "".join(shape_text.split("0")) == "".join(each for each in text if each not in "0123456789")


def test_a_long_mixed_column() -> None:
    rng = np.random.default_rng(3)
    a, b, off = (rng.integers(0, high, 30_000) for high in (10**12, 10**9, 3))
    large = rng.random(30_000) < 0.1
    texts, expected = [], []
    for p, q, d, shift in zip(a.tolist(), b.tolist(), off.tolist(), large.tolist(), strict=True):
        first = p + 10**22 if shift else p
        texts.append(f"{first}*{q}=? The answer is {first * q + (d == 2)}.")
        expected.append(1 if d == 2 else 0)
    assert verdicts(texts) == expected


def test_no_text_and_only_bad_texts() -> None:
    assert verdicts([]) == []
    assert verdicts(["\x1e", "\x1e\x1e", ""]) == [Verdict.UNPARSED] * 3
    assert verdicts(["", "2+3=? The answer is 5.", "\x1e", "2+3=? The answer is 6."]) == [2, 0, 2, 1]


def test_frames_may_hold_digits_and_symbols_of_patterns() -> None:
    frame = Verifier("(Q. 1) {question} [A+] {answer}*")
    assert verdicts(["(Q. 1) 2+3=? [A+] 5*", "(Q. 1) 2+3=? [A+] 6*", "Q. 1 2+3=? A+ 5"], frame) == [0, 1, 2]
