"""Texts to tokens, whole columns at a time, as TRL's trainers take them once they are prepared.

TRL tokenises row by row, three texts for a pair. Here each distinct text is encoded once, in one call,
and rows refer to it: 128,000 rows of `arithmetic` have 31,843 different ones. Prompt and completion are
encoded apart, so that the model is trained on the very tokens of a prompt that it is asked with; TRL's own
way gives the same where no token spans both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.keyed import Integers
from pairwright.learn.encodable import require_encodable
from pairwright.learn.training.data import TrainingData

if TYPE_CHECKING:
    from datasets import Dataset
    from transformers import PreTrainedTokenizerFast

    from pairwright.learn.prompts import Prompts

_IGNORED = -100


def encoded(
    tokenizer: PreTrainedTokenizerFast,
    texts: pl.Series,
    *,
    completions: bool,
    special: bool = True,
    end: int | None = None,
) -> pl.Series:
    """The tokens (List(Int64)) of each text; null stays null.

    Args:
        tokenizer: of the model.
        texts: prompts, or completions (String).
        completions: they get the end token, and no special token that begins a text.
        special: whether prompts get the tokens that begin a text; a chat template writes its own.
        end: the end token; None: the tokenizer's.

    """
    distinct = texts.drop_nulls().unique(maintain_order=True)
    numbers = (
        tokenizer(distinct.to_list(), add_special_tokens=special and not completions)["input_ids"]
        if len(distinct)
        else []
    )
    ids = pl.Series("ids", numbers, dtype=pl.List(pl.Int64))
    if completions:
        ends = pl.Series([[tokenizer.eos_token_id if end is None else end]], dtype=pl.List(pl.Int64))
        ids = ids.list.concat(ends)
    known = pl.DataFrame({"text": distinct, "ids": ids})
    return texts.alias("text").to_frame().join(known, on="text", how="left", maintain_order="left")["ids"]


@dataclass(frozen=True)
class Tokens:
    """Data as tokens.

    Attributes:
        frame: prompt_ids, chosen_ids, rejected_ids (List(Int64)), as many rows as the data.

    """

    frame: pl.DataFrame

    @classmethod
    def of(
        cls, data: TrainingData, tokenizer: PreTrainedTokenizerFast, *, context: int, how: Prompts | None = None
    ) -> Tokens:
        """The data's tokens, all of them within what the model reads.

        Args:
            data: the rows.
            tokenizer: of the model.
            context: the most tokens that it reads.
            how: what stands around questions and answers; None: nothing.

        Raises:
            ModelError: a text that the tokenizer cannot encode or the model not hold.

        """
        rows = data.frame
        if how is not None:
            sides = (how.answers(rows[side]).alias(side) for side in ("chosen", "rejected"))
            rows = rows.with_columns(how.texts(rows["prompt"]).alias("prompt"), *sides)
        special, end = (True, None) if how is None else (not how.bare, how.ends[0])
        for side in ("chosen", "rejected"):
            whole = rows["prompt"] + rows[side]
            if whole.null_count() < len(whole):
                require_encodable(tokenizer, whole.drop_nulls(), context=context, name=f"{data.name}, {side} side")
        return cls(
            pl.DataFrame(
                {
                    "prompt_ids": encoded(tokenizer, rows["prompt"], completions=False, special=special),
                    "chosen_ids": encoded(tokenizer, rows["chosen"], completions=True, end=end),
                    "rejected_ids": encoded(tokenizer, rows["rejected"], completions=True, end=end),
                }
            )
        )

    @cached_property
    def lengths(self) -> Integers:
        """The tokens of each row, its longer side (int64)."""
        longer = pl.max_horizontal(pl.col("chosen_ids", "rejected_ids").list.len().fill_null(0))
        return self.frame.select((pl.col("prompt_ids").list.len() + longer).cast(pl.Int64)).to_series().to_numpy()

    def with_reference(self, chosen: pl.Series, rejected: pl.Series) -> Tokens:
        """The same with the log-probability of each side under the reference model (Float64)."""
        return Tokens(self.frame.with_columns(chosen.alias("ref_chosen_logps"), rejected.alias("ref_rejected_logps")))

    def one_sided(self) -> Tokens:
        """A row for each side, the chosen first: what KTO takes."""
        sides = [
            self.frame.select("prompt_ids", pl.col(f"{side}_ids").alias("chosen_ids"), label=pl.lit(label))
            for side, label in (("chosen", True), ("rejected", False))
        ]
        none = pl.lit(None, dtype=pl.List(pl.Int64)).alias("rejected_ids")
        return Tokens(pl.concat(sides).filter(pl.col("chosen_ids").is_not_null()).with_columns(none))

    def for_dpo(self, order: Integers) -> Dataset:
        """Rows in this order for DPOTrainer."""
        return _dataset(self.frame, order)

    @property
    def longest_answer(self) -> int:
        """The tokens of the longest chosen side, its end among them; 0 where there is none."""
        return int(self.frame["chosen_ids"].list.len().cast(pl.Int64).max() or 0)  # type: ignore[arg-type]

    @property
    def whole_texts(self) -> pl.DataFrame:
        """chosen_ids and rejected_ids (List(Int64)) with their prompts."""
        prompt = pl.col("prompt_ids")
        return self.frame.select(
            prompt.list.concat(f"{side}_ids").alias(f"{side}_ids") for side in ("chosen", "rejected")
        )

    def for_reward(self, order: Integers) -> Dataset:
        """Rows in this order for RewardTrainer."""
        return _dataset(self.whole_texts, order)

    def for_odds(self, order: Integers) -> Dataset:
        """Rows in this order for ORPOTrainer and CPOTrainer, as their `tokenize_row` makes them."""
        prompt = pl.col("prompt_ids")
        columns = [prompt.alias("prompt_input_ids"), _ones(prompt).alias("prompt_attention_mask")]
        for side in ("chosen", "rejected"):
            whole, said = prompt.list.concat(f"{side}_ids"), pl.col(f"{side}_ids")
            columns += [
                whole.alias(f"{side}_input_ids"),
                _ones(whole).alias(f"{side}_attention_mask"),
                _ignored(prompt).list.concat(said).alias(f"{side}_labels"),
            ]
        return _dataset(self.frame.select(columns), order)

    def for_sft(self, order: Integers) -> Dataset:
        """Rows in this order for SFTTrainer; the loss is on the completion alone."""
        prompt, completion = pl.col("prompt_ids"), pl.col("chosen_ids")
        labels = _ignored(prompt).list.concat(completion)
        rows = self.frame.select(input_ids=prompt.list.concat(completion), labels=labels)
        return _dataset(rows, order)

    def for_kto(self, order: Integers, *, batch: int) -> Dataset:
        """Rows in this order for KTOTrainer, each with its neighbour's completion in the batch for the KL term."""
        rows = self.frame.select("prompt_ids", pl.col("chosen_ids").alias("completion_ids"), "label")[order]
        # The one before it, and the last for the first: as TRL turns them.
        place = np.arange(len(order))
        first = place // batch * batch
        size = np.minimum(first + batch, len(order)) - first
        neighbour = first + (place - first - 1) % size
        rows = rows.with_columns(KL_completion_ids=rows["completion_ids"].gather(neighbour))
        return _dataset(rows, place)


def _ignored(ids: pl.Expr) -> pl.Expr:
    return ids.list.eval(pl.element() * 0 + _IGNORED)


def _ones(ids: pl.Expr) -> pl.Expr:
    return ids.list.eval(pl.element() * 0 + 1)


def _dataset(frame: pl.DataFrame, order: Integers) -> Dataset:
    from datasets import Dataset

    return Dataset.from_polars(
        frame.select(name for name in frame.columns if frame[name].null_count() < frame.height)
    ).select(order)
