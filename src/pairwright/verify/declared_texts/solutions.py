"""Worked solutions of declared wording, taken apart on whole columns: the answer, and each step as a statement of its own.

Texts of solutions have thousands of shapes, their steps a few dozen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from string import Formatter

import numpy as np
import polars as pl

from pairwright.verify.answer_types import answer_forms, inequalities, targets
from pairwright.verify.answer_types.choices import WORDS
from pairwright.verify.answer_types.expressions import IN_TEXTS
from pairwright.verify.judging import Codes
from pairwright.verify.verdict import Reason, Verdict

_NUMBER = r"-?[0-9]+(?:\.[0-9]+|/[0-9]+| R [0-9]+)?"
# What a step comes to: a number, a mixed one, a price, or what has the letter.
_VALUE = rf"(?:-?[0-9]+ [0-9]+/[0-9]+|-?\$[0-9]+\.[0-9]+|{IN_TEXTS}|{_NUMBER})"
# What makes an answer a list, behind its first item.
_LISTED = rf"(?:(?:, |\*){_NUMBER})*"
# Calculations with what they come to, `7*3=21, 70+21=91`; where a question ends they begin, and none goes over one.
STEPS = rf"(?:[-(0-9]|(?:gcd|lcm|max|min|sqrt)\(|x[-+*^])(?:[^\n?.]|\.[0-9])*?={_VALUE}"
_PATTERNS = {
    "question": "(?P<question>.+?)",
    "steps": f"(?P<steps>{STEPS})",
    "answer": f"(?P<answer>-?[0-9]+ [0-9]+/[0-9]+|{_NUMBER}{_LISTED}|-?\\$[0-9]+\\.[0-9]+|{WORDS}|{answer_forms.IN_TEXTS}|{inequalities.IN_TEXTS}|{targets.IN_TEXTS}|{IN_TEXTS})",
}

Judge = Callable[[pl.Series], Codes]


@dataclass(frozen=True)
class Solutions:
    """The wordings that have the slot steps, as patterns over texts."""

    patterns: Sequence[str]

    @classmethod
    def of(cls, wordings: Sequence[str]) -> Solutions:
        """Of all wordings of whole texts, those that can be taken apart so; what says most is tried first."""
        found = (_pattern(each) for each in sorted(wordings, key=len, reverse=True) if "{steps}" in each)
        return cls([pattern for pattern in found if pattern is not None])

    def judged(self, texts: pl.Series, judge: Judge) -> tuple[pl.Series, Codes, Codes]:
        """Which texts are worked solutions, with `Verdict` and `Reason` codes (uint8) for these.

        Args:
            texts: a column (String, no nulls).
            judge: gives the `Verdict` codes of texts in the wording `{question} The answer is {answer}.`

        """
        found = self._parts(texts)
        fits = found["steps"].is_not_null()
        rows = found.filter(fits)
        last = pl.col("steps").str.extract(f"=({_VALUE})$", 1)
        plain = rows.select(
            pl.format("{} The answer is {}.", "question", pl.coalesce("answer", last)).alias("text")
        ).to_series()
        codes = judge(plain)
        reasons = _reasons(rows["steps"], judge)
        # What is not read whole is not read.
        codes[reasons == Reason.UNREAD] = Verdict.UNPARSED
        return fits, codes, reasons

    def _parts(self, texts: pl.Series) -> pl.DataFrame:
        """Question, steps and answer (String; null where the wording has none); all null where no pattern fits."""
        found = pl.DataFrame(dict.fromkeys(_PATTERNS, pl.Series([None] * len(texts), dtype=pl.String)))
        for pattern in self.patterns:
            missing = found["steps"].is_null()
            if not missing.any():
                break
            # Not as an expression: it would be matched anew for each of its fields.
            parts = texts.str.extract_groups(pattern).struct.unnest()
            found = found.with_columns(each.zip_with(missing, found[each.name]) for each in parts)
        return found


def _reasons(solutions: pl.Series, judge: Judge) -> Codes:
    """Whether all steps of each solution hold, by the numbers that stand there."""
    # Not at every ", ": gcd(6, 4)=2 is one step.
    lines = solutions.str.replace_all(f"(={_VALUE}), ", "${1}\n").str.split("\n")
    steps = lines.explode()
    distinct = steps.unique()
    said = pl.DataFrame({"step": distinct, "said": _REASONS[judge(_asked(distinct))]})
    told = steps.rename("step").to_frame().join(said, on="step", how="left", maintain_order="left")["said"]
    # Each solution has a step, so each begins at a place of its own.
    counts = lines.list.len().to_numpy().astype(np.int64)
    worst = np.maximum.reduceat(told.to_numpy(), np.cumsum(counts) - counts) if counts.size else counts
    reasons: Codes = _BY_RANK[worst]
    return reasons


def _asked(steps: pl.Series) -> pl.Series:
    """Each step as a question with its answer: what has the letter is simplified, or brought to brackets."""
    left, value = (pl.col("step").str.extract(rf"^(.*)=({_VALUE})$", group) for group in (1, 2))
    lost = value.str.contains(_LETTER) & ~left.str.contains(_LETTER)
    left = pl.when(lost).then(pl.lit("0*x+") + left).otherwise(left)
    with_letter = left.str.contains(_LETTER)
    verb = pl.when(value.str.contains("(", literal=True)).then(pl.lit("Factor")).otherwise(pl.lit("Simplify"))
    plain, simplified = (pl.format(each, left, value) for each in ("{}=? The answer is {}.", "{}. The answer is {}."))
    asked = pl.when(with_letter).then(verb + " " + simplified).otherwise(plain)
    return steps.rename("step").to_frame().select(asked.fill_null("")).to_series()


_LETTER = r"\bx\b"
# In the order of which one step decides for all: what holds, what fails, what is not read.
_BY_RANK = np.array([Reason.HOLDS, Reason.FAILS, Reason.UNREAD], dtype=np.uint8)
_REASONS = np.full(max(Verdict) + 1, 2, dtype=np.uint8)
_REASONS[Verdict.RIGHT], _REASONS[Verdict.WRONG] = 0, 1


def _pattern(wording: str) -> str | None:
    """The wording as a pattern; None where it says more than a question, steps and an answer."""
    pieces = list(Formatter().parse(wording))
    names = [name for _, name, *_ in pieces if name]
    if len(set(names)) < len(names) or not {"question", "steps"} <= set(names) <= set(_PATTERNS):
        return None
    parts = (re.escape(literal).replace("\\ ", " ") + (_PATTERNS[name] if name else "") for literal, name, *_ in pieces)
    return f"(?s)^{''.join(parts)}$"
