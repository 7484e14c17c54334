"""`ask`: a model's answers, judged; with a question or line by line."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.endpoint import EndpointOption, ModelNameOption, PlainOption, TimeoutOption, chosen_endpoint
from pairwright.cli.fitting import text_width
from pairwright.cli.manner import PromptOption, StyleOption, SystemOption, TokensOption
from pairwright.cli.options import AgainstOption
from pairwright.cli.said import bold, complain, say, say_json, styled, visible
from pairwright.errors import ModelError
from pairwright.stopping import begin_work

if TYPE_CHECKING:
    from pairwright.learn.asking import Answer

# Bold green, bold red.
_COLOURS = {"RIGHT": "1;32", "WRONG": "1;31"}
_YELLOW = "33"


def ask(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL [QUESTION]",
            help="A model (left out with --endpoint), then a question; without one, each line of the input is one.",
        ),
    ] = [],  # noqa: B006 (Typer takes no other default for a list)
    against: AgainstOption = None,
    endpoint: EndpointOption = None,
    model_name: ModelNameOption = None,
    plain: PlainOption = False,
    timeout: TimeoutOption = 60.0,
    prompt: PromptOption = "auto",
    system: SystemOption = None,
    style: StyleOption = None,
    max_new_tokens: TokensOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print answers as JSON, a line for each question.")] = False,
) -> None:
    """Ask a model, or several side by side, and have each answer judged; a prompt loop without a question."""
    from pairwright.learn.asking import Asking
    from pairwright.learn.evaluation.answering import Manner
    from pairwright.learn.prompts import Prompting

    remote = chosen_endpoint(endpoint, model_name, plain=plain, timeout=timeout)
    first, questions = ([remote], given) if remote is not None else (given[:1], given[1:])
    if len(questions) > 1:
        raise ModelError(f"QUESTION: {len(questions)} given; put the question in quotes, another model after --against")
    begin_work()
    how = Manner(Prompting(prompt, system), style, max_new_tokens)
    asking = Asking([*first, *(against or [])], how=how)
    if questions:
        _print(asking.answers(questions[0]), as_json=as_json)
        return
    for line in _lines():
        try:
            _print(asking.answers(line), as_json=as_json)
        except ModelError as error:
            complain(str(error))


def _lines() -> Iterator[str]:
    """Lines of the input up to an empty one, its end, or Ctrl-C."""
    prompt = "? " if sys.stdin.isatty() else ""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    try:
        while line := input(prompt).strip():
            yield line
    except (EOFError, KeyboardInterrupt):
        if prompt:
            say()


def _print(answers: list[Answer], *, as_json: bool) -> None:
    if as_json:
        say_json([asdict(each) for each in answers], indent=None)
        return
    _print_answers(answers)


def _print_answers(answers: Sequence[Answer]) -> None:
    """Each answer with its verdict; of several models a line for each."""
    width = max(text_width(visible(each.model)) for each in answers)
    for each in answers:
        model = visible(each.model)
        name = f"{bold(model)}{' ' * (width - text_width(model))}  " if len(answers) > 1 else ""
        said = visible(" ".join(each.completion.split()) or "(nothing)") + ("" if each.stopped else " ...")
        verdict = styled(each.verdict, _COLOURS.get(each.verdict, _YELLOW))
        print(f"{name}{said}  {verdict}{visible(_why(each))}", flush=True)


def _why(answer: Answer) -> str:
    """What was expected and what went wrong."""
    if answer.expected is None:
        return " (the verifier does not understand the question)"
    if answer.mistake is None:
        return ""
    kind = answer.mistake.replace("_", " ")
    if answer.mistake == "wrong_reason":
        return f" ({kind})"
    return f" ({'' if kind == 'other' else f'{kind}; '}it is {answer.expected})"
