"""Signs that look alike or mean the same, each as one: what all readers of questions begin with."""

from __future__ import annotations

# One sign for one, so that places in the text stay what they are.
_SAME = {
    "-": "−–﹣－", "+": "＋", "*": "×✕✖⨯∗＊·⋅∙", "/": "÷∕⁄／", "=": "＝", "?": "？□◻▢⬜☐○◯", "(": "（", ")": "）", "[": "［",
    "]": "］",
    ",": "，", ";": "；", ".": "．", ":": "：", "%": "％", "^": "＾", "!": "！", "<": "＜", ">": "＞",
    " ": "\u00a0\u2007\u2009\u202f\u3000",
}  # fmt: skip
ONE_SIGN = {ord(other): sign for sign, others in _SAME.items() for other in others}
