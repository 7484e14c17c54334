"""Divisions of whole numbers in words: quotient and remainder both, or the quotient alone."""

from __future__ import annotations

from pairwright.verify.questions.trees import Operation, Question, Tree, unsigned, with_remainder
from pairwright.verify.rulings.forms import Named, Ruling, told

_ASK = r"(?:what (?:is|are|will be|would be)|what['’]s|find|give|give me|state|determine|calculate|compute|work out|write|write down|tell me|report|show|list|identify)"
_QUOTIENT = r"(?:the |a |its )?(?:(?:whole[- ]number |integer |whole )?quotient|whole part|whole number)"
_REMAINDER = r"(?:(?:what is|what are) )?(?:the |a |its |any )?remainder"
_BOTH = rf"(?:both )?{_QUOTIENT},? (?:and|&|with|plus) {_REMAINDER}"
_OVER = r"(?:[/÷:]|divided by|over)"
_DIVISION = rf"(?:{{n}} ?{_OVER} ?{{n}}|(?:dividing|divide|division of|the division of|you divide|we divide|i divide) {{n}} by {{n}}|the division {{n}} ?{_OVER} ?{{n}})"
_PASSIVE = r"(?:{n} (?:is|gets|are) divided by {n})"
_TIMES = r"how (?:many (?:whole |full )?times|often)"
_GOES = r"(?:evenly |fully )?(?:go|goes|fit|fits|divide|divides)(?: evenly)? in(?:to)?"
_LEFT = (
    r"(?:(?:what(?: is|['’]s)?|which|how much(?: is)?|how many are|find|state|give|tell me)(?: the| is)? (?:remainder|remainder is left|left over|left|remains|is left over|is left)"
    r"|with what remainder|(?:give|state|find|write) the remainder(?: too| as well)?)"
)
_NEXT = r"(?:,|[.;?]|,? and|[.;?] and|[.;?] also,?)"
_BY_HAND = r"(?:perform|do|compute|carry out|use|work out|calculate|find|evaluate|what is)?(?: the| an?)? ?(?:integer|whole[- ]number|long|short|euclidean)[- ]division"
_INTEGER = r"(?:integer|whole[- ]number|floor)[- ]"
_DOES = r"(?: (?:do|will|would|does) (?:you|we|i|one) (?:get|obtain|have))?"
_IN_BRACKETS = r" ?[?.]? ?\(with remainder\)"
_WHOLE_PART = r" ?(?:=? ?\??)"


def _both(numbers: list[Tree], _: Named) -> Question | None:
    """Quotient and remainder; of fractions and of negative numbers they are more than one to some."""
    if any(isinstance(each, Operation) for each in numbers):
        return None
    return with_remainder(numbers[0], numbers[1])


def _both_into(numbers: list[Tree], named: Named) -> Question | None:
    return _both(numbers[::-1], named)


def _whole(numbers: list[Tree], _: Named) -> Question | None:
    if any(unsigned(each) is not each for each in numbers):
        # Some go down, others to zero.
        return None
    return told("//", numbers[0], numbers[1])


RULINGS = (
    Ruling(
        (
            rf"(?:{_ASK} )?{_BOTH}(?:{_DOES},?)?(?: of| for| from| in| when| if| after|:) (?:{_DIVISION}|{_PASSIVE})(?: ?=)?",
            rf"(?:when|if) (?:{_PASSIVE}|{_DIVISION}),? (?:what|which) (?:(?:are|is) )?{_BOTH}{_DOES}",
            rf"(?:divide {{n}} by {{n}}|{{n}} ?{_OVER} ?{{n}}|{_DIVISION}|{_PASSIVE}){_NEXT} {_ASK} {_BOTH}{_DOES}",
            rf"(?:divide|division) with (?:a )?remainders?: ?{{n}} ?{_OVER} ?{{n}}(?: ?= ?\??)?",
            rf"{_BY_HAND}(?: of|:| to (?:find|divide|work out|calculate|compute))?(?: the)? {{n}} ?(?:{_OVER}|by) ?{{n}}(?:{_NEXT} {_ASK} {_BOTH}|{_IN_BRACKETS})",
            rf"divide: {{n}} ?{_OVER} ?{{n}}{_IN_BRACKETS}",
            rf"(?:when|if) {_PASSIVE}{_IN_BRACKETS}",
            rf"(?:{_ASK}|express|rewrite) {{n}} ?{_OVER} ?{{n}},? (?:as|in the form of|with) {_QUOTIENT},? (?:and|&|with|plus) {_REMAINDER}",
            rf"{_BY_HAND}(?: on)?:? {{n}} and {{n}}{_NEXT} {_ASK} {_BOTH}",
        ),
        _both,
    ),
    Ruling(
        (
            rf"{_TIMES} (?:does|will|can|do) {{n}} {_GOES} {{n}}(?:{_NEXT} {_LEFT}|,? {_LEFT}|{_IN_BRACKETS})",
            rf"how many {{n}}(?:['’]?s|es)? (?:go|fit) in(?:to)? {{n}}{_NEXT} {_LEFT}",
            rf"{{n}} {_GOES} {{n}} {_TIMES}{_NEXT} {_LEFT}",
        ),
        _both_into,
    ),
    Ruling(
        (
            rf"(?:what is |what['’]s |calculate |compute |evaluate |find )?{{n}} (?:(?-i:DIV)|{_INTEGER}divided by) {{n}}{_WHOLE_PART}",
            rf"(?:use|using|perform|do|compute|carry out|calculate|evaluate|what is|find)(?: the| an?)? {_INTEGER}division(?: of|:)?(?: the)? {{n}} ?(?:{_OVER}|by|//) ?{{n}}{_WHOLE_PART}",
            rf"{_INTEGER}division(?: of|:) {{n}} ?(?:{_OVER}|by|//) ?{{n}}{_WHOLE_PART}",
        ),
        _whole,
    ),
    Ruling(
        (rf"(?:when|if) {_PASSIVE},? {_ASK} (?:only |just )?the remainder",),
        lambda numbers, _: told("mod", numbers[0], numbers[1]),
    ),
    # To some it is a whole number.
    Ruling(
        (r"(?:what is |what['’]s |calculate |compute |evaluate )?{n} (?-i:div|Div) {n}" + _WHOLE_PART,),
        lambda numbers, _: told("quotient", numbers[0], numbers[1]),
    ),
)
