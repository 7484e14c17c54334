"""Each method of TRL, three steps, on a model of our own and on a chat model with LoRA."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.evaluation.chat import saved_chat_model

import pairwright
from pairwright.learn.training.methods import METHODS
from pairwright.learn.training.settings import config_for, options_for

# Peft asks for what transformers has renamed.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

Train = Callable[..., Any]
Weights = Callable[[Path], dict[str, Any]]


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved_chat_model(tmp_path_factory.mktemp("chat") / "model")


@pytest.mark.parametrize("method", METHODS)
def test_three_steps(
    method: str,
    quick: Train,
    base: Path,
    weights: Weights,
    pairs: pl.DataFrame,
    rows_file: Callable[..., Path],
    tmp_path: Path,
) -> None:
    made = quick(tmp_path / "out", method=method, max_steps=3, **_tested(method, pairs, rows_file))
    assert (made.method, made.steps, [step for step, _ in made.losses]) == (method, 3, [1, 2, 3])
    before, after = weights(base), weights(tmp_path / "out")
    changed = [name for name in before if name in after and not before[name].equal(after[name])]
    assert changed
    if method == "reward":
        assert "score.weight" in after
        assert made.questions == 40
        assert [step for step, _ in made.scores] == [0, 3]
        assert made.score == _preferred(tmp_path / "out", pairs.tail(40))
        card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
        assert "| 3 |" in card
        assert "text-classification" in card
        with pytest.raises(pairwright.ModelError, match="which scores texts and answers no questions"):
            pairwright.ask(tmp_path / "out", "57+4=?")
    else:
        assert pairwright.ask(tmp_path / "out", "57+4=?")[0].expected == "61"


def _tested(method: str, pairs: pl.DataFrame, rows_file: Callable[..., Path]) -> dict[str, Path]:
    """What a reward model is scored on."""
    return {"test": rows_file(pairs.tail(40), "held.jsonl")} if method == "reward" else {}


def _preferred(folder: Path, pairs: pl.DataFrame) -> float:
    """The share of pairs whose chosen side plain transformers scores higher, one text at a time."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model, tokenizer = AutoModelForSequenceClassification.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)
    scores = []
    for prompt, *sides in pairs.iter_rows():
        with torch.inference_mode():
            ids = [
                tokenizer(f"{prompt}{said}{tokenizer.eos_token}", return_tensors="pt")["input_ids"] for said in sides
            ]
            scores.append([float(model(input_ids=each).logits) for each in ids])
    return sum(chosen > rejected for chosen, rejected in scores) / len(scores)


def test_a_reward_model_learns_to_prefer_what_is_right_of_facts_it_never_met(quick: Train, tmp_path: Path) -> None:
    """From a recipe: held-out pairs are made along, and it ends at the target."""
    settings = {"per_device_train_batch_size": 64, "lr_scheduler_type": "constant"}
    given: dict[str, Any] = {"method": "reward", "rows": None, "test": None, "settings": settings}
    made = quick(tmp_path / "out", "arithmetic", max_steps=60, score_every=20, target=0.99, **given)
    assert made.questions == 398
    assert made.reached
    assert made.scores[0][1] < 0.9
    assert made.score >= 0.99
    with pytest.raises(pairwright.TrainingError, match="has no held-out pairs to reach it on"):
        quick(tmp_path / "no", method="reward", test=None, target=0.9)


@pytest.mark.parametrize("method", ["sft", "kto", "grpo", "reward"])
def test_lora_is_merged_and_opened_by_plain_transformers(
    method: str, quick: Train, chat: Path, weights: Weights, tmp_path: Path
) -> None:
    from peft import PeftModel
    from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification

    more: dict[str, Any] = {"test": None} if method == "reward" else {}
    settings = {"lora_r": 2, "learning_rate": 0.1}
    quick(tmp_path / "out", base=chat, method=method, max_steps=3, lora=True, settings=settings, **more)
    kind = AutoModelForSequenceClassification if method == "reward" else AutoModelForCausalLM
    merged = kind.from_pretrained(tmp_path / "out").state_dict()
    if method == "reward":
        return
    beside = PeftModel.from_pretrained(kind.from_pretrained(chat), str(tmp_path / "out" / "adapter"))
    assert beside.peft_config["default"].base_model_name_or_path == str(chat)
    for name, value in beside.merge_and_unload().state_dict().items():
        assert value.allclose(merged[name], atol=1e-6)
    before = weights(chat)
    moved = {name for name, value in before.items() if not value.allclose(merged[name])}
    assert all("proj" in name for name in moved)
    # An untrained model is right never, so what is paid for right answers alone has nothing to learn from.
    assert bool(moved) == (method != "grpo")


