"""Models asked all questions of the tests, and their answers counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl

from pairwright.arguments import guarded
from pairwright.learn.evaluation.answering import BATCH, Answerer, opened_models
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.questions import PathLike, read_tests
from pairwright.learn.evaluation.result import Evaluation, ModelScore, counted
from pairwright.learn.evaluation.samples_file import require_writable, write_samples
from pairwright.learn.evaluation.scoring import asked_of, samples_of
from pairwright.verify import Declared

Progress = Callable[[int, int], None]


@guarded
def evaluate(
    models: PathLike | Endpoint | Sequence[PathLike | Endpoint],
    tests: PathLike | Sequence[PathLike],
    *,
    max_new_tokens: int | None = None,
    batch: int = BATCH,
    samples: PathLike | None = None,
    wording: Declared | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Score models on tests: greedy answers, judged by the verifier.

    Args:
        models: one or several of: a Hugging Face folder, a nanoGPT checkpoint with its meta.pkl beside it, an
            `Endpoint`.
        tests: files with questions (any layout that `audit` reads), or dataset folders, of which all tests are taken.
        max_new_tokens: how long an answer may be; else enough for the longest that is expected (an endpoint: 512).
        batch: how many questions a local model answers at once.
        samples: where to write every question with its answer and verdict, as JSON Lines.
        wording: what the recipe of the tests declares (`Recipe.declared`); None: what the manifest beside them says.
        progress: called with (answers so far, answers in all).

    Returns:
        Accuracy with 95 % intervals, overall and by test, operator, form, carry and digits, and what went wrong.

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
    answerers = opened_models(models, max_new_tokens=max_new_tokens, batch=batch)
    for each in answerers:
        each.require_readable(read)
    asked = asked_of(read)
    # Greedy answers are the same each time, so repeated questions are asked once.
    distinct = asked.select("question", "expected").unique("question", keep="first", maintain_order=True)
    steps = _Steps(distinct.height * len(answerers), progress)
    wordings = {test.name: test.wording for test in read}
    scores = tuple(_scored(each, asked, distinct, steps, wordings) for each in answerers)
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
    return counted(answerer.name, samples_of(answerer.name, asked, said, wordings), seconds)


class _Steps:
    """Progress over all models."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done, self._total, self._progress = 0, total, progress

    def advance(self, count: int) -> None:
        """So many more answers are there."""
        self._done += count
        if self._progress is not None:
            self._progress(self._done, self._total)
