"""Where in a recipe's YAML something stands that is complained of."""

from __future__ import annotations

import re

import yaml

from pairwright.recipe.file import compose_yaml

_PATH = re.compile(r"[^\s:']+")


def place_of(text: str, complaint: str) -> str:
    r"""Line and column of what a complaint begins with, as `:7:12`; empty where that cannot be told.

    Args:
        text: the YAML, which is valid.
        complaint: such as `splits.train.rows: -3 should be ...`; a key or item that it quotes is looked for there.

    >>> place_of("seed: 7\nsplits:\n  train: {families: training, rows: -3}", "splits.train.rows: -3 should be")
    ':3:37'
    """
    path, _, said = complaint.partition(": ")
    node = compose_yaml(text)
    if node is None:
        return ""
    if not _PATH.fullmatch(path):
        path, said = "", complaint
    found = node
    while path and (inner := _inside(found, path)) is not None:
        key, found = inner
        path = path[len(key) + 1 :]
    mark = found.start_mark
    for quoted in re.findall(r"'([^']*)'", said)[:1]:
        mark = next((each.start_mark for each in _named(found) if each.value == quoted), mark)
    return "" if mark is node.start_mark else f":{mark.line + 1}:{mark.column + 1}"


def _inside(node: yaml.Node, path: str) -> tuple[str, yaml.Node] | None:
    """The key of a mapping, or the place in a list, that a path begins with, and what stands there."""
    if isinstance(node, yaml.MappingNode):
        keys = [(str(key.value), value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
    elif isinstance(node, yaml.SequenceNode):
        keys = [(str(place), value) for place, value in enumerate(node.value)]
    else:
        return None
    fitting = [each for each in keys if path == each[0] or path.startswith(f"{each[0]}.")]
    return max(fitting, key=lambda each: len(each[0]), default=None)


def _named(node: yaml.Node) -> list[yaml.ScalarNode]:
    """The keys of a mapping, or the items of a list."""
    inner = [key for key, _ in node.value] if isinstance(node, yaml.MappingNode) else node.value
    return [each for each in inner if isinstance(each, yaml.ScalarNode)] if isinstance(inner, list) else []
