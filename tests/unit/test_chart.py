"""Tokens to values by a grammar in which a text may be derived in several ways."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lark import Token

from pairwright.verify.questions.chart import Chart, TooManyWaysError

_SUMS = """
    start: sum | sum STOP -> stopped
    ?sum: NUMBER -> number | sum SIGN sum -> joined | list
    list: OF _numbers
    _numbers: sum (_AND sum)+
    %declare NUMBER SIGN STOP _AND OF
"""


def _parsed(grammar: str, text: str) -> object:
    """The text bracketed as it is derived; where it can be derived in several ways, all of them."""
    kinds = {"+": "SIGN", ".": "STOP", "and": "_AND", "of": "OF"}
    chart = Chart(grammar, "start")
    tokens = [
        (Token(kind, word), chart.bits.get(kind, 0)) for word in text.split() for kind in [kinds.get(word, "NUMBER")]
    ]

    def applied(name: str, parts: list[object]) -> object:
        return str(parts[0]) if name == "number" else f"{name}({' '.join(map(str, parts))})"

    def merged(values: Sequence[object]) -> object:
        return "|".join(sorted(map(str, values)))

    return chart.value(tokens, applied, merged)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", "start(1)"),
        ("1 + 2 .", "stopped(joined(1 + 2) .)"),
        ("of 1 and 2 and 3", "start(list(of 1 2 3))"),
        # What ends further on belongs to either.
        ("1 + 2 + 3", "start(joined(1 + joined(2 + 3))|joined(joined(1 + 2) + 3))"),
        ("of 1 and of 2 and 3 and 4", "start(list(of 1 list(of 2 3 4))|list(of 1 list(of 2 3) 4))"),
        ("1 +", None),
        ("and 1", None),
        ("1 2", None),
        ("", None),
    ],
)
def test_all_ways_to_derive_a_text_are_found(text: str, value: object) -> None:
    assert _parsed(_SUMS, text) == value


def test_what_can_be_derived_in_too_many_ways_is_refused() -> None:
    grammar = """
        start: _parts
        _parts: part | _parts _parts
        part: NUMBER | NUMBER NUMBER
        %declare NUMBER
    """
    with pytest.raises(TooManyWaysError):
        _parsed(grammar, " ".join("1" * 30))


def test_a_long_text_needs_no_deep_recursion() -> None:
    text = " + ".join(["1"] * 400)
    grammar = "start: sum\n?sum: NUMBER -> number | sum SIGN NUMBER -> joined\n%declare NUMBER SIGN"
    assert str(_parsed(grammar, text)).count("joined") == 399


def test_a_grammar_of_endless_derivations_is_refused() -> None:
    with pytest.raises(ValueError, match="itself alone"):
        Chart("start: other\nother: start | NUMBER\n%declare NUMBER", "start")
