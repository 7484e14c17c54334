"""The pictures of docs/evidence.md."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from evidence.cells import BATCH, SHORT, Cell, Stage, Table
from evidence.heat_map import MAPS, OPERATORS, SIZE, picture
from evidence.page import PAGE
from evidence.results import Results, Run
from evidence.settings import SETTINGS, Setting
from evidence.tables import CURVES
from evidence.winners import share

FOLDER = PAGE.with_suffix("")
# Kelly's colours of maximum contrast, those that show on white; as many as any picture has lines.
_LINES = (
    "#875692", "#f38400", "#a1caf1", "#be0032", "#8f8a5d", "#848482", "#008856",
    "#e68fac", "#0067a5", "#604e97", "#dcb800", "#654522", "#2b3d26", "#00c0a0",
)  # fmt: skip
# Points below the median of the ends.
_COLLAPSED = 15
# Of so few errors each is marked, for a point of a hundred by a hundred is hardly seen.
_FEW_ERRORS = 400
# Paul Tol's bright scheme, which colour-blind readers can tell apart; light where the family was trained on.
_COLOURS = ("#ffffff", "#f2b8bd", "#a6cee3", "#bb1e2d", "#2258a5")
_KINDS = ("wrong", "right", "wrong, family unseen", "right, family unseen")


def draw(results: Results) -> None:
    """Draw all of them."""
    import matplotlib as mpl

    mpl.use("Agg")
    FOLDER.mkdir(exist_ok=True)
    for curves in CURVES:
        _draw_curves(curves, results)
    _draw_settings([setting for setting in SETTINGS if sum(map(bool, map(results.of, setting.cells))) > 1], results)
    if MAPS.exists():
        _draw_maps(pl.read_parquet(MAPS))


def _draw_curves(table: Table, results: Results) -> None:
    """Held-out questions answered right over answers that were trained on: the mean of the seeds, a band around all."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(9, 4.8), layout="constrained")
    # What stops where the others begin is a point of theirs.
    cells = [cell for cell in table.cells if results.of(cell) and cell.answers > table.from_answers + BATCH * SHORT]
    lines = [_curve(cell, results, table.from_answers) for cell in cells]
    lowest = _lowest(lines)
    for colour, cell, (answers, shares) in zip(_LINES, cells, lines, strict=False):
        mean = shares.mean(axis=0)
        below = "" if mean[-1] >= lowest else f", ends at {mean[-1]:.0f} %"
        axes.fill_between(answers, shares.min(axis=0), shares.max(axis=0), color=colour, alpha=0.15, linewidth=0)
        axes.plot(answers, mean, color=colour, marker=".", label=cell.title.replace("`", "") + below)
    axes.set(xlabel="answers trained on, thousands", ylabel="test: exact match, %", ylim=(lowest, None))
    axes.grid(alpha=0.3)
    figure.legend(loc="outside right upper", fontsize="x-small")
    _save(figure, FOLDER / f"{table.name}.png")


