"""docs/recipes.md is what the models of recipes say (`make golden` rewrites it)."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pytest
import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from pairwright.facts.keys import NAMED_RELATIONS
from pairwright.problems import registered
from pairwright.recipe.levels import LEVELS
from pairwright.recipe.parts import (
    MAX_WORDING_LENGTH,
    MAX_WORDINGS,
    Curriculum,
    Families,
    ProblemRecipe,
    Split,
    Wording,
)
from pairwright.recipe.recipe import Recipe

REFERENCE = Path(__file__).parents[2] / "docs" / "recipes.md"
_HEAD = f"""# Recipes

A recipe is a YAML file, or the same as a `dict` for `pairwright.load_recipe`. Every key has a default, and the defaults
are the recipe `arithmetic`; keys that are not known are refused. `make golden` rewrites this page from the models in
`src/pairwright/recipe/`.

A complaint names file, line and column, the field, the value and the way out:
`my.yaml:7:12: splits.train.rows: -3 should be greater than or equal to 1`.

## Several wordings

A text under `wording` may be a list of texts ({MAX_WORDINGS} at most, of {MAX_WORDING_LENGTH:,} characters at most).
One is drawn for each prompt by its number, so the bytes depend neither on workers nor on shards;
both sides of a row are said alike.

```yaml
wording:
  question: ["{{question}}", "Hello! {{question}} Thanks."]
  questions:
    sum: ["{{a}}+{{b}}=?", "What is {{a}} plus {{b}}?"]
    product: "Multiply {{a}} by {{b}}."
  answer: ["The answer is {{answer}} because {{calculation}} equals {{answer}}.", "{{calculation}} = {{answer}}"]
```

What cannot be read back is refused when the recipe is loaded: each question must ask what its view asks, each answer
must be told right from wrong by the verifier. `audit` and `eval` read these wordings in a dataset by its manifest, or
with `--recipe`; `score`, `score_column`, `reward_for`, `audit` and `evaluate` take `wording=recipe.declared`.

## Difficulty and order

```yaml
problems:
  additive: {{difficulty: 2..5}}             # 0 to 10, both included; docs/difficulty.md says how it is measured
  chain: {{levels: {{num_terms: 2, num_digits: 1}}}}
splits:
  train:
    families: training
    rows: 100000
    layout: preference
    difficulty: ..5                        # in place of what the kinds say
    curriculum: {{stages: 5, overlap: 0.2}}  # the splits train_1 ... train_5, the first the easiest
  test: {{families: held_out, max_rows_per_operator: 100}}
  test_harder: {{families: held_out, max_rows_per_operator: 100, difficulty: above_training}}
```
"""
_LEVELS = """`levels` of a kind takes the attributes of reasoning-gym's curricula. As there a level stands for
the values of the list from the first to its own (`min_value` and `max_value`: for its own). Those that no kind here can
have are refused.

| problem | attribute | there | level: value |
| --- | --- | --- | --- |
"""
_SECTIONS: list[tuple[str, type[BaseModel]]] = [
    ("The recipe", Recipe),
    ("Each of `problems`", ProblemRecipe),
    ("`families`", Families),
    ("`wording`", Wording),
    ("Each of `splits`", Split),
    ("`curriculum`", Curriculum),
]


def type_of(annotation: Any) -> str:
    """A type in words."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "mapping"
    if get_origin(annotation) in {Union, types.UnionType}:
        parts = [type_of(each) for each in get_args(annotation) if each is not type(None)]
        return " or ".join(dict.fromkeys(parts))
    if get_origin(annotation) is not None and get_args(annotation) and isinstance(get_args(annotation)[0], str):
        return "one of these"
    names = {"str": "text", "int": "whole number", "float": "number", "bool": "true or false"}
    plain = get_args(annotation)[0] if str(annotation).startswith("typing.Annotated") else annotation
    origin = get_origin(plain)
    if origin is dict:
        return "mapping"
    if origin is tuple:
        return "list"
    return names.get(getattr(plain, "__name__", ""), type_of(plain) if plain is not annotation else "text")


def default_of(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.get_default(call_default_factory=True)
    if value is None:
        return ""
    if isinstance(value, BaseModel) or (
        isinstance(value, dict) and any(isinstance(e, BaseModel) for e in value.values())
    ):
        return "as in `arithmetic`"
    return f"`{yaml.safe_dump(value, default_flow_style=True, width=1000).strip().removesuffix('...').strip()}`"


def reference() -> str:
    page = [_HEAD]
    for title, model in _SECTIONS:
        page.append(f"\n## {title}\n\n| key | type | default | meaning |\n| --- | --- | --- | --- |\n")
        for name, field in model.model_fields.items():
            meaning = (field.description or "").replace("|", "\\|")
            page.append(f"| `{name}` | {type_of(field.annotation)} | {default_of(field)} | {meaning} |\n")
    page.append("\n## Levels of reasoning-gym\n\n" + _LEVELS)
    for levelled, attributes in LEVELS.items():
        for name, each in attributes.items():
            values = ", ".join(f"{level}: {each.listed[level]}" for level in range(each.first, each.last + 1))
            page.append(f"| `{levelled}` | `{name}` | `{each.task}` | {values} |\n")
    page.append("\n## Ranges\n\nBesides these each problem takes the ends of its ranges, both included.\n\n")
    page.append("| problem | ranges by default | views |\n| --- | --- | --- |\n")
    for name, kind in registered().items():
        ranges = ", ".join(f"`min_{each}: {low}`, `max_{each}: {high}`" for each, (low, high) in kind.ranges.items())
        page.append(f"| `{name}` | {ranges} | {', '.join(f'`{view.name}`' for view in kind.views)} |\n")
    return "".join(page)


def test_the_reference_is_what_the_models_say(request: pytest.FixtureRequest) -> None:
    found = reference()
    if request.config.getoption("--update-golden"):
        REFERENCE.write_text(found, encoding="utf-8")
    assert found == REFERENCE.read_text(encoding="utf-8")


def test_every_key_has_a_meaning() -> None:
    for _, model in _SECTIONS:
        for name, field in model.model_fields.items():
            assert len(field.description or "") > 20, (model.__name__, name)
    assert all(f"`{name}`" in (Families.model_fields["taught"].description or "") for name in NAMED_RELATIONS)
