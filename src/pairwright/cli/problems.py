"""`problems`: what can be asked, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
    of_problem: dict[str, list[str]] = {}
    for problem, _, view, *_ in views:
        of_problem.setdefault(problem, []).append(view)
    print_table(
        ["mistake", Column("made in", prose=True)],
        [(name, _places(made_in, of_problem)) for name, made_in in known_mistakes().items()],
    )


def _places(made_in: Sequence[str], of_problem: Mapping[str, Sequence[str]]) -> str:
    """The views, those of a problem by its name where it is all of them: some mistakes are made in 70 of 76."""
    whole = [problem for problem, views in of_problem.items() if set(views) <= set(made_in)]
    if len(whole) == len(of_problem):
        return "all problems"
    covered = {view for problem in whole for view in of_problem[problem]}
    alone = [view for view in made_in if view not in covered]
    return ", ".join([*(f"all of {problem}" for problem in whole), *alone])
