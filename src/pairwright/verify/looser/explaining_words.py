"""What may stand before an ending that tells the answer: working, and sentences that explain it, of nearly known words.

Nothing there may doubt, deny, quote, suppose or take back, wherever it stands.
"""

from __future__ import annotations

import re

from pairwright.verify.answers.named import names_another
from pairwright.verify.answers.passage import words_in
from pairwright.verify.answers.prose import neutral, supposes, words_of
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.voices import others_doing
from pairwright.verify.answers.words import CONNECTING, LEADING, NEUTRAL, OPERATING

# What makes of a whole text none to trust, wherever it stands before the ending.
UNTRUSTED = frozenset(
    """
    guess guesses guessed guessing maybe perhaps possibly probably presumably supposedly allegedly apparently likely
    unsure uncertain pretend pretending suppose supposing hypothetical hypothetically joke joking kidding lie lying
    liar fake bogus random randomly ignore disregard wrong wrongly incorrect incorrectly false falsely mistake
    mistaken mistakenly error errors erroneous doubt doubtful dunno idk believe believed claims claim claimed told
    quoted quote according rumor rumour friend friends brother sister mom dad neighbour neighbor classmate bot cheat
    cheating copied copy unrelated rather unless otherwise unable impossible refuse sorry apologies oops whoops wait
    hmm hm nope nah scratch strike typo correction corrected fiction fictional parody sarcasm sarcastic would've
    might wish placeholder template
    """.split()
)
# The same, but where a sentence works with several numbers.
UNSAID = frozenset(
    """
    says said say saying trust else's another different instead someone somebody example examples similar previous
    forget forgot forgetting cannot can't hold opposite teacher teachers student students lies
    """.split()
)
# Words in which a calculation is explained, beside those that may stand beside an answer.
EXPLAINING = frozenset(
    """
    spend spent pay paid give given gave lose eat ate buy walk principal zero real exactly when vanishes complete quadratic formula discriminant factoring factored factorise
    factorize square squares squared root roots cube cubes power powers exponent exponents base percent percentage
    hundredths tenths thousandths hundredth tenth half halves quarter quarters third thirds twos threes fours fives
    larger smaller bigger greater less more most least fewer nearest nearer closer closest between above below
    exceed exceeds middle sorted sort sorting ascending descending list listed lists data pattern continues sequence
    terms ratio gap distance jump hop hops number's table tables rectangle area picture imagine think undo undoing
    undone backwards forwards stack stacked stacking share shared sharing cut pieces slices bars flip flips sign
    signs literally per hundred thousand shorthand repeated repeating repeats raised worth holds cross-multiply
    cross distribute distributing vanish vanishes nonzero negative positive odd even prime composite divisible
    divides smallest largest lowest highest greatest candidates candidate fits fit times-table leftover left-over
    remain remains neither one ones two three four five six seven eight nine ten only both each same evenly exactly
    trial turn turns up great deal matters priority always whichever whatever usual trick handy shortcut compensate
    compensating round rounded rounding rounds decimals point points places equally equal-sized size sizes bottoms
    tops denominators lcd cancelled cancelling cancels unknowns plain collect collecting gather terms left right
    sides balance balanced balancing scale satisfied family fact facts looks look innocent careful notice tidy neat
    lovely squaring wipes kind kinds rewriting shift shifting digit digits money dollars wallet marbles candies
    sweets boxes bags books shelf kids people friends line ruler thermometer steps up-front
    """.split()
)
KNOWN = NEUTRAL | LEADING | CONNECTING | OPERATING | EXPLAINING
SPEAKERS = frozenset("says said teacher teachers student students trust else's lies".split())
# How many words of a sentence there must be for one that is not known.
_ONE_IN = 6
# Beside the ending, in its own sentence.
DENYING = frozenset(
    """
    fail fails failed refuse refuses refused cease ceases ceased neglect neglects unequal barely hardly scarcely ought
    anything pretends wants want tries tends approaches approach alleged avoids misses miss
    not never no nor neither none nothing isn't isnt doesn't don't dont won't wouldn't shouldn't wasn't aren't
    couldn't didn't haven't if would could may should were before without except excluding half twice double triple
    """.split()
)
SENTENCE = re.compile(
    r"(?:(?<=[^\W\d_][^\W\d_][.!?;…])|(?<=[0)\]*$\"'✓✅][.!?;…]))(?=[\s\"')*\x02\x03])|(?<=[.!?:;)0$*|✓✅])[ ]*\n"
)


def casts_no_doubt(before: str, asked: Wanted, *, whole: bool) -> bool:
    """Whether what stands before an ending may lead to an answer.

    Args:
        before: what stands there.
        asked: what is looked for.
        whole: whether the ending begins with a sentence.
    """
    if not UNTRUSTED.isdisjoint(words_in(before) - asked.beside):
        return False
    sentences = [each for each in SENTENCE.split(before) if each and each.strip()]
    beside = sentences[-1] if sentences and not whole else ""
    if not DENYING.isdisjoint(words_of(beside)) or names_another(beside, asked.quantities):
        return False
    return all(_works(each, asked) if "0" in each else _explains(each, asked) for each in sentences)


def _explains(sentence: str, asked: Wanted) -> bool:
    """Whether a sentence without a number is of words that explain a calculation, but for one in so many."""
    if neutral(sentence, asked.beside):
        return True
    words = words_of(sentence)
    return (
        len(_unknown(words, asked)) * _ONE_IN <= len(words)
        and words.isdisjoint(UNSAID)
        and "?" not in sentence
        and not supposes(sentence)
        and not others_doing(sentence, words, asked.beside | EXPLAINING)
    )


def _works(sentence: str, asked: Wanted) -> bool:
    """Whether a sentence with a number in it may be part of a solution."""
    if "?" in sentence or supposes(sentence):
        return False
    words = words_of(sentence)
    if sentence.count("0") > 1 and words.isdisjoint(SPEAKERS):
        return True
    unknown = _unknown(words, asked)
    return (
        len(unknown) * 2 <= len(words)
        and words.isdisjoint(UNSAID - asked.beside)
        and not others_doing(sentence, words, asked.beside)
    )


def _unknown(words: frozenset[str], asked: Wanted) -> list[str]:
    return [word for word in words - KNOWN - asked.beside if len(word) > 1]
