"""`mine`: a model's own mistakes, as preference data."""

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
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.errors import ModelError
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.learn.mining import Mined


def mine(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL RECIPE",
            help="A model (left out with --endpoint) and a recipe; or a folder that grade wrote.",
        ),
    ],
    out: Annotated[str, typer.Option(help="The folder or URL to write: a dataset in the layout preference.")],
    questions: QuestionsOption = 2000,
    samples: SamplesOption = 4,
    temperature: TemperatureOption = 1.0,
    seed: SampleSeedOption = None,
    chosen: Annotated[
        str,
        typer.Option(
            help="recipe (the certified answer), own (a right one of the model's), both; step: the first false step."
        ),
    ] = "recipe",
    reject: Annotated[
        list[str] | None,
        typer.Option(help="Pair these too: refusal, unread, unended, wrong_reason; give it again for more."),
    ] = None,
    pairs: Annotated[int | None, typer.Option(help="At most so many pairs of each question.")] = None,
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
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Ask a model training questions, and pair each wrong answer of its own with a right one."""
    from pairwright.learn.mining import mine as run_mine

    remote = chosen_endpoint(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
    model, rest = (given[0], given[1:]) if remote is None else (remote, given)
    if len(rest) > 1:
        raise ModelError(f"RECIPE: {len(rest)} given; name one model, and one recipe")
    with progress_bar(hidden=quiet or as_json, of="answers") as progress:
        found = run_mine(
            model,
            rest[0] if rest else None,
            out,
            questions=questions,
            samples=samples,
            temperature=temperature,
            seed=seed,
            chosen=chosen,
            reject=reject or (),
            pairs=pairs,
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
        _print_mined(found)


def _print_mined(found: Mined) -> None:
    say(
        f"{found.answers:,} answers to {found.questions:,} questions: {found.right:,} right, {found.wrong:,} wrong, "
        f"{found.unread:,} neither ({found.refused:,} refusals, {found.unended:,} without an end); "
        f"{found.rows:,} pairs, all certified, in {found.out}"
    )
    for kind, count in found.mistakes.items():
        say(f"  {kind}: {count:,}")
    if 2 * found.near > found.rows:
        say(f"{found.near:,} pairs are one or two edits apart: DPO alone lowers both sides; keep the SFT term")
    if found.unlikely is not None and 2 * found.unlikely > found.rows:
        say(f"{found.unlikely:,} chosen sides are less likely to it than the rejected ones; SFT on them first")
