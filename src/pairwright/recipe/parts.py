"""The parts of a recipe, each valid by itself: problems, families, wording, splits."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from pairwright.recipe import told
from pairwright.recipe.difficulty import ABOVE_TRAINING, bounds_of
from pairwright.recipe.splits import require_layout
from pairwright.wording.template import reversed_slots, slots

FamiliesName = Literal["training", "held_out", "familiar", "beyond", "all"]
Weight = Annotated[float, Field(gt=0, le=1e9)]
Chosen = tuple[str, ...] | dict[str, Weight]
Texts = str | tuple[str, ...]

RESERVED_FILES = frozenset({"README.md", "manifest.json"})
MAX_ROWS = 10**13
Rows = Annotated[int, Field(ge=1, le=MAX_ROWS, strict=True)]
ANSWER_FIRST = "The answer is {answer} because {calculation} equals {answer}."
# How an answer is said, by name; the worked solution stands in the slot steps.
STYLES = {
    "answer_first": ANSWER_FIRST,
    "steps_first": "{steps}. The answer is {answer}.",
    "steps_reversed": "{steps_reversed}. The answer is {answer}.",
    "steps_only": "{steps}",
    "think": "<think>{steps}</think> The answer is {answer}.",
}
# Of a text; the verifier reads questions of 2,000 characters.
MAX_WORDINGS = 32
MAX_WORDING_LENGTH = 1000


class Part(BaseModel):
    """A part of a recipe: frozen, and without keys that are not known."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class ProblemRecipe(Part):
    """One kind of problem in a recipe.

    Besides these fields it takes `min_*` and `max_*` of the problem's ranges (both included).
    """

    model_config = ConfigDict(extra="allow")

    weight: Annotated[Weight | None, Field(description=told.WEIGHT)] = None
    operators: Annotated[Chosen | None, Field(description=told.OPERATORS)] = None
    views: Annotated[Chosen | None, Field(description=told.VIEWS)] = None
    difficulty: Annotated[str | None, Field(description=told.DIFFICULTY)] = None
    levels: Annotated[dict[str, Annotated[int, Field(ge=0, le=100, strict=True)]], Field(description=told.LEVELS)] = {}
    draws: Annotated[dict[str, str], Field(description=told.DRAWS)] = {}
    wider: Annotated[dict[str, int], Field(description=told.WIDER)] = {}

    @field_validator("difficulty", mode="before")
    @classmethod
    def _known_bounds(cls, difficulty: object) -> str | None:
        return None if difficulty is None else bounds_of(difficulty).text


class Families(Part):
    """How the fact families are shared out among the splits.

    `beyond` gives the ranges of `test_beyond`; None: each end twice as far from 0 as in training.
    """

    test_fraction: Annotated[float, Field(ge=0, lt=1, description=told.TEST_FRACTION)] = 0.1
    familiar_fraction: Annotated[float, Field(ge=0, lt=1, description=told.FAMILIAR_FRACTION)] = 0.25
    beyond: Annotated[dict[str, int] | None, Field(description=told.BEYOND)] = None
    taught: Annotated[
        dict[str, Annotated[int, Field(ge=0, le=10**9, strict=True)]], Field(description=told.TAUGHT)
    ] = {}

    @model_validator(mode="after")
    def _leaves_some(self) -> Families:
        if self.test_fraction + self.familiar_fraction >= 1:
            raise ValueError("test_fraction + familiar_fraction must be below 1, or no family is left for training")
        return self


