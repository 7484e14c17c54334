"""Sentences around a question that say how to answer and ask for nothing: of chats, exams and the templates of trainers.

A sentence is one of these where each of its words is listed, so that it can hold no number, operation or condition.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A sentence that is made of these words alone says how to answer, and nothing of what is asked: no word of them is of an
# operation, of a number, of a place or of one number among several.
ANSWERING = _words("""
    answer answers answering respond responding reply response give me provide return output print write state say show
    showing explain explaining put just only with the a an your my our final numeric numerical number value result single
    nothing else please thanks thank you in advance lot explanation explanations words word text units
    reasoning steps step by work working workings thinking think carefully about it this that through how got get did do head hurry i'm i cheers enough skip reasons solved easy think believe us really good great nice go ahead ready appreciate appreciated grateful helpful required urgent urgently homework tomorrow today student students teacher class help me thx ty pls plz conclude understand
    you arrived at solution details detail detailed full complete completely short brief briefly concise keep be quick
    quickly fast asap precise exact careful simple plain then and or also why need want i it's is should
    must will can as of on for to from here below box boxed inside within enclosed tags line end finish start begin using
    use mental math maths calculator without sentence sentences format formatted following way walk take time long
    breath deep out very extra additional anything whatever commentary clear clearly simply directly direct straight away now
    so very too all any each every bold plain like form problem question solving computation calculation
    calculations guess guessing know let let's try sure make check verify digits
    numeral numerals include including contain consist consists add(s) nothing there more than needed integer whole
    bracket brackets parentheses curly braces latex markdown json if possible finally
""") - {"add(s)"}
# The same of what comes before: a greeting, who is asked and who asks.
_LEADING = _words("""
    hi hey hello there good morning afternoon evening day everyone all dear folks ok okay so well um uh hmm er oh ah now
    alright right please thanks thank you sorry excuse me a an the my your our his her this that here here's is are it
    it's i i'm i've have got need want help with for on to from of in at and can could would will you quick quickly
    simple easy short basic little tricky fun another question questions problem problems exercise exercises task homework
    assignment quiz test exam worksheet book textbook math maths mathematics arithmetic algebra stuck trying assistant
    chatgpt gpt claude llama gemini ai bot model friend buddy professor prof teacher tutor sir helpful expert
    mathematician student pupil class grade grader school says asks reads goes asked wants know wondering curious was
    kid son daughter child mum mom dad without using use calculator mental mentally head only hand paper pen just do
    does not let let's step by steps carefully careful about be as one riddle puzzle challenge challenging
    following below next who which great very really best at answering answer explain show work reasoning
    give me single line word final do some deep ask something forgot forget remember am doing go try understand user siri google alexa yo were been told had came come looking look working study studying
    learning learn practice practicing preparing tomorrow today tonight later kids children sister brother boss friends
    someone somebody anyone anybody people they we he she us them him happen telling know let see check sure new old first
    last final random fun more thanks warm up round time
""") - {"round", "next", "which", "one"}
# What such a sentence is about.
_ABOUT = _words("""
    answer answers answering respond response responses reasoning reason solution solutions explanation explain steps step
    working work format problem problems question questions instruction task assistant calculator calculators hope think
    conversation user request context expert calculations method methods tags tag box latex form conclude
""")
# What the templates of trainers and of evaluations say besides, who speaks to whom and where an answer is put. Such a sentence
# must be about one of `_ABOUT`.
_TEMPLATE = (
    ANSWERING
    | _ABOUT
    | _words("""
    below input instruction instructions describes describe paired provides context further appropriately completes
    request requests conversation between user users assistant assistants asks ask asked solves solve solver thinks
    process mind internal monologue enclose encloses respectively designed reasoned tasked given presented expert experts
    hope correct correctly therefore always conclude wrap wrapped remember ensure sure ends own command extracted
    automatically parsed integrate natural language programs present formatted efficiently minimal logical accurate
    mathematical mathematics exercise exercises such where which who regardless approach expression equation quotes
    quotation commas helpful teacher tutor specializing specialized skilled logically structured rigorous yourself his
    her their user's problems solutions worked paper complex simple bullet summary being are has have note style
    strictly exactly follow followed follows they he she we us them see used contains containing arrive arriving ai
    right object arithmetic algebra numerical may ending beginning starting followed allowed permitted methods well after giving express expressing expressed writing leaving left stating fraction fractions
    lowest simplest terms reduced simplified but
