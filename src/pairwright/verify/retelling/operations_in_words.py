"""A calculation told in a sentence that names its operation: "The sum of 0 and 0 is 0", "0 más 0 es igual a 0"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pairwright.verify.answers.numbers import Claim, Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Reading, Wanted
from pairwright.verify.columns.number_words import WORDED, worded
from pairwright.verify.questions.trees import Constant
from pairwright.verify.retelling.layout import CALCULATION, NUMBER, layout, replaced

_A, _B, _N = (rf"[$*(]*(?P<{name}>{NUMBER})[$*)]*" for name in "abn")
_NEXT = r"(?=[ \n]*[$*(\x02]*-?0)"
_IS = rf"(?: is(?: equal to| therefore| thus| then| just| simply| exactly)?| equals| ?=| comes (?:out )?to| amounts to| works out (?:to|as)(?: be)?| turns out to be| gives| makes|:){_NEXT}"
_GET = rf",?(?: (?:(?:you|we|i|one) (?:get|gets|obtain|find|have|end up with|arrive at|will get|would get|'ll get|reach)|the (?:result|answer|outcome|total) is|it (?:gives|makes|equals|comes to|is)|this (?:gives|makes|equals)|that (?:gives|makes|equals|is)|(?:gives|yields|results in|leads to|produces|equals|makes|is)(?: us| you)?)| ?=){_NEXT}"
_BEGIN = r"(?P<begin>^|[.!?\n:]\s*|(?:so|thus|hence|therefore|then|indeed),? )"
# In the order of the question.
_IN_ORDER = {
    rf"(?:the )?(?:sum|total) of {_A} (?:and|plus|\+|with) {_B}{_IS}": "+",
    rf"(?:the )?difference (?:of|between) {_A} and {_B}{_IS}": "-",
    rf"(?:the )?product of {_A} and {_B}{_IS}": "*",
    rf"(?:the )?quotient of {_A} and {_B}{_IS}": "/",
    rf"(?:the )?(?:result|value) of adding {_A} (?:and|to) {_B}{_IS}": "+",
    rf"(?:the )?(?:result|value) of multiplying {_A} (?:and|by|with) {_B}{_IS}": "*",
    rf"(?:the )?(?:result|value) of dividing {_A} by {_B}{_IS}": "/",
    rf"(?:(?:when|if|once|after|by) (?:(?:you|we|i|one) )?)?(?:add|adds|adding) {_A} (?:and|to|with) {_B}(?: together)?{_GET}": "+",
    rf"(?:(?:when|if|once|after|by) (?:(?:you|we|i|one) )?)?(?:multiply|multiplies|multiplying) {_A} (?:and|by|with|times) {_B}(?: together)?{_GET}": "*",
    rf"(?:(?:when|if|once|after|by) (?:(?:you|we|i|one) )?)?(?:divide|divides|dividing) {_A} by {_B}{_GET}": "/",
    rf"{_A} multiplied (?:by|with) {_B}{_IS}": "*",
    rf"{_A} (?:added to|together with) {_B}{_IS}": "+",
    rf"{_A} divided (?:by|into) {_B}{_IS}": "/",
    rf"{_A} take away {_B}{_IS}": "-",
}
# "0 mod 0 is 0" and the calculation itself: "When you calculate 0 + 0, you get 0".
_CALCULATING = re.compile(
    rf"{_BEGIN}(?:(?:when|if|once|after|by) (?:(?:you|we|i|one) )?)?(?:calculat(?:e|es|ing)|comput(?:e|es|ing)|evaluat(?:e|es|ing)|work(?:ing)? out|do(?:ing)?|solv(?:e|es|ing)) (?:the (?:sum|product|difference|quotient|calculation|expression) )?(?P<e>{CALCULATION}){_GET}",
    re.IGNORECASE,
)
_KEYWORD = re.compile(
    r"sum|total|difference|product|quotient|adding|multiplying|dividing|add|multiply|divide|multiplied|together|divided|away"
)


def _keywords(pattern: str) -> frozenset[str]:
    """Words of which one is in whatever has a pattern."""
    return frozenset(
        word for part in _KEYWORD.findall(pattern) for word in (part, f"{part}s", part.replace("y", "ies"), f"{part}ed")
    )


_ENGLISH = tuple(
    (_keywords(pattern), re.compile(_BEGIN + pattern, re.IGNORECASE), f"{{begin}}{{a}} {sign} {{b}} =", sign)
    for pattern, sign in _IN_ORDER.items()
)
_CALCULATES = frozenset(
    "calculate calculates calculating compute computes computing evaluate evaluates evaluating work working do doing solve solves solving".split()
)
# The second number first.
_TAIL = r"[.!*$\x03]*\s*"
TAKEN_FROM = (
    layout(
        rf"\s*(?:so,? |thus,? )?(?:(?:when|if|once|after|by) (?:(?:you|we|i|one) )?)?(?:subtract|subtracts|subtracting|take|taking|taking away) {_B} (?:away )?from {_A}{_GET}[ *$\x02]*{_N}{_TAIL}",
        "The answer is {n}.",
        question="a b",
    ),
    layout(
        rf"\s*(?:so,? |thus,? )?{_B} (?:subtracted|taken(?: away)?) from {_A}{_IS}[ *$\x02]*{_N}{_TAIL}",
        "The answer is {n}.",
        question="a b",
    ),
)
# Language by language: words of the operations, and of equality.
_LANGUAGES: Mapping[str, tuple[Mapping[str, str], str]] = {
    "es": (
        {"+": r"más|mas|y", "-": "menos", "*": "por|multiplicado por", "/": r"entre|dividido (?:entre|por)"},
        r"(?:es|son|da|dan|hacen)(?: igual a)?|igual a|es igual a",
    ),
    "de": (
        {
            "+": "plus|und",
            "-": "minus|weniger",
            "*": "mal|multipliziert mit",
            "/": r"durch|geteilt durch|dividiert durch",
        },
        r"ergibt|ergeben|ist(?: gleich)?|sind|gleich|macht|gibt",
    ),
    "fr": (
        {"+": "plus|et", "-": "moins", "*": r"fois|multiplié par", "/": r"divisé par|sur"},
        r"font|fait|égale|égalent|est égal à|donne|donnent",
    ),
    "it": (
        {"+": "più|piu|e", "-": "meno", "*": "per|moltiplicato per", "/": r"diviso(?: per)?"},
        r"fa|fanno|è uguale a|uguale(?: a)?|è",
    ),
    "pt": (
        {"+": "mais|e", "-": "menos", "*": "vezes|multiplicado por", "/": "dividido por"},
        r"é igual a|são|dá|dão|é|igual a",
    ),
    "nl": ({"+": "plus|en", "-": "min", "*": "keer|maal", "/": "gedeeld door"}, r"is(?: gelijk aan)?|geeft|maakt"),
    "ru": (
        {
            "+": "плюс",
            "-": "минус",
            "*": r"умножить на|умноженное на|на",
            "/": r"разделить на|делить на|делённое на|деленное на",
        },
        r"равно|равняется|будет|это|—|-",
    ),
    "pl": (
        {"+": "plus|dodać", "-": "minus|odjąć", "*": r"razy|pomnożone przez", "/": r"podzielić przez|podzielone przez"},
        r"to|równa się|jest równe|daje|wynosi|jest",
    ),
    "tr": ({"+": r"artı|arti", "-": "eksi", "*": r"çarpı|carpi", "/": r"bölü|bolu"}, r"eşittir|eşit|eder|="),
    "ar": ({"+": "زائد|و", "-": "ناقص", "*": r"ضرب|في|مضروب في", "/": r"على|تقسيم|مقسوم على|قسمة"}, r"يساوي|تساوي|هو"),
    "hi": (
        {"+": r"धन|जमा|प्लस|जोड़", "-": r"ऋण|माइनस|घटा", "*": r"गुणा|गुना", "/": r"भाग|बटा|विभाजित"},
        r"बराबर(?: है)?|होता है",
    ),
    "zh": ({"+": "加上?", "-": "减去?|減去?", "*": "乘以?", "/": "除以"}, r"等于|等於|是|得|为|為"),
    "ja": (
        {"+": r"足す|たす|プラス", "-": r"引く|ひく|マイナス", "*": r"掛ける|かける", "/": r"割る|わる"},
        r"は|イコール|が",
    ),
    "ko": (
        {"+": r"더하기|플러스", "-": r"빼기|마이너스", "*": r"곱하기", "/": r"나누기"},
        r"(?:은|는|은\(는\))?[ ](?=-?0)|은|는",
    ),
    "id": (
        {"+": "ditambah|tambah", "-": "dikurangi|dikurang|kurang", "*": "dikali|kali", "/": "dibagi|bagi"},
        r"sama dengan|adalah|=",
    ),
    "vi": ({"+": "cộng", "-": "trừ", "*": "nhân", "/": "chia"}, r"bằng|là"),
    "sv": ({"+": "plus", "-": "minus", "*": "gånger", "/": r"delat (?:med|på)"}, r"är(?: lika med)?|blir"),
}
_SPACE = r"[ ]?"
_NOT_LATIN = frozenset(["ru", "ar", "hi", "zh", "ja", "ko"])


def _pattern(signs: Mapping[str, str], equals: str) -> re.Pattern[str]:
    """A language's calculations, the operation in a group of its own; plain signs, which `plain` made of some words, too."""
    told = "|".join(rf"(?P<{_SIGN_NAMES[sign]}>{words})" for sign, words in signs.items())
    return re.compile(
        rf"(?<![\w.,/^*+-])(?<![-+*/^] )(?P<a>{NUMBER}){_SPACE}(?:{told}|(?<=[ ])(?P<sign>[-+*/])(?=[ ])){_SPACE}(?P<b>{NUMBER}){_SPACE}(?:{equals}|=){_NEXT}",
        re.IGNORECASE,
    )


