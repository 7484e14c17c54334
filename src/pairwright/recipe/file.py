"""Reading recipe files: YAML with line and column in every complaint, and validation errors in one line."""

from __future__ import annotations

import re
import types
from collections.abc import Hashable, Iterator
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

import yaml

from pairwright.errors import RecipeError, did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

# A recipe has some hundred values, five deep, in a few KB.
_MAX_BYTES = 1 << 20
_MAX_DEPTH = 50
_MAX_VALUES = 100_000
_LONGEST_SHOWN = 120
_KINDS = {str: "text (str)", list: "list", int: "number", float: "number", bool: "truth value"}
# Pydantic's words, and ours.
_PLAINLY = (
    ("valid integer", "whole number"),
    (", unable to parse string as a number", ""),
    (", unable to parse string as an integer", ""),
    (" after validation", ""),
    ("valid number", "number"),
    ("valid string", "text"),
    ("valid boolean", "true or false"),
    ("valid list", "list"),
    ("valid tuple", "list"),
    ("valid dictionary", "mapping"),
)
_MANIFEST = "manifest.json"
# On Windows a letter is a disk.
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
_BUILT_IN = files("pairwright") / "recipe" / "builtin"


@cache
def builtin_names() -> tuple[str, ...]:
    """The names of the built-in recipes, sorted."""
    names = (each.name for each in _BUILT_IN.iterdir())
    return tuple(sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml")))


def read_recipe_text(source: str | Path) -> str:
    """The YAML text of a built-in recipe or of a file.

    Raises:
        RecipeError: there is no such recipe or file, or it is not UTF-8 text.

    """
    name = str(source)
    if name in builtin_names():
        return (_BUILT_IN / f"{name}.yaml").read_text(encoding="utf-8")
    path = Path(source)
    if _URL.match(name):
        raise RecipeError(f"{name}: a recipe is a file of this machine; fetch it first")
    if path.is_dir():
        kept = f"; that of a dataset stands in its {_MANIFEST}" if (path / _MANIFEST).is_file() else ""
        raise RecipeError(f"{name}: a folder; a recipe is a file{kept}")
    if not path.exists() and path.suffix not in {".yaml", ".yml"}:
        raise RecipeError(
            f"unknown recipe {name!r}: neither a file nor built in; {did_you_mean(name, builtin_names())}"
        )
    try:
        if path.exists() and not path.is_dir() and not path.is_file():
            raise RecipeError(f"{name}: not a regular file; save the recipe to one")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
        if len(content) > _MAX_BYTES:
            raise RecipeError(f"{name}: more than {_MAX_BYTES:,} bytes, which no recipe has; check the path")
        return content.decode()
    except UnicodeDecodeError as error:
        raise RecipeError(f"{name}: not UTF-8 text at byte {error.start}; save the recipe as UTF-8") from error
    except OSError as error:
        raise RecipeError(f"{name}: cannot be read ({error.strerror}); check the path") from error


class _Loader(yaml.SafeLoader):
    """PyYAML's safe loader, within bounds; a key that stands twice is an error, not the last one silently.

    What an alias stands for counts each time, so that nine lines of aliases cannot make a billion items.
    """

    _depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, f"nested more than {_MAX_DEPTH} deep", mark)
        node: yaml.Node | None = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def get_single_node(self) -> yaml.Node | None:
        node: yaml.Node | None = super().get_single_node()
        if node is not None:
            _counted(node, {})
        return node

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            return super().construct_object(node, deep)
        except (ValueError, OverflowError) as error:
            why = str(error).partition(";")[0]
            said = f"{str(node.value)[:40]!r} is no value ({why}); put quotes around what is meant as text"
            raise yaml.constructor.ConstructorError(None, None, said, node.start_mark) from error

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, Hashable) and key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} stands here a second time", key_node.start_mark
                )
            if isinstance(key, Hashable):
                seen.add(key)
        return super().construct_mapping(node, deep)


