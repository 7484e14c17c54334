r"""Markup brought to plain text, over shapes: LaTeX, Markdown, HTML, calculators, list marks, words for signs.

What marks an answer (`\boxed{}`, `<answer>`, `Finish[]`) becomes the two signs OPEN and CLOSE around it.
No run of digits is dropped but the numbers of lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.closings import is_closing
from pairwright.verify.answers.passage import Passage
from pairwright.verify.columns.number_words import START

_MAX_NESTED = 4
_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)((?:\s[^<>]{0,200})?)/?>")
_ANSWER_TAGS = frozenset(
    "answer final_answer finalanswer final-answer result solution ans final output box boxed".split()
)
# What attributes of an answer's tag may say; `type="wrong"` leaves it none.
_ATTRIBUTES = frozenset(
    "type class id format number integer int float fraction decimal text answer final value unit units name style".split()
)
_WORD = re.compile(r"[a-z]+")
_BREAKS = frozenset(
    [
        "br",
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "tr",
        "table",
        "pre",
        "response",
        "reply",
        "message",
        "work",
        "steps",
        "step",
        "explanation",
        "calculation",
        "h1",
        "h2",
        "h3",
        "h4",
        "hr",
        "tool_response",
        "tool_result",
        "tool_output",
        "function_result",
        "function_response",
        "stdout",
        "observation",
    ]
)
_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "code",
        "span",
        "u",
        "td",
        "th",
        "tbody",
        "center",
        "big",
        "mark",
        "font",
        "value",
        "number",
        "math",
        "mn",
        "mrow",
        "mstyle",
    ]
)
_MARKED = frozenset(["div", "span", "p", "b"])
_ANSWER_CLASS = re.compile(r"\b(?:class|id)\s*=\s*[\"']?(?:final[-_]?)?answer\b", re.IGNORECASE)
# The calculator says once more what stands before it.
_CALCULATOR = re.compile(r"(?<==)[ \t]*<<[^<>]*>>")
_BOX = re.compile(r"\\(?:boxed|fbox|answer|framebox)[ \t]*\{|\{|\}")
_FINISH = re.compile(r"\b(?:finish|final_answer|answer)[ \t]*\[([^\[\]\n]*)\]", re.IGNORECASE)
# `<|begin_of_box|>0<|end_of_box|>`
_BETWEEN_TOKENS = re.compile(
    r"<\|(?:(?:begin|start)_(?:of_)?)?(?P<what>box|boxed|answer|final_answer|result)(?:_(?:start|begin))?\|>([^<>]*)<\|(?:/(?P=what)|end_(?:of_)?(?P=what)|(?P=what)_end)\|>"
)
_ESCAPED = re.compile(r"\\\\(?=(?:boxed|fbox|[dt]?frac|times|cdot|div|text)\b)")
_FRACTION = re.compile(r"\\(?:[dtc]|nice|s|x|flat)?frac[ \t]*\{([^{}]*)\}[ \t]*\{([^{}]*)\}")
_OVER = re.compile(r"\{([^{}]*?)\\over(?![a-z])([^{}]*)\}")
# Braces around a number that say nothing: {\bf 0}, \boxed{{0}}.
_BRACED = re.compile(r"(?<![\^_0A-Za-z.}\\])\{[ \t]*([-+]?0(?:[,. ]?0)*)[ \t]*\}")
_SIMPLE = re.compile(r"\(\([ ]*(0)[ ]*\)/\([ ]*(0)[ ]*\)\)")
_STYLED = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|mathsf|textbf|textit|textrm|emph|mbox|hbox|operatorname|bm|boldsymbol|displaystyle"
    r"|underline|mathbb|pmb|num|numprint|np|texttt|textsf|textsc|textup|textnormal|mathtt|mathnormal|uline|hl|ensuremath"
    r"|centerline|underbrace|overbrace)\*?[ \t]*\{([^{}]*)\}"
)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)[ \t]*\{[A-Za-z]+\*?\}(?:\{[^{}]*\})?")
_ALIGNED = re.compile(r"(?<!\\)&[ \t]*(?==)")
_COMMAND = re.compile(r"\\(?:([A-Za-z]+)|(.))", re.DOTALL)
# What tells how all is set that follows.
_SWITCHES = tuple(
    "bf it rm sf tt em large Large LARGE huge Huge normalsize small bfseries itshape boldmath mathstrut strut".split()
)
_COMMANDS = {
    "times": "*", "cdot": "*", "ast": "*", "div": "÷", "bmod": " mod ", "left": "", "right": "", "big": "", "Big": "", "quad": " ",
    "qquad": " ", "neq": "≠", "ne": "≠", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "approx": "≈", "sim": "≈",
    "pm": "±", "implies": "⇒", "Rightarrow": "⇒", "Longrightarrow": "⇒", "rightarrow": "→", "to": "→",
    "longrightarrow": "→", "therefore": "so ", "because": "because ", "displaystyle": "", "textstyle": "", "lt": "<",
    "gt": ">", "newline": "\n", "equiv": "≡", "bigl": "", "bigr": "", "space": " ", "centering": "", "hline": "\n",
    "thinspace": " ", "enspace": " ", "medspace": " ", "thickspace": " ", "negthinspace": "", "textminus": "-",
    **dict.fromkeys(_SWITCHES, ""),
    "checkmark": "✓", "dots": "...", "ldots": "...", "cdots": "...", "colon": ":",
}  # fmt: skip
_SINGLE = {
    ",": " ", ";": " ", ":": " ", "!": "", " ": " ", "(": " ", ")": " ", "[": "\n", "]": "\n", "\\": "\n", "$": "$",
    "%": "%", "#": "#", "&": "&", "_": "_", "{": "{", "}": "}", "\n": "\n", ">": " ",
}  # fmt: skip
# {\bf 0}
_SWITCHED = re.compile(rf"\{{[ ]*\\(?:{'|'.join(_SWITCHES)})(?![A-Za-z])([^{{}}]*)\}}")
# A colour and what is coloured.
_COLOURED = re.compile(r"\\(?:textcolor|colorbox|color)[ \t]*\{[A-Za-z!]*\}(?=[ \t]*\{)")
_COLOUR = re.compile(r"\\color[ \t]*\{[A-Za-z!]*\}")
_POWER = re.compile(r"\^[ \t]*\{[ \t]*(-?0)[ \t]*\}")
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]+(?=[^\s0-])", re.MULTILINE)
# The star first, what is before it behind: ten times as fast.
_EMPHASIS = re.compile(
    r"\*(?<![0)A-Za-z²³⁴⁵⁶⁷⁸⁹]\*)\**(?=\S)|\*(?<=\S\*)\**(?![0(A-Za-z*-])|\*(?<=\s\*)\**(?=[^\s*])|\*(?<=[^\s*]\*)\**(?=\s)"
)
_STARS = re.compile(r"\*\*(?:(?<=[0)]\*\*)(?=[0(])|\**)|__+")
# A letter by itself, as the y of 3*y**2.
_LETTER_ALONE = re.compile(r"(?:^|[^a-zA-Z])[a-zA-Z]\Z")
# Of a_{0} it is no markup.
_UNDERLINED = re.compile(r"(?<!\w)_(?=[^\s{])|(?<=\S)_(?![\w{])")
# "61, not 51": what it is not takes nothing from what it is.
_AND_NOT = re.compile(
    r"(?<=0),?[ \t]+(?:and[ ])?(not|rather[ ]than)[ \t]+-?0(?:,0)*(?:\.0)?(?=[.!]?[ \t]*(?:$|\n))", re.IGNORECASE
)
_GROUPED = re.compile(r"(?<=0)(?:\{,\}|['_])(?=0)")
_LISTED = re.compile(
    r"^[ \t>|]*(?:[•●▪◦‣∙*+-][ \t]+\(?0[.)][ \t]+(?=[A-Za-z])|[•●▪◦‣∙*+][ \t]+(?=[^\s0(])|[•●▪◦‣∙*][ \t]+|[-–—][ \t]+(?=[^\n]*[A-Za-z=+*÷\x02]|[^\n]*0[ \t]+-)"
    rf"|(?P<number>(?:[*+•-][ \t]+)?\(?0[.)](?:0[.)])*)[ \t]+(?=\S)(?![-+$]*[0.,]+[ \t]*$|(?i:{START})[a-z -]*[.!]?[ \t]*$"
    rf"|(?i:wait|no|actually|oops|hmm+|sorry|(?:i )?hope (?:this|that|it)|let me know|please let me|feel free)\b|(?i:that was easy|that's (?:it|all)|i'm (?:sure|certain)(?: of it)?|i double-checked|no calculator needed)[.!]*[ \t]*$)|(?P<circled>[①-⑳])[ \t]*)",
    re.MULTILINE,
)
# What a line begins with that is one of a list.
_LISTING = frozenset(" \t>|•●▪◦‣∙*+-–—(0①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_ANSWERED = re.compile(
    r"(?i:(?:that|this) is (?:the|our|my) |(?:that's|that is|this is|it's|it is) because\b|\([a-z]{2}[^()]*\)[.!\s]*\Z|(?:my )?confidence\b|verified|checked|i (?:have |double-?)?checked|everything checks|q\.?e\.?d|thanks?\b|thank you|the end[.!]|explanation:"
    r"|fun fact:|by the way,?|btw,?|in (?:binary|hexadecimal|octal)\b|(?:we|you|i) can (?:also |easily |quickly )?(?:check|confirm|verify)|(?:quick |sanity |double[- ])?check\b"
    r"|(?:to|let's|let us|let me) (?:just |also |quickly |now )?(?:(?:double-?|re-?)?check|verify|confirm|prove)|(?:double-?)?checking|verif(?:ying|ication)"
    r"|(?:plugging|substituting|putting) (?:it|this|that|the value|[a-z] ?= ?0) |indeed,?|proof:|as a check|because\b|since\b|the calculation is|it follows from|simple[.!]|easy[.!]|done[.!]|that was easy|that's (?:it|all)|i'm (?:sure|certain)|no calculator needed)"
)
# "61. Next question?": without another number it is the answer, and no list.
_ALL_SAID = re.compile(
    r"(?i:(?:that was|that's|next(?=[^0\n]{0,30}[?])|any|anything|what's next|not (?:too|so) hard|maths? is|i'm (?:sure|positive|certain)|no doubt|plain and|hooray|yay|bingo|boom|have a|good luck|you're welcome|glad|happy)\b[^0\n]{0,60})"
)
_SENTENCE = re.compile(r"[^.!?\n]*[.!?]*")
_LABELLING = frozenset("step part case line method way phase stage".split())
_LABELS = ("step 0", "part 0", "case 0", "line 0", "method 0", "way 0", "phase 0", "stage 0", " #0")
_LABELLED = re.compile(
    r"\b(?:step|part|case|line|method|way|phase|stage)[ \t]#?(0)\b(?![.:)]?[ \t*]*[-+$]?0[ \t.*]*\Z)[.:)]?[ \t]*",
    re.IGNORECASE,
)
_WORDED = {"plus": "+", "minus": "-", "times": "*", "multiplied": "*", "divided": "/"}
# The number before a word, or a cross, is left as it is; to look for it first is five times as fast as to look back.
_OPERATOR_WORD = re.compile(
    r"[0)](?:(?:,[ \t]+which(?=[ \t]+(?:is|gives|makes)\b))?[ \t]+(?:(plus|minus|times|multiplied(?=[ \t]+by)|divided(?=[ \t]+by))(?:[ \t]+by)?"
    r"|is|gives|makes|yields|leaves)[ \t]+(?=[-+(]?[ \t]*0)|[ \t]*(?P<cross>x)[ \t]*(?=[-(]?0))",
    re.IGNORECASE,
)
# In small letters alone: a text is searched for them ten times as fast.
_WHICH_EQUALS = re.compile(r",(?<=[0)],)[ \t]+which[ \t]+(?=equals[ \t])")
_EQUALS = re.compile(r"equals?(?:[ \t]+to)?(?=[ \t]+[-+$(]*[ \t]*0)(?<![a-z]equal)(?<![a-z]equal[ ]to)")
_IS_EQUAL = re.compile(r"\bis =")
_FENCE = re.compile(r"```(?:json|python|text|txt|plaintext|math|latex|output|bash|console|py|markdown|md)?")
_PROMPT = re.compile(r"^[ \t]*>>> ", re.MULTILINE)
_QUOTES_WORDS = re.compile(r">[ \t]?(?:[*_]{1,2}[^\s*_]|[A-Za-z]{2})")
_QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
# "Adding 0 and 0 gives 0."
_PART = re.compile(r"\b(?:and|add(?:ing)?|subtract(?:ing)?|to|from|with)[ \t]+[$*(]*-?0[)*$]*\Z", re.IGNORECASE)
# `a => 0`: an arrow, and no sign between numbers.
_ARROW = re.compile(r"(?<![<=>-])[=-]>(?=\s*[^\s=])")
_DASH = re.compile(r"(?<=[0)])([ \t]*)[–—]([ \t]*)(?=[0(])")


def plain(passage: Passage, unknown: str) -> Passage:
    r"""The passage as plain text.

    Args:
        passage: what the reader is told.
        unknown: the letter that the question asks for; where it is x, `0 x 0` is no product.

    >>> plain(Passage(r"\boxed{\frac{0}{0}}", range(2)), "?").text
    '\x02 0/0\x03'
    """
    if "<<" in passage.text:
        passage = passage.without(match.span() for match in _CALCULATOR.finditer(passage.text))
    text = passage.text
    if text.lstrip().startswith(">"):
        text = _unquoted(text)
    if "\\" in text:
        text = _from_latex(text)
    if "<" in text:
        text = _untagged(_BETWEEN_TOKENS.sub(rf"{OPEN}\2{CLOSE}", text) if "|>" in text else text)
        if "<<" in text and ">>" in text:
            text = text.replace("<<", "\n").replace(">>", "\n")
    if "[" in text:
        text = _FINISH.sub(rf"{OPEN}\1{CLOSE}", text)
    if "*" in text or "_" in text:
        text = _STARS.sub(lambda match: "" if match.start() == match.end() else _power_or_nothing(match), text)
        text = _UNDERLINED.sub("", _EMPHASIS.sub("", text)) if "_" in text else _EMPHASIS.sub("", text)
    passage = Passage(_in_signs(_without_marks(text), unknown), passage.runs)
    if " not " in passage.text or "rather than" in passage.text:
        passage = passage.without(match.span() for match in _AND_NOT.finditer(passage.text))
    return _unlisted(passage)


def _without_marks(text: str) -> str:
    """The text without fences, heads and prompts."""
    if "`" in text:
        text = _FENCE.sub("\n", text).replace("`", "")
    if "#" in text:
        text = _HEADING.sub("", text)
    if ">>> " in text:
        text = _PROMPT.sub("", text)
    if "∴" in text or "∵" in text:
        text = text.replace("∴", "so ").replace("∵", "because ")
    return text.replace("\r", "") if "\r" in text else text


def _unquoted(text: str) -> str:
    """The text without the marks of a quotation that it is as a whole."""
    lines = text.strip().split("\n")
    quoted = all(line.startswith(">") or not line.strip() for line in lines)
    # "> 0" bounds a number.
    return _QUOTED.sub("", text) if quoted and _QUOTES_WORDS.match(lines[0]) else text


def _in_signs(text: str, unknown: str) -> str:
    """The text with words between numbers as signs."""
    if "0'0" in text or "0_0" in text or "{,}" in text:
        text = _GROUPED.sub(",", text)
    if "–" in text or "—" in text:
        text = _DASH.sub(r"\1-\2", text)
    if "equal" in text:
        text = _EQUALS.sub(_equal, _WHICH_EQUALS.sub(" ", text) if "which" in text else text)
        if "is =" in text:
            text = _IS_EQUAL.sub("=", text)
    text = _OPERATOR_WORD.sub(_signed if unknown in {"x", "X"} else _signed_or_crossed, text)
    return _ARROW.sub("⇒", text) if "=>" in text or "->" in text else text


def _signed_or_crossed(match: re.Match[str]) -> str:
    """As `_signed`, and a cross is a sign, too."""
    return f"{match[0][0]} * " if match["cross"] else _signed(match)


def _signed(match: re.Match[str]) -> str:
    """A word between two numbers as a sign; not behind what is only the last part of a calculation in words."""
    if match["cross"]:
        return match[0]
    sign = _WORDED.get((match[1] or "").lower(), "=")
    start = match.start() + 1
    head = match.string[max(0, start - 30) : start]
    return match[0] if sign == "=" and _PART.search(head) else f"{match[0][0]} {sign} "


def _equal(match: re.Match[str]) -> str:
    """The word as a sign; in "must equal 0" it is the verb."""
    before = match.string[max(0, match.start() - 7) : match.start()]
    return match[0] if before.endswith(("must ", "will ", "should ", "to ")) else "="


def _power_or_nothing(match: re.Match[str]) -> str:
    before = match.string[max(match.start() - 2, 0) : match.start()]
    raised = before[-1:] in {"0", ")"} or (
        match.string[match.end() : match.end() + 1] == "0" and _LETTER_ALONE.search(before)
    )
    between = match[0] == "**" and bool(before) and raised
    return "^" if between and match.string[match.end() : match.end() + 1] in {"0", "("} else ""


def _untagged(text: str) -> str:
    marked = _ANSWER_CLASS.search(text) is not None

    def replaced(match: re.Match[str]) -> str:
        name = match[2].lower()
        if name in _ANSWER_TAGS and not set(_WORD.findall(match[3].lower())) <= _ATTRIBUTES:
            return match[0]
        if name in _ANSWER_TAGS or (marked and name in _MARKED and (match[1] or _ANSWER_CLASS.search(match[3]))):
            return CLOSE if match[1] else OPEN
        if name in _BREAKS:
            return "\n"
        return " " if name in _INLINE else match[0]

    return _TAG.sub(replaced, text)


def _from_latex(text: str) -> str:
    if "\\\\" in text:
        # Escaped once too often.
        text = _ESCAPED.sub(r"\\", text)
    if "{-}" in text:
        text = text.replace("{-}", "-")
    if "\\boxed" in text or "\\fbox" in text or "\\answer" in text or "\\framebox" in text:
        text = "".join(_opened(text))
    if "\\begin" in text:
        text = _ALIGNED.sub("", _ENVIRONMENT.sub("\n", text))
    if "color" in text:
        text = _COLOUR.sub("", _COLOURED.sub(r"\\text", text))
    for _ in range(_MAX_NESTED if "{" in text else 0):
        styled = _SWITCHED.sub(r" \1 ", _STYLED.sub(r" \1 ", text))
        changed = _FRACTION.sub(r"((\1)/(\2))", styled)
        if "\\over" in changed:
            changed = _OVER.sub(r"((\1)/(\2))", changed)
        if changed == text:
            break
        text = changed
    text = _COMMAND.sub(_commanded, _SIMPLE.sub(r" \1/\2", text) if "((" in text else text)
    if "{" in text:
        text = _BRACED.sub(r" \1 ", text)
    return _POWER.sub(r"^\1", text) if "^" in text else text


def _commanded(match: re.Match[str]) -> str:
    if match[1] is None:
        return _SINGLE.get(match[2], match[0])
    return _COMMANDS.get(match[1], match[0])


def _opened(text: str) -> Iterator[str]:
    """The parts of a text, each box's braces replaced."""
    open_boxes: list[bool] = []
    at = 0
    for match in _BOX.finditer(text):
        escaped = match.start() > 0 and text[match.start() - 1] == "\\"
        if escaped:
            continue
        if match[0] == "}":
            if open_boxes and open_boxes.pop():
                yield text[at : match.start()]
                yield CLOSE
                at = match.end()
        elif match[0] == "{":
            open_boxes.append(False)
        else:
            yield text[at : match.start()]
            yield OPEN
            open_boxes.append(True)
            at = match.end()
    yield text[at:]