def _curve(cell: Cell, results: Results, begin: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Thousands of answers (points), and percent right (seeds, points)."""
    runs = np.array([_points(cell, run) for run in results.of(cell)])
    seen = runs[:, runs[0, :, 0] >= begin]
    return seen[0, :, 0] / 1000, 100 * seen[:, :, 1]


def _lowest(lines: Sequence[tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]]) -> float:
    """Where the axis begins: below all lines but those that end far below the others, which would take most of it."""
    ends = np.array([shares[:, -1].mean() for _, shares in lines])
    whole = [shares.min() for (_, shares), end in zip(lines, ends, strict=True) if end > np.median(ends) - _COLLAPSED]
    return max(0.0, float(min(whole)) - 1)


def _draw_settings(settings: Sequence[Setting], results: Results) -> None:
    """A line for each cell that was run: a dot a seed, a mark at the mean; hollow what all of a setting began with."""
    from matplotlib import pyplot as plt

    if not settings:
        return
    rows = [(setting, cell) for setting in settings for cell in (setting.before, *setting.cells) if results.of(cell)]
    figure, axes = plt.subplots(figsize=(9, 1 + 0.24 * (len(rows) + len(settings))), layout="constrained")
    ticks: list[float] = []
    for place, (setting, cell) in enumerate(rows):
        ticks.append(place + settings.index(setting))
        seen = [100 * share(run, setting.measure) for run in results.of(cell)]
        colour = _LINES[settings.index(setting) % len(_LINES)]
        filled = colour if cell is not setting.before else "white"
        axes.scatter(seen, [ticks[-1]] * len(seen), s=36, color=filled, edgecolors=colour, zorder=2)
        axes.plot([np.mean(seen)] * 2, [ticks[-1] - 0.35, ticks[-1] + 0.35], color=colour)
    labels = [f"{setting.title}: {cell.title}" if cell is setting.before else cell.title for setting, cell in rows]
    axes.set_yticks(ticks, [each.replace("`", "") for each in labels], fontsize="x-small")
    axes.set(xlabel="right answers to facts never stated, %", xlim=(-2, 102))
    axes.invert_yaxis()
    axes.grid(axis="x", alpha=0.3)
    _save(figure, FOLDER / "settings.png")


def _points(cell: Cell, run: Run) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    before = 0
    for stage, curve in zip(cell.stages, run["curves"], strict=True):
        points += [(before + step * _answers(stage), share) for step, share in curve[bool(points) :]]
        before += stage.answers
    return points


def _answers(stage: Stage) -> int:
    return stage.answers // stage.steps


def _draw_maps(rows: pl.DataFrame) -> None:
    """A square for each operator, the base above and the last model below."""
    from matplotlib import pyplot as plt
    from matplotlib.colors import ListedColormap
    from matplotlib.patches import Patch

    places = [0, sum(name.startswith("right_") for name in rows.columns) - 1]
    figure, axes = plt.subplots(2, len(OPERATORS), figsize=(12, 6.6), layout="constrained", sharex=True, sharey=True)
    for line, place in enumerate(places):
        for column, operator in enumerate(OPERATORS):
            of = rows.filter(pl.col("operator") == operator)
            axis = axes[line, column]
            axis.imshow(
                picture(of, place),
                cmap=ListedColormap(_COLOURS),
                vmin=0,
                vmax=4,
                origin="lower",
                extent=(0.5, SIZE + 0.5, 0.5, SIZE + 0.5),
                interpolation="nearest",
            )
            _mark_errors(axis, of, place)
            axis.set_title(f"a {operator} b, {('before', 'after')[line]}: {_right(of, place)}", fontsize="small")
            axis.set(xlabel="b" if line else "", ylabel="" if column else "a")
    figure.legend(
        handles=[Patch(color=colour, label=kind) for colour, kind in zip(_COLOURS[1:], _KINDS, strict=True)],
        loc="outside lower center",
        ncols=4,
        fontsize="small",
    )
    _save(figure, FOLDER / "heat_maps.png")


def _mark_errors(axis: Any, rows: pl.DataFrame, place: int) -> None:
    wrong = rows.filter(~pl.col(f"right_{place}"))
    if wrong.height <= _FEW_ERRORS:
        for unseen, colour in ((False, "#e0707a"), (True, _COLOURS[3])):
            marked = wrong.filter(pl.col("unseen") == unseen)
            axis.scatter(marked["b"], marked["a"], s=22, c=colour, marker="s", edgecolors="black", linewidths=0.5)


def _right(rows: pl.DataFrame, place: int) -> str:
    right = [each[f"right_{place}"] for each in (rows, rows.filter("unseen"))]
    return "{:.1%}, unseen {:.1%}".format(*(each.sum() / len(each) for each in right))


def _save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot as plt

    figure.savefig(path, dpi=110)
    plt.close(figure)
