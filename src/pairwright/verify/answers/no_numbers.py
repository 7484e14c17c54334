"""Answers that are no one number, words, lists, expressions, inequalities and calculations: where a passage gives one, and what it says is equal beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from pairwright.verify.answer_types import answer_forms, targets
from pairwright.verify.answer_types.choices import CHOICES, PROPERTIES, chosen, claimed
from pairwright.verify.answer_types.expressions import EXPRESSIONS, claim_of, written_at
from pairwright.verify.answer_types.inequalities import INEQUALITIES, written_in
from pairwright.verify.answer_types.lists import FACTORS, LISTS, has_powers, list_of, lists_in
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim, Condition, in_their_order, number_at
from pairwright.verify.answers.passage import Passage, in_a_row
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import neutral
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.sentences import confirmed, property_asked
from pairwright.verify.answers.statements import statements, tree_at
from pairwright.verify.questions.trees import shifted

_MAX_CLAIMS = 20


# Other words for yes and no, at the head of an answer.
_NO = re.compile(
    r"\A([\s*_\"'#]*)(?:nope|nah|no way|negative|certainly not|definitely not|absolutely not|not at all|nay)\b(?! or\b)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"\A([\s*_\"'#]*)(?:yep|yup|yeah|yea|aye|affirmative|indeed|absolutely|definitely|certainly|of course|sure is|you bet|correct)\b(?! not\b| or\b)(?=[\s*_]*(?:[,.!:;—–-]|\Z|it\b|\())",
    re.IGNORECASE,
)


_PROPERTY_TOLD = {
    name: re.compile(
        rf"(?P<sentence>(?:\A|(?<=[.!?:\n]))[^.!?:\n]{{0,200}}?)(?<![a-z0.,/*+-])(?:(?:the number )?(?P<of>0(?:,0)*)|it|this|that|this number|the number)(?: is|['’]s) (?:indeed |therefore |thus |also )?"
        rf"(?:an? )?[*_]*(?P<word>{'|'.join(CHOICES[name])})\b[*_]*(?: number)?(?:,? (?:because|since|as|for) [^.!?\n]{{1,200}})?[\s*_$.!]*\Z",
        re.IGNORECASE,
    )
    for name in PROPERTIES
}
_DOUBTFUL = re.compile(
    r"\b(?:not|neither|nor|if|whether|would|could|might|maybe|perhaps|unless|wrong|false|doubt|think|is it)\b|n['’]t",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"[\s*_,.!:;—–-]*(?:the number )?[*$]*0(?:,0)*[*$]*(?: is|'s)(?: not|n't)?(?: indeed)?(?: an?)? ", re.IGNORECASE
)


def choice_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The word that a passage gives as the answer, and what it says is equal."""
    if asked.answers == "truth":
        passage = Passage(_YES.sub(r"\1Yes", _NO.sub(r"\1No", passage.text)), passage.runs)
    found = chosen(passage.text, asked.answers)
    if found is None and asked.answers in PROPERTIES:
        return _property_told(passage, asked)
    if found is None:
        return _said_again(passage, asked) if asked.answers == "truth" else None
    if asked.answers == "truth" and (again := confirmed(passage.text, asked.shape)) is not None:
        agreeing = claimed("yes" if again[0] else "no")
        if agreeing is None or agreeing.tree != found.claim.tree:
            return None
    conditions: list[Condition] = []
    if found.between is not None:
        # The statement must be about the numbers of the question, in its order.
        told = [run for start in found.between for run in passage.runs[passage.text.count("0", 0, start) :][:2]]
        if len(set(told)) != asked.runs:
            return None
        return Reading((found.claim,), conditions=in_their_order(sorted(set(told))))
    if asked.answers == "truth" and (said := property_asked(asked.shape)) is not None:
        conditions = _of_the_number(passage, found.end, said)
    text = f"{passage.text[: found.start]}so{passage.text[found.end :]}"
    equations, _, unread = statements(Page(Passage(text, passage.runs)), asked.unknown)
    return Reading((found.claim,), tuple(equations), unread, tuple(conditions))


def _of_the_number(passage: Passage, end: int, said: str) -> list[Condition]:
    """What must be so for the word behind which a number is said to be so to be of the question: "Yes, 0 is prime."."""
    match = _OF_IT.match(passage.text, end)
    if match is None or not passage.text.startswith(said, match.end()):
        return []
    return [Condition(run, (0,)) for run in Page(passage).runs(*match.span())]


def _property_told(passage: Passage, asked: Wanted) -> Reading | None:
    """Which of two properties a number has, as the last sentence says it of the number that is asked about: "374 is even"."""
    text = passage.text
    match = _PROPERTY_TOLD[asked.answers].search(text)
    if match is None or _DOUBTFUL.search(text[match.start("sentence") :]):
        return None
    words = CHOICES[asked.answers]
    if any(re.search(rf"\b{other}\b", text, re.IGNORECASE) for other in words if other != match["word"].lower()):
        return None
    page = Page(passage)
    runs = page.runs(*match.span("of")) if match["of"] else ()
    claim = claimed(match["word"])
    if claim is None or (runs and len(runs) != asked.runs):
        return None
    conditions = in_their_order(runs)
    equations, _, unread = statements(page, asked.unknown)
    return Reading((claim,), tuple(equations), unread, conditions=conditions)


