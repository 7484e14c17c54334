"""Child: score long free texts with one scorer, and print rows and seconds (imports not counted).

python -m benchmarks.free_text pairwright|math_verify --rows 1000

Chain sums of reasoning-gym, each solved step by step in wordings of ours: 8 steps and about 190 words, every text a
shape of its own; every second answer is off by one.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable

import polars as pl
import reasoning_gym
from math_verify import parse, verify

import pairwright
from benchmarks.clock import timed

_TERMS = 9
_OPENINGS = (
    "Let's work through this step by step, from left to right, and keep the running total as we go along.",
    "To find the value of this expression we add and subtract the numbers in order, one after the other.",
    "This is a chain of additions and subtractions, so we can start on the left and go on until the end.",
)
_STEPS = (
    "First we look at the next number of the row, and see that {a} {op} {b} = {c}.",
    "Now we take what we have so far, which was found above, and compute {a} {op} {b} = {c}.",
    "Then the running total changes again, since the next term gives {a} {op} {b} = {c}.",
    "Going on with the following term of the expression, we get {a} {op} {b} = {c}.",
    "After that it is easy to see that {a} {op} {b} equals {c}, so we keep it in mind.",
    "- The next step is simple enough: {a} {op} {b} = {c}",
    "With the next term in its place we find \\({a} {op} {b} = {c}\\), which we carry forward.",
)
_ENDINGS = (
    "That was the last term of the expression, so the final answer is {v}.",
    "There are no more terms left to add or to subtract.\n\n#### {v}",
    "All terms have now been used, each of them once. Therefore, the answer is \\boxed{{{v}}}.",
    "So we are done, and we have the result.\n\n**Answer: {v}**",
)


def written(rows: int) -> pl.DataFrame:
    """Questions, texts, and the right answers (String)."""
    draw = random.Random(7)
    made = reasoning_gym.create_dataset("chain_sum", size=rows, seed=7, min_terms=_TERMS, max_terms=_TERMS)
    found = [_text(item["question"], item["answer"], place, draw) for place, item in enumerate(made)]
    return pl.DataFrame(found, schema=["question", "completion", "answer"], orient="row")


def _text(question: str, answer: str, place: int, draw: random.Random) -> tuple[str, str, str]:
    expression = question[question.index(":") + 1 :].strip().removesuffix("= ?").strip(" .=?")
    numbers = expression.split()
    total, lines = int(numbers[0]), [draw.choice(_OPENINGS)]
    for operator, number in zip(numbers[1::2], numbers[2::2], strict=True):
        now = total + int(number) if operator == "+" else total - int(number)
        lines.append(draw.choice(_STEPS).format(a=total, op=operator, b=number, c=now))
        total = now
    lines.append(draw.choice(_ENDINGS).format(v=total + place % 2))
    return f"{expression}=?", draw.choice(("\n", " \n", "\n\n")).join(lines), answer


def with_pairwright(frame: pl.DataFrame) -> int:
    """Whole columns; the question alone tells what is right."""
    return int((pairwright.score_column(frame)["verdict"] == "RIGHT").sum())


def with_math_verify(frame: pl.DataFrame) -> int:
    """One by one, against the known answer."""
    rows = zip(frame["completion"], frame["answer"], strict=True)
    return sum(bool(verify(parse(answer), parse(completion))) for completion, answer in rows)


SCORERS: dict[str, Callable[[pl.DataFrame], int]] = {"pairwright": with_pairwright, "math_verify": with_math_verify}


def main() -> None:
    """Time one scorer; how many it finds right is printed beside (half of them are)."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", choices=SCORERS)
    parser.add_argument("--rows", type=int, required=True)
    options = parser.parse_args()
    rows: int = options.rows
    frame, scorer = written(rows), SCORERS[options.scorer]
    # What is built once, at the first call, is not counted.
    scorer(frame.head(20))

    def work() -> int:
        print(f"{scorer(frame)} of {rows} right")
        return rows

    timed(work)


if __name__ == "__main__":
    main()
