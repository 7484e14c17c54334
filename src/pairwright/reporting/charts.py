"""The pictures as Vega-Lite specs: plain data, drawn in the page; colours and fonts are the page's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_STEP = 22


def stacked_bars(rows: Sequence[Mapping[str, object]], *, bar: str, part: str, count: str) -> Spec:
    """Counts as bars, each cut into parts; a click on the legend shows one part alone."""
    parts = list(dict.fromkeys(row[part] for row in rows))
    return _whole(
        {
            "height": _STEP * len({row[bar] for row in rows}),
            "data": {"values": [{**row, "order": parts.index(row[part])} for row in rows]},
            "params": [{"name": "part", "select": {"type": "point", "fields": [part]}, "bind": "legend"}],
            "mark": {"type": "bar"},
            "encoding": {
                "y": {"field": bar, "type": "nominal", "sort": None, "title": None},
                "x": {
                    "field": count,
                    "type": "quantitative",
                    "title": count,
                    "axis": {"format": ",.0f", "tickCount": 6},
                },
                "order": {"field": "order"},
                "color": {"field": part, "type": "nominal", "sort": None, "title": None},
                "opacity": {"condition": {"param": "part", "value": 1}, "value": 0.15},
                "tooltip": [{"field": name} for name in (bar, part)] + [{"field": count, "format": ","}],
            },
        }
    )


def intervals(rows: Sequence[Mapping[str, object]], *, models: int) -> Spec:
    """Accuracies as dots with their 95 % intervals.

    Args:
        rows: axis, value, model, share, low, high, of.
        models: how many there are; each has a line of its own.

    """
    axes = list(dict.fromkeys(str(row["axis"]) for row in rows))
    place = {"field": "value", "type": "nominal", "sort": None, "title": None}
    offset = {"yOffset": {"field": "model", "sort": None}} if models > 1 else {}
    colour = {"color": {"field": "model", "type": "nominal", "sort": None, "title": None}}
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"format": "%", "tickCount": 6},
        "title": "right answers",
    }
    tooltip = [
        *({"field": name} for name in ("model", "value")),
        *({"field": name, "format": ".1%"} for name in ("share", "low", "high")),
        {"field": "of", "title": "questions", "format": ","},
    ]
    return _whole(
        {
            "height": {"step": 10 + 14 * models, "for": "position"},
            "data": {"values": list(rows)},
            "params": [
                {"name": "axis", "value": axes[0], "bind": {"input": "select", "options": axes, "name": "by "}},
            ],
            "transform": [{"filter": "datum.axis == axis"}],
            "encoding": {"y": {**place}, **offset, **colour, "tooltip": tooltip},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.55},
                    "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                    "encoding": {"x": {"field": "share", **across}},
                },
            ],
        }
    )


def shares_map(rows: Sequence[Mapping[str, object]], *, across: str, down: str, panels: str) -> Spec:
    """Shares of right answers as a map; one panel at a time.

    Args:
        rows: the columns that the names say, share (0..1) and of.
        across: the column from left to right.
        down: the column from top to bottom.
        panels: the column by which one map is chosen.

    """
    names = list(dict.fromkeys(str(row[panels]) for row in rows))
    cell = {
        "x": {"field": across, "type": "ordinal", "sort": None, "axis": {"orient": "top", "labelAngle": 0}},
        "y": {"field": down, "type": "nominal", "sort": None, "title": None},
    }
    return _whole(
        {
            "height": 28 * len({row[down] for row in rows}),
            "data": {"values": list(rows)},
            "params": [
                {
                    "name": "panel",
                    "value": names[0],
                    "bind": {"input": "select", "options": names, "name": f"{panels} "},
                }
            ],
            "transform": [{"filter": f"datum[{panels!r}] == panel"}],
            "encoding": cell,
            "layer": [
                {
                    "mark": {"type": "rect"},
                    "encoding": {
                        "color": {
                            "field": "share",
                            "type": "quantitative",
                            "scale": {"domain": [0, 1]},
                            "legend": {"format": "%"},
                            "title": "right",
                        },
                        "tooltip": [
                            *({"field": name} for name in (down, across)),
                            {"field": "share", "format": ".1%"},
                            {"field": "of", "title": "questions", "format": ","},
                        ],
                    },
                },
            ],
        }
    )


def lines(rows: Sequence[Mapping[str, object]], *, x: str, y: str, of: str, percent: bool = False) -> Spec:
    """Lines over steps, one for each of `of`."""
    return _whole(
        {
            "height": 200,
            "data": {"values": list(rows)},
            "mark": {"type": "line", "point": {"size": 26}},
            "encoding": {
                "x": {"field": x, "type": "quantitative"},
                "y": {
                    "field": y,
                    "type": "quantitative",
                    "axis": {"format": "%"} if percent else {},
                    "scale": {"domain": [0, 1]} if percent else {"zero": False},
                },
                "color": {"field": of, "type": "nominal", "sort": None, "title": None},
                "tooltip": [
                    {"field": of},
                    {"field": x, "format": ","},
                    {"field": y, "format": ".1%" if percent else ".4f"},
                ],
            },
        }
    )


def fact_map(cells: Sequence[Mapping[str, object]]) -> Spec:
    """Which facts are trained on (the darker, the more) and which are held out (a ring).

    Args:
        cells: fact (the relation), left, right, top, bottom (the ends of the cell), trained, held_out (how many facts).

    """
    relations = list(dict.fromkeys(str(cell["fact"]) for cell in cells))
    ends = {
        "x": {
            "field": "left",
            "type": "quantitative",
            "title": "one number",
            "scale": {"zero": False, "nice": False},
            "axis": {"tickCount": 8},
        },
        "x2": {"field": "right"},
        "y": {"field": "top", "type": "quantitative", "title": "the other", "scale": {"zero": False, "nice": False}},
        "y2": {"field": "bottom"},
    }
    tooltip = [
        {"field": "numbers", "title": "numbers"},
        {"field": "trained", "title": "facts trained on", "format": ","},
        {"field": "held_out", "title": "facts held out", "format": ","},
    ]
    colour = {"field": "trained", "type": "quantitative", "title": "facts trained on", "legend": {"tickMinStep": 1}}
    return _whole(
        {
            "height": 380,
            "data": {"values": list(cells)},
            "params": [
                {
                    "name": "relation",
                    "value": relations[0],
                    "bind": {"input": "select", "options": relations, "name": "facts "},
                }
            ],
            "transform": [{"filter": "datum.fact == relation"}],
            "layer": [
                {"mark": {"type": "rect"}, "encoding": {**ends, "color": colour, "tooltip": tooltip}},
                {
                    "transform": [{"filter": "datum.held_out > 0"}],
                    "mark": {"type": "point", "filled": False, "strokeWidth": 1.6, "color": {"expr": "heldOutColour"}},
                    "encoding": {
                        "x": {"field": "x", "type": "quantitative"},
                        "y": {"field": "y", "type": "quantitative"},
                        "size": {
                            "field": "held_out",
                            "type": "quantitative",
                            "scale": {"range": [12, 130], "domainMin": 1},
                            "title": "held out",
                            "legend": {"tickMinStep": 1, "tickCount": 3},
                        },
                        "tooltip": tooltip,
                    },
                },
            ],
        }
    )


def _whole(spec: Spec) -> Spec:
    return {"$schema": _SCHEMA, "width": "container", **spec}
