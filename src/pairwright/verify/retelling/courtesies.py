"""What is said to be friendly at the head and the end of an answer, and says nothing of it."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage
from pairwright.verify.retelling.set_form import replaced

_OPENINGS = (
    r"ha(?:ha)+|he(?:he)+|lol|ha|hihi|hah",
    r"easy(?:[ -]peasy)?|easy one|an easy one|too easy|super easy|simple(?: enough)?|trivial|piece of cake|no sweat|no problem(?: at all)?|no biggie",
    r"sure(?: thing)?|of course|absolutely|certainly|gladly|my pleasure|with pleasure|happy to(?: help)?|alright|all right|okay|ok|got it|roger",
    r"hi(?: there)?|hello(?: there)?|hey(?: there)?|good (?:morning|evening|afternoon|day)|greetings",
    r"(?:(?:oh|ooh|ah|well|haha),? )?(?:that's|this is|that is|it's) (?:such )?(?:a|an)(?: (?:very|really|pretty|super|rather))? (?:easy|simple|quick|nice|good|great|fun|straightforward)(?: (?:one|question|problem|sum|calculation))?",
    r"(?:good|great|nice|fun|excellent|interesting) (?:question|one|problem)",
    r"aha|yay|ta-?da|voilà|voila|here you go|here we go|here goes|here it is|let's go|math time|drumroll(?: please)?|eureka",
    r"tl;?dr|in short|bottom line|combined|altogether|all together|all in all|bingo|boom|there you (?:go|have it)|either way|both ways",
    r"(?:double-?checked|re-?checked|confirmed|verified|checked(?: twice)?|i (?:double-?)?checked (?:it|this|that)(?: twice| again)?)",
    r"(?:the |my )?(?:computer|calculator) says|using (?:a|my) calculator|with (?:a|my) calculator|by (?:hand|calculator)|mentally|in my head|on paper|according to (?:my|the) calculations?",
)
_OPENING = re.compile(
    rf"\s*(?:{'|'.join(_OPENINGS)})(?:\s*(?:[,!.…]+|[😀😃😄😁😊🙂🎉✨🚀]+)\s*|\s+[—–]\s+|:\s+)(?=\S)", re.IGNORECASE
)
# With the number right behind it.
_SAYING = re.compile(
    r"\s*(?:(?:i'd|i would) say(?: (?:it's|it is|that's))?|(?:i'm |i am )?(?:pretty |very |quite |absolutely |fairly )?(?:sure|positive|certain|confident)(?: that)? (?:it's|it is|that's)|that'd be|it'd be"
    r"|(?:das|dies|es) (?:macht|sind|ist|ergibt) (?:dann|also|genau|zusammen|insgesamt)|also|insgesamt|(?:wir|man) (?:erhalten|erhält)|fa|fanno|sono|in totale|si ottiene|otteniamo|en total|nos da|se obtiene|obtenemos"
    r"|en tout|au total|on (?:trouve|obtient)|no total|obtemos|dat is(?: dan)?|samen is dat|итого|получается|получаем|выходит|razem|to daje|toplam|それは|合計は|全部で|一共是?|总共是?|總共是?|就是|답은)[ ,:]*(?=[*$]*-?0(?:,0)*(?:\.0)?(?:です|입니다|になります)?[*$.!。 ]*\Z)",
    re.IGNORECASE,
)
_OPENING_WORDS = frozenset(
    "combined altogether bingo boom there either both double doublechecked rechecked confirmed verified checked i computer calculator using with by mentally my on according haha hahaha hehe lol ha hihi hah easy simple trivial piece sweat problem biggie sure course absolutely certainly gladly pleasure happy alright all okay ok got roger"
    " hi hello hey good greetings that's this that it's aha yay ta tada voilà voila here let's math drumroll eureka quick short long tl tldr in bottom great nice fun excellent interesting the oh".split()
)
_KIND = r"(?:even|odd|prime|composite|nice|round|lucky|two-digit|three-digit|four-digit|palindromic|cute|whole)"
_MEANS = r"(?:any|a|your|the|my) (?:pocket |hand )?(?:calculator|computer|phone)"
_CLOSINGS = (
    # In brackets, of the answer itself.
    r"[ ]*\((?:i )?(?:(?:double-?|re-?)?checked|verified)(?: (?:it|twice|it twice|three times|by hand|again|with a calculator|on my calculator|on a calculator))?\)",
    r"[ ]*\((?:exact|exactly|final|final answer|no rounding needed|in lowest terms|fully simplified|simplified|easy|so easy)\)",
    rf",? as (?:you|we|one|anyone) can (?:easily |quickly )?(?:verify|check|see|confirm)(?: (?:with|on|using|by) {_MEANS}| yourself| by hand)?",
    rf",? (?:which|and) (?:you can|anyone can) (?:verify|check|confirm) (?:with|on|using) {_MEANS}",
    rf"[ \n]+(?:fun fact|by the way|btw|bonus):? (?:that's|it's|this is|that is|it is) an? {_KIND} number",
    r"[ \n]+(?:plugging|substituting|putting) (?:it|this|that|the value) back(?: in)? (?:gives a true (?:equation|statement)|works|checks out|confirms (?:it|this)|satisfies the equation)",
    r",? (?:(?:i'm|i am) (?:positive|sure|certain|confident|(?:quite|pretty|very|absolutely) (?:sure|certain|confident))|(?:there's )?no doubt(?: about (?:it|that))?|easy[ -]peasy|simple as that|no sweat|piece of cake|just like that|i think|i believe|plain and simple)",
    r"[ \n]+(?:that was (?:fun|easy|quick|simple|an easy one)|easy|simple|too easy|easy one|next(?: one| question)?(?:,? please)?[?]|any(?:thing| questions?)? else[?]|what's next[?]|math is fun|maths is fun|not (?:too|so) hard|high five|boom)",
    r"[ ]*\((?:answer|final answer|result)\)",
    # Smileys.
    r"\s*(?:[:;]-?[)DpP]|\^_?\^|xD|[😀😃😄😁😊🙂😎😉🎉✨🚀🤓🤗🥳💪👍🙌💯🌟]+)",
    # Verbs of languages in which they stand behind.
    r"[ ]?(?:です(?:ね|よ)?|である|になります|となります|입니다|이다|이에요|예요|है|होता है|मिलता है|मिलते हैं|प्राप्त होता है|होगा|nhé|ạ|nha|eder|'?[dt][iıuü]r)",
    # In other languages, the same as "hope this helps", "you are welcome", "good luck".
    r"\s+¡?(?:espero que (?:te|le|les|os|esto te) (?:sirva|ayude|haya servido|haya ayudado)|mucha suerte|saludos|de nada|buen día|espero haberte ayudado)",
    r"\s+(?:ich hoffe,? (?:das|dies|es) (?:hilft|hilft dir|hilft ihnen|hilft weiter|hilft dir weiter)|gern geschehen|gerne|viel erfolg|viele grüße|liebe grüße|viel spaß)",
    r"\s+(?:j'espère que (?:cela|ça) (?:vous |t')?aide(?:ra)?|bonne (?:journée|chance|continuation)|de rien|avec plaisir)",
    r"\s+(?:spero (?:che (?:ti |vi |questo )?(?:sia utile|aiuti|sia d'aiuto)|di (?:esserti|esservi) stato (?:utile|d'aiuto))|prego|buona (?:giornata|fortuna)|buono studio)",
    r"\s+(?:espero (?:ter ajudado|que (?:isso |isto )?ajude|ter te ajudado)|de nada|bons estudos|boa sorte|um abraço)",
    r"\s+(?:(?:ik )?hoop (?:dat )?(?:dit|het|dat) (?:helpt|je helpt|u helpt)|graag gedaan|succes|veel succes)",
    r"\s+(?:надеюсь,? (?:это|я|что это) (?:помог|помогла|помогло|поможет|помогу)(?: вам| тебе)?|пожалуйста|удачи|рада? помочь|обращайтесь)",
    r"\s*(?:希望(?:这|這)?(?:能|对|對)?(?:你|您)?(?:有所|有)?(?:帮助|幫助|帮到你|帮到您|幫到你)|不客气|不客氣|祝你学习进步|加油)",
    r"\s*(?:お役に立てば(?:幸い|嬉しい|うれしい)です|参考になれば幸いです|頑張ってください|がんばってください)",
    r"\s+(?:도움이 (?:되었으면|되셨으면) (?:좋겠습니다|합니다)|도움이 (?:되길|되기를) 바랍니다|감사합니다)",
    r"\s+(?:umarım (?:bu )?(?:yardımcı olur|yardımcı olmuştur|işine yarar)|kolay gelsin|rica ederim|iyi günler|başarılar)",
    r"\s+(?:(?:أتمنى|آمل) أن (?:يساعدك (?:هذا|ذلك)|يكون (?:هذا )?مفيدا)|بالتوفيق)",
    r"\s+(?:(?:आशा|उम्मीद) है कि? ?(?:यह|इससे) (?:आपकी )?(?:मदद|सहायता)(?: करेगा| मिलेगी| करेगी)?|धन्यवाद)",
    r"\s+(?:mam nadzieję,? że (?:to )?(?:pomogło|pomoże|pomaga|pomogłem)|powodzenia|proszę bardzo|nie ma za co|pozdrawiam)",
)
_CLOSING = re.compile(rf"(?<=[0)*.!。\x03])(?P<mark>[.!。]?)(?:{'|'.join(_CLOSINGS)})[ ]?[.!]*\s*\Z", re.IGNORECASE)
# An answer told twice, in short and at length.
_LABEL = re.compile(
    r"(?P<begin>\A|\n)[ ]*(?:the )?(?:quick|short|long|full|detailed|brief|direct|longer|shorter) answer:"
    r"|(?P<before>\A|\n)[ ]*(?:(?:tl;?dr|in short|in brief|in summary|summary|bottom line|long story short|in conclusion|conclusion)[ ]*[:—–-]|tl;?dr)(?=[ $]*-?[.0])",
    re.IGNORECASE,
)
_LABELS = frozenset(
    "quick short long full detailed brief direct longer shorter tl tldr summary bottom conclusion".split()
)
# How near its end a closing begins.
_NEAR = 120
_MOST = 3


def without_courtesies(passage: Passage) -> Passage:
    """The passage without friendly words at its head and its end.

    >>> without_courtesies(Passage("Haha, that's an easy one, it's 0 :)", [0])).text
    "it's 0"
    """
    if not passage.words.isdisjoint(_LABELS):
        passage = replaced(passage, _LABEL, "{begin}{before}Answer:")
    if not passage.words.isdisjoint(_OPENING_WORDS):
        for _ in range(_MOST):
            opening = _OPENING.match(passage.text)
            if opening is None:
                break
            passage = passage.since(opening.end())
    if passage.text.count("0") < 4 and (saying := _SAYING.match(passage.text)) is not None:
        passage = passage.since(saying.end())
    for _ in range(_MOST):
        # No number is in it.
        last = passage.text.rfind("0") + 1
        if not last or len(passage.text) - last > _NEAR or not passage.text[last:].strip(" .!*$)\n\x03"):
            break
        closing = _CLOSING.search(passage.text, last)
        if closing is None:
            break
        passage = passage.until(closing.end("mark"))
    return passage
