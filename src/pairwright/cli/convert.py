"""`convert`: anyone's rows in another layout or format."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.options import LAYOUT_NAMES, OverwriteFileOption, QuietOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.tables import print_table

if TYPE_CHECKING:
    from pairwright.converting.conversion import Conversion


def convert(
    data: Annotated[list[Path], typer.Argument(help="Files: JSON Lines, JSON, Parquet, Arrow; .gz, .zst.")],
    layout: Annotated[str, typer.Option(help=f"Columns to write: {LAYOUT_NAMES}.")],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format_name: Annotated[
        str | None, typer.Option("--format", help="As for generate; else as the ending of --out says.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be converted here.")] = None,
    drop_extra: Annotated[
        bool, typer.Option("--drop-extra", help="Leave out the columns that are not those of the layout.")
    ] = False,
    overwrite: OverwriteFileOption = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write the rows of any dataset in another layout or format; exit with 1 if rows are left out and not kept."""
    from pairwright.converting.run import convert as run_convert

    with progress_bar(hidden=quiet or as_json) as progress:
        done = run_convert(
            data,
            out,
            layout=layout,
            format=format_name,
            rejects=rejects,
            drop_extra=drop_extra,
            overwrite=overwrite,
            progress=lambda rows: progress(rows, None),
        )
    if as_json:
        print(json.dumps(done.as_dict(), indent=2, ensure_ascii=False))
    elif not quiet:
        _print_conversion(done)
    if done.rejected and rejects is None:
        lost = sum(done.rejected.values())
        print(
            f"pairwright: {lost:,} rows are not in {out}; --rejects FILE keeps them with the reasons", file=sys.stderr
        )
        raise typer.Exit(1)


def _print_conversion(done: Conversion) -> None:
    """What was read, why rows were rejected, and what was written."""
    print_table(["file", "taken for"], [list(each) for each in done.sources.items()])
    if done.rejected:
        rows = [[reason, f"{count:,}"] for reason, count in done.rejected.items()]
        print_table(["not converted, because", "rows"], rows, right_from=1)
    speed = done.read / max(done.seconds, 1e-9)
    further = f", and as they were: {', '.join(done.kept)}" if done.kept else ""
    size = f"{done.format}, {done.file.bytes:,} bytes"
    print(f"{done.file.path}: {done.file.rows:,} rows of {done.layout} ({size}){further}")
    print(f"{done.converted:,} of {done.read:,} rows converted in {done.seconds:.1f} s ({speed:,.0f} rows/s)")
