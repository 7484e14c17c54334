"""A recipe to a dataset folder: one file per split, a dataset card, and the manifest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pairwright.card import card
from pairwright.engines.local import in_order
from pairwright.files import JsonEncoder, WrittenFile
from pairwright.folder import DatasetWriter
from pairwright.plan import Plan
from pairwright.recipe import Recipe, load_recipe
from pairwright.rows import BLOCK_ROWS, Block, BlockMaker, blocks
from pairwright.summary import Summary, Tally, summarised
from pairwright.version import __version__

Progress = Callable[[int, int], None]


def write(
    recipe: Recipe | str,
    out: str | Path,
    *,
    overwrite: bool = False,
    metadata: bool = False,
    certify: bool = True,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Write the dataset of a recipe into a folder, whole or not at all.

    Args:
        recipe: a `Recipe`, or what `load_recipe` takes.
        out: the folder; made if it is missing.
        overwrite: replace a dataset that stands there.
        metadata: add operator, view, family and answer, and the mistake where there are several, to JSON
            rows too (Parquet always has them).
        certify: read every row back as text and refuse to write unless all of it is right.
        workers: threads; None: one a core. The bytes do not depend on it.
        progress: called with (rows done, rows in all) after each block.

    Returns:
        What was written: rows, distinct questions, families, shared families, files.

    Raises:
        RecipeError, OutputError, CertificationError: and then nothing has changed.

    >>> import tempfile, pairwright
    >>> recipe = pairwright.load_recipe("arithmetic").with_rows(1000)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pairwright.write(recipe, folder).rows
    2198

    """
    started = time.perf_counter()
    plan = Plan.of(recipe if isinstance(recipe, Recipe) else load_recipe(recipe))
    with DatasetWriter(Path(out), overwrite=overwrite) as writer:
        job = _Job(plan, writer, metadata or plan.recipe.format == "parquet", certify, workers, progress)
        splits = summarised(plan, *job.run())
        summary = Summary(
            recipe=plan.recipe.name,
            fingerprint=plan.recipe.fingerprint,
            seed=plan.recipe.seed,
            out=str(out),
            certified=certify,
            seconds=time.perf_counter() - started,
            splits=splits,
            empty=list(plan.empty),
        )
        writer.write_text("README.md", card(plan.recipe, summary, job.metadata_dtypes))
        writer.finish(_manifest(plan.recipe, summary))
    return summary


def _manifest(recipe: Recipe, summary: Summary) -> dict[str, object]:
    """Everything that proves the dataset, and nothing that differs from run to run."""
    return {
        "pairwright": __version__,
        "fingerprint": summary.fingerprint,
        "seed": summary.seed,
        "certified": summary.certified,
        "rows": summary.rows,
        "splits": {split.name: split.as_dict() for split in summary.splits},
        "recipe": recipe.model_dump(mode="json"),
    }


@dataclass
class _Job:
    plan: Plan
    writer: DatasetWriter
    metadata: bool
    certify: bool
    workers: int | None
    progress: Progress | None
    done: int = 0
    metadata_dtypes: dict[str, dict[str, str | list[str]]] = field(default_factory=dict)

    def run(self) -> tuple[dict[str, Tally], dict[str, list[WrittenFile]]]:
        """Write the splits, the smallest first: training then looks for families of the others."""
        tallies: dict[str, Tally] = {}
        written: dict[str, list[WrittenFile]] = {}
        for name in sorted(self.plan.splits, key=lambda name: self.plan.splits[name].rows):
            tallies[name] = Tally(self.plan.splits[name], self.plan.family_count, list(tallies.values()))
            written[name] = [self._write_split(name, tallies[name])]
        return tallies, written

    def _write_split(self, name: str, tally: Tally) -> WrittenFile:
        maker = BlockMaker(self.plan, name, self.metadata, self.certify)
        self.metadata_dtypes[name] = maker.metadata_dtypes
        ranges = blocks(tally.plan.rows, size=max(BLOCK_ROWS // tally.plan.per_prompt, 1) * tally.plan.per_prompt)
        file, format_name = self.plan.recipe.file_of(name), self.plan.recipe.format
        if format_name == "parquet":
            made = in_order(lambda each: maker.block(*each), ranges, workers=self.workers)
            frames = (block.frame for block in self._counted(made, tally))
            return self.writer.write_parquet(file, frames, maker.schema)

        encoder = JsonEncoder(format_name, maker.table)

        def piece(each: tuple[int, int]) -> tuple[bytes, Block]:
            block = maker.block(*each)
            return encoder.encoded(block.source, block.at), block

        pieces = in_order(piece, ranges, workers=self.workers)
        return self.writer.write_json_rows(file, self._tallied(pieces, tally), format_name)

    def _tallied(self, pieces: Iterable[tuple[bytes, Block]], tally: Tally) -> Iterator[tuple[bytes, int]]:
        for encoded_rows, block in pieces:
            self._count(block, tally)
            yield encoded_rows, block.at.size

    def _counted(self, made: Iterable[Block], tally: Tally) -> Iterator[Block]:
        for block in made:
            self._count(block, tally)
            yield block

    def _count(self, block: Block, tally: Tally) -> None:
        tally.add(block.asked, block.rows_asked, block.mistakes)
        self.done += block.at.size
        if self.progress is not None:
            self.progress(self.done, sum(split.rows for split in self.plan.splits.values()))
