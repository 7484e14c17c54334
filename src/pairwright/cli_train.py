"""The commands that train, and that gather a model's own mistakes to train on; each calls one public function."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli_eval import (
    BatchOption,
    ConcurrencyOption,
    DtypeOption,
    EndpointOption,
    ModelNameOption,
    PlainOption,
    PromptOption,
    ShotsOption,
    StyleOption,
    SystemOption,
    TimeoutOption,
    TokensOption,
    endpoint_of,
)
from pairwright.errors import ModelError
from pairwright.stopping import checked, keeping_notes

if TYPE_CHECKING:
    from pairwright.learn.mining import Mined
    from pairwright.learn.training.result import Trained

app = typer.Typer()


@app.command()
def train(
    data: Annotated[str, typer.Argument(help="A recipe, whose rows are made on the fly; or a file or folder of rows.")],
    base: Annotated[Path, typer.Option(help="The model to begin with: a Hugging Face folder, or nanoGPT's .pt.")],
    out: Annotated[Path, typer.Option(help="The folder to write; checkpoints stand beside it, in OUT.run.")],
    method: Annotated[str, typer.Option(help="dpo, sft (on the chosen side) or kto.")] = "dpo",
    trl_yaml: Annotated[
        Path | None,
        typer.Option("--trl-yaml", "--recipe-yaml", help="TRL's options: the keys of DPOConfig, SFTConfig, KTOConfig."),
    ] = None,
    max_steps: Annotated[
        int | None, typer.Option(help="When to stop; else that of --trl-yaml, or 4000 (sft), 200.")
    ] = None,
    rows: Annotated[int | None, typer.Option(help="Use only the first so many rows of the data.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of the order of the rows; else that of --trl-yaml, or 42.")] = None,
    test: Annotated[
        Path | None, typer.Option(help="A file of held-out questions; else those that belong to the data.")
    ] = None,
    target: Annotated[float | None, typer.Option(help="Stop when this share of them is right, such as 0.99.")] = None,
    score_every: Annotated[int, typer.Option(help="Steps between two scores.")] = 100,
    report_to: Annotated[
        list[str] | None, typer.Option(help="trackio, wandb, tensorboard, ...; give it again for more.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a model or a run that stands there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Train a model with TRL: DPO, SFT or KTO, scored on held-out questions on the way."""
    from pairwright.learn.training.run import train as run_train
    from pairwright.terminal import progress_bar

    silent = quiet or as_json
    with keeping_notes(), progress_bar(hidden=silent, of="steps") as progress:
        made = run_train(
            data,
            base,
            out,
            method=method,
            settings=trl_yaml,
            max_steps=max_steps,
            rows=rows,
            seed=seed,
            test=test,
            target=target,
            score_every=score_every,
            report_to=report_to or None,
            resume=resume,
            overwrite=overwrite,
            progress=checked(progress),
            scored=None if silent else _print_score,
        )
    if as_json:
        print(json.dumps(made.as_dict(), indent=2))
    elif not quiet:
        _print_trained(made)


def _print_score(step: int, share: float) -> None:
    print(f"step {step:,}: {share:.1%} of the held-out questions right", flush=True)


def _print_trained(made: Trained) -> None:
    losses = f", loss {made.losses[0][1]:.2f} to {made.losses[-1][1]:.2f}" if made.losses else ""
    print(f"{made.method} on {made.data}: {made.rows:,} rows, {made.steps:,} steps of {made.batch}{losses}")
    if made.left_out:
        print(f"{made.left_out:,} rows were left out: they have no question, or not the answers that this method needs")
    if made.score is not None:
        reached = ", the target" if made.reached else ""
        print(f"{made.questions:,} held-out questions: {made.scores[0][1]:.1%} to {made.score:.1%} right{reached}")
    if made.method != "sft" and made.scores and made.scores[0][1] == 0:
        print("it began with a model that answers nothing yet; --method sft teaches that sooner, then refine it by dpo")
    print(f"in {made.out}, after {made.seconds:.0f} s")


