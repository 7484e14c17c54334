"""How an answer is announced: "the answer is", `####`, and the words for answer in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pairwright.verify.answers.claims import OPEN
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.phrases import places

_NOISE = rf"[\s:*$\"'(\[{{|=→⇒{OPEN}]{{0,12}}"
_FILLERS = (
    r"(?:(?:therefore|thus|then|simply|just|exactly|precisely|indeed|clearly|also|now|hence|of|to|equal|the[ ]number|the"
    r"|value|integer|only|actually)\b[ \t:*$]*)*"
)
_COPULA = (
    r"is|are|was|:|equals?|=|→|⇒|[—–](?=[ \t])|(?<=')s(?=[ \t])|would[ \t]+be|should[ \t]+be|must[ \t]+be|will[ \t]+be|comes?[ \t]+(?:out[ \t]+)?to"
    r"|turns[ \t]+out[ \t]+to[ \t]+be|becomes"
)
# "The answer to the first part", "to the next question" are others.
_WHICH = (
    r"original|given|above|stated|whole|entire|full|following|simple|math|maths|arithmetic|mathematical|multiplication"
    r"|addition|subtraction|division|word|actual|initial"
)
_ASKING = (
    r"questions?|problems?|equations?|expressions?|calculation|computation|exercise|puzzle|sum|product|difference"
    r"|quotient|addition|subtraction|multiplication|division|unknown|variable|operation|task"
)
_ABOUT = (
    r"(?:[ \t]+(?:of|for|to)[ \t]+(?:[$*]*(?P<of>[A-Za-z]\b(?![ \t]*[-+*/^=]))[$*]*"
    rf"|(?:the|this|your|our|that)(?:[ \t]+(?:{_WHICH}))*[ \t]+(?:{_ASKING})"
    r"|(?:(?:computing|calculating|evaluating|the[ ](?:expression|calculation|sum|product|difference))[ ]+)?[$*]*(?P<about>[-+*/^()., \t]*0[-+*/^()., \t0]*?)))?"
)
_ENGLISH = re.compile(
    rf"\b(?P<word>answers?|anwser|asnwer|awnser|ans\b|result|solution|value|root"
    rf"|output)\b[\"']?(?:[ \t]*\([^()\n]{{0,40}}\))?{_ABOUT}(?:[ ](?:that[ ])?(?:you|we|i)[ ](?:want|wanted|need|get|got|found|seek|are[ ]looking[ ]for|asked[ ]for))?[ \t]*[*\"']*[ \t]*"
    rf"(?P<is>{_COPULA}|(?<=\bans)\.){_NOISE}{_FILLERS}{_NOISE}",
    re.IGNORECASE,
)
# "makes the answer 61", "I'd answer 61": without a verb between.
_MAKES = re.compile(
    r"\b(?:makes|gives|giving|making|get|yields)[ \t]+(?:us[ \t]+)?(?:the|an"
    r"|a)[ \t]+(?:final[ \t]+)?answer[ \t]+(?:of[ \t]+)?(?=[-$(]*[ \t]*0)",
    re.IGNORECASE,
)
_MAKING = frozenset(["makes", "gives", "giving", "making", "get", "yields"])
# In small letters alone, its beginning the same: a text is searched for it ten times as fast.
_ANSWER_THEN = re.compile(r"answer[ \t]+(?:of[ \t]+)?[-$(]*[ \t]*0")
# "The expression evaluates to 61", "so we get 61": a result, and the answer if nothing else is.
_COMES = re.compile(
    r"\b(?:(?:evaluates?|comes|adds[ ]up|amounts|works[ ]out|boils[ ]down|simplifies|sums[ ]up)[ \t]+to"
    r"|(?:i|we)[ ](?:get|got|obtain|obtained|find|found|end[ ]up[ ]with|arrive[ ]at)|(?:to|and)[ ](?:get|give|make|obtain|yield)(?:s)?|(?:that|this|which)[ ](?:makes|gives|leaves|yields)"
    r"|(?:it|that)(?:'s|[ ]is)|(?:total|sum)[ ](?:is|ends[ ]at|stands[ ]at|comes[ ]to)|(?:expression|total|sum)[ ]?="
    r"|(?<=0[ ])(?:gives|makes|yields|leaves)(?:[ ]us)?|to[ ]sum[ ]up:|in[ ]short:|in[ ]total:|therefore:|hence,|thus,|and[ ]there[ ]we[ ]have[ ]it:)[ \t]+(?=[-$*(]*0)",
    re.IGNORECASE,
)
_HASH = re.compile(r"####[ \t*:$]*")
_OUT = re.compile(r"^[ \t]*Out\[0\][ \t]*:[ \t]*", re.MULTILINE)
_LETTER = re.compile(r"(?:\A|(?<=\n))[ \t*]*A[ \t*]*:[ \t*$]*")
# Language by language: the nouns, and what may stand between them and the number.
_LATIN = {
    r"(?:die[ ]|das[ ]|unser[e]?[ ]|end)?(?:antwort|ergebnis|lösung|endergebnis|resultat)": r"ist|lautet|beträgt|:|=|(?<=ist[ ]die[ ]antwort)|(?<=ist[ ]das[ ]ergebnis)",
    r"(?:la[ ]|el[ ]|una[ ]|su[ ])?(?:respuesta|resultado|solución|solucion)(?:[ ]final"
    r"|[ ]correcta)?": r"es(?:[ ]igual[ ]a)?|son|:|=",
    r"(?:la[ ]|le[ ])?(?:réponse|reponse|résultat|resultat|solution)(?:[ ]finale?|[ ]correcte)?": r"(?:est|vaut)(?:[ ]donc)?|:|=",
    r"(?:la[ ]|il[ ])?(?:risposta|risultato|soluzione)(?:[ ]finale|[ ]corretta)?": r"è|e'|:|=",
    r"(?:a[ ]|o[ ])?(?:resposta|solução|solucao|resultado)(?:[ ]final|[ ]correta)?": r"é|e|és|:|=",
    r"(?:het[ ]|de[ ])?(?:antwoord|resultaat|uitkomst|oplossing)": r"is|luidt|:|=",
    r"(?:odpowiedź|odpowiedz|wynik|rozwiązanie)": r"to|jest|wynosi|brzmi|:|=",
    r"(?:odpověď|odpoved|výsledek|řešení|odpoveď|výsledok)": r"je|zní|:|=",
    r"(?:svaret|svar|resultatet|svaret)": r"är|er|blir|:|=",
    r"(?:vastaus|tulos|ratkaisu)": r"on|:|=",
    r"(?:a[ ]|az[ ])?(?:válasz|eredmény|megoldás)": r"az|a|:|=|",
    r"(?:cevap|yanit|sonuç|cevabi|sonucu)": r":|=|",
    r"(?:jawaban|jawabannya|hasil|hasilnya|jawapan)(?:[ ]akhir)?": r"adalah|ialah|:|=",
    r"(?:câu[ ]trả[ ]lời|đáp[ ]án|đáp[ ]số|kết[ ]quả)": r"là|:|=",
    r"(?:răspunsul|raspunsul|răspuns|rezultatul|rezultat)": r"este|e|:|=",
    r"(?:jibu|matokeo)": r"ni|:|=",
    r"(?:galutinis[ ]|teisingas[ ])?(?:atsakymas|rezultatas)": r"yra|lygus|–|—|:|=|",
    r"(?:atbilde|rezultāts)": r"ir|:|=",
    r"(?:lõpp)?(?:vastus|tulemus)": r"on|:|=",
    r"(?:svarið|útkoman|niðurstaðan)": r"er|:|=",
    r"(?:erantzuna|emaitza|ateb|freagra|cavab|javob|natija|përgjigjja|përgjigja|tweġiba|bersiv)": r"da|është|:|=",
    r"(?:итого)": r":|-|—|=|",
    r"(?:ang[ ])?(?:sagot)": r"ay|:|=",
    r"(?:odgovor|rješenje|rezultat|одговор|резултат)": r"je|је|:|=",
    r"(?:(?:правильный|верный|итоговый|окончательный)[ ])?(?:ответ|результат|решение|итог)": r"это|равен|равно|-|—|:|=|",
    r"(?:відповідь|результат)": r"це|дорівнює|-|—|:|=|",
    r"(?:адказ|жауап|жауабы|хариу|ҷавоб|жооп)": r":|=|—|-",
    r"(?:отговор(?:ът)?|резултат(?:ът)?)": r"е|:|=",
    r"(?:η[ ]|το[ ])?(?:απάντηση|αποτέλεσμα|λύση)": r"είναι|:|=",
}
_OTHER = {
    r"(?:所以|因此|故)?(?:最终|最終|正确|正確)?(?:答案|答|结果|結果)": r"是|为|為|等于|:|=|",
    r"(?:最終的な)?(?:答え|答|解答|回答|結果)": r"は|:|=|",
    r"(?:최종[ ]?)?(?:정답|답|답변|결과)": r"은|는|:|=|",
    r"(?:الجواب|الإجابة|الاجابة|النتيجة|الحل|جواب)": r"هو|هي|:|=|",
    r"(?:התשובה|תשובה|התוצאה|הפתרון)(?:[ ](?:ה)?סופית)?": r"היא|הוא|:|=|",
    r"(?:پاسخ|جواب|نتیجه)": r"است|:|=|",
    r"(?:उत्तर|जवाब|परिणाम)": r"है|:|=|",
    r"(?:উত্তর|ফলাফল)": r"হল|হলো|:|=|",
    r"(?:பதில்|விடை|உத்தரம்)": r":|=|",
    r"(?:సమాధానం|జవాబు|ಉತ್ತರ|ഉത്തരം|જવાબ|ઉત્તર|ਜਵਾਬ|ਉੱਤਰ|ଉତ୍ତର|উত্তৰ|පිළිතුර|အဖြေ|ចម្លើយ|መልስ|პასუხი|պատասխան)": r"არის|է|:|=|՝|",
    r"(?:ຄຳຕອບ|ຄໍາຕອບ|ຜົນລັບ)": r"ແມ່ນ|ຄື|:|=|",
    r"(?:คำตอบ|ผลลัพธ์)": r"คือ|:|=|",
}
# Someone, or something, with what it does or is: some are words of English, too, so that both must be there.
_SAYING = {
    "wir|ich": "erhalten|bekommen|erhalte|bekomme",
    "das|dies|es|zusammen": "ergibt|macht|sind|ist",
    "ça|cela|on": "fait|donne|obtient",
    "esto|eso": "da|es|son",
    "fa|questo": "fa|è",
    "isso|isto": "dá|é",
    "dat|dit": "is|geeft|maakt",
}
_VERBS_OF = {noun: frozenset(verbs.split("|")) for nouns, verbs in _SAYING.items() for noun in nouns.split("|")}
_NOUNS = (
    "antwort|ergebnis|resultat|endergebnis|respuesta|resultado|solucion|reponse|resultat|risposta|risultato|soluzione|"
    "resposta|solucao|antwoord|resultaat|uitkomst|oplossing|wynik|odpowiedz|odpoved|svaret|svar|resultatet|"
    "vastaus|tulos|ratkaisu|cevap|cevabi|yanit|sonucu|jawaban|jawabannya|hasil|hasilnya|jawapan|raspunsul|rezultatul|rezultat|"
    "jibu|matokeo|sagot|odgovor|atsakymas|rezultatas|atbilde|vastus|tulemus|erantzuna|emaitza|ateb|freagra|cavab|javob|natija|bersiv"
)
ASCII_NOUNS = frozenset(_NOUNS.split("|")) | {noun for noun in _VERBS_OF if noun.isascii()}


def _all_languages() -> re.Pattern[str]:
    saying = {f"(?:{nouns})": verbs for nouns, verbs in _SAYING.items()}
    latin = "|".join(rf"{noun}[ \t*\"']*(?:{verb})" for noun, verb in {**_LATIN, **saying}.items())
    other = "|".join(rf"{noun}[ \t*\"']*(?:{verb})" for noun, verb in _OTHER.items())
    return re.compile(rf"(?:\b(?:{latin})|(?:{other})){_NOISE}(?=[-+.0½⅓¼]|[A-Za-z][ ]?=[ ]?[-+.0])", re.IGNORECASE)


_FOREIGN = _all_languages()


_ENGLISH_WORDS = frozenset(
    ["anwser", "asnwer", "awnser", "root", "answer", "answers", "ans", "result", "solution", "value", "output"]
)


@dataclass(frozen=True)
class Announcement:
    """A place where an answer is announced.

    Attributes:
        start: where the announcement begins.
        end: where the answer should.
        strong: whether it is the answer that is announced, and not a result or a value.
        of: the letter whose value it is, if one is named.
        about: where the calculation stands that it is the answer to, if one is named.
        supposed: whether it "would be" the answer, which it is only where nothing is supposed before.
    """

    start: int
    end: int
    strong: bool
    of: str | None = None
    about: tuple[int, int] | None = None
    supposed: bool = False


def _is_supposed(copula: str) -> bool:
    return copula.lower().startswith(("would", "should"))


# Letters of scripts and languages other than plain English.
_LETTER_BEYOND = re.compile(r"(?![\x00-\x7f])[^\W\d_]")


def _english(text: str, small: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where a noun stands and is announced; looked for noun by noun, which is three times as fast."""
    nouns = words & _ENGLISH_WORDS
    for at in places(small, nouns - ({"answers"} if "answer" in nouns else set())):
        if match := _ENGLISH.match(text, at):
            yield match


