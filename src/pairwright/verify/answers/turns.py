"""What of a passage answers the question: not the question again, not what was run on to, not what was taken back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pairwright.verify.answers.announcements import ASCII_NOUNS
from pairwright.verify.answers.claims import CLOSE
from pairwright.verify.answers.numbers import Condition, in_their_order
from pairwright.verify.answers.passage import Passage, words_in
from pairwright.verify.answers.phrases import CuedPhrases
from pairwright.verify.answers.prose import words_of
from pairwright.verify.answers.words import INTRODUCING, NEUTRAL
from pairwright.verify.columns.number_words import NUMBER_WORDS

# Whose turn it is next, at the start of a line.
_NEXT = re.compile(
    r"\n[ \t>*#]*(?:q|question|problem|exercise|human|user|instruction|input|example|task|prompt|system"
    r"|student|next[ ]question"
    r"|assistant)\b[ \t]*0?[ \t]*[*]*[:.)]|\n[ \t]*(?:###|---+)[ \t]*(?:question|problem|instruction|human|user)\b"
    r"|\n[ \t]*(?:human|user)[ \t]*\n",
    re.IGNORECASE,
)
# One of these is in whatever begins one.
_TURNS = frozenset(
    "q question problem exercise human user instruction input example task prompt system student assistant".split()
)
# The calculation under such a label at the head of a text.
_OTHER_ASKED = re.compile(
    r"[ \t>*#]*(?:q|question|problem|exercise|input|example|task)\b[ \t]*0?[ \t*]*[:.)][ \t*]*(?P<asked>[-(]{0,9}0[-+*/÷^(). 0]{0,80}[-+*/÷^][-+*/÷^(). 0]{0,80})[ \t]*=?[ \t]*[?]?[ \t]*\n",
    re.IGNORECASE,
)
# A question to be worked out: `0+0=?`, "What is 0+0?".
_ASKED = re.compile(
    r"[0)a-zA-Z][ \t]*=[ \t]*\?|\b(?:what[ \t]+is|what's|how[ \t]+much[ \t]+is|calculate|compute|evaluate)[ \t]+"
    r"[-+(]*0[-+*/^()0., \t]*[-+*/^][-+*/^()0., \t]*\?|[-+*/^][ \t]*[(-]*0[)]*[ \t]*\?",
    re.IGNORECASE,
)
_ANSWER_SAID = re.compile(r"\banswer|####|\x02", re.IGNORECASE)
# "If x+5=8, then": the question's own equation as what is given.
_GIVEN = re.compile(r"\W*(?:if|since|given(?:[ \t]+that)?|when|because)[ \t]+", re.IGNORECASE)
_THEN = re.compile(r"[ \t]*,?[ \t]*(?:then|so)?\b[ \t,]*", re.IGNORECASE)
# What another turn may say of the answer before it.
_DOUBTING = re.compile(
    r"\n[ \t>*#]*(?:human|user|assistant|student|teacher)\b[^0]*?\b(?:no|not|wrong|incorrect|sure|mistake|sorry|actually|really"
    r"|check|error|false|hm+|isn't|right)\b",
    re.IGNORECASE,
)
_CORE = re.compile(r"[-(]*0[-+*/÷^(). 0]*[-+*/÷^][-+*/÷^(). 0]*(?<=[0)])")
_LABEL = re.compile(
    r"[\s>*#\"']*(?:(?:in response to|to answer|regarding|as for|about)[ ](?:your|the|this)[ ]question[,:]?[ ]*[\"'(]*|(?:q|question|problem|prompt|user|human|input|you[ ]asked(?:[ ]me)?|the[ ]question(?:[ ](?:is|was))?)[ *]*(?:[:,]|\n)[ *\"']*\s*)?",
    re.IGNORECASE,
)
# Nothing in it is about the answer.
_COURTESY = re.compile(
    rf"(?:^|[.!?)\n✅😊]|(?<=[0>{CLOSE}*])[ ])[ *]*(?P<said>(?:please[ ])?(?:(?:let[ ]me[ ]know|feel[ ]free[ ]to[ ]\w+|don't[ ]hesitate[ ]to[ ]\w+"
    r"|i[ ]hope|hope)(?:[ ]me)?[ ](?:if[ ](?:you|there's|there[ ]is|anything|something)|(?:this|that|it)[ ](?:helps?|is[ ]clear|makes[ ]sense))"
    r"|feel[ ]free[ ]to[ ](?:ask|reach|contact)|(?:you're|you[ ]are)[ ]welcome|good[ ]luck|have[ ]a[ ](?:nice|great|good)|happy[ ]to[ ]help|glad[ ]to[ ]help|thanks[ ]for[ ]asking|best[ ]of[ ]luck|all[ ]the[ ]best|happy[ ](?:learning|calculating|studying|math|to[ ]assist)|keep[ ](?:up|practicing|practising|learning|going)|have[ ]fun|enjoy|take[ ]care|stay[ ]curious|glad[ ]i[ ]could|see[ ]you|until[ ]next[ ]time|reach[ ]out|(?:just[ ])?(?:ask|tell)[ ]me[ ]if|just[ ](?:ask|let[ ]me)|please[ ](?:ask|let[ ]me|feel)|if[ ](?:you[ ](?:have|need|would|wish|get[ ]stuck)|anything|something))"
    r"[^.?!\n0]{0,80}(?:[.!🙂😊]|\Z)\W*\Z)",
    re.IGNORECASE,
)
# The same as a question.
_OFFER = re.compile(
    r"[.!)\n✅😊✓][ *]*(?P<said>(?:(?:do|would|did)[ ]you[ ](?:want|like|need)|can[ ]i[ ]help|(?:is[ ]there[ ])?any(?:thing)?[ ](?:else|other[ ]questions)"
    r"|does[ ](?:that|this|it)[ ](?:make[ ]sense|help|clarify|answer)|make[ ]sense|any[ ]questions|all[ ]clear|clear|got[ ]it|ready[ ]for|want[ ]to[ ](?:see|try)"
    r"|would[ ]you[ ]like|is[ ](?:that|this|everything)[ ]clear|shall[ ]i[ ]explain|should[ ]i[ ]explain)[^.?!\n0]{0,80}\?\W*\Z)",
    re.IGNORECASE,
)
_BEFORE_ASKED = re.compile(r"[\s>*_\"'`#|$(-]*(?:(?:[A-Za-z]+)[ \t:,>*\"']*){0,8}")
_BACK = (
    r"wait|hold[ ]on|hang[ ]on|actually|hm+|oops|whoops|ah,?[ ]no|no|nope|nah|sorry|apologies|my[ ]apologies|correction"
    r"|corrected|scratch[ ]that|strike[ ]that|on[ ]second[ ]thoughts?|i[ ]mean|or[ ]rather|my[ ](?:mistake|bad)"
    r"|i[ ](?:made|see)[ ](?:a|an|my)[ ](?:\w+[ ])?(?:mistake|error)|let[ ]me[ ](?:re-?\w+|try[ ]again"
    r"|start[ ]over|correct)"
    r"|let's[ ](?:re-?\w+|try[ ]again|start[ ]over)|(?:that|this|it)(?:[ ]is|'s|[ ]was)[ ](?:wrong|incorrect|not[ ](?:right|correct)|a[ ](?:typo|mistake))(?=[.,:;!—-])|rather"
)
_BACKS = re.compile(rf"\b(?:{_BACK})\b")
# In small letters.  To begin with a class of marks and nothing else is three times as fast.
_TAKEN_BACK = re.compile(
    rf"[.!?;,:…\n(—–-][\s\"'*]*(?:but|oh|ah|and|so)?[, ]*\b(?P<back>{_BACK})\b(?P<more>[,: ]*(?:{_BACK})\b)*"
)
_CORRECTION = re.compile(
    rf"{_TAKEN_BACK.pattern}|not[ \t]+(?:[-$]?0(?:,0)*(?:\.0)?)[ \t]*[,;]?[ \t]*(?P<but>but|it[ ]is|it's)\b"
)
_LAID_OUT = re.compile(r"[\s,.:;!…-]*(?=[^\s\d])|[\s,.:;!…]*")
# These alone take nothing back: a look over the work may confirm it.
_SOFT = re.compile(r"(?:let me|let's) re-?(?:check|verify|view|examine|read|visit|iterate)|actually", re.IGNORECASE)


@dataclass(frozen=True)
class Turn:
    """The part of a passage that answers.

    Attributes:
        passage: the part.
        conditions: what must be so for it to answer this question.
        taken_back: the part before it, if something was taken back.
        hard: whether what stood before was plainly taken back, so that there must be another answer.
    """

    passage: Passage
    conditions: tuple[Condition, ...] = ()
    taken_back: Passage | None = None
    hard: bool = False


def answering(passage: Passage, question: str, first: int, spoken: str = "", *, story: bool = False) -> Turn | None:
    """The turn that answers a question; None where another question is answered.

    Args:
        passage: in plain text.
        question: the question's shape.
        first: its first run of digits.
        spoken: the question in plain text, as the passage is.
        story: whether the question is no calculation, so that one in the passage may be a step: "9 - 4 = ?".
    """
    conditions: list[Condition] = []
    passage = _without_courtesy(passage)
    for form in dict.fromkeys((question, spoken or question)):
        if (said := _said_again(passage, form, first)) is not None:
            passage, same = said
            conditions += same
            break
        passage = _until_said_again(passage, form)
    while "?" in passage.text and (asked := _ASKED.search(passage.text)) is not None:
        before = passage.text[: asked.start()]
        if story and _ANSWER_SAID.search(before) is None:
            break
        echo = _echo(passage, question, first)
        if echo is None:
            # A question behind an answer is another turn; before any, it is what is answered.
            if "0" not in before.rstrip("0+-*/^=xX()?., \t$") and not _has_words_and_number(before):
                return None
            passage = passage.until(_line_start(passage.text, asked.start()))
            break
        end, same = echo
        conditions += same
        passage = passage.since(end)
    if given := _GIVEN.match(passage.text):
        equation = "".join(question.split()).partition(",")[0]
        length = _matched(passage.text, given.end(), equation) if "=" in equation else 0
        if length and (then := _THEN.match(passage.text, given.end() + length)):
            runs = passage.runs[: equation.count("0")]
            conditions += in_their_order(runs, first)
            passage = passage.since(then.end())
    if not story and not passage.words.isdisjoint(_TURNS) and (other := _OTHER_ASKED.match(passage.text)):
        known = tuple(range(first, first + question.count("0")))
        here = passage.part(*other.span("asked")).runs
        conditions += [Condition(run, known) for run in here]
    if not passage.words.isdisjoint(_TURNS) and (after := _second_turn(passage.text)):
        if _DOUBTING.search(passage.text, after, after + 300):
            return None
        passage = passage.until(after)
    return Turn(passage, tuple(conditions))


# What is said before the first number of a text that is then another's, no answer, or made up.
_DISTANCING = CuedPhrases(
    ("called alleged allegedly", "", r"\b(?:so-called|alleged(?:ly)?)\b"),
    ("supposed supposedly pseudo mock", "", r"\b(?:supposed(?:ly)?|pseudo|mock)\b"),
    ("would", "be", r"\bwould-be\b"),
    ("unreliable wrong wrongly incorrect incorrectly", "", r"\b(?:unreliable|wrong(?:ly)?|incorrect(?:ly)?)\b"),
    ("false falsely mistaken erroneous faulty flawed", "", r"\b(?:false|falsely|mistaken|erroneous|faulty|flawed)\b"),
    ("bogus nonsense error errors mistake mistakes", "", r"\b(?:bogus|nonsense|errors?|mistakes?)\b"),
    ("misread misreads random randomly fiction fictional", "", r"\b(?:misreads?|random(?:ly)?|fiction(?:al)?)\b"),
    ("made", "up", r"\bmade[ -]up\b"),
    ("make making", "up", r"\bmak(?:e|ing) (?:this|it|that|one|something) up\b"),
    ("lie lies lying tricking prank hoax", "", r"\b(?:lies?|lying|tricking|prank|hoax)\b"),
    ("joke jokes joking kidding parody satire", "", r"\b(?:jok(?:es?|ing)|kidding|parody|satire)\b"),
    ("sarcasm sarcastic sarcastically", "", r"\bsarcas(?:m|tic|tically)\b"),
    ("noise gibberish garbage bad broken", "", r"\b(?:noise|gibberish|garbage|bad|broken)\b"),
    ("zero", "marks points credit", r"\bzero (?:marks|points|credit)\b"),
    ("superseded outdated obsolete deprecated", "", r"\b(?:superseded|outdated|obsolete|deprecated)\b"),
    ("slip slips blunder blunders opposite copied", "", r"\b(?:slips?|blunders?|opposite|copied)\b"),
    ("someone someone's", "else else's", r"\bsomeone else(?:'s)?\b"),
    ("cheat cheats cheated cheater cheating", "", r"\bcheat(?:s|ed|er|ing)?\b"),
    ("unrelated irrelevant", "", r"\b(?:unrelated|irrelevant)\b"),
    ("pretend pretending imaginary", "", r"\b(?:pretend(?:ing)?|imaginary)\b"),
    ("invent invented inventing fake placeholder", "", r"\b(?:invent(?:ed|ing)|fake|placeholder)\b"),
    ("guess guesses guessed guessing unsure", "", r"\b(?:guess(?:es|ed|ing)?|unsure)\b"),
    ("disregard ignore untrue dishonest", "", r"\b(?:disregard|ignore|untrue|dishonest)\b"),
    ("deliberately intentionally spoof", "", r"\b(?:deliberately|intentionally|spoof)\b"),
    ("purpose", "on", r"\bon purpose\b"),
    ("distractor distractors distraction", "", r"\bdistract(?:ors?|ion)\b"),
    ("rejected refuted", "", r"\b(?:rejected|refuted)\b"),
    ("no", "idea clue answer", r"\bno (?:idea|clue|answer)\b"),
    ("not", "answer solution", r"\bnot (?:an?|the|my) (?:\w+ )?(?:answer|solution)\b"),
    ("not", "trust believe copy write say", r"\bnot (?:trust|believe|copy|write|say)\b"),
    (
        "different other unrelated similar separate",
        "problem question exercise task one",
        r"\b(?:an?|some|any|quite a) (?:different|other|unrelated|similar|separate) (?:problem|question|exercise|task|one)\b",
    ),
    ("another", "problem question exercise task one", r"\banother (?:problem|question|exercise|task|one)\b"),
)
_NO_DISTANCE = re.compile(r"\b(?:avoid|without|careful|prevent|no[ ](?:errors?|mistakes?))\b", re.IGNORECASE)


def distances(text: str, own: frozenset[str] = frozenset()) -> bool:
    """Whether a text says of itself that it is no answer to take, in other words than the question's own."""
    small, words = text.lower(), words_in(text)
    if mine := words & own:
        small, words = re.sub(rf"\b(?:{'|'.join(map(re.escape, sorted(mine)))})\b", " ", small), words - mine
    return _DISTANCING.within(small, words) and _NO_DISTANCE.search(text) is None


