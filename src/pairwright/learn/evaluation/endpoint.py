"""A server with OpenAI's interface (OpenAI, vLLM, llama.cpp, ...), by the `openai` client (extra `endpoint`)."""

from __future__ import annotations

import importlib.util
import json
import math
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.arguments import require_fields
from pairwright.errors import ModelError, extra_missing
from pairwright.learn.evaluation.bounded import bounded
from pairwright.learn.evaluation.crew import Crew, Request, Said
from pairwright.learn.evaluation.secrets import require_no_secret
from pairwright.learn.prompts import AUTO, CHAT, Prompting

if TYPE_CHECKING:
    from pairwright.learn.evaluation.questions import Test

# Room for a model that reasons in words before it answers.
_MAX_NEW_TOKENS = 512
_MOST_SHOWN = 120
_MOST_AT_ONCE = 1024
# The client waits no longer between two tries, whatever a server tells it to.
_LONGEST_PAUSE = 60.0
_PLACE = "\ue000question\ue001"


@dataclass(frozen=True)
class Endpoint:
    """A model behind an OpenAI-compatible endpoint; the key comes from OPENAI_API_KEY, if there is one.

    Attributes:
        url: of the interface, such as 'http://localhost:8000/v1'.
        model: its name there.
        plain: ask for plain completions, as of models without a chat template.
        timeout: seconds to wait for one answer, from its first byte to its last too.
        concurrency: how many questions are asked at once.
        retries: further tries after a timeout, a lost connection, 429 or 5xx, with growing pauses.

    >>> Endpoint("http://localhost:8000/v1", "tiny").concurrency
    8
    """

    url: str
    model: str
    plain: bool = False
    timeout: float = 60.0
    concurrency: int = 8
    retries: int = 4

    def __post_init__(self) -> None:
        require_fields(self)
        require_no_secret(self.url)
        if not self.url.startswith(("http://", "https://")):
            raise ModelError(f"endpoint: {self.url!r} is no URL; give one such as http://localhost:8000/v1")
        if not self.model:
            raise ModelError("model_name: none given; an endpoint needs the name of the model there")
        if not 0 < self.timeout < math.inf:
            raise ModelError(f"timeout: {self.timeout:g} should be above 0 (seconds)")
        if not 1 <= self.concurrency <= _MOST_AT_ONCE:
            raise ModelError(f"concurrency: {self.concurrency} should be from 1 to {_MOST_AT_ONCE:,}")

    @property
    def longest(self) -> float:
        """Seconds after which an answer is given up whatever the server does: all tries, and the pauses between."""
        return (self.retries + 1) * (2 * self.timeout + _LONGEST_PAUSE)

    def opened(self, max_new_tokens: int | None = None, prompting: Prompting | None = None) -> RemoteModel:
        """An `Answerer` for it; nobody is contacted yet.

        Raises:
            ModelError: the extra is not installed.

        """
        if importlib.util.find_spec("openai") is None:
            raise ModelError(extra_missing("an endpoint needs an extra (openai is missing)", "endpoint"))
        return RemoteModel(self, max_new_tokens or _MAX_NEW_TOKENS, prompting or Prompting())

    def client(self) -> Any:
        """A client, to be closed; nobody is contacted yet."""
        import openai

        within = partial(bounded, seconds=self.timeout)
        return openai.OpenAI(
            base_url=self.url,
            # Servers at home ask for none, but the client insists.
            api_key=os.environ.get("OPENAI_API_KEY") or "none",
            timeout=self.timeout,
            max_retries=self.retries,
            http_client=openai.DefaultHttpxClient(event_hooks={"response": [within]}),
            default_headers={"Accept-Encoding": "identity"},
        )


