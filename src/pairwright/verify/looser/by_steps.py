r"""The answer at the end of a solution in steps, where nothing shorter tells it: "5% of 0 = 0\n0 + 0 = 0".

What a solution says on its way is listed, not what it must look like: every word is one of working something out, the
question's numbers stand in it, and the last statement ends with a number that is made of those before.  That says where
the last result stands, and not that it is what was asked for: it is the answer where it is the right one, and nothing
is claimed where it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pairwright.verify.answers.announcements import announcements
from pairwright.verify.answers.answers import as_asked, reading_in
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.numbers import Claim, Condition, number_at
from pairwright.verify.answers.passage import Passage, told
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import words_of
from pairwright.verify.answers.readings import MAX_CLAIMS, InDoubtError, Wanted, value_at
from pairwright.verify.answers.turns import answering, corrected, distanced
from pairwright.verify.answers.words import STEPS
from pairwright.verify.looser.agreeing import said_twice
from pairwright.verify.looser.results import Result, result_of
from pairwright.verify.looser.solutions import ROUNDS, Working, solution_in
from pairwright.verify.questions.trees import (
    PLAIN_OPERATORS,
    Numeral,
    Operation,
    Tree,
    Unknown,
    substituted,
    unknowns,
    written,
)
from pairwright.verify.retelling.courtesies import without_courtesies

# A solution in steps has no fewer numbers.
_STEPS = 3
_FIRST_LINE = re.compile(r"[\s*_`]*(-?0(?:,0)*(?:\.0)?(?:/0)?)[\s*_`]*(?:\.\s|\n)")
# Of these all numbers stand in a solution.
_OF_ALL = frozenset("gcd lcm mod max min mean median higher lower".split())
_AVERAGES = frozenset(["mean", "median"])
_BASIC = frozenset("sum total difference product quotient".split())
_ROUNDING = re.compile(r"\bround(?:s|ed|ing)?\b", re.IGNORECASE)
_SIGN = re.compile(r"[0)²³] *[-+*/÷^] *[(]?-?[0(]|[0²³] *=")
# The first of several lines with numbers of their own.
_ITEM = re.compile(r"(?:\A|\n)[ *]*(?P<n>0)[.)][ *]+(?=[^\n]*(?:\n|0))")
_EXERCISE = re.compile(r"(?:\A|\n)[ *]*(?:q|question|exercise|problem|task)[ ]?#?(?P<n>0)\b", re.IGNORECASE)
_NEVER = Condition(0, apart=(0,))
# Where they stand in signs each is to be worked out.
_OPERATIONS = re.compile(r"[0)] *(?:[-+*÷^]|(?<= )/|/(?= )|(?<=\))/) *(?=[-(]*0)")
# Sums that a number is parted into.
_MOST_PARTS = 6


def worked_out(shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape comes to as a solution in steps, which counts only where it is right; None if it is none."""
    passage = told(shape, asked.runs) if asked.extract == AUTO and not asked.told else None
    return None if passage is None else said_twice(worked_out_in(passage, asked), passage)


