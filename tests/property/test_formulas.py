"""Formulas are read without a parser: what they come to is what the grammar makes of them, or the grammar is asked."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pairwright.verify.questions import grammar
from pairwright.verify.questions.characters import ONE_SIGN
from pairwright.verify.questions.formulas import formula_of, has_words, question_in_signs
from pairwright.verify.questions.parsing import in_signs

# The first text waits for the parser.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
PARTS = ["0", "0.0", "0,0", "x", "y", "+", "-", "*", "/", "(", ")", " ", "\t"]
formulas = st.lists(st.sampled_from(PARTS), min_size=1, max_size=14).map("".join)
numbers = st.sampled_from(["0", "0.0", "0,0", "x", "-0", "(0-0)", "-(x+0)", "--0", "(0)"])
signs = st.sampled_from(["+", "-", "*", "/", " + ", " - ", "* ", "\t/ ", "+-", "*-"])
chains = st.tuples(numbers, st.lists(st.tuples(signs, numbers).map("".join), max_size=6)).map(
    lambda parts: parts[0] + "".join(parts[1])
)
ends = st.sampled_from(["=?", " =? ", "=0,x=?", "=0-x ; x = ?", "=(0,0)/0,x=?", "=0,y=?", "=x,x=?", "=?,x=?", "=0", ""])
strange = ["%", "!", "^", "|", "²", "=", "?", ",", ";", ".", ":", "//", "**", "\n", "ſ", "ı", "é", "√"]
words = ["mod", "modulo", "gcd(", "sqrt", "sqrt(", "NthRoot(", "abs (", "ab", "xmod", "what is ", "divided by", "ſqrt("]
anything = st.lists(st.sampled_from([*PARTS, *strange, *words]), max_size=9).map("".join)


@patient
@given(formulas | chains, st.integers(0, 5))
def test_a_formula_is_what_the_grammar_makes_of_it(text: str, first: int) -> None:
    found = formula_of(text, first)
    assert found is None or found == in_signs("value", text, first)


@patient
@given(chains, st.integers(0, 5))
def test_no_grammar_is_asked_for_formulas(text: str, first: int) -> None:
    assert formula_of(text, first) == in_signs("value", text, first) is not None


@patient
@given(chains, ends, st.integers(0, 5))
def test_so_is_a_question(text: str, end: str, first: int) -> None:
    found = question_in_signs(text + end, first)
    assert found is None or found == in_signs("asked", text + end, first)


@patient
@given(anything, st.sampled_from(["asked", "value"]))
@example("ſqrt(0)", "value")
@example("0 MOD 0=?", "asked")
@example("x²=0,x=?", "asked")
def test_all_that_is_written_in_signs_is_read(text: str, start: str) -> None:
    assert grammar._built(start, text, 0) == in_signs(start, text.translate(ONE_SIGN), 0)


@pytest.mark.parametrize("text", ["", "0+", "0**0", "0//0", "0+0\n", "0 0", "0x", "0(0)", "0^0", "0.0.0", "0,", "(0"])
def test_what_the_grammar_is_asked_for(text: str) -> None:
    assert formula_of(text, 0) is None


@pytest.mark.parametrize(
    "text", ["x+0=0,x=?", "0/x=0 ; x = ?", "0*x-0=0,x=?", "(0-0)/0=?", "0.0-0.0=?", "-0+0=?", "0=?"]
)
def test_these_questions_need_no_grammar(text: str) -> None:
    assert question_in_signs(text, 3) == in_signs("asked", text, 3) is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [("0 mod 0=?", False), ("gcd(0, 0)", False), ("sqrt(0)", False), ("x+y", False), ("What is 0+0?", True)],
)
def test_words(text: str, words: bool) -> None:
    assert has_words(text) is words
