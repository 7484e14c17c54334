"""Chains of whole numbers are read without a parser: what they come to is what the grammar makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lark.exceptions import LarkError

from pairwright.verify import grammar
from pairwright.verify.building import built
from pairwright.verify.chains import chain_of
from pairwright.verify.trees import Question, Tree

signs = st.sampled_from(["+", "-", "*", "/", " + ", " - ", "* ", "\t/ "])
anything = st.lists(st.sampled_from([*"0+-*/. ,()=?x", "//", "**"]), max_size=9).map("".join)


def parsed(start: str, text: str, first: int) -> Tree | Question | None:
    try:
        return built(grammar._signs().parse(text, start=start), text, first)
    except LarkError:
        return None


@given(st.lists(signs, min_size=1, max_size=12), st.integers(0, 5))
def test_a_chain_is_what_the_grammar_makes_of_it(between: list[str], first: int) -> None:
    chain = "0" + "".join(f"{sign}0" for sign in between)
    assert chain_of(chain, first) == parsed("value", chain, first) is not None
    assert grammar.question_of(f"{chain} =? ", first) == parsed("asked", f"{chain} =? ", first) is not None


@given(anything)
def test_nothing_else_is_a_chain(text: str) -> None:
    found = chain_of(text, 0)
    assert found is None or found == parsed("value", text, 0)


@pytest.mark.parametrize("text", ["0", "0+", "0+0.0", "0,0+0", "0+-0", "0**0", "0//0", "0+0\n", "0 0"])
def test_what_is_no_chain(text: str) -> None:
    assert chain_of(text, 0) is None
