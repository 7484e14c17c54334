"""`problems`: what can be asked, and what goes wrong there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from pairwright.cli.said import say, say_json
from pairwright.cli.tables import Column, print_table

if TYPE_CHECKING:
    from pairwright.problems.kind import ProblemKind

_VIEW = ["problem", "operator", "view", "question", "ranges", "topic"]


def problems(
    names: Annotated[
        list[str] | None, typer.Argument(help="Kinds of problem, or a part of their names; none: all, a line each.")
    ] = None,
    topic: Annotated[
        str | None, typer.Option(help="Those of one topic, or of topics with this in their names: algebra.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print views and mistakes as JSON.")] = False,
) -> None:
    """List the kinds of problem by topic; by name also their views, operators, ranges and mistakes."""
    kinds = _of_topic(_named(names or []), topic)
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


def _of_topic(kinds: list[ProblemKind], topic: str | None) -> list[ProblemKind]:
    """Those of a topic, or all."""
    from pairwright.errors import RecipeError, did_you_mean

    if topic is None:
        return kinds
    found = [kind for kind in kinds if topic in kind.topic]
    if not found:
        topics = list(dict.fromkeys(kind.topic for kind in kinds))
        raise RecipeError(f"problems: no topic of theirs is called {topic!r}; {did_you_mean(topic, topics)}")
    return found


def _views(kinds: Sequence[ProblemKind]) -> list[list[str]]:
    return [
        [kind.name, view.operator, view.name, view.question, ", ".join(kind.ranges), kind.topic]
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
    """A table for each topic."""
    columns: list[Column | str] = ["problem", Column("asks", prose=True), Column("such as", prose=True)]
    for topic in dict.fromkeys(kind.topic for kind in kinds):
        say(topic)
        print_table(
            [*columns, Column("views", right=True, spare=1)],
            [
                [kind.name, kind.title, kind.views[0].question, str(len(kind.views))]
                for kind in kinds
                if kind.topic == topic
            ],
        )
    say(
        f"{len(kinds)} kinds of problem; `pairwright problems NAME` tells the views, ranges and mistakes of one, "
        "`--topic algebra` lists those of a topic"
    )


def _print_views(kinds: Sequence[ProblemKind]) -> None:
    *columns, question, ranges, _ = _VIEW
    print_table(
        [*columns, Column(question, prose=True), Column(f"{ranges} (min_*, max_*)", prose=True, spare=1)],
        [each[:-1] for each in _views(kinds)],
    )


def _print_mistakes(kinds: Sequence[ProblemKind]) -> None:
    everywhere = sum(len(kind.views) for kind in kinds)
    places = {
        name: "all views" if len(made_in) == everywhere else ", ".join(made_in)
        for name, made_in in _mistakes(kinds).items()
    }
    print_table(["mistake", Column("made in", prose=True)], list(places.items()))
