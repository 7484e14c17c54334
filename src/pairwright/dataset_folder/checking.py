"""A finished dataset proved against its manifest, and against its recipe."""

from __future__ import annotations

import hashlib
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
from pairwright.dataset_folder.sealing import BESIDE, SEAL, is_sealed
from pairwright.dataset_folder.shard_maker import Job, ShardMaker
from pairwright.dataset_folder.shards import Shard, most_shards, shards_of
from pairwright.engines.local import cores
from pairwright.errors import OutputError, PairwrightError, RecipeError, did_you_mean
from pairwright.files import WrittenFile, beside
from pairwright.plan import Plan
from pairwright.problems import registered
from pairwright.recipe.recipe import Recipe
from pairwright.rows.distinct import first_tellings, without_repeats
from pairwright.stores import MANIFEST, Store, store_of
from pairwright.stores.base import CARD, REPORT, RUN, is_inside
from pairwright.version import __version__

Progress = Callable[[int, int], None]
# Of a large dataset `quick` reads one shard in so many; the sizes of all are looked at.
QUICK = 16
# Hidden things that git, the Hub and file managers put into folders; whatever else hides there is told.
_FOREIGN = re.compile(r"\.(git|cache)/|\.(git(attributes|ignore|keep)|DS_Store)$")
# The manifest may lack so many shards that its names speak of, and each of them is still told by its name.
_MOST_MISSING = 1000


