"""Child: questions answered by a small model, as `evaluate` does it or one at a time without a cache.

python -m benchmarks.answering batched|single --rows 4096

The model has the size of `pairwright base` and random weights, so it never stops: every answer has 32 tokens, a
little more than one in the recipe's wording.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

import polars as pl

import pairwright
from benchmarks.clock import timed

_TOKENS = 32


def small_model() -> tuple[Any, Any]:
    """The model and its tokenizer."""
    from pairwright.learn.extras import require_train

    require_train("the benchmark")
    from pairwright.learn.models import new_model
    from pairwright.learn.tokenizers import tokenizer_named

    tokenizer = tokenizer_named("math", pairwright.load_recipe("arithmetic"))
    return new_model("tiny", tokenizer, seed=0).eval(), tokenizer


def questions(rows: int) -> pl.DataFrame:
    """Different questions of the training split."""
    recipe = pairwright.load_recipe("arithmetic").with_layout("qa")
    frame = pairwright.generate(recipe, "train", 0, rows)
    return frame.select("question", expected=pl.col("answer").cast(pl.String))


def batched(model: Any, tokenizer: Any, asked: pl.DataFrame) -> int:
    """As `evaluate` does it."""
    from pairwright.learn.evaluation.answering import LocalModel

    return LocalModel("tiny", model, tokenizer, _TOKENS).answers(asked, lambda _: None).height


def single(model: Any, tokenizer: Any, asked: pl.DataFrame) -> int:
    """One at a time, all of the text read again for each token."""
    for question in asked["question"]:
        ids = tokenizer(question, return_tensors="pt")
        model.generate(**ids, do_sample=False, use_cache=False, max_new_tokens=_TOKENS)
    return asked.height


WAYS: dict[str, Callable[[Any, Any, pl.DataFrame], int]] = {"batched": batched, "single": single}


def main() -> None:
    """Time one way; loading and a first short answer are not counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("way", choices=WAYS)
    parser.add_argument("--rows", type=int, required=True)
    options = parser.parse_args()
    model, tokenizer = small_model()
    asked, way = questions(options.rows), WAYS[options.way]
    way(model, tokenizer, asked.head(2))
    timed(lambda: way(model, tokenizer, asked))


if __name__ == "__main__":
    main()
