"""The number that the last sentence of a text tells, its steps told in any words: "Adding 0 takes us to 0, and 0 more lands on 0".

It counts only where it is right: the words need not be known, but those that deny, bound, suppose or name something else are.
"""

from __future__ import annotations

import re
from itertools import combinations

from pairwright.verify.answers.accounted import ANSWER_WORKED_WITH, done_otherwise
from pairwright.verify.answers.announcements import announcements
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.named import QUANTITY_WORDS, calls_it_another, names_in, with_extremes
from pairwright.verify.answers.numbers import Condition, in_their_order, number_at
from pairwright.verify.answers.passage import Passage, words_in
from pairwright.verify.answers.pieces import Page
from pairwright.verify.answers.prose import of_it, says_more, sentence_start, supposes, untied
from pairwright.verify.answers.readings import Wanted, goes_on
from pairwright.verify.answers.statements import statements
from pairwright.verify.answers.voices import others_doing
from pairwright.verify.answers.words import DOUBT, ENDING, STEPS
from pairwright.verify.columns.number_words import NUMBER_WORDS
from pairwright.verify.looser.endings import ANOTHER, WITH_WORDS, of_the_unknown
from pairwright.verify.looser.explaining_words import DENYING, EXPLAINING, KNOWN
from pairwright.verify.looser.results import SIZES
from pairwright.verify.looser.solutions import ROUNDS, harmless
from pairwright.verify.questions.trees import PLAIN_OPERATORS

