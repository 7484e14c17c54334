"""Numbers in a form of their own: what questions ask for them, which answers are right, and how they are told."""

from __future__ import annotations

from calendar import isleap
from datetime import date, datetime, timedelta
from fractions import Fraction

import numpy as np
import polars as pl
import pytest

from pairwright.values.exact import Exact
from pairwright.values.forms import Clock, ComplexNumber, Date, Hexadecimal
from pairwright.verify import families, score
from pairwright.verify.declared_texts.heads import split_texts

COMPLEX = [
    ("(3+4i)*(1-2i)=?", "The answer is 11-2i because 3*1+4*2 equals 11.", "RIGHT"),
    ("(3+4i)*(1-2i)=?", "The answer is 11-2i because 3*1+4*2 equals 12.", "FALSE"),
    ("What is (3+4i)(1-2i)?", "11 - 2i", "RIGHT"),
    ("Divide the complex numbers: (61.0 - 27.0i) ÷ (1.0 - 7.0i)", "5.0 + 8.0i", "RIGHT"),
    ("Subtract the complex numbers: (5.00) - (9.00)", "-4.00", "RIGHT"),
    ("Subtract 1-2i from 3+4i.", "So it is 2+6*i", "UNPARSED"),
    ("Subtract 1-2i from 3+4i.", "The difference is 2+6*i.", "RIGHT"),
    ("Subtract 1-2i from 3+4i.", "The answer is 6i+2.", "RIGHT"),
    ("Subtract 1-2i from 3+4i.", "The answer is 2-6i.", "WRONG"),
    ("(2+i)^2=?", r"\boxed{3+4i}", "RIGHT"),
    ("(2+i)^2=?", r"\boxed{3+4i}. Hmm, that cannot be right.", "UNPARSED"),
    ("(2+i)^2=?", "3+4i or 4+3i", "UNPARSED"),
    ("(2+i)^2=?", "The answer is 3.", "WRONG"),
    ("(2+i)^2=?", "The answer is 3+4i^2.", "UNPARSED"),
    ("(2+i)^2=?", "The answer is 3+4i+1.", "UNPARSED"),
    ("(2+i)^2=?", "The answer is 3+4j.", "UNPARSED"),
    ("(3+4i)/(0+0i)=?", "The answer is 3+4i.", "DEGENERATE"),
    ("Add the complex numbers: (3+4i) - (1+2i)", "2+2i", "UNPARSED"),
    ("Expand (i+1)*(i+2).", "i^2+3*i+2", "RIGHT"),
]
HEXADECIMAL = [
    ("0x1a+0x1f=?", "The answer is 0x39 because 26+31 equals 57.", "RIGHT"),
    ("0x1a+0x1f=?", "0X39", "RIGHT"),
    ("0x1a+0x1f=?", "0x93", "WRONG"),
    ("0x1a+0x1f=?", "The answer is 57.", "UNPARSED"),
    ("0x1a+0x1f=?", "The answer is 39.", "UNPARSED"),
    ("0x1a+0x1f=?", "The answer is 0x39+0x1.", "UNPARSED"),
    ("0x1a+0x1f=?", "The answer is 0x39. Wait, no: 0x40.", "UNPARSED"),
    ("0x20-0x90=?", "-0x70", "RIGHT"),
    ("((0x5f7b << 0x3) >> 0x1)", "0x17dec", "RIGHT"),
    ("0x20<<0x3=?", "0x100", "RIGHT"),
    ("0x20<<0x3+0x1=?", "0x200", "UNPARSED"),
    ("Shift 0xa1 right by 3 bits.", "The answer is 0x14.", "RIGHT"),
    ("(0x1-0xa)>>0x1=?", "-0x5", "RIGHT"),
    ("0xffffffffffffffff*0x10=?", "0xffffffffffffffff0", "RIGHT"),
    ("0x1a+0x1f+3=?", "0x3c", "UNPARSED"),
    ("0xb2ea", "0xb2ea", "UNPARSED"),
    # A product with 0, and one of 3 and 5.
    ("0x5=?", "0", "RIGHT"),
    ("3x5=?", "15", "RIGHT"),
    ("161>>3=?", "20", "RIGHT"),
    ("161<<3=?", "1288", "RIGHT"),
    ("7+8<<1=?", "30", "UNPARSED"),
]


