"""Recipes: what to generate, as frozen, validated data; read from YAML, written back, fingerprinted.

Everything has a default, and the defaults are the built-in recipe `arithmetic`; so a recipe of one's
own names only what differs.  Unknown keys are errors.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from pairwright.arguments import guarded
from pairwright.errors import RecipeError, did_you_mean
from pairwright.files.formats import FORMATS
from pairwright.layouts import recipe_layout
from pairwright.mistakes.base import REFUSAL
from pairwright.mistakes.frequency import FREQUENT, frequencies
from pairwright.problems import registered
from pairwright.problems.kind import ProblemKind, Ranges, View
from pairwright.problems.outside import declaration
from pairwright.recipe import told
from pairwright.recipe.agreement import require_difficulty, require_files, require_problems
from pairwright.recipe.difficulty import ABOVE_TRAINING, Bounds, bounds_of, file_of_stage
from pairwright.recipe.file import builtin_names, first_problem, parse_yaml, read_recipe_text
from pairwright.recipe.levels import with_levels
from pairwright.recipe.mistakes import require_known, require_possible
from pairwright.recipe.parts import (
    Chosen,
    Families,
    Part,
    ProblemRecipe,
    Split,
    Stage,
    Wording,
    default_problems,
    default_splits,
    listed,
)
from pairwright.recipe.places import place_of
from pairwright.recipe.ranges import (
    range_ends,
    twice_as_far,
)
from pairwright.recipe.splits import require_columns_alike, require_parted, require_steps
from pairwright.recipe.wordings import ViewWordings, require_readable

if TYPE_CHECKING:
    from pairwright.verify import Declared


class Recipe(Part):
    """A whole recipe.

    Raises:
        RecipeError: from `load_recipe` and `Recipe.of`, in one line that names the field.

    >>> Recipe.of({"seed": 7, "problems": {"additive": {"max_operand": 20}}}).ranges("additive")["operand"]
    (1, 20)

    """

    name: Annotated[str, Field(pattern=r"^\w[\w.-]*$", description=told.NAME)] = "custom"
    description: Annotated[str, Field(description=told.DESCRIPTION)] = ""
    seed: Annotated[int, Field(ge=0, lt=2**63, strict=True, description=told.SEED)] = 42
    sampling: Annotated[Literal["cover", "independent", "bundled"], Field(description=told.SAMPLING)] = "cover"
    shuffle: Annotated[bool, Field(description=told.SHUFFLE)] = True
    question_in_negative: Annotated[bool, Field(description=told.QUESTION_IN_NEGATIVE)] = True
    format: Annotated[str, Field(description=told.FORMAT)] = "jsonl"
    problems: Annotated[dict[str, ProblemRecipe], Field(min_length=1, description=told.PROBLEMS)] = Field(
        default_factory=default_problems
    )
    families: Annotated[Families, Field(description=told.FAMILIES)] = Families()
    wording: Annotated[Wording, Field(description=told.WORDING)] = Field(default_factory=Wording)
    mistakes: Annotated[Chosen | Literal["frequent"], Field(description=told.MISTAKES)] = Field(
        default_factory=lambda: {REFUSAL: 1.0}
    )
    rejected_per_prompt: Annotated[int, Field(ge=1, le=100, strict=True, description=told.REJECTED_PER_PROMPT)] = 1
    splits: Annotated[dict[str, Split], Field(min_length=1, description=told.SPLITS)] = Field(
        default_factory=default_splits
    )

    @classmethod
    def of(cls, data: Mapping[str, Any], *, source: str = "recipe") -> Recipe:
        """A recipe from plain data; `source` stands at the head of error messages."""
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            raise RecipeError(f"{source}: {first_problem(error, cls)}") from error
        except RecursionError as error:
            raise RecipeError(f"{source}: nested too deep, which no recipe is; check the data") from error

    def with_changes(self, **changes: object) -> Recipe:
        """The same recipe with some top-level fields replaced, validated again."""
        return Recipe.of({**self.model_dump(), **changes}, source=self.name)

    def with_rows(self, rows: int) -> Recipe:
        """The same recipe with another number of rows in its training split (the first one).

        Raises:
            RecipeError: it has no training split, or the number is not one of rows.

        """
        return self._with_split(self.first_training, rows=rows, max_rows_per_operator=None)

    def with_layout(self, layout: str) -> Recipe:
        """The same recipe with another layout for its training splits; splits for scoring stay `qa`."""
        return self._with_split(self.training_splits, layout=layout)

    @property
    def training_splits(self) -> list[str]:
        """The splits that are trained on: of training families, or of all families and laid out as pairs."""
        found = [
            name
            for name, split in self.splits.items()
            if split.families == "training" or (split.families == "all" and split.layout != "qa")
        ]
        if not found:
            raise RecipeError(f"{self.name}: splits: none has families: training; add one, or change the file itself")
        return found

    @property
    def first_training(self) -> list[str]:
        """The first of the splits that are trained on; of a curriculum all of its stages, in their order."""
        first, *others = self.training_splits
        stage = self.splits[first].stage
        return [first, *(name for name in others if stage is not None and stage.is_beside(self.splits[name].stage))]

    def bounds(self, split: str, problem: str) -> Bounds | None:
        """The difficulty that a split's questions of a kind may have; None: any."""
        own, of_kind = self.splits[split].difficulty, self.problems[problem].difficulty
        if own == ABOVE_TRAINING:
            trained = [self.bounds(name, problem) or Bounds() for name in self.training_splits]
            return Bounds(1 + max(each.most for each in trained))
        written = own or of_kind
        return None if written is None else bounds_of(written)

    def _with_split(self, names: Sequence[str], **changes: object) -> Recipe:
        splits = self.model_dump()["splits"]
        return self.with_changes(splits=splits | {name: splits[name] | changes for name in names})

    def ranges(self, problem: str, *, wider: bool = False, beyond: bool = False) -> Ranges:
        """The problem's ranges (name -> (min, max)), its wider ones, or those of `test_beyond`."""
        ends = range_ends(registered()[problem])
        ends |= self.problems[problem].model_extra or {}
        if wider or beyond:
            ends |= self.problems[problem].wider
        if beyond and self.families.beyond is None:
            ends = {key: twice_as_far(key, value) for key, value in ends.items()}
        elif beyond:
            ends |= {key: value for key, value in (self.families.beyond or {}).items() if key in ends}
        return {key[4:]: (value, ends[f"max_{key[4:]}"]) for key, value in ends.items() if key.startswith("min_")}

    def operators(self, problem: str) -> dict[str, float]:
        """The problem's chosen operators with their weights; those of which no view is chosen left out."""
        kind, part = registered()[problem], self.problems[problem]
        asked = {view.operator for view in kind.views if part.views is None or view.name in part.views}
        chosen = _weights(kind.operators if part.operators is None else part.operators)
        return {operator: weight for operator, weight in chosen.items() if operator in asked}

    @property
    def problem_weights(self) -> dict[str, float] | None:
        """The weights of the problems, 1 where none is given; None where no problem has one, and operators decide."""
        weights = {name: part.weight for name, part in self.problems.items()}
        return None if not any(weights.values()) else {name: weight or 1.0 for name, weight in weights.items()}

    def views(self, problem: str) -> dict[str, float | None]:
        """The chosen views with their weights inside their operator; None where nothing was weighted."""
        chosen, operators = self.problems[problem].views, self.operators(problem)
        views = [view.name for view in registered()[problem].views if view.operator in operators]
        if isinstance(chosen, dict):
            return {name: chosen[name] for name in views if name in chosen}
        return {name: None for name in views if chosen is None or name in chosen}

    @cached_property
    def mix(self) -> dict[str, float]:
        """The kinds of mistake with their weights."""
        if self.mistakes != FREQUENT:
            return _weights(self.mistakes)  # type: ignore[arg-type]  # no other word is one
        kinds = [registered()[name] for name in self.problems]
        made = (way.name for kind in kinds for view in self.views(kind.name) for way in kind.mistakes(kind.view(view)))
        return frequencies(dict.fromkeys(made))

    def rows_per_prompt(self, split: str) -> int:
        """How many rows of a split ask the same question one after the other."""
        return recipe_layout(self.splits[split].layout).rows_per_prompt(self.rejected_per_prompt)

    def questions(self, problem: ProblemKind, view: View) -> tuple[str, ...]:
        """The wordings of a view's question, the recipe's own where it has some; without what stands around them."""
        own = self.wording.questions
        return listed(own.get(f"{problem.name}.{view.name}", own.get(view.name, view.question)))

    def whole_questions(self, problem: ProblemKind, view: View) -> tuple[str, ...]:
        """The wordings of a view's question with all that may stand around them."""
        return tuple(
            around.replace("{question}", each)
            for around in self.wording.around
            for each in self.questions(problem, view)
        )

    @property
    def declared(self) -> Declared:
        """The wordings for the verifier."""
        from pairwright.verify import Declared

        return Declared(self.wording.around, self.wording.answers, self.wording.refusals)

    def view_name(self, problem: ProblemKind, view: View) -> str:
        """What a view is called in this recipe: `sum`, or `story.sum` where another of its problems has a `sum`."""
        return f"{problem.name}.{view.name}" if view.name in self._shared_views else view.name

    @cached_property
    def has_typed_answers(self) -> bool:
        """Whether some answer is no whole number: then all stand as text, in every split alike."""
        kinds = [registered()[name] for name in self.problems]
        return any(not kind.view(view).type.is_whole for kind in kinds for view in self.views(kind.name))

    @property
    def answer_dtype(self) -> str:
        """The dtype of answers in files, as Hugging Face `datasets` calls it."""
        return "string" if self.has_typed_answers else "int64"

    @cached_property
    def _shared_views(self) -> frozenset[str]:
        """The names that views of several problems of the recipe have."""
        names = Counter(view for problem in self.problems for view in self.views(problem))
        return frozenset(name for name, count in names.items() if count > 1)

    def file_of(self, split: str, number: int = 0, of: int = 1) -> str:
        """The file name of a split, or of one of several: its own, with the ending that its format has."""
        return FORMATS[self.format].file_name(split, self.splits[split].file, number=number, of=of)

    @cached_property
    def fingerprint(self) -> str:
        """16 hex digits of SHA-256 over the recipe's canonical JSON."""
        data = self.model_dump(mode="json")
        later = [(data["families"], "taught")]
        later += [
            (each, key) for each in data["problems"].values() for key in ("weight", "difficulty", "wider", "levels")
        ]
        keys = ("difficulty", "order", "curriculum", "stage")
        later += [(each, key) for each in data["splits"].values() for key in keys]
        for part, key in later:
            # They came later: where they say nothing, the fingerprint is what it was without them.
            if not part[key]:
                del part[key]
        # What another package declares is part of what is asked for.
        if brought := self.problems.keys() - registered().built_in:
            data["kinds"] = {name: declaration(registered()[name]) for name in brought}
        canonical = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode()).hexdigest()[:16]

    @field_validator("format")
    @classmethod
    def _known_format(cls, name: str) -> str:
        if name not in FORMATS:
            raise ValueError(f"is not a format; {did_you_mean(name, FORMATS)}")
        return name

    @field_validator("mistakes", mode="before")
    @classmethod
    def _kinds_or_frequent(cls, mistakes: object) -> object:
        if isinstance(mistakes, str) and mistakes != FREQUENT:
            raise ValueError(f"should be a list of kinds, a weight for each, or {FREQUENT!r}")
        return mistakes

    @field_validator("problems", mode="before")
    @classmethod
    def _listed(cls, problems: object) -> object:
        if not isinstance(problems, list) or not all(isinstance(name, str) for name in problems):
            return problems
        if twice := [name for name, count in Counter(problems).items() if count > 1]:
            raise ValueError(f"names {twice[0]!r} twice; a kind has a weight: {{{twice[0]}: {{weight: 2}}}}")
        return {name: {} for name in problems}

    @field_validator("problems")
    @classmethod
    def _ranges_of_levels(cls, problems: dict[str, ProblemRecipe]) -> dict[str, ProblemRecipe]:
        return {name: with_levels(name, part) for name, part in problems.items()}

    @field_validator("splits")
    @classmethod
    def _split_names(cls, splits: dict[str, Split]) -> dict[str, Split]:
        for name in splits:
            if not re.fullmatch(r"[A-Za-z_]\w*", name) or name == "all":
                raise ValueError(f"{name!r} is not a name for a split; use letters, digits and underscores (not all)")
        staged = [pair for name, split in splits.items() for pair in _in_stages(name, split)]
        if len(dict(staged)) < len(staged):
            twice = next(name for name, count in Counter(name for name, _ in staged).items() if count > 1)
            raise ValueError(f"{twice!r} is a stage of a curriculum too; call the split otherwise")
        return dict(staged)

    @model_validator(mode="after")
    def _agrees(self) -> Recipe:
        require_problems(self)
        require_difficulty(self)
        return self

    @model_validator(mode="after")
    def _knows_its_mistakes(self) -> Recipe:
        require_known(self.mix, self.problems)
        for answer in self.wording.answers:
            require_possible(self.mix, self.rejected_per_prompt, answer, question_in_negative=self.question_in_negative)
        return self

    @model_validator(mode="after")
    def _knows_its_layouts(self) -> Recipe:
        layouts = {name: split.layout for name, split in self.splits.items()}
        require_columns_alike(layouts)
        for answer in self.wording.answers:
            require_parted(layouts, self.mix, answer, self.wording.refusals)
        require_steps(layouts, self.mix, self.wording.answers)
        return self

    @model_validator(mode="after")
    def _can_be_read_back(self) -> Recipe:
        if not self.wording.is_plain:
            require_readable(tuple(self._askings()), self.declared)
        return self

    @model_validator(mode="after")
    def _has_files(self) -> Recipe:
        require_files(self)
        return self

    def _askings(self) -> Iterator[ViewWordings]:
        own = self.wording.questions
        for name in self.problems:
            ranges = tuple(self.ranges(name).items())
            for view in self.views(name):
                key = f"{name}.{view}" if f"{name}.{view}" in own else view
                yield ViewWordings(name, view, key, listed(own.get(key, ())), ranges)


