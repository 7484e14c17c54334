"""Models written as folders, whole or not at all; opening them opens nanoGPT's too, which are saved so: hence apart."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pairwright.errors import OutputError
from pairwright.files.placing import placing_folder as in_place

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerFast


@contextmanager
def placing_folder(out: str | Path, *, overwrite: bool = False) -> Iterator[Path]:
    """A temporary folder that is renamed to `out` at the end; on any failure it is removed, and `out` is as before.

    Raises:
        OutputError: something stands there that is not to be replaced, or the disk refuses.

    """
    target = Path(out)
    require_free(target, overwrite=overwrite)
    with in_place(target, way_out="choose another --out, or make room there", parents=True) as part:
        yield part


def require_free(target: Path, *, overwrite: bool) -> None:
    """Refuse a place that holds anything but, where that may be replaced, a model.

    Raises:
        OutputError: naming the place and the way out.

    """
    try:
        if target.exists() and not target.is_dir():
            raise OutputError(f"{target}: not a folder; choose another --out")
        taken = target.is_dir() and any(target.iterdir())
    except PermissionError as error:
        raise OutputError(f"{target}: cannot be read ({error.strerror}); choose another --out") from error
    if taken and not (target / "config.json").is_file():
        raise OutputError(f"{target}: holds files that are no model, which would be lost; choose another --out")
    if taken and not overwrite:
        raise OutputError(
            f"{target}: a model stands there already; replace it with --overwrite, or choose another --out"
        )


def save_model(
    folder: Path, model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, texts: Mapping[str, str] | None = None
) -> None:
    """Write model, tokenizer and further files (name -> text) into a folder."""
    # Trainers turn it off; answers are several times slower without.
    model.config.use_cache = True
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    for name, text in (texts or {}).items():
        (folder / name).write_text(text, encoding="utf-8")
    # What writes the weights lets only their owner read them.
    os.umask(mask := os.umask(0))
    for path in folder.iterdir():
        if path.is_file():
            path.chmod(0o666 & ~mask)
