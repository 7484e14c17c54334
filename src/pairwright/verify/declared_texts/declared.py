"""Declared wordings: what a recipe says around its questions and how it says its answers, read back on whole columns.

A question is taken out of what is put around it, an answer in a declared wording is written in the one that `answers`
reads; what fits no declared wording stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

import polars as pl

from pairwright.verify.answer_types import answer_forms, inequalities, targets
from pairwright.verify.answer_types.choices import WORDS
from pairwright.verify.answer_types.expressions import IN_TEXTS
from pairwright.verify.declared_texts.heads import split_texts
from pairwright.verify.declared_texts.reversed_digits import REVERSED, ReversedDigits, literal, plain_wording
from pairwright.verify.declared_texts.solutions import STEPS

# More wordings, or longer ones, are none of ours: a manifest is anyone's file.
MAX_WORDINGS = 32
_MAX_LENGTH = 2000
_NUMBER = rf"(-?\$?[0-9]+(?:\.[0-9]+|/[0-9]+| [0-9]+/[0-9]+| R [0-9]+)?(?:(?:, |\*)-?[0-9]+(?:\.[0-9]+)?)*|{WORDS}|{answer_forms.IN_TEXTS}|{inequalities.IN_TEXTS}|{targets.IN_TEXTS}|{IN_TEXTS})"
# Where a question ends a calculation may begin; it goes on over no end of a sentence.
_CALCULATION = r"((?:[-(0-9]|gcd|lcm)(?:[^\n?.]|\.[0-9])*?)"
_SLOTS = {
    "question": {"question"},
    "answer": {"answer", "calculation", "steps", *REVERSED},
    "refusal": set[str](),
}


@dataclass(frozen=True)
class Declared:
    """The wordings that a recipe declares.

    Attributes:
        questions: what stands around a question, with the slot question.
        answers: how an answer is said, with the slots answer, answer_reversed (its digits from right to left) and (if
            a reason is given) calculation, steps, or steps_reversed (of each what it comes to, written so).
        refusals: what is said where no answer is given.

    >>> declared = Declared(("Q: {question}",), ("Das macht {answer}.",))
    >>> declared.bare(pl.Series(["Q: 57+4=?"])).item(), declared.said(pl.Series(["Das macht 61."])).item()
    ('57+4=?', 'The answer is 61.')
    """

    questions: tuple[str, ...] = ("{question}",)
    answers: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()

    @classmethod
    def of(cls, wording: object) -> Declared | None:
        """The wordings of a recipe as plain data (its `wording`); None where that is something else.

        >>> Declared.of({"question": "Q: {question}", "answer": ["It is {answer}."]}).answers
        ('It is {answer}.',)
        """
        if not isinstance(wording, Mapping):
            return None
        listed = {key: _listed(wording.get(key, ()), allowed) for key, allowed in _SLOTS.items()}
        questions, answers, refusals = (listed[key] for key in _SLOTS)
        if questions is None or answers is None or refusals is None:
            return None
        return cls(questions or ("{question}",), answers, refusals)

    @property
    def whole(self) -> list[str]:
        """Each wording of a whole text: a question with an answer behind it."""
        return [f"{question} {answer}" for question in self.questions for answer in self.answers]

    def bare(self, questions: pl.Series) -> pl.Series:
        """The questions (String) without what is declared to stand around them."""
        asked = pl.col("asked")
        found = [asked.str.extract(rf"(?s)^\s*{before}(.+?){after}\s*$", 1) for before, after in self._around]
        return _column(questions, pl.coalesce(*found, asked)) if found else questions

    def said(self, completions: pl.Series) -> pl.Series:
        """The completions (String); those in a declared wording as `The answer is 61 because 57+4 equals 61.` says it."""
        return self._plainly(self._reversed.plainly(completions))

    def left_to_right(self, texts: pl.Series) -> pl.Series:
        """The texts (String) with the digits of numbers that are declared to stand backwards as they are read."""
        return self._reversed.plainly(texts)

    def _plainly(self, completions: pl.Series) -> pl.Series:
        """See `said`; all digits stand from left to right."""
        said = pl.col("asked")
        ways = [(rf"(?s)^\s*{pattern}\s*$", plainly) for pattern, plainly in self._answers]
        found = [pl.when(said.str.contains(pattern)).then(said.str.replace(pattern, how)) for pattern, how in ways]
        return _column(completions, pl.coalesce(*found, said)) if found else completions

    def parted(self, texts: pl.Series) -> pl.DataFrame:
        """Whole texts as bare question and completion.

        Returns:
            question (String; null where no declared wording fits, nor a question stands at the head) and completion
            (String; as `said` has it).
        """
        texts = self._reversed.plainly(texts)
        # The answer ends the text, so that it tells where the question ends.
        ends = [_without_groups(pattern) for pattern, _ in self._answers] + [literal(each) for each in self.refusals]
        ending = f"({'|'.join(ends)})"
        both = [
            _groups(rf"(?s)^\s*{before}(.+?){after}\s+{ending}\s*$" if ends else r"(^$)(.)")
            for before, after in (*self._around, ("", ""))
        ]
        # Else the question ends with what stands behind it, or at the first end of a sentence that asks.
        both += [_groups(rf"(?s)^\s*{before}(.+?){after}(?:\s+(.*))?$") for before, after in self._around if after]
        found = texts.rename("asked").to_frame().select(found=pl.coalesce(*both)).unnest("found")
        found = found.rename(dict(zip(found.columns, ("question", "completion"), strict=True)))
        missing = found["question"].is_null()
        if missing.any():
            heads = split_texts(self._without_beginning(texts))
            found = pl.DataFrame({name: found[name].zip_with(~missing, heads[name]) for name in heads.columns})
        return found.select("question", self._plainly(found["completion"].fill_null("")).alias("completion"))

    def _without_beginning(self, texts: pl.Series) -> pl.Series:
        asked = pl.col("asked")
        found = [asked.str.extract(rf"(?s)^\s*{before}(.*)$", 1) for before, after in self._around if not after]
        return _column(texts, pl.coalesce(*found, asked)) if found else texts

    @cached_property
    def _around(self) -> list[tuple[str, str]]:
        """What stands before and behind a question, as patterns; the most telling first."""
        pieces = sorted((_around(each) for each in self.questions), key=lambda each: -len("".join(each)))
        return [(literal(before.lstrip()), literal(after.rstrip())) for before, after in pieces if before or after]

    @cached_property
    def _reversed(self) -> ReversedDigits:
        return ReversedDigits.of(self.answers)

    @cached_property
    def _answers(self) -> list[tuple[str, str]]:
        """Each wording of an answer as a pattern, and what is written in its place; the most telling first."""
        pieces = [list(Formatter().parse(plain_wording(each))) for each in self.answers]
        pieces.sort(key=lambda each: -sum(len(text) for text, *_ in each))
        return [("".join(_pattern(piece)), _plainly([name for _, name, *_ in piece if name])) for piece in pieces]


def _listed(found: object, allowed: set[str]) -> tuple[str, ...] | None:
    """One text or a few, with these slots at most; None if it is something else."""
    texts = [found] if isinstance(found, str) else list(found) if isinstance(found, Sequence) else [None]
    if len(texts) > MAX_WORDINGS or not all(isinstance(each, str) and len(each) <= _MAX_LENGTH for each in texts):
        return None
    try:
        named = [{name for _, name, *_ in Formatter().parse(str(each)) if name is not None} for each in texts]
    except ValueError:
        return None
    return tuple(map(str, texts)) if all(_needed(allowed, names) <= names <= allowed for names in named) else None


def _needed(allowed: set[str], names: set[str]) -> set[str]:
    """A worked solution ends in the answer; else this stands there itself."""
    return names & {"steps", "steps_reversed"} or allowed - {"calculation", "steps", *REVERSED}


def _around(wording: str) -> tuple[str, str]:
    pieces = list(Formatter().parse(wording))
    at = next(place for place, (_, name, *_) in enumerate(pieces) if name)
    before, after = ("".join(literal for literal, *_ in part) for part in (pieces[: at + 1], pieces[at + 1 :]))
    return before, after


def _pattern(pieces: list[tuple[Any, ...]]) -> list[str]:
    return [
        literal(text) + {"answer": _NUMBER, "calculation": _CALCULATION, "steps": f"({STEPS})", None: ""}[name]
        for text, name, *_ in pieces
    ]


def _plainly(names: list[str]) -> str:
    """The same said plainly, for a replacement: a number behind a calculation is what that comes to."""
    claims: list[str] = []
    reasons: list[tuple[str, str]] = []
    pending: list[str] = []
    worked: list[str] = []
    for group, name in enumerate(names, 1):
        if name == "steps":
            worked.append(f"${{{group}}}")
        elif name == "calculation":
            pending.append(f"${{{group}}}")
        elif pending:
            reasons.append((pending.pop(), f"${{{group}}}"))
        else:
            claims.append(f"${{{group}}}")
    steps = "".join(f"{each}. " for each in worked)
    if not claims and not reasons:
        return steps.strip()
    claims = claims or [reasons[-1][1]]
    reasons += [(each, claims[0]) for each in pending]
    said = " ".join(f"The answer is {each}" + ("." if each != claims[-1] else "") for each in claims)
    because = " and ".join(f"{calculation} equals {result}" for calculation, result in reasons)
    return f"{steps}{said} because {because}." if because else f"{steps}{said}."


def _without_groups(pattern: str) -> str:
    """The pattern with its groups left unnumbered; those of literal brackets stay."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\((?!\?)", r"\1(?:", pattern)


def _groups(pattern: str) -> pl.Expr:
    """Question and completion; null where the pattern does not fit."""
    found = pl.col("asked").str.extract_groups(pattern)
    return pl.when(found.struct.field("1").is_not_null()).then(found)


def _column(texts: pl.Series, expression: pl.Expr) -> pl.Series:
    return texts.rename("asked").to_frame().select(expression.alias(texts.name)).to_series()
