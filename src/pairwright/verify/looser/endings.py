"""How a text ends, to be read without what stands before it, which may be of words that are not known.

Elsewhere every word beside an answer must be known, so that whatever is told in new words is not read. An ending that is read
alone counts only where it gives the right answer: a number that is taken wrongly is seldom just that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pairwright.verify.answers.accounted import ANSWER_WORKED_WITH
from pairwright.verify.answers.announcements import announcements
from pairwright.verify.answers.claims import OPEN
from pairwright.verify.answers.named import calls_it_another, names_another, with_extremes
from pairwright.verify.answers.numbers import Condition, Read, number_at
from pairwright.verify.answers.passage import LETTER, Passage
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import after, neutral, of_it, says_more, sentence_start, supposes, untied, words_of
from pairwright.verify.answers.readings import EMPTY, Found, Said, Wanted, goes_on
from pairwright.verify.answers.sentences import COMPARED
from pairwright.verify.answers.several import SEVERAL
from pairwright.verify.answers.turns import distanced
from pairwright.verify.answers.words import ENDING
from pairwright.verify.looser.explaining_words import DENYING, EXPLAINING, KNOWN, SENTENCE, casts_no_doubt
from pairwright.verify.questions.trees import PLAIN_OPERATORS

_LONGEST = 8_000
# Tables and objects are read as such.
_IN_TABLE = 3
# So many endings are read at most.
_MOST = 8
# Words of a sentence that tells the answer.
_SAID = KNOWN - frozenset(
    "half twice double triple mod modulo negative minus opposite reciprocal squared cubed increased decreased even odd".split()
)
# The last word before a number, and those that lead to one.
_LAST = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?)[\s*_$`\"'(\[{\x02]*\Z")
_ENDING = (ENDING | frozenset(["next", "becomes", "reaches", "namely", "worth"])) - frozenset(
    "of by a as with at to and calculator calculation computation working".split()
)
_COMING = re.compile(
    r"\b(?:round(?:s|ed|ing)?[^.;]*|comes?(?: out)?|equal|leads?|adds? up|amounts?|reduces?(?: ?\([^()]*\))?|simplif(?:y|ies)(?: ?\([^()]*\))?|evaluates?|works? out|us|lands?|ends? up)"
    r" (?:to|up|down|on|at|as)[ *$]*\Z",
    re.IGNORECASE,
)
# What begins a clause; what tells, and is no part of what is told.
_PARTS = re.compile(r"[,;:→⇒](?!0)|(?<![^\W\d_])(?:so|thus|hence|therefore)(?![^\W\d_])", re.IGNORECASE)
# Signs that no words know.
_NOTATION = re.compile(r"[%√²³{}]|\\(?:sqrt|bar|overline|frac|text)\b|\[0\]|(?<=0)(?:st|nd|rd|th)\b")
_CLAUSES = re.compile(
    r"[,;:→⇒]|\b(?:so|when|yields?|gives?|giving|get|find|obtain|leaves?|means|thus|hence|therefore)\b", re.IGNORECASE
)
_VALUE_OF_LETTER = re.compile(r"(?<![^\W\d_])[A-Za-z][ ]*=")
_IN_TERM = re.compile(r"[-+*/^|'(][ ]*[A-Za-z]\b|\b[A-Za-z][ ]*[-+*/^|'(!]")
# What makes of a result another number, or of a sentence no statement: "the answer - 0", "one more than it", "prove that".
WITH_WORDS = re.compile(
    r"[A-Za-z]{2}[ ]*[-+*/^][ ]*0|\bdigits? of\b|\b(?:plus|minus|times|and) (?:one|two|three|ten)\b"
    r"|\b(?:more|less|fewer|greater|smaller|larger) than\b|\b(?:first|last|other|next) (?:two|three|part|one)\b"
    r"|\b[A-Za-z]+[ ]?0:|\b(?:prove|show|verify|confirm|check) that\b|\b[A-Za-z]:",
    re.IGNORECASE,
)
_WORKED = re.compile(r"[-+*/^!√]|\b[a-z]+\(", re.IGNORECASE)
_OPTIONS = re.compile(r"(?:^|\n)[ *(]*[A-D][.)]|\[[xX ]?\]")
_A_MARK = re.compile(r"\W*0\W*")
# One of several numbers is told with the others; of those that are compared it may be listed.
ANOTHER = re.compile(r"[ *$]*(?:,[ ])?(?:and|or|&|vs[.]?|versus)[ ][*$]*-?[.]?0(?![ ]*[-+*/÷=])")
_MARKED = re.compile(r"(?<![^\W\d_])[B-HJ-Z](?![^\W\d_])")
_NUMBER = re.compile(r"(?<![\w.,/^_])(?<!0[-+*/])-?[$€£¥₹]?[.]?0")
_LISTED = re.compile(r"[\s*$]*,[\s*$]*-?0")
_CLAUSE = re.compile(
    r"(?:[,;]|[ ][–—-])(?=[ ](?:so|thus|hence|therefore|which|giving|making|and[ ](?:so|thus|hence|therefore))(?![^\W\d_]))"
)


def endings(passage: Passage, asked: Wanted) -> Iterator[Passage]:
    """The endings of a passage that nothing before them casts doubt on, the shortest first, and all of it at last.

    Args:
        passage: in plain text.
        asked: what is looked for.
    """
    text = passage.text
    if (
        "0" not in text
        or len(text) > _LONGEST
        or text.count("|") > _IN_TABLE
        or ('"' in text and "{" in text)
        or distanced(text, None if asked.told else asked.things | words_of(asked.shape) | EXPLAINING)
    ):
        return
    for start, whole in _places(text):
        if start and (_A_MARK.fullmatch(text[:start]) or "0" not in text[:start]):
            continue
        if _names_another_letter(text[start:], asked.unknown) or ANSWER_WORKED_WITH.search(text, start):
            continue
        before = passage.until(start)
        if casts_no_doubt(before.text, asked, whole=whole) and not _has_answer(before):
            yield passage.since(start)


def _names_another_letter(text: str, unknown: str) -> bool:
    """Whether a text tells of another unknown than what is asked for."""
    if unknown == "?":
        return _VALUE_OF_LETTER.search(text) is not None
    return not set(LETTER.findall(text)) <= {unknown, "a", "A", "I"}


def _has_answer(passage: Passage) -> bool:
    """Whether something is marked or announced as the answer."""
    return OPEN in passage.text or any(each.strong for each in announcements(passage))


def told_last(page: Page, asked: Wanted, said: Said) -> Found | None:
    """The number that the last sentence tells, in more words than elsewhere, or the value of the calculation that ends it.

    Args:
        page: of an ending.
        asked: what is looked for.
        said: what it says is equal.
    """
    text = page.text
    began = _last_sentence(page, asked)
    if began is None:
        return None
    for match in reversed(list(_NUMBER.finditer(text, began))):
        at = match.start()
        read = number_at(text, at, page.passage.runs[page.first(at) :])
        if read is None or goes_on(text, read.end, asked.things) or not _may_follow(text[read.end :], asked):
            continue
        if not _ends_a_calculation(page, asked, said, at) and not _is_told(text, began, at, read, asked):
            continue
        known = {*range(asked.runs), *page.runs(at, read.end)}
        known.update(run for each in said[1] for run in page.runs(page.pieces[each].start, page.pieces[each].end))
        # What was worked out before the clause is not asked for.
        clause = max((match.end() for match in _PARTS.finditer(text, began, at)), default=began)
        others = (*page.runs(clause, at), *page.runs(read.end, len(text)))
        about = tuple(Condition(run, tuple(sorted(known))) for run in others if run not in known)
        return Found(at, read.end, read, strong=False, conditions=about)
    return None


def roots_told_last(page: Page, asked: Wanted) -> tuple[int, int] | None:
    """Where several numbers stand with which the last sentence ends, told in more words than elsewhere."""
    text = page.text
    began = _last_sentence(page, asked)
    if began is None:
        return None
    match = next(iter(list(SEVERAL.finditer(text, began))[-1:]), None)
    if match is None or text[match.end() :].strip(EMPTY):
        return None
    start = match.end() - len(match[0].lstrip())
    said = text[began:start]
    led = _is_known(said, asked) and untied(text, start, f"{said} ") and "0" not in _CLAUSES.split(said)[-1]
    return (start, match.end()) if led else None


def _last_sentence(page: Page, asked: Wanted) -> int | None:
    """Where the last sentence with a number begins; None where what stands before it, or options, leave in doubt."""
    text = page.text
    if not page.zeros or _OPTIONS.search(text):
        return None
    began = sentence_start(text, page.zeros[-1])
    return began if casts_no_doubt(text[:began], asked, whole=True) else None


def _may_follow(behind: str, asked: Wanted) -> bool:
    """Whether what stands behind a number leaves it what it is, and not one of several: "they are 0 and 0"."""
    listed = ANOTHER.match(behind) or (asked.operator in COMPARED and _LISTED.match(behind))
    return not listed and neutral(behind, asked.beside) and not _MARKED.search(behind)


def _ends_a_calculation(page: Page, asked: Wanted, said: Said, at: int) -> bool:
    """Whether a number is the last side of an equation that was read whole and ends the text."""
    text = page.text
    if (
        not said[1]
        or asked.unknown != "?"
        or not (asked.operations <= 1 or asked.percent or asked.operator not in PLAIN_OPERATORS)
    ):
        return False
    place = max(said[1])
    piece = page.pieces[place]
    if place != len(page.pieces) - 1 or not piece.start < at < piece.end or text[piece.end :].strip(EMPTY):
        return False
    before = text[sentence_start(text, piece.start) : piece.start]
    left = text[piece.start : at].rstrip(" $*")
    worked = left.endswith("=") and _WORKED.search(left) is not None
    return worked and _is_known(before, asked) and not WITH_WORDS.search(before)


def _is_told(text: str, began: int, at: int, read: Read, asked: Wanted) -> bool:
    """Whether a sentence of known words tells a number, and nothing more of it."""
    said = text[began:at]
    last, marked = _LAST.search(said), said.rstrip(" *$(\x02").endswith(("=", ":", "→", "⇒"))
    if (
        not (last or marked)
        or not any(char.isalpha() for char in said)
        or after(text, read.end, units=asked.things) is None
        or not untied(text, at, said)
    ):
        return False
    if not _is_known(said, asked) or WITH_WORDS.search(said):
        return False
    if asked.unknown != "?" and not of_the_unknown(said, asked.unknown):
        return False
    if (
        not marked
        and last is not None
        and last[1].lower() not in _ENDING | asked.operating
        and not _COMING.search(said)
    ):
        return False
    return not (
        of_it(text, at)
        or says_more(text, read.end, asked.beside)
        or calls_it_another(text, began, read.end, asked.quantities)
    )


def _is_known(said: str, asked: Wanted) -> bool:
    """Whether what stands before a number in its sentence is of known words, names nothing else and supposes nothing."""
    # What is worked out is known by its numbers.
    said = _NOTATION.sub(" ", said)
    return (
        neutral(said, _SAID | asked.beside)
        and not supposes(said)
        and DENYING.isdisjoint(words_of(said))
        and not (
            asked.unknown == "?"
            and asked.quantities is not None
            and names_another(said, with_extremes(asked.quantities))
        )
    )


def of_the_unknown(said: str, unknown: str) -> bool:
    """Whether the clause before a number names the unknown alone, or nothing."""
    clause = _CLAUSES.split(said)[-1]
    letters = LETTER.findall(clause)
    return "0" not in clause and set(letters) <= {unknown, "a", "I"} and not _IN_TERM.search(clause)


def _places(text: str) -> list[tuple[int, bool]]:
    """Where endings with a number begin, and whether with a sentence."""
    last = text.rfind("0")
    begun = {match.end(): True for match in SENTENCE.finditer(text, 0, last)}
    line = max(begun, default=0)
    begun.update((match.end(), False) for match in _CLAUSE.finditer(text, line, last))
    return [*sorted(begun.items(), reverse=True)[: _MOST - 1], (0, True)]