# All words that explain something.
EXPLAINED = (
    KNOWN
    | STEPS
    | QUANTITY_WORDS
    | NUMBER_WORDS
    | frozenset(
        """
        tl dr nose dot dots rows beats wins combined combine meet meets itself forever undoes owns lose loses took eighths fifths
        sixths fourths ninths sevenths sixes sevens eights nines elevens twelves dozen dozens repeats stands far somewhere stays
        """.split()
    )
)
_LAST = re.compile(r"([^\W\d_]+(?:'[^\W\d_]+)?)[\s*_$`\"'(\[{\x02]*\Z")
_LEADING = (
    ENDING
    | frozenset(
        """next becomes reaches namely worth its thats gets reads with remain write be seek shows read keep keeps receives has owns lies
        rounded""".split()
    )
) - frozenset("of by a as at to and then because since calculator calculation computation working".split())
_COMING = re.compile(
    r"\b(?:comes?(?: out)?|equal|leads?|adds? up|averages?(?: out)?|amounts?|reduces?(?: ?\([^()]*\))?|simplif(?:y|ies)(?: ?\([^()]*\))?|evaluates?"
    r"|works? out|us|land(?:s|ing)?|meet(?:s|ing)?|end(?:s|ing)?(?: up)?|multipl(?:y|ies)|average|mean|sum|total|reads?|arriv(?:es?|ing)|stops?|you(?:'re| are)?|we(?:'re| are)?)"
    r" (?:to|up|down|on|at|as|of)[ *$]*\Z",
    re.IGNORECASE,
)
_CLOSE = re.compile(r"\b(?:closer|closest|nearer|nearest) (?:to|is)[ *$]*\Z", re.IGNORECASE)
_CLAUSES = re.compile(r"[,;:→⇒](?!0)|(?<![^\W\d_])(?:so|thus|hence|therefore|then|and)(?![^\W\d_])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.,/^_])(?<!0[-+*/])-?[$€£¥₹]?[.]?0")
# A letter that is no part of a word: "it's".
_LETTER = re.compile(r"(?<![^\W\d_])(?<!['’])(?<![a-z]\.)[A-Za-z](?![^\W\d_'’]|\.[a-z])")
_OWN = re.compile(r"[\s*$∴]*([A-Za-z])[ ]*=?[\s*$]*")
# "0/0 is the larger fraction", "0 comes next".
_IS_IT = re.compile(
    r"[\s*$,]*(?:(?:is|was|are|comes|wins|follows|remains?|left|in|will be|must be)\b[^0,;:.!?()]*)[.!]*\s*\Z",
    re.IGNORECASE,
)
_TELLING = frozenset(
    "is was are comes wins follows remain remains left in will be must the a our your answer result solution next total all".split()
)
_MORE = {"max": frozenset(["more"]), "min": frozenset(["less"])}
# Where they lead to a number it is told of something else, by somebody else, or hoped for.
_OTHERS = DENYING | frozenset(
    "else pair pairs people some many most others bound bounds limit upper hope hoping after"
    " mod modulo opposite reciprocal squared cubed increased decreased".split()
)
_SEQUENCES = frozenset("next sequence term terms".split())
_CALCULATED = re.compile(r"0[ )]*[-+*/÷^][ (]*0[^=]*=")
_SUPPOSING = frozenset("would could may might if".split())
# Words that bound a number, make another one of it, or go on.
BOUNDING = frozenset(
    """
    or base thousand million hundred percent else replace mod modulo rounding rounded point points multiple either more less
    give take errata line above bound bounds fail fails failed cached stale letter factorial squared part parts short shy too
    """.split()
)
_COMPARING = frozenset(["more", "less"])
_STRANGE = re.compile(r"[^\w\s.,:;()'\"*+/÷=<>^²³!$→–—✓✔✅…\x02\x03-]")
_GOES_ON = re.compile(
    r"(?:^|[.!?;,:\n(])[\s*_]*(?:now|next|then|still|first|second|to be|another|and (?:then|now)|(?:just )?(?:multiply|divide|add|subtract"
    r"|double|halve|square|take|change|use|round|go|turn|swap|reverse|reduce|simplify|put|move|write))\b",
    re.IGNORECASE,
)
_FIRST_ONE = re.compile(r"\b(first|last|smallest) (?:such )?one\b", re.IGNORECASE)
# 0x is no number alone, 0... goes on.
_TIED = re.compile(r"0(?:[A-Za-z]|[*$ ]*(?:\.\.|…))")
_NOBODY = re.compile(
    r"\bthey (?:both )?(?:agree|match|meet|are (?:equal|the same)|are|make|give|add|sum|come)\b|\b(?:you|we)(?:'re| are)(?: now| back)? (?=at|on|left)"
    r"|\b(?:you|we|they) seek\b|\band (?:none|nothing) (?:is|are|remains?) ?(?:left|over|remaining)*(?: over)?"
)
_OF_A = re.compile(r"[\s*$]* of (?:an?|the|one|every) [a-z]+(?=[.!]*\s*\Z)", re.IGNORECASE)
_BACKWARDS = re.compile(r"(?<![\w.,/^_)])(?P<n>-?0(?:,0)*(?:\.0|[ ]?/[ ]?0)?)[ *$]*=[ *$]*(?P<x>[A-Za-z])[ *$.!]*\Z")
_WORD = re.compile(r"[^\W\d_]{2}")
# What is done on the way: "0 →(+0) 0".
_STEP = re.compile(r"(?<=[→⇒])[ ]*\([-+*/÷][ ]?0\)")
# "If I have 0 and lose 0", of the numbers that are asked about.
_IF_DONE = re.compile(
    r"\b(?:[Ww]hen|[Ii]f)(?= (?:I|i|you|we) (?:have|take|put|share|split|cut|give|buy|add|subtract|multiply|divide|lose|spend)\b)"
)
# The median is one of those in order.
_ORDERED = frozenset(["smallest", "largest"])
_IN_ORDER = re.compile(r"\b(?:second|third|fourth|fifth|sixth|seventh) (?:smallest|largest)\b", re.IGNORECASE)
# The question behind its answer: "0 = 0% of 0".
_ECHOED = re.compile(
    r"(?<![\w.,/^_)-])(?P<n>-?0(?:,0)*(?:\.0|[ ]?/[ ]?0)?)[ *$]*=[ *$]*(?P<e>0(?:[-+*/÷^%. 0()]|of )*[0)])[ *$.!]*\Z"
)
_FOR = re.compile(r"[ ]for (?:[A-Za-z]|0[-+*/÷^(). 0]*[0)])(?=[\s.,;!]|\Z)")
# "next: 0", "Correct answer - 0".
_SHORT = re.compile(
    r"[\s*$]*(?:next(?: term| number| one)?:[ ]*|(?:the |my )?(?:correct|right|final|exact) (?:answer|result|value|solution)[ ]?[-–—:][ ]?"
    r"|(?P<a>(?-i:A))[ ]?[:=][ ]?|(?P<x>[a-z])[ ]?:[ ]?)?[*$]*(?P<n>-?0(?:,0)*(?:\.0|/0)?)[*$]*\.?\s*",
    re.IGNORECASE,
)
# So many numbers are a solution of their own; of fewer than so many none shows how it was found.
_MANY, _SOME, _FEW = 7, 4, 3
_APART = frozenset("distance gap between apart difference".split())
_PLACES = frozenset("ones units tens hundreds thousands".split())
_LOWEST = frozenset("simplify reduce lowest simplest".split())
# With no more words a text tells no way to work something out.
_SAID = 1
# Of what came before: "half of that is 0".
_PART_OF_IT = re.compile(
    r"\b(?:an? |one )?(?:half|third|fourth|quarter|fifth|sixth|seventh|eighth|ninth|tenth) of (?:it|that|this) (?:is|gives|makes)"
)
# "0 squared is 0", and it is what was asked for.
_SQUARED = re.compile(r"(?<=0) (?:squared|cubed|doubled|tripled|halved)\b")
# What is counted, where it is counted before.
_COUNTED = re.compile(r"[ *$]*([a-z]{3,}s)(?=[\s*$.!]*\Z)", re.IGNORECASE)
# Words of a way in which something is worked out: in a text of few numbers some of these say why it is so.
_ENOUGH = 4
_WAYS = frozenset(
    """
    add adding added addition subtract subtracting subtraction multiply multiplied multiplying multiplication divide dividing
    division difference numbers squared ways arrange order sorted middle third smallest largest fourth exponent exponents factor
    factors bars sign decimals fraction evenly tens ones columns column brackets sequence pattern common both threes twos fours
    fives sixes sevens eights nines twelves itself gap distance always every share shared
    """.split()
)
# Where something is announced in so few words and is not read, something is wrong with it; so where one begins or ends with it.
_PLAINLY = frozenset(
    """
    answer answers ans result results solution value final check checks score confidence start begin let lets let's
    try goal room if or but other subtracting's you're dear digits digit correct question problem shares
    """.split()
)
_ENDED = re.compile(r"-?0(?:,0)*(?:\.0|/0)?[*$ ]*[.!]?[*$ ]*\s*\Z")


