"""Held-out questions, answered now and then in training: the score, and whether it is enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from pairwright.learn.generating import completions
from pairwright.verify import Declared, score_column

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

# Half a point of exact match is two questions; asking takes a second or two.
_MOST = 400
METRIC = "exact_match"
Scored = Callable[[int, float], None]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Exam:
    """Questions, and when to ask them.

    Attributes:
        questions: question (String; as it is asked) and posed (String; as it is judged); no row: nothing is asked.
        every: steps between two scores; it is asked before the first step and after the last, too.
        target: the share (0..1) at which training ends.
        wording: in which answers may be said, too.

    """

    questions: pl.DataFrame
    every: int
    target: float | None = None
    wording: Declared | None = None

    @classmethod
    def of(cls, questions: pl.DataFrame, *, every: int, target: float | None, wording: Declared | None = None) -> Exam:
        """An exam of at most 400 of the questions, evenly spread."""
        if len(questions) > _MOST:
            questions = questions[np.linspace(0, len(questions) - 1, _MOST).round().astype(np.int64)]
        return cls(questions, every, target, wording)

    def score(self, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast) -> float:
        """The share of the questions (0..1) that is answered right, greedily."""
        said = completions(model, tokenizer, self.questions["question"].to_list())
        asked = said.with_columns(question=self.questions["posed"])
        verdicts = score_column(asked, wording=self.wording)["verdict"]
        return float((verdicts == "RIGHT").sum() / len(verdicts))


def watcher(exam: Exam, progress: Progress | None, scored: Scored | None) -> Any:
    """A callback that holds the exam, logs its score as the trainer logs its loss, and ends training at the target.

    Its `trainer` must be set before training.
    """
    from transformers import TrainerCallback

    class Watcher(TrainerCallback):  # type: ignore[misc]
        trainer: Any = None

        def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            # A run that goes on has this in its log.
            if state.global_step == 0:
                self._hold(state, control)

        def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            if progress is not None:
                progress(state.global_step, state.max_steps)
            if state.global_step % exam.every == 0 or state.global_step == state.max_steps:
                self._hold(state, control)

        def _hold(self, state: Any, control: Any) -> None:
            if not len(exam.questions):
                return
            share = exam.score(self.trainer.model, self.trainer.processing_class)
            # Telling this counts as telling the loss, which may be due at this step as well.
            due = control.should_log
            self.trainer.log({METRIC: share})
            control.should_log = due
            if scored is not None:
                scored(state.global_step, share)
            if exam.target is not None and share >= exam.target and state.global_step:
                control.should_training_stop = True

    return Watcher()
