"""Sentences at the head of a text that say nothing of its answer: greetings, praise, cries, sounds of thinking."""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.closings import is_closing
from pairwright.verify.answers.passage import Passage, words_in
from pairwright.verify.answers.turns import distances
from pairwright.verify.columns.number_words import NUMBER_WORDS

_MOST = 4
# Texts begin alike.
_KEPT = 2048
_HEAD = 200
_SENTENCE = re.compile(r"\s*(?P<said>[^.!?\n0:=]{1,120}?)(?P<mark>[!.…]+(?=\s)|\n)\s*(?=\S)")
# Sounds before a number, with or without a mark.
_FILLERS = re.compile(
    r"\s*(?:(?:(?:hi|hello|hey|dear|okay|ok|alright|listen|sure|well|yo|so),? (?:there|class|team|kids|everyone|all|folks|guys|friends?|(?-i:[A-Z][a-z]+)),|as an? (?:ai|large|language|virtual|math|helpful)(?: \w+){0,3},|by my calculations?,?|bro|dude|man|ez|easy|lol|haha|u+h*m+|u+h+|e+r+m*|hm+|ooh+|oh|ah+|aw+|yo|hey|hi|arr+|ahoy(?: there)?|avast|aye|lemme see|let me see|let's see|ok(?:ay)? got it|got it|i know (?:this|that) one|ta-?da+|drum ?roll|bleep|beep|boop|bzz+t?|computing|calculating|processing|thinking|analyzing|loading|well|ok|okay|alright)\b[,.!…: —–-]*(?: (?:so|then|now|well)\b[, ]*)?)+(?=\S)",
    re.IGNORECASE,
)
_SOUNDS = frozenset(
    "hello dear listen sure so as by bro dude man ez easy lol haha um umm ummm uhm uh uhh er erm hm hmm hmmm ooh oh ah aw yo hey hi arr arrr arrrr ahoy avast aye lemme let got ta tada drum drumroll bleep beep boop bzzt computing"
    " calculating processing thinking analyzing loading well ok okay alright".split()
)
# A cry with one of these says something of what follows.
_NO_CRY = frozenset(
    "april opposite psych nope no stop never day warning beware caution trick wrong joke answer answers draft version student says said old attempt example"
    " key bob quote unquote not guess hah ha right sarcasm lol".split()
)


def without_openings(passage: Passage, *, cries: bool = True) -> Passage:
    """The passage from where it begins to say something of the answer.

    Args:
        passage: in plain text.
        cries: whether words before an exclamation mark are none of the answer, as "True!" may be.

    >>> without_openings(Passage("Ahoy, matey! Great question! Um, it is 0.", [0])).text
    'it is 0.'
    """
    first = passage.text.find("0")
    if first == 0 or not passage.text[:1].strip(" *#"):
        return passage
    for _ in range(_MOST):
        sentence = _SENTENCE.match(passage.text, 0, _HEAD)
        if sentence is None or not _says_nothing(sentence["said"], cries="!" in sentence["mark"] and cries):
            break
        passage = passage.since(sentence.end())
    if cries and not passage.words.isdisjoint(_SOUNDS) and (sounds := _FILLERS.match(passage.text)) is not None:
        passage = passage.since(sounds.end())
    return passage


@lru_cache(maxsize=_KEPT)
def _says_nothing(said: str, *, cries: bool) -> bool:
    words = words_in(said)
    if distances(said) or not words.isdisjoint(_NO_CRY):
        return False
    if is_closing(said):
        return True
    return (
        cries
        and words.isdisjoint(NUMBER_WORDS)
        and 0 < len(said.split()) <= 3
        and all(len(word) > 1 for word in said.split())
    )
