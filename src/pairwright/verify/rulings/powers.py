"""A number raised to a power, where its sign is its own: of -5 the square is 25, though -5^2 is -25."""

from __future__ import annotations

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling


def _raised(numbers: list[Tree], named: Named) -> Question | None:
    base, exponent = numbers
    if not isinstance(exponent, Numeral) or exponent.decimal or exponent.groups > 1:
        return None
    power = Operation("^", base, exponent)
    return Question(Operation("/", Constant(1), power) if named.get("down") else power, Unknown("?"))


RULINGS = (
    Ruling(
        (
            r"your task is to compute an exponentiation of a number\. (?:compute|calculate|evaluate) {n} ?(?:\^|\*\*) ?(?P<down>-?){n}",
        ),
        _raised,
    ),
)
