"""What README.md and docs/ tell exists: commands, options, recipes, layouts, files, public names."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.core import TyperGroup
from typer.main import get_command

import pairwright
from pairwright.cli.app import application
from pairwright.files import FORMATS
from pairwright.layouts import LAYOUTS
from pairwright.plan import Plan
from pairwright.problems import known_mistakes
from pairwright.recipe.file import builtin_names

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
# Options of make's and of other programs that the pages name.
OTHERS = {"--head", "--pairwright-kind", "--update-golden"}


def group() -> TyperGroup:
    found = get_command(application())
    assert isinstance(found, TyperGroup)
    return found


def fenced(page: Path, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [text for of, text in blocks if of == language]


def examples() -> Iterator[list[str]]:
    """The words of every `pairwright ...` in a shell block, up to what is done with its output."""
    for page in PAGES:
        for line in "".join(fenced(page, "sh")).splitlines():
            words = shlex.split(line, comments=True)
            # A synopsis has brackets; its options are looked at below.
            if words[:1] == ["pairwright"] and not any(word.startswith("[") for word in words):
                ends = [number for number, word in enumerate(words) if word in {">", "|", "&&"}]
                yield words[1 : min(ends, default=len(words))]


@pytest.mark.parametrize("words", examples(), ids=" ".join)
def test_each_example_is_a_command_as_it_can_be_given(words: list[str]) -> None:
    command = group().commands.get(words[0])
    assert command is not None, words
    context = command.make_context(words[0], words[1:], parent=typer.Context(group(), info_name="pairwright"))
    # Of `preview` it may be a dataset that an example has written.
    written = {each[each.index("--out") + 1] for each in examples() if "--out" in each}
    recipe = context.params.get("recipe", context.params.get("name"))
    assert recipe is None or recipe in {*builtin_names(), *written} or recipe.endswith(".yaml"), words


def test_each_command_has_an_example() -> None:
    assert {words[0] for words in examples()} >= set(group().commands)


def test_each_option_that_a_page_names_exists() -> None:
    parameters = [parameter for each in (group(), *group().commands.values()) for parameter in each.params]
    known = {option for each in parameters for option in (*each.opts, *each.secondary_opts)} | {"--help"} | OTHERS
    for page in PAGES:
        code = re.findall(r"`[^`\n]+`", page.read_text(encoding="utf-8"))
        code += [line for line in "".join(fenced(page, "sh")).splitlines() if line.startswith("pairwright")]
        named = {option for each in code for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", each)}
        assert named <= known, page.name


def test_help_names_every_layout_and_format() -> None:
    options = {parameter.name: parameter for parameter in group().commands["generate"].params}
    endings = {ending for name in FORMATS for ending in name.split(".")}
    for name, choices in (("layout", set(LAYOUTS)), ("format_name", endings)):
        assert choices <= set(re.findall(r"[a-z_]+", getattr(options[name], "help", ""))), name


def test_readme_or_how_to_name_every_recipe_and_the_changelog_too() -> None:
    shown = "".join((ROOT / page).read_text("utf-8") for page in ("README.md", "docs/how-to.md"))
    assert [name for name in builtin_names() if not re.search(rf"\b{name}\b", shown)] == []
    assert [name for name in builtin_names() if f"`{name}`" not in (ROOT / "CHANGELOG.md").read_text("utf-8")] == []


def test_the_rows_that_readme_shows_are_right_where_they_are_chosen_and_else_wrong() -> None:
    lines = fenced(PAGES[0], "")[0].splitlines()
    for question, told in zip(lines[::2], lines[1::2], strict=True):
        name, said = told.split(maxsplit=1)
        found = pairwright.score(question, said.split("    ")[0])
        assert found.verdict.name == ("RIGHT" if name in {"chosen", "steps"} else "WRONG"), told
        assert name in {"chosen", "steps"} or name in known_mistakes()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_recipes_of_the_pages_load(page: Path, tmp_path: Path) -> None:
    for text in fenced(page, "yaml"):
        (tmp_path / "shown.yaml").write_text(text, encoding="utf-8")
        assert pairwright.load_recipe(tmp_path / "shown.yaml").fingerprint


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_of_the_pages_uses_public_names(page: Path) -> None:
    for code in fenced(page, "python"):
        used = [
            node.attr
            for node in ast.walk(ast.parse(code))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "pairwright"
        ]
        assert set(used) <= set(pairwright.__all__), page.name


def test_the_architecture_draws_the_tree() -> None:
    page = ROOT / "docs" / "architecture.md"
    (drawn,) = [each for each in fenced(page, "") if each.startswith("src/pairwright/\n")]
    named: set[Path] = set()
    for line in drawn.splitlines():
        # Names stand in the first 22 columns.
        paths = line[:22].strip().split(", ")
        folder = ROOT / "src" / "pairwright" if line.startswith("  ") else ROOT
        for path in paths:
            found = list(folder.glob(path.rstrip("/")))
            assert found, f"{path} is not there"
            named |= set(found)
    package = ROOT / "src" / "pairwright"
    parts = {path for path in package.iterdir() if not path.name.startswith(("_", "."))} - {package / "py.typed"}
    assert sorted(path.name for path in parts - named) == []


def test_the_row_that_the_architecture_follows_is_so() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    plan = Plan.of(pairwright.load_recipe("arithmetic")).split("train")
    assert plan.order is not None
    names = [run.pools[0].view.name for run in plan.runs]
    which = names.index("missing_second_addend")
    start = sum(run.rows for run in plan.runs[:which])
    place = int(plan.order(np.arange(1))[0])
    (asked,) = plan.asked(0, 1)
    count, rank = asked.pool.count, int(asked.ranks[0])
    told = (plan.families, plan.questions, plan.runs[which].rows, start, start + plan.runs[which].rows - 1, place)
    for number in (*told, place - start, count, (place - start) % count, rank):
        assert f"{number:,}" in page, number
    positive, negative, *_ = pairwright.generate("arithmetic", "train", 0, 1).row(0)
    assert f'{{"positive":"{positive}","negative":"{negative}"}}' in page


def test_each_page_that_a_page_names_is_there() -> None:
    for page in PAGES:
        for name in re.findall(r"\b(?:docs|tests|benchmarks|src)/[\w./-]+\.(?:md|py|yaml)", page.read_text("utf-8")):
            assert (ROOT / name).is_file(), f"{page.name} names {name}"
