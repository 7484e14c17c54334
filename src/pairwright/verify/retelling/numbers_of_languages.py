"""Whole numbers below ten thousand in the words of other languages than English, where an answer is nothing else."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.numbers import Claim
from pairwright.verify.answers.passage import Passage
from pairwright.verify.questions.trees import Constant

_MOST = 10_000
_LONGEST = 120
_GERMAN = (
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn".split(),
    "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig".split(),
)
_DUTCH = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien".split(),
    "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
)
_FRENCH = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split(),
    "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split(),
)
_SPANISH = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve"
    " veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve".split(),
    "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split(),
    "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split(),
)
_ITALIAN = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove".split(),
    "venti trenta quaranta cinquanta sessanta settanta ottanta novanta".split(),
)
_PORTUGUESE = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito dezenove".split(),
    "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa".split(),
    "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos".split(),
)
_SAME = {"dezasseis": "dezesseis", "dezassete": "dezessete", "dezanove": "dezenove", "quatorze": "catorze"}
_DIGITS = "零一二三四五六七八九"
_JOINTS = "und en et y e eins hundert tausend honderd duizend cent cents mille vingts mil cien cento mila cem"
# Words of English, too.
_ENGLISH = frozenset(["once", "die", "on"])
# What may lead to the number.
_LEADS = re.compile(
    r"(?:das|es|dies) (?:ist|sind|macht|ergibt) |(?:die antwort|das ergebnis|die lösung) (?:ist|lautet) |(?:antwort|ergebnis|lösung): "
    r"|(?:ça|cela) (?:fait|donne) |c'est |(?:la réponse|le résultat) est |(?:réponse|résultat) ?: "
    r"|(?:son|es|da|dan) |(?:la respuesta|el resultado) es |(?:respuesta|resultado): "
    r"|(?:fa|fanno|sono|è) |(?:la risposta|il risultato) è |(?:risposta|risultato): "
    r"|(?:são|é|dá) |(?:a resposta|o resultado) é |(?:resposta|resultado): "
    r"|(?:dat|het) is |(?:het antwoord|het resultaat) is |antwoord: "
    r"|(?:所以|因此)?,?(?:答案|结果|結果)?(?:是|为|為|:|は)|等于|等於|答え?(?:は|:)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?:です|になります|である)?[ .!。！]*\Z")
# "七八五十六": of the table of products.
_SAYING = re.compile(r"([一二三四五六七八九])([一二三四五六七八九])得?([一二三四五六七八九十]+)[,，。.]\s*")


def in_words_of_a_language(passage: Passage) -> Reading | None:
    """The number that a passage is, in words; None if it is anything else.

    >>> in_words_of_a_language(Passage("Das ist sechsundfünfzig.", [])).claims[0].tree
    Constant(value=56)
    """
    text = passage.text.strip(" \t\n*_$`\"'¡")
    if not text or "0" in text or len(text) > _LONGEST or "\n" in text:
        return None
    said = _SAYING.match(text)
    text = text[said.end() :] if said else text
    lead = _LEADS.match(text)
    text = text[lead.end() :] if lead else text
    if not lead and text.casefold().strip(" .!") in _ENGLISH:
        return None
    value = _value(_ENDS.sub("", text).strip())
    if value is None or (said and _value(said[3]) != value):
        return None
    return Reading((Claim(Constant(value)),))


def _value(text: str) -> int | None:
    folded = _folded(text)
    # All numbers are built at once, which takes a while: not for a text that is made of other words.
    return _words().get(folded) if folded and _is_made_of_roots(folded) else None


def _is_made_of_roots(text: str) -> bool:
    """Whether a text can be cut into what numbers are made of; from left to right, in time that grows with its length."""
    roots = _roots()
    longest = max(map(len, roots))
    reached = {0}
    for at in range(len(text)):
        if at in reached:
            begin = at + (text[at] == " ")
            reached |= {
                end for end in range(begin + 1, min(len(text), begin + longest) + 1) if text[begin:end] in roots
            }
    return len(text) in reached


@lru_cache(maxsize=1)
def _roots() -> frozenset[str]:
    """What all these numbers are made of."""
    lists = (*_GERMAN, *_DUTCH, *_FRENCH, *_SPANISH, *_ITALIAN, *_PORTUGUESE, _DIGITS + "〇两十百千", _JOINTS.split())
    roots = {part for each in lists for word in each for part in _folded(word).split()}
    # Of Italian tens and units the last vowel is left out before another.
    return frozenset(roots | {root[:-1] for root in map(_folded, _ITALIAN[1])})


def _folded(text: str) -> str:
    """Small letters without accents, each hyphen a space."""
    parts = text.casefold().replace("-", " ")
    if not parts.isascii():
        parts = "".join(char for char in unicodedata.normalize("NFKD", parts) if not unicodedata.combining(char))
    words = parts.split()
    return " ".join(_SAME.get(word, word) for word in words)


@lru_cache(maxsize=1)
def _words() -> dict[str, int]:
    """All numbers of all languages; what is one thing here and another there is none."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for language in (_german, _dutch, _french, _spanish, _italian, _portuguese, _chinese):
        for value in range(_MOST):
            for written in {_folded(each) for each in language(value)}:
                if found.setdefault(written, value) != value:
                    twice.add(written)
    return {written: value for written, value in found.items() if written not in twice}


