"""Sums and differences of three to six terms, the value or any of the terms missing: 3+5-2=?, x+5-2=6,x=?

Mistakes: a minus taken to hold for all that follows, 50-10+10 -> 30 (the detached minus, Linchevski & Livneh 1999,
entry 34 of 'Math misconceptions'); a term left out; the operation seen in place of the one that undoes it.
"""

from __future__ import annotations

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.types import SIGNED_TERM

_TERMS = "abcdef"


def _sum(terms: str) -> str:
    """The first term as it is, the others with their signs."""
    return f"{{{terms[0]}}}" + "".join(f"{{{each}_}}" for each in terms[1:])


def _plus(terms: str) -> str:
    return "+".join(f"{{{each}}}" for each in terms)


def _worked_out(terms: str) -> str:
    return terms.replace("}{", "}+{")


def _steps(terms: str) -> dict[str, str]:
    """From left to right, one term at a time."""
    first, rest = terms[0], terms[1:]
    steps = {}
    so_far = f"{{{first}}}"
    for number, term in enumerate(rest, 1):
        steps[f"step{number}"] = f"{so_far}+{{{term}}}"
        so_far = f"{{step{number}}}"
    return steps


def _steps_of_undoing(terms: str, missing: str) -> dict[str, str]:
    """From the result one term after the other is taken away; then, as a check, all of it added up again."""
    steps: dict[str, str] = {}
    so_far = f"{{r{len(terms)}}}"
    for term in terms.replace(missing, ""):
        steps[f"without_{term}"] = f"{so_far}-{{{term}}}"
        so_far = f"{{without_{term}}}"
    return steps | _steps(terms)


def _value_missing(terms: str) -> View:
    detached = f"{{{terms[0]}}}+{{{terms[1]}}}-({_plus(terms[2:])})"
    return View(
        f"sum_of_{len(terms)}",
        "+-",
        f"{_sum(terms)}=?",
        _sum(terms),
        _worked_out(_sum(terms)),
        answer=(_plus(terms),),
        steps=_steps(terms),
        fact=Fact("+" * (len(terms) - 1), (*(f"{{{each}}}" for each in terms), _plus(terms))),
        mistakes=(
            *calculated("detached_minus", detached, shows=_sum(terms)),
            *calculated("term_left_out", _plus(terms[:-1]), _plus(terms[0] + terms[2:]), shows=_sum(terms)),
        ),
    )


def _term_missing(terms: str, place: int) -> View:
    missing, others = terms[place], terms[:place] + terms[place + 1 :]
    shown = _sum(terms).replace(f"{{{missing}_}}", "+x").replace(f"{{{missing}}}", "x")
    value = _plus(terms)
    undone = "".join(f"{{minus_{each}}}" for each in others)
    return View(
        f"missing_term_{place + 1}_of_{len(terms)}",
        "+-",
        f"{shown}={{r{len(terms)}}},x=?",
        f"{{r{len(terms)}}}{undone}",
        _worked_out(f"{{r{len(terms)}}}{undone}"),
        answer=(f"{{{missing}}}",),
        steps=_steps_of_undoing(terms, missing),
        fact=Fact("+" * (len(terms) - 1), (*(f"{{{each}}}" for each in terms), value)),
        form="missing_term",
        mistakes=(
            *calculated(
                "wrong_inverse", f"{{r{len(terms)}}}+{_plus(others)}", shows=f"{{r{len(terms)}}}{_sum_of(others)}"
            ),
            *calculated(
                "term_left_out", f"{{r{len(terms)}}}-({_plus(others[:-1])})", shows=f"{{r{len(terms)}}}{undone}"
            ),
        ),
    )


def _sum_of(terms: str) -> str:
    return "".join(f"{{{each}_}}" for each in terms)


_LENGTHS = [_TERMS[:count] for count in range(3, len(_TERMS) + 1)]
KIND = ProblemKind(
    name="chain",
    title="sums and differences of three to six terms",
    ranges={"first": (1, 100), "term": (-120, 120)},
    parameters={"a": "first"} | dict.fromkeys(_TERMS[1:], "term"),
    given={f"{each}_": f"{{{each}}}" for each in _TERMS}
    | {f"minus_{each}": f"-{{{each}}}" for each in _TERMS}
    | {f"r{len(terms)}": _plus(terms) for terms in _LENGTHS},
    types=dict.fromkeys([f"{each}_" for each in _TERMS] + [f"minus_{each}" for each in _TERMS], SIGNED_TERM),
    conditions=tuple(f"{{{each}}}!=0" for each in _TERMS[1:]),
    views=(
        *(_value_missing(terms) for terms in _LENGTHS),
        *(_term_missing(terms, place) for terms in _LENGTHS for place in range(len(terms))),
    ),
)
