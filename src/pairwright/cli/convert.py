"""`convert`: anyone's rows in another layout or format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.changed_recipe import declared_by
from pairwright.cli.options import LAYOUT_NAMES, OverwriteFileOption, QuietOption, WordedOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import complain, say, say_json
from pairwright.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pairwright.converting.conversion import Conversion

_OF_TRAINERS = "conversations, verl, rlvr"


def convert(
    data: Annotated[
        list[str],
        typer.Argument(help="Files, addresses, Hub datasets: JSON Lines, JSON, CSV, Parquet, Arrow; .gz, .zst."),
    ],
    layout: Annotated[
        str, typer.Option(help=f"Columns to write: {LAYOUT_NAMES}, stepwise, step_preference, {_OF_TRAINERS}.")
    ],
    out: Annotated[Path, typer.Option(help="The file to write.")],
    format_name: Annotated[
        str | None, typer.Option("--format", help="As for generate; else as the ending of --out says.")
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be converted here.")] = None,
    drop_extra: Annotated[
        bool, typer.Option("--drop-extra", help="Leave out the columns that are not those of the layout.")
    ] = False,
    recipe: WordedOption = None,
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
            wording=declared_by(recipe),
            progress=lambda rows: progress(rows, None),
        )
    if as_json:
        say_json(done.as_dict())
    elif not quiet:
        _print_conversion(done)
    if done.rejected and rejects is None:
        lost = sum(done.rejected.values())
        complain(f"{lost:,} rows are not in {out}; --rejects FILE keeps them with the reasons")
        raise typer.Exit(1)


def _print_conversion(done: Conversion) -> None:
    """What was read, why rows were rejected, and what was written."""
    print_table(["file", Column("taken for", prose=True)], [list(each) for each in done.sources.items()])
    if done.rejected:
        rows = [[reason, f"{count:,}"] for reason, count in done.rejected.items()]
        print_table([Column("not converted, because", prose=True), Column("rows", right=True)], rows)
    speed = done.read / max(done.seconds, 1e-9)
    further = f", and as they were: {', '.join(done.kept)}" if done.kept else ""
    size = f"{done.format}, {done.file.bytes:,} bytes"
    say(f"{done.file.path}: {done.file.rows:,} rows of {done.layout} ({size}){further}")
    say(f"{done.converted:,} of {done.read:,} rows converted in {done.seconds:.1f} s ({speed:,.0f} rows/s)")
