"""Phrases that do something with numbers, each with the operation that it stands for; the grammar is in `wordings`."""

from __future__ import annotations

from pairwright.verify.questions.operations import OPERATIONS

# What the result of an operation is called, and the operation itself.
NOUNS = {
    "sum": "+", "total": "+", "addition": "+", "difference": "-", "subtraction": "-", "product": "*",
    "multiplication": "*", "quotient": "/", "division": "/",
}  # fmt: skip
# Parts of something, so many of them.
PARTS = {
    "halves": 2, "thirds": 3, "quarters": 4, "fourths": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8,
    "ninths": 9, "tenths": 10,
}  # fmt: skip
# So many, without a digit.
AMOUNTS = {"a dozen": 12, "half a dozen": 6, "half dozen": 6, "a half dozen": 6, "one dozen": 12}
# What one number is turned into by a phrase before it: the operation, and the number on its other side.
BEFORE = {
    "square root of": ("root", 2), "positive square root of": ("root", 2), "principal square root of": ("root", 2),
    "cube root of": ("root", 3), "fourth root of": ("root", 4), "sqrt of": ("root", 2),
    "square of": ("^", 2), "cube of": ("^", 3), "half of": ("/", 2), "half": ("/", 2), "quarter of": ("/", 4),
    "third of": ("/", 3), "a third of": ("/", 3), "a quarter of": ("/", 4), "a half of": ("/", 2), "twice": ("*", 2),
    "double": ("*", 2), "triple": ("*", 3), "thrice": ("*", 3), "quadruple": ("*", 4),
    "double of": ("*", 2), "triple of": ("*", 3), "absolute value of": ("abs", 0), "factorial of": ("!", 0),
    "modulus of": ("abs", 0), "magnitude of": ("abs", 0), "squaring": ("^", 2), "cubing": ("^", 3),
    "floor of": ("//", 1), "ceiling of": ("ceil", 1), "doubling": ("*", 2), "tripling": ("*", 3), "halving": ("/", 2),
}  # fmt: skip
# What is done to one number; "the square 9" is no such thing, and which power or root of 9 it means nobody can say.
DONE_TO_ONE = {
    "halve": ("/", 2), "square": ("^", 2), "cube": ("^", 3), "double": ("*", 2), "triple": ("*", 3),
    "quadruple": ("*", 4), "take square root of": ("root", 2), "take cube root of": ("root", 3), "take half of": ("/", 2),
}  # fmt: skip
# The same, behind it.
BEHIND = {
    "doubled": ("*", 2), "tripled": ("*", 3), "quadrupled": ("*", 4), "halved": ("/", 2), "divided in half": ("/", 2), "cut in half": ("/", 2),
    "split in half": ("/", 2), "divided in two": ("/", 2), "divided into two": ("/", 2),
}  # fmt: skip
# Behind what has no sign before it: minus 3 squared is 9 to some, -9 to others.
POWERED = {"squared": ("^", 2), "cubed": ("^", 3), "factorial": ("!", 0)}
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
for _degree, _ordinal in enumerate(_ORDINALS, 2):
    POWERED |= dict.fromkeys(
        (f"{raised}to {_ordinal}{power}" for raised in ("", "raised ") for power in ("", " power")), ("^", _degree)
    )
    BEFORE[f"{_ordinal} power of"] = ("^", _degree)
    BEFORE.setdefault(f"{_ordinal} root of", ("root", _degree))
    if _degree > 2:
        BEFORE[f"{_ordinal} part of"] = ("/", _degree)
        BEFORE |= dict.fromkeys((f"{article} {_ordinal} of" for article in ("a", "an")), ("/", _degree))
for _factor, _times in (("half", ("/", 2)), ("twice", ("*", 2))):
    BEFORE |= dict.fromkeys((f"{_factor} as {size} as" for size in ("many", "much", "large", "big")), _times)
