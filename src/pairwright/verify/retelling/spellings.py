"""Words as they are typed in a hurry, by children or by pirates, in the spelling of everyone: "teh asnwer", "cuz", "ye get"."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage

# Whatever is one slip of the fingers away from these is these.
_SLIPPED = (
    "answer result equals because solution therefore difference product quotient remainder equal final total".split()
)
# One slip from them, and words themselves.
_OTHER_WORDS = frozenset("finals totals results equals answers products solutions".split())
_SPELLINGS = {
    "teh": "the", "hte": "the", "taht": "that", "thier": "their", "awnser": "answer", "anser": "answer", "anwer": "answer",
    "answr": "answer", "ansewr": "answer", "equels": "equals", "eqauls": "equals", "equalls": "equals", "soultion": "solution",
    "cuz": "because", "coz": "because", "cos": "because", "bc": "because", "cus": "because", "becuz": "because", "bcuz": "because", "becos": "because",
    "thx": "thanks", "ty": "thanks", "pls": "please", "plz": "please", "gonna": "going to", "wanna": "want to", "gotta": "have to",
    "ur": "your", "ya": "you", "ye": "you", "yer": "your", "yerself": "yourself", "yourself": "", "thee": "you", "thou": "you", "thy": "your",
    "hath": "has", "doth": "does", "tis": "it is", "'tis": "it is", "yup": "yes", "yeppers": "yes", "yessir": "yes", "aye": "yes",
    "im": "i'm", "thats": "that's", "dat": "that", "da": "the", "dis": "this", "wuz": "was", "iz": "is", "izz": "is", "gawt": "got",
    "therfore": "therefore", "sumthing": "something", "definately": "definitely", "alot": "a lot",
    "verily": "indeed", "forsooth": "indeed", "methinks": "i think", "reckon": "think", "figger": "figure", "comes": "comes",
}  # fmt: skip
_ENGLISH_ONLY = frozenset(["da", "dat", "dis", "ya", "cos", "im", "ty", "bc", "ur", "aye"])
_BE = re.compile(
    r"\b(?P<what>(?<!let )(?<!will )(?<!should )(?<!must )(?<!could )(?<!would )(?<!may )(?<!might )(?<!can )(?:it|that|this|(?:the |your |yer |thy )?(?:\w+ )?(?:answer|result|sum|total|difference|product|quotient|solution|value|remainder))) be\b(?= [*$]*-?0)",
    re.IGNORECASE,
)
# "It's negative 0".
_NEGATIVE = re.compile(
    r"(?:\A\s*|[=:,(]\s*|\b(?:is|be|get|gets|got|equals|to|gives|makes|it's|that's|at|or|and|have|answer|result|a|with|becomes) )[*$]*(?P<sign>(?:negative|minus)\s+)(?=[$*]*0)",
    re.IGNORECASE,
)
# "It is negative: -0".
_SAID_TWICE = re.compile(r"\bnegative[:,] (?=-0)", re.IGNORECASE)


def _slips(word: str) -> set[str]:
    """A word with a letter left out, doubled, or changed for the one beside it; its first letter stays, most of the time."""
    found = {word[:at] + word[at + 1 :] for at in range(1, len(word))}
    found |= {word[:at] + word[at] + word[at:] for at in range(len(word))}
    found |= {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    return found - {word} - _OTHER_WORDS


_MEANT = {slip: word for word in _SLIPPED for slip in _slips(word)} | _SPELLINGS
for _word in _SLIPPED:
    _MEANT.pop(_word, None)
_KNOWN = frozenset(_MEANT)
_ANY = re.compile(r"(?<![^\W\d_])'?[A-Za-z]+(?:'[a-z]+)?(?![^\W\d_])")


def in_usual_spelling(passage: Passage) -> Passage:
    """The passage, words that are misspelt or of a dialect in their usual spelling.

    >>> in_usual_spelling(Passage("Arrr, teh asnwer be 0!", [0])).text
    'Arrr, the answer is 0!'
    """
    text = passage.text
    if not passage.words.isdisjoint(_KNOWN):
        plain = text.isascii()
        text = _ANY.sub(lambda match: _spelt(match[0], plain=plain), text)
    if "be" in passage.words:
        text = _BE.sub(r"\g<what> is", text)
    if not passage.words.isdisjoint({"negative", "minus"}):
        text = _NEGATIVE.sub(lambda match: f"{match[0][: match.start('sign') - match.start()]}-", text)
        text = _SAID_TWICE.sub("", text)
    return passage if text == passage.text else Passage(text, passage.runs)


def _spelt(word: str, *, plain: bool) -> str:
    small = word.lower()
    if not plain and small in _ENGLISH_ONLY:
        return word
    return _MEANT.get(small, word)
