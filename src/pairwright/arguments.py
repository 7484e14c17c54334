"""What is given to the public functions is what their annotations say, or an error says in one line what is not.

Values that are of the right kind and of no use (a negative number of rows) are each function's own to refuse.
"""

from __future__ import annotations

import math
import os
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from inspect import signature
from numbers import Integral, Real
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin

from pairwright.errors import ArgumentError

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")

_LONGEST_SHOWN = 80
_WORDS = {int: "a whole number", float: "a number", bool: "True or False", str: "a text", Path: "a path"}


def guarded(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """Decorator: refuse arguments that are not what the annotations say.

    >>> @guarded
    ... def twice(number: int) -> int:
    ...     return 2 * number
    >>> twice(4)
    8
    >>> twice("4")
    Traceback (most recent call last):
    pairwright.errors.ArgumentError: number: '4' should be a whole number
    """
    form = signature(function)

    @wraps(function)
    def call(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            given = form.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise ArgumentError(f"{function.__name__}: {error}; see help(pairwright.{function.__name__})") from error
        for name, value in given.items():
            hint = _hint(form.parameters[name].annotation, function.__globals__)
            if not _fits(value, hint):
                raise ArgumentError(f"{name}: {_shown(value)} should be {' or '.join(dict.fromkeys(_named(hint)))}")
        return function(*args, **kwargs)

    return call


def _hint(annotation: object, names: dict[str, Any]) -> Any:
    """An annotation as a type; Any where a name of it is there for type checkers only."""
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, names)  # noqa: S307 (the source of our own functions)
    except NameError:
        return Any


def _fits(value: object, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if hint is None or hint is type(None):
        return value is None
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if isinstance(origin, type):
        return _fits_generic(value, origin, parts)
    if hint in _SIMPLE:
        return _SIMPLE[hint](value)
    return not isinstance(hint, type) or isinstance(value, hint)


def _fits_generic(value: object, origin: Any, parts: tuple[Any, ...]) -> bool:
    if issubclass(origin, Callable):  # type: ignore[arg-type]
        return callable(value)
    if issubclass(origin, Mapping):
        return hasattr(value, "keys")
    if issubclass(origin, Iterable):
        # A text is a sequence of texts to Python, and never what is meant.
        if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
            return False
        unordered = issubclass(origin, Sequence) and not hasattr(value, "__getitem__")
        # What can be gone through once only is not looked through.
        looked_at = value if isinstance(value, (list, tuple)) else ()
        return not unordered and all(_fits(each, parts[0]) for each in looked_at)
    return isinstance(value, origin)


_SIMPLE: dict[Any, Callable[[Any], bool]] = {
    int: lambda value: isinstance(value, Integral) and not isinstance(value, bool),
    float: lambda value: isinstance(value, Real) and not isinstance(value, bool) and not math.isnan(value),
    bool: lambda value: isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"),
    str: lambda value: isinstance(value, str) and "\0" not in value,
    Path: lambda value: isinstance(value, os.PathLike) and "\0" not in os.fspath(value),
}


def _named(hint: Any) -> Iterable[str]:
    """A type in words, or those of a choice."""
    origin, parts = get_origin(hint), get_args(hint)
    if hint is None or hint is type(None):
        yield "None"
    elif origin in (Union, types.UnionType):
        for part in parts:
            yield from _named(part)
    elif origin is Literal:
        yield from map(repr, parts)
    elif isinstance(origin, type):
        of = "" if not parts or not issubclass(origin, Iterable) else f" of {' or '.join(_named(parts[0]))}"
        yield "a function" if issubclass(origin, Callable) else f"a list{of}"  # type: ignore[arg-type]
    else:
        yield _WORDS.get(hint) or f"a {getattr(hint, '__name__', hint)}"


def _shown(value: object) -> str:
    try:
        said = " ".join(repr(value).split())
    except Exception:
        said = ""
    return said if said and len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}... ({type(value).__name__})"
