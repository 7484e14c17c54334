r"""What stands around a question and changes nothing of it, over shapes: signs of one kind, LaTeX, greetings, requests.

`Q: $0 \times 0 = ?$ Think step by step.` is `0 * 0 = ?`.  Only what is listed is taken away; whatever could
change the answer ("to one decimal place") stays and is read, or the question is not.
"""

from __future__ import annotations

import re
from functools import cache

from pairwright.verify.questions.formulas import ONE_SIGN

_FRACTION = re.compile(r"\\[dtc]?frac[ \t]*\{([^{}]*)\}[ \t]*\{([^{}]*)\}")
_SIMPLE = re.compile(r"\(\([ ]*(0)[ ]*\)/\([ ]*(0)[ ]*\)\)")
_ROOT = re.compile(r"\\sqrt[ \t]*(?:\[[ \t]*(0)[ \t]*\])?[ \t]*\{([^{}]*)\}")
_STYLED = re.compile(r"\\(?:text|mathrm|mathbf|textbf|textit|mathit|operatorname|mbox)\*?[ \t]*\{([^{}]*)\}")
_BLANK = re.compile(
    r"\\(?:square|Box|blacksquare|bigcirc|_+)(?![A-Za-z])|\\(?:underline|boxed)[ \t]*\{[^{}0]*\}|\.{3,}|…"
)
_POWER = re.compile(r"\^[ \t]*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_COMMANDS = {
    "times": "*", "cdot": "*", "ast": "*", "div": "/", "left": "", "right": "", "big": "", "Big": "", "quad": " ",
    "qquad": " ", "bmod": " mod ", "mod": " mod ", "gcd": "gcd", "lcm": "lcm", "max": "max", "min": "min", ",": " ",
    ";": " ", ":": " ", "!": "", " ": " ", "(": " ", ")": " ", "[": " ", "]": " ", "\\": ";", "$": "", "%": "%",
    "_": "?",
    "lvert": "|", "rvert": "|", "displaystyle": "", "space": " ", "colon": ":", "newline": ";", "{": "(", "}": ")",
    }  # fmt: skip
_MAX_NESTED = 4
_BLANKS = re.compile(r"\?{2,}|\([ \t]*\?*[ \t]*\)|\[[ \t]*\?*[ \t]*\]")
_BRACKETS = str.maketrans("[]{}", "()()")
_QUOTES = " \t\r\n$`*\"'“”‘’>#~"


# Compiled when a text in words first needs them: they take a tenth of the time of a command that writes ten rows.
@cache
def _spaced(pattern: str) -> re.Pattern[str]:
    """A pattern in which a space stands for one or more of them, `~` for any number of them."""
    return re.compile(pattern.replace(" ", r"[ \t]+").replace("~", r"[ \t]*"), re.IGNORECASE | re.DOTALL)


