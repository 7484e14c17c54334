"""The last number of a text in which all others are the question's: "62 mal 58 ergibt 0", "I added 0 and 0 and got 0".

Told in any of many languages, as long as each word is one of calculating or of telling. Where the right answer is said
before, and something else at the end, that number is not accounted for, and nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pairwright.verify.answers.numbers import Condition, number_at
from pairwright.verify.answers.passage import LETTER, words_in
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import after, owned, sentence_start
from pairwright.verify.answers.readings import Found, Said, Wanted, goes_on

# By language: English, Spanish, German, French, Italian, Portuguese, Dutch, Swedish, Polish, Russian, Turkish,
# Indonesian, Vietnamese, Chinese, Japanese, Korean, Hindi, Arabic.
_OPERATIONS = frozenset(
    """
    plus minus times add adding added subtract subtracting subtracted multiply multiplying multiplied divide dividing divided
    by sum difference product quotient take taking away over distance between
    más menos por entre dividido suma resta producto sumar restar multiplicar dividir
    und mal geteilt durch summe differenz produkt
    et moins fois divisé somme différence produit
    più meno diviso somma differenza prodotto
    mais vezes diferença
    en min keer maal gedeeld door som verschil
    gånger delat med
    razy podzielić przez
    плюс минус умножить разделить на
    arti eksi çarpi bölü
    tambah kurang kali bagi dibagi
    cộng trừ nhân chia
    加 加上 减 減 减去 減去 乘 乘以 除以
    足す たす 引く ひく 掛ける かける 割る わる
    더하기 빼기 곱하기 나누기
    जोड़ घटा गुणा
    योग जोड़ने घटाने अंतर गुणनफल भागफल गुणा करने भाग और में से को
    زائد ناقص ضرب جمع طرح قسمة مجموع حاصل ناتج على الفرق بين من
    toplamı farkı çarpımı bölümü ile ve
    合 和 与 與 跟 的和 的差 的积 的積 的商 減去 相加 相减 と を 足すと 引くと 掛けると 割ると の和 の差 の積 の商 から 에서 을 를 와 과 더하면 빼면 곱하면 나누면 합 차 곱 의
    jumlah selisih hasil kali bagi dari dan antara ditambah dikurangi dikalikan dikali dibagi tổng hiệu tích thương của và
    сумма разность произведение частное чисел и сума різниця добуток частка suma și sumei produsul diferența sumy różnica iloczyn i między a
    और و حاصل součet čísel rozdíl součin podíl a plus krát mínus děleno dintre și plus ori împărțit la minus сума чисел і різниця добуток помножити додати відняти поділити numrurile
    összege különbsége szorzata és meg summa erotus tulo ja άθροισμα των και συν πλην ผลบวก ผลรวม ของ และ กับ บวก ลบ คูณ หาร যোগফল এর ও এবং গুণফল
    jumlahnya summan av och skillnaden produkten plus jumla ya na
    """.split()
)
_TELLING = (
    "is|are|equals|equal to|makes|make|gives|give|get|gets|got|we find|says|was|comes? (?:out )?(?:to|at)"
    "|es|son|da|es igual a|igual a|ist|ergibt|ergeben|macht|ist gleich|lautet|est|font|fait|donne|égale?|est égale? à"
    "|è|fa|fanno|dà|uguale a|é|são|dá|é igual a|wordt|is gelijk aan|är|blir|är lika med|to|jest|daje|równa się"
    r"|that's|it's|that'll be|toplam[iı]|fark[iı]|çarp[iı]m[iı]|bölümü|पर|योग|अंतर|गुणनफल|भागफल|wynosi|je|είναι|คือ|হলো|obtenemos|end(?:s|ed)?\sup\swith|obtain|beträgt|betragen|geeft|vale|suman|hacen|font|vaut|este|ni|дорівнює|це|равняется|होगा|हैं|нам дает|равно|будет|равен|равна|это|eder|eşittir|adalah|sama dengan|bằng|là|है|होता है|يساوي|هو"
)
_TELLING_JOINED = "等于|等於|是|为|為|得|得到|は|이|는|은|면|と"
_TALK = frozenset(
    """
    the a an of and from to with together so then thus therefore hence now here we i you it that this it's that's that'll answer
    result value final total when calculate calculating calculated compute computing computed work working worked out find
    finding found my calculator calculation easy simple quick sure ok okay well haha lol ez hey yes exactly just in
    must be have has solution solve solving solved do doing did done all
    el la los respuesta resultado final entonces y se obtiene das die der ergebnis antwort also man erhält le la les réponse
    résultat donc on obtient il lo risultato risposta quindi si ottiene o resposta logo het de antwoord uitkomst dus svaret
    odpowiedź wynik więc ответ результат значит cevap sonuç sonucu jawabannya hasilnya đáp án kết quả
    的 का के की होगा होता को में بـ نحصل على الناتج من عند dır dir dur dür tır tir tur tür nin nın nun nün in ın un ün i ı u ü ye ya e a den dan 'nin
    的结果 的结果是 的結果是 的答案是 的和是 的差是 的积是 的積是 的商是 的和为 的差为 的积为 的商为 结果是 结果 結果 答案是 一共 共 所以 因此 得到 の答えは の和は の差は の積は の商は 答えは 合計 合計は 합은 차는 곱은 몫은 의 의합은 결과는 답은
    daje równa wynosi beträgt betragen ergeben geeft betekent samen totaal son suman dan hacen vale vaut égal égale égaux sont somma uguale
    答案 答え です だ になります となります 결과 답 입니다 이다 उत्तर الجواب
    """.split()
)
# Where the question is told once more, these too: alone they would name another number.
_TELLING_AGAIN = frozenset(
    """
    for us you me yourself exactly just total a find to soma sumar restar hallar toplami farki carpimi çarpimi asks asking asked question about want wants know which if end ends ended up you you're seek need needs as your calculations according whole tells told
    combined altogether adding-up on sum's put puts putting both numbers two values one  number well see let's let look looking simply straightforward
    si cuando sumamos restamos multiplicamos dividimos obtenemos tenemos wenn man addiert subtrahiert multipliziert dividiert erhalten bekommt si on ajoute additionne multiplie divise
    se somiamo sommiamo moltiplichiamo dividiamo otteniamo somarmos somamos temos als je optelt aftrekt krijg kregen sommaire ci risulta
    पर मिलता घटाने मिलते मिलेगा प्राप्त nhé ạ nha między
    je součtem výsledek je este rezultatul дорівнює результат відповідь είναι คือ হলো হয়
    """.split()
)
_OF_UNKNOWN = frozenset("answer solution unknown missing".split())
_NAMED = _OF_UNKNOWN | frozenset("value number satisfies solves equation true makes which for".split())
_KNOWN = (
    _OPERATIONS
    | _TALK
    | frozenset(word for each in re.sub(r"\(\?:|[()?]", " ", _TELLING).split("|") for word in each.split())
    | frozenset(_TELLING_JOINED.split("|"))
)
_SIGNS = re.compile(
    r"(?:[\w\s.,:;*_$`\"()\[\]{}#+/÷×·^→⇒∴✓✅。，、：！\x02\x03-]|(?<=[a-z0])['’](?=[a-z])|!(?![=])|(?<![-=<>!:/])=(?![=>]))*"
)
_TOLD = re.compile(
    rf"(?:(?<![^\W\d_])(?:{_TELLING})(?![^\W\d_])|(?:{_TELLING_JOINED}))"
    r"(?:[ \t]|[*_$`(\[{\x02])*(?P<said>(?:-|minus |negative )?0)",
    re.IGNORECASE,
)
_WHOLE = r"(?:answer|result|solution|value|total|it|that|this|unknown|number|[b-hj-z])"
# "The answer plus 0 is 0" tells of the answer, and is none.
ANSWER_WORKED_WITH = re.compile(
    rf"\b{_WHOLE}\b[ ]+(?:[-+*/]|(?:plus|minus|times|and|added|multiplied|divided|over|with|together)\b)"
    rf"|(?:[-+*/]|\b(?:plus|minus|times|and|add|adding|subtract|subtracting|multiply|multiplying|divide|dividing|by|to|from|with|between))"
    rf"[ ]+(?:the |my |this |that )*{_WHOLE}\b(?![ ]+(?:is|are|equals|comes|makes|gives)\b)"
    r"|\bof[ ]+(?:the |my )*(?:answer|result|it)\b|\w_\w",
    re.IGNORECASE,
)
# What else was done is not what was asked for.
DONE = {
    "+": frozenset("add adding added sum".split()),
    "-": frozenset("subtract subtracting subtracted difference".split()),
    "*": frozenset("multiply multiplying multiplied product".split()),
    "/": frozenset("divide dividing divided quotient".split()),
}
_DOING = frozenset("added adding subtracted subtracting multiplied multiplying divided dividing".split())
# The same by what it comes to, in many languages.
_CALLED = {
    "+": re.compile(
        r"的和|之和|の和|和は|和是|和为|合計|합|योग|مجموع|جمع|toplam|jumlah|tổng|сумм|сума|sum[aeęy]?\b|som(?:me|ma|a)?\b|summan?\b",
        re.IGNORECASE,
    ),
    "-": re.compile(
        r"差|차(?=[는은이가 ])|अंतर|طرح|الفرق|fark|selisih|hiệu|разност|різниц|różnic|rozdíl|diferen|différence|differen[cz]|verschil|skillnad",
        re.IGNORECASE,
    ),
    "*": re.compile(
        r"积|積|곱|गुणनफल|ضرب|çarp|hasil kali|tích|произведен|добут|iloczyn|produ[ckt]|produit|prodotto", re.IGNORECASE
    ),
    "/": re.compile(
        r"商|몫|भागफल|قسمة|bölüm|hasil bagi|thương|частн|частк|iloraz|quotient|cociente|quoziente|quociente",
        re.IGNORECASE,
    ),
}
_SIGN = re.compile(r"[-+*/÷×·^]")


def accounted(page: Page, asked: Wanted, said: Said) -> Iterator[Found]:
    """The last number, where no word is unknown and all other numbers are the question's or calculated with."""
    text = page.text
    if asked.things or asked.told or asked.parted or asked.letters or not asked.runs or not _SIGNS.fullmatch(text):
        return
    told = max(_TOLD.finditer(text), key=lambda match: match.end(), default=None)
    if (
        told is None
        or not _is_known(text, asked, again=text.count("0", 0, told.start("said")) >= asked.runs)
        or ANSWER_WORKED_WITH.search(text)
    ):
        return
    if done_otherwise(text, asked):
        return
    at = told.start("said")
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None or goes_on(text, read.end) or after(text, read.end) is None or "0" in text[read.end :]:
        return
    if _words(text[read.end :]) & _OPERATIONS or not owned(text, sentence_start(text, at), asked.beside):
        return
    calculated = {run for place in said[1] for run in page.runs(page.pieces[place].start, page.pieces[place].end)}
    known = (*range(asked.runs), *page.runs(at, read.end))
    before = page.runs(0, at)
    if before and not (_words(text[:at]) & _OPERATIONS or _SIGN.search(text, 0, at)):
        return
    others = [Condition(run, known) for run in before if run not in calculated]
    # A part of the question is not all of it.
    whole = [Condition(run, before) for run in range(asked.runs)] if before else []
    yield Found(at, read.end, read, strong=False, conditions=(*others, *whole))


