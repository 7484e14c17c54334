"""Answers told in the last sentence behind reasons of any words: yes or no, the larger of two numbers, all roots.

"So yes, 0 is prime.", "Hence 0/0 is the larger of the two.", "The expression vanishes at two points: x = 0 and x = 0."
The sentence must say it wholly; before it nothing may doubt, quote or make it up.  It counts only where it is right.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pairwright.verify.answer_types.choices import claimed
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Condition, number_at
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import sentence_start, supposes, untied, words_of
from pairwright.verify.answers.readings import EMPTY, Wanted
from pairwright.verify.answers.sentences import COMPARED, OPPOSITES, property_asked
from pairwright.verify.answers.several import SEVERAL, roots_at, roots_in_signs
from pairwright.verify.answers.statements import statements
from pairwright.verify.answers.words import OPINIONS
from pairwright.verify.looser.explaining_words import DENYING, KNOWN, UNTRUSTED

_LONGEST = 3_000
_DOUBTING = (UNTRUSTED | OPINIONS) - frozenset("want wanted say think expected".split())
_DENYING = DENYING | frozenset("derivative derivatives vertex whether unlikely almost nearly conversely just".split())
_NEAR, _STRANGE_IN = 120, 3
_SUPPOSING = frozenset("if unless whether would could might should were suppose supposing assuming".split())
_ASSUMING = frozenset("suppose supposing assume assuming assumed say".split())
_NUMBER = r"[*$`(]*-?0(?:,0)*(?:\.0)?[)]*(?:/[(]*0[)]*)?[*$`]*"
_SO = (
    r"(?:(?:so|thus|hence|therefore|then|consequently|accordingly|finally|in conclusion|in short|overall|clearly|indeed|we conclude that|this means(?: that)?"
    r"|which means(?: that)?|it follows that|we see that|we find that|that means|this shows that|as a result|and|to sum up|the answer is)\b[,:]?[ ]*){0,3}"
)
_ONE_OF = re.compile(r"\b(?:one|some|either|which|any) of\b", re.IGNORECASE)
# Where a clause may begin.
_CLAUSE = r"(?:\A|(?<=[.!?;:,\n—–)])|(?<!not )\b(?:so|hence|thus|therefore|then)\b,?)[\s*_]*"
_END = r"[\s*_`\"'.!)$]*\Z"
_BEHIND = r"(?=[:;.,!]|[ ]?[(—–-]|[ ](?:because|since|as|for|and)\b|[*_\s]*\Z)"


def reasoned(passage: Passage, asked: Wanted) -> Reading | None:
    """What a passage in plain text answers in its last sentence; None where it is more than an answer, or doubtful."""
    text = passage.text
    if len(text) > _LONGEST or not _DOUBTING.isdisjoint(words_of(text) - asked.beside):
        return None
    if asked.answers == "truth":
        return _truth(passage, asked)
    if asked.operator in COMPARED and asked.runs:
        return _compared(passage, asked)
    return _roots(passage, asked) if asked.several else None


def _with_said(reading: Reading, passage: Passage, asked: Wanted) -> Reading:
    """A reading with what is said to be equal beside it."""
    if "..." in passage.text or "≈" in passage.text:
        return replace(reading, unread=True)
    equations, _, unread = statements(Page(passage), asked.unknown)
    return replace(reading, equations=tuple(each for each in equations if not each.unknown), unread=unread)


def _supposed(text: str, at: int) -> bool:
    """Whether the sentence in which a place is supposes something, or a question ends the text."""
    return not _SUPPOSING.isdisjoint(words_of(text[sentence_start(text, at) :])) or text.rstrip(EMPTY).endswith("?")


def _truth(passage: Passage, asked: Wanted) -> Reading | None:
    """Yes or no, where the first or the last sentence says it of the number of the question, and none says the contrary."""
    said, text = property_asked(asked.shape), passage.text
    if said is None or not _ASSUMING.isdisjoint(passage.words):
        return None
    answered, statement = _truths(said)
    found = next((match for each in answered if (match := each.search(text)) is not None), None)
    if found is None or _supposed(text, found.start("at")):
        return None
    stated = list(statement.finditer(text))
    holds = {(each["no"] is None) == (each["other"] is None) for each in stated}
    word = found.groupdict().get("word")
    if word:
        holds.add(word.lower() == "yes")
    if found.groupdict().get("kind"):
        holds.add((found["not"] is None) == (found["kind"].lower() != OPPOSITES.get(said)))
    claim = claimed("yes" if True in holds else "no")
    if len(holds) != 1 or claim is None:
        return None
    page = Page(passage)
    questioned = page.runs(*found.span("asked")) if found.groupdict().get("asked") else ()
    conditions = [Condition(run, (0,)) for run in questioned]
    if found.groupdict().get("kind") and page.zeros:
        conditions.append(Condition(0, tuple(passage.runs)))
    for each in stated:
        here = page.runs(*each.span())
        places = range(0 if "0" in each["of"] else 1, asked.runs)
        if each["other"] is None and len(here) != len(places):
            return None
        conditions += [Condition(run, (place,)) for run, place in zip(here, places, strict=False)]
    return _with_said(Reading((claim,), conditions=tuple(conditions)), passage, asked)


@lru_cache(maxsize=256)
def _truths(said: str) -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str]]:
    """How a text answers whether something is so, and a statement that it is, or not."""
    kinds = [re.escape(said), *([re.escape(OPPOSITES[said].removeprefix("a "))] if said in OPPOSITES else [])]
    kind = f"(?:{'|'.join(kinds)})"
    of = rf"(?:the number )?{_NUMBER}|it|this number|the number"
    verb = r"(?: is|'s)(?: not|n't)?(?: indeed| therefore| thus| also)?(?: an?)?[ ]"
    stated = rf"(?:{of}){verb}[*_]*{kind}[*_]*(?: number)?"
    other = rf"|(?P<other>{kinds[1]})" if len(kinds) > 1 else "|(?P<other>(?!))"
    statement = (
        rf"(?<![-+*/^=0] )(?<![-+*/^.,\w])(?P<of>{of})(?: is|'s)(?P<no> not|n't)?(?: indeed| therefore| thus| also)?(?: an?)?[ ][*_]*"
        rf"(?:{kinds[0]}{other})(?![\w])"
    )
    again = rf"(?:[;,]?[ ](?:it is|it's|but|and)?[ ]?(?:an?[ ])?{kind}(?: number)?)?"
    patterns = (
        rf"{_CLAUSE}(?P<at>){_SO}(?:(?P<word>yes|no)[,.:;!—– -]+)?{_SO}{stated}{again}{_END}",
        rf"\bis (?P<asked>{of})(?: really)?(?: an?)? {kind}(?: number)?\?[\s*_]*(?P<at>)(?P<word>yes|no){_END}",
        rf"\A[\s*_]*(?P<at>){_SO}{stated}{_BEHIND}",
        rf"\A[\s*_]*(?P<at>)(?P<not>not )?(?:an? )?(?P<kind>{kind})(?: number)?{_BEHIND}",
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in patterns), re.compile(statement, re.IGNORECASE)


def _compared(passage: Passage, asked: Wanted) -> Reading | None:
    """The number that the last clause says is the larger one, or the smaller one, whichever is asked for."""
    match = _comparison(asked.operator).search(passage.text)
    if match is None or _supposed(passage.text, match.start("at")) or not _DENYING.isdisjoint(words_of(match[0])):
        return None
    if "neither" in passage.words:
        return None
    page = Page(passage)
    start, end = match.span("said" if match["said"] else "named")
    at = start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip("*$` "))
    read = number_at(passage.text[:end], at, page.passage.runs[page.first(at) :])
    if read is None or passage.text[read.end : end].strip(EMPTY):
        return None
    known = tuple(range(asked.runs))
    conditions = tuple(Condition(run, known) for run in page.runs(start, match.end()))
    return _with_said(Reading((read.claim,), conditions=(*conditions, *read.conditions)), passage, asked)


@lru_cache(maxsize=8)
def _comparison(operator: str) -> re.Pattern[str]:
    nouns = "|".join(COMPARED[operator])
    kind = r"(?: (?:number|one|fraction|value|decimal|(?:one )?of the (?:two|pair)(?: (?:fractions|numbers|decimals|values))?)){0,2}"
    wins = rf"|wins|beats {_NUMBER}|comes out on top|is the winner" if operator == "max" else ""
    return re.compile(
        rf"{_CLAUSE}(?P<at>){_SO}(?:the fraction |the number )?(?:(?P<said>{_NUMBER}) (?:is (?:indeed |therefore |clearly |then |thus )?(?:the )?[*_]*(?:{nouns})[*_]*{kind}{wins})"
        rf"|(?:the )?(?:{nouns}){kind} (?:is|must be) (?P<named>{_NUMBER})){_END}",
        re.IGNORECASE,
    )


def _roots(passage: Passage, asked: Wanted) -> Reading | None:
    """All roots in a list that ends the text, the unknown named in it."""
    passage = roots_in_signs(passage, asked.unknown)
    text = passage.text
    match = next(iter(list(SEVERAL.finditer(text, max(0, len(text) - _NEAR)))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY) or "=" not in match[0]:
        return None
    start = match.end() - len(match[0].lstrip())
    began = sentence_start(text, start)
    said = text[began:start]
    if (
        not _DENYING.isdisjoint(words_of(said) - {"just"})
        or _ONE_OF.search(said)
        or supposes(said)
        or not untied(text, start, f"{said} ")
    ):
        return None
    words = words_of(said)
    # In other languages nothing is known of what they say.
    if _STRANGE_IN * len([word for word in words - KNOWN - asked.beside if len(word) > 1]) > len(words):
        return None
    return roots_at(Page(passage), asked, (start, match.end()))
