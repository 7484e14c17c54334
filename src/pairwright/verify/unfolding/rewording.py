"""What is said in more words than it needs (what it is not, twice, with what confirms it) and what was put right, in fewer."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage, together, words_in
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.turns import distances
from pairwright.verify.columns.number_words import NUMBER_WORDS, WORDED, worded
from pairwright.verify.looser.explaining_words import DENYING
from pairwright.verify.retelling.corrections import OH, SLIP
from pairwright.verify.retelling.set_form import NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded

# No longer ones stand at the end.
_TAIL = 100
_N = rf"[*$\"'`(]*{NUMBER}[*$\"'`)]*"
_CANNOT = r"(?:can(?:not|'t| not)|could(?:n't| not)|won't|will not)"
_BUT = r"(?:other than|else than|but|except(?: for)?|besides|different from|apart from)"
_ONLY = re.compile(
    rf"\b(?:{_CANNOT}(?: possibly)? (?:be|equal)(?: (?:anything|something|any (?:number|value)|a number|any(?:thing)? else))? {_BUT}"
    rf"|(?:can|could|must|may|will) only (?:be|equal)|(?:is|was|'s) (?:nothing|none|no one|no number|no)(?: else)? {_BUT}"
    rf"|(?:is not|isn't) (?:anything |something |any number )?(?:other than|different from|else than)"
    r"|is (?:neither more nor less than|no more and no less than|not one more and not one less than))(?= )",
    re.IGNORECASE,
)
_NO_OTHER = re.compile(
    rf"\b(?:there(?: is|'s) (?:no|not any)(?: other)?(?: possible)? (?:answer|result|solution|value) {_BUT}|no (?:answer|result|solution|value|number) {_BUT}"
    r"|there(?: is|'s) only one(?: possible)? (?:answer|result|solution)[:,]?(?: (?:and )?(?:it|that)(?:'s| is))?)(?= )",
    re.IGNORECASE,
)
_NO_DOUBT = re.compile(
    r"\b(?:(?:there(?: is|'s)|i have)(?: absolutely)? (?:no|not any|not the slightest|not a) (?:doubt|question)(?: at all| whatsoever| about it)?(?: that|:|,)?|without (?:a |any )?(?:doubt|question),?|(?:beyond|no) (?:any )?(?:doubt|question)(?: about it)?[:,])(?= )",
    re.IGNORECASE,
)
# "Not 34, not 36: it is exactly 35."
_NEITHER = re.compile(
    rf"\s*(?:(?:it(?:'s| is)|the (?:answer|result) is|that's) )?(?:not|neither) {_N}(?:(?:,| and| or| nor|, and|, nor|, or)(?: not| nor)? {_N}){{1,4}}(?: either)?\s*[,:;.!—–-]+\s*(?:but (?:rather )?|rather |instead,? )?(?=\S)",
    re.IGNORECASE,
)
_AND_NEITHER = re.compile(
    rf"(?<=[0*$])[ ]*[,;(—–-]+[ ]*(?:and )?(?:not|neither) {_N}(?:(?:,| and| or| nor|, and|, nor|, or)(?: not| nor)? {_N}){{1,4}}[).!]*\s*\Z",
    re.IGNORECASE,
)
_NOTHING_ELSE = re.compile(
    r"(?<=[0*$])(?:,| and|, and| -| –| —)? (?:nothing else|no other(?: number| value)?|no more,? (?:and )?no less|neither more nor less|not one more,? not one less)[.!]*\s*\Z",
    re.IGNORECASE,
)
# What is added behind a signature, or as a last sentence, and only confirms.
_POSTSCRIPT = re.compile(r"(?:\n\s*|(?<=[.!]) )[*_]*P\.?[ ]?S\.?[*_]*[: ,]+(?P<said>[^0]{3,160})\Z", re.IGNORECASE)
_CONFIRMING = frozenset(
    "same checked check confirmed confirms agrees agree verified verify matches match correct right calculator double-checked double twice again".split()
)
_NO_CONFIRMING = frozenset(
    "not no never wrong different differs other another off mistake error but however except unless doubt unsure disagree disagrees incorrect false should instead actually sorry guess if only almost nearly didn't doesn't isn't wasn't"
    " can't couldn't haven't hadn't don't won't cannot forgot forget before without".split()
)
_YOUR_TURN = re.compile(
    r"(?<=[0*$)])[.!]*\s+(?:(?:now|next|ok|okay|so|and),? )?(?:(?:it's|it is) )?(?:your turn|you try|try this(?: one)?(?: yourself)?|try|can you (?:do|solve|work out|tell me|find)|how about|what about|next(?: question| one| problem| up)?|here's another(?: one)?|another one|bonus(?: question)?|practice|challenge|follow-?up)\b[^?0]{0,60}0[^?]{0,60}\?\s*\Z",
    re.IGNORECASE,
)
_STARRED = re.compile(rf"\s*(?P<n>{NUMBER})[ ]+[*#|~`\\_]+\s*")
_NAMED = re.compile(rf"[\s*$]*(?P<x>[A-Za-z])[*$]*[ ]?(?:[:→⇒]|:=|-+>)[ ]*[*$]*(?P<n>{NUMBER})[*$.]*\s*")
_TWICE = re.compile(
    rf"(?P<words>\b{WORDED})(?:,[ ](?:i\.e\.,?|in (?:digits|numbers|figures):?|that is,?|or)[ ]|[ ]*[\[(=][ ]*)(?P<n>0(?:,0)*)[\])]?|(?P<other>0(?:,0)*)[ ]*[\[(][ ]*(?P<more>{WORDED})[\])]",
    re.IGNORECASE,
)
_A_HUNDRED = re.compile(r"\ba(?= (?:hundred|thousand|million)\b)", re.IGNORECASE)


def reworded(passage: Passage, asked: Wanted) -> Unfolded | None:
    """The passage in fewer words; None where it has none to spare.

    >>> reworded(Passage("Not 0, not 0: it is exactly 0.", range(3)), Wanted("0-0=?", 2, "?")).passage.text
    'it is exactly 0.'
    """
    text, words = passage.text, passage.words
    told = passage
    conditions: tuple[Condition, ...] = ()
    if (starred := _STARRED.fullmatch(text)) is not None:
        return Unfolded(passage.part(*starred.span("n")))
    if asked.unknown != "?" and (named := _NAMED.fullmatch(text)) is not None and named["x"] == asked.unknown:
        return Unfolded(together([f"{asked.unknown} = ", passage.part(*named.span("n"))]))
    if "s" in words or "ps" in words:
        told = _without_postscript(told)
    if "?" in text and (turn := _YOUR_TURN.search(told.text)) is not None:
        told = told.until(turn.start())
    if not words.isdisjoint({"not", "neither"}):
        if (neither := _NEITHER.match(told.text)) is not None:
            told = told.since(neither.end())
        if (behind := _AND_NEITHER.search(told.text, max(0, len(told.text) - _TAIL))) is not None:
            told = told.until(behind.start())
    if (nothing := _NOTHING_ELSE.search(told.text, max(0, len(told.text) - _TAIL))) is not None:
        told = told.until(nothing.start())
    said = _NO_DOUBT.sub("", _NO_OTHER.sub("The answer is", _ONLY.sub(_is, told.text)))
    told = Passage(said, told.runs)
    if not words.isdisjoint(NUMBER_WORDS):
        told = Passage(_A_HUNDRED.sub("one", told.text), told.runs)
        told, conditions = _said_once(told)
    return None if told.text == text else Unfolded(told, conditions)


# "Since water is wet, the answer is 0": of what has nothing to do with it.
_PREMISE = re.compile(
    r"\s*(?:since|because|given that|as(?= [^,]{1,60} (?:is|are|has|have|lies?|can) )) (?P<said>[^0=.?!\n,:;]{3,80}), (?:so |then )?(?=[^,?]*0[^?]*\Z)",
    re.IGNORECASE,
)
_LYING = re.compile(r"\blies? (?=in|on|at|near|between)")
_OF_THE_TASK = frozenset(
    "i you he she we they me my your us it this that everyone everybody someone somebody nobody teacher boss book key calculator answer answers question problem task number numbers result half twice"
    " told tells asked ask want wants wish pretend suppose wrong a an if say says said think thinks thought sum product difference quotient".split()
)


def behind_a_premise(passage: Passage, _: Wanted) -> Unfolded | None:
    """What is said behind a reason that says nothing of any number, true or not; None where there is none.

    >>> behind_a_premise(Passage("Since water is wet, it is 0.", [2]), Wanted("0+0=?", 2, "?")).passage.text
    'it is 0.'
    """
    match = _PREMISE.match(passage.text)
    words = words_in(match["said"]) if match else frozenset()
    if match is None or not words.isdisjoint(_OF_THE_TASK | DENYING | NUMBER_WORDS):
        return None
    if distances(_LYING.sub(" ", match["said"])):
        return None
    return Unfolded(passage.since(match.end()))


def _is(match: re.Match[str]) -> str:
    """The verb, behind a space: "it's none other than" has none."""
    return "is" if match.string[: match.start()].endswith(" ") else " is"


def _without_postscript(passage: Passage) -> Passage:
    match = _POSTSCRIPT.search(passage.text)
    words = words_in(match["said"]) if match else frozenset()
    confirms = (
        match is not None
        and bool(words & _CONFIRMING)
        and words.isdisjoint(_NO_CONFIRMING)
        and "?" not in match["said"]
    )
    return passage.until(match.start()) if match is not None and confirms else passage


def _said_once(passage: Passage) -> tuple[Passage, tuple[Condition, ...]]:
    """The passage, a number in words left out that stands in digits beside it."""
    parts: list[Passage | str] = []
    conditions: list[Condition] = []
    at = 0
    for match in _TWICE.finditer(passage.text):
        number = passage.part(*match.span("n" if match["n"] else "other"))
        valued = worded(match["words"] or match["more"])
        if len(number.runs) != 1 or valued is None or valued[1] != 1:
            continue
        parts += [passage.part(at, match.start()), number]
        conditions.append(Condition(number.runs[0], number=valued[0]))
        at = match.end()
    return (together([*parts, passage.since(at)]), tuple(conditions)) if parts else (passage, ())


# That something was not right, and from where on it is told what is.
_TRIED = r"(?:attempt|try|go|approach|version|draft|answer|calculation|one)"
_AGAIN = r"(?:redoing(?: it| that| this)?|recomputing|recalculating|re-?doing it carefully|again|once more|second (?:try|attempt|go)|let me redo (?:it|that|this)|let's redo (?:it|that|this)|take two|retry(?:ing)?|correct(?:ed|ion)?|corrected version|properly|carefully)"
_BETTER = r"(?:carefully|properly|correctly|when)?[ ]?(?:computed|calculated|worked out|added|done|checked|counted|multiplied|divided|subtracted)?(?: (?:carefully|properly|correctly|again|out|exactly))?"
_BROKEN = re.compile(
    rf"(?:{OH}|\b)(?:{SLIP}|(?:that|this|it)(?:'s| is| was)(?: (?:just|only|a (?:bit|little)))? (?:off(?: by (?:a (?:bit|little)|0|one|ten))?|a (?:slip|mistake|typo|miscalculation|blunder)|wrong|incorrect|not (?:right|correct|it))(?: of mine)?)"
    rf"[.,;:!…—–-]+\s*(?:{_AGAIN}[:,.—–-]+\s*)?"
    rf"|(?:it|that|this) (?:looks|seems|appears|sounds|feels) like {_N}(?: at first(?: glance)?)?[,;.]? but(?: (?:actually|really|in fact|if you look closely|on closer inspection))?,? {_BETTER},?\s*"
    rf"|\bi (?:almost|nearly|first|was about to|was tempted to|wanted to|had)(?: almost| nearly)? (?:wrote|write|said|say|put|answered|answer|typed|type|went for|go for|thought)(?: of)? {_N}[.,;!]+\s*(?:but |instead,? )?"
    rf"|{OH}[:]?[ ]*not {_N}[.,;!]\s*"
    rf"|\b(?:the|my) (?:first|second|previous|earlier|initial|other) {_TRIED}(?:,? {_N},?)? (?:had|contained|has|made|was|is) [^.0\n]{{0,40}}(?:mistake|error|slip|typo|wrong|incorrect|off)[^.0\n]{{0,20}}[,.;]\s*(?:so |hence |therefore |and )?"
    rf"(?:(?:i(?:'ll)? |we )?(?:go with|take|keep|trust|choose|use|stick with|prefer) (?:the )?(?:first|second|last|latter|new|other|corrected|later)(?: (?:one|{_TRIED}))?[:,—–-]+\s*)?",
    re.IGNORECASE,
)
# What is called the answer then.
_PUT_RIGHT = re.compile(
    r"\b(?:the|my) (?:(?:new|now|corrected|revised|fixed|updated|amended|proper|actual) )+(?=(?:final )?(?:answer|result|sum|difference|product|quotient|value|solution)\b)",
    re.IGNORECASE,
)
_CUES = frozenset(
    "off slip slipped mistake typo error wrong incorrect right not looks seems appears sounds feels almost nearly about tempted wanted misread mistyped miscounted forgot missed miscalculated oops".split()
)


def behind_a_correction(passage: Passage, _: Wanted) -> Unfolded | None:
    """What stands behind the last place where something was put right; None where nothing was.

    >>> behind_a_correction(Passage("0... no, I slipped. It's 0.", range(2)), Wanted("0*0=?", 2, "?")).passage.text
    "It's 0."
    """
    if passage.words.isdisjoint(_CUES):
        return None
    last = next(iter(list(_BROKEN.finditer(passage.text))[-1:]), None)
    if last is None or "0" not in passage.text[: last.end()]:
        return None
    behind = passage.since(last.end())
    return Unfolded(Passage(_PUT_RIGHT.sub("the ", behind.text), behind.runs))