# Numbers compared, several at once; "the largest 3 of" in a text is no operation.
EXTREMES = {
    f"{word} of": operation
    for operation, words in (
        ("max", ("largest", "greatest", "biggest", "highest")),
        ("min", ("smallest", "least", "lowest")),
    )
    for word in words
}
# Of each of several numbers, and what is done with all: "the sum of the squares of 3 and 4".
OF_EACH = {
    f"{noun} of {each} of": (operator, *done)
    for noun, operator in (("sum", "+"), ("difference", "difference"), ("product", "*"))
    for each, done in (
        ("squares", ("^", 2)), ("cubes", ("^", 3)), ("square roots", ("root", 2)), ("cube roots", ("root", 3)),
    )
} | {f"difference between {each} of": ("difference", *done) for each, done in (("squares", ("^", 2)), ("cubes", ("^", 3)))}  # fmt: skip
# Functions of several numbers in brackets.
_CALLED = {
    "+": ("sum", "add"), "-": ("subtract", "sub"), "*": ("product", "multiply", "mul"), "/": ("divide", "div"),
    "mod": ("mod", "modulo"), "^": ("pow", "power"),
}  # fmt: skip
# Those of programs and of tables.
PROGRAMMED = {name: operation for operation, names in _CALLED.items() for name in names}
CALLS = [*(name for row in OPERATIONS.values() for name in row.calls), *PROGRAMMED, "nthroot"]
# Functions of one number in brackets.
FUNCTIONS = {
    "floor": ("//", 1),
    "ceil": ("ceil", 1),
    "ceiling": ("ceil", 1),
    "sqrt": ("root", 2),
    "cbrt": ("root", 3),
    "abs": ("abs", 0),
    "factorial": ("!", 0),
}
# What is done with two numbers: a verb, and by what links them the operation; "turned" takes the first from the second.
_THESE = (
    "numbers",
    "these numbers",
    "these",
    "following numbers",
    "following",
    "all of these numbers",
    "all these numbers",
    "all of these",
    "all these",
)
DONE = {
    "add": {"and": "+", "to": "+", "with": "+"},
    "add up": {"and": "+"},
    "add up numbers": {"and": "+"},
    "total": {"and": "+"},
    "sum up": {"and": "+"},
    "sum": {"and": "+"},
    **{
        f"{add} {which}{up}": {"and": "+"} for add in ("add", "sum", "add up") for which in _THESE for up in ("", " up")
    },
    **{f"multiply {which}": {"and": "*"} for which in _THESE},
    "subtract": {"from": "turned"},
    "deduct": {"from": "turned"},
    "remove": {"from": "turned"},
    "take away": {"from": "turned"},
    "take": {"from": "turned", "away from": "turned", "off": "turned"},
    "multiply": {"and": "*", "by": "*", "with": "*"},
    "divide": {"by": "/"},
    "increase": {"by": "+"},
    "decrease": {"by": "-"},
    "reduce": {"by": "-"},
}
# The same as something that was done.
DID = {
    "added": DONE["add"], "subtracted": DONE["subtract"], "took away": DONE["take away"], "divided": DONE["divide"],
    "multiplied": DONE["multiply"], "increased": DONE["increase"], "decreased": DONE["decrease"],
}  # fmt: skip
# The same as something that is done, and not as an order.
_GERUNDS = {
    "adding": "add", "subtracting": "subtract", "multiplying": "multiply", "taking": "take",
    "increasing": "increase", "decreasing": "decrease",
}  # fmt: skip
DOING = {gerund: DONE[verb] for gerund, verb in _GERUNDS.items()}
# What is rounded to, as a power of ten.
UNITS = {
    "whole number": 0, "integer": 0, "unit": 0, "whole": 0, "tens": 1, "hundred": 2, "hundreds": 2, "thousand": 3,
    "thousands": 3, "million": 6, "tenth": -1, "tenths": -1, "hundredth": -2, "hundredths": -2, "thousandth": -3,
    "ten thousand": 4, "hundred thousand": 5,
}  # fmt: skip