def _counted(node: yaml.Node, known: dict[int, int]) -> int:
    """The values in a node, aliases spelled out; `known`: of the nodes that were counted (0 while one is)."""
    if id(node) not in known:
        known[id(node)] = 0
        inner = chain.from_iterable(node.value) if isinstance(node, yaml.MappingNode) else node.value
        below = () if isinstance(node, yaml.ScalarNode) else inner
        known[id(node)] = 1 + sum(_counted(each, known) for each in below)
    elif not known[id(node)]:
        raise yaml.composer.ComposerError(None, None, "an alias for what it stands in", node.start_mark)
    if known[id(node)] > _MAX_VALUES:
        raise yaml.composer.ComposerError(None, None, f"more than {_MAX_VALUES:,} values", node.start_mark)
    return known[id(node)]


def parse_yaml(text: str, source: str) -> dict[str, Any]:
    """The mapping that a YAML text holds.

    Raises:
        RecipeError: invalid YAML (with line and column), or something other than a mapping.

    """
    try:
        data = yaml.load(text, Loader=_Loader)  # noqa: S506 (a subclass of the safe loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise RecipeError(f"{source}: {where}invalid YAML, {error.problem or error.context}") from error
    except yaml.YAMLError as error:
        raise RecipeError(f"{source}: invalid YAML, {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        found = "nothing" if data is None else f"a {_KINDS.get(type(data), type(data).__name__)}"
        raise RecipeError(f"{source}: a recipe is a mapping such as 'seed: 42', not {found}")
    return data


def compose_yaml(text: str) -> yaml.Node | None:
    """The nodes of a YAML text that `parse_yaml` has read, with their places."""
    return _Loader(text).get_single_node()


def first_problem(error: ValidationError, model: type[BaseModel]) -> str:
    """One line for the first thing that pydantic found: the field, the value, the way out."""
    found = _most_telling(error.errors())
    location = [str(part) for part in found["loc"] if not _is_union_tag(str(part))]
    field = ".".join(location)
    if found["type"] == "value_error":
        message = str(found["ctx"]["error"]) if "ctx" in found else found["msg"]
        value = f"{found['input']!r} " if isinstance(found["input"], str) else ""
        return f"{field}: {value}{message}" if field else message
    if found["type"] == "extra_forbidden":
        *parents, key = location
        known = _fields_at(model, parents)
        where = f"{'.'.join(parents)}: " if parents else ""
        return f"{where}unknown key {key!r}; {did_you_mean(key, known)}"
    if found["type"] == "missing":
        return f"{field}: missing, and it is required"
    if found["type"] == "string_pattern_mismatch":
        return f"{field}: {_shown(found['input'])} should begin with a letter and have letters, digits, _, - and . only"
    # Pydantic begins with "Input should be", "String should match", "Dictionary should have".
    said = re.sub(r" or instance of \w+", "", found["msg"].partition(" should ")[2] or found["msg"])
    for theirs, ours in _PLAINLY:
        said = said.replace(theirs, ours)
    return f"{field}: {_shown(found['input'])} should {said}"


def _shown(value: object) -> str:
    """A value, or its beginning."""
    try:
        said = " ".join(repr(value).split())
    except RecursionError:
        return f"what is nested so deep ({type(value).__name__})"
    return said if len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}..."


def _most_telling(errors: list[ErrorDetails]) -> ErrorDetails:
    """Of the errors of a choice between types, the one of the type that was meant."""
    first = errors[0]
    alternatives = [each for each in errors if each["loc"][: len(first["loc"]) - 1] == first["loc"][:-1]]
    return next((each for each in alternatives if not each["type"].endswith("_type")), first)


def _is_union_tag(part: str) -> bool:
    return part.startswith(("tuple[", "dict[", "literal["))


def _fields_at(model: type[BaseModel], path: list[str]) -> list[str]:
    """The field names of the model that stands at a path of field names and mapping keys."""
    current: type[BaseModel] = model
    for part in path:
        if part in current.model_fields:
            current = next(_models_in(current.model_fields[part].annotation), current)
    return list(current.model_fields)


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in {dict, Union, types.UnionType} or get_args(annotation):
        for argument in get_args(annotation):
            yield from _models_in(argument)
