"""Shapes (each run of digits is written 0) to trees, by the grammar of `wordings`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pairwright.verify.questions.characters import ONE_SIGN
from pairwright.verify.questions.formulas import formula_of, has_words, question_in_signs
from pairwright.verify.questions.trees import (
    ROOTS,
    Constant,
    Numeral,
    Operation,
    Precision,
    Question,
    Scale,
    Tree,
    Unknown,
    Zero,
    numerals,
    scales,
    unknowns,
)

if TYPE_CHECKING:
    from pairwright.verify.questions.asides import AskedPart

__all__ = [
    "Constant",
    "Numeral",
    "Operation",
    "Question",
    "Scale",
    "Tree",
    "Unknown",
    "Zero",
    "calculation_of",
    "numerals",
    "question_of",
    "scales",
    "tree_of",
    "unknowns",
]

# Deeper nesting and longer texts are refused, so that none can exhaust the stack.
_MAX_PARENTHESES = 50
_MAX_LENGTH = 2000
_MAX_SYMBOLS = 300
_MAX_WORDED = 400
# Those kept, of 2,000 characters each at most: so many times 2 kB, and 10 kB for the longest tree.
_MAX_QUESTIONS = 1024
# "What is 4 + 3!" may be a sentence that is called out.
_EXCLAIMED = re.compile(r"(?:[-+*/]|\b(?:plus|minus|times|by)) ?0![ ]*\??\Z", re.IGNORECASE)
_WORD = re.compile(r"[a-zA-Z]{2}")
# Fractions with a line of their own, and the sign of division between them.
_FRACTIONS = re.compile(
    r"(?<![/.,)^*][ ])(?<![0/.,)^*÷])((?:0[ ])?0/0)([ ]?(?:÷|\\div\b|:)[ ]?)(0/0)(?![0/.,^!])(?![ ]?[/÷:^])"
)
_BY_A_FRACTION = re.compile(r"(?:÷|\\div\b|[ ]/(?=[ ])|[0)][ ]:(?=[ ]))[ ]?0/0")
_CROSS = re.compile(r"(?<=[0)])[ \t]*[xX][ \t]*(?=[-(]*[0?(])")


# One question stands in the shapes of all its answers and reasons; to read it takes up to a millisecond.
def with_fractions_apart(shape: str) -> str | None:
    """A shape with both fractions of a quotient in brackets; None where one divides what is no fraction: 8 ÷ 1/2 is 16 to most.

    >>> with_fractions_apart("0/0 ÷ 0/0"), with_fractions_apart("0 ÷ 0/0"), with_fractions_apart("0/0 + 0")
    ('(0/0) ÷ (0/0)', None, '0/0 + 0')
    """
    if "/0" not in shape or not ("÷" in shape or "\\div" in shape or ":" in shape or " / " in shape):
        return shape
    apart = _FRACTIONS.sub(
        lambda match: f"{match[1] if ' ' in match[1] else f'({match[1]})'}{match[2]}({match[3]})", shape
    )
    return None if _BY_A_FRACTION.search(apart) else apart


@lru_cache(maxsize=_MAX_QUESTIONS)
def question_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks, its numbers counted from `first`; None if it asks none."""
    told = with_fractions_apart(shape)
    if told is None:
        return None
    shape = told
    asked = _built("asked", shape.strip(), first)
    if asked is not None:
        return _of_root(asked) if isinstance(asked, Question) else None
    from pairwright.verify.questions.turns import continued, conversed

    return conversed(shape, first, _in_one_turn) or continued(shape, first, _in_one_turn) or _in_words(shape, first)


def _in_one_turn(shape: str, first: int) -> Question | None:
    """What is asked where nobody else speaks."""
    asked = _built("asked", shape.strip(), first)
    if asked is None:
        return _in_words(shape, first)
    return _of_root(asked) if isinstance(asked, Question) else None


def _in_words(shape: str, first: int) -> Question | None:
    """The first question that is found; stories before wordings, which read what no story is."""
    found = (read(shape, first) for read in _ways())
    return next((_of_root(question) for question in found if isinstance(question, Question)), None)


def _of_root(question: Question) -> Question:
    """The question with a root that is to be rounded as one that is asked for so exactly: it is no fraction."""
    left = question.left
    if not isinstance(left, Operation) or left.operator != "round" or not _has_root(left.left):
        return question
    return replace(question, left=left.left, precision=Precision(left.right))


def _has_root(tree: Tree) -> bool:
    return isinstance(tree, Operation) and (tree.operator == "root" or _has_root(tree.left) or _has_root(tree.right))


@lru_cache(maxsize=1)
def _ways() -> tuple[Callable[[str, int], Tree | Question | None], ...]:
    """What reads a question that is not written in signs alone, in the order in which they are asked."""
    from pairwright.verify.rulings.chosen_roots import chosen_root_of
    from pairwright.verify.rulings.precisions import precise_in, precise_of

    # A sentence that says how to round is no aside; a question that rounds is read as one before it is taken apart.
    return (
        lambda shape, first: precise_of(shape, first, question_of),
        lambda shape, first: chosen_root_of(shape, first, question_of),
        *readers(),
        _worded,
        _in_a_set_phrase,
        lambda shape, first: precise_in(shape, first, question_of),
        _of_a_package,
    )


def _of_a_package(shape: str, first: int) -> Question | None:
    """The question in a phrase that another package brings."""
    from pairwright.verify.rulings.outside import outside_ruling_of

    return outside_ruling_of(shape, first)


