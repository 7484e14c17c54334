"""Who judges answers how well: false RIGHT and false WRONG of Pairwright and of the field's scorers, side by side.

python -m benchmarks.judging --rows 300

On two sets: the cases of `tests/adversarial`, each with what a careful reader says of it, and long solutions of chain
sums of reasoning-gym, in the templates of `solutions.py`. The scorers get the right answer, which
Pairwright does without. A text in which a scorer finds no answer is neither RIGHT nor WRONG to it.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

import pairwright
from benchmarks.solutions import solutions
from benchmarks.tables import table

_LONGEST_NUMBER = 40
RIGHT, WRONG, NONE = "RIGHT", "WRONG", "no answer"
_CASES = Path(__file__).parents[1] / "tests" / "adversarial"
Verdicts = list[str]
Judge = Callable[[pl.DataFrame], Verdicts]


def cases() -> pl.DataFrame:
    """The kept cases: question, completion, answer (String), right (Boolean); those whose question has one answer."""
    rows = [json.loads(line) for name in ("cases", "kinds") for line in _lines(name)]
    frame = pl.DataFrame(
        {
            "question": [row["question"] for row in rows],
            "completion": [row["completion"] for row in rows],
            "right": [row.get("verdict", row.get("expected")) == RIGHT for row in rows],
        }
    )
    # The texts themselves are new to the verifier when the clock runs.
    expected = pairwright.score_column(frame, completion="question")["expected"].alias("answer")
    return frame.with_columns(expected).filter(pl.col("answer").str.contains(r"^-?[0-9]+(?:/[0-9]+)?$"))


def _lines(name: str) -> list[str]:
    return (_CASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()


def _pairwright(frame: pl.DataFrame) -> Verdicts:
    verdicts = pairwright.score_column(frame)["verdict"]
    return verdicts.replace({"UNPARSED": NONE, "DEGENERATE": NONE}).to_list()


def _math_verify(frame: pl.DataFrame) -> Verdicts:
    from math_verify import parse, verify

    found = [(parse(answer), parse(said)) for answer, said in _pairs(frame)]
    return [NONE if not said else RIGHT if verify(answer, said) else WRONG for answer, said in found]


def _trl(frame: pl.DataFrame) -> Verdicts:
    from trl.rewards import accuracy_reward

    said = [[{"role": "assistant", "content": text}] for text in frame["completion"]]
    rewards = accuracy_reward(said, [f"${answer}$" for answer in frame["answer"]])
    return [NONE if each is None else RIGHT if each == 1 else WRONG for each in rewards]


def _reasoning_gym(frame: pl.DataFrame) -> Verdicts:
    """Its own extraction wants tags; without them its scorer gets the whole text, as a trainer would give it."""
    import reasoning_gym
    from reasoning_gym.utils import extract_answer

    score = reasoning_gym.get_score_answer_fn("chain_sum")
    found = [(answer, extract_answer(text) or text.strip()) for answer, text in _pairs(frame)]
    scores = [score(said, {"answer": answer}) for answer, said in found]
    return [
        RIGHT if each == 1 else NONE if len(said) > 40 else WRONG for each, (_, said) in zip(scores, found, strict=True)
    ]


def _lm_eval(pattern: str, group: int) -> Judge:
    """A filter of lm-eval's `gsm8k`, and then, as there, the same text but for commas, dollars and a full stop."""

    def judged(frame: pl.DataFrame) -> Verdicts:
        from lm_eval.filters.extraction import RegexFilter

        regex = RegexFilter(pattern, group_select=group, fallback="[invalid]")
        said = [found[0] for found in regex.apply([[text] for text in frame["completion"]], [{}] * frame.height)]
        plain = [each.replace(",", "").replace("$", "").removesuffix(".") for each in said]
        return [
            NONE if each == "[invalid]" else RIGHT if each == answer else WRONG
            for each, answer in zip(plain, frame["answer"], strict=True)
        ]

    return judged


def _pairs(frame: pl.DataFrame) -> Sequence[tuple[str, str]]:
    return list(zip(frame["answer"], frame["completion"], strict=True))


JUDGES: Mapping[str, Judge] = {
    "`pairwright.score_column`": _pairwright,
    "math-verify": _math_verify,
    "TRL `accuracy_reward`": _trl,
    "reasoning-gym `score_answer`": _reasoning_gym,
    "lm-eval `gsm8k` strict-match": _lm_eval(r"#### (\-?[0-9\.\,]+)", 0),
    "lm-eval `gsm8k` flexible-extract": _lm_eval(r"(-?[$0-9.,]{2,})|(-?[0-9]+)", -1),
}


@dataclass(frozen=True)
class Judged:
    """What one judge said of one set.

    Attributes:
        judge, of: which, of which set.
        right, wrong: how many texts are right, how many are not.
        false_right: of those that are not, how many it called RIGHT.
        false_wrong: of the right ones, how many it called WRONG.
        accepted: of the right ones, how many it called RIGHT.
        seconds: of CPU.

    """

    judge: str
    of: str
    right: int
    wrong: int
    false_right: int
    false_wrong: int
    accepted: int
    seconds: float

    @property
    def speed(self) -> float:
        """Texts a second of CPU."""
        return (self.right + self.wrong) / max(self.seconds, 1e-9)


def judged(rows: int) -> list[Judged]:
    """Each judge on each set, the first texts once before the clock runs."""
    logging.getLogger("math_verify").setLevel(logging.CRITICAL)
    found = []
    for name, frame in (("kept cases", cases()), ("long solutions", solutions(rows))):
        for judge, judges in JUDGES.items():
            judges(frame.head(8))
            started = time.process_time()
            verdicts = pl.Series(judges(frame))
            seconds = time.process_time() - started
            right = frame["right"]
            found.append(
                Judged(
                    judge=judge,
                    of=name,
                    right=int(right.sum()),
                    wrong=int((~right).sum()),
                    false_right=int((~right & (verdicts == RIGHT)).sum()),
                    false_wrong=int((right & (verdicts == WRONG)).sum()),
                    accepted=int((right & (verdicts == RIGHT)).sum()),
                    seconds=seconds,
                )
            )
    return found


def markdown(found: Sequence[Judged]) -> str:
    """The table."""
    head = ["texts", "judge", "false RIGHT", "false WRONG", "right ones accepted", "texts a second of CPU"]
    rows = [
        [
            f"{each.of} ({each.right:,} right, {each.wrong:,} not)",
            each.judge,
            f"{each.false_right:,} ({each.false_right / each.wrong:.1%})",
            f"{each.false_wrong:,} ({each.false_wrong / each.right:.1%})",
            f"{each.accepted / each.right:.1%}",
            f"{each.speed:,.0f}",
        ]
        for each in found
    ]
    return table(head, rows)


def main() -> None:
    """Judge and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=600, help="long solutions")
    print(markdown(judged(parser.parse_args().rows)))


if __name__ == "__main__":
    main()
