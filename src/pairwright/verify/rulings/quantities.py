"""Fractions in another form, and numbers changed by so many percent."""

from __future__ import annotations

from pairwright.verify.rulings.forms import Named, Ruling, told
from pairwright.verify.trees import Constant, Operation, Question, Tree, Unknown, Zero

_COMMANDS = {"increase": "+", "raise": "+", "decrease": "-", "reduce": "-", "lower": "-"}
_CHANGES = {"increased": "+", "raised": "+", "decreased": "-", "reduced": "-", "lowered": "-"}


def _lowest_terms(numbers: list[Tree], _: Named) -> Question | None:
    (number,) = numbers
    # The quotient itself is asked for: an answer must be in lowest terms anyway.
    return Question(number, Unknown("?"), answers="ratio") if isinstance(number, Operation) else None


def _changed(numbers: list[Tree], named: Named) -> Question:
    whole, rate = numbers
    part = Operation("*", Operation("/", rate, Constant(100)), whole)
    return told((_CHANGES | _COMMANDS)[named["change"]], whole, part)


def _proportion(numbers: list[Tree], _: Named) -> Question:
    first, second, third = numbers
    return Question(Operation("/", first, second), Operation("/", third, Unknown("?")))


def _shared(numbers: list[Tree], _: Named) -> Question:
    return told("quotient", numbers[0], numbers[1])


RULINGS = (
    Ruling(
        (
            "(?:write|express|give|reduce|bring) (?:the fraction )?{n} (?:in|to) (?:its )?(?:lowest|simplest) (?:terms|form)",
            "reduce (?:the fraction )?{n}",
            "what is {n} in (?:its )?(?:lowest|simplest) (?:terms|form)",
            "(?:write|express|give|convert|turn|change) (?:the decimal )?{n} (?:as|to|into) a (?:simplified |reduced |common )?fraction"
            "(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?",
            "what is {n} as a (?:simplified |reduced )?fraction(?: in (?:its )?(?:lowest|simplest) (?:terms|form))?",
        ),
        _lowest_terms,
    ),
    Ruling(("{n} is to {n} as {n} is to (?:what|what number|which number|[?x])",), _proportion),
    Ruling(
        (
            "(?:write|express|give|convert|turn|change) (?:the fraction )?{n} (?:as|to|into) a decimal(?: number)?",
            "what is {n} (?:as|in) a decimal(?: number| form)?",
        ),
        lambda numbers, _: Question(numbers[0], Unknown("?"), answers="decimal"),
    ),
    Ruling((rf"(?P<change>{'|'.join(_COMMANDS)}) {{n}} by {{n}} ?(?:%|percent)",), _changed),
    Ruling(
        ("what (?:percent|percentage|per cent) is {n} of {n}", "{n} is (?:what|which) (?:percent|percentage) of {n}"),
        lambda numbers, _: Question(
            Operation("*", Operation("/", Unknown("?"), Constant(100)), numbers[1]), numbers[0]
        ),
    ),
    Ruling(
        (
            "{n} (?:split|divided|shared)(?: up)?(?: equally| evenly)? (?:into|among|between) {n}(?: equal)?(?: parts| groups| people| shares)?"
            "(?: is(?: how much| what)?)?",
        ),
        _shared,
    ),
    Ruling(
        ("how many {n}'?s are(?: there)? in {n}", "how many {n}'?s (?:make|go into) {n}"),
        lambda numbers, named: _shared(numbers[::-1], named),
    ),
    Ruling(
        ("what is the (?:reciprocal|multiplicative inverse) of {n}",),
        lambda numbers, _: told("/", Constant(1), numbers[0]),
    ),
    Ruling(
        ("what is the (?:opposite|negative|additive inverse) of {n}",), lambda numbers, _: told("-", Zero(), numbers[0])
    ),
    Ruling((rf"what is {{n}} (?P<change>{'|'.join(_CHANGES)}) by {{n}} ?(?:%|percent)",), _changed),
)
