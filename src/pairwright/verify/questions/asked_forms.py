"""In what form an answer is asked for behind a question: a decimal, a fraction, a list with commas, x before y, the remainder alone.

Over shapes. Each is a whole sentence, or a clause behind a comma or "and", that asks for nothing else and denies nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

_TELL = (
    r"(?:(?:please|kindly|and|then|just|only|simply)[,]? )*(?:(?:give|write|express|state|leave|provide|report|enter|submit|present|format|show|list|put|answer|return"
    r"|type|output|find|tell|say|record|giving|writing|expressing|stating|leaving|listing|i(?:['’]d| would) like|i (?:only |just )?(?:want|need)|make it|(?:(?:your|the) )?(?:final )?(?:answers?|results?|solutions?) (?:should|must|is to|are to|needs? to|has to|have to) be(?: (?:given|written|expressed|left|stated|entered))?)(?: (?:me|us|down|it|them))?)"
)
_OWN = (
    r"(?: (?:your|the|my|its|all|both|each|every|any|multiple|of|final|numerical|numeric|exact|possible|real|answers?|solutions?|results?|values?"
    r"|roots?|quotient|x|it|them))*"
)
# As one is asked beside a sentence, and behind it in its own.
_START = r"(?:(?<=[?.!=;:)\]])\s*|\s*\n\s*|(?<=[0a-z)\]}$])\s*(?:,|;| -)\s*|(?<=[0a-z)\]}$?])\s+(?=and\b)|(?<=[0a-z?.])\s*\()"
_END = r"(?: (?:if (?:possible|necessary|needed|appropriate|applicable)|where (?:possible|necessary)))?(?:,? (?:please|pls|thanks|thank you|only))*[\s.!?)\"']*\Z"
_TERMS = r"(?: in (?:its |the )?(?:simplest|lowest|reduced|simplified) (?:form|terms))"
_FRACTION = (
    r"(?:(?:an?|one|its|the) )?(?:(?:improper|simplified|simplest|reduced|proper|common|exact|single|mixed) )*(?:fractions?|mixed numbers?)(?: forms?| answer)?"
    rf"(?: or (?:a )?mixed number)?{_TERMS}?"
)
_DECIMAL = r"(?:(?:an?|its|the) )?(?:exact )?decimals?(?: (?:form|number|answer|notation|value|fraction))?"
_COMMAS = (
    r"(?:,? (?:all )?(?:separated|delimited|divided) (?:by|with|using) (?:an? )?(?:single )?(?:commas?|semicolons?)|,?(?: as| in)?(?: an?)? comma[- ]separated(?: (?:list|values?|form|format))?"
    r"|,? with (?:an? )?commas?(?: (?:between|to separate) (?:them|each|the (?:two )?(?:values|numbers|solutions)))?)"
)
_SEPARATE = (
    r"(?:(?:if there (?:is|are) more than one (?:solution|answer|root|value)|if (?:there are )?(?:several|multiple|two) (?:solutions|answers|roots|values)?(?: exist)?),? )?"
    r"(?:please )?(?:separate|use) (?:(?:your|the|all|both|multiple|different|them|a|two|any) ?)*(?:answers|solutions|roots|values|numbers)? ?(?:with |by |using )?(?:a )?(?:commas?|semicolons?)"
    r"(?: to separate (?:(?:your|the|all|both|multiple) ?)*(?:them|answers|solutions|roots|values))?"
)
_ALL = rf"(?:{_TELL} )?(?:all|both|every)(?: (?:of|the|its|your|real|possible|two))* (?:solutions?|roots?|answers?|values?)(?: (?:of|for) (?:x|the equation))?"
_NAME = r"\$?(?P<{}>[a-z])\$?"
_LETTERS = (
    r"(?:(?: as| in| using| like| with)?(?: the| an?)?(?: form| format| order)?(?: of)?(?: the| an?)?(?: (?:ordered )?(?:pair|triple|point|coordinates?))?:? )"
    rf"[\"'`($\[]*{_NAME.format('one')}(?:, ?| and | then | followed by |, then ){_NAME.format('two')}(?:, ?{_NAME.format('three')})?[\"'`)$\]]*"
    rf"(?:,? (?:without|with no|no) (?:any )?(?:brackets|parentheses|spaces|letters|words|equals signs?))?(?:{_COMMAS}|,? in that order)?"
)
_PAIR = r" as an? (?:ordered )?(?:pair|triple)(?: of (?:numbers|values))?"
_ORDERED = r"(?:ordered |coordinate )?(?:pair|triple|point|solution)"
# "Find the ordered pair (x, y) that satisfies": find x and y if.
_ASKED_PAIR = re.compile(
    rf"\b(?:(?:find|give|determine|state|what is|solve for) )?(?:(?:all|the|what|which) )*(?:values? of )?(?:{_ORDERED}s? )?(?:\$|\\\()?\((?P<names>[a-z](?:, ?[a-z]){{1,2}})\)(?:\$|\\\))? "
    r"(?:is (?:the |a )?solutions? (?:of|to)|(?:that|which) (?:satisf(?:y|ies)|solves?|makes?)|with|such that|satisfying|if|when|where|given(?: that)?|for which|for|of|to|satisf(?:y|ies)|solves?)"
    r"(?= |:)(?: (?:the|this|both|following|system|pair|equations?|of|linear|simultaneous))*:?",
    re.IGNORECASE,
)
_JUST = r"(?:just|only)"
_REMAINDER_ALONE = (
    rf"(?:(?:(?:please|and) )*(?:i {_JUST} (?:need|want)|(?:i (?:need|want) )?{_JUST}(?: give| tell| write| state)?(?: me)?|(?:give|tell|write|state|report|return|answer|answer with)(?: me)? {_JUST})"
    r"|(?:what is|find|give|state|tell me)) the remainder"
)


class AskedForm(NamedTuple):
    """A text without what it says of the form of its answer.

    Attributes:
        text: the question.
        decimal: whether a decimal is asked for.
        letters: the unknowns in the order in which they are to be told, where that is said.
        whole: whether a whole number is asked for.
    """

    text: str
    decimal: bool = False
    letters: tuple[str, ...] = ()
    whole: bool = False


# Compiled when a form is first asked for.
@cache
def _behind(what: str) -> re.Pattern[str]:
    return re.compile(rf"{_START}{what}{_END}", re.IGNORECASE)


@cache
def _ways() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """What a text holds that asks for a form, and how that is asked."""
    return (
        (
            "fraction",
            _behind(rf"(?:{_TELL}{_OWN}(?: (?:as|in|to|using))? {_FRACTION}|{_FRACTION})"),
        ),
        ("mixed", _behind(rf"(?:{_TELL}{_OWN}(?: (?:as|in|to|using))? {_FRACTION}|{_FRACTION})")),
        ("decimal", _behind(rf"(?:{_TELL}{_OWN}(?: (?:as|in|to|using))? {_DECIMAL}|(?:(?:as|in) )?{_DECIMAL})")),
        ("comma", _behind(rf"(?:{_SEPARATE}|{_TELL}{_OWN}{_COMMAS})")),
        ("semicolon", _behind(rf"(?:{_SEPARATE}|{_TELL}{_OWN}{_COMMAS})")),
        ("all", _behind(_ALL)),
        ("both", _behind(_ALL)),
        ("", _behind(rf"{_TELL}{_OWN}{_LETTERS}")),
        ("pair", _behind(rf"{_TELL}{_OWN}{_PAIR}")),
    )


# What is not one number that is to be written otherwise: "Add 2 1/2 and 1 3/4 as an improper fraction."
_AS_FRACTION = re.compile(
    rf"(?<=0),? (?:expressed |written )?as an? (?:improper fraction|mixed (?:number|fraction)){_TERMS}?{_END}",
    re.IGNORECASE,
)
_WORKED = re.compile(r"0 ?[-+*÷×] ?0|0 (?:and|by|from|to|plus|minus|times|divided by) 0", re.IGNORECASE)
# "As a decimal, what is 1/2 + 1/4?"
_AHEAD = re.compile(
    rf"(?:(?:giving|writing|expressing|leaving) (?:your|the) (?:final )?(?:answer|result) )?(?:as|in) (?:(?P<decimal>{_DECIMAL})|{_FRACTION}), +",
    re.IGNORECASE,
)
# "Find the square root of 0, as an integer."
_AS_WHOLE = re.compile(
    rf"(?<=[0!)}}$])(?<!base 0),? (?:(?:given|expressed|written) )?as an? (?:single )?(?:positive )?(?:integer|whole number){_END}",
    re.IGNORECASE,
)
_LISTED = re.compile(rf"{_COMMAS}{_END}", re.IGNORECASE)
_CUES = re.compile(
    r"fraction|mixed|as an? (?:[a-z]+ )?(?:integer|whole)|\b(?:all|both)\b|decimal|comma|semicolon|pair|[a-z]\$?(?:,| and| then)[ ]?\$?[a-z]\b",
    re.IGNORECASE,
)


_OF_ALL = frozenset(["all", "both"])
_ASKS = re.compile(r"\b(?:solve|find|what|determine|which|give)\b", re.IGNORECASE)


def without_form(text: str) -> AskedForm | None:
    """The text without the form that its end asks for; None where it asks for none."""
    if _CUES.search(text) is None:
        return None
    lower = text.lower()
    if (match := _AHEAD.match(text)) is not None:
        return AskedForm(text[match.end() :], match["decimal"] is not None)
    for cue, pattern in _ways():
        if cue in lower and (match := pattern.search(text)) is not None and match.start():
            if cue in _OF_ALL and _ASKS.search(text, 0, match.start()) is None:
                # Nothing else asks for them.
                continue
            named = match.groupdict()
            letters = tuple(name for key in ("one", "two", "three") if (name := named.get(key)))
            return AskedForm(text[: match.start()].rstrip(), cue == "decimal", letters)
    if (match := _AS_FRACTION.search(text)) is not None and _WORKED.search(text, 0, match.start()):
        return AskedForm(text[: match.start()])
    if (match := _AS_WHOLE.search(text)) is not None:
        return AskedForm(text[: match.start()], whole=True)
    if "separated" in lower and (match := _LISTED.search(text)) is not None and match.start():
        # "Find all solutions of x^2 = 9, separated by commas."
        return AskedForm(text[: match.start()].rstrip())
    return None


def with_names(text: str) -> str:
    """The text with "find x and y if" for the pair that it asks for."""
    if ")" not in text or "," not in text:
        return text
    return _ASKED_PAIR.sub(lambda match: f"find {' and '.join(re.split(', ?', match['names']))} if", text)


@cache
def _rest_alone() -> re.Pattern[str]:
    return _behind(_REMAINDER_ALONE)


def with_rest_alone(text: str) -> str:
    """The text with one way to say that only the remainder is asked for; without it where that is said before."""
    if "remainder" not in text.lower() or (match := _rest_alone().search(text)) is None:
        return text
    before = text[: match.start()].rstrip(" ,;.-?!=")
    if "0" not in before:
        return text
    return f"{before}" if "remainder" in before.lower() else f"{before}, and give the remainder"
