"""Stories of one and two sentences, four for each of sum, difference, product and quotient: data only.

Every template holds for every name and every thing with numbers from 2 on; no sentence says "he" or "she".
"""

from __future__ import annotations

from typing import NamedTuple


class StoryTemplate(NamedTuple):
    """One story.

    Attributes:
        view: its name.
        relation: 'sum', 'difference', 'product' or 'quotient': of a and b.
        question: with the slots name, thing, a, b.
        calculation: what the answer is.
        mistake: what one who takes the wrong operation works out.
    """

    view: str
    relation: str
    question: str
    calculation: str
    mistake: str


_SUM, _DIFFERENCE, _PRODUCT, _QUOTIENT = "{a}+{b}", "{a}-{b}", "{a}*{b}", "{a}/{b}"

STORIES: tuple[StoryTemplate, ...] = (
    StoryTemplate(
        "buys",
        "sum",
        "{name} has {a} {thing}. {name} buys {b} more. How many {thing} does {name} have now?",
        _SUM,
        _DIFFERENCE,
    ),
    StoryTemplate(
        "finds",
        "sum",
        "{name} has {a} {thing} and finds {b} more {thing}. How many {thing} does {name} have in all?",
        _SUM,
        _DIFFERENCE,
    ),
    StoryTemplate(
        "together",
        "sum",
        "There are {a} {thing} in a box and {b} {thing} in a bag. How many {thing} are there altogether?",
        _SUM,
        _PRODUCT,
    ),
    StoryTemplate(
        "more_than",
        "sum",
        "{name} has {a} {thing}. The teacher has {b} more {thing} than {name}. How many {thing} does the teacher have?",
        _SUM,
        _DIFFERENCE,
    ),
    StoryTemplate(
        "gives_away",
        "difference",
        "{name} has {a} {thing} and gives {b} of them to a friend. How many {thing} does {name} have left?",
        _DIFFERENCE,
        _SUM,
    ),
    StoryTemplate(
        "loses",
        "difference",
        "{name} had {a} {thing} but lost {b} of them. How many {thing} are left?",
        _DIFFERENCE,
        _SUM,
    ),
    StoryTemplate(
        "how_many_more",
        "difference",
        "{name} has {a} {thing}. The teacher has {b} {thing}. How many more {thing} does {name} have than the teacher?",
        _DIFFERENCE,
        _SUM,
    ),
    StoryTemplate(
        "needs",
        "difference",
        "{name} needs {a} {thing} and already has {b} {thing}. How many more {thing} does {name} need?",
        _DIFFERENCE,
        _SUM,
    ),
    StoryTemplate(
        "boxes",
        "product",
        "There are {a} boxes with {b} {thing} in each box. How many {thing} are there in all?",
        _PRODUCT,
        _SUM,
    ),
    StoryTemplate(
        "each_day",
        "product",
        "{name} collects {b} {thing} each day. How many {thing} does {name} collect in {a} days?",
        _PRODUCT,
        _SUM,
    ),
    StoryTemplate(
        "times_as_many",
        "product",
        "{name} has {a} {thing}. The teacher has {b} times as many {thing} as {name}. "
        "How many {thing} does the teacher have?",
        _PRODUCT,
        _SUM,
    ),
    StoryTemplate(
        "costs",
        "product",
        "{name} buys {a} {thing} for {b} dollars each. How much does {name} pay in all?",
        _PRODUCT,
        _SUM,
    ),
    StoryTemplate(
        "shared",
        "quotient",
        "{name} shares {a} {thing} equally among {b} friends. How many {thing} does each friend get?",
        _QUOTIENT,
        _DIFFERENCE,
    ),
    StoryTemplate(
        "bags",
        "quotient",
        "{name} packs {a} {thing} into bags of {b}. How many bags does {name} fill?",
        _QUOTIENT,
        _DIFFERENCE,
    ),
    StoryTemplate(
        "in_each",
        "quotient",
        "{a} {thing} are put equally into {b} boxes. How many {thing} are in each box?",
        _QUOTIENT,
        _PRODUCT,
    ),
    StoryTemplate(
        "boxes_needed",
        "quotient",
        "{name} has {a} {thing}. Each box holds {b} {thing}. How many boxes does {name} need?",
        _QUOTIENT,
        _PRODUCT,
    ),
)

NAMES: tuple[str, ...] = (
    "Tom", "Anna", "Ben", "Lena", "Omar", "Mia", "Paul", "Aisha", "Leo", "Sara", "Noah", "Yuki",
    "Ivan", "Nina", "Carlos", "Zoe", "Emil", "Priya", "Jonas", "Alex", "Kim", "Maya", "Finn", "Lucia",
)  # fmt: skip

THINGS: tuple[str, ...] = (
    "apples", "pears", "books", "stamps", "marbles", "cards", "shells", "stickers", "pencils", "coins", "balls",
    "buttons", "beads", "stones", "candles", "flowers", "eggs", "toy cars", "red balloons", "postcards",
)  # fmt: skip
