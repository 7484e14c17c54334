"""Answers told in a sentence that says the question once more: "3/4 is larger", "97 is a prime number".

Each must be a whole sentence, the last one, and about the numbers of the question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pairwright.verify.answers.claims import CLOSE, OPEN
from pairwright.verify.answers.named import QUANTITY_WORDS
from pairwright.verify.answers.numbers import Condition, in_their_order, number_at
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import neutral, owned, sentence_start
from pairwright.verify.answers.readings import EMPTY, Found, Wanted
from pairwright.verify.questions.operations import OPERATIONS

_NUMBER = r"-?0(?:,0)*(?:\.0)?(?:/0)?"
_THE = "(?:(?:the|their|its|our|this|required|wanted|resulting|correct|final|asked) )*"
_LEAD = rf"[\s*_$`\"'#>{OPEN}]*(?:(?:so|thus|hence|therefore|then|clearly|yes|no|(?:the )?(?:final )?answer(?: is)?(?: that)?:?|result:?|finding|we find(?: that)?|i found that|this means(?: that)?)\b[,:]?\s*)*"
_ENDS = rf"[\s*_$`\"').!{CLOSE}]*"
_IS = (
    r"(?: is| equals| will be| must be| comes to| works out to(?: be)?| turns out to be| is equal to| *=|:|\n+)[ ]*\$?"
)
# What the value of an operation is called, beside the names with which it is asked for.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "mod": ("remainder", "rest"),
    "max": ("larger", "greater", "bigger", "largest", "greatest", "biggest", "highest", "maximum"),
    "min": ("smaller", "lesser", "lower", "smallest", "least", "lowest", "minimum"),
    "-": ("difference",),
    "+": ("sum", "total"),
    "*": ("product",),
    "/": ("quotient",),
    "quotient": ("quotient",),
    "//": ("quotient",),
    "abs": ("absolute value",),
    "root": ("square root", "cube root", "root"),
}
# What the larger or the smaller of two is called.
COMPARED = {operator: _NAMES[operator] for operator in ("max", "min")}
_OF_TWO = r"(?: (?:number|one|value|fraction|of the two(?: numbers)?|of the numbers))?"
# "What is the median of 0, 0": what is asked for has this name.
_ASKED = re.compile(
    r"(?:what is|what's|find|calculate|compute|determine|give|work out) (?:the )?(?P<noun>[a-z]+(?: [a-z]+){0,2}) "
    r"(?:of|when|if|between) (?:the )?(?:numbers |list )?[-0(\[|√]",
)
_NO_NOUNS = frozenset(["value", "result", "answer", "half", "third", "quarter", "square", "cube", "double", "twice"])
_PROPERTY = re.compile(rf"(?:is|are) (?:the number )?(?P<of>{_NUMBER}) (?:an? )?(?P<said>[a-z0 -]+?)(?: number)?")
_DIVIDES = re.compile(rf"does (?P<of>{_NUMBER}) (?:evenly )?(?P<said>divide {_NUMBER})(?: evenly)?")
OPPOSITES = {"even": "odd", "odd": "even", "prime": "composite", "a prime": "composite", "composite": "prime"}
# What is tried on the way, and is no answer.
_TRIED = re.compile(
    r"\b(?:(?:is )?not (?:evenly )?divisible by (?:any of )?[0, ]+(?:(?:or|and|nor) 0)?|neither [0, ]+(?:and|nor) 0 divides? 0"
    r"|no (?:number|prime|whole number|integer) (?:from|between) 0 (?:to|and) 0 divides 0|(?:none|no one) of [0, ]+(?:and|or) 0 divides? 0"
    r"|(?:it )?has no (?:other )?(?:divisors|factors)(?: (?:other than|except|besides|but) 0 and (?:itself|0))?)",
    re.IGNORECASE,
)


def confirmed(text: str, question: str) -> tuple[bool, tuple[int, int]] | None:
    """Whether a text says yes or no to a question by saying it as a statement, and where the statement stands.

    >>> confirmed("So 0 is not a prime number.", "Is 0 prime?")
    (False, (0, 27))
    """
    asking = _asking(question)
    match = _PROPERTY.fullmatch(asking) or _DIVIDES.fullmatch(asking)
    if match is None:
        return None
    start = sentence_start(text, len(text.rstrip(EMPTY)))
    untried = _TRIED.sub(lambda found: " " * len(found[0]), text)
    for said, holds in ((match["said"], True), (OPPOSITES.get(match["said"]), False)):
        if said is not None and (found := _statement(match["of"], said).fullmatch(text[start:])):
            if not neutral(untried[:start]) or not owned(untried, start, frozenset()):
                return None
            return holds != bool(found["no"]), (start, len(text))
    return None


def property_asked(question: str) -> str | None:
    """What a question asks whether a number is so: "prime", "divisible by 0"; None where it asks for something else."""
    match = _PROPERTY.fullmatch(_asking(question))
    return None if match is None else match["said"]


def _asking(question: str) -> str:
    """The question in small letters, without how it is to be answered: "Is 0 prime? Answer yes or no."."""
    return " ".join(question.lower().partition("?")[0].split()).rstrip(" .").removesuffix(" or not")


def _statement(of: str, said: str) -> re.Pattern[str]:
    of = rf"(?:(?:the number )?[*$`]*{re.escape(of)}[*$`]*|it|this number|the number)"
    if said.startswith("divide "):
        verb, number = said.split(" ", 1)
        number = re.escape(number)
        rest = rf" (?:(?:evenly )?{verb}s|(?P<no>(?:does not|doesn't|doesnt) (?:evenly )?{verb})) {number}(?: evenly)?"
    else:
        rest = rf"(?: is|'s)(?P<no> not|n't)? (?:indeed |also )?(?:an? )?[*_]*{re.escape(said)}[*_]*(?: number)?"
    return re.compile(rf"{_LEAD}{of}{rest}{_ENDS}", re.IGNORECASE)


def told_by_name(page: Page, asked: Wanted) -> Iterator[Found]:
    """The number that the last sentence calls what was asked for: "The remainder is 0.", "0 is the larger one."."""
    if asked.things or asked.unknown != "?" or not page.zeros:
        return
    text = page.text
    # In 5! no sentence ends.
    start = text.rfind("\n") + 1 if asked.operator == "!" else sentence_start(text, page.zeros[-1])
    said = text[start:]
    match = next((found for each in _ways(asked) if (found := each.fullmatch(said)) is not None), None)
    if (
        match is None
        or not owned(text, start, asked.beside)
        or not neutral(text[:start], asked.beside | QUANTITY_WORDS)
    ):
        return
    at, end = start + match.start("said"), start + match.end("said")
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None or text[end : read.end].strip(EMPTY):
        return
    groups = match.groupdict()
    known = tuple(range(asked.runs))
    among = [name for name in ("other", "this") if groups.get(name)]
    conditions = [Condition(run, known) for name in among for run in _runs(page, start, match, name)]
    if groups.get("echo"):
        runs = _runs(page, start, match, "echo")
        if len(runs) != asked.runs:
            return
        conditions += in_their_order(runs)
    if among and groups.get("this"):
        # Of two numbers one is said to be so: it is one of the question's.
        conditions += [Condition(run, known) for run in _runs(page, start, match, "said")]
    # Nothing stands behind the sentence.
    yield Found(at, len(text), read, strong=False, conditions=tuple(conditions))


def _runs(page: Page, start: int, match: re.Match[str], name: str) -> tuple[int, ...]:
    return page.runs(start + match.start(name), start + match.end(name))


def _ways(asked: Wanted) -> Iterator[re.Pattern[str]]:
    """The sentences that tell the value of what is asked."""
    operator = asked.operator
    named = OPERATIONS[operator].names if operator in OPERATIONS else ()
    names = [*named, *_NAMES.get(operator, ()), *_nouns(asked.shape)]
    said = rf"[*$`\"'{OPEN}]*(?P<said>{_NUMBER})"
    if names:
        noun = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
        yield _compiled(
            rf"{_LEAD}{_THE}(?:{noun}){_OF_TWO}(?: (?:we|you|i)(?:'re| are|'ve| have)? (?:want|wanted|need|needed|get|seek|asked for|are looking for|looking for|require|requested))?{_IS}{said}{_ENDS}"
        )
        if operator in {"max", "min"}:
            compared = rf"(?:[*$`]*{_NUMBER}[*$`]* ?(?:[<>]|is (?:more|less|bigger|greater|larger|smaller) than) ?[*$`]*{_NUMBER}[*$`]*,? (?:so|thus|hence|therefore|which means(?: that)?|meaning|and so),? )"
            yield _compiled(rf"{_LEAD}{compared}{_THE}(?:{noun}){_OF_TWO}{_IS}{said}{_ENDS}")
            yield _compiled(rf"{_LEAD}{compared}{said}[*$`{CLOSE}]* is (?:the )?[*_]*(?:{noun})[*_]*{_OF_TWO}{_ENDS}")
            sign = ">" if operator == "max" else "<"
            behind = rf"(?: than [*$`]*(?P<other>{_NUMBER})[*$`]*)?"
            yield _compiled(rf"{_LEAD}{said}[*$`{CLOSE}]* is (?:the )?[*_]*(?:{noun})[*_]*{_OF_TWO}{behind}{_ENDS}")
            yield _compiled(rf"{_LEAD}{said} ?{sign} ?(?P<this>{_NUMBER}){_ENDS}")
    if operator == "mod":
        over = r"(?: (?:is |are )?(?:left(?:[ -]?over)?|over|remaining|to spare))?"
        yield _compiled(
            rf"{_LEAD}(?:there(?:'s| is| are| will be| would be)|you(?:'re| are| get)? left with|you have|we have|we(?:'re| are) left with|that leaves(?: us| you)?(?: with)?|it leaves|leaving) (?:an? )?(?:remainder of )?{said}{over}{_ENDS}"
        )
        yield _compiled(
            rf"{_LEAD}{said} (?:is |are |will be |would be )?(?:left(?:[ -]?over)?|remaining|remains?){_ENDS}"
        )
        echo = r"(?P<echo>0(?:,0)* ?(?:/|÷|:|divided by|mod) ?0(?:,0)*)(?: is| =| equals| gives)"
        rest = r",? ?(?:with |and |leaving |leaves )?(?:an? )?(?:r|rem|remainder|rest)(?: of| is)?:? ?"
        yield _compiled(rf"{_LEAD}(?:{echo} ?)?0(?:,0)*{rest}{said}{_ENDS}")
    if operator == "root":
        yield _compiled(rf"{_LEAD}(?:√|sqrt ?)\(?(?P<echo>{_NUMBER})\)?{_IS}{said}{_ENDS}")
    if operator == "divisor count":
        yield _compiled(rf"{_LEAD}(?P<echo>0) has {said} (?:positive )?(?:divisors|factors){_ENDS}")
    if operator == "!":
        chain = r"(?:0(?: ?[*×·⋅] ?0)* ?= ?)?"
        yield _compiled(rf"{_LEAD}(?P<echo>0) ?(?:!|factorial) ?(?:=|is|equals) ?{chain}{said}{_ENDS}")


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _nouns(question: str) -> list[str]:
    """What a question calls the number that it asks for."""
    match = _ASKED.match(" ".join(question.lower().split()))
    noun = match["noun"] if match else ""
    return [noun] if noun and not set(noun.split()) & _NO_NOUNS else []
