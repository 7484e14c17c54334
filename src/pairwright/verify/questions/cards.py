"""A calculation that somebody is shown: on a card, on a board, in a worksheet, with a sentence of who practises for what.

`Maria is practising addition. Her first card says 0 + 0. What should she write down?` is `0 + 0`.
"""

from __future__ import annotations

import re
from functools import cache

# Who practises, for what: no word here is of a rule by which one answers.
_PRACTISING = frozenset(
    """is are am was were practising practicing studying learning revising preparing working doing getting ready reviewing has have having sitting sits
    playing taking takes going about to do learn practise practice study revise for on with using in at of from and the a an her his their my our your
    addition subtraction multiplication division arithmetic math maths mathematics algebra fractions decimals times tables table facts test exam quiz tests
    exams homework worksheet worksheets flash card cards flashcards school class lesson home tomorrow today tonight week next friday monday tuesday
    wednesday thursday saturday sunday morning evening sister brother friend son daughter student pupil child kid mental order operations competition
    some new simple basic first grade teacher""".split()
)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_TITLE = re.compile(r"\b(mr|mrs|ms|dr)[.]", re.IGNORECASE)
_WHOSE = r"(?:the|a|her|his|their|my|our|your|this|one|an|[A-Za-z]+['’]s)"
_WHICH = r"(?: (?:first|second|third|fourth|fifth|next|last|top|math|maths))?"
_CARD = r"(?:(?:flash ?|index |math |maths )?cards?|worksheet|board|(?:white|black|chalk)board|(?:first |next )?(?:question|problem|exercise|sum)|screen|page|sheet|homework(?: question| problem)?|paper|note|(?:problem|question|sum|calculation) on the (?:white|black|chalk)?board)"
_SAYS = r"(?:says|reads|shows|asks|has|displays|said|showed|asked|read|is|was)"
_CALCULATION = r"[\"'“‘`$]*(?P<calculation>[-(√.]*0[-+*/^().,0!√²³ =?xX×÷_]*?)[\"'”’`$]*"
_WHO = r"(?:she|he|they|i|we|you|one|(?:the |a )?(?:students?|pupils?|class|children)|[A-Z][a-z]+)"
_ASKED = (
    rf"(?:what (?:number |answer |result )?(?:should|must|would|does|do) {_WHO} (?:write|answer|say|put|get|give|reply|respond)(?: down| there| on it| as (?:the|an) answer)?(?= ?[?.]*\s*\Z)"
    r"|what(?: is|['’]s) (?:the|its) (?:correct |right )?(?:answer|result|solution|value)(?: to (?:it|this|that))?|(?:find|give|work out|calculate) (?:the|its) (?:answer|result|value))[?.]*\s*\Z"
)


@cache
def _shown() -> tuple[re.Pattern[str], ...]:
    behind = rf"{_CALCULATION}[.,;?]* {_ASKED}"
    says = (
        rf"{_WHOSE}{_WHICH} {_CARD} {_SAYS}:? ",
        rf"(?:{_WHOSE} )?[a-z]+ (?:has|sees|gets|got|picks|draws|is given|is shown|turns over|holds) (?:a|an|the|another){_WHICH} {_CARD}(?: that| which) {_SAYS}:? ",
        rf"on {_WHOSE}{_WHICH} {_CARD},? (?:it|{_WHO}) (?:sees|has|finds|reads|says|shows):? ",
    )
    written = (
        rf"(?:{_WHOSE} (?:[a-z]+ )?(?:teacher|tutor|professor|mother|father|mom|mum|dad|sister|brother)|(?:mr|mrs|ms|miss|dr) [a-z]+) (?:wrote|writes|has written|put|puts):? {_CALCULATION} "
        rf"on (?:the|a) (?:white|black|chalk)?(?:board|paper|card)[.,;]* {_ASKED}"
    )
    return tuple(re.compile(each, re.IGNORECASE) for each in (*(f"{say}{behind}" for say in says), written))


def off_the_card(text: str) -> str:
    """The calculation that is shown in a text, where nothing is told of it; the text otherwise.

    >>> off_the_card("Tom is learning addition. His card says 0 + 0. What should he write?")
    '0 + 0 = ?'
    """
    plain = _TITLE.sub(r"\1", " ".join(text.split()))
    shown = plain
    while (end := shown.find(". ")) > 0 and "0" not in shown[:end]:
        name, *words = _WORD.findall(shown[:end])
        if not words or not _PRACTISING.issuperset(word.lower() for word in words[name.lower() in _FRONT :]):
            return text
        shown = shown[end + 2 :]
    match = next((found for each in _shown() if (found := each.fullmatch(shown)) is not None), None)
    if match is None:
        return text
    calculation = match["calculation"].rstrip(" =?_")
    alone = calculation.count("0") > 1 and "=" not in calculation and "?" not in calculation
    return f"{calculation} = ?" if alone else text


# Before a name of somebody: "My son".
_FRONT = frozenset("my our the a her his".split())