def worked_out_in(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage comes to as a solution in steps; None if it is none."""
    if passage.text.count("0") < _STEPS or ("{" in passage.text and '"' in passage.text):
        return None
    items = numbered(passage)
    text = without_courtesies(as_asked(plain(passage, asked.unknown), asked))
    known = asked.things | words_of(asked.shape) | STEPS
    turn = None if distanced(text.text, known) else answering(text, asked.shape, 0)
    if turn is None or corrected(turn).taken_back is not None:
        return None
    reading = from_steps(turn.passage, asked, passage.text)
    if reading is None:
        return None
    # What is told in another way must be the same.
    other = None if reading.together else reading_in(passage, asked)
    before = () if other is None else tuple(each for each in other.claims if each.further or not asked.parted)
    return replace(
        reading, claims=(*before, *reading.claims), conditions=(*items, *reading.conditions, *turn.conditions)
    )


def numbered(passage: Passage) -> tuple[Condition, ...]:
    """That numbered lines are steps and no exercises: the first of them, and the last that is called one, has the number 1."""
    items = next(_ITEM.finditer(passage.text), None), next(iter([*_EXERCISE.finditer(passage.text)][-1:]), None)
    return tuple(
        Condition(passage.runs[passage.text.count("0", 0, item.start("n"))], number=1) for item in items if item
    )


def from_steps(passage: Passage, asked: Wanted, whole: str) -> Reading | None:
    """What a passage in plain text comes to; the whole of it as it was written, with the labels of its steps."""
    solution = solution_in(passage, asked, whole)
    if solution is None:
        return None
    try:
        result = result_of(solution, asked)
        claims = [] if result is None else [*result.claims, *_said_before(solution.page, asked, result)]
    except InDoubtError:
        return None
    if result is None or not claims or len(claims) > MAX_CLAIMS or not _is_worked(solution, result, asked):
        return None
    # Where it is rounded, much is only nearly so.
    rounded = asked.rounded or bool(asked.operating & ROUNDS)
    linked = () if result.complete else _linked(solution, result, asked)
    return Reading(
        tuple(claims),
        # x = 3 says nothing against x = 5 where both are roots.
        () if rounded else tuple(each for each in solution.equations if not (result.together and each.unknown)),
        solution.unread or (rounded and bool(solution.equations)),
        (*result.conditions, *linked),
        together=result.together,
    )


def _said_before(page: Page, asked: Wanted, result: Result) -> Iterator[Claim]:
    """What is announced as the answer before, or stands on the first line alone; it must be the same."""
    if result.complete:
        return
    for each in announcements(page.passage):
        if each.strong and each.of is None and (read := value_at(page, each.end, asked)) is not None:
            yield read.claim
    head = _FIRST_LINE.match(page.text)
    if head and not result.ruled and head.end(1) < result.start and "0" in page.text[head.end() :]:
        read = number_at(page.text[: head.end(1)], head.start(1), page.passage.runs)
        if read is not None:
            yield read.claim


def _is_worked(solution: Working, result: Result, asked: Wanted) -> bool:
    """Whether something is calculated; a question for what has a name may do without."""
    if not _is_plain(asked) or result.complete or result.of_unknown or result.ruled:
        return True
    return _SIGN.search(solution.page.text) is not None


def _linked(solution: Working, result: Result, asked: Wanted) -> tuple[Condition, ...]:
    """What must be so for a result to be of this question: its numbers are worked with, and the last step with those before."""
    page, known = solution.page, tuple(range(asked.runs))
    runs = page.runs(0, len(page.text))
    if asked.operating & ROUNDS and _ROUNDING.search(page.text, solution.start, result.start):
        return ()
    if result.ruled:
        return tuple(Condition(run, runs) for run in known)
    parted = _parted(solution, asked)
    made = []
    if result.own:
        made.append(_any_of(_equations_of(result.own, solution, result)))
    elif asked.rounded and solution.calculations:
        # What is nearly so is none that holds.
        made += [Condition(each.index, known) for each in written(solution.calculations[0][0])]
    elif _is_plain(asked):
        made.append(_any_of(_calculated(solution, result), _of_these(page, result, asked)))
    several = len(_OPERATIONS.findall(asked.shape)) > 1
    if (
        several
        or asked.parted
        or asked.operator in _OF_ALL
        or (asked.quantities or frozenset()) & _AVERAGES
        or (asked.unknown != "?" and not result.of_unknown)
    ):
        made += [Condition(run, runs) for run in known]
    else:
        made.append(_any_of([(Condition(run, known),) for run in runs], parted))
    if asked.rounded or result.own:
        return tuple(made)
    here = page.runs(solution.start, result.start) or page.runs(result.start, result.end)
    before = (*known, *page.runs(0, solution.start))
    return (*made, _any_of([(Condition(run, before),) for run in here], parted, _coming_to(solution, result)))


def _any_of(*options: list[tuple[Condition, ...]]) -> Condition:
    return Condition(0, either=tuple(each for group in options for each in group) or ((_NEVER,),))


def _calculated(solution: Working, result: Result) -> list[tuple[Condition, ...]]:
    """That one of the calculations holds, a letter in it being the result."""
    claim = result.claims[0].tree
    return [
        (Condition(0, same=(_filled(left, claim), claim if right is None else _filled(right, claim))),)
        for left, right in solution.calculations
    ]


def _filled(tree: Tree, claim: Tree) -> Tree:
    """A calculation with a claim in place of its letters."""
    return substituted(tree, dict.fromkeys(unknowns(tree), claim))


def _equations_of(letter: str, solution: Working, result: Result) -> list[tuple[Condition, ...]]:
    """That the result satisfies an equation with its letter."""
    claim = result.claims[0].tree
    return [
        (Condition(0, same=(_filled(left, claim), _filled(right, claim))),)
        for left, right in solution.calculations
        if right is not None and right != Unknown(letter) and unknowns(left) | unknowns(right) == {letter}
    ]


def _coming_to(solution: Working, result: Result) -> list[tuple[Condition, ...]]:
    """That one of the calculations comes to the result."""
    claim = result.claims[0].tree
    return [(Condition(0, same=(left, claim)),) for left, _ in solution.calculations if not unknowns(left)]


def _is_plain(asked: Wanted) -> bool:
    """Whether it is asked for the value of a calculation or of an unknown, and not for what has a name."""
    named = asked.quantities and not asked.quantities & _BASIC
    return asked.unknown != "?" or (asked.operator in PLAIN_OPERATORS and not named)


def _of_these(page: Page, result: Result, asked: Wanted) -> list[tuple[Condition, ...]]:
    """That a result is told of the numbers of the question, all of them, and of no others."""
    known = (*range(asked.runs), *page.runs(result.start, result.end))
    before = page.runs(0, result.start)
    return [(*(Condition(run, known) for run in before), *(Condition(run, before) for run in range(asked.runs)))]


def _parted(solution: Working, asked: Wanted) -> list[tuple[Condition, ...]]:
    """That the sums in brackets of the first calculation are the two numbers of the question: (0 + 0)(0 + 0)."""
    if asked.runs != 2 or not solution.equations or not asked.operator:
        return []
    first = solution.equations[0]
    sums = list(_sums(first.absolute[0]))[:_MOST_PARTS]
    runs = range(first.first, first.first + first.text.count("0"))
    of_each = [
        _any_of(
            [(Condition(0, same=(each, Numeral(place))),) for each in sums],
            [(Condition(run, (place,)),) for run in runs],
        )
        for place in range(2)
    ]
    return [tuple(of_each)] if sums else []


def _sums(tree: Tree) -> Iterator[Tree]:
    if isinstance(tree, Operation):
        if tree.operator in {"+", "-"}:
            yield tree
        yield from _sums(tree.left)
        yield from _sums(tree.right)
