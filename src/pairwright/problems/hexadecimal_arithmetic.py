"""Sums and differences of hexadecimal numbers, and numbers shifted by bits: 0x1a+0x1f=?, 0x25<<0x3=?

They state the facts of plain sums, products with a power of 2, and divisions by one with remainder.
Mistakes: the result left in base ten, ten borrowed in place of sixteen, no carry at all (KINDS 37); the digits shifted
in place of the bits, one bit too few, to the other side (school practice, without a published frequency).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.forms import Hexadecimal

# The decimal digits of the sum as if they were hexadecimal ones; both sums of digits without what they carry.
_IN_TEN = "{s}%10+{s}//10%10*16+{s}//100%10*256+{s}//1000*4096"
_NO_CARRY = "({a}%16+{b}%16)%16+({a}//16%16+{b}//16%16)%16*16+({a}//256+{b}//256)*256"


def _views(
    name: str,
    sign: str,
    questions: tuple[str, str],
    shown: str,
    result: str,
    steps: Mapping[str, str],
    fact: Fact,
    wrong: Mapping[str, str],
) -> Iterator[View]:
    mistakes: Ways = tuple(way for each, claim in wrong.items() for way in calculated(each, claim, shows=shown))
    for behind, question in zip(("", "_in_words"), questions, strict=True):
        yield View(
            f"{name}{behind}", sign, question, shown, answer=(shown,), type=Hexadecimal(), result=result, steps=steps,
            fact=fact, mistakes=mistakes, form=name,
        )  # fmt: skip


KIND = ProblemKind(
    name="hexadecimal_arithmetic",
    title="sums, differences and shifts of hexadecimal numbers",
    topic="number theory",
    ranges={"number": (17, 4000), "bits": (1, 4)},
    parameters={"a": "number", "b": "number", "k": "bits"},
    given={"s": "{a}+{b}", "x": "{a}", "y": "{b}", "z": "{s}", "h": "{k}"}
    | {"l": "{a}*2**{k}", "r": "{a}//2**{k}"},
    types=dict.fromkeys("xyzh", Hexadecimal()),
    conditions=("{a}>=16", "{b}>=16", "{a}<4096", "{b}<4096", "{k}>0", "{k}<8"),
    views=(
        *_views(
            "hexadecimal_sum", "+", ("{x}+{y}=?", "In hexadecimal, what is {x}+{y}?"), "{a}+{b}", "{s}",
            {"total": "{a}+{b}"}, Fact("+", ("{a}", "{b}", "{s}")),
            {"carry_forgotten": _NO_CARRY, "left_in_base_ten": _IN_TEN},
        ),
        *_views(
            "hexadecimal_difference", "-", ("{z}-{y}=?", "In hexadecimal, what is {z}-{y}?"), "{s}-{b}",
            "{a}", {"rest": "{s}-{b}"}, Fact("+", ("{a}", "{b}", "{s}")),
            {"borrowed_ten": "{a}-6*({s}%16<{b}%16)", "wrong_operation": "{s}+{b}"},
        ),
        *_views(
            "shift_left", "<<", ("{x}<<{h}=?", "Shift {x} left by {k} bits."), "{a}*2**{k}", "{l}",
            {"power": "2**{k}", "shifted": "{a}*{power}"}, Fact("*", ("{a}", "2**{k}", "{l}")),
            {"digits_shifted": "{a}*16**{k}", "one_bit_less": "{a}*2**({k}-1)", "other_side": "{a}//2**{k}"},
        ),
        *_views(
            "shift_right", ">>", ("{x}>>{h}=?", "Shift {x} right by {k} bits."), "{a}//2**{k}", "{r}",
            {"power": "2**{k}", "shifted": "{a}//{power}"},
            Fact("*+", ("{a}", "2**{k}", "{r}", "{a}%2**{k}")),
            {"digits_shifted": "{a}//16**{k}", "one_bit_less": "{a}//2**({k}-1)", "other_side": "{a}*2**{k}"},
        ),
    ),
)  # fmt: skip
