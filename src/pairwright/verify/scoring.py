"""Columns of questions, completions and, if there are any, stated answers, to columns of what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright import collecting
from pairwright.errors import DataError
from pairwright.verify.answer_types.answer_forms import FORMS
from pairwright.verify.answer_types.choices import CHOICES
from pairwright.verify.answer_types.inequalities import INEQUALITIES
from pairwright.verify.answer_types.lists import LISTS
from pairwright.verify.answer_types.rounding import rounded
from pairwright.verify.answers.answers import reading_of
from pairwright.verify.answers.asking import wanted, wanted_by_answer
from pairwright.verify.answers.claims import Equation, Reading
from pairwright.verify.answers.extraction import require_known
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.numbers import Claim, Condition, number_at
from pairwright.verify.answers.passage import CLOSED, OPENED, Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.reasons import reasons, same_numbers, statement
from pairwright.verify.columns.lifting import Shape, alike
from pairwright.verify.columns.notations import MAX_LENGTH, one_notation
from pairwright.verify.declared_texts.declared import Declared
from pairwright.verify.exact.fractions import Fractions
from pairwright.verify.judging import Codes, Judge, Outcome
from pairwright.verify.kept import Kept
from pairwright.verify.questions.grammar import question_of
from pairwright.verify.questions.trees import Operation, Question, Unknown, is_plain
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.single import Numbers, few, judged, met
from pairwright.verify.verdict import Reason, Verdict

# Between question, completion and stated answer while numbers are lifted out of them.
_BETWEEN = "\x1f"
# A model may say what stands between texts here: the replacement character is no text either.
_MARKS, _NO_TEXT = r"[\x1e\x1f]", "\ufffd"
# Stories of all names and things, a few kB each at most.
_MAX_QUESTIONS = 16_384
_NOTES = pl.Series([None, "rounded", "gold differs", "reversed"], dtype=pl.String)
_ROUNDED, _DIFFERS, _REVERSED = 1, 2, 3
SCHEMA = dict.fromkeys(("verdict", "reason", "expected", "found", "note"), pl.String)


@dataclass(frozen=True)
class Options:
    """How answers are looked for and judged.

    Attributes:
        extract: where they must stand.
        decimals: how many decimals suffice; None if they must be exact.
        wording: the wordings that a recipe declares; None of texts that anyone wrote.
    """

    extract: str = "auto"
    decimals: int | None = None
    wording: Declared | None = None

    def __post_init__(self) -> None:
        """Refuse what is none.

        Raises:
            DataError: an option that is none of ours.
        """
        require_known(self.extract)
        if self.decimals is not None and not (isinstance(self.decimals, int) and 0 < self.decimals <= 100):
            raise DataError(
                f"decimals: {self.decimals!r} should be a whole number from 1 to 100, or None for exact answers"
            )


def scored(frame: pl.DataFrame, options: Options) -> pl.DataFrame:
    """What is said of each row.

    Args:
        frame: question, completion and answer (String, null where there is none).
        options: how answers are looked for.

    Returns:
        The columns of `score_column` and judged (Boolean): whether the question was understood, or an answer stated.
    """
    frame = frame.with_columns(pl.col("question", "completion", "answer").str.replace_all(_MARKS, _NO_TEXT))
    if (wording := options.wording) is not None:
        frame = frame.with_columns(wording.bare(frame["question"]), wording.said(frame["completion"]))
    tail = pl.col("completion").fill_null("")
    long = frame["completion"].str.len_chars() > MAX_LENGTH
    if long.any():
        tail = pl.when(long).then(_end_of(pl.col("completion"))).otherwise(tail)
    texts = frame.select(
        text=pl.concat_str(
            [pl.col("question").fill_null(""), tail, pl.col("answer").str.replace(r"(?s)^.*####", "").fill_null("")],
            separator=_BETWEEN,
        )
    )
    distinct = texts.unique(maintain_order=True)
    with collecting.seldom():
        columns = _Sheet(options).filled(distinct.to_series())
    found = pl.concat([distinct, columns], how="horizontal")
    return texts.join(found, on="text", how="left", maintain_order="left").drop("text")


def _end_of(text: pl.Expr) -> pl.Expr:
    """The end of a long text, from a word's beginning on; in a thought where one is open there."""
    head = text.str.head(-MAX_LENGTH)
    thinking = head.str.count_matches(OPENED) > head.str.count_matches(CLOSED)
    return pl.when(thinking).then(pl.lit("<think>")).otherwise(pl.lit("")) + text.str.tail(MAX_LENGTH).str.replace(
        r"^\S+", ""
    )


