"""Sums and differences of three to six terms, the value or any of the terms missing: 3+5-2=?, x+5-2=6,x=?

Mistakes: a minus taken to hold for all that follows, 50-10+10 -> 30 (the detached minus, Linchevski & Livneh 1999,
entry 34 of 'Math misconceptions'); a term left out; the operation seen in place of the one that undoes it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems._digits import one_by_one
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_TERMS = "abcdef"
# A term as it is, with its sign, and with the other one.
_PLAIN, _SIGNED, _UNDONE = "{%s}", "{%s_}", "{minus_%s}"


def _all(terms: str, wording: str, between: str = "") -> str:
    return between.join(wording % term for term in terms)


def _view(terms: str, missing: str) -> View:
    """The view that asks for a term, or where none is missing for the value."""
    others, result = terms.replace(missing, "") if missing else terms, f"{{r{len(terms)}}}"
    value, written = _all(terms, _PLAIN, "+"), "{a}" + _all(terms[1:], _SIGNED)
    adding = one_by_one("{a}", "+", {term: term for term in terms[1:]}, "with")
    undoing = one_by_one(result, "-", {term: term for term in others}, "without") if missing else {}
    shown = written.replace(_SIGNED % missing, "+x").replace(_PLAIN % missing, "x") if missing else written
    calculation = result + _all(others, _UNDONE) if missing else written
    if missing:
        mistakes = (
            *calculated("wrong_inverse", f"{result}+{_all(others, _PLAIN, '+')}", shows=result + _all(others, _SIGNED)),
            *calculated("term_left_out", f"{result}-({_all(others[:-1], _PLAIN, '+')})", shows=calculation),
        )
    else:
        left_out = (_all(terms[:-1], _PLAIN, "+"), _all(terms[0] + terms[2:], _PLAIN, "+"))
        detached = calculated("detached_minus", f"{{a}}+{{b}}-({_all(terms[2:], _PLAIN, '+')})", shows=written)
        mistakes = (*detached, *calculated("term_left_out", *left_out, shows=written))
    return View(
        f"missing_term_{terms.index(missing) + 1}_of_{len(terms)}" if missing else f"sum_of_{len(terms)}",
        "+-",
        f"{shown}={result},x=?" if missing else f"{written}=?",
        calculation,
        calculation.replace("}{", "}+{"),
        answer=(_PLAIN % missing if missing else value,),
        # Undone term by term; then, as a check, all of it added up again.
        steps=undoing | adding,
        worked=tuple(undoing or adding),
        fact=Fact("+" * (len(terms) - 1), (*(_PLAIN % term for term in terms), value)),
        form="missing_term" if missing else "",
        mistakes=mistakes,
    )


_LENGTHS = [_TERMS[:count] for count in range(3, len(_TERMS) + 1)]
KIND = ProblemKind(
    name="chain",
    title="sums and differences of three to six terms",
    topic="arithmetic",
    ranges={"first": (1, 100), "term": (-120, 120)},
    parameters={"a": "first"} | dict.fromkeys(_TERMS[1:], "term"),
    given={f"{each}_": _PLAIN % each for each in _TERMS}
    | {f"minus_{each}": f"-{{{each}}}" for each in _TERMS}
    | {f"r{len(terms)}": _all(terms, _PLAIN, "+") for terms in _LENGTHS},
    types=dict.fromkeys([f"{each}_" for each in _TERMS] + [f"minus_{each}" for each in _TERMS], SIGNED_TERM),
    conditions=tuple(f"{{{each}}}!=0" for each in _TERMS[1:]),
    views=(
        *(_view(terms, "") for terms in _LENGTHS),
        *(_view(terms, missing) for terms in _LENGTHS for missing in terms),
    ),
)
