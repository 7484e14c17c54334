"""All comparisons of docs/evidence.md, and every cell of them once."""

from __future__ import annotations

from evidence.cells import (
    ANSWER_FIRST,
    ANSWER_FIRST_DEMOS,
    BASE,
    DEMOS,
    FROM_THE_BASE,
    HOLD_OUTS,
    KINDS,
    REJECTED,
    THEN_DPO,
    TOKENIZERS,
    Cell,
    Table,
)
from evidence.real_model import REAL_CELLS
from evidence.settings import JUDGES, SETTINGS, Setting

TABLES = (
    Table("demo", DEMOS),
    HOLD_OUTS,
    FROM_THE_BASE,
    THEN_DPO,
    Table("answer-first", ANSWER_FIRST_DEMOS),
    REJECTED,
    TOKENIZERS,
    KINDS,
)


def _without(table: Table, *names: str) -> tuple[Cell, ...]:
    return tuple(cell for cell in table.cells if cell.name not in names)


# Older tables as settings: what is compared in them on the same rows.
COMPARISONS = (
    Setting(
        "base",
        "a base that knows nothing, 76,800 answers",
        BASE,
        _without(FROM_THE_BASE, "sft-default", "sft-equal", "sft-notebook", "dpo-notebook"),
    ),
    Setting("then", "after SFT, a short DPO or more of it", BASE, _without(THEN_DPO, "first")),
    Setting("demo", "the demo: how answers are said, and larger products", BASE, (ANSWER_FIRST, *DEMOS)),
)
# What is measured of these only: how likely they find answers.
OF_TABLES = frozenset({BASE.name, *(cell.name for table in TABLES for cell in table.cells)})
CURVES = (FROM_THE_BASE, THEN_DPO)


def every_cell() -> list[Cell]:
    """Each cell once, those first that decide a default; the many of other facts held out take hours, and come last."""
    compared = [cell for setting in SETTINGS for cell in (setting.before, *setting.cells)]
    cells = (
        BASE,
        *(cell for table in TABLES if table is not HOLD_OUTS for cell in table.cells),
        *compared,
        *JUDGES,
        *REAL_CELLS,
        *HOLD_OUTS.cells,
    )
    return list({cell.name: cell for cell in cells}.values())
