"""Models that answer in the workers of Ray: one endpoint asked by all of them, or a model opened by each.

The driver hands out questions, a few kilobytes a task, and gets answers back; it keeps, judges and writes them as it
does those of a model of its own, so workers need no folder in common, and a run may go on with another engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.errors import ModelError, did_you_mean
from pairwright.learn.evaluation.answering import Manner, opened_model
from pairwright.learn.evaluation.crew import Request, Said
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.prompts import AUTO, CHAT, PLAIN

if TYPE_CHECKING:
    from pairwright.learn.evaluation.answering import Answerer, StreamAnswerer

ENGINES = ("local", "ray")
# Requests of a task for each that is under way: at its end some wait for the slowest.
_TURNS = 16
# A worker has one core.
_ONE_CORE = {"POLARS_MAX_THREADS": "1"}


@dataclass(frozen=True)
class ModelAnywhere:
    """All that a worker must know to open a model.

    Attributes:
        model: a Hub id, an absolute path, or a server.
        manner: how it is asked.

    """

    model: str | Endpoint
    manner: Manner

    def opened(self) -> Answerer:
        """The model in this process, opened once."""
        return _opened(self)


@dataclass(frozen=True)
class AnswererOnRay:
    """A `StreamAnswerer` whose model is in the workers of a Ray that is connected.

    Attributes:
        what: the model.
        address, workers: as in `engines.ray.as_done`.

    """

    what: ModelAnywhere
    address: str | None
    workers: int | None

    @property
    def conditions(self) -> Mapping[str, Any]:
        """See `StreamAnswerer`; what one of the workers says."""
        told: Mapping[str, Any] = self._one(_conditions)
        return told

    @property
    def together(self) -> int:
        """See `StreamAnswerer`."""
        return 1 if isinstance(self.what.model, Endpoint) else self.what.manner.batch

    def log_probabilities(self, questions: pl.Series, answers: pl.Series) -> pl.Series | None:
        """See `StreamAnswerer`."""
        if isinstance(self.what.model, Endpoint):
            return None
        found: pl.Series | None = self._one(partial(_likelihoods, questions=questions, answers=answers))
        return found

    def streamed(self, questions: Iterable[Request]) -> Iterator[list[Said]]:
        """See `StreamAnswerer`; no more is taken from `questions` than the workers have room for."""
        yield from self._each(_said, self._pieces(questions))

    def _pieces(self, questions: Iterable[Request]) -> Iterator[list[Request]]:
        """What goes to a worker at once."""
        if isinstance(self.what.model, Endpoint):
            left = iter(questions)
            while piece := list(islice(left, _TURNS * self.what.model.concurrency)):
                yield piece
        else:
            for _, group in groupby(questions, key=lambda question: question.group):
                yield list(group)

    def _one(self, work: Callable[[ModelAnywhere], Any]) -> Any:
        return next(self._each(_alone, [work]))

    def _each(self, work: Callable[..., Any], items: Iterable[Any]) -> Iterator[Any]:
        from pairwright.engines.ray import as_done

        yield from as_done(
            partial(work, self.what),
            items,
            address=self.address,
            workers=self.workers,
            environment=_ONE_CORE,
            accelerated=not isinstance(self.what.model, Endpoint),
        )


def answerer_on(
    engine: str, model: str | Path | Endpoint, manner: Manner, *, address: str | None, workers: int | None
) -> AbstractContextManager[StreamAnswerer]:
    """A model that is there from `with` to its end, on this machine or on Ray.

    Raises:
        ModelError: names that make no sense, or a model that cannot be opened.
        EngineError: Ray is not installed, or cannot be reached.

    """
    if engine not in ENGINES:
        raise ModelError(f"engine: unknown engine {engine!r}; {did_you_mean(engine, ENGINES)}")
    if engine != "ray":
        for name, value in (("address", address), ("workers", workers)):
            if value is not None:
                raise ModelError(f"{name}: {value} is for Ray; set --engine ray too")
        return nullcontext(opened_model(model, manner))
    if workers is not None and workers < 1:
        raise ModelError(f"workers: {workers} should be at least 1")
    return _on_ray(model, manner, address, workers)


@contextmanager
def _on_ray(
    model: str | Path | Endpoint, manner: Manner, address: str | None, workers: int | None
) -> Iterator[StreamAnswerer]:
    from pairwright.engines.ray import connected

    # A worker may stand in another folder.
    where = model if isinstance(model, Endpoint) else str(Path(model).absolute() if Path(model).exists() else model)
    if manner.prompting.form not in {AUTO, CHAT, PLAIN}:
        form = str(Path(manner.prompting.form).absolute())
        manner = replace(manner, prompting=replace(manner.prompting, form=form))
    with connected(address, workers):
        yield AnswererOnRay(ModelAnywhere(where, manner), address, workers)


@lru_cache(maxsize=1)
def _opened(what: ModelAnywhere) -> Answerer:
    return opened_model(what.model, what.manner)


# What workers do.


def _said(what: ModelAnywhere, questions: list[Request]) -> list[Said]:
    return [said for some in what.opened().streamed(questions) for said in some]


def _alone(what: ModelAnywhere, work: Callable[[ModelAnywhere], Any]) -> Any:
    return work(what)


def _conditions(what: ModelAnywhere) -> dict[str, Any]:
    return dict(what.opened().conditions)


def _likelihoods(what: ModelAnywhere, questions: pl.Series, answers: pl.Series) -> pl.Series | None:
    return what.opened().log_probabilities(questions, answers)
