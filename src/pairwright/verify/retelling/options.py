"""A choice between options: the number of the one that is chosen."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import NUMBER, answer_at, runs_between

_OPTION = re.compile(
    rf"\s*[*_]*[(\[]?([A-Ea-e])[)\].:][*_]*[ \t]*[$*]*({NUMBER})[$*]*[ \t]*(?:[✓✅✔]|\((?:correct|right)\))?[,;.]?[ \t]*(?:\n|(?=[ \t]*[(\[]?[A-Ea-e][)\].:]))"
)
_CHOSEN = re.compile(
    rf"\s*(?:(?:so|thus|hence|therefore),? )?(?:(?:the )?(?:final |correct |right |best )*(?:answer|option|choice|solution)(?: is|:)|i (?:choose|pick|select|go with|would choose)|correct(?: answer| option)?:|my (?:answer|choice)(?: is|:)|it(?:'s| is)|this is)[ *_$]*"
    rf"(?:(?:option|choice|answer|letter) )?[(\[]?(?P<letter>[A-Ea-e])(?![A-Za-z'])[)\]]?[*_$]*(?:[.):,]?[ ]*[(=$*—–-]*[ ]*(?P<n>{NUMBER})[$*)]*)?[.!*_]*\s*",
    re.IGNORECASE,
)
# "B. 0 is correct", "Option B: 0", "b) is correct".
_SAID = re.compile(
    rf"\s*(?:so,? )?(?:(?:option|choice|answer) \(?(?P<a>[A-Ea-e])\)?(?:[:=,]| is)? [$*]*(?P<m>{NUMBER})[$*]*|(?:option |choice |answer )?[(\[]?(?P<letter>[A-Ea-e])[)\].][ ]*(?:[$*]*(?P<n>{NUMBER})[$*]* )?(?:is|was) (?:the )?(?:correct|right)(?: (?:one|answer|option|choice))?)[.!]*\s*",
    re.IGNORECASE,
)
# One option and nothing else: it is the one that was chosen.
_ALONE = re.compile(
    rf"\s*[*_]*(?:[(\[][A-Ea-e][)\]]|[A-Ea-e][)\]]|[A-E][.:])[*_]*[ \t]+[$*]*(?P<n>{NUMBER})[$*]*[.!]?\s*"
)
_MOST = 5


def chosen_option(passage: Passage) -> tuple[Passage, tuple[Condition, ...]]:
    r"""The number that is chosen, as a sentence, and what must be so; the passage as it is where none is.

    >>> chosen_option(Passage("A) 0\nB) 0\n\nThe correct option is B.", range(2)))[0]
    Passage(text='The answer is 0.', runs=[1])
    """
    text, at = passage.text, 0
    if (alone := _ALONE.fullmatch(text)) is not None:
        return answer_at(passage, *alone.span("n")), ()
    letters: list[str] = []
    numbers: list[tuple[int, int]] = []
    while len(letters) < _MOST and (match := _OPTION.match(text, at)):
        letters.append(match[1].upper())
        numbers.append(match.span(2))
        at = match.end()
    chosen = _CHOSEN.fullmatch(text, at) or _SAID.fullmatch(text, at)
    if chosen is None or letters != list("ABCDE"[: len(letters)]):
        return passage, ()
    letter = chosen["letter"] or chosen["a"]
    beside = chosen.span("n" if chosen["letter"] else "m")
    is_told = beside[0] >= 0
    if not letters:
        return (answer_at(passage, *beside), ()) if is_told and letter.isupper() else (passage, ())
    if len(letters) == 1 or letter.upper() not in letters:
        return passage, ()
    place = numbers[letters.index(letter.upper())]
    # What is told beside the letter is the number of that option, digit run by digit run.
    pairs = zip(runs_between(passage, *beside), runs_between(passage, *place), strict=False) if is_told else ()
    return answer_at(passage, *place), tuple(Condition(here, (there,)) for here, there in pairs)
