"""Numbers to be put together to another one: "Use 3, 5 and 8, each once, to make 24."."""

from __future__ import annotations

from functools import reduce

from pairwright.verify.answer_types.targets import TARGET
from pairwright.verify.questions.trees import Numeral, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import LIST, Named, Ruling

_MOST = 8
_NUMBERS = rf"(?:all )?(?:of )?(?:the )?(?:numbers? )?{LIST}"
_ONCE = r"(?:each|every)(?: number)?(?: exactly| just| only)? once"
_SIGNS = r"(?:and|with) \+,? ?-,? ?[*×x],? ?(?:and |or )?[/÷]"
_EXPRESSION = r"(?:create|write|find|make|build|form|give) (?:an? )?(?:expression|calculation) (?:that (?:equals|makes|gives|comes to)|equal to|with the value)"


def _asking(numbers: list[Tree], _: Named) -> Question | None:
    target, *given = numbers
    if not 1 < len(given) <= _MOST or not all(isinstance(each, Numeral) and not each.decimal for each in given):
        return None
    chain = reduce(lambda left, right: Operation("sorted", left, right), given)
    return Question(
        Operation("target", chain, target), Unknown("?"), answers=TARGET, states=("target", (*given, target))
    )


_PHRASES = (
    rf"(?:use|combine) {_NUMBERS},?(?: {_ONCE},?)?(?: {_SIGNS},?)? to (?:make|get|reach|form) {{n}}",
    rf"(?:make|get|reach|form) {{n}} (?:from|with|out of|using) {_NUMBERS}(?:,? (?:using |with |and use )?{_ONCE})?",
    rf"using {_NUMBERS}(?:,? {_ONCE})?, {_EXPRESSION} {{n}}(?:[.,]? ?(?:you can only )?use {_ONCE})?",
)
RULINGS = tuple(Ruling((each,), _asking) for each in _PHRASES)
