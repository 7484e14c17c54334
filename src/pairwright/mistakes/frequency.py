"""How often kinds of mistake are made, where the literature says so: what `mistakes: frequent` weighs them by.

A few kinds are frequent, most are rare (Payne & Squibb 1990).  Studies count in ways that differ, so no share is
claimed: 4 is what a study of its problems finds most often, 2 what it names as common, 1 what is only known to be made,
1/4 a slip that comes with any answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# What recipes say for all kinds of mistake that are made in their problems, weighed so.
FREQUENT = "frequent"
_MOST_OFTEN, _COMMON, _MADE, _SLIP = 4.0, 2.0, 1.0, 0.25
_SLIPS = (
    "off_by_one", "off_by_ten", "digit_swap", "wrong_sign", "operand_echo", "numerator_off_by_one", "turned_over",
    "point_moved", "last_place_off_by_one", "quotient_off_by_one", "remainder_off_by_one", "parts_swapped",
    "other_choice", "coefficient_off_by_one", "exponent_off_by_one", "sign_of_term",
)  # fmt: skip
# Nobody makes them for a reason: they are there to be told from reasons.
_NONE_OF_LEARNERS = frozenset(["refusal", "wrong_reason", "wrong_answer_right_reason", "random_number"])
_KNOWN: Mapping[float, Mapping[str, str]] = {
    _MOST_OFTEN: {
        "multiplication_slip": "operand errors, most of all errors in products: Campbell & Graham 1985; of 425,907 "
        "errors most: Straatemeier 2014",
        "no_borrow": "the smaller from the larger digit: Brown & Burton 1978; VanLehn 1990",
        "tops_and_bottoms": "sums of fractions: Siegler & Pyke 2013; Braithwaite, Pyke & Siegler 2017",
        "denominator_kept": "products of fractions done as sums: Siegler & Pyke 2013; Braithwaite & Siegler 2017",
        "equals_as_makes": "Falkner, Levi & Carpenter 1999; McNeil & Alibali 2005",
        "places_as_whole_number": "longer is larger: Resnick et al. 1989",
        "squared_term_by_term": "linearity: Matz 1982",
        "additive_strategy": "Tourniaire & Pulos 1985",
        "sign_not_turned": "Blanco & Garrote 2007",
        "not_sorted": "medians: Zawojewski & Shaughnessy 2000",
    },
    _COMMON: {
        "no_carry": "Brown & Burton 1978",
        "left_to_right": "Blando, Kelly, Schneider & Sleeman 1989",
        "detached_minus": "Linchevski & Livneh 1999",
        "sign_kept_in_moving": "Sleeman 1984; Payne & Squibb 1990",
        "unlike_terms_joined": "Booth 1988",
        "first_and_last_only": "Matz 1982",
        "base_times_exponent": "Math misconceptions 3",
        "right_aligned": "Math misconceptions 16",
        "two_negatives_positive": "Math misconceptions 19",
        "fewer_places_larger": "Resnick et al. 1989",
        "numerators_kept": "Siegler & Pyke 2013",
        "wrong_operation": "Siegler & Pyke 2013, of fractions",
        "step_left_out": "problems of two steps: Quintero 1983",
        "unneeded_number_used": "extraneous information: Muth 1984",
        "odd_is_prime": "Zazkis & Liljedahl 2004",
        "last_digit": "Zazkis & Campbell 1996",
        "multiplying_enlarges": "Lortie-Forgues & Siegler 2017",
    },
}
_WEIGHTS = {name: weight for weight, kinds in _KNOWN.items() for name in kinds} | dict.fromkeys(_SLIPS, _SLIP)


def frequencies(names: Iterable[str]) -> dict[str, float]:
    """The kinds of mistake that learners make among some, each with its weight.

    >>> frequencies(["no_borrow", "wrong_inverse", "off_by_one", "refusal"])
    {'no_borrow': 4.0, 'wrong_inverse': 1.0, 'off_by_one': 0.25}
    """
    return {name: _WEIGHTS.get(name, _MADE) for name in names if name not in _NONE_OF_LEARNERS}