_NAME = (
    r"(?:question|problem|exercise|task|prompt|instruction|input|query|user|human|equation|q|math problem"
    r"|quiz|test|example|system)"
)
_MISSING = r"(?:question mark|blank|gap|box|space|square|missing (?:number|value)|unknown)s?|\?"
_HEAD = (
    r"(?:no\.?|number|\#)~0~[:.)]\s*|\[(?:question|problem|q)\]\s*|(?:user|student) question~:\s*|"
    rf"(?:<\|[a-z_]+\|>(?:user|system|human)?|\[/?INST\]|</?s>|<[a-z]+>)\s*"
    rf"|(?:\*\*|#+~)?{_NAME}(?:~(?:no\.?|number|\#)?~0)?~(?:\*\*)?~(?::|[.)](?=\s)|-(?=\s)|\n)(?:\*\*)?\s*"
    # A list's mark, and no number in parentheses that goes on: `(1) + x=1`.
    r"|\(?0[.)] (?![-+*/^=:.,!%)]|mod\b)(?=[A-Za-z]|.*[=?])|\(?[a-h]\) (?![-+*/^=:.,!%)<>]|mod\b)"
    r"|(?:hi|hey|hello|dear assistant|ok|okay|so|well|now|quick question|quick|alright|and"
    r"|good morning)(?: there)?(?:~[,!.:]~| (?=(?:can|could|what|how|please|do)\b))"
    r"|(?:carefully|quickly|mentally|manually|slowly|now) (?=[a-z]{3})"
    r"|(?:now )?(?:try|do|solve|answer|take) (?:this|the next|another)(?: one| problem| question)?(?: for me)?~[:.?]\s*"
    r"|(?:the|my|our|next|this)(?: next| first)? (?:question|problem|task|exercise|equation|calculation) (?:is|asks|says)~[:,]? "
    r"|i (?:want|need|would like|have to|must|can['’]t|cannot|couldn['’]t|have)(?: to)? (?:(?:figure out|work out|do|know|get|help with"
    r"|you to) |(?=the answer))|i(?:['’]m| am) (?:stuck (?:on|with|at)|not sure about|unsure about|confused by) "
    r"|(?:compute|solve|calculate|evaluate|find|answer|do|work out|simplify|work through) (?:the )?(?:following|this|next)?(?: [a-z]+)?"
    r",?(?: and| then)? (?:show|explain|write|problem|question)[^.?!\n0:]{0,60}:\s*"
    r"|(?:so|and|well) (?=[-(]*0)|(?:are you able to|can i ask(?: you)?) "
    r"|(?:my|our|his|her) [a-z]+ (?:wants|needs|would like) to know (?=what|how)"
    r"|(?:can|could|would|will) you (?:(?:mind|please|quickly|kindly|just|maybe) )?(?:help me (?:to |with )?)?"
    r"|would you mind |i(?:['’]m| am) (?:just )?(?:trying|looking|hoping|struggling) to |i was wondering |(?:please )?write down |remember to "
    r"|(?:please|kindly|just)[\s,]+|help me (?:to )?|i(?: (?:want|need|would like)|['’]d like) (?:you )?to (?:know )?"
    # What is to be done, told before it is asked.
    r"|your task is to [^.?!\n0]{1,90}\.\s+"
    r"|(?:let['’]s|let us) |do you know (?=what)|i wonder |(?:please )?tell me[\s,:]+"
    r"|(?:please )?(?:answer|work on|consider|try|look at|do|complete|read) (?:the )?(?:following|this|next"
    r"|below|math|maths|"
    r"arithmetic|mathematical|simple|short|problem|question|exercise|task|calculation|equation|carefully"
    r"|\s)+[:.,]\s*"
    r"|(?:here(?:['’]s| is)|this is) (?:a|the|your|an|another|one) (?:math|maths|arithmetic|mathematical"
    r"|simple|easy|short|next|quick|\s)*"
    r"(?:problem|question|exercise|task)~[:.,]\s*"
    rf"|(?:replace|find|fill in|fill|complete|work out|solve for|what is|what['’]s) (?:the )?(?:{_MISSING})~[:.?]\s*"
    rf"|(?:what|which)(?: number| value)? (?:goes|belongs|should go|fits|comes) (?:in|into|inside) the (?:{_MISSING})~[:.?]\s*"
    r"|(?:what|which)(?: number| value)? makes (?:this|the equation|it|the statement) (?:true|correct|work)~[:.?]\s*"
    r"|(?:mental )?(?:math|maths|arithmetic|algebra)~:\s*"
)
_REQUEST = (
    r"(?:please )?(?:(?:let['’]s )?(?:think|reason|work|go|solve)(?: (?:it|this|through|about|carefully|out"
    r"|\s))* step~-?by~-?step[^.?!\n0]{0,80}"
    r"|show (?:all )?(?:your|the|each|every) (?:work|working|steps?|reasoning|calculations?)[^.?!\n0]{0,40}"
    r"|(?:and )?(?:put|place|write|give|box|enclose|present|state|provide|return|output) (?:your|the|only"
    r"|just|me) [^.?!\n0]{0,30}"
    r"(?:in|within|inside|between|as|after|with|using)?~[^.?!\n0]{0,24}(?:\\+boxed~\{[^{}0]*\}"
    r"|<answer>(?:[^<>0]*</answer>)?|answer tags|####)[^.?!\n0]{0,30}"
    r"|(?:give|write|state|provide|return|output|reply|respond|answer|say) (?:me )?(?:only|just|with|your|the"
    r"|a|an|in|as|single|one|final|"
    r"answer|number|numeral|digits|integer|result|value|numeric|numerical|nothing else|no explanation|word"
    r"|gcd|lcm|gcf|hcf|factors?|multiple|simplified|reduced|fraction|sum|product|[\s,])+"
    # How an answer is to be written, where every way that is read comes to the same.
    r"|(?:write|give|separate) the (?:prime )?factors (?:separated )?(?:by|with) [^.?!\n]{0,90}"
    r"|when performing calculations,? please follow these guidelines:.*"
    r"|(?:do not|don['’]t) (?:explain|show|use|write|add|give|include)(?![^.?!\n]*\b(?:answer|result|solution|number)\b)"
    r"[^.?!\n0]{0,40}|no (?:explanation"
    r"|calculator)[^.?!\n0]{0,30}"
    r"|explain (?:your|the|each|how)[^.?!\n0]{0,40}|check your (?:answer|work)|be (?:brief|concise|careful"
    r"|exact|precise)"
    r"|give (?:your|the) (?:answer|result) (?:as a (?:simplified "
    r"|reduced )?fraction)?~(?:in (?:its )?(?:lowest terms|simplest form))?"
    r"|simplify (?:your|the) (?:answer|result)|thanks?(?: you)?(?: in advance| a lot)?|thank you"
    # What the answer is to be alone.
    r"|(?:the|your) output should be only the (?:number|value|answer)(?: of interest)?"
    r"|take your time|(?:use|without) (?:a )?calculator"
    r"|(?:the|your) (?:final )?answer (?:should|must) be (?:a|an|in|given|written|put|placed|enclosed|only"
    r"|just|single|number|integer|within|inside)[^.?!\n0]{0,40}(?:\\+boxed~\{[^{}0]*\})?)"
)
_BEFORE = rf"(?:{_REQUEST})[.!:]\s+"
_BEHIND = (
    rf"(?:(?<=[.?!=)\]0a-z])\s*(?:,? ?and )?(?:{_REQUEST})[.!]*|\s*\(?(?:<\|[a-z_]+\|>(?:assistant)?|\[/INST\]|</?[a-z]+>)\)?"
    r"|(?:\s+|(?<=[?.!=]))(?:#+~|\*\*)?(?:(?:final )?answer|solution|response|assistant|a|output|result"
    r"|ans)~(?:\*\*)?~:(?:\*\*)?"
    r"|~,? (?:please|pls|plz|thanks|thx|thank you|for me)[.!?]*"
    r"|,? and (?:give|tell|state|write|find|report) (?:me )?the (?:result|answer|sum|difference|product|quotient)[.!?]*)\s*$"
)
_MAX_ASIDES = 12


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A sentence that is made of these words alone says how to answer, and nothing of what is asked: no word of them is of an
# operation, of a number, of a place or of one number among several.
_ANSWERING = _words("""
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
_CLAUSE = re.compile(r"[^0.!?:,;\n]{1,160}(?:[.!?,]+(?=\s)|:|\n|[ ][-–—](?=[ ]))\s*")
_SENTENCE = re.compile(
    r"(?:(?<=[.?!=)\]])\s*|\n\s*)([^.?!\n]{1,200})[.!?]*\s*\Z|\s*\((?P<aside>[^()0?!.]{3,80})[.!?]*\)[.?!]*\s*\Z"
)
# "Do you happen to know what 3 + 4 is", "I was asked to find".
_LEAD_IN = re.compile(
    r"((?:[a-z'’]+,?[ ]){1,10}?)(?:what[ ](?=[-(√|$\\]*0)|(?=(?:what(?:['’]?s|[ ]is|[ ]are|[ ]do|[ ]does)|find|calculate"
    r"|compute|evaluate|work[ ]out|figure[ ]out|solve|add|subtract|multiply|divide|determine|simplify)\b))",
    re.IGNORECASE,
)
# "Do not find 3 + 4", "I know what 3 + 4 is", "Is it easy to find 3 + 4?" ask for nothing.
_TELLING = re.compile(r"\b(?:not|is|are|does|he|she|they|told|(?<!to[ ])(?<!you[ ])know)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_OTHER = re.compile(r"[^a-z\s,;:\"'’()\-–—*_<>/{}\\#$`]")
# What says no more than a word: where an answer is put, and how long it is.
_PUT = re.compile(
    r"\\+boxed ?(?:\{[^{}0]*\})?|</?answer>|answer tags|####?|(?:in|as|with|using) (?:one|a single) (?:word|number|line"
    r"|sentence|step)|one (?:number|word|line)(?= only)|[\"“][^\"”0]{1,60}[\"”]|(?:on |in )?the last line|true or false|yes or no"
    r"|no (?:need|words?|explanations?|steps?|working|text|units|extra|calculators?|commentary)\b"
    r"|i (?:don['’]t|do not) (?:understand|know|get it|have a calculator)|forgot my calculator|answer: x\b|i want the answer|(?:very|so) much|(?:solve|do|work) (?:it |this )?(?:carefully|quickly|mentally|slowly)|before (?:answering|you answer|giving)|next (?:question|problem|one)|(?:easy|simple|quick|short|tricky|hard) one|(?:in|under|at most|less than|fewer than|no more than) 0 (?:words?|sentences?|lines?|tokens)",
)
# A request is a whole sentence: "Leave your" is no question before one.
_DANGLING = re.compile(r"\b(?:your|the|my|an?)\s*\Z", re.IGNORECASE)
_WHOLE = _words("integer whole")
# Where a whole number is asked for, of such a calculation two would give two.
_PARTED = re.compile(
    r"[/÷:%.√]|\\|divi|over|quotient|half|halve|third|quarter|percent|average|mean|root|fifth|tenth|decimal",
    re.IGNORECASE,
)
_LINES = re.compile(r"(?<=[0a-zA-Z)?.;,=])[ \t]*\n+[ \t]*(?=[^\s])")
_WIDE = re.compile(r"[ \t]{2,}")
_LINES_APART = re.compile(r"\n(?:[ \t\r]?\n){2,}")
_HANGING = re.compile(r"([;,.?:])[ \t]*;")


def one_line(shape: str) -> str:
    """The shape in signs of one kind, LaTeX and lines as signs, brackets round."""
    text = re.sub(r"(?:\\?_)+|\.{3,}|…", "?", re.sub("[→⇒]", ";", shape))
    if "\\" in text:
        text = _from_latex(text)
    text = _LINES.sub("; ", text.strip(_QUOTES))
    text = _HANGING.sub(r"\1", text).replace("\n", " ").replace("\r", " ").replace("$", "").replace("`", "")
    return _BLANKS.sub("?", text).translate(_BRACKETS).strip()


def _from_latex(text: str) -> str:
    text = _BLANK.sub("?", text)
    # A mixed number, and no product.
    text = re.sub(r"(?<=0)[ \t]*(?=\\[dtc]?frac)", " & ", text)
    for _ in range(_MAX_NESTED):
        changed = _FRACTION.sub(r"((\1)/(\2))", _ROOT.sub(_rooted, _STYLED.sub(r" \1 ", text)))
        if changed == text:
            break
        text = changed
    text = _POWER.sub(r"^(\1)", _SIMPLE.sub(r"(\1/\2)", text).replace("{,}", ","))
    return _COMMAND.sub(lambda match: _COMMANDS.get(match[1], match[0]), text)


def _rooted(match: re.Match[str]) -> str:
    return f" nthroot(0, {match[2]})" if match[1] else f" sqrt({match[2]})"


def asked_part(shape: str) -> tuple[str, int]:
    """The shape without what stands around its question, and how many runs of digits stood before that.

    >>> asked_part("Question 0: What is 0+0? Think step by step.")
    ('What is 0+0?', 1)
    """
    # Spaces without end would be gone over again from each of them.
    text, skipped = _LINES_APART.sub("\n\n", _WIDE.sub(" ", shape.translate(ONE_SIGN))).strip(_QUOTES), 0
    if shape.rstrip().endswith("|>"):
        # A token of a chat, and no quotation.
        text += ">"
    for _ in range(_MAX_ASIDES):
        head = _spaced(_HEAD).match(text) or _spaced(_BEFORE).match(text)
        end = head.end() if head is not None and head[0] else _end_of_leading(text)
        if not end:
            break
        skipped += text.count("0", 0, end)
        text = text[end:].lstrip(_QUOTES)
    for _ in range(_MAX_ASIDES):
        behind = _spaced(_BEHIND).search(text)
        start = behind.start() if behind is not None else _start_of_request(text)
        if _DANGLING.search(text[:start]):
            start = _start_of_request(text)
        if _is_in_doubt(text, start) or start == len(text):
            break
        if not text[:start].strip() or start == len(text):
            break
        text = text[:start].rstrip(_QUOTES)
    return text, skipped


def _end_of_leading(text: str) -> int:
    """Where a clause ends that leads to the question, or words before what is asked; 0 if there are none."""
    clause = _CLAUSE.match(text)
    if clause is not None and _is_of(clause[0], _LEADING):
        return clause.end()
    words = _LEAD_IN.match(text)
    return words.end() if words is not None and _is_of(words[1], _LEADING) and not _TELLING.search(words[1]) else 0


def _start_of_request(text: str) -> int:
    """Where a sentence begins that says how to answer; the end if there is none."""
    sentence = _SENTENCE.search(text)
    return (
        len(text) if sentence is None or not _is_of(sentence["aside"] or sentence[1], _ANSWERING) else sentence.start()
    )


def _is_in_doubt(text: str, start: int) -> bool:
    """Whether a whole number is asked for behind a place, and what stands before it may come to another."""
    return bool(_PARTED.search(text[:start])) and not _WHOLE.isdisjoint(_said(text[start:]))


def _is_of(sentence: str, words: frozenset[str]) -> bool:
    """Whether a sentence is made of some words alone, at least one."""
    said = _said(sentence)
    return bool(said) and said <= words and not _OTHER.search(_PUT.sub(" answer ", sentence.lower()).rstrip(".!?:, \n"))


def _said(sentence: str) -> set[str]:
    return set(
        _WORD.findall(
            _PUT.sub(" answer ", sentence.lower().replace("double check", "check").replace("double-check", "check"))
        )
    )
