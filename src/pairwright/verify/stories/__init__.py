"""Short word problems, statement by statement, to the same trees as formulas.

A story is read by a grammar of its own: what each sentence says of who has how many of what is taken up
into a ledger, and the question at the end is answered from it.  Nothing is guessed: a word without a
place, a number without a role, a pronoun that may be two people, or two ways to the answer that differ,
and the story is not read.

- `words`      what words do: data
- `sentences`  the text to sentences of words, `compounds` to one word: 3 dozen, 20 percent
- `tokens`     sentences and words
- `phrases`    amounts, things, people, places
- `predicates` what a part of some do
- `clauses`    statements to facts
- `questions`  what is asked
- `ledger`     facts to who has how many of what
- `relating`   parts of what somebody has, ratios, comparisons, prices that change
- `answering`  from the ledger to the tree; `grouping`, `parting`, `paces` and `leftovers` are ways to it
"""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Question
from pairwright.verify.stories.answering import answered
from pairwright.verify.stories.predicates import with_quality
from pairwright.verify.stories.questions import Questions
from pairwright.verify.stories.sentences import story_in
from pairwright.verify.stories.telling import Telling
from pairwright.verify.stories.tokens import Story, UnreadError, Word, is_beside
from pairwright.verify.stories.words import EACH, SEX

__all__ = ["story_of"]


def story_of(shape: str, first: int) -> Question | None:
    """The question that a story asks; None where it is not surely understood.

    Args:
        shape: the story, each run of digits written as a single 0.
        first: how many runs of digits stand before it.

    >>> story_of("Tom has 0 apples. He buys 0 more. How many apples does he have now?", 0).left  # doctest: +ELLIPSIS
    Operation(operator='+', left=Numeral(index=0, ...), right=Numeral(index=1, ...))
    """
    story = story_in(shape, first)
    if story is None:
        return None
    try:
        return _read(with_quality(story))
    except UnreadError:
        return None


def _read(story: Story) -> Question | None:
    ledger = Telling({}, computed=story.computed)
    *statements, question = story.sentences
    if question[-1].text != "?":
        raise UnreadError
    for words in statements:
        if words[-1].text == "?":
            raise UnreadError
        _tell(ledger, words, story)
    clause, asking = _parted(question)
    if clause and question[0].text in _CONDITIONS:
        _tell(ledger, clause, story)
        clause = ()
    # Read before what follows: in "How many has Tom if he buys ..." he is named here.
    asked = Questions(asking, story, named=ledger.named).asked()
    if clause:
        _tell(ledger, clause, story)
    found = answered(ledger, asked)
    return found and replace(found, left=story.with_words(found.left), right=story.with_words(found.right))


def _tell(ledger: Telling, words: tuple[Word, ...], story: Story) -> None:
    try:
        for fact in Questions(words, story, named=ledger.named).statements():
            ledger.add(fact)
    except UnreadError:
        if not (is_beside(words, story) or _says_equal(words)):
            raise
        ledger.named.update((word.text, SEX.get(word.text, "")) for word in words if word.name and not word.owner)


def _says_equal(words: tuple[Word, ...]) -> bool:
    """`Every floor has the same number of rooms`: no more than that what is asked for each has an answer."""
    texts = [word.text for word in words]
    same = any(texts[place : place + 2] == ["same", "number"] for place in range(len(texts)))
    return same and not EACH.isdisjoint(texts) and all(word.numeral is None for word in words)


def _parted(question: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The statement in a question, and the rest.

    `If Tom has 57 apples and buys 4 more, how many ...?`, `How many ... if he has 57 apples and buys 4 more?`
    """
    for place, word in enumerate(question):
        if word.text == "how" and place and question[place - 1].text == "," and question[0].text in _CONDITIONS:
            return (*question[: place - 1], _STOP), question[place:]
        if word.text == "if" and place:
            end = place - (question[place - 1].text == ",")
            return (*question[place:-1], _STOP), (*question[:end], question[-1])
    return (), question


_CONDITIONS = frozenset({"if", "suppose"})
_STOP = Word(".")
