"""Numbers in another form, and changes by so many percent."""

from __future__ import annotations

from collections.abc import Callable

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings.forms import Named, Ruling, told

# The sign behind it says no more.
_WITH_SIGN = (
    r"(?:[.,;?]? (?:(?:and )?(?:(?:give|write|state|express) (?:your |the )?answer|answer) (?:in the form|as) (?:[a-z]|0) ?%|(?:please )?(?:include|use|with|including)"
    r" (?:a |the )?(?:%|percent) (?:sign|symbol)))?"
)
_COMMANDS = {"increase": "+", "raise": "+", "decrease": "-", "reduce": "-", "lower": "-"}
_CHANGES = {"increased": "+", "raised": "+", "decreased": "-", "reduced": "-", "lowered": "-"}


def _lowest_terms(numbers: list[Tree], _: Named) -> Question | None:
    (number,) = numbers
    # The quotient itself is asked for: an answer must be in lowest terms anyway.
    return Question(number, Unknown("?"), answers="ratio") if isinstance(number, Operation) else None


def _in_lowest_terms(numbers: list[Tree], named: Named) -> Question:
    """A fraction in lowest terms, or a decimal as one."""
    return _lowest_terms(numbers, named) or _as_fraction(numbers, named)


# What is done with mixed numbers, and how that is said.
_SIGNS = {
    **dict.fromkeys(("plus", "+", "sum", "add"), "+"), **dict.fromkeys(("minus", "-", "difference"), "-"),
    **dict.fromkeys(("times", "multiplied", "*", "x", "×", "·", "product", "multiply"), "*"),
    **dict.fromkeys(("divided", "/", "÷", ":", "quotient", "divide"), "/"),
}  # fmt: skip
_SAID_SIGNS = r"plus|minus|times|multiplied by|divided by|[-+*/x×·÷]"
_AS_MIXED = (
    r"(?:,? (?:and )?(?:(?:give|write|express) (?:your|the) answer )?as a (?:mixed number|fraction or mixed number))?"
)


def _as_decimal(numbers: list[Tree], named: Named) -> Question:
    return told("same", Zero(), _of_percent(numbers[0], named), "decimal")


def _divided_to_decimal(numbers: list[Tree], _: Named) -> Question:
    quotient = Operation("/", *numbers)
    return Question(quotient, Unknown("?"), answers="decimal", states=("*", (*numbers, quotient)))


def _improper(numbers: list[Tree], _: Named) -> Question | None:
    """A mixed number as one fraction."""
    (number,) = numbers
    mixed = isinstance(number, Operation) and number.operator == "mixed"
    return told("same", Zero(), number, "ratio") if mixed else None


def _in_mixed(numbers: list[Tree], _: Named) -> Question | None:
    """A fraction as a whole number and a rest; the value is what is told."""
    (number,) = numbers
    broken = isinstance(number, Operation) and number.operator == "/"
    return Question(number, Unknown("?")) if broken else None


def _as_fraction(numbers: list[Tree], named: Named) -> Question:
    return told("same", Zero(), _of_percent(numbers[0], named), "ratio")


def _of_percent(number: Tree, named: Named) -> Tree:
    return Operation("/", number, Constant(100)) if named.get("percent") else number


def _in_decimals(numbers: list[Tree], _: Named) -> Question:
    return Question(numbers[0], Unknown("?"), answers="decimal")


def _broken(number: Tree) -> bool:
    """Whether a number is written with a stroke or a point: what is asked of 20 in "What percent is 20?" nobody can say."""
    if isinstance(number, Operation):
        return number.operator == "/" or _broken(number.right)
    return isinstance(number, Numeral) and number.decimal


def _said_otherwise(ask: Callable[[list[Tree], Named], Question]) -> Callable[[list[Tree], Named], Question | None]:
    """What is asked of a broken number alone."""
    return lambda numbers, named: ask(numbers, named) if _broken(numbers[0]) else None


def _as_percent(numbers: list[Tree], _: Named) -> Question:
    return Question(Operation("same", Zero(), numbers[0]), Operation("/", Unknown("?"), Constant(100)))


def _mixed(numbers: list[Tree], named: Named) -> Question | None:
    """What a whole part and a fraction come to with another such number, or a fraction."""
    written = [each.operator if isinstance(each, Operation) else "" for each in numbers]
    if "mixed" not in written or not {"mixed", "/"}.issuperset(written):
        return None
    first, second = numbers[::-1] if named.get("turned") else numbers
    return told(_SIGNS[next(word for word in named["sign"].split() if word != "the")], first, second)


