r"""The words around a claim: whether they leave it the answer.

What may stand before and behind is listed (`words`): "half of the answer is 4", "4 thousand", "4²", "4...",
"the answer is 4. April fools." are told apart from an answer of 4 without a list of all there is to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.passage import words_in
from pairwright.verify.answers.phrases import CuedPhrases
from pairwright.verify.answers.units import is_another_unit
from pairwright.verify.answers.voices import PEOPLE, others_doing
from pairwright.verify.answers.words import (
    CONNECTING,
    DENYING,
    DOUBT,
    ENDING,
    LEADING,
    NEUTRAL,
    OPERATING,
    TELLING,
    UNITS,
)
from pairwright.verify.columns.number_words import NUMBER_WORDS

# How far before a claim its sentence is looked for, and how far words that disown it are.
_SENTENCE = 400
_NEAR = 200
_SHORT = 300
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDING_MARKS = ".!?;…"
# Beside white space; nothing is the end of a text.
_BEHIND_SENTENCE = frozenset(["", *"\"')*", OPEN, CLOSE])
SENTENCE_END = re.compile(rf"[{_ENDING_MARKS}](?=\s|$|[\"')*{OPEN}{CLOSE}])|\n")
CLAUSE_END = re.compile(
    r"[,:→⇒](?!0)|(?<=[0)])[ \t]+(?=(?:so|thus|hence|therefore|and[ ]so|and[ ]thus|making|giving|meaning"
    r"|gives|makes)\b)"
    r"|(?<== 0)[ \t]+(?=(?:and|then|which|is)\b)"
)
# What stands right before a number and makes something else of it, or of a mark.
_CHANGES = re.compile(r"[–—~¬√∛^\\#&@%≠<>≤≥≈±_'|°-][ \t]*\Z")
_TIED = re.compile(r"[^\s$*\"'(\[{|:=>→⇒\x02✅✓#.,!?;)\x03`]\Z")
_TIED_NUMBER = re.compile(r"[^\s$*\"'(\[{|:=>→⇒\x02✅✓`]\Z")
# "Let x = 0", "try x = 0": no one has found it yet.
_SET = re.compile(r"\b(?:let|put|set|take|try|trying|test|testing|if|suppose)[ \t*$]*\Z", re.IGNORECASE)
# Words of doubt that cast none.
_ASSURING = re.compile(
    r"\b(?:without (?:a|any)(?: shadow of (?:a )?)? ?doubt|no doubt(?: about it)?|beyond (?:a|any|all) doubt|undoubtedly"
    r"|(?:i'm|i am|we're|we are) (?:very |quite |completely |absolutely )?confident(?: that| in)?"
    r"|(?:double[- ])?(?:checked|verified) (?:it|this|that|my work|the result|everything) twice"
    r"|(?<=number )(?:we|i|you) (?:need|want|seek|asked for)|(?<=value )(?:we|i|you) (?:need|want|seek|asked for)"
    r"|double[- ]check(?:ing|ed)?(?: it| this| that| everything)?"
    r"|\Ain (?:numbers|digits|figures)|\Awritten out"
    r"|\b(?:is|asks(?: us)?|think|thinking) about\b(?= (?:the|what|how|this|it)\b)|no more(?: and|,) no less"
    r"|a little (?:arithmetic|calculation|algebra|work)|once (?:simplified|we do (?:that|this)|done|computed|evaluated)"
    r"|(?:this|that|the last|the first|an easy|a quick|a simple|a nice) one\b"
    r"|no tricks?(?: here| needed| involved)?|nothing (?:fancy|special|complicated|hard|tricky)|not (?:too |very |so )?(?:hard|difficult|complicated|tricky)"
    r"|if (?:something|anything) is unclear|if you (?:have|need|want|would like|'d like) (?:any |some |more |the |to see )*(?:questions?|help|details?|steps?|working)?"
    r"|without (?:further ado|any trouble|a calculator|any trick)|before (?:answering|we start|we begin|starting|anything else)|by the way"
    r"|(?:through|over) (?:(?:the|my|all|every|each) )?(?:steps?|work|calculation|it|this|everything) twice"
    r"|one step at a time|step at a time|pretty (?:direct|easy|simple|straightforward|quick|basic|clear|standard)|no worries|off we go|in a nutshell|in one line|in no time"
    r"|(?:calculation|computation|working|workings|solution|steps|work|details|explanation|see) below|(?:shown|given|computed|calculated|seen|stated|described|outlined) (?:above|below)"
    r"|as (?:above|below)|no (?:further|more) (?:steps?|work)(?: is| are)? (?:needed|required)|nothing (?:else|more|left)(?: is)?(?: needed| required| to do)?"
    r"|(?:any|much) (?:fuss|trouble|difficulty)|the other way (?:a)?round|both ways|a second time|(?:not|isn't|aren't) (?:needed|required)|(?:no|without) calculator(?: needed)?"
    r"|(?:goes|looks) like (?:this|so)|like (?:this|so)\b|(?:working|doing it|checked|going|counting) backwards|(?:the|a) missing (?=number|value|addend|factor|term)"
    r"|(?:problem|question|exercise|task) is (?:all |really |just )?about\b"
    r"|in other words|no problem|piece of cake|in this (?:case|problem|question)|as such|here (?:we|you) go|nice and easy|on paper|in my head"
    r"|dear \w+|to be (?:precise|exact)|the end(?=[.!])|(?:and )?we're done|of course"
    r"|if (?:we|you) (?:evaluate|compute|calculate|simplify|work out|solve)\b)|, not the \w+(?: \w+){0,2}(?=[.;]|\Z)"
)
_PARTS = frozenset(
    "half twice double triple thrice third quarter square root cube negative opposite inverse reciprocal percent part multiple digit digits"
    " factor more less remainder rest sum logarithm sign parity".split()
)
_PART_OF = re.compile(
    r"\b(?:half|twice|double|triple|thrice|third|quarter|square|root|cube|negative|opposite|inverse|reciprocal|percent|part|multiple|digits?"
    r"|factor|more than|less than|remainder|rest|sum|logarithm|sign|parity)[ ](?:of[ ]|to[ ]|in[ ])?(?:the|your|my|our|its)[ ](?:\w+[ ]){0,2}\Z"
)
_SIGN = re.compile(r"[-+*/÷^=×→⇒]|0%|\bof 0")
# Beside numbers they tell a calculation in words.
_WORKING = (
    (DOUBT - DENYING)
    | UNITS
    | OPERATING
    | frozenset("back more less fewer go away off decreased increased but".split())
)
_NAMING = re.compile(r"\b(?:let|set|call)[ ][*$]*[a-z][*$]*[ ](?:be|equal|denote|to)\b[^.;]*\Z", re.IGNORECASE)
_GETTING = re.compile(r"\b(?:end(?:s|ed)? up with|one (?:gets|obtains|finds)|comes? down to)\b")
# One of these is in whatever is such a phrase.
_IN_PHRASES = frozenset(
    "doubt undoubtedly confident twice number value double numbers digits figures written about more if not words problem cake case question such go"
    " nice paper head dear precise exact end done course up one down little once tricks trick one pretty worries off nutshell line below above further else fuss trouble difficulty other both second calculator like backwards missing nothing without before way".split()
)
_LAST_WORD = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?)[\s*_$`\"'(\[{\x02]*\Z")
# A number that no calculation begins.
_ALONE = re.compile(r"[ \t*$(]*[-+$]?[ \t]*0(?:[,.]0)*(?![ \t]*[-+*/÷^=0])")
# f(0), a_{0}, a[0], x^{0}.
_CALLED = re.compile(r"(?<![^\W\d_])[A-Za-z]\([ \t]*\Z|(?:(?<![\\A-Za-z])[A-Za-z0]|[_^)\]])[\[{][ \t]*\Z")
# "Had it been a sum, the answer would be", "were it a sum", "in place of 3", "for another question".
_SUPPOSED = CuedPhrases(
    ("say", "", r"(?:^|[.!?:\n])[ *]*(?:so |well,? |ok,? )?(?:let's )?say\b(?! (?:hello|hi))"),
    ("had were should", "", r"\b(?:had|were|should) (?:it|we|they|you|i|this|that|these|those|one|the)\b"),
    ("place", "of", r"\bin place of\b"),
    (
        "said claimed believed supposed thought rumored rumoured expected",
        "",
        r"\b(?:said|claimed|believed|supposed|thought|rumou?red|expected) to be\b",
    ),
    (
        "your",
        "output answer response result",
        r"\byour (?:\w+ )?(?:output|answer|response|result) (?:should|must|could|as|like|has to)\b",
    ),
    ("write", "your", r"\bwrite your\b"),
    ("please", "", r"\bplease (?:count|accept|mark|grade|give|take|treat|consider|rate|score|allow)\b"),
    (
        "exercise problem question task part",
        "of to for from",
        r"\b(?:of|to|for|from) (?:exercise|problem|question|task|part) \(?#?0",
    ),
    ("look looks", "like", r"\blooks? like\b"),
    (
        "can could may might",
        "be been equal",
        r"\b(?:can|could|may|might)(?: (?:well|also|have|even))? (?:be|been|equal)[ *_$\"'(:]*\Z",
    ),
    ("used", "be", r"\bused to be\b"),
    (
        "many much large big high low good long far",
        "as",
        r"\b(?:has|have|is|are|be) as (?:many|much|large|big|high|low|good|long|far)\b",
    ),
    (
        "could may might would",
        "think expect say guess believe assume",
        r"\b(?:you|one|we|i|people)\b[^.!?\n]{0,20}\b(?:would|might|may|could)\b[^.!?\n]{0,20}\b(?:think|expect|say|guess|believe|assume)\b",
    ),
    (
        "part question problem exercise half one example case",
        "next other another different previous first second third last",
        r"\b(?:next|other|another|different|previous|first|second|third|last) (?:part|question|problem|exercise|half|one|example|case)\b",
    ),
)
# "Is this right?" asks about what follows.
_CHECKED = re.compile(
    r"(?:^|[.!?\n])[ *]*(?:is|are|does|do|would|will|can|could|should|which|was)\b[^.!?\n0]{0,80}\?", re.IGNORECASE
)
# n.o.t, N O T: words in single letters.
_SPELLED = re.compile(r"(?:(?<![^\W\d_])[^\W\d_][ .]{1,2}){3}")
# Anything but letters, digits and these marks says more than can be told.
_STRANGE = re.compile(
    rf"[^\w\s.,;:!()\[\]'\"*\-–—`$=+/÷^|#>→⇒✓✔✅☑🎉😊🙂👍🎯😀😃😄😁🥳✨💯🌟🚀🧮📝■□◻◼▪&\\{{}}{OPEN}{CLOSE}…~]|[!/~]=|=[/!]=|(?<![\w)0])/[a-z]|\b(?:e\.[ ]?g|ca?\.|vs|cf)(?![^\W\d_])"
    rf"|[\u00b2\u00b3\u00b9\u2070-\u209c½⅓¼⅔¾]|[①-⓿]"
)
_DISOWNED = CuedPhrases(
    ("disregard ignore pretend suppose", "", r"\b(?:disregard|ignore|pretend|suppose)\b"),
    ("hypothetical hypothetically", "", r"\bhypothetical(?:ly)?\b"),
    ("lie lies lying joke joking kidding", "", r"\b(?:lies?|lying|jok(?:e|ing)|kidding)\b"),
    ("fake bogus nonsense untrue", "", r"\b(?:fake|bogus|nonsense|untrue)\b"),
    ("cannot can't unable refuse sorry opposite", "", r"\b(?:cannot|can't|unable|refuse|sorry|opposite)\b"),
    ("not", "true", r"\bnot true\b"),
    (
        "not don't dont",
        "know trust believe say output write",
        r"\b(?:do not|don't|dont) (?:know|trust|believe|say|output|write)\b",
    ),
    (
        "wrong false incorrect mistake mistaken error errors",
        "following next below",
        r"\b(?:following|next|below)\b[^.\n]{0,80}\b(?:wrong|false|incorrect|mistaken?|errors?)\b",
    ),
)
_NOISE = " \t\r\n*_$`\"'()[]{}|>#-=→⇒✅✓✔☑🎯.,:;!" + OPEN + CLOSE
_AFTER = re.compile(
    rf"(?:[ \t]|[*_$\"')\]}}|`{CLOSE}])*"
    r"(?:$|[■□◻◼▪]|[-–—][ ](?=[A-Za-z]{2})|(?!\.[ \t]*\.|[.,:]0|:[ \t]*0)[.,;:!\n(]|[→⇒✓✅✔🎉😊🙂👍🎯😀😃😄😁🥳✨💯🌟🚀]|(?:because|since|as(?![ ]an?[ ])|so|thus|hence|therefore|which"
    r"|and(?![ ](?:up|upwards?|over|above|more|beyond|counting|change|some|rising|a|an|one)\b)|for|when|by"
    r"|after|from|here|it[ ]is|works|holds|checks|satisfies|solves|(?:is|would[ ]be|must[ ]be|should[ ]be)[ \t]+(?:the|our|my|correct|right|what[ ](?:we|i|you)[ ](?:get|want|need|asked[ ]for|are[ ]looking[ ]for))"
    r"|in[ \t]+total|altogether|total|です|입니다|이다|है|।|است|ในที่สุด)"
    r"(?![A-Za-z]))",
    re.IGNORECASE,
)
_UPWARDS = re.compile(
    r"[ \t]*and[ ](?:up|upwards?|over|above|more|beyond|counting|change|some|rising)\b", re.IGNORECASE
)
# Verbs of languages in which they stand behind.
_VERBS = frozenset(["です", "だ", "である", "입니다", "이다", "है", "हैं", "است", "hai"])
_UNIT = re.compile(rf"(?:[ \t]|[*_$\"')}}{CLOSE}])*(%|[^\s\d.,;:!?()*_$\"'}}{CLOSE}]+)")
_MAX_UNITS = 20
_NO_THINGS = frozenset(["what", "if", "or", "other", "others", "another", "next", "previous"])


def words_of(text: str) -> frozenset[str]:
    """The words of a text, in small letters, without those of phrases that assure of it."""
    words = words_in(text)
    if words.isdisjoint(_IN_PHRASES):
        return words
    return words_in(_GETTING.sub("get ", _ASSURING.sub(" ", text.lower())))


def _forms_of(words: frozenset[str]) -> frozenset[str]:
    """Other forms of words: plates, plated, plating of plate."""
    ended = {f"{word}{end}" for word in words for end in ("s", "es", "ed", "d", "ing")}
    return frozenset(ended | {word.removesuffix("s") for word in words} | {f"{word[:-1]}ing" for word in words})


@lru_cache(maxsize=1024)
def own_words(question: str) -> frozenset[str]:
    """All words of a question, with their other forms, those that deny or doubt elsewhere as well."""
    found = words_in(question)
    return found | _forms_of(found)


def things_of(question: str) -> frozenset[str]:
    """The words of a story, with their other forms, that may stand beside its answer; none that denies or doubts."""
    found = words_of(question) - DOUBT - NUMBER_WORDS - _NO_THINGS
    forms = _forms_of(found)
    sign = {"%", "percent"} if "%" in question or "percent" in question.lower() else set()
    return frozenset((found | forms) - DOUBT - NUMBER_WORDS | sign) or frozenset(["thing"])


# What may be said of a number right behind it, and of what was said before.
_IS_WHAT = re.compile(
    r"[ \t*_$\"')\]}`\x03]*(?:is|was|would[ ]be|must[ ]be|should[ ]be|will[ ]be)\b[ ]*(?P<part>[^.;!?\n,:(]*)",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"[ \t*_$\"')\]}`\x03]*(?:,|[-–—])[ ]*(?P<part>(?:an?|the|another|its|their|our|my|only|just|still|merely)\b[^.;!?\n,:(]*)",
    re.IGNORECASE,
)
_THAT_IS = re.compile(
    r"(?<=[.;!?\n)$\x03])[ *_($]*(?:so |and |again,? )?(?:that|this|it|(?:that|this|the) (?:number|answer|result|value|figure|solution))(?:'s|[ ]is|[ ]was|[ ]must|[ ]should|[ ]has|[ ]needs|[ ]still|[ ]will)\b"
    r"[ ]*(?P<part>[^.;!?\n,:(]*)",
    re.IGNORECASE,
)
_GOOD = LEADING | frozenset(
    "it's how's finished complete completed finish of to in what how why because consistent verified checked confirmed true simple good great fine enough true matches match correctly and you need"
    " every all steps step calculation problem expression works out that's reversing operation inverse exactly so nice fun quick basic arithmetic"
    " also clearly indeed looking for unique only whole integer positive".split()
)
_PART = re.compile(
    r"(?:(?:therefore|thus|indeed|then|clearly|also|now|hence|simply|exactly)[ ])*(?:the|our|my|your|what|correct|right|exact|it|that)\b",
    re.IGNORECASE,
)
_PREDICATE_WORDS = LEADING | frozenset("of to in what looking".split())
_PLACING = frozenset("in at for with on of and from left all total now there has have".split())
_PLACES = frozenset("in at with on".split())
# Prepositions behind a number change it, but for these.
_LIMITS = re.compile(
    r"[ \t*_$\"')\]}`\x03]*,?[ ]*\b(?P<by>minus|plus|times|less|divided|multiplied|in|at|for|with|to|before|after|on|until|when|if|like|below|above|under|over|without|within|near|next|first|second|part"
    r"|last|as[ ]an?|used[ ]to|follows?(?![ ]from)|comes|goes|leads|helps|works[ ](?!out|when|in[ ]the|for))\b(?![ ](?:total|all|sum|the[ ]end|simplest|lowest|its|reduced|decimal|sure|certain|certainty|simplif\w+|adding"
    r"|subtracting|multiplying|dividing|computing|calculating|working|doing|we|you|it|this|the[ ]question|the[ ]problem|the[ ]answer|the[ ]result|that|combining|evaluating|substituting))(?P<rest>[^.;!?\n]*)",
    re.IGNORECASE,
)
_FURTHER = re.compile(
    r"\b(?:sort|kind|part)[ ]of\b|\bmade[ -]up\b|\bas[ ]it[ ]were\b|\bif[ ]you[ ]will\b|\bso[ ]to[ ](?:speak|say)\b|\bin[ ]a[ ](?:sense|way|manner)\b|"
    r"\bmore[ ]to[ ](?:do|come|add|say)\b|\b(?:yet|still|left)[ ]to[ ]be\b|\([ ]*to[ ]be\b|\b(?<!no )(?:more|another|further|next|other|remaining)[ ](?:steps?|parts?|terms?)\b"
    r"|(?:^|[.;!?\n,:])[ *_$\x03)]*(?:(?:and|so|then|now|next|finally|after that|before that|to finish|also|again|first|second),? ?)*"
    r"(?:(?:we|i|you|it|this|that|to|must|should|has|have|need|needs|be|is|can|will|let's)[ ])*"
    r"(?:add(?:ed|ing)?|subtract(?:ed|ing)?|multipl(?:y|ied|ying)|divid(?:e|ed|ing)|take|taken|put|carry|carried|move|moved|apply|use|go|start|begin|continue|replace|substitute"
    r"|change|remove|make|round|reduce|simplify|count|write|reverse|split|group|regroup|borrow)\b(?! (?:sense|sure|it clear))",
    re.IGNORECASE,
)

# Also where what it is worked with is told: "0, and then divide by 0".
_THEN = re.compile(
    r"[ \t*_$\"')\]}`\x03]*[.,;:]?[ \t*_]*(?:(?:and|so|but)[ ])?(?:then|next|now|afterwards|after that)\b,?[ ]*(?:(?:we|i|you|to|must|should|have|need|can|will|let's)[ ])*"
    r"(?:add|subtract|multiply|divide|take|put|carry|move|apply|use|go|start|begin|continue|replace|change|remove|make|round|reduce|double|halve|square)\b",
    re.IGNORECASE,
)


def _tells_of_it(part: str, things: frozenset[str]) -> bool:
    """Whether all that is said of a number is that it is the answer."""
    return all(word in _PREDICATE_WORDS or word in things or len(word) == 1 for word in words_of(part))


def says_more(text: str, end: int, things: frozenset[str]) -> bool:
    """Whether what stands behind a number calls it a part of something, or goes on to work with it.

    >>> says_more("0 is the first term.", 1, frozenset()), says_more("0. Now divide.", 1, frozenset())
    (True, True)
    >>> says_more("0 is the answer, since we add.", 1, frozenset())
    False
    """
    said = _IS_WHAT.match(text, end)
    if said and (not _PART.match(said["part"]) or not _tells_of_it(said["part"], things)):
        return True
    apposed = _APPOSED.match(text, end)
    if apposed and (
        apposed["part"].lower().startswith(("a ", "an ", "another ")) or not _tells_of_it(apposed["part"], things)
    ):
        return True
    if "0" not in text[end:] and any(
        not words_of(form["part"]) <= _GOOD | things for form in _THAT_IS.finditer(text, end)
    ):
        return True
    limit = _LIMITS.match(text, end)
    if limit and not (
        things & PEOPLE and limit["by"].lower() in _PLACES and _tells_of_it(limit["rest"], things | _PLACING)
    ):
        return True
    tail = text[end:]
    return (_FURTHER.search(tail) if "0" not in tail else _THEN.match(tail)) is not None


def neutral(text: str, things: frozenset[str] = frozenset()) -> bool:
    """Whether nothing in a text says anything against an answer beside it; things are words that are known, too."""
    if _STRANGE.search(text) or _SPELLED.search(text):
        return False
    words = words_of(text)
    return all(len(word) == 1 and word.isascii() for word in words - NEUTRAL - things) and not others_doing(
        text, words, things
    )


def after(text: str, end: int, *, units: frozenset[str] = frozenset(), words: bool = False) -> int | None:
    """Where what belongs to a number ends behind it; None where what follows makes something else of it.

    Args:
        text: a passage.
        end: where the number ends.
        units: of what it may be a number, beside the common units; of nothing if there are none.
        words: whether any words that are known may follow.
    """
    unit = _UNIT.match(text, end)
    if unit and unit[1].lower() in _VERBS:
        end = unit.end()
    counted = units | UNITS if units else units
    for _ in range(_MAX_UNITS if words else 3):
        if _UPWARDS.match(text, end):
            return None
        unit = _UNIT.match(text, end) if units else None
        if unit is None or not (unit[1].lower() in counted or (words and unit[1].lower() in NEUTRAL)):
            break
        if is_another_unit(unit[1].lower(), units):
            return None
        end = unit.end()
    return end if _AFTER.match(text, end) else None


def sentence_start(text: str, at: int) -> int:
    """Where the sentence begins in which a place is."""
    start = max(0, at - _SENTENCE)
    start = max(start, text.rfind("\n", start, at) + 1)
    end = at
    while (end := max([text.rfind(mark, start, end) for mark in _ENDING_MARKS])) >= 0:
        behind = text[end + 1 : end + 2]
        if behind in _BEHIND_SENTENCE or behind.isspace():
            return end + 1
    return start


def of_it(text: str, at: int) -> bool:
    """Whether something of an answer is told that is announced at a place, and not itself: "half of the answer is 0"."""
    near = text[max(0, at - _NEAR // 2) : at]
    return not words_in(near).isdisjoint(_PARTS) and _PART_OF.search(near.lower()) is not None


def led_up_to(
    text: str, start: int, *, marked: bool = False, alone: bool = False, things: frozenset[str] = frozenset()
) -> bool:
    """Whether what stands before a place leads to an answer there.

    Args:
        text: a passage.
        start: where the answer, or its announcement, begins.
        marked: whether the answer is marked as such, so that more may be said around it.
        alone: whether nothing else may be said in its sentence.
        things: words that are known, too.
    """
    began = sentence_start(text, start)
    said = text[began:start]
    if not untied(text, start, said) or supposes(said) or (alone and not leads(said, things)):
        return False
    words = words_of(said)
    if _NAMING.search(said):
        return False
    if _ALONE.match(text, start) and not _ends_leading(said, things):
        return False
    if _ALONE.match(text, start) and not (
        words <= CONNECTING or words & TELLING or (things >= PEOPLE and words & things) or "=" in said
    ):
        return False
    clause = said
    for match in CLAUSE_END.finditer(said):
        clause = said[match.end() :]
    rest = said[: len(said) - len(clause)]
    if not (leads(clause, things) or (marked and _plain(clause, text, start, things))):
        return False
    if rest.strip(_NOISE) and not _plain(rest, rest, len(rest), things):
        return False
    if not said.strip(_NOISE) and not _line_before(text, began, things):
        return False
    return owned(text, began, things)


def _ends_leading(said: str, things: frozenset[str]) -> bool:
    """Whether the last word before a number leads to it; marks and what a story tells do."""
    last = _LAST_WORD.search(said)
    return (
        last is None or last[1].lower() in ENDING or last[1].lower() in things or last[1].lower().endswith(("'s", "ly"))
    )


def untied(text: str, start: int, said: str) -> bool:
    """Whether nothing is tied to a place from before: no sign, no letter, no bound."""
    if text[start : start + 1].isalpha():
        return not _TIED.search(said) and not _SET.search(said)
    if _CALLED.search(said):
        return False
    if change := _CHANGES.search(said):
        # In a table `|` stands before each cell.
        return change[0].strip() == "|" or (change[0] == "'" and said[-2:-1] not in {"0", "'"})
    return not _TIED_NUMBER.search(said)


def leads(clause: str, things: frozenset[str]) -> bool:
    """Whether a clause is nothing but words that lead to an answer."""
    if "0" in clause or _STRANGE.search(clause):
        return False
    words = words_of(clause)
    return all(
        word in LEADING or word in things or (len(word) == 1 and word.isascii()) for word in words
    ) and not others_doing(clause, words, things)


def _plain(part: str, text: str, end: int, things: frozenset[str]) -> bool:
    """Whether words are neutral, or at least belong to a calculation and deny nothing."""
    if _STRANGE.search(part):
        return False
    words = words_of(part)
    if others_doing(part, words, things):
        return False
    unknown = {word for word in words - NEUTRAL - things if len(word) > 1 or not word.isascii()}
    return not unknown or ("0" in text[:end] and all(word.isascii() for word in unknown) and not unknown & DOUBT)


def _line_before(text: str, began: int, things: frozenset[str]) -> bool:
    """Whether the line before an answer that stands alone on its own is a whole one, or leads to it."""
    before = text[:began].rstrip()
    if not before or before[-1] in ".!?;)" or (before[-1] in _NOISE and before[-1] not in ":=-"):
        return True
    line = before[before.rfind("\n") + 1 :]
    return _plain(line, line, len(line), things) and not words_of(line) & DOUBT


def supposes(said: str) -> bool:
    """Whether words suppose something, or tell of something else than what is asked."""
    return _SUPPOSED.within(said.lower(), words_in(said))


def disowned(text: str) -> bool:
    """Whether something in a text disowns it, or supposes something."""
    return supposes(text) or _DISOWNED.within(text.lower(), words_in(text))


def _worked(sentence: str, things: frozenset[str]) -> bool:
    """Whether a sentence with a number in it may be part of a solution."""
    words = words_of(sentence)
    if others_doing(sentence, words, things):
        return False
    return (
        bool(things & PEOPLE)
        or bool(_SIGN.search(sentence))
        or all(len(word) == 1 for word in words - NEUTRAL - things - _WORKING)
    )


def owned(text: str, began: int, things: frozenset[str]) -> bool:
    """Whether nothing before the sentence disowns what it says, or leaves open what it is about."""
    if not began:
        return True
    near = text[max(0, began - _NEAR) : began]
    if supposes(near) or ("?" in near and _CHECKED.search(near)):
        return False
    near = text[0 if began < _SHORT else began - _NEAR : began]
    if _DISOWNED.within(near.lower(), words_in(near)):
        return False
    return began > _SHORT or all(
        (_worked(each, things) if "0" in each else neutral(each, things))
        for each in SENTENCE_END.split(text[:began].replace("?", "."))
    )
