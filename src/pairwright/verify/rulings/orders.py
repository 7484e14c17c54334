"""Two calculations in an order: whether they stand in one, and which sign belongs between them."""

from __future__ import annotations

import re
from functools import cache

from pairwright.verify.questions.asides import one_line
from pairwright.verify.questions.trees import Operation, Question, Tree, Unknown, unknowns
from pairwright.verify.rulings.forms import told
from pairwright.verify.rulings.functions import Parse

# The right side of an order that turns is the smaller one.
_SAME = r"(?:the )?(?:same|equal|equivalent) (?:value|number|amount|quantity|result|answer|size)s?"
_ORDERS = {
    "=": rf"=|equal to|equal|equals|equivalent to|the same as|(?:have |has |give |gives )?{_SAME} as|equal in value to",
    "<": r"<|(?:less|smaller|lower) than",
    ">": r">|(?:greater|larger|bigger|more|higher) than",
    "<=": r"≤|<=|at most|no more than|(?:less than|smaller than) or equal to",
    ">=": r"≥|>=|at least|no less than|(?:greater|larger) than or equal to",
}
# An operation that is said; of two it may be in doubt which comes first.
_SIGNS = {"plus": "+", "minus": "-", "times": "*", "divided by": "/", "multiplied by": "*"}
_SAID = re.compile(rf" (?:{'|'.join(_SIGNS)})(?= )", re.IGNORECASE)
# Of what is said, whether it is so.
_TRUE = r"(?:true|correct|right|t)(?: ?/ ?| or )(?:false|incorrect|wrong|not|f)|yes(?: or | ?/ ?)no|y ?/ ?n"
_TRUE_OR_FALSE = re.compile(_TRUE, re.IGNORECASE)
_STATEMENT = (
    r"(?:(?:this|the)(?: following| given| next)?(?: statement| equation| inequality| comparison| sentence)?|it)"
)
_BEFORE = (
    rf"is it (?:true|correct|right|{_TRUE}) that|(?:answer |say |state |decide |determine |tell me |write )?(?:(?:whether|if) {_STATEMENT} is )?(?:{_TRUE}) ?[:?,.]"
    rf"|is {_STATEMENT} (?:{_TRUE}|true|correct|right) ?[:?]|(?:answer |say |state |decide |determine |tell me )(?:whether|if)|is {_STATEMENT}|is|does|are|do"
)
# "12 times 12 is 144": of what is said to be a number alone.
_SAID_IS = re.compile(
    rf"(?:(?:answer |say |state |decide )?(?:{_TRUE}) ?[:?,.]|is it (?:true|correct|right) that) (?P<left>[^<>=≤≥?]*?[-+*/0a-z][^<>=≤≥?]*?) (?:is|are|equals|makes|make|gives|is equal to) (?P<right>-?0(?:,0)*(?:\.0)?(?:/0)?)(?: ?[.?])*",
    re.IGNORECASE,
)
_SIDES = rf"(?P<left>[^a-zA-Z<>=≤≥]+?) ?(?:is )?(?P<order>{'|'.join(_ORDERS.values())}) ?(?P<right>[^a-zA-Z<>=≤≥?]+?)"


# Compiled when a question is first asked in words.
@cache
def _whether(*, stated: bool) -> re.Pattern[str]:
    """Whether two sides stand in an order, asked before them, or behind them as a statement."""
    if stated:
        return re.compile(
            rf"{_SIDES}(?:[.,:;]| -)? (?:is )?(?:(?:this|it|that) )?(?:{_TRUE})(?: ?[.?])*", re.IGNORECASE
        )
    return re.compile(
        rf"(?:{_BEFORE}) (?:that )?{_SIDES}(?:,? (?:is )?(?:true|correct|right|{_TRUE})|,? ?\((?:{_TRUE})\))?(?: ?[.?])*",
        re.IGNORECASE,
    )


