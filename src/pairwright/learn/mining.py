"""A model's own mistakes as preference data: asked, verified, each wrong answer paired with a right one.

What is rejected so is what this model really says, which no list of mistakes knows; and it is certified
as all of our data is: the chosen side RIGHT and no reason of it false, the rejected side WRONG. Refusals, and answers
that cannot be read or do not end, are no mistakes in this sense; they are paired where that is asked for, and named.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from pairwright.arguments import guarded
from pairwright.errors import DataError, TrainingError, did_you_mean
from pairwright.learn.evaluation.answering import BATCH, Manner
from pairwright.learn.evaluation.endpoint import Endpoint
from pairwright.learn.evaluation.on_ray import answerer_on
from pairwright.learn.evaluation.shots import solved
from pairwright.learn.grading.questions import SplitQuestions
from pairwright.learn.grading.run import GRADED, lasting, require_numbers, run_of, title_of
from pairwright.learn.grading.sampling import Sampling, judged
from pairwright.learn.pairing import CHOSEN, REJECTED, paired
from pairwright.learn.prompts import AUTO, Prompting
from pairwright.learn.shelf import Shelf
from pairwright.recipe.recipe import Recipe, load_recipe
from pairwright.stores import MANIFEST
from pairwright.verify import Declared

if TYPE_CHECKING:
    from pairwright.learn.evaluation.answering import StreamAnswerer

PathLike = str | Path
Progress = Callable[[int, int], None]
_TRAIN = "train"
# Of a log-probability; what comes after depends on how many threads have added it up.
_PLACES = 4
_CARD = """---
tags: [mathematics, preference, dpo, pairwright]
---

# What {model} gets wrong

Made by `pairwright mine` from {answers:,} answers to {questions:,} training questions of recipe {recipe} (fingerprint
`{fingerprint}`): {rows:,} pairs, each certified: the chosen side right, the rejected side wrong{also}.
Nothing of a test was asked.

