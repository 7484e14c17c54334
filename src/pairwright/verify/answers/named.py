"""Quantities that have a name: an answer that a text calls by the name of another one is no answer.

"The mean is 4." says nothing of a median, and "the product is 72" nothing of a sum.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.passage import words_in
from pairwright.verify.answers.prose import sentence_start

# What a quantity is called; those of one line are the same.
_GROUPS = (
    "mean|average",
    "median",
    "mode",
    "range",
    "midrange",
    "sum|addition|digit sum",
    "total",
    "difference|subtraction",
    "product|multiplication",
    "quotient|division",
    "ratio",
    "remainder|rest|modulus|residue",
    "divisor",
    "dividend",
    "greatest common divisor|greatest common factor|highest common factor|largest common divisor|gcd|gcf|hcf",
    "least common multiple|lowest common multiple|smallest common multiple|lcm",
    "numerator",
    "denominator",
    "perimeter|circumference",
    "area",
    "volume",
    "diagonal",
    "time",
    "radius",
    "diameter",
    "length",
    "width",
    "height",
    "square",
    "cube",
    "square root",
    "cube root",
    "exponent",
    "power",
    "base",
    "maximum|max|largest|larger|greatest|greater|biggest|bigger|highest|higher",
    "minimum|min|smallest|smaller|least|lesser|lowest|lower",
    "double|twice",
    "triple",
    "variance",
    "standard deviation",
    "absolute value",
    "reciprocal",
    "opposite",
    "inverse",
    "factorial",
    "discount",
    "tax",
    "interest",
    "profit",
    "loss",
    "speed",
    "distance",
    "percentage",
    "carry",
    "side|sides",
    "coefficient",
    "constant|constant term",
    "slope",
    "number of solutions|number of roots",
    "error",
    "number of divisors",
    "number of factors",
)
_GROUP_OF = {name: group.split("|")[0] for group in _GROUPS for name in group.split("|")}
_OF_OPERATOR: Mapping[str, tuple[str, ...]] = {
    "+": ("sum",),
    "-": ("difference",),
    "*": ("product",),
    "/": ("quotient", "ratio"),
    "//": ("quotient",),
    "quotient": ("quotient",),
    "^": ("power", "square", "cube"),
    "mod": ("remainder",),
    "max": ("maximum",),
    "min": ("minimum",),
    "gcd": ("greatest common divisor",),
    "lcm": ("least common multiple",),
    "abs": ("absolute value",),
    "root": ("square root", "cube root"),
    "!": ("factorial", "product"),
    "mean": ("mean", "sum", "quotient"),
    "median": ("median",),
    "higher": ("maximum",),
    "lower": ("minimum",),
    "divisor count": ("number of divisors", "number of factors", "divisor"),
}
# The greatest or least of all that there are of a kind.
EXTREMES: Mapping[str, str] = {"greatest common divisor": "maximum", "least common multiple": "minimum"}
# No question is for these unless it says so.
_BY_THE_WAY = frozenset(
    [
        "time",
        "diagonal",
        "loss",
        "speed",
        "discount",
        "tax",
        "carry",
        "error",
        "side",
        "coefficient",
        "mode",
        "median",
        "divisor",
        "dividend",
    ]
)
_ANY_OF_FOUR = ("sum", "difference", "product", "quotient")
_NAME = "|".join(sorted(_GROUP_OF, key=len, reverse=True))
_AT_END = re.compile(rf"\b(?P<name>{_NAME})[ ]*[:=(]?[ ]*\Z", re.IGNORECASE)
QUANTITY_WORDS = frozenset(" ".join(_GROUP_OF).split())
# In small letters.
_NAMED = re.compile(rf"\b(?P<name>{_NAME})\b")
# What is asked for by its name.
_ASKED = re.compile(
    rf"\b(?:what(?:'s|[ ]is|[ ]was)|which(?:[ ]\w+){{0,2}}|find|calculate|compute|determine|give|evaluate|work[ ]out)[ ]"
    rf"(?:(?:the|its|their)[ ])?(?P<name>{_NAME})\b",
    re.IGNORECASE,
)
# Behind a name: of what, and that it is a number which follows.
_IS = re.compile(
    rf"(?:,[ ]which|,)?[^.,;:=\n→⇒]{{0,120}}?(?:\b(?:is|are|was|equals?|as|gives|yields|makes|(?:evaluates|amounts)[ ]to|stands[ ]at|to[ ]be|(?:we|i|you)[ ](?:find|get|have|got|found)|(?:comes?|works|turns)[ ](?:out[ ])?(?:to|as|at)(?:[ ]be)?|(?:will|would|must|should|(?:can|could|may)[ ](?:only|just))[ ]be|of)\b"
    rf"|[=:→⇒]|\()[\s*_$`\"'([{{:|={OPEN}{CLOSE}-]*(?:(?:just|therefore|thus|then|now|indeed|[a-z]+ly)[ ])?[\s*_$`\"'([{{:|={OPEN}{CLOSE}-]*\Z|[\s*:=,){OPEN}{CLOSE}]*\Z",
    re.IGNORECASE,
)
# What stands behind a name, where it is that of the question's numbers, all of them.
_OF_ALL = frozenset(
    "of the two both these those given numbers values integers decimals fractions terms them all is are equals be will must comes out to".split()
)
_ITSELF = re.compile(
    r"\b(?:answers?|ans|result|solution|value)[ ](?:of|to|for|from)\b[^,]*\Z|\bexpression\b", re.IGNORECASE
)
_BEHIND = re.compile(
    rf"[\s*_$`\"')\]}}{CLOSE}]*(?:\(|as|,?[ ]?which[ ]is|(?:,[ ])?is|was|equals|=)[ ]?(?:the|an?|its|their|only|really|just|not|in[ ]fact|called)[ ](?:\w+[ ])??(?P<name>{_NAME})\b",
    re.IGNORECASE,
)
# "The sides give x": it is x.
_LETTER = re.compile(r"(?<![^\W\d_])[A-Za-z]\Z")
_NUMBER = re.compile(r"[-+]?[^A-Za-z]*\Z")


def with_extremes(quantities: frozenset[str]) -> frozenset[str]:
    """What an answer may be called, with the words that say which of several it is: the largest number that divides both."""
    return quantities | {EXTREMES[name] for name in quantities & EXTREMES.keys()}


def names_it(text: str, allowed: frozenset[str] | None) -> bool:
    """Whether a text that leads to a number calls it what was asked for: "The difference between the two numbers is".

    Args:
        text: what stands before the number.
        allowed: what an answer may be called, as `quantities` has it.

    >>> names_it("The sum of both is ", frozenset(["sum"])), names_it("The number of steps is ", frozenset(["sum"]))
    (True, False)
    """
    last = next(iter(list(_NAMED.finditer(text.lower()))[-1:]), None)
    if last is None or _GROUP_OF[last["name"]] not in (allowed or ()):
        return False
    return words_in(text[last.end() :]) <= _OF_ALL


def names_another(text: str, allowed: frozenset[str] | None) -> bool:
    """Whether a quantity that was not asked for is named in a text at all.

    Args:
        text: some words.
        allowed: what an answer may be called, as `quantities` has it.

    >>> names_another("the sum of them", frozenset(["median"])), names_another("so it is", frozenset(["median"]))
    (True, False)
    """
    if allowed is None or words_in(text).isdisjoint(QUANTITY_WORDS):
        return False
    return any(_GROUP_OF[match["name"]] not in allowed for match in _NAMED.finditer(text.lower()))


def quantities(question: str, operators: frozenset[str], *, several: bool) -> frozenset[str] | None:
    """The quantities that an answer to a question may be called; None if any.

    Args:
        question: its shape.
        operators: of what is to be worked out; none of a question that was not read.
        several: whether its operations are not all told by it: a story, an equation to be solved.
    """
    if words_in(question).isdisjoint(QUANTITY_WORDS):
        asked: list[re.Match[str]] = []
        found: list[re.Match[str]] = []
    else:
        asked, found = list(_ASKED.finditer(question)), list(_NAMED.finditer(question.lower()))
    if asked:
        name = _GROUP_OF[asked[-1]["name"].lower()]
        # "What is the total time": either may be said, as may what else a question that was not read names.
        others = {_GROUP_OF[match["name"]] for match in found} if not operators else set()
        return frozenset([name, "total"] if name == "sum" else [name]) | others
    if not operators:
        names = {_GROUP_OF[match["name"]] for match in found}
        names |= {"time"} if "how long" in question.lower() else set()
        return frozenset(names.union(_GROUP_OF.values()) - (_BY_THE_WAY - names))
    named = {_GROUP_OF[match["name"]] for match in found}
    named |= {name for each in operators for name in _OF_OPERATOR.get(each, ())}
    named |= {"total"} if operators & {"+", "-", "*", "/"} else set()
    return frozenset(named.union(_ANY_OF_FOUR if several else ()))


def names_in(text: str) -> frozenset[str]:
    """The quantities that a text names."""
    if words_in(text).isdisjoint(QUANTITY_WORDS):
        return frozenset()
    return frozenset(_GROUP_OF[match["name"]] for match in _NAMED.finditer(text.lower()))


def names_before(text: str) -> frozenset[str]:
    """The quantity by whose name a text ends, a mark behind it: "Sum:"."""
    match = _AT_END.search(text)
    return frozenset() if match is None else frozenset([_GROUP_OF[match["name"].lower()]])


def calls_it_another(text: str, start: int, end: int, allowed: frozenset[str] | None) -> bool:
    """Whether the number that ends at a place is told as the value of a quantity that was not asked for.

    Args:
        text: a passage.
        start: where what leads to the number begins.
        end: where the number ends.
        allowed: what it may be called, as `quantities` has it.

    >>> calls_it_another("So the mean is 0.", 15, 16, frozenset(["median"]))
    True
    """
    if allowed is None:
        return False
    behind = _BEHIND.match(text, end)
    if behind and _GROUP_OF[behind["name"].lower()] not in allowed:
        return True
    sentence = text[sentence_start(text, start) : end]
    said = _NUMBER.sub("", sentence)
    if _LETTER.search(said):
        return False
    tail = sentence[len(said) :]
    if words_in(said).isdisjoint(QUANTITY_WORDS):
        return False
    small = said.lower()
    last = next(
        iter([each for each in _NAMED.finditer(small) if not small.endswith("in ", 0, each.start())][-1:]), None
    )
    if last is None or "=" in said[: last.start()] or _GROUP_OF[last["name"]] in allowed:
        return False
    marks = tail[: len(tail) - len(tail.lstrip(f" \t\n*_$`\"'([{{:|=→⇒{OPEN}{CLOSE}"))]
    return _IS.fullmatch(said[last.end() :] + marks) is not None and not _ITSELF.search(
        said[max(0, last.start() - 40) : last.start()]
    )
