r"""Turns of a conversation, or the fields of one task, told as JSON: over shapes, who speaks, what, and where it stands.

`{"messages": [{"role": "user", "content": "What is 0 + 0?"}]}` is one turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TEXT = r"\"(?P<{0}>(?:[^\"\\]|\\[^u])*)\"|'(?P<{0}_>(?:[^'\\]|\\[^u])*)'"
_KEY = r"[\"']{}[\"']\s*:\s*"
# One turn.
_SPEAKS = rf"{_KEY.format('(?:role|from)')}[\"'](?P<{{}}>system|developer|user|human|assistant|gpt|model)[\"']"
_SAYS = rf"{_KEY.format('(?:content|value|text)')}(?:{{}})"
_MESSAGE = re.compile(
    rf"\{{\s*(?:{_SPEAKS.format('who')}\s*,\s*{_SAYS.format(_TEXT.format('said'))}"
    rf"|{_SAYS.format(_TEXT.format('told'))}\s*,\s*{_SPEAKS.format('teller')})\s*\}}",
    re.IGNORECASE,
)
# What stands around turns, and between them.
_FRAME = re.compile(
    r"\s*(?:\{\s*(?:[\"'](?:model|id)[\"']\s*:\s*[\"'][^\"']*[\"']\s*,\s*)*[\"'](?:messages|conversations?|prompt|dialog(?:ue)?|chat|turns|input)[\"']\s*:\s*)?\[?(?:\s*\x00\s*,?)+\s*\]?\s*\}?\s*"
)
# One task: what is asked, and empty fields beside it.
_ASKED = r"(?:prompt|question|problem|query|input|instruction|text|content|task)"
_EMPTY = r"[\"'][a-z_]+[\"']\s*:\s*(?:\"\"|''|null|None)"
_TASK = re.compile(
    rf"\s*\{{\s*(?:(?:{_EMPTY}|[\"'](?:id|task_id)[\"']\s*:\s*(?:0|[\"'][^\"']*[\"']))\s*,\s*)*{_KEY.format(_ASKED)}(?:{_TEXT.format('said')})\s*(?:,\s*{_EMPTY}\s*)*\}}\s*",
    re.IGNORECASE,
)
_SPEAKERS = frozenset(["who", "teller"])
_ESCAPED = re.compile(r"\\([^u])")
_SIGNS = {"n": "\n", "t": "\t", "r": "\r"}


def turns_told(shape: str) -> Iterator[tuple[str, str, int]]:
    """Who speaks, what, and how many runs of digits stand before it; nothing where a shape is no such JSON."""
    task = _TASK.fullmatch(shape)
    found = [task] if task is not None else list(_MESSAGE.finditer(shape))
    if task is None and (not found or _FRAME.fullmatch(_MESSAGE.sub("\0", shape)) is None):
        return
    for match in found:
        group = next(name for name, text in match.groupdict().items() if text is not None and name not in _SPEAKERS)
        said = _ESCAPED.sub(lambda sign: _SIGNS.get(sign[1], sign[1]), match[group])
        who = "user" if task else match["who"] or match["teller"]
        yield who.lower(), said, shape.count("0", 0, match.start(group))