| column | |
|---|---|
| prompt, chosen, rejected | as TRL's trainers take them |
| mistake | the kind of mistake of the rejected side |
| chosen_from | `recipe` (the certified answer), `own` (the model's own) or `step` (the first false step, put right) |
| near | the sides are one or two edits apart |
| longer | characters by which the chosen side is longer |
| chosen_logp, rejected_logp | log-probabilities under the model, where it was at hand |
"""


@dataclass(frozen=True)
class Mined:
    """What was found.

    Attributes:
        out: the folder.
        model: what was asked, with its commit if it is of the Hub.
        recipe, fingerprint, seed: whose questions, and of which samples.
        questions, answers: how many were asked, and how many answers they got.
        right, wrong, unread: the answers by verdict; a right one with a false reason is among the wrong. Unread are
            refusals and what cannot be read or did not end.
        refused, unended: those among the unread that refuse, or that did not end.
        rows: pairs.
        mistakes: how many rows are of each kind, the most frequent first.
        near: rows whose sides are one or two edits apart, where DPO alone lowers both.
        unlikely: rows whose chosen side the model finds less likely than the rejected one; None: not known.

    """

    out: str
    model: str
    recipe: str
    fingerprint: str
    seed: int
    questions: int
    answers: int
    right: int
    wrong: int
    unread: int
    refused: int
    unended: int
    rows: int
    mistakes: dict[str, int]
    near: int
    unlikely: int | None

    def as_dict(self) -> dict[str, Any]:
        """All of it, as JSON has it."""
        return asdict(self)


@guarded
def mine(  # noqa: PLR0913 (all but three by name only)
    model: PathLike | Endpoint,
    recipe: Recipe | str | None,
    out: PathLike,
    *,
    questions: int = 2000,
    samples: int = 4,
    temperature: float = 1.0,
    seed: int | None = None,
    chosen: str = "recipe",
    reject: Sequence[str] = (),
    pairs: int | None = None,
    prompt: str = AUTO,
    system: str | None = None,
    shots: int = 0,
    style: str | None = None,
    max_new_tokens: int | None = None,
    dtype: str = "auto",
    batch: int = BATCH,
    engine: str = "local",
    address: str | None = None,
    workers: int | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Mined:
    """Ask a model training questions, and write each wrong answer beside a right one, as a dataset folder.

    Rows are in the layout `preference`, JSON Lines, with the kind of mistake under `mistake`; no
    question with the same wrong answer twice. Nothing of a test is asked.

    Args:
        model: a folder, a Hub id, a .gguf file, a nanoGPT checkpoint, an `Endpoint`; or a folder that `grade` wrote,
            whose answers are taken as they are.
        recipe: a `Recipe`, or what `load_recipe` takes; None with a graded folder, which knows.
        out: the folder or URL to write.
        questions: how many different ones to ask, at most as many as the training split has.
        samples: how often to ask each.
        temperature: of the samples; 0 asks once, for the likeliest answer.
        seed: of the samples; None: the recipe's.
        chosen: 'recipe' (the certified answer), 'own' (a right one of the model itself), or 'both'; 'step': rows are
            those of `step_preference`, the first false step of an answer beside the right one.
        reject: beside wrong answers: any of 'refusal', 'unread', 'unended', 'wrong_reason' (a right answer whose reason
            is false).
        pairs: at most so many of each question; None: all.
        prompt: 'chat', 'plain', a file or 'auto', as `evaluate` takes it.
        system: a system message.
        shots: so many solved training questions are shown first.
        style: 'number', 'sentence', 'steps' or 'thought': how long an answer may be.
        max_new_tokens: the same as a number.
        dtype: of a local model.
        batch: how many questions a local model answers at once, at most.
        engine: 'local', or 'ray': a model in each worker, or one endpoint asked by all of them.
        address: of a Ray cluster; None: that of RAY_ADDRESS, or a Ray of this machine's own.
        workers: of Ray, at once; None: one a core, or a GPU.
        resume: go on with an unfinished run; answers that are there are not asked for again.
        overwrite: replace a dataset that stands there.
        progress: called with (answers, answers in all).

    Returns:
        What was found.

    Raises:
        TrainingError: a number or a name that makes no sense, or no mistake to be found.
        ModelError: a model that cannot be used, or a question that it cannot read.
        EngineError: Ray cannot be reached, or has lost a worker for good.
        RecipeError: a recipe that is not valid.
        OutputError: the folder cannot be written; what stood there still does.

    """
    require_numbers(questions, samples, temperature)
    _require_names(chosen, reject, pairs)
    pairing = {"chosen": chosen, "reject": sorted(reject), "pairs": pairs}
    if not isinstance(model, Endpoint) and (graded := _graded(Path(model))) is not None:
        return _from_graded(Path(model), graded, out, pairing, resume=resume, overwrite=overwrite)
    if recipe is None:
        raise TrainingError("recipe: none given; only a folder that `grade` wrote knows whose questions it asked")
    whose = recipe if isinstance(recipe, Recipe) else load_recipe(recipe)
    prompting = Prompting(prompt, system, solved(whose, shots) if shots else ())
    manner = Manner(prompting, style, max_new_tokens, dtype, batch)
    seed = whose.seed if seed is None else seed
    samples = samples if temperature else 1
    asked = SplitQuestions(whose, None, questions)
    run = run_of(model, asked, manner, samples, temperature, seed) | pairing
    with Shelf(out, run) as shelf, ExitStack() as stack:
        records = shelf.begin(resume=resume, overwrite=overwrite)
        answerer = stack.enter_context(answerer_on(engine, model, manner, address=address, workers=workers))
        sampling = Sampling(answerer, asked, samples, temperature, seed, shelf.logs, progress)
        names = shelf.names(_TRAIN, asked.shards)
        for number, rows in sampling.written(names, records):
            _put(shelf, names[number], rows, pairing, whose.declared, answerer)
        facts = {"model": title_of(model), "recipe": whose.name, "fingerprint": whose.fingerprint, "seed": seed}
        manifest = {**facts, "recipe": whose.model_dump(mode="json"), "conditions": lasting(answerer.conditions)}
        return _finished(shelf, names, str(out), facts, manifest, pairing)


def _require_names(chosen: str, reject: Sequence[str], pairs: int | None) -> None:
    if chosen not in CHOSEN:
        raise TrainingError(f"chosen: unknown source {chosen!r}; {did_you_mean(chosen, CHOSEN)}")
    for each in reject:
        if each not in REJECTED:
            raise TrainingError(f"reject: unknown kind {each!r}; {did_you_mean(each, REJECTED)}")
    if pairs is not None and pairs < 1:
        raise TrainingError(f"pairs: {pairs} should be at least 1")


def _graded(folder: Path) -> dict[str, Any] | None:
    """The manifest of a folder that `grade` wrote; None if it is none."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        return found if GRADED in found["splits"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _from_graded(
    folder: Path, manifest: dict[str, Any], out: PathLike, pairing: dict[str, Any], *, resume: bool, overwrite: bool
) -> Mined:
    """The pairs of answers that are there already."""
    try:
        whose = Recipe.model_validate(manifest["recipe"])
        files = [file["path"] for file in manifest["splits"][GRADED]["files"]]
        facts = {name: manifest[name] for name in ("model", "fingerprint", "seed")} | {"recipe": whose.name}
        split = manifest["split"]
    except (KeyError, TypeError, ValueError) as error:
        raise DataError(f"{folder / MANIFEST}: not a manifest of `grade`; grade anew") from error
    if split not in whose.training_splits:
        raise TrainingError(f"{folder}: its questions are of the split {split!r}, which is held out; grade others")
    with Shelf(out, {"graded": manifest["run"], **pairing}) as shelf:
        records = shelf.begin(resume=resume, overwrite=overwrite)
        names = shelf.names(_TRAIN, len(files))
        for name, file in zip(names, files, strict=True):
            if name not in records:
                _put(shelf, name, _answers_of(folder / file, whose.declared), pairing, whose.declared, None)
        told = {**facts, "recipe": whose.model_dump(mode="json"), "conditions": manifest["conditions"]}
        return _finished(shelf, names, str(out), facts, told, pairing)


