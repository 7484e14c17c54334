"""Long texts of our own making: solutions of reasoning-gym's chain sums, step by step, right or not in known ways.

Eight steps and about 190 words, nearly every text a shape of its own.
"""

from __future__ import annotations

import random

import polars as pl
import reasoning_gym

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
_TAGGED = (
    "<answer>{v}</answer>",
    "The result is {v}.",
    "Hence the value of the expression is **{v}**.",
    "\\[\\boxed{{{v}}}\\]",
)
# What makes a text not right: with {v} the right answer, {w} another one, {m} the total before the last step.
_NOT_RIGHT = (
    "That was the last term of the expression, so the final answer is {w}.",
    "All terms have now been used. Therefore, the answer is \\boxed{{{w}}}.",
    "There are no more terms left.\n\n#### {w}",
    "So we are done.\n\n**Answer: {w}**",
    "<answer>{w}</answer>",
    "I first thought that the answer is {v}, but it is {w}. The answer is {w}.",
    "The answer is {v}. Wait, that cannot be right, so I take it back.",
    "The answer is either {v} or {w}.",
    "The answer is not {v}.",
    "Before the last term the total was {m}, and the answer would follow from there.",
    "The final answer is \\boxed{{{m}}}, since the last term changes nothing.",
    "I checked {v}, and it does not fit.\n\n#### {w}",
)


def written(rows: int) -> pl.DataFrame:
    """Solutions, every second one off by one: question, completion, answer (String)."""
    draw = random.Random(7)
    found = []
    for place, (question, answer) in enumerate(_asked(rows)):
        right = place % 2 == 0
        ending = draw.choice(_ENDINGS).format(v=int(answer) + (not right))
        found.append((question, _solved(question, draw, ending), answer))
    return pl.DataFrame(found, schema=["question", "completion", "answer"], orient="row")


def solutions(rows: int) -> pl.DataFrame:
    """Solutions in more ways: question, completion, answer (String), right (Boolean; every second one)."""
    draw = random.Random(11)
    found = []
    for place, (question, answer) in enumerate(_asked(rows)):
        right = place % 2 == 0
        value, last = int(answer), int(question.removesuffix("=?").split()[-1])
        before = value - last if question.removesuffix("=?").split()[-2] == "+" else value + last
        ending = draw.choice((*_ENDINGS, *_TAGGED) if right else _NOT_RIGHT)
        said = ending.format(v=value, w=value + draw.choice((-10, -1, 1, 10)), m=before)
        found.append((question, _solved(question, draw, said), answer, right))
    return pl.DataFrame(found, schema=["question", "completion", "answer", "right"], orient="row")


def _asked(rows: int) -> list[tuple[str, str]]:
    made = reasoning_gym.create_dataset("chain_sum", size=rows, seed=7, min_terms=_TERMS, max_terms=_TERMS)
    expressions = ((item["question"].partition(":")[2], item["answer"]) for item in made)
    return [(f"{text.strip(' .=?')}=?", answer) for text, answer in expressions]


def _solved(question: str, draw: random.Random, ending: str) -> str:
    """The steps, each of them right, and then the ending."""
    numbers = question.removesuffix("=?").split()
    total, lines = int(numbers[0]), [draw.choice(_OPENINGS)]
    for operator, number in zip(numbers[1::2], numbers[2::2], strict=True):
        now = total + int(number) if operator == "+" else total - int(number)
        lines.append(draw.choice(_STEPS).format(a=total, op=operator, b=number, c=now))
        total = now
    return draw.choice(("\n", " \n", "\n\n")).join([*lines, ending])
