"""Wordings and integer columns to text, by Polars expressions.

A wording is literal text with slots in braces: `x-{a}={b},x=?`.  A negative number that follows an
operator is written in parentheses, `5-(-3)=?`, so that the text reads back to the same numbers.  A slot
`{answer_reversed}` shows the number of `{answer}` with its digits from right to left.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from string import Formatter

from pairwright.lazily import pl

_OPERATORS = "+-*/×÷·−^"
_REVERSED = "_reversed"


def slots(wording: str) -> list[str]:
    """What the slots of a wording show, in order: their names, whichever way the digits stand.

    Raises:
        ValueError: a brace without its partner, or a slot that is not a plain name.

    >>> slots("x-{a}={b},x=?")
    ['a', 'b']

    """
    return [name.removesuffix(_REVERSED) for _, name in _pieces(wording) if name]


def reversed_slots(wording: str) -> set[str]:
    """What a wording shows with its digits from right to left.

    >>> reversed_slots("{calculation} equals {answer_reversed}. The answer is {answer}.")
    {'answer'}
    """
    return {name.removesuffix(_REVERSED) for _, name in _pieces(wording) if name.endswith(_REVERSED)}


# A plan asks for the slots of some hundred wordings and calculations, again and again.
@lru_cache(maxsize=4096)
def _pieces(wording: str) -> tuple[tuple[str, str], ...]:
    """(literal text, name of the slot after it), the last name being empty."""
    try:
        parsed = list(Formatter().parse(wording))
    except ValueError as error:
        raise ValueError(f"{wording!r}: {error}; write {{{{ or }}}} for a brace of its own") from error
    for _, name, spec, conversion in parsed:
        if name is not None and (not name.isidentifier() or spec or conversion):
            raise ValueError(f"{wording!r}: {{{name}}} is not a slot; a slot is a plain name in braces")
    return tuple((literal, name or "") for literal, name, _, _ in parsed)


def filled(wording: str, parts: Mapping[str, str]) -> str:
    """The wording with some slots replaced by other wordings; the rest stay slots.

    >>> filled("because {calculation} equals {answer}", {"calculation": "{a}+{b}"})
    'because {a}+{b} equals {answer}'
    >>> filled("{answer_reversed}", {"answer": "{claimed}"})
    '{claimed_reversed}'
    """
    return "".join(_escaped(literal) + _filled_slot(name, parts) for literal, name in _pieces(wording))


def _filled_slot(name: str, parts: Mapping[str, str]) -> str:
    if name in parts or not name:
        return parts.get(name, "")
    shown = name.removesuffix(_REVERSED)
    if shown == name or shown not in parts:
        return f"{{{name}}}"
    return filled(parts[shown], {each: f"{{{each}{_REVERSED}}}" for each in slots(parts[shown])})


def _escaped(literal: str) -> str:
    return literal.replace("{", "{{").replace("}", "}}")


def text(wording: str, *, signed: Collection[str] = ()) -> pl.Expr:
    """The wording as an expression (dtype String) over string columns named like its slots.

    Args:
        wording: literal text and slots.
        signed: the slots that may be negative; after an operator they need the parentheses.

    >>> frame = pl.DataFrame({"a": ["5"], "b": ["-3"]})
    >>> frame.select(text("{a}-{b}=?", signed=["b"])).item()
    '5-(-3)=?'
    >>> pl.DataFrame({"answer": [-120]}).select(text("{answer_reversed}")).item()
    '-021'

    """
    parts: list[pl.Expr] = []
    for literal, name in _pieces(wording):
        if literal:
            parts.append(pl.lit(literal))
        if name:
            shown = name.removesuffix(_REVERSED)
            number = pl.col(shown) if shown == name else _reversed(shown)
            after_operator = literal.rstrip().endswith(tuple(_OPERATORS))
            parts.append(_in_parentheses(number) if after_operator and shown in signed else number)
    return pl.concat_str(parts)


def _reversed(name: str) -> pl.Expr:
    """The sign stays in front."""
    number = pl.col(name).cast(pl.String)
    return pl.concat_str(number.str.extract("^(-?)"), number.str.strip_prefix("-").str.reverse())


def _in_parentheses(number: pl.Expr) -> pl.Expr:
    return pl.when(number.str.starts_with("-")).then(pl.concat_str(pl.lit("("), number, pl.lit(")"))).otherwise(number)


def result_apart(wording: str) -> str:
    """The wording with what the calculation comes to as a slot of its own, `result`.

    That is the first answer after the calculation, if another one stands elsewhere.

    >>> result_apart("The answer is {answer} because {calculation} equals {answer}.")
    'The answer is {answer} because {calculation} equals {result}.'
    >>> result_apart("{answer}, as {{so}} {calculation} is {answer}.")
    '{answer}, as {{so}} {calculation} is {result}.'
    >>> result_apart("{calculation} equals {answer}.")
    '{calculation} equals {answer}.'
    >>> result_apart("{calculation} equals {answer_reversed}. The answer is {answer}.")
    '{calculation} equals {result_reversed}. The answer is {answer}.'
    """
    pieces = _pieces(wording)
    # A doubled brace ends a piece that has no slot.
    names, shown = [name for _, name in pieces], slots(wording)
    places = [place for place, name in enumerate(names) if name]
    if "calculation" in shown and shown.count("answer") > 1:
        after = shown.index("calculation")
        if "answer" in shown[after:]:
            place = places[shown.index("answer", after)]
            names[place] = names[place].replace("answer", "result")
    parts = zip((literal for literal, _ in pieces), names, strict=True)
    return "".join(_escaped(literal) + (f"{{{name}}}" if name else "") for literal, name in parts)


def literals(wording: str) -> set[str]:
    """The characters of a wording outside its slots.

    >>> sorted(literals("{a}+{b}=?"))
    ['+', '=', '?']
    """
    return {character for literal, _ in _pieces(wording) for character in literal}


def plain(wording: str) -> str:
    """A wording without slots as it stands in the rows (its doubled braces made single).

    >>> plain("I {{really}} cannot tell.")
    'I {really} cannot tell.'
    """
    return "".join(literal for literal, _ in _pieces(wording))


def literal_runs(wording: str) -> list[str]:
    """The literal texts of a wording, one before each slot and one at its end; some may be empty.

    >>> literal_runs("x-{a}={b},x=?")
    ['x-', '=', ',x=?']
    """
    runs = [""]
    for literal, name in _pieces(wording):
        runs[-1] += literal
        if name:
            runs.append("")
    return runs
