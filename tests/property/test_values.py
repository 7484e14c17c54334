"""Typed values and calculations on columns of them, against Python's Fraction."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import gcd, lcm, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pairwright.values import exact
from pairwright.values.calculation import holds, require_calculation, size_of, worked_out
from pairwright.values.exact import Exact
from pairwright.values.types import (
    RATIO,
    SIGNED_TERM,
    TRUTH,
    WHOLE,
    Choice,
    Decimal,
    Digits,
    Factored,
    Listed,
    QuotientWithRemainder,
    SetOf,
    ValueType,
)

QUICK = settings(deadline=None, derandomize=True, max_examples=150)
FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=2000)
SMALL = st.fractions(min_value=-50, max_value=50, max_denominator=12)


def column(values: Sequence[Fraction | int]) -> Exact:
    found = [Fraction(each) for each in values]
    above, below = (
        np.array(part, dtype=np.int64) for part in zip(*(each.as_integer_ratio() for each in found), strict=True)
    )
    return Exact(above) if (below == 1).all() else Exact(above, below)


def listed(values: Exact) -> list[Fraction | None]:
    pairs = zip(values.n.tolist(), values.below.tolist(), strict=True)
    return [Fraction(n, d) if d else None for n, d in pairs]


def in_base(text: str, base: int) -> Fraction:
    return Fraction(int(text, base))


NUMBERS: list[tuple[ValueType, Callable[[Fraction], bool], Callable[[str], Fraction]]] = [
    (WHOLE, lambda value: value.denominator == 1, Fraction),
    (SIGNED_TERM, lambda value: value.denominator == 1, Fraction),
    (RATIO, lambda _: True, Fraction),
    (Decimal(2), lambda value: (value * 100).denominator == 1, Fraction),
    (Decimal(9), lambda value: (value * 10**9).denominator == 1, Fraction),
    (Digits(2), lambda value: value.denominator == 1 and value >= 0, lambda text: in_base(text, 2)),
    (Digits(7), lambda value: value.denominator == 1 and value >= 0, lambda text: in_base(text, 7)),
    (Digits(10), lambda value: value.denominator == 1 and value >= 0, lambda text: in_base(text, 10)),
]


@pytest.mark.parametrize(("kind", "is_one", "read"), NUMBERS, ids=[str(each[0]) for each in NUMBERS])
@QUICK
@given(values=st.lists(st.one_of(FRACTIONS, st.integers(-(10**6), 10**6)), min_size=1, max_size=20))
def test_numbers_are_read_back_from_their_texts(
    kind: ValueType,
    is_one: Callable[[Fraction], bool],
    read: Callable[[str], Fraction],
    values: list[Fraction | int],
) -> None:
    values = [*values, 0, 1, Fraction(7, 4)]
    codes, fits = kind.encoded(column(values))
    assert fits.tolist() == [is_one(Fraction(each)) for each in values]
    right = [Fraction(each) for each, there in zip(values, fits, strict=True) if there]
    texts = kind.text(codes[fits]).to_list()
    assert [read(text) for text in texts] == right
    assert listed(kind.exact(codes[fits])) == right
    # One code for one value, and one text.
    assert len(set(codes[fits].tolist())) == len(set(right)) == len(set(texts))


@QUICK
@given(value=FRACTIONS)
def test_texts_are_the_shortest(value: Fraction) -> None:
    (text,) = RATIO.text(RATIO.encoded(column([value, Fraction(1, 2)]))[0][:1])
    assert text == str(value)
    if value.denominator == 1:
        (signed,) = SIGNED_TERM.text(SIGNED_TERM.encoded(column([value]))[0])
        assert signed == f"{int(value):+}"
    codes, fits = Decimal(3).encoded(column([value, Fraction(1, 2)]))
    if fits[0]:
        (written,) = Decimal(3).text(codes[:1])
        assert re.fullmatch(r"-?(0|[1-9]\d*)(\.\d{0,2}[1-9])?", written)


PARTS = st.lists(st.integers(0, 1000), min_size=2, max_size=2)


@pytest.mark.parametrize(
    ("kind", "pattern", "in_any_order"),
    [
        (QuotientWithRemainder(), r"(\d+) R (\d+)", False),
        (Listed(2, 1000), r"(\d+), (\d+)", False),
        (SetOf(2, 1000), r"(\d+), (\d+)", True),
    ],
    ids=str,
)
@QUICK
@given(rows=st.lists(PARTS, min_size=1, max_size=20))
def test_values_of_several_parts(kind: ValueType, pattern: str, in_any_order: bool, rows: list[list[int]]) -> None:
    first, second = ([row[part] for row in rows] for part in (0, 1))
    codes, fits = kind.encoded(column(first), column(second))
    assert fits.all()
    expected = [tuple(sorted(row)) if in_any_order else tuple(row) for row in rows]
    found = [re.fullmatch(pattern, text) for text in kind.text(codes)]
    assert [tuple(map(int, each.groups())) for each in found if each] == expected
    assert len(set(codes.tolist())) == len(set(expected))
    halves = Exact(np.array([1, -1, 1]), np.array([2, 1, 1]))
    assert kind.encoded(halves, column([1, 1, 1]))[1].tolist() == [False, False, True]


def test_shorter_lists_have_one_code_each() -> None:
    kind = Listed(3, 9, absent=0, between="*")
    codes, fits = kind.encoded(column([0, 2, 2, 0]), column([2, 0, 5, 0]), column([5, 5, 0, 0]))
    assert fits.tolist() == [True, True, True, False]
    assert len(set(codes[:3].tolist())) == 1
    assert kind.text(codes[:3]).to_list() == ["2*5"] * 3
    signed = Listed(2, 9, -9)
    codes, fits = signed.encoded(column([-9, 9, -10]), column([3, -3, 0]))
    assert (signed.text(codes[:2]).to_list(), fits.tolist()) == (["-9, 3", "9, -3"], [True, True, False])


def test_products_of_primes() -> None:
    texts = Factored().text(np.arange(1, 2000)).to_list()
    for number, written in enumerate(texts, 1):
        primes = [int(each) for each in written.split("*")]
        assert (prod(primes), primes) == (number, sorted(primes))
        assert number == 1 or all(prime > 1 and all(prime % each for each in range(2, prime)) for prime in primes)


def test_words() -> None:
    kind = Choice(("<", "=", ">"))
    codes, fits = kind.encoded(column([-1, 0, 1, 2, 3]))
    assert fits.tolist() == [False, True, True, True, False]
    assert kind.text(codes[fits]).to_list() == ["<", "=", ">"]
    assert TRUTH.text(TRUTH.encoded(column([0, 1]))[0]).to_list() == ["no", "yes"]
    assert kind.exact(codes[fits]).n.tolist() == [0, 1, 2]
    pair = Listed(2, 9)
    with pytest.raises(TypeError, match="Listed is no number"):
        pair.exact(codes)


def test_what_does_not_fit_into_a_code_is_no_value() -> None:
    ends = np.array([2**41 - 1, -(2**41) + 1, 2**41, -(2**41), 1])
    assert RATIO.encoded(Exact(ends))[1].tolist() == [True, True, False, False, True]
    below = Exact(np.ones(3, dtype=np.int64), np.array([2**21 - 1, 2**21, 0]))
    assert RATIO.encoded(below)[1].tolist() == [True, False, False]
    large = np.array([2**31 - 1, 2**31])
    assert QuotientWithRemainder().encoded(Exact(large), Exact(large))[1].tolist() == [True, False]
    assert Decimal(2).encoded(Exact(np.array([2**62 // 100 - 1, 2**62 // 100])))[1].tolist() == [True, False]
    with pytest.raises(ValueError, match="4 numbers up to 100000 do not fit into 64 bits"):
        Listed(4, 100_000)
    for places in (0, 10):
        with pytest.raises(ValueError, match=f"1 to 9 places, not {places}"):
            Decimal(places)
    for base in (1, 11):
        with pytest.raises(ValueError, match=f"a base is 2 to 10, not {base}"):
            Digits(base)


def grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "//", "%"]), inner)
    calls = st.tuples(st.sampled_from(["gcd", "lcm", "min", "max"]), inner, inner)
    return st.one_of(
        operators.map(lambda each: f"({each[0]}{each[1]}{each[2]})"),
        calls.map(lambda each: f"{each[0]}({each[1]}, {each[2]})"),
        inner.map(lambda each: f"abs({each})"),
        inner.map(lambda each: f"(-{each})"),
    )


LEAVES = st.sampled_from(["{a}", "{b}", "{c}", "0", "1", "3"])


def by_fractions(calculation: str, a: Fraction, b: Fraction, c: Fraction) -> Fraction | None:
    """Python's own: nothing where something is divided by 0, or is no whole number where only these are defined."""

    def whole(work: Callable[[int, int], int]) -> Callable[[Fraction, Fraction], Fraction]:
        def inner(one: Fraction, other: Fraction) -> Fraction:
            if one.denominator != 1 or other.denominator != 1:
                raise ZeroDivisionError
            return Fraction(work(int(one), int(other)))

        return inner

    class Number(Fraction):
        def __floordiv__(self, other: Fraction) -> Number:  # type: ignore[override]
            return Number(whole(lambda x, y: x // y)(self, other))

        def __mod__(self, other: Fraction) -> Number:  # type: ignore[override]
            return Number(whole(lambda x, y: x % y)(self, other))

    for name in ("__add__", "__sub__", "__mul__", "__truediv__"):
        setattr(Number, name, lambda self, other, name=name: Number(getattr(Fraction, name)(self, other)))
    for name in ("__neg__", "__abs__"):
        setattr(Number, name, lambda self, name=name: Number(getattr(Fraction, name)(self)))
    names = {
        "gcd": lambda x, y: Number(whole(gcd)(x, y)),
        "lcm": lambda x, y: Number(whole(lcm)(x, y)),
        "N": Number,
        **{name: Number(each) for name, each in (("a", a), ("b", b), ("c", c))},
    }
    text = re.sub(r"\d+", r"N(\g<0>)", calculation.format(a="a", b="b", c="c"))
    try:
        return Fraction(eval(text, {"min": min, "max": max, "abs": abs, **names}))  # noqa: S307
    except ZeroDivisionError:
        return None


@settings(deadline=None, derandomize=True, max_examples=400)
@given(
    calculation=st.recursive(LEAVES, grown, max_leaves=5),
    rows=st.lists(st.tuples(SMALL, st.one_of(SMALL, st.integers(-9, 9).map(Fraction)), SMALL), min_size=1, max_size=6),
    all_whole=st.booleans(),
)
def test_calculations_are_those_of_fractions(
    calculation: str, rows: list[tuple[Fraction, Fraction, Fraction]], all_whole: bool
) -> None:
    if all_whole:
        rows = [(Fraction(int(a)), Fraction(int(b)), Fraction(int(c))) for a, b, c in rows]
    require_calculation(calculation, {"a", "b", "c"}, "here")
    columns = {name: column(values) for name, values in zip("abc", zip(*rows, strict=True), strict=True)}
    try:
        size = size_of(calculation, dict.fromkeys("abc", (600, 12)))
    except OverflowError:
        return
    found = worked_out(calculation, columns)
    found = Exact(np.broadcast_to(found.n, len(rows)), None if found.d is None else np.broadcast_to(found.d, len(rows)))
    expected = [by_fractions(calculation, *row) for row in rows]
    assert listed(found) == expected
    for each in expected:
        assert each is None or (abs(each.numerator) <= size[0] and each.denominator <= size[1])


@QUICK
@given(pairs=st.lists(st.tuples(SMALL, SMALL), min_size=1, max_size=8))
def test_conditions_and_orders(pairs: list[tuple[Fraction, Fraction]]) -> None:
    numbers = {name: column(values) for name, values in zip("ab", zip(*pairs, strict=True), strict=True)}
    for sign, of in (("<", Fraction.__lt__), ("<=", Fraction.__le__), (">", Fraction.__gt__), (">=", Fraction.__ge__)):
        assert holds(f"{{a}}{sign}{{b}}", numbers).tolist() == [of(a, b) for a, b in pairs]
    assert holds("{a}=={b}", numbers).tolist() == [a == b for a, b in pairs]
    assert not holds("{a}/0==1", numbers).any()
    in_order = [listed(each) for each in exact.in_order(list(numbers.values()))]
    assert list(zip(*in_order, strict=True)) == [tuple(sorted(pair)) for pair in pairs]