@pytest.mark.parametrize(("question", "completion", "said"), [*COMPLEX, *HEXADECIMAL])
def test_answers_are_judged(question: str, completion: str, said: str) -> None:
    found = score(question, completion)
    assert ("FALSE" if found.reason.name == "FAILS" else found.verdict.name) == said


def test_complex_numbers_are_those_of_python() -> None:
    draw = np.random.default_rng(7)
    for _ in range(60):
        one, other = (complex(*draw.integers(-40, 41, 2)) for _ in range(2))
        for sign, value in (("+", one + other), ("-", one - other), ("*", one * other)):
            asked = f"({written(one)}){sign}({written(other)})=?"
            assert score(asked, f"The answer is {written(value)}.").verdict.name == "RIGHT", asked
            assert score(asked, f"The answer is {written(value + 1)}.").verdict.name == "WRONG", asked
            assert str(score(asked, "").expected) == written(value)
        if other:
            assert str(score(f"({written(one * other)})/({written(other)})=?", "").expected) == written(one)


def written(number: complex) -> str:
    values = np.array([int(number.real)]), np.array([int(number.imag)])
    (text,) = ComplexNumber(9999).text(ComplexNumber(9999).encoded(*map(Exact, values))[0])
    assert complex(text.replace("i", "j") if text.strip("-+") != "i" else text.replace("i", "1j")) == number
    return str(text)


def test_hexadecimal_numbers_are_those_of_python() -> None:
    draw = np.random.default_rng(8)
    for _ in range(60):
        one, other = map(int, draw.integers(0x10, 1 << 40, 2))
        bits = int(draw.integers(0, 9))
        for asked, value in (
            (f"{one:#x}+{other:#x}=?", one + other),
            (f"{one:#x}-{other:#x}=?", one - other),
            (f"{one:#x}*{other:#x}=?", one * other),
            (f"{one:#x}<<{bits:#x}=?", one << bits),
            (f"({other:#x}-{one:#x})>>{bits:#x}=?", (other - one) >> bits),
        ):
            assert score(asked, f"The answer is {value:#x}.").verdict.name == "RIGHT", asked
            assert score(asked, f"The answer is {value + 1:#x}.").verdict.name == "WRONG", asked
            assert score(asked, "").expected == hex(value)
            assert Hexadecimal().text(np.array([value % (1 << 62)])).item() == hex(value % (1 << 62))


def test_whole_texts_with_hexadecimal_numbers_are_parted() -> None:
    texts = pl.Series(["0x1f+0xa0=? The answer is 0xbf.", "Shift 0xa1 right by 3 bits. It is 0x14.", "7+8=? 15"])
    assert split_texts(texts)["completion"].to_list() == ["The answer is 0xbf.", "It is 0x14.", "15"]


def test_large_complex_numbers_are_exact() -> None:
    found = score("(123456789012+1i)*(123456789012-1i)=?", "The answer is 15241578753153483936145.")
    assert found.verdict.name == "RIGHT"
    assert found.expected == 15241578753153483936145
    assert score("(1+i)/(2+0i)=?", "").expected == "1/2+(1/2)i"
    assert score("1/2+1/3=?", "").expected == Fraction(5, 6)


def test_hexadecimal_questions_state_the_facts_of_plain_ones() -> None:
    asked = [
        "0x1a+0x1f=?",
        "26+31=?",
        "0x39-0x1f=?",
        "0x20<<0x3=?",
        "32*8=?",
        "161>>3=?",
        "161 divided by 8 with remainder",
    ]
    found = families(pl.Series(asked))["family"].to_list()
    assert found == ["+ 26 31 57"] * 3 + ["* 8 32 256"] * 2 + ["*+ 1 8 20 161"] * 2


def test_complex_sums_and_their_differences_are_one_fact() -> None:
    asked = pl.Series(
        ["(3+4i)+(1-2i)=?", "(4+2i)-(1-2i)=?", "Add 1-2i and 3+4i.", "(3+4i)*(1-2i)=?", "(11-2i)/(1-2i)=?"]
    )
    found = families(asked)["family"].to_list()
    assert found == ["complex+ 1 2 2 3 4 4"] * 3 + ["complex* 1 2 2 3 4 11"] * 2


