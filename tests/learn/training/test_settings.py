"""TRL's options as its users write them, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pairwright.errors import TrainingError
from pairwright.learn.training.settings import config_for, options_for, read_settings, steps_of


def config(method: str = "dpo", /, **given: Any) -> Any:
    return config_for(method, options_for(method, given, output_dir="unused", max_steps=None))


def test_defaults() -> None:
    found = config()
    assert found.loss_type == ["sigmoid", "sft"]
    assert found.precompute_ref_log_probs
    assert (found.max_steps, found.per_device_train_batch_size, found.warmup_steps) == (200, 64, 40)
    assert (found.learning_rate, found.beta) == (2e-4, 1.0)
    assert found.lr_scheduler_kwargs == {"num_decay_steps": 100, "decay_type": "linear"}
    first = config("sft")
    assert (first.max_steps, first.learning_rate, first.warmup_steps) == (4000, 2e-3, 50)
    assert first.lr_scheduler_kwargs == {"num_decay_steps": 2000, "decay_type": "linear"}


def test_options_of_a_yaml_file(tmp_path: Path) -> None:
    path = tmp_path / "dpo.yaml"
    path.write_text("beta: 0.05\nlearning_rate: 1e-4\nloss_type: ipo\nmax_steps: 20\nlr_scheduler_type: cosine\n")
    found = config_for("dpo", options_for("dpo", read_settings(path), output_dir="unused", seed=3))
    assert (found.beta, found.learning_rate, found.loss_type, found.max_steps) == (0.05, 1e-4, ["ipo"], 20)
    assert found.lr_scheduler_type == "cosine"
    assert not found.lr_scheduler_kwargs
    assert found.seed == 3


def test_weights_of_the_losses() -> None:
    assert config(loss_weights=[1, 0.2]).loss_weights == [1.0, 0.2]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"lerning_rate": 1}, "unknown option 'lerning_rate' of DPOConfig; did you mean 'learning_rate'?"),
        ({"zzzzzz": 1}, "unknown option 'zzzzzz' of DPOConfig; see TRL's documentation"),
        ({"beta": "much"}, "beta: 'much' should be a valid number"),
        ({"max_steps": 0}, "max_steps: 0 should be at least 1"),
        ({"output_dir": "x"}, "output_dir: not set here; use --out"),
        ({"model_name_or_path": "x"}, "model_name_or_path: not set here; use --base"),
        ({"loss_weights": [1.0]}, "do not go together"),
    ],
)
def test_options_that_are_none(given: dict[str, Any], told: str) -> None:
    with pytest.raises(TrainingError, match=told.replace("?", r"\?")) as refused:
        config(**given)
    assert "\n" not in str(refused.value)


def test_an_unknown_method() -> None:
    with pytest.raises(TrainingError, match="unknown method 'dp0'; did you mean 'dpo'"):
        config("dp0")


def test_passes_over_the_data_come_to_steps() -> None:
    given = {"num_train_epochs": 2, "per_device_train_batch_size": 8, "gradient_accumulation_steps": 2}
    assert steps_of("dpo", given, rows=100) == 13
    assert steps_of("dpo", {**given, "max_steps": 5}, rows=100) is None
    assert steps_of("sft", {}, rows=100) is None


@pytest.mark.parametrize("method", ["dpo", "kto"])
def test_few_rows_are_gone_through_four_times_if_nothing_is_asked_for(method: str) -> None:
    assert steps_of(method, {}, rows=42) == 3
    assert steps_of(method, {"per_device_train_batch_size": 8}, rows=42) == 21
    assert steps_of(method, {"max_steps": 200}, rows=42) is None
    assert steps_of(method, {}, rows=3200) is None


def test_a_file_that_holds_no_options(tmp_path: Path) -> None:
    path = tmp_path / "dpo.yaml"
    path.write_text("- beta\n")
    with pytest.raises(TrainingError, match=r"options are a mapping such as 'beta: 0\.1'"):
        read_settings(path)
    with pytest.raises(TrainingError, match=r"none\.yaml: cannot be read"):
        read_settings(tmp_path / "none.yaml")
