"""`audit`: what is wrong with anyone's data."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.changed_recipe import declared_by
from pairwright.cli.fitting import room, wrapped
from pairwright.cli.options import WordedOption
from pairwright.cli.progress import progress_bar
from pairwright.cli.said import bold, say, say_json, styled, visible
from pairwright.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pairwright.auditing.findings import Example, Finding
    from pairwright.auditing.report import Report


# Bold red, yellow, cyan.
_COLOURS = {"error": "1;31", "warning": "33", "info": "36"}
_DIM = "2"
_INDENT = 10
# What each was taken for is said whatever the width; of more files (shards) where there is room.
_FEW_FILES = 8
# What of their formats have rows that are not lines.
_ARRAYS = ("JSON array", "JSON objects")


def audit(
    data: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, addresses, Hub datasets: JSON Lines, JSON, CSV, Parquet, Arrow; .gz, .zst."
        ),
    ],
    against: Annotated[
        list[str] | None, typer.Option(help="A test of which nothing may be in the data; give it again for more.")
    ] = None,
    tokenizer: Annotated[
        Path | None, typer.Option(help="A tokenizer.json, a folder with one, or nanoGPT's meta.pkl.")
    ] = None,
    max_length: Annotated[
        int | None, typer.Option(help="The longest text in tokens; in characters without --tokenizer.", min=1)
    ] = None,
    rejects: Annotated[Path | None, typer.Option(help="Write the rows that cannot be audited here.")] = None,
    findings: Annotated[Path | None, typer.Option(help="List every row of every finding here, as JSON Lines.")] = None,
    fix: Annotated[
        Path | None,
        typer.Option(help="Write the rows without errors and repeats here (.jsonl); the others beside, with why."),
    ] = None,
    recipe: WordedOption = None,
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
            findings=findings,
            fix=fix,
            wording=declared_by(recipe),
            progress=lambda done: progress(done, None),
        )
    if as_json:
        say_json(report.as_dict())
    else:
        _print_report(report)
    if strict and report.errors:
        raise typer.Exit(1)


def _print_report(report: Report) -> None:
    """The report, in the order in which it is read: files, findings, then figures."""
    rows = [[each.file, each.role, each.taken_for, f"{each.rows:,}", f"{each.rejects:,}"] for each in report.sources]
    numbers = [Column(name, right=True) for name in ("rows", "rejects")]
    taken_for = Column("taken for", prose=True, spare=int(len(rows) > _FEW_FILES))
    print_table(["file", "role", taken_for, *numbers], rows)
    arrays = {each.file for each in report.sources if each.taken_for.startswith(_ARRAYS)}
    for each in report.findings:
        _print_finding(each, arrays)
    _print_leakage(report)
    _print_figures(report)
    _print_balance(report)
    _print_levels(report)
    _print_end(report)


def _print_finding(found: Finding, arrays: Collection[str]) -> None:
    detail = f" ({found.detail})" if found.detail else ""
    severity, code = f"{found.severity:<7}", found.code
    text = f"{severity} {code}  {found.count:,} ({found.share:.2%})  {visible(found.meaning + detail)}"
    first, *further = wrapped(text, room(), indent=_INDENT)
    head = f"{severity} {code}"
    if first.startswith(head):
        first = f"{styled(severity, _COLOURS[found.severity])} {bold(code)}{first[len(head) :]}"
    for line in (first, *further):
        print(line)
    for each in found.examples:
        print(styled(visible(f"{' ' * _INDENT}{_place(each, arrays)}{each.text}"), _DIM))
    for line in wrapped(f"{' ' * _INDENT}way out: {visible(found.way_out)}", room(), indent=_INDENT):
        print(line)


def _place(example: Example, arrays: Collection[str]) -> str:
    """Where an example stands: its line, in an array also the number of its element; empty where it is in no row."""
    if not example.file:
        return ""
    row = f" row {example.row}" if example.file in arrays and example.row else ""
    return f"{example.file}:{example.line}{row}  " if example.line else f"{example.file}  "


def _print_leakage(report: Report) -> None:
    if report.leakage:
        rows = [[name, *(f"{count:,}" for count in counts.values())] for name, counts in report.leakage.items()]
        numbers = ("rows", "same question", "mirrored", "same family")
        print_table(["test", *(Column(name, right=True) for name in numbers)], rows)


def _print_figures(report: Report) -> None:
    unjudged = {name.replace("_", " "): count for name, count in report.judged.items() if name != "judged"}
    aside = "".join(f", {count:,} not ({name})" for name, count in unjudged.items() if count)
    if any(report.judged.values()):
        say(f"answers: {report.judged['judged']:,} judged{aside}")
    if labelled := report.steps["labelled"]:
        told = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in report.steps.items() if count)
        say(f"steps: {told.removeprefix(f'{labelled:,} labelled, ')}; of {labelled:,} with a label")
    distinct = ", ".join(f"{count:,} {name}" for name, count in report.distinct.items())
    say(f"distinct: {distinct}")
    if report.shortcuts:
        told = ", ".join(f"{name.replace('-', ' ')} {auc:.2f}" for name, auc in report.shortcuts.items())
        say(f"told apart by (AUC; 0.5 is not at all): {told}")
    if report.difficulty:
        shares = ", ".join(f"{name.replace('_', ' ')} {share:.1%}" for name, share in report.difficulty.items())
        say(f"pairs: {shares}")
    if report.tokenizer:
        say(f"tokenizer: {report.tokenizer}")


def _print_balance(report: Report) -> None:
    rows = [
        [axis, ", ".join(f"{name}: {count:,}" for name, count in counts.items())]
        for axis, counts in report.balance.items()
    ]
    if rows:
        print_table(["balance", Column("rows", prose=True)], rows)


def _print_levels(report: Report) -> None:
    """Rows and right answers by what the rows say of themselves: their kind, their difficulty."""
    numbers = [Column(name, right=True) for name in ("rows", "of all", "judged", "right")]
    for axis, values in report.levels.items():
        print_table([axis, *numbers], [[value, *_cells(counted, report.rows)] for value, counted in values.items()])


def _cells(counted: Mapping[str, int], whole: int) -> list[str]:
    rows, judged, right = counted["rows"], counted["judged"], counted["right"]
    share = f"{right / judged:.2%}" if judged else "-"
    return [f"{rows:,}", f"{rows / max(whole, 1):.1%}", f"{judged:,}", share]


def _print_end(report: Report) -> None:
    if report.fixed is not None:
        fixed = report.fixed
        say(f"{fixed.file}: {fixed.rows:,} rows are left; {fixed.dropped}: {fixed.dropped_rows:,} rows, with why")
    warnings = sum(each.severity == "warning" for each in report.findings)
    speed = report.rows / max(report.seconds, 1e-9)
    say(
        f"{report.rows:,} rows in {report.seconds:.1f} s ({speed:,.0f} rows/s): "
        f"{_plural(report.errors, 'error')}, {_plural(warnings, 'warning')}"
    )


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
