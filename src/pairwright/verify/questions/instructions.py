"""Sentences around a question that say how to answer and ask for nothing: of chats, exams and the templates of trainers.

A sentence is one of these where each of its words is listed, so that it can hold no number, operation or condition.
"""

from __future__ import annotations

import re

from pairwright.verify.questions.manner_words import MANNER


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
    numeral circle underline numerals include including contain consist consists add(s) nothing there more than needed integer whole
    bracket brackets parentheses curly braces latex markdown json if possible finally
""") - {"add(s)"}
# The same of what comes before: a greeting, who is asked and who asks.
_LEADING = _words("""
    hi hiya hey hello there good morning afternoon evening day everyone all dear folks ok okay so well um uh hmm er oh ah now
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
    someone somebody anyone anybody people they we he she us them him happen telling know let see check sure new old first omg kinda confused lost
    last final random fun more thanks warm up round time umm ummm hmmm hm huh lol haha yo sup ooh whoa dude bro mate man yeah yep yup
    pop trivia brain teaser nah anyway anyways actually basically honestly sooo soo real ya cmon come ready practising revising gave gives
""") - {"round", "next", "which", "one"}
# What such a sentence is about.
_ABOUT = _words("""
    answer answers answering respond response responses reasoning reason solution solutions explanation explain steps step
    working work format problem problems question questions instruction task assistant calculator calculators hope think
    json schema output outputs rationale thought thoughts explanation tests task tasks goal scratchpad tags xml markdown
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
    r"|\bif (?:the )?user points? out (?:that )?your answer is wrong\b|\bat least once\b|\bgenerat(?:e|ing) (?:the |your |a )?final answer\b"
    r"|\b(?:and )?(?:no|without|any|nor any) (?:other|additional|extra|further) (?:text|words?|explanations?|commentary|output|content|comments?|characters?|symbols?|information)\b"
    r"|\b(?:for|avoid(?:ing)?|without|no|any|make no|free of) (?:any )?(?:arithmetic |calculation |silly |careless )?(?:mistakes|errors)\b"
    r"|\b(?:omit|omitting|skip|skipping|leave out|leaving out|exclude|excluding|avoid|avoiding) (?:any |all |the )?(?:units?|explanations?|extra text|commentary|filler|"
    r"unnecessary (?:text|words?|details?|explanations?)|intermediate steps|steps|working|commas)\b"
    r"|\b(?:the |its |their )?values?(?: of)? (?:the (?:variable|unknown)|\$?[b-z]\$?)(?![a-z])|\b(?:compute|calculate|evaluate|find|determine|solve|work out|give|get) (?:it|its"
    r" value|the value|them)\b|\b(?:an?|the) (?:simple |basic |short |single )?(?:arithmetic|math|mathematical|numeric|numerical|algebraic) (?:expression|equation|calculation"
    r"|problem|question|exercise|task|operation|word problem)s?\b|\bfor (?:me|us)\b|\bas much (?:time|space|detail|thought) as\b|\bas (?:long|many steps) as\b"
    r"|\b(?:to be|be|are|is) (?:equal|marked|graded|rated)(?= (?:automatically|by|on))\b|\bmultiple steps\b|\bthe order of operations\b|\bone step at a time\b"
    r"|\b(?:high|middle|grade|primary|elementary)[ -]school(?:er)?s?\b"
    r"|\bpython code (?:executions?|calls?)\b|\bbetween (?:an? |the )?(?:[a-z]+ )?(?:user|human|person|student) and\b"
    r"|\b(?:(?:do not|don['’]t|never) (?:add|include|write|say|output) )?anything (?:other than|but|except|besides)\b"
    r"|\A[( ]*(?:as )?(?:an? )?(?:fully )?(?:reduced|simplified|simplest) (?:fraction|form)[). ]*\Z|\[[a-z_ ]{2,60}\]|\{[a-z_ ]{2,60}\}|\bi\.e\.|\be\.g\."
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
# A run of digits of what is shown, as the 0 of "for example <answer> 0 </answer>".
SHOWN = "\ue200"
_OTHER = re.compile(rf"[^a-z\s,;:\"'’()\-–—*_<>/{{}}\\#$`{SHOWN}]")
# What says no more than a word: where an answer is put, and how long it is.
_PUT = re.compile(
    r"\\+boxed ?(?:\{[^{}0]*\})?|</?answer>|answer tags|####?|(?:in|as|with|using) (?:one|a single) (?:word|number|line"
    r"|sentence|step)|one (?:number|word|line)(?= only)|[\"“][^\"”0]{1,60}[\"”]|(?:on |in )?the last line|true or false|yes or no|yes/no|y/n|true/false|t/f"
    r"|no (?:need|words?|explanations?|steps?|working|text|units|extra|calculators?|commentary|commas)\b"
    r"|i (?:don['’]t|do not) (?:understand|know|get it|have a calculator)|forgot my calculator|answer: x\b|i want the answer|(?:very|so) much|(?:solve|do|work) (?:it |this )?(?:carefully|quickly|mentally|slowly)|before (?:answering|you answer|giving)|(?:easy|simple|quick|short|tricky|hard) one|(?:in|under|at most|less than|fewer than|no more than) 0 (?:words?|sentences?|lines?|tokens)",
)
# What is done with an answer, or a part of it, is asked for; and another answer is.
_CHANGING = re.compile(
    r"\b(?:(?:last|first|leading|units?|ones|tens) digits?|digits? (?:of|sum)|(?:number|count|amount) of (?!interest)|double|twice"
    r"|thrice|triple|half|square[ds]?(?! brackets?)|opposite|reciprocal|next|previous|other|revers\w+|backwards?|plus|minus|times"
    r"|(?:right|left) to (?:the )?(?:left|right)|(?:integer|clock|modular|floating)[- ](?:arithmetic|math)|as (?:a )?times?"
    r"|(?:more|less|greater|smaller|larger) than (?:your|the|that)|(?:in|un)?(?:wrong|incorrect)\w*)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext (?:question|problem|one)\b")
