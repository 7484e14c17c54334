"""Sums told in everyday words, and riddles about a number: "What must be added to 37 to get 100?"."""

from __future__ import annotations

from functools import partial, reduce

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import LIST, Named, Ruling, told

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


_NOUNS = {"+": "sum", "-": "difference", "*": "product", "/": "quotient"}
_RESULT = rf"the (?P<noun>result|answer|total|{'|'.join(_NOUNS.values())})"
_HOW = r"(?P<how>added to|subtracted from|taken from|taken away from|multiplied by|divided by|increased by|decreased by|reduced by)"
# Somebody has so many of what is not said.
_PEOPLE = frozenset(["i", "you", "we", "he", "she", "they"])
_SOMEONE = "(?:i|you|we|[a-z]{2,})"
_HAVING = rf"(?:if )?(?P<who>{_SOMEONE}) (?:have|has|had|starts? with|started with) {{n}}(?:,? and|[,;.])(?: then)?(?: (?P<then>{_SOMEONE}))??(?: then)?"
_MORE = "(?:gets?|got|buys?|bought|finds?|found|receives?|received|gains?|gained|adds?|added|wins?|won|earns?|earned|collects?|collected|am given|are given|is given|was given|were given)"
_FEWER = "(?:loses?|lost|eats?|ate|gives? away|gave away|gives?|gave|spends?|spent|sells?|sold|uses?|used|uses? up|removes?|removed|throws? away|threw away|drops?|dropped|breaks?|broke)"
_NOW = rf"[,.;]? (?:then )?how (?:many|much) (?:(?:do|does|will|would|did) (?P<asked>{_SOMEONE}) have(?: now| left| then| in total| altogether| in all| left over)?|(?:is|are) (?:left|there(?: now| in total| altogether| in all)?)|remain|(?:have|has) (?P<got>{_SOMEONE}) got(?: now| left)?)"


def _riddle(numbers: list[Tree], named: Named) -> Question:
    """The number that is changed by the first number to become the second."""
    return Question(Operation(_OPERATIONS[named["how"]], Unknown("?"), numbers[0]), numbers[1])


def _counted(operator: str, numbers: list[Tree], named: Named) -> Question | None:
    """How many somebody has, who is the same all the time."""
    others = {named[each] for each in ("then", "asked", "got") if each in named} - {named["who"]}
    if others and (named["who"] in _PEOPLE or not others <= {"he", "she", "they"} or len(others) > 1):
        return None
    return Question(Operation(operator, *numbers), Unknown("?"), counts="amount")


def _done(numbers: list[Tree], named: Named) -> Question | None:
    """What comes of something done with two numbers, if it is called by its name."""
    if named.get("noun") not in {None, "result", "answer", _NOUNS[_OPERATIONS[named["how"]]]} and not (
        named["noun"] == "total" and _OPERATIONS[named["how"]] == "+"
    ):
        return None
    operator = {"/": "quotient"}.get(_OPERATIONS[named["how"]], _OPERATIONS[named["how"]])
    turned = named["how"].endswith("from")
    left, right = numbers[::-1] if turned else numbers
    return told(operator, left, right)


def _power_known(numbers: list[Tree], named: Named) -> Question | None:
    """The number of which a power is known; of a square there are two, unless it is said to be positive."""
    degree = {"square": 2, "squared": 2, "cube": 3, "cubed": 3}[named["power"]]
    if (degree == 2) != ("sign" in named):
        return None
    root = Operation("root", numbers[0], Constant(degree))
    return Question(Operation("-", Zero(), root) if named.get("sign") == "negative" else root, Unknown("?"))


_TAKE, _TAKING = "(?:subtract|take(?: away)?|remove|deduct)", "(?:subtracting|taking(?: away)?|removing|deducting)"
_TAKEN = "(?:subtracted|taken|removed|deducted)"
_REMAINING = r"(?:(?:what|how much)(?: is|['’]s) left(?: over)?|(?:what|how much) remains)"
_YOU_GET = r"what (?:do|will|would) (?:you|we|i) (?:get|have(?: left)?)"
_IS_WHAT = r"(?:what(?: is| are|['’]s)|how much (?:is|are)) "