@guarded(threads=False)
def load_recipe(source: str | Path | Mapping[str, Any]) -> Recipe:
    """Read a built-in recipe by name, a YAML file by path, or a recipe as plain data.

    Args:
        source: 'arithmetic', 'mixed', ...; the path of a .yaml file; or what such a file says, as a dict.

    Raises:
        RecipeError: no such recipe, or one that is not valid; the message names the field, and in a file its
            line and column.

    >>> load_recipe("arithmetic").splits["train"].rows
    400000

    """
    if isinstance(source, Mapping):
        return Recipe.of(source)
    text, name = read_recipe_text(source), str(source)
    data = parse_yaml(text, name)
    if name not in builtin_names():
        data = {"name": re.sub(r"[^\w.-]|^[.-]", "_", Path(source).stem), **data}
    try:
        return Recipe.of(data, source=name)
    except RecipeError as error:
        said = str(error).removeprefix(f"{name}: ")
        raise RecipeError(f"{name}{place_of(text, said)}: {said}") from error


def _in_stages(name: str, split: Split) -> Iterator[tuple[str, Split]]:
    """A split, or the stages that its curriculum makes of it: train_1, train_2, ..."""
    curriculum = split.curriculum
    if curriculum is None:
        yield name, split
        return
    for number in range(1, curriculum.stages + 1):
        stage = Stage(of=name, number=number, **curriculum.model_dump())
        file = None if split.file is None else file_of_stage(split.file, number)
        yield f"{name}_{number}", split.model_copy(update={"curriculum": None, "stage": stage, "file": file})


def _weights(chosen: Chosen) -> dict[str, float]:
    return dict(chosen) if isinstance(chosen, dict) else dict.fromkeys(chosen, 1.0)
