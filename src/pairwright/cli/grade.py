"""`grade`: what a model can do, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.endpoint import (
    ConcurrencyOption,
    EndpointOption,
    ModelNameOption,
    PlainOption,
    TimeoutOption,
    chosen_endpoint,
)
from pairwright.cli.eval import with_interval
from pairwright.cli.manner import (
    BatchOption,
    DtypeOption,
    ModelEngineOption,
    ModelWorkersOption,
    PromptOption,
    QuestionsOption,
    SampleSeedOption,
    SamplesOption,
    ShotsOption,
    StyleOption,
    SystemOption,
    TemperatureOption,
    TokensOption,
)
from pairwright.cli.options import AddressOption, OverwriteFolderOption, QuietOption, ResumeOption
from pairwright.cli.progress import progress_bar, rate_of
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.errors import ModelError
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.grading.run import Graded

# Beyond, a table shows the first.
_MOST_VALUES = 16


def grade(
    given: Annotated[
        list[str],
        typer.Argument(metavar="MODEL RECIPE", help="A model (left out with --endpoint), and a recipe."),
    ],
    out: Annotated[str, typer.Option(help="The folder or URL to write.")],
    questions: QuestionsOption = 2000,
    samples: SamplesOption = 8,
    temperature: TemperatureOption = 1.0,
    seed: SampleSeedOption = None,
    split: Annotated[str | None, typer.Option(help="Whose questions; else the training split's.")] = None,
    keep: Annotated[str | None, typer.Option(help="Write prompts with such a pass rate too: 0.2..0.8.")] = None,
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
    engine: ModelEngineOption = "local",
    address: AddressOption = None,
    workers: ModelWorkersOption = None,
    resume: ResumeOption = False,
    overwrite: OverwriteFolderOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Ask a model each training question several times, and say what it can do, question by question."""
    from pairwright.learn.grading.run import grade as run_grade

    remote = chosen_endpoint(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
    model, rest = (given[0], given[1:]) if remote is None else (remote, given)
    if len(rest) != 1:
        raise ModelError(f"RECIPE: {len(rest)} given; name a model (or --endpoint), and one recipe")
    with progress_bar(hidden=quiet or as_json, of="answers") as progress:
        found = run_grade(
            model,
            rest[0],
            out,
            questions=questions,
            samples=samples,
            temperature=temperature,
            seed=seed,
            split=split,
            keep=keep,
            prompt=prompt,
            system=system,
            shots=shots,
            style=style,
            max_new_tokens=max_new_tokens,
            dtype=dtype,
            batch=batch,
            engine=engine,
            address=address,
            workers=workers,
            resume=resume,
            overwrite=overwrite,
            progress=checked(progress),
        )
    if as_json:
        say_json(found.as_dict())
    elif not quiet:
        _print_graded(found)


def _print_graded(found: Graded) -> None:
    """Pass rates by what is known of the questions, how many questions have which, and what went wrong."""
    from pairwright.learn.evaluation.result import Share
    from pairwright.learn.grading.tables import Tables

    tables = Tables.of(dict(found.tables))
    rows = [["all", "", f"{tables.answers:,}", with_interval(Share(tables.right, max(1, tables.answers)))]]
    for axis, values in tables.by.items():
        shown = sorted(values.items())[:_MOST_VALUES]
        rows += [[axis, value, f"{of:,}", with_interval(Share(count, of))] for value, (count, of) in shown]
    print_table(["right", "", Column("answers", right=True, spare=1), Column(found.model, right=True)], rows)
    rates = [[f"{count} of {found.samples}", f"{number:,}"] for count, number in sorted(tables.rates.items())]
    print_table(["right answers", Column("questions", right=True)], rates)
    for kind, count in tables.mistakes.most_common():
        say(f"  {kind.replace('_', ' ')}: {count:,}")
    if found.kept is not None:
        say(f"{found.kept:,} prompts are in the range that was asked for")
    rate = rate_of(tables.answers, found.seconds, "answers")
    asked = f"{tables.answers:,} answers to {tables.questions:,} questions"
    say(f"{asked} in {found.seconds:.1f} s ({rate}), in {found.out}")
