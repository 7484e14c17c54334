"""How an answer is told in languages that are read as a whole sentence alone: "Yr ateb yw 0", "La respondo estas 0".

Each is a noun and what stands around the number; a word more, as one that denies, and it is not read.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.markup import plain
from pairwright.verify.answers.passage import Passage, together
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.conclusions_of_languages import CONCLUDING, conclusion_of
from pairwright.verify.unfolding.unfolded import Unfolded

# The noun, and what is said with it, a semicolon between; "A" is the noun and "N" the number.  A label, "A: N", is one of each.
_SAYINGS: tuple[tuple[str, str], ...] = (
    # Malay, Javanese, Sundanese, Filipino, Malagasy
    (
        "(?:jawapan|jawaban|hasil|keputusan)(?:nya)?(?: akhir(?:nya)?| yang (?:betul|benar))?",
        "A (?:ialah|adalah|iaitu|yaitu) N",
    ),
    ("wangsulan(?:e|ipun)?|jawaban(?:e|ipun|na)|asile", "A (?:(?:yaiku|inggih menika|nyaéta) )?N"),
    ("sagot|resulta", "ang (?:tamang |huling )?A ay N;N ang (?:tamang )?A"),
    ("valiny", "ny A dia N"),
    # Urdu, Persian, Pashto, Tajik, Kurdish, Uyghur
    ("(?:(?:صحیح|درست|آخری|حتمی) )?(?:جواب|نتیجہ)", "A N ہے"),
    ("(?:پاسخ|جواب|نتیجه)(?: نهایی| درست)?", "A N است"),
    ("ځواب", "A N دی"),
    ("ҷавоб", "A N аст"),
    ("bersiv|encam", "A N e"),
    ("جاۋاب", "A N"),
    # Marathi, Nepali, Bengali, Assamese, Gujarati, Punjabi, Odia, Sinhala
    ("(?:(?:अंतिम|योग्य|बरोबर|सही) )?(?:उत्तर|जवाफ|जवाब)", "A N (?:आहे|येते|हो|हुन्छ)"),
    ("(?:সঠিক )?(?:উত্তর|উত্তৰ)", "A (?:(?:হল|হলো|হৈছে) )?N(?: হয়)?"),
    ("(?:સાચો )?(?:જવાબ|ઉત્તર)|પરિણામ", "A N(?: છે)?"),
    ("(?:ਸਹੀ )?(?:ਜਵਾਬ|ਉੱਤਰ)|ਨਤੀਜਾ", "A N(?: ਹੈ)?"),
    ("ଉତ୍ତର", "A N(?: (?:ଅଟେ|ହେଉଛି))?"),
    ("පිළිතුර|උත්තරය", "A N ?(?:යි|වේ|කි)?"),
    # Telugu, Kannada, Malayalam, Tamil
    ("సమాధానం|జవాబు|ఫలితం", "A N"),
    ("ಉತ್ತರವು|ಉತ್ತರ|ಫಲಿತಾಂಶ", "A N(?: ಆಗಿದೆ)?"),
    ("ഉത്തരം|ഫലം", "A N(?: (?:ആണ്|ആകുന്നു))?"),
    ("விடை|பதில்", "A N(?: ஆகும்)?"),
    # Burmese, Khmer
    ("အဖြေ(?:မှာ|သည်|က)?", "A ?N ?(?:ဖြစ်သည်|ဖြစ်ပါသည်|ဖြစ်ပါတယ်|ပါ)?"),
    ("ចម្លើយ(?:គឺ)?", "A ?N"),
    # Georgian, Armenian, Amharic
    ("პასუხია?|შედეგია?", "A (?:არის )?N(?:-ია|ია)?"),
    ("(?:ճիշտ )?պատասխան[ըն]?|արդյունք[ըն]?", "A է N;A N է"),
    ("መልስ|መልሱ|ውጤቱ", "A N ነው"),
    # Azerbaijani, Turkmen, Kazakh, Kyrgyz, Tatar, Uzbek, Mongolian
    ("(?:düzgün )?(?:cavab|nəticə)i?", "A N(?:[-'][dt][iuü]r)?"),
    ("jogap", "A N"),
    ("жауабы|жауап|нәтижесі|нәтиже|жообу|жооп|җавап|җавабы", "A N"),
    ("(?:to'g'ri )?(?:javob|natija)", "A N(?: ga teng)?"),
    ("хариулт|хариу", "A нь N(?: юм| болно)?"),
    # Swahili, Zulu, Shona, Sotho, Kinyarwanda, Yoruba, Igbo, Hausa, Somali
    ("jibu|matokeo|jawabu", "A (?:sahihi )?ni N"),
    ("impendulo|isiphumo", "A (?:ngu-|iwu-|yi-|ithi |ingu-)N"),
    ("mhinduro", "A (?:ndi|iri) N"),
    ("karabo", "A ke N"),
    ("igisubizo", "A ni N"),
    ("[ìi]d[áa]h[ùu]n(?: n[áa][àa])?", "A ni N"),
    ("azịza", "A (?:ya )?bụ N"),
    ("amsar?", "A (?:ita )?ce N"),
    ("jawaabt[ua]|jawaab", "A waa N"),
    # Irish, Scottish Gaelic, Welsh, Breton
    ("freagra(?: ceart| deiridh)?", "is é N an A;is é an A (?:ná )?N"),
    ("freagairt", "is e N am A;is e am A N"),
    ("(?:ateb|canlyniad)(?: terfynol| cywir)?", "yr? A (?:yw|ydy) N;N yw'r A"),
    ("respont", "ar A eo N"),
    # Icelandic, Luxembourgish, Frisian, Afrikaans, Yiddish
    ("svarið|útkoman|niðurstaðan", "A er N"),
    ("äntwert|resultat", "d'A ass N"),
    ("antwurd", "it A is N"),
    ("(?:regte |finale |korrekte )?antwoord", "die A is N"),
    ("ענטפער", "דער A איז N"),
    # Basque, Catalan, Galician, Occitan, Maltese, Haitian Creole, Latin, Esperanto
    ("(?:erantzun|emaitza|soluzio)a?(?: zuzena)?", "A N da"),
    ("(?:resposta|resultat|solució|solución|resultado)(?: final| correct[ae])?", "(?:la|el|a|o) A (?:és|é) N"),
    ("responsa", "la A es N"),
    ("tweġiba|riżultat|soluzzjoni", "(?:it-|ir-|is-)A (?:hija|hi|huwa|hu) N"),
    ("repons|rezilta", "A (?:lan|la|a|an) se N"),
    ("responsum|solutio", "A est N"),
    ("(?:ĝusta |fina )?(?:respondo|rezulto|solvo)", "la A (?:estas|esas|egalas(?: al)?) N"),
    # Albanian, Macedonian, Bulgarian, Serbian, Croatian, Slovenian, Slovak, Belarusian
    ("përgjigjj?[ae]|rezultati|zgjidhja", "A (?:është|eshte) N"),
    ("(?:точниот |конечниот )?(?:одговорот|резултатот|решението)|одговор", "A е N"),
    ("(?:верният |правилният )?(?:отговорът|отговора|резултатът|решението)|отговор", "A е N"),
    ("(?:тачан |коначан )?(?:одговор|резултат|решење)", "A (?:је|гласи) N"),
    ("(?:točan |tačan |pravilen |konačan )?(?:odgovor|rezultat|rješenje|rešenje|rešitev)", "A (?:je|glasi) N"),
    ("(?:správna |konečný )?(?:odpoveď|výsledok|riešenie)", "A (?:je|znie) N"),
    ("(?:правільны |канчатковы )?(?:адказ|вынік)", "A (?:роўны |роўна |складае |гэта |[—–-] )?N"),
    # Estonian, Latvian, Lithuanian
    ("(?:õige |lõplik )?(?:vastus|tulemus)", "A on N"),
    ("(?:pareizā |galīgā )?(?:atbilde|rezultāts)", "A ir N"),
    ("(?:teisingas |galutinis )?(?:atsakymas|rezultatas)", "A yra N"),
)
# With one of these a word begins where such a sentence is in plain letters; English has few of them.
_STEMS = ("idahun", "amsa", *re.findall(r"[a-z]{4,}", " ".join(noun for noun, _ in _SAYINGS)))
_SO = "felly|do|tial|dus|zato|dakle|torej|teda|preto|значи|дакле|следователно|такім чынам|deci|prandaj|kështu|beraz|per tant|seega|tātad|taigi|dakako|kwa hiyo|hivyo|jadi|maka|kaya|demak|demək|ergo|igitur"
_LABEL = "[ ]?[:՝፡፦៖]+[ ]?"
_NUMBER = r"[ *$`(\x02]*(?P<number{place}>-?0(?:[.,]0)*(?:[ ]?/[ ]?0)?)[ *$`)\x03]*"
_ENDING = r"[ ]*[.!։።။።៕។۔|]*\s*"
_LONGEST = 120
# A decimal and a fraction have two runs of digits.
_PARTS = 2
# A number alone concludes, too.
_WORDED = 4
# Where the last sentence of a text may begin.
_BEGINS = re.compile(r"\n\s*|(?<=[0)])[.;,!][ ]+|\A\s*")


def announced(passage: Passage, asked: Wanted) -> Unfolded | None:
    """The number that a last sentence calls the answer, behind what is no more than calculations.

    >>> announced(Passage("Yr ateb yw 0.", [2]), Wanted("0+0=?", 2, "?")).passage.text
    'The answer is 0'
    """
    passage = plain(passage, asked.unknown)
    text, words = passage.small, passage.words
    if text.isascii() and words.isdisjoint(CONCLUDING) and not any(word.startswith(_STEMS) for word in words):
        return None
    for begin in _BEGINS.finditer(text, max(0, len(text) - _LONGEST)):
        before = text[: begin.start()]
        if any(char.isalpha() for char in before):
            return None
        if text.count("0", begin.end()) > _PARTS:
            continue
        span = _told(passage.text, begin.end(), asked)
        if span is not None:
            parts = (passage.until(begin.start()), "\n" if before else "", "The answer is ")
            return Unfolded(together([*parts, passage.part(*span)]))
    return None


def _told(text: str, start: int, asked: Wanted) -> tuple[int, int] | None:
    """Where the number stands that a sentence calls the answer, from a place on to the end of a text."""
    match = _sayings().fullmatch(text.lower(), start)
    if match is not None:
        return match.span(next(name for name, said in match.groupdict().items() if said is not None))
    concluded = conclusion_of(text[start:]) if sum(map(str.isalpha, text[start:])) >= _WORDED else None
    # Numbers that it is told to be of are not looked at here.
    if (
        concluded is None
        or "0" in text[start : start + concluded.number[0]]
        or concluded.percent
        or concluded.again
        or concluded.letter not in {"", asked.unknown}
    ):
        return None
    if concluded.name and concluded.name not in (asked.quantities or ()):
        return None
    return concluded.number[0] + start, concluded.number[1] + start


@lru_cache(maxsize=1)
def _sayings() -> re.Pattern[str]:
    """The sentences of all languages, each with the number in a group of its own."""
    forms = [
        form.replace("A", f"(?:{noun})")
        for noun, forms in _SAYINGS
        for form in (*forms.split(";"), f"(?:yr |la |ang |ny |d')?A{_LABEL}N")
    ]
    numbered = (form.replace("N", _NUMBER.format(place=place)) for place, form in enumerate(forms))
    return re.compile(rf"(?:(?:{_SO}),?[ ])?(?:{'|'.join(numbered)}){_ENDING}")