def explains(text: str, asked: Wanted) -> bool:
    """Whether what stands behind an answer says why it is so, and nothing else of it."""
    text = _IF_DONE.sub("", text) if "if" in text else text
    small = _of_nobody(text)
    words = words_in(small)
    if not letters_in(text) <= {asked.unknown} or "?" in text or supposes(small) or _GOES_ON.search(small):
        return False
    bounding = BOUNDING - _COMPARING if asked.operator in {"max", "min"} else BOUNDING
    if asked.operating & ROUNDS:
        bounding -= ROUNDS
    if _STRANGE.search(text) or not ((DENYING | bounding) - asked.beside).isdisjoint(words):
        return False
    return _unknown(words, asked) * 4 <= len(words) and not others_doing(small, words, asked.beside | EXPLAINING)


def _of_nobody(text: str) -> str:
    """A text in small letters, without what denies nothing and without those of whom it says where one is."""
    return _NOBODY.sub(" it is ", harmless(text))


def letters_in(text: str) -> set[str]:
    """The letters that stand for something."""
    return set(_LETTER.findall(text)) - {"a", "A", "I", "i"}


def _unknown(words: frozenset[str], asked: Wanted) -> int:
    return sum(len(word) > 1 for word in words - EXPLAINED - asked.beside)


def told_in_words(passage: Passage, asked: Wanted, whole: Page) -> Reading | None:
    """What the last sentence of a passage tells.

    Args:
        passage: in plain text.
        asked: what is looked for.
        whole: the text of which it is a part.
    """
    page = Page(_plainer(passage, asked))
    text = page.text
    if not page.zeros:
        return None
    began = sentence_start(text, page.zeros[-1])
    # With a letter something may be worked out: "u - 0".
    if any(_WORD.search(match[0]) for match in ANSWER_WORKED_WITH.finditer(_PART_OF_IT.sub("that is", text[began:]))):
        return None
    if (turned := _turned_round(page, began, asked)) is not None:
        return turned
    for match in reversed(list(_NUMBER.finditer(text, began))):
        at = match.start()
        read = number_at(text, at, page.passage.runs[page.first(at) :])
        if read is None or goes_on(text, read.end, asked.things) or _TIED.match(text, read.end - 1):
            continue
        behind = _OF_A.sub("", text[read.end :]) if read.claim.fraction else text[read.end :]
        counted = _COUNTED.match(behind)
        if counted and counted[1].lower() in words_in(text[:at]) - BOUNDING - _OTHERS - SIZES:
            behind = ""
        if not _is_called_so(text[began:at], behind, asked):
            if behind.strip() and (_of_a_size(behind, asked) or not explains(behind, asked)):
                return None
            if not _is_told(text, began, at, read.end, asked):
                continue
        before = (*range(asked.runs), *page.runs(0, read.end))
        behind_it = page.runs(read.end, len(text))
        about = [Condition(run, before) for run in behind_it] + _of_the_question(whole, asked)
        if asked.unknown == "?":
            about += _in_order(whole, (*page.runs(began, at), *behind_it), asked)
        return Reading((read.claim,), conditions=(*read.conditions, *about))
    return None