def test_dates_are_those_of_python() -> None:
    draw = np.random.default_rng(9)
    for _ in range(80):
        start = date(1600, 1, 1) + timedelta(days=int(draw.integers(0, 200_000)))
        days = int(draw.integers(1, 800))
        end = start + timedelta(days=days)
        assert str(score(f"What date is {days} days after {start}?", "").expected) == str(end)
        assert str(score(f"What date is {days} days before {end:%B} {end.day}, {end.year}?", "").expected) == str(start)
        assert score(f"How many days is it from {start} to {end}?", "").expected == days
        assert (
            score(f"On which weekday does {start:%A, %B} {start.day}, {start.year} fall?", "").expected == f"{start:%A}"
        )
        assert score(f"What day of the week is {days} days after {start:%A}?", "").expected == f"{end:%A}"
        assert score(f"Is {start.year} a leap year?", "").expected == ("yes" if isleap(start.year) else "no")
        code = Date().encoded(Exact(np.array([(start - date(1970, 1, 1)).days])))[0]
        assert Date().text(code).item() == str(start)


def test_times_are_those_of_python() -> None:
    draw = np.random.default_rng(10)
    day = datetime(2022, 3, 5)
    for _ in range(80):
        start, end = (day + timedelta(milliseconds=int(each)) for each in sorted(draw.integers(0, 86_400_000, 2)))
        passed = str(timedelta(seconds=(end - start).seconds))
        thousandths = f".{(end - start).microseconds // 1000:03d}"
        asked = (
            f"How long is it from {start:%H:%M:%S.%f}"[:-3]
            + f" to {end:%H:%M:%S.%f}"[:-3]
            + "? Answer in HH:MM:SS.mmm."
        )
        assert score(asked, f"The answer is {passed}{thousandths}.").verdict.name == "RIGHT", asked
        assert score(asked, f"The answer is {passed}.").verdict.name == ("WRONG" if thousandths != ".000" else "RIGHT")
        minutes = int((end - start).total_seconds() // 60)
        moved = start + timedelta(minutes=minutes)
        found = score(f"What time is it {minutes} minutes after {start:%H:%M}?", "").expected
        assert found == f"{moved.hour}:{moved.minute:02d}"
        assert Clock().text(np.array([moved.hour * 60 + moved.minute])).item() == found


@pytest.mark.parametrize(
    ("question", "completion", "said"),
    [
        ("What time is it 45 minutes after 9:40?", "10:25", "RIGHT"),
        ("What time is it 45 minutes after 9:40?", "It is 10:25.", "UNPARSED"),
        ("What time is it 45 minutes after 9:40?", "The answer is 10:25 PM.", "UNPARSED"),
        ("What time is it 45 minutes after 9:40?", "The answer is 9:85.", "UNPARSED"),
        ("What time is it 45 minutes after 9:40?", "The answer is 10:35.", "WRONG"),
        ("What time is it 1 hours and 30 minutes before 9:05?", "The answer is 7:35.", "RIGHT"),
        # On the day after.
        ("What time is it 45 minutes after 23:40?", "The answer is 0:25.", "UNPARSED"),
        ("What time is it 45 minutes after 9:75?", "The answer is 11:00.", "UNPARSED"),
        ("List all common divisors of 12 and 18.", "The answer is 1, 2, 3, 6.", "RIGHT"),
        ("List all common divisors of 12 and 18.", "The answer is 2, 3, 6.", "WRONG"),
        ("How many common factors do 12 and 18 have?", "The answer is 4.", "RIGHT"),
        ("What is 17 divided by 4 as a decimal?", "The answer is 4.25.", "RIGHT"),
        ("What is 17 divided by 4 as a decimal?", "The answer is 4.1.", "WRONG"),
        ("What is 17 divided by 4 as a decimal?", "The answer is 17/4.", "UNPARSED"),
    ],
)
def test_times_common_divisors_and_quotients(question: str, completion: str, said: str) -> None:
    assert score(question, completion).verdict.name == said


def test_what_asks_for_one_fact_is_of_one_family() -> None:
    same = [
        ["How many minutes are there between 9:40 and 10:25?", "What time is it 45 minutes after 9:40?"],
        ["What time is it 45 minutes before 10:25?", "How long is it from 9:40:00 to 10:25:00? Answer in HH:MM."],
        ["How many days is it from 2022-03-05 to 2022-04-14?", "What date is 40 days after March 5, 2022?"],
        ["What day of the week is 34 days after Sunday?", "What day of the week is 34 days before Saturday?"],
        ["gcd(12, 18)=?", "List all common divisors of 18 and 12."],
        ["17/4=?", "What is 17 divided by 4 as a decimal?"],
    ]
    for asked in same:
        found = families(pl.Series(asked))["family"]
        assert found.null_count() == 0
        assert found.n_unique() == 1, found.to_list()
