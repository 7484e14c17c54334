"""Answers that say on which side of a number the unknown lies, x<5, x is at least -2/3; the questions: `rulings`."""

from __future__ import annotations

import re

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.numbers import Claim, number_at

Span = tuple[int, int]
# What a question may ask for (`Question.answers`): where its left side is less than the right one, or at most that.
LESS, AT_MOST = "less", "at most"
INEQUALITIES = frozenset([LESS, AT_MOST])
# How an answer is written: whether the unknown is above the number, and whether it may be that number.
SIGNS = {"<": (False, False), "<=": (False, True), ">": (True, False), ">=": (True, True)}
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
# Of answers in declared wording, in shapes and in texts.
IN_SHAPES = r"x(?:<=|>=|<|>)-?0(?:/0|\.0)?"
IN_TEXTS = IN_SHAPES.replace("0", "[0-9]+")

ORDER = r"(?P<order><=|>=|<|>|≤|≥|⩽|⩾)"
_WORDS = {
    "<": "(?:is )?(?:less|smaller|lower) than",
    ">": "(?:is )?(?:greater|larger|bigger|more|higher) than",
    "<=": "(?:is )?(?:at most|no more than|(?:less|smaller) than or equal to)",
    ">=": "(?:is )?(?:at least|no less than|(?:greater|larger|more) than or equal to)",
}
# What says most is tried first.
_BY_GROUP = {"most": "<=", "least": ">=", "below": "<", "above": ">"}
_SAID = "|".join(f"(?P<{group}>{_WORDS[sign]})" for group, sign in _BY_GROUP.items())
_NUMBER = r"[-+]?[ ]?(?:0(?:\.0|[ ]?/[ ]?0)?|\([ ]?[-+]?[ ]?0[ ]?/[ ]?0[ ]?\))"
_WRITTEN = re.compile(
    rf"(?<![A-Za-z0)*/^+-])(?:(?P<name>[a-z])[ ]?(?:{ORDER}|{_SAID})[ ]?(?P<number>{_NUMBER})"
    rf"|(?P<before>{_NUMBER})[ ]?{ORDER.replace('order', 'turned')}[ ]?(?P<behind>[a-z]))(?![A-Za-z0(*/^]|[ ]?[-+*/=<>≤≥][ ]?[0a-z(])"
)
_AROUND = rf"[\s*_$`\"'().,:!{OPEN}{CLOSE}]*"
_LED = re.compile(
    rf"(?:{_AROUND}|[\s\S]*(?:\b(?:answer|solution|result|get|gives|so|thus|hence|therefore|have|is|that)\b|####|=>|→|⇒|\n|[.:;,])){_AROUND}\Z",
    re.IGNORECASE,
)
_REASON = re.compile(rf"{_AROUND}(?:(?:because|since|as)\b[^\n]*)?\Z", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|isn't|wrong|maybe|perhaps|or|if|unless|instead)\b", re.IGNORECASE)


def plain_sign(written: str) -> str:
    """An order as it is written with plain signs."""
    return {"≤": "<=", "≥": ">=", "⩽": "<=", "⩾": ">="}.get(written, written)


def claim_of(written: str, first: int) -> Claim | None:
    """The claim that an answer in declared wording is; None where it is no inequality."""
    match = re.fullmatch(r"x(<=|>=|<|>)(.+)", written)
    read = None if match is None else number_at(match[2], 0, range(first, first + written.count("0")))
    if match is None or read is None or read.end != len(match[2]):
        return None
    return Claim(read.claim.tree, read.claim.numerals, read.claim.fraction, choice=match[1])


def written_in(text: str, unknown: str) -> tuple[str, Span, Span] | None:
    """The sign, the number's place and all of the inequality that a passage ends with; None where it gives none."""
    found = [match for match in _WRITTEN.finditer(text) if (match["name"] or match["behind"]) == unknown]
    if not found or _DENIED.search(text):
        return None
    last = found[-1]
    if not _REASON.match(text, last.end()) or not _LED.match(text, 0, last.start()):
        return None
    if last["before"]:
        return _TURNED[plain_sign(last["turned"])], last.span("before"), last.span()
    said = next((sign for group, sign in _BY_GROUP.items() if last[group]), None)
    return said or plain_sign(last["order"]), last.span("number"), last.span()
