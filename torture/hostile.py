"""Inputs that someone has made to do harm, or that chance has: each is read, or refused in one line, within bounds.

They are given to the public functions in a process of its own, which may take so much memory and time for each.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pairwright
from torture.trial import NotSurvivedError, Place, environment

_EACH = 25
# Seconds for so many of them; the interpreter and the imports are among them.
_TIME = 90.0
_READING = Path(__file__).with_name("reading_hostile.py")
Maker = Callable[[random.Random], bytes]

_WORDS = (
    b"seed", b"name", b"problems", b"additive", b"splits", b"train", b"families", b"rows", b"layout", b"mistakes",
    b"question", b"answer", b"chosen", b"rejected", b"positive", b"prompt", b"messages", b"content", b"role",
    b": ", b"- ", b"{", b"}", b"[", b"]", b",", b"\n", b"\t", b"\"", b"'", b"&a ", b"*a", b"!!python/object:os.system ",
    b"<<: *a", b"9" * 400, b"-1", b"1e999", b"nan", b"null", b"true", b"2001-99-99", b"\x1b]8;;http://x\x07",
    b"\xff", b"\x00", b"\xed\xa0\x80", b"\xe2\x80\xae", b"57+4=?", b"61", b"The answer is ", b"x", b"%TAG ! x:",
)  # fmt: skip


def of_inputs(place: Place) -> int:
    """So many inputs, of all kinds."""
    names: list[str] = []
    for number in range(_EACH):
        kind = place.chance.choice(sorted(KINDS))
        name = f"{number:03}{KINDS[kind][1]}"
        (place.folder / name).write_bytes(KINDS[kind][0](place.chance))
        names.append(f"{kind} {name}")
    line = [sys.executable, str(_READING), str(place.folder), *names]
    with subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace", env=environment()
    ) as process:
        try:
            said, complained = process.communicate(timeout=_TIME)
        except subprocess.TimeoutExpired as error:
            process.kill()
            said, _ = process.communicate()
            raise NotSurvivedError(f"hangs behind {said.splitlines()[-1:]}") from error
    if process.returncode or len(said.splitlines()) != _EACH:
        last = said.splitlines()[-1:]
        raise NotSurvivedError(f"exit code {process.returncode} behind {last}: {complained[-1500:]}")
    return _EACH


def _soup(chance: random.Random) -> bytes:
    """Words of recipes and rows in any order."""
    return b"".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 120)))


def _deep(chance: random.Random) -> bytes:
    opened = chance.choice([b"[", b'{"a":', b"{a: ", b"- ", b"(", b"<think>", b"\\frac{", b"1+("])
    return opened * chance.randint(30, 30_000)


def _aliases(chance: random.Random) -> bytes:
    """A billion laughs, at some key."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]
    key = chance.choice(["seed", "name", "problems", "splits", "mistakes", "description"])
    return "\n".join([*lines, f"{key}: *a9"]).encode()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with some bytes changed, words put in, and a part left out or doubled."""
    found = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(found) + 1)
        way = chance.randrange(4)
        if way == 0 and at < len(found):
            found[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            found[at:at] = chance.choice(_WORDS)
        elif way == 2:
            del found[at : at + chance.randint(1, 40)]
        else:
            found[at:at] = found[at : at + chance.randint(1, 200)]
    return bytes(found)


def _recipe(chance: random.Random) -> bytes:
    names = ("arithmetic", "equations", "mistakes", "mixed", "notebook")
    folder = Path(pairwright.__file__).with_name("recipe") / "builtin"
    return _mutated((folder / f"{chance.choice(names)}.yaml").read_bytes(), chance)


def _rows(chance: random.Random) -> bytes:
    row = {"prompt": "57+4=?", "chosen": "The answer is 61.", "rejected": "The answer is 62."}
    return _mutated(b"\n".join([json.dumps(row).encode()] * chance.randint(1, 30)), chance)


def _table(chance: random.Random) -> bytes:
    return _mutated(b"prompt,chosen,rejected\n" + b'57+4=?,"61","62"\n' * chance.randint(1, 30), chance)


def _columns(kind: str) -> Maker:
    """A Parquet or Arrow file, damaged."""

    def made(chance: random.Random) -> bytes:
        import io

        frame = pairwright.generate("mistakes", "train", 0, 50).select("positive", "negative")
        target = io.BytesIO()
        if kind == "parquet":
            frame.write_parquet(target)
        elif kind == "arrow":
            frame.write_ipc(target)
        else:
            frame.write_ipc_stream(target)
        return _mutated(target.getvalue(), chance)

    return made


def _bomb(chance: random.Random) -> bytes:
    """A hundred megabytes of nothing much in a hundred kilobytes."""
    return gzip.compress(chance.choice([b"\n", b"0", b"[", b'{"a":"b"}\n']) * 20_000_000, 1)


def _pickle(chance: random.Random) -> bytes:
    import pickle

    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return print, ("harm done",)

    subject: object = chance.choice([Harm(), {"stoi": {"a": 0}, "itos": {0: "a"}}, [Harm()], {"stoi": Harm()}, (1,)])
    made = pickle.dumps(subject, protocol=chance.randint(0, 4))
    return made if chance.random() < 0.4 else _mutated(made, chance)


def _archive(chance: random.Random) -> bytes:
    """What looks like a checkpoint of PyTorch, and unpacks to much more than it is."""
    import io

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.pkl", _pickle(chance))
        archive.writestr("archive/data/0", b"\0" * chance.choice([10, 50_000_000]))
    return target.getvalue()


def _manifest(chance: random.Random) -> bytes:
    """A manifest with numbers and names that no dataset has."""
    recipe = pairwright.load_recipe("arithmetic").with_rows(10).model_dump(mode="json")
    path = chance.choice(
        ["../x", "/etc/passwd", "train-00000-of-999999999.jsonl", "", "a\0b", "train.jsonl", "\x1b[2J"]
    )
    file = {"path": path, "rows": chance.choice([1, -1, 10**30, 1.5, None]), "bytes": 3, "sha256": "0" * 64}
    split = {"families_from": "training", "rows": 10, "files": [file] * chance.randint(0, 3)}
    manifest = {"pairwright": "0", "fingerprint": "f", "seed": 1, "splits": {"train": split}, "recipe": recipe}
    text = json.dumps(manifest).encode()
    return text if chance.random() < 0.6 else _mutated(text, chance)


# What it is -> what makes it, and the name's ending.
KINDS: dict[str, tuple[Maker, str]] = {
    "recipe": (_recipe, ".yaml"),
    "recipe of words": (_soup, ".yaml"),
    "recipe of aliases": (_aliases, ".yaml"),
    "recipe nested": (_deep, ".yaml"),
    "rows": (_rows, ".jsonl"),
    "rows of words": (_soup, ".jsonl"),
    "rows nested": (_deep, ".json"),
    "rows of a table": (_table, ".csv"),
    "rows of Parquet": (_columns("parquet"), ".parquet"),
    "rows of Arrow": (_columns("arrow"), ".arrow"),
    "rows of an Arrow stream": (_columns("stream"), ".arrow"),
    "rows packed": (_bomb, ".jsonl.gz"),
    "answers": (_soup, ".txt"),
    "answers nested": (_deep, ".txt"),
    "vocabulary": (_pickle, ".pkl"),
    "checkpoint": (_archive, ".pt"),
    "manifest": (_manifest, ".manifest"),
}