def _joined(operator: str, done: str, do: str, noun: str) -> tuple[Ruling, ...]:
    """Two numbers, or several, that are put together, as it is said in all its ways."""

    def question(numbers: list[Tree], _: Named) -> Question:
        return Question(reduce(partial(Operation, operator), numbers), Unknown("?"))

    of_all = (
        rf"(?:{_IS_WHAT})?{{all}} {done}(?: together)?(?: (?:is|are|makes?) what)?",
        rf"what(?: number| result)? (?:do|will|would) (?:you|we|i) get (?:when|if) {{all}} (?:are|is) {done}(?: together)?",
        rf"what(?: number| result)? (?:do|will|would) (?:you|we|i) get (?:when|if) (?:you|we|i) {do} {{all}}(?: together)?",
        rf"what(?: is|['’]s) (?:the )?(?:total|{noun}|result|answer) (?:when|if|of) {{all}} (?:are|is)? ?{done}(?: together)?",
        rf"(?:what|how much) (?:do|does|will) {{all}} (?:come to|make|give|equal) (?:when|if) {done}(?: together)?",
    )
    two, several = (
        tuple(each.replace("{all}", all_of_them) for each in of_all) for all_of_them in ("{n} and {n}", LIST)
    )
    return Ruling(two, question), *(Ruling((each,), question) for each in several)


# What must be done with the first number, or to it, to get the second; {} is the number that is looked for.
_WHAT = r"(?:(?:what|which)(?: number| value| amount)?|how (?:much|many)(?: more)?)"
_BY_WHAT = r"(?:by|with) (?:what|which)(?: number)?"
_MISSING = {
    "+": (
        rf"{_WHAT} {_MUST} {_WHO}add(?:ed)? to {{n}} {_FOR} {{n}}",
        rf"{_WHAT} {_MUST} {{n}} be increased by {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {{n}} be increased {_FOR} {{n}}",
        r"how (?:much|many)(?: more)? (?:do|must|should) (?:i|you|we) (?:need|have)(?: to (?:get|go|count))? from {n} to {n}",
    ),
    "-": (
        rf"{_WHAT} {_MUST} {_WHO}(?:subtract(?:ed)?|take(?:n)?|deduct(?:ed)?|remove(?:d)?)(?: away)? from {{n}} {_FOR} {{n}}",
        rf"{_WHAT} {_MUST} {{n}} be (?:decreased|reduced) by {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {{n}} be (?:decreased|reduced) {_FOR} {{n}}",
    ),
    "*": (
        rf"{_WHAT} {_MUST} {{n}} be multiplied (?:by|with) {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {{n}} be multiplied {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {_WHO}multiply {{n}} {_FOR} {{n}}",
        rf"{_WHAT} {_MUST} {_WHO}multipl(?:y|ied) (?:by|with) {{n}} {_FOR} {{n}}",
        rf"{_WHAT} {_MUST} {_WHO}multiply {{n}} (?:by|with) {_FOR} {{n}}",
        rf"{{n}} {_MUST} be multiplied (?:by|with) (?:what|which)(?: number)? {_FOR} {{n}}",
    ),
    "/": (
        rf"{_WHAT} {_MUST} {{n}} be divided by {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {{n}} be divided {_FOR} {{n}}",
        rf"{_BY_WHAT} {_MUST} {_WHO}divide {{n}} {_FOR} {{n}}",
        rf"{_WHAT} {_MUST} {_WHO}divide {{n}} by {_FOR} {{n}}",
        rf"{{n}} {_MUST} be divided by (?:what|which)(?: number)? {_FOR} {{n}}",
    ),
}


def _missing(operator: str) -> Ruling:
    return Ruling(
        _MISSING[operator],
        lambda numbers, _: Question(Operation(operator, numbers[0], Unknown("?")), numbers[1]),
    )


_REAL = "(?:real )?(?:(?P<sign>positive|negative) )?(?:real )?"
_OF_POWER = (
    rf"(?:find|what is|determine|give) the {_REAL}number whose (?P<power>square|cube) (?:is|equals) {{n}}",
    rf"(?:what|which) {_REAL}number,? (?:when )?(?P<power>squared|cubed),? (?:is|equals|gives|makes) {{n}}",
    rf"(?:what|which) {_REAL}number has (?:a |the )?(?P<power>square|cube)(?: of| equal to)? {{n}}",
)