def _plainer(passage: Passage, asked: Wanted) -> Passage:
    """A passage without abbreviations that end in a dot, what is done on the way, and what one has or does if one does it."""
    if "if" in passage.words:
        passage = passage.without(match.span() for match in _IF_DONE.finditer(passage.text))
    if asked.quantities is not None and "median" in asked.quantities and not passage.words.isdisjoint(_ORDERED):
        passage = Passage(_IN_ORDER.sub("middle one", passage.text), passage.runs)
    if "i.e." in passage.text:
        passage = Passage(passage.text.replace("i.e.", "ie: "), passage.runs)
    if "→" in passage.text or "⇒" in passage.text:
        passage = passage.without(match.span() for match in _STEP.finditer(passage.text))
    return passage


def _turned_round(page: Page, began: int, asked: Wanted) -> Reading | None:
    """The number that stands before what it is the value of: "0 = x", "so 0 = 0% of 0"."""
    text = page.text
    same: tuple[Condition, ...] = ()
    match = _BACKWARDS.search(text, began) if asked.unknown != "?" else None
    if match is not None and match["x"] != asked.unknown:
        return None
    if match is None and (match := _ECHOED.search(text, began)) is not None:
        runs = page.runs(*match.span("e"))
        if len(runs) != asked.runs or not _leads(text[began : match.start()], text, asked):
            return None
        same = in_their_order(runs)
    if match is None:
        return None
    read = number_at(text, match.start("n"), page.passage.runs[page.first(match.start("n")) :])
    return None if read is None else Reading((read.claim,), conditions=(*read.conditions, *same))


def _is_announced(page: Page) -> bool:
    """Whether an answer is announced, and not that to another question: "The answer to 0 + 0 is 0"."""
    return any(
        each.strong and "0" not in page.text[sentence_start(page.text, each.start) : each.end]
        for each in announcements(page.passage)
    )


def told_shortly(page: Page, asked: Wanted) -> Reading | None:
    """The number that is all there is, under a label."""
    match = _SHORT.fullmatch(page.text)
    if match is None or (match["x"] and match["x"] != asked.unknown) or (match["a"] and asked.unknown != "?"):
        return None
    read = number_at(page.text, match.start("n"), page.passage.runs)
    return None if read is None or read.end < match.end("n") else Reading((read.claim,), conditions=read.conditions)


