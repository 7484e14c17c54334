"""A model's own mistakes as preference data: asked, verified, each wrong answer paired with the right one.

What is rejected so is what this model really says, which no list of mistakes knows; and it is certified
as all of our data is: the chosen side RIGHT, the rejected side WRONG. Refusals and answers that cannot be
read are no mistakes in this sense, and are left out.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import CertificationError, OutputError, TrainingError
from pairwright.files.placing import placing_file
from pairwright.learn.extras import hush, require_train
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.rows.blocks import generate
from pairwright.verify import Declared, score_column

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

# Answers between two calls of `progress`.
_PIECE = 1024
_SPACE = r"^\s"
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Mined:
    """What was found.

    Attributes:
        out: the file.
        recipe, fingerprint, seed: whose questions, and of which samples.
        questions, answers: how many were asked, and how many answers they got.
        right, wrong, unread: the answers; a right one with a false reason is wrong, unread are refusals and
            what cannot be read or did not end.
        rows: different wrong answers, each a row of the file.
        mistakes: how many rows are of each kind, the most frequent first.

    """

    out: str
    recipe: str
    fingerprint: str
    seed: int
    questions: int
    answers: int
    right: int
    wrong: int
    unread: int
    rows: int
    mistakes: dict[str, int]

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)


@guarded
def mine(  # noqa: PLR0913 (all but three by name only)
    model: str | Path,
    recipe: Recipe | str,
    out: str | Path,
    *,
    questions: int = 2000,
    samples: int = 4,
    temperature: float = 1.0,
    seed: int | None = None,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Mined:
    """Ask a model training questions, and write each wrong answer beside the right one.

    Rows are in the layout `preference`, JSON Lines, with the kind of mistake under `mistake`; no
    question with the same wrong answer twice. Nothing of a test is asked.

    Args:
        model: a Hugging Face folder, or a nanoGPT checkpoint.
        recipe: a `Recipe`, or what `load_recipe` takes.
        out: the file to write.
        questions: how many different ones to ask, at most as many as the training split has.
        samples: how often to ask each.
        temperature: of the samples; 0 asks once, for the likeliest answer.
        seed: of the samples; None: the recipe's.
        overwrite: replace a file that stands there.
        progress: called with (answers, answers in all).

    Returns:
        What was found.

    Raises:
        TrainingError: a number that makes no sense, or no mistake to be found.
        ModelError: a model that cannot be used, or a question that it cannot read.
        RecipeError: a recipe that is not valid.
        OutputError: the file cannot be written; what stood there still does.

    """
    require_train("mine")
    hush()
    from pairwright.learn.folders import open_model

    _require_sensible(questions, samples, temperature)
    _require_free(Path(out), overwrite=overwrite)
    chosen = recipe if isinstance(recipe, Recipe) else load_recipe(recipe)
    network, tokenizer = open_model(model)
    asked = _asked(chosen, questions)
    seed = chosen.seed if seed is None else seed
    times = samples if temperature else 1
    said = _scored(_said(network, tokenizer, asked, times, temperature, seed, progress), chosen.declared)
    wrong = said.filter(_false() & pl.col("stopped"))
    rows = _paired(wrong, chosen.declared)
    if not rows.height:
        raise TrainingError(
            f"{model}: no wrong answer among {said.height:,}, so nothing to train on; ask more --questions, "
            "or at a higher --temperature"
        )
    _write(rows, Path(out))
    right = said.filter(_sound()).height
    return Mined(
        out=str(out),
        recipe=chosen.name,
        fingerprint=chosen.fingerprint,
        seed=seed,
        questions=asked.height,
        answers=said.height,
        right=right,
        wrong=wrong.height,
        unread=said.height - right - wrong.height,
        rows=rows.height,
        mistakes=dict(rows["mistake"].value_counts(sort=True).rows()),
    )


def _require_sensible(questions: int, samples: int, temperature: float) -> None:
    for name, value in (("questions", questions), ("samples", samples)):
        if value < 1:
            raise TrainingError(f"{name}: {value} should be at least 1")
    if not 0 <= temperature <= 10:
        raise TrainingError(f"temperature: {temperature} should be from 0 to 10")


def _require_free(out: Path, *, overwrite: bool) -> None:
    if out.is_dir():
        raise OutputError(f"{out}: a folder; give the file to write, such as mined.jsonl")
    if out.exists() and not overwrite:
        raise OutputError(f"{out}: stands there already; replace it with --overwrite, or choose another --out")


def _asked(recipe: Recipe, most: int) -> pl.DataFrame:
    """The first different prompts of the training split with their chosen sides, certified."""
    own = recipe.with_layout("preference")
    # Twice as many rows as prompts: where mistakes are mixed, a prompt may have several rows.
    split = own.training_splits[0]
    there = Plan.of(own).splits[split].rows
    rows = generate(own, split, 0, min(there, most * 2 * own.rejected_per_prompt))
    return rows.select("prompt", "chosen").unique("prompt", keep="first", maintain_order=True).head(most)


def _said(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    asked: pl.DataFrame,
    times: int,
    temperature: float,
    seed: int,
    progress: Progress | None,
) -> pl.DataFrame:
    """Each prompt as often as it is asked, with completion and stopped."""
    import torch

    from pairwright.learn.encodable import require_encodable
    from pairwright.learn.folders import context_of
    from pairwright.learn.generating import completions

    require_encodable(tokenizer, asked["prompt"], context=context_of(model), name="the recipe's questions")
    model.to(torch.accelerator.current_accelerator() if torch.accelerator.is_available() else "cpu")
    # A right answer, and as much again: longer ones do not end, or not in an answer.
    most = 2 * max(len(each) for each in tokenizer(asked["chosen"].head(256).to_list())["input_ids"])
    # Prompts of like length together; the samples of a prompt in one batch.
    rows = asked.select(pl.all().repeat_by(times)).explode("prompt", "chosen")
    parts: list[pl.DataFrame] = []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed % 2**63)
        for part in rows.iter_slices(_PIECE):
            said = completions(model, tokenizer, part["prompt"].to_list(), max_new_tokens=most, temperature=temperature)
            parts.append(pl.concat([part, said], how="horizontal"))
            if progress is not None:
                progress(sum(each.height for each in parts), rows.height)
    return pl.concat(parts)


def _scored(said: pl.DataFrame, wording: Declared) -> pl.DataFrame:
    return pl.concat([said, score_column(said, question="prompt", wording=wording)], how="horizontal")


def _paired(wrong: pl.DataFrame, wording: Declared) -> pl.DataFrame:
    """Wrong answers as rows of `preference` with the kind of mistake, each once, certified once more as they stand."""
    from pairwright.learn.evaluation.kinds import mistakes_of
    from pairwright.learn.evaluation.recognising import views_of

    samples = wrong.with_columns(wording.bare(wrong["prompt"]).alias("posed"))
    apart = pl.col("completion").str.contains(_SPACE)
    rows = wrong.select(
        "prompt",
        "chosen",
        pl.when(apart).then("completion").otherwise(pl.lit(" ") + pl.col("completion")).alias("rejected"),
        mistakes_of(samples, list(views_of(samples))).alias("mistake"),
    ).unique(["prompt", "rejected"], keep="first", maintain_order=True)
    for side, said, verdict in (("chosen", _sound(), "right"), ("rejected", _false(), "wrong")):
        found = score_column(rows, question="prompt", completion=side, wording=wording).select(said).to_series()
        if (bad := rows.filter(~found)).height:
            raise CertificationError(f"{bad['prompt'][0]!r}: its {side} answer {bad[side][0]!r} is not {verdict}")
    return rows


def _sound() -> pl.Expr:
    """A right answer without a false reason."""
    return (pl.col("verdict") == "RIGHT") & (pl.col("reason") != "FAILS")


def _false() -> pl.Expr:
    """A wrong answer, or a right one with a false reason."""
    return (pl.col("verdict") == "WRONG") | ((pl.col("verdict") == "RIGHT") & (pl.col("reason") == "FAILS"))


def _write(rows: pl.DataFrame, out: Path) -> None:
    """The rows as JSON Lines, whole or not at all."""
    buffer = io.BytesIO()
    rows.write_ndjson(buffer)
    with placing_file(out, way_out="write it elsewhere", parents=True) as part:
        part.write_bytes(buffer.getvalue())