@app.command()
def mine(
    given: Annotated[
        list[str],
        typer.Argument(
            metavar="MODEL RECIPE",
            help="A model (left out with --endpoint) and a recipe; or a folder that grade wrote.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="The folder to write: a dataset in the layout preference.")],
    questions: Annotated[int, typer.Option(help="How many training questions to ask.")] = 2000,
    samples: Annotated[int, typer.Option(help="How often to ask each.")] = 4,
    temperature: Annotated[float, typer.Option(help="0 asks once, for the likeliest answer.")] = 1.0,
    seed: Annotated[int | None, typer.Option(help="Of the samples; else the recipe's.")] = None,
    chosen: Annotated[
        str, typer.Option(help="recipe (the certified answer), own (a right one of the model's), or both.")
    ] = "recipe",
    reject: Annotated[
        list[str] | None, typer.Option(help="Pair these too: refusal, unread, unended; give it again for more.")
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
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a dataset that stands there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Ask a model training questions, and pair each wrong answer of its own with a right one."""
    from pairwright.learn.mining import mine as run_mine
    from pairwright.terminal import progress_bar

    remote = endpoint_of(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
    model, rest = (given[0], given[1:]) if remote is None else (remote, given)
    if len(rest) > 1:
        raise ModelError(f"RECIPE: {len(rest)} given; name one model, and one recipe")
    with keeping_notes(), progress_bar(hidden=quiet or as_json, of="answers") as progress:
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
            resume=resume,
            overwrite=overwrite,
            progress=checked(progress),
        )
    if as_json:
        print(json.dumps(found.as_dict(), indent=2))
    elif not quiet:
        _print_mined(found)


def _print_mined(found: Mined) -> None:
    print(
        f"{found.answers:,} answers to {found.questions:,} questions: {found.right:,} right, {found.wrong:,} wrong, "
        f"{found.unread:,} neither ({found.refused:,} refusals, {found.unended:,} without an end); "
        f"{found.rows:,} pairs, all certified, in {found.out}"
    )
    for kind, count in found.mistakes.items():
        print(f"  {kind}: {count:,}")
    if 2 * found.near > found.rows:
        print(f"{found.near:,} pairs are one or two edits apart: DPO alone lowers both sides; keep the SFT term")
    if found.unlikely is not None and 2 * found.unlikely > found.rows:
        print(f"{found.unlikely:,} chosen sides are less likely to it than the rejected ones; SFT on them first")


@app.command()
def grade(
    given: Annotated[
        list[str],
        typer.Argument(metavar="MODEL RECIPE", help="A model (left out with --endpoint), and a recipe."),
    ],
    out: Annotated[Path, typer.Option(help="The folder to write.")],
    questions: Annotated[int, typer.Option(help="How many different questions to ask.")] = 2000,
    samples: Annotated[int, typer.Option(help="How often to ask each.")] = 8,
    temperature: Annotated[float, typer.Option(help="0 asks once, for the likeliest answer.")] = 1.0,
    seed: Annotated[int | None, typer.Option(help="Of the samples; else the recipe's.")] = None,
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
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what stands there.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Ask a model each training question several times, and say what it can do, question by question."""
    from pairwright.learn.grading.run import grade as run_grade
    from pairwright.terminal import progress_bar

    remote = endpoint_of(endpoint, model_name, plain=plain, timeout=timeout, concurrency=concurrency)
    model, rest = (given[0], given[1:]) if remote is None else (remote, given)
    if len(rest) != 1:
        raise ModelError(f"RECIPE: {len(rest)} given; name a model (or --endpoint), and one recipe")
    with keeping_notes(), progress_bar(hidden=quiet or as_json, of="answers") as progress:
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
            resume=resume,
            overwrite=overwrite,
            progress=checked(progress),
        )
    if as_json:
        print(json.dumps(found.as_dict(), indent=2))
    elif not quiet:
        from pairwright.terminal_eval import print_graded

        print_graded(found)
