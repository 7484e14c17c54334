"""One thread: with two on busy cores, models as small as these spend their time waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ["OMP_NUM_THREADS"] = "1"


@pytest.fixture(scope="session", autouse=True)
def _quiet() -> None:
    import torch

    from pairwright.learn.extras import hush

    torch.set_num_threads(1)
    hush()


@pytest.fixture
def meta() -> Path:
    """NanoGPT-Math's own meta.pkl."""
    return Path(__file__).parents[1] / "audit" / "data" / "nanogpt_math_meta.pkl"
