"""Models asked all questions of the tests, and their answers counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from pairwright.arguments import guarded
from pairwright.learn.evaluation.answering import BATCH, Answerer, LocalModel, Manner, opened_models
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.questions import PathLike, read_tests
from pairwright.learn.evaluation.result import Evaluation, ModelScore, counted
from pairwright.learn.evaluation.samples_file import require_writable, write_samples
from pairwright.learn.evaluation.scoring import asked_of, samples_of
from pairwright.learn.evaluation.shots import with_shots
from pairwright.learn.prompts import AUTO, Prompting
from pairwright.verify import Declared

if TYPE_CHECKING:
    from pairwright.learn.evaluation.ordinary import Ordinary

Progress = Callable[[int, int], None]


@guarded
def evaluate(  # noqa: PLR0913 (all but two by name only)
    models: PathLike | Endpoint | Sequence[PathLike | Endpoint],
    tests: PathLike | Sequence[PathLike],
    *,
    prompt: str = AUTO,
    system: str | None = None,
    shots: int = 0,
    style: str | None = None,
    max_new_tokens: int | None = None,
    dtype: str = "auto",
    batch: int = BATCH,
    ordinary: bool = False,
    samples: PathLike | None = None,
    wording: Declared | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score models on tests: greedy answers, judged by the verifier.

    Args:
        models: one or several of: a Hugging Face folder, a Hub id, a .gguf file, a nanoGPT checkpoint with its
            meta.pkl beside it, an `Endpoint`.
        tests: files with questions (any layout that `audit` reads), or dataset folders, of which all tests are taken.
        prompt: 'chat' (the model's chat template), 'plain' (the question alone), the path of a text with {question} in
            it, or 'auto': chat where there is a template.
        system: a system message.
        shots: so many solved questions are shown first, of the training split of the tests' recipe (of `arithmetic`,
            where they tell of none), none of a fact that is asked.
        style: how long an answer may be: 'number', 'sentence', 'steps' or 'thought'; None: enough for the longest that
            is expected, of a chat model for steps (an endpoint: 512 tokens).
        max_new_tokens: the same as a number.
        dtype: of local models: 'float32', 'bfloat16', 'float16'; 'auto': whichever is faster for large models.
        batch: how many questions a local model answers at once, at most.
        ordinary: whether to find, too, how likely each local model finds ordinary sentences and replies, in nats a
            token: beside the model that it was trained from this tells what it has forgotten.
        samples: where to write every question with its answer and verdict, as JSON Lines.
        wording: what the recipe of the tests declares (`Recipe.declared`); None: what the manifest beside them says.
        progress: called with (answers so far, answers in all).

    Returns:
        Accuracy with 95 % intervals, overall and by test, kind, operator, form, carry, digits and difficulty, and what
        went wrong.

    Raises:
        ModelError: a model that cannot be opened or asked these questions, or an endpoint that fails.
        DataError: a test that cannot be read.
        OutputError: the samples cannot be written.

    >>> import pathlib, tempfile, pairwright
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = pairwright.make_base(folder / "base", max_steps=1)
    >>> _ = (folder / "test.jsonl").write_text('{"question": "57+4=?", "answer": 61}')
    >>> found = pairwright.evaluate(folder / "base", folder / "test.jsonl")
    >>> found.models[0].right
    Share(count=0, of=1)

    """
    listed = [tests] if isinstance(tests, (str, Path)) else list(tests)
    if samples is not None:
        require_writable(Path(samples), [Path(each) for each in listed])
    read = read_tests(listed, wording)
    how = Manner(Prompting(prompt, system), style, max_new_tokens, dtype, batch)
    answerers = opened_models(models, with_shots(how, shots, listed, read))
    for each in answerers:
        each.require_readable(read)
    asked = asked_of(read)
    # Greedy answers are the same each time, so repeated questions are asked once.
    distinct = asked.select("question", "expected").unique("question", keep="first", maintain_order=True)
    steps = _Steps(distinct.height * len(answerers), progress)
    wordings = {test.name: test.wording for test in read}
    scores = tuple(_scored(each, asked, distinct, steps, wordings) for each in answerers)
    if ordinary:
        scores = tuple(replace(score, ordinary=_ordinary(each)) for score, each in zip(scores, answerers, strict=True))
    if samples is not None:
        write_samples(Path(samples), pl.concat([each.samples for each in scores]))
    return Evaluation(tuple(read), scores)


def _scored(
    answerer: Answerer,
    asked: pl.DataFrame,
    distinct: pl.DataFrame,
    steps: _Steps,
    wordings: Mapping[str, Declared | None],
) -> ModelScore:
    started = time.perf_counter()
    answers = pl.concat([distinct.select("question"), answerer.answers(distinct, steps.advance)], how="horizontal")
    seconds = time.perf_counter() - started
    said = asked.select("question").join(answers, on="question", how="left", maintain_order="left").drop("question")
    sent = answerer.sent(asked["question"]).alias("prompt")
    samples = samples_of(answerer.name, asked, said, wordings).with_columns(sent)
    return counted(answerer.name, samples, seconds, answerer.conditions)


def _ordinary(answerer: Answerer) -> Ordinary | None:
    """How likely it finds ordinary texts; of a server that is not known."""
    from pairwright.learn.evaluation.ordinary.likeliness import ordinary

    return ordinary(answerer) if isinstance(answerer, LocalModel) else None


class _Steps:
    """Progress over all models."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, count: int) -> None:
        """So many more answers are there."""
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)
