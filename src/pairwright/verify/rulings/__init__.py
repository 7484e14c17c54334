"""Questions in set phrases that are no equation, as "Is 91 prime?" and "Round 347 to the nearest ten." are.

Each is one entry of a table: the phrases in which it is asked, and the question that they ask, a tree of operations like
every other.  The phrases are whole: what stands around them is not read.

- `forms`           a phrase as a pattern, and the numbers in it
- `number_theory`   divisibility, primes
- `comparing`       which is larger, which sign belongs between two numbers
- `ranking`         the second largest of several numbers, the median, the closest to another
- `methods`         sums, differences, products and quotients by a method of school
- `divisions`       quotient and remainder, or the quotient alone
- `places`          digits, rounding, roots to the nearest whole number
- `powers`          a power of a number, its sign its own
- `quantities`      fractions in another form, changes by percent
- `conversions`     quantities in another unit, numbers in another base
- `clock_times`     minutes between two times of a day
- `figures`         areas and perimeters
- `speeds`          distance, time and speed of what moves
- `averages`        the average of several scores, days or weights
- `ratios`          what is shared in a ratio
- `percent_changes` by how many percent something has changed, what it is after such a change
- `unknown_numbers` sums in everyday words, riddles about a number
- `two_numbers`     riddles about two numbers, or several in a row
- `sequences`       the next term, a later one, the sum of the first
- `targets`         numbers to be put together to another one
- `functions`       expressions at given numbers, which need the grammar of formulas
- `precisions`      to how many digits an answer is asked for, whatever the question
- `outside`         those that other packages bring

A package that brings a kind of problem has what its rulings are made of from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown, Zero
from pairwright.verify.rulings import (
    averages,
    clock_times,
    comparing,
    conversions,
    divisions,
    figures,
    methods,
    number_theory,
    percent_changes,
    places,
    powers,
    quantities,
    ranking,
    ratios,
    sequences,
    speeds,
    targets,
    two_numbers,
    unknown_numbers,
)
from pairwright.verify.rulings.forms import Ruling, asked_as, phrase, spelled, told

__all__ = ["RULINGS", "Constant", "Operation", "Question", "Ruling", "Tree", "Unknown", "Zero", "ruling_of", "told"]

# Each table, with what no text lacks that one of its rulings reads.
_TABLES: tuple[tuple[tuple[Ruling, ...], str], ...] = (
    (number_theory.RULINGS, ""),
    (comparing.RULINGS, ""),
    (methods.RULINGS, "add |subtract |multiply |divide "),
    (ranking.RULINGS, "mode|modal|most|median|range|closest|nearest|est[ :,?]|maximum|minimum|est "),
    (divisions.RULINGS, "remain|left|di[vV]"),
    (places.RULINGS, "digit|root"),
    (powers.RULINGS, ""),
    (quantities.RULINGS, ""),
    (
        conversions.RULINGS,
        r"base|binary|octal|ternary|_|[₂-₉]|how many|[0a-z)] (?:in|to|into|as|=|is|are|equals?|makes?) ",
    ),
    (clock_times.RULINGS, "how many (?:minutes|hours)"),
    (figures.RULINGS, "area|perimeter|volume|rectang|square|circumference"),
    (ratios.RULINGS, "ratio"),
    (speeds.RULINGS, "how (?:far|long|fast|many|much time)|speed|distance"),
    (averages.RULINGS, "average|mean"),
    (percent_changes.RULINGS, "%|percent|per cent"),
    (sequences.RULINGS, "0, |sum|add |[.…?s] ?[+]|arithmetic|geometric"),
    (targets.RULINGS, ""),
    (unknown_numbers.RULINGS, ""),
    (two_numbers.RULINGS, "numbers|integers|other"),
)
RULINGS: tuple[Ruling, ...] = tuple(chain.from_iterable(table for table, _ in _TABLES))
# Heads of requests that ask as "what is" does.
_HEAD = re.compile(
    r"\A(?:please )?(?:(?:find|calculate|compute|determine|work out|evaluate|give|give me|state|identify|figure out|find out|what (?:would|will) be|name|report"
    r"|what['’]?s|what are|tell me|tell me what is|can you (?:find|calculate|work out|tell me))(?= the | an? )"
    r"|(?:calculate|compute|determine|work out|evaluate|find|figure out|what['’]?s)(?= [-(]*0)) ",
    re.IGNORECASE,
)
# What is asked for by its name alone: "Smallest prime above 24?", "10th term of 3, 7, 11".
_NAMED = re.compile(
    r"(?=(?:(?:smallest|least|lowest|first|next|largest|greatest|biggest|highest|closest|nearest|last|previous|mode|modal|median|range|mean|average"
    r"|percent|percentage|remainder|most|0(?:st|nd|rd|th)|[a-z]{3,6}th|second|third) )(?!is\b))",
    re.IGNORECASE,
)


def ruling_of(shape: str, first: int) -> Question | None:
    """The question that a shape asks in a set phrase; None if it is none, or if two of them differ.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.

    >>> ruling_of("Is 0 divisible by 0?", 0).left.operator
    'divides'
    """
    if (text := phrase(shape)) is None:
        return None
    found = _read(text, first)
    same = f"what is the {text}" if _NAMED.match(text) else _HEAD.sub("what is ", text)
    if not found and same != text:
        text = same
        found = _read(text, first)
    if not found:
        text, words = spelled(text)
        if not words:
            return None
        found = _read(text, first, words)
    return found[0] if found and all(each == found[0] for each in found) else None


def _read(text: str, first: int, words: Sequence[Tree] = ()) -> list[Question]:
    """What each ruling reads of a text that reads any."""
    return [
        question
        for table, hint in _hinted()
        if hint is None or hint.search(text) is not None
        for ruling, pattern in _compiled(table)
        if (match := pattern.fullmatch(text)) is not None
        and (question := asked_as(ruling, match, first, words)) is not None
    ]


@cache
def _hinted() -> tuple[tuple[int, re.Pattern[str] | None], ...]:
    return tuple((place, re.compile(hint, re.IGNORECASE) if hint else None) for place, (_, hint) in enumerate(_TABLES))


# Compiled when a text may first need them: a table takes as long as to read twenty questions.
@cache
def _compiled(table: int) -> tuple[tuple[Ruling, re.Pattern[str]], ...]:
    return tuple((ruling, ruling.pattern) for ruling in _TABLES[table][0])
