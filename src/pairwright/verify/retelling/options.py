"""A choice between options: the number of the one that is chosen."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.layout import NUMBER

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
_MOST = 5


def chosen_option(passage: Passage) -> tuple[Passage, tuple[Condition, ...]]:
    r"""The number that is chosen, as a sentence, and what must be so; the passage as it is where none is.

    >>> chosen_option(Passage("A) 0\nB) 0\n\nThe correct option is B.", range(2)))[0]
    Passage(text='The answer is 0.', runs=[1])
    """
    text, at = passage.text, 0
    options: list[tuple[str, str, int]] = []
    for _ in range(_MOST):
        match = _OPTION.match(text, at)
        if match is None:
            break
        options.append((match[1].upper(), match[2], text.count("0", 0, match.start(2))))
        at = match.end()
    letters = [letter for letter, _, _ in options]
    chosen = _CHOSEN.fullmatch(text, at) or _SAID.fullmatch(text, at)
    if chosen is None or letters != list("ABCDE"[: len(letters)]):
        return passage, ()
    group = "n" if chosen["letter"] else "m"
    said = chosen["letter"] or chosen["a"]
    letter = said.upper()
    beside = text.count("0", 0, chosen.start(group)) if chosen[group] else None
    if not options:
        if beside is None or said.islower():
            return passage, ()
        return _sentence(passage, chosen[group], beside), ()
    if len(options) == 1 or letter not in letters:
        return passage, ()
    _, number, place = options[letters.index(letter)]
    same = () if beside is None else (Condition(passage.runs[beside], (passage.runs[place],)),)
    return _sentence(passage, number, place), same


def _sentence(passage: Passage, number: str, first: int) -> Passage:
    return Passage(f"The answer is {number}.", list(passage.runs[first : first + number.count("0")]))
