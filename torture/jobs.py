"""The commands that are disturbed, each with what an undisturbed one leaves."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pairwright
from torture.trial import Ended, NotSurvivedError, ran, tree

_TRAINING = "arithmetic", "--rows", "3000", "--shards", "4", "--quiet"


@dataclass(frozen=True)
class Job:
    """A command that writes one place.

    Attributes:
        words: of the command line, in which {out} is the place and {rows}, {base} are inputs.
        again: what is added to go on after it was disturbed, if the place is unfinished, and if it is not.
        former: whether a finished dataset may stand there before.
        done: the exit code of an undisturbed run; 1 where the inputs are not all right.
        name: of the place.
        timed: files that say how long it took, and so are never the same.

    """

    words: tuple[str, ...]
    again: tuple[str, str] = ("--overwrite", "--overwrite")
    former: bool = False
    done: int = 0
    name: str = "data"
    timed: tuple[str, ...] = ()

    def line(self, out: Path, *more: str) -> list[str]:
        """The words for a place."""
        inputs = {"out": str(out), **_inputs()}
        return [word.format(**inputs) for word in self.words] + [word for word in more if word]

    def prepared(self, out: Path, *, former: bool) -> list[str]:
        """The words for a place, where a dataset stands before if there is to be one."""
        out.parent.mkdir(parents=True, exist_ok=True)
        if not (former and self.former):
            return self.line(out)
        pairwright.write(FORMER, out)
        return self.line(out, "--overwrite")

    def recover(self, out: Path) -> None:
        """Give the command again, undisturbed, and require what an undisturbed run leaves, and nothing beside it.

        Raises:
            NotSurvivedError: it does not end well, or with other bytes.

        """
        if not former_or_none(out):
            more = self.again[0] if unfinished(out) else self.again[1]
            ended = ran(self.line(out, more))
        else:
            ended = ran(self.line(out, "--overwrite"))
        ended.require(self.done)
        self.require_whole(out, ended)

    def require_whole(self, out: Path, ended: Ended) -> None:
        """Require the bytes of an undisturbed run, and no other name beside the place.

        Raises:
            NotSurvivedError: there are others.

        """
        if (found := tree(out)) != (wanted := expected(self)):
            odd = sorted(name for name in {*found, *wanted} if found.get(name) != wanted.get(name))
            if all(name in self.timed and name in found for name in odd):
                return
            raise NotSurvivedError(f"{' '.join(ended.words)}: not the bytes of an undisturbed run: {odd[:5]}")
        if left := sorted(path.name for path in out.parent.iterdir() if path != out):
            raise NotSurvivedError(f"{' '.join(ended.words)}: left beside its place: {left[:5]}")


FORMER = pairwright.load_recipe("arithmetic").with_rows(200)
JOBS = {
    "jsonl": Job(("generate", *_TRAINING, "--out", "{out}"), ("--resume", ""), former=True),
    "parquet": Job(("generate", *_TRAINING, "--format", "parquet", "--out", "{out}"), ("--resume", ""), former=True),
    "arrow": Job(("generate", *_TRAINING, "--format", "arrow", "--out", "{out}"), ("--resume", ""), former=True),
    "packed": Job(("generate", *_TRAINING, "--format", "json.zst", "--out", "{out}"), ("--resume", ""), former=True),
    "convert": Job(
        ("convert", "{rows}", "--out", "{out}", "--layout", "preference", "--quiet"), done=1, name="rows.parquet"
    ),
    "rejects": Job(("audit", "{rows}", "--rejects", "{out}"), ("", ""), name="rejects.jsonl"),
}
TRAINING = Job(
    ("train", "{rows}", "--base", "{base}", "--out", "{out}", "--max-steps", "8", "--method", "sft", "--quiet"),
    ("--resume", "--overwrite"),
    timed=("log.jsonl", "pairwright.json"),
)


def former_or_none(out: Path) -> bool:
    """Whether the dataset that stood there before still stands there, whole; false where none does.

    Raises:
        NotSurvivedError: what is finished there is damaged.

    """
    if not (out / "manifest.json").exists():
        return False
    found = pairwright.check(out)
    if not found.whole:
        raise NotSurvivedError(f"check {out}: {found.problems[:3]}")
    return True


def unfinished(out: Path) -> bool:
    """Whether a run stands there that can go on."""
    return (out / ".unfinished" / "run.json").exists() or out.with_name(f"{out.name}.run").exists()


@functools.cache
def expected(job: Job) -> Mapping[str, str]:
    """What an undisturbed run leaves."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, job.name)
        ran(job.line(out)).require(job.done)
        return tree(out)


@functools.cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    """A folder for inputs, as long as the process lives."""
    return tempfile.TemporaryDirectory()


@functools.cache
def _inputs() -> Mapping[str, str]:
    """Files that commands read: rows of which some cannot be read, and a model to be trained."""
    rows = Path(_kept().name, "rows.jsonl")
    made = pairwright.generate("mistakes", "train", 0, 600).select("positive", "negative")
    lines = made.write_ndjson().splitlines()
    lines[100::100] = ["{broken", '"no mapping"', "", "[]", "{}"]
    rows.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {"rows": str(rows), "base": str(Path(_kept().name, "base"))}


def make_base() -> None:
    """The model to be trained, if it is not there."""
    if not Path(_inputs()["base"]).exists():
        pairwright.make_base(_inputs()["base"], max_steps=1)
