"""The page as a folder for any static host: the report, and the first rows of each table to filter and page."""

from __future__ import annotations

import json
from pathlib import Path

from pairwright.errors import OutputError
from pairwright.files.placing import placing_folder
from pairwright.reporting.page import page_text
from pairwright.reporting.vendored import libraries
from pairwright.viewing.looking import Looking
from pairwright.viewing.page import viewing_text
from pairwright.viewing.tables import MOST_A_PAGE, RowQuery

# Of each table; a browser reads them at once, one or two megabytes.
MOST_ROWS = 2000


def write_bundle(looking: Looking, out: Path, *, overwrite: bool = False) -> int:
    """Write a folder that any static host can serve.

    Args:
        looking: what is shown.
        out: the folder, there when it is whole.
        overwrite: replace a bundle that stands there.

    Returns:
        How many rows are in it.

    Raises:
        OutputError: something else stands there, or the disk refuses.

    """
    if out.exists() and not (overwrite and (out / "bundle.js").is_file()):
        way_out = "choose another --bundle" if overwrite else "choose another --bundle, or add --overwrite"
        raise OutputError(f"{out}: stands there already; {way_out}")
    sets = looking.sets()
    written = 0
    with placing_folder(out, way_out="choose another --bundle or make room", parents=True) as part:
        for number, (table, told) in enumerate(zip(looking.tables, sets["sets"], strict=True)):
            rows = [
                row
                for offset in range(0, min(table.rows, MOST_ROWS), MOST_A_PAGE)
                for row in looking.rows(number, RowQuery(offset, MOST_A_PAGE))
            ]
            told["rows"] = table.rows
            written += len(rows)
            (part / f"rows-{number}.json").write_text(json.dumps(rows), encoding="utf-8")
        (part / "sets.json").write_text(json.dumps(sets), encoding="utf-8")
        (part / "report.json").write_text(json.dumps(looking.report), encoding="utf-8")
        for name, text in _page().items():
            (part / name).write_text(text, encoding="utf-8")
    return written


def _page() -> dict[str, str]:
    return {
        "index.html": viewing_text("index.html").replace("view.js", "bundle.js"),
        "page.css": f"{page_text('page.css')}\n{viewing_text('view.css')}",
        "render.js": page_text("render.js"),
        "bundle.js": viewing_text("bundle.js"),
        "drawing.js": "\n;\n".join(libraries()),
    }
