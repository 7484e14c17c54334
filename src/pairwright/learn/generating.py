"""Answers of a model, greedy or sampled, in batches of like length and bounded size, with a cache."""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from pairwright.errors import ModelError
from pairwright.learn.folders import context_of, end_tokens
from pairwright.learn.stops import following, stop_at_questions, without_following

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from transformers import PreTrainedModel, PreTrainedTokenizerFast

    from pairwright.learn.prompts import Prompts

# On two cores larger batches are no faster.
BATCH = 256
# What keys and values of a batch may take: of this machine's memory, and of what is free on an accelerator.
_CPU_BYTES = 1 << 31
_SHARE_OF_FREE = 0.4
# Settings that a model's own generation_config.json would else decide: no penalty on saying a digit again.
_PLAIN = {"repetition_penalty": 1.0, "no_repeat_ngram_size": 0, "min_new_tokens": 0, "num_beams": 1, "do_sample": False}
# Seconds between looks for an interrupt while other threads answer.
_LISTEN = 0.2
Advance = Callable[[int], None]


def completions(  # noqa: PLR0913 (all but three by name only)
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerFast,
    prompts: Sequence[str],
    *,
    max_new_tokens: int = 64,
    batch: int = BATCH,
    temperature: float = 0.0,
    seed: int = 0,
    how: Prompts | None = None,
    workers: int = 1,
    advance: Advance | None = None,
) -> pl.DataFrame:
    """What the model says after each prompt.

    The model is left in the mode, training or not, in which it came.

    Args:
        model: of the tokenizer.
        tokenizer: of the model.
        prompts: texts, as `Prompts.texts` makes them.
        max_new_tokens: of an answer, its end token among them.
        batch: prompts at once, at most; fewer where their keys and values would take too much memory.
        temperature: 0: the likeliest token at each step; else tokens are drawn, from all there are.
        seed: of the draws; the same prompts in the same batches get the same answers.
        how: what the prompts were made by, which says what ends an answer; None: the end token alone.
        workers: batches at once, each in a thread of its own.
        advance: called with how many more are done.

    Returns:
        One row a prompt: completion (String, up to the end token, which is left out, or to a following question)
        and stopped (Boolean: whether it ended within `max_new_tokens`).

    Raises:
        ModelError: a prompt that leaves no room for an answer.

    >>> from pairwright.learn.models import new_model
    >>> from pairwright.learn.tokenizers import character_tokenizer
    >>> words = character_tokenizer()
    >>> completions(new_model("tiny", words, seed=0), words, ["57+4=?", "7*8=?"], max_new_tokens=3).shape
    (2, 2)

    """
    if not prompts:
        return pl.DataFrame(schema={"completion": pl.String, "stopped": pl.Boolean})
    encoded = tokenizer(list(prompts))["input_ids"] if how is None else how.encoded(tokenizer, prompts)
    lengths = np.array([len(each) for each in encoded])
    if (longest := int(lengths.max())) >= context_of(model):
        raise ModelError(
            f"the prompt {prompts[int(lengths.argmax())][-80:]!r} has {longest:,} tokens, but the model reads at most "
            f"{context_of(model):,} with its answer; leave it out, or use a model that reads more"
        )
    order = np.argsort(lengths, kind="stable")
    answering = Answering(model, tokenizer, how, max_new_tokens, temperature)
    pieces = list(batches(lengths[order], most=batch, tokens=tokens_at_once(model), new=max_new_tokens))

    def said(number: int) -> list[tuple[str, bool]]:
        chosen = [encoded[place] for place in order[pieces[number]]]
        return answering.answers(chosen, seed=seed + number)

    was_training = model.training
    model.eval()
    try:
        rows = [row for part in _in_turn(said, len(pieces), workers, advance) for row in part]
    finally:
        model.train(was_training)
    frame = pl.DataFrame(rows, schema={"completion": pl.String, "stopped": pl.Boolean}, orient="row")
    frame = frame.select(pl.all().gather(np.argsort(order)))
    return frame if how is None or how.bare else without_following(frame, how.separator)


def batches(lengths: NDArray[np.int64], *, most: int, tokens: int, new: int) -> Iterator[slice]:
    """Stretches of prompts, shortest first, that are answered together.

    Args:
        lengths: of the prompts, ascending (int64).
        most: prompts at once.
        tokens: all tokens at once, answers included; one prompt goes whatever it takes.
        new: of an answer.

    >>> [each.stop for each in batches(np.array([2, 2, 2, 8]), most=3, tokens=30, new=4)]
    [3, 4]

    """
    start = 0
    while start < lengths.size:
        # Prompts are padded to the longest, so what fits falls with the length of the last.
        rows = np.arange(1, min(most, lengths.size - start) + 1)
        fits = rows * (lengths[start : start + rows.size] + new) <= tokens
        size = max(1, int(fits.sum()))
        yield slice(start, start + size)
        start += size


