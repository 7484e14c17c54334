"""Written multiplication: by partial products, in columns with carries, by skip counting.

46*7 is 40*7=280, 6*7=42, 280+42=322; in columns 6*7=42, 4*7+4=32, 32*10+2=322.
Mistakes: the place value lost in a partial product, a partial product left out, the carry added before it is multiplied
(Ashlock 2006); operand errors (Campbell & Graham 1985); the operation beside it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems._digits import RANGES, digits, in_columns, kept_in_mind, no_zeros, one_by_one, places
from pairwright.problems.kind import ProblemKind, View

_LETTERS = {"u": ("one_digit", 1), "t": ("two_digits", 2), "v": ("two_digits", 2), "h": ("three_digits", 3)}


def _view(name: str, question: str, a: str, b: str, steps: dict[str, str], where: tuple[str, ...], own: Ways) -> View:
    shown = f"{a}*{b}"
    mistakes: Ways = (
        *own,
        *calculated("wrong_operation", f"{a}+{b}", shows=shown),
        *calculated("multiplication_slip", f"{a}*({b}-1)", f"{a}*({b}+1)", shows=shown),
    )
    unwritten = kept_in_mind(steps)
    worked, fact = tuple(each for each in steps if each not in unwritten), Fact("*", (a, b, shown))
    return View(
        name, "*", question.format(a, b), shown, answer=(shown,), steps=steps, worked=worked, fact=fact,
        conditions=(*where, *(["{t}<100"] if "{t}" in a else [])), mistakes=mistakes, form="product",
        unwritten=unwritten,
    )  # fmt: skip


def _partial(name: str, a: str, b: str, split: str) -> View:
    """One factor by the places of the other, then these products added up."""
    count, other = _LETTERS[split][1], a if split == b else b
    products = {f"part_{place}": f"{{{split}_{place}_whole}}*{{{other}}}" for place in reversed(range(count))}
    others = {str(place): f"part_{place}" for place in reversed(range(count - 1))}
    steps = products | one_by_one(f"{{part_{count - 1}}}", "+", others, "sum")
    shown = f"{{{a}}}*{{{b}}}"
    lost = f"{{{split}_{count - 1}}}*{{{other}}}+({{{split}}}-{{{split}_{count - 1}_whole}})*{{{other}}}"
    own = calculated("place_value_lost", lost, shows=shown)
    own += calculated("part_left_out", f"{{{split}_{count - 1}_whole}}*{{{other}}}", shows=shown)
    asked = "Multiply {} by {} by partial products."
    return _view(name, asked, f"{{{a}}}", f"{{{b}}}", steps, no_zeros(split, count), own)


def _in_columns(name: str, a: str) -> View:
    steps = in_columns([f"{{{a}_{place}}}*{{u}}" for place in range(_LETTERS[a][1])], "product")
    first = f"{{{a}_0}}*{{u}}"
    own = calculated("carry_added_first", f"({{{a}}}//10+{first}//10)*{{u}}*10+{first}%10", shows=f"{{{a}}}*{{u}}")
    return _view(name, "{}*{}=?", f"{{{a}}}", "{u}", steps, (), own)


def _skip_counting(times: int) -> View:
    steps = {"skip_2": "{t}+{t}"} | {f"skip_{each}": f"{{skip_{each - 1}}}+{{t}}" for each in range(3, times + 1)}
    own = calculated("one_skip_left_out", f"{{t}}*{times - 1}", shows=f"{{t}}*{times}")
    return _view(f"skip_counting_{times}", "Multiply {} by {} by skip counting.", "{t}", str(times), steps, (), own)


KIND = ProblemKind(
    name="long_multiplication",
    title="written multiplication, in columns, by partial products or skip counting",
    topic="written methods",
    ranges={name: RANGES[name] for name in ("one_digit", "two_digits", "three_digits")},
    parameters={letter: range_name for letter, (range_name, _) in _LETTERS.items()},
    given={
        name: each for at in "tvh" for name, each in (digits(at, _LETTERS[at][1]) | places(at, _LETTERS[at][1])).items()
    },
    views=(
        _in_columns("columns_by_one_digit", "t"),
        _in_columns("three_columns_by_one_digit", "h"),
        _partial("partial_products_by_one_digit", "t", "u", "t"),
        _partial("partial_products", "t", "v", "v"),
        *map(_skip_counting, (3, 4, 5)),
    ),
)
