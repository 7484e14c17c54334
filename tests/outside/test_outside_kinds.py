"""A kind of problem that another package brings: the one that CONTRIBUTING.md walks through, and faulty ones."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import pairwright
from pairwright.dataset_folder.shard_maker import Job, maker_of
from pairwright.errors import KindError, RecipeError
from pairwright.kinds import register
from pairwright.problems import mistakes_of, registered
from pairwright.problems.gcd import KIND
from pairwright.recipe.recipe import Recipe
from pairwright.testing import contract
from pairwright.verify.rulings import outside

ROOT = Path(__file__).parents[2]
HOW_TO = ROOT / "docs" / "how-to.md"
FILES = dict(
    re.findall(r"^```\w+\n# (\S+)\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
)
CONTRACT = ("pytest", "-p", "pairwright.testing", "-p", "no:cacheprovider", "--pairwright-kind")
RECIPE = """\
problems: {parallelogram_perimeter: {weight: 2}, additive: {weight: 1}}
mistakes: [area_for_perimeter, two_sides, off_by_one]
splits:
  train: {families: training, rows: 2000, layout: preference}
  test: {families: held_out, rows: 60}
"""


def installed(folder: Path, files: dict[str, str]) -> Path:
    """A package as pip would install it: its modules, and beside them what its pyproject.toml says of entry points."""
    for name, text in ({"perimeters/__init__.py": ""} | files).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    project = tomllib.loads(files["pyproject.toml"])["project"]
    info = folder / "perimeters-0.1.dist-info"
    info.mkdir()
    groups = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text(groups, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: perimeters\nVersion: 0.1\n", encoding="utf-8")
    (folder / "own.yaml").write_text(RECIPE, encoding="utf-8")
    return folder


def ran(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join([str(folder), str(Path(pairwright.__file__).parents[1])])
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("outside"), FILES)


def test_the_kind_of_the_walk_keeps_the_contract(package: Path) -> None:
    done = ran(
        package, "pytest", "-p", "pairwright.testing", "-p", "no:cacheprovider", "--pairwright-kind", "perimeters.kind"
    )
    assert done.returncode == 0, done.stdout
    tests = re.findall(r"^def (test_\w+)", Path(contract.__file__).read_text("utf-8"), re.MULTILINE)
    assert f"{len(tests)} passed" in done.stdout


def test_every_command_knows_it_and_ray_makes_the_same_bytes(package: Path) -> None:
    listed = ran(package, "pairwright", "problems", "parallelogram")
    assert "area_for_perimeter" in listed.stdout
    made = ran(package, "pairwright", "generate", "own.yaml", "--out", "here", "--shards", "2", "--quiet")
    assert made.returncode == 0, made.stderr
    ray = ran(
        package, "pairwright", "generate", "own.yaml", "--out", "ray", "--shards", "2", "--engine", "ray", "--quiet"
    )
    assert ray.returncode == 0, ray.stderr
    for file in (package / "here").glob("*.jsonl"):
        assert file.read_bytes() == (package / "ray" / file.name).read_bytes()
    checked = ran(package, "pairwright", "check", "here", "--remake", "0")
    assert "whole" in checked.stdout, checked.stderr
    audited = ran(package, "pairwright", "audit", "here")
    assert " 0 errors" in audited.stdout
    rows = pl.concat([pl.read_ndjson(each) for each in sorted((package / "here").glob("train*.jsonl"))])
    assert rows["prompt"].str.contains("parallelogram").sum() > 1000

    # Another release says otherwise: what the first one made is neither proved nor gone on with.
    kind = package / "perimeters" / "kind.py"
    kind.write_text(FILES["perimeters/kind.py"].replace("(2, 60)", "(2, 61)"), encoding="utf-8")
    try:
        checked = ran(package, "pairwright", "check", "here")
        assert checked.returncode == 1
        assert "were other releases of parallelogram_perimeter installed?" in checked.stdout + checked.stderr
    finally:
        kind.write_text(FILES["perimeters/kind.py"], encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "said", "written", "failing"),
    [
        ("ruling", 'Operation("+", *sides)', 'Operation("*", *sides)', "certified_and_read"),
        ("ruling", '("perimeter", tuple(sides))', '("perimeter", tuple(sides[:1]))', "one_family"),
        ("kind", 'Fact("perimeter", ("{a}", "{b}"))', 'Fact("perimeter", ("{a}", "{a}"))', "one_family"),
    ],
    ids=["ruling", "states", "fact"],
)
def test_the_contract_finds_what_is_wrong(file: str, said: str, written: str, failing: str, tmp_path: Path) -> None:
    name = f"perimeters/{file}.py"
    assert said in FILES[name]
    folder = installed(tmp_path, FILES | {name: FILES[name].replace(said, written)})
    done = ran(folder, *CONTRACT, "perimeters.kind", "-k", failing)
    assert done.returncode == 1
    assert re.search(rf"FAILED .*{failing}", done.stdout)


IN_WORDS = """\
        View("way_round", "perimeter", "How long is the way round a parallelogram with sides {a} and {b}?",
             "2*({a}+{b})", answer=("2*({a}+{b})",), steps={"half": "{a}+{b}", "whole": "2*{half}"}, form="FORMS[0]"),
        View("half", "perimeter", "What is the sum of {a} and {b}?", "{a}+{b}", answer=("{a}+{b}",),
             fact=Fact("+", ("{a}", "{b}", "{a}+{b}")), form="FORMS[1]"),