def _of_mixed(operator: str) -> Callable[[list[Tree], Named], Question | None]:
    """An operation on two numbers of which one is mixed; others the grammar knows."""

    def of_mixed(numbers: list[Tree], _: Named) -> Question | None:
        if not any(isinstance(each, Operation) and each.operator == "mixed" for each in numbers):
            return None
        first, second = numbers[::-1] if operator == "-" else numbers
        return told(operator, first, second)

    return of_mixed


def _changed(numbers: list[Tree], named: Named) -> Question:
    whole, rate = numbers
    part = Operation("*", Operation("/", rate, Constant(100)), whole)
    return told((_CHANGES | _COMMANDS)[named["change"]], whole, part)


def _proportion(numbers: list[Tree], _: Named) -> Question:
    first, second, third = numbers
    return Question(Operation("/", first, second), Operation("/", third, Unknown("?")))


def _product(numbers: list[Tree], _: Named) -> Question:
    return told("*", numbers[0], numbers[1])


def _shared(numbers: list[Tree], _: Named) -> Question:
    return told("quotient", numbers[0], numbers[1])


def _contained(numbers: list[Tree], _: Named) -> Question:
    """How often one number goes into another, if it is no digit of that one, which could be counted."""
    part, number = numbers
    quotient = Operation("quotient", number, part)
    apart = Operation("apart from", number, part)
    return Question(Operation("+", quotient, apart), Unknown("?"), states=("*", (number, part, quotient)))


_PRICE = r"\$?{n}(?: dollars)?"
_NOTE = rf"(?:an? )?{_PRICE}(?: bill| note)?"
_SOMEONE, _SOMETHING = "(?:you|he|she|[a-z]+)", "(?:an?|the) [a-z]+(?: [a-z]+)?"
_BACK = rf"how much change (?:do|does|did|will|should) {_SOMEONE} (?:get|receive)(?: back)?"

_NEW = "(?:sale|new|final|discounted|reduced)"
_REWRITE = "(?:write|express|convert|change|turn|rewrite|put|give)"
_LOWEST = "(?:in (?:its )?(?:lowest|simplest|reduced|simplified) (?:terms|form))"
_A_FRACTION = rf"a (?:simplified |reduced )?fraction(?: {_LOWEST})?"
_WITH_MIXED = {
    "+": "(?:add|(?:what is |find |calculate )?the sum of) {n} (?:and|to) {n}",
    "-": "(?:subtract|take) {n} (?:away )?from {n}",
    "*": "(?:what is )?{n} ?(?:[*×]|times|multiplied by) ?{n}(?: ?= ?[?]?)?|(?:multiply {n} (?:by|and|with) {n}|(?:what is |find |calculate )?the product of {n} and {n})",
    "/": "(?:what is )?{n}(?: / | ?÷ ?| divided by ){n}(?: ?= ?[?]?)?|divide {n} by {n}",
}
_PARTS = r"(?: equal)?(?: (?:parts|groups|people|shares|friends|children|pieces|teams|boxes|bags))?"

