"""What `pairwright audit` shows in a terminal, with Rich."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape

from pairwright.auditing.findings import Finding
from pairwright.auditing.report import Report
from pairwright.cli.terminal import print_table

_COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def print_report(report: Report) -> None:
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
