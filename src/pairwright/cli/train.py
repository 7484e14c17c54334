"""`train`: a model trained with TRL."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.manner import PromptOption, SystemOption
from pairwright.cli.options import QuietOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.stopping import checked

if TYPE_CHECKING:
    import polars as pl

    from pairwright.learn.training.result import Trained


def train(
    data: Annotated[str, typer.Argument(help="A recipe, whose rows are made on the fly; or a file or folder of rows.")],
    base: Annotated[
        str, typer.Option(help="The model to begin with: a Hugging Face folder, a Hub id, a .gguf file, nanoGPT's .pt.")
    ],
    out: Annotated[Path, typer.Option(help="The folder to write; checkpoints stand beside it, in OUT.run.")],
    method: Annotated[
        str, typer.Option(help="dpo, sft, kto, orpo, cpo, reward; or, asking the model: grpo, rloo, gmpo, online_dpo.")
    ] = "dpo",
    trl_yaml: Annotated[
        Path | None,
        typer.Option("--trl-yaml", help="TRL's options: the keys of DPOConfig, SFTConfig, ... and of LoRA."),
    ] = None,
    lora: Annotated[bool, typer.Option("--lora", help="Train adapters, and merge them into the model.")] = False,
    retain: Annotated[
        str | None,
        typer.Option(help="Rows of other prompts with replies; what the model gives there is to stay as it was (sft)."),
    ] = None,
    retain_weight: Annotated[float, typer.Option(help="Of KL(before || now) there, in the loss.")] = 1.0,
    retain_batch: Annotated[int, typer.Option(help="Replies of --retain in each step.")] = 4,
    order: Annotated[str, typer.Option(help="random, or given: the rows as they stand.")] = "random",
    prompt: PromptOption = "auto",
    system: SystemOption = None,
    max_steps: Annotated[
        int | None, typer.Option(help="When to stop; else that of --trl-yaml, or 4000 (sft), 1000 (orpo, reward), 200.")
    ] = None,
    rows: Annotated[int | None, typer.Option(help="Use only the first so many rows of the data.")] = None,
    seed: Annotated[int | None, typer.Option(help="Of the order of the rows; else that of --trl-yaml, or 42.")] = None,
    test: Annotated[
        Path | None,
        typer.Option(help="A file of held-out questions (reward: pairs); else those that belong to the data."),
    ] = None,
    target: Annotated[float | None, typer.Option(help="Stop when this share of them is right, such as 0.99.")] = None,
    score_every: Annotated[int, typer.Option(help="Steps between two scores.")] = 100,
    show: Annotated[int, typer.Option(help="Answers that are shown with each score.", min=0, max=400)] = 4,
    report_to: Annotated[
        list[str] | None, typer.Option(help="trackio, wandb, tensorboard, ...; give it again for more.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a model or a run that stands there.")] = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Train a model with TRL, by DPO, SFT, GRPO, ...; it is scored on held-out questions on the way."""
    from pairwright.learn.training.run import train as run_train

    silent = quiet or as_json
    if silent:
        os.environ.setdefault("WANDB_SILENT", "true")
    with progress_bar(hidden=silent, of="steps") as progress:
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
            lora=lora,
            retain=retain,
            retain_weight=retain_weight,
            retain_batch=retain_batch,
            order=order,
            prompt=prompt,
            system=system,
            resume=resume,
            overwrite=overwrite,
            progress=checked(progress),
            scored=None if silent else lambda step, share: _print_score(step, share, method),
            logged=lambda _, loss: progress.note(f"loss {loss:.4g}"),
            answered=None if silent or not show else lambda _, answers: _print_answered(answers, show),
        )
    if as_json:
        say_json(made.as_dict())
    elif not quiet:
        _print_trained(made)


def _print_score(step: int, share: float, method: str) -> None:
    told = "of the held-out pairs preferred rightly" if _prefers(method) else "of the held-out questions right"
    say(f"step {step:,}: {share:.1%} {told}")


def _prefers(method: str) -> bool:
    """Whether the method is scored on pairs."""
    from pairwright.learn.training.methods import method_named

    return method_named(method).scored_on == "pairs"


def _print_answered(answers: pl.DataFrame, most: int) -> None:
    """Some of the answers, evenly spread; the same questions each time."""
    every = max(1, answers.height // most)
    shown = answers.gather_every(every).head(most)
    rows = [[question, " ".join(said.split()), verdict] for question, said, verdict in shown.iter_rows()]
    print_table(["question", Column("answer", prose=True), "verdict"], rows)


def _print_trained(made: Trained) -> None:
    losses = f", loss {made.losses[0][1]:.2f} to {made.losses[-1][1]:.2f}" if made.losses else ""
    say(f"{made.method} on {made.data}: {made.rows:,} rows, {made.steps:,} steps of {made.batch}{losses}")
    if made.left_out:
        say(f"{made.left_out:,} rows were left out: they have no question, or not the answers that this method needs")
    if made.score is not None:
        reached = ", the target" if made.reached else ""
        what, done = ("pairs", "preferred rightly") if _prefers(made.method) else ("questions", "right")
        say(f"{made.questions:,} held-out {what}: {made.scores[0][1]:.1%} to {made.score:.1%} {done}{reached}")
    if made.method not in {"sft", "orpo", "reward"} and made.scores and made.scores[0][1] == 0:
        say("it began with a model that answers nothing yet; --method sft teaches that sooner, then refine it by dpo")
    say(f"in {made.out}, after {made.seconds:.0f} s")