def distanced(text: str, things: frozenset[str] | None = None, own: frozenset[str] = frozenset()) -> bool:
    """Whether what stands before the first number of a text says that the rest is no answer to take.

    Args:
        text: a passage.
        things: words of the question; what a colon introduces first of all must be introduced in these and known ones: "Parrot says:"
            is not. None where any may stand there.
        own: words of the question that say nothing of the answer: "broken" of a story about broken cups.

    >>> distanced("A student wrote this, and it is wrong: 0+0=0. The answer is 0."), distanced("So 0 is wrong.")
    (True, False)
    """
    head = text[: min(text.find("0") % (len(text) + 1), _HEAD)]
    if distances(head, own):
        return True
    if things is None or ":" not in head or not head.isascii():
        return False
    introduced = _INTRODUCED.match(head)
    words = words_of(introduced[0]) if introduced else set()
    # A word alone is a label.
    return len(words) > 1 and any(len(word) > 1 for word in words - NEUTRAL - INTRODUCING - ASCII_NOUNS - things)


_INTRODUCED = re.compile(r"[^.!?:\n]*:(?=\s|\Z)")


_HEAD = 400


def _without_courtesy(passage: Passage) -> Passage:
    """The passage without what is said to its reader at its end."""
    # No number stands in it or behind it.
    near = max(0, len(passage.text) - 300, passage.text.rfind("0") + 1)
    match = None
    if passage.words & {
        "know",
        "free",
        "hesitate",
        "hope",
        "welcome",
        "luck",
        "nice",
        "great",
        "good",
        "help",
        "best",
        "happy",
        "keep",
        "fun",
        "enjoy",
        "care",
        "curious",
        "glad",
        "see",
        "time",
        "tell",
        "just",
        "please",
        "if",
    }:
        match = _COURTESY.search(passage.text, near)
    if match is None and passage.text.rstrip().endswith("?"):
        match = _OFFER.search(passage.text, near)
    return passage.until(match.start("said")) if match else passage


