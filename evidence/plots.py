"""The pictures of docs/evidence.md."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from evidence.cells import CURVES, Cell, Stage, Table
from evidence.heat_map import MAPS, OPERATORS, SIZE, picture
from evidence.page import PAGE
from evidence.results import Results, Run

FOLDER = PAGE.with_suffix("")
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
    if MAPS.exists():
        _draw_maps(pl.read_parquet(MAPS))


def _draw_curves(table: Table, results: Results) -> None:
    """Held-out questions answered right over answers that were trained on, the mean of the seeds."""
    from matplotlib import pyplot as plt

    figure, axes = plt.subplots(figsize=(9, 4.5), layout="constrained")
    for number, cell in enumerate(table.cells):
        if runs := results.of(cell):
            points = np.mean([_points(cell, run) for run in runs], axis=0)
            seen = points[points[:, 0] >= table.from_answers]
            axes.plot(
                seen[:, 0] / 1000,
                100 * seen[:, 1],
                # Ten colours whole, then the same broken.
                color=f"C{number % 10}",
                linestyle=("-", "--")[number // 10],
                marker=".",
                label=cell.title.replace("`", ""),
            )
    axes.set(xlabel="answers trained on, thousands", ylabel="test: exact match, %")
    axes.grid(alpha=0.3)
    figure.legend(loc="outside right upper", fontsize="x-small")
    _save(figure, FOLDER / f"{table.name}.png")


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
            axis.set_title(f"a {operator} b, {('before', 'after')[line]}: {_right(of, place)}", fontsize="small")
            axis.set(xlabel="b" if line else "", ylabel="" if column else "a")
    figure.legend(
        handles=[Patch(color=colour, label=kind) for colour, kind in zip(_COLOURS[1:], _KINDS, strict=True)],
        loc="outside lower center",
        ncols=4,
        fontsize="small",
    )
    _save(figure, FOLDER / "heat_maps.png")


def _right(rows: pl.DataFrame, place: int) -> str:
    right = [each[f"right_{place}"] for each in (rows, rows.filter("unseen"))]
    return "{:.1%}, unseen {:.1%}".format(*(each.sum() / len(each) for each in right))


def _save(figure: Any, path: Path) -> None:
    from matplotlib import pyplot as plt

    figure.savefig(path, dpi=110)
    plt.close(figure)
