r"""Calculations as programs, shells, spreadsheets and databases are asked for them, over shapes: each as it is asked elsewhere.

`console.log(0 * 0)`, `SELECT 0 + 0;`, `=SQRT(0)`, `math.gcd(0, 0)`.  Where languages differ in what a sign means (`^`, and `/`
between whole numbers) nothing is changed.
"""

from __future__ import annotations

import re

_MODULES = re.compile(r"\b(?:math|statistics|np|numpy|fractions|sympy)\.(?=[a-z]{3,9}\()", re.IGNORECASE)
_FUNCTIONS = (
    r"(?:sqrt|cbrt|abs|gcd|lcm|max|min|pow|power|factorial|fact|mod|sum|product|average|mean|median|mode|floor|ceil"
    r"|round|isqrt)"
)
# What stands before: who asks for it, in what language, what is needed for it.
_PROMPT = re.compile(
    r"\A\s*(?:(?:irb|node|julia|ghci|iex|scala|octave|maxima|sage|gp|lua|r|js|py)?> ?(?=[-(0a-z])|(?:in )?(?:javascript|js|excel|google sheets|sheets|a spreadsheet|python)"
    r"(?: formula| code)?[:,] *|)(?:(?:from [a-z]+ import [a-z, ]+|import [a-z]+(?: as [a-z]+)?)\s*[;\n]+\s*)?",
    re.IGNORECASE,
)
_LISP = re.compile(r"\A\s*\((?P<sign>[-+*])(?P<numbers>(?: -?0(?:\.0)?){2,9})\)\s*\Z")
# What is calculated: numbers, signs, brackets and functions alone.
_BODY = rf"(?:{_FUNCTIONS}\(|[-+*/%(),. 0\[\]])+"
_RETURNS = r"(?:output|print|give|return|display|show|evaluate|produce|yield|equal|come out)(?: (?:to|as))?"
_CALLER = r"(?:console\.log|print|calculate|calc|compute|(?P<whole>(?:System\.out\.)?println))"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # "What does max(3, 9) return?"
        rf"\A\s*(?:in (?:excel|(?:google )?sheets|a spreadsheet|javascript|js|node),? )?(?:what (?:does|would|will|do|is)|what['\u2019]s|evaluate)"
        rf"(?: (?:be )?(?:the )?(?:output|printed(?: by)?|result|value|return value)(?: of)?)?(?: the)?"
        rf"(?: (?:code|call|formula|expression|command|query|function))*[?:]?[\s`\"'\u201c]+(?P<call>{_CALLER}\()?(?P<what>={{0,1}}{_BODY})(?(call)\))"
        rf"[`\"'\u201d]*(?: {_RETURNS})?(?: in (?:excel|(?:google )?sheets|a spreadsheet|javascript|js|node))?[ ?.]*\Z",
        rf"\A[\s>$#`]*(?:(?:python|node|ruby|perl|php) -[cer] [\"'])?{_CALLER}\((?P<what>{_BODY})\)[\"']?[;`\s]*\Z",
        rf"\A[\s>$#`]*eval(?:uate)?\([\"']?(?P<what>{_BODY})[\"']?\)[;`\s]*\Z",
        # What may divide whole numbers without what is left.
        rf"\A[\s>$#]*(?P<whole>echo \$\(\()(?P<what>{_BODY})\)\)\s*\Z",
        rf"\A[\s>$#]*(?:sqlite>|mysql>)?\s*(?:ruby -e [\"'])?(?P<whole>(?:select|expr|puts|return|cout <<|(?P<read>bc <<<)) (?(read)[\"']))(?P<what>{_BODY})(?(read)[\"'])[\"']?(?: as [a-z]+)?(?: << endl)?(?: from dual)?;?\s*\Z",
        rf"\A[\s>$#]*(?P<whole>echo [\"']?)(?P<what>{_BODY})[\"']? ?\| ?bc\s*\Z",
        rf"\A\s*(?P<what>=(?!\s){_BODY})\s*\Z",
        r"\A[\s>$]*(?:(?:let|const|var|int) )?(?P<name>[a-z_]+) ?= ?(?P<what>"
        rf"{_BODY}?)\s*[;\n]+\s*(?:print|console\.log)\((?P=name)\);?\s*\Z",
    )
)
_LISTED = re.compile(r"\A(average|mean|median|mode)\((?:c?\(|\[)?([^()\[\]]*)[\])]?\)\Z", re.IGNORECASE)
# Half of a step is rounded up in a spreadsheet, as in school; programs round it to an even digit.
_ROUNDED = re.compile(r"\A=round\((0\.0), ?(0)\)\Z", re.IGNORECASE)
_SOLVED = re.compile(
    r"\A\s*solve[(\[](?P<equation>[-+*/(). 0a-z]+==?[-+*/(). 0a-z]+), ?(?P<letter>[a-z])[)\]]\s*\Z", re.IGNORECASE
)
_TWICE_EQUAL = re.compile(r"==(?=[ ]?\?*\s*\Z)")
# Numbers that get names, and what is then calculated with these.
_NAMED = r"(?:(?:let|const|var|int|my|set) )?[$]?[a-z] ?:?= ?-?0(?:\.0)?"
_PROGRAM = re.compile(
    rf"\A[\s>$]*(?P<values>{_NAMED}(?:\s*[;,\n]\s*{_NAMED})*)\s*[;\n]+\s*(?:print|console\.log|return|puts|echo|>>>)[( ]\s*(?P<what>[-+*/%(). 0a-z]+?)\)?;?\s*\Z",
    re.IGNORECASE,
)
_MAX_LENGTH = 300
_CUES = re.compile(r"[()=<>;|]|\b(?:select|expr|what|puts) ", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[;,\n]\s*")
_DECLARED = re.compile(r"\b(?:let|const|var|int|my|set) ", re.IGNORECASE)


def without_program(shape: str) -> str:
    """A shape that asks for what a piece of a program comes to, as it is asked for in signs.

    >>> without_program("console.log(0 * 0);"), without_program("=AVERAGE(0, 0)"), without_program("SELECT 0 / 0")
    ('0 * 0', 'average of 0, 0', 'SELECT 0 / 0')
    """
    if len(shape) > _MAX_LENGTH or _CUES.search(shape) is None or "^" in shape:
        return shape
    text = _PROMPT.sub("", shape)
    text = _MODULES.sub("", text) if "." in text else text
    if (lisp := _LISP.match(text)) is not None:
        return f" {lisp['sign']} ".join(f"({each})" if each[0] == "-" else each for each in lisp["numbers"].split())
    if (program := _PROGRAM.match(text)) is not None and not ("/" in text and "int " in text):
        values = _BETWEEN.sub(", ", _DECLARED.sub("", program["values"]).replace("$", ""))
        return f"If {values}, what is {program['what']}?"
    for pattern in _PATTERNS:
        if (found := pattern.match(text)) is not None and is_balanced(found["what"]):
            whole = found.groupdict().get("whole") is not None
            return shape if whole and "/" in found["what"] else _called(found["what"].strip())
    if (solved := _SOLVED.match(text)) is not None:
        return f"Solve {solved['equation'].replace('==', '=')} for {solved['letter']}"
    text = _TWICE_EQUAL.sub("=", text)
    return text if text.lstrip().startswith("=") else _called(text)


def _called(text: str) -> str:
    """A function of several numbers, or a cell of a spreadsheet, as it is said."""
    if (rounded := _ROUNDED.match(text)) is not None:
        return f"round {rounded[1]} to {rounded[2]} decimal places"
    plain = text.removeprefix("=").strip()
    if (listed := _LISTED.match(plain)) is not None and "," in listed[2]:
        return f"{listed[1].lower()} of {listed[2]}"
    return plain


def is_balanced(text: str) -> bool:
    """Whether each bracket that is opened is closed behind it."""
    depth = 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return False
    return depth == 0
