"""Tokenizers of Hugging Face, where the package `tokenizers` is installed, and the line that asks for it elsewhere."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from tests.audit.faults import write

import pairwright

ROWS = [
    {"prompt": "57+4=?", "chosen": " The answer is 61 .", "rejected": " Sorry !"},
    {"prompt": "57+4=?", "chosen": " The answer is is is is 61", "rejected": " The 61"},
]


def test_a_tokenizer_json_or_its_folder(tmp_path: Path) -> None:
    import tokenizers

    words = ["[UNK]", "The", "answer", "is", "57+4=?", "61", ".", "</s>"]
    model = tokenizers.models.WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]")  # noqa: S106
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.WhitespaceSplit()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    settings = {"model_max_length": 6, "eos_token": {"content": "</s>"}}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(settings))
    data = write(tmp_path / "data.jsonl", ROWS)
    for path in (tmp_path, tmp_path / "tokenizer.json"):
        report = pairwright.audit(data, tokenizer=path)
        found = {each.code: (each.count, each.detail) for each in report.findings}
        assert found["unknown-characters"] == (1, "unknown: Sorry!")
        assert found["too-long"] == (1, "over 6 tokens; the longest has 8")
        assert "no-stop" not in found
    assert "too-long" not in pairwright.audit(data, tokenizer=tmp_path, max_length=8).counts()
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(pairwright.DataError, match=r"not a tokenizer\.json"):
        pairwright.audit(data, tokenizer=tmp_path)


def test_without_the_package_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(pairwright.DataError, match="pip install tokenizers"):
        pairwright.audit(write(tmp_path / "data.jsonl", ROWS), tokenizer=tmp_path / "tokenizer.json")