# "Do 14/4 and 3.5 have the same value?"
_ALIKE = re.compile(
    r"(?:do|does|are|is) (?:both )?(?P<left>[^a-zA-Z<>=≤≥,]+?) and (?P<right>[^a-zA-Z<>=≤≥?,]+?) "
    rf"(?:(?:have|give|make|come to|represent|name|show|mean|equal|are) )?(?:{_SAME}|the same|equal|equivalent|equal (?:in value|to each other)"
    r"|equivalent fractions|the same as each other)(?: ?[.?])*",
    re.IGNORECASE,
)
_CHARACTER = r"[-+*/^().0,!√²³ ]"
_SIDE = rf"(?:[-(√0]{_CHARACTER}*)?[0)!²³]"
_BETWEEN = re.compile(
    rf"(?P<head>(?:.*?[^-+*/^().0,!√²³ ])?)[ .,;)]*(?P<left>{_SIDE}) ?[?] ?(?P<right>{_SIDE})(?P<tail>[^0]*)"
)
_THREE = r"[<>=](?:, ?or |, ?and |, ?| or | and | ?/ ?)[<>=](?:, ?or |, ?and |, ?| or | and | ?/ ?)[<>=]"
_COMPARED = (
    re.compile(
        rf"compare (?P<left>{_SIDE}) (?:and|with|to) (?P<right>{_SIDE})[, ]*(?:with|using|by using|by|use|by writing)(?: the)?"
        rf"(?: signs?| symbols?)? ?[(]?{_THREE}[)]?(?: ?[.?])*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:use|using|with)(?: the)?(?: signs?| symbols?)? ?[(]?{_THREE}[)]?,? (?:to )?compare(?: the numbers)?:? (?P<left>{_SIDE})"
        rf" (?:and|with|to) (?P<right>{_SIDE})(?: ?[.?])*",
        re.IGNORECASE,
    ),
)
_ASKING = frozenset(
    """fill in the a an this these blank blanks with write put use using choose insert place enter select pick complete compare
    replace correct right proper appropriate missing suitable sign signs symbol symbols circle box square gap space
    statement sentence comparison inequality numbers fractions decimals expressions values to make makes true between of or and
    which what belongs goes fits comes stands should go by from following please it so that is question mark relation
    relational number each one into""".split()
)
_SIGN_ASKED = re.compile(rf"{_THREE}|\b(?:sign|symbol)\b", re.IGNORECASE)


def whether(shape: str, first: int, parse: Parse) -> Question | None:
    """The question whether two calculations stand in an order: "Is 0+0=0?", "True or false: 0 > 0".

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side, and its first run of digits, to its tree.
    """
    if "\\" in shape or "$" in shape:
        shape = one_line(shape)
    asked, said = _SAID.subn(lambda match: _SIGNS[match[0].strip().lower()], " ".join(shape.split()))
    if said > 1:
        return None
    if (alike := _ALIKE.fullmatch(asked)) is not None:
        sides = _sides(alike, first, parse)
        return sides and told("equal", *sides, "truth")
    match = _whether(stated=False).fullmatch(asked)
    if match is None and (statement := _SAID_IS.fullmatch(asked)) is not None:
        return _said_is(statement, first, parse)
    if match is None and _TRUE_OR_FALSE.search(asked) is not None:
        match = _whether(stated=True).fullmatch(asked)
    sides = match and _sides(match, first, parse)
    if match is None or sides is None:
        return None
    kind = next(kind for kind, words in _ORDERS.items() if re.fullmatch(words, match["order"], re.IGNORECASE))
    left, right = sides if kind[0] == "<" or kind == "=" else sides[::-1]
    operator = {"=": "equal"}.get(kind, "at most" if kind.endswith("=") else "less")
    return Question(Operation(operator, left, right), Unknown("?"), answers="truth")


def _said_is(match: re.Match[str], first: int, parse: Parse) -> Question | None:
    """Whether what is said comes to a number."""
    from pairwright.verify.questions.parsing import in_words

    before = first + match.string.count("0", 0, match.start("left"))
    said = parse(match["left"], before)
    if said is None:
        asked = in_words(f"what is {match['left'].lower()}?", before)
        if not isinstance(asked, Question) or asked.right != Unknown("?") or asked.parts or asked.answers:
            return None
        said = asked.left
    number = parse(match["right"], first + match.string.count("0", 0, match.start("right")))
    if number is None or unknowns(said) or not isinstance(said, Operation):
        return None
    return told("equal", said, number, "truth")


def order_of(shape: str, first: int, parse: Parse) -> Question | None:
    """The question which of <, = and > belongs between two calculations; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.
        parse: one side, and its first run of digits, to its tree.
    """
    text = " ".join(shape.split())
    match = next((found for pattern in _COMPARED if (found := pattern.fullmatch(text)) is not None), None)
    if match is None:
        match = _BETWEEN.fullmatch(text)
        if match is None or not _asks_for_sign(f"{match['head']} ; {match['tail']}"):
            return None
    sides = _sides(match, first, parse)
    return sides and told("compare", *sides, "order")


def _asks_for_sign(said: str) -> bool:
    """Whether what stands around two sides asks for the sign between them, and for nothing else."""
    if _SIGN_ASKED.search(said) is None or "0" in said:
        return False
    rest = re.sub(r"[?:;.,()<>=/ ]", " ", said.lower())
    return _ASKING.issuperset(rest.split())


def _sides(match: re.Match[str], first: int, parse: Parse) -> tuple[Tree, Tree] | None:
    """Both sides as trees; None where one is none, or has an unknown."""
    trees = [parse(match[name], first + match.string.count("0", 0, match.start(name))) for name in ("left", "right")]
    if trees[0] is None or trees[1] is None or any(unknowns(tree) for tree in trees if tree is not None):
        return None
    return trees[0], trees[1]
