"""Completions in rounds: each set was written, labelled and scored before what it found was mended.

A line of `rounds/N.txt` up to the fifth is a template behind `+` (a careful reader takes the right answer from it) or
`-` (he does not); a line in brackets names the kind of those below it and the questions that they are answers to.  `@a`
is the right answer, `@w` a wrong one, `@v` another, `@n` the answer in words; `@l`, `@r`, `@s` are the numbers of the
question and its sign, `@q` is the question; `@p` is what it calls what it asks for and `@o` another quantity of the
same numbers.  `¶` is a new line.

From the sixth to the twelfth a line between bars is an opening, an answer or a close, good or bad; a text with a bad
part is not right.  The thirteenth is of whole rows, written by someone who had not seen the verifier; the fourteenth,
again of templates, of near misses of what it found.  The fifteenth is of whole rows, solutions in steps; a right one
whose last digit is another, or that is taken back at its end, is not right.  The sixteenth is of rows in three lists:
how an answer is framed.  The seventeenth is of rows by someone who had not seen the verifier.
The eighteenth and nineteenth are of three and two lists of such rows, one of each kind.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import gcd, lcm
from pathlib import Path

from tests.adversarial.completions import worded

_HERE = Path(__file__).parent / "rounds"
ROUNDS = range(1, 20)
# The rounds of whole templates, and of whole rows; the others are of parts to put together.
_TEMPLATES = frozenset([1, 2, 3, 4, 5, 14])
_ROWS = frozenset([13, 15, 16, 17, 18, 19])
_SPOILED = frozenset([15])
# What stands behind the answer there, or is none that a digit could spoil.
_BEHIND = re.compile(r"check|verify|because|\)\s+936|\bday of\b", re.IGNORECASE)
# An answer behind which no further sentence can begin.
_HANGING = re.compile(r"[^.!?$]\Z")
_FIELD = re.compile("@([awvnlrsqpoe])")
Fields = dict[str, str]


@dataclass(frozen=True)
class Case:
    """A completion with what a careful reader would say of it.

    Attributes:
        question: what was asked.
        text: the completion.
        right: whether the right answer is taken from it.
        kind: of the completion.
        answer: the right answer, stated where the question is not read; else None.
    """

    question: str
    text: str
    right: bool
    kind: str
    answer: str | None


_SIGNS = {"+": "plus", "-": "minus", "*": "times"}
_THINGS = ("apples", "stickers", "marbles", "books", "coins", "shells")
_NAMES = ("Tom", "Sara", "Ben", "Mia", "Leo", "Anna")


def _calculation(draw: random.Random, signs: str = "+-*") -> Fields:
    sign = draw.choice(signs)
    right = draw.randint(3, 60)
    left = right + draw.randint(21, 400) if sign != "*" else draw.randint(11, 60)
    answer = {"+": left + right, "-": left - right, "*": left * right}[sign]
    form = draw.choice(
        ("{l} {s} {r} = ?", "{l}{s}{r}=", "What is {l} {p} {r}?", "Calculate {l} {s} {r}.", "Work out: {l} {s} {r}")
    )
    fields = {"l": str(left), "r": str(right), "s": sign, "p": _SIGNS[sign], "a": str(answer)}
    return fields | {"q": form.format(**fields), "e": f"{left} {sign} {right}"}


def _chain(draw: random.Random) -> Fields:
    one, two, three = draw.randint(20, 90), draw.randint(20, 90), draw.randint(3, 19)
    return {"q": f"{one} + {two} - {three} = ?", "a": str(one + two - three), "l": str(one), "r": str(three)}


def _common(draw: random.Random) -> Fields:
    unit = draw.randint(11, 30)
    one, two = unit * draw.randint(2, 7), unit * draw.randint(8, 13)
    return {
        "q": f"What is the greatest common divisor of {one} and {two}?",
        "a": str(gcd(one, two)),
        "l": str(one),
        "r": str(two),
    }


def _percent(draw: random.Random) -> Fields:
    part, whole = draw.choice((10, 20, 25, 50)), draw.randint(11, 50) * 20
    return {"q": f"What is {part}% of {whole}?", "a": str(part * whole // 100), "l": str(part), "r": str(whole)}


def _remainder(draw: random.Random) -> Fields:
    right = draw.randint(30, 60)
    rest = draw.randint(11, right - 1)
    left = right * draw.randint(3, 9) + rest
    return {
        "q": f"What is the remainder when {left} is divided by {right}?",
        "a": str(rest),
        "l": str(left),
        "r": str(right),
    }


def _story(draw: random.Random) -> Fields:
    name, thing = draw.choice(_NAMES), draw.choice(_THINGS)
    one, two = draw.randint(12, 70), draw.randint(12, 70)
    question = f"{name} has {one} {thing} and buys {two} more. How many {thing} does {name} have now?"
    return {
        "q": question,
        "a": str(one + two),
        "l": str(one),
        "r": str(two),
        "s": "+",
        "p": thing,
        "e": f"{one} + {two}",
    }


def _equation(draw: random.Random) -> Fields:
    x, by, more = draw.randint(11, 40), draw.randint(2, 9), draw.randint(3, 60)
    total = by * x + more
    form = draw.choice(
        (
            "{b}*x+{m}={t}, x=?",
            "Solve for x: {b}x + {m} = {t}",
            "If {b}x + {m} = {t}, what is x?",
            "Find x if {b}x+{m}={t}.",
        )
    )
    fields = {"a": str(x), "l": str(total), "r": str(more), "p": "x", "o": "y"}
    return fields | {"q": form.format(b=by, m=more, t=total)}


def _fraction(draw: random.Random) -> Fields:
    below = draw.choice((7, 11, 13))
    one, two = draw.randint(1, below // 2), draw.randint(1, below // 2)
    return {
        "q": f"{one}/{below} + {two}/{below} = ?",
        "a": f"{one + two}/{below}",
        "l": str(one + two),
        "r": str(below),
    }


def _of_two(draw: random.Random, kind: tuple[str, int, str, str], one: int, two: int) -> Fields:
    """The fields of a question with its answer, what is asked, and names of what is not."""
    question, answer, name, others = kind
    return {
        "q": question,
        "a": str(answer),
        "p": name,
        "o": draw.choice(others.split("|")),
        "l": str(one),
        "r": str(two),
    }


def _named(draw: random.Random) -> Fields:
    """A question for a quantity that has a name, with the name of another quantity of the same numbers."""
    one = draw.randint(12, 40)
    two, three = one + draw.randint(3, 20), one + draw.randint(25, 60)
    unit = draw.randint(2, 9)
    both = f"{unit * one} and {unit * two}"
    larger = f"{one} or {two}"
    kinds: tuple[tuple[str, str, str, int], ...] = (
        ("median", "mean|mode|range|maximum|average|sum", f"What is the median of {two}, {one} and {three}?", two),
        ("mean", "median|mode|range|midrange|minimum", f"What is the mean of {one}, {one + 4} and {one + 8}?", one + 4),
        ("sum", "product|difference|quotient|average", f"What is the sum of {one} and {two}?", one + two),
        ("product", "sum|quotient|remainder|average", f"What is the product of {one} and {two}?", one * two),
        ("difference", "sum|product|ratio|average", f"What is the difference between {three} and {one}?", three - one),
        ("greatest common divisor", "least common multiple|lcm|product|sum", f"What is the greatest common divisor of {both}?",  # noqa: E501
         gcd(unit * one, unit * two)),
        ("least common multiple", "greatest common divisor|gcd|product|sum", f"What is the least common multiple of {both}?",  # noqa: E501
         lcm(unit * one, unit * two)),
        ("remainder", "quotient|divisor|dividend|product", f"What is the remainder when {one * three + unit + 8} is divided by {three}?",  # noqa: E501
         (one * three + unit + 8) % three),
        ("quotient", "remainder|product|divisor|difference", f"What is the quotient of {unit * two} and {unit}?", two),
        ("larger number", "smaller number|lesser one|minimum|difference", f"Which is larger, {larger}?", two),
        ("square root", "square|cube root|cube|double", f"What is the square root of {one * one}?", one),
    )  # fmt: skip
    name, others, question, answer = draw.choice(kinds)
    return _of_two(draw, (question, answer, name, others), one, two)


def _stated(draw: random.Random) -> Fields:
    """A question that is not read, its answer stated."""
    one, two = draw.randint(11, 40), draw.randint(41, 70)
    kinds = (
        (f"A rectangle is {one} cm by {two} cm. What is its area?", one * two, "area", "perimeter|length|width|diagonal"),  # noqa: E501
        (f"A rectangle is {one} m by {two} m. What is its perimeter?", 2 * (one + two), "perimeter", "area|length|width"),  # noqa: E501
        (f"A train rides {two} km an hour. How far does it get in {one} hours?", one * two, "distance", "speed|time"),
        (f"Paint costs ${two} a can. What do {one} cans cost?", one * two, "price", "discount|tax"),
        (f"The garden has {one} rows of {two} tulips, and {one} tulips wither. How many are left?", one * two - one, "number", "loss"),  # noqa: E501
    )  # fmt: skip
    return _of_two(draw, draw.choice(kinds), one, two)


_FAMILIES: Mapping[str, Callable[[random.Random], Fields]] = {
    "calculation": _calculation, "equation": _equation, "fraction": _fraction, "named": _named, "story": _story,
    "stated": _stated, "sum": partial(_calculation, signs="+"), "difference": partial(_calculation, signs="-"),
    "product": partial(_calculation, signs="*"),
}  # fmt: skip
_ANY = (_calculation, _calculation, _chain, _common, _percent, _remainder, _story)


def _filled(template: str, of: str, draw: random.Random) -> tuple[str, str, str]:
    """A question, a completion, and the right answer."""
    fields = (draw.choice(_ANY) if of == "any" else _FAMILIES[of])(draw)
    answer = fields["a"]
    if answer.isdigit():
        others = [int(answer) + by for by in (-11, -10, -2, -1, 1, 2, 3, 9, 10)]
        wrong, other = draw.sample([each for each in others if each > 0 and str(each) not in fields["q"]], 2)
        fields |= {"w": str(wrong), "v": str(other), "n": worded(int(answer))}
    else:
        above, below = answer.split("/")
        fields |= {"w": f"{int(above) + 1}/{below}", "v": f"{above}/{int(below) + 1}"}
    text = template.replace("¶", "\n")
    return fields["q"], _FIELD.sub(lambda match: fields[match[1]], text), answer


def templates(number: int) -> Iterator[tuple[str, str, bool, str]]:
    """Each template of a round: its kind, its questions, whether it is right, and itself."""
    kind = of = ""
    for line in _lines(number):
        if line.startswith("["):
            kind, _, of = line.strip("[]").partition(": ")
        elif line[:2] in {"+ ", "- "}:
            yield kind, of or "any", line[0] == "+", line[2:]


def _lines(number: int) -> list[str]:
    return (_HERE / f"{number}.txt").read_text(encoding="utf-8").splitlines()


def _composed(number: int, draw: random.Random, each: int) -> Iterator[tuple[str, str, bool, str]]:
    """Texts of an opening, an answer and a close, all of them good, or each bad one of them between good ones."""
    parts: dict[str, list[str]] = {}
    for line in _lines(number):
        if line.startswith("["):
            found = parts.setdefault(line.strip("[]"), [])
        else:
            found.append(line[1:-1])
    names = ("opening", "core", "close")

    def good() -> list[str]:
        # Every second text has no opening, or no close.
        return [draw.choice(parts[f"{name} +"]) if name == "core" or draw.random() < 0.6 else "" for name in names]

    for _ in range(100 * each):
        texts = good()
        while _HANGING.search(texts[1]) and texts[2].startswith(" "):
            texts = good()
        yield "right", "any", True, "".join(texts).lstrip("¶")
    for place, name in enumerate(names):
        for bad in parts[f"{name} -"]:
            for _ in range(each):
                texts = good()
                texts[place] = bad
                yield f"{name} spoiled", "calculation" if name == "core" else "any", False, "".join(texts).lstrip("¶")


def _rows(number: int) -> Iterator[Case]:
    for line in (_HERE / f"{number}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Case(row["question"], row["completion"], row["expected"] == "RIGHT", row["kind"], None)


def _spoiled(cases: Iterator[Case]) -> Iterator[Case]:
    """Each, and a right one once more with another last digit, and taken back."""
    for case in cases:
        yield case
        if not case.right:
            continue
        yield replace(case, text=f"{case.text}\n\nNo, that is wrong.", right=False, kind=f"{case.kind}, taken back")
        last = re.search(r"\d(?=\D*\Z)", case.text)
        if last and not case.question.startswith("Is ") and not _BEHIND.search(f"{case.question} {case.text}"):
            other = f"{case.text[: last.start()]}{(int(last[0]) + 1) % 10}{case.text[last.end() :]}"
            yield replace(case, text=other, right=False, kind=f"{case.kind}, another digit")


def round_of(number: int, seed: int, each: int) -> list[Case]:
    """Every template of a round filled so many times; from the sixth on, texts put together."""
    if number in _ROWS:
        return list(_spoiled(_rows(number)) if number in _SPOILED else _rows(number))
    draw = random.Random(seed)  # noqa: S311
    found = []
    of_round = templates(number) if number in _TEMPLATES else _composed(number, draw, each)
    for kind, of, right, template in of_round:
        for _ in range(each if number in _TEMPLATES else 1):
            question, text, answer = _filled(template, of, draw)
            found.append(Case(question, text, right, kind, answer if of == "stated" else None))
    return found
