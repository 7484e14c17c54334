"""Calculations told in the words of other languages than English: "0 más 0 es igual a 0", "die Summe von 0 und 0 ist 0"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import NEXT_NUMBER, NUMBER

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
        rf"(?<![\w.,/^*+-])(?<![-+*/^] )(?P<a>{NUMBER}){_SPACE}(?:{told}|(?<=[ ])(?P<sign>[-+*/])(?=[ ])){_SPACE}(?P<b>{NUMBER}){_SPACE}(?:{equals}|=){NEXT_NUMBER}",
        re.IGNORECASE,
    )


_SIGN_NAMES = {"+": "plus", "-": "minus", "*": "times", "/": "over"}
# "The sum of 0 and 0 is", "if one adds 0 and 0, one gets".
_A_AND_B = rf"[$*]*(?P<a>{NUMBER})[$*]*{{}}[$*]*(?P<b>{NUMBER})[$*]*"
_OF = r"(?: (?:der zahlen|von|aus|zwischen|de los números|de|entre|du|des nombres|di|dei numeri|tra|fra|dos números|van|tussen|между|чисел|liczb))?[ ]"
_AND = r"[ ](?:und|y|et|e|en|и|i|par|por|per|mit|met|con|com|avec|durch|con|sur|na|на|minus|från)[ ]"
_IS = r"(?:,? (?:ist|beträgt|ergibt|lautet|es|est|vaut|è|é|is|bedraagt|to|wynosi|jest|równa się|равна|равно|равняется|составляет|=)(?: gleich| igual a| égale? à| uguale a| gelijk aan)?)"
_GETS = r"(?:,? (?:(?:so |dann )?(?:erhält|bekommt|erhalte|erhalten) (?:man|ich|wir)|man erhält|ergibt das|ergibt sich|ergibt|ist das|macht das|(?:se )?obtiene[ns]?|obtenemos|da|nos da|resulta|se obtiene|on obtient|on trouve|vous obtenez|cela donne|ça donne|ça fait|donne|si ottiene|otteniamo|ottieni|fa|dà|obtemos|obtém-se|dá|krijg je|krijgen we|krijgt men|is dat|dan krijg je|получаем|получим|получится|получается|выходит|otrzymujemy|daje))"
_NAMED = {
    "+": (
        r"summe|suma|somme|somma|soma|som|сумма",
        r"addiert|sumas|sumamos|suma|sumar|sumando|additionne|ajoute|additionnez|additionnant|sommando|sommi|sommiamo|somando|somarmos|soma|optelt|sumujemy|dodamy|сложить|сложим|складываем",
    ),
    "-": (r"differenz|diferencia|différence|differenza|diferença|verschil|разность|różnica", ""),
    "*": (
        r"produkt|producto|produit|prodotto|produto|product|произведение|iloczyn",
        r"multipliziert|multiplicas|multiplicamos|multiplicando|multiplie|multipliant|moltiplicando|multiplicarmos|vermenigvuldigt|умножить|умножим|mnożymy",
    ),
    "/": (r"quotient|cociente|quoziente|quociente|quotiënt|частное|iloraz", ""),
}
_ASIAN = {"+": ("和", "합"), "-": ("差", "차"), "*": ("积|積", "곱"), "/": ("商", "몫")}
_FIRST = r"(?:(?:wenn|falls|sobald) (?:man|wir|ich|du) |si (?:on |nous |vous )?|al |se |als (?:je|we|men) |если |kiedy |gdy |jeśli |en )?"


def _named() -> Iterator[tuple[str, re.Pattern[str]]]:
    for sign, (noun, verb) in _NAMED.items():
        yield (
            sign,
            re.compile(
                rf"(?:(?:die|das|der|la|le|el|il|o|a|de|het) )?\b(?:{noun}){_OF}{_A_AND_B.format(_AND)}{_IS}{NEXT_NUMBER}",
                re.IGNORECASE,
            ),
        )
        if verb:
            yield (
                sign,
                re.compile(
                    rf"{_FIRST}(?:\b(?:{verb}) )?{_A_AND_B.format(_AND)}(?<![ ])(?: (?:{verb}))?{_GETS}{NEXT_NUMBER}",
                    re.IGNORECASE,
                ),
            )
        chinese, korean = _ASIAN[sign]
        yield (
            sign,
            re.compile(
                rf"{_A_AND_B.format('[ ]?(?:和|与|與|跟|と|과|와)[ ]?')}[ ]?(?:的|の|의)[ ]?(?:{chinese}|{korean})[ ]?(?:是|为|為|等于|等於|は|은|는|=)?{NEXT_NUMBER}"
            ),
        )


_LATIN = tuple(_pattern(*each) for name, each in _LANGUAGES.items() if name not in _NOT_LATIN)
_OTHERS = tuple(_pattern(*each) for name, each in _LANGUAGES.items() if name in _NOT_LATIN)
_NAMES = tuple(_named())
# Without one of these words nothing is told by its name.
_NOUNS = frozenset(" ".join(f"{noun} {verb}" for noun, verb in _NAMED.values()).replace("|", " ").split())
_NOT_ENGLISH = frozenset(
    "min fa son dan hacen igual ergibt ergeben ist sind gleich macht gibt font fait donne donnent fanno uguale geeft maakt daje wynosi jest eder sama adalah más menos entre dividido"
    " mal durch geteilt moins fois piu più meno diviso mais vezes keer maal gedeeld razy eksi artı çarpı bölü tambah ditambah kurang dikurangi kali dikali bagi dibagi égale égalent"
    " equivale dá é è egale eşittir cộng trừ nhân chia bằng gånger delat blir är podzielić pomnożone równa".split()
)
_BEYOND = re.compile(r"[^\x00-\u024f]")


def in_languages(passage: Passage, wanted: str) -> Passage:
    """The passage, calculations in words of languages in signs; only those of one sign if it is wanted.

    >>> in_languages(Passage("Die Summe von 0 und 0 ist 0.", range(3)), "+").text
    '0 + 0 = 0.'
    """
    words = passage.words
    beyond = not passage.text.isascii() and _BEYOND.search(passage.text) is not None
    if not words.isdisjoint(_NOUNS) or beyond:
        for sign, pattern in _NAMES:
            if sign == (wanted or sign):
                text = pattern.sub(rf"\g<a> {sign} \g<b> =", passage.text)
                passage = passage if text == passage.text else Passage(text, passage.runs)
    patterns = (*(_LATIN if not words.isdisjoint(_NOT_ENGLISH) else ()), *(_OTHERS if beyond else ()))
    for each in patterns:
        passage = _spoken(passage, each, wanted)
    return passage


def _spoken(passage: Passage, pattern: re.Pattern[str], wanted: str) -> Passage:
    """The passage, the calculations of one language in signs."""
    for match in reversed(list(pattern.finditer(passage.text))):
        sign = match["sign"] or next(sign for sign, name in _SIGN_NAMES.items() if match.groupdict().get(name))
        if sign != (wanted or sign) or (match["sign"] and match[0].rstrip().endswith("=")):
            continue
        text = f"{passage.text[: match.end('a')]} {sign} {match['b']} = {passage.text[match.end() :].lstrip(' ')}"
        passage = Passage(text, passage.runs)
    return passage