def _german(value: int) -> tuple[str, ...]:
    plain = _joined(value, _GERMAN, "hundert", "tausend", "und", "eins")
    return (plain, plain.removeprefix("ein")) if plain.startswith(("einhundert", "eintausend")) else (plain,)


def _dutch(value: int) -> tuple[str, ...]:
    plain = _joined(value, _DUTCH, "honderd", "duizend", "en", "een")
    return (plain, plain.replace("duizend", "duizend "))


def _joined(value: int, words: tuple[list[str], list[str]], hundred: str, thousand: str, and_: str, one: str) -> str:
    """A number whose units stand before the tens, in one word."""
    small, tens = words
    thousands, hundreds, rest = value // 1000, value // 100 % 10, value % 100
    head = ("" if thousands == 1 and small is _DUTCH[0] else small[thousands]) + thousand if thousands else ""
    head += ("" if hundreds == 1 and small is _DUTCH[0] else small[hundreds]) + hundred if hundreds else ""
    if not rest and head:
        return head
    if rest < 20:
        return head + (one if rest == 1 else small[rest])
    return head + (f"{small[rest % 10]}{and_}" if rest % 10 else "") + tens[rest // 10 - 2]


def _french(value: int) -> tuple[str, ...]:
    thousands, hundreds, rest = value // 1000, value // 100 % 10, value % 100
    parts = [*([_FRENCH[0][thousands]] if thousands > 1 else []), *(["mille"] if thousands else [])]
    parts += [
        *([_FRENCH[0][hundreds]] if hundreds > 1 else []),
        *(["cents" if hundreds > 1 and not rest else "cent"] if hundreds else []),
    ]
    return (" ".join([*parts, *([_french_rest(rest)] if rest or not parts else [])]),)


def _french_rest(rest: int) -> str:
    small, tens = _FRENCH
    if rest < 20:
        return small[rest]
    if rest == 80:
        return "quatre-vingts"
    by = 20 if rest >= 60 else 10
    ten, unit = tens[rest // 10 - 2], rest % by
    if not unit:
        return ten
    return f"{ten} et {small[unit]}" if unit in {1, 11} and rest < 80 else f"{ten}-{small[unit]}"


def _spanish(value: int) -> tuple[str, ...]:
    small, tens, hundreds = _SPANISH
    thousands, rest = value // 1000, value % 1000
    parts = [*([small[thousands]] if thousands > 1 else []), *(["mil"] if thousands else [])]
    if rest == 100:
        return (" ".join([*parts, "cien"]),)
    parts += [hundreds[rest // 100 - 1]] if rest >= 100 else []
    rest %= 100
    if rest and rest < 30:
        parts.append(small[rest])
    elif rest:
        parts.append(tens[rest // 10 - 2] + (f" y {small[rest % 10]}" if rest % 10 else ""))
    return (" ".join(parts) or small[0],)


def _italian(value: int) -> tuple[str, ...]:
    small, tens = _ITALIAN
    thousands, hundreds, rest = value // 1000, value // 100 % 10, value % 100
    head = "" if not thousands else "mille" if thousands == 1 else f"{small[thousands]}mila"
    head += "" if not hundreds else "cento" if hundreds == 1 else f"{small[hundreds]}cento"
    if rest < 20:
        return (head + (small[rest] if rest or not head else ""),)
    ten, unit = tens[rest // 10 - 2], rest % 10
    return (head + (ten[:-1] if unit in {1, 8} else ten) + (small[unit] if unit else ""),)


def _portuguese(value: int) -> tuple[str, ...]:
    small, tens, hundreds = _PORTUGUESE
    thousands, hundred, rest = value // 1000, value // 100 % 10, value % 100
    parts = []
    if hundred:
        parts.append("cem" if hundred == 1 and not rest else hundreds[hundred - 1])
    if rest and rest < 20:
        parts.append(small[rest])
    elif rest:
        parts += [tens[rest // 10 - 2], *([small[rest % 10]] if rest % 10 else [])]
    below = " e ".join(parts)
    if not thousands:
        return (below or small[0],)
    head = "mil" if thousands == 1 else f"{small[thousands]} mil"
    return (f"{head} {below}", f"{head} e {below}") if below else (head,)


def _chinese(value: int) -> tuple[str, ...]:
    """In China and in Japan, where ten, hundred and thousand stand without a one; in China a gap is a zero."""
    if not value:
        return ("零", "〇")
    chinese = japanese = ""
    gap = False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = value // scale % 10
        if digit:
            chinese += ("零" if gap and chinese else "") + _DIGITS[digit] + sign
            japanese += ("" if digit == 1 and sign else _DIGITS[digit]) + sign
        gap = not digit
    short = chinese.removeprefix("一") if chinese.startswith("一十") else chinese
    forms = {chinese, short, japanese}
    return tuple(forms | {form.replace("二百", "两百").replace("二千", "两千") for form in forms})
