"""docs/evidence.md: the template with a table of each comparison."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import fmean

from evidence import winners
from evidence.cells import ANSWER_FIRST, BASE, DEMO, Cell, Table
from evidence.real_model import REAL_CELLS
from evidence.results import Results, Run
from evidence.settings import GROUPS, JUDGES, SETTINGS, Setting
from evidence.tables import COMPARISONS, TABLES, every_cell

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "evidence.md"
TEMPLATE = Path(__file__).parent / "page.md"
NOTHING = "Not run yet."
_TESTS = ("notebook", "familiar", "test", "beyond")
_OPERATORS = ("+", "-", "*", "/")
_REAL = ("trained on", "seeds", "minutes", "test", "refused", "sentences, nats a token", "replies")
_JUDGED = ("judge", "seeds", "seen", "unseen", "sound", "one", "best", "any")
_SETTING_HEAD = ("setting", "trained by", "seeds", "test", "+", "-", "\\*", "/", "familiar", "refused")
_HEAD = (
    "trained on",
    "seeds",
    "minutes",
    "notebook's test",
    "familiar",
    "test",
    "+",
    "-",
    "\\*",
    "/",
    "beyond",
    "refused",
    "log p right",
    "near miss",
    "refusal",
)


def text_of(results: Results) -> str:
    """The page."""
    text = TEMPLATE.read_text(encoding="utf-8").replace("<!-- setting -->", _setting(results))
    text = text.replace("<!-- winners -->", "\n".join(winners.lines((*COMPARISONS, *SETTINGS), results)))
    for name, cell in (("held-out", DEMO), ("held-out-answer-first", ANSWER_FIRST)):
        text = text.replace(f"<!-- {name} -->", _held_out(results.of(cell)))
    for table in TABLES:
        text = text.replace(f"<!-- {table.name} -->", _compared(table, results))
    for name, settings in GROUPS.items():
        text = text.replace(f"<!-- {name} -->", _grouped(settings, results))
    text = text.replace("<!-- smollm2 -->", _real(results)).replace("<!-- judges -->", _judges(results))
    return text.replace("<!-- not-run -->", _not_run(results))


def _setting(results: Results) -> str:
    """What the figures were made with."""
    runs = [run for cell in every_cell() for run in results.of(cell)]
    versions = sorted({" ".join(run["versions"]) for run in runs})
    minutes = sum(run["seconds"] for run in runs) / 60
    return f"{len(runs)} runs, {minutes:.0f} minutes of training in all, with {'; '.join(versions)}."


def _held_out(runs: Sequence[Run]) -> str:
    """How much is right of all held-out questions, as many of each operator as there are."""
    if not runs:
        return NOTHING
    operators = [run["held_out"] for run in runs]
    of = {operator: operators[0][operator][1] for operator in _OPERATORS}
    whole = _percent([sum(right for right, _ in each.values()) / sum(of.values()) for each in operators], spread=True)
    each = [
        f"`{operator}` {_percent([_share(found[operator]) for found in operators])} of {of[operator]:,}"
        for operator in _OPERATORS
    ]
    return f"{whole} of {sum(of.values()):,}: {', '.join(each)}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], names: int = 1) -> str:
    """A table of Markdown whose first columns are names and the others figures; of no row a word that says so."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return NOTHING
    return "\n".join([f"| {' | '.join(head)} |", f"{'|---' * names}|{'--:|' * (len(head) - names)}", *lines])


def _compared(table: Table, results: Results) -> str:
    run = [cell for cell in table.cells if results.of(cell)]
    return _table(_HEAD, [tuple(_row(cell, results.of(cell))) for cell in ((BASE, *run) if run else ())])


