"""Who says or does what in the words around an answer: "we add", "I get"; not "I made it up", "she wanted it to be"."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

# Between someone and what he does.
_BESIDE = frozenset(
    """
    am are is was were have has had do did will would can could should shall must may need needs want wants going to
    also now then first just only simply already finally next again both all always carefully quickly easily therefore
    thus indeed still so be been currently together in total altogether
    """.split()
)
# What who solves something does.
_DOING = frozenset(
    """
    add adds added adding subtract subtracts subtracted subtracting multiply multiplies multiplied multiplying divide
    divides divided dividing compute computes computed computing calculate calculates calculated calculating evaluate
    evaluated evaluating solve solved solving find finds found finding get gets got getting obtain obtained see sees
    seen know knows have has apply applied applying use used using simplify simplified simplifying reduce reduced
    combine combined combining isolate isolated move moved moving write written writing rewrite check checked checking
    verify verified verifying confirm confirmed conclude concluded determine determined determining work worked working
    start starts started starting begin continue count counted counting look looking notice note observe recall remember
    understand break broke split carry borrow borrowed carried take takes taking bring brings put substitute substituted
    substituting plug plugged cancel canceled cancelled distribute distributed expand expanded factor factored convert
    brief finish finished finishing through able set ready back certain tackle tackled jump dive go going begin get getting dig run
    notice double check verify carry learn help helping assist solve walk guide take took use uses read reads reading note consider considering figure review rewrite tackle happy glad pleased welcome converted round compare compared arrive arrived end ended reach reached think believe hope trust explain explained show
    showed shown proceed follow followed perform performed group grouped line align left done answer answered ask asked
    help helped go went come came given asking required sure confident certain needed concluding result simply like double-check
    double-checked doublecheck doublechecked state stated list listed set sum summed let say deal dealing sort order arrange lead make
    makes made took end ends remain remains keep keeps own owns buy buys bought total hold
    """.split()
)
# "I made that", "we say so": of he and she alone.
_NOT_FIRST = frozenset("made say said took".split())
# What these are done to: "we do the sum", "we have a fraction".
_OBJECTS = frozenset(
    "the a an our this that these those it its them all to in on with at of by for from no two".split()
)
_ME = frozenset(["me", "us", "you"])
_HAVING = frozenset("am are is was were have has had do did need needs want wants".split())
# Of others nothing is known by it.
_OTHERS = frozenset(["you", "he", "she", "they"])
_OPINING = frozenset("think believe say hope trust".split())
# Of them stories tell.
PEOPLE = frozenset(["he", "she", "they"])
_SUBJECTS = frozenset("i we you he she they i'm we're you're i've we've i'll we'll i'd we'd".split())
# "Grandpa says 0"; a question may say something.
_SPEAKING = frozenset(
    "says claims wrote writes guessed guesses told tells shouted posted typed swears believes".split()
)
_SPOKEN = re.compile(
    rf"(?<!\bi )(?<!\bwe )(?<!\bit )(?<!question )(?<!problem )(?<!equation )(?<!task )(?<!that )(?<!first )\b({'|'.join(sorted(_SPEAKING))})\b",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    # "Let me help you": not all that follows is done by it.
    r"(?<!thank )(?<!thanks )(?<!help )(?<!walk )(?<!show )(?<!give )(?<!tell )(?<!guide )(?<!let )(?<!to )(?<!for )(?<!with )(?<!wish )(?<!take )\b(?P<who>i|we|you|he|she|they)(?:'m|'ve|'re|'ll|'d)?(?P<rest>(?:[ ]+[a-z'-]+){1,7})",
    re.IGNORECASE,
)


def spoken_by_others(text: str, things: frozenset[str]) -> bool:
    """Whether a text says that somebody said something: "Grandpa says 0"; a story may tell of it."""
    return any(each.lower() not in things for each in _SPOKEN.findall(text))


def others_doing(text: str, words: AbstractSet[str], things: frozenset[str]) -> bool:
    """Whether someone does in a text what nobody does who solves something.

    Args:
        text: some words.
        words: those words, in small letters.
        things: of a story, what may be done, too.

    >>> others_doing("I made that up", {"i", "made", "that", "up"}, frozenset())
    True
    """
    if not words.isdisjoint(_SPEAKING) and spoken_by_others(text, things):
        return True
    if words.isdisjoint(_SUBJECTS):
        return False
    for match in _SUBJECT.finditer(text):
        if match["who"].lower() in PEOPLE - things:
            return True
        rest = match["rest"].lower().split()
        if match["who"].lower() in PEOPLE and not _ME.isdisjoint(rest):
            return True
        done = next((word for word in rest if word not in _BESIDE), None)
        if done is None or (done in _OBJECTS and not _HAVING.isdisjoint(rest[: rest.index(done)])):
            continue
        if (done not in _DOING and done not in things) or (done in _NOT_FIRST and match["who"].lower() in {"i", "we"}):
            return True
        if done in _OPINING and (match["who"].lower() in _OTHERS or (done in {"hope", "trust"} and rest[-1] == done)):
            return True
    return False
