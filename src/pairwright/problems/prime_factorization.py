"""The primes whose product a number is, as often as they are in it, or each once; numbers of up to six primes.

A number's factors are one fact, whatever is asked of them (see `is_prime` and `divisors`).
Mistakes: a composite number left, 12 = 4*3; each prime once where it is there twice; a prime forgotten (Zazkis &
Campbell 1996).
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import Ways, calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import Factored, SetOf

_PRIMES = tuple(f"{{p{place}}}" for place in range(1, 7))
# What is there already counts as 1, which stands for no factor.
_ONCE = ("{p1}", *(f"1+({{p{n}}}-1)*({{p{n}}}!={{p{n - 1}}})" for n in range(2, 7)))
_COMPOSITE = ("{p1}*{p2}", *_PRIMES[2:], "1")
# As they are multiplied, from left to right.
_STEPS = {f"product_{n}": f"{{product_{n - 1}}}*{{p{n}}}" if n > 2 else "{p1}*{p2}" for n in range(2, 7)}


def _view(name: str, question: str, answer: tuple[str, ...], between: str, mistakes: Ways) -> View:
    return View(
        name,
        "factors",
        question,
        "{e}",
        computes="{n}",
        answer=answer,
        type=SetOf(6, 1200, 1, absent=1, between=between),
        conditions=("{r1}>1", "{r6}==1", "{n}<=1200"),
        result="{n}",
        steps=_STEPS,
        mistakes=mistakes,
        form=f"primes{between}",
    )


def _mistakes(right: tuple[str, ...], other: str, instead: tuple[str, ...]) -> Ways:
    return (
        *calculated("composite_left", tuple(_COMPOSITE), shows="{e}"),
        *calculated(other, instead, shows="{e}"),
        *calculated("prime_forgotten", ("1", *right[1:]), shows="{e}"),
    )


_IN_FULL = _mistakes(_PRIMES, "each_prime_once", _ONCE)
_EACH = _mistakes(_ONCE, "with_repeats", _PRIMES)

KIND = ProblemKind(
    name="prime_factorization",
    title="prime factorizations",
    topic="number theory",
    ranges={"number": (4, 600)},
    parameters={"n": "number"},
    # What is left after each prime, and the next prime in it; 1 where nothing is left.
    given={"e": "{n}", "p1": "least_factor({n})", "r1": "{n}//{p1}"}
    | {
        key: text
        for n in range(2, 7)
        for key, text in ((f"p{n}", f"least_factor({{r{n - 1}}})"), (f"r{n}", f"{{r{n - 1}}}//{{p{n}}}"))
    },
    types={"e": Factored()},
    fact=Fact("factors", ("{n}",)),
    views=(
        _view("prime_factorization", "What is the prime factorization of {n}?", _PRIMES, "*", _IN_FULL),
        _view("factor_into_primes", "Factor {n} into primes.", _PRIMES, "*", _IN_FULL),
        _view("list_prime_factors", "List the prime factors of {n}.", _ONCE, ", ", _EACH),
    ),
)