def told_briefly(page: Page, asked: Wanted) -> Reading | None:
    """The number that ends a text of one or two, every word of which is known, one at least as a way to work it out."""
    words = words_in(_of_nobody(page.text))
    if asked.unknown != "?" or _ENDED.search(page.text) is None or len(words) < _ENOUGH or words.isdisjoint(_WAYS):
        return None
    if not (_PLAINLY | (DOUBT - _WAYS) - asked.beside).isdisjoint(words) or words - EXPLAINED - asked.beside:
        return None
    return told_in_words(page.passage, asked, page)


def _of_the_question(whole: Page, asked: Wanted) -> list[Condition]:
    """What must be so for a text to be about the question: its numbers stand there, fewer where more is worked out."""
    runs, known = tuple(whole.passage.runs), range(asked.runs)
    if asked.unknown != "?":
        # What is worked out of an equation must hold.
        worked = len(runs) < _FEW or (whole.text.count(asked.unknown) > 1 and statements(whole, asked.unknown)[0])
        return [] if worked else _some_of(runs, known, (asked.runs + 1) // 2)
    if asked.operating & ROUNDS or len(runs) < _FEW or (len(runs) >= _MANY and len(whole.pieces) > 1):
        return []
    if whole.text.lstrip().startswith("=") or "." in asked.shape.rstrip(". ") or _is_announced(whole):
        return []
    if asked.operations == 1 and len(runs) >= _SOME and len(whole.pieces) > 1 and statements(whole, "?")[0]:
        return []
    told = len(whole.passage.words) > _SAID
    if asked.operator == "+" and _by_places(whole):
        return []
    if told and (not words_in(asked.shape).isdisjoint(_LOWEST) or (asked.runs == 2 and asked.operations > 1)):
        return []
    if asked.runs == 2 and asked.operator in PLAIN_OPERATORS and len(runs) >= _SOME:
        return _some_of(runs, known, 1) if asked.operator == "*" else [Condition(0, runs)]
    if told and asked.runs > 2:
        return _some_of(runs, known, 1)
    if not words_in(asked.shape).isdisjoint(_SEQUENCES) or (
        asked.operator not in PLAIN_OPERATORS and len(runs) > asked.runs + 2
    ):
        return _some_of(runs, known, 1)
    return [Condition(run, runs) for run in known]


def _by_places(whole: Page) -> bool:
    """Whether numbers are told by their digits: "The ones give 0 and the tens 0"."""
    return len(whole.passage.words & _PLACES) > 1


def _some_of(runs: tuple[int, ...], known: range, least: int) -> list[Condition]:
    """That so many of the question's numbers stand in a text."""
    if len(known) > _MANY:
        return []
    return [
        Condition(0, either=tuple(tuple(Condition(run, runs) for run in some) for some in combinations(known, least)))
    ]


def _in_order(whole: Page, beside: tuple[int, ...], asked: Wanted) -> list[Condition]:
    """That the two numbers beside an answer are the question's; that the right one is taken from the other, or divided by it."""
    if asked.operator not in PLAIN_OPERATORS or asked.things or asked.runs != 2 or asked.operations > 1:
        return []
    if len(beside) != asked.runs or len(whole.zeros) > asked.runs + 1 or (asked.operator == "+" and _by_places(whole)):
        return []
    if asked.operator in {"+", "*"}:
        return [Condition(run, (0, 1)) for run in beside]
    if asked.operator == "-" and not whole.passage.words.isdisjoint(_APART):
        return [Condition(run, (0, 1)) for run in beside]
    turned = not whole.passage.words.isdisjoint({"from", "into"})
    return [Condition(run, (1 - place if turned else place,)) for place, run in enumerate(beside)]


def _of_a_size(behind: str, asked: Wanted) -> bool:
    """Whether words right behind a number, which are not all known, may make another number of it: "0 dots on its border"."""
    said = words_in(_of_nobody(re.split(r"[.,;:!?\n(–—]", behind, maxsplit=1)[0]))
    return _unknown(said, asked) > 0 or not SIZES.isdisjoint(said)


def _is_called_so(said: str, behind: str, asked: Wanted) -> bool:
    """Whether a clause begins with a number and says that it is what is asked for."""
    clause = _CLAUSES.split(said)[-1]
    if clause.strip(" *$") or not _IS_IT.match(behind):
        return False
    allowed = with_extremes(asked.quantities or frozenset())
    telling = _TELLING | asked.beside | QUANTITY_WORDS | _MORE.get(asked.operator, frozenset())
    return bool(names_in(behind)) <= bool(names_in(behind) & allowed) and words_in(behind) <= telling


def _is_told(text: str, began: int, at: int, end: int, asked: Wanted) -> bool:
    """Whether what stands before a number in its sentence leads to it."""
    if ANOTHER.match(text, end):
        return False
    said = _FIRST_ONE.sub(r"\1", text[began:at])
    last, marked = _LAST.search(said), said.rstrip(" *$(\x02").endswith(("=", ":", "→", "⇒", "≙"))
    if not said.strip(" *$\x02") and began and not text[end:].strip(" .*$\n\x03"):
        # Alone on the last line.
        return True
    if not (last or marked) or not untied(text, at, said) or supposes(said):
        return False
    if not marked and last and last[1].lower() not in _LEADING | asked.operating and not _comes_to_it(said, asked):
        return False
    if not _SUPPOSING.isdisjoint(words_in(said)):
        return False
    parts = _CLAUSES.split(said.rstrip(" *$:→⇒≙"))
    # "The sum of the digits of 0 and 0 is": all of it.
    clause = said if text.count("0") <= asked.runs + 1 and len(parts) == said.count(" and ") + 1 else parts[-1]
    if not _leads(clause, text, asked):
        return False
    if asked.unknown != "?" and not of_the_unknown(said, asked.unknown) and not _ends_steps(said, text, asked):
        return False
    sequence = not words_in(asked.shape).isdisjoint(_SEQUENCES)
    if text.count("0") <= asked.runs + 1 and not sequence and done_otherwise(text, asked):
        return False
    whose = _FOR.match(text, end)
    end = whose.end() if whose and letters_in(whose[0]) <= {asked.unknown} else end
    if of_it(text, at) or says_more(text, end, asked.beside):
        return False
    # "Sum of the parts: 0 + 0 = 0" says what is done.
    allowed = None if asked.quantities is None or _CALCULATED.search(said) else with_extremes(asked.quantities)
    return not calls_it_another(text, began, end, allowed)


def _comes_to_it(said: str, asked: Wanted) -> bool:
    """Whether words of coming to something end what stands before a number; of rounding it may be said to be close."""
    return _COMING.search(said) is not None or (bool(asked.operating & ROUNDS) and _CLOSE.search(said) is not None)


def _ends_steps(said: str, text: str, asked: Wanted) -> bool:
    """Whether a number is what the last of the calculations comes to that undo an equation."""
    if re.search(rf"(?<![\w']){asked.unknown}[ ]?=[^=]+(?:=[^=]+)?=[ *$]*\Z", said):
        return True
    return (
        said.rstrip(" *$").endswith("=")
        and not letters_in(said)
        and text.count("=") > 1
        and text.count("0") > asked.runs
    )


def _leads(clause: str, text: str, asked: Wanted) -> bool:
    """Whether the words of a clause do no harm to the number behind it."""
    small = _of_nobody(clause)
    small = _SQUARED.sub("", _PART_OF_IT.sub("that is", small) if text.count("0") > 1 else small)
    words = words_in(small)
    others = _OTHERS - asked.beside
    if not words_in(asked.shape).isdisjoint(_SEQUENCES):
        others -= {"after"}
    if not others.isdisjoint(words) or WITH_WORDS.search(clause):
        return False
    if _unknown(words, asked) * 2 > len(words) or others_doing(small, words, asked.beside | EXPLAINING):
        return False
    own = _OWN.fullmatch(clause)
    if asked.unknown == "?" and own:
        # "So r = 0" of a remainder, "S = 0" of what was called so before.
        named = asked.quantities is not None and any(name.startswith(own[1].lower()) for name in asked.quantities)
        return named or re.search(rf"\b(?:let|call|set) (?:[a-z]+ )*{own[1]}\b", text, re.IGNORECASE) is not None
    return asked.unknown != "?" or letters_in(clause) <= ({"n"} if words_in(asked.shape) & _SEQUENCES else set())
