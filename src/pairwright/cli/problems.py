"""`problems`: what can be asked, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pairwright.problems.kind import ProblemKind

_VIEW = ["problem", "operator", "view", "question", "ranges"]


def problems(
    names: Annotated[
        list[str] | None, typer.Argument(help="Kinds of problem, or a part of their names; none: all, a line each.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print views and mistakes as JSON.")] = False,
) -> None:
    """List the kinds of problem; by name also their views, operators, ranges and mistakes."""
    kinds = _named(names or [])
    if as_json:
        views = [dict(zip(_VIEW, each, strict=True)) for each in _views(kinds)]
        say_json({"views": views, "mistakes": _mistakes(kinds)})
    elif names:
        _print_views(kinds)
        _print_mistakes(kinds)
    else:
        _print_kinds(kinds)


def _named(names: Sequence[str]) -> list[ProblemKind]:
    """The kinds of these names, or whose names contain one."""
    from pairwright.errors import RecipeError, did_you_mean
    from pairwright.problems import registered

    known = registered()
    for name in names:
        if not any(name in each for each in known):
            raise RecipeError(f"problems: no kind of problem is called {name!r}; {did_you_mean(name, known)}")
    found = {each for name in names for each in ([name] if name in known else [k for k in known if name in k])}
    return [kind for name, kind in known.items() if name in found or not names]


def _views(kinds: Sequence[ProblemKind]) -> list[list[str]]:
    return [
        [kind.name, view.operator, view.name, view.question, ", ".join(kind.ranges)]
        for kind in kinds
        for view in kind.views
    ]


def _mistakes(kinds: Sequence[ProblemKind]) -> dict[str, list[str]]:
    """Each kind of mistake with the views in which it is made."""
    from pairwright.problems import known_mistakes

    chosen = {view.name for kind in kinds for view in kind.views}
    places = {name: [view for view in views if view in chosen] for name, views in known_mistakes().items()}
    return {name: views for name, views in places.items() if views}


def _print_kinds(kinds: Sequence[ProblemKind]) -> None:
    print_table(
        ["problem", Column("asks", prose=True), Column("such as", prose=True), Column("views", right=True, spare=1)],
        [[kind.name, kind.title, kind.views[0].question, str(len(kind.views))] for kind in kinds],
    )
    say(f"{len(kinds)} kinds of problem; `pairwright problems NAME` tells the views, ranges and mistakes of one")


def _print_views(kinds: Sequence[ProblemKind]) -> None:
    *columns, question, ranges = _VIEW
    print_table(
        [*columns, Column(question, prose=True), Column(f"{ranges} (min_*, max_*)", prose=True, spare=1)],
        _views(kinds),
    )


def _print_mistakes(kinds: Sequence[ProblemKind]) -> None:
    everywhere = sum(len(kind.views) for kind in kinds)
    places = {
        name: "all views" if len(made_in) == everywhere else ", ".join(made_in)
        for name, made_in in _mistakes(kinds).items()
    }
    print_table(["mistake", Column("made in", prose=True)], list(places.items()))
