"""What the keys of a file mean: which hold the prompt, which the sides, which a stated answer."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

# Messages of either kind: {"role", "content"} and ShareGPT's {"from", "value"}.
TALK = pl.List(pl.Struct({"role": pl.String, "content": pl.String, "from": pl.String, "value": pl.String}))
TEXTS = pl.List(pl.String)
# Labels are read as texts: true, 1, "+".
LABELS = pl.List(pl.String)
# How the steps of a solution stand, each with its label (see `texts/stepwise.py`); and one step alone behind others.
LISTS, MARKS, RATINGS, NEXT = "lists", "marks", "ratings", "next"
# PRM800K's objects, as far as they are read.
PROBLEM = pl.Struct({"problem": pl.String, "ground_truth_answer": pl.String})
_COMPLETION = pl.Struct({"text": pl.String, "rating": pl.Int64})
RATED = pl.Struct(
    {
        "steps": pl.List(
            pl.Struct(
                {
                    "completions": pl.List(_COMPLETION),
                    "human_completion": _COMPLETION,
                    "chosen_completion": pl.Int64,
                }
            )
        )
    }
)
# What ends a step of Math-Shepherd's.
MARK = "ки"


@dataclass(frozen=True)
class Meaning:
    """How the rows of a file are read.

    Attributes:
        name: for people.
        keys: which keys are read.
        needed: which of them no row may lack.
        prompt, chosen, rejected, answer: expressions (String) over the keys; None where there is none.
        others: further texts (String) that may be the question, where the prompt is not read as one.
        whole: chosen and rejected are whole texts, the question at their head.
        characters: TRL would look for the prompt as the common prefix of two texts (of characters).
        listed: rejected holds a JSON list of texts.
        label: a key says of each completion whether it is chosen or rejected, or the labels of its steps do.
        bare: chosen is a stated answer (often a number), not a text that goes on where the prompt ends.
        talks: the keys that hold conversations.
        steps: how the steps of a solution stand with their labels, where they do: under the key of `rejected` the
            steps, under that of `chosen` the labels; `NEXT` where the sides are a step each.

    """

    name: str
    keys: tuple[str, ...]
    needed: tuple[str, ...]
    prompt: pl.Expr | None = None
    chosen: pl.Expr | None = None
    rejected: pl.Expr | None = None
    answer: pl.Expr | None = None
    others: tuple[pl.Expr, ...] = ()
    whole: bool = False
    characters: bool = False
    listed: bool = False
    label: bool = False
    bare: bool = False
    talks: tuple[str, ...] = ()
    steps: str = ""

    @property
    def is_stepwise(self) -> bool:
        """Whether a row is a solution with labelled steps."""
        return self.steps in {LISTS, MARKS, RATINGS}

    @property
    def nested(self) -> dict[str, pl.DataType]:
        """The keys that hold lists, with their dtypes; in a frame they stand as JSON."""
        is_listed = self.listed or self.steps == LISTS
        listed = [key_of(self.rejected)] if is_listed and self.rejected is not None else []
        nested: dict[str, pl.DataType] = {**dict.fromkeys(self.talks, TALK), **dict.fromkeys(listed, TEXTS)}
        if self.steps == RATINGS and self.prompt is not None and self.chosen is not None:
            nested |= {key_of(self.prompt): PROBLEM, self.chosen.meta.root_names()[0]: RATED}
        return nested

    @property
    def side_keys(self) -> list[str]:
        """The keys that hold the texts themselves."""
        found = (self.prompt, self.chosen, self.rejected)
        return list(dict.fromkeys(key for each in found if each is not None for key in each.meta.root_names()))

    @property
    def stated_key(self) -> str:
        """The key of a column of its own that states the answer, if there is one."""
        return "answer" if self.answer is None else key_of(self.answer)


def key_of(side: pl.Expr) -> str:
    """The key that a side stands under."""
    return next(key for key in side.meta.root_names() if key.lower() != "label")
