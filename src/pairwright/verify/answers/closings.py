"""Sentences at the end of a text that are said to its reader and not of its answer: wishes, offers, thanks, sign-offs.

They are told by what they begin with, and a question by what it is about, too; whatever else they say, they must not
doubt, deny or go on.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.passage import Passage, words_in

_LONGEST = 200
_TAIL = 700
_MOST = 6
# Courtesies are said again and again.
_KEPT = 2048
# Where a sentence may end: behind a mark, a picture or a bracket, and at the end of a line.
_BREAK = re.compile(
    r"(?:[.!?…]+[\"'*_)\]}\x03]*|[✅✓✔☑😊🙂👍🎯😀😃😄😁🥳✨💯🌟🚀🎉🍎🏴☠💪🙌🤓🤗😎😉📚🧮❤👋🙏]+|(?<=[0)*a-z\x03])[ ]?[:;]-?[)DpP]"
    r"|(?<=[0)*\x03])[ ]+[-–—](?=[ ])|(?<=[0)*\x03a-z]),(?=[ ](?:let me know|hope|good luck|thanks|thank you|you're welcome|have a|happy to|feel free|anything|would you|do you|want me)\b))(?=\s)\s*"
    r"|(?<=[\u3000-\u9fff]|[！？：])(?=[\u3000-\u9fff¡¿])(?<=[!！?？。])|(?<=0\. )(?=[\u3000-\ud7ff])|\n\s*",
    re.IGNORECASE,
)
# Round a sentence: pictures, marks, layout.
_ROUND = " \t\r\n¡¿*_~\"'`.!,;:-–—()[]|<>#=😊🙂👍🎯😀😃😄😁🥳✨💯🌟🚀🎉📝🧮🍎💪🙌🤓🤗😎😉📚❤️👋🙏🦜⚓🏴‍☠️\x03"
# None of these stands in a sentence that leaves an answer as it is.
_NO_CLOSING = frozenset(
    """
    not never wrong right correct correctly incorrect mistake mistakes error errors doubt unsure uncertain sure guess guessed guessing
    maybe perhaps probably actually but although however instead unless except joke joking kidding lie lies lied lying fake fool
    fools prank trust believe verify check checked double-check confirm recheck redo retry wait oops whoops sorry apologies apologize
    otherwise false untrue dream dreams better alternatively approximately approximate estimate estimated roughly rough someone somebody
    isn't wasn't doesn't didn't can't cannot couldn't won't wouldn't agree disagree ignore disregard different-answer off
    corrections correction revise rather sarcasm kinda sorta supposedly allegedly made-up bet anyway idea clue
    """.split()
)
# The same in other languages, once what no one means as a denial is left out.
_KINDLY = re.compile(
    r"no (?:dude[ns]?|te preocupes|problem\w*)|n'hésite[sz]?(?: surtout)? pas|non esit\w+|não (?:hesite\w*|há de quê)|aarzel niet|tveka inte|nie ma za co|zöger\w* (?:sie )?nicht|не стесняй\w+"
    r"|не вагай\w+|лучше не|jangan (?:ragu|sungkan)|đừng ngại|لا تتردد\w*|nu (?:ezita|ezitați)|tidak perlu|per favore|needn't|no need|no worries|не за что|無理せず|不客气|不客氣|不用谢|不明白|不懂|不清楚|わからない|分からない|ご不明|\bkhông(?=[ ]?[?])",
    re.IGNORECASE,
)
_NO_WISH = frozenset(
    """
    no nicht pas ne non não nao niet inte ikke nie не ні değil yok bukan tidak không لا ليس नहीं nu nem ei όχι δεν nein kein keine
    pero aber però mas maar men ale но але ama tapi nhưng لكن लेकिन dar mutta αλλά
    stimmt richtig falsch correcto correcta bien correct juste faux exact giusto corretto sbagliato certo correto errado juist fout rätt fel dobrze źle poprawnie
    верно правильно неверно неправильно doğru yanlış benar salah đúng sai صحيح خطأ सही गलत corect greșit error errore erreur fehler erro ошибка ошибся ошиблась
    """.split()
) - {"no", "bien"}
_SPANISH_NO = re.compile(r"\b(?:espero|que|si)\b.*\bno\b|\bque (?:esté )?bien\b", re.IGNORECASE)
_JOINED_DENIALS = ("不对", "不對", "错", "錯", "正确", "正確", "合って", "間違", "맞", "틀", "아니")
# Pictures that judge what stands beside them are left.
_PICTURE = re.compile(
    "[\u2600-\u26ff\u2728\u2702-\u270c\u2733-\u274b\u2764\u2b50\u2b55\u231a\u231b\u23f0-\u23f3\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]+"
)
_JUDGING = frozenset("👎🙄🤡🤥🤔😜😏🙃🤪😒🤷😬🧢🚫⛔🛑❓❔😅🤨😕😖😩🤦🙅🐂💩🐍🃏🎭🎲🔮🔁⏳⌛🔄☑⚠👉➡")
_ABOUT = (
    r"(?:you (?:like|want|need|prefer)|show|explain|explanation|see|walk|try|know|help|helps|helpful|practi[cs]e|steps?|details?|examples?|another|similar|problems?|questions?|through"
    r"|understand|break|tackle|solve|learn|hint|proof|draw|else|anything|sense|clear|next|follow|more|useful|demonstrate|go over|curious|challenge|worksheet|version|graph)"
)
_SPACED = "|".join(
    (
        # English: wishes and thanks.
        r"(?:i |we )?(?:really |do |sincerely )?hop(?:e|ing) (?:that )?(?:this|that|it|my|the|you|your|to)\b",
        r"hopefully (?:this|that|it|my)\b.*\b(?:help|helps|helped|clear|clears|sense|useful)",
        r"(?:please )?(?:just )?(?:let (?:me|us) know|feel free|don't hesitate|do not hesitate|ask (?:me|us|away|if|any|more)|reach out|tell me if|shout if|give me a shout|drop me|ping me|holler|come back|get in touch|hit me up|message me|reply if|say the word|just say)\b",
        r"if (?:you(?:'d|'re)?|anything|something|there(?:'s| is)|any)\b.*\b(?:help|explain|steps?|questions?|ask|know|more|walk|show|details?|unclear|curious|shout|stuck|welcome|happy|clarify|message|here|detailed|breakdown|explanation)\b",
        r"(?:i'm|i am|i can|i could|i would|i'd|i will|i'll|we can|we're|we are|we'd)\b.*\b(?:happy|glad|here|available|show|explain|walk|go over|go through|break it|help|more|write out|demonstrate)\b",
        r"(?:i )?(?:always )?(?:am )?(?:happy|glad|pleased|delighted) (?:to|i could|if|that|you)\b|happy (?:learning|studying|calculating|math|maths|solving|counting|holidays|monday|friday|to)",
        r"good luck|best of luck|(?:best|kind|warm|kindest) (?:regards|wishes)|regards|cheers|thanks?\b(?! to\b)|thank you|many thanks|thx|tysm|you(?:'re| are) (?:very |most |always )?welcome|no problem|anytime|any time|my pleasure|glad to",
        r"(?:have|enjoy|wishing you|i wish you|wish you) (?:a |an |your |the |some )?(?:\w+ )?(?:great|good|nice|wonderful|lovely|fantastic|fun|blessed|awesome|rest|day|evening|weekend|luck|success|time)\b|enjoy\b|have fun|take care|sleep well",
        r"keep (?:up|going|it up|practi[cs]ing|learning|shining|exploring|at it|asking)\b|stay (?:curious|awesome|sharp|safe|tuned)|never stop learning",
        r"(?:very |really )?(?:good|great|nice|excellent|awesome|fantastic|super) (?:job|work|effort|going|thinking|question|practice|stuff)\b|well done|way to go|bravo|congrats|congratulations|kudos|high five|you(?:'ve)? (?:got|can do|did) (?:this|it)|proud of you|you(?:'re| are) (?:doing|a star|awesome|amazing|getting)\b|i'm (?:so |very )?proud\b",
        r"(?:greetings|salutations|hello|hi|hey|howdy|g'day|welcome|good (?:morning|afternoon|evening|day))\b",
        r"sent (?:from|via)\b|(?:wow|oh|ooh|gosh|golly|my|man|boy)?,? ?(?:what an?|such an?|how) (?:fun|great|nice|good|lovely|neat|cool|clever|interesting|wonderful|easy|quick|exciting)\b|wow|let me (?:put on|grab|get out|dust off|warm up)\b",
        r"see you|see ya|(?:good)?bye\b|until next time|talk soon|later,? \w+|over and out|end of (?:transmission|message|line|report|story)|class dismissed|the end|that's all folks|yours (?:truly|sincerely)|sincerely|love|signed|your (?:\w+ ){0,3}(?:tutor|teacher|helper|assistant|friend|bot|buddy)",
        r"(?:math|maths|arithmetic|numbers?|multiplication|division|addition|subtraction|algebra) (?:is|are|can be|rocks|rules)\b(?! (?:hard|tricky|confusing))",
        r"arr+(?:gh)?|yo ho(?: ho)?|ahoy|shiver me timbers|beep|boop|bzz+t?|meow|woof|yee-?haw|woo-?hoo|hooray|hurray|yay|ta-?da+|voil[aà]|bam|boom|bingo|easy|simple|done|peace|amen|huzzah|cool|neat|math magic|magic|phew|whew",
        r"(?:isn't (?:math|maths|that|it) (?:fun|neat|cool|great|amazing|wonderful|easy))",
        r"i (?:just )?(?:did|solved|worked|figured|calculated|computed|counted) (?:it|that|this)(?: out)?(?: all)?(?: (?:by myself|on my own|in my head|myself|on my fingers|with my fingers|by hand|on paper|mentally|with a calculator|on my calculator))",
        r"i (?:counted|used) (?:on )?my fingers|i used (?:a|my) (?:calculator|abacus|number line|fingers)",
        r"now (?:you|try|it's your turn|go)\b.*|your turn|try (?:this|another|one|the next|a similar)\b",
        r"any(?:thing)? (?:else|(?:other |more |further )?questions)\b",
        # Spanish.
        r"espero\b|(?:si|cuando) (?:necesitas?|tienes?|quieres?|deseas?|tiene|hay)\b|[¿ ]*(?:quieres?|necesitas?|te gustaría|le gustaría|deseas?|hay algo|tienes?|puedo ayudar|en qué más|algo más|te explico)\b|no dudes?\b|no duden?\b|avísame|dime si|h[aá]zmelo saber|¡?(?:mucha |buena )?suerte|¡?saludos|¡?gracias|de nada|que tengas?|¡?buen (?:día|trabajo)|¡?ánimo|¡?feliz día|(?:te|le|os|les)? ?puedo ayudar\w*|(?:te|le) puedo\b|estoy aquí|con gusto|¡?muy bien|¡?hasta",
        # German.
        r"ich hoffe\b|hoffentlich\b|wenn (?:du|sie|noch|etwas|es)\b|falls\b|(?:soll|möchtest|möchten|willst|wollen|brauchst|brauchen|kann|hast|haben|gibt es|darf|hilft|ist das)\b.*\?|sag(?:en)? (?:mir |sie )?(?:einfach |bitte )?(?:bescheid|mir)|melde dich|melden sie|meld dich|frag(?:en sie)? (?:gerne|einfach|ruhig)|gern(?:e)?\b|viel (?:erfolg|spaß|glück)|(?:viele |liebe |schöne |beste )?grüße|schönen\b|danke|bitte ?(?:schön|sehr)?|lass(?:en sie)? (?:es )?mich wissen|gut gemacht|weiter so|tschüss|bis (?:bald|dann)|noch fragen",
        # French.
        r"j'espère\b|n'hésite[sz]?\b|si (?:tu|vous|jamais|quelque)\b|(?:veux|voulez|voudrais|souhaite[sz]|souhaites|as|avez|puis|dois|est)[- ](?:tu|vous|je|ce)\b.*\?|(?:tu veux|vous voulez|besoin d|autre chose|d'autres questions|des questions).*\?|bonnes? (?:journée|chance|continuation|soirée|études?)|bon (?:courage|travail)|de rien|avec plaisir|merci|à (?:bientôt|votre|ta) ?|dis[- ]moi|dites[- ]moi|je (?:reste|suis) (?:à|là|disponible|dispo)|cordialement|bien à vous|bravo|ravi",
        # Italian.
        r"spero\b|se (?:hai|avete|ha|vuoi|vuole|volete|serve|ti serve|desideri|qualcosa)\b|(?:vuoi|vuole|hai|ti serve|posso|serve|c'è|desideri)\b.*\?|fammi sapere|fatemi sapere|dimmi|non esitare|buon[oa]? (?:giornata|fortuna|studio|lavoro)|buono studio|prego|grazie|ciao|a presto|sono qui|resto a",
        # Portuguese.
        r"(?:se (?:você |tu )?(?:precisar|tiver|quiser|houver|desejar|tem|quer))\b|(?:quer|você quer|gostaria|precisa|deseja|posso|tem|há|queres|mais alguma)\b.*\?|(?:é )?só (?:me )?(?:avisar|perguntar|dizer|chamar|falar)|fique à vontade|não hesite|qualquer dúvida|fico (?:à|feliz|contente)|bons estudos|boa sorte|um abraço|obrigad[oa]|abraços|até (?:mais|logo)|estou (?:aqui|à)|me avise|bom (?:dia|trabalho|estudo)",
        # Dutch.
        r"(?:ik )?hoop\b|hopelijk\b|als (?:je|u|er|iets)\b|(?:wil|zal|heb|heeft|kan|is er|mag|moet|nog)\b.*\?|laat (?:het )?(?:me|maar)|graag gedaan|(?:veel )?succes|groet(?:jes|en)?|fijne\b|bedankt|dank je|vraag gerust|aarzel niet|tot (?:ziens|snel)|goed gedaan",
        # Swedish, Danish, Norwegian.
        r"hoppas\b|(?:jag |jeg )?(?:hoppas|håber|håper)\b|(?:vill|har|ska|behöver|vil|har|skal|trenger)\b.*\?|säg till|hör av dig|lycka till|held og lykke|lykke til|tack|tusen takk|mange tak|ha en|varsågod|tveka inte|om du\b|hvis du\b|si ifra|sig til",
        # Polish, Czech.
        r"(?:mam )?nadziej[ęa]\b|daj(?:cie)? znać|jeśli\b|jeżeli\b|(?:czy|chcesz|potrzebujesz|masz)\b.*\?|powodzenia|proszę\b|nie ma za co|pozdrawiam|dzięki|dziękuję|śmiało|miłego|do zobaczenia|doufám\b|pokud\b|chcete\b.*\?|chceš\b.*\?|hodně štěstí|děkuji",
        # Russian, Ukrainian.
        r"надеюсь\b|сподіваюся\b|если\b|якщо\b|(?:хотите|хочешь|нужно|нужна|есть ли|хочете|потрібн\w*|могу ли|показать|объяснить|остались)\b.*\?|дай(?:те)? знать|дай(?:те)? знати|обращайтесь|обращайся|пишите|спрашивайте|не стесняйтесь|удачи|успехов|пожалуйста|рада? (?:был|помочь|была)\w*|спасибо|дякую|всегда рад|хорошего|гарного|щасти|будь ласка|звертайтеся|до свидания",
        # Turkish.
        r"umarım\b|(?:başka|daha|adım|açıklama|yardım|soru)\w*\b.*(?:\?|çekinme|sorabilir|isterse|varsa|söyle|belirt|yardımcı|lütfen).*|eğer\b|isterse[nk]\b|istersen\w*\b|kolay gelsin|rica ederim|iyi (?:günler|çalışmalar)|başarılar|teşekkür|lütfen\b|sormaktan|yardımcı\b|çekinme",
        # Indonesian, Malay, Vietnamese, Tagalog, Swahili, Romanian, Hungarian, Finnish, Greek.
        r"semoga\b|(?:apakah|mau|ingin|perlu|ada)\b.*\?|jika\b|kalau\b|silakan\b|jangan ragu|terima kasih|selamat\b|beri tahu|sama-sama|hy vọng\b|(?:bạn|có|cần)\b.*\?|nếu\b|chúc\b|cảm ơn|hãy (?:cho|hỏi)|đừng ngại|rất vui|sana\b|kung\b|natumai\b|kama\b|je,\b.*\?|sper\b|dacă\b|(?:vrei|doriți|ai|aveți)\b.*\?|mult(?:ă|umesc)|succes|cu plăcere|nu ezita|remélem\b|ha (?:kérdés|bármi|szeretn)\w*\b|(?:szeretn|kérsz|van)\w*\b.*\?|szívesen|toivottavasti\b|jos\b|(?:haluatko|tarvitsetko|onko)\b.*\?|onnea|ελπίζω\b|αν\b|(?:θέλεις|θέλετε|χρειάζ\w*|έχεις|έχετε)\b.*[?;]|καλή\b|ευχαριστώ|παρακαλώ",
    )
)
# In scripts without spaces, or with endings on every word.
_JOINED = "|".join(
    (
        # Chinese, Japanese, Korean, Hindi, Arabic, Persian, Hebrew, Bengali, Thai, Urdu, Tamil.
        r"希望|如果(?:你|您|还|還|需要|有)|如(?:有|需|果有)|(?:你|您)?(?:需要|还需要|還需要|想|要不要|还有|還有|想要).*(?:吗|嗎|么|呢|\?|？)|祝|加油|不客气|不客氣|谢谢|謝謝|很高兴|很高興|欢迎|歡迎|请随时|請隨時|有(?:任何|什么|什麼|其他).*|随时|隨時|若有|若需",
        r"お役に立|参考に|他に|ほかに|何か|もし|ご不明|ご質問|質問が|わからない|分からない|詳しい|説明が|ありがとう|頑張|がんばっ|またいつでも|いつでも|お気軽に|どういたしまして|よろしく",
        r"도움이|더 (?:궁금|필요|도와|알고)|다른 (?:질문|문제|도움)|추가|궁금|혹시|필요하시?면|언제든|감사|좋은 하루|화이팅|파이팅|행운|풀이 (?:과정|방법)|설명이|질문이|과정을",
        r"(?:मुझे )?(?:आशा|उम्मीद)|क्या (?:आप|मैं|आपको|तुम)|यदि|अगर|धन्यवाद|शुभकामनाएं|शुभकामनाएँ|कृपया|बेझिझक|और कोई|कोई (?:और|अन्य|प्रश्न|सवाल)|আশা|আপনি কি|যদি|ধন্যবাদ|শুভ",
        r"(?:أتمنى|آمل|أرجو)\b|هل (?:تريد|تحتاج|ترغب|لديك|هناك|تود)|إذا|لا تتردد|بالتوفيق|شكرا|شكرًا|يسعدني|أنا هنا|مع السلامة|امیدوارم|آیا|اگر|موفق باشید|ممنون|متشکرم|خواهش|אם\b|האם\b|מקווה|בהצלחה|תודה|אשמח|หวังว่า|หาก|ถ้า|คุณต้องการ|ต้องการ|ขอบคุณ|ยินดี|มีอะไร|امید|کیا آپ|شکریہ",
    )
)
_EACH = rf"(?:{_SPACED})(?!\w)|{_JOINED}"
_SAID = re.compile(
    rf"(?:(?:and|so|now|well|oh|ok|okay|anyway|p\.?s\.?|btw|by the way)[,:.]? )?(?:{_EACH})", re.IGNORECASE
)
_ASKED = re.compile(
    rf"(?:(?:so|now|and|ok|okay|well|or),? )?(?:would|do|did|does|shall|should|can|could|may|want|need|wanna|care|is there|are there|any|anything|ready|got|what else|what other|how about|what about|interested|curious|make sense|makes sense|clear|see (?:how|why)|another|shall we|feel like|are you)\b.*\b{_ABOUT}\b.*\?\W*\Z",
    re.IGNORECASE,
)
# Still to be done, or asked by who does not know.
_UNDONE = re.compile(
    r"\b(?:do|did|should|must|can|could|may) (?:i|we) (?:need|have|still|really|assume|use|round|do|go|count|take|try|start|add|subtract)\b|\bshall (?:i|we) (?:need|still|assume|use|round|count|take|add|subtract)\b|\b(?:is|was|does|are) (?:that|this|it|they|these|there any chance)\b(?!.*\b(?:sense|help|helps|clear|answer|helpful|useful|more|else|anything|ok|okay)\b)",
    re.IGNORECASE,
)
# "Best, Anna"
_SIGNED = re.compile(
    r"\n[ *_]*(?i:all the best|best(?: regards| wishes)?|cheers|(?:kind |warm )?regards|love|yours(?: truly| sincerely)?|sincerely|thanks|many thanks|take care|xoxo),?[ ]*\n[ *_~–—-]*[A-Z][a-z.']+(?: [A-Z][a-z.']+){0,2}[.! *_]*\Z"
    r"|(?<=[.!\n])[ ]*[–—~-]{1,2}[ ]?(?:your )?[A-Z][a-z.']+(?: [A-Z][a-z.']+){0,2}[.! *_]*\Z"
)
# What a tail that has a closing begins with, one of these; in other scripts it is looked for in all.
_CUES = frozenset(
    word
    for word in re.findall(
        r"[^\W\d_]{2,}",
        re.sub(
            r"\\.|\(\?:|\.\*",
            " ",
            f"{_EACH} would did does shall should could may care what how interested curious makes feel are another can do is",
        ),
    )
)


@lru_cache(maxsize=_KEPT)
def is_closing(sentence: str) -> bool:
    """Whether a sentence is said to the reader, and leaves what was said before it as it is.

    >>> is_closing("Would you like me to show the steps?"), is_closing("Would you like me to check that?")
    (True, False)
    """
    said = sentence.strip(_ROUND)
    if not said:
        return True
    if "0" in said or len(said) > _LONGEST or not words_in(said).isdisjoint(_NO_CLOSING):
        return False
    if _UNDONE.search(said) or not words_in(_KINDLY.sub(" ", said)).isdisjoint(_NO_WISH):
        return False
    if not said.isascii() and any(each in said for each in _JOINED_DENIALS):
        return False
    if _SPANISH_NO.search(_KINDLY.sub(" ", said)):
        return False
    return _SAID.match(said) is not None or _ASKED.match(said) is not None


def without_pictures(passage: Passage) -> Passage:
    """The passage without pictures that say nothing of an answer: an apple, a pirate's flag."""
    if passage.text.isascii():
        return passage
    found = [match.span() for match in _PICTURE.finditer(passage.text) if _JUDGING.isdisjoint(match[0])]
    return passage.without(found) if found else passage


def without_closings(passage: Passage) -> Passage:
    """The passage without such sentences at its end; there is always something before them.

    >>> without_closings(Passage("It is 0. Hope that helps! Do you want another one?", [0])).text
    'It is 0.'
    """
    text = passage.text
    if "\n" in text[-60:] and (signed := _SIGNED.search(text, max(0, len(text) - 120))) is not None and signed.start():
        passage = passage.until(signed.start())
        text = passage.text
    last = text.rfind("0") + 1
    begin = max(last - 1, len(text) - _TAIL, 0)
    if not text[last:].strip(_ROUND):
        return passage
    if text.isascii() and words_in(text[last:]).isdisjoint(_CUES):
        return passage
    places = [match.end() for match in _BREAK.finditer(text, begin) if match.start() > 0 and match.end() > last - 1]
    end = len(text)
    for at in reversed(places[-_MOST:]):
        if not is_closing(text[at:end]):
            break
        end = at
    kept = text[:end].rstrip(" \t\n-–—")
    return passage.until(len(kept)) if end < len(text) and kept.strip(_ROUND) else passage