@dataclass(frozen=True)
class Check:
    """What came of checking a dataset.

    Attributes:
        files: how many files the manifest names.
        rows: how many rows they hold, as it says.
        remade: names of the shards that were made again and compared, byte for byte.
        unread: how many of the files were looked at by their size only.
        problems: one line each; none where the dataset is whole.
        notes: what could not be proved, or is worth knowing.

    """

    place: str
    files: int
    rows: int
    remade: list[str] = field(default_factory=list)
    unread: int = 0
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
def check(
    data: str | Path,
    *,
    remake: Sequence[int | str] | str | int = (),
    quick: bool = False,
    progress: Progress | None = None,
) -> Check:
    """Prove a dataset against its manifest, and shards of it against its recipe.

    Each file must be there with its size and SHA-256, as a plain file, and nothing else beside it; the manifest must
    be as it was sealed, and what its recipe plans: fingerprint, splits, shards, rows.

    Args:
        data: the folder or URL of a finished dataset.
        remake: shards to make again from the recipe and to compare byte for byte: their numbers among the
            manifest's files (from 0), their names, or 'all'.
        quick: look at the sizes of all files, but read only one shard in 16 (of each split the first at least).
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
    checking = _Checking(store, _manifest(store), progress or (lambda *_: None), quick=quick)
    chosen = checking.chosen([remake] if isinstance(remake, (str, int)) else list(remake))
    found = [*checking.file_problems(), *checking.recipe_problems(), *checking.beside_problems()]
    # What is wrong with a file beside the data may be told by both: once is enough.
    told = {problem.partition(":")[0] for problem in found}
    problems = [*found, *(each for each in checking.seal_problems() if each.partition(":")[0] not in told)]
    remade = [] if checking.plan_problem else [name for name in chosen if name in checking.shards]
    problems += checking.remake_problems(remade)
    files = checking.files
    notes = list(checking.notes())
    rows = sum(file.rows for file in files.values())
    return Check(store.place, len(files), rows, remade, len(files) - len(checking.read_files), problems, notes)


def _manifest(store: Store) -> dict[str, Any]:
    if "://" not in store.place and Path(store.place).is_file():
        raise OutputError(f"{store.place}: a file; give the folder or URL of a finished dataset (rows go to audit)")
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
    quick: bool = False

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
        whole = Plan.of(self.recipe)
        if self.manifest.get("distinct") is not True:
            return whole
        return without_repeats(whole, {name: first_tellings(whole, name, lambda _: None) for name in whole.splits})

    @cached_property
    def maker(self) -> ShardMaker:
        job = Job(
            self.recipe.model_dump_json(),
            self.recipe.fingerprint,
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
        said = {name: of for name, of in self.said_counts.items() if name in splits and name not in self.too_many}
        counts = {name: min(of, most_shards(splits[name])) for name, of in said.items()}
        return {shard.file: shard for name, of in counts.items() for shard in shards_of(self.plan, name, of)}

    @property
    def said_counts(self) -> dict[str, int]:
        """How many shards each split has, as its first file says: one may be missing from the manifest."""
        counts = {name: split["files"] for name, split in self.manifest["splits"].items()}
        said = {name: re.search(r"-of-(\d{1,9})\b", files[0]["path"]) for name, files in counts.items() if files}
        return {name: int(found[1]) or 1 if found else 1 for name, found in said.items()}

    @cached_property
    def too_many(self) -> dict[str, int]:
        """Splits whose names speak of many more shards than the manifest has: nobody wants to hear of each."""
        there = {name: len(split["files"]) for name, split in self.manifest["splits"].items()}
        return {name: of for name, of in self.said_counts.items() if of > there[name] + _MOST_MISSING}

    @cached_property
    def read_files(self) -> list[str]:
        """The files that are read, not only measured."""
        splits = [[file["path"] for file in split["files"]] for split in self.manifest["splits"].values()]
        named = dict.fromkeys(name for split in splits for name in (split[::QUICK] if self.quick else split))
        return list(named)

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
        """Files that are missing, damaged, in each other's place, no plain files, or not named."""
        by_sum = {file.sha256: file.path for file in self.files.values()}
        there, read = self.store.sizes(), set(self.read_files)
        with ThreadPoolExecutor(self.store.readers) as pool:
            sums = pool.map(lambda name: self.store.sha256(name) if name in read else None, self.files)
            for done, (file, found) in enumerate(zip(self.files.values(), sums, strict=True), 1):
                self.progress(done, len(self.files))
                size = there.get(file.path)
                if (what := self.store.oddity(file.path)) is not None:
                    yield f"{file.path}: {what}, where a file of its own belongs"
                elif file.path not in read and size is not None:
                    if size != file.bytes:
                        yield f"{file.path}: {_how_it_differs(file, size, None)}"
                elif found is None:
                    gone = size is None or self.store.dangles(file.path)
                    yield f"{file.path}: {'missing' if gone else 'cannot be read'}"
                elif found != file.sha256:
                    yield f"{file.path}: {_how_it_differs(file, size or 0, by_sum.get(found))}"
                elif size != file.bytes:
                    yield f"{file.path}: {size or 0:,} bytes, the manifest says {file.bytes:,}"
        kept = self.manifest.get(BESIDE)
        page = {REPORT} & (kept.keys() if isinstance(kept, dict) else set())
        for name in sorted(there.keys() - {*self.files, *beside(self.files), *page, MANIFEST, CARD}):
            if not _FOREIGN.match(name):
                yield f"{_shown(name)}: not in the manifest"

    def seal_problems(self) -> Iterator[str]:
        """Edits of the manifest, or of a file beside the data, since they were written."""
        if SEAL not in self.manifest:
            yield f"{MANIFEST}: has no seal, so edits of it could not be told; make the data again"
        elif not is_sealed(self.manifest):
            yield f"{MANIFEST}: edited since it was written, its seal differs; restore it, or make the data again"
        sums = self.manifest.get(BESIDE)
        for name, said in sums.items() if isinstance(sums, dict) else ():
            if not is_beside(name):
                yield f"{MANIFEST}: names {_shown(str(name))} beside the data, which is none of its files"
            elif (what := self.store.oddity(name)) is not None:
                yield f"{name}: {what}, where a file of its own belongs"
            elif (found := self.store.sha256(name)) is None:
                yield f"{name}: missing; make the data again"
            elif found != said:
                yield f"{name}: edited since it was written; restore it, or make the data again"

    def recipe_problems(self) -> Iterator[str]:
        """What the manifest says that its recipe does not."""
        if self.plan_problem is not None:
            yield self.plan_problem
            return
        if (said := self.manifest.get("fingerprint")) != self.recipe.fingerprint:
            other = self.recipe.problems.keys() - registered().built_in
            hint = f"; were other releases of {', '.join(sorted(other))} installed?" if other else ""
            yield f"{MANIFEST}: fingerprint {said}, but its recipe's is {self.recipe.fingerprint}{hint}"
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
        for name, of in self.too_many.items():
            there = len(found[name]["files"])
            yield f"split {name}: its files are called shards of {of:,}, but the manifest names {there:,}"
        yield from self.shard_problems()

    def shard_problems(self) -> Iterator[str]:
        """Shards that the recipe makes and the manifest has not, or has otherwise, or twice."""
        for name, shard in self.shards.items():
            if name not in self.files:
                yield f"{name}: missing from the manifest"
            elif self.files[name].rows != shard.rows:
                yield f"{name}: {self.files[name].rows:,} rows, the recipe makes {shard.rows:,}"
        uncounted = {file["path"] for name in self.too_many for file in self.manifest["splits"][name]["files"]}
        for name in self.files:
            if name not in self.shards and name not in uncounted:
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
            found = self.store.sha256(name)
            if found is None and self.store.oddity(name) is None:
                yield f"{name}: missing; make the data again"
            elif found not in (None, hashlib.sha256(text.encode()).hexdigest()):
                yield f"{name}: damaged; make the data again"

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


def is_beside(name: object) -> bool:
    """Whether a name can be that of a small file beside the data.

    >>> is_beside("README.md"), is_beside("train/state.json"), is_beside("../README.md")
    (True, True, False)
    """
    return name == CARD or (isinstance(name, str) and is_inside(name))


def _shown(name: str) -> str:
    """A name on one line, whatever is in it."""
    return name if name.isprintable() else repr(name)


def _how_it_differs(file: WrittenFile, size: int, other: str | None) -> str:
    if other is not None:
        return f"holds what belongs in {other}"
    if size < file.bytes:
        return f"cut short, {size:,} of {file.bytes:,} bytes"
    return f"{size:,} bytes of another content" if size != file.bytes else "damaged, its checksum differs"
