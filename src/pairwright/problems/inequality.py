"""Linear inequalities with one unknown, answered by an inequality: 3*x+5<20 is x<5.

With = for the sign it is the equation that it shares its fact with.
Mistakes: the sign not turned where a negative number divides, the most frequent one (Tsamir & Bazzini 2004; Blanco &
Garrote 2007), or turned where none does; the edge taken in or left out; a term moved over with its sign kept, the
coefficient taken away in place of divided by, as in equations (Sleeman 1984).
"""

from __future__ import annotations

from collections.abc import Mapping

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import HALF_LINE, SIGNED_TERM, SIGNS_OF_ORDER, Choice

_Named = Mapping[str, str]
# The sign of the answer, its place among the four: the question's, turned where the slope is negative.
_SIGN = "({o}+2*(%s<0))%%4"


def _view(name: str, question: str, slope: str, shown: str, fact: Fact, steps: _Named, wrong: _Named) -> View:
    sign = _SIGN % f"({slope})"
    mistakes = calculated("edge_taken_in_or_out", (f"({sign})+1-2*(({sign})%2)", "{x}"), shows=shown)
    if slope != "1":
        # More than three stands for no sign: where the slope is positive nothing is to be turned, and the other way.
        mistakes += calculated("sign_not_turned", (f"{{o}}+4*({slope}>0)", "{x}"), shows=shown)
        mistakes += calculated("turned_without_need", (f"({{o}}+2)%4+4*({slope}<0)", "{x}"), shows=shown)
    for each, edge in wrong.items():
        mistakes += calculated(each, (sign, edge), shows=shown)
    # Where the slope is worked out the sign is turned by what was found.
    solved = _SIGN % "{slope}" if "slope" in steps else sign
    return View(
        name, "<", question, shown, "", (sign, "{x}"), HALF_LINE, "{x}", steps, tuple(steps), fact, mistakes=mistakes,
        form=name.removesuffix("_in_words"), solution=steps, solved=(solved, f"{{{list(steps)[-1]}}}"),
    )  # fmt: skip


_STEPS = {"product": "{c}-{b}", "solution": "{product}/{a}"}
_BOTH = {"constant": "{d}-{b}", "slope": "{a}-{e}", "solution": "{constant}/{slope}"}
_TWO = "({c}-{b})/{a}", Fact("*+", ("{a}", "{x}", "{b}", "{c}")), _STEPS
_WRONG = {"sign_kept_in_moving": "({c}+{b})/{a}", "coefficient_subtracted": "{c}-{b}-{a}"}

KIND = ProblemKind(
    name="inequality",
    title="linear inequalities",
    topic="algebra",
    ranges={"coefficient": (-12, 12), "term": (-30, 30), "edge": (-12, 12), "sign": (0, 3)},
    parameters={"a": "coefficient", "e": "coefficient", "b": "term", "x": "edge", "o": "sign"},
    given={"s": "{o}", "p": "{a}*{x}", "c": "{p}+{b}", "t": "{x}+{b}", "d": "{a}*{x}+{b}-{e}*{x}"}
    | {f"{each}_": f"{{{each}}}" for each in "bd"},
    types={"s": Choice(SIGNS_OF_ORDER), "b_": SIGNED_TERM, "d_": SIGNED_TERM},
    conditions=("{o}<4", "abs({a})>1", "abs({e})>1", "{b}!=0", "{a}!={e}", "{d}!=0", "{p}!=0", "{x}!=0"),
    views=(
        _view(
            "sum_inequality", "Solve x{b_}{s}{t} for x.", "1", "{t}-{b}", Fact("+", ("{x}", "{b}", "{t}")),
            {"edge": "{t}-{b}"}, {"sign_kept_in_moving": "{t}+{b}"},
        ),
        _view(
            "product_inequality", "Solve {a}*x{s}{p} for x.", "{a}", "{p}/{a}", Fact("*", ("{a}", "{x}", "{p}")),
            {"edge": "{p}/{a}"}, {"coefficient_subtracted": "{p}-{a}"},
        ),
        _view("two_step_inequality", "Solve {a}*x{b_}{s}{c} for x.", "{a}", *_TWO, _WRONG),
        _view("two_step_inequality_in_words", "For which x is {a}*x{b_}{s}{c}?", "{a}", *_TWO, _WRONG),
        _view(
            "inequality_on_both_sides", "Solve {a}*x{b_}{s}{e}*x{d_} for x.", "({a}-{e})", "({d}-{b})/({a}-{e})",
            Fact("**++", ("{a}", "{b}", "{e}", "{d}", "{x}")), _BOTH, {"sign_kept_in_moving": "({d}+{b})/({a}-{e})"},
        ),
    ),
)  # fmt: skip
