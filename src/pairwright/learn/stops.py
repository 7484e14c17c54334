"""Where an answer ends that has no end token: at a following question, or at what stands between shown examples.

A model that goes on with text does not stop after its answer: it asks itself the next question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

_QUESTION = re.compile(r"=\s*\?")
# From the end of a line or a sentence on nothing but a calculation that asks; else from the word that asks on.
_AFTER_SENTENCE = r"^((?s:.*?)(?:\n|[.!?]\s))[\dxyn\s+*/×÷·^=(),−-]*=\s*\?"
_WORD = r"^((?s:.*?))\s*\S*=\s*\?"


class Following:
    """The tokens that may end an answer, and the text that does.

    Attributes:
        marks: for each token whether it holds a character that a following question has (Boolean tensor).
        pattern: what ends the answer.

    """

    def __init__(self, marks: Any, pattern: re.Pattern[str]) -> None:
        self.marks, self.pattern = marks, pattern


def following(tokenizer: PreTrainedTokenizerFast, separator: str | None) -> Following:
    """What follows an answer: the separator of shown examples, or else a question."""
    import torch

    last = "?" if separator is None else separator[-1]
    pieces = tokenizer.batch_decode([[number] for number in range(len(tokenizer))])
    pattern = _QUESTION if separator is None else re.compile(r"\S\s*?" + re.escape(separator))
    return Following(torch.tensor([last in piece for piece in pieces]), pattern)


def stop_at_questions(tokenizer: PreTrainedTokenizerFast, what: Following, width: int) -> Any:
    """A stopping criterion of `generate`; `done` says which rows it has ended.

    Args:
        tokenizer: of the model.
        what: as `following` finds it.
        width: the tokens of the prompts.

    """
    import torch
    from transformers import StoppingCriteria

    class AtQuestions(StoppingCriteria):  # type: ignore[misc]
        done: Any = None

        def __call__(self, input_ids: Any, scores: Any, **_: Any) -> Any:  # noqa: ARG002
            if self.done is None:
                self.done = torch.zeros(len(input_ids), dtype=torch.bool, device=input_ids.device)
                what.marks = torch.nn.functional.pad(what.marks, (0, 1 << 16)).to(input_ids.device)
            marked = what.marks[input_ids[:, -1]] & ~self.done
            for row in marked.nonzero().flatten().tolist():
                text = tokenizer.decode(input_ids[row, width:], skip_special_tokens=True)
                self.done[row] = what.pattern.search(text) is not None
            return self.done

    return AtQuestions()


def without_following(frame: pl.DataFrame, separator: str | None) -> pl.DataFrame:
    """The same answers up to what follows them.

    Args:
        frame: completion (String), stopped (Boolean).
        separator: what stands between shown examples; None: a question follows.

    >>> said = pl.DataFrame({"completion": [" It is 61. 7*8=? It is 56.", " 61 7*8=?"], "stopped": [True, True]})
    >>> without_following(said, None)["completion"].to_list()
    [' It is 61.', ' 61']

    """
    text = pl.col("completion")
    if separator is not None:
        return frame.with_columns(text.str.extract(r"^((?s:\s*\S.*?))\s*" + re.escape(separator), 1).fill_null(text))
    whole = text.str.extract(_AFTER_SENTENCE, 1).str.strip_chars_end()
    return frame.with_columns(pl.coalesce(whole, text.str.extract(_WORD, 1), text).alias("completion"))
