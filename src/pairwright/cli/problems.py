"""`problems`: what can be asked, and what goes wrong there."""

from __future__ import annotations

from typing import Annotated

import typer

from pairwright.cli.said import say_json
from pairwright.cli.tables import Column, print_table

_VIEW = ["problem", "operator", "view", "question", "ranges"]


def problems(
    as_json: Annotated[bool, typer.Option("--json", help="Print views and mistakes as JSON.")] = False,
) -> None:
    """List the kinds of problem with their views, operators, ranges and mistakes."""
    from pairwright.problems import known_mistakes, registered

    views = [
        [problem.name, view.operator, view.name, view.question, ", ".join(problem.ranges)]
        for problem in registered().values()
        for view in problem.views
    ]
    if as_json:
        say_json({"views": [dict(zip(_VIEW, each, strict=True)) for each in views], "mistakes": known_mistakes()})
        return
    *columns, question, ranges = _VIEW
    print_table(
        [*columns, Column(question, prose=True), Column(f"{ranges} (min_*, max_*)", prose=True, spare=1)], views
    )
    places = {
        name: "all views" if len(made_in) == len(views) else ", ".join(made_in)
        for name, made_in in known_mistakes().items()
    }
    print_table(["mistake", Column("made in", prose=True)], list(places.items()))