def _said_again(passage: Passage, question: str, first: int) -> tuple[Passage, list[Condition]] | None:
    """The passage behind a question in words that stands at its head once more, and what must be so for it."""
    wanted = "".join(question.split())
    if not wanted[:1].isalpha() or not wanted[1:2].isalpha():
        return None
    label = _LABEL.match(passage.text)
    start = label.end() if label else 0
    length = _matched(passage.text, start, wanted)
    if not length or not passage.text[start + length :].strip():
        return None
    run = passage.text.count("0", 0, start)
    runs = passage.runs[run : run + wanted.count("0")]
    same = list(in_their_order(runs, first))
    return passage.since(start + length), same


def _until_said_again(passage: Passage, question: str) -> Passage:
    """The passage up to where a line is the question in words once more, behind something that may be an answer."""
    wanted = "".join(question.split())
    if not wanted[:1].isalpha() or not wanted[1:2].isalpha() or wanted[:2] not in passage.text:
        return passage
    at = passage.text.find("0")
    while at >= 0 and (at := passage.text.find("\n", at)) >= 0:
        at += 1
        if _matched(passage.text, at, wanted):
            return passage.until(at)
    return passage


def corrected(turn: Turn) -> Turn:
    """The turn from where something was last taken back."""
    text, small, last = turn.passage.text, turn.passage.small, None
    words = turn.passage.words
    if (
        words.isdisjoint(_TAKES)
        and not _DENIED.within(small, words)
        and not (
            not words.isdisjoint(_LETS)
            and any(again in small for again in _AGAIN)
            and any(word.startswith("re") or word == "again" for word in words)
        )
    ):
        return turn
    for match in (_CORRECTION if "not" in words else _TAKEN_BACK).finditer(small):
        if match.lastgroup == "but" or words_of(text[: match.start()]) & NUMBER_WORDS or "0" in text[: match.start()]:
            last = match
    if last is None:
        return turn
    laid_out = _LAID_OUT.match(text, last.end())
    end = laid_out.end() if laid_out else last.end()
    said = [last["back"] or "no", *(each[0] for each in _BACKS.finditer(last[0]))]
    hard = any(_SOFT.fullmatch(each) is None for each in said)
    before, behind = turn.passage.until(last.start() + 1), turn.passage.since(end)
    return Turn(behind, turn.conditions, before, hard)


