"""A server with OpenAI's interface (OpenAI, vLLM, llama.cpp, ...), by the `openai` client (extra `endpoint`)."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.arguments import require_fields
from pairwright.errors import ModelError, extra_missing
from pairwright.learn.evaluation.secrets import require_no_secret

if TYPE_CHECKING:
    from pairwright.learn.evaluation.questions import Test

# Room for a model that reasons in words before it answers.
_MAX_NEW_TOKENS = 512
_MOST_SHOWN = 120
# Seconds between looks for an interrupt.
_LISTEN = 0.2


@dataclass(frozen=True)
class Endpoint:
    """A model behind an OpenAI-compatible endpoint; the key comes from OPENAI_API_KEY, if there is one.

    Attributes:
        url: of the interface, such as 'http://localhost:8000/v1'.
        model: its name there.
        plain: ask for plain completions, as of models without a chat template.
        timeout: seconds to wait for one answer.
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
        if self.timeout <= 0:
            raise ModelError(f"timeout: {self.timeout:g} should be above 0 (seconds)")
        if self.concurrency < 1:
            raise ModelError(f"concurrency: {self.concurrency} should be at least 1")

    def opened(self, max_new_tokens: int | None = None) -> RemoteModel:
        """An `Answerer` for it; nobody is contacted yet.

        Raises:
            ModelError: the extra is not installed.

        """
        if importlib.util.find_spec("openai") is None:
            raise ModelError(extra_missing("an endpoint needs an extra (openai is missing)", "endpoint"))
        return RemoteModel(self, max_new_tokens or _MAX_NEW_TOKENS)

    def client(self) -> Any:
        """A client, to be closed; nobody is contacted yet."""
        import openai

        return openai.OpenAI(
            base_url=self.url,
            # Servers at home ask for none, but the client insists.
            api_key=os.environ.get("OPENAI_API_KEY") or "none",
            timeout=self.timeout,
            max_retries=self.retries,
        )


@dataclass(frozen=True)
class RemoteModel:
    """An endpoint as an `Answerer`."""

    endpoint: Endpoint
    max_new_tokens: int

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self.endpoint.model

    def require_readable(self, tests: Sequence[Test]) -> None:
        """Nothing is known of what it reads; it will say so itself."""

    def answers(self, asked: pl.DataFrame, advance: Callable[[int], None]) -> pl.DataFrame:
        """Ask, so many questions at once; the first that fails for good ends it.

        Args:
            asked: question (String).
            advance: called with how many more are done.

        Returns:
            One row each: completion (String) and stopped (Boolean).

        Raises:
            ModelError: the endpoint cannot be reached, refuses, takes too long, or answers nonsense.

        """
        todo: SimpleQueue[tuple[int, str]] = SimpleQueue()
        done: SimpleQueue[tuple[int, tuple[str, bool] | Exception]] = SimpleQueue()
        for place in enumerate(asked["question"]):
            todo.put(place)
        stop = Event()
        client = self.endpoint.client()
        # Threads of a pool would be waited for at exit: after Ctrl-C as long as a silent server stays silent.
        for _ in range(min(self.endpoint.concurrency, asked.height)):
            Thread(target=self._work, args=(client, todo, done, stop), daemon=True).start()
        rows: list[tuple[str, bool]] = [("", False)] * asked.height
        try:
            for _ in rows:
                number, said = _next(done, advance)
                if isinstance(said, Exception):
                    raise said
                rows[number] = said
                advance(1)
        finally:
            stop.set()
            client.close()
        return pl.DataFrame(rows, schema={"completion": pl.String, "stopped": pl.Boolean}, orient="row")

    def _work(self, client: Any, todo: SimpleQueue[Any], done: SimpleQueue[Any], stop: Event) -> None:
        """Answer what is to be done until nothing is; an exception is an answer, too."""
        while not stop.is_set():
            try:
                number, question = todo.get_nowait()
            except Empty:
                return
            try:
                done.put((number, self._answer(client, question)))
            except Exception as error:
                done.put((number, error))

    def _answer(self, client: Any, question: str) -> tuple[str, bool]:
        """What it says, and whether it ended by itself."""
        import openai

        try:
            choice = self._choice(client, question)
            text = choice.text if self.endpoint.plain else choice.message.content
            return _text(text), choice.finish_reason != "length"
        except openai.OpenAIError as error:
            raise ModelError(f"{self.endpoint.url}: {self._reason(error)}") from error
        except (AttributeError, TypeError, ValueError, IndexError) as error:
            raise ModelError(
                f"{self.endpoint.url}: what it answers is not of OpenAI's interface ({_line(error)}); "
                "check the URL, which usually ends in /v1"
            ) from error

    def _choice(self, client: Any, question: str) -> Any:
        asked = {"model": self.endpoint.model, "max_tokens": self.max_new_tokens, "temperature": 0.0}
        if self.endpoint.plain:
            return client.completions.create(prompt=question, **asked).choices[0]
        messages = [{"role": "user", "content": question}]
        return client.chat.completions.create(messages=messages, **asked).choices[0]

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


def _next(done: SimpleQueue[Any], advance: Callable[[int], None]) -> Any:
    """The next answer; meanwhile progress is told now and then, so that an interrupt is heard."""
    while True:
        try:
            return done.get(timeout=_LISTEN)
        except Empty:
            advance(0)


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
