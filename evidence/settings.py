"""Where preference data may earn its keep: settings, each with cells of the same compute that differ in how they learn.

Methods are compared at one rate. What a model must unlearn takes 1e-3: at a tenth of it nothing moves in so few steps.
One that begins well loses by any method at that rate, so it learns at our default for a short DPO after SFT.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence import recipes
from evidence.cells import BATCH, FIRST, NO_SFT_TERM, Cell, Stage, sft
from evidence.making import AgainstTheRule, LaidOut, OwnAnswers, Refusals, RowsMade, WrongRule
from pairwright import Recipe

RATE = {"learning_rate": 1e-3}
GENTLY = {"learning_rate": 2e-4}
ALONE = {**RATE, **NO_SFT_TERM}
# Of pairs; as many answers take twice the steps where a row has one.
PAIR_STEPS = 80
ROW_STEPS = 2 * PAIR_STEPS


@dataclass(frozen=True)
class Setting:
    """A question, and the cells that answer it.

    Attributes:
        name: of its place in page.md.
        title: in the first table.
        before: what all cells begin with.
        cells: those compared, the one first that the others are compared with.
        measure: 'test', or 'rule': all questions of the views in which a wrong rule can be made.

    """

    name: str
    title: str
    before: Cell
    cells: tuple[Cell, ...]
    measure: str = "test"


def _compared(begin: tuple[Stage, ...], name: str, title: str, stage: Stage, rule: str = "") -> Cell:
    return Cell(name, title, (*begin, stage), rule=rule)


# (a) A model that can, and refuses.
_REFUSING = (FIRST, Stage("refusing", "sft", 40, Refusals(recipes.refusals, 2560), RATE))


def _can_but_refuses(prompts: int) -> Setting:
    name = f"refuses-{prompts}"
    ways: tuple[tuple[str, str, int, Mapping[str, Any]], ...] = (
        ("SFT", "sft", ROW_STEPS, RATE),
        ("DPO with the SFT term", "dpo", PAIR_STEPS, RATE),
        ("DPO alone", "dpo", PAIR_STEPS, ALONE),
        ("DPO alone, beta 0.1", "dpo", PAIR_STEPS, {**ALONE, "beta": 0.1}),
    )
    cells = []
    for number, (title, method, steps, settings) in enumerate(ways):
        of = f"{name}-{number}"
        cells.append(_compared(_REFUSING, of, title, Stage(of, method, steps, recipes.refusals, settings, prompts)))
    before = Cell("refusing", "before", _REFUSING)
    return Setting(name, f"can, but refuses; {prompts:,} prompts", before, tuple(cells))


# (b) A confident wrong rule.
RULES = ("no_carry", "wrong_inverse", "no_borrow", "wrong_operation")
_RULE_PAIRS = 512


def _wrong_rule(kind: str) -> Setting:
    begin = (FIRST, Stage(f"rule-{kind}", "sft", 60, WrongRule(kind, 3840), RATE))
    cells = []
    for alike in (False, True):
        data = AgainstTheRule(kind, _RULE_PAIRS, alike)
        for title, method, steps, settings in (
            ("SFT", "sft", ROW_STEPS, RATE),
            ("DPO with the SFT term, beta 0.1", "dpo", PAIR_STEPS, {**RATE, "beta": 0.1}),
        ):
            of = f"rule-{kind}-{'alike-' if alike else ''}{method}"
            told = f"{title}, half of the pairs look-alikes" if alike else title
            cells.append(_compared(begin, of, told, Stage(of, method, steps, data, settings), kind))
    before = Cell(f"rule-{kind}", "before", begin, rule=kind)
    return Setting(f"rule-{kind}", f"a confident wrong rule, `{kind}`", before, tuple(cells), "rule")


# (d) Few prompts, and samples of one's own.
_WEAK = (sft("weak", recipes.refusals, 600),)


def _own_samples(prompts: int) -> Setting:
    name = f"own-{prompts}"
    own = {form: OwnAnswers(form, prompts) for form in ("right", "pairs", "labelled")}
    ways = (
        ("SFT on the recipe's answers", Stage(f"{name}-gold", "sft", ROW_STEPS, recipes.arithmetic, GENTLY, prompts)),
        ("SFT on its own right answers", Stage(f"{name}-right", "sft", ROW_STEPS, own["right"], GENTLY)),
        ("DPO on its own pairs", Stage(f"{name}-dpo", "dpo", PAIR_STEPS, own["pairs"], GENTLY)),
        ("KTO on its own answers", Stage(f"{name}-kto", "kto", ROW_STEPS, own["labelled"], GENTLY)),
        ("GRPO", Stage(f"{name}-grpo", "grpo", ROW_STEPS, recipes.arithmetic, GENTLY, prompts)),
    )
    cells = tuple(_compared(_WEAK, stage.name, title, stage) for title, stage in ways)
    return Setting(name, f"its own samples; {prompts:,} prompts", Cell("weak", "before", _WEAK), cells)


# (e) Steps or whole answers.
_STEPS_PAIRS = 1024
_SOLVING = (sft("solving", recipes.stepwise, 600),)


def _steps() -> Setting:
    ways: tuple[tuple[str, str, int, Callable[[], Recipe] | RowsMade], ...] = (
        ("SFT", "sft", ROW_STEPS, recipes.stepwise),
        ("DPO on whole solutions", "dpo", PAIR_STEPS, LaidOut(recipes.stepwise, "preference", _STEPS_PAIRS)),
        ("DPO on single steps", "dpo", PAIR_STEPS, LaidOut(recipes.stepwise, "step_preference", _STEPS_PAIRS)),
    )
    cells = []
    for number, (title, method, steps, data) in enumerate(ways):
        rows = _STEPS_PAIRS if callable(data) else None
        stage = Stage(f"steps-{number}", method, steps, data, GENTLY, rows)
        cells.append(Cell(stage.name, title, (*_SOLVING, stage), asked=recipes.stepwise))
    before = Cell("solving", "before", _SOLVING, asked=recipes.stepwise)
    return Setting("steps", f"steps of two-step equations; {_STEPS_PAIRS:,} prompts", before, tuple(cells))


# (c) Many right answers.
_TARGET = (sft("target", recipes.target, 1000),)


def _many_right_answers() -> Setting:
    ways: tuple[tuple[str, str, int], ...] = (
        ("SFT on one right answer", "sft", ROW_STEPS),
        ("DPO on typed mistakes", "dpo", PAIR_STEPS),
        ("GRPO, any right answer paid", "grpo", ROW_STEPS),
    )
    cells = []
    for title, method, steps in ways:
        stage = Stage(f"target-{method}", method, steps, recipes.target, GENTLY, _TARGET_PROMPTS)
        cells.append(Cell(stage.name, title, (*_TARGET, stage), asked=recipes.target))
    before = Cell("target", "before", _TARGET, asked=recipes.target)
    return Setting("target", f"many right answers; {_TARGET_PROMPTS:,} prompts", before, tuple(cells))


_TARGET_PROMPTS = 1024
# (f) Judges of answers and of steps.
JUDGES = (
    Cell(
        "judge-answers",
        "a reward model, by pairs of answers",
        (FIRST, Stage("judge-answers", "reward", 300, recipes.seen_kinds, RATE)),
        judge="answers",
    ),
    Cell("judge-steps", "a model that labels steps", _SOLVING, asked=recipes.stepwise, judge="steps"),
)

REFUSES = tuple(_can_but_refuses(prompts) for prompts in (256, 1024))
WRONG_RULES = tuple(map(_wrong_rule, RULES))
OWN = tuple(_own_samples(prompts) for prompts in (256, 1024))
STEPS = _steps()
TARGET = _many_right_answers()
# By their place in page.md.
GROUPS = {"refuses": REFUSES, "wrong-rules": WRONG_RULES, "target": (TARGET,), "own": OWN, "steps": (STEPS,)}
SETTINGS = tuple(setting for group in GROUPS.values() for setting in group)
ANSWERS = PAIR_STEPS * BATCH * 2