_DENIED_LAST = re.compile(
    r"[.!?\n)][\s*]*(?:(?:no|wait|hmm+|oops|sorry|actually|but)\b[,. ]*)*(?:(?:that|this|it|which|the (?:above|answer|result))(?:[ ]is|'s|[ ]was)"
    r"|i[ ]think[ ](?:that|this|it)(?:[ ]is|'s))[ ](?:all[ ])?(?:wrong|incorrect|false|a[ ](?:mistake|typo)|not[ ](?:right|correct|true|it|the[ ]answer))\W*\Z",
    re.IGNORECASE,
)


def ends_denied(text: str) -> bool:
    r"""Whether a text takes back at its end what it says.

    >>> ends_denied("x^0 + 0\n\nNo, that is wrong."), ends_denied("No, 0 is not prime.")
    (True, False)
    """
    return _DENIED_LAST.search(text, max(0, len(text) - _HEAD)) is not None


# One of these is in whatever takes something back.
_TAKES = frozenset(
    (
        "wait",
        "actually",
        "hold",
        "hang",
        "oops",
        "whoops",
        "nope",
        "nah",
        "sorry",
        "apologies",
        "correction",
        "corrected",
        "scratch",
        "strike",
        "thought",
        "thoughts",
        "mean",
        "rather",
        "mistake",
        "bad",
        "error",
        "hm",
        "hmm",
        "hmmm",
        "wrong",
        "incorrect",
    )
)