""")
)
# The first to think is no first answer, and the last line no last number.
_PUT_DOWN = re.compile(
    r"(?:may|must|can|should|do|need|is|are)(?: ?not|n['’]t) (?:use|need|be|allowed|permitted)(?: (?:an?|any|your|used|allowed))*(?: calculators?)?\b"
    r"|first thinks?\b|\b(?:do|does|need) not (?:need|have) to (?:use|write|include)\b|\bto (?:solve|answer) the (?:problem|question) above\b|\b(?:on|in|at) (?:the|its|a) (?:very )?(?:own|last|final|separate|new) line\b|\bthe (?:last|final) line\b"
    r"|\[[a-z_ ]{2,60}\]|\{[a-z_ ]{2,60}\}|\bi\.e\.|\be\.g\."
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_OTHER = re.compile(r"[^a-z\s,;:\"'’()\-–—*_<>/{}\\#$`]")
# What says no more than a word: where an answer is put, and how long it is.
_PUT = re.compile(
    r"\\+boxed ?(?:\{[^{}0]*\})?|</?answer>|answer tags|####?|(?:in|as|with|using) (?:one|a single) (?:word|number|line"
    r"|sentence|step)|one (?:number|word|line)(?= only)|[\"“][^\"”0]{1,60}[\"”]|(?:on |in )?the last line|true or false|yes or no"
    r"|no (?:need|words?|explanations?|steps?|working|text|units|extra|calculators?|commentary|commas)\b"
    r"|i (?:don['’]t|do not) (?:understand|know|get it|have a calculator)|forgot my calculator|answer: x\b|i want the answer|(?:very|so) much|(?:solve|do|work) (?:it |this )?(?:carefully|quickly|mentally|slowly)|before (?:answering|you answer|giving)|(?:easy|simple|quick|short|tricky|hard) one|(?:in|under|at most|less than|fewer than|no more than) 0 (?:words?|sentences?|lines?|tokens)",
)
# What is done with an answer, or a part of it, is asked for; and another answer is.
_CHANGING = re.compile(
    r"\b(?:(?:last|first|leading|units?|ones|tens) digits?|digits? (?:of|sum)|(?:number|count|amount) of (?!interest)|double|twice"
    r"|thrice|triple|half|square[ds]?(?! brackets?)|opposite|reciprocal|next|previous|other|revers\w+|backwards?|plus|minus|times"
    r"|(?:more|less|greater|smaller|larger) than (?:your|the|that)|(?:in|un)?(?:wrong|incorrect)\w*)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext (?:question|problem|one)\b")
_WHOLE = _words("integer integers whole")


def leads(clause: str) -> bool:
    """Whether a clause is a greeting, says who is asked and who asks, and no more."""
    return _is_of(_NEXT.sub(" question ", clause.lower()), _LEADING)


def changes_answer(text: str) -> bool:
    """Whether something else is asked for than the answer: its last digit, twice as much, the next one."""
    return _CHANGING.search(_PUT.sub(" answer ", text.lower())) is not None


def tells_how(sentence: str) -> bool:
    """Whether a sentence behind a question says how to answer, and no more.

    >>> tells_how("Show your work and give only the number."), tells_how("Then double your answer.")
    (True, False)
    """
    return _is_of(sentence, ANSWERING) or is_of_a_template(sentence)


def is_of_a_template(sentence: str) -> bool:
    """Whether a sentence is about how to answer, as those are that stand around the question in a trainer's template."""
    plain = _PUT_DOWN.sub(" answer ", sentence.lower())
    return _is_of(plain, _TEMPLATE) and not _ABOUT.isdisjoint(said(plain))


def asks_for_whole(sentence: str) -> bool:
    """Whether a sentence says that the answer is a whole number."""
    return not _WHOLE.isdisjoint(said(sentence))


def _is_of(sentence: str, words: frozenset[str]) -> bool:
    """Whether a sentence is made of some words alone, at least one."""
    found = said(sentence)
    return (
        bool(found) and found <= words and not _OTHER.search(_PUT.sub(" answer ", sentence.lower()).rstrip(".!?:, \n"))
    )


def said(sentence: str) -> set[str]:
    """The words of a sentence."""
    return set(
        _WORD.findall(
            _PUT.sub(" answer ", sentence.lower().replace("double check", "check").replace("double-check", "check"))
        )
    )