RULINGS = (
    Ruling(
        (
            rf"{_SOMETHING} costs? {_PRICE}[.,;] {_SOMEONE} (?:pays?|paid)(?: for it)? with {_NOTE}[.,;] {_BACK}",
            rf"{_SOMEONE} (?:buys?|bought) {_SOMETHING} (?:that costs|for) {_PRICE}(?:[.,;]| and) (?:{_SOMEONE} )?(?:pays?|paid)(?: for it)? with {_NOTE}[.,;] {_BACK}",
        ),
        lambda numbers, _: told("-", numbers[1], numbers[0]),
    ),
    Ruling(
        (
            rf"{_SOMEONE} (?:pays?|paid) (?:with )?{_NOTE} for {_SOMETHING} that costs? {_PRICE}[.,;] {_BACK}",
            rf"what is (?:the|your) change from {_NOTE} (?:for|if) {_SOMETHING} (?:for|that costs|costs) {_PRICE}",
        ),
        lambda numbers, _: told("-", numbers[0], numbers[1]),
    ),
    Ruling((rf"{_REWRITE} {{n}} ?(?P<percent>%|percent )? ?(?:as|to|into) a decimal(?: number)?",), _as_decimal),
    Ruling((r"what is {n} ?(?P<percent>%|percent) ?(?:as|in) (?:a )?decimal(?: number| form)?",), _as_decimal),
    Ruling((rf"{_REWRITE} {{n}} ?(?P<percent>%|percent )? ?(?:as|to|into) {_A_FRACTION}",), _as_fraction),
    Ruling(
        (
            rf"{_REWRITE} (?:the mixed number )?{{n}} (?:as|to|into) an improper fraction",
            "what is {n} as an improper fraction",
        ),
        _improper,
    ),
    Ruling(
        (
            rf"{_REWRITE} (?:the (?:improper )?fraction )?{{n}} (?:as|to|into) a mixed (?:number|fraction)",
            "what is {n} as a mixed (?:number|fraction)",
        ),
        _in_mixed,
    ),
    Ruling(
        (
            rf"what is {{n}} ?(?:%|percent) ?as {_A_FRACTION}",
            r"what fraction (?:is equal to|equals|is) {n} ?(?:%|percent)",
        ),
        lambda numbers, _: _as_fraction(numbers, {"percent": "%"}),
    ),
    Ruling(
        (
            rf"(?:an?|the) {_PRICE} [a-z]+ is {{n}} ?(?:%|percent) off[.;,] what is the {_NEW} price",
            rf"what is the (?:{_NEW} )?price of (?:an? |the )?{_PRICE}(?: [a-z]+)? (?:at|with|after) (?:a )?{{n}} ?(?:%|percent) (?:off|discount)",
        ),
        lambda numbers, _: _changed(numbers, {"change": "reduce"}),
    ),
    Ruling(
        (
            rf"{_REWRITE} {{n}} (?:as|to|into|in) (?:a )?percent(?:age)?{_WITH_SIGN}",
            rf"what is {{n}} (?:written )?as a percent(?:age)?{_WITH_SIGN}",
        ),
        _as_percent,
    ),
    Ruling(("what percent(?:age)? is {n}",), _said_otherwise(_as_percent)),
    Ruling((r"what fraction (?:is equal to|equals|is) {n}",), _said_otherwise(_in_lowest_terms)),
    Ruling(
        ("(?:what is )?{n} out of {n} as a percent(?:age)?", "{n} out of {n} is what percent(?:age)?"),
        lambda numbers, _: Question(
            Operation("/", numbers[0], numbers[1]), Operation("/", Unknown("?"), Constant(100))
        ),
    ),
    Ruling(
        (
            rf"(?:{_REWRITE}|what is) {{n}} as (?:a )?percent(?:age)? of {{n}}",
            "{n} as a percent(?:age)? of {n}",
        ),
        lambda numbers, _: Question(
            Operation("*", Operation("/", Unknown("?"), Constant(100)), numbers[1]), numbers[0]
        ),
    ),
    Ruling(
        (
            "(?:what is )?{n} (?:with|after) (?:a )?{n} ?(?:%|percent) (?:off|discount)",
            rf"(?:an?|the) [a-z]+ costs {_PRICE} and is {{n}} ?(?:%|percent) off[.;,] (?:what does it cost|how much (?:is it|does it cost)|what is the {_NEW} price)(?: now)?",
        ),
        lambda numbers, _: _changed(numbers, {"change": "reduce"}),
    ),
    Ruling(
        ("(?:how many [a-z]+ are(?: there)?|there are how many [a-z]+) in {n} dozen",),
        lambda numbers, _: told("*", numbers[0], Constant(12)),
    ),
    Ruling(("{n} {n}(?:['’]?s|es) (?:is|are|make|makes|equals?)(?: what| how many| how much)?",), _product),
    Ruling((r"what (?:is|are) {n} {n}(?:['’]?s|es)",), _product),
    Ruling(
        (r"(?:split|cut|divide|break) {n} in(?:to)? (?:half|two(?: equal (?:parts|groups|pieces))?)",),
        lambda numbers, _: told("/", numbers[0], Constant(2)),
    ),
    Ruling(
        (
            rf"(?:split|divide|share|distribute) {{n}} (?:equally|evenly) (?:into|among|between|by) {{n}}{_PARTS}",
            r"(?:split|divide|share) {n} into {n} equal (?:parts|groups|shares|pieces)",
            rf"what do you get (?:if|when) you (?:split|divide|share) {{n}} (?:equally|evenly) (?:into|among|between) {{n}}{_PARTS}",
            rf"how many (?:are|go|will be) in each (?:group|part|share) (?:if|when) (?:you (?:split|divide|share) )?{{n}} (?:is |are )?(?:split|divided|shared)? ?(?:equally |evenly )?(?:into|among|between) {{n}}{_PARTS}",
        ),
        _shared,
    ),
    Ruling(
        (
            r"(?:what is )?{n} (?:divided (?:equally|evenly)|(?:shared|split)(?: equally| evenly)?) by {n}",
            r"(?:what is )?{n} divided in {n} equal (?:parts|groups|pieces)",
            r"(?:what is )?{n} (?:split|divided|shared) {n} ways",
            rf"(?:when|if) {{n}}(?: [a-z]+)? (?:is|are) (?:split|divided|shared)(?: equally| evenly)? (?:into|among|between) {{n}}{_PARTS},? how (?:much|many) (?:(?:does|do|will|would) each(?: one| person)? (?:get|have|receive)|(?:is|are) in each(?: part| group| share)?)",
        ),
        _shared,
    ),
    Ruling(
        (
            "(?:write|express|give|reduce|bring) (?:the fraction )?{n} (?:in|to) (?:its )?(?:lowest|simplest) (?:terms|form)",
            "(?:simplify|reduce) (?:the fraction )?{n} (?:to|into) (?:its )?(?:lowest|simplest) (?:terms|form)",
            "(?:reduce|cancel)(?: down)? (?:the fraction )?{n}(?: fully| completely)?",
            "simplify (?:the fraction {n}(?: fully| completely)?|{n} (?:fully|completely|as (?:far|much) as possible))",
            "what is (?:the fraction )?{n} in (?:its )?(?:lowest|simplest) (?:terms|form)",
            "what is (?:the )?(?:simplest|lowest|simplified|reduced) (?:form|terms) of (?:the fraction )?{n}",
        ),
        _lowest_terms,
    ),
    Ruling(
        (
            rf"what is {{n}} (?:written )?as {_A_FRACTION}",
            rf"{{n}} as {_A_FRACTION}",
        ),
        _in_lowest_terms,
    ),
    *(Ruling((phrase,), _of_mixed(operator)) for operator, phrase in _WITH_MIXED.items()),
    Ruling(("{n} is to {n} as {n} is to (?:what|what number|which number|[?x])",), _proportion),
    Ruling(
        (
            "what is {n} divided by {n} (?:as|in) a decimal(?: number)?",
            "divide {n} by {n}(?:,? and| and) (?:give|write) (?:the|your) (?:answer|result|quotient) as a decimal(?: number)?",
        ),
        _divided_to_decimal,
    ),
    Ruling(
        (
            "what is {n} (?:written )?(?:as|in) a decimal(?: number| form)?",
            "what is {n} in decimal form",
            "{n} as a decimal",
        ),
        _in_decimals,
    ),
    Ruling(("what decimal (?:is equal to|equals|is) {n}",), _said_otherwise(_in_decimals)),
    Ruling((rf"(?P<change>{'|'.join(_COMMANDS)}) {{n}} by {{n}} ?(?:%|percent)",), _changed),
    Ruling(
        ("what (?:percent|percentage|per cent) is {n} of {n}", "{n} is (?:what|which) (?:percent|percentage) of {n}"),
        lambda numbers, _: Question(
            Operation("*", Operation("/", Unknown("?"), Constant(100)), numbers[1]), numbers[0]
        ),
    ),
    Ruling(
        (
            rf"(?:what is |what['’]s )?{{n}} (?:split|divided|shared)(?: up)?(?: equally| evenly)? (?:into|among|between) {{n}}{_PARTS}"
            "(?: is(?: how much| what)?)?",
        ),
        _shared,
    ),
    Ruling(
        (
            "how many times is {n} contained in {n}",
            "{n} (?:goes|fits|divides) into {n} how many times",
            "how many groups of {n}(?: are(?: there)?)? in {n}",
            "how many (?:groups of )?{n}(?:['’]?s|es)? (?:make(?: up)?|(?:go|fit) in(?:to)?|can you (?:get out of|make from)) {n}",
        ),
        lambda numbers, named: _shared(numbers[::-1], named),
    ),
    Ruling(("how many {n}(?:['’]?s|es)?(?: are(?: there)?)? in {n}",), _contained),
    Ruling(
        ("what is the (?:reciprocal|multiplicative inverse) of {n}",),
        lambda numbers, _: told("/", Constant(1), numbers[0]),
    ),
    Ruling(
        ("what is the (?:opposite|negative|additive inverse) of {n}",), lambda numbers, _: told("-", Zero(), numbers[0])
    ),
    Ruling((rf"(?:what is )?{{n}} (?P<sign>{_SAID_SIGNS}) {{n}}(?: ?= ?\??)?{_AS_MIXED}",), _mixed),
    Ruling((r"(?:what is )?{n} ?(?P<sign>[+-]) ?{n}(?: ?= ?\??)?",), _mixed),
    Ruling(
        (rf"what is the (?P<sign>sum|difference|product|quotient) (?:of|between) {{n}} and {{n}}{_AS_MIXED}",), _mixed
    ),
    Ruling((rf"(?P<sign>add|multiply) {{n}} (?:and|to|by|with) {{n}}{_AS_MIXED}",), _mixed),
    Ruling(
        (
            rf"(?P<sign>divide) {{n}} by {{n}}{_AS_MIXED}",
            rf"(?P<turned>subtract|take) {{n}} (?:away )?from {{n}}{_AS_MIXED}",
        ),
        lambda numbers, named: _mixed(numbers, {"sign": "divide" if "turned" not in named else "minus", **named}),
    ),
    Ruling((rf"what is {{n}} (?P<change>{'|'.join(_CHANGES)}) by {{n}} ?(?:%|percent)",), _changed),
)
