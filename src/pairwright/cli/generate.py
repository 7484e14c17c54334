"""`generate`: the dataset of a recipe."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.changed_recipe import changed_recipe
from pairwright.cli.options import (
    AddressOption,
    LayoutOption,
    QuietOption,
    RecipeArgument,
    RowsOption,
    SeedOption,
    whole_number,
)
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table
from pairwright.stopping import checked

if TYPE_CHECKING:
    from pairwright.dataset_folder.summary import SplitSummary, Summary


def generate(
    out: Annotated[
        str, typer.Option(help="The folder to write, made if it is missing; or a URL such as s3://bucket/name.")
    ],
    recipe: RecipeArgument = "arithmetic",
    rows: RowsOption = None,
    seed: SeedOption = None,
    layout: LayoutOption = None,
    format_name: Annotated[
        str | None,
        typer.Option(
            "--format", help="jsonl or json (one array), each also with .gz or .zst; parquet; arrow (load_from_disk)."
        ),
    ] = None,
    metadata: Annotated[
        bool, typer.Option("--metadata", help="Add operator, view, answer, mistake, difficulty, ... to JSON.")
    ] = False,
    certify: Annotated[bool, typer.Option(help="Prove every row right before it is kept.")] = True,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="Write no row twice, and say how many there are.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a dataset that stands there.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where an unfinished run ended.")] = False,
    shards: Annotated[
        int | None,
        typer.Option(
            parser=whole_number, metavar="<int>", help="Files of a training split; else one for a million rows."
        ),
    ] = None,
    engine: Annotated[str, typer.Option(help="local (the cores of this machine) or ray (a cluster).")] = "local",
    address: AddressOption = None,
    workers: Annotated[
        int | None,
        typer.Option(parser=whole_number, metavar="<int>", help="Threads, or tasks at once."),
    ] = None,
    report: Annotated[
        bool, typer.Option("--report", help="Write report.html beside the data too; the manifest has its checksum.")
    ] = False,
    quiet: QuietOption = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
) -> None:
    """Write the dataset of a recipe: one file per split, a manifest and a dataset card."""
    from pairwright.dataset_folder.page import require_folder
    from pairwright.dataset_folder.writing import write

    if report:
        require_folder(out)
    chosen = changed_recipe(recipe, rows=rows, seed=seed, layout=layout, format_name=format_name)
    with progress_bar(hidden=quiet or as_json) as progress:
        summary = write(
            chosen,
            out,
            overwrite=overwrite,
            resume=resume,
            metadata=metadata,
            certify=certify,
            distinct=distinct,
            shards=shards,
            engine=engine,
            address=address,
            workers=workers,
            progress=checked(progress),
        )
    if report:
        from pairwright.dataset_folder.page import keep_page
        from pairwright.reporting.inputs import page_of
        from pairwright.reporting.page import html_of

        keep_page(Path(out), html_of(page_of([out]).as_dict()))
    if as_json:
        say_json(summary.as_dict())
    elif not quiet:
        _print_summary(summary)


def _print_summary(summary: Summary) -> None:
    """What was written, split by split, and where fewer questions exist than were asked for."""
    numbers = ("rows", "distinct questions", "fact families", "shared with train")
    columns = [Column("split"), Column("file", spare=1), *(Column(name, right=True) for name in numbers)]
    print_table(columns, [_cells(split) for split in summary.splits])
    for line in _remarks(summary):
        say(line)


def _cells(split: SplitSummary) -> list[str]:
    numbers = (split.rows, split.questions, split.families, split.shared_families)
    return [
        split.name,
        split.pattern,
        *("-" if number is None else f"{number:,}" for number in numbers),
    ]


def _shortfalls(split: SplitSummary) -> Iterator[str]:
    """One line for the operators with too few questions, one for those without any."""
    few = [f"{there:,} for {operator}" for operator, there in split.shortfalls.items() if there]
    if few:
        first, *others = few
        yield ", ".join([f"only {first.replace(' for ', ' questions exist for ', 1)}", *others])
    if none := [operator for operator, there in split.shortfalls.items() if not there]:
        yield f"no question exists for {', '.join(none)}"


def _remarks(summary: Summary) -> Iterator[str]:
    for split in summary.splits:
        if split.kind == "familiar" and split.shared_families is not None:
            yield _familiar_remark(split)
        if set(split.mistakes) - {"refusal"}:
            yield _mix_remark(split)
        yield from (f"{split.name}: {note}" for note in (*_shortfalls(split), *split.notes))
    for name in summary.empty:
        yield f"{name}: no question exists in these ranges, so no file"
    speed = summary.rows / max(summary.seconds, 1e-9)
    proof = "all certified" if summary.certified else "not certified"
    yield f"{summary.rows:,} rows in {summary.seconds:.1f} s ({speed:,.0f} rows/s), {proof}, in {summary.out}"


def _mix_remark(split: SplitSummary) -> str:
    whole = sum(split.mistakes.values())
    shares = ", ".join(f"{name} {count / whole:.1%}" for name, count in split.mistakes.items())
    return f"{split.name}: {whole:,} rejected answers: {shares}"


def _familiar_remark(split: SplitSummary) -> str:
    if split.shared_families == split.families:
        return f"{split.name}: its families are trained on in other forms, by design"
    return (
        f"{split.name}: training has too few rows to meet each of these families in another form; "
        f"it meets {split.shared_families:,} of them"
    )
