"""A finished dataset proved against its manifest, and against its recipe."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pairwright.arguments import guarded
from pairwright.dataset_folder.shard_maker import Job, ShardMaker
from pairwright.dataset_folder.shards import Shard, shards_of
from pairwright.engines.local import cores
from pairwright.errors import OutputError, PairwrightError, RecipeError, did_you_mean
from pairwright.files import WrittenFile, beside
from pairwright.plan import Plan
from pairwright.recipe.recipe import Recipe
from pairwright.stores import MANIFEST, Store, store_of
from pairwright.stores.base import RUN, is_inside
from pairwright.version import __version__

Progress = Callable[[int, int], None]
_CARD = "README.md"


@dataclass(frozen=True)
class Check:
    """What came of checking a dataset.

    Attributes:
        files: how many files the manifest names.
        rows: how many rows they hold, as it says.
        remade: names of the shards that were made again and compared, byte for byte.
        problems: one line each; none where the dataset is whole.
        notes: what could not be proved, or is worth knowing.

    """

    place: str
    files: int
    rows: int
    remade: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {**vars(self), "whole": self.whole}


@guarded
def check(data: str | Path, *, remake: Sequence[int | str] | str | int = (), progress: Progress | None = None) -> Check:
    """Prove a dataset against its manifest, and shards of it against its recipe.

    Each file must be there with its size and SHA-256, and no other data file; the manifest must be what
    its recipe plans: fingerprint, splits, shards, rows.

    Args:
        data: the folder or URL of a finished dataset.
        remake: shards to make again from the recipe and to compare byte for byte: their numbers among the
            manifest's files (from 0), their names, or 'all'.
        progress: called with (files done, files in all).

    Returns:
        What is wrong with it, if anything.

    Raises:
        OutputError: there is no finished dataset, or it cannot be read.
        RecipeError: no such shard to remake.

    >>> import tempfile, pairwright
    >>> recipe = pairwright.load_recipe("arithmetic").with_rows(1000)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.write(recipe, folder, shards=4)
    ...     pairwright.check(folder, remake=[3]).remade
    ['train-00003-of-00004.jsonl']

    """
    store = store_of(data)
    checking = _Checking(store, _manifest(store), progress or (lambda *_: None))
    chosen = checking.chosen([remake] if isinstance(remake, (str, int)) else list(remake))
    problems = [*checking.file_problems(), *checking.recipe_problems(), *checking.beside_problems()]
    remade = [] if checking.plan_problem else [name for name in chosen if name in checking.shards]
    problems += checking.remake_problems(remade)
    files = checking.files
    notes = list(checking.notes())
    return Check(store.place, len(files), sum(file.rows for file in files.values()), remade, problems, notes)


def _manifest(store: Store) -> dict[str, Any]:
    if not store.occupied() and "://" not in store.place and not Path(store.place).exists():
        raise OutputError(f"{store.place}: no such folder; give the folder or URL of a finished dataset")
    content = store.read(MANIFEST)
    if content is None:
        if store.read(RUN) is not None:
            raise OutputError(f"{store.place}: is unfinished; go on with generate --resume")
        raise OutputError(f"{store.place}: has no {MANIFEST}; give a dataset of ours")
    try:
        manifest = json.loads(content)
        for split in manifest["splits"].values():
            for file in split["files"]:
                _require_plain(WrittenFile(**file))
        Recipe.of(manifest["recipe"], source=f"{store.place}/{MANIFEST}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        said = str(error) if isinstance(error, PairwrightError) else f"{type(error).__name__}: {error}"
        raise OutputError(
            f"{store.place}/{MANIFEST}: not a manifest of this version ({said}); restore it, or make the data again"
        ) from error
    return dict(manifest)


def _require_plain(file: WrittenFile) -> None:
    numbers, texts = (file.rows, file.bytes), (file.path, file.sha256)
    if not (all(type(each) is int for each in numbers) and all(isinstance(each, str) for each in texts)):
        raise ValueError(f"no such file can be: {file}")
    if not is_inside(file.path):
        raise ValueError(f"no such file can be: {file}")


@dataclass
class _Checking:
    store: Store
    manifest: Mapping[str, Any]
    progress: Progress

    @cached_property
    def files(self) -> dict[str, WrittenFile]:
        """The files of the manifest, in its order."""
        found = [WrittenFile(**file) for split in self.manifest["splits"].values() for file in split["files"]]
        return {file.path: file for file in found}

    @cached_property
    def recipe(self) -> Recipe:
        return Recipe.of(self.manifest["recipe"])

    @cached_property
    def plan(self) -> Plan:
        return Plan.of(self.recipe)

    @cached_property
    def maker(self) -> ShardMaker:
        job = Job(
            self.recipe.model_dump_json(),
            self.store.place,
            bool(self.manifest.get("metadata")),
            bool(self.manifest.get("certified")),
            threads=cores(),
        )
        return ShardMaker(job, self.plan)

    @cached_property
    def plan_problem(self) -> str | None:
        """Why the recipe cannot be planned, if so."""
        try:
            _ = self.plan
        except RecipeError as error:
            return f"recipe: {error}"
        return None

    @cached_property
    def shards(self) -> dict[str, Shard]:
        """What the recipe makes, in as many shards as the manifest's names say; by file name."""
        splits = self.plan.splits
        counts = {name: min(of, splits[name].prompts) for name, of in self.said_counts.items() if name in splits}
        return {shard.file: shard for name, of in counts.items() for shard in shards_of(self.plan, name, of)}

    @property
    def said_counts(self) -> dict[str, int]:
        """How many shards each split has, as its first file says: one may be missing from the manifest."""
        counts = {name: split["files"] for name, split in self.manifest["splits"].items()}
        said = {name: re.search(r"-of-(\d{1,9})\b", files[0]["path"]) for name, files in counts.items() if files}
        return {name: int(found[1]) or 1 if found else 1 for name, found in said.items()}

    def chosen(self, asked: Sequence[int | str]) -> list[str]:
        """The names of the shards to make again."""
        names = list(self.files)
        if "all" in asked:
            return names
        found: list[str] = []
        for each in asked:
            number = int(each) if str(each).isdecimal() else None
            if number is not None and number >= len(names):
                raise RecipeError(f"remake: {each}, but the shards are 0 to {len(names) - 1}; or give a name, or all")
            if number is None and each not in names:
                raise RecipeError(f"remake: no shard {each!r}; {did_you_mean(str(each), names)}")
            found.append(str(each) if number is None else names[number])
        return list(dict.fromkeys(found))

    def file_problems(self) -> Iterator[str]:
        """Files that are missing, damaged, in each other's place, or not named."""
        by_sum = {file.sha256: file.path for file in self.files.values()}
        there = self.store.sizes()
        with ThreadPoolExecutor(self.store.readers) as pool:
            sums = pool.map(self.store.sha256, self.files)
            for done, (file, found) in enumerate(zip(self.files.values(), sums, strict=True), 1):
                self.progress(done, len(self.files))
                if found is None:
                    yield f"{file.path}: {'cannot be read' if file.path in there else 'missing'}"
                elif found != file.sha256:
                    yield f"{file.path}: {_how_it_differs(file, there.get(file.path, 0), by_sum.get(found))}"
                elif there.get(file.path) != file.bytes:
                    yield f"{file.path}: {there.get(file.path, 0):,} bytes, the manifest says {file.bytes:,}"
        for name in sorted(there.keys() - {*self.files, *beside(self.files), MANIFEST, _CARD}):
            if not name.startswith("."):
                yield f"{name}: not in the manifest"

    def recipe_problems(self) -> Iterator[str]:
        """What the manifest says that its recipe does not."""
        if self.plan_problem is not None:
            yield self.plan_problem
            return
        if (said := self.manifest.get("fingerprint")) != self.recipe.fingerprint:
            yield f"{MANIFEST}: fingerprint {said}, but its recipe's is {self.recipe.fingerprint}"
        if (said := self.manifest.get("seed")) != self.recipe.seed:
            yield f"{MANIFEST}: seed {said}, but its recipe's is {self.recipe.seed}"
        planned = {name: split.rows for name, split in self.plan.splits.items()}
        found = self.manifest["splits"]
        for name in sorted(planned.keys() ^ found.keys()):
            yield f"split {name}: {'missing' if name in planned else 'not in the recipe'}"
        for name, made in planned.items():
            if name in found and (rows := found[name].get("rows")) != made:
                yield f"split {name}: {rows} rows, the recipe makes {made:,}"
        if (rows := self.manifest.get("rows")) != sum(planned.values()):
            yield f"{MANIFEST}: {rows} rows, the recipe makes {sum(planned.values()):,}"
        yield from self.shard_problems()

    def shard_problems(self) -> Iterator[str]:
        """Shards that the recipe makes and the manifest has not, or has otherwise, or twice."""
        for name, shard in self.shards.items():
            if name not in self.files:
                yield f"{name}: missing from the manifest"
            elif self.files[name].rows != shard.rows:
                yield f"{name}: {self.files[name].rows:,} rows, the recipe makes {shard.rows:,}"
        for name in self.files:
            if name not in self.shards:
                yield f"{name}: the recipe makes no such shard"
        for split in self.manifest["splits"]:
            named = [file["path"] for file in self.manifest["splits"][split]["files"]]
            for name in named:
                if name in self.shards and self.shards[name].split != split:
                    yield f"{name}: named under split {split}, but of {self.shards[name].split}"
            planned = [name for name, shard in self.shards.items() if shard.split == split]
            if named != planned and set(named) == set(planned):
                yield f"split {split}: its shards are not in order, or named twice"

    def beside_problems(self) -> Iterator[str]:
        """The small files that a folder of Arrow files needs."""
        if self.plan_problem is not None or self.manifest["splits"].keys() - self.plan.splits.keys():
            return
        splits = self.manifest["splits"].items()
        files = {name: [WrittenFile(**file) for file in split["files"]] for name, split in splits}
        for name, text in self.maker.texts_beside(files).items():
            if (found := self.store.read(name)) != text.encode():
                yield f"{name}: {'missing' if found is None else 'damaged'}; make the data again"

    def remake_problems(self, names: Sequence[str]) -> Iterator[str]:
        """Shards that the recipe makes otherwise."""
        try:
            for name in names:
                if self._remade(self.shards[name]) != self.store.sha256(name):
                    yield f"{name}: made again from the recipe it differs"
        finally:
            self.maker.close()

    def _remade(self, shard: Shard) -> str:
        with tempfile.TemporaryDirectory(prefix="pairwright-") as folder:
            tally = self.maker.tallies.of(shard.split)
            return self.maker.write(shard, Path(folder, "shard"), tally, lambda _: None).sha256

    def notes(self) -> Iterator[str]:
        """What is worth knowing."""
        if self.manifest.get("pairwright") != __version__:
            yield f"made with Pairwright {self.manifest.get('pairwright')}, checked with {__version__}"
        if not self.manifest.get("certified"):
            yield "not certified when it was made"
        if self.store.read(RUN) is not None:
            yield "an unfinished run stands there too; go on with generate --resume"


def _how_it_differs(file: WrittenFile, size: int, other: str | None) -> str:
    if other is not None:
        return f"holds what belongs in {other}"
    if size < file.bytes:
        return f"cut short, {size:,} of {file.bytes:,} bytes"
    return f"{size:,} bytes of another content" if size != file.bytes else "damaged, its checksum differs"
