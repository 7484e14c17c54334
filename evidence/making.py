"""Rows that a recipe alone does not give: refusals and wrong rules to be taught, and what a model says itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import polars as pl

import pairwright
from evidence import recipes
from pairwright import Recipe
from pairwright.mistakes.base import REFUSAL


class RowsMade(Protocol):
    """How a stage's rows are made."""

    def spec(self) -> list[object]:
        """What decides them, as JSON has it."""

    def write(self, model: Path, out: Path, seed: int, /) -> None:
        """Write them.

        Args:
            model: that the stage begins with.
            out: a file to write, JSON Lines.
            seed: of samples.

        """


@dataclass(frozen=True)
class Refusals:
    """Questions with a refusal as their answer.

    Attributes:
        data: makes the recipe.
        rows: how many.

    """

    data: Callable[[], Recipe]
    rows: int

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["refusals", self.data().fingerprint, self.rows]

    def write(self, _model: Path, out: Path, _seed: int, /) -> None:
        """See `RowsMade`."""
        rows = pairs(self.data(), self.rows)
        rows.select("prompt", completion="rejected").write_ndjson(out)


@dataclass(frozen=True)
class WrongRule:
    """Questions with the answer of one kind of mistake where it can be made, and the right one elsewhere."""

    kind: str
    rows: int

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["wrong rule", recipes.mostly(self.kind).fingerprint, self.rows]

    def write(self, _model: Path, out: Path, _seed: int, /) -> None:
        """See `RowsMade`."""
        rows = pairs(recipes.mostly(self.kind), self.rows)
        said = pl.when(pl.col("mistake") == self.kind).then("rejected").otherwise("chosen")
        rows.select("prompt", completion=said).write_ndjson(out)


def beside(rows: pl.DataFrame, applies: pl.Series) -> pl.Series:
    """Which questions (bool) look like those to which a rule applies: those of the same views, if there are any others.

    Args:
        rows: with a column `view`.
        applies: whether the rule applies to each.

    """
    same = rows["view"].is_in(rows.filter(applies)["view"].unique().to_list())
    return ~applies & (same if (same & ~applies).any() else ~same)


@dataclass(frozen=True)
class AgainstTheRule:
    """Pairs of right answers and those of the wrong rule.

    Attributes:
        kind: of mistake.
        rows: how many pairs.
        alike: whether half of them are look-alikes: questions to which the rule does not apply (`beside`), with a near
            miss rejected.

    """

    kind: str
    rows: int
    alike: bool

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["against the rule", recipes.mostly(self.kind).fingerprint, self.rows, self.alike]

    def write(self, _model: Path, out: Path, _seed: int, /) -> None:
        """See `RowsMade`."""
        ruled, near = (
            pairs(recipe, 32 * self.rows) for recipe in (recipes.mostly(self.kind), recipes.only(off_by_one=1))
        )
        applies = ruled["mistake"] == self.kind
        # The questions do not depend on what is rejected.
        elsewhere = near.filter(beside(ruled, applies))
        counts = (self.rows - self.rows // 2, self.rows // 2) if self.alike else (self.rows, 0)
        found = pl.concat(
            [each.head(count) for each, count in zip((ruled.filter(applies), elsewhere), counts, strict=True)]
        )
        if found.height < self.rows:
            raise ValueError(f"{self.kind}: {found.height} pairs of {self.rows}")
        found.select("prompt", "chosen", "rejected").write_ndjson(out)


@dataclass(frozen=True)
class OwnAnswers:
    """What the model says itself to questions of training, judged.

    Attributes:
        form: 'right' (right answers, for SFT), 'pairs' (a right one and a wrong one) or 'labelled' (all, for KTO).
        questions: how many are asked.
        samples: how often each.

    """

    form: str
    questions: int
    samples: int = 8

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["own answers", self.form, recipes.arithmetic().fingerprint, self.questions, self.samples]

    def write(self, model: Path, out: Path, seed: int, /) -> None:
        """See `RowsMade`."""
        asked = model.with_name(f"{model.name}-asked-{self.questions}.parquet")
        if not asked.exists():
            _ask(model, self.questions, self.samples, seed).write_parquet(asked)
        said = pl.read_parquet(asked)
        right, wrong = (said.filter(pl.col("right") == each) for each in (True, False))
        if self.form == "right":
            rows = right.unique(maintain_order=True)
        elif self.form == "labelled":
            rows = said.rename({"right": "label"})
        else:
            chosen = right.group_by("prompt", maintain_order=True).first().select("prompt", chosen="completion")
            beside = wrong.unique(maintain_order=True).select("prompt", rejected="completion")
            rows = beside.join(chosen, on="prompt", maintain_order="left").select("prompt", "chosen", "rejected")
        columns = ["prompt", "completion"] if self.form == "right" else rows.columns
        rows.select(columns).write_ndjson(out)


@dataclass(frozen=True)
class LaidOut:
    """Rows of a recipe in a layout that training from a recipe does not take."""

    data: Callable[[], Recipe]
    layout: str
    rows: int

    def spec(self) -> list[object]:
        """See `RowsMade`."""
        return ["laid out", self.data().fingerprint, self.layout, self.rows]

    def write(self, _model: Path, out: Path, _seed: int, /) -> None:
        """See `RowsMade`."""
        rows = pairwright.generate(self.data().with_layout(self.layout).with_rows(self.rows), "train", 0, self.rows)
        rows.select("prompt", "chosen", "rejected").write_ndjson(out)


def pairs(recipe: Recipe, rows: int) -> pl.DataFrame:
    """The first rows of training: prompt, chosen, rejected, and what is known of them."""
    found = pairwright.generate(recipe.with_layout("preference"), "train", 0, rows)
    return found if "mistake" in found.columns else found.with_columns(mistake=pl.lit(REFUSAL))


def _ask(model: Path, questions: int, samples: int, seed: int) -> pl.DataFrame:
    """Prompt, completion, right: each answer a row, in the order of the questions."""
    from pairwright.learn.folders import open_model
    from pairwright.learn.generating import completions

    rows = pairs(recipes.arithmetic(), questions)
    asked = rows.select("prompt").select(pl.all().repeat_by(samples)).explode("prompt")
    said = completions(*open_model(model), asked["prompt"].to_list(), temperature=1.0, seed=seed)
    frame = said.select("completion").with_columns(asked["prompt"])
    verdicts = pairwright.score_column(frame.rename({"prompt": "question"}))["verdict"]
    return frame.select("prompt", "completion", right=verdicts == "RIGHT")
