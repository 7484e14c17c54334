"""Completions by kind: each template of `right.txt` and `not_right.txt` filled with numbers from a seed.

A line is a template, a line in brackets names the kind of those below it.  They were labelled before any was scored.
`@a` is the right answer, `@w` a wrong one, `@e` the calculation, `@l` and `@r` its numbers, `@s` its sign and `@k` that
sign in LaTeX, `@q` the question, `@f` the answer and a hundred, `@z` twice the answer; the answer is `@t` with commas,
`@u` with LaTeX's, `@n` in words, `@F` and `@D` in digits of other scripts.  `\\n` is a new line.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_SIGNS = {"+": ("plus", "+", "-"), "-": ("minus", "-", "+"), "*": ("times", "\\times", "/")}
_FIELD = re.compile("@([awelrskqfztunFD])")
_ONES: list[str] = re.findall(
    "[a-z]+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS: list[str] = re.findall("[a-z]+", "twenty thirty forty fifty sixty seventy eighty ninety")
# Templates that say what x is.
_IN_X = re.compile(r"(?:^|\W)-?\|?\d?x(?:\W|$)")


@dataclass(frozen=True)
class Completion:
    """A completion with what a careful reader would say of it."""

    question: str
    text: str
    right: bool
    kind: str


def templates(name: str) -> Iterator[tuple[str, str]]:
    """Each template of a file with its kind."""
    kind = ""
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and "@" not in line:
            kind = line[1:-1]
        else:
            yield kind, line


def worded(number: int) -> str:
    """A number below a million in words."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        return _TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else "")
    unit, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    rest = f" {worded(number % unit)}" if number % unit else ""
    return f"{worded(number // unit)} {name}{rest}"


def _filled(template: str, draw: random.Random) -> tuple[str, str]:
    """A question and a completion: sums, differences and products; in signs, in words and in x."""
    sign = draw.choice("+-*")
    word, latex, back = _SIGNS[sign]
    right = draw.randint(3, 99)
    left = right + draw.randint(21, 900) if sign != "*" else draw.randint(11, 99)
    answer = {"+": left + right, "-": left - right, "*": left * right}[sign]
    thousands = f"{answer:,}"
    question = draw.choice(
        [
            f"{left}{sign}{right}=?",
            f"{left} {sign} {right} = ?",
            f"What is {left} {word} {right}?",
            f"Calculate {left}{sign}{right}.",
        ]
    )
    if _IN_X.search(template):
        question = f"x{back}{right}={left},x=?"
    fields = {
        "a": str(answer), "w": str(answer + draw.choice([1, 2, 10, -1, 11])), "l": str(left), "r": str(right),
        "e": draw.choice([f"{left}{sign}{right}", f"{left} {sign} {right}"]), "s": sign, "k": latex, "q": question,
        "f": str(answer + 100), "z": str(2 * answer), "t": thousands, "u": thousands.replace(",", "{,}"),
        "n": worded(answer), "F": "".join(chr(0xFF10 + int(digit)) for digit in str(answer)),
        "D": "".join(chr(0x660 + int(digit)) for digit in str(answer)),
    }  # fmt: skip
    text = template.replace("\\n", "\n")
    return question, _FIELD.sub(lambda match: fields[match[1]], text)


def completions(seed: int, each: int) -> list[Completion]:
    """Every template filled so many times."""
    draw = random.Random(seed)  # noqa: S311
    found = []
    for name in ("not_right.txt", "right.txt"):
        for kind, template in templates(name):
            for _ in range(each):
                question, text = _filled(template, draw)
                found.append(Completion(question, text, name == "right.txt", kind))
    return found
