"""A text as a solution in steps: the words that may stand in one, what comes to the answer, and the check behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pairwright.verify.answer_types.choices import WEEKDAY
from pairwright.verify.answer_types.dates import WEEKDAYS
from pairwright.verify.answer_types.remainders import joined
from pairwright.verify.answers.claims import Equation
from pairwright.verify.answers.named import QUANTITY_WORDS
from pairwright.verify.answers.passage import Passage, in_a_row, words_in
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import SENTENCE_END, disowned, sentence_start
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.statements import statements, tree_at, trimmed
from pairwright.verify.answers.turns import distances
from pairwright.verify.answers.voices import others_doing
from pairwright.verify.answers.words import NEUTRAL, STEPS
from pairwright.verify.columns.number_words import NUMBER_WORDS
from pairwright.verify.questions.trees import Operation, Tree, Zero, shifted

# Longer ones say more than a solution does.
_LONGEST = 4000
_MOST = 40
# Marks of powers, roots, degrees and LaTeX's own words say nothing.
_NO_WORDS = re.compile(r"\\[A-Za-z]+|[\u00b2\u00b3\u00b9\u2070-\u209c√σ]|(?<=0)(?:st|nd|rd|th|s)\b")
# Letters side by side: 4ac.
_LETTERS = frozenset("ac ab bc xy dx dy dz lhs rhs".split())
# Words that deny or bound, of something that is no answer.
_HARMLESS = re.compile(
    r"\bnon-?[ ]?zero\b|\b(?:is|are|does|do|can)(?:[ ]not|n't)[ ](?:be[ ])?(?:evenly[ ])?(?:divisible|divide|divided|prime|go[ ]into)\b"
    r"|\bno[ ](?:remainder|carry|borrowing|carrying|more[ ]digits|common[ ](?:factors?|divisors?)|further[ ]simplification)\b"
    r"|\bthe[ ](?:previous[ ]one|one[ ]before)\b|\bcross(?:ing|ed)?[ ](?:them[ ])?off\b|\b(?:cannot|can't|can[ ]not)[ ]be[ ](?:simplified|reduced|factored)(?:[ ](?:any[ ])?(?:further|more))?"
    r"|\bshares?[ ]no[ ](?:common[ ]|other[ ])?(?:factors?|divisors?)\b|\bnothing[ ]in[ ]common\b"
    r"|\bnothing[ ](?:is[ ])?left(?:[ ]over)?\b|\bwithout[ ](?:a[ ])?remainder\b|\bthe[ ]same[ ]as\b"
    r"|\b(?:lies?|lying|is)[ ](?:exactly[ ]|somewhere[ ]|right[ ]|halfway[ ])*(?:between|in[ ]between)\b|\blies[ ](?=(?:at|above|below|on|in)\b|-?0)"
    r"|\bno[ ](?:brackets|parentheses|decimals|units|zeros)\b|\bdoes(?:[ ]not|n't)[ ](?:come|work)[ ]out[ ](?:evenly|even|whole)\b"
    r"|\b0[ ]as[ ]an?[ ](?:[a-z]+[ ])?guess\b|\bignor(?:e|ing)[ ]the[ ](?:decimal[ ])?(?:points?|zeros?|signs?)\b|\b(?:non-?)?negative (?:number|sign|root)s?\b"
)
# What is asked on the way, and answered: "How many 0s make 0?".
_ASKED_ON_THE_WAY = re.compile(
    r"\s*(?:(?:so|now|then|and|first|next),? )*(?:(?:what|how (?:many|much|often)|which)\b|(?:is|does|do) -?0 (?:divisible by|divide|go into|a (?:multiple|factor|divisor) of)\b)"
)
# A look back over what is found; it may be cut off.
_CHECK = re.compile(
    r"(?:(?<=[.!?\n)✓])|\A)[ *(]*(?:(?:quick|sanity|final|let's|let us|let me|we can|you can|i|we|to|now|finally|a|the|double)[ -]+)*"
    r"(?P<by>check|verify|verification|checking|verifying|proof|probe|test|plug(?:ging)?(?: it| this)? (?:back|in)|substitut(?:e|ing) (?:it |this |[a-z] ?= ?0 )?back)\b",
    re.IGNORECASE,
)
# Of a system it is a step.
_PUTS_IN = ("plug", "subst")
_BECAUSE = re.compile(r"(?<=[0)*]),? (?:because|since|as)\b", re.IGNORECASE)
_UNDONE = re.compile(r"(?:[:,;(+/÷=^<>–—-]|0 [*x×]|\b(?:step|part|case)[ ]#?0[.:)]*|\.\.+|…)[\s*_]*\Z", re.IGNORECASE)
_COMPLETE = re.compile(r"[.!✓✔✅)\]}$*\x03]\s*\Z")
# What is only wished, asked for or not so.
_UNTOLD = re.compile(
    r"≠|¬|!=|=/=|\b(?:may|might|could|would|should|prove|show that|digits? of|short of|approach(?:es|ing)?|(?:fails?|failed|tends?|wants?|tries|ought) to)\b",
    re.IGNORECASE,
)
# The fifth term, a₅.
_TERM = re.compile(r"(?<=[A-Za-z])[₀-₉ₙ]+")
_BECOMES = re.compile(r"(?<=0)[ ](?:becomes?|turns into)[ ](?=-?0)")
ROUNDS = frozenset("round rounded rounding nearest".split())
_DAYS = frozenset(each.lower() for each in WEEKDAYS)
_APART = str.maketrans({**dict.fromkeys("$€£¥", " "), **dict.fromkeys("₀₁₂₃₄₅₆₇₈₉")})


@dataclass(frozen=True)
class Working:
    """A solution taken apart.

    Attributes:
        page: of what comes to the answer.
        start: where the sentence begins that tells it.
        equations: what is said to be equal, in the check behind it, too.
        unread: whether more is.
        calculations: what is worked out and what it comes to, read with less regard to the words beside it; None: the result.
    """

    page: Page
    start: int
    equations: tuple[Equation, ...]
    unread: bool
    calculations: tuple[tuple[Tree, Tree | None], ...]


def solution_in(passage: Passage, asked: Wanted, whole: str) -> Working | None:
    """A text as a solution; None where it says more, or less.

    Args:
        passage: in plain text.
        asked: what is asked for.
        whole: the text as it was written.
    """
    text = passage.text
    if not asked.runs or asked.told or len(text) > _LONGEST or "0" not in text or _UNDONE.search(whole):
        return None
    small = harmless(text)
    if disowned(small) or distances(small) or _UNTOLD.search(text) or not _is_working(text, asked):
        return None
    if asked.unknown == "?" and not asked.letters:
        text = _TERM.sub("(n)", text)
    text = _BECOMES.sub(" = ", text.translate(_APART))
    if asked.operating & ROUNDS:
        text = text.replace("≈", "→")
    passage = Passage(joined(text) if asked.parted else text, passage.runs)
    before, behind = _without_check(passage, asked)
    equations, _, unread = statements(Page(before), asked.unknown)
    if "0" in behind.text:
        more, _, left = statements(Page(behind), asked.unknown)
        # "0(0) + 0 = 0 + 0": what is cut off says nothing yet.
        if not _COMPLETE.search(behind.text):
            more = [each for each in more if not behind.text.rstrip().endswith(each.text.rstrip())]
        equations, unread = [*equations, *more], unread or left
    page = Page(before)
    start = sentence_start(before.text, page.zeros[-1])
    return Working(page, start, tuple(equations), unread, tuple(islice(_calculations(page), _MOST)))


def _calculations(page: Page) -> Iterator[tuple[Tree, Tree | None]]:
    """Calculations, each with the side that stands behind it in a chain, or with what all comes to."""
    for piece in page.pieces:
        first, before = piece.first, None
        for side in piece.text.split("="):
            tree = tree_at(trimmed(side)[0])
            runs, count = page.passage.runs[first : first + side.count("0")], side.count("0")
            first += count
            if tree is None or not in_a_row(runs):
                before = None
                continue
            tree = shifted(tree, runs[0]) if count else tree
            if isinstance(before, Operation):
                yield before, tree
            before = tree
        if isinstance(before, Operation) and before.left != Zero():
            yield before, None


def harmless(text: str) -> str:
    """A text in small letters without what denies nothing of an answer."""
    return _HARMLESS.sub(" ", _NO_WORDS.sub(" ", text.lower()))


def _without_check(passage: Passage, asked: Wanted) -> tuple[Passage, Passage]:
    """A solution up to its check or its reason, and that check."""
    text = passage.text
    checked = next(
        (
            match
            for match in _CHECK.finditer(text)
            if "0" in text[: match.start()] and not (asked.letters and match["by"].lower().startswith(_PUTS_IN))
        ),
        None,
    )
    before, behind = (
        (passage.until(checked.start()), passage.since(checked.start())) if checked else (passage, Passage("", ()))
    )
    reason = _BECAUSE.search(before.text, before.text.rstrip().rfind("\n") + 1)
    if reason and "0" in before.text[reason.end() :]:
        before = before.until(reason.start())
    return before, behind


def _is_working(text: str, asked: Wanted) -> bool:
    """Whether every sentence is of words with which something is worked out."""
    known = asked.beside | STEPS | QUANTITY_WORDS | (_DAYS if asked.answers == WEEKDAY else frozenset())
    at = 0
    for match in (*SENTENCE_END.finditer(text), None):
        small = harmless(text[at : match.start() if match else len(text)])
        at = match.end() if match else at
        words = words_in(small)
        unknown = words - NEUTRAL - known - NUMBER_WORDS - _LETTERS
        if any(len(word) > 1 or not word.isascii() for word in unknown):
            return False
        if match and match[0] == "?" and not _ASKED_ON_THE_WAY.match(small):
            return False
        if others_doing(small, words, known):
            return False
    return True
