"""Fractions, decimals and percent in each other's form: 3/4 = 0.75 = 75%.

Their fact is the number, in whatever form.
Mistakes: the two terms with a point between them, 1/4 = 1.4; the hundredth left out, 0.5% = 0.5, or a tenth taken for
it (KINDS 33); the digits behind the point put over ten, 0.75 = 75/10.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import RATIO, WHOLE, Decimal, ValueType

_PLACES = Decimal(3)
_MISTAKES: dict[str, tuple[tuple[str, str], ...]] = {
    "fraction_to_decimal": (("point_between_terms", "{a}+{b}/10"), ("turned_over", "{b}/{a}")),
    "decimal_to_fraction": (("over_ten", "{p}/10"), ("over_digits", "1/{p}")),
    "fraction_to_percent": (("terms_joined", "{a}*10+{b}"), ("top_for_percent", "{a}")),
    "decimal_to_percent": (("tenth_for_hundredth", "{p}/10"), ("thousandth_for_hundredth", "{p}*10")),
    "percent_to_decimal": (("hundredth_left_out", "{p}"), ("tenth_for_hundredth", "{p}/10")),
    "percent_to_fraction": (("over_ten", "{p}/10"), ("over_digits", "1/{p}")),
}
# So many hundredths are whole, which no bound of a fraction tells.
_REDUCED = {
    "common": "gcd({hundredths}, 100)",
    "above": "{hundredths}/{common}",
    "value": "{above}/(100/{common})",
}
_SOLUTIONS = {
    "fraction_to_decimal": {"times": "1000/{b}", "thousandths": "{a}*{times}", "value": "{thousandths}/1000"},
    "decimal_to_fraction": {"whole": "{p}//1", "hundredths": "{whole}"} | _REDUCED,
    "percent_to_fraction": {"hundredths": "{p}//1"} | _REDUCED,
}


def _view(name: str, question: str, calculation: str, answer: str, type_: ValueType) -> View:
    mistakes: Ways = tuple(way for kind, claim in _MISTAKES[name] for way in calculated(kind, claim, shows=calculation))
    return View(
        name,
        "=",
        question,
        calculation,
        answer=(answer,),
        type=type_,
        steps={"scaled": "100*{a}", "value": "{scaled}/{b}"} if "*{a}" in calculation else {"value": calculation},
        mistakes=mistakes,
        form=f"as_{name.rpartition('_')[2]}",
        solution=_SOLUTIONS.get(name, {}),
        lines={"hundredths": "100*{d}"} if name == "decimal_to_fraction" else {},
        stated=(Fact("*", ("100", "{d}", "{p}")),) if name == "decimal_to_fraction" else (),
        unwritten={"decimal_to_fraction": ("whole",), "percent_to_fraction": ("hundredths",)}.get(name, ()),
    )


KIND = ProblemKind(
    name="convert_number",
    title="fractions, decimals and percent in each other's form",
    topic="fractions and decimals",
    ranges={"numerator": (1, 60), "factor": (0, 5)},
    # The denominator is a power of two times one of five, 100 times it over that power of ten.
    parameters={"a": "numerator", "s": "factor", "t": "factor"},
    given={"b": "2**{s}*5**{t}", "f": "{a}/{b}", "d": "{a}/{b}", "p": "100*{f}"},
    types={"f": RATIO, "d": _PLACES},
    conditions=("{b}>1", "gcd({a},{b})==1", "{b}<=200"),
    fact=Fact("same", ("{f}",)),
    views=(
        _view("fraction_to_decimal", "Write {f} as a decimal.", "{a}/{b}", "{f}", _PLACES),
        _view("decimal_to_fraction", "Write {d} as a fraction in lowest terms.", "{p}/100", "{f}", RATIO),
        _view("fraction_to_percent", "What percent is {f}?", "100*{a}/{b}", "{p}", WHOLE),
        _view("decimal_to_percent", "What percent is {d}?", "100*{d}", "{p}", WHOLE),
        _view("percent_to_decimal", "Write {p}% as a decimal.", "{p}/100", "{f}", _PLACES),
        _view("percent_to_fraction", "Write {p}% as a fraction in lowest terms.", "{p}/100", "{f}", RATIO),
    ),
)
