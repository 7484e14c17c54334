"""Answers that nothing marks or announces: the end of a calculation, the number that is all there is, a last sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pairwright.verify.answers.claims import Equation
from pairwright.verify.answers.linked import of_the_question
from pairwright.verify.answers.numbers import Condition, number_at
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import after, led_up_to, neutral, owned, sentence_start, words_of
from pairwright.verify.answers.readings import EMPTY, Found, Said, Wanted, goes_on, value_at
from pairwright.verify.answers.words import DOUBT, LEADING, OTHER_TIMES
from pairwright.verify.columns.number_words import START
from pairwright.verify.questions.trees import Numeral, Operation, Tree

# What begins the clause that tells the answer: ", so she has 0", "for a total of 0"; in 2:30 nothing begins.
_CLAUSE = re.compile(
    r",(?![0])|(?<!0):|:(?=\s)|\b(?:so|total(?:ing)?[ ]of|making|leaving|giving|which[ ](?:is|makes|leaves|gives))\b"
)
_FIRST_UNIT = re.compile(r"\A[^A-Za-z]*[A-Za-z%]+")
_IN_ALL = frozenset("total altogether all combined together both overall sum".split())
_SHARING = frozenset("each every per apiece".split())
# The question, perhaps what is worked out, and what it is.
_RESTATED = re.compile(
    r"(?P<echo>[^=\n]{1,120}?)(?:[ ]?=|[ ](?:is|equals|gives|makes))[ ]*(?:[-+*/÷^!|(), .0]*=[ ]*)*(?P<said>[-$]*[0.][0,./]*[^\w=]*)"
)
_RESTATING = frozenset("so thus then therefore hence the value result of answer and a an number is by when".split())
# What an operation comes to, told by what it is.
_DEFINING = {
    "gcd": frozenset("greatest largest biggest highest common number factor divisor integer that which divides divide goes into both evenly exactly shared share".split()),
    "lcm": frozenset("least lowest smallest first common number multiple integer that which both is divisible into divide evenly share shared a".split()),
    "mod": frozenset("remainder rest when is divided by over after dividing left what's what".split()),
    "max": frozenset("largest biggest greatest highest larger bigger greater higher two numbers between out".split()),
    "min": frozenset("smallest least lowest smaller lesser lower two numbers between out".split()),
}  # fmt: skip
_TELLING = frozenset(
    "is are was were has have had makes make made get gets got gives leaves left remain remains remaining equals equal total"
    " totals totaling altogether all answer result so of = thus therefore".split()
)
_FINDING = frozenset("get got find found think believe calculate calculated compute computed obtain added add".split())
_COUNTED_THING = re.compile(r"[ \t*$]*([A-Za-z]+)")
_NO_THING = frozenset(
    "problem problems question questions step steps answer answers solution solutions times number numbers digit digits term"
    " terms exercise exercises way ways equation equations".split()
)
_SYMBOL = re.compile(r"[-+*/÷^!|%√<>]")
_IT = re.compile(
    r"(?:^|[.!?:\n])[ ]*(?:so |thus |therefore |hence )?(?:(?:we|i) (?:find|see|get|conclude|know|have)(?: that)? )?(?:it|that|this|which)(?:'s)?\Z",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"[\s*_$`\"'()\[\]{}|.,:;!✅✓\x02\x03]*(?:done|voila|easy|hooray|that's it)?[\s*_$`\"'()\[\]{}|.,:;!✅✓\x02\x03]*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[ \t]*-?0(?:[.,]0)*[ \t]*")
_SAID = re.compile(r"(?<![\w.,/^-])[-$€£¥₹]*0(?:,0)*(?:\.0|/0)?")
_BARE = re.compile(r"[\s*_$`\"'\[{|#=→⇒✅✓:\x02]*?(?=[-+(]*[ \t]*[-+$€£¥₹]?[ \t]*[.0½⅓⅔¼¾]|[A-Za-z])")
_ARROW = re.compile(r"[→⇒]|=>|->")
# "You ask for 0+0. That is 0."
_THAT_IS = re.compile(
    r"[.:!?][ \n](?P<said>(?:that|this|it|which)(?:[ ]is|'s|[ ]makes|[ ]gives|[ ]comes[ ]to|=|[ ]=)[ ]*-?0)", re.I
)
# "c. 0": an option, or about.
_LED_TO_WORDS = re.compile(rf"(?:[A-Za-z']+[ :,]+){{1,6}}?(?=(?:(?:minus|negative)[ ])?(?:{START})\b)", re.IGNORECASE)
# Of an equation no side is the answer.
_LEFT_WITH = re.compile(
    r"\bleft with[ \t*$]*\Z|\bon (?:the|both|either) (?:left|right|sides?|other side)\b[^.;]*\Z", re.IGNORECASE
)
_SENTENCE_BEFORE = re.compile(r"(?:[\n?]|[A-Za-z]{2}[.!:])\Z")
# Another sentence without a number, of which is asked elsewhere what it says.
_TALK = re.compile(r"[*_$\"')]*(?:[.!][\s*_\"')]+|\n\s*\(?)[A-Z][^0]*\Z")
# "Da 0 * 0 = 0, ist 0 / 0 = 0": the first is a reason.
_MEANS_MORE = re.compile(r",[ ](?:so |dann )?(?:ist|gilt|folgt)[ ][^=\n.]*=", re.IGNORECASE)
_AND_MORE = re.compile(
    r"(?:[ \t]+(?:and|plus)[ \t]+|,[ ])[-$]?0|[ \t]*[→⇒][ \t]*-?0|[ ]*\n[ ]*[-+*÷]?[ ]*0[ ]*\n[ ]*(?:[-_─—]{2}|[-+*÷])",
    re.IGNORECASE,
)
_WORKED_OUT = re.compile(r"0[^=\n.]*[-+*/÷][^=\n.]*0[^=\n.]*=[ \t*$]*[-.0]")
_OPTION = re.compile(r"(?:\A|\n)[ \t*(]*[a-zB-Z][.)][ \t]+\Z")
# "61)", "61:" and "Solution 61" count something.
_COUNTS = re.compile(r"[ \t]*\.?(?:(?P<bracket>\))|:(?![)D])|(?P<cell>\|))")
_COUNTED = re.compile(
    r"\b(?:answers?|solutions?|equations?|expressions?|roots?|variables?|box|step|steps|side|form|format|problems?|questions?|exercises?|pages?|lines?|attempts?|options?|choices?)[ \t]*\(?\Z",
    re.I,
)
_LABEL = re.compile(r"(?:^|[\n.!?])[ \t>*_#-]*(?P<label>[A-Za-z][A-Za-z' ]{0,30}?)[ \t*_\"]*:[ \t\n*_$\"(]*\Z")
_NUMBERED_LABEL = re.compile(r"(?:^|[\n.!?])[^\n.!?:=+*/×-]*[A-Za-z]0[^\n.!?:=+*/×-]*:[ \t*_$]*\Z")
# Of an answer that is told twice.
_MOST_TOLD = 6
# Between a number and the same one in another notation.
_IN_OTHER_WORDS = re.compile(
    r"[ ]*(?:[=→⇒]|\([ ]?(?:=|that is,?)?|,?[ ](?:that is,?|which is(?: the same as)?|in other words,?)(?![^\W\d_]))[ ]*",
    re.IGNORECASE,
)
_RESULTS = frozenset("sum total difference product quotient calculation sure computation working work".split())


def ending(page: Page, asked: Wanted, said: Said) -> Iterator[Found]:
    """The value of the calculation with which a page ends, if all of the question was calculated."""
    equations, whole, _ = said
    if not page.pieces:
        return
    piece = page.pieces[-1]
    text = page.text
    if "=" not in piece.text or not (
        asked.things or _DONE.fullmatch(text[piece.end :]) or _TALK.match(text, piece.end)
    ):
        return
    at = piece.start + piece.text.rindex("=") + 1
    before = piece.text[: piece.text.rindex("=")]
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None or goes_on(text, read.end, asked.things):
        return
    end = after(text, read.end, units=asked.things, words=True)
    if (
        end is None
        or not (_DONE.fullmatch(text[end:]) or _TALK.match(text, end))
        or not _is_of_all(text, piece.start, read.end, asked)
    ):
        return
    if not before.strip(" \t*"):
        line = text[: piece.start].rstrip(" \t*$")
        if line and not _SENTENCE_BEFORE.search(line) and not _IT.search(line):
            return
    elif not asked.told and (len(page.pieces) - 1 not in whole or not _calculated(equations, asked)):
        return
    if not led_up_to(text, piece.start, things=asked.beside):
        return
    if _ALONE.fullmatch(before):
        # "0 = 0" works nothing out.
        return
    needed = of_the_question(equations, asked) if before.strip(" \t*") and not asked.told else ()
    if (
        needed
        and len(equations) == 1
        and _is_fraction(equations[0].left)
        and getattr(read.claim.tree, "decimal", False)
    ):
        # "7/4 = 1.75" tells one number twice.
        same = Condition(0, same=(equations[0].absolute[0], read.claim.tree))
        needed = (Condition(0, either=(needed, (same,))),)
    yield Found(piece.start, read.end, read, strong=False, conditions=needed)


def _calculated(equations: list[Equation], asked: Wanted) -> bool:
    """Whether as many operations were calculated as the question has."""
    return sum(_operations(each.left) for each in equations) >= asked.operations


def _is_fraction(tree: Tree) -> bool:
    return isinstance(tree, Operation) and tree.operator == "/" and {type(tree.left), type(tree.right)} == {Numeral}


def _operations(tree: Tree) -> int:
    return 1 + _operations(tree.left) + _operations(tree.right) if isinstance(tree, Operation) else 0


def does_more(said: Said, asked: Wanted) -> bool:
    """Whether the one calculation of a text has more operations than the question: "2 * (0 + 0) = 0"."""
    equations = said[0]
    if len(equations) != 1 or asked.told or asked.things or asked.unknown != "?":
        return False
    return _operations(equations[0].left) > max(1, asked.operations)


# "Because 0 * 0 = 0, the quotient must be 0": a reason for what follows.
_AS = re.compile(r"\b(?:because|since|as|given|know)\b[^.;\n]*\Z", re.IGNORECASE)


def bare(page: Page, asked: Wanted) -> Iterator[Found]:
    """The number that is all there is, but for words that lead to it; or the last line, or behind an arrow."""
    text = page.text
    starts = [0, *(match.end() for match in _ARROW.finditer(text))]
    if last := list(_THAT_IS.finditer(text))[-1:]:
        starts.append(last[0].start("said"))
    line = text.rstrip(EMPTY).rfind("\n") + 1
    starts.append(line)
    for start in dict.fromkeys(starts):
        found = _bare_at(page, start, asked)
        if found is not None:
            yield found
            return


def twice(page: Page, asked: Wanted) -> Iterator[Found]:
    """A number and the same in another notation, which are all there is: "0/0 = 0.0"; they must be the same."""
    text = page.text
    noise = _BARE.match(text)
    at = noise.end() if noise else 0
    one = number_at(text, at, page.passage.runs)
    between = None if one is None else _IN_OTHER_WORDS.match(text, one.end)
    if one is None or between is None or not page.zeros or text.count("0") > _MOST_TOLD:
        return
    other = number_at(text, between.end(), page.passage.runs[page.first(between.end()) :])
    if other is None or text[other.end :].strip(EMPTY) or one.claim.fraction == other.claim.fraction:
        return
    # "270/5 = 54" says what is asked and what it comes to.
    if goes_on(text, other.end, asked.things) or (one.claim.fraction and "=" in between[0] and asked.operator == "/"):
        return
    yield Found(at, other.end, one, strong=False)
    yield Found(between.end(), other.end, other, strong=False)


def _bare_at(page: Page, start: int, asked: Wanted) -> Found | None:
    text = page.text
    noise = _BARE.match(text, start)
    at = noise.end() if noise else start
    # "So it is 0": words that lead to it.
    piece = next((each for each in page.pieces if each.start >= start), None)
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None and piece is not None:
        at = piece.start + len(piece.text) - len(piece.text.lstrip(" \t*"))
        read = value_at(page, at, asked)
    if read is None and piece is None and (led := _LED_TO_WORDS.match(text, at)):
        at = led.end()
        read = number_at(text, at, ())
    if asked.unknown != "?" and _LEFT_WITH.search(text, 0, at):
        return None
    if (
        read is None
        or goes_on(text, read.end, asked.things)
        or after(text, read.end, units=asked.things) is None
        or not led_up_to(text, at, things=asked.beside)
        or _counts(text, at, read.end)
        or not _labelled(text, at, asked)
        or (asked.things and "0" in text[read.end :])
        or _AND_MORE.match(text, read.end)
        or _MEANS_MORE.match(text, read.end)
        or (asked.operator == "!" and text.startswith("!", read.end))
        or (text[start:at].strip() and "0" in text[read.end :] and _AS.search(text, start, at))
        or not _is_of_all(text, at, read.end, asked)
    ):
        return None
    if start and "0" in text[:start]:
        arrow = start > 1 and text[start - 1] in "→⇒>" and text.count("0", 0, start) == asked.runs
        if arrow or _THAT_IS.match(text, max(0, start - 2)):
            known = tuple(range(asked.runs))
            about = tuple(Condition(run, known) for run in page.runs(0, start))
            return Found(at, read.end, read, strong=False, conditions=about)
        if (
            asked.told
            and (label := _LABEL.search(text, max(0, at - 60), at))
            and words_of(label["label"]) <= LEADING | _RESULTS
        ):
            return Found(at, read.end, read, strong=False)
        results = tuple(run for each in page.pieces if each.end <= start for run in page.runs(each.start, each.end))
        here = page.runs(at, read.end)
        return Found(at, read.end, read, strong=False, conditions=tuple(Condition(run, results) for run in here))
    return Found(at, read.end, read, strong=False)


def told_sentence(page: Page, asked: Wanted) -> Iterator[Found]:
    """The number in the last sentence, where the question is a story and all its words are known: "She has 0 pens."."""
    text = page.text
    if not asked.things or not page.zeros:
        return
    start = sentence_start(text, page.zeros[-1])
    last = max((match.start() for match in _SAID.finditer(text, start)), default=start)
    at = start + max((match.end() for match in _CLAUSE.finditer(text[start:last])), default=0)
    number = _SAID.search(text, at)
    worked = asked.told or _WORKED_OUT.search(text, at) is not None
    equal = text.rfind("=", at) if worked else -1
    if number is not None and equal > 0:
        number = _SAID.search(text, equal)
    if (
        number is None
        or (not worked and "=" in text[at : number.start()])
        or ("0" in text[at : number.start()] and "=" not in text[at : number.start()])
    ):
        return
    read = number_at(text, number.start(), page.passage.runs[page.first(number.start()) :])
    end = (
        None
        if read is None or goes_on(text, read.end, asked.things)
        else after(text, read.end, units=asked.things, words=True)
    )
    if read is None or end is None or "0" in text[read.end :] or not neutral(text[end:], asked.beside):
        return
    if text[start : number.start()].rstrip(" *$").endswith("="):
        # "9 eggs x $2 = $18": what was worked out at the end.
        if words_of(text[start : number.start()]) & DOUBT or not owned(text, start, asked.beside):
            return
    elif not led_up_to(text, number.start(), things=asked.beside | _TELLING, marked=asked.told) or not _tells(
        text[at:], text[at : number.start()], text[number.end() :], asked
    ):
        return
    if not _is_of_all(text, number.start(), read.end, asked) or not _labelled(text, number.start(), asked):
        return
    place = number.start()
    if _COUNTED.search(text, max(0, place - 30), place) or _OPTION.search(text[max(0, place - 8) : place]):
        return
    if not asked.told and words_of(text[start:]) & {"answer", "answers"}:
        # It was no announcement.
        return
    known = tuple(range(asked.runs))
    about = page.runs(at, number.start()) if equal > 0 and not asked.told else ()
    yield Found(at, read.end, read, strong=False, conditions=tuple(Condition(run, known) for run in about))


def _tells(sentence: str, before: str, behind: str, asked: Wanted) -> bool:
    """Whether a sentence tells what there is: "She has 0 pens", not "she had 0 before", "0 too many", "add 0"."""
    words = words_of(sentence)
    if words & {"answer", "result", "solution"} and "has" in words:
        return False
    if not asked.told and words & OTHER_TIMES - asked.things:
        return False
    if "i" in words - asked.things and not words & _FINDING:
        return False
    counted = _COUNTED_THING.match(behind)
    if counted and counted[1].lower() in _NO_THING - asked.things:
        return False
    led = words_of(before)
    return not led or bool(led & (_TELLING | asked.things))


def restated(page: Page, asked: Wanted) -> Iterator[Found]:
    """The number that the question, said once more in its own words, is said to be: "The gcd of 0 and 0 is 0."."""
    if asked.things or asked.unknown != "?" or not page.zeros:
        return
    text = page.text
    # In 5! no sentence ends.
    start = text.rfind("\n") + 1 if "!" in asked.shape else sentence_start(text, page.zeros[-1])
    match = _RESTATED.fullmatch(text[start:])
    if match is None or match["echo"].count("0") != asked.runs:
        return
    asking = words_of(asked.shape)
    known = asking | {f"{word}ed" for word in asking} | _RESTATING | _DEFINING.get(asked.operator, frozenset())
    if words_of(match["echo"]) - known or set(_SYMBOL.findall(match["echo"])) - set(_SYMBOL.findall(asked.shape)):
        return
    at = start + match.start("said")
    read = number_at(text, at, page.passage.runs[page.first(at) :])
    if read is None or text[read.end :].strip(EMPTY) or not owned(text, start, asked.beside):
        return
    same = tuple(Condition(run, (place,)) for place, run in enumerate(page.runs(start, start + match.end("echo"))))
    yield Found(at, read.end, read, strong=False, conditions=same)


def _is_of_all(text: str, start: int, end: int, asked: Wanted) -> bool:
    """Whether the sentence of a number says no less than what is asked: "in May" is not all, nor is "each"."""
    if not asked.things:
        return True
    question = asked.shape[: asked.shape.rfind("?")]
    asking = words_of(question[max(question.rfind(mark) for mark in ".!?") + 1 :])
    said = words_of(text[sentence_start(text, start) :])
    if said & _SHARING and not asking & _SHARING:
        return False
    behind = _FIRST_UNIT.sub("", text[end:])
    return not (asking & _IN_ALL) or bool(said & _IN_ALL) or not words_of(behind)


def _counts(text: str, at: int, end: int) -> bool:
    """Whether a number alone is one of a list, or of what the word before it names."""
    if _COUNTED.search(text, max(0, at - 30), at) or _OPTION.search(text[max(0, at - 8) : at]):
        return True
    mark = _COUNTS.match(text, end)
    if mark is None:
        return False
    return not ((mark["bracket"] and "(" in text[:end]) or (mark["cell"] and "|" in text[:at]))


def _labelled(text: str, at: int, asked: Wanted) -> bool:
    """Whether a short label before a number, if there is one, is for an answer: `Result: 0`, not `Carry: 0`."""
    label = _LABEL.search(text, max(0, at - 60), at)
    if label is None:
        return not (asked.things and _NUMBERED_LABEL.search(text, max(0, at - 60), at))
    words = words_of(label["label"])
    words -= {"of"}
    return len(words) > 3 or words <= (LEADING - {"check"}) | _RESULTS | words_of(asked.shape) | asked.things
