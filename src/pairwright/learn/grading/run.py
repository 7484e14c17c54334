"""`grade`: a model asked training questions again and again, to see what it can do, and to choose what to train on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import TrainingError
from pairwright.learn.evaluation.answering import BATCH, Manner
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.on_ray import answerer_on
from pairwright.learn.evaluation.shots import solved
from pairwright.learn.grading.prompts import at_the_edge, by_question, kept_range
from pairwright.learn.grading.questions import SplitQuestions
from pairwright.learn.grading.sampling import Sampling
from pairwright.learn.grading.tables import Tables
from pairwright.learn.prompts import AUTO, Prompting
from pairwright.learn.shelf import Shelf
from pairwright.learn.sources import model_source
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.version import __version__

PathLike = str | Path
Progress = Callable[[int, int], None]
GRADED, KEPT = "graded", "kept"
_CARD = """# What {model} can do

Made by `pairwright grade`: {questions:,} questions of the split `{split}` of recipe {recipe} (fingerprint
`{fingerprint}`), {samples} answers each at temperature {temperature:g}: {right:.1%} right.

`graded*.jsonl` has a row for each question with its answers, verdicts and pass rate; `kept*.jsonl`, if it is there, the
prompts whose pass rate is in the range that was asked for. docs/evaluation.md has the columns.
"""


@dataclass(frozen=True)
class Graded:
    """What came of it.

    Attributes:
        out: the folder.
        model: what was asked, with its commit if it is of the Hub.
        recipe, fingerprint, split, seed: whose questions, and of which samples.
        samples: answers to each question.
        temperature: at which they were drawn.
        kept: questions in the range that was asked for; None if none was.
        tables: what was counted, as `Tables.as_dict` gives it.
        conditions: how the model was asked.
        seconds: that it took.

    """

    out: str
    model: str
    recipe: str
    fingerprint: str
    split: str
    seed: int
    samples: int
    temperature: float
    kept: int | None
    tables: Mapping[str, Any]
    conditions: Mapping[str, Any]
    seconds: float

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return vars(self) | {"tables": dict(self.tables), "conditions": dict(self.conditions)}


@guarded
def grade(  # noqa: PLR0913 (all but three by name only)
    model: PathLike | Endpoint,
    recipe: Recipe | str,
    out: PathLike,
    *,
    questions: int = 2000,
    samples: int = 8,
    temperature: float = 1.0,
    seed: int | None = None,
    split: str | None = None,
    keep: str | None = None,
    prompt: str = AUTO,
    system: str | None = None,
    shots: int = 0,
    style: str | None = None,
    max_new_tokens: int | None = None,
    dtype: str = "auto",
    batch: int = BATCH,
    engine: str = "local",
    address: str | None = None,
    workers: int | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Graded:
    """Ask a model each question so many times, judge every answer, and write it all as a folder.

    Args:
        model: a folder, a Hub id, a .gguf file, a nanoGPT checkpoint, or an `Endpoint`.
        recipe: a `Recipe`, or what `load_recipe` takes.
        out: the folder or URL to write.
        questions: how many different ones, at most as many as there are.
        samples: how often each is asked.
        temperature: of the samples; at 0 each is asked once.
        seed: of the samples; None: the recipe's.
        split: whose questions; None: the training split. Held-out facts are asked only where this says so.
        keep: also write the questions whose pass rate is so, such as '0.2..0.8'.
        prompt: 'chat', 'plain', a file or 'auto', as `evaluate` takes it.
        system: a system message.
        shots: so many solved training questions are shown first.
        style: 'number', 'sentence', 'steps' or 'thought': how long an answer may be.
        max_new_tokens: the same as a number.
        dtype: of a local model.
        batch: how many questions a local model answers at once, at most.
        engine: 'local', or 'ray': a model in each worker, or one endpoint asked by all of them.
        address: of a Ray cluster; None: that of RAY_ADDRESS, or a Ray of this machine's own.
        workers: of Ray, at once; None: one a core, or a GPU.
        resume: go on with an unfinished run; answers that are there are not asked for again.
        overwrite: replace what `grade` wrote there before.
        progress: called with (answers, answers in all).

    Returns:
        Pass rates with intervals, and what went wrong.

    Raises:
        TrainingError: a number that makes no sense.
        ModelError: a model that cannot be used, or an endpoint that fails.
        EngineError: Ray cannot be reached, or has lost a worker for good.
        RecipeError: a recipe that is not valid.
        OutputError: the folder cannot be written, or holds something else.

    >>> import tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.make_base(f"{folder}/base", max_steps=1)
    ...     found = pairwright.grade(f"{folder}/base", "arithmetic", f"{folder}/out", questions=4, samples=2)
    >>> found.tables["answers"]
    8

    """
    require_numbers(questions, samples, temperature)
    wanted = None if keep is None else kept_range(keep)
    started = time.perf_counter()
    chosen = recipe if isinstance(recipe, Recipe) else load_recipe(recipe)
    asked = SplitQuestions(chosen, split, questions)
    prompting = Prompting(prompt, system, solved(chosen, shots) if shots else ())
    manner = Manner(prompting, style, max_new_tokens, dtype, batch)
    seed = chosen.seed if seed is None else seed
    samples = samples if temperature else 1
    run = run_of(model, asked, manner, samples, temperature, seed) | {"keep": keep}
    with Shelf(out, run) as shelf, ExitStack() as stack:
        records = shelf.begin(resume=resume, overwrite=overwrite)
        answerer = stack.enter_context(answerer_on(engine, model, manner, address=address, workers=workers))
        sampling = Sampling(answerer, asked, samples, temperature, seed, shelf.logs, progress)
        names = shelf.names(GRADED, asked.shards)
        for number, rows in sampling.written(names, records):
            _write(shelf, number, asked, rows, wanted)
        tables = _merged(shelf, names)
        splits = {GRADED: names}
        if wanted is not None:
            splits[KEPT] = shelf.names(KEPT, asked.shards)
        found = Graded(
            out=str(out),
            model=title_of(model),
            recipe=chosen.name,
            fingerprint=chosen.fingerprint,
            split=asked.name,
            seed=seed,
            samples=samples,
            temperature=temperature,
            kept=None if wanted is None else sum(shelf.rows(name) for name in splits[KEPT]),
            tables=tables.as_dict(),
            conditions=lasting(answerer.conditions),
            seconds=time.perf_counter() - started,
        )
        facts = found.as_dict()
        card = _CARD.format(**facts | {"questions": tables.questions, "right": tables.right / max(1, tables.answers)})
        told = {name: value for name, value in facts.items() if name not in {"seconds", "out"}}
        told |= {"recipe": chosen.model_dump(mode="json")}
        shelf.finish(splits, {"README.md": card}, told)
    return found


def require_numbers(questions: int, samples: int, temperature: float) -> None:
    """Refuse numbers that make no sense.

    Raises:
        TrainingError: naming the argument.

    """
    for name, value in (("questions", questions), ("samples", samples)):
        if value < 1:
            raise TrainingError(f"{name}: {value} should be at least 1")
    if not 0 <= temperature <= 10:
        raise TrainingError(f"temperature: {temperature} should be from 0 to 10")


def lasting(conditions: Mapping[str, Any]) -> dict[str, Any]:
    """What of the conditions is not of the moment and the machine, as threads are."""
    return {name: value for name, value in conditions.items() if name not in {"threads", "workers"}}


def title_of(model: PathLike | Endpoint) -> str:
    """The model's name with its commit; of an endpoint its name there."""
    return model.model if isinstance(model, Endpoint) else model_source(model).title