@dataclass(frozen=True)
class _Judges:
    """The judges of a shape.

    Attributes:
        answer: of the answer.
        statements: of its reason.
        unread: whether there is more to the reason.
        conditions: what must be so for there to be an answer.
        plain: whether all is plain arithmetic to be worked out.
        gold: of the stated answer as an answer to the question, where there are both.
        decimal: the run of digits behind the point of the answer; -1 if there is none.
        loosely: makes the judges of what is read more loosely, which counts only where it is right.
        proven: whether something said must be true, as there are claims that did not count.
    """

    answer: ShapeJudge[Judge]
    statements: list[Equation]
    unread: bool
    conditions: tuple[Condition, ...]
    plain: bool
    gold: ShapeJudge[Judge] | None
    decimal: int
    loosely: Callable[[], _Judges | None]
    proven: bool


@dataclass
class _Sheet:
    """The columns while they are filled, shape by shape."""

    options: Options
    codes: Codes = field(init=False)
    why: Codes = field(init=False)
    notes: Codes = field(init=False)
    known: npt.NDArray[np.bool_] = field(init=False)
    expected: Fractions = field(init=False)
    found: Fractions = field(init=False)

    def filled(self, texts: pl.Series) -> pl.DataFrame:
        """The columns for distinct texts of question, completion and stated answer, a separator between."""
        rows = len(texts)
        self.codes = np.full(rows, Verdict.UNPARSED, dtype=np.uint8)
        self.why = np.full(rows, Reason.NONE, dtype=np.uint8)
        self.notes, self.known = np.zeros(rows, dtype=np.uint8), np.zeros(rows, dtype=bool)
        self.expected, self.found = Fractions(rows), Fractions(rows)
        judges_of = _kept(self.options.extract)
        for _, shape in alike(one_notation(texts), _meaning):
            if (judges := judges_of(shape.text)) is not None:
                self._judge(judges, shape)
        return self._columns()

    def _judge(self, judges: _Judges, shape: Shape) -> None:
        numbers = self._answered(judges, shape)
        self.why[shape.rows] = reasons(judges.statements, unread=judges.unread, shape=shape, numbers=numbers)
        self.known[shape.rows] = True
        self._judge_again(judges, shape)
        if judges.gold is not None:
            for rows, said in judges.gold.judged(shape):
                at = shape.rows[rows]
                self.notes[at[said.codes == Verdict.WRONG]] = _DIFFERS

    def _judge_again(self, judges: _Judges, shape: Shape) -> None:
        """Those that are not read, more loosely."""
        if shape.rows.size == 1 and self.codes[shape.rows[0]] != Verdict.UNPARSED:
            return
        loose: _Judges | None = judges
        unread = np.flatnonzero(self.codes[shape.rows] == Verdict.UNPARSED)
        while unread.size and loose is not None and (loose := loose.loosely()) is not None:
            self._judge_loosely(loose, shape.among(unread))
            unread = unread[self.codes[shape.rows[unread]] == Verdict.UNPARSED]

    def _answered(self, judges: _Judges, shape: Shape) -> list[Numbers] | None:
        """The answers judged; the numbers of each text, where they are few."""
        numbers = few(shape)
        if numbers is None or not judges.plain:
            self._in_columns(judges, shape)
        else:
            for row, each in zip(shape.rows.tolist(), numbers, strict=True):
                self._singly(judges, row, each)
        return numbers

    def _judge_loosely(self, judges: _Judges, shape: Shape) -> None:
        """The answers that an ending alone gives, or the steps to it, where they are right and nothing said is false."""
        notes = self.notes[shape.rows]
        numbers = self._answered(judges, shape)
        self.notes[shape.rows] = notes
        self.why[shape.rows] = reasons(judges.statements, unread=judges.unread, shape=shape, numbers=numbers)
        why = self.why[shape.rows]
        doubtful = (self.codes[shape.rows] == Verdict.WRONG) | (
            why != Reason.HOLDS if judges.proven else why == Reason.FAILS
        )
        self.codes[shape.rows[doubtful]] = Verdict.UNPARSED

    def _singly(self, judges: _Judges, row: int, numbers: Numbers) -> None:
        question, reading = judges.answer.judge.question, judges.answer.judge.reading
        said = judged(question, reading.claims, numbers)
        self.codes[row] = said.verdict
        if said.verdict is not Verdict.DEGENERATE and not met(judges.conditions, numbers):
            self.codes[row] = Verdict.UNPARSED
        elif said.verdict is Verdict.WRONG and judges.decimal >= 0 and said.expected and said.found:
            self._round(np.array([row]), said.expected, said.found, np.array([numbers.widths[judges.decimal]]))
        self.expected.put_one(row, said.expected)
        self.found.put_one(row, said.found)

    def _in_columns(self, judges: _Judges, shape: Shape) -> None:
        judge = judges.answer
        for rows, said in judge.judged(shape):
            at = shape.rows[rows]
            self.codes[at] = said.codes
            if judge.judge.question.answers in LISTS:
                self._put_lists(at, judge.judge, said)
                continue
            expected, found = judge.judge.expected(said), judge.judge.found(said)
            if (answers := judge.judge.question.answers) in {*CHOICES, "decimal"}:
                self.expected.put_said(at, expected[0], answers)
                self.found.put_said(at, found[0], answers)
                continue
            if answers in FORMS:
                self.expected.put_told(at, expected, FORMS[answers].told)
                self.found.put_told(at, found, FORMS[answers].told)
                continue
            if answers in INEQUALITIES:
                for column, signs, parts in zip(
                    (self.expected, self.found), judge.judge.orders(said), (expected, found), strict=True
                ):
                    column.put_behind(at, parts[0], [f"{judge.judge.question.unknown}{sign}" for sign in signs])
                continue
            names = judge.judge.question.letters
            self.expected.put_parts(at, expected, names)
            self.found.put_parts(at, found, names)
            if judges.decimal >= 0 and said.columns is not None:
                self._round_columns(at, said, expected[0], found[0], shape.widths(judges.decimal)[rows])
        if judges.conditions:
            unmet = shape.rows[~_met(judges.conditions, shape)]
            self.codes[unmet[self.codes[unmet] != Verdict.DEGENERATE]] = Verdict.UNPARSED

    def _put_lists(self, at: npt.NDArray[np.int64], judge: Judge, said: Outcome) -> None:
        between = "*" if judge.question.answers == "factors" else ", "
        for column, items in zip((self.expected, self.found), judge.lists(said), strict=True):
            column.put_list(at, items, between)

    def _round_columns(
        self,
        at: npt.NDArray[np.int64],
        said: Outcome,
        expected: tuple[object, object],
        found: tuple[object, object],
        places: npt.NDArray[np.int64],
    ) -> None:
        wrong = np.flatnonzero(said.codes == Verdict.WRONG)
        if wrong.size:
            parts = [np.broadcast_to(np.asarray(part), at.shape)[wrong].astype(object) for part in (*expected, *found)]
            self._round(at[wrong], (parts[0], parts[1]), (parts[2], parts[3]), places[wrong])

    def _round(self, at: npt.NDArray[np.int64], expected: object, found: object, places: npt.NDArray[np.int64]) -> None:
        """Note the answers that are the right one rounded; right where as many decimals suffice."""
        hits = rounded(expected, found, places)
        self.notes[at[hits]] = _ROUNDED
        if self.options.decimals is not None:
            self.codes[at[hits & (places >= self.options.decimals)]] = Verdict.RIGHT

    def _columns(self) -> pl.DataFrame:
        unclear = self.codes == Verdict.UNPARSED
        self.why[unclear] = Reason.NONE
        self.notes[unclear & (self.notes == _ROUNDED)] = 0
        self.known &= self.codes != Verdict.DEGENERATE
        expected, found = self.expected.texts(), self.found.texts()
        backwards = _backwards(expected, found) & (self.codes == Verdict.WRONG) & (self.notes == 0)
        self.notes[backwards] = _REVERSED
        return pl.DataFrame(
            {
                "verdict": pl.Series([verdict.name for verdict in Verdict]).gather(self.codes),
                "reason": pl.Series([reason.name for reason in Reason]).gather(self.why),
                "expected": expected,
                "found": found.set(pl.Series(unclear), None),
                "note": _NOTES.gather(self.notes),
                "judged": pl.Series(self.known),
            },
            schema={**SCHEMA, "judged": pl.Boolean},
        )