def tokens_at_once(model: PreTrainedModel) -> int:
    """How many tokens' keys and values fit into the memory that a batch may take."""
    import torch

    settings = model.config.get_text_config()
    heads = settings.num_attention_heads
    width = getattr(settings, "head_dim", None) or settings.hidden_size // heads
    wide = (getattr(settings, "num_key_value_heads", None) or heads) * width
    a_token = 2 * settings.num_hidden_layers * wide * model.dtype.itemsize
    room = _CPU_BYTES
    if model.device.type == "cuda":
        room = int(_SHARE_OF_FREE * torch.cuda.mem_get_info(model.device)[0])
    return max(1, room // max(1, int(a_token)))


class Answering:
    """One batch after the other, by `generate`.

    Args:
        model: ready to answer.
        tokenizer: of the model.
        how: what ends an answer beside the end token.
        max_new_tokens: of an answer.
        temperature: 0: greedy.

    """

    def __init__(
        self,
        model: PreTrainedModel,
        tokenizer: PreTrainedTokenizerFast,
        how: Prompts | None,
        max_new_tokens: int,
        temperature: float,
    ) -> None:
        self._model, self._tokenizer = model, tokenizer
        self._most, self._temperature = max_new_tokens, temperature
        self._ends = list(how.ends) if how is not None else end_tokens(model, tokenizer)
        self._following = following(tokenizer, how.separator) if how is not None and not how.bare else None

    def answers(self, encoded: list[list[int]], *, seed: int) -> list[tuple[str, bool]]:
        """The answers to one batch, and whether each has ended."""
        import torch

        tokenizer = self._tokenizer
        inputs = tokenizer.pad({"input_ids": encoded}, padding_side="left", return_tensors="pt").to(self._model.device)
        width = inputs["input_ids"].shape[1]
        more: dict[str, Any] = {}
        questions = None
        if self._following is not None:
            questions = stop_at_questions(tokenizer, self._following, width)
            more["stopping_criteria"] = [questions]
        if self._temperature:
            more["logits_processor"] = [_Drawn(self._temperature, seed)]
        with torch.inference_mode():
            output = self._model.generate(
                **inputs,
                **_PLAIN,
                **more,
                max_new_tokens=min(self._most, context_of(self._model) - width),
                eos_token_id=self._ends,
                pad_token_id=tokenizer.pad_token_id,
            )
        new = output[:, width:]
        ends = torch.isin(new, torch.tensor(self._ends, device=new.device))
        # Padding after the end is no part of the answer, whatever token pads.
        new = new.masked_fill(ends.int().cumsum(dim=1) > 0, self._ends[0])
        ended = ends.any(dim=1)
        if questions is not None and questions.done is not None:
            ended |= questions.done.to(ended.device)
        return list(zip(tokenizer.batch_decode(new, skip_special_tokens=True), ended.tolist(), strict=True))


class _Drawn:
    """Scores with Gumbel's noise: the largest of them is a draw at that temperature.

    A generator of its own makes the draws of a batch the same whatever other threads draw.
    """

    def __init__(self, temperature: float, seed: int) -> None:
        self._temperature, self._seed = temperature, seed
        self._generator: Any = None

    def __call__(self, _: Any, scores: Any) -> Any:
        import torch

        if self._generator is None:
            self._generator = torch.Generator(scores.device).manual_seed(self._seed % 2**63)
        noise = torch.empty(scores.shape, device=scores.device, dtype=torch.float32)
        noise = -noise.exponential_(generator=self._generator).log()
        return scores.float() / self._temperature + noise


def _in_turn(
    work: Callable[[int], list[tuple[str, bool]]], count: int, workers: int, advance: Advance | None
) -> list[list[tuple[str, bool]]]:
    """The results of `work(0)`, `work(1)`, ..., by so many threads; progress is told from the calling thread."""
    if workers == 1 or count == 1:
        found = []
        for number in range(count):
            found.append(work(number))
            if advance is not None:
                advance(len(found[-1]))
        return found
    done: queue.SimpleQueue[int] = queue.SimpleQueue()
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(work, number) for number in range(count)]
        for future in futures:
            future.add_done_callback(lambda ended: done.put(0 if ended.exception() else len(ended.result())))
        try:
            left = count
            while left:
                try:
                    size = done.get(timeout=_LISTEN)
                    left -= 1
                except queue.Empty:
                    size = 0
                if advance is not None:
                    advance(size)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [future.result() for future in futures]
