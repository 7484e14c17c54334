"""Texts that differ in signs alone are judged together, each as it is judged alone, at any size of their numbers."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.verify import Reason, Verdict, Verifier

WORDING = "{question} The answer is {answer} because {calculation} equals {answer}."
# Of one digit, of many, and of more than 64 bits hold.
NUMBER = st.one_of(st.integers(-9, 9), st.integers(-(10**9), 10**9), st.integers(-(10**25), 10**25))


def chain(numbers: list[int]) -> str:
    """A sum of numbers, those below zero taken away."""
    first, *others = numbers
    return f"{first}" + "".join(f"{'-' if number < 0 else '+'}{abs(number)}" for number in others)


@st.composite
def claims(draw: st.DrawFn) -> tuple[str, Verdict, Reason]:
    """A text in the wording, and what is to be said of it."""
    numbers = draw(st.lists(NUMBER, min_size=2, max_size=4))
    said, shown = draw(st.sampled_from([0, 0, 1, -7])), draw(st.sampled_from([0, 0, 3]))
    reasoned = [numbers[0] + shown, *numbers[1:]]
    answer = sum(numbers) + said
    # Below zero a number has parentheses behind a sign, as our own rows have them.
    asked = draw(st.sampled_from([f"{chain(numbers)}=?", f"x-({numbers[0]})={chain(numbers[1:])},x=?"]))
    text = f"{asked} The answer is {answer} because {chain(reasoned)} equals {answer}."
    verdict = Verdict.WRONG if said else Verdict.RIGHT
    return text, verdict, Reason.HOLDS if said == shown else Reason.FAILS


@settings(deadline=None, max_examples=60)
@given(st.lists(claims(), min_size=1, max_size=40, unique_by=lambda each: each[0]))
def test_together_as_alone(told: list[tuple[str, Verdict, Reason]]) -> None:
    verifier = Verifier(WORDING)
    verdicts, reasons = verifier.judged(pl.Series([text for text, _, _ in told]))
    for (text, verdict, reason), found, why in zip(told, verdicts, reasons, strict=True):
        assert (Verdict(found), Reason(why)) == (verdict, reason), text
        assert tuple(int(each[0]) for each in verifier.judged(pl.Series([text]))) == (found, why), text
