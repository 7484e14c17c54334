"""`train`: from data and a base to a model that has learnt from it."""

from __future__ import annotations

import hashlib
import time
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pairwright.arguments import guarded
from pairwright.errors import OutputError, PairwrightError, TrainingError, did_you_mean
from pairwright.files.placing import alone, told
from pairwright.learn.extras import hush, require_train
from pairwright.learn.prompts import AUTO, Prompting
from pairwright.learn.training import denormals
from pairwright.learn.training.data import TrainingData, pairs_of_file, questions_of_file
from pairwright.learn.training.exam import Answered, Exam, HeldOut, Logged, Progress, Scored, Watching, teller, watcher
from pairwright.learn.training.methods import method_named
from pairwright.learn.training.reporting import failures_told, kept_beside
from pairwright.recipe.recipe import Recipe

if TYPE_CHECKING:
    from pairwright.learn.training.checkpoints import RunFolder
    from pairwright.learn.training.prepared import Prepared
    from pairwright.learn.training.result import Trained

# What writers of checkpoints say when the system refuses; both have a type of their own.
_REFUSED = ("PytorchStreamWriter", "inline_container", "Error while serializing", "I/O error", "(os error ")
# The first is the usual one.
_ORDERS = ("random", "given")


@guarded
def train(  # noqa: PLR0913 (all but three by name only)
    data: Recipe | str | Path,
    base: str | Path,
    out: str | Path,
    *,
    method: str = "dpo",
    settings: Mapping[str, Any] | str | Path | None = None,
    max_steps: int | None = None,
    rows: int | None = None,
    seed: int | None = None,
    test: str | Path | None = None,
    target: float | None = None,
    score_every: int = 100,
    report_to: Sequence[str] | None = None,
    lora: bool = False,
    retain: Recipe | str | Path | None = None,
    retain_weight: float = 1.0,
    retain_batch: int = 4,
    order: str = "random",
    prompt: str = AUTO,
    system: str | None = None,
    resume: bool = False,
    overwrite: bool = False,
    progress: Progress | None = None,
    scored: Scored | None = None,
    logged: Logged | None = None,
    answered: Answered | None = None,
) -> Trained:
    """Train a model with TRL, and write it as a Hugging Face folder, whole or not at all.

    Until it is done, checkpoints stand in a folder beside `out`, called as it is with `.run` after it. The
    same arguments give the same weights on the same machine and versions, interrupted or not.

    Args:
        data: a `Recipe` or the name or path of one, whose rows are made here and now; or a file or folder
            of rows in any layout that the audit reads.
        base: the model to begin with: a Hugging Face folder (such as `out` of another training), a Hub id, a .gguf
            file or a nanoGPT checkpoint.
        out: the folder to write.
        method: 'dpo', 'sft' (on the chosen side), 'kto', 'orpo', 'cpo'; 'reward' (a model that scores texts); 'grpo',
            'rloo', 'gmpo', 'online_dpo' (the model is asked, and its answers paid by `pairwright.reward`).
        settings: TRL's options (`DPOConfig`, ...) and, for LoRA, those of its `ModelConfig`, or a YAML file of them;
            what is not there has a default for two CPU cores (docs/training.md).
        max_steps: when to stop; the data is gone through as often as that takes. None: `settings`, or 4,000
            (SFT), 1,000 (ORPO, reward) or 200.
        rows: use only the first so many rows of the data.
        seed: of the order of the rows, and of the trainer. None: `settings`, or 42.
        test: a file of held-out questions, for 'reward' of pairs; None: those that belong to the data.
        target: the share of these (0..1) at which to stop early.
        score_every: steps between two scores.
        report_to: where the trainer tells of its progress: 'trackio', 'wandb', 'tensorboard', ...
        lora: train adapters beside the weights, and merge them into the model at the end; `out` has them apart, too.
        retain: rows of other prompts with replies, in whatever `data` may be: what the model gives as their next token
            is to stay as it was ('sft' only).
        retain_weight: of its divergence from that, KL(before || now) in nats a token, in the loss.
        retain_batch: replies of these that each step has beside its rows.
        order: 'random', or 'given': the rows as they stand, such as those of a curriculum.
        prompt: what stands around questions and answers: 'chat', 'plain', a file or 'auto', as `evaluate` takes it.
        system: a system message.
        resume: go on with an unfinished run; a finished one is left as it is.
        overwrite: replace a model, or an unfinished run, that stands there.
        progress: called with (steps done, steps in all).
        scored: called with (step, share of the questions answered right, or of the pairs preferred so).
        logged: called with (step, loss).
        answered: called with (step, frame of question, completion, verdict) each time it scores.

    Returns:
        What came of it: steps, losses, scores.

    Raises:
        TrainingError: data or settings that nothing can be trained with.
        ModelError: a base that cannot be used, or a text that it cannot read.
        DataError, RecipeError: data or a recipe that cannot be read.
        OutputError: a file cannot be written; checkpoints made before are whole, what stood at `out` still does.

    >>> import pathlib, tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     base, out, test = (pathlib.Path(folder, name) for name in ("base", "sft", "test.jsonl"))
    ...     _ = pairwright.make_base(base, max_steps=1)
    ...     _ = test.write_text('{"question": "57+4=?"}')
    ...     made = pairwright.train("arithmetic", base, out, method="sft", rows=64, max_steps=1, test=test)
    >>> made.steps, made.rows, len(made.scores)
    (1, 64, 2)

    """
    require_train("train")
    hush()
    from pairwright.learn.pace import using
    from pairwright.learn.saving import placing_folder, require_free, save_model
    from pairwright.learn.training.checkpoints import RunFolder
    from pairwright.learn.training.lora import merged_model
    from pairwright.learn.training.prepared import Prepared
    from pairwright.learn.training.result import Trained, described
    from pairwright.learn.training.retaining import Retain
    from pairwright.learn.training.settings import decisive
    from pairwright.learn.training.short_texts import quick_on_short
    from pairwright.learn.training.threads import threads_for

    _require_sensible(rows, target, score_every, order)
    folder = RunFolder.beside(Path(out))
    # Transformers and TRL tell each other of names that will change.
    with warnings.catch_warnings(action="ignore", category=FutureWarning):
        plan = Prepared.of(
            data,
            base,
            method,
            settings,
            rows=rows,
            folder=folder,
            lora=lora,
            shuffled=order == _ORDERS[0],
            prompting=Prompting(prompt, system),
            retain=None if retain is None else Retain(retain, retain_weight, retain_batch),
            max_steps=max_steps,
            seed=seed,
            report_to=report_to,
        )
        exam = _exam(plan, test, target, score_every)
        run = {
            **plan.run,
            "questions": _digest(exam.digest),
            "target": target,
            "score_every": score_every,
            "settings": decisive(plan.config),
        }
        if resume and (finished := Trained.read(Path(out), run)) is not None:
            return finished
        require_free(Path(out), overwrite=overwrite)
        with told(folder.path):
            folder.path.absolute().parent.mkdir(parents=True, exist_ok=True)
        with alone(folder.path):
            checkpoint = folder.begin(run, resume=resume, overwrite=overwrite)
            with _keeping(folder):
                seen = Watching(progress, scored, logged, answered)
                watch = watcher(exam, plan.prompts, seen)
                watch.trainer = trainer = plan.trainer([teller(seen), watch], folder)
                kept_beside(trainer, folder.path)
                started = time.perf_counter()
                quick = using(threads_for(plan.model, plan.tokens))
                short = quick_on_short(plan.model, *plan.all_tokens)
                with denormals.flushed(), quick, short, failures_told(), _refusals_told():
                    trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint))
                seconds = time.perf_counter() - started
                result = plan.result(trainer, exam, str(out), seconds)
                log = trainer.state.log_history
                with placing_folder(out, overwrite=overwrite) as place:
                    merged = merged_model(trainer.model, place, base=plan.base)
                    save_model(place, merged, plan.tokenizer, described(result, run, plan.options, log))
    folder.remove()
    return result