class Wording(Part):
    """The texts; slots in braces.

    `question` wraps every question, `questions` replaces the wording of single views.  Where there are several of
    a text, one is drawn for each prompt, all of them equally likely.
    """

    question: Annotated[Texts, Field(description=told.QUESTION)] = "{question}"
    questions: Annotated[dict[str, Texts], Field(description=told.QUESTIONS)] = {}
    answer: Annotated[Texts, Field(description=told.ANSWER)] = ANSWER_FIRST
    refusal: Annotated[Texts, Field(description=told.REFUSAL)] = "Sorry, I don't know."

    @field_validator("answer")
    @classmethod
    def _in_full(cls, answer: Texts) -> Texts:
        """A style's name stands for its text."""
        if isinstance(answer, str):
            return STYLES.get(answer, answer)
        return tuple(STYLES.get(each, each) for each in answer)

    @model_validator(mode="after")
    def _has_slots(self) -> Wording:
        own = {f"questions.{view}": listed(texts) for view, texts in self.questions.items()}
        known = {"question": self.around, "answer": self.answers, "refusal": self.refusals}
        for name, texts in {**known, **own}.items():
            _several(name, texts)
        for name, each in ((name, each) for name, texts in own.items() for each in texts):
            _has_just(name, each, set(), set(slots(each)))
        for around in self.around:
            _has_just("question", around, {"question"}, {"question"})
        for answer in self.answers:
            _says_the_answer(answer)
        for around in self.around:
            if slots(around) != ["question"]:
                raise ValueError(f"question {around!r} has the question twice; once is enough")
        for refusal in self.refusals or ("",):
            _has_just("refusal", refusal, set(), set())
            if not refusal.strip():
                raise ValueError('refusal is empty; say something, such as "Sorry, I don\'t know."')
            if any(character.isnumeric() for character in refusal):
                raise ValueError(f"refusal {refusal!r} holds a digit, so it may be read as an answer; leave it out")
        return self

    @property
    def around(self) -> tuple[str, ...]:
        """All that may stand around a question."""
        return listed(self.question)

    @property
    def answers(self) -> tuple[str, ...]:
        """All wordings of the answer."""
        return listed(self.answer)

    @property
    def refusals(self) -> tuple[str, ...]:
        """All wordings of the refusal."""
        return listed(self.refusal)

    @property
    def has_steps(self) -> bool:
        """Whether an answer is said with its worked solution."""
        return any("steps" in slots(each) for each in self.answers)

    @property
    def reversed(self) -> set[str]:
        """Of answer and steps what is said with digits from right to left."""
        return set[str]().union(*map(reversed_slots, self.answers))

    @property
    def varies(self) -> bool:
        """Whether a question or its answer may be said in several ways, so that its row is not told by its numbers."""
        return any(len(listed(each)) > 1 for each in (self.question, self.answer, *self.questions.values()))

    @property
    def is_plain(self) -> bool:
        """Whether all questions and answers are in the wordings that a recipe without any has."""
        default = Wording.model_fields
        return (self.question, self.questions, self.answer) == (
            default["question"].default,
            {},
            default["answer"].default,
        )


class Curriculum(Part):
    """A split in stages, from the easy to the difficult."""

    stages: Annotated[int, Field(ge=2, le=100, strict=True, description=told.STAGES)] = 5
    overlap: Annotated[float, Field(ge=0, lt=1, description=told.OVERLAP)] = 0.2


