"""The row's columns in each format of the ecosystem; knows only columns.

A row has a `question`, its `chosen` and `rejected` answer sentences (for `listwise` a list of them; null
for what a layout does not need), and the `answer` (an integer).  `LAYOUTS` holds an entry for each
format; docs/layouts.md shows a row of each, and the trainer that takes it.

Where a prompt is a text of its own, the space between question and answer stands at the head of the
answer, so that prompt + chosen is exactly the text that `pairs` holds.  Messages begin without it: what
stands between them is the chat template's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

import polars as pl

from pairwright.errors import RecipeError, did_you_mean

# As Hugging Face `datasets` calls it; in a list: lists of that; a mapping: a struct, in a list: lists of such.
Dtype = str | list[str] | list[dict[str, str]] | dict[str, str]

_QUESTION, _CHOSEN, _REJECTED, _ANSWER = map(pl.col, ("question", "chosen", "rejected", "answer"))
_LABEL = pl.col("label")
_MESSAGES: list[dict[str, str]] = [{"role": "string", "content": "string"}]
# How an answer is said that stands there as a number only.
_NUMBER_SAID = "The answer is {answer}."
# What trainers that mix data sets call ours; by that name they find the reward.
_SOURCE = "pairwright"


class Rejects(Enum):
    """Where the rejected answers of a prompt stand; with K of them a prompt takes ..."""

    NONE = "nowhere"  # one row
    BESIDE = "one beside the chosen answer"  # K rows
    LISTED = "all in one list"  # one row
    APART = "each in a row of its own, after that of the chosen answer"  # 1 + K rows


@dataclass(frozen=True)
class Layout:
    """How rows become the columns of one format, and how whole texts are read back from them.

    Attributes:
        columns: name -> expression over question, chosen, rejected, answer.
        dtypes: name -> the dtype.
        chosen_text, rejected_text: the whole text of either side, over the layout's own columns;
            `rejected_text` is None where there is no such side.
        rejects: where the rejected answers of a prompt stand.
        says: the wording of the answer in `chosen_text`; None: the recipe's.
        scored: the question as `pairwright.reward` gets it; None where nothing is rewarded.
        trapped: over question, chosen, rejected: which rows must not be laid out so.
        has_steps: whether the steps of worked solutions stand apart: over `solution`, `rejected_solution` (a line for
            each step) and `first_error`, the place of the step that goes wrong.
        label: of rows of which some hold the chosen side, whether they do.
        proof: the layout in which rows are certified; None: this one.

    """

    columns: Mapping[str, pl.Expr]
    dtypes: Mapping[str, Dtype]
    chosen_text: pl.Expr
    rejected_text: pl.Expr | None = None
    rejects: Rejects = Rejects.NONE
    says: str | None = None
    scored: pl.Expr | None = None
    trapped: pl.Expr | None = None
    has_steps: bool = False
    label: pl.Expr = _LABEL
    proof: Layout | None = None

    @property
    def states_number(self) -> bool:
        """Whether the answer stands there as a number only."""
        return self.says == _NUMBER_SAID

    def rows_per_prompt(self, rejected: int) -> int:
        """How many rows a prompt with so many rejected answers takes.

        >>> [layout(name).rows_per_prompt(3) for name in ("preference", "listwise", "kto", "qa")]
        [3, 1, 4, 1]
        """
        return {Rejects.BESIDE: rejected, Rejects.APART: 1 + rejected}.get(self.rejects, 1)

    def chosen_texts(self, frame: pl.DataFrame) -> pl.Series:
        """The whole texts (String) of all chosen sides of a frame in this layout."""
        rows = frame.filter(self.label) if self.rejects is Rejects.APART else frame
        return rows.select(self.chosen_text).to_series()

    def rejected_texts(self, frame: pl.DataFrame) -> pl.Series:
        """The whole texts (String) of all rejected sides, prompt by prompt; none where there is no such side."""
        if self.rejected_text is None:
            return pl.Series(dtype=pl.String)
        rows = frame.explode("rejected") if self.rejects is Rejects.LISTED else frame
        rows = rows.filter(~self.label) if self.rejects is Rejects.APART else rows
        return rows.select(self.rejected_text).to_series()


def layout(name: str, *, question_in_negative: bool = True) -> Layout:
    """The layout of that name.

    Args:
        name: one of `LAYOUTS`.
        question_in_negative: whether the negative of `pairs` carries the question; in every other layout
            the question stands in the prompt, or (`implicit`) at the head of both texts, always.

    Raises:
        RecipeError: there is none of that name.

    >>> sorted(layout("preference").columns)
    ['chosen', 'prompt', 'rejected']

    """
    if name not in LAYOUTS:
        raise RecipeError(f"layout: {name!r} is not a layout; {did_you_mean(name, LAYOUTS)}")
    return LAYOUTS[name] if name != "pairs" or question_in_negative else _PAIRS_WITH_BARE_NEGATIVE


def converted_layout(name: str) -> Layout:
    """As `layout`, those of other trainers among them.

    >>> sorted(converted_layout("rlvr").columns)
    ['dataset', 'ground_truth', 'messages']
    """
    more = {**TRAINER_LAYOUTS, "stepwise": LABELLED_STEPS, "step_preference": NEXT_STEPS}
    if name not in more and name not in LAYOUTS:
        raise RecipeError(f"layout: {name!r} is not a layout; {did_you_mean(name, [*LAYOUTS, *more])}")
    return more[name] if name in more else layout(name)


def recipe_layout(name: str, *, question_in_negative: bool = True) -> Layout:
    """As `layout`, those of worked solutions among them, which only a recipe can fill.

    >>> sorted(recipe_layout("stepwise").columns)
    ['completions', 'labels', 'prompt']
    """
    return STEP_LAYOUTS[name] if name in STEP_LAYOUTS else layout(name, question_in_negative=question_in_negative)


def columns_at_odds(dtypes: Mapping[str, Mapping[str, Dtype]]) -> tuple[str, str, str] | None:
    """The first column that two splits have with different dtypes, so that no table holds both of them.

    Args:
        dtypes: split -> column -> dtype.

    Returns:
        The column and the two splits; None where there is none.

    >>> columns_at_odds({"a": {"rejected": "string"}, "b": {"rejected": ["string"]}})
    ('rejected', 'a', 'b')

    """
    first: dict[str, tuple[str, Dtype]] = {}
    for split, columns in dtypes.items():
        for column, dtype in columns.items():
            other, known = first.setdefault(column, (split, dtype))
            if known != dtype:
                return column, other, split
    return None


def _after_space(text: pl.Expr) -> pl.Expr:
    return pl.lit(" ") + text


def _said(role: str, text: pl.Expr) -> pl.Expr:
    """A conversation of one message."""
    return pl.concat_list(pl.struct(pl.lit(role).alias("role"), text.alias("content")))


def _asked(text: pl.Expr) -> pl.Expr:
    return _said("user", text)


def _answered(text: pl.Expr) -> pl.Expr:
    return _said("assistant", text)


def _content(column: str, place: int = 0) -> pl.Expr:
    """What a message of a conversation says, of most the only one."""
    return pl.col(column).list.get(place, null_on_oob=True).struct.field("content")


def _whole_talk(answer: pl.Expr) -> pl.Expr:
    """A conversation of question and answer."""
    messages = [pl.struct(pl.lit(role).alias("role"), text.alias("content")) for role, text in _turns(answer)]
    return pl.concat_list(messages)


def _turns(answer: pl.Expr) -> list[tuple[str, pl.Expr]]:
    return [("user", _QUESTION), ("assistant", answer)]


def _whole(answer: pl.Expr) -> pl.Expr:
    return pl.concat_str([_QUESTION, answer], separator=" ")


def _talk(side: str) -> pl.Expr:
    """Question and answer of a conversation, as `pairs` would hold them."""
    return pl.concat_str([_content("prompt"), _content(side)], separator=" ")


def _with_number(question: pl.Expr, number: pl.Expr = _ANSWER) -> pl.Expr:
    """A question with the answer said that stands beside it as a number."""
    before, after = _NUMBER_SAID.split("{answer}")
    return pl.concat_str([question, pl.lit(f" {before}"), number, pl.lit(after)])


_PAIRS = Layout(
    columns={"positive": _whole(_CHOSEN), "negative": _whole(_REJECTED)},
    dtypes={"positive": "string", "negative": "string"},
    chosen_text=pl.col("positive"),
    rejected_text=pl.col("negative"),
    rejects=Rejects.BESIDE,
)
_PAIRS_WITH_BARE_NEGATIVE = replace(_PAIRS, columns={"positive": _whole(_CHOSEN), "negative": _REJECTED})
_PREFERENCE = Layout(
    columns={"prompt": _QUESTION, "chosen": _after_space(_CHOSEN), "rejected": _after_space(_REJECTED)},
    dtypes={"prompt": "string", "chosen": "string", "rejected": "string"},
    chosen_text=pl.col("prompt") + pl.col("chosen"),
    rejected_text=pl.col("prompt") + pl.col("rejected"),
    rejects=Rejects.BESIDE,
)

LAYOUTS: Mapping[str, Layout] = {
    "pairs": _PAIRS,
    "preference": _PREFERENCE,
    # TRL takes for the prompt what both texts begin with, but a space: where the answers begin alike, too much.
    "implicit": Layout(
        columns={"chosen": _whole(_CHOSEN), "rejected": _whole(_REJECTED)},
        dtypes={"chosen": "string", "rejected": "string"},
        chosen_text=pl.col("chosen"),
        rejected_text=pl.col("rejected"),
        rejects=Rejects.BESIDE,
        trapped=_CHOSEN.str.head(1) == _REJECTED.str.head(1),
    ),
    "chat": Layout(
        columns={"prompt": _asked(_QUESTION), "chosen": _answered(_CHOSEN), "rejected": _answered(_REJECTED)},
        dtypes={"prompt": _MESSAGES, "chosen": _MESSAGES, "rejected": _MESSAGES},
        chosen_text=_talk("chosen"),
        rejected_text=_talk("rejected"),
        rejects=Rejects.BESIDE,
    ),
    "listwise": replace(
        _PREFERENCE,
        columns={**_PREFERENCE.columns, "rejected": _REJECTED.list.eval(_after_space(pl.element()))},
        dtypes={"prompt": "string", "chosen": "string", "rejected": ["string"]},
        rejects=Rejects.LISTED,
    ),
    # A row with nothing rejected is that of the chosen answer.
    "kto": Layout(
        columns={
            "prompt": _QUESTION,
            "completion": _after_space(pl.coalesce(_REJECTED, _CHOSEN)),
            "label": _REJECTED.is_null(),
        },
        dtypes={"prompt": "string", "completion": "string", "label": "bool"},
        chosen_text=pl.col("prompt") + pl.col("completion"),
        rejected_text=pl.col("prompt") + pl.col("completion"),
        rejects=Rejects.APART,
    ),
    "prompts": Layout(
        columns={"prompt": _QUESTION, "answer": _ANSWER},
        dtypes={"prompt": "string", "answer": "int64"},
        chosen_text=_with_number(pl.col("prompt")),
        says=_NUMBER_SAID,
        scored=pl.col("prompt"),
    ),
    "prompts_chat": Layout(
        columns={"prompt": _asked(_QUESTION), "answer": _ANSWER},
        dtypes={"prompt": _MESSAGES, "answer": "int64"},
        chosen_text=_with_number(_content("prompt")),
        says=_NUMBER_SAID,
        scored=_content("prompt"),
    ),
    "sft": Layout(
        columns={"prompt": _QUESTION, "completion": _after_space(_CHOSEN)},
        dtypes={"prompt": "string", "completion": "string"},
        chosen_text=pl.col("prompt") + pl.col("completion"),
    ),
    "sft_chat": Layout(
        columns={"prompt": _asked(_QUESTION), "completion": _answered(_CHOSEN)},
        dtypes={"prompt": _MESSAGES, "completion": _MESSAGES},
        chosen_text=_talk("completion"),
    ),
    "qa": Layout(
        columns={"question": _QUESTION, "answer": _ANSWER},
        dtypes={"question": "string", "answer": "int64"},
        chosen_text=_with_number(pl.col("question")),
        says=_NUMBER_SAID,
    ),
}

# What some trainers read and ours do not, to be converted to.
TRAINER_LAYOUTS: Mapping[str, Layout] = {
    # Each side a whole conversation: open-instruct, axolotl's argilla_chat.
    "conversations": Layout(
        columns={"chosen": _whole_talk(_CHOSEN), "rejected": _whole_talk(_REJECTED)},
        dtypes={"chosen": _MESSAGES, "rejected": _MESSAGES},
        chosen_text=pl.concat_str([_content("chosen"), _content("chosen", 1)], separator=" "),
        rejected_text=pl.concat_str([_content("rejected"), _content("rejected", 1)], separator=" "),
        rejects=Rejects.BESIDE,
    ),
    "verl": Layout(
        columns={
            "data_source": pl.lit(_SOURCE),
            "prompt": _asked(_QUESTION),
            "ability": pl.lit("math"),
            "reward_model": pl.struct(style=pl.lit("rule"), ground_truth=_ANSWER.cast(pl.String)),
            "extra_info": pl.struct(question=_QUESTION),
        },
        dtypes={
            "data_source": "string",
            "prompt": _MESSAGES,
            "ability": "string",
            "reward_model": {"style": "string", "ground_truth": "string"},
            "extra_info": {"question": "string"},
        },
        chosen_text=_with_number(_content("prompt"), pl.col("reward_model").struct.field("ground_truth")),
        says=_NUMBER_SAID,
        scored=_content("prompt"),
    ),
    # Open-instruct, for rewards that can be verified.
    "rlvr": Layout(
        columns={
            "messages": _asked(_QUESTION),
            "ground_truth": _ANSWER.cast(pl.String),
            "dataset": pl.lit(_SOURCE),
        },
        dtypes={"messages": _MESSAGES, "ground_truth": "string", "dataset": "string"},
        chosen_text=_with_number(_content("messages"), pl.col("ground_truth")),
        says=_NUMBER_SAID,
        scored=_content("messages"),
    ),
}

# Steps as lists of texts, and the place of the one that goes wrong; all are right where there is none.
_STEPS, _WRONG_STEPS = (pl.col(name).str.split("\n") for name in ("solution", "rejected_solution"))
_FIRST_ERROR = pl.col("first_error")
_COMPLETIONS = pl.coalesce(_WRONG_STEPS, _STEPS)
_BETWEEN_STEPS = ", "


def _whole_solution(question: pl.Expr, steps: pl.Expr) -> pl.Expr:
    return pl.concat_str(question, steps.list.join(_BETWEEN_STEPS), separator=" ")


def _labels(steps: pl.Expr) -> pl.Expr:
    """Whether each step is right: those before the first error."""
    right = pl.coalesce(_FIRST_ERROR, steps.list.len())
    return pl.concat_list(pl.lit(value=True).repeat_by(right), pl.lit(value=False).repeat_by(steps.list.len() - right))


def _up_to_error(steps: pl.Expr) -> pl.Expr:
    """The question with the steps before the first error."""
    right = steps.list.head(_FIRST_ERROR)
    said = pl.lit(" ") + right.list.join(_BETWEEN_STEPS) + pl.lit(",")
    return _QUESTION + pl.when(_FIRST_ERROR > 0).then(said).otherwise(pl.lit(""))


def _at_error(steps: pl.Expr) -> pl.Expr:
    return _after_space(steps.list.get(_FIRST_ERROR, null_on_oob=True))


# As they stand in sentences, since steps need not end in the answer.
_WHOLE_SOLUTIONS = Layout(
    columns={"chosen": _whole(_CHOSEN), "rejected": _whole(_REJECTED)},
    dtypes={"chosen": "string", "rejected": "string"},
    chosen_text=pl.col("chosen"),
    rejected_text=pl.col("rejected"),
    rejects=Rejects.BESIDE,
)
_COMPLETED = _whole_solution(pl.col("prompt"), pl.col("completions"))

# Anyone's solutions with labelled steps, over `steps` and `labels`.
LABELLED_STEPS = Layout(
    columns={"prompt": _QUESTION, "completions": pl.col("steps"), "labels": pl.col("labels")},
    dtypes={"prompt": "string", "completions": ["string"], "labels": ["bool"]},
    chosen_text=_COMPLETED,
    rejected_text=_COMPLETED,
    rejects=Rejects.APART,
    label=pl.col("labels").list.all(),
)

# Anyone's pairs of a step each: the question with the steps before it, and sides with the space before them.
NEXT_STEPS = Layout(
    columns={"prompt": _QUESTION, "chosen": _CHOSEN, "rejected": _REJECTED},
    dtypes={"prompt": "string", "chosen": "string", "rejected": "string"},
    chosen_text=pl.col("prompt") + pl.col("chosen"),
    rejected_text=pl.col("prompt") + pl.col("rejected"),
    rejects=Rejects.BESIDE,
)

# Layouts that need worked solutions.
STEP_LAYOUTS: Mapping[str, Layout] = {
    # The right solution has a row of its own, then each wrong one (the columns of Math-Shepherd's kind, and of TRL).
    "stepwise": Layout(
        columns={"prompt": _QUESTION, "completions": _COMPLETIONS, "labels": _labels(_COMPLETIONS)},
        dtypes={"prompt": "string", "completions": ["string"], "labels": ["bool"]},
        chosen_text=_COMPLETED,
        rejected_text=_COMPLETED,
        rejects=Rejects.APART,
        says="{steps}",
        has_steps=True,
        label=pl.col("labels").list.all(),
    ),
    # What both solutions begin with, and the step in which they part (Step-DPO, Lai et al. 2024).
    "step_preference": Layout(
        columns={"prompt": _up_to_error(_STEPS), "chosen": _at_error(_STEPS), "rejected": _at_error(_WRONG_STEPS)},
        dtypes={"prompt": "string", "chosen": "string", "rejected": "string"},
        chosen_text=pl.col("prompt") + pl.col("chosen"),
        rejected_text=pl.col("prompt") + pl.col("rejected"),
        rejects=Rejects.BESIDE,
        has_steps=True,
        proof=_WHOLE_SOLUTIONS,
    ),
}
