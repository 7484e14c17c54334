"""Sections as one file: data as JSON, the page's script, the libraries that draw; the same bytes for the same input."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from pairwright.arguments import guarded
from pairwright.errors import OutputError
from pairwright.files.placing import placing_file
from pairwright.reporting.inputs import page_of
from pairwright.reporting.vendored import libraries
from pairwright.version import __version__

_FOLDER = "page"


@guarded
def report(paths: str | Path | Sequence[str | Path], out: str | Path, *, overwrite: bool = False) -> str:
    """Write a self-contained page about datasets, audits, evaluations and trainings.

    Args:
        paths: as `pairwright.reporting.inputs.page_of` takes them.
        out: the file, there when it is whole.
        overwrite: replace a file that stands there.

    Returns:
        The SHA-256 of the page (hexadecimal); the same for the same input.

    Raises:
        DataError: a path that cannot be told of.
        OutputError: `out` cannot be written, stands there already, or is an input.

    >>> import tempfile, pairwright
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.write(pairwright.load_recipe("arithmetic").with_rows(100), f"{folder}/data")
    ...     one, two = (pairwright.report(f"{folder}/data", f"{folder}/{n}.html") for n in "ab")
    >>> one == two
    True

    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    place = Path(out)
    if place.is_dir():
        raise OutputError(f"{place}: a folder; name a file for --out")
    if place.exists() and any(Path(each).exists() and place.samefile(each) for each in given):
        raise OutputError(f"{place}: is read; choose another --out")
    if place.exists() and not overwrite:
        raise OutputError(f"{place}: stands there already; choose another --out or add --overwrite")
    content = html_of(page_of(given).as_dict()).encode()
    with placing_file(place, parents=True) as part:
        part.write_bytes(content)
    return hashlib.sha256(content).hexdigest()


def html_of(page: dict[str, Any]) -> str:
    """The whole page; its scripts are named by their hashes, so that no other one can run."""
    own = f"{page_text('render.js')}\n{page_text('report.js')}"
    scripts = [*(("", text) for text in libraries()), (' type="module"', own)]
    hashes = " ".join(f"'sha256-{_hash(text)}'" for _, text in scripts)
    return page_text("page.html").format(
        hashes=hashes,
        version=__version__,
        title=html.escape(page["title"]),
        css=page_text("page.css"),
        data=as_json(page),
        scripts="\n".join(f"<script{kind}>{text}</script>" for kind, text in scripts),
    )


def as_json(data: object) -> str:
    r"""JSON that may stand in a page: it has no `<`, so no element of HTML can end or begin in it.

    >>> as_json({"a": "</script><!--"})
    '{"a":"\\u003c/script>\\u003c!--"}'
    """
    # Lone surrogates are no text, and could not be written.
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def page_text(name: str) -> str:
    """A text of the page."""
    return (files(__package__) / _FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