def _backwards(expected: pl.Series, found: pl.Series) -> npt.NDArray[np.bool_]:
    """Where a whole number stands with its digits from right to left, its sign before them."""
    digits = pl.col("expected").str.strip_prefix("-")
    signs = pl.col("expected").str.starts_with("-") == pl.col("found").str.starts_with("-")
    turned = (digits.str.reverse() == pl.col("found").str.strip_prefix("-")) & digits.str.contains(r"^[0-9]{2,}$")
    frame = pl.DataFrame({"expected": expected, "found": found}, schema={"expected": pl.String, "found": pl.String})
    return frame.select((turned & signs).fill_null(value=False)).to_series().to_numpy()


@lru_cache(maxsize=64)
def _kept(extract: str) -> Kept[_Judges | None]:
    return Kept(lambda shape: _judges(shape, extract))


def _meaning(shape: str) -> Hashable:
    """What is asked and answered: equal for stories of other people and things; the shape where nothing is asked."""
    asked_for, _, said = shape.partition(_BETWEEN)
    question = _question(asked_for)
    # A completion that asks is compared with the question's text.
    return shape if question is None or "?" in said else (question, asked_for.count("0"), said)


@lru_cache(maxsize=1)
def _readers() -> tuple[Callable[[str, Wanted], Reading | None], ...]:
    """One after the other, each more loosely than the one before."""
    # To import these takes 0.06 s, and where all is read none of them is asked.
    from pairwright.verify.looser.by_ending import loose_reading_of
    from pairwright.verify.looser.by_steps import worked_out
    from pairwright.verify.looser.by_telling import explained_behind, in_any_words
    from pairwright.verify.looser.steps_in_languages import worked_in_languages
    from pairwright.verify.unfolding.reader import UNFOLDING

    looser = (loose_reading_of, worked_out, in_any_words, explained_behind, worked_in_languages)
    return (reading_of, *looser, *UNFOLDING)


