"""A model behind an address, as `eval` and `ask` take it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.errors import ModelError

if TYPE_CHECKING:
    from pairwright.learn.evaluation.endpoint import Endpoint


EndpointOption = Annotated[
    str | None, typer.Option(help="URL of an OpenAI-compatible server, such as http://localhost:8000/v1, as MODEL.")
]
ModelNameOption = Annotated[str | None, typer.Option(help="The model's name at the endpoint.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Ask the endpoint for plain completions, not for chat.")]
TimeoutOption = Annotated[float, typer.Option(help="Seconds to wait for an answer of the endpoint.")]
ConcurrencyOption = Annotated[int, typer.Option(help="Questions asked of the endpoint at once.", min=1)]


def chosen_endpoint(
    url: str | None, model_name: str | None, *, plain: bool, timeout: float, concurrency: int = 1
) -> Endpoint | None:
    """The server that the options name, or None."""
    if url is None:
        if model_name is not None or plain:
            raise ModelError("endpoint: none given; --model-name and --plain are for a server, name it with --endpoint")
        return None
    from pairwright.learn.evaluation.endpoint import Endpoint

    return Endpoint(url, model_name or "", plain=plain, timeout=timeout, concurrency=concurrency)
