"""Fractions in another form, and numbers changed by so many percent."""

from __future__ import annotations

from pairwright.verify.rulings.forms import Named, Ruling, told
from pairwright.verify.trees import Constant, Operation, Question, Tree, Unknown

_CHANGES = {"increased": "+", "raised": "+", "decreased": "-", "reduced": "-", "lowered": "-"}


def _lowest_terms(numbers: list[Tree], _: Named) -> Question | None:
    (number,) = numbers
    # The quotient itself is asked for: an answer must be in lowest terms anyway.
    return Question(number, Unknown("?"), answers="ratio") if isinstance(number, Operation) else None


def _changed(numbers: list[Tree], named: Named) -> Question:
    whole, rate = numbers
    part = Operation("*", Operation("/", rate, Constant(100)), whole)
    return told(_CHANGES[named["change"]], whole, part)


def _proportion(numbers: list[Tree], _: Named) -> Question:
    first, second, third = numbers
    return Question(Operation("/", first, second), Operation("/", third, Unknown("?")))


RULINGS = (
    Ruling(
        (
            "(?:write|express|give|reduce|bring) (?:the fraction )?{n} (?:in|to) (?:its )?(?:lowest|simplest) (?:terms|form)",
            "reduce (?:the fraction )?{n}",
        ),
        _lowest_terms,
    ),
    Ruling(("{n} is to {n} as {n} is to (?:what|what number|which number|[?x])",), _proportion),
    Ruling((rf"what is {{n}} (?P<change>{'|'.join(_CHANGES)}) by {{n}} ?(?:%|percent)",), _changed),
)
