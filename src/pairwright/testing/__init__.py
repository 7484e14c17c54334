"""The contract of every kind of problem as a plugin of pytest: `pytest --pairwright-kind mypackage.kind`.

pytest finds it where Pairwright is installed.  The tests are those that our own kinds pass (`contract.py`): each view
comes, is certified and read by `score`; each mistake can be made and is wrong; keys are equal where the verifier tells
one family; views that ask alike share a form; no row of training states what a test asks; the audit finds no leak; any
partition gives the same rows.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

_CONTRACT = "pairwright.testing.contract"
pytest.register_assert_rewrite(_CONTRACT)

_OPTION, _ALL_VIEWS = "--pairwright-kind", "--pairwright-all-views"
_SAMPLE = 4
_KINDS = pytest.StashKey[list[str]]()
# Kinds whose facts others share: a sum, a product, a fraction, a divisor.
_NEIGHBOURS = ("additive", "fraction_sum", "gcd", "multiplicative", "two_step")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--pairwright-kind`: which kinds to hold to the contract."""
    parser.getgroup("pairwright").addoption(
        _OPTION,
        action="append",
        default=[],
        metavar="MODULE",
        help="run Pairwright's contract tests on the kind of problem in this module (its KIND); may be given again",
    )
    parser.getgroup("pairwright").addoption(
        _ALL_VIEWS,
        action="store_true",
        help=f"look at all views of our own kinds, not only at {_SAMPLE} of each; of other kinds all are looked at",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The contract tests are run beside what else is named."""
    config.stash[_KINDS] = [_kind_of(module) for module in config.getoption(_OPTION)]
    if config.stash[_KINDS]:
        contract = str(Path(__file__).with_name("contract.py"))
        named = config.args_source is pytest.Config.ArgsSource.ARGS
        config.args[:] = [*config.args, contract] if named else [contract]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Each test of the contract runs on each kind; those of several kinds on all, or on a kind and its neighbours."""
    if metafunc.function.__module__ != _CONTRACT:
        return
    from pairwright.problems import registered

    brought = metafunc.config.stash[_KINDS]
    kinds = brought or sorted(registered().built_in)
    if "views" in metafunc.fixturenames:
        every = bool(brought) or metafunc.config.getoption(_ALL_VIEWS)
        # By module, so that the tests of a kind stand together: its plan is kept for some time.
        metafunc.parametrize(
            ("kind", "views"), [(kind, _views(kind, every=every)) for kind in kinds], ids=kinds, scope="module"
        )
    elif "kind" in metafunc.fixturenames:
        metafunc.parametrize("kind", kinds)
    if "together" in metafunc.fixturenames:
        groups = [(kind, *_NEIGHBOURS) for kind in kinds] if brought else [tuple(kinds)]
        metafunc.parametrize("together", groups, ids=[f"{each[0]} among {len(each)}" for each in groups])


def _views(kind: str, *, every: bool) -> tuple[str, ...]:
    """The views of a kind to look at: all, or some that stand far from each other."""
    from pairwright.problems import registered

    names = tuple(view.name for view in registered()[kind].views)
    return names if every else names[:: -(-len(names) // _SAMPLE)]


def _kind_of(module: str) -> str:
    """The name of the kind in a module, which this process knows from then on."""
    from pairwright.errors import KindError
    from pairwright.kinds import register
    from pairwright.problems import registered

    # Whatever goes wrong in a file of somebody else's, its name belongs to what is said of it.
    try:
        found = import_module(module).KIND
    except Exception as error:
        raise pytest.UsageError(f"{_OPTION} {module}: {type(error).__name__}: {error}") from error
    try:
        if registered()[getattr(found, "name", "")] is not found:
            raise pytest.UsageError(f"{_OPTION} {module}: another kind is called {found.name!r}")
    except KeyError:
        register(found)
    except KindError as error:
        raise pytest.UsageError(f"{_OPTION} {module}: {error}") from error
    return str(found.name)