_SIGN_NAMES = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
_LATIN = tuple(_pattern(*each) for name, each in _LANGUAGES.items() if name not in _NOT_LATIN)
_OTHERS = tuple(_pattern(*each) for name, each in _LANGUAGES.items() if name in _NOT_LATIN)
_NOT_ENGLISH = frozenset(
    "min fa son dan hacen igual ergibt ergeben ist sind gleich macht gibt font fait donne donnent fanno uguale geeft maakt daje wynosi jest eder sama adalah más menos entre dividido"
    " mal durch geteilt moins fois piu più meno diviso mais vezes keer maal gedeeld razy eksi artı çarpı bölü tambah ditambah kurang dikurangi kali dikali bagi dibagi égale égalent"
    " equivale dá é è egale eşittir cộng trừ nhân chia bằng gånger delat blir är podzielić pomnożone równa".split()
)
_BEYOND = re.compile(r"[^\x00-\u024f]")
_OPERATORS = {"plus": "+", "minus": "-", "times": "*", "multiplied by": "*", "divided by": "/"}
_IN_WORDS = re.compile(
    rf"\s*(?P<a>{WORDED}) (?P<op>{'|'.join(_OPERATORS)}) (?P<b>{WORDED}) (?:is(?: equal to)?|equals|makes|gives) (?P<n>{WORDED})[.!]*\s*",
    re.IGNORECASE,
)


