"""Tokenizers, as far as the audit needs them: what they cannot encode, how long a text is, what stops one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from pairwright.errors import DataError
from pairwright.files.restricted_pickle import read_pickle

_MOST_BYTES = 1 << 28
# Where the tokenizer's settings do not name its stop token, one of these is taken for it.
_STOPS = ("</s>", "<|endoftext|>", "<eos>", "<|im_end|>", "<|eot_id|>", "<|end_of_text|>", "[EOS]")
# Tokenizers that have no length of their own write a number beyond any.
_NO_LENGTH = 10**9


class Vocabulary(Protocol):
    """What the pre-flight asks of a tokenizer.

    Attributes:
        name: what it was taken for.
        unit: what lengths are counted in.
        stop: the text that ends a generation; None if there is none.
        adds_stop: whether trainers add it by themselves.
        max_length: its own; None if it has none.

    """

    name: str
    unit: str
    stop: str | None
    adds_stop: bool
    max_length: int | None

    def lengths(self, texts: pl.Series) -> pl.Series:
        """How long each text is (Int64)."""

    def unknown(self, texts: pl.Series) -> pl.Series:
        """For each text what it cannot encode, or null (String)."""


@dataclass
class Characters:
    """A vocabulary of single characters, such as nanoGPT's."""

    name: str
    characters: frozenset[str]
    stop: str | None = field(init=False, default=None)
    unit: str = "characters"
    adds_stop: bool = False
    max_length: int | None = None

    def __post_init__(self) -> None:
        # Nothing but a newline can end a text of characters.
        self.stop = "\n" if "\n" in self.characters else None

    def lengths(self, texts: pl.Series) -> pl.Series:
        """In characters."""
        return texts.str.len_chars().cast(pl.Int64)

    def unknown(self, texts: pl.Series) -> pl.Series:
        """The characters outside the vocabulary."""
        strange = "[^" + "".join(f"\\x{{{ord(each):x}}}" for each in sorted(self.characters)) + "]"
        if not self.characters:
            strange = r"[\s\S]"
        hit = texts.str.contains(strange)
        if not hit.any():
            return pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))
        found = texts.to_frame("text").with_row_index("row").filter(hit)
        found = found.select("row", what=pl.col("text").str.extract_all(strange).list.unique(maintain_order=True))
        found = found.with_columns(pl.col("what").list.join(""))
        rows = texts.to_frame("text").with_row_index("row").select("row")
        return rows.join(found, on="row", how="left", maintain_order="left")["what"]


class HuggingFace:
    """A tokenizer.json, by the library `tokenizers`."""

    unit: str = "tokens"

    def __init__(self, name: str, tokenizer: Any, stop: str | None, max_length: int | None) -> None:
        self.name = name
        self.stop = stop
        self.adds_stop = stop is not None
        self.max_length = max_length
        self._tokenizer = tokenizer
        self._unknown = self._unknown_id()

    def lengths(self, texts: pl.Series) -> pl.Series:
        """In tokens, special ones that the tokenizer adds included."""
        return pl.Series([len(each.ids) if each is not None else 0 for each in self._encoded(texts)], dtype=pl.Int64)

    def unknown(self, texts: pl.Series) -> pl.Series:
        """The pieces of a text that became the unknown token."""
        found = [self._pieces(text, each) for text, each in zip(texts, self._encoded(texts), strict=True)]
        return pl.Series(found, dtype=pl.String)

    def _encoded(self, texts: pl.Series) -> list[Any]:
        """All texts at once; one by one (None for those refused) where the tokenizer refuses one."""
        listed = texts.to_list()
        try:
            return list(self._tokenizer.encode_batch(listed))
        except Exception:
            return [self._one(text) for text in listed]

    def _one(self, text: str) -> Any:
        try:
            return self._tokenizer.encode(text)
        except Exception:
            return None

    def _pieces(self, text: str, encoding: Any) -> str | None:
        if encoding is None:
            return text[:40]
        if self._unknown is None or self._unknown not in encoding.ids:
            return None
        spans = zip(encoding.ids, encoding.offsets, strict=True)
        return "".join(dict.fromkeys(text[a:b] for token, (a, b) in spans if token == self._unknown))

    def _unknown_id(self) -> int | None:
        model = json.loads(self._tokenizer.to_str()).get("model", {})
        token = model.get("unk_token")
        if token is not None:
            found: int | None = self._tokenizer.token_to_id(token)
            return found
        number = model.get("unk_id")
        return number if isinstance(number, int) else None


def vocabulary_of(path: Path) -> Vocabulary:
    """The tokenizer in a file or folder: nanoGPT's meta.pkl, a tokenizer.json, or a folder with one.

    Raises:
        DataError: it is none of these, or what reads it is not installed.

    """
    if not path.exists():
        raise DataError(f"{path}: no such tokenizer; give a tokenizer.json, its folder, or nanoGPT's meta.pkl")
    if path.is_dir():
        for name in ("tokenizer.json", "meta.pkl"):
            if (path / name).is_file():
                return vocabulary_of(path / name)
        raise DataError(f"{path}: no tokenizer.json and no meta.pkl in this folder; save the tokenizer there")
    return _from_json(path) if path.suffix == ".json" else _from_meta(path)


def _from_meta(path: Path) -> Characters:
    """NanoGPT's meta.pkl: `stoi` maps each character to its number."""
    meta = read_pickle(path)
    mapping = meta.get("stoi")
    if not isinstance(mapping, dict) or not mapping:
        raise DataError(f"{path}: no vocabulary under the key stoi; nanoGPT's prepare.py writes it there")
    if not all(isinstance(each, str) and len(each) == 1 for each in mapping):
        raise DataError(f"{path}: a vocabulary of more than single characters; give a tokenizer.json")
    return Characters(f"nanoGPT meta.pkl, {len(mapping)} characters", frozenset(mapping))


def _from_json(path: Path) -> HuggingFace:
    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise DataError(f"{path}: reading it needs the package tokenizers; `pip install tokenizers`") from error
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path}: over {_MOST_BYTES >> 20} MiB, so no tokenizer.json; check the path")
        tokenizer = Tokenizer.from_file(str(path))
    except DataError:
        raise
    except Exception as error:
        line = " ".join(str(error).split())[:120]
        raise DataError(f"{path}: not a tokenizer.json ({line}); save the tokenizer again") from error
    settings = _settings(path.with_name("tokenizer_config.json"))
    length = settings.get("model_max_length")
    known = f"tokenizer.json, {tokenizer.get_vocab_size():,} tokens"
    own = int(length) if isinstance(length, (int, float)) and 0 < length < _NO_LENGTH else None
    return HuggingFace(known, tokenizer, _stop(settings, tokenizer, _STOPS), own)


def _settings(path: Path) -> dict[str, Any]:
    """tokenizer_config.json, if it is there and can be read."""
    try:
        found = json.loads(path.read_bytes()[: 1 << 24])
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _stop(settings: dict[str, Any], tokenizer: Any, usual: Sequence[str]) -> str | None:
    named = settings.get("eos_token")
    named = named.get("content") if isinstance(named, dict) else named
    for token in (named, *usual):
        if isinstance(token, str) and tokenizer.token_to_id(token) is not None:
            return token
    return None