def run_of(
    model: PathLike | Endpoint, asked: SplitQuestions, manner: Manner, samples: int, temperature: float, seed: int
) -> dict[str, Any]:
    """What decides the answers, as JSON has it."""
    return {
        "pairwright": __version__,
        "model": title_of(model),
        "fingerprint": asked.recipe.fingerprint,
        "split": asked.name,
        "questions": asked.count,
        "limit": manner.limit,
        "dtype": manner.dtype,
        "batch": manner.batch,
        **manner.prompting.as_dict(),
        "samples": samples,
        "temperature": temperature,
        "seed": seed,
    }


def _write(
    shelf: Shelf, number: int, asked: SplitQuestions, rows: pl.DataFrame, keep: tuple[float, float] | None
) -> None:
    """The rows of a shard, those at the edge first: the record of the graded ones says that both are there."""
    graded = by_question(rows)
    if keep is not None:
        source = f"pairwright/{asked.recipe.name}"
        shelf.put(shelf.name(KEPT, number, asked.shards), at_the_edge(graded, keep, source), {})
    tables = Tables()
    tables.add(rows)
    shelf.put(shelf.name(GRADED, number, asked.shards), graded, tables.as_dict())


def _merged(shelf: Shelf, names: list[str]) -> Tables:
    whole = Tables()
    for name in names:
        whole.merge(Tables.of(shelf.counted(name)))
    return whole
