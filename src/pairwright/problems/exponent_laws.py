"""Powers of one letter multiplied, divided and raised: x^3*x^4 is x^7, (x^3)^4 is x^12 (simplify_power).

What is asked states the exponents and what they come to; x^7/x^3 is one fact with x^3*x^4.
Mistakes: the law of the operation beside it, exponents multiplied for added, added for multiplied (entry 4 of 'Math
misconceptions'), divided for subtracted; the number before the letter not raised, or times the exponent, or added.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.expressions import SingleTerm

# The verifier reads no larger exponent.
_TERM = SingleTerm(64)


def _view(name: str, asked: str, exponent: str, fact: Fact, **wrong: str) -> tuple[View, ...]:
    """Without numbers before the letter, in both wordings."""
    mistakes: Ways = tuple(way for each, n in wrong.items() for way in calculated(each, ("1", n), shows=exponent))
    result = {"{m}+{n}": "{s}", "{s}-{m}": "{n}", "{m}*{k}": "{p}"}[exponent]
    answer, steps = ("1", exponent), {"exponent": exponent}
    return tuple(
        View(f"{name}{end}", "x^", question.format(asked), exponent, "", answer, _TERM, result, steps, None, fact,
             mistakes=mistakes, form=name, solution={"value": answer}, lines={"value": asked})
        for end, question in (("", "Simplify {}."), ("_as_one", "Write {} as a single power."))
    )  # fmt: skip


def _with_numbers(name: str, asked: str, answer: tuple[str, str], fact: Fact, **wrong: tuple[str, str]) -> View:
    coefficient, exponent = answer
    mistakes: Ways = tuple(way for each, other in wrong.items() for way in calculated(each, other, shows=exponent))
    steps, result = {"coefficient": coefficient, "exponent": exponent}, "{s}" if "+" in exponent else "{p}"
    raised = {"number": "{a}^{k}", "value": "{number}*(x^{m})^{k}"} if "**" in coefficient else {}
    return View(
        name, "x^", asked, exponent, "", answer, _TERM, result, steps, fact=fact, mistakes=mistakes,
        solution={"number": coefficient, "value": ("{number}", exponent)},
        lines=raised or {"value": "{number}*x^{m}*x^{n}"},
        stated=(Fact("powers*", (coefficient, "{m}", "{k}", "{p}")),) if raised else (),
    )  # fmt: skip


_SUM, _RAISED = Fact("powers+", ("{m}", "{n}", "{s}")), Fact("powers*", ("{m}", "{k}", "{p}"))
KIND = ProblemKind(
    name="exponent_laws",
    title="powers of a letter multiplied, divided and raised",
    topic="algebra",
    ranges={"exponent": (2, 12), "power": (2, 4), "coefficient": (2, 9)},
    parameters={"m": "exponent", "n": "exponent", "k": "power", "a": "coefficient", "b": "coefficient"},
    given={"s": "{m}+{n}", "p": "{m}*{k}"},
    conditions=("{p}<65", "{n}!={m}"),
    views=(
        *_view("product_of_powers", "x^{m}*x^{n}", "{m}+{n}", _SUM, exponents_multiplied="{m}*{n}"),
        *_view(
            "quotient_of_powers", "x^{s}/x^{m}", "{s}-{m}", _SUM, exponents_divided="{s}/{m}", exponents_added="{s}+{m}"
        ),
        *_view(
            "power_of_power", "(x^{m})^{k}", "{m}*{k}", _RAISED, exponents_added="{m}+{k}", exponent_raised="{m}**{k}"
        ),
        _with_numbers(
            "product_of_terms",
            "Simplify {a}*x^{m}*{b}*x^{n}.",
            ("{a}*{b}", "{m}+{n}"),
            Fact("powers+", ("{a}", "{b}", "{m}", "{n}", "{s}")),
            exponents_multiplied=("{a}*{b}", "{m}*{n}"),
            coefficients_added=("{a}+{b}", "{m}+{n}"),
        ),
        _with_numbers(
            "power_of_term",
            "Simplify ({a}*x^{m})^{k}.",
            ("{a}**{k}", "{m}*{k}"),
            Fact("powers*", ("{a}", "{m}", "{k}", "{p}")),
            coefficient_not_raised=("{a}", "{m}*{k}"),
            base_times_exponent=("{a}*{k}", "{m}*{k}"),
            exponents_added=("{a}**{k}", "{m}+{k}"),
        ),
    ),
)
