"""Numbers compared: which sign belongs between two of them, and several in order."""

from __future__ import annotations

from functools import reduce

from pairwright.verify.rulings.forms import LIST, Ruling, told
from pairwright.verify.trees import Operation, Question, Tree

_SIGNS = r"(?:<, =,? or >|>, =,? or <|<, >,? or =|>, <,? or =)"

_UP = "(?:in (?:ascending|increasing) order|from (?:smallest|least|lowest) to (?:largest|greatest|biggest|highest))"
_DOWN = "(?:in (?:descending|decreasing) order|from (?:largest|greatest|biggest|highest) to (?:smallest|least|lowest))"
_SORT = r"(?:sort|put|order|arrange|write)(?: the numbers)? "


def _sorted(numbers: list[Tree], order: str) -> Question:
    return told(
        "sorted", reduce(lambda left, right: Operation("sorted", left, right), numbers[:-1]), numbers[-1], order
    )


RULINGS = (
    Ruling((f"{_SORT}{LIST} {_UP}",), lambda numbers, _: _sorted(numbers, "ascending")),
    Ruling((f"{_SORT}{LIST} {_DOWN}",), lambda numbers, _: _sorted(numbers, "descending")),
    Ruling(
        (
            rf"compare {{n}} and {{n}} (?:with|using) {_SIGNS}",
            rf"compare {{n}} (?:and|with) {{n}}: {_SIGNS}",
            rf"which sign (?:belongs|goes|stands|comes) between {{n}} and {{n}}[:,]? {_SIGNS}",
        ),
        lambda numbers, _: told("compare", numbers[0], numbers[1], "order"),
    ),
)
