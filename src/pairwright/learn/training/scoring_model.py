"""A language model turned into one that scores texts: the same body, and a head of one number, which is new."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from pairwright.errors import ModelError

if TYPE_CHECKING:
    from transformers import PreTrainedModel


def with_a_score(model: PreTrainedModel) -> PreTrainedModel:
    """A model of `AutoModelForSequenceClassification` with the body of another one.

    Raises:
        ModelError: transformers has no such model of its architecture.

    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> with_a_score(new_model("tiny", character_tokenizer(), seed=0)).score.out_features
    1

    """
    import torch
    from transformers import AutoModelForSequenceClassification

    settings = copy.deepcopy(model.config)
    settings.num_labels = 1
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        try:
            found = AutoModelForSequenceClassification.from_config(settings, dtype=model.dtype)
        except ValueError as error:
            raise ModelError(
                f"reward: transformers makes no model that scores texts of {settings.model_type!r}; take another base"
            ) from error
    found.base_model.load_state_dict(model.base_model.state_dict())
    return found
