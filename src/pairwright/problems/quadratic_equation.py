"""Quadratic equations with whole roots, one of which is asked for: the larger root of x^2-5*x+6=0 (polynomial_roots).

Mistakes: the signs of the roots, from (x-2)(x-3) to -2 and -3; the other root; b and c given for roots (KINDS 41: found
in a tutor's list); half of it forgotten, -b over 2 taken for the root.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_MONIC_CHECK = {"square": "{r}*{r}", "second": "{b}*{r}", "two": "{square}+{second}", "all": "{two}+{c}"}
_LED_CHECK = {"square": "{r}*{r}", "first": "{a}*{square}", "second": "{b}*{r}"} | {
    "two": "{first}+{second}",
    "all": "{two}+{c}",
}


def _view(name: str, which: str, equation: str, b: str, c: str, t: str) -> View:
    """A view of a*x^2+b*x+c=0, or of x^2+b*x+c=0, where t is the root of the discriminant."""
    asked, other, sign = ("{v}", "{u}", "+") if which == "larger" else ("{u}", "{v}", "-")
    led = equation.startswith("{a}")
    ac, twice, check = ("{a}*" + c, "2*{a}", _LED_CHECK) if led else (c, "2", _MONIC_CHECK)
    steps = {"bb": f"{b}*{b}", **({"ac": ac} if led else {}), "four": "4*{ac}" if led else f"4*{c}"} | {
        "under": "{bb}-{four}",
        "root": f"{t}*{t}",
        "both": f"-{b}{sign}{t}",
        **({"twice": twice} if led else {}),
        "solution": "{both}/{twice}" if led else "{both}/2",
    }
    put_in = {"{r}": asked, "{b}": b, "{c}": c}
    for slot, number in put_in.items():
        check = {step: each.replace(slot, number) for step, each in check.items()}
    shown = f"(-{b}{sign}{t})/({twice})" if led else f"(-{b}{sign}{t})/2"
    return View(
        name,
        "x^2",
        f"What is the {which} root of {equation}=0?",
        shown,
        answer=(asked,),
        steps=steps | check,
        worked=tuple(steps),
        fact=Fact("square", ("{a}" if led else "1", b, c)),
        mistakes=(
            *calculated("signs_of_roots", f"-{other}", shows=shown),
            *calculated("other_root", other, shows=shown),
            *calculated("not_halved", f"(-{b}{sign}{t})/{{a}}" if led else f"-{b}{sign}{t}"),
        ),
        form=f"{which}_root",
    )


_MONIC, _LED = ("x^2{n_}*x{p_}", "{n}", "{p}", "{w}"), ("{a}*x^2{b_}*x{c_}", "{b}", "{c}", "{t}")

KIND = ProblemKind(
    name="quadratic_equation",
    title="quadratic equations with whole roots",
    topic="algebra",
    ranges={"leading": (2, 5), "root": (-12, 12)},
    parameters={"a": "leading", "u": "root", "v": "root"},
    given={"n": "-({u}+{v})", "p": "{u}*{v}", "b": "{a}*{n}", "c": "{a}*{p}", "w": "{v}-{u}", "t": "{a}*{w}"}
    | {f"{each}_": f"{{{each}}}" for each in "npbc"},
    types={f"{each}_": SIGNED_TERM for each in "npbc"},
    conditions=("{u}<{v}", "{p}!=0", "abs({u}+{v})>1"),
    views=(
        _view("larger_root", "larger", *_MONIC),
        _view("smaller_root", "smaller", *_MONIC),
        _view("larger_root_of_multiple", "larger", *_LED),
        _view("smaller_root_of_multiple", "smaller", *_LED),
    ),
)
