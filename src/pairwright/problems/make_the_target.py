"""Three or four numbers to be put together, each once, so that they come to another: 3, 5 and 8 to 9 (countdown, 24).

Any calculation that does it is right; the chosen one is that from which the target was made.
Mistakes (KINDS 45: school practice, without a published frequency): a number used twice and another not at all, a
number left out, the last step with the operation beside it, brackets forgotten.
"""

from __future__ import annotations

import re
from itertools import combinations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import Calculated

_P, _P3, _P4 = "{a}*{b}", "{a}*{b}-{c}", "{a}*{b}-{c}-{d}"
_S, _D, _T, _TWO = "{a}*({b}+{c})", "{a}*({b}-{c})", "{a}*{b}+{c}+{d}", (_P, "{c}*{d}", "{1}+{2}")
# The right calculation; with another last step, a number twice, one left out or brackets forgotten; the steps.
_CALCULATIONS = {
    "product_plus": ("{a}*{b}+{c}", _P3, "{a}*{b}+{b}", _P, (_P, "{1}+{c}")),
    "product_minus": (_P3, "{a}*{b}+{c}", "{a}*{b}-{b}", _P, (_P, "{1}-{c}")),
    "times_sum": (_S, "{a}+{b}+{c}", "{a}*({b}+{b})", "{a}*{b}+{c}", ("{b}+{c}", "{a}*{1}")),
    "times_difference": (_D, "{a}+{b}-{c}", "{a}*({b}-{a})", _P3, ("{b}-{c}", "{a}*{1}")),
    "two_products": ("{a}*{b}+{c}*{d}", "{a}*{b}-{c}*{d}", "{a}*{b}+{c}*{c}", "{a}*{b}+{c}", _TWO),
    "product_and_two": (_T, "{a}*{b}+{c}-{d}", "{a}*{b}+{c}+{c}", "{a}*{b}+{c}", (_P, "{1}+{c}", "{2}+{d}")),
    "product_less_two": (_P4, "{a}*{b}-{c}+{d}", "{a}*{b}-{c}-{c}", _P3, (_P, "{1}-{c}", "{2}-{d}")),
}
# No question twice, a calculation and its mirror or two that come to one number by chance; 2+(b-c) is 2*(b-c) for 4-2.
_APART = {
    "times_sum": ("{b}<{c}",),
    "times_difference": ("{b}-{c}>2", "2*{a}*{b}!={c}*({a}+{b})", "2*{a}*{c}!={b}*({a}+{c})"),
    "two_products": ("{a}<{b}", "{c}<{d}", "{a}<{c}"),
    "product_and_two": ("{a}<{b}", "{c}<{d}", "({a}-1)*({b}-1)!=({c}-1)*({d}-1)"),
    "product_less_two": ("{a}<{b}", "{c}<{d}", "({a}+1)*({b}+1)!=({c}+1)*({d}+1)"),
}


_TYPE = Calculated.of(each for made in _CALCULATIONS.values() for each in made[:4])


_QUESTIONS = {"": "Use {0}, each once, to make {1}.", "_in_other_words": "Make {1} from {0}, using each once."}


def _view(name: str, suffix: str) -> View:
    right, last, twice, short, steps = _CALCULATIONS[name]
    letters = sorted(set(right) & set("abcd"))
    count, target = len(letters), f"{{{name}}}"
    numbers = [f"{{s{count}_{place}}}" for place in range(1, count + 1)]
    named = {"last_step_off": last, "number_used_twice": twice}
    named |= {"brackets_left_out" if "(" in right else "number_left_out": short}
    different = (f"{{{one}}}!={{{other}}}" for one, other in combinations(letters, 2))
    return View(
        name + suffix, "make", _QUESTIONS[suffix].format(f"{', '.join(numbers[:-1])} and {numbers[-1]}", target),
        right, answer=_TYPE.parts_of(right), type=_TYPE, result=target,
        steps={f"_{at}": re.sub(r"\{(\d)\}", r"{_\1}", step) for at, step in enumerate(steps, 1)},
        conditions=(f"{target}>0", *different, *_APART.get(name, ("{a}<{b}",))),
        fact=Fact("target", (*(f"{{{each}}}" for each in letters), target)),
        mistakes=tuple(way for each, of in named.items() for way in calculated(each, _TYPE.parts_of(of), shows=right)),
        form=f"make_of_{count}",
    )  # fmt: skip


KIND = ProblemKind(
    name="make_the_target",
    title="numbers put together to make another",
    topic="arithmetic",
    ranges={"number": (2, 15)},
    parameters=dict.fromkeys("abcd", "number"),
    given={
        f"s{count}_{place}": f"smallest({place},{','.join(f'{{{each}}}' for each in 'abcd'[:count])})"
        for count in (3, 4)
        for place in range(1, count + 1)
    }
    | {name: made[0] for name, made in _CALCULATIONS.items()},
    views=tuple(_view(name, suffix) for name in _CALCULATIONS for suffix in _QUESTIONS),
)
