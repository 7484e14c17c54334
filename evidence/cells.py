"""The table of docs/evidence.md as data: what each cell is trained on, step by step.

Compute is counted in answers that are trained on, which is what a step costs: a row of SFT has one, a pair of DPO two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from evidence import recipes
from evidence.making import RowsMade
from pairwright import Recipe
from pairwright.mistakes.base import REFUSAL
from pairwright.problems import known_mistakes

BATCH = 64
# 76,800 answers; SFT then needs a minute or two on two cores.
STEPS = 1200
SHORT = 100
_OF_PAIRS = frozenset({"dpo", "orpo", "cpo", "reward"})


@dataclass(frozen=True)
class Stage:
    """One training.

    Attributes:
        name: of its folder; stages of the same name are the same.
        method: of `train`.
        steps: of 64 rows; of GRPO, of 64 answers.
        data: makes the recipe, or the rows; None: the wrong answers of the model that the stage begins with.
        settings: TRL's options that are not our defaults.
        rows: of the recipe, the first so many only.
        lora: whether adapters are trained.
        retain: makes the replies that are retained.

    """

    name: str
    method: str
    steps: int
    data: Callable[[], Recipe] | RowsMade | None
    settings: Mapping[str, Any] = field(default_factory=dict)
    rows: int | None = None
    lora: bool = False
    retain: RowsMade | None = None

    @property
    def answers(self) -> int:
        """How many answers it is trained on."""
        return self.steps * BATCH * (2 if self.method in _OF_PAIRS else 1)


@dataclass(frozen=True)
class Cell:
    """One row of a table.

    Attributes:
        name: in results.json.
        title: in the table.
        stages: one after the other, the first from the base.
        size, tokenizer: of the base.
        asked: the recipe of the base's texts and of the tests; the base of the comparisons has their operators.
        rule: a kind of mistake: right answers are counted where it can be made, too, and elsewhere.
        judge: 'answers' or 'steps': the model scores or labels what others say, and is asked nothing.
        seeds: how many at most.

    """

    name: str
    title: str
    stages: tuple[Stage, ...]
    size: str = "tiny"
    tokenizer: str = "math"
    asked: Callable[[], Recipe] = recipes.refusals
    rule: str = ""
    judge: str = ""
    seeds: int = 3

    @property
    def answers(self) -> int:
        """How many answers it is trained on in all."""
        return sum(stage.answers for stage in self.stages)


@dataclass(frozen=True)
class Table:
    """Cells that are to be compared.

    Attributes:
        name: of its place in page.md.
        cells: its rows, the one that the others are compared with first.
        from_answers: where its curves begin to be drawn.

    """

    name: str
    cells: tuple[Cell, ...]
    from_answers: int = 0


def sft(name: str, data: Callable[[], Recipe], steps: int = STEPS) -> Stage:
    """SFT with our defaults."""
    return Stage(name, "sft", steps, data)


def _dpo(
    name: str, data: Callable[[], Recipe] | None, steps: int = STEPS // 2, settings: Mapping[str, Any] | None = None
) -> Stage:
    return Stage(name, "dpo", steps, data, settings or {})


def _at_once(name: str, title: str, data: Callable[[], Recipe], **settings: Any) -> Cell:
    """DPO from the base that refuses."""
    return Cell(name, title, (_dpo(name, data, settings={**AT_ONCE, **settings}),))


BASE = Cell("base", "nothing: the base", ())
SFT = Cell("sft", "SFT on the chosen side of `arithmetic`", (sft("sft", recipes.refusals),))
# Our defaults are those of a model that has learnt by SFT; one that refuses needs the rate of SFT.
AT_ONCE = {"learning_rate": 2e-3}
NO_SFT_TERM = {"loss_type": ["sigmoid"]}
FROM_THE_BASE = Table(
    "base",
    (
        SFT,
        Cell("sft-default", "the same, 7:9:4:4, the default", (sft("sft-default", recipes.arithmetic),)),
        Cell("sft-equal", "the same, as many rows for each operator", (sft("sft-equal", recipes.equal_operators),)),
        Cell("sft-notebook", "SFT on the chosen side of `notebook`", (sft("sft-notebook", recipes.notebook),)),
        _at_once("dpo-notebook", "DPO on `notebook`", recipes.notebook),
        _at_once("dpo-refusals", "DPO on `arithmetic` (refusals)", recipes.refusals),
        _at_once("dpo-near", "DPO on near misses", recipes.near_misses),
        _at_once("dpo-half", "DPO on refusals and near misses by halves", recipes.half_refusals),
        _at_once("dpo-kinds", "DPO on `mistakes` (fourteen kinds)", recipes.all_kinds),
        _at_once("dpo-kinds-soft", "the same, beta 0.1", recipes.all_kinds, beta=0.1),
        _at_once("dpo-refusals-alone", "DPO on refusals, no SFT term", recipes.refusals, **NO_SFT_TERM),
        _at_once("dpo-near-alone", "DPO on near misses, no SFT term", recipes.near_misses, **NO_SFT_TERM),
    ),
)

# A character a token makes rows 2.2 times as long, so there are as many fewer for the same tokens.
TOKENIZERS = Table(
    "tokenizers",
    (
        SFT,
        Cell(
            "character",
            "`character`, as many tokens",
            (sft("character", recipes.refusals, int(STEPS / 2.2)),),
            tokenizer="character",
        ),
        Cell(
            "character-rows",
            "`character`, as many rows",
            (sft("character-rows", recipes.refusals),),
            tokenizer="character",
        ),
    ),
)

FIRST = sft("first", recipes.refusals, STEPS - 2 * SHORT)


def _then(name: str, title: str, data: Callable[[], Recipe] | None, settings: Mapping[str, Any] | None = None) -> Cell:
    """SFT first, then a short DPO."""
    return Cell(name, title, (FIRST, _dpo(name, data, SHORT, settings)))


THEN_REFUSALS = _then("then-refusals", "DPO on refusals", recipes.refusals)
THEN_DPO = Table(
    "then",
    (
        SFT,
        Cell("first", "the same, shorter by what the DPO takes", (FIRST,)),
        THEN_REFUSALS,
        _then("then-near", "DPO on near misses", recipes.near_misses),
        _then("then-kinds", "DPO on `mistakes` (fourteen kinds)", recipes.all_kinds),
        _then("then-kinds-soft", "the same, beta 0.1", recipes.all_kinds, {"beta": 0.1}),
        _then("then-kinds-fast", "the same, at the rates of SFT", recipes.all_kinds, AT_ONCE),
        _then("then-mined", "DPO on the model's own errors (`mine`)", None),
        _then("then-mined-alone", "DPO on its own errors, no SFT term", None, NO_SFT_TERM),
        _then("then-near-alone", "DPO on near misses, no SFT term", recipes.near_misses, NO_SFT_TERM),
    ),
    from_answers=FIRST.answers - BATCH * SHORT,
)

REJECTED = Table(
    "rejected",
    tuple(
        _then(f"rejected-{k}", f"{k}, {BATCH * SHORT // k:,} prompts", partial(recipes.several, k)) for k in (1, 2, 4)
    ),
)

KINDS = Table(
    "kinds",
    (
        replace(THEN_REFUSALS, title="none: refusals"),
        *(
            _then(f"kind-{kind}", f"`{kind}`", partial(recipes.only, **{REFUSAL: 1, kind: 9}))
            for kind in known_mistakes()
            if kind in recipes.all_kinds().mistakes
        ),
    ),
)


def _demo(name: str, title: str, size: str) -> Cell:
    """The defaults of `train`, as `make demo` has them."""
    return Cell(name, title, (sft(f"{name}-sft", recipes.arithmetic, 4000), _dpo(name, recipes.arithmetic, 200)), size)


ANSWER_FIRST = _demo("demo", "SFT on `arithmetic`, then DPO on it", "tiny")
ANSWER_FIRST_DEMOS = (ANSWER_FIRST, _demo("demo-small", "the same, size `small`", "small"))


def _reason_first(name: str, title: str, data: Callable[[], Recipe], steps: int = 4000) -> Cell:
    """The demo with another recipe; half of its steps where none are said."""
    return Cell(name, title, (sft(f"{name}-sft", data, steps), _dpo(name, data, 200)), asked=data)


# As many as `make demo` has.
LONG = 8000
DEMO = _reason_first("reason-first-1000", "`reason_first`", recipes.reason_first, LONG)
DEMOS = (
    DEMO,
    _reason_first("reason-first", "products of 101 to 400, half of the steps", recipes.up_to_400),
    _reason_first("reason-first-ranges", "that, without the larger products", recipes.without_wider),
    _reason_first("reason-first-200", "that, with products of 101 to 200 only", recipes.less_wide),
    _reason_first("reason-first-plain", "that, digits not reversed", recipes.not_reversed),
    _reason_first("answer-first-wider", "answer first, with the larger products", recipes.answer_first_wider),
    _reason_first("reason-first-only", "digits not reversed, without the larger products", recipes.reason_first_only),
)

# The 198 products and quotients of a test are of 25 facts; here are 250 of them.
HOLD_OUTS = Table(
    "hold-outs",
    tuple(
        replace(
            _reason_first(
                f"hold-out-1000-{seed}", f"seed {seed} of the recipe", partial(recipes.wide_holding_out, seed), LONG
            ),
            seeds=1,
        )
        for seed in range(1, 11)
    )
    + tuple(
        replace(
            _reason_first(
                f"hold-out-{seed}",
                f"seed {seed}, products to 400, half of the steps",
                partial(recipes.holding_out, seed),
            ),
            seeds=2,
        )
        for seed in range(1, 11)
    ),
)
