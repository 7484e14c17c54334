"""Who answers: anything with a name that completes questions; here a model on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from pairwright.errors import ModelError
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.questions import Test

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

Advance = Callable[[int], None]
# On two cores that others used too, a model of 0.35 M parameters answered 241 questions/s; with batches of 256
# 110, with batches of 64 49: each step of `generate` has a price of its own.
BATCH = 1024
# Tokens beyond the longest answer that is expected, so that one which goes on is seen to do so.
_SLACK = 8


class Answerer(Protocol):
    """What evaluation asks of a model."""

    @property
    def name(self) -> str:
        """How it is called in results."""

    def require_readable(self, tests: Sequence[Test]) -> None:
        """Refuse questions that it cannot be asked.

        Raises:
            ModelError: naming the test, the row and the reason.

        """

    def answers(self, asked: pl.DataFrame, advance: Advance) -> pl.DataFrame:
        """Answer questions.

        Args:
            asked: question, expected (String); questions are distinct.
            advance: called with how many more are done.

        Returns:
            One row each: completion (String) and stopped (Boolean: it ended by itself).

        """


@dataclass(frozen=True)
class LocalModel:
    """A Hugging Face folder or a nanoGPT checkpoint, opened."""

    name: str
    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerFast
    max_new_tokens: int | None = None
    batch: int = BATCH

    def require_readable(self, tests: Sequence[Test]) -> None:
        """See `Answerer`."""
        from pairwright.learn.encodable import require_encodable
        from pairwright.learn.folders import context_of

        for test in tests:
            require_encodable(self.tokenizer, test.frame["question"], context=context_of(self.model), name=test.name)

    def answers(self, asked: pl.DataFrame, advance: Advance) -> pl.DataFrame:
        """See `Answerer`; the likeliest token at each step, in batches of like length."""
        from pairwright.learn.generating import completions

        most = self.max_new_tokens or self._enough(asked)
        ordered = asked.with_row_index("row").sort(pl.col("question").str.len_chars(), maintain_order=True)
        parts: list[pl.DataFrame] = []
        for part in ordered.iter_slices(self.batch):
            questions = part["question"].to_list()
            said = completions(self.model, self.tokenizer, questions, max_new_tokens=most, batch=self.batch)
            parts.append(said.with_columns(part["row"]))
            advance(part.height)
        return pl.concat(parts).sort("row").drop("row")

    def _enough(self, asked: pl.DataFrame) -> int:
        """The tokens of the longest answer in the recipes' wording; a question is no shorter than its calculation."""
        because = [pl.lit(" because "), pl.col("question"), pl.lit(" equals "), pl.col("expected")]
        text = pl.concat_str([pl.lit(" The answer is "), pl.col("expected"), *because, pl.lit(".")], ignore_nulls=True)
        longest = (
            asked.select(text=text).sort(pl.col("text").str.len_chars(), descending=True).head(16)["text"].to_list()
        )
        return max(len(each) for each in self.tokenizer(longest)["input_ids"]) + _SLACK


def opened_models(
    models: str | Path | Endpoint | Sequence[str | Path | Endpoint],
    *,
    max_new_tokens: int | None = None,
    batch: int = BATCH,
) -> list[Answerer]:
    """The models, ready to answer, on the accelerator if there is one.

    Raises:
        ModelError: one of them cannot be opened, or two have one name.

    """
    listed = [models] if isinstance(models, (str, Path, Endpoint)) else list(models)
    if not listed:
        raise ModelError("MODEL: none given; name a Hugging Face folder, a nanoGPT checkpoint, or an endpoint")
    for name, value in (("max_new_tokens", max_new_tokens), ("batch", batch)):
        if value is not None and value < 1:
            raise ModelError(f"{name}: {value} should be at least 1")
    names = [each.model if isinstance(each, Endpoint) else str(each) for each in listed]
    if len(set(names)) < len(names):
        raise ModelError(f"MODEL: {max(names, key=names.count)} is given twice; name each model once")
    return [_opened(each, max_new_tokens, batch) for each in listed]


def _opened(model: str | Path | Endpoint, max_new_tokens: int | None, batch: int) -> Answerer:
    if isinstance(model, Endpoint):
        return model.opened(max_new_tokens)
    from pairwright.learn.folders import open_model

    network, tokenizer = open_model(model)
    network.to(_device())
    return LocalModel(str(model), network, tokenizer, max_new_tokens, batch)


def _device() -> Any:
    """The accelerator of this machine (CUDA, MPS, ...), or its CPU."""
    import torch

    found = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    return found or torch.device("cpu")