_WHOLE = _words("integer integers whole")
# What may change what is asked, or what of it is to be told. A sentence with one of these is known word for word, or is none of
# how to answer.
_MEANING = re.compile(
    r"\b(?:add\w*|plus|minus|subtract\w*|multipl\w*|divi\w+|times|sums?|total\w*|differ\w*|product\w*|quotient\w*|remain\w*|ratios?"
    r"|percent\w*|hal(?:f|ves?|ved)|doubl\w+|tripl\w+|twice|thrice|quarter\w*|thirds?|fourths?|fifths?|tenths?|hundredths?|squar\w+|cub\w+"
    r"|roots?|powers?|negat\w+|positive\w*|opposite\w*|reciprocal\w*|inver\w+|revers\w+|backwards?|absolute|round\w*|approximat\w*"
    r"|estimat\w+|nearest|decimals?|truncat\w+|floor\w*|ceil\w*|mod(?:ulo|ulus)?|digits?|even|odd|prime\w*|factor\w*|bases?|binary|octal"
    r"|hexa\w*|roman|letters?|alphabet\w*|symbols?|signs?|emojis?|operat\w+|swap\w*|replac\w+|substitut\w+|instead|mean\w*|represent\w*"
    r"|stands?|denot\w+|defin\w+|equal\w*|unless|suppos\w*|assum\w+|whether|zero|two|three|four|five|six|seven|eight|nine|ten|dozens?"
    r"|hundreds?|thousands?|millions?|second|another|others?|previous|above|both|each|either|neither|many|much|count\w*|amount\w*|more|less|fewer"
    r"|greater|smaller|larger|bigger|most|least|max\w+|min(?!imal)\w+|highest|lowest(?! terms)|between|than|wrong\w*|incorrect\w*|false\w*"
    r"|lie[sd]?|lying|liar\w*|invent\w*|mistake\w*|error\w*|random\w*|fake\w*|pretend\w*|ignor\w+|forget\w*|disregard\w*|skip\w*|except"
    r"|translat\w+|paraphras\w+|rewrit\w+|rephras\w+|summar\w+|classif\w+|grad(?:e|ing)|rat(?:e|ing)|judg\w+|critiqu\w+|compar\w+"
    r"|lists?|names?(?= the| a|s)|creat(?:e|es|ing|ive)|generat\w+|hints?|similar\w*|explain\w* (?:to|why|what)|teach\w*|encod\w+|cod(?:e|ed|es|ing)"
    r"|cipher\w*|encrypt\w*|secret\w*|game\w*|pattern\w*|puzzl\w+|trick\w*|twists?|refus\w+|always (?:say|answer|reply|respond|return"
    r"|output)|all (?:answers|numbers|results)|operands?|poems?|stor(?:y|ies)|questions?(?= whose| that| with"
    r"| like)|if(?! (?:necessary|needed|possible|appropriate|applicable|required|user)))\b"
)
# Not to answer, or to do something else.
_REFUSING = re.compile(
    r"(?:\bnot|n['’]t|\bnever)\b(?! (?:need|have|use|include|write|show|output|explain|repeat|provide|give)\b)"
    r"|(?:\bnot|n['’]t|\bwithout|\bavoid|\bstop|\binstead of|\bnever|\bomit|\bskip|\bwithhold|\bhide|\bkeep) (?:[a-z]+ ){0,2}?(?:solv\w*|answer\w*|comput(?:e|es|ed|ing)|calculat(?:e|es|ed|ing)|respond\w*|repl\w+"
    r"|reveal\w*|(?:giv|provid|stat|writ|tell)\w* (?:me )?(?:the|an|your|any) (?:final )?(?:answer|result|solution))\b"
)
# Something else is asked for: the problem itself, its topic, a question, what one thinks of it.
_SAYING = r"(?:restate|repeat|describe|format|copy|propose|suggest|write|state|ask (?:me|us|the user|them)|rate|type|give|provide|output|return|print|report|tell)"
_ANSWER = (
    r"answers?|solutions?|results?|values?|responses?|reasoning|steps?|explanations?|numbers?|work(?:ing)?|thoughts?"
)
_ELSEWHERE = re.compile(
    rf"\b{_SAYING} (?:me |us |the user )?(?:only |just )?(?:(?!(?:{_ANSWER}|in|to|that|for)\b)[a-z]+ ){{0,3}}?(?:problems?|questions?|topics?|titles?|levels?"
    r"|difficult\w*|plans?|word problem)\b(?! (?:answer|solution))"
    r"|\banswer (?:with|as|in|must be|should be) (?:an? |the )?(?:questions?|variables?|pictures?|essays?|titles?|topics?|levels?|characters?)\b"
    rf"|\b(?:with|write|give) (?:only )?the (?:variable|answer as a variable)\b|\bparts? of (?:the|your) (?:{_ANSWER})\b|\bhow (?:an? |the )[a-z]+ would\b"
    r"|\bexpression as\b|\b(?:after|when) you repeat\b|\bunits of the\b|\brelated problem\b|\bquestion is the answer\b"
    rf"|\A\s*(?:is|are|which|who|why|does)(?= [a-z])(?! [a-z ]*\b(?:{_ANSWER})\b)"
)
_PERSON = re.compile(
    r"\s*(?:you are|you['’]re|your name is|act as|i am|i['’]m|imagine you are|as an?)\b", re.IGNORECASE
)
_KNOWN = _TEMPLATE | _LEADING | MANNER
# A name in a sentence.
_NAME = re.compile(r"(?<=[a-z,][ ])[A-Z][A-Za-z]+(?:[-. ]?[A-Z][A-Za-z]*)*\b")


