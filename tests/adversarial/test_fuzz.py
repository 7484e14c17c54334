"""Random texts, and random claims against an oracle that shares no code with the verifier."""

from __future__ import annotations

import ast
import operator
import re
import warnings
from collections.abc import Callable
from fractions import Fraction

import polars as pl
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pairwright import Reason, Verdict, reward, score, score_column
from pairwright.verify import families, split_texts

_TOKENS = [
    *"0123456789xy+-*/^×÷·−()=?.,!:;$%{}[]<>_~#|",
    *(" ", "  ", "\n", "\t", "\x00", "\x1e", "\x1f", "\x7f", "\u200b", "\ufeff", "\u202e", "²", "½", "４", "٤", "–"),
    *("The answer is ", "answer", "#### ", "\\boxed{", "x = ", "x=?", "find x", "What is ", "Solve ", " for x", " is "),
    *(
        " equals ",
        " because ",
        "not ",
        " or ",
        "Sorry",
        "1,000",
        "0.5",
        "10^30",
        "9" * 25,
        "minus",
        "<answer>",
        "99^64",
    ),
]
_NEAR_MISSES = st.lists(st.sampled_from(_TOKENS), max_size=25).map("".join)
_TEXTS = st.text(max_size=60) | _NEAR_MISSES
_FUZZ = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
_OPERATORS: dict[type[ast.AST], Callable[[Fraction, Fraction], Fraction]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_WORDINGS = [
    "{}",
    "The answer is {}.",
    "#### {}",
    "\\boxed{{{}}}",
    "= {}",
    "**{}**",
    "${}$",
    "Answer: {}",
    "{}!",
    " {}. ",
]


def _valued(node: ast.AST, x: Fraction) -> Fraction:
    """The value of a Python expression in exact arithmetic."""
    if isinstance(node, ast.BinOp):
        return _OPERATORS[type(node.op)](_valued(node.left, x), _valued(node.right, x))
    if isinstance(node, ast.UnaryOp):
        return -_valued(node.operand, x)
    if isinstance(node, ast.Constant):
        return Fraction(str(node.value))
    return x


def _value(text: str, x: Fraction = Fraction()) -> Fraction:
    return _valued(ast.parse(text.strip(), mode="eval").body, x)


_NUMBERS = st.integers(0, 120).map(str) | st.sampled_from(["0.5", "2.25", str(10**19), str(2**63 - 1), str(2**32)])
_EXPRESSIONS = st.recursive(
    _NUMBERS,
    lambda inner: (
        st.builds("({}{}{})".format, inner, st.sampled_from("+-*/"), inner) | st.builds("(-{})".format, inner)
    ),
    max_leaves=6,
)
_LINEAR = st.sampled_from(
    ["x+{}={}", "{}-x={}", "{}*x={}", "x/{}={}", "{}/x={}", "{}+2*x={}", "x={}+{}", "({}-x)*3={}"]
)


@_FUZZ
@given(_TEXTS, _TEXTS)
def test_no_text_raises(question: str, completion: str) -> None:
    said = score(question, completion)
    assert (said.found is None) == (said.verdict is Verdict.UNPARSED) or said.verdict is Verdict.DEGENERATE
    assert score("9-5=?", completion).verdict in set(Verdict)
    assert score("x+5=9,x=?", completion).verdict in set(Verdict)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert (reward([question], [completion]) == [1.0]) == (said.verdict is Verdict.RIGHT)
    assert families(pl.Series([question])).height == split_texts(pl.Series([question + completion])).height == 1


@_FUZZ
@given(_NEAR_MISSES)
def test_right_needs_the_right_digits(completion: str) -> None:
    """The answer 83 appears in no token, so a text without 8 followed by 3 cannot be right."""
    if score("80+3=?", completion).verdict is Verdict.RIGHT:
        assert re.search(r"83(?!\d)", completion)


@_FUZZ
@given(st.lists(st.tuples(_NEAR_MISSES, _NEAR_MISSES), max_size=6), _NEAR_MISSES)
def test_a_row_does_not_depend_on_the_others(others: list[tuple[str, str]], completion: str) -> None:
    rows = [*others, ("9-5=?", completion), ("x+5=9,x=?", completion)]
    frame = pl.DataFrame(rows, schema=["question", "completion"], orient="row")
    scored = score_column(frame)
    assert scored.equals(pl.concat([score_column(frame[row]) for row in range(len(frame))]))
    assert scored.reverse().equals(score_column(frame.reverse()))


@_FUZZ
@given(_EXPRESSIONS, st.sampled_from([0, 0, 1, -1, 10, Fraction(1, 2), 2**64]), st.sampled_from(_WORDINGS))
def test_claims_about_expressions(expression: str, slip: Fraction | int, wording: str) -> None:
    try:
        value = _value(expression)
    except ZeroDivisionError:
        assert score(f"{expression}=?", "1").verdict is Verdict.DEGENERATE
        return
    claimed = Fraction(value + slip)
    assume(claimed.denominator == 1)
    said = score(f"{expression}=?", wording.format(claimed))
    assert said.verdict is (Verdict.RIGHT if slip == 0 else Verdict.WRONG)
    assert (said.expected, said.found) == (value, claimed)


@_FUZZ
@given(
    _LINEAR,
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(-200, 200),
    st.sampled_from(["{}", "x = {}", "#### {}"]),
)
def test_claims_about_equations(form: str, a: int, b: int, claimed: int, wording: str) -> None:
    equation = form.format(a, b)
    left, right = equation.split("=")
    try:
        holds = _value(left, Fraction(claimed)) == _value(right, Fraction(claimed))
    except ZeroDivisionError:
        holds = False
    said = score(f"{equation},x=?", wording.format(claimed)).verdict
    assert (said is Verdict.RIGHT) == (holds and said is not Verdict.DEGENERATE)
    assert said is not Verdict.UNPARSED


@_FUZZ
@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from("+-*"), st.integers(-2, 2), st.integers(-2, 2))
def test_answer_and_reason_are_judged_apart(a: int, b: int, sign: str, slip: int, reason_slip: int) -> None:
    value = int(_value(f"{a}{sign}{b}"))
    said = score(f"{a}{sign}{b}=?", f"The answer is {value + slip} because {a}{sign}{b} equals {value + reason_slip}.")
    assert said.reason is (Reason.HOLDS if reason_slip == 0 else Reason.FAILS)
    assert said.verdict is (Verdict.RIGHT if slip == 0 else Verdict.WRONG)
    assert said.sound == (slip == 0 == reason_slip)
