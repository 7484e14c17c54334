"""The wordings of questions, all in one place: the phrases, and the grammar that they stand in.

A question is an equation with one unknown that is asked for, or something to work out:
`x-0=0,x=?`, `Solve 0-x=0 for x.`, `0+0=?`, `What is the sum of 0 and 0?`, `0 mod 0=?`.

What two people would read differently is refused.  `6/2x` is 6/(2x) to some and (6/2)x to others, so
a product without a sign divides nothing.  Words bind the loosest, and what they join must be a number, a
bracket, a fraction or, in the end, another phrase: "2+3 times 4" and "the square root of 16 plus 9" are
refused, "the product of 3 and the sum of 4 and 5" is not.
"""

from __future__ import annotations

import re

from pairwright.verify.operations import OPERATIONS, Level

# Each terminal of the grammar that is a phrase, in any case; `, ` stands for a comma that may be there.
PHRASES = {
    "_ASK": (
        ", what is",
        ", what's",
        "what are",
        "what equals",
        "how much is",
        "how much are",
        ", calculate",
        "compute",
        "evaluate",
        "work out",
        "figure out",
        ", determine",
        "simplify",
        ", solve",
        ", find",
        "give",
        "tell me",
    ),
    "_FOR": ("for",),
    "_IF": (", if", ", when", ", given that", ", where", ", given"),
    "_AND": (", and",),
    "_BY": ("by",),
    "_WITH_REMAINDER": (
        ", with remainder",
        ", with a remainder",
        ", with the remainder",
        "and give the remainder",
    ),
    "_WITHOUT_REMAINDER": (
        ", without remainder",
        ", without the remainder",
        ", without a remainder",
        ", ignoring the remainder",
    ),
    "_QUOTIENT_OF": ("the quotient of", "quotient of", "the whole number quotient of", "the integer quotient of"),
    "_REMAINDER_OF": ("the remainder of", "remainder of"),
    "_REMAINDER_WHEN": ("the remainder when", "the remainder if", "remainder when"),
    "_IS_DIVIDED_BY": ("is divided by",),
    "_DIVIDE": ("divide",),
}

GRAMMAR = r"""
    asked: (value | worded) (_mark | "?" | ".")                    -> work_out
         | _ASK (value | worded) _close                            -> work_out
         | value                                                   -> bare
         | _ASK? value _WITH_REMAINDER _close                      -> divide
         | value _IS "?" _REST "?" "."?                            -> divide
         | _DIVIDE value _BY value _WITH_REMAINDER _close          -> divide
         | _ASK? _QUOTIENT_OF value _WITHOUT_REMAINDER _close      -> floor
         | _ASK? value _WITHOUT_REMAINDER _close                   -> floor
         | _ASK? _REMAINDER_WHEN value _IS_DIVIDED_BY value _close -> rest
         | _ASK? _REMAINDER_OF value _close                        -> rest
         | _IF? equation ("," | ";") UNKNOWN _IS "?"               -> solve
         | _IF? equation "."? _ASK UNKNOWN _close                  -> solve
         | _ASK equation _FOR UNKNOWN _close                       -> solve
         | _ASK equation ("?" | ".")?                              -> find
         | _ASK _FOR? UNKNOWN (_COLON | _IF) equation ("?" | ".")? -> sought
    equation: value _IS value
    _mark: _IS | _IS "?"
    _close: _mark | "?" | "."
          |

    worded: NAMED value ("," value)* _AND value
    ?value: sum | product LAST divisor -> infix
    ?sum: product | sum SUM product -> infix
    ?product: signed | product PRODUCT signed -> infix | product DIVISION divisor -> infix
    ?signed: implicit | SUM signed -> sign
    ?divisor: power | SUM divisor -> sign
    ?implicit: power | implicit open_power -> implicit
    ?power: atom | atom POWER exponent -> infix
    ?open_power: open | open POWER exponent -> infix
    ?atom: numeral | open
    ?open: UNKNOWN -> unknown | "(" value ")" | call
    call: NAME "(" value ("," value)* ")"
    numeral: NUMERAL
    exponent: EXPONENT

    NUMERAL: /0(,0)*(\.0)?/
    EXPONENT: /0(?![.,]0)/
    UNKNOWN: /[a-zA-Z](?![a-zA-Z])/
    _REST.2: /R(?![a-zA-Z])/
    _COLON.3: /(?<=[a-zA-Z]):/
    _IS: "="
    %ignore /[ \t]+/
"""


_BEFORE_BRACKET = r"(?=[ \t]*\()"


def grammar() -> str:
    """The grammar with its terminals: the phrases above, the signs and names of the operations."""
    terminals = [f"{name}.2: {_pattern(phrases)}" for name, phrases in PHRASES.items()]
    for level in Level:
        signs = [sign for row in OPERATIONS.values() if row.level is level for sign in row.signs]
        terminals.append(f"{level.name}.2: {_pattern(signs)}")
    names = [name for row in OPERATIONS.values() for name in row.names]
    calls = _pattern([name for name in names if " " not in name], _BEFORE_BRACKET)
    terminals += [
        f"NAME.2: {calls}",
        f"NAMED.2: {_pattern([f'{the}{name} of' for name in names for the in ('', 'the ')])}",
    ]
    return GRAMMAR + "\n".join(terminals)


def _pattern(phrases: tuple[str, ...] | list[str], after: str = "") -> str:
    """A regular expression, as Lark writes it, for any of the phrases, the longest first."""
    alternatives = []
    for phrase in sorted(phrases, key=len, reverse=True):
        words = phrase.removeprefix(", ").split(" ")
        escaped = r"[ \t]+".join(re.escape(word).replace("/", r"\/") for word in words)
        comma = r"(?:,[ \t]*)?" if phrase.startswith(", ") else ""
        alternatives.append(comma + escaped + (r"(?![a-z])" if phrase[-1].isalpha() else ""))
    return f"/(?:{'|'.join(alternatives)}){after}/i"


def named_operation() -> str:
    """A regular expression for what has a name in a shape and begins with it or joins by it: `gcd(0, 0)`, ` mod `."""
    names = [name for row in OPERATIONS.values() for name in row.names if " " not in name]
    signs = [sign for row in OPERATIONS.values() for sign in row.signs if sign.isalpha()]
    call = rf"(?<![A-Za-z\\])(?i:{'|'.join(names)})[ \t]*\((?=[ \t]*-?0)[0,. \t-]*\)"
    return rf"{call}|(?<=[0)])[ \t]+(?:{'|'.join(signs)})[ \t]+(?=[0(])"


def operator_of(written: str) -> str:
    """The operation that a sign or name in a text stands for."""
    return _OPERATORS[" ".join(written.lower().split()).removeprefix("the ").removesuffix(" of")]


_OPERATORS = {written: name for name, row in OPERATIONS.items() for written in (*row.signs, *row.names)}
