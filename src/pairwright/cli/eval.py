"""`eval`: models scored on tests, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.changed_recipe import declared_by
from pairwright.cli.endpoint import (
    ConcurrencyOption,
    EndpointOption,
    ModelNameOption,
    PlainOption,
    TimeoutOption,
    chosen_endpoint,
)
from pairwright.cli.manner import (
    BatchOption,
    DtypeOption,
    PromptOption,
    ShotsOption,
    StyleOption,
    SystemOption,
    TokensOption,
)
from pairwright.cli.options import AgainstOption, QuietOption, WordedOption
from pairwright.cli.progress import progress_bar, rate_of
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.errors import ModelError
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.evaluation.result import Evaluation, ModelScore, Share

_SHARES = {"refusals": "refused", "unparsed": "unparsed", "wrong_reasons": "wrong reason", "no_stop": "no stop"}
# Beyond, a table shows the values with most questions.
_MOST_VALUES = 16


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
    ordinary: Annotated[
        bool, typer.Option("--ordinary", help="Say how likely it finds ordinary texts, too; beside --against its base.")
    ] = False,
    samples: Annotated[
        Path | None, typer.Option(help="Write each question with its answer and verdict here, as JSON Lines.")
    ] = None,
    target: Annotated[
        float | None, typer.Option(help="Exit with 1 if a model answers less than this share right.", min=0, max=1)
    ] = None,
    recipe: WordedOption = None,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Score models on tests: accuracy with intervals, by operator and form, and the kinds of mistakes."""
    from pairwright.learn.evaluation.run import evaluate as run_evaluate

    remote = chosen_endpoint(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
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
            ordinary=ordinary,
            samples=samples,
            wording=declared_by(recipe),
            progress=checked(progress),
        )
    if as_json:
        say_json(found.as_dict())
    elif not quiet:
        _print_evaluation(found)
    if target is not None and any(each.right.value < target for each in found.models):
        raise typer.Exit(1)


def _print_evaluation(found: Evaluation) -> None:
    """A table of accuracies with a column for each model, one of what went wrong, and remarks."""
    models = [Column(each.model, right=True) for each in found.models]
    print_table(["right", "", Column("questions", right=True, spare=1), *models], list(_accuracies(found)))
    kinds = list(_kinds(found.models))
    if kinds:
        print_table(["went wrong", *models], kinds)
    likely = [[name, *_nats(found, name)] for name in ("sentences", "chats") if any(_nats(found, name))]
    if likely:
        print_table(["nats a token", *models], likely)
    for line in _remarks(found):
        say(line)


def _accuracies(found: Evaluation) -> Iterator[list[str]]:
    """All, then each axis with more than one value: accuracy, and its interval in percent."""
    models = found.models
    yield ["all", "", f"{models[0].right.of:,}", *(with_interval(each.right) for each in models)]
    for axis, values in models[0].by.items():
        if len(values) < 2:
            continue
        shown = sorted(values, key=lambda value: -values[value].of)[:_MOST_VALUES]
        for value in (each for each in values if each in shown):
            shares = (with_interval(each.by[axis][value]) for each in models)
            yield [axis, value, f"{values[value].of:,}", *shares]


def with_interval(share: Share) -> str:
    """A share and its interval in percent."""
    low, high = share.interval
    return f"{share.value:.1%}  ({100 * low:.1f}-{100 * high:.1f})"


def _nats(found: Evaluation, name: str) -> list[str]:
    """The log-probability of ordinary texts under each model; nothing where it is not known."""
    return ["" if each.ordinary is None else f"{getattr(each.ordinary, name):.3f}" for each in found.models]


def _kinds(models: Sequence[ModelScore]) -> Iterator[list[str]]:
    """Shares that are told apart, then each kind of mistake of any model, the most frequent first."""
    for name, title in _SHARES.items():
        shares = [getattr(each, name) for each in models]
        if any(share.count for share in shares):
            yield [title, *(f"{share.value:.1%}" for share in shares)]
    told = {"refusal", "unparsed", "wrong_reason"}
    totals: dict[str, int] = {}
    for each in models:
        for kind, count in each.mistakes.items():
            totals[kind] = totals.get(kind, 0) + count
    for kind in sorted(totals.keys() - told, key=lambda kind: -totals[kind]):
        yield [kind.replace("_", " "), *(f"{each.mistakes.get(kind, 0) / each.right.of:.1%}" for each in models)]


def _remarks(found: Evaluation) -> Iterator[str]:
    for test in found.tests:
        if test.left_out:
            yield f"{test.name}: {test.left_out:,} rows left out: unreadable, or no question that has one answer"
        if test.misstated:
            yield f"{test.name}: {test.misstated:,} stated answers are not right; models are scored by the right one"
    for each in found.models:
        rate = rate_of(each.right.of, each.seconds, "questions")
        yield f"{each.model}: {each.right.of:,} questions in {each.seconds:.1f} s ({rate}){_how(each)}"


def _how(score: ModelScore) -> str:
    """What is not as usual in how it was asked."""
    found = score.conditions
    told = [f"{found['prompt']} prompt"] if found.get("prompt") not in {None, "plain"} else []
    told += [f"{len(found['shots'])} shots"] if found.get("shots") else []
    told += [str(found["dtype"])] if found.get("dtype") not in {None, "float32"} else []
    return f"; {', '.join(told)}" if told else ""
