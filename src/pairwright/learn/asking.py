"""One question to one model or several, and what the verifier says of the answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import ModelError
from pairwright.learn.evaluation.answering import Answerer, Manner, opened_models
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.questions import Test, with_expected
from pairwright.learn.evaluation.scoring import asked_of, samples_of
from pairwright.learn.prompts import AUTO, Prompting

PathLike = str | Path


@dataclass(frozen=True)
class Answer:
    """What a model said to a question.

    Attributes:
        model: its name.
        completion: what it said, up to its end token.
        stopped: whether it ended by itself.
        verdict: RIGHT, WRONG, UNPARSED or DEGENERATE.
        expected, found: the right answer and the one given (exact, such as '-7' or '1/3'); None if there is none.
        mistake: the kind of mistake; None where it is right, or the question is not understood.

    """

    model: str
    question: str
    completion: str
    stopped: bool
    verdict: str
    expected: str | None
    found: str | None
    mistake: str | None


class Asking:
    """Models that stay open for one question after the other.

    Args:
        models: as `evaluate` takes them.
        how: what stands around a question, how long an answer may be; None: as suits each model.

    Raises:
        ModelError: one of them cannot be opened.

    """

    def __init__(
        self, models: PathLike | Endpoint | Sequence[PathLike | Endpoint], *, how: Manner | None = None
    ) -> None:
        self._answerers = opened_models(models, how)

    def answers(self, question: str) -> list[Answer]:
        """The answer of each model.

        Raises:
            ModelError: a model cannot read the question, or an endpoint fails.

        """
        # A terminal may give what is no text.
        asked = question.encode(errors="replace").decode().strip()
        if not asked:
            raise ModelError("question: empty; ask something like 'x+55=95,x=?'")
        frame = with_expected(pl.DataFrame({"question": [asked]}))
        return [_answer(each, Test("question", frame, 0, 0)) for each in self._answerers]


@guarded
def ask(
    models: PathLike | Endpoint | Sequence[PathLike | Endpoint],
    question: str,
    *,
    prompt: str = AUTO,
    system: str | None = None,
    style: str | None = None,
    max_new_tokens: int | None = None,
) -> list[Answer]:
    """Ask one question.

    Args:
        models: one or several, as `evaluate` takes them.
        question: such as 'x+55=95,x=?'.
        prompt: 'chat', 'plain', a file or 'auto', as `evaluate` takes it.
        system: a system message.
        style: 'number', 'sentence', 'steps' or 'thought'.
        max_new_tokens: how long an answer may be.

    Returns:
        The answer of each model, with the verdict.

    Raises:
        ModelError: a model that cannot be opened, or cannot read the question; an endpoint that fails.

    >>> import tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.make_base(f"{folder}/base", max_steps=1)
    ...     [each.expected for each in pairwright.ask(f"{folder}/base", "x+55=95,x=?")]
    ['40']

    """
    how = Manner(Prompting(prompt, system), style, max_new_tokens)
    return Asking(models, how=how).answers(question)


def _answer(answerer: Answerer, test: Test) -> Answer:
    answerer.require_readable([test])
    said = answerer.answers(test.frame, lambda _: None)
    row = samples_of(answerer.name, asked_of([test]), said).row(0, named=True)
    understood = row["expected"] is not None
    kept = ("model", "question", "completion", "stopped", "verdict", "expected", "found")
    return Answer(**{name: row[name] for name in kept}, mistake=row["mistake"] if understood else None)
