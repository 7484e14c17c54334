"""Who answers: anything with a name that completes questions; here a model on this machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import polars as pl

from pairwright.errors import ModelError, did_you_mean
from pairwright.learn.evaluation.crew import Request, Said
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.questions import Test, with_expected
from pairwright.learn.pace import LARGE, Pace, dtype_of, fastest, using
from pairwright.learn.prompts import Prompting, Prompts
from pairwright.learn.sources import model_source
from pairwright.learn.styles import STYLES, longest_expected, require_style

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

Advance = Callable[[int], None]
# On two cores that others used too, a model of 0.35 M parameters answered 241 questions/s; with batches of 256
# 110, with batches of 64 49: each step of `generate` has a price of its own.
BATCH = 1024
# What is tried is answered a few times over, so it pays only where there are ten times as many tokens to come.
_TRIED, _TRIED_TOKENS = 8, 4
_WORTH_TRYING = 2000
DTYPES = ("auto", "float32", "bfloat16", "float16")


class StreamAnswerer(Protocol):
    """What is asked of a model that is sampled, wherever it is."""

    @property
    def conditions(self) -> Mapping[str, Any]:
        """How it is asked, as JSON has it: prompt, system, shots, limits, dtype, revision."""

    @property
    def together(self) -> int:
        """How many questions of a stream are answered at once: what each of them gets may depend on the others."""

    def streamed(self, questions: Iterable[Request]) -> Iterator[list[Said]]:
        """Answer one question after the other, from a stream, in flat memory.

        Args:
            questions: a place of its own, text, temperature, seed and group each.

        Yields:
            Answers as they are there, in any order; none now and then, so that who waits hears an interrupt.

        """

    def log_probabilities(self, questions: pl.Series, answers: pl.Series) -> pl.Series | None:
        """How likely (Float64, nats) it finds each answer after its question; None where it does not tell."""


class Answerer(StreamAnswerer, Protocol):
    """What evaluation asks of a model."""

    @property
    def name(self) -> str:
        """How it is called in results."""

    def require_readable(self, tests: Sequence[Test]) -> None:
        """Refuse questions that it cannot be asked.

        Raises:
            ModelError: naming the test, the row and the reason.

        """

    def sent(self, questions: pl.Series) -> pl.Series:
        """What really goes to the model for each question (String); of a conversation the messages as JSON."""

    def answers(
        self, asked: pl.DataFrame, advance: Advance, *, temperature: float = 0.0, seed: int = 0
    ) -> pl.DataFrame:
        """Answer questions.

        Args:
            asked: question, expected (String); for samples a question stands there more than once.
            advance: called with how many more are done.
            temperature: 0: the likeliest answer.
            seed: of what is drawn.

        Returns:
            One row each: completion (String) and stopped (Boolean: it ended by itself).

        """


@dataclass(frozen=True)
class Manner:
    """How models are to be asked; what is None is decided by the model.

    Attributes:
        prompting: what stands around a question.
        style: 'number', 'sentence', 'steps' or 'thought': how long an answer may become.
        max_new_tokens: the same as a number.
        dtype: of a local model: 'auto', 'float32', 'bfloat16' or 'float16'.
        batch: how many questions a local model answers at once, at most.

    """

    prompting: Prompting = field(default_factory=Prompting)
    style: str | None = None
    max_new_tokens: int | None = None
    dtype: str = "auto"
    batch: int = BATCH

    def __post_init__(self) -> None:
        require_style(self.style)
        for name, value in (("max_new_tokens", self.max_new_tokens), ("batch", self.batch)):
            if value is not None and value < 1:
                raise ModelError(f"{name}: {value} should be at least 1")
        if self.dtype not in DTYPES:
            raise ModelError(f"dtype: unknown dtype {self.dtype!r}; {did_you_mean(self.dtype, DTYPES)}")

    @property
    def limit(self) -> int | None:
        """The tokens of an answer, where that has been said."""
        return self.max_new_tokens or (STYLES[self.style] if self.style is not None else None)


class LocalModel:
    """A model on this machine, opened.

    Args:
        name: in results.
        model: on its device.
        tokenizer: of the model.
        max_new_tokens: of an answer; None: what the longest expected one needs.
        how: how it is asked.
        revision: the commit that it is of.

    """

    def __init__(
        self,
        name: str,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerFast,
        max_new_tokens: int | None = None,
        *,
        how: Manner | None = None,
        revision: str | None = None,
    ) -> None:
        self.name, self.model, self.tokenizer = name, model, tokenizer
        self.how = how or Manner(max_new_tokens=max_new_tokens)
        self.prompts = Prompts.of(self.how.prompting, model, tokenizer)
        self._revision = revision
        self._pace: Pace | None = None
        self._limit = self.how.limit

    @property
    def conditions(self) -> Mapping[str, Any]:
        """See `Answerer`."""
        pace = self._pace.as_dict() if self._pace is not None else {"dtype": dtype_of(self.model)}
        told = {"device": self.model.device.type, "max_new_tokens": self._limit, "revision": self._revision}
        return {**self.how.prompting.as_dict(), "prompt": self.prompts.form, **told, **pace}

    def require_readable(self, tests: Sequence[Test]) -> None:
        """See `Answerer`."""
        from pairwright.learn.encodable import require_encodable
        from pairwright.learn.folders import context_of

        for test in tests:
            texts = self.prompts.texts(test.frame["question"])
            require_encodable(self.tokenizer, texts, context=context_of(self.model), name=test.name)

    def sent(self, questions: pl.Series) -> pl.Series:
        """See `Answerer`."""
        return self.prompts.texts(questions)

    def answers(
        self, asked: pl.DataFrame, advance: Advance, *, temperature: float = 0.0, seed: int = 0
    ) -> pl.DataFrame:
        """See `Answerer`; in batches of like length."""
        self._limit = self._room(asked)
        return self._answered(asked, self._limit, advance, temperature, seed)

    def _answered(
        self, asked: pl.DataFrame, most: int, advance: Advance, temperature: float, seed: int
    ) -> pl.DataFrame:
        from pairwright.learn.generating import completions

        texts = self.sent(asked["question"]).to_list()
        pace = self._found_pace(texts, most)
        with using(pace.threads):
            return completions(
                self.model,
                self.tokenizer,
                texts,
                max_new_tokens=most,
                batch=self.how.batch,
                temperature=temperature,
                seed=seed,
                how=self.prompts,
                workers=pace.workers,
                advance=advance,
            )

    @property
    def together(self) -> int:
        """See `Answerer`."""
        return self.how.batch

    def streamed(self, questions: Iterable[Request]) -> Iterator[list[Said]]:
        """See `Answerer`; each group has room for its own longest expected answer."""
        for _, group in groupby(questions, key=lambda question: question.group):
            asked = list(group)
            texts = pl.Series("question", [each.text for each in asked])
            frame = with_expected(texts.to_frame()).with_columns(pl.col("expected").fill_null(""))
            first = asked[0]
            said = self._answered(frame, self._room(frame), lambda _: None, first.temperature, first.seed)
            yield [Said(each.place, *row) for each, row in zip(asked, said.iter_rows(), strict=True)]

    def log_probabilities(self, questions: pl.Series, answers: pl.Series) -> pl.Series:
        """The log-probability (Float64) of each answer, with its end token, after its question as it is asked."""
        from pairwright.learn.training.likelihood import of_tokens
        from pairwright.learn.training.tokens import encoded

        prompts = encoded(self.tokenizer, self.sent(questions), completions=False, special=not self.prompts.bare)
        said = self.prompts.answers(answers)
        completions = encoded(self.tokenizer, said, completions=True, end=self.prompts.ends[0])
        return of_tokens(self.model, prompts, completions)

    def _found_pace(self, texts: list[str], most: int) -> Pace:
        """How to compute; found out once, where there is enough to do that it pays."""
        if self._pace is None and len(texts) * most >= _WORTH_TRYING:
            trial = partial(self._tried, texts=texts[:_TRIED])
            self.model, self._pace = fastest(self.model, trial, self.how.dtype)
        import torch

        return self._pace or Pace(dtype_of(self.model), torch.get_num_threads())

    def _tried(self, model: PreTrainedModel, texts: list[str]) -> object:
        from pairwright.learn.generating import completions

        return completions(model, self.tokenizer, texts, max_new_tokens=_TRIED_TOKENS, how=self.prompts)

    def _room(self, asked: pl.DataFrame) -> int:
        """Tokens of an answer, if not said: of a chat model shown nothing for steps, else as the longest expected."""
        if self.how.limit is not None:
            return self.how.limit
        alone = not self.prompts.before and not self.prompts.after
        if alone or self.prompts.form != "chat":
            return longest_expected(self.tokenizer, asked)
        shown = bool(self.how.prompting.shots)
        return max(longest_expected(self.tokenizer, asked), STYLES["sentence" if shown else "steps"])


def opened_models(
    models: str | Path | Endpoint | Sequence[str | Path | Endpoint], how: Manner | None = None
) -> list[Answerer]:
    """The models, ready to answer, on the accelerator if there is one.

    Raises:
        ModelError: one of them cannot be opened, or two have one name.

    """
    listed = [models] if isinstance(models, (str, Path, Endpoint)) else list(models)
    if not listed:
        raise ModelError("MODEL: none given; name a Hugging Face folder, a Hub id, a .gguf file, or an endpoint")
    names = [each.model if isinstance(each, Endpoint) else str(each) for each in listed]
    if len(set(names)) < len(names):
        raise ModelError(f"MODEL: {max(names, key=names.count)} is given twice; name each model once")
    return [opened_model(each, how or Manner()) for each in listed]


def opened_model(model: str | Path | Endpoint, how: Manner) -> Answerer:
    """One model, ready to answer; raises as `opened_models` does."""
    if isinstance(model, Endpoint):
        return model.opened(how.limit, how.prompting)
    from pairwright.learn.extras import hush, require_train

    require_train("a model")
    hush()
    from pairwright.learn.folders import open_source

    origin, device = model_source(model), _device()
    dtype = how.dtype
    if dtype == "auto":
        dtype = "bfloat16" if device.type == "cuda" and _is_large(origin.path) else "float32"
    network, tokenizer = open_source(origin, dtype=dtype)
    network.to(device)
    return LocalModel(str(model), network, tokenizer, how=how, revision=origin.revision)


def _is_large(path: Path) -> bool:
    """Whether rounding pays; small models stay exact on any device."""
    if path.is_file():
        return path.stat().st_size > LARGE
    return sum(each.stat().st_size for each in path.glob("*.safetensors")) > 2 * LARGE


def _device() -> Any:
    """The accelerator of this machine (CUDA, MPS, ...), or its CPU."""
    import torch

    found = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    return found or torch.device("cpu")
