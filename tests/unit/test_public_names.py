"""The public names: just those of `__all__`, each from its home, imported when first used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pairwright

# What reads texts that no recipe has worded.
READS_ANYONES = (
    "answers.markup",
    "answers.passage",
    "answers.pieces",
    "answers.readings",
    "answers.statements",
    "answer_types.precise",
    "questions.asides",
)


def run(code: str) -> list[str]:
    """What a fresh interpreter prints, word by word."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_all_is_what_is_exported() -> None:
    assert pairwright.__all__ == sorted(pairwright.__all__, key=lambda name: (name[0].islower(), name))
    assert dir(pairwright) == sorted(pairwright.__all__)
    for name in pairwright.__all__:
        assert getattr(pairwright, name) is not None
    assert set(
        run("from pairwright import *; print(*[n for n in globals() if n[:2] != '__' or n == '__version__'])")
    ) == (set(pairwright.__all__))


def test_type_checkers_see_the_same_names() -> None:
    source = ast.parse(Path(pairwright.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(source) if isinstance(node, ast.ImportFrom) and node.module is not None]
    named = {alias.name for node in imports if str(node.module).startswith("pairwright.") for alias in node.names}
    assert named == set(pairwright.__all__)


def test_each_name_is_the_one_of_its_home() -> None:
    source = ast.parse(Path(pairwright.__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(source) if isinstance(node, ast.ImportFrom) and node.module is not None]
    homes = {alias.name: str(node.module) for node in imports for alias in node.names}
    for name in pairwright.__all__:
        __import__(homes[name])
        assert getattr(pairwright, name) is getattr(sys.modules[homes[name]], name)


def test_other_names_are_not_there() -> None:
    with pytest.raises(AttributeError, match="'generated'"):
        _ = pairwright.generated


def test_importing_the_package_imports_nothing_heavy() -> None:
    loaded = run("import sys, pairwright; print(*sys.modules)")
    heavy = {"polars", "numpy", "lark", "pydantic", "yaml", "rich", "typer", "torch", "datasets"}
    assert "pairwright" in loaded
    assert not heavy & set(loaded)


def test_what_only_tells_what_there_is_imports_neither_numpy_nor_polars() -> None:
    """`problems` takes 0.2 s of CPU; either of them would take half as much again."""
    code = (
        "import sys; from pairwright.problems import registered; names = [k.name for k in registered().values()]\n"
        "from pairwright.recipe.file import builtin_names; print(len(names) > 40, *builtin_names(), *sys.modules)"
    )
    loaded = run(code)
    assert loaded[:2] == ["True", "algebra"]
    assert not {"numpy", "polars", "lark"} & set(loaded)


@pytest.mark.parametrize("recipe", ["arithmetic", "equations", "mistakes", "notebook"])
def test_certifying_declared_wordings_imports_nothing_that_reads_anyones(recipe: str) -> None:
    """Nor the parser, whose tables take as long to make as all of these rows."""
    code = f"import sys; from pairwright.rows.blocks import generate; generate({recipe!r}, 'train', 0, 99)"
    loaded = set(run(f"{code}; print(*sys.modules)"))
    assert "pairwright.verify.declared_texts.frame" in loaded
    assert not {"pairwright.verify.answers.answers", "pairwright.verify.rulings", "pairwright.verify.stories"} & loaded
    assert not {"lark", "regex", "pairwright.verify.questions.lexing", "pairwright.verify.questions.building"} & loaded
    if recipe != "notebook":
        # Its questions are asked in words.
        assert not {f"pairwright.verify.{name}" for name in READS_ANYONES} & loaded


def test_a_recipe_imports_what_plans_its_rows_and_makes_its_mistakes() -> None:
    """Sums and products that reject one refusal need nothing that cuts by keys, bounds difficulty or makes mistakes."""
    bounded = "pairwright.load_recipe('arithmetic').with_changes(problems={'additive': {'difficulty': '1..4'}})"
    special = {
        "pairwright.plan.keyed_cuts": "pairwright.Recipe.of({'problems': {'gcd': {}}})",
        "pairwright.plan.bounded": bounded,
        "pairwright.rows.rejected": "'mistakes'",
        "pairwright.mistakes.choice": "'mistakes'",
    }
    code = "import sys, pairwright; pairwright.generate({}, 'train', 0, 9); print(*sys.modules)"
    plain = set(run(code.format("'arithmetic'")))
    for module, recipe in special.items():
        assert module not in plain
        assert module in run(code.format(recipe)), module


@pytest.mark.parametrize("words", ["generate --rows 10 --out {out}", "preview", "problems", "recipes", "--help"])
def test_a_short_command_imports_no_parser_and_no_one_elses_models(words: str, tmp_path: Path) -> None:
    code = f"import sys; sys.argv = ['pairwright', *{words.format(out=tmp_path / 'data')!r}.split()]; import atexit"
    code += "; atexit.register(lambda: print('imported', *sys.modules)); from pairwright.cli.main import main; main()"
    loaded = run(code)
    loaded = loaded[loaded.index("imported") :]
    assert "typer" in loaded
    assert not {"lark", "pyarrow", "torch", "datasets", "transformers", "fsspec", "ray"} & set(loaded)
    # Help is drawn by it.
    assert words == "--help" or "rich" not in loaded
    if words in {"problems", "recipes", "--help"}:
        assert not {"numpy", "polars"} & set(loaded)
    # Threads make so few rows, and where all of them reject one refusal nothing makes mistakes.
    assert not {"multiprocessing", "pairwright.rows.rejected", "pairwright.plan.keyed_cuts"} & set(loaded)


def test_the_first_use_imports_and_the_second_finds_the_same() -> None:
    code = "import sys, pairwright as p; print(p.Recipe is p.Recipe, 'pydantic' in sys.modules, 'lark' in sys.modules)"
    assert run(code) == ["True", "True", "False"]
    # Nor may a submodule stand in the place of a function, whatever was imported before.
    modules = "pairwright.rows.blocks, pairwright.dataset_folder.writing, pairwright.recipe.recipe"
    code = f"import {modules}, pairwright as p; print(callable(p.generate), callable(p.write))"
    assert run(code) == ["True", "True"]


def test_the_version_is_a_version() -> None:
    numbers = pairwright.__version__.split(".")
    assert len(numbers) == 3
    assert all(number.isdigit() for number in numbers)
