"""Whatever the bytes, the audit reports or refuses in one line; its whole-column parts agree with plain Python."""

from __future__ import annotations

import gzip
import json
import tempfile
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import pairwright
from pairwright import DataError
from pairwright.auditing.edit_distance import near
from pairwright.auditing.seen import Seen
from pairwright.files.restricted_pickle import plain_data
from pairwright.reading.json_array import elements_of
from pairwright.reading.json_lines import Lines, Reader, lines_of

FEW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
KEYS = st.sampled_from(
    [
        "positive",
        "negative",
        "prompt",
        "chosen",
        "rejected",
        "question",
        "answer",
        "label",
        "Q",
        "A",
        "completion",
        "text",
        "messages",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=30), st.from_regex(r"\A[-+*/x0-9=? ,.]{0,20}\Z"), st.sampled_from(["57+4=?", "The answer is 61."])
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["role", "content"]), inner)),
    max_leaves=5,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=5)


def audited(raw: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data")
        path.write_bytes(raw)
        try:
            report = pairwright.audit(path, against=path, rejects=Path(folder, "rejects"), max_length=5)
        except DataError as error:
            assert "\n" not in str(error)  # noqa: PT017
            return
        kept = Path(folder, "rejects").read_bytes().count(b"\n")
        assert kept == sum(each.rejects for each in report.sources)
        json.dumps(report.as_dict())


@FEW
@given(st.binary(max_size=300))
def test_no_bytes_make_it_raise(raw: bytes) -> None:
    audited(raw)
    audited(b'{"prompt": "1+1=?", "chosen": "2", "rejected": "3"}\n' + raw)
    audited(b'{"question": "1+1=?", "answer": 2}\n' * 3 + gzip.compress(raw * 9))
    audited(b'[{"positive": "1+1=? 2", "negative": "3"},' + raw)
    audited(gzip.compress(raw))
    audited(gzip.compress(b'{"question": "1+1=?", "answer": 2}\n' * 9)[: len(raw)] + raw)
    audited(b"PAR1" + raw + b"PAR1")


@FEW
@given(st.lists(OBJECTS, min_size=1, max_size=8), st.booleans(), st.integers(0, 400))
def test_no_values_make_it_raise(rows: list[dict[str, object]], as_array: bool, cut: int) -> None:
    text = json.dumps(rows) if as_array else "\n".join(map(json.dumps, rows))
    audited(text.encode())
    audited(text.encode()[:-cut] if cut else text.encode("utf-16"))


@FEW
@given(st.lists(st.fixed_dictionaries({"prompt": TEXTS, "chosen": TEXTS, "rejected": TEXTS}), min_size=1, max_size=30))
def test_no_texts_make_it_raise(rows: list[dict[str, str]]) -> None:
    audited("\n".join(map(json.dumps, rows)).encode())
    whole = [{"positive": row["prompt"] + row["chosen"], "negative": row["rejected"]} for row in rows]
    audited("\n".join(map(json.dumps, whole)).encode())


@FEW
@given(st.binary(max_size=200))
def test_no_pickle_makes_it_raise(raw: bytes) -> None:
    for each in (raw, b"\x80\x04}" + raw + b"."):
        try:
            assert isinstance(plain_data(each, "meta.pkl"), dict)
        except DataError as error:
            assert "\n" not in str(error)  # noqa: PT017


@FEW
@given(st.lists(OBJECTS, max_size=12), st.sampled_from([None, 0, 2]), st.integers(1, 50))
def test_elements_of_an_array_are_the_lines_of_json(
    rows: list[dict[str, object]], indent: int | None, size: int
) -> None:
    text = json.dumps(rows, indent=indent)
    raw = text.encode()
    pieces = (raw[at : at + size] for at in range(0, len(raw), size))
    found = [part for part in elements_of(pieces) if isinstance(part, Lines)]
    lines = [line for part in found for line in part.raw.split(b"\n") if line.strip()]
    assert repr([json.loads(line) for line in lines]) == repr(rows)
    numbers = [number for part in found for number in part.numbers.tolist()]
    if indent is not None:
        starts = [
            number
            for number, line in enumerate(text.splitlines(), 1)
            if line in (" " * indent + "{", " " * indent + "{}", " " * indent + "{},")
        ]
        if indent:
            assert numbers == starts


@FEW
@given(
    st.lists(
        st.one_of(st.sampled_from(['{"a": "b"}', "", "  ", "{", '{"a": 3}', '{"b": "c"}', "[]"]), st.text(max_size=9)),
        max_size=60,
    ),
    st.integers(1, 40),
)
def test_lines_are_read_as_json_reads_them(lines: list[str], size: int) -> None:
    raw = "\n".join(lines).encode("utf-8", "replace")
    rows: dict[int, str | None] = {}
    bad: list[int] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError:
            value = None
        if isinstance(value, dict):
            rows[number] = None if value.get("a") is None else str(value["a"])
        else:
            bad.append(number)
    found: dict[int, str | None] = {}
    rejected: list[int] = []
    for part in lines_of(raw[at : at + size] for at in range(0, len(raw), size)):
        assert isinstance(part, Lines)
        read = Reader(["a"]).rows(part)
        found |= {line: value for value, line, _ in read.frame.rows()}
        rejected += [each.line for each in read.rejects]
    assert (found, rejected) == (rows, bad)


def plain_distance(one: bytes, other: bytes) -> int:
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1]


SHORT = st.text(alphabet="012 é", max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(SHORT, SHORT), min_size=1, max_size=40), SHORT)
def test_near_is_an_edit_distance_of_one_or_two(pairs: list[tuple[str, str]], long: str) -> None:
    pairs = [*pairs, *((long * 9 + one, long * 9 + other) for one, other in pairs)]
    one, other = (pl.Series([pair[side] for pair in pairs], dtype=pl.String) for side in (0, 1))
    plain = [1 <= plain_distance(a.encode(), b.encode()) <= 2 for a, b in pairs]
    assert near(one, other).tolist() == plain


@FEW
@given(st.lists(st.lists(st.integers(0, 40), max_size=30), max_size=12))
def test_what_was_seen_is_remembered_with_its_first_place(blocks: list[list[int]]) -> None:
    seen, plain, place = Seen(), dict[int, int](), 0
    for block in blocks:
        places = np.arange(place + 1, place + 1 + len(block))
        expected = []
        for key, at in zip(block, places.tolist(), strict=True):
            expected.append(plain.get(key, 0))
            plain.setdefault(key, at)
        found = seen.add(np.array(block, dtype=np.uint64), places.astype(np.uint32))
        assert found.tolist() == expected
        place += len(block)
    assert len(seen) == len(plain)


def test_a_full_memory_says_so_and_still_compares() -> None:
    seen = Seen(most=3)
    seen.add(np.arange(5, dtype=np.uint64), np.arange(1, 6, dtype=np.uint32))
    assert (seen.full, len(seen)) == (True, 3)
    again = seen.add(np.arange(5, dtype=np.uint64), np.arange(6, 11, dtype=np.uint32))
    assert again.tolist() == [1, 2, 3, 0, 0]
