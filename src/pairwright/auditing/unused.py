"""Columns that look like questions and were not used: what was read may not be what was meant."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from pairwright.auditing import verdicts
from pairwright.reading.keys import PROMPTS
from pairwright.reading.opening import Opened

_LONGEST = 2000


def unused_questions(file: Opened) -> Iterator[str]:
    """The names of columns that were not used, though they are called as a question is or hold what the verifier reads.

    It looks at the rows by which the file was recognised.
    """
    names = dict.fromkeys(name for row in file.sample for name in row)
    for name in names:
        texts = [value for row in file.sample if isinstance(value := row.get(name), str) and value.strip()]
        if name in file.meaning.keys or not texts:
            continue
        read = verdicts.readable(pl.Series([text[:_LONGEST] for text in texts], dtype=pl.String)).sum()
        if name.lower() in PROMPTS or 2 * int(read) >= len(texts):
            yield name
