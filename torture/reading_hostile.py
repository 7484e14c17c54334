"""Reads hostile inputs, a line on stdout for each that was read or refused; bounded in memory and in time.

python reading_hostile.py FOLDER 'recipe 000.yaml' 'rows of words 001.jsonl' ...
"""

from __future__ import annotations

import contextlib
import resource
import shutil
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pairwright

# Address space (threads and libraries take most of it), and the seconds that any one of them may take.
_MEMORY = 12 << 30
_SECONDS = 20.0
_LONGEST_LINE = 1000


def _recipe(path: Path) -> None:
    recipe = pairwright.load_recipe(str(path))
    pairwright.generate(recipe, next(iter(recipe.splits)), 0, 1)


def _rows(path: Path) -> None:
    pairwright.audit(str(path))
    pairwright.convert(str(path), str(path.with_suffix(".out.jsonl")), layout="preference", overwrite=True)


def _answers(path: Path) -> None:
    text = path.read_bytes().decode(errors="surrogateescape")
    pairwright.score(text, text)
    pairwright.score("57+4=?", text)
    pairwright.reward([text], [text], answer=[text])


def _vocabulary(path: Path) -> None:
    pairwright.audit([], tokenizer=str(path))


def _checkpoint(path: Path) -> None:
    pairwright.import_nanogpt(str(path), str(path.with_suffix(".pkl")), str(path.with_suffix(".model")))


def _manifest(path: Path) -> None:
    folder = path.with_suffix(".folder")
    folder.mkdir()
    shutil.copyfile(path, folder / "manifest.json")
    pairwright.check(folder)


_READERS: dict[str, Callable[[Path], None]] = {
    "recipe": _recipe,
    "rows": _rows,
    "answers": _answers,
    "vocabulary": _vocabulary,
    "checkpoint": _checkpoint,
    "manifest": _manifest,
}


def read(kind: str, path: Path) -> str:
    """What comes of an input: 'read' or 'refused'; whatever else is raised is a find.

    Raises:
        ValueError: it is refused in more than one line.

    """
    try:
        with contextlib.redirect_stdout(sys.stderr):
            _READERS[kind.split(maxsplit=1)[0]](path)
    except pairwright.PairwrightError as error:
        said = str(error)
        if "\n" in said or len(said) > _LONGEST_LINE:
            raise ValueError(f"not one line: {said[:2000]!r}") from error
        return "refused"
    return "read"


def _main() -> None:
    # What cannot be judged is told once, which is no failure.
    warnings.simplefilter("ignore", UserWarning)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    folder, *inputs = sys.argv[1:]
    for each in inputs:
        kind, _, name = each.rpartition(" ")
        print(each, end=": ", flush=True)
        started = time.monotonic()
        what = read(kind, Path(folder, name))
        if (took := time.monotonic() - started) > _SECONDS:
            raise TimeoutError(f"{each} took {took:.0f} s")
        print(what, flush=True)


if __name__ == "__main__":
    _main()
