"""A number raised to a power, where its sign is its own: of -5 the square is 25, though -5^2 is -25."""

from __future__ import annotations

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import Named, Ruling, told


def _raised(numbers: list[Tree], named: Named) -> Question | None:
    base, exponent = numbers
    if not isinstance(exponent, Numeral) or exponent.decimal or exponent.groups > 1:
        return None
    power = Operation("^", base, exponent)
    return Question(Operation("/", Constant(1), power) if named.get("down") else power, Unknown("?"))


def _factorial_twice(numbers: list[Tree], _: Named) -> Question:
    """A factorial in signs and in words, which must be of the same number."""
    one, other = (Operation("!", Zero(), each) for each in numbers)
    return told("agreeing", one, other)


RULINGS = (
    Ruling(
        (
            r"(?:what is|evaluate|compute|calculate|find|give|determine|state)(?: the value of)? {n} ?!(?:,? (?:that is|i\.e\.|in other words|meaning|or),?|,)? \(?(?:that is,? |i\.e\.,? )?{n} factorial\)?",
        ),
        _factorial_twice,
    ),
    Ruling(
        (
            r"your task is to compute an exponentiation of a number\. (?:compute|calculate|evaluate) {n} ?(?:\^|\*\*) ?(?P<down>-?){n}",
        ),
        _raised,
    ),
)