def _said_again(passage: Passage, asked: Wanted) -> Reading | None:
    """Yes or no as a statement, which must be about the numbers of the question, in its order."""
    said = confirmed(passage.text, asked.shape)
    claim = None if said is None else claimed("yes" if said[0] else "no")
    if said is None or claim is None:
        return None
    here = Page(passage).runs(*said[1])
    if not here and asked.runs == 1:
        # "It is prime": the number of the question.
        return Reading((claim,), unread="=" in passage.text)
    conditions = tuple(Condition(run, (place,)) for place, run in enumerate(here))
    return Reading((claim,), unread="=" in passage.text, conditions=conditions) if len(here) == asked.runs else None


def list_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The list that a passage gives as the answer, and what it says is equal."""
    claims: list[Claim] = []
    places = lists_in(passage.text)
    for start, end in places:
        runs = passage.runs[passage.text.count("0", 0, start) :]
        claim = list_of(passage.text[start:end], runs[0])
        count = passage.text.count("0", start, end)
        if claim is None or (has_powers(claim) and asked.answers != FACTORS) or not in_a_row(runs[:count]):
            return None
        claims.append(claim)
    if not claims or len(claims) > _MAX_CLAIMS:
        return None
    equations, _, unread = statements(Page(passage.without(places)), asked.unknown)
    return Reading(tuple(claims), tuple(equations), unread)


def expression_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The expression that a passage gives as the answer, and what it says is equal."""
    match = written_at(passage.text)
    tree = None if match is None else tree_at(match["written"].strip(" *"))
    if match is None or tree is None:
        return None
    at, count = (passage.text.count("0", *span) for span in ((0, match.start("written")), match.span("written")))
    runs = list(passage.runs[at : at + count])
    if not in_a_row(runs):
        return None
    tree = shifted(tree, runs[0]) if runs else tree
    # What stands in its place has as many numbers, and says nothing.
    text = f"{passage.text[: match.start('written')]}{'0 ' * count}{passage.text[match.end('written') :]}"
    equations, _, unread = statements(Page(Passage(text, passage.runs)), asked.unknown)
    return Reading((claim_of(tree) or Claim(tree),), tuple(equations), unread)


def inequality_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The side of a number on which a passage says the unknown lies, and what it says is equal."""
    if (found := written_in(passage.text, asked.unknown)) is None:
        return None
    sign, (start, end), whole = found
    read = number_at(passage.text[:end], start, passage.runs[passage.text.count("0", 0, start) :])
    if read is None or passage.text[read.end : end].strip():
        return None
    equations, _, unread = statements(Page(passage.without([whole])), asked.unknown)
    return Reading((replace(read.claim, choice=sign),), tuple(equations), unread, read.conditions)


def calculation_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The calculation that a passage gives as the answer, and what it says is equal."""
    match = targets.written_in(passage.text)
    claim = None if match is None else targets.claim_of(tree_at(match["written"].strip()))
    if match is None or claim is None:
        return None
    at, count = (passage.text.count("0", *span) for span in ((0, match.start("written")), match.span("written")))
    runs = list(passage.runs[at : at + count])
    if not in_a_row(runs):
        return None
    equations, _, unread = statements(Page(passage), asked.unknown)
    return Reading((replace(claim, tree=shifted(claim.tree, runs[0])),), tuple(equations), unread)


def form_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The number in a form of its own that a passage gives as the answer, and what it says is equal."""
    claims: list[Claim] = []
    places = answer_forms.written_in(passage.text, asked.answers)
    for start, end in places:
        before, count = passage.text.count("0", 0, start), passage.text.count("0", start, end)
        runs = list(passage.runs[before : before + count])
        if not in_a_row(runs):
            return None
        claim = answer_forms.FORMS[asked.answers].claim(passage.text[start:end], runs[0] if runs else 0)
        if claim is None:
            return None
        claims.append(claim)
    if not claims or len(claims) > _MAX_CLAIMS or not neutral(passage.text[places[-1][1] :], asked.operating):
        return None
    equations, _, unread = statements(Page(passage.without(places)), asked.unknown)
    return Reading(tuple(claims), tuple(equations), unread)


# What reads an answer, by what a question asks for.
READERS: Mapping[str, Callable[[Passage, Wanted], Reading | None]] = {
    **dict.fromkeys(CHOICES, choice_in),
    **dict.fromkeys(LISTS, list_in),
    **dict.fromkeys(EXPRESSIONS, expression_in),
    **dict.fromkeys(INEQUALITIES, inequality_in),
    targets.TARGET: calculation_in,
    **dict.fromkeys(answer_forms.FORMS, form_in),
}