class Stage(Curriculum):
    """One stage of a curriculum, which is a split of its own."""

    of: Annotated[str, Field(description=told.STAGE_OF)]
    number: Annotated[int, Field(ge=1, strict=True, description=told.STAGE_NUMBER)]

    def is_beside(self, other: Stage | None) -> bool:
        """Whether another stage is of the same split."""
        return other is not None and other.of == self.of

    def span(self, prompts: int) -> range:
        """Which prompts of the whole split, the easiest first, the stage has.

        All stages have as many, up to one; each shares the last part `overlap` of them with the next.

        >>> [Stage(of="train", number=number, stages=3, overlap=0.5).span(100) for number in (1, 2, 3)]
        [range(0, 50), range(25, 75), range(50, 100)]
        """
        shared = round(self.overlap * 10**9)
        apart = 10**9 - shared
        # In 10**-9 of a stage: all of them together, and where this one begins.
        whole, before = (self.stages - 1) * apart + 10**9, (self.number - 1) * apart
        return range(prompts * before // whole, prompts * (before + 10**9) // whole)


class Split(Part):
    """One split: which families it draws on, how many rows, in which layout and file."""

    families: Annotated[FamiliesName, Field(description=told.SPLIT_FAMILIES)]
    rows: Annotated[Rows | None, Field(description=told.ROWS)] = None
    max_rows_per_operator: Annotated[Rows | None, Field(description=told.MAX_ROWS_PER_OPERATOR)] = None
    layout: Annotated[str, Field(description=told.LAYOUT)] = "qa"
    file: Annotated[str | None, Field(description=told.FILE)] = None
    difficulty: Annotated[str | None, Field(description=told.SPLIT_DIFFICULTY)] = None
    order: Annotated[Literal["shuffled", "easy_first", "mixed"] | None, Field(description=told.ORDER)] = None
    curriculum: Annotated[Curriculum | None, Field(description=told.CURRICULUM)] = None
    stage: Annotated[Stage | None, Field(description=told.STAGE)] = None

    @field_validator("difficulty", mode="before")
    @classmethod
    def _known_bounds(cls, difficulty: object) -> str | None:
        if difficulty == ABOVE_TRAINING:
            return ABOVE_TRAINING
        return None if difficulty is None else bounds_of(difficulty).text

    @model_validator(mode="after")
    def _one_count(self) -> Split:
        if (self.rows is None) == (self.max_rows_per_operator is None):
            raise ValueError("give either rows (exactly so many) or max_rows_per_operator (as many as there are)")
        return self

    @field_validator("layout")
    @classmethod
    def _known_layout(cls, layout: str) -> str:
        require_layout(layout)
        return layout

    @field_validator("file")
    @classmethod
    def _plain_name(cls, file: str | None) -> str | None:
        if file is not None and (not re.fullmatch(r"[\w][\w.-]*", file) or file in RESERVED_FILES):
            raise ValueError("not a plain file name of its own; write something like train.jsonl")
        return file


def default_problems() -> dict[str, ProblemRecipe]:
    """The problems of the recipe `arithmetic`: rows nearly as the fourth root of how many questions an operator has.

    The 38,670 training questions of + and - get twice the rows of the 2,235 of * and /. With as many a model lacked
    differences in the end, with four times as many (3:5:1:1, the square root) new forms of known products
    (docs/evidence.md).
    """
    return {
        "additive": ProblemRecipe(operators={"+": 7, "-": 9}),
        "multiplicative": ProblemRecipe(operators={"*": 4, "/": 4}),
    }


def default_splits() -> dict[str, Split]:
    """The splits of the recipe `arithmetic`."""
    return {
        "train": Split(families="training", rows=400_000, layout="pairs"),
        "test": Split(families="held_out", max_rows_per_operator=100),
        "test_familiar": Split(families="familiar", max_rows_per_operator=100),
        "test_beyond": Split(families="beyond", max_rows_per_operator=100),
    }


def listed(texts: Texts) -> tuple[str, ...]:
    """One text or several.

    >>> listed("{question}")
    ('{question}',)
    """
    return (texts,) if isinstance(texts, str) else texts


def _several(name: str, texts: tuple[str, ...]) -> None:
    if not texts and name != "refusal":
        raise ValueError(f"{name} is empty; leave it out, or write a text")
    if len(texts) > MAX_WORDINGS:
        raise ValueError(f"{name}: {len(texts):,} texts; give {MAX_WORDINGS} at most")
    if len(set(texts)) < len(texts):
        raise ValueError(f"{name}: {max(texts, key=texts.count)!r} stands there twice; leave it out once")
    for each in texts:
        if len(each) > MAX_WORDING_LENGTH:
            raise ValueError(f"{name}: a text of {len(each):,} characters; write {MAX_WORDING_LENGTH:,} at most")


def _has_just(
    name: str, wording: str, needed: set[str], allowed: set[str], may_be_reversed: Collection[str] = ()
) -> None:
    found = set(slots(wording))
    if others := reversed_slots(wording) - {*may_be_reversed}:
        where = " and ".join(braced({each}) for each in may_be_reversed) or "no slot"
        raise ValueError(f"{name} {wording!r}: {braced(others)} cannot have its digits reversed, {where} can")
    if not needed <= found <= allowed:
        ways = {*allowed, *(f"{each}_reversed" for each in may_be_reversed)}
        raise ValueError(
            f"{name} {wording!r} has the slots {braced(found)}; it needs {braced(needed)} and may have {braced(ways)}"
        )


def _says_the_answer(wording: str) -> None:
    needed = {"steps"} if "steps" in slots(wording) else {"answer"}
    _has_just("answer", wording, needed, {"answer", "calculation", "steps"}, ("answer", "steps"))
    if reversed_slots(wording) and "{answer}" not in wording:
        raise ValueError(f"answer {wording!r} has it with its digits reversed only; say {{answer}} once, too")


def braced(names: Collection[str]) -> str:
    """Names of slots as they stand in a wording, sorted.

    >>> braced({"b", "a"})
    '{a} {b}'
    """
    return " ".join(f"{{{name}}}" for name in sorted(names)) or "(none)"
