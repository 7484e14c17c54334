"""nanoGPT's meta.pkl, read without trusting it: only dicts, lists, texts and numbers, and nothing is executed.

The audit reads vocabularies with it, and so does the import of nanoGPT's checkpoints.

A pickle is a program.  Before anything is built, its opcodes are listed (which executes nothing) and
each must be one of those below: none looks up a global, calls, builds an object or asks for a persistent
id.  Tuples are refused too: nested by reference they make a key whose hash takes for ever.
"""

from __future__ import annotations

import io
import pickle
import pickletools
from pathlib import Path
from typing import Any

from pairwright.errors import DataError

# A character vocabulary takes a kilobyte; one of every Unicode character would take 10 MiB and is none.
_MOST_BYTES = 1 << 18
_CONTAINERS = {"EMPTY_DICT", "EMPTY_LIST", "DICT", "LIST", "SETITEM", "SETITEMS", "APPEND", "APPENDS", "MARK"}
_TEXTS = {"UNICODE", "SHORT_BINUNICODE", "BINUNICODE", "BINUNICODE8"}
_NUMBERS = {"INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "FLOAT", "BINFLOAT", "NEWTRUE", "NEWFALSE", "NONE"}
_MEMO = {"PUT", "BINPUT", "LONG_BINPUT", "MEMOIZE", "GET", "BINGET", "LONG_BINGET"}
_ALLOWED = {"PROTO", "FRAME", "STOP", *_CONTAINERS, *_TEXTS, *_NUMBERS, *_MEMO}


class _Reader(pickle.Unpickler):
    """The second lock: even an opcode that got through could look up nothing."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        raise pickle.UnpicklingError(f"asks for {module_name}.{global_name}")

    def persistent_load(self, pid: Any) -> Any:
        raise pickle.UnpicklingError(f"asks for the persistent object {pid!r}")


def read_pickle(path: Path) -> dict[str, Any]:
    """The dict in a pickle of plain data.

    Raises:
        DataError: anything but dicts, lists, texts and numbers in it, or not a pickle.

    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise DataError(f"{path}: over {_MOST_BYTES >> 10} KiB, so no character vocabulary; give a tokenizer.json")
        raw = path.read_bytes()[: _MOST_BYTES + 1]
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error.strerror or error}); check the path") from error
    return plain_data(raw, str(path))


def plain_data(raw: bytes, name: str) -> dict[str, Any]:
    """The dict in these bytes; see `read_pickle`."""
    try:
        _admit(raw, name)
        found = _Reader(io.BytesIO(raw), encoding="bytes").load()
    except DataError:
        raise
    except Exception as error:
        # A broken pickle may raise nearly anything; whatever it is, it says no more than this.
        raise DataError(f"{name}: not a pickle of plain data ({type(error).__name__}); make it again") from error
    if not isinstance(found, dict):
        raise DataError(f"{name}: holds no dict; nanoGPT's meta.pkl has the keys stoi and itos")
    return found


def _admit(raw: bytes, name: str) -> None:
    """Refuse every opcode but those of plain data, and sizes that would make the reader allocate."""
    for count, (opcode, argument, _) in enumerate(pickletools.genops(raw)):
        if opcode.name not in _ALLOWED:
            raise DataError(
                f"{name}: refused, a pickle that holds more than dicts, lists, texts and numbers ({opcode.name}); "
                "nothing in it was executed"
            )
        # A memo index reserves room for all below it.
        memo = opcode.name in ("PUT", "LONG_BINPUT") and int(argument or 0) > count + 1
        # Beyond 64 bits, numbers can be made to collide as keys.
        number = opcode.name in ("INT", "LONG", "LONG1") and abs(int(argument or 0)) >= 2**63
        if memo or number:
            raise DataError(f"{name}: refused, a number in it is larger than any vocabulary needs")
