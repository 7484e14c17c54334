"""Whole columns of texts of declared wording to verdicts, shape by shape."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.verify.answers.claims import Equation, Reading
from pairwright.verify.answers.reasons import reasons, statement
from pairwright.verify.columns.lifting import alike
from pairwright.verify.columns.names import has_names, renamed
from pairwright.verify.columns.signs import signs_apart
from pairwright.verify.declared_texts.frame import Frame
from pairwright.verify.declared_texts.reversed_digits import ReversedDigits, plain_wording
from pairwright.verify.declared_texts.solutions import Solutions
from pairwright.verify.judging import Codes, Judge
from pairwright.verify.questions.trees import Question
from pairwright.verify.shapes import ShapeJudge
from pairwright.verify.single import few
from pairwright.verify.verdict import Reason, Verdict

_MAX_TEXTS, _MAX_MEANINGS = 16_384, 2048
# Below this many a look at each text costs more than it spares.
_FEW = 64


@dataclass(frozen=True, eq=False)
class _Meaning:
    """What texts say, whatever their names and signs, with so many numbers; one of a kind, so known by its identity."""

    question: Question
    reading: Reading
    count: int

    @cached_property
    def judge(self) -> ShapeJudge[Judge]:
        """What judges the answer."""
        return ShapeJudge(Judge(self.question, self.reading), self.count)

    @cached_property
    def statements(self) -> list[Equation]:
        """What is said to be equal."""
        claim = self.reading.claims[0].tree
        stated = (statement(each, "0" * self.count, claim) for each in self.reading.equations)
        return [each for each in stated if each is not None]


@dataclass(frozen=True, eq=False)
class _Read:
    """A shape that was read: what it says, and which of its numbers are negative."""

    meaning: _Meaning
    negative: frozenset[int]


@cache
def _plain() -> Verifier:
    return Verifier("{question} The answer is {answer}.")


class Verifier:
    """Reads texts of declared wordings and says of each whether what it claims is so.

    Args:
        wordings: how question and answer stand together, with the slots question, answer, answer_reversed (its digits
            from right to left) and (if there is one) calculation, steps or steps_reversed; a text that two of them read otherwise is read by none.

    >>> said = Verifier("{question} The answer is {answer}.")
    >>> said.verdicts(pl.Series(["57+4=? The answer is 61.", "x+5=8,x=? The answer is 4."])).tolist()
    [0, 1]
    """

    def __init__(self, *wordings: str) -> None:
        self._reversed = ReversedDigits.of(wordings)
        wordings = tuple(map(plain_wording, wordings))
        self._solutions = Solutions.of(wordings)
        self._frames = [Frame(each) for each in wordings if "{steps}" not in each]
        # A wording with a name of its own would not be found in texts that have another.
        self._names = not any(map(has_names, wordings))
        self._framed = lru_cache(maxsize=_MAX_TEXTS)(self._framed_anew)
        self._read = lru_cache(maxsize=_MAX_TEXTS)(lambda shape: self._framed(renamed(shape) if self._names else shape))
        self._meaning = lru_cache(maxsize=_MAX_MEANINGS)(_Meaning)

    def verdicts(self, texts: pl.Series) -> Codes:
        """The `Verdict` codes (uint8, one for each text) of a column (dtype String, no nulls)."""
        return self.judged(texts)[0]

    def judged(self, texts: pl.Series) -> tuple[Codes, Codes]:
        """The `Verdict` and the `Reason` codes (uint8, one for each text) of a column (dtype String, no nulls).

        >>> said = Verifier("{question} The answer is {answer} because {calculation} equals {answer}.")
        >>> said.judged(pl.Series(["57+4=? The answer is 61 because 57+5 equals 61."]))[1].tolist()
        [1]
        """
        texts = self._reversed.plainly(texts)
        if not self._solutions.patterns:
            return self._framed_texts(texts)
        fits, verdicts, why = self._solutions.judged(texts, _plain().verdicts)
        rows, others = fits.to_numpy(), self._framed_texts(texts.filter(~fits))
        both = tuple(np.empty(rows.size, dtype=np.uint8) for _ in range(2))
        for codes, ours, theirs in zip(both, (verdicts, why), others, strict=True):
            codes[rows], codes[~rows] = ours, theirs
        return both[0], both[1]

    def _framed_texts(self, texts: pl.Series) -> tuple[Codes, Codes]:
        """See `judged`; of texts without steps."""
        codes = np.full(len(texts), Verdict.UNPARSED, dtype=np.uint8)
        why = np.full(len(texts), Reason.NONE, dtype=np.uint8)
        places = self._fitting(texts)
        fitting = texts if places is None else texts[places]
        for meaning, shape in alike(fitting, self._said, self._negative):
            at = shape.rows if places is None else places[shape.rows]
            for rows, judged in meaning.judge.judged(shape):
                codes[at[rows]] = judged.codes
            why[at] = reasons(
                meaning.statements, unread=False, shape=shape, numbers=few(shape) if meaning.statements else None
            )
        return codes, why

    def _said(self, shape: str) -> _Meaning | None:
        """What the texts of a shape say, their signs aside; None where it is not read."""
        return None if (read := self._read(shape)) is None else read.meaning

    def _negative(self, shape: str) -> frozenset[int]:
        """Which runs of digits stand for negative numbers."""
        return frozenset() if (read := self._read(shape)) is None else read.negative

    def _fitting(self, texts: pl.Series) -> npt.NDArray[np.int64] | None:
        """Which texts may fit a frame (None: all); refusals do not, and to look takes a tenth of lifting numbers."""
        needed = {frame.needed for frame in self._frames}
        if not needed or "" in needed or len(texts) < _FEW:
            return None
        hold = texts.str.contains_any(list(needed)) if len(needed) > 1 else texts.str.contains(*needed, literal=True)
        return None if hold.all() else np.flatnonzero(hold.to_numpy())

    def sound(self, texts: pl.Series) -> npt.NDArray[np.bool_]:
        """Which texts (dtype String, no nulls) are RIGHT and give no reason that fails."""
        codes, why = self.judged(texts)
        sound: npt.NDArray[np.bool_] = (codes == Verdict.RIGHT) & (why != Reason.FAILS)
        return sound

    def _framed_anew(self, shape: str) -> _Read | None:
        found = [framed for frame in self._frames if (framed := frame.read(shape)) is not None]
        if not found or any(each != found[0] for each in found):
            return None
        question, reading, negative = signs_apart(found[0].question, found[0].reading)
        return _Read(self._meaning(question, reading, shape.count("0")), negative)
