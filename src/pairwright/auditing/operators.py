"""The operator that finds the answer of a question: `-` of x+9=42, as a recipe's rows and its manifest have it."""

from __future__ import annotations

import re

import polars as pl

# Not the end of a word: the sign in "closest to -5" is of the number.
_OPERAND = r"(?:(?<=[0)])|(?<=[A-Za-z])(?<![A-Za-z]{2}))"
_WRITTEN = re.compile(rf"{_OPERAND}\s*(//|[-+*/×÷·−–∗^])\s*(?=[0A-Za-z(-])")
_SPELLED = {"×": "*", "·": "*", "∗": "*", "÷": "/", "−": "-", "–": "-"}
# One step, with the unknown on either side of the operator, and on either side of the equals sign.
_EQUATION = re.compile(
    r"(?:^|[^\w+*/])\(?(?P<first>-?0(?:[/.]0)?|[a-z])\)?\s*(?P<operator>[-+*/×÷·−])\s*"
    r"\(?(?P<second>-?0(?:[/.]0)?|[a-z])\)?\s*=\s*\(?-?0"
)
_TURNED = re.compile(
    r"(?:^|[^\w+*/-])-?0(?:[/.]0)?\s*=\s*\(?(?P<first>-?0(?:[/.]0)?|[a-z])\)?\s*(?P<operator>[-+*/×÷·−])\s*"
    r"\(?(?P<second>-?0(?:[/.]0)?|[a-z])\)?(?![\w+*/-])"
)
_UNDOES_FIRST = {"+": "-", "-": "+", "*": "/", "/": "*"}
_UNDOES_SECOND = {"+": "-", "-": "-", "*": "/", "/": "/"}
# Of numbers in an order none is worked out, whatever signs and bars they have.
_IN_ORDER = frozenset({"order", "closest", "sequence"})
# Numbers of facts differ by more, or they are no fractions that anyone adds.
_ALIKE = 1e-9
_NAMED = (
    ("gcd", r"\bgcd\b|\bgcf\b|\bhcf\b|(?:greatest|highest) common"),
    ("lcm", r"\blcm\b|(?:least|lowest|smallest) common"),
    ("divmod", r"with (?:a )?remainder"),
    ("mod", r"\bmod\b|[0)]\s*%\s*[0(]|remainder|left ?over"),
    ("%", r"%|\bper ?cent\b"),
    ("//", r"//"),
)


def operators_of(forms: pl.Series, which: pl.Series, families: pl.Series, expected: pl.Series) -> pl.Series:
    """The operator that finds each answer (String; null where it cannot be told).

    Of several steps it is all that are written, each once. What is said in words is told from the fact and the answer.

    Args:
        forms: the distinct forms of the questions, their numbers written 0.
        which: of each question, the place of its form.
        families: the fact of each question, as `pairwright.verify.families` has it; null where nothing is known.
        expected: the right answer of each (String).

    """
    relations = families.str.split(" ").list.first()
    pairs = pl.DataFrame({"which": which, "relation": relations})
    distinct = pairs.unique(maintain_order=True)
    told = [_written(forms[place], relation) for place, relation in distinct.iter_rows()]
    distinct = distinct.with_columns(operator=pl.Series(told, dtype=pl.String))
    known = pairs.join(distinct, on=["which", "relation"], how="left", nulls_equal=True, maintain_order="left")
    said = pl.DataFrame({"relation": relations, "whole": _whole(families, expected)}).select(
        pl.when(pl.col("relation") == "+").then(pl.when("whole").then(pl.lit("+")).otherwise(pl.lit("-")))
        .when(pl.col("relation") == "*").then(pl.when("whole").then(pl.lit("*")).otherwise(pl.lit("/")))
    )  # fmt: skip
    written = known["operator"]
    return written.zip_with(written.is_not_null() | expected.is_null(), said.to_series()).alias("operator")


def _whole(families: pl.Series, expected: pl.Series) -> pl.Series:
    """Whether the answer is the sum, or the product, of the two others of a fact (Boolean).

    Whole numbers stand in their order, so it is the last; the product of fractions need not be the largest.
    """
    facts = pl.DataFrame({"fact": families.str.split(" "), "expected": expected.str.strip_prefix("-")})
    numbers = pl.col("fact").list.slice(1).list.eval(_value(pl.element()))
    half = pl.when(pl.col("fact").list.first() == "*").then(
        numbers.list.eval(pl.element().product()).list.first().sqrt()
    )
    apart = (half.otherwise(numbers.list.sum() / 2) / _value(pl.col("expected")) - 1).abs()
    last = pl.col("fact").list.last() == pl.col("expected")
    return facts.select(pl.when(families.str.contains("/")).then(apart < _ALIKE).otherwise(last)).to_series()


def _value(text: pl.Expr) -> pl.Expr:
    """The value (Float64) of numbers as they stand in facts: `7`, `7/2`; null of what is none."""
    above, below = (text.str.extract(rf"^(?:[0-9]+/){{{place}}}([0-9]+)(?:/|$)", 1) for place in (0, 1))
    return above.cast(pl.Float64, strict=False) / below.cast(pl.Float64, strict=False).fill_null(1.0)


def _written(form: str, relation: str | None) -> str | None:
    """The operator that a form says; null where it says none.

    >>> _written("x-0=0,x=?", "+"), _written("0-x=0,x=?", "+"), _written("0/0+0/0=?", "+"), _written("0*x-0=0", "*+")
    ('+', '-', '+', '*-')
    """
    for name, pattern in _NAMED:
        if re.search(pattern, form, re.IGNORECASE):
            return name
    if relation in _IN_ORDER:
        return None
    if relation in ("+", "*") and (found := _EQUATION.search(form) or _TURNED.search(form)):
        operator = _plain(found["operator"])
        if found["first"].isalpha() != found["second"].isalpha():
            return (_UNDOES_FIRST if found["first"].isalpha() else _UNDOES_SECOND)[operator]
    written = dict.fromkeys(_plain(found[1]) for found in _WRITTEN.finditer(form))
    if relation in ("+", "*"):
        # The bars of fractions are no operators of a sum, nor of a product.
        likely = [each for each in (["+", "-"] if relation == "+" else ["*", "/"]) if each in written]
        return likely[0] if likely else None
    return "".join(each for each in ("^", "*", "/", "+", "-") if each in written) or None


def _plain(operator: str) -> str:
    return _SPELLED.get(operator, operator)
