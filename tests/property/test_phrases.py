"""CuedPhrases looked for by their words: whatever a pattern matches holds the words that it is looked for by."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from pairwright.verify.answers import prose, turns
from pairwright.verify.answers.passage import words_in
from pairwright.verify.answers.phrases import CuedPhrase, CuedPhrases

_TABLES: dict[str, CuedPhrases] = {
    "supposed": prose._SUPPOSED,
    "disowned": prose._DISOWNED,
    "distancing": turns._DISTANCING,
}
_SMALL = st.characters(codec="ascii", exclude_categories=["Lu"])
_ROWS = [
    pytest.param(table, each, id=f"{name}: {each.pattern.pattern[:40]}")
    for name, table in _TABLES.items()
    for each in table.rows
]


@pytest.mark.parametrize(("table", "phrase"), _ROWS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(data=st.data())
def test_no_phrase_is_hidden_by_its_words(table: CuedPhrases, phrase: CuedPhrase, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(phrase.pattern, fullmatch=True, alphabet=_SMALL))
    # In "you'would" there is no word "would".
    assume("'" not in text)

    assert table.within(text, words_in(text))
