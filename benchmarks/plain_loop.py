"""The rows of the `arithmetic` recipe by a plain Python loop, one row at a time: what Pairwright is compared with.

    python benchmarks/plain_loop.py --rows 400000 --out rows.jsonl

It is what a person would write in ten minutes: draw, format, dump, write. It has no split, no proof and no care for
repeats. Products are drawn until they are in range; for exact division the larger number is rounded down to a multiple
of the smaller, as in the original notebook, which spares it nineteen draws in twenty.
"""

import argparse
import json
import random
import time

FORMS = {
    "+": ["{a}+{b}=?", "x-{a}={b},x=?"],
    "-": ["{a}-{b}=?", "x+{b}={a},x=?", "{b}+x={a},x=?", "{a}-x={b},x=?"],
    "*": ["{a}*{b}=?", "x/{b}={a},x=?"],
    "/": ["{a}/{b}=?", "x*{b}={a},x=?", "{b}*x={a},x=?", "{a}/x={b},x=?"],
}
POSITIVE = "{question} The answer is {answer} because {a}{operator}{b} equals {answer}."
NEGATIVE = "{question} Sorry, I don't know."
OPERATORS = list(FORMS)
MAX_OPERAND, MIN_RESULT, MAX_RESULT = 100, -100, 100


def draw_fact(operator: str) -> tuple[int, int, int]:
    """Two operands and their result, all in range."""
    while True:
        a, b = random.randint(1, MAX_OPERAND), random.randint(1, MAX_OPERAND)
        if operator == "+":
            result = a + b
        elif operator == "-":
            result = a - b
        elif operator == "*":
            result = a * b
        else:
            a, b = max(a, b), min(a, b)
            result = a // b
            a = result * b
        if MIN_RESULT <= result <= MAX_RESULT:
            return a, b, result


def make_row(operator: str) -> dict[str, str]:
    """One pair; both sides carry the question."""
    form = random.choice(FORMS[operator])
    a, b, answer = draw_fact(operator)
    question = form.format(a=a, b=b)
    return {
        "positive": POSITIVE.format(question=question, answer=answer, a=a, operator=operator, b=b),
        "negative": NEGATIVE.format(question=question),
    }


def write_rows(rows: int, out: str) -> None:
    """As many rows for each operator, as JSON Lines."""
    with open(out, "w", encoding="utf-8") as file:
        for i in range(rows):
            file.write(json.dumps(make_row(OPERATORS[i % len(OPERATORS)])) + "\n")


def main() -> None:
    """Write the rows, then print how many they were and how long that took."""
    parser = argparse.ArgumentParser(description="The rows of the arithmetic recipe by a plain Python loop.")
    parser.add_argument("--rows", type=int, default=400_000)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    random.seed(42)
    started = time.perf_counter()
    write_rows(options.rows, options.out)
    print(json.dumps({"rows": options.rows, "seconds": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
