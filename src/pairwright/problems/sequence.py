"""Sequences with one difference, or with differences that grow evenly: the next term, a later one, a sum.

Mistakes: n for n-1 steps to the n-th term, and the n-th term taken for proportional to n (Stacey 1989); one term too
far; the difference the wrong way round; the last difference repeated where differences grow.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View

_FOUR, _FIVE = "{a}, {t2}, {t3}, {t4}", "{a}, {u2}, {u3}, {u4}, {u5}"
_NEXT, _GROWN = "{t4}+({t2}-{a})", "{u5}+(({u5}-{u4})+(({u5}-{u4})-({u4}-{u3})))"
_NTH, _SUM = "{a}+({n}-1)*{d}", "{n}*({a}+{l})/2"
_NEXT_STEPS = {"difference": "{t2}-{a}", "again": "{t4}-{t3}", "next": "{t4}+{difference}"}
_GROWING = {"before": "{u4}-{u3}", "last": "{u5}-{u4}", "growth": "{last}-{before}"} | {
    "difference": "{last}+{growth}",
    "next": "{u5}+{difference}",
}
_NTH_STEPS = {"difference": "{t2}-{a}", "steps": "{n}-1", "product": "{steps}*{difference}", "term": "{a}+{product}"}
_SUM_STEPS = _NTH_STEPS | {"ends": "{a}+{term}", "twice": "{n}*{ends}", "sum": "{twice}/2"}
_NEXT_WRONG = (
    *calculated("one_term_too_far", "{t4}+2*({t2}-{a})"),
    *calculated("difference_turned", "{t4}-({t2}-{a})"),
)
_NTH_WRONG = calculated("one_step_too_many", "{a}+{n}*{d}") + calculated("taken_for_proportional", "{n}*{a}")
_GROWING_WRONG = (
    *calculated("last_difference_repeated", "{u5}+({u5}-{u4})"),
    *calculated("growth_doubled", "{u5}+({u5}-{u4})+2*{e}"),
)
_SUM_WRONG = (
    *calculated("one_step_too_many", "{n}*({a}+{l}+{d})/2"),
    *calculated("half_left_out", "{n}*({a}+{l})"),
)


def _view(name: str, question: str, shown: str, steps: dict[str, str], mistakes: Ways) -> View:
    return View(
        name,
        "seq",
        question,
        shown,
        answer=(shown,),
        steps=steps,
        worked=tuple(step for step in steps if step != "again"),
        fact=Fact("sequence", ("{a}", "{d}", "{e}" if steps is _GROWING else "0")),
        mistakes=mistakes,
        form=name.removesuffix("_in_short"),
    )


KIND = ProblemKind(
    name="sequence",
    title="sequences: the next term, a later one, the sum of the first",
    topic="algebra",
    ranges={"first": (-30, 60), "difference": (-15, 15), "growth": (1, 6), "terms": (6, 20)},
    parameters={"a": "first", "d": "difference", "e": "growth", "n": "terms"},
    given={"t2": "{a}+{d}", "t3": "{a}+2*{d}", "t4": "{a}+3*{d}", "l": "{a}+({n}-1)*{d}"}
    | {f"u{k}": f"{{a}}+{k - 1}*{{d}}+{(k - 1) * (k - 2) // 2}*{{e}}" for k in range(2, 6)},
    conditions=("{d}!=0", "{a}!=0"),
    views=(
        _view("next_term", f"What is the next number in the sequence {_FOUR}?", _NEXT, _NEXT_STEPS, _NEXT_WRONG),
        _view("next_term_in_short", f"What comes next: {_FOUR}?", _NEXT, _NEXT_STEPS, _NEXT_WRONG),
        _view("next_growing", f"What is the next number in the sequence {_FIVE}?", _GROWN, _GROWING, _GROWING_WRONG),
        _view("nth_term", f"What is term number {{n}} of the sequence {_FOUR}, ...?", _NTH, _NTH_STEPS, _NTH_WRONG),
        _view(
            "sum_of_terms", f"What is the sum of the first {{n}} terms of {_FOUR}, ...?", _SUM, _SUM_STEPS, _SUM_WRONG
        ),
    ),
)