def _require_sensible(rows: int | None, target: float | None, score_every: int, order: str) -> None:
    if order not in _ORDERS:
        raise TrainingError(f"order: unknown order {order!r}; {did_you_mean(order, _ORDERS)}")
    if rows is not None and rows < 1:
        raise TrainingError(f"rows: {rows} should be at least 1")
    if target is not None and not 0 < target <= 1:
        raise TrainingError(f"target: {target} should be a share above 0 and up to 1, such as 0.99")
    if score_every < 1:
        raise TrainingError(f"score_every: {score_every} should be at least 1")


def _exam(plan: Prepared, test: str | Path | None, target: float | None, every: int) -> HeldOut:
    """What the model is scored on: the file that is named, or what belongs to the data."""
    if method_named(plan.method).scored_on == "pairs":
        from pairwright.learn.folders import context_of
        from pairwright.learn.training.preferring import PairExam

        pairs = plan.data.pairs if test is None else pairs_of_file(test, plan.method)
        _require_reachable(target, plan.data, len(pairs), "pairs")
        parts: dict[str, Any] = {"how": plan.prompts, "context": context_of(plan.model)}
        return PairExam.of(plan.data, pairs, plan.tokenizer, every=every, target=target, **parts)
    questions = plan.data.questions if test is None else questions_of_file(test)
    _require_reachable(target, plan.data, len(questions), "questions")
    wording, longest = plan.data.wording, plan.tokens.longest_answer
    return Exam.of(questions, every=every, target=target, wording=wording, longest=longest)


def _require_reachable(target: float | None, data: TrainingData, count: int, what: str) -> None:
    if target is not None and not count:
        raise TrainingError(
            f"target: {data.name} has no held-out {what} to reach it on; name a file of them with --test"
        )


@contextmanager
def _refusals_told() -> Iterator[None]:
    """What TRL finds out about its settings only on the way, in one line."""
    try:
        yield
    except PairwrightError:
        raise
    except (ValueError, ImportError, NotImplementedError) as error:
        raise TrainingError(f"TRL fails at these settings: {' '.join(str(error).split())[:240]}") from error


@contextmanager
def _keeping(folder: RunFolder) -> Iterator[None]:
    """A failure leaves the run to go on from, and is an OutputError if it was the disk."""
    try:
        yield
    except BaseException as error:
        refused = isinstance(error, OSError) or any(each in str(error) for each in _REFUSED)
        if not refused or isinstance(error, OutputError):
            folder.leave(error)
            raise
        line = " ".join(str(getattr(error, "strerror", None) or error).split())[:120]
        told = OutputError(f"{folder.path}: a checkpoint cannot be written ({line}); make room there")
        folder.leave(told)
        raise told from error


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
