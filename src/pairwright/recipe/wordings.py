"""What a recipe may say: wordings that its own verifier reads back, tried with sample numbers when it is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from pairwright.facts.space import Interval
from pairwright.keyed import Integers, integers
from pairwright.problems import registered
from pairwright.problems.kind import ANSWER, ProblemKind, View
from pairwright.values.calculation import holds, worked_out
from pairwright.values.exact import Exact
from pairwright.wording.template import filled, result_apart, reversed_slots, text

if TYPE_CHECKING:
    from pairwright.verify import Declared

# Numbers are drawn until some meet a view's conditions; so many are kept.
_DRAWS, _SAMPLES = 512, 4
_SLACK = 2


@dataclass(frozen=True)
class ViewWordings:
    """A view as a recipe asks it.

    Attributes:
        kind, name: of the problem and of its view.
        key: what stands for it in `wording.questions`.
        own: the recipe's own wordings; empty where it has none.
        ranges: those of the recipe, name by name.
    """

    kind: str
    name: str
    key: str
    own: tuple[str, ...]
    ranges: tuple[tuple[str, Interval], ...]

    @property
    def problem(self) -> ProblemKind:
        """The kind of problem."""
        return registered()[self.kind]

    @property
    def view(self) -> View:
        """The view."""
        return self.problem.view(self.name)


# A recipe is validated anew with each change of it, such as another seed.
@lru_cache(maxsize=64)
def require_readable(asked: tuple[ViewWordings, ...], declared: Declared) -> None:
    """Refuse a wording that cannot be read back.

    Each of the recipe's own questions must ask what the view asks; each way to say an answer, behind each question,
    must be told right where it is and wrong where it is not, by certification and by `score` alike.

    Raises:
        ValueError: in one line: the field, the wording, what it was read as.

    """
    samples = list(_samples(asked))
    _require_same_questions(samples)
    rows = pl.concat([frame for sample in samples for frame in _said(sample, declared)] or [_NOTHING])
    if rows.height:
        _require_told(rows, declared)


@dataclass(frozen=True)
class _Sample:
    """Some questions of a view with their answers, as the verifier finds them in the view's own wording."""

    asking: ViewWordings
    texts: pl.DataFrame
    signed: tuple[str, ...]
    expected: pl.Series

    @classmethod
    def drawn(cls, asking: ViewWordings) -> _Sample | None:
        """Questions without answers; None where no numbers are found: then the plan refuses the ranges."""
        problem, view = asking.problem, asking.view
        numbers = _numbers(asking)
        if numbers is None:
            return None
        texts = pl.DataFrame({name: problem.type_of(name, view).text(codes) for name, codes in numbers.items()})
        signed = tuple(name for name in numbers if problem.may_need_parentheses(name))
        return cls(asking, texts, signed, pl.Series(dtype=pl.String))

    def answered(self, expected: pl.Series) -> _Sample | None:
        """The few of them that are kept, with their answers (String, null where there is none); None if none has one."""
        known = self.texts.filter(expected.is_not_null()).with_columns(expected.drop_nulls().alias("expected"))
        # Those with a sign first: they stand in parentheses, where there are any.
        known = known.sort(pl.concat_str(pl.all()).str.contains("-"), descending=True, maintain_order=True)
        if not known.height:
            return None
        known = pl.concat([known.head(_SAMPLES // 2), known.tail(_SAMPLES // 2)])
        return replace(self, texts=known.drop("expected"), expected=known["expected"])

    def questions(self, wording: str) -> pl.Series:
        """The questions (String) in a wording."""
        return self.texts.select(text(wording, signed=self.signed)).to_series()


def _samples(asked: Iterable[ViewWordings]) -> Iterator[_Sample]:
    drawn = [sample for each in asked if (sample := _Sample.drawn(each)) is not None]
    expected = _expected([sample.questions(sample.asking.view.question) for sample in drawn])
    for sample, answers in zip(drawn, expected, strict=True):
        if (known := sample.answered(answers)) is not None:
            yield known


def _expected(questions: Sequence[pl.Series]) -> Iterator[pl.Series]:
    """The answers (String, null where there is none) to columns of questions; to read one takes as long as all at once."""
    from pairwright.verify import score_column

    if not questions:
        return
    every = pl.concat([each.alias("question") for each in questions]).to_frame()
    found, at = score_column(every.with_columns(completion=pl.lit("")))["expected"], 0
    for each in questions:
        yield found.slice(at, len(each))
        at += len(each)


def _numbers(asking: ViewWordings) -> Mapping[str, Integers] | None:
    """Some numbers of a view (codes), inside its ranges and conditions."""
    problem, view = asking.problem, asking.view
    if problem.space is None and not _can_be_worked_out(asking):
        return None
    used = problem.parameters_of(view) if problem.space is None else problem.parameters
    drawn = {
        name: low + integers(0, f"sample/{name}", np.arange(_DRAWS), high - low + 1)
        for name, (low, high) in ((name, dict(asking.ranges)[of]) for name, of in used.items())
    }
    # Words change no number, so any will do.
    words = {name: integers(0, f"sample/{name}", np.arange(_DRAWS), high + 1) for name, (_, high) in _words(asking)}
    found = {name: Exact(column) for name, column in drawn.items()}
    fits = np.ones(_DRAWS, dtype=bool)
    for name, calculation in problem.given_of(view).items():
        found[name] = worked_out(calculation, found)
    for condition in problem.conditions_of(view):
        fits &= holds(condition, found)
    solution = problem.solution(view)
    codes = dict[str, Integers]()
    if solution is not None:
        codes, there = solution.values(found)
        fits = fits & there
    for name, value in found.items():
        codes[name], encoded = problem.type_of(name, view).encoded(value) if name != ANSWER else (value.n, fits)
        fits = fits & encoded
    for name in view.nonzero:
        fits &= codes[name] != 0
    kept = np.flatnonzero(fits)[: _SLACK * _SAMPLES]
    return {name: column[kept] for name, column in (codes | words).items()} if kept.size else None


def _can_be_worked_out(asking: ViewWordings) -> bool:
    """Whether all numbers of a view fit 64 bits in the ranges, and are found in time; else the plan refuses these."""
    try:
        asking.problem.sizes(asking.view, dict(asking.ranges))
    except OverflowError:
        return False
    return True


def _words(asking: ViewWordings) -> Iterable[tuple[str, Interval]]:
    return asking.problem.words_of(asking.view).items()


def _require_same_questions(samples: Iterable[_Sample]) -> None:
    """Each wording of a view's own asks what the view asks."""
    tried = [(sample, wording, sample.questions(wording)) for sample in samples for wording in sample.asking.own]
    for (sample, wording, asked), found in zip(tried, _expected([each[2] for each in tried]), strict=True):
        differs = found.ne_missing(sample.expected)
        if differs.any():
            row = int(differs.arg_max() or 0)
            said = "is not understood" if found[row] is None else f"is understood as asking for {found[row]}"
            raise ValueError(
                f"wording.questions.{sample.asking.key}: {wording!r} cannot be read back: {asked[row]!r} {said}, where "
                f"the answer is {sample.expected[row]}; write an equation, or words such as 'What is {{a}} plus {{b}}?'"
            )


_NOTHING = pl.DataFrame(
    schema=dict.fromkeys(("field", "wording", "question", "whole", "completion", "verdict"), pl.String)
)


def _said(sample: _Sample, declared: Declared) -> Iterator[pl.DataFrame]:
    """Right and wrong answers in each wording: each with the first of the others."""
    asking = sample.asking
    own = asking.own or (asking.view.question,)
    first = declared.questions[0], own[0], declared.answers[0]
    ways = {first: ("question", first[0])}
    ways |= {(first[0], each, first[2]): (f"questions.{asking.key}", each) for each in own[1:]}
    ways |= {(each, *first[1:]): ("question", each) for each in declared.questions[1:]}
    ways |= {(*first[:2], each): ("answer", each) for each in declared.answers[1:]}
    # An only wording of the question that says nothing is not at fault.
    if first[0] == "{question}":
        ways[first] = ("answer", first[2])
    for (around, question, answer), (field, wording) in ways.items():
        asked = sample.questions(around.replace("{question}", question))
        for verdict, claimed in (("RIGHT", sample.expected), ("WRONG", _others(sample.expected))):
            calculation = filled(result_apart(answer), asking.problem.reasoning(asking.view))
            said = sample.texts.with_columns(claimed.alias(ANSWER)).select(text(calculation, signed=sample.signed))
            frame = pl.DataFrame({"question": asked, "completion": said.to_series()})
            # Numbers are drawn for their places alone: 21/78 has no digits to turn round.
            fits = claimed.str.contains(r"^-?[0-9]+$") if reversed_slots(answer) else claimed.is_not_null()
            yield frame.filter(fits.fill_null(value=False)).select(
                field=pl.lit(f"wording.{field}"),
                wording=pl.lit(wording),
                question="question",
                whole=pl.concat_str("question", "completion", separator=" "),
                completion="completion",
                verdict=pl.lit(verdict),
            )


def _others(expected: pl.Series) -> pl.Series:
    """For each answer another one of the samples; null where there is none."""
    distinct = expected.unique(maintain_order=True).to_list()
    other = {each: next((one for one in distinct if one != each), None) for each in distinct}
    return pl.Series([other[each] for each in expected.to_list()], dtype=pl.String)


def _require_told(rows: pl.DataFrame, declared: Declared) -> None:
    from pairwright.verify import Reason, Verdict, Verifier, score_column

    verdicts, reasons = Verifier(*declared.whole).judged(rows["whole"])
    certified = pl.DataFrame(
        {
            "verdict": [Verdict(code).name for code in verdicts.tolist()],
            "reason": [Reason(code).name for code in reasons.tolist()],
        }
    )
    scored = score_column(rows, wording=declared)
    read = score_column(declared.parted(rows["whole"]))
    for frame in (certified, scored, read):
        false = pl.col("reason") == Reason.FAILS.name
        told = pl.when(false).then(pl.format("{} for a false reason", "verdict")).otherwise("verdict")
        found = frame.select(told.alias("told")).to_series()
        differs = (frame["verdict"] != rows["verdict"]) | (
            (rows["verdict"] == Verdict.RIGHT.name) & (frame["reason"] == Reason.FAILS.name)
        )
        if differs.any():
            row = int(differs.arg_max() or 0)
            field, wording, _, whole, _, verdict = rows.row(row)
            raise ValueError(
                f"{field}: {wording!r} cannot be read back: {whole!r} is {found[row]} to the verifier, and "
                f"should be {verdict}; set it apart by words, such as "
                + ("'Q: {question}'" if field == "wording.question" else "'The answer is {answer}.'")
            )
