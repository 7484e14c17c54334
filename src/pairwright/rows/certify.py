"""Finished rows read back as text: each chosen side right, each rejected side not, and all of them different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import combinations
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.errors import CertificationError
from pairwright.layouts import Layout, Rejects
from pairwright.verify import Codes, Declared, Reason, Verdict, Verifier

Booleans = npt.NDArray[np.bool_]
_LOOKED_AT = 4096


@dataclass(frozen=True)
class Certifier:
    """Certifies the rows of one split.

    Attributes:
        wording: what the recipe declares.

    """

    split: str
    layout: Layout
    wording: Declared

    def chosen(self, frame: pl.DataFrame, where: str) -> None:
        """Each chosen side must be RIGHT, its reason not FAILS.

        Raises:
            CertificationError: one is not; or `pairwright.reward` does not understand a question meant for it.

        """
        self._check(self._of_chosen(frame, where))
        if self.layout.scored is not None:
            self._check_rewards(frame, self.layout.scored, where)

    def rejected(self, frame: pl.DataFrame, refused: Booleans, per_prompt: int, where: str) -> None:
        """No rejected side is sound or the chosen one, none stands twice for a prompt, and mistakes are false.

        A mistake is an answer that is WRONG, or one that is RIGHT with a reason that FAILS.

        Args:
            frame: rows in the layout, all of each prompt's.
            refused: for each rejected answer whether it is a refusal, which need not be understood.
            per_prompt: how many each prompt has.
            where: what to call the rows in a complaint.

        Raises:
            CertificationError: one is otherwise.

        """
        if self.layout.rejects is not Rejects.NONE:
            self._require_all(frame, refused, per_prompt, where)
            self._check(*self._of_rejected(frame, refused, where))
            self._compare(frame, refused, per_prompt, where)

    def both(self, frame: pl.DataFrame, refused: Booleans, per_prompt: int, where: str) -> None:
        """What `chosen` and `rejected` certify, read at once: a shape that both have costs what one costs.

        Raises:
            CertificationError: a row is otherwise.

        """
        self._require_all(frame, refused, per_prompt, where)
        self._check(self._of_chosen(frame, where), *self._of_rejected(frame, refused, where))
        self._compare(frame, refused, per_prompt, where)
        if self.layout.scored is not None:
            self._check_rewards(frame, self.layout.scored, where)

    def _require_all(self, frame: pl.DataFrame, refused: Booleans, per_prompt: int, where: str) -> None:
        """As many sides are there as there should be."""
        rejected, chosen = len(self.layout.rejected_texts(frame)), len(self.layout.chosen_texts(frame))
        prompts = refused.size // per_prompt
        if rejected != refused.size or chosen not in {prompts, refused.size}:
            self._refuse(f"{where}: {chosen} chosen and {rejected} rejected sides for {prompts} prompts")

    def _compare(self, frame: pl.DataFrame, refused: Booleans, per_prompt: int, where: str) -> None:
        """The sides of a prompt differ."""
        texts, chosen = self.layout.rejected_texts(frame), self.layout.chosen_texts(frame)
        times = refused.size // max(len(chosen), 1)
        beside = chosen if times == 1 else chosen[np.repeat(np.arange(len(chosen)), times)]
        if (same := texts == beside).any():
            self._refuse(f"{where}: {texts.filter(same)[0]!r} is both chosen and rejected")
        for one, other in combinations(range(per_prompt), 2):
            first = texts.gather_every(per_prompt, one)
            if (same := first == texts.gather_every(per_prompt, other)).any():
                self._refuse(f"{where}: {first.filter(same)[0]!r} is rejected twice for one prompt")

    def _of_chosen(self, frame: pl.DataFrame, where: str) -> _Claim:
        return _Claim(self.layout.chosen_texts(frame), _sound, f"{where}: chosen")

    def _of_rejected(self, frame: pl.DataFrame, refused: Booleans, where: str) -> tuple[_Claim, _Claim]:
        texts = self.layout.rejected_texts(frame)
        return (
            _Claim(_where(texts, refused), _not_right, f"{where}: rejected"),
            _Claim(_where(texts, ~refused), _false, f"{where}: rejected"),
        )

    def steps(self, rows: pl.DataFrame, where: str) -> None:
        """A wrong solution is the right one up to its first error, and another there.

        Args:
            rows: with solution and rejected_solution (String, a line for each step; null where nothing is rejected) and
                first_error (Int64).
            where: what to call the rows in a complaint.

        Raises:
            CertificationError: one is otherwise.

        """
        right, wrong = (pl.col(name).str.split("\n") for name in ("solution", "rejected_solution"))
        error = pl.col("first_error")
        alike = right.list.head(error) == wrong.list.head(error)
        step, other = (steps.list.get(error, null_on_oob=True) for steps in (right, wrong))
        told = rows.filter(pl.col("rejected_solution").is_not_null())
        lost = told.filter(~(alike & step.ne_missing(other) & other.is_not_null()))
        if lost.height:
            solution, place = lost.select("rejected_solution", "first_error").row(0)
            self._refuse(f"{where}: {solution!r} does not go wrong at step {place}")

    @cached_property
    def _verifier(self) -> Verifier:
        says = self.layout.says
        return _reader_of(tuple((self.wording if says is None else replace(self.wording, answers=(says,))).whole))

    def _check_rewards(self, frame: pl.DataFrame, question: pl.Expr, where: str) -> None:
        """`reward` must understand each question, or it would give 0 to every answer."""
        # What reads anyone's wordings is not needed for declared ones.
        from pairwright.verify import score_column

        asked = frame.select(question=question, completion=pl.col("answer").cast(pl.String)).unique()
        lost = asked.filter(score_column(asked)["verdict"] != Verdict.RIGHT.name)
        if lost.height:
            self._refuse(f"{where}: pairwright.reward would not give {lost['question'][0]!r} its due")

    def _check(self, *claims: _Claim) -> None:
        distinct = [_without_repeats(each.texts) for each in claims]
        if not sum(map(len, distinct)):
            return
        codes, why = self._verifier.judged(pl.concat(distinct))
        start = 0
        for texts, claim in zip(distinct, claims, strict=True):
            verdicts, reasons = (each[start : start + len(texts)] for each in (codes, why))
            start += len(texts)
            if not (passed := claim.passes(verdicts, reasons)).all():
                row = int(np.argmin(passed))
                because = f", its reason {Reason(reasons[row]).name}" if verdicts[row] == Verdict.RIGHT else ""
                self._refuse(f"{claim.where} {texts[row]!r} is {Verdict(verdicts[row]).name}{because}")

    def _refuse(self, found: str) -> None:
        raise CertificationError(
            f"split {self.split!r}, {found}; if the wording is your own, the verifier may not be able to read it: "
            "write the question as an equation, give the verifier a ruling (CONTRIBUTING.md), or turn certification "
            "off (--no-certify)"
        )


# The tests of a recipe have one wording; what was read of it for one of them need not be read again.
@lru_cache(maxsize=4)
def _reader_of(wordings: tuple[str, ...]) -> Verifier:
    return Verifier(*wordings)


class _Claim(NamedTuple):
    """What is claimed of some texts (String), and what to call them in a complaint."""

    texts: pl.Series
    passes: Callable[[Codes, Codes], Booleans]
    where: str


def _where(texts: pl.Series, wanted: Booleans) -> pl.Series:
    """Some of the texts; for a row at a time all or none."""
    return texts if wanted.all() else texts.filter(wanted)


def _without_repeats(texts: pl.Series) -> pl.Series:
    """Each text once; all of them where hardly one repeats, as finding these few takes a twentieth of all time.

    Of 4,096 texts two are alike, in all likelihood, if there are fewer than 4 million to draw from.
    """
    few = texts.head(_LOOKED_AT)
    return texts if few.n_unique() == len(few) == _LOOKED_AT else texts.unique()


def _sound(verdicts: Codes, reasons: Codes) -> Booleans:
    found: Booleans = (verdicts == Verdict.RIGHT) & (reasons != Reason.FAILS)
    return found


def _not_right(verdicts: Codes, _: Codes) -> Booleans:
    found: Booleans = verdicts != Verdict.RIGHT
    return found


def _false(verdicts: Codes, reasons: Codes) -> Booleans:
    found: Booleans = (verdicts == Verdict.WRONG) | ((verdicts == Verdict.RIGHT) & (reasons == Reason.FAILS))
    return found