def _judges(shape: str, extract: str, *, reader: int = 0, claimed: bool = False) -> _Judges | None:
    """The judges of a shape; None where the question is not understood and no answer stated, or nothing read loosely.

    Args:
        shape: question, completion and stated answer, a separator between.
        extract: where the answer must stand.
        reader: which reads the completion; the next one that reads it where this does not.
        claimed: whether the first one found claims.
    """
    parts = shape.split(_BETWEEN)
    if len(parts) != 3:
        return None
    asked_for, completion, stated = parts
    runs = asked_for.count("0")
    gold = _gold(stated, runs + completion.count("0"))
    question = _question(asked_for)
    if question is not None:
        asked = wanted(asked_for, question, extract)
    elif gold is not None:
        question = Question(gold.tree, Unknown("?"))
        asked = wanted_by_answer(asked_for, extract)
    else:
        return None
    reading = (_readers()[reader] if reader else reading_of)(completion, asked) or Reading()
    while reader and not reading.claims:
        reader += 1
        if reader == len(_readers()):
            return None
        reading = _readers()[reader](completion, asked) or Reading()
    claimed_before, claimed = claimed, claimed or bool(reading.claims)
    claim = reading.claims[0].tree if reading.claims else None
    said = [
        # 7/3 = 2.33 is said of what is rounded.
        None if asked.rounded and (each.unknown or "." in each.text) else statement(each, shape, claim)
        for each in reading.equations
    ]
    return _Judges(
        ShapeJudge(Judge(question, reading), shape.count("0")),
        [each for each in said if each is not None],
        reading.unread or None in said,
        reading.conditions,
        _is_plain(question, reading),
        ShapeJudge(Judge(question, Reading((gold,))), shape.count("0"))
        if gold is not None and not asked.told
        else None,
        _decimal(reading),
        partial(_next_judges, shape, extract, reader, claimed=claimed),
        # All roots together are more than the one that was claimed.
        proven=reader == 1 and claimed_before and not reading.together,
    )


