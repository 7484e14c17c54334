"""Finished rows read back as text: each chosen side right, each rejected side not, and all of them different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import numpy.typing as npt
import polars as pl

from pairwright.errors import CertificationError
from pairwright.layouts import Layout
from pairwright.verify import Codes, Verdict, Verifier

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Certifier:
    """Certifies the rows of one split.

    Attributes:
        question, answer: the recipe's wordings.

    """

    split: str
    layout: Layout
    question: str
    answer: str

    def chosen(self, frame: pl.DataFrame, where: str) -> None:
        """Each chosen side must be RIGHT.

        Raises:
            CertificationError: one is not.

        """
        texts = frame.select(self.layout.chosen_text).to_series()
        self._check(texts, lambda verdicts: verdicts == Verdict.RIGHT, f"{where}: chosen")

    def rejected(self, frame: pl.DataFrame, refused: Booleans, per_prompt: int, where: str) -> None:
        """No rejected side is RIGHT or the chosen one, none stands twice for a prompt, and mistakes are WRONG.

        Args:
            frame: rows in the layout, all of each prompt's.
            refused: for each rejected answer whether it is a refusal, which need not be understood.
            per_prompt: how many each prompt has.
            where: what to call the rows in a complaint.

        Raises:
            CertificationError: one is otherwise.

        """
        if self.layout.rejected_text is None:
            return
        rows = frame.explode("rejected") if self.layout.lists_rejected else frame
        texts = rows.select(self.layout.rejected_text).to_series()
        self._check(texts.filter(refused), lambda verdicts: verdicts != Verdict.RIGHT, f"{where}: rejected")
        self._check(texts.filter(~refused), lambda verdicts: verdicts == Verdict.WRONG, f"{where}: rejected")
        if (same := texts == rows.select(self.layout.chosen_text).to_series()).any():
            self._refuse(f"{where}: {texts.filter(same)[0]!r} is both chosen and rejected")
        for one, other in combinations(range(per_prompt), 2):
            first = texts.gather_every(per_prompt, one)
            if (same := first == texts.gather_every(per_prompt, other)).any():
                self._refuse(f"{where}: {first.filter(same)[0]!r} is rejected twice for one prompt")

    @cached_property
    def _verifier(self) -> Verifier:
        answer = self.answer if self.layout.rejected_text is not None else "The answer is {answer}."
        return Verifier(f"{self.question} {answer}")

    def _check(self, texts: pl.Series, passes: Callable[[Codes], Booleans], where: str) -> None:
        if not len(texts):
            return
        distinct = texts.unique()
        verdicts = self._verifier.verdicts(distinct)
        if not (passed := passes(verdicts)).all():
            row = int(np.argmin(passed))
            self._refuse(f"{where} {distinct[row]!r} is {Verdict(verdicts[row]).name}")

    def _refuse(self, found: str) -> None:
        raise CertificationError(
            f"split {self.split!r}, {found}; if the wording is your own, the verifier may not be able to read it: "
            "write the question as an equation, or turn certification off (--no-certify)"
        )
