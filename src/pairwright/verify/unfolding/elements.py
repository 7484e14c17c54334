"""Elements of XML and HTML, and marks of forums, as lines: what an attribute or a heading names is named."""

from __future__ import annotations

import re

from pairwright.verify.answers.objects import ANSWERS
from pairwright.verify.answers.passage import Passage, together
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.unfolding.unfolded import Unfolded

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][\w:.-]*)(?P<attributes>(?:\s[^<>]{0,200})?)/?>|<[?!][^<>]{0,200}>")
_LEAF = re.compile(r"<([A-Za-z][\w:.-]*)(?:\s[^<>]{0,200})?>[^<]*</\1>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
# Attributes with a number that tell the place, the look or the kind of an element.
_PLACED = frozenset(
    "n id index number num no step idx order class style type format lang width border colspan rowspan cellpadding cellspacing align xmlns version op name unit units".split()
)
_VALUED = frozenset(["value", "answer", "result", "val"])
_HEADING = re.compile(r"h0|dt|th|label|summary|legend|caption", re.IGNORECASE)
_JOINED = re.compile(
    r"m(?:o|n|i|row|ath|style|text|sup)|b|i|u|em|strong|span|code|font|mark|small|big|tt|kbd|samp|var|a", re.IGNORECASE
)
# Other elements say of what stands in them what it is.
_KNOWN = frozenset(
    "br p div li ul ol tr table tbody thead tfoot td pre response reply message work working steps step explanation calculation hr dl dd root doc document body html section article main header footer center"
    " reasoning math xml value number equation expression operation details blockquote answers solutions results".split()
)
_QUANTITIES = frozenset("sum difference product quotient total remainder".split())
_EMPTY = re.compile(
    r"<(?P<name>answer|result|solution|final_?answer|output)(?:\s[^<>=]*)?>\s*</(?P=name)>", re.IGNORECASE
)
_FORUM = re.compile(
    r"\[/?(?:b|i|u|center|left|right|quote|code|size|color|font|math|tex|list|\*)(?:=[^\[\]0]*)?\]", re.IGNORECASE
)
_STRUCK = "[/s]"
_FORUM_ANSWER = re.compile(r"\[(/?)(?:answer|result|solution|final)\]", re.IGNORECASE)
_ROLE = re.compile(r"\[\.?(?:answer|result|big|lead|final)\]#(?=[^#\n]*#)(.*?)#", re.IGNORECASE)
_NO_SPEECH = re.compile(
    r"\b(?:del|strike|wrong|rejected|incorrect|draft|example|previous|old|not|false|hidden|none)\b", re.IGNORECASE
)


def from_elements(passage: Passage, _: Wanted) -> Unfolded | None:
    """What elements say, line by line; None where there are none that must be told.

    >>> from_elements(Passage('<sum value="0"/>', [0]), Wanted("0+0=?", 2, "?")).passage.text.strip()
    'sum: 0'
    """
    text = passage.text
    if _STRUCK in text.lower():
        return None
    if "[" in text and (_FORUM.search(text) or _FORUM_ANSWER.search(text) or _ROLE.search(text)):
        plain = _ROLE.sub(r"\1", _FORUM.sub("", _FORUM_ANSWER.sub(r"<\1answer>", text)))
        return Unfolded(Passage(plain, passage.runs)) if plain.count("0") == text.count("0") else None
    if ("</" not in text and "/>" not in text) or _EMPTY.search(text):
        return None
    # Elements that have others in them are no answers themselves.
    leaves = {match[1].lower() for match in _LEAF.finditer(text)} & (ANSWERS | _QUANTITIES)
    parts: list[Passage | str] = []
    at = 0
    for match in _TAG.finditer(text):
        said = _told(match, passage, leaves)
        if said is None:
            return None
        parts += [passage.part(at, match.start()), *said]
        at = match.end()
    return Unfolded(together([*parts, passage.since(at)])) if at else None


def _told(match: re.Match[str], passage: Passage, leaves: set[str]) -> list[Passage | str] | None:
    """What a tag says; None where it says something that is not known."""
    name = (match["name"] or "").lower()
    if not name:
        return ["\n"]
    if name not in _KNOWN | ANSWERS | _QUANTITIES and not _HEADING.fullmatch(name) and not _JOINED.fullmatch(name):
        return None
    if match["end"]:
        if name in leaves and name in ANSWERS:
            return [match[0]]
        return [":\n" if _HEADING.fullmatch(name) else "" if _JOINED.fullmatch(name) else "\n"]
    if _NO_SPEECH.search(match[0]):
        return None
    value: list[Passage | str] = []
    for each in _ATTRIBUTE.finditer(passage.text, *match.span("attributes")):
        if each[1].lower() in _VALUED and "0" in each[2]:
            inner = passage.part(each.start(2) + 1, each.end(2) - 1)
            value = ["\n", name if each[1].lower() == "value" else each[1], ": ", inner, "\n"]
        elif each[1].lower() not in _PLACED:
            return None
    if value:
        return value
    if name in leaves:
        return [f"<{name}>" if name in ANSWERS else f"\n{name}: "]
    return ["" if _JOINED.fullmatch(name) else "\n"]