# Asked for of what is not read alone; one for each shape would be made for all.
@lru_cache(maxsize=1024)
def _next_judges(shape: str, extract: str, reader: int, *, claimed: bool) -> _Judges | None:
    return _judges(shape, extract, reader=reader + 1, claimed=claimed) if reader + 1 < len(_readers()) else None


@lru_cache(maxsize=_MAX_QUESTIONS)
def _question(shape: str) -> Question | None:
    return question_of(shape, 0)


def _gold(stated: str, first: int) -> Claim | None:
    """A stated answer, if it is a number."""
    passage = plain(Passage(stated, range(first, first + stated.count("0"))), "?") if "\\" in stated else None
    text = (stated if passage is None else passage.text).strip(" \t\r\n$.")
    runs = range(first, first + text.count("0")) if passage is None else passage.runs
    read = number_at(text, 0, runs) if text else None
    return read.claim if read is not None and read.end == len(text) and not read.conditions else None


def _decimal(reading: Reading) -> int:
    if not reading.claims:
        return -1
    tree = reading.claims[0].tree
    while isinstance(tree, Operation) and tree.operator == "-":
        tree = tree.right
    return getattr(tree, "index", -1) + tree.groups if getattr(tree, "decimal", False) else -1  # type: ignore[union-attr]


def _is_plain(question: Question, reading: Reading) -> bool:
    """Whether something is to be worked out, and all of it is plain arithmetic."""
    more = question.parts or question.answers or question.precision
    worked_out = question.right == Unknown("?") and not more and is_plain(question.left)
    return worked_out and all(is_plain(claim.tree) and not claim.further for claim in reading.claims)


def _met(conditions: tuple[Condition, ...], shape: Shape) -> npt.NDArray[np.bool_]:
    """Where all conditions are met."""
    found = np.ones(shape.rows.size, dtype=bool)
    numbers = shape.numbers()
    for each in conditions:
        if each.either:
            found &= np.logical_or.reduce([_met(option, shape) for option in each.either])
            continue
        if each.same is not None:
            found &= same_numbers(*each.same, shape)
        if each.among:
            found &= _is_one_of(each.run, each.among, shape)
        if each.apart:
            found &= ~_is_one_of(each.run, each.apart, shape)
        if each.number >= 0:
            found &= numbers[each.run] == each.number
        if each.width:
            found &= shape.widths(each.run) == each.width
    return found


def _is_one_of(run: int, others: tuple[int, ...], shape: Shape) -> npt.NDArray[np.bool_]:
    """Where a run of digits is the same number as one of others."""
    numbers = shape.numbers()
    known = np.zeros(shape.rows.size, dtype=bool)
    for other in others:
        known |= (numbers[run] == numbers[other]) & (shape.widths(run) == shape.widths(other))
    return known
