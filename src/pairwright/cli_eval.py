"""The commands that score models: arguments only; every command calls one public function."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.errors import ModelError
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.asking import Answer
    from pairwright.learn.evaluation.endpoint import Endpoint

app = typer.Typer()

AgainstOption = Annotated[
    list[str] | None, typer.Option(help="Another model, to stand beside; give it again for more.")
]
EndpointOption = Annotated[
    str | None, typer.Option(help="URL of an OpenAI-compatible server, such as http://localhost:8000/v1, as MODEL.")
]
ModelNameOption = Annotated[str | None, typer.Option(help="The model's name at the endpoint.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Ask the endpoint for plain completions, not for chat.")]
TimeoutOption = Annotated[float, typer.Option(help="Seconds to wait for an answer of the endpoint.")]
ConcurrencyOption = Annotated[int, typer.Option(help="Questions asked of the endpoint at once.", min=1)]
ShotsOption = Annotated[int, typer.Option(help="Show so many solved training facts first.", min=0, max=100)]
DtypeOption = Annotated[
    str, typer.Option(help="float32, bfloat16 or float16; auto: what is faster, for a large model.")
]
BatchOption = Annotated[int, typer.Option(help="Questions that a local model answers at once.", min=1)]
PromptOption = Annotated[
    str, typer.Option(help="chat (the model's template), plain, or a text file with {question}; auto: chat if it can.")
]
SystemOption = Annotated[str | None, typer.Option(help="A system message.")]
StyleOption = Annotated[
    str | None, typer.Option(help="Room for a number, a sentence, steps or thought; else as the model needs.")
]
TokensOption = Annotated[
    int | None, typer.Option(help="The longest answer in tokens; else what the longest expected one needs.", min=1)
]


@app.command("eval")
def evaluate(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL TEST...",
            help="A model (left out with --endpoint), then files of questions or dataset folders.",
        ),
    ],
    against: AgainstOption = None,
    endpoint: EndpointOption = None,
    model_name: ModelNameOption = None,
    plain: PlainOption = False,
    timeout: TimeoutOption = 60.0,
    concurrency: ConcurrencyOption = 8,
    prompt: PromptOption = "auto",
    system: SystemOption = None,
    shots: ShotsOption = 0,
    style: StyleOption = None,
    max_new_tokens: TokensOption = None,
    dtype: DtypeOption = "auto",
    batch: BatchOption = 1024,
    samples: Annotated[
        Path | None, typer.Option(help="Write each question with its answer and verdict here, as JSON Lines.")
    ] = None,
    target: Annotated[
        float | None, typer.Option(help="Exit with 1 if a model answers less than this share right.", min=0, max=1)
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Score models on tests: accuracy with intervals, by operator and form, and the kinds of mistakes."""
    from pairwright.learn.evaluation.run import evaluate as run_evaluate
    from pairwright.terminal import progress_bar

    remote = endpoint_of(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
    first, tests = ([remote], given) if remote is not None else (given[:1], given[1:])
    if not tests:
        raise ModelError("TEST: none given; name a model, and then a file of questions or a dataset folder")
    with progress_bar(hidden=quiet or as_json, of="answers") as progress:
        found = run_evaluate(
            [*first, *(against or [])],
            tests,
            prompt=prompt,
            system=system,
            shots=shots,
            style=style,
            max_new_tokens=max_new_tokens,
            dtype=dtype,
            batch=batch,
            samples=samples,
            progress=checked(progress),
        )
    if as_json:
        print(json.dumps(found.as_dict(), indent=2, ensure_ascii=False))
    elif not quiet:
        from pairwright.terminal_eval import print_evaluation

        print_evaluation(found)
    if target is not None and any(each.right.value < target for each in found.models):
        raise typer.Exit(1)


@app.command()
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

    remote = endpoint_of(endpoint, model_name, plain=plain, timeout=timeout)
    first, questions = ([remote], given) if remote is not None else (given[:1], given[1:])
    if len(questions) > 1:
        raise ModelError(f"QUESTION: {len(questions)} given; put the question in quotes, another model after --against")
    how = Manner(Prompting(prompt, system), style, max_new_tokens)
    asking = Asking([*first, *(against or [])], how=how)
    if questions:
        _print(asking.answers(questions[0]), as_json=as_json)
        return
    for line in _lines():
        try:
            _print(asking.answers(line), as_json=as_json)
        except ModelError as error:
            print(f"pairwright: {error}", file=sys.stderr)


@app.command("export-task")
def export_task(
    tests: Annotated[list[Path], typer.Argument(metavar="DIR...", help="Dataset folders, or files of questions.")],
    out: Annotated[Path, typer.Option(help="The folder to write; it must be new or empty.")],
    to: Annotated[str, typer.Option(help="The harness: lm-eval.")] = "lm-eval",
    as_json: Annotated[bool, typer.Option("--json", help="Print what was written as JSON.")] = False,
) -> None:
    """Write tests as tasks of another evaluation harness, judged by the same verifier."""
    from pairwright.learn.tasks import export_task as run_export

    made = run_export(tests, out, to=to)
    if as_json:
        print(json.dumps(made.as_dict(), indent=2))
        return
    from pairwright.terminal_eval import print_tasks

    print_tasks(made)


def endpoint_of(
    url: str | None, model_name: str | None, *, plain: bool, timeout: float, concurrency: int = 1
) -> Endpoint | None:
    """The endpoint that the options name; None if they name none."""
    if url is None:
        if model_name is not None or plain:
            raise ModelError("endpoint: none given; --model-name and --plain are for a server, name it with --endpoint")
        return None
    from pairwright.learn.evaluation.endpoint import Endpoint

    return Endpoint(url, model_name or "", plain=plain, timeout=timeout, concurrency=concurrency)


def _print(answers: list[Answer], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps([asdict(each) for each in answers], ensure_ascii=False), flush=True)
        return
    from pairwright.terminal_eval import print_answers

    print_answers(answers)


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
            print()
