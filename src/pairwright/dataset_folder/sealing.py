"""The seal of a manifest: one hash over everything that it says, so that no edit of it goes untold.

It is no signature: who edits a manifest on purpose can seal it anew, and then only making the shards again from the
recipe tells (`check --remake`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

SEAL = "seal"
# The small files beside the shards (the card first of all): name -> SHA-256.
BESIDE = "beside"


def sealed(manifest: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
    """A manifest with the checksums of the texts beside the data, those that it has and these, and its seal.

    >>> manifest = sealed({"rows": 5}, {"README.md": "# Five rows"})
    >>> is_sealed(manifest), is_sealed({**manifest, "rows": 6})
    (True, False)
    """
    sums = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in texts.items()}
    whole = {
        **{name: value for name, value in manifest.items() if name != SEAL},
        BESIDE: {**manifest.get(BESIDE, {}), **sums},
    }
    return {**whole, SEAL: _hash(whole)}


def is_sealed(manifest: Mapping[str, Any]) -> bool:
    """Whether a manifest is as it was sealed."""
    return manifest.get(SEAL) == _hash({name: value for name, value in manifest.items() if name != SEAL})


def _hash(content: Mapping[str, Any]) -> str:
    # Sorted and without spaces, so that another indentation is no edit.
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(plain.encode()).hexdigest()