RULINGS = (
    *map(_missing, _MISSING),
    *(Ruling((each,), _power_known) for each in _OF_POWER),
    *_joined("+", "(?:added(?: up)?|put|summed(?: up)?|totall?ed)", "(?:add(?: up)?|sum(?: up)?)", "sum"),
    *_joined("*", "multiplied", "multiply", "product"),
    Ruling((r"what do {n} and {n} multiply to",), lambda numbers, _: told("*", numbers[0], numbers[1])),
    Ruling(
        (
            rf"from {{n}},? {_TAKE} {{n}}(?:[.,;]? (?:and )?(?:{_REMAINING}|{_YOU_GET}|what(?: is|['’]s) the (?:answer|result|difference)))?",
        ),
        lambda numbers, _: told("-", numbers[0], numbers[1]),
    ),
    Ruling(
        (
            rf"{_REMAINING} (?:when|if|after) {{n}} is {_TAKEN} (?:away )?from {{n}}",
            rf"{_REMAINING} (?:when|if|after|by) (?:(?:you|we|i) )?(?:{_TAKE}|{_TAKING}) {{n}}(?: away)? from {{n}}",
            rf"(?:if|when) (?:you|we|i) {_TAKE} {{n}}(?: away)? from {{n}},? (?:{_REMAINING}|{_YOU_GET})",
            rf"{_TAKE} {{n}}(?: away)? from {{n}}[.,;]? (?:and )?(?:{_REMAINING}|{_YOU_GET})",
        ),
        lambda numbers, _: told("-", numbers[1], numbers[0]),
    ),
    Ruling(
        (rf"{_WHAT} {_MUST} (?:be divided|{_WHO}divide) by {{n}} {_FOR} {{n}}",),
        lambda numbers, _: Question(Operation("/", Unknown("?"), numbers[0]), numbers[1]),
    ),
    Ruling(
        (
            rf"(?:what|how much) (?:do|does|is) {LIST} (?:add up to|sum to|total|make|come to)(?: together| altogether| in all)?",
        ),
        lambda numbers, _: Question(reduce(partial(Operation, "+"), numbers), Unknown("?")),
    ),
    Ruling(
        ("{n} and (?:how (?:many|much)|what)(?: more)? (?:make|makes|is|are|gives?) {n}",),
        lambda numbers, _: Question(Operation("+", numbers[0], Unknown("?")), numbers[1]),
    ),
    Ruling(
        (
            r"(?:what|how much) (?:do|does|is) {n} and {n} (?:add up to|sum to|total|make|come to)(?: together| altogether| in all)?",
            r"(?:what|how (?:much|many)) (?:do|does|are|is|will) {n} (?:and|plus) {n} (?:give|make|be)?(?: all)? ?(?:together|altogether|in all|in total|combined)",
            r"{n} and {n} (?:make|makes|add up to|total)(?: what| how (?:much|many))?(?: together| altogether| in all)?",
            r"what do you get (?:if|when) you (?:put|count) {n} and {n} together",
            r"put together {n} and {n}",
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
            rf"what (?:number |value |result )?(?:is|will be|do (?:you|we|i) get|would (?:you|we|i) get|would be|results|comes out)(?: the value)? (?:{_RESULT} )?(?:when|if) {{n}} is {_HOW} {{n}}",
        ),
        _done,
    ),
    Ruling(
        (
            rf"(?:when|if) {{n}} is {_HOW} {{n}},? (?:then )?"
            rf"what (?:(?:is|will be|would be|do (?:you|we|i) get as) {_RESULT}|(?:number |result |value )?(?:do|will|would) (?:you|we|i) (?:get|have))",
        ),
        _done,
    ),
    Ruling((rf"{_HAVING} {_MORE} {{n}}(?: more| others?)?{_NOW}",), partial(_counted, "+")),
    Ruling((rf"{_HAVING} {_FEWER} {{n}}(?: away)?(?: of them)?{_NOW}",), partial(_counted, "-")),
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
