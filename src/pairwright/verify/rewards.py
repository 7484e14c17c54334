"""Reward functions for TRL and verl: 1.0 for each completion that is right."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import polars as pl

from pairwright.arguments import guarded, shown
from pairwright.errors import DataError
from pairwright.verify.declared_texts.declared import Declared
from pairwright.verify.scoring import Options, scored
from pairwright.verify.stated import stated_text

# Where datasets keep the right answer, beside a column that is named.
_STATED = ("answer", "ground_truth", "reward_model")


@guarded
def reward(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float | None]:
    """1.0 for each completion that is RIGHT, else 0.0; a reward function for TRL's GRPOTrainer.

    Args:
        prompts: texts, or conversations (lists of messages) whose last message is the question.
        completions: texts, or conversations whose last message is the answer; content may be given as parts.
        columns: further columns of the dataset; a column `question` is taken in place of the prompts
            (where it is not None, as it is in rows of a split that has no such column), a column `answer`
            (or `ground_truth`, or verl's `reward_model`) for the right answer, a number or GSM8K's `#### 72`.

    Returns:
        One each, without partial credit; None, which TRL leaves out, where neither the question is
        understood nor an answer stated (a warning names the first).

    Raises:
        DataError: the lists are of different lengths.

    >>> reward(["57+4=?"] * 3, ["61", "The answer is 62.", "Sorry, I don't know."])
    [1.0, 0.0, 0.0]
    """
    return _rewarded(prompts, completions, columns, Options(), _STATED, "question", sound=False)


@guarded
def reward_for(
    *,
    extract: str = "auto",
    answer: str | None = None,
    question: str = "question",
    decimals: int | None = None,
    sound: bool = False,
    wording: Declared | None = None,
) -> Callable[..., list[float | None]]:
    r"""A reward function that is particular about where the answer stands, or where the right one is.

    Args:
        extract: where the answer must stand: "auto", "boxed", "hash", "last_line", or "tag:NAME".
        answer: the column with the right answer; else `answer`, `ground_truth` or `reward_model`.
        question: the column with the question, where there is one; else it is the prompt.
        decimals: an answer rounded to as many decimals, or more, is right.
        sound: pay only for answers whose stated reason does not fail.
        wording: what a recipe declares (`Recipe.declared`), where prompts and answers are worded so.

    Returns:
        A function as `reward`.

    Raises:
        DataError: an option that is none of these.

    >>> boxed = reward_for(extract="boxed")
    >>> boxed(["57+4=?"] * 2, ["So it is \\boxed{61}.", "The answer is 61."])
    [1.0, 0.0]
    """
    options = Options(extract=extract, decimals=decimals, wording=wording)
    stated = _STATED if answer is None else (answer,)

    @guarded
    def pairwright_reward(prompts: list[Any], completions: list[Any], **columns: Any) -> list[float | None]:
        return _rewarded(prompts, completions, columns, options, stated, question, sound=sound)

    return pairwright_reward


def _rewarded(
    prompts: list[Any],
    completions: list[Any],
    columns: dict[str, Any],
    options: Options,
    stated: Sequence[str],
    question: str,
    *,
    sound: bool,
) -> list[float | None]:
    rows = len(completions)
    gold = next((name for name in stated if columns.get(name) is not None), None)
    own = _column(question, columns.get(question), rows)
    golden = _column(gold or "answer", columns.get(gold) if gold else None, rows)
    _column("prompts", prompts, rows)
    asked = [prompt if each is None else each for prompt, each in zip(prompts, own, strict=True)]
    frame = pl.DataFrame(
        {
            "question": [_text(each) for each in asked],
            "completion": [_text(each) for each in completions],
            "answer": [stated_text(each) for each in golden],
        },
        schema=dict.fromkeys(["question", "completion", "answer"], pl.String),
    )
    found = scored(frame, options)
    pays = found["verdict"] == "RIGHT"
    if sound:
        pays &= found["reason"] != "FAILS"
    if not found["judged"].all():
        _warn(frame["question"].filter(~found["judged"])[0])
    return pays.cast(pl.Float64).set(~found["judged"], None).to_list()


def _column(name: str, given: Any, rows: int) -> Sequence[Any]:
    """A column of the dataset, nothing in it where it is not there.

    Raises:
        DataError: it is no list, or has not one for each completion.

    """
    if given is None:
        return [None] * rows
    if isinstance(given, (str, bytes, dict)) or not hasattr(given, "__len__") or not hasattr(given, "__iter__"):
        raise DataError(f"{name}: {shown(given)} should be a list, with one for each completion")
    if len(given) != rows:
        raise DataError(f"{name}: {len(given)} for {rows} completions; give one for each")
    found: Sequence[Any] = given
    return found


_warned = partial(dict[str, bool])()


def _warn(question: str) -> None:
    """Tell once that a question could not be judged."""
    if not _warned:
        _warned["told"] = True
        warnings.warn(
            f"question {question[:200]!r}: it is not understood and no answer is stated, so its completions get no "
            "reward (None); write it as an equation, or name the column of right answers: reward_for(answer=...)",
            stacklevel=5,
        )


def _text(message: Any) -> str:
    """The text of a message, of its parts, or of the last message of a conversation."""
    if isinstance(message, str):
        return message.encode(errors="replace").decode()
    last = message[-1] if isinstance(message, list) and message else message
    content = last.get("content") if isinstance(last, dict) else None
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        content = "".join(part for part in parts if isinstance(part, str))
    return content.encode(errors="replace").decode() if isinstance(content, str) else ""