def _answers_of(file: Path, wording: Declared) -> pl.DataFrame:
    """The judged answers of a graded file, one row an answer."""
    try:
        rows = pl.read_ndjson(file).with_row_index("number")
        answers = rows.select("number", "question", "chosen", completion="samples", stopped="ended")
        return judged(answers.explode("completion", "stopped"), wording)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise DataError(f"{file}: cannot be read as what `grade` wrote; grade anew") from error


def _put(
    shelf: Shelf,
    name: str,
    rows: pl.DataFrame,
    pairing: Mapping[str, Any],
    wording: Declared,
    answerer: StreamAnswerer | None,
) -> None:
    """The pairs of a shard, and its counts."""
    found = paired(rows, pairing["chosen"], pairing["reject"], pairing["pairs"], wording)
    unlikely = None
    # Steps go on within an answer, which is not how a model is asked.
    if answerer is not None and pairing["chosen"] != "step":
        told = {side: answerer.log_probabilities(found["prompt"], found[side]) for side in ("chosen", "rejected")}
        if (chosen := told["chosen"]) is not None and (rejected := told["rejected"]) is not None:
            found = found.with_columns(chosen_logp=chosen.round(_PLACES), rejected_logp=rejected.round(_PLACES))
            unlikely = int((found["chosen_logp"] < found["rejected_logp"]).sum())
    right = int(((rows["verdict"] == "RIGHT") & (rows["reason"] != "FAILS")).sum())
    reasoned_falsely = int((rows["mistake"] == "wrong_reason").sum())
    wrong = int(((rows["verdict"] == "WRONG") & rows["stopped"]).sum()) + reasoned_falsely
    counted = {
        "questions": rows["number"].n_unique(),
        "answers": rows.height,
        "right": right,
        "wrong": wrong,
        "unread": rows.height - right - wrong,
        "refused": int((rows["mistake"] == "refusal").sum()),
        "unended": int((~rows["stopped"]).sum()),
        "near": int(found["near"].sum()),
        "unlikely": unlikely,
        "mistakes": dict(found["mistake"].value_counts().iter_rows()),
    }
    shelf.put(name, found, counted)


def _finished(
    shelf: Shelf,
    names: list[str],
    out: str,
    facts: Mapping[str, Any],
    manifest: Mapping[str, Any],
    pairing: Mapping[str, Any],
) -> Mined:
    counts = [shelf.counted(name) for name in names]
    sums = {key: sum(each[key] for each in counts) for key in _sums(counts)}
    kinds: Counter[str] = Counter()
    for each in counts:
        kinds.update(each["mistakes"])
    rows = sum(shelf.rows(name) for name in names)
    if not rows:
        shelf.abandon()
        missing = "false step" if pairing["chosen"] == "step" else "wrong answer"
        raise TrainingError(
            f"{facts['model']}: no {missing} among {sums['answers']:,}, so nothing to train on; ask more "
            "--questions, or at a higher --temperature"
        )
    known = all(each["unlikely"] is not None for each in counts)
    unlikely = sum(each["unlikely"] for each in counts) if known else None
    ordered = dict(sorted(kinds.items(), key=lambda each: (-each[1], each[0])))
    found = Mined(out=out, rows=rows, mistakes=ordered, unlikely=unlikely, **facts, **sums)
    also = f" (or {', '.join(pairing['reject'])})" if pairing["reject"] else ""
    told = {**found.as_dict(), **manifest}
    del told["out"]
    shelf.finish({_TRAIN: names}, {"README.md": _CARD.format(**found.as_dict(), also=also)}, told)
    return found


def _sums(counts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    yield from (key for key in counts[0] if key not in {"mistakes", "unlikely"})
