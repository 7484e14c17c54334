"""The log-probability of ordinary texts under a model, in nats a token."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import polars as pl

from pairwright.errors import ModelError
from pairwright.learn.encodable import require_encodable
from pairwright.learn.folders import context_of
from pairwright.learn.training.likelihood import of_tokens
from pairwright.learn.training.tokens import encoded

if TYPE_CHECKING:
    from pairwright.learn.evaluation.answering import LocalModel


@dataclass(frozen=True)
class Ordinary:
    """Mean log-probability a token (natural; nearer to 0 is likelier), comparable between models of one tokenizer.

    Attributes:
        sentences: of 198 sentences, each from its second token on.
        chats: of 24 replies to chat prompts, asked as any question is.

    """

    sentences: float
    chats: float

    def as_dict(self) -> dict[str, float]:
        """Plain data for JSON."""
        return {"sentences": round(self.sentences, 4), "chats": round(self.chats, 4)}


def ordinary(model: LocalModel) -> Ordinary | None:
    """How likely a model finds the texts that come with this package; None where its tokenizer cannot encode them."""
    sentences = pl.Series("text", _lines("sentences.txt"))
    chats = pl.DataFrame([line.split("\t") for line in _lines("chats.txt")], schema=["asked", "said"], orient="row")
    try:
        for texts in (sentences, chats["asked"], chats["said"]):
            require_encodable(model.tokenizer, texts, context=context_of(model.model), name=model.name)
    except ModelError:
        return None
    whole = encoded(model.tokenizer, sentences, completions=False)
    likely = of_tokens(model.model, whole.list.head(1), whole.list.slice(1))
    of_chats = model.log_probabilities(chats["asked"], chats["said"])
    said = encoded(model.tokenizer, model.prompts.answers(chats["said"]), completions=True)
    return Ordinary(sentences=_a_token(likely, whole.list.slice(1)), chats=_a_token(of_chats, said))


def _a_token(likely: pl.Series, ids: pl.Series) -> float:
    return float(likely.sum()) / int(ids.list.len().sum())


def _lines(name: str) -> list[str]:
    return (files(__package__) / name).read_text(encoding="utf-8").splitlines()