_DENIED = CuedPhrases(
    ("no", "", r"[.!?;,:…\n(—–-][\s\"'*]*(?:(?:but|oh|ah|and|so|ah,?)[, ]*)?no\b"), ("not", "", r"\bnot[ \t]+[-$]?0")
)
_LETS = frozenset(["let", "let's"])
_AGAIN = ("let me re", "let me try", "let me start", "let me correct", "let's re", "let's try", "let's start")


def _has_words_and_number(before: str) -> bool:
    """Whether an answer may stand before a question: a number that is not part of it."""
    line = before[: before.rfind("\n") + 1] or before[: max(before.rfind(". "), before.rfind("! ")) + 1]
    return "0" in line


def _line_start(text: str, at: int) -> int:
    """Where the line, or the sentence in it, begins in which a place is."""
    line = text.rfind("\n", 0, at) + 1
    return max(line, text.rfind(". ", line, at) + 1, text.rfind("! ", line, at) + 1)


def _second_turn(text: str) -> int | None:
    """Where another turn begins behind something that may be an answer."""
    for match in _NEXT.finditer(text):
        if "0" in text[: match.start()]:
            return match.start()
    return None


def _echo(passage: Passage, question: str, first: int) -> tuple[int, list[Condition]] | None:
    """Where the question, repeated at the head of a passage, ends, and what must be so for it to be the same."""
    lead = _BEFORE_ASKED.match(passage.text)
    head = passage.text[: lead.end()] if lead else ""
    wanted = "".join(question.split())
    core = _CORE.search(question)
    if core and not question.lstrip().startswith(core[0]):
        # "Work out: 0 - 0" is said again as "0 - 0 = ?".
        again = _echo(passage, f"{core[0]}=?", first + question.count("0", 0, core.start()))
        if again is not None:
            return again
    for start in _starts(passage.text, question, len(head)):
        if not words_of(passage.text[:start]) <= _ECHOING:
            continue
        end = start + _matched(passage.text, start, wanted)
        if end > start:
            run = passage.text.count("0", 0, start)
            count = wanted.count("0")
            runs = passage.runs[run : run + count]
            same = list(in_their_order(runs, first))
            return end, same
    return None


_ECHOING = NEUTRAL | frozenset(
    ["asked", "q", "problem", "question", "the", "is", "you", "prompt", "input", "given", "original"]
)


def _starts(text: str, question: str, most: int) -> list[int]:
    """Where the question may begin: at the first characters like its own."""
    head = question.lstrip()[:1]
    return [at for at in range(min(most + 1, 200, len(text))) if text[at] == head][:20]


def _matched(text: str, start: int, wanted: str) -> int:
    """How many characters of a text, spaces apart, are just what is wanted; 0 if they are not."""
    at = start
    for char in wanted:
        while at < len(text) and text[at].isspace():
            at += 1
        if at == len(text) or text[at] != char:
            return 0
        at += 1
    return at - start