"""
PHRASE = '"what is the perimeter of a parallelogram with sides {n} and {n}",'


@pytest.mark.parametrize("forms", [("", ""), ("perimeter", "sum")], ids=["two forms", "one form"])
def test_the_contract_finds_views_that_ask_alike_in_two_forms(forms: tuple[str, str], tmp_path: Path) -> None:
    """Both another view of the kind, and one of a kind of ours."""
    more = IN_WORDS.replace("FORMS[0]", forms[0]).replace("FORMS[1]", forms[1])
    kind = FILES["perimeters/kind.py"].replace("    views=(\n", f"    views=(\n{more}")
    ruling = FILES["perimeters/ruling.py"].replace(
        PHRASE, f'{PHRASE} "how long is the way round a parallelogram with sides {{n}} and {{n}}",'
    )
    folder = installed(tmp_path, FILES | {"perimeters/kind.py": kind, "perimeters/ruling.py": ruling})
    done = ran(folder, *CONTRACT, "perimeters.kind", "-k", "alike")
    if any(forms):
        assert "1 passed" in done.stdout, done.stdout
        return
    assert "1 failed" in done.stdout, done.stdout
    for one, other, names in (
        ("parallelogram_perimeter.way_round", "parallelogram_perimeter.perimeter", "'way_round' and 'perimeter'"),
        ("additive.sum", "parallelogram_perimeter.half", "'sum' and 'half'"),
    ):
        said = rf"{one} and {other} ask alike, '.*\?' and '.*\?', in two forms, {names}: .*; give both views one form"
        assert re.search(said, done.stdout), done.stdout


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Has this process find kinds and rulings in a module `foreign` of the given text."""
    entry_points: list[EntryPoint] = []

    def bring(text: str, *names: str, group: str = "pairwright.kinds", value: str = "foreign") -> None:
        (tmp_path / "foreign.py").write_text(text, encoding="utf-8")
        entry_points.extend(EntryPoint(name, value, group) for name in names)

    def found(*, group: str) -> list[EntryPoint]:
        return [each for each in entry_points if each.group == group]

    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr("importlib.metadata.entry_points", found)
    caches = (registered.cache_clear, mistakes_of.cache_clear, outside._brought.cache_clear)
    for clear in caches:
        clear()
    yield bring
    sys.modules.pop("foreign", None)
    for clear in caches:
        clear()


NONE = "from pairwright.problems.gcd import KIND"
NAMES = "from pairwright.verify.rulings import *\n"


@pytest.mark.parametrize(
    ("text", "names", "said"),
    [
        ("KIND = 3", ["odd"], "kind 'odd' of a package (foreign): it is no ProblemKind but a int"),
        ("", ["odd"], "it is no ProblemKind but a module"),
        ("import nothing_such", ["odd"], "cannot be loaded (ModuleNotFoundError: No module named 'nothing_such')"),
        ("KIND = (", ["odd"], "cannot be loaded (SyntaxError: "),
        ("raise SystemError('a\\nb')", ["odd"], "cannot be loaded (SystemError: a\\nb)"),
        (NONE, ["odd"], "its kind is called 'gcd', not as its entry point"),
        (NONE, ["odd", "gcd"], "kind 'gcd' of a package (foreign): one is built in; it needs another name"),
    ],
)
def test_a_faulty_package_is_named_in_one_line(
    entries: Callable[..., None], text: str, names: list[str], said: str
) -> None:
    entries(text, *names)
    with pytest.raises(RecipeError) as caught:
        Recipe.of({"problems": {"odd": {}}}, source="own.yaml")
    assert str(caught.value).startswith("own.yaml: kind")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    with pytest.raises(KindError):
        list(registered().values())
    # What names no kind of another package is not touched by it.
    assert pairwright.load_recipe("arithmetic").problems.keys() == {"additive", "multiplicative"}