def done_otherwise(text: str, asked: Wanted) -> bool:
    """Whether a text tells of another operation than the one that is asked for, and not of that."""
    if asked.operations != 1 or asked.operator not in DONE:
        return False
    words = _words(text)
    if words.isdisjoint(DONE[asked.operator]) and any(words & done for done in DONE.values()):
        return True
    return not _CALLED[asked.operator].search(text) and any(each.search(text) for each in _CALLED.values())


def done_as_asked(page: Page, one: Found, asked: Wanted) -> Found:
    """What was found, if it is not told of another operation on the question's numbers: "when 0 is added to 0"."""
    if asked.runs != 2 or asked.operations != 1 or asked.operator not in DONE or page.passage.words.isdisjoint(_DOING):
        return one
    start = sentence_start(page.text, one.start)
    words = words_in(page.text[start : one.start])
    runs = page.runs(start, one.start)
    if len(runs) != 2 or words.isdisjoint(_DOING) or not words.isdisjoint(DONE[asked.operator]):
        return one
    known = tuple(range(asked.runs))
    others = tuple((Condition(run, apart=known),) for run in runs)
    return replace(one, conditions=(*one.conditions, Condition(0, either=others)))


def _is_known(text: str, asked: Wanted, *, again: bool) -> bool:
    """Whether a text is of known words alone; the unknown may be named, and must be, where it is asked for."""
    words = _words(text)
    letters = set(LETTER.findall(text)) - ({"a", "i", "I", "A", "o", "O"} - {asked.unknown})
    if asked.unknown == "?":
        return not letters and not _strange(words - (_KNOWN | _TELLING_AGAIN if again else _KNOWN) - asked.beside)
    named = asked.unknown in letters or (not letters and not words.isdisjoint(_OF_UNKNOWN))
    return named and letters <= {asked.unknown} and words <= _KNOWN | _NAMED | asked.beside


# In scripts without spaces a word is a row of known ones.
_JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]+")
_PIECES = re.compile(
    "(?:"
    + "|".join(sorted((re.escape(word) for word in _KNOWN if _JOINED.fullmatch(word)), key=len, reverse=True))
    + r"|になります|となります|です|ます|なので|だから|よって|입니다|이에요|예요|이다|하면|[とをがはのにでも的是了与和跟将把就]|[를을은는이가와과의])+"
)


def _strange(words: set[str]) -> set[str]:
    """The words that are not known, nor made of known ones."""
    return {word for word in words if not (_JOINED.fullmatch(word) and _PIECES.fullmatch(word))}


def _words(text: str) -> set[str]:
    """The words of a text but for single letters."""
    return {word for word in words_in(text.replace("’", "'")) if len(word) > 1 or not word.isascii()}