def _grouped(settings: Sequence[Setting], results: Results) -> str:
    """A table of settings that are alike, one below the other, each named in its first row."""
    rows = []
    for setting in settings:
        cells = ((cell, results.of(cell)) for cell in (setting.before, *setting.cells))
        told = [tuple(_setting_row(cell, runs)) for cell, runs in cells if runs]
        rows += [("" if number else setting.title, *row) for number, row in enumerate(told) if len(told) > 1]
    head = (*_SETTING_HEAD, *(("rule applies", "elsewhere") if settings[0].cells[0].rule else ()))
    return _table(head, rows, names=2)


def _real(results: Results) -> str:
    """The real model: what it answers, and what it says of ordinary texts."""
    cells = ((cell, results.of(cell)) for cell in REAL_CELLS)
    return _table(_REAL, (tuple(_real_row(cell, runs)) for cell, runs in cells if runs))


def _real_row(cell: Cell, runs: Sequence[Run]) -> Iterator[str]:
    yield cell.title
    yield str(len(runs))
    yield f"{fmean(run['seconds'] for run in runs) / 60:.0f}"
    yield _percent([_share(run["tests"]["test"]) for run in runs], spread=True)
    yield _percent([run["refused"] for run in runs])
    for name in ("sentences", "chats"):
        yield f"{fmean(run['ordinary'][name] for run in runs):.2f}"


def _judges(results: Results) -> str:
    """What judges were right about, each count by its name."""
    cells = ((cell, results.of(cell)) for cell in JUDGES)
    return _table(_JUDGED, (tuple(_judge_row(cell, runs)) for cell, runs in cells if runs))


def _judge_row(cell: Cell, runs: Sequence[Run]) -> Iterator[str]:
    yield cell.title
    yield str(len(runs))
    for name in _JUDGED[2:]:
        found = [_share(run["judged"][name]) for run in runs if name in run["judged"]]
        yield _percent(found, spread=True) if found else ""


def _not_run(results: Results) -> str:
    """What `make evidence` has still to do, by the names of cells."""
    missing = [f"`{cell.name}`" for cell in every_cell() if not results.of(cell)]
    return f"{len(missing)} cells: {', '.join(missing)}." if missing else "Nothing: every cell was run."


def _setting_row(cell: Cell, runs: Sequence[Run]) -> Iterator[str]:
    yield cell.title
    yield str(len(runs))
    yield _percent([_share(run["tests"]["test"]) for run in runs], spread=True)
    for operator in _OPERATORS:
        found = [_share(run["operators"][operator]) for run in runs if operator in run["operators"]]
        yield _percent(found) if found else ""
    familiar = [_share(run["tests"]["familiar"]) for run in runs if "familiar" in run["tests"]]
    yield _percent(familiar) if familiar else ""
    yield _percent([run["refused"] for run in runs])
    for place in ("applies", "elsewhere") if cell.rule else ():
        yield _percent([_share(run["rule"][place]) for run in runs], spread=True)


def _row(cell: Cell, runs: Sequence[Run]) -> Iterator[str]:
    yield cell.title
    yield str(len(runs))
    yield f"{fmean(run['seconds'] for run in runs) / 60:.1f}"
    for name in _TESTS[:3]:
        yield _percent([_share(run["tests"][name]) for run in runs], spread=name == "test")
    for operator in _OPERATORS:
        yield _percent([_share(run["operators"][operator]) for run in runs])
    yield _percent([_share(run["tests"]["beyond"]) for run in runs])
    yield _percent([run["refused"] for run in runs])
    for side in ("chosen", "near", "refusal"):
        yield f"{fmean(run['logps'][side] for run in runs):.1f}"


def _share(count: Sequence[int]) -> float:
    return count[0] / count[1]


def _percent(shares: Sequence[float], *, spread: bool = False) -> str:
    """The mean, and from where to where the seeds lie."""
    mean = f"{fmean(shares):.1%}".removesuffix("%")
    if not spread or len(shares) < 2:
        return mean
    return f"**{mean}** ({100 * min(shares):.1f}-{100 * max(shares):.1f})"
