"""Calculations told in English words: "The sum of 0 and 0 is 0", "When you calculate 0 + 0, you get 0"."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import CALCULATION, NEXT_NUMBER, NUMBER, SetForm, replaced, set_form

_A, _B, _N = (rf"[$*(]*(?P<{name}>{NUMBER})[$*)]*" for name in "abn")
_IS = (
    rf"(?: is(?: equal to| therefore| thus| then| just| simply| exactly)?| equals| ?=| comes (?:out )?(?:to|at|as)| amounts to| works out (?:to|as|at)(?: be)?"
    rf"| turns out to be| gives| makes| sums to| totals|:){NEXT_NUMBER}"
)
_WHO = r"(?:you|we|i|one)"
_GET = (
    rf",?(?: (?:{_WHO}(?:'ll| will| would)? (?:get|gets|obtain|find|have|end up with|arrive at|reach)|{_WHO}(?:'re| are|'m| am) left with|(?:and|which|that|this|it) (?:gives|makes|leaves|brings)(?: us| you)?(?: to| with)?"
    rf"|the (?:result|answer|outcome|total|sum|product|difference) is|(?:it|this|that|which) (?:equals|comes to|is)|(?:gives|yields|results in|leads to|produces|equals|makes|is|leaves|(?:brings|takes|gets) (?:us|you) to)(?: us| you)?(?: with)?)| ?=| ?[:→⇒]){NEXT_NUMBER}"
)
_BEGIN = r"(?P<begin>^|[.!?\n:]\s*|(?:so|thus|hence|therefore|then|indeed|well|now),? )"
_WHEN = rf"(?:(?:when|if|once|after|by) (?:{_WHO} )?)?"
_HAVE = rf"(?:if|when|suppose) {_WHO} (?:have|start with|begin with|take) {_A},? and(?: then)?(?: {_WHO})?"
_IT = r"(?: (?:it|that|this))?"
# In the order of the question; the words of which one is in it.
_IN_ORDER = (
    ("+", "sum total", rf"(?:the )?(?:sum|total) of {_A} (?:and|plus|\+|with) {_B}{_IS}"),
    ("-", "difference", rf"(?:the )?difference (?:of|between) {_A} and {_B}{_IS}"),
    ("*", "product", rf"(?:the )?product of {_A} (?:and|times|by) {_B}{_IS}"),
    ("/", "quotient", rf"(?:the )?quotient of {_A} (?:and|by|over) {_B}{_IS}"),
    ("+", "adding", rf"(?:the )?(?:result|value) of adding {_A} (?:and|to|with) {_B}{_IS}"),
    ("*", "multiplying", rf"(?:the )?(?:result|value) of multiplying {_A} (?:and|by|with) {_B}{_IS}"),
    ("/", "dividing", rf"(?:the )?(?:result|value) of dividing {_A} by {_B}{_IS}"),
    (
        "+",
        "add adds adding",
        rf"{_WHEN}(?:add|adds|adding)(?: up)?(?: the numbers)? {_A} (?:and|to|with|onto) {_B}(?: together| up)?{_GET}",
    ),
    (
        "*",
        "multiply multiplies multiplying",
        rf"{_WHEN}(?:multiply|multiplies|multiplying) {_A} (?:and|by|with|times) {_B}(?: together)?{_GET}",
    ),
    ("/", "divide divides dividing", rf"{_WHEN}(?:divide|divides|dividing) {_A} by {_B}{_GET}"),
    ("*", "multiplied", rf"{_A} multiplied (?:by|with) {_B}{_IS}"),
    ("+", "added together", rf"{_A} (?:added to|together with) {_B}{_IS}"),
    ("+", "increased", rf"{_A} increased by {_B}{_IS}"),
    ("/", "divided", rf"{_A} divided (?:by|into) {_B}{_IS}"),
    (
        "-",
        "away less decreased reduced diminished",
        rf"{_A} (?:take away|less|(?:decreased|reduced|diminished) by) {_B}{_IS}",
    ),
    (
        "+",
        "make makes add adds sum total totals together combined come comes",
        rf"{_A} and {_B},? (?:together )?(?:make|makes|adds? up to|sums? (?:up )?to|totals?|comes? to|(?:combined|together) (?:is|are|make|makes|equals?)){NEXT_NUMBER}",
    ),
    (
        "*",
        "groups lots sets times rows bags",
        rf"{_A} (?:groups|lots|sets|times|rows|bags|copies) of {_B} (?:is|are|make|makes|equals?|gives?|contain|contains){NEXT_NUMBER}",
    ),
    ("+", "add", rf"{_HAVE} add {_B}{_GET}"),
    ("-", "subtract take remove", rf"{_HAVE} (?:subtract|take away|remove) {_B}{_GET}"),
    ("*", "multiply", rf"{_HAVE} multiply{_IT} by {_B}{_GET}"),
    ("/", "divide", rf"{_HAVE} divide{_IT} by {_B}{_GET}"),
)
# The calculation itself: "When you calculate 0 + 0, you get 0", "0 + 0? That's 0".
_CALCULATING = re.compile(
    rf"{_BEGIN}{_WHEN}(?:calculat(?:e|es|ing)|comput(?:e|es|ing)|evaluat(?:e|es|ing)|work(?:ing)? out|do(?:ing)?|solv(?:e|es|ing)|simplify(?:ing)?)"
    rf" (?:the (?:sum|product|difference|quotient|calculation|expression|problem) )?(?P<e>{CALCULATION}){_GET}",
    re.IGNORECASE,
)
_COMES_TO = re.compile(
    rf"(?P<begin>^\s*|\n[ ]*|[.!:] |(?:so|thus|hence|therefore),? )(?P<e>{CALCULATION})(?: (?:comes (?:out )?(?:at|to|as)|works out (?:at|to|as)(?: be)?|results in|amounts to|adds up to|boils down to|is (?:just|simply)|turns out to be)|\?(?: (?:easy|simple)[,!.])?(?: (?:that's|that is|it's|it is|that makes|that gives))?|[ ]?\.\.\.){NEXT_NUMBER}",
    re.IGNORECASE,
)
_ENGLISH = tuple(
    (frozenset(words.split()), re.compile(_BEGIN + pattern, re.IGNORECASE), f"{{begin}}{{a}} {sign} {{b}} =", sign)
    for sign, words, pattern in _IN_ORDER
)
_CALCULATES = frozenset(
    "calculate calculates calculating compute computes computing evaluate evaluates evaluating work working do doing solve solves solving simplify simplifying".split()
)
_COMING = frozenset("comes works results amounts adds boils just simply turns".split())
_TAIL = r"[.!*$\x03]*\s*"
_SO = r"\s*(?:so,? |thus,? |well,? )?"
_TAKE = r"(?:subtract|subtracts|subtracting|take|taking|taking away|deduct|deducting|remove|removing)"
_WHAT = rf"{_SO}{_N} is (?:what|the (?:number|result|answer)) (?:that )?{_WHO} (?:get|gets|obtain|find|have) (?:when|if|by|after) (?:{_WHO} )?"
_AND_GET = rf"{_SO}{_WHO} (?:get|gets|obtain|end up with|have|find) {_N},? (?:when|if|by|after) (?:{_WHO} )?"
# The answer first, or the second number: by the sign of what is asked.
REVERSED: dict[str, tuple[SetForm, ...]] = {
    sign: tuple(set_form(pattern + _TAIL, "The answer is {n}.", **given) for pattern in patterns)
    for sign, given, patterns in (
        (
            "-",
            {"question": "a b"},
            (
                rf"{_SO}{_WHEN}{_TAKE} {_B} (?:away )?from {_A}(?: and|,)?{_GET}[ *$\x02]*{_N}",
                rf"{_SO}{_B} (?:subtracted|taken(?: away)?) from {_A}{_IS}[ *$\x02]*{_N}",
                rf"{_SO}from {_A},? (?:{_WHO} )?(?:subtract|take(?: away)?) {_B}{_GET}[ *$\x02]*{_N}",
                rf"{_SO}{_N} is the difference (?:of|between) {_A} and {_B}",
                rf"{_WHAT}{_TAKE} {_B} (?:away )?from {_A}",
                rf"{_AND_GET}{_TAKE} {_B} (?:away )?from {_A}",
            ),
        ),
        (
            "+",
            {"members": "a b"},
            (
                rf"{_SO}{_N} is the (?:sum|total) of {_A} and {_B}",
                rf"{_WHAT}(?:add|adding) {_A} (?:and|to) {_B}(?: together)?",
                rf"{_AND_GET}(?:add|adding) {_A} (?:and|to) {_B}(?: together)?",
            ),
        ),
        (
            "*",
            {"members": "a b"},
            (
                rf"{_SO}{_N} is the product of {_A} and {_B}",
                rf"{_WHAT}(?:multiply|multiplying) {_A} (?:and|by|with) {_B}",
                rf"{_AND_GET}(?:multiply|multiplying) {_A} (?:and|by|with) {_B}",
            ),
        ),
        (
            "/",
            {"question": "a b"},
            (
                rf"{_SO}{_N} is the quotient of {_A} and {_B}",
                rf"{_WHAT}(?:divide|dividing) {_A} by {_B}",
                rf"{_AND_GET}(?:divide|dividing) {_A} by {_B}",
            ),
        ),
    )
}
_DOING = {"+": "adding", "-": "subtracting", "*": "multiplying", "/": "dividing"}
_THEM = r"(?:(?: up)?(?: (?:them|these two|these|those|both of them|both|the two|the)(?: numbers| values)?)?(?: together| up)?)"
REVERSED["-"] += (
    set_form(
        rf"{_SO}{_N} (?:remains|is left(?: over)?|are left|is what(?:'s| is) left|is what remains){_TAIL}",
        "The answer is {n}.",
    ),
)
for _sign, _verb in _DOING.items():
    REVERSED[_sign] += (set_form(rf"{_SO}{_verb}{_THEM}{_GET}[ *$\x02]*{_N}{_TAIL}", "The answer is {n}."),)


def in_english(passage: Passage, sign: str) -> Passage:
    """The passage, calculations that English words tell in signs; only those of one sign if it is asked for.

    >>> in_english(Passage("The sum of 0 and 0 is 0.", range(3)), "+").text
    '0 + 0 = 0.'
    """
    words = passage.words
    for keywords, pattern, plain, of in _ENGLISH:
        if of == (sign or of) and not words.isdisjoint(keywords):
            passage = replaced(passage, pattern, plain)
    if not words.isdisjoint(_CALCULATES):
        passage = replaced(passage, _CALCULATING, "{begin}{e} =")
    if not words.isdisjoint(_COMING) or any(mark in passage.text for mark in ("?", "...")):
        passage = replaced(passage, _COMES_TO, "{begin}{e} =")
    return passage
