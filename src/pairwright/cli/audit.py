"""`audit`: what is wrong with anyone's data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from pairwright.cli.progress import progress_bar
from pairwright.cli.tables import print_table

if TYPE_CHECKING:
    from pairwright.auditing.findings import Finding
    from pairwright.auditing.report import Report


_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def audit(
    data: Annotated[list[Path], typer.Argument(help="Files or folders: JSON Lines, JSON, Parquet, Arrow; .gz, .zst.")],
    against: Annotated[
        list[Path] | None, typer.Option(help="A test of which nothing may be in the data; give it again for more.")
    ] = None,
    tokenizer: Annotated[
        Path | None, typer.Option(help="A tokenizer.json, a folder with one, or nanoGPT's meta.pkl.")
    ] = None,
    max_length: Annotated[
        int | None, typer.Option(help="The longest text in tokens; in characters without --tokenizer.", min=1)
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be audited here.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if there is an error among the findings.")
    ] = False,
) -> None:
    """Find what is wrong with a dataset: false answers, repeats, leaks, shortcuts, and more."""
    from pairwright.auditing.run import audit as run_audit

    with progress_bar(hidden=as_json) as progress:
        report = run_audit(
            data,
            against=against or (),
            tokenizer=tokenizer,
            max_length=max_length,
            rejects=rejects,
            progress=lambda done: progress(done, None),
        )
    if as_json:
        print(json.dumps(report.as_dict(), indent=2, ensure_ascii=False))
    else:
        _print_report(report)
    if strict and report.errors:
        raise typer.Exit(1)


def _print_report(report: Report) -> None:
    """The report, in the order in which it is read: files, findings, then figures."""
    console = _console()
    rows = [[each.file, each.role, each.taken_for, f"{each.rows:,}", f"{each.rejects:,}"] for each in report.sources]
    print_table(["file", "role", "taken for", "rows", "rejects"], rows, right_from=3)
    for each in report.findings:
        _print_finding(console, each)
    _print_leakage(report)
    _print_figures(console, report)
    _print_balance(report)
    _print_end(console, report)


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def _print_finding(console: Console, found: Finding) -> None:
    colour = _COLOURS[found.severity]
    detail = f" ({found.detail})" if found.detail else ""
    head = f"[{colour}]{found.severity:<7}[/] [bold]{found.code}[/]  {found.count:,} ({found.share:.2%})"
    console.print(f"{head}  {escape(found.meaning + detail)}")
    for each in found.examples:
        place = f"{each.file}:{each.line}  " if each.file else ""
        console.print(f"          {escape(place + each.text)}", style="dim", soft_wrap=True)
    console.print(f"          way out: {escape(found.way_out)}")


def _print_leakage(report: Report) -> None:
    if report.leakage:
        rows = [[name, *(f"{count:,}" for count in counts.values())] for name, counts in report.leakage.items()]
        print_table(["test", "rows", "same question", "mirrored", "same family"], rows, right_from=1)


def _print_figures(console: Console, report: Report) -> None:
    distinct = ", ".join(f"{count:,} {name}" for name, count in report.distinct.items())
    console.print(f"distinct: {distinct}")
    if report.shortcuts:
        told = ", ".join(f"{name.replace('-', ' ')} {auc:.2f}" for name, auc in report.shortcuts.items())
        console.print(f"told apart by (AUC; 0.5 is not at all): {told}")
    if report.difficulty:
        shares = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in report.difficulty.items())
        console.print(f"pairs: {shares}")
    if report.tokenizer:
        console.print(f"tokenizer: {escape(report.tokenizer)}")


def _print_balance(report: Report) -> None:
    rows = [
        [axis, "  ".join(f"{name}: {count:,}" for name, count in counts.items())]
        for axis, counts in report.balance.items()
    ]
    if rows:
        print_table(["balance", "rows"], rows)


def _print_end(console: Console, report: Report) -> None:
    warnings = sum(each.severity == "warning" for each in report.findings)
    speed = report.rows / max(report.seconds, 1e-9)
    console.print(
        f"{report.rows:,} rows in {report.seconds:.1f} s ({speed:,.0f} rows/s): "
        f"{_plural(report.errors, 'error')}, {_plural(warnings, 'warning')}"
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
