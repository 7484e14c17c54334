"""Models that are made and trained in seconds, on one thread: two would wait for each other on busy cores."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright

# Small batches, a checkpoint every other step, each step's loss.
QUICK = {"per_device_train_batch_size": 8, "save_steps": 2, "logging_steps": 1}
Train = Callable[..., Any]


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    import torch

    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    # TRL counts over the network who uses it, but not where this is set.
    monkeypatch.setenv("CI", "1")
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder of an untrained tiny model with that tokenizer."""
    from pairwright.learn.models import new_model
    from pairwright.learn.saving import save_model
    from pairwright.learn.tokenizers import tokenizer_named

    root = tmp_path_factory.mktemp("bases")

    def made(name: str) -> Path:
        if not (root / name).exists():
            words = tokenizer_named(name, pairwright.load_recipe("arithmetic"))
            (root / name).mkdir()
            save_model(root / name, new_model("tiny", words, seed=0), words)
        return root / name

    return made


@pytest.fixture(scope="session")
def base(bases: Callable[[str], Path]) -> Path:
    return bases("math")


@pytest.fixture(scope="session")
def pairs() -> pl.DataFrame:
    """Rows of `mistakes` in the layout preference."""
    chosen = pairwright.load_recipe("mistakes").with_layout("preference").with_rows(64)
    return pairwright.generate(chosen).select("prompt", "chosen", "rejected")


@pytest.fixture
def quick(base: Path, rows_file: Callable[..., Path], pairs: pl.DataFrame) -> Train:
    """`train` on a file of 64 pairs, six steps of eight, with a test of four questions."""
    file = rows_file(pairs, "pairs.jsonl")
    test = rows_file([{"question": text} for text in ("57+4=?", "9*8=?", "x-3=4,x=?", "8/x=2,x=?")], "four.jsonl")

    def trained(out: Path, data: Any = file, **changes: Any) -> Any:
        settings = {**QUICK, **changes.pop("settings", {})}
        given = {"base": base, "max_steps": 6, "rows": 64, "test": test, **changes}
        return pairwright.train(data, out=out, settings=settings, **given)

    return trained


@pytest.fixture
def weights() -> Callable[[Path], dict[str, Any]]:
    def read(folder: Path) -> dict[str, Any]:
        from safetensors.torch import load_file

        return dict(load_file(folder / "model.safetensors"))

    return read


@pytest.fixture
def rows_file(tmp_path: Path) -> Callable[..., Path]:
    """A JSON Lines file of rows."""

    def written(rows: list[dict[str, Any]] | pl.DataFrame, name: str = "rows.jsonl") -> Path:
        listed = rows.to_dicts() if isinstance(rows, pl.DataFrame) else rows
        path = tmp_path / name
        path.write_text("".join(f"{json.dumps(row)}\n" for row in listed), encoding="utf-8")
        return path

    return written
