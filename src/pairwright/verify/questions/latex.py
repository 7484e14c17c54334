r"""LaTeX over shapes as signs: `\frac{0}{0}` is (0/0), `0{,}0` one number, a system in braces its equations with `;` between."""

from __future__ import annotations

import re

_FRACTION = re.compile(r"\\[dtc]?frac[ \t]*\{([^{}]*)\}[ \t]*\{([^{}]*)\}")
_SIMPLE = re.compile(r"\(\([ ]*(0)[ ]*\)/\([ ]*(0)[ ]*\)\)")
_MIXED = re.compile(r"(?<=0) & \((0/0)\)")
_ROOT = re.compile(r"\\sqrt[ \t]*(?:\[[ \t]*(0)[ \t]*\])?[ \t]*\{([^{}]*)\}")
_STYLED = re.compile(r"\\(?:text|mathrm|mathbf|textbf|textit|mathit|operatorname|mbox|mathbb)\*?[ \t]*\{([^{}]*)\}")
_BLANK = re.compile(
    r"\\(?:square|Box|blacksquare|bigcirc|_+)(?![A-Za-z])|\\(?:underline|boxed)[ \t]*\{[^{}0]*\}|\.{3,}|…"
)
_POWER = re.compile(r"\^[ \t]*\{([^{}]*)\}")
# An exponent in two pairs of brackets, or with its sign outside the inner ones.
_EXPONENT = re.compile(r"\^\([ ]*(-?)[ ]*\(([^()]*)\)[ ]*\)")
# The thousands of one number.
_THOUSANDS = re.compile(r"(?<=0)(?:\{,\}|\\,|\\!,\\!)(?=0)")
_MATRIX = r"(?:cases|[dr]?cases|aligned|align|array|gathered|gather|equation|split|eqnarray)\*?"
_ENVIRONMENT = re.compile(rf"\\(?:begin|end)[ \t]*\{{{_MATRIX}\}}(?:[ \t]*\{{[lcr| ]*\}})?")
# What is asked behind a system.
_ENDING = re.compile(
    rf"\\end[ \t]*\{{{_MATRIX}\}}(?:\\right[ \t]*\.)?[\s$.]*(?:\\[\])])?[\s$.]*(?=(?!(?:and|for|with|where|simultaneously)\b)[A-Za-z]{{3}})"
)
# Braces that stand around a system.
_BRACES = re.compile(r"\\left[ \t]*(?:\\\{|\.)|\\right[ \t]*(?:\\\}|\.)|\\\{(?=\s*\\begin)")
_COMMAND = re.compile(r"\\([A-Za-z]+|.)")
_COMMANDS = {
    "times": "*", "cdot": "*", "ast": "*", "div": "/", "left": "", "right": "", "big": "", "Big": "", "quad": " ",
    "qquad": " ", "bmod": " mod ", "mod": " mod ", "pmod": " mod ", "gcd": "gcd", "lcm": "lcm", "max": "max", "min": "min", ",": " ",
    ";": " ", ":": " ", "!": "", " ": " ", "(": " ", ")": " ", "[": " ", "]": " ", "\\": ";", "$": "", "%": "%",
    "_": "?", "ge": "≥", "geq": "≥", "geqslant": "≥", "le": "≤", "leq": "≤", "leqslant": "≤", "gt": ">", "lt": "<",
    "lvert": "|", "rvert": "|", "displaystyle": "", "space": " ", "colon": ":", "newline": ";", "{": "(", "}": ")",
    "&": " and ", "in": " in ", "lfloor": " floor(", "rfloor": ")", "lceil": " ceil(", "rceil": ")",
    }  # fmt: skip
_MAX_NESTED = 4


def from_latex(text: str) -> str:
    """A shape with LaTeX in it, in signs."""
    if "\\begin" in text:
        # Where lines are aligned says nothing.
        text = _ENVIRONMENT.sub(" ", _BRACES.sub(" ", re.sub(r"(?<!\\)&", " ", _ENDING.sub("; ", text))))
    text = _THOUSANDS.sub(",", _BLANK.sub("?", text))
    # A mixed number, and no product.
    text = re.sub(r"(?<=0)[ \t]*(?=\\[dtc]?frac)", " & ", text)
    for _ in range(_MAX_NESTED):
        changed = _FRACTION.sub(r"((\1)/(\2))", _ROOT.sub(_rooted, _STYLED.sub(r" \1 ", text)))
        if changed == text:
            break
        text = changed
    text = _MIXED.sub(r" \1", _POWER.sub(r"^(\1)", _SIMPLE.sub(r"(\1/\2)", text)))
    return _COMMAND.sub(lambda match: _COMMANDS.get(match[1], match[0]), _EXPONENT.sub(r"^(\1\2)", text))


def _rooted(match: re.Match[str]) -> str:
    return f" nthroot(0, {match[2]})" if match[1] else f" sqrt({match[2]})"