def test_a_chat_model_is_trained_on_what_it_is_asked(
    chat: Path, pairs: pl.DataFrame, rows_file: Callable[..., Path]
) -> None:
    from pairwright.learn.folders import open_model
    from pairwright.learn.prompts import Prompting, Prompts
    from pairwright.learn.training.data import training_data
    from pairwright.learn.training.tokens import Tokens

    model, tokenizer = open_model(chat)
    how = Prompts.of(Prompting(system="You do sums."), model, tokenizer)
    data = training_data(rows_file(pairs.head(3)), "sft", rows=None)
    found = Tokens.of(data, tokenizer, context=256, how=how).frame
    for row, ids in zip(data.frame.iter_rows(named=True), found.iter_rows(named=True), strict=True):
        messages = [{"role": "system", "content": "You do sums."}, {"role": "user", "content": row["prompt"]}]
        asked = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        said = [*messages, {"role": "assistant", "content": row["chosen"].strip()}]
        whole = tokenizer.apply_chat_template(said, tokenize=False)
        assert tokenizer.decode(ids["prompt_ids"]) == asked
        assert tokenizer.decode(ids["prompt_ids"] + ids["chosen_ids"]) == whole.removesuffix("\n")


def test_what_is_right_is_paid(quick: Train, rows_file: Callable[..., Path], base: Path, tmp_path: Path) -> None:
    """A model that says one thing to everything, right for one question of two: GRPO's mean reward is a half."""
    rows = rows_file([{"prompt": text, "completion": " 61"} for text in ("57+4=?", "58+3=?")], "taught.jsonl")
    settings = {"lr_scheduler_type": "constant"}
    quick(tmp_path / "sixty", rows, base=base, method="sft", max_steps=60, test=None, settings=settings)
    asked = rows_file([{"question": text} for text in ("57+4=?", "58+4=?")], "asked.jsonl")
    seen: list[tuple[int, list[str]]] = []
    quick(
        tmp_path / "paid",
        asked,
        base=tmp_path / "sixty",
        method="grpo",
        max_steps=2,
        rows=None,
        test=asked,
        settings={"per_device_train_batch_size": 16, "temperature": 0.01, "save_steps": 100},
        answered=lambda step, answers: seen.append((step, answers["verdict"].to_list())),
    )
    log = pl.read_ndjson(tmp_path / "paid" / "log.jsonl", infer_schema_length=None)
    assert log["reward"].drop_nulls().to_list() == [0.5, 0.5]
    assert seen == [(0, ["RIGHT", "WRONG"]), (2, ["RIGHT", "WRONG"])]


@pytest.mark.parametrize("method", ["grpo", "rloo"])
def test_a_recipe_is_asked_from_without_a_file_and_nothing_held_out(
    method: str, quick: Train, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pairwright.learn.training import trainers
    from pairwright.verify import families, reward_for

    asked: list[str] = []
    paid: list[float | None] = []

    def recorded(**options: Any) -> Callable[..., list[float | None]]:
        pay = reward_for(**options)

        def noted(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float | None]:
            asked.extend(columns["question"])
            paid.extend(found := pay(prompts, completions, **columns))
            return found

        return noted

    monkeypatch.setattr(trainers, "reward_for", recorded)
    settings = {"per_device_train_batch_size": 64, "max_completion_length": 2}
    quick(tmp_path / "out", "mixed", method=method, max_steps=8, rows=None, settings=settings)
    questions = pl.Series(asked).unique()
    assert (len(asked), len(questions)) == (8 * 64, 8 * 8)
    # An answer of two tokens of an untrained model is none; each is judged all the same.
    assert len(paid) == len(asked)
    assert set(paid) <= {0.0, 1.0}
    recipe = pairwright.load_recipe("mixed")
    held_out = families(pairwright.generate(recipe.with_layout("qa"), "test")["question"])["family"].unique()
    kin = families(questions)["family"]
    assert kin.null_count() == 0
    assert not kin.is_in(held_out.implode()).any()
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["out"]


def test_rows_are_trained_on_as_they_stand(quick: Train, pairs: pl.DataFrame, tmp_path: Path) -> None:
    """Of eight rows given in order, a curriculum's head, one step sees just these."""
    losses: dict[str, list[float]] = {"given": [], "random": []}
    for order, told in losses.items():
        for rows in (8, 64):
            out = tmp_path / f"{order}{rows}"
            quick(
                out,
                order=order,
                rows=rows,
                method="sft",
                max_steps=1,
                test=None,
                logged=lambda _, loss, told=told: told.append(loss),
            )
    assert losses["given"][0] == pytest.approx(losses["given"][1])
    assert losses["random"][0] != pytest.approx(losses["random"][1])


def test_larger_models_are_trained_gently() -> None:
    def rate(method: str, **how: bool) -> float:
        return float(config_for(method, options_for(method, {}, output_dir="unused", **how)).learning_rate)

    for method in METHODS:
        assert rate(method, large=True) < rate(method, large=True, lora=True) < rate(method) <= 2e-3


@pytest.mark.parametrize(("method", "lora"), [("sft", True), ("grpo", False), ("orpo", True)])
def test_a_run_that_was_stopped_ends_with_the_same_weights(
    method: str, lora: bool, quick: Train, weights: Weights, chat: Path, tmp_path: Path
) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise StoppedError

    given: dict[str, Any] = {"method": method, "lora": lora, "base": chat, "max_steps": 4}
    with pytest.raises(StoppedError):
        quick(tmp_path / "out", progress=stop, **given)
    quick(tmp_path / "out", resume=True, **given)
    quick(tmp_path / "whole", **given)
    whole = weights(tmp_path / "whole")
    assert all(value.equal(whole[name]) for name, value in weights(tmp_path / "out").items())
