"""Each layout in the hands of a real trainer of TRL: what it makes of our rows is our text, whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import pairwright
from pairwright.layouts import LAYOUTS

# Transformers' own use of what it renamed.
pytestmark = pytest.mark.filterwarnings("ignore:`is_gradient_checkpointing` is deprecated:FutureWarning")

Make = Callable[..., Any]
Texts = list[tuple[str, str]]


@pytest.fixture
def texts() -> Callable[[str], Texts]:
    """(prompt, answer) of the rows of a side of `preference`, which every layout must hold."""

    def found(side: str, recipe: str = "arithmetic") -> Texts:
        chosen = pairwright.load_recipe(recipe).with_layout("preference").with_rows(24)
        frame = pairwright.generate(chosen)
        return [(prompt, answer) for prompt, answer in frame.select("prompt", side).iter_rows()]

    return found


def decoded(tokenizer: Any, rows: Any, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(tokenizer.decode(row[column]) for column in columns) for row in rows]


@pytest.mark.parametrize(
    ("layout", "recipe"),
    [
        ("preference", "arithmetic"),
        ("preference", "mistakes"),
        ("implicit", "arithmetic"),
        ("chat", "arithmetic"),
        ("chat", "mistakes"),
    ],
)
def test_dpo(
    layout: str, recipe: str, load: Make, model: Make, settings: Make, tokenizer: Any, texts: Callable[..., Texts]
) -> None:
    from trl import DPOConfig, DPOTrainer

    trainer = DPOTrainer(
        model(), model(), args=settings(DPOConfig), train_dataset=load(layout, recipe), processing_class=tokenizer
    )
    found = decoded(tokenizer, trainer.train_dataset, "prompt_ids", "chosen_ids", "rejected_ids")
    sides = zip(texts("chosen", recipe), texts("rejected", recipe), strict=True)
    if layout == "chat":
        expected = [
            (f"<user>{prompt}<assistant>", f"{chosen[1:]}<eos>", f"{rejected[1:]}<eos>")
            for (prompt, chosen), (_, rejected) in sides
        ]
    else:
        expected = [(prompt, f"{chosen}<eos>", f"{rejected}<eos>") for (prompt, chosen), (_, rejected) in sides]
    assert found == expected
    trainer.train()
    assert trainer.state.global_step == 1


@pytest.mark.parametrize("recipe", ["arithmetic", "mistakes"])
def test_kto(recipe: str, load: Make, model: Make, settings: Make, tokenizer: Any) -> None:
    from trl import KTOConfig, KTOTrainer

    trainer = KTOTrainer(
        model(), model(), args=settings(KTOConfig), train_dataset=load("kto", recipe), processing_class=tokenizer
    )
    rows = trainer.train_dataset
    found = decoded(tokenizer, rows, "prompt_ids", "completion_ids")
    frame = pairwright.generate(pairwright.load_recipe(recipe).with_layout("kto").with_rows(24))
    assert found == [
        (prompt, f"{completion}<eos>") for prompt, completion in frame.select("prompt", "completion").rows()
    ]
    assert list(rows["label"]) == [True, False] * 12 == frame["label"].to_list()
    trainer.train()
    assert trainer.state.global_step == 1


@pytest.mark.parametrize("layout", ["sft", "sft_chat", "pairs"])
def test_sft(layout: str, load: Make, model: Make, settings: Make, tokenizer: Any, texts: Callable[..., Texts]) -> None:
    from trl import SFTConfig, SFTTrainer

    trainer = SFTTrainer(
        model(),
        args=settings(SFTConfig, dataset_text_field="positive"),
        train_dataset=load(layout),
        processing_class=tokenizer,
    )
    learnt = [[token for token in row["labels"] if token != -100] for row in trainer.train_dataset]
    whole = decoded(tokenizer, trainer.train_dataset, "input_ids")
    found = [(*row, tokenizer.decode(labels)) for row, labels in zip(whole, learnt, strict=True)]
    ways = {
        "sft": lambda prompt, answer: (f"{prompt}{answer}<eos>", f"{answer}<eos>"),
        "sft_chat": lambda prompt, answer: (f"<user>{prompt}<assistant>{answer[1:]}<eos>", f"{answer[1:]}<eos>"),
        "pairs": lambda prompt, answer: (f"{prompt}{answer}<eos>", f"{prompt}{answer}<eos>"),
    }
    assert found == [ways[layout](prompt, answer) for prompt, answer in texts("chosen")]
    trainer.train()
    assert trainer.state.global_step == 1


def test_reward_models(load: Make, model: Make, settings: Make, tokenizer: Any, texts: Callable[..., Texts]) -> None:
    from trl import RewardConfig, RewardTrainer

    trainer = RewardTrainer(
        model(scores=True), args=settings(RewardConfig), train_dataset=load("preference"), processing_class=tokenizer
    )
    found = decoded(tokenizer, trainer.train_dataset, "chosen_ids", "rejected_ids")
    both = zip(texts("chosen"), texts("rejected"), strict=True)
    assert found == [tuple(f"{prompt}{answer}<eos>" for prompt, answer in sides) for sides in both]
    trainer.train()
    assert trainer.state.global_step == 1


@pytest.mark.parametrize("layout", ["prompts", "prompts_chat"])
def test_grpo(layout: str, load: Make, model: Make, settings: Make, tokenizer: Any) -> None:
    from trl import GRPOConfig, GRPOTrainer

    told: list[tuple[list[Any], dict[str, Any]]] = []

    def watched(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float | None]:
        told.append((prompts, columns))
        rewards = pairwright.reward(prompts, completions, **columns)
        assert len(rewards) == len(completions)
        return rewards

    args = settings(GRPOConfig, num_generations=2, max_completion_length=4)
    trainer = GRPOTrainer(
        model(), reward_funcs=watched, args=args, train_dataset=load(layout), processing_class=tokenizer
    )
    trainer.train()
    assert trainer.state.global_step == 1
    # With just what TRL told it, the reward knows the right answer of each prompt from any other.
    (prompts, columns) = told[0]
    assert len(prompts) == 4
    for off, reward in ((0, 1.0), (1, 0.0)):
        said: list[Any] = [f" The answer is {answer + off}." for answer in columns["answer"]]
        if layout == "prompts_chat":
            said = [[{"role": "assistant", "content": text}] for text in said]
        assert pairwright.reward(prompts, said, **columns) == [reward] * 4


def test_a_default_configuration_has_columns_of_the_tests_and_is_rewarded_all_the_same(
    load: Make, tmp_path: Any
) -> None:
    import datasets

    load("prompts")
    rows = datasets.load_dataset(str(tmp_path / "prompts"), split="train", cache_dir=str(tmp_path / "cache")).to_dict()
    assert set(rows["question"]) == {None}
    assert pairwright.reward(rows.pop("prompt"), [str(answer) for answer in rows["answer"]], **rows) == [1.0] * 24


def solutions(layout: str, folder: Any) -> Any:
    """Worked solutions in a layout of their own, as `datasets` loads them."""
    import datasets

    recipe = pairwright.load_recipe(
        {
            "problems": {"order_of_operations": {}},
            "wording": {"answer": "steps_first"},
            "mistakes": ["off_by_one", "multiplication_slip"],
            "splits": {"train": {"families": "training", "rows": 24, "layout": layout}},
        }
    )
    pairwright.write(recipe, folder / layout)
    return datasets.load_dataset(str(folder / layout), split="train", cache_dir=str(folder / "cache"))


def test_dpo_of_steps(model: Make, settings: Make, tokenizer: Any, tmp_path: Any) -> None:
    from trl import DPOConfig, DPOTrainer

    rows = solutions("step_preference", tmp_path)
    trainer = DPOTrainer(model(), model(), args=settings(DPOConfig), train_dataset=rows, processing_class=tokenizer)
    found = decoded(tokenizer, trainer.train_dataset, "prompt_ids", "chosen_ids", "rejected_ids")
    assert found == [(row["prompt"], f"{row['chosen']}<eos>", f"{row['rejected']}<eos>") for row in rows]
    trainer.train()
    assert trainer.state.global_step == 1


def test_a_process_reward_model_learns_the_labels_of_steps(
    model: Make, settings: Make, tokenizer: Any, tmp_path: Any
) -> None:
    """TRL has no trainer for it, so it is token classification: the label stands at each step's last token."""
    from transformers import (
        DataCollatorForTokenClassification,
        LlamaForTokenClassification,
        Trainer,
        TrainingArguments,
    )

    def tokens(row: dict[str, Any]) -> dict[str, list[int]]:
        ids, labels = tokenizer(row["prompt"])["input_ids"], []
        labels += [-100] * len(ids)
        for step, label in zip(row["completions"], row["labels"], strict=True):
            more = tokenizer(f" {step}")["input_ids"]
            ids, labels = ids + more, labels + [-100] * (len(more) - 1) + [int(label)]
        return {"input_ids": ids, "labels": labels}

    # Not by `map`, which would keep the dtype of a column of that name.
    data = [tokens(row) for row in solutions("stepwise", tmp_path)]
    assert {label for row in data for label in row["labels"]} == {-100, 0, 1}
    trainer = Trainer(
        LlamaForTokenClassification(model().config),
        settings(TrainingArguments),
        train_dataset=data,
        data_collator=DataCollatorForTokenClassification(tokenizer),
    )
    assert trainer.train().training_loss > 0


ANSWERS = st.text("Tab 4.-", min_size=1, max_size=6)


@hypothesis_settings(deadline=None, derandomize=True, max_examples=300)
@given(question=st.text("x+=1? ", min_size=1, max_size=6), chosen=ANSWERS, rejected=ANSWERS)
@example(question="x+55=95,x=?", chosen="The answer is 40.", rejected="The answer is 41.")
@example(question="1+1=?", chosen="2", rejected="22")
@example(question="1+1=?", chosen=" 2", rejected=" 3")
def test_implicit_is_refused_just_where_trl_would_cut_elsewhere(question: str, chosen: str, rejected: str) -> None:

    from trl import extract_prompt

    layout = LAYOUTS["implicit"]
    frame = pl.DataFrame({"question": [question], "chosen": [chosen], "rejected": [rejected]})
    assert layout.trapped is not None
    cut = extract_prompt(frame.select(**layout.columns).row(0, named=True))
    expected = {"prompt": question, "chosen": f" {chosen}", "rejected": f" {rejected}"}
    assert (cut == expected) == (not frame.select(layout.trapped).item())
