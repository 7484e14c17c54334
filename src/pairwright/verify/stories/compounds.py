"""Words that are one number, or one word, together: 3 dozen, 20 percent, a quarter of, left over."""

from __future__ import annotations

from collections.abc import Sequence

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Tree
from pairwright.verify.stories.tokens import UnreadError, Word
from pairwright.verify.stories.words import words

# What is read in a compound only, and of what a sentence may say no more than that.
COMPOUNDED = words("dozen percent over quarter quarters thirds fourth fifth sixth")
_DOZEN = 12
# Coins are among the things that are told apart by their names alone.
_BILLS = words("bills notes")
_PARTS = {"third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_SEVERAL_PARTS = {f"{part}s": number for part, number in _PARTS.items()}


def compounds(sentence: Sequence[Word], worded: list[Tree]) -> list[Word]:
    """The words of a sentence with each compound as one.

    Args:
        sentence: its words.
        worded: what the numerals below 0 come to; that of a dozen is added.

    Raises:
        UnreadError: a word stands alone that is read in compounds only.
    """
    found: list[Word] = []
    for place, word in enumerate(sentence):
        following = sentence[place + 1].text if place + 1 < len(sentence) else ""
        if word.text == "dozen":
            _take_dozen(found, worded)
        elif word.text == "percent" or (word.text in {"cent", "cents"} and found and found[-1].text == "per"):
            _take_percent(found)
        elif word.text == "over" and found and found[-1].text == "left":
            found[-1] = Word("leftover")
        elif word.text in _BILLS and len(found) > 1 and found[-1].money and found[-2].numeral is not None:
            _take_bills(found, worded)
        elif word.text in _PARTS and following == "of" and found and found[-1].text in {"a", "one"}:
            found[-1] = Word("0%", percent=Constant(_PARTS[word.text]))
        elif word.text in _SEVERAL_PARTS and following == "of" and found and found[-1].numeral is not None:
            _take_fraction(found, _SEVERAL_PARTS[word.text], worded)
        elif word.text in COMPOUNDED:
            raise UnreadError
        else:
            found.append(word)
    return found


def _take_dozen(found: list[Word], worded: list[Tree]) -> None:
    """`a dozen`, `half a dozen`, `3 dozen`, `two dozen`, whose last word is not among the found ones."""
    number = found.pop() if found else Word("")
    if number.text in {"a", "one"}:
        half = bool(found) and found[-1].text == "half"
        if half:
            found.pop()
        worded.append(Constant(_DOZEN // (1 + half)))
    elif number.numeral is None or number.money:
        raise UnreadError
    elif number.numeral.index < 0:
        told = worded[-number.numeral.index - 1]
        worded.append(Operation("*", told, Constant(_DOZEN)))
    else:
        worded.append(Operation("*", number.numeral, Constant(_DOZEN)))
    found.append(Word("0", numeral=Numeral(-len(worded))))


def _take_fraction(found: list[Word], parts: int, worded: list[Tree]) -> None:
    """`three quarters of`, whose word for parts is not among the found ones."""
    number = found.pop().numeral
    told = None if number is None or number.index >= 0 else worded[-number.index - 1]
    if not isinstance(told, Constant):
        raise UnreadError
    found.append(Word("0%", percent=Operation("/", told, Constant(parts))))


def _take_bills(found: list[Word], worded: list[Tree]) -> None:
    """`4 $50 bills`, 200 dollars, whose last word is not among the found ones."""
    each, count = found.pop(), found.pop()
    if each.numeral is None or count.numeral is None or count.money or min(each.numeral.index, count.numeral.index) < 0:
        raise UnreadError
    worded.append(Operation("*", count.numeral, each.numeral))
    found.append(Word("0", numeral=Numeral(-len(worded)), money=each.money))


def _take_percent(found: list[Word]) -> None:
    """`20 percent`, `20 per cent`, whose last word is not among the found ones."""
    if found and found[-1].text == "per":
        found.pop()
    number = found.pop() if found else Word("")
    if number.numeral is None or number.money:
        raise UnreadError
    found.append(Word("0%", percent=number.numeral))