def in_signs(passage: Passage, sign: str) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage, calculations that are told in words written in signs, and what must be so for that.

    Args:
        passage: in plain text.
        sign: of the one operation that is asked for, which alone counts then; '' where there are more.

    >>> in_signs(Passage("0 más 0 es igual a 0.", range(2, 5)), "+")[0].text
    '0 + 0 = 0.'
    """
    retold = _in_signs(passage, sign)
    if retold is passage or passage.text.count("0") != 3 or not sign:
        return retold, ()
    first, second, _ = retold.runs
    if sign in "+*":
        return retold, (Condition(first, (0, 1)), Condition(second, (0, 1)))
    return retold, (Condition(first, (0,)), Condition(second, (1,)))


def _in_signs(passage: Passage, sign: str) -> Passage:
    words = passage.words
    for keywords, pattern, plain, of in _ENGLISH:
        if of == (sign or of) and not words.isdisjoint(keywords):
            passage = replaced(passage, pattern, plain)
    if not words.isdisjoint(_CALCULATES):
        passage = replaced(passage, _CALCULATING, "{begin}{e} =")
    if not words.isdisjoint(_NOT_ENGLISH):
        for pattern in _LATIN:
            passage = _spoken(passage, pattern, sign)
    if not passage.text.isascii() and _BEYOND.search(passage.text):
        for pattern in _OTHERS:
            passage = _spoken(passage, pattern, sign)
    return passage


def _spoken(passage: Passage, pattern: re.Pattern[str], wanted: str) -> Passage:
    """The passage, the calculations of one language in signs."""
    for match in reversed(list(pattern.finditer(passage.text))):
        sign = match["sign"] or next(sign for sign, name in _SIGN_NAMES.items() if match.groupdict().get(name))
        if sign != (wanted or sign):
            continue
        text = f"{passage.text[: match.end('a')]} {sign} {match['b']} = {passage.text[match.end() :]}"
        passage = Passage(text, passage.runs)
    return passage


def all_in_words(passage: Passage, asked: Wanted) -> Reading | None:
    """The answer of a sentence all of whose numbers are words: "Two plus three is five."; None if it is none."""
    match = None if "0" in passage.text or asked.runs != 2 else _IN_WORDS.fullmatch(passage.text)
    if match is None or _OPERATORS[match["op"].lower()] != asked.operator:
        return None
    numbers = [worded(match[name]) for name in "abn"]
    if any(each is None or each[1] != 1 for each in numbers):
        return None
    left, right, total = (each[0] for each in numbers if each is not None)
    return Reading((Claim(Constant(total)),), conditions=(Condition(0, number=left), Condition(1, number=right)))
