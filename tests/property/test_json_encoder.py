"""JSON Lines and JSON arrays read back as the rows that went in, whatever the texts and the cuts."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pairwright.files import JsonEncoder, write_json

AWKWARD = st.one_of(
    st.text(max_size=12),
    st.text(st.sampled_from('"\\\n\r\t\x00\x1e\x7f\u2028\u2029/{}[],:é✓😀\ufeff'), max_size=12),
)
ROWS = st.lists(st.tuples(AWKWARD, AWKWARD, st.integers(-(2**63), 2**63 - 1)), min_size=1, max_size=12)


def read(content: bytes, format_name: str) -> list[dict[str, Any]]:
    if format_name == "json":
        found: list[dict[str, Any]] = json.loads(content)
        return found
    assert content == b"" or content.endswith(b"\n")
    return [json.loads(line) for line in content.decode().split("\n")[:-1]]


@pytest.mark.parametrize("format_name", ["jsonl", "json"])
@settings(deadline=None, derandomize=True, max_examples=60)
@given(rows=ROWS, data=st.data())
@example(rows=[("a\nb", '"},\n{"', 1), ("", "\\n", -1)], data=None)
def test_rows_come_back(
    format_name: str,
    rows: list[tuple[str, str, int]],
    data: st.DataObject | None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    schema = {"prompt": pl.String, "chosen ✓": pl.String, "answer": pl.Int64}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    places = st.lists(st.integers(0, len(rows) - 1), max_size=30)
    at = np.array(data.draw(places) if data else [1, 0, 0, 1], dtype=np.int64)
    ends = sorted([0, *(data.draw(st.lists(st.integers(0, at.size), max_size=4)) if data else [1, 3]), at.size])
    expected = [dict(zip(schema, rows[place], strict=True)) for place in at.tolist()]
    contents = []
    for table in (frame, None):
        encoder = JsonEncoder(format_name, table)
        pieces = [
            (encoder.encoded(frame, at[start:stop]), stop - start) for start, stop in pairwise(ends) if start < stop
        ]
        path = tmp_path_factory.mktemp("data") / "rows"
        assert write_json(path, pieces, format_name, name="rows").rows == at.size
        contents.append(path.read_bytes())
        assert read(contents[-1], format_name) == expected
    # Encoding each row of a table once gives the same bytes.
    assert contents[0] == contents[1]


@pytest.mark.parametrize("format_name", ["jsonl", "json"])
def test_a_row_is_a_line(format_name: str) -> None:
    frame = pl.DataFrame({"a": ["x\ny", 'q"', "z"], "b": [1, 2, 3]})
    encoded = JsonEncoder(format_name, None).encoded(frame, np.array([2, 0, 1]))
    lines = encoded.decode().strip("\n,").split("\n")
    assert [json.loads(line.rstrip(",")) for line in lines] == [
        {"a": "z", "b": 3},
        {"a": "x\ny", "b": 1},
        {"a": 'q"', "b": 2},
    ]
    assert JsonEncoder(format_name, None).encoded(frame, np.array([], dtype=np.int64)) == b""
    assert JsonEncoder(format_name, frame).encoded(frame, np.array([], dtype=np.int64)) == b""


def test_only_the_table_itself_is_taken_for_the_table() -> None:
    table, other = pl.DataFrame({"a": ["x", "y"]}), pl.DataFrame({"a": ["u", "v"]})
    encoder = JsonEncoder("jsonl", table)
    assert encoder.encoded(table, np.array([1, 1])) == b'{"a":"y"}\n{"a":"y"}\n'
    assert encoder.encoded(other, np.array([1, 0])) == b'{"a":"v"}\n{"a":"u"}\n'
