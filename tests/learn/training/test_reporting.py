"""Trackers, in earnest: what TensorBoard and wandb (offline) get, and what is said when one fails."""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pairwright.errors import TrainingError
from pairwright.learn.training.reporting import failures_told, require_reporters

Train = Callable[..., Any]


def test_what_tensorboard_gets_outlives_the_run(quick: Train, tmp_path: Path) -> None:
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

    made = quick(tmp_path / "out", method="sft", max_steps=2, report_to=["tensorboard"])
    assert not (tmp_path / "out.run").exists()
    (folder,) = (tmp_path / "out.tensorboard").iterdir()
    events = EventAccumulator(str(folder)).Reload()
    assert [each.step for each in events.Scalars("train/exact_match")] == [0, 2]
    losses = [(each.step, each.value) for each in events.Scalars("train/loss")]
    assert losses == [(step, pytest.approx(loss, rel=1e-5)) for step, loss in made.losses]


def test_wandb_offline_and_what_it_raises(quick: Train, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("WANDB_SILENT", "true"), ("WANDB_DIR", str(tmp_path)), ("WANDB_MODE", "offline")):
        monkeypatch.setenv(name, value)
    quick(tmp_path / "out", method="sft", max_steps=1, report_to=["wandb"])
    import wandb

    # As at the end of the process.
    wandb.finish()
    (found,) = (tmp_path / "wandb").glob("offline-run-*/run-*.wandb")
    # A process of wandb's own writes it, a moment later.
    end = time.monotonic() + 30
    while b"exact_match" not in found.read_bytes() and time.monotonic() < end:
        time.sleep(0.05)
    assert b"exact_match" in found.read_bytes()
    with (
        pytest.raises(TrainingError, match="report_to: wandb fails: No API key configured; see to it"),
        failures_told(),
    ):
        raise wandb.errors.UsageError("No API key configured.")


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(TrainingError, match=r"tensorboard is not installed; pip install 'pairwright\[tensorboard\]'"):
        require_reporters(["tensorboard"])
    with pytest.raises(TrainingError, match=r"report_to: trackio is not installed; pip install trackio$"):
        require_reporters(["trackio"])