def test_a_kind_that_two_packages_bring_is_refused(entries: Callable[..., None]) -> None:
    entries(NONE, "odd")
    entries(NONE, "odd", value="another")
    with pytest.raises(RecipeError, match=r"kind 'odd': brought by a package \(foreign\) and by a package \(another\)"):
        Recipe.of({"problems": {"odd": {}}})


def test_an_unknown_kind_may_be_of_a_package(entries: Callable[..., None]) -> None:
    with pytest.raises(RecipeError, match=r"'odd_kind'.*a package with its own must be installed\)"):
        Recipe.of({"problems": {"odd_kind": {}}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("RULINGS = [3]", "cannot be used (TypeError: RULINGS holds a int, not only Ruling)"),
        ("RULINGS = 3", "cannot be used (TypeError: 'int' object is not iterable)"),
        ("RULINGS = [Ruling(('what of {n', ), None)]", "cannot be used (NameError: name 'Ruling' is not defined)"),
        (NAMES + "RULINGS = [Ruling(('what (of {n}',), None)]", "PatternError|error"),
        (
            NAMES + "RULINGS = [Ruling(('what of {n}',), lambda n, _: n[1])]",
            "fails at 'what of 0' (IndexError: list index out of range); mend or uninstall it",
        ),
        (
            NAMES + "RULINGS = [Ruling(('what of {n}',), lambda n, _: told('§', n[0], n[0]))]",
            "fails at 'what of 0' (ValueError: no operation is called '§')",
        ),
    ],
)
def test_a_faulty_ruling_is_named_in_one_line(entries: Callable[..., None], text: str, said: str) -> None:
    entries(text, "odd", group="pairwright.rulings")
    assert pairwright.score("3+4=?", "7").verdict.name == "RIGHT"
    with pytest.raises(KindError) as caught:
        pairwright.score("what of 7", "7")
    assert str(caught.value).startswith("rulings 'odd' of a package (foreign) ")
    assert said in str(caught.value) or re.search(said, str(caught.value))


def test_a_ruling_changes_nothing_that_was_read(entries: Callable[..., None]) -> None:
    text = NAMES + "RULINGS = [Ruling(('what is {n} times {n}',), lambda n, _: told('+', *n))]"
    entries(text, "odd", group="pairwright.rulings")
    assert pairwright.score("What is 13 times 17?", "221").verdict.name == "RIGHT"


def test_a_registered_kind_is_known_to_this_process_alone(entries: Callable[..., None], tmp_path: Path) -> None:
    (shown,) = re.findall(
        r"^```python\n(from pairwright.kinds.*?)^```", HOW_TO.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    named: dict[str, Any] = {}
    exec(f"import pairwright\n{shown}", named)  # noqa: S102 (what our own page shows)
    rows = pairwright.generate(named["recipe"], "train", 0, 10)
    assert rows["positive"].str.contains(r"^2\*\d+=\? ").all()
    mine = registered()["doubling"]
    register(mine)
    for other in (KIND, replace(mine, title="another")):
        with pytest.raises(KindError, match="is called so already"):
            register(other)
    with pytest.raises(KindError, match="it is no ProblemKind but a str"):
        register("mine")  # type: ignore[arg-type]
    job = Job(Recipe.of({"problems": {"doubling": {}}}).model_dump_json(), "another", str(tmp_path), False, True)
    with pytest.raises(RecipeError, match="a worker knows doubling otherwise than where the run was begun"):
        maker_of(job)


def test_the_plugin_refuses_what_is_no_kind(package: Path) -> None:
    done = ran(package, *CONTRACT, "perimeters.ruling")
    assert done.returncode == int(pytest.ExitCode.USAGE_ERROR)
    assert "--pairwright-kind perimeters.ruling: AttributeError" in done.stderr
