r"""What stands around a question and changes nothing of it, over shapes: signs of one kind, LaTeX, greetings, requests.

`Q: $0 \times 0 = ?$ Think step by step.` is `0 * 0 = ?`.  Only what is listed is taken away; whatever could
change the answer ("to one decimal place") stays and is read, or the question is not.
"""

from __future__ import annotations

import re

# One sign for one, so that places in the text stay what they are.
_SAME = {
    "-": "−–﹣－", "+": "＋", "*": "×✕✖⨯∗＊·⋅∙", "/": "÷∕⁄／", "=": "＝", "?": "？□◻▢⬜☐", "(": "（", ")": "）", "[": "［",
    "]": "］", ",": "，", ";": "；", ".": "．", ":": "：", "%": "％", "^": "＾", "!": "！", "<": "＜", ">": "＞",
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
    ";": " ", ":": " ", "!": "", " ": " ", "(": " ", ")": " ", "[": " ", "]": " ", "\\": ";", "$": "", "%": "%", "_": "?",
    "lvert": "|", "rvert": "|", "displaystyle": "", "space": " ", "colon": ":", "newline": ";", "{": "(", "}": ")",
    }  # fmt: skip
_MAX_NESTED = 4
_BLANKS = re.compile(r"\?{2,}|\([ \t]*\?*[ \t]*\)|\[[ \t]*\?*[ \t]*\]")
_BRACKETS = str.maketrans("[]{}", "()()")
_QUOTES = " \t\r\n$`*\"'“”‘’>#~"
_NAME = r"(?:question|problem|exercise|task|prompt|instruction|input|query|user|human|equation|q|math problem|quiz|test|example)"
_HEAD = re.compile(
    rf"(?:<\|[a-z_]+\|>(?:user|system|human)?|\[/?INST\]|</?s>|<[a-z]+>)\s*"
    rf"|(?:\*\*|#+[ \t]*)?{_NAME}(?:[ \t]*(?:no\.?|number|\#)?[ \t]*0)?[ \t]*(?:\*\*)?[ \t]*(?::|\.(?=\s)|-(?=\s)|\n)(?:\*\*)?\s*"
    r"|\(?0[.)][ \t]+(?=[A-Za-z]|.*[=?])"
    r"|(?:hi|hey|hello|dear assistant|ok|okay|so|well|now|quick question|quick|alright|and|good morning)(?:[ \t]+there)?[ \t]*[,!.:][ \t]*"
    r"|(?:can|could|would|will)[ \t]+you[ \t]+(?:please[ \t]+)?(?:help me[ \t]+(?:to[ \t]+|with[ \t]+)?)?"
    r"|(?:please|kindly|just)[ \t,]+|help me[ \t]+(?:to[ \t]+)?|i (?:want|need|would like)[ \t]+(?:you[ \t]+)?to[ \t]+(?:know[ \t]+)?"
    r"|(?:let['’]s|let us)[ \t]+|do you know[ \t]+(?=what)|i wonder[ \t]+|(?:please[ \t]+)?tell me[ \t,:]+"
    r"|(?:please[ \t]+)?(?:answer|work on|consider|try|look at|do|complete|read)[ \t]+(?:the[ \t]+)?(?:following|this|next|below|math|maths|"
    r"arithmetic|mathematical|simple|short|problem|question|exercise|task|calculation|equation|carefully|[ \t])+[:.,]\s*"
    r"|(?:here(?:['’]s| is)|this is)[ \t]+(?:a|the|your|an|another|one)[ \t]+(?:math|maths|arithmetic|mathematical|simple|easy|short|next|quick|[ \t])*"
    r"(?:problem|question|exercise|task)[ \t]*[:.,]\s*"
    r"|fill in the (?:blank|gap|missing number)s?[ \t]*[:.]\s*|(?:mental )?(?:math|maths|arithmetic|algebra)[ \t]*:\s*",
    re.IGNORECASE | re.DOTALL,
)
_REQUEST = (
    r"(?:please[ \t]+)?(?:(?:let['’]s[ \t]+)?(?:think|reason|work|go|solve)(?:[ \t]+(?:it|this|through|about|carefully|out|[ \t]))*[ \t]+step[ \t]*-?by[ \t]*-?step[^.?!\n0]{0,80}"
    r"|show[ \t]+(?:all[ \t]+)?(?:your|the|each|every)[ \t]+(?:work|working|steps?|reasoning|calculations?)[^.?!\n0]{0,40}"
    r"|(?:and[ \t]+)?(?:put|place|write|give|box|enclose|present|state|provide|return|output)[ \t]+(?:your|the|only|just|me)[ \t]+[^.?!\n0]{0,30}"
    r"(?:in|within|inside|between|as|after|with|using)?[ \t]*[^.?!\n0]{0,24}(?:\\+boxed[ \t]*\{[^{}0]*\}|<answer>(?:[^<>0]*</answer>)?|answer tags|####)[^.?!\n0]{0,30}"
    r"|(?:give|write|state|provide|return|output|reply|respond|answer|say)[ \t]+(?:me[ \t]+)?(?:only|just|with|your|the|a|an|in|as|single|one|final|"
    r"answer|number|numeral|digits|integer|result|value|numeric|numerical|nothing else|no explanation|word|[ \t,])+"
    r"|(?:do[ \t]+not|don['’]t)[ \t]+(?:explain|show|use|write|add|give)[^.?!\n0]{0,40}|no[ \t]+(?:explanation|calculator)[^.?!\n0]{0,30}"
    r"|explain[ \t]+(?:your|the|each|how)[^.?!\n0]{0,40}|check[ \t]+your[ \t]+(?:answer|work)|be[ \t]+(?:brief|concise|careful|exact|precise)"
    r"|give[ \t]+(?:your|the)[ \t]+(?:answer|result)[ \t]+(?:as[ \t]+a[ \t]+(?:simplified[ \t]+|reduced[ \t]+)?fraction)?[ \t]*(?:in[ \t]+(?:its[ \t]+)?(?:lowest[ \t]+terms|simplest[ \t]+form))?"
    r"|simplify[ \t]+(?:your|the)[ \t]+(?:answer|result)|thanks?(?:[ \t]+you)?(?:[ \t]+in advance|[ \t]+a lot)?|thank you|take your time|(?:use|without)[ \t]+(?:a[ \t]+)?calculator"
    r"|(?:the|your)[ \t]+(?:final[ \t]+)?answer[ \t]+(?:should|must)[ \t]+be[ \t]+(?:a|an|in|given|written|put|placed|enclosed|only|just|single|number|integer|within|inside)[^.?!\n0]{0,40}(?:\\+boxed[ \t]*\{[^{}0]*\})?)"
)
_BEFORE = re.compile(rf"{_REQUEST}[.!:]\s+", re.IGNORECASE)
_BEHIND = re.compile(
    rf"(?:(?<=[.?!=)\]0a-z])\s*(?:{_REQUEST})[.!]*|\s*\(?(?:<\|[a-z_]+\|>(?:assistant)?|\[/INST\]|</?[a-z]+>)\)?"
    r"|(?:\s+|(?<=[?.!=]))(?:#+[ \t]*|\*\*)?(?:(?:final[ \t]+)?answer|solution|response|assistant|a|output|result|ans)[ \t]*(?:\*\*)?[ \t]*:(?:\*\*)?"
    r"|[ \t]*,?[ \t]+(?:please|thanks|thank you)[.!?]*)\s*$",
    re.IGNORECASE,
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
    return match[0] if match[1] else f" sqrt({match[2]})"


def asked_part(shape: str) -> tuple[str, int]:
    """The shape without what stands around its question, and how many runs of digits stood before that.

    >>> asked_part("Question 0: What is 0+0? Think step by step.")
    ('What is 0+0?', 1)
    """
    text, skipped = shape.translate(ONE_SIGN).strip(_QUOTES), 0
    for _ in range(_MAX_ASIDES):
        head = _HEAD.match(text) or _BEFORE.match(text)
        if head is None or not head[0]:
            break
        skipped += head[0].count("0")
        text = text[head.end() :].lstrip(_QUOTES)
    for _ in range(_MAX_ASIDES):
        behind = _BEHIND.search(text)
        if behind is None or not text[: behind.start()].strip():
            break
        text = text[: behind.start()].rstrip(_QUOTES)
    return text, skipped