def _in_a_set_phrase(shape: str, first: int) -> Tree | Question | None:
    """The question in a set phrase that stands among requests, or in LaTeX; None if there is none."""
    from pairwright.verify.questions.asides import asked_part, one_line

    if len(shape) > _MAX_LENGTH:
        return None
    part = asked_part(shape)
    text = one_line(part.text)
    found = (read(text, first + part.skipped) for read in readers() if text != shape)
    return next((_of_part(question, part) for question in found if question is not None), None)


@lru_cache(maxsize=1)
def readers() -> tuple[Callable[[str, int], Question | None], ...]:
    """What reads a question in a set phrase, or one that is told in sentences: shape and first run of digits to it.

    Questions in signs need none of them, and to import them takes as long as to certify a block.
    """
    from pairwright.verify.rulings import ruling_of
    from pairwright.verify.rulings.calendar import calendar_of
    from pairwright.verify.rulings.complex_numbers import complex_of
    from pairwright.verify.rulings.durations import duration_of
    from pairwright.verify.rulings.functions import evaluation_of
    from pairwright.verify.rulings.hexadecimals import hexadecimal_of
    from pairwright.verify.rulings.inequalities import inequality_of
    from pairwright.verify.rulings.legs import legs_of
    from pairwright.verify.rulings.orders import order_of, whether
    from pairwright.verify.rulings.polynomials import expression_of
    from pairwright.verify.rulings.roots import root_of
    from pairwright.verify.stories import story_of

    return (
        lambda shape, first: whether(shape, first, tree_of),
        ruling_of,
        lambda shape, first: order_of(shape, first, tree_of),
        calendar_of,
        duration_of,
        lambda shape, first: evaluation_of(shape, first, tree_of),
        lambda shape, first: root_of(shape, first, tree_of),
        lambda shape, first: complex_of(shape, first, tree_of),
        lambda shape, first: hexadecimal_of(shape, first, tree_of),
        lambda shape, first: expression_of(shape, first, tree_of),
        lambda shape, first: inequality_of(shape, first, tree_of),
        legs_of,
        story_of,
    )


def calculation_of(shape: str, first: int) -> Tree | None:
    """The tree of a calculation without an unknown, its numbers counted from `first`; None if it is not one."""
    tree = tree_of(shape, first)
    return None if tree is None or unknowns(tree) else tree


# A calculation stands behind the stories of all names and things.
@lru_cache(maxsize=_MAX_QUESTIONS)
def tree_of(shape: str, first: int) -> Tree | None:
    """The tree of one side of an equation, its numbers counted from `first`; None if it is not one."""
    told = with_fractions_apart(shape)
    tree = None if told is None else _built("value", told, first)
    return None if isinstance(tree, Question) else tree


def _built(start: str, shape: str, first: int) -> Tree | Question | None:
    """What is written in signs alone."""
    if not _is_short(shape, _MAX_LENGTH, _MAX_SYMBOLS):
        return None
    text = shape.translate(ONE_SIGN)
    found = question_in_signs(text, first) if start == "asked" else formula_of(text, first)
    if found is not None or has_words(text):
        return found
    from pairwright.verify.questions.parsing import in_signs

    return in_signs(start, text, first)


def _worded(shape: str, first: int) -> Tree | Question | None:
    """What is asked in words, or in signs that are written in other ways."""
    from pairwright.verify.questions.asides import asked_part, one_line

    if not _is_short(shape, _MAX_LENGTH, _MAX_LENGTH):
        return None
    part = asked_part(shape)
    return _of_part(_in_one_line(one_line(part.text), shape, first + part.skipped), part)


def _of_part(asked: Tree | Question | None, part: AskedPart) -> Tree | Question | None:
    """What a part of a text asks, as a whole number or a decimal where one is asked for beside it."""
    if not isinstance(asked, Question):
        return asked
    if part.letters and part.letters != asked.letters:
        # They are to be told in another order.
        return None
    if part.decimal and asked.answers not in {"", "decimal", ROOTS}:
        # Of yes or no there is none.
        return None
    if part.decimal and not (asked.answers or asked.parts or asked.precision):
        asked = replace(asked, answers="decimal")
    if not part.whole or asked.counts:
        return asked
    return replace(asked, counts="whole") if asked.answers in {"", ROOTS} else None


def _in_one_line(text: str, shape: str, first: int) -> Tree | Question | None:
    """What is asked in a text without what stands around it in a shape."""
    if not _is_short(text, _MAX_WORDED, _MAX_SYMBOLS):
        return None
    if text.count("!") == 1 and _EXCLAIMED.search(text) and _WORD.search(shape):
        return None
    if text != shape and (asked := _built("asked", text, first)) is not None:
        return asked
    from pairwright.verify.questions.parsing import in_words

    asked = in_words(text, first)
    if asked is None and _CROSS.search(text):
        asked = in_words(_CROSS.sub("*", text), first)
        if isinstance(asked, Question) and asked.unknown in {"x", "X"}:
            # The x of 3 x 4 may be the unknown.
            return None
    return asked


def _is_short(text: str, length: int, symbols: int) -> bool:
    """Whether a text is short and flat enough to be read."""
    if len(text) > length or max(map(text.count, "([|")) > _MAX_PARENTHESES:
        return False
    return len(text) - text.count(" ") - text.count("\t") <= symbols
