"""Held-out questions, answered now and then in training: the score, and whether it is enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import polars as pl

from pairwright.learn.generating import completions
from pairwright.verify import Declared, score_column

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

    from pairwright.learn.prompts import Prompts

# Half a point of exact match is two questions; asking takes a second or two.
_MOST = 400
METRIC = "exact_match"
# Some answers stand beside the score in the log: always to the same questions, evenly spread.
ANSWERS, _LOGGED = "answers", 12
# Tokens of an answer: of a sentence, and of worked steps; beyond the longest that is trained on by so many.
_LEAST_ROOM, _MOST_ROOM, _SLACK = 64, 512, 8
Scored = Callable[[int, float], None]
Logged = Callable[[int, float], None]
Answered = Callable[[int, pl.DataFrame], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Held:
    """What came of an exam: the share (0..1), and the answers (question, completion, verdict), if there are any."""

    share: float
    answers: pl.DataFrame | None = None


@dataclass(frozen=True)
class Watching:
    """Who is told of a training while it goes on; None: nobody.

    Attributes:
        progress: called with (steps done, steps in all).
        scored: called with (step, share of the questions answered right, or of the pairs preferred so).
        logged: called with (step, loss).
        answered: called with (step, answers: question, completion, verdict).

    """

    progress: Progress | None = None
    scored: Scored | None = None
    logged: Logged | None = None
    answered: Answered | None = None

    def told(self, step: int, found: Held) -> None:
        """Tell of an exam."""
        if self.scored is not None:
            self.scored(step, found.share)
        if self.answered is not None and found.answers is not None:
            self.answered(step, found.answers)


class HeldOut(Protocol):
    """What a model is scored on while it is trained: questions, or pairs."""

    @property
    def metric(self) -> str:
        """The name of the share in logs."""

    @property
    def every(self) -> int:
        """Steps between two scores."""

    @property
    def target(self) -> float | None:
        """The share at which training ends."""

    @property
    def size(self) -> int:
        """How many there are; 0: nothing is scored."""

    @property
    def digest(self) -> str:
        """All of them as one text."""

    def held(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, how: Prompts) -> Held:
        """Hold it."""


@dataclass(frozen=True)
class Exam:
    """Questions, and when to ask them.

    Attributes:
        questions: question (String; as it is asked) and posed (String; as it is judged); no row: nothing is asked.
        every: steps between two scores; it is asked before the first step and after the last, too.
        target: the share (0..1) at which training ends.
        wording: in which answers may be said, too.
        room: the tokens of an answer.

    """

    questions: pl.DataFrame
    every: int
    target: float | None = None
    wording: Declared | None = None
    room: int = _LEAST_ROOM
    metric = METRIC

    @classmethod
    def of(
        cls,
        questions: pl.DataFrame,
        *,
        every: int,
        target: float | None,
        wording: Declared | None = None,
        longest: int = 0,
    ) -> Exam:
        """An exam of at most 400 of the questions, evenly spread."""
        questions = spread(questions)
        return cls(questions, every, target, wording, min(_MOST_ROOM, max(_LEAST_ROOM, longest + _SLACK)))

    @property
    def size(self) -> int:
        """How many questions there are."""
        return self.questions.height

    @property
    def digest(self) -> str:
        """The questions as one text."""
        return "\n".join(self.questions["question"].to_list())

    def held(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, how: Prompts) -> Held:
        """The share of right answers, and the answers."""
        answers = self.answers(model, tokenizer, how)
        return Held(float((answers["verdict"] == "RIGHT").sum() / answers.height), answers)

    def answers(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, how: Prompts) -> pl.DataFrame:
        """The questions with what is said to them, greedily: question, completion, verdict (String)."""
        asked = self.questions["question"]
        said = completions(model, tokenizer, how.texts(asked).to_list(), max_new_tokens=self.room, how=how)
        posed = said.with_columns(question=self.questions["posed"])
        verdicts = score_column(posed, wording=self.wording)["verdict"]
        return pl.DataFrame([asked, said["completion"], verdicts])


def some(answers: pl.DataFrame) -> list[dict[str, str]]:
    """At most 12 of the answers, evenly spread, as plain data."""
    chosen = np.linspace(0, answers.height - 1, min(_LOGGED, answers.height)).round().astype(np.int64)
    return answers[chosen].to_dicts()


def spread(rows: pl.DataFrame) -> pl.DataFrame:
    """At most 400 of the rows, evenly spread."""
    if rows.height <= _MOST:
        return rows
    return rows[np.linspace(0, rows.height - 1, _MOST).round().astype(np.int64)]


def watcher(exam: HeldOut, how: Prompts, seen: Watching) -> Any:
    """A callback that holds the exam, logs its score as the trainer logs its loss, and ends training at the target.

    Its `trainer` must be set before training.

    Args:
        exam: what is scored, and when.
        how: what stands around a question.
        seen: who is told of it.

    """
    from transformers import TrainerCallback

    class Watcher(TrainerCallback):  # type: ignore[misc]
        trainer: Any = None

        def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            # A run that goes on has this in its log.
            if state.global_step == 0:
                self._hold(state, control)

        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            if state.global_step % exam.every == 0 or state.global_step == state.max_steps:
                self._hold(state, control)

        def _hold(self, state: Any, control: Any) -> None:
            if not exam.size:
                return
            found = exam.held(self.trainer.model, self.trainer.processing_class, how)
            # Telling this counts as telling the loss, which may be due at this step as well.
            due = control.should_log
            self.trainer.log({exam.metric: found.share})
            control.should_log = due
            if found.answers is not None:
                # The trackers have no use for texts; the state is what a run that goes on begins with.
                state.log_history[-1][ANSWERS] = some(found.answers)
            seen.told(state.global_step, found)
            if exam.target is not None and found.share >= exam.target and state.global_step:
                control.should_training_stop = True

    return Watcher()


def teller(seen: Watching) -> Any:
    """A callback that tells of each step, and of each loss that is logged."""
    from transformers import TrainerCallback

    class Teller(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            if seen.progress is not None:
                seen.progress(state.global_step, state.max_steps)

        def on_log(self, args: Any, state: Any, control: Any, logs: Any = None, **kwargs: Any) -> None:  # noqa: ARG002
            if seen.logged is not None and "loss" in (logs or {}):
                seen.logged(state.global_step, float(logs["loss"]))

    return Teller()