@dataclass(frozen=True)
class RemoteModel:
    """An endpoint as an `Answerer`."""

    endpoint: Endpoint
    max_new_tokens: int
    prompting: Prompting

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self.endpoint.model

    @property
    def conditions(self) -> Mapping[str, Any]:
        """See `Answerer`."""
        form = "plain" if self._plain else "chat"
        told = {"endpoint": self.endpoint.url, "max_new_tokens": self.max_new_tokens}
        return {**self.prompting.as_dict(), "prompt": form, **told}

    @property
    def _plain(self) -> bool:
        return self.endpoint.plain or self.prompting.form not in {AUTO, CHAT}

    def require_readable(self, tests: Sequence[Test]) -> None:
        """Nothing is known of what it reads; it will say so itself."""

    def sent(self, questions: pl.Series) -> pl.Series:
        """See `Answerer`."""
        if self._plain:
            before, after = self.prompting.around()
            return questions.alias("prompt").to_frame().select(pl.lit(before) + pl.col("prompt") + after).to_series()
        before, after = json.dumps(self.prompting.messages(_PLACE), ensure_ascii=False).split(f'"{_PLACE}"')
        quoted = questions.alias("prompt").to_frame().select(pl.struct("prompt").struct.json_encode())
        inside = pl.col("prompt").str.extract(r'^\{"prompt":(.*)\}$', 1)
        return quoted.select(pl.lit(before) + inside + after).to_series()

    def answers(
        self, asked: pl.DataFrame, advance: Callable[[int], None], *, temperature: float = 0.0, seed: int = 0
    ) -> pl.DataFrame:
        """Ask, so many questions at once; the first that fails for good ends it.

        Args:
            asked: question (String).
            advance: called with how many more are done.
            temperature: of samples; 0: the likeliest answer.
            seed: of samples; servers need not heed it.

        Returns:
            One row each: completion (String) and stopped (Boolean).

        Raises:
            ModelError: the endpoint cannot be reached, refuses, takes too long, or answers nonsense.

        """
        rows: list[tuple[str, bool]] = [("", False)] * asked.height
        jobs = (Request(place, text, temperature, seed + place) for place, text in enumerate(asked["question"]))
        for said in self.streamed(jobs):
            for each in said:
                rows[each.place] = (each.completion, each.stopped)
            advance(len(said))
        return pl.DataFrame(rows, schema={"completion": pl.String, "stopped": pl.Boolean}, orient="row")

    def log_probabilities(self, questions: pl.Series, answers: pl.Series) -> None:
        """See `Answerer`."""

    @property
    def together(self) -> int:
        """See `Answerer`; each question is a request of its own."""
        return 1

    def streamed(self, questions: Iterable[Request]) -> Iterator[list[Said]]:
        """Ask one after the other, so many at once, and give each answer when it is there.

        No more is taken from `questions`, or held of their answers, than is under way.

        Raises:
            ModelError: as `answers`.

        """
        client = self.endpoint.client()
        with Crew(partial(self._answer, client), self.endpoint.concurrency, self.endpoint.longest) as crew:
            try:
                yield from crew.ask(questions)
            except TimeoutError as error:
                raise ModelError(
                    f"{self.endpoint.url}: no whole answer within {self.endpoint.longest:,.0f} s, all tries together; "
                    "look into the server's log, or raise --timeout"
                ) from error
            finally:
                client.close()

    def _answer(self, client: Any, asked: Request) -> Said:
        """What it says, and whether it ended by itself."""
        import openai

        try:
            choice = self._choice(client, asked)
            text = choice.text if self._plain else choice.message.content
            return Said(asked.place, _text(text), choice.finish_reason != "length")
        except openai.OpenAIError as error:
            raise ModelError(f"{self.endpoint.url}: {self._reason(error)}") from error
        except (AttributeError, TypeError, ValueError, IndexError, RecursionError) as error:
            raise ModelError(
                f"{self.endpoint.url}: what it answers is not of OpenAI's interface ({_line(error)}); "
                "check the URL, which usually ends in /v1"
            ) from error

    def _choice(self, client: Any, asked: Request) -> Any:
        told: dict[str, Any] = {"model": self.endpoint.model, "max_tokens": self.max_new_tokens}
        told["temperature"] = asked.temperature
        if asked.temperature:
            told["seed"] = asked.seed % 2**31
        if self._plain:
            before, after = self.prompting.around()
            stop = {"stop": ["\n\n"]} if self.prompting.shots else {}
            return client.completions.create(prompt=f"{before}{asked.text}{after}", **told, **stop).choices[0]
        return client.chat.completions.create(messages=self.prompting.messages(asked.text), **told).choices[0]

    def _reason(self, error: Exception) -> str:
        """What is wrong, and the way out."""
        import openai

        tries = f"in {self.endpoint.retries + 1} tries"
        if isinstance(error, openai.APITimeoutError):
            return f"no answer within {self.endpoint.timeout:g} s {tries}; raise --timeout, or lower --concurrency"
        if isinstance(error, openai.APIConnectionError):
            return f"cannot be reached {tries} ({_line(error.__cause__ or error)}); check that the server runs"
        if not isinstance(error, openai.APIStatusError):
            return f"what it answers is not of OpenAI's interface ({_line(error)}); check the URL"
        said = f"{error.status_code}: {_line(error)}"
        if error.status_code == 429 or error.status_code >= 500:
            return f"fails {tries} ({said}); lower --concurrency, look into the server's log, or come back later"
        if error.status_code in {401, 403}:
            return f"refuses us ({said}); put a valid key into OPENAI_API_KEY"
        return f"refuses the request ({said}); check the URL and --model-name {self.endpoint.model!r}"


def _text(content: object) -> str:
    """The answer; a model may well say nothing.

    Raises:
        TypeError: it is no text.

    """
    if content is None:
        return ""
    if not isinstance(content, str):
        raise TypeError(f"{type(content).__name__} where the text should be")
    return content


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:_MOST_SHOWN] or type(error).__name__
