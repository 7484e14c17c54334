"""Each question asked so many times: shard by shard in flat memory, and from where a run stopped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from pairwright.learn.evaluation.answering import StreamAnswerer
from pairwright.learn.evaluation.crew import Request, Said
from pairwright.learn.evaluation.kinds import mistakes_of
from pairwright.learn.evaluation.questions import with_expected
from pairwright.learn.evaluation.recognising import views_of
from pairwright.learn.grading.answerlog import AnswerLog
from pairwright.learn.grading.questions import A_SHARD, SplitQuestions
from pairwright.verify import Declared, score_column

Progress = Callable[[int, int], None]


@dataclass
class Sampling:
    """A model, and what it is asked.

    Attributes:
        answerer: the model.
        questions: what it is asked.
        samples: how often each.
        temperature, seed: of the samples.
        logs: where answers of unfinished shards are kept; None: nowhere.

    """

    answerer: StreamAnswerer
    questions: SplitQuestions
    samples: int
    temperature: float
    seed: int
    logs: Path | None = None
    progress: Progress | None = None
    _done: int = 0
    _frames: dict[int, pl.DataFrame] = field(default_factory=dict)
    _said: dict[int, dict[int, Said]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many answers there are to be."""
        return self.questions.count * self.samples

    def written(self, names: Sequence[str], records: Collection[str]) -> Iterator[tuple[int, pl.DataFrame]]:
        """As `judged`, without the shards that have a record; each must be written when the next is asked for."""
        for number, rows in self.judged(number for number, name in enumerate(names) if name in records):
            yield number, rows
            self._closed(number)

    def judged(self, skipped: Iterable[int] = ()) -> Iterator[tuple[int, pl.DataFrame]]:
        """The shards with their answers judged, as they are whole; those that are skipped count as done.

        Yields:
            The number of the shard, and its frame: one row an answer, in order, with place, question, chosen,
            expected, and completion, stopped, verdict, found, reason, mistake.

        """
        without = set(skipped)
        left = [shard for shard in range(self.questions.shards) if shard not in without]
        self._tell(self.total - sum(map(self._size, left)))
        yield from self._whole_already(left)
        asked = (question for shard in left for question in self._asked(shard))
        for said in self.answerer.streamed(asked):
            touched = self._noted(said)
            for shard in touched:
                if len(self._said[shard]) == self._size(shard):
                    yield shard, self._finished(shard)

    def _whole_already(self, left: list[int]) -> Iterator[tuple[int, pl.DataFrame]]:
        """Shards whose answers are all written down, though the shard is not."""
        for shard in list(left):
            if len(self._kept(shard)) == self._size(shard):
                left.remove(shard)
                self._open(shard)
                yield shard, self._finished(shard)

    def _asked(self, shard: int) -> Iterator[Request]:
        """What is still to be asked of a shard."""
        self._open(shard)
        texts = self._frames[shard]["question"]
        there = set(self._said[shard])
        whole = A_SHARD * self.samples
        # Groups end with their shard, so that what is answered together never depends on where a run began.
        together = self.answerer.together
        groups = shard * -(-whole // together)
        for place in range(self._size(shard)):
            if place not in there:
                number, text = shard * whole + place, texts[place // self.samples]
                yield Request(number, text, self.temperature, self.seed + number, groups + place // together)

    def _open(self, shard: int) -> None:
        self._frames[shard] = self.questions.frame(shard)
        self._said[shard] = self._kept(shard)
        self._tell(len(self._said[shard]))

    def _noted(self, said: list[Said]) -> set[int]:
        """Keep answers; the shards that they are of."""
        by_shard: dict[int, list[Said]] = {}
        for each in said:
            shard, place = divmod(each.place, A_SHARD * self.samples)
            by_shard.setdefault(shard, []).append(Said(place, each.completion, each.stopped))
        for shard, own in by_shard.items():
            self._said[shard].update((each.place, each) for each in own)
            if (log := self._log(shard)) is not None:
                log.append(own)
        self._tell(len(said))
        return set(by_shard)

    def _finished(self, shard: int) -> pl.DataFrame:
        said = [each for _, each in sorted(self._said.pop(shard).items())]
        frame = self._frames.pop(shard).with_row_index("number")
        rows = frame.select(pl.all().repeat_by(self.samples)).explode(frame.columns)
        answers = pl.DataFrame(
            {"completion": [each.completion for each in said], "stopped": [each.stopped for each in said]},
            schema={"completion": pl.String, "stopped": pl.Boolean},
        )
        return judged(pl.concat([rows, answers], how="horizontal"), self.questions.recipe.declared)

    def _closed(self, shard: int) -> None:
        if (log := self._log(shard)) is not None:
            log.remove()

    def _kept(self, shard: int) -> dict[int, Said]:
        log = self._log(shard)
        return {} if log is None else log.read(self.answerer.together, self._size(shard))

    def _log(self, shard: int) -> AnswerLog | None:
        return None if self.logs is None else AnswerLog(self.logs / f"{shard:06}.jsonl")

    def _size(self, shard: int) -> int:
        return self.questions.size(shard) * self.samples

    def _tell(self, count: int) -> None:
        self._done += count
        if self.progress is not None:
            self.progress(self._done, self.total)


def judged(rows: pl.DataFrame, wording: Declared) -> pl.DataFrame:
    """Answers with what the verifier says of them.

    Args:
        rows: question, completion (String), stopped (Boolean), and any other columns.
        wording: what the recipe of the questions declares.

    """
    asked = with_expected(rows.select("question"), wording)
    frame = rows.drop("expected", strict=False).with_columns(asked["posed"])
    frame = pl.concat([frame, score_column(frame, question="posed", wording=wording)], how="horizontal")
    return frame.with_columns(mistakes_of(frame, list(views_of(frame)))).drop("posed")
