"""The parts of training, each against TRL's own or plain arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

import pairwright
from pairwright.errors import TrainingError
from pairwright.learn.training.data import training_data
from pairwright.learn.training.denormals import flushed
from pairwright.learn.training.sequence import sequence

# Transformers' own use of what it renamed.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

ROWS = 24


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """The recipe `mistakes` as a dataset folder in a layout."""

    def made(layout: str, recipe: str = "mistakes") -> Path:
        chosen = pairwright.load_recipe(recipe).with_layout(layout).with_rows(ROWS)
        pairwright.write(chosen, tmp_path / layout)
        return tmp_path / layout

    return made


def preference(recipe: str = "mistakes") -> pl.DataFrame:
    chosen = pairwright.load_recipe(recipe).with_layout("preference").with_rows(ROWS)
    return pairwright.generate(chosen).select("prompt", "chosen", "rejected")


@pytest.mark.parametrize("layout", ["pairs", "preference", "chat", "listwise"])
def test_whatever_the_layout_the_rows_are_the_same(layout: str, written: Callable[[str], Path]) -> None:
    data = training_data(written(layout), "dpo", rows=None)
    assert data.frame.drop("stated").equals(preference())
    assert data.left_out == 0
    assert len(data.questions) > 100


def test_kto_rows_are_one_sided(written: Callable[[str], Path]) -> None:
    folder = written("kto")
    frame = training_data(folder, "kto", rows=None).frame
    assert frame.height == ROWS
    assert (frame["chosen"].is_null() != frame["rejected"].is_null()).all()
    with pytest.raises(TrainingError, match=r"needs a chosen answer and a rejected answer .* take --method kto"):
        training_data(folder, "dpo", rows=None)


def test_the_fingerprint_is_that_of_the_manifest(written: Callable[[str], Path]) -> None:
    recipe = pairwright.load_recipe("mistakes").with_layout("preference").with_rows(ROWS)
    assert training_data(written("preference"), "dpo", rows=None).fingerprint == recipe.fingerprint


def test_rows_without_a_side_are_left_out_and_counted(rows_file: Callable[..., Path]) -> None:
    path = rows_file([{"prompt": "1+1=?", "chosen": "2", "rejected": "3"}, {"prompt": "2+2=?", "chosen": "4"}])
    data = training_data(path, "dpo", rows=None)
    assert data.frame.drop("stated").rows() == [("1+1=?", " 2", " 3")]
    assert data.left_out == 1


@pytest.mark.parametrize(("name", "recipe"), [("math", "mistakes"), ("character", "arithmetic")])
def test_tokens_are_those_of_trl(name: str, recipe: str, bases: Callable[[str], Path], tmp_path: Path) -> None:
    from datasets import Dataset

    from pairwright.learn.folders import open_model
    from pairwright.learn.training.tokens import Tokens
    from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, SFTConfig, SFTTrainer

    model, tokenizer = open_model(bases(name))
    rows = preference(recipe)
    data = training_data(pairwright.load_recipe(recipe).with_rows(ROWS), "dpo", rows=None)
    tokens, order = Tokens.of(data, tokenizer, context=256), np.arange(rows.height)
    common: dict[str, Any] = {
        "output_dir": str(tmp_path), "report_to": [], "bf16": False, "activation_checkpointing": False,
        "per_device_train_batch_size": 4, "dataloader_pin_memory": False, "disable_tqdm": True,
    }  # fmt: skip

    dpo = DPOTrainer(
        model,
        args=DPOConfig(**common, precompute_ref_log_probs=True),
        train_dataset=Dataset.from_polars(rows),
        processing_class=tokenizer,
    )
    ours = tokens.for_dpo(order)
    for column in ("prompt_ids", "chosen_ids", "rejected_ids"):
        assert list(ours[column]) == list(dpo.train_dataset[column])

    from pairwright.learn.training.likelihood import log_probabilities, of_tokens

    for side in ("chosen", "rejected"):
        found = of_tokens(model, tokens.frame["prompt_ids"], tokens.frame[f"{side}_ids"])
        assert found.to_list() == pytest.approx(list(dpo.train_dataset[f"ref_{side}_logps"]), abs=1e-3)
        assert found.equals(log_probabilities(model, tokenizer, rows, side))

    sft = SFTTrainer(
        model,
        args=SFTConfig(**common, max_length=None),
        train_dataset=Dataset.from_polars(rows.select("prompt", completion="chosen")),
        processing_class=tokenizer,
    )
    ours = tokens.for_sft(order)
    assert [list(ours[each]) for each in ("input_ids", "labels")] == [
        list(sft.train_dataset[each]) for each in ("input_ids", "labels")
    ]

    sided = tokens.one_sided()
    apart = pl.concat(
        [rows.select("prompt", completion=side, label=pl.lit(side == "chosen")) for side in ("chosen", "rejected")]
    )
    kto = KTOTrainer(
        model,
        open_model(bases(name))[0],
        args=KTOConfig(**common, max_length=None),
        train_dataset=Dataset.from_polars(apart),
        processing_class=tokenizer,
    )
    ours = sided.for_kto(np.arange(sided.frame.height), batch=4)
    for column in ("prompt_ids", "completion_ids", "KL_completion_ids", "label"):
        assert list(ours[column]) == list(kto.train_dataset[column])


def test_log_probabilities_against_one_at_a_time(base: Path) -> None:
    import torch

    from pairwright.learn.folders import open_model
    from pairwright.learn.training.likelihood import log_probabilities

    model, tokenizer = open_model(base)
    rows = preference().head(3)
    found = log_probabilities(model, tokenizer, rows, "rejected")
    for (prompt, _, rejected), logp in zip(rows.rows(), found, strict=True):
        head, tail = (tokenizer(text)["input_ids"] for text in (prompt, f"{rejected}<eos>"))
        with torch.inference_mode():
            spread = torch.log_softmax(model(torch.tensor([head + tail])).logits[0], dim=-1)
        expected = sum(spread[len(head) + i - 1, token].item() for i, token in enumerate(tail))
        assert logp == pytest.approx(expected, abs=1e-4)


def test_a_sequence_goes_through_the_data_pass_by_pass() -> None:
    lengths = np.random.default_rng(0).integers(10, 30, 200)
    order = sequence(lengths, rows=500, batch=4, seed=1)
    assert np.bincount(order, minlength=200).tolist() == np.bincount(order % 200, minlength=200).tolist()
    assert set(np.bincount(order)) == {2, 3}
    assert not np.array_equal(order, sequence(lengths, rows=500, batch=4, seed=2))
    grouped = lengths[order[:480]].reshape(-1, 4)
    at_random = np.random.default_rng(1).permutation(lengths[order[:480]]).reshape(-1, 4)
    assert np.ptp(grouped, axis=1).mean() < np.ptp(at_random, axis=1).mean() / 2
    # Sorted within eight batches only: which of them comes first is left to chance.
    assert len({tuple(np.argsort(stretch)) for stretch in grouped[:, 0].reshape(-1, 8)}) > 1


def test_a_sequence_is_known_from_its_beginning() -> None:
    lengths = np.arange(50)
    longer = sequence(lengths, rows=320, batch=2, seed=3)
    assert sorted(longer[:16]) == sorted(sequence(lengths, rows=16, batch=2, seed=3))


def half_of_a_denormal() -> float:
    import torch

    return float((torch.tensor([1e-39]) * 0.5).item())


def test_denormals_are_zero_while_training_and_what_they_were_after_it(
    quick: Callable[..., Any], tmp_path: Path
) -> None:
    inside: list[float] = []
    quick(tmp_path / "model", max_steps=2, progress=lambda *_: inside.append(half_of_a_denormal()))
    assert set(inside) == {0.0}
    assert half_of_a_denormal() > 0


def test_who_had_flushed_them_before_has_so_after(request: pytest.FixtureRequest) -> None:
    import torch

    request.addfinalizer(lambda: torch.set_flush_denormal(False))
    torch.set_flush_denormal(True)
    with flushed():
        assert half_of_a_denormal() == 0
    assert half_of_a_denormal() == 0


def test_threads_are_tried_for_large_models_alone(
    base: Path, pairs: pl.DataFrame, rows_file: Callable[..., Path]
) -> None:
    import torch

    from pairwright.learn.folders import open_model
    from pairwright.learn.training.threads import threads_for
    from pairwright.learn.training.tokens import Tokens

    model, tokenizer = open_model(base)
    tokens = Tokens.of(training_data(rows_file(pairs), "dpo", rows=None), tokenizer, context=256)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    torch.set_num_threads(2)
    assert threads_for(model, tokens) == 2
    assert threads_for(model, tokens, large=0) in {1, 2}
    assert torch.get_num_threads() == 2
    assert all(value.equal(before[name]) for name, value in model.state_dict().items())
    assert all(each.grad is None for each in model.parameters())