def _labelled(passage: Passage) -> bool:
    """Whether steps may have numbers: "step 0"."""
    return not passage.words.isdisjoint(_LABELLING) and any(label in passage.small for label in _LABELS)


def _listed(text: str) -> Iterator[re.Match[str]]:
    """The marks of lists, line by line."""
    at = 0
    while True:
        if text[at : at + 1] in _LISTING and (match := _LISTED.match(text, at)):
            yield match
        at = text.find("\n", at) + 1
        if not at:
            return


def _is_all(text: str, end: int) -> bool:
    """Whether what stands behind a number with a dot says that the number was the answer, or only takes leave."""
    if _ANSWERED.match(text, end) or _ALL_SAID.fullmatch(text, end):
        return True
    return "0" not in text[end:] and is_closing(_SENTENCE.match(text, end)[0])  # type: ignore[index]


def _unlisted(passage: Passage) -> Passage:
    """The passage without the marks of lists and the numbers of steps."""
    listed = list(_listed(passage.text))
    alone = len(listed) == 1 and listed[0]["number"] and "0" not in passage.text[: listed[0].start()]
    if alone and _is_all(passage.text, listed[0].end()):
        # "61. Checked." is no list.
        listed = []
    spans = [match.span() for match in listed]
    if "0" not in passage.text:
        return passage.without(spans)
    labels = [match.span() for match in _LABELLED.finditer(passage.text)] if _labelled(passage) else []
    if not labels:
        # Of marks in ASCII none is, or holds, a word.
        return passage.without(spans, same_words=passage.text.isascii())
    merged: list[tuple[int, int]] = []
    for span in sorted([*spans, *labels]):
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    return passage.without(merged)
