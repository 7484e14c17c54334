"""Sums told in everyday words, and riddles about a number: "What must be added to 37 to get 100?"."""

from __future__ import annotations

from pairwright.verify.rulings.forms import Named, Ruling, told
from pairwright.verify.trees import Numeral, Operation, Question, Tree, Unknown

_A_NUMBER = r"(?:a|some|a certain|an unknown|the same) number"
_IS = (
    r"(?:the (?:result|answer|sum|product|difference|quotient|total) (?:is|equals|was)|(?:you|we|i) (?:get|obtain|have|end up with)"
    r"|it (?:is|gives|becomes|equals|makes))"
)
_ASKED = r",?(?: the)?[.,]? ?(?:then )?(?:what(?: is|'s| was) (?:the|that|this|my|your)(?: original| unknown)? number|what is it|find (?:the|that|my|this) number|what number (?:is it|did i (?:think of|start with)|am i thinking of))"
_MUST = r"(?:must|should|do|can|would|could|has to|needs to|need to)"
_WHO = r"(?:(?:i|you|we|one) )?(?:need to |have to |be )?"
_FOR = r"(?:to (?:get|make|give|obtain|reach|have|equal)|for a (?:total|sum|result) of)"
# A change of the number, by what says it.
_OPERATIONS = {
    "added to": "+", "add": "+", "increased by": "+", "subtract": "-", "take away": "-", "decreased by": "-",
    "reduced by": "-", "multiplied by": "*", "multiply": "*", "multiply it by": "*", "divided by": "/",
    "divide it by": "/", "divide": "/", "subtracted from": "-", "taken from": "-", "taken away from": "-",
}  # fmt: skip


def _riddle(numbers: list[Tree], named: Named) -> Question:
    """The number that is changed by the first number to become the second."""
    return Question(Operation(_OPERATIONS[named["how"]], Unknown("?"), numbers[0]), numbers[1])


def _done(numbers: list[Tree], named: Named) -> Question:
    operator = {"/": "quotient"}.get(_OPERATIONS[named["how"]], _OPERATIONS[named["how"]])
    turned = named["how"].endswith("from")
    left, right = numbers[::-1] if turned else numbers
    return told(operator, left, right)


def _power(numbers: list[Tree], _: Named) -> Question | None:
    exponent = numbers[1]
    plain = isinstance(exponent, Numeral) and exponent.groups == 1 and not exponent.decimal
    return told("^", numbers[0], numbers[1]) if plain else None


def _missing(operator: str) -> Ruling:
    """What must be done with the first number to get the second."""
    links = {
        "+": ("add(?:ed)?", "to"),
        "-": ("(?:subtract(?:ed)?|take(?:n)?)(?: away)?", "from"),
        "*": ("multipl(?:y|ied)", "by"),
    }
    verb, link = links[operator]
    phrases: tuple[str, ...] = (rf"what (?:number |value )?{_MUST} {_WHO}{verb} {link} {{n}} {_FOR} {{n}}",)
    if operator == "*":
        phrases = (
            rf"what (?:number |value )?{_MUST} {{n}} be multiplied by {_FOR} {{n}}",
            rf"by what (?:number )?{_MUST} {{n}} be multiplied {_FOR} {{n}}",
        )
    return Ruling(phrases, lambda numbers, _: Question(Operation(operator, numbers[0], Unknown("?")), numbers[1]))


RULINGS = (
    _missing("+"),
    _missing("-"),
    _missing("*"),
    Ruling(
        ("{n} and how (?:many|much)(?: more)? (?:make|makes|is|are|gives?) {n}",),
        lambda numbers, _: Question(Operation("+", numbers[0], Unknown("?")), numbers[1]),
    ),
    Ruling(
        (
            r"(?:what|how much) (?:do|does|is) {n} and {n} (?:add up to|sum to|total|make|come to)(?: together| altogether| in all)?",
            r"(?:what|how much) (?:do|does) {n} and {n} give together",
        ),
        lambda numbers, _: told("+", numbers[0], numbers[1]),
    ),
    Ruling(
        (
            r"(?:what(?: is|'s)|how (?:much|many) (?:is|are)) left(?: over)? (?:when|if|after) (?:you |we |i )?(?:take|subtract|remove)(?: away)? {n} (?:away )?from {n}",
            r"(?:what(?: is|'s)|how (?:much|many) (?:is|are)) left(?: over)? (?:when|if|after) {n} (?:is|are) (?:taken|subtracted|removed)(?: away)? from {n}",
            r"(?:take|subtract|remove) {n} away from {n}",
        ),
        lambda numbers, _: told("-", numbers[1], numbers[0]),
    ),
    Ruling(
        (
            r"what (?:is|will be|do you get|would be) (?:the (?:result|answer|sum|difference|product|quotient|total) )?(?:when|if) {n} is "
            r"(?P<how>added to|subtracted from|taken from|taken away from|multiplied by|divided by|increased by|decreased by|reduced by) {n}",
        ),
        _done,
    ),
    Ruling(
        (
            r"(?:what is |what's |calculate |compute |find |evaluate )?{n} (?:raised )?to the {n}(?:st|nd|rd|th)(?: power)?",
        ),
        _power,
    ),
    Ruling(
        (
            rf"(?:when|if) {{n}} is (?P<how>added to|subtracted from|taken from|taken away from) {_A_NUMBER},? {_IS} {{n}}{_ASKED}",
        ),
        _riddle,
    ),
    Ruling(
        (
            rf"(?:when|if) {_A_NUMBER} is (?P<how>multiplied by|divided by|increased by|decreased by|reduced by) {{n}},? {_IS} {{n}}{_ASKED}",
        ),
        _riddle,
    ),
    Ruling(
        (rf"(?:when|if) (?:you|we|i) (?P<how>add|subtract) {{n}} (?:to|from) {_A_NUMBER},? {_IS} {{n}}{_ASKED}",),
        _riddle,
    ),
    Ruling(
        (rf"(?:when|if) (?:you|we|i) (?P<how>multiply|divide) {_A_NUMBER} by {{n}},? {_IS} {{n}}{_ASKED}",), _riddle
    ),
    Ruling(
        (
            rf"i(?:'m thinking| am thinking| think| thought) of a number(?:\.|,| and) (?:(?:then )?i |then )?(?P<how>add|subtract|take away|multiply it by|divide it by) {{n}}(?: (?:to|from) it)?"
            rf"(?:\.|,| and|, and)? (?:then )?(?:(?:the (?:result|answer) is|i )?(?:get |have |end up with |obtain |got )?) ?{{n}}{_ASKED}",
        ),
        _riddle,
    ),
)
