r"""What stands around a question and changes nothing of it, over shapes: signs of one kind, LaTeX, greetings, requests.

`Q: $0 \times 0 = ?$ Think step by step.` is `0 * 0 = ?`.  Only what is listed is taken away; whatever could
change the answer ("to one decimal place") stays and is read, or the question is not.
"""

from __future__ import annotations

import re
from functools import cache

# One sign for one, so that places in the text stay what they are.
_SAME = {
    "-": "−–﹣－", "+": "＋", "*": "×✕✖⨯∗＊·⋅∙", "/": "÷∕⁄／", "=": "＝", "?": "？□◻▢⬜☐", "(": "（", ")": "）", "[": "［",
    "]": "］",
    ",": "，", ";": "；", ".": "．", ":": "：", "%": "％", "^": "＾", "!": "！", "<": "＜", ">": "＞",
    " ": "\u00a0\u2007\u2009\u202f\u3000",
}  # fmt: skip
ONE_SIGN = {ord(other): sign for sign, others in _SAME.items() for other in others}
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
    r"|quiz|test|example)"
)
_HEAD = (
    rf"(?:<\|[a-z_]+\|>(?:user|system|human)?|\[/?INST\]|</?s>|<[a-z]+>)\s*"
    rf"|(?:\*\*|#+~)?{_NAME}(?:~(?:no\.?|number|\#)?~0)?~(?:\*\*)?~(?::|\.(?=\s)|-(?=\s)|\n)(?:\*\*)?\s*"
    # A list's mark, and no number in parentheses that goes on: `(1) + x=1`.
    r"|\(?0[.)] (?![-+*/^=:.,!%)]|mod\b)(?=[A-Za-z]|.*[=?])"
    r"|(?:hi|hey|hello|dear assistant|ok|okay|so|well|now|quick question|quick|alright|and"
    r"|good morning)(?: there)?~[,!.:]~"
    r"|(?:can|could|would|will) you (?:please )?(?:help me (?:to |with )?)?"
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
    r"|fill in the (?:blank|gap|missing number)s?~[:.]\s*|(?:mental )?(?:math|maths|arithmetic|algebra)~:\s*"
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
    r"|(?:do not|don['’]t) (?:explain|show|use|write|add|give)[^.?!\n0]{0,40}|no (?:explanation"
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
    rf"(?:(?<=[.?!=)\]0a-z])\s*(?:{_REQUEST})[.!]*|\s*\(?(?:<\|[a-z_]+\|>(?:assistant)?|\[/INST\]|</?[a-z]+>)\)?"
    r"|(?:\s+|(?<=[?.!=]))(?:#+~|\*\*)?(?:(?:final )?answer|solution|response|assistant|a|output|result"
    r"|ans)~(?:\*\*)?~:(?:\*\*)?"
    r"|~,? (?:please|thanks|thank you|for me)[.!?]*"
    r"|,? and (?:give|tell|state|write|find|report) (?:me )?the (?:result|answer|sum|difference|product|quotient)[.!?]*)\s*$"
)
_MAX_ASIDES = 12
_LINES = re.compile(r"(?<=[0a-zA-Z)?.;,=])[ \t]*\n+[ \t]*(?=[^\s])")
_HANGING = re.compile(r"([;,.?:])[ \t]*;")


def one_line(shape: str) -> str:
    """The shape in signs of one kind, LaTeX and lines as signs, brackets round."""
    text = re.sub(r"_+|\.{3,}|…", "?", re.sub("[→⇒]", ";", shape))
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
    text, skipped = shape.translate(ONE_SIGN).strip(_QUOTES), 0
    for _ in range(_MAX_ASIDES):
        head = _spaced(_HEAD).match(text) or _spaced(_BEFORE).match(text)
        if head is None or not head[0]:
            break
        skipped += head[0].count("0")
        text = text[head.end() :].lstrip(_QUOTES)
    for _ in range(_MAX_ASIDES):
        behind = _spaced(_BEHIND).search(text)
        if behind is None or not text[: behind.start()].strip():
            break
        text = text[: behind.start()].rstrip(_QUOTES)
    return text, skipped
