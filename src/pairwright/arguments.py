"""What is given to the public functions is what their annotations say, or an error says in one line what is not.

Values that are of the right kind and of no use (a negative number of rows) are each function's own to refuse.
A process that has lost the threads which most of them need is told so, too (see `forked`).
"""

from __future__ import annotations

import errno
import math
import os
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache, partial, wraps
from inspect import Parameter, signature
from numbers import Integral, Rational, Real
from pathlib import Path
from typing import Annotated, Any, Literal, ParamSpec, TypeVar, Union, get_args, get_origin, overload

from pairwright.errors import ArgumentError, DataError, OutputError, PairwrightError
from pairwright.forked import require_threads

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
# A text that is only read, whatever is in it; one that may name a file holds no NUL.
AnyText = Annotated[str, "of any characters"]

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
_MANY = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)

_LONGEST_SHOWN = 80
_WORDS = {
    int: "a whole number",
    float: "a number",
    bool: "True or False",
    str: "a text",
    Path: "a path",
    AnyText: "a text",
}


@overload
def guarded(function: Callable[Parameters, Result], /) -> Callable[Parameters, Result]: ...
@overload
def guarded(*, threads: bool) -> Callable[[Callable[Parameters, Result]], Callable[Parameters, Result]]: ...
def guarded(function: Any = None, /, *, threads: bool = True) -> Any:
    """Decorator: refuse arguments that are not what the annotations say.

    Args:
        function: a public function.
        threads: whether it needs threads, which a forked process may have lost.

    >>> @guarded
    ... def twice(number: int) -> int:
    ...     return 2 * number
    >>> twice(4)
    8
    >>> twice("4")
    Traceback (most recent call last):
    pairwright.errors.ArgumentError: number: '4' should be a whole number
    """
    return partial(_guarded, threads=threads) if function is None else _guarded(function, threads=threads)


def _guarded(function: Callable[Parameters, Result], *, threads: bool) -> Callable[Parameters, Result]:
    form, name = signature(function), function.__qualname__.rpartition(".<locals>.")[2]

    # Only at the first call are all names there that annotations use.
    @lru_cache(maxsize=1)
    def hints() -> dict[str, Any]:
        return {
            each.name: _hint(each.annotation, function.__globals__)
            for each in form.parameters.values()
            if each.annotation is not each.empty and each.kind not in _MANY
        }

    @wraps(function)
    def call(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        try:
            given = form.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise ArgumentError(f"{name}: {error}; see help(pairwright.{name})") from error
        _require_fitting(given, hints())
        if threads:
            require_threads(name)
        with _told(name):
            return function(*args, **kwargs)

    return call


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the system refuses, and nobody has told better, as an error of ours; a broken pipe is the caller's own."""
    try:
        yield
    except (PairwrightError, BrokenPipeError):
        raise
    except RecursionError as error:
        raise DataError(f"{name}: what it is to read is nested too deep; look at its files, or arguments") from error
    except OSError as error:
        said = f"{error.filename or name}: {error.strerror or error}"
        if error.errno in _NO_ROOM:
            raise OutputError(f"{said}; make room there, or choose another place") from error
        raise DataError(f"{said}; check the path, and the disk") from error


def require_fields(instance: Any) -> None:
    """Refuse a dataclass whose fields are not what their annotations say; for its `__post_init__`.

    Raises:
        ArgumentError: naming the first that is not.

    """
    names = vars(sys.modules[type(instance).__module__])
    hints = {each.name: _hint(each.type, names) for each in fields(instance)}
    _require_fitting({name: getattr(instance, name) for name in hints}, hints)


def _require_fitting(given: Mapping[str, object], hints: Mapping[str, Any]) -> None:
    for name, hint in hints.items():
        if name in given and not _fits(given[name], hint):
            wanted = " or ".join(dict.fromkeys(_named(hint)))
            raise ArgumentError(f"{name}: {shown(given[name])} should be {wanted}")


def _hint(annotation: object, names: dict[str, Any]) -> Any:
    """An annotation as a type; object where a name of it is there for type checkers only."""
    if not isinstance(annotation, str):
        return annotation
    try:
        return eval(annotation, names)  # noqa: S307 (the source of our own functions)
    except NameError:
        return object


def _fits(value: object, hint: Any) -> bool:
    origin, parts = get_origin(hint), get_args(hint)
    if hint in _SIMPLE:
        return _SIMPLE[hint](value)
    if origin in (Union, types.UnionType):
        return any(_fits(value, part) for part in parts)
    if origin is Literal:
        return value in parts
    if isinstance(origin, type):
        return _fits_generic(value, origin, parts)
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
        looked_at = value if hasattr(value, "__len__") and parts[0] is not Any else ()
        return not unordered and all(_fits(each, parts[0]) for each in looked_at)
    return isinstance(value, origin)


_SIMPLE: dict[Any, Callable[[Any], bool]] = {
    Any: lambda _: True,
    None: lambda value: value is None,
    type(None): lambda value: value is None,
    AnyText: lambda value: isinstance(value, str),
    int: lambda value: isinstance(value, Integral) and not isinstance(value, bool),
    float: lambda value: isinstance(value, Real) and not isinstance(value, bool) and not _is_nan(value),
    bool: lambda value: isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"),
    str: lambda value: isinstance(value, str) and _is_name(value),
    Path: lambda value: isinstance(value, os.PathLike) and _is_name(str(value)),
}


def _is_nan(number: Real) -> bool:
    # math.isnan makes a float of it, which a large whole number cannot be.
    return not isinstance(number, Rational) and math.isnan(number)


def _is_name(text: str) -> bool:
    """Whether a file could be called so, as the system takes it."""
    try:
        return b"\0" not in os.fsencode(text)
    except UnicodeEncodeError:
        return False


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


def shown(value: object) -> str:
    """A value as a message quotes it: one line, and no more of it than is needed to know it again."""
    try:
        said = " ".join(repr(value).split())
    except Exception:
        said = ""
    return said if said and len(said) <= _LONGEST_SHOWN else f"{said[:_LONGEST_SHOWN]}... ({type(value).__name__})"
