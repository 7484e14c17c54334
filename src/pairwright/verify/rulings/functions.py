"""Expressions and functions to be evaluated: "What is 3*x+5 when x=4?", f(x)=3*x+5, f(4)=?, also one in another.

What the letter stands for is put in its place, so that 3*x+5 at 4 is the question 3*4+5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from pairwright.verify.questions.trees import Operation, Question, Tree, Unknown, unknowns
from pairwright.verify.rulings.forms import compiled, number_of, phrase

Parse = Callable[[str, int], Tree | None]
_NUMBER = r"\(?-?0(?:\.0|/0)?\)?"
_EXPRESSION = r"[-+*/^()0a-z. ²³]*[0a-z)²³]"
_VALUE = rf"[a-z] ?= ?{_NUMBER}"
_VALUES = rf"(?P<values>{_VALUE}(?:(?:,? and |, ?){_VALUE})*)"
_EVALUATED = (
    re.compile(
        rf"(?:what is|evaluate|calculate|compute|find|determine|work out) (?:the value of )?(?P<asked>{_EXPRESSION}?)"
        rf"(?:,? when|,? if|,? where| for| at) {_VALUES}(?: ?[.?])*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:evaluate|calculate|compute|find|work out) (?:the |this )?(?:value of (?:the |this )?)?(?:following |algebraic )?expression (?:when|if|for|at|where|given(?: that)?) {_VALUES}[:.] ?(?P<asked>{_EXPRESSION})(?: ?[.?=])*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:if |when |let |for )?{_VALUES}[,.;] ?(?:what is |find |evaluate )?(?:the value of )?"
        rf"(?P<asked>{_EXPRESSION}?)(?: ?= ?\?)?(?: ?[.?])*",
        re.IGNORECASE,
    ),
)
_DEFINED = rf"[a-z]\([a-z]\) ?= ?{_EXPRESSION}"
_APPLIED = re.compile(
    rf"(?:let |suppose |if )?(?P<functions>{_DEFINED}(?:(?:,? and |, ?){_DEFINED})?)[,.;] ?(?:(?:what is|find|"
    rf"calculate|determine|evaluate|compute) )?(?P<outer>[a-z])\((?:(?P<inner>[a-z])\()?(?P<at>{_NUMBER})\)"
    r"(?(inner)\))(?: ?= ?\?)?(?: ?[.?])*",
    re.IGNORECASE,
)
# The rule of a sequence, which its terms are told by.
_RULE = r"(?P<asked>[-+*/^()0a-z. ]*?[0a-z)²³])"
_FIND = r"(?:what(?: is|['’]s)|find|calculate|determine|give|work out|compute)"
_AT = r"(?:the |its )?(?:(?P<at>0)(?:st|nd|rd|th) term|term number (?P<number>0))(?: of (?:the|this) sequence)?"


# Compiled when a term is first asked for.
@cache
def _of_sequence() -> tuple[re.Pattern[str], ...]:
    return compiled(
        (
            rf"(?:(?:if|given that|for) )?(?:the |an? )?(?:nth|general|n-th) term(?: (?:of|in) (?:a|the|this) (?:[a-z]+ )?sequence)?(?: is)?(?: given by| defined by)?:? {_RULE}[.,;] (?:then )?{_FIND} {_AT}",
            rf"(?:an?|the) (?:[a-z]+ )?sequence (?:has|with|is (?:given|defined) by)(?: an?| the)?(?: (?:formula|rule))?(?: (?:nth|general|n-th) term)?(?: of| is)? {_RULE}[.,;] (?:then )?{_FIND} {_AT}",
            rf"{_FIND} {_AT.replace('(?: of (?:the|this) sequence)?', '')} of (?:the|an?) sequence(?: (?:with|whose|given by|defined by|with the))?(?: (?:nth|general) term)?(?: is)? {_RULE}",
            rf"(?:(?:if|for|let|given) )?(?:(?:an?|the) (?:[a-z]+ )?sequence (?:is )?(?:given|defined) by )?\$?(?P<name>[a-z])_\{{?n\}}? ?= ?{_RULE}\$?[.,;] (?:then )?{_FIND} \$?(?P=name)_\{{?(?P<at>0)\}}?\$?",
        )
    )


_ONE_VALUE = re.compile(rf"([a-z]) ?= ?({_NUMBER})", re.IGNORECASE)
_ONE_FUNCTION = re.compile(r"([a-z])\(([a-z])\) ?= ?", re.IGNORECASE)


def evaluation_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question for the value of an expression, or of a function, at given numbers; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side of an equation, and its first run of digits, to its tree.
    """
    if (text := phrase(shape)) is None:
        return None
    patterns = [*((each, _evaluated) for each in _EVALUATED), (_APPLIED, _applied)]
    if "term" in text or "_" in text:
        patterns += [(each, _term) for each in _of_sequence()]
    matches = ((pattern.fullmatch(text), read) for pattern, read in patterns)
    tree = next((read(match, first, parse) for match, read in matches if match is not None), None)
    return Question(tree, Unknown("?")) if isinstance(tree, Operation) and not unknowns(tree) else None


def _evaluated(match: re.Match[str], first: int, parse: Parse) -> Tree | None:
    tree = parsed(match, "asked", first, parse)
    values: dict[str, Tree] = {}
    for each in _ONE_VALUE.finditer(match.string, *match.span("values")):
        number = number_of(each[2], first + _runs(match, each.start(2)))
        if each[1] in values or number is None:
            return None
        values[each[1]] = number
    return None if tree is None or set(values) != unknowns(tree) else put(tree, values)


def _term(match: re.Match[str], first: int, parse: Parse) -> Tree | None:
    """The term at a place of a sequence, by its rule in n."""
    groups = match.groupdict()
    group = "at" if groups["at"] is not None else "number"
    found = number_of(match[group], first + _runs(match, match.start(group)))
    tree = parsed(match, "asked", first, parse)
    return None if tree is None or found is None or unknowns(tree) != {"n"} else put(tree, {"n": found})


def _applied(match: re.Match[str], first: int, parse: Parse) -> Tree | None:
    """What one function, or one of another, comes to at a number."""
    bodies: dict[str, tuple[str, Tree | None]] = {}
    heads = list(_ONE_FUNCTION.finditer(match.string, *match.span("functions")))
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else match.end("functions")
        body = re.sub(r"(?:,? and|,) *\Z", "", match.string[head.end() : end], flags=re.IGNORECASE)
        bodies[head[1]] = head[2], parse(body, first + _runs(match, head.end()))
    names = [name for name in (match["inner"], match["outer"]) if name is not None]
    if len(bodies) != len(heads) or set(names) != set(bodies):
        return None
    found = number_of(match["at"], first + _runs(match, match.start("at")))
    for name in names:
        variable, inner = bodies[name]
        if inner is None or found is None or unknowns(inner) != {variable}:
            return None
        found = put(inner, {variable: found})
    return found


def put(tree: Tree, values: Mapping[str, Tree]) -> Tree:
    """The tree with others in place of its letters."""
    if isinstance(tree, Unknown):
        return values[tree.name]
    if not isinstance(tree, Operation):
        return tree
    return Operation(tree.operator, put(tree.left, values), put(tree.right, values))


def parsed(match: re.Match[str], group: str, first: int, parse: Parse) -> Tree | None:
    """The tree of what a group of a match holds."""
    return parse(match[group], first + _runs(match, match.start(group)))


def _runs(match: re.Match[str], end: int) -> int:
    """How many runs of digits of the text stand before a place."""
    return match.string.count("0", 0, end)
