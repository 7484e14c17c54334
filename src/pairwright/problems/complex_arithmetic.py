"""Sums, differences, products and quotients of complex numbers with whole parts: (3+4i)*(1-2i)=?

A sum and its differences are one fact of both parts of three numbers, a product and its quotients another.
Mistakes: i squared taken for 1; real and imaginary parts multiplied, divided apart (the first terms only, entry 4 of
'Math misconceptions'; linearity, Matz 1982); a bracket taken away in its first term only (Kieran 1992); a real and an
imaginary part added up, 3+4i as 7i (entry 55); the operation beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.forms import ComplexNumber
from pairwright.values.types import SIGNED_TERM

_FIRST, _SECOND, _SUM, _PRODUCT = "{a}{b_}i", "{c}{d_}i", "{s}{t_}i", "{p}{q_}i"
_PRODUCTS = {"firsts": "{a}*{c}", "lasts": "{b}*{d}", "real": "{firsts}-{lasts}"} | {
    "outer": "{a}*{d}", "inner": "{b}*{c}", "imaginary": "{outer}+{inner}",
}  # fmt: skip
_QUOTIENTS = {"c_squared": "{c}*{c}", "d_squared": "{d}*{d}", "size": "{c_squared}+{d_squared}"} | {
    "firsts": "{p}*{c}", "lasts": "{q}*{d}", "above": "{firsts}+{lasts}", "real": "{above}/{size}",
    "inner": "{q}*{c}", "outer": "{p}*{d}", "beside": "{inner}-{outer}", "imaginary": "{beside}/{size}",
}  # fmt: skip
_ADDED, _MULTIPLIED = (
    Fact(f"complex{sign}", ("{a}", "{b}", "{c}", "{d}", *result))
    for sign, result in (("+", ("{s}", "{t}")), ("*", ("{p}", "{q}")))
)


def _views(
    name: str,
    sign: str,
    numbers: tuple[str, str],
    asked: str,
    answer: tuple[str, str],
    shown: str,
    steps: Mapping[str, str],
    wrong: Mapping[str, tuple[str, str]],
) -> Iterator[View]:
    mistakes: Ways = tuple(way for each, parts in wrong.items() for way in calculated(each, parts, shows=shown))
    fact = _ADDED if sign in "+-" else _MULTIPLIED
    conditions = tuple(f"abs({{{each}}})>1" for each in "tq" if f"{{{each}_}}" in numbers[0])
    for behind, question in (("", f"({numbers[0]}){sign}({numbers[1]})=?"), ("_in_words", asked.format(*numbers))):
        yield View(
            f"{name}{behind}", sign, question, shown, answer=answer, type=ComplexNumber(99_999), result=answer[0],
            steps=steps, fact=fact, conditions=conditions, mistakes=mistakes, form=name,
        )  # fmt: skip


KIND = ProblemKind(
    name="complex_arithmetic",
    title="sums, differences, products and quotients of complex numbers",
    topic="algebra",
    ranges={"part": (-9, 9)},
    parameters=dict.fromkeys("abcd", "part"),
    given={"s": "{a}+{c}", "t": "{b}+{d}", "p": "{a}*{c}-{b}*{d}", "q": "{a}*{d}+{b}*{c}"}
    | {f"{each}_": f"{{{each}}}" for each in "bdtq"},
    types=dict.fromkeys(("b_", "d_", "t_", "q_"), SIGNED_TERM),
    conditions=("abs({b})>1", "abs({d})>1", "{a}!=0", "{c}!=0", "{s}!=0", "{p}!=0"),
    views=(
        *_views(
            "complex_sum", "+", (_FIRST, _SECOND), "Add the complex numbers {} and {}.", ("{s}", "{t}"), "{a}+{c}",
            {"real": "{a}+{c}", "imaginary": "{b}+{d}"},
            {"parts_joined": ("0", "{s}+{t}"), "imaginary_part_of_one": ("{s}", "{b}"),
             "wrong_operation": ("{p}", "{q}")},
        ),
        *_views(
            "complex_difference", "-", (_SUM, _SECOND), "Subtract the complex numbers: ({})-({}).", ("{a}", "{b}"),
            "{s}-{c}", {"real": "{s}-{c}", "imaginary": "{t}-{d}"},
            {"first_term_only": ("{a}", "{t}+{d}"), "wrong_operation": ("{s}+{c}", "{t}+{d}")},
        ),
        *_views(
            "complex_product", "*", (_FIRST, _SECOND), "What is the product of ({}) and ({})?", ("{p}", "{q}"),
            "{a}*{c}-{b}*{d}", _PRODUCTS,
            {"i_squared_is_one": ("{a}*{c}+{b}*{d}", "{q}"), "parts_apart": ("{a}*{c}", "{b}*{d}"),
             "wrong_operation": ("{s}", "{t}")},
        ),
        *_views(
            "complex_quotient", "/", (_PRODUCT, _SECOND), "Divide {} by {}.", ("{a}", "{b}"),
            "({p}*{c}+{q}*{d})/({c}*{c}+{d}*{d})", _QUOTIENTS,
            {"parts_apart": ("{p}/{c}", "{q}/{d}"), "wrong_operation": ("{p}-{c}", "{q}-{d}")},
        ),
    ),
)  # fmt: skip
