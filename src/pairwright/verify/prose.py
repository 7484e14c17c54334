r"""The words around a claim: whether they leave it standing.

What may stand before and behind a claim is listed, what may not is not: "half of the answer is 4",
"4 thousand", "4²", "4..." are told apart from an answer of 4 without a list of all there is to say.
"""

from __future__ import annotations

import re

# How far before a claim the words that lead to it are looked for.
_WINDOW = 300
_WORDED = {"plus": "+", "minus": "-", "times": "*", "multiplied": "*", "divided": "/"}
_OPERATOR_WORD = re.compile(
    r"(?<=[0)])[ \t]+(?:(plus|minus|times|multiplied(?=[ \t]+by)|divided(?=[ \t]+by))(?:[ \t]+by)?"
    r"|is|gives|makes|yields|leaves)[ \t]+(?=[-+−(]?[ \t]*0)",
    re.IGNORECASE,
)
_EQUALS = re.compile(r"\b(?:is[ \t]+equal[ \t]+to|equals[ \t]+to|equals|equal)\b", re.IGNORECASE)
# Marks of layout only; <sup>, <del> and the like change what they hold, so they stay.
_TAG = re.compile(r"</?(?:b|strong|i|em|p|br|code|pre|span|div)[ ]?/?>|</answer>", re.IGNORECASE)
# A colon joins a heading to what it announces.
_SENTENCE_END = re.compile(r"[.!?;](?=\s|$|[*_$`})\"'])|(?<!:)\n")
_DOUBT = re.compile(
    r"\b(?:not|never|wrong|false|incorrect|unless|or|either|maybe|perhaps|instead|rather)\b|n['’]t\b|\?", re.IGNORECASE
)
_TAKEN_BACK = re.compile(
    r"\b(?:not|never|wrong|false|untrue|incorrect|wait|actually|mistaken?|correction|kidding|joking|oops|sorry|ignore"
    r"|disregard|scratch|lied?|or[ \t]+is)\b|n['’]t\b",
    re.IGNORECASE,
)
_DISOWNED = re.compile(
    r"\bsorry\b|(?:\bdo[ \t]+not|\bdon['’]t)[ \t]+know\b"
    r"|\b(?:cannot|can['’]t|unable[ \t]+to)[ \t]+(?:answer|solve|help)\b"
    r"|\b(?:following|next|below)\b[^.\n]{0,80}\b(?:wrong|false|untrue|incorrect|lies?)\b",
    re.IGNORECASE,
)
_LEADING_WORDS = (
    "so|thus|hence|therefore|then|and|that|which|this|it|as|because|since|now|finally|here|means|mean|implies|follows"
    "|we|i|think|believe|can|get|getting|have|find|see|know|conclude|compute|calculate|obtain|obtaining|gives|give|giving"
    "|yields|leaves|leaving|makes|is|be|must|the|my|our|your|final|correct|right|exact|answer|result|solution|value|to|of"
    "|difference|sum|product|quotient|unknown|where|when|solving|subtracting|adding|dividing|multiplying|from|both|sides"
    "|on|by|check|step|also|for|with|in|work|out"
)
# With the calculation that it ends, a boxed number is one piece of mathematics.
_EQUALS_BOXED = re.compile(r"=[ \t]*\\boxed[ \t]*\{([^{}\n]*)\}")
_MARKUP = r"\s*_$`\"'(\[{\\“‘"
_LED_UP_TO = re.compile(
    rf"(?:^|[\n.,;:!?0)>→⇒∴#])[{_MARKUP}]*(?:(?:{_LEADING_WORDS})(?:[ \t][{_MARKUP}]*|[{_MARKUP}]*$))*$", re.IGNORECASE
)
_BEGINS = re.compile(
    rf"(?:^|[\n?])[{_MARKUP}]*(?:(?:{_LEADING_WORDS})(?:[ \t][{_MARKUP}]*|[{_MARKUP}]*$))*$", re.IGNORECASE
)
_FOLLOWED = re.compile(
    r"(?![ \t]*\.[ \t]*\.)(?:[^\S\n]|[*_$`\"'’”)\]}\\,:(])*"
    r"(?:$|[.!;\n]|[A-Za-z][ \t]*=|"
    r"(?:because|since|as|so|thus|hence|therefore|is[ \t]+the[ \t]+(?:answer|solution|value))\b)",
    re.IGNORECASE,
)


def plain(shape: str) -> str:
    """The shape with words for operations as signs (`0 minus 0 is 0` as `0 - 0 = 0`), without layout tags."""
    text = _TAG.sub(" ", shape) if "<" in shape else shape
    text = _EQUALS_BOXED.sub(r"= \1", _EQUALS.sub("=", text))
    return _OPERATOR_WORD.sub(lambda match: f" {_WORDED.get((match[1] or '').lower(), '=')} ", text)


def stands(text: str, start: int, end: int) -> bool:
    """Whether the claim at start..end is said plainly: led up to, not changed by what follows, not doubted."""
    return is_led_up_to(text, start) and is_final(text, end) and not _doubted(text, start, end)


def is_led_up_to(text: str, start: int) -> bool:
    """Whether only words that lead to an answer stand before a place, back to the end of the clause before it."""
    return _LED_UP_TO.search(text[max(0, start - _WINDOW) : start]) is not None


def begins(text: str, start: int) -> bool:
    """Whether nothing but such words stands before a place, back to the start of the line or a question."""
    return _BEGINS.search(text[max(0, start - _WINDOW) : start]) is not None


def is_final(text: str, end: int) -> bool:
    """Whether what follows a number leaves it the number it is: no %, no "thousand", no "..."."""
    return _FOLLOWED.match(text, end) is not None


def _doubted(text: str, start: int, end: int) -> bool:
    """Whether the sentence says "not", "or", or asks, whether it is refused before or taken back behind."""
    sentence_start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, start)), default=0)
    ending = _SENTENCE_END.search(text, end)
    sentence_end = ending.end() if ending else len(text)
    if _DOUBT.search(text, sentence_start, sentence_end):
        return True
    return _DISOWNED.search(text, 0, start) is not None or _TAKEN_BACK.search(text, sentence_end) is not None
