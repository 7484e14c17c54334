r"""A number that is claimed, in any ordinary notation, over shapes.

`0`, `0,0`, `0 0`, `0.0`, `.0`, `0/0`, `((0)/(0))` of \frac, `0 0/0`, `0½`, `0e0`, `0*10^0`, `0.\overline{0}`,
"0 over 0", signed by `-`, "minus" or "negative", in words ("one hundred ninety-five", "two thirds").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd
from typing import NamedTuple

from pairwright.verify.columns.number_words import WORDED, worded
from pairwright.verify.questions.trees import Constant, Numeral, Operation, Scale, Tree, Zero

_NUMERAL = r"(?:0(?:,0)*(?:\.0)?|\.0)"
# 1 234 567: that each group has three digits is checked on the numbers.
_SPACED = r"0(?:[ ]0)+(?:\.0)?(?![ ]?/)"
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_VULGAR = "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
_PARTS = (
    (1, 2),
    (1, 3),
    (2, 3),
    (1, 4),
    (3, 4),
    (1, 5),
    (2, 5),
    (3, 5),
    (4, 5),
    (1, 6),
    (5, 6),
    (1, 7),
    (1, 8),
    (3, 8),
    (5, 8),
    (7, 8),
    (1, 9),
    (1, 10),
)
_SIGNED = r"(?:[-+]|(?:minus|negative|positive|plus)\b)?"
_NUMBER = re.compile(
    rf"""[ \t]*(?P<sign>{_SIGNED})[ \t]*[$€£¥₹]?[ \t]*(?P<bracket>\({{0,3}})[ \t]*(?P<inner>[-+]?)[ \t]*
    (?:
      (?P<mantissa>0(?:,0)*(?:\.0)?)(?:[eE]|[ ]?\*[ ]?(?P<ten>0)[ ]?\^[ ]?[({{]?)(?P<down>[-+]?)(?P<power>0)[)}}]?
    | (?P<scaled>0(?:,0)*(?:\.0)?)[ ]?\*[ ]?0(?P<raised>\u207b?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,2}})(?![⁰¹²³⁴⁵⁶⁷⁸⁹])
    | (?P<shift>0?)\.(?P<fixed>0?)(?:\\overline[ ]?\{{(?P<over>0)\}}|\((?P<round>0)\)|(?P<dotted>\u0305))
    | (?P<whole>0)(?:[ ]+|[ ]?-[ ]?|[ ]+and[ ]+)(?P<above>0)[ ]?/[ ]?(?P<below>0)
    | (?:(?P<units>0(?:,0)*)[ ]?)?(?P<vulgar>[{_VULGAR}])
    | (?P<top>0(?:,0)*)[ ]?(?:/|over)[ ]?(?P<bottom>0(?:,0)*)
    | (?P<spaced>{_SPACED})
    | (?P<numeral>{_NUMERAL})
    | (?P<words>{WORDED})(?:[ ]+over[ ]+(?P<parts>{WORDED}))?
    )[ \t]*(?P<closed>\){{0,3}})""",
    re.VERBOSE | re.IGNORECASE,
)
# \frac{-0}{0} and \frac{0}{0}, as `markup` writes them, and a number before them.
_FRACTION = re.compile(
    r"[ \t]*(?P<sign>[-+]?)[ \t]*(?:(?P<whole>0)[ ]*)?\([ ]*\([ ]*(?P<inner>[-+]?)[ ]*(?P<top>0(?:,0)*)[ ]*\)[ ]*/"
    r"[ ]*\([ ]*(?P<under>[-+]?)[ ]*(?P<bottom>0(?:,0)*)[ ]*\)[ ]*\)"
)
# The commonest: a whole number or a decimal, with its end in sight.
_COMMON = re.compile(
    r"[ \t]*(-?)(0(?:,0)*(?:\.0)?)(?=[.,;:!?)\]}$*\"'\n\x03]|\Z)(?![.,]0|\*0[\u207b\u2070\xb9\xb2\xb3\u2074-\u2079]|[.,][\\({]|[)]*[ \t]*[/^÷])"
)
# `3 R 2`, as `remainders` writes it.
_QUOTIENT = re.compile(r"[ \t]*(?P<quotient>[-+]?0(?:,0)*)R(?P<rest>0(?:,0)*)")
_NEGATIVE = {"-", "minus", "negative"}


@dataclass(frozen=True)
class Claim:
    """A number given as the answer.

    Attributes:
        numerals: of a fraction the two, for a check that it is in lowest terms.
        fraction: whether it is a fraction a/b, which is an answer in lowest terms alone.
        further: of an answer of several parts (`3 R 2`), the parts behind this one.
        choice: of an answer that is a word, which of `choices` it is one of.
    """

    tree: Tree
    numerals: tuple[Numeral, ...] = ()
    fraction: bool = False
    further: tuple[Claim, ...] = ()
    choice: str = ""


class Condition(NamedTuple):
    """What a run of digits must be, told on the numbers of each text.

    Attributes:
        run: which.
        among: it must be the same number as one of these runs.
        number: or this number.
        width: it must have this many digits (any number of them if 0).
        apart: it must be none of these runs' numbers.
        same: both of these must come to the same number.
        either: all conditions of one of these must be met, and no other of this one's.
    """

    run: int
    among: tuple[int, ...] = ()
    number: int = -1
    width: int = 0
    apart: tuple[int, ...] = ()
    same: tuple[Tree, Tree] | None = None
    either: tuple[tuple[Condition, ...], ...] = ()


def in_their_order(runs: Iterable[int], first: int = 0) -> tuple[Condition, ...]:
    """That runs of digits are the same numbers as those of a question, one after the other.

    Args:
        runs: which.
        first: the question's first run of digits.
    """
    return tuple(Condition(run, (first + place,)) for place, run in enumerate(runs))


class Read(NamedTuple):
    """A number read at a place of a text.

    Attributes:
        claim: the number.
        end: where it ends.
        conditions: what must be so for the number to be read like this.
    """

    claim: Claim
    end: int
    conditions: tuple[Condition, ...] = ()


def number_at(text: str, at: int, runs: Sequence[int]) -> Read | None:
    """The number that stands at a place.

    Args:
        text: part of a shape.
        at: where in it.
        runs: for each run of digits from that place on, which one it is.
    """
    if match := _COMMON.match(text, at):
        return Read(Claim(_signed(_numeral(match[2], runs, 0), match[1] == "-")), match.end())
    if match := _QUOTIENT.match(text, at):
        quotient = _signed(_numeral(match["quotient"].lstrip("+-"), runs, 0), match["quotient"][:1] == "-")
        rest = _numeral(match["rest"], runs, match["quotient"].count("0"))
        return Read(Claim(quotient, further=(Claim(rest),)), match.end())
    if match := _FRACTION.match(text, at):
        return _ratio(match, runs)
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    opened, closed = len(match["bracket"]), len(match["closed"])
    end = match.end() - max(0, closed - opened)
    if opened > closed or (match["sign"] and match["inner"] and not (opened and match["sign"] == "+")):
        return None
    claim, conditions = _unsigned(match, runs)
    if claim is None:
        return None
    negative = (match["sign"].lower() in _NEGATIVE) != (match["inner"] == "-")
    tree = _signed(claim.tree, negative)
    return Read(Claim(tree, claim.numerals, claim.fraction), end, conditions)


def _unsigned(match: re.Match[str], runs: Sequence[int]) -> tuple[Claim | None, tuple[Condition, ...]]:
    """The claim without its signs, and what must be so for it."""
    if written := match["numeral"]:
        return Claim(_numeral(written, runs, 0)), ()
    if match["words"]:
        valued = worded(match["words"])
        if match["parts"]:
            return _over(valued, worded(match["parts"])), ()
        return (None if valued is None else Claim(_divided(*valued))), ()
    if match["mantissa"]:
        return _scientific(match, runs)
    if match["scaled"]:
        count = match["scaled"].count("0")
        power = int(match["raised"].translate(_RAISED))
        scale = Constant(10 ** abs(power))
        tree = Operation("/" if power < 0 else "*", _numeral(match["scaled"], runs, 0), scale)
        return Claim(tree), (Condition(runs[count], number=10),)
    if match["whole"]:
        above, below = Numeral(runs[1]), Numeral(runs[2])
        tree = Operation("+", Numeral(runs[0]), Operation("/", above, below))
        return Claim(tree, (above, below), fraction=True), ()
    if match["vulgar"]:
        part = _divided(*_PARTS[_VULGAR.index(match["vulgar"])])
        units = match["units"]
        return Claim(Operation("+", _numeral(units, runs, 0), part) if units else part), ()
    if match["top"]:
        above, below = _numeral(match["top"], runs, 0), _numeral(match["bottom"], runs, match["top"].count("0"))
        return Claim(Operation("/", above, below), (above, below), fraction=True), ()
    if written := match["spaced"]:
        return Claim(_numeral(written.replace(" ", ","), runs, 0)), ()
    if match["dotted"]:
        # The line stands over the last digit alone.
        last = runs[len(match["shift"]) + len(match["fixed"]) - 1]
        return _repeating(match, runs), (Condition(last, width=1),)
    return _repeating(match, runs), ()


def _over(above: tuple[int, int] | None, below: tuple[int, int] | None) -> Claim | None:
    """A fraction in words, which is an answer in lowest terms alone."""
    if above is None or below is None or above[1] != 1 or below[1] != 1 or gcd(above[0], below[0]) != 1:
        return None
    return Claim(_divided(above[0], below[0])) if below[0] else None


def _numeral(written: str, runs: Sequence[int], first: int) -> Numeral:
    groups = written.count(",") + (not written.startswith("."))
    return Numeral(runs[first], groups, decimal="." in written)


def _signed(tree: Tree, negative: bool) -> Tree:
    return Operation("-", Zero(), tree) if negative else tree


def _divided(above: int, below: int) -> Tree:
    return Constant(above) if below == 1 else Operation("/", Constant(above), Constant(below))


def _scientific(match: re.Match[str], runs: Sequence[int]) -> tuple[Claim, tuple[Condition, ...]]:
    mantissa = _numeral(match["mantissa"], runs, 0)
    after = match["mantissa"].count("0")
    tens = (Condition(runs[after], number=10),) if match["ten"] else ()
    power = Operation("^", Constant(10), Numeral(runs[after + len(tens)]))
    return Claim(Operation("/" if match["down"] == "-" else "*", mantissa, power)), tens


def _repeating(match: re.Match[str], runs: Sequence[int]) -> Claim | None:
    """0.1666..., its 6 under a line: the fixed digits, and the repeated ones over 9, 99 or 999 of them behind these."""
    parts = [part for part in (match["shift"], match["fixed"]) if part]
    if match["dotted"] and not match["fixed"]:
        return None
    shift: Tree = Numeral(runs[0]) if match["shift"] else Zero()
    if match["dotted"]:
        run = runs[len(parts) - 1]
        return Claim(Operation("+", shift, _over_nines(Numeral(run), run)))
    run = runs[len(parts)]
    tree = _over_nines(Numeral(run), run)
    if match["fixed"]:
        fixed = runs[len(parts) - 1]
        tree = Operation("/", Operation("+", Numeral(fixed), tree), Scale(fixed))
    return Claim(Operation("+", shift, tree))


def _over_nines(tree: Tree, run: int) -> Tree:
    return Operation("/", tree, Operation("-", Scale(run), Constant(1)))


def _ratio(match: re.Match[str], runs: Sequence[int]) -> Read:
    first = 1 if match["whole"] else 0
    above, below = _numeral(match["top"], runs, first), _numeral(match["bottom"], runs, first + match["top"].count("0"))
    tree: Tree = _signed(Operation("/", above, below), (match["inner"] == "-") != (match["under"] == "-"))
    if match["whole"]:
        tree = Operation("+", Numeral(runs[0]), tree)
    tree = _signed(tree, match["sign"] == "-")
    return Read(Claim(tree, (above, below), fraction=True), match.end())
