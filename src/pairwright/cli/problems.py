"""`problems`: what can be asked, and what goes wrong there."""

from __future__ import annotations

from pairwright.cli.tables import print_table


def problems() -> None:
    """List the kinds of problem with their views, operators, ranges and mistakes."""
    from pairwright.problems import known_mistakes, registered

    rows = [
        [problem.name, view.operator, view.name, view.question, ", ".join(problem.ranges)]
        for problem in registered().values()
        for view in problem.views
    ]
    print_table(["problem", "operator", "view", "question", "ranges (min_*, max_*)"], rows)
    places = ["all views" if len(views) == len(rows) else ", ".join(views) for views in known_mistakes().values()]
    print_table(["mistake", "made in"], [list(row) for row in zip(known_mistakes(), places, strict=True)])
