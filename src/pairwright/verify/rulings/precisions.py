"""How exactly an answer is asked for, in a sentence beside the question, or in a phrase behind or before it.

"Round your answer to two decimal places.", "(correct to 3 s.f.)", "to the nearest hundredth": what is left without it is
read as any question is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from pairwright.verify.columns.number_words import worded
from pairwright.verify.questions.asides import asked_part
from pairwright.verify.questions.trees import (
    AT_MOST,
    CORRECT,
    EITHER,
    ROOTS,
    ROUNDED,
    STEPWISE,
    WHOLLY,
    Constant,
    Numeral,
    Operation,
    Precision,
    Question,
    Tree,
    Unknown,
    is_percent,
)
from pairwright.verify.rulings.forms import compiled, number_of

Read = Callable[[str, int], Question | None]
# What is rounded to, as a power of ten.
_NEAREST = {
    "whole number": 0, "integer": 0, "unit": 0, "one": 0, "dollar": 0, "euro": 0, "pound": 0, "percent": 0,
    "whole percent": 0, "per cent": 0, "degree": 0, "whole unit": 0, "ten": 1, "hundred": 2, "thousand": 3,
    "ten thousand": 4, "hundred thousand": 5, "million": 6, "tenth": -1, "hundredth": -2, "cent": -2, "penny": -2,
    "thousandth": -3, "ten-thousandth": -4, "ten thousandth": -4,
}  # fmt: skip
_UNITS = "|".join(sorted(_NEAREST, key=len, reverse=True))
_COUNT = r"(?P<count>0|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a single|a)"
_PLACES = (
    r"decimal (?:places?|points?|digits?)|decimals?|d\. ?p\.?|dp|places? of decimals?"
    r"|(?:places?|digits?) (?:after|behind|past) the decimal(?: point)?"
)
_FIGURES = r"significant (?:figures?|digits?)|s\. ?f\.?|sf|sig\.? ?(?:figures?|figs?|digits?)\.?"
_NAMED = (
    rf"(?P<most>(?:a )?maximum of |at most |up to )?{_COUNT}[ -]?(?:(?P<places>{_PLACES})|(?P<figures>{_FIGURES}))(?![a-z])"
    rf"|(?:the )?nearest (?:(?P<unit>{_UNITS})s?|(?P<multiple>0(?:\.0)?))(?: of an? (?:percent|degree|dollar|euro))?(?![a-z%])"
)
_HOW = re.compile(_NAMED, re.IGNORECASE)
_SAID = f"(?P<how>{re.sub(r'[?]P<[a-z]+>', '?:', _NAMED)})"
# A half goes up, where nothing else is said.
_TAIL = (
    r"(?:,? (?:with )?(?:rounding )?(?:half[ -]up|up from the half))?"
    r"(?:,? (?:if|when|where) (?:necessary|needed|required|applicable|appropriate))?(?:,? please)?"
)
_OWN = (
    r"(?:all )?(?:of )?(?:your|the|each|any|every|both) (?:(?:final|numerical|numeric|decimal) )*"
    r"(?:answers?|results?|values?|solutions?|roots?|quotients?|averages?|means?)"
)
_TO = r"(?:rounded(?: off)?|round(?: off)?|rounding|correct|accurate|exact|precise)(?: off)? to(?: within)? "
_DECIMAL = r"(?:as (?:a )?decimals?,? |in decimal form,? )"
_VERB = r"(?:give|express|write|state|provide|return|report|leave|show|enter|submit|present|calculate|compute|find)"
_THIS = r"(?:solve|work out|calculate|answer) (?:this|the following)(?: (?:problem|question|calculation|exercise))?"
# A sentence that says how exactly, and no more.
_SENTENCE = re.compile(
    r"(?:please |and )?(?:(?:if|when|where) (?:necessary|needed|appropriate),? )?(?:"
    rf"round(?: off)?(?: {_OWN}| it| them)? (?:off )?to "
    rf"|{_VERB} {_OWN},? {_DECIMAL}?(?:{_TO}|to |with |using )"
    rf"|{_OWN} (?:should|must|is to|are to|has to|needs to) be (?:(?:given|expressed|written|stated) )?(?:{_TO}|to )"
    rf"|{_THIS},? (?:{_TO}|to |with )|{_TO}|(?:answers? )?to |use )"
    rf"{_SAID}{_TAIL}",
    re.IGNORECASE,
)
# Behind the question in its sentence, and before it: "What is 7/3 to 2 decimal places?", "Correct to 3 s.f., what is ...?"
_BEHIND = re.compile(
    rf"(?P<about>approximate )?(?P<asked>.*?[0a-z)?%!²³=])[,;:]? (?:[(]{_SAID.replace('<how>', '<bare>')}[)]|[(]?{_DECIMAL}?(?:and )?"
    rf"(?:(?:{_VERB}|giving|expressing|round|rounding) (?:{_OWN} |it )?)?(?:{_TO}|to ){_SAID}{_TAIL}[)]?)(?P<stop>(?: ?[.?=])*)",
    re.IGNORECASE,
)
_BEFORE = re.compile(rf"(?:{_TO}|to |with ){_SAID}{_TAIL}[,:] (?P<asked>.*)", re.IGNORECASE)
_ROUNDED = r"[$€£]?(?P<number>-?0(?:,0)*(?:\.0)?)"


# Compiled when something is first rounded.
@cache
def _alone_ways() -> tuple[re.Pattern[str], ...]:
    return compiled(
        (
            r"(?:(?:please )?(?:round(?: off)?|correct)(?: the number)?|write|express|give|state|what is|what's) "
            rf"{_ROUNDED},? (?:{_TO}|(?:off )?to ){_SAID}{_TAIL}(?:[.,;] what do (?:you|we|i) get)?",
            rf"{_ROUNDED},? (?:{_TO}|to ){_SAID}{_TAIL}(?: is)?",
            rf"(?:{_TO}|to ){_SAID},? (?:what is|what's|round) {_ROUNDED}",
            # "A town has 14,738 inhabitants. What is this number rounded to the nearest 100?"
            rf"[a-z][^0.?!%]{{0,80}}? {_ROUNDED}(?: (?!percent|per cent|million|thousand|hundred|billion|dozen)[^0.?!%]{{1,80}})?[.] (?:what(?: is|['’]s) (?:this|that|the)(?: number| figure| amount)?,? (?:when )?{_TO}"
            rf"|(?:please )?round(?: off)? (?:this|that|the)(?: number| figure| amount)? (?:off )?to ){_SAID}{_TAIL}",
            rf"(?:if|when) (?:you|we|i) round(?: off)? {_ROUNDED} (?:off )?to {_SAID},? (?:what|which number) (?:do|will|would) (?:you|we|i) get",
        )
    )


# What changes nothing of how exact an answer is.
_REQUEST = re.compile(
    rf"(?:please )?{_VERB} (?:{_OWN}|it) in (?:scientific|exponential|e) notation(?: (?:using|with) ['\"]?e['\"]? notation)?"
    r"(?: [(](?:e[.]?g[.]?|for example|such as),? -?0(?:[.]0)?e[-+]?0[)])?"
    r"|only (?:reply|respond|answer) with the (?:final )?(?:value|answer|number|result)",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?:(?<=[?!:])|(?<![.][a-z])(?<=[.]))[ ]*\n+|[?!.][ ]+(?=[(]?[A-Z])|:[ ]+|\n+")
_HINTS = re.compile(r"decimal|signific|nearest|(?<![a-z])(?:s\. ?f|sf|d\. ?p|dp|sig)(?![a-z])", re.IGNORECASE)
# Only of money.
_COINS = re.compile(r"nearest (?:cent|penny|dollar|euro|pound)", re.IGNORECASE)
_MONEY = re.compile(
    r"[$€£]|(?<!nearest )(?:dollar|euro|pound)|\b(?:cost|costs|price|pay|pays|paid|earn|earns)\b", re.IGNORECASE
)
# All roots, as reasoning-gym asks for them: nobody can round as its brackets say.
_INSTRUCTED = re.compile(
    r"\s*In solving equations, please follow these instructions:\s*0\. Provide all answers as comma-separated decimal values\."
    r"(?: For example: \"[-0., ]*\")?\s*0\. For solutions that can be expressed in exact form (?:\([^\n]*\))?, convert them to"
    r" decimal form in your final answer\.\s*0\. If there are no real values that satisfy the equation, report your answer as an"
    r" empty string: \"\"\s*0\. Format your answer based on the number of solutions:(?:\s*- For 0 (?:or more )?solutions?: [^\n]*)+"
    rf"\s*0\. Round all decimal values to {_SAID}(?P<odd> \(rounding down when the 0th decimal place is 0 or greater\))?\.\s*\Z"
)
# What an answer may be worked out by to be rounded; what rounds itself is left as it is.
_KEPT = frozenset("+ - * / ^ root abs quotient difference ! max min higher lower mixed".split())


def precise_of(shape: str, first: int, read: Read) -> Question | None:
    """The question that a sentence beside it asks to so many digits; None where none does, or the rest is not read.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        read: a question without that sentence, and its first run of digits, to what it asks.
    """
    if not _hinted(shape):
        return None
    if (match := _INSTRUCTED.search(shape)) is not None:
        precision = replace(_precision(match, first), manner=EITHER if match["odd"] else ROUNDED)
        return _exactly(read(shape[: match.start()], first), precision)
    said: list[Precision] = []
    kept: list[tuple[int, int]] = []
    for start, end in _sentences(shape):
        begin = start + len(shape[start:end]) - len(shape[start:end].lstrip(" \n\t*("))
        plain = shape[begin:end].rstrip(" \n\t*.!:)")
        plain = f"{plain})" if plain.count("(") > plain.count(")") else plain
        if (match := _SENTENCE.fullmatch(plain)) is not None:
            said.append(_precision(match, first + _runs(shape, begin)))
        elif _REQUEST.fullmatch(plain) is None:
            kept.append((start, end))
    if len(said) != 1 or not kept or any(one[1] != other[0] for one, other in pairwise(kept)):
        return None
    start, end = kept[0][0], kept[-1][1]
    return _exactly(read(shape[start:end].strip(), first + _runs(shape, start)), said[0])


def precise_in(shape: str, first: int, read: Read) -> Question | None:
    """The question that says in its own sentence to how many digits it asks; None where none does, or it is not read."""
    if not _hinted(shape):
        return None
    part = asked_part(shape)
    text, first = " ".join(part.text.split()), first + part.skipped
    for alone in _alone_ways():
        if (match := alone.fullmatch(text)) is not None:
            return _alone(match, first)
    for pattern in (_BEHIND, _BEFORE):
        if (match := pattern.fullmatch(text)) is not None:
            # To approximate it to so many digits is to calculate it.
            about = "calculate " if pattern is _BEHIND and match["about"] else ""
            asked = about + match["asked"] + (match["stop"] if pattern is _BEHIND else "")
            found = read(asked, first + _runs(text, match.start("asked")))
            return _exactly(found, _precision(match, first))
    return None


def _hinted(shape: str) -> bool:
    """Whether something may say how exactly an answer is asked for; a cent is one of money alone."""
    return _HINTS.search(shape) is not None and (_COINS.search(shape) is None or _MONEY.search(shape) is not None)


def _sentences(shape: str) -> Iterator[tuple[int, int]]:
    """Where the sentences and lines of a text begin and end."""
    cuts = [0, *(match.end() for match in _CUT.finditer(shape)), len(shape)]
    return ((start, end) for start, end in pairwise(cuts) if shape[start:end].strip())


def _precision(match: re.Match[str], first: int) -> Precision:
    """How exactly, as a phrase says it."""
    text, said = match.string, "bare" if match.groupdict().get("bare") else "how"
    begin = match.start(said)
    run = first + _runs(text, begin)
    how = _HOW.fullmatch(match[said]).groupdict()  # type: ignore[union-attr]
    if how["unit"]:
        percent = re.search("percent|per cent", match[said], re.IGNORECASE) is not None
        return Precision(_ten_to(_NEAREST[how["unit"].lower()]), percent=percent)
    if how["multiple"]:
        return Precision(Numeral(run, decimal="." in how["multiple"]))
    power = Operation("^", Constant(10), _counted(how["count"].lower(), run))
    lead = text[match.start() : begin]
    # "Correct to 3 s.f." more digits are, too.
    manner = CORRECT if re.search(r"\b(?:correct|accurate)\b", lead, re.IGNORECASE) else ROUNDED
    if how["most"]:
        manner = (
            STEPWISE
            if re.search(r"\b(?:problem|question|calculation|exercise|this)\b", lead, re.IGNORECASE)
            else AT_MOST
        )
    if how["figures"]:
        return Precision(power, figures=True, manner=manner)
    return Precision(Operation("/", Constant(1), power), manner=manner)


def _counted(count: str, run: int) -> Tree:
    """How many digits: a run of digits, a word, or one ("a decimal place")."""
    if count == "0":
        return Numeral(run)
    above, _ = worded(count) or (1, 1)
    return Constant(1 if count.startswith("a") else above)


def _alone(match: re.Match[str], first: int) -> Question | None:
    """One number to be rounded: that is all there is to do."""
    precision = replace(_precision(match, first), manner=WHOLLY)
    number = number_of(match["number"], first + _runs(match.string, match.start("number")))
    if number is None:
        return None
    return Question(number, Unknown("?"), states=("round", (number, precision.unit)), precision=precision)


def _exactly(question: Question | None, precision: Precision) -> Question | None:
    """The question asked so; None where its answer is no number that could be rounded."""
    if question is None or question.precision is not None or question.answers not in {"", "decimal", ROOTS}:
        return None
    if question.counts in {"things", "whole"} or (question.parts and not question.letters):
        return None
    if precision.percent and not any(is_percent(side) for side in (question.left, question.right)):
        # 3/7 to the nearest percent is 43.
        return None
    if not all(_is_kept(side) for sides in question.equations for side in sides):
        return None
    answers = question.answers if question.answers == ROOTS else ""
    return replace(question, left=_divided(question.left), answers=answers, precision=precision)


def _is_kept(tree: Tree) -> bool:
    if not isinstance(tree, Operation):
        return True
    return tree.operator in _KEPT and _is_kept(tree.left) and _is_kept(tree.right)


def _divided(tree: Tree) -> Tree:
    """The tree with quotients that cannot be meant with a remainder."""
    if not isinstance(tree, Operation):
        return tree
    return Operation("/" if tree.operator == "quotient" else tree.operator, _divided(tree.left), _divided(tree.right))


def _ten_to(power: int) -> Tree:
    ten = Constant(10 ** abs(power))
    return ten if power >= 0 else Operation("/", Constant(1), ten)


def _runs(text: str, end: int) -> int:
    """How many runs of digits stand before a place."""
    return text.count("0", 0, end)