def says_nothing(text: str) -> bool:
    """Whether a text is empty, or how somebody begins to answer ("Let me think. <think>"), and tells nothing of the answer."""
    plain = re.sub(r"</?[a-z]+>", " ", text.lower())
    return all(not part.strip() or _is_of(part, _KNOWN) for part in re.split(r"[.?!:\n]+", plain))


def leads(clause: str) -> bool:
    """Whether a clause is a greeting, says who is asked and who asks, and no more."""
    plain = _NEXT.sub(" question ", clause.lower())
    return _is_of(plain, _LEADING) and not _REFUSING.search(plain) and not _ELSEWHERE.search(plain)


def changes_answer(text: str) -> bool:
    """Whether something else is asked for than the answer: its last digit, twice as much, the next one."""
    return _CHANGING.search(_PUT.sub(" answer ", _PUT_DOWN.sub(" answer ", text.lower()))) is not None


def tells_how(sentence: str) -> bool:
    """Whether a sentence behind a question says how to answer, and no more.

    >>> tells_how("Show your work and give only the number."), tells_how("Then double your answer.")
    (True, False)
    """
    return (_is_of(sentence, ANSWERING) and not _ELSEWHERE.search(sentence.lower())) or is_of_a_template(sentence)


def is_of_a_template(sentence: str) -> bool:
    """Whether a sentence is about how to answer, as those are that stand around the question in a trainer's template."""
    plain = _PUT_DOWN.sub(" answer ", sentence.lower())
    if _ELSEWHERE.search(plain):
        return False
    if _is_of(plain, _TEMPLATE) and not _ABOUT.isdisjoint(said(plain)):
        return True
    return _is_about_answering(plain) or _is_of_a_person(sentence)


def _is_about_answering(plain: str) -> bool:
    """Whether a sentence is about how to answer, in words of which none changes anything."""
    words = said(plain)
    return bool(words) and not _ABOUT.isdisjoint(words) and words <= _KNOWN and _is_harmless(plain)


def _is_of_a_person(sentence: str) -> bool:
    """Whether a sentence says who answers, or who asks, and gives them no rule; it may have names."""
    if _PERSON.match(sentence) is None or "number" in sentence:
        # "I am thinking of a number." tells of none who answers.
        return False
    plain = _PUT_DOWN.sub(" answer ", _NAME.sub("", sentence).lower())
    return said(plain) <= _KNOWN and _is_harmless(plain)


def _is_harmless(plain: str) -> bool:
    """Whether nothing of a sentence could change what is asked."""
    text = _PUT.sub(" answer ", plain).rstrip(".!?:, \n")
    return not (_OTHER.search(text) or _MEANING.search(text) or _REFUSING.search(text))


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