def _foreign(text: str, small: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    """Where an answer is announced in another language.

    English has some of its words, too ("on", "das", "dies"): where all letters are its own, it is looked for noun by
    noun, with the article before it.
    """
    if not text.isascii() and _LETTER_BEYOND.search(text):
        yield from _FOREIGN.finditer(text)
        return
    found: dict[int, re.Match[str]] = {}
    nouns = {noun for noun in words & ASCII_NOUNS if noun not in _VERBS_OF or words & _VERBS_OF[noun]}
    for at in places(small, nouns):
        # The article begins one word before.
        before = text.rfind(" ", 0, max(at - 1, 0)) + 1
        match = (_FOREIGN.match(text, before) if before < at else None) or _FOREIGN.match(text, at)
        if match is not None:
            found[match.start()] = match
    end = 0
    for start in sorted(found):
        if start >= end:
            end = found[start].end()
            yield found[start]


def last_result(text: str) -> Announcement | None:
    """The last place where a text says what something comes to."""
    found = list(_COMES.finditer(text))[-1:]
    return Announcement(found[0].start(), found[0].end(), strong=False) if found else None


def announcements(passage: Passage) -> Iterator[Announcement]:
    """All announcements in a passage, as `markup.plain` has it, kind by kind."""
    text, small, words = passage.text, passage.small, passage.words
    if "answer's" in words:
        words |= {"answer"}
    if words & _ENGLISH_WORDS:
        for match in _english(text, small, words):
            about = match.span("about") if match["about"] else None
            strong = match["word"].lower() in {"answer", "answers", "ans", "anwser", "asnwer", "awnser"}
            yield Announcement(match.start(), match.end(), strong, match["of"], about, _is_supposed(match["is"]))
        if "answer" in words and words & _MAKING and _ANSWER_THEN.search(small):
            for match in _MAKES.finditer(text):
                yield Announcement(match.start(), match.end(), strong=True)
    if not text.isascii() or words & ASCII_NOUNS:
        for match in _foreign(text, small, words):
            yield Announcement(match.start(), match.end(), strong=True)
    for pattern in _marks(text):
        for match in pattern.finditer(text):
            yield Announcement(match.start(), match.end(), strong=True)


def _marks(text: str) -> Iterator[re.Pattern[str]]:
    """The marks of answers that a text may have."""
    if "####" in text:
        yield _HASH
    if "A:" in text or "A*" in text or "A :" in text:
        yield _LETTER
    if "Out[" in text:
        yield _OUT
