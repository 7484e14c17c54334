"""Models that judge, one that scores answers and one that labels steps, asked about mistakes never shown to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import polars as pl

import pairwright
from evidence import recipes
from pairwright import Recipe

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

# Pairs or solutions that a judge is asked about, of each half of the kinds; questions of best-of-8.
_ASKED, _QUESTIONS, _SAMPLES = 400, 200, 8
_BATCH, _RATE, _STEPS = 64, 1e-3, 300
_IGNORED = -100

Counts = dict[str, list[int]]


def of_answers(judge: Path, writer: Path, seed: int) -> Counts:
    """How a reward model judges: how often the right one of a pair has the higher score, and best-of-8.

    Args:
        judge: the folder of the reward model.
        writer: the folder of the model whose answers it chooses among.
        seed: of the samples.

    Returns:
        Right (count and of how many): `seen` and `unseen` pairs by their kind of mistake; questions with the first of
        eight samples, with the one that the judge prefers, and with any of them right.

    """
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    model = AutoModelForSequenceClassification.from_pretrained(judge)
    tokenizer = AutoTokenizer.from_pretrained(judge)
    found: Counts = {}
    for name, kinds in (("seen", recipes.SEEN), ("unseen", recipes.UNSEEN)):
        rows = held_out(recipes.only(**dict.fromkeys(kinds, 1.0)), "preference", _ASKED)
        chosen, rejected = (_scores(model, tokenizer, rows["prompt"] + rows[side]) for side in ("chosen", "rejected"))
        found[name] = [int((chosen > rejected).sum()), rows.height]
    return found | _best_of(model, tokenizer, writer, seed)


def _best_of(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, writer: Path, seed: int) -> Counts:
    from pairwright.learn.folders import open_model
    from pairwright.learn.generating import completions

    rows = held_out(recipes.refusals(), "preference", _QUESTIONS)
    asked = rows.select(question=pl.col("prompt").repeat_by(_SAMPLES)).explode("question")
    said = asked.with_columns(
        completions(*open_model(writer), asked["question"].to_list(), temperature=1.0, seed=seed)["completion"]
    )
    right = (pairwright.score_column(said)["verdict"] == "RIGHT").to_numpy().reshape(-1, _SAMPLES)
    scores = _scores(model, tokenizer, said["question"] + " " + said["completion"].str.strip_chars())
    best = right[np.arange(len(right)), scores.reshape(-1, _SAMPLES).argmax(axis=1)]
    picked = {"one": right[:, 0], "best": best, "any": right.any(axis=1)}
    return {name: [int(each.sum()), len(right)] for name, each in picked.items()}


def _scores(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, texts: pl.Series) -> npt.NDArray[np.float64]:
    """What the model makes of each whole text, its end token behind it."""
    import torch

    found: list[float] = []
    with torch.inference_mode():
        for start in range(0, len(texts), _BATCH):
            batch = [f"{each}{tokenizer.eos_token}" for each in texts[start : start + _BATCH]]
            encoded = tokenizer(batch, return_tensors="pt", padding=True)
            inputs = {name: encoded[name] for name in ("input_ids", "attention_mask")}
            found += model(**inputs).logits[:, 0].tolist()
    return np.array(found)


def of_steps(base: Path, out: Path, seed: int) -> Counts:
    """How a model that labels steps judges, trained on the kinds that are seen: by transformers' token classification.

    Args:
        base: the folder of the model that it begins with.
        out: where to keep it; it is not trained again.
        seed: of the order of the rows.

    Returns:
        Right (count and of how many): the first false step found, in solutions with `seen` and `unseen` kinds of
        mistake; none found in `sound` ones.

    """
    from transformers import AutoModelForTokenClassification, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(base)
    if not out.exists():
        _train_on_steps(base, out, tokenizer, seed)
    model = AutoModelForTokenClassification.from_pretrained(out)
    found: Counts = {}
    for name, kinds in (("seen", recipes.SEEN_STEPS), ("unseen", recipes.UNSEEN_STEPS)):
        rows = held_out(recipes.stepwise(mistakes=list(kinds)), "stepwise", 2 * _ASKED)
        false = rows.filter(~pl.col("labels").list.all())
        found[name] = _located(model, tokenizer, false)
        if name == "seen":
            found["sound"] = _located(model, tokenizer, rows.filter(pl.col("labels").list.all()))
    return found


def _train_on_steps(base: Path, out: Path, tokenizer: PreTrainedTokenizerFast, seed: int) -> None:
    from transformers import (
        AutoModelForTokenClassification,
        DataCollatorForTokenClassification,
        Trainer,
        TrainingArguments,
    )

    recipe = recipes.stepwise(mistakes=list(recipes.SEEN_STEPS)).with_layout("stepwise")
    rows = pairwright.generate(recipe.with_rows(_STEPS * _BATCH), "train")
    trainer = Trainer(
        AutoModelForTokenClassification.from_pretrained(base, num_labels=2),
        TrainingArguments(
            output_dir=str(out.with_suffix(".run")),
            max_steps=_STEPS,
            per_device_train_batch_size=_BATCH,
            learning_rate=_RATE,
            warmup_steps=_STEPS // 10,
            seed=seed,
            report_to="none",
            save_strategy="no",
            disable_tqdm=True,
            use_cpu=True,
        ),
        train_dataset=[_labelled(tokenizer, row) for row in rows.to_dicts()],
        data_collator=DataCollatorForTokenClassification(tokenizer),
    )
    trainer.train()
    trainer.save_model(str(out))


def _labelled(tokenizer: PreTrainedTokenizerFast, row: dict[str, Any]) -> dict[str, list[int]]:
    """A solution as tokens; the label stands at each step's last one."""
    tokens = tokenizer(row["prompt"])["input_ids"]
    labels = [_IGNORED] * len(tokens)
    for step, label in zip(row["completions"], row["labels"], strict=True):
        more = tokenizer(f" {step}")["input_ids"]
        tokens, labels = tokens + more, labels + [_IGNORED] * (len(more) - 1) + [int(label)]
    return {"input_ids": tokens, "labels": labels}


def _located(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, rows: pl.DataFrame) -> list[int]:
    """In how many solutions the first step that is called false is the first false one, or none is and none is."""
    import torch

    right = 0
    solutions = [_labelled(tokenizer, row) for row in rows.to_dicts()]
    with torch.inference_mode():
        for batch in _batched(solutions):
            inputs = tokenizer.pad({"input_ids": [each["input_ids"] for each in batch]}, return_tensors="pt")
            said = model(input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"]).logits.argmax(-1)
            for each, labels in zip(batch, said.tolist(), strict=True):
                # Padding stands on the left.
                told = labels[len(labels) - len(each["labels"]) :]
                steps = [(mine, label) for mine, label in zip(told, each["labels"], strict=True) if label != _IGNORED]
                right += _first_false([mine for mine, _ in steps]) == _first_false([label for _, label in steps])
    return [right, len(solutions)]


def _batched(rows: Sequence[dict[str, list[int]]]) -> list[Sequence[dict[str, list[int]]]]:
    return [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]


def _first_false(labels: Sequence[int]) -> int:
    return labels.index(0) if 0 in labels else -1


def held_out(recipe: Recipe, layout: str, rows: int) -> pl.DataFrame:
    """Rows of facts that are not trained on."""
    splits = {"test": {"families": "held_out", "max_rows_per_operator": rows, "layout": layout}}
    found = pairwright.generate(recipe.with_changes(splits=splits), "test")
    return found.sample(min(rows, found.height), seed=0)
