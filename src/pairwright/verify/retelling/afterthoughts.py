"""What is said of an answer behind it, and changes nothing of it: a reason, how sure one is, about how much it is, to whom it is said."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage, words_in
from pairwright.verify.answers.prose import neutral
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.words import NEUTRAL, OPERATING
from pairwright.verify.columns.number_words import NUMBER_WORDS

_LONGEST = 320
# Where afterthoughts without a reason begin at the earliest, from the end.
_TAIL = 120
# What a reason begins with, behind an answer.
_REASON = re.compile(
    r"(?<=[0)*$a-z!.✓\x03])(?P<mark>[ ]*[,;.!]*[ \n]*[-–—(]*[ ]*)(?<![^\W\d_])(?:(?:just |simply |and (?:that's|this is) |(?:that's|this is|it is|it's) )?(?:because|since|'cause|given that|seeing (?:as|that)|considering(?: that)?|as(?! (?:an?|the|well|much|many|far|long|a)\b)|after all,?|i\.?e\.?,?(?= ))(?![^\W\d_])"
    r"|(?<=[-–—] )(?=(?:it|they|both|each|we|you|there)\b))(?P<clause>(?:[^.!?\n]|\.0)*)[.!)]*\s*\Z",
    re.IGNORECASE,
)
# The same under a heading of its own.
_HEADED = re.compile(
    r"(?<=[0)*$.!\x03])[ *.!]*\n\s*[*#]*(?:why|why\?|how|reason|explanation|reasoning|justification|rationale|why it works|how i got it|how it works|how we know)[?:*]*[ \n]\s*(?:because\b)?(?P<clause>[^?]*)\Z",
    re.IGNORECASE,
)
_REASONING = (
    NEUTRAL
    | OPERATING
    | NUMBER_WORDS
    | frozenset(
        """
        than bigger fewer away evenly itself besides only both neither either nothing anything other remaining left over under not no nor none never
        cannot can't doesn't isn't don't aren't won't without quarter thirds fourths fifths percent tenths hundredths thousandths owe owing owed debt
        below above past opposite sides apart leftover fits fit goes even evenly exactly next zero zeros more less most least
        gap jump jumps double doubled doubles doubling triple tripled halves halved half twice once piece pieces share shared equally
        square squares squared squaring multiplied cubing either positive work works giving give gives value values roots root cube cubes cubed negatives positives thus beyond further also another tie ties
        further compare compared comparing dominates exceeds exceed remains stays still leaves count counted counting skip
        taking took away subtraction stack row rows array times table tables fact family facts finger fingers ten tens ones quick
        """.split()
    )
)
# What these lead to is no other answer, as long as it has no number.
_THEN = frozenset("so thus therefore hence".split())
# All that a reason is written with.
_WRITTEN = re.compile(r"(?:[\w\s.,:;()'\"*+/÷=<>^²³-])*")
_DENIES = frozenset(
    "not no nor none never cannot can't doesn't isn't don't aren't won't without nothing neither".split()
)
# "i.e. 0" says the answer once more, and is no reason for it.
_ALONE = re.compile(r"[\s*$(]*-?0(?:,0)*(?:\.0)?[\s*$)]*")
# With a denial these are of the answer and not of what it is found with.
_OF_THE_ANSWER = frozenset(
    "i i'm know sure certain right correct true checked check verified answer result solution believe think idea way anyway trust care sense one it's that's".split()
)
# With these a reason tells that the answer is another one: "because the true value was rounded", "as it were".
_CHANGING = frozenset("round rounded rounding rounds opposite true thousand thousands million asked were".split())
_CONCLUDES = re.compile(
    r"\b(?:so|thus|therefore|hence|making|instead|actually|should be|must be|would be|could be|but|however|except|if(?! (?:you|we|i)\b)|unless|wait|answer|result|solution|final)\b|[⇒→?]|\b(?:i|we|you|they|he|she) (?:say|said|think|guess|assume|hope|want|need|like|feel|made)\b",
    re.IGNORECASE,
)
_LEVEL = r"(?:very |quite |extremely |pretty |fairly )?(?:high|certain|sure|confident|strong|full|absolute|complete|medium|moderate)"
_CONFIDENCE = re.compile(
    rf"(?<=[0)*$.!a-z\x03])[ ]*[,;.]?[ \n]*(?:[-–—(\[|]|and)?[ ]*(?:(?:my |with |i have |overall )?(?:confidence|certainty)(?: level| score| rating)?[ ]*(?:[:=]|is|of|at)?[ *]*(?:{_LEVEL}|0(?:\.0)?[ ]?%?(?:[ ]?/[ ]?0)?|0 out of 0)(?: ?\({_LEVEL}\))?|(?:i'm |i am )?(?:0[ ]?%|one hundred percent|(?:absolutely |completely |very |pretty |quite )?(?:sure|certain|confident|positive))(?: (?:sure|certain|confident))?(?: (?:about|of|in|on) (?:it|this|that|(?:this|my|the) answer))?)[)\]]*[.!*]*\s*\Z",
    re.IGNORECASE,
)
_ABOUT = r"(?:about|approximately|approx\.?|roughly|around|circa|nearly|close to|≈|≃|~|≅|rounded to|as a decimal,?(?: about| approximately| roughly)?|in decimals?,?(?: about| approximately| roughly)?)"
# A fraction, and about how much it is.
_APPROXIMATE = re.compile(
    rf"(?<=[0)])[*$)]*(?:,|;|\.)?[ ]*\(?(?:(?:or|which|that|this|it|and)?[ ]?(?:is|'s|equals|comes (?:out )?to)?[ ]?(?:also )?(?:as a decimal,? (?:that|this|it)(?:'s| is)? )?{_ABOUT})[ *$]*-?(?:0?\.0(?:\.\.\.|…)?%?|0[ ]?(?:%|percent))(?: (?:as a|in) decimals?(?: (?:form|notation))?| decimal| rounded| when rounded| if you want a decimal| to 0 (?:decimals|decimal places|d\.?p\.?))?[*$]*[.)! ]*\Z",
    re.IGNORECASE,
)
# The same number in another form.
_OTHER_FORM = re.compile(
    r"(?<=[0)*])[*$)]*,?[ ]*(?:\(?(?:or|which is|that is|that's|this is|it's|i\.e\.,?|also)[ ]*[$*]*-?0(?:\.0|[ ]?/[ ]?0)?%?[*$]*(?: (?:as|in) (?:a |its )?(?:fractions?|decimals?|percentages?|percents?)(?: form)?| (?:if|in case) you (?:prefer|want|like|need) (?:it as )?(?:a )?(?:fractions?|decimals?|percent\w*)(?: form)?)|\((?:that's |that is |i\.e\.,? |or |which is )?(?:0|[a-z]+(?:-[a-z]+)?) (?:tenths?|hundredths?|thousandths?|halves|thirds?|quarters?|fourths?|fifths?)\))[).!]*\s*\Z",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"0[ ]?/[ ]?0[*$) ]*\Z|\)[ ]*/[ ]*\([ ]*0[ ]*\)[ ]*\)[*$ ]*\Z")
_FORMS = frozenset(
    "fraction fractions decimal decimals percent percentage percentages tenth tenths hundredths hundredth thousandths halves thirds quarters fourths fifths".split()
)
_VOCATIVES = frozenset(
    "sir madam ma'am mam matey mateys mate friend friends buddy pal boss captain cap'n cap professor prof teacher kiddo dude bro bruh fam folks y'all champ champion sport dear love"
    " sweetie honey darling human humans master liege m'lady milady lad lads laddie lass lassie miss mister mr mrs sis sensei chief amigo everyone everybody class kids guys landlubber scallywag hearties traveler traveller"
    " padawan student grasshopper earthling comrade partner gov guv queen king yo hun babe doc coach".split()
)
# "0 lol", "0 obviously", and how many answers were given.
_TAILED = re.compile(
    r"(?<=[0)*a-z\x03])(?:,? (?:obvs|obviously|duh|easy|of course|for sure|exactly|on the dot|if i may say so|on my calculator|in my head|on paper|by hand|right off the bat)|[ ]?\((?:two|both|2|0)(?: real| distinct)? (?:solutions|roots|answers)\))[.!]*\s*\Z",
    re.IGNORECASE,
)
_TAILING = frozenset(
    "obvs obviously duh easy course sure exactly dot may calculator head paper hand bat solutions roots answers".split()
)
_VOCATIVE = re.compile(
    rf",[ ](?:(?:my|me|dear|good|fellow|young|little|brave|fine|old|kind|wise|sweet) )*(?:{'|'.join(sorted(_VOCATIVES))})(?: of mine)?(?=[ ]?(?:[.!,;…]|\n|\Z))",
    re.IGNORECASE,
)


def without_afterthoughts(passage: Passage, asked: Wanted) -> tuple[Passage, Passage | None, tuple[Condition, ...]]:
    """The passage without them, the reason that was given, for what it says is equal, and what must be so for it."""
    if not passage.words.isdisjoint(_VOCATIVES):
        passage = passage.without(match.span() for match in _VOCATIVE.finditer(passage.text))
    if not passage.words.isdisjoint(_TAILING):
        passage = _until(passage, _TAILED)
    text = passage.text
    if len(text) < _LONGEST * 3:
        if not passage.words.isdisjoint({"confidence", "certainty", "sure", "certain", "confident", "positive"}):
            passage = _until(passage, _CONFIDENCE)
        if (
            "/" in text
            and ("." in text or "%" in text or "percent" in text)
            and not (asked.operator == "/" and asked.operations == 1)
            and not asked.rounded
        ):
            match = _APPROXIMATE.search(passage.text)
            if match is not None and _FRACTION.search(passage.text, 0, match.start()):
                passage = passage.until(match.start())
        if not passage.words.isdisjoint(_FORMS):
            passage = _until(passage, _OTHER_FORM)
    return without_reason(passage, asked)


def _alone(asked: Wanted) -> bool:
    """Whether an answer is looked for only at the end of what is said."""
    return bool(asked.answers or asked.letters or asked.several or asked.parted or asked.operator in {"max", "min"})


def _numbered(text: str) -> bool:
    return "0" in text or not words_in(text).isdisjoint(NUMBER_WORDS)


def _until(passage: Passage, pattern: re.Pattern[str]) -> Passage:
    match = pattern.search(passage.text, max(0, passage.text.find("0"), len(passage.text) - _TAIL))
    return passage.until(match.start()) if match and "0" in passage.text[: match.start() + 1] else passage


def without_reason(passage: Passage, asked: Wanted) -> tuple[Passage, Passage | None, tuple[Condition, ...]]:
    """The passage without the reason at its end, the reason, for what it says is equal, and what must be so for it."""
    text = passage.text
    first = text.find("0")
    worded = first > 0 and not words_in(text[:first]).isdisjoint(NUMBER_WORDS)
    if first < 0 or len(text) > _LONGEST:
        return passage, None, ()
    if asked.answers or worded:
        first = 0
    headed = _HEADED.search(text, first) if "\n" in text else None
    match = headed or _REASON.search(text, first)
    if match is None:
        return passage, None, ()
    clause = match["clause"]
    words = words_in(clause)
    if (
        not clause.strip()
        or _ALONE.fullmatch(clause)
        or not _WRITTEN.fullmatch(clause)
        or not words <= _REASONING | asked.beside
    ):
        return passage, None, ()
    if words & _CHANGING - asked.operating:
        return passage, None, ()
    concluded = _CONCLUDES.search(clause)
    if concluded and (concluded[0].lower() not in _THEN or _numbered(clause[concluded.end() :])):
        return passage, None, ()
    if not words.isdisjoint(_DENIES) and not words.isdisjoint(_OF_THE_ANSWER):
        return passage, None, ()
    before = passage.until(match.start())
    reason = passage.since(match.start("clause"))
    said = "=" in clause
    # "0-0 = 0 thousand" makes another number of it.
    if said and not words.isdisjoint(NUMBER_WORDS):
        return passage, None, ()
    if headed is None and not _alone(asked) and not (worded and not before.runs) and neutral(clause, asked.beside):
        # What is said in words of other numbers than the question's is no reason.
        if said or not before.runs:
            return passage, None, ()
        known = (*range(asked.runs), *before.runs)
        return before, None, tuple(Condition(run, known) for run in reason.runs)
    return before, reason if said else None, ()
