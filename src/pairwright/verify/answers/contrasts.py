"""Wrong answers that are named to be set against the right one: "I first thought 0, but it is 0"."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage

_N = r"[\"'*$(]*-?0(?:[.,/]0)*[\"'*$)]*"
_ANSWER = r"(?:answer|result|value|solution|one|number)"
_RIGHT = r"(?:correct(?:ed)?|right|actual|true|real|final|proper|exact)"
# Behind it comes what holds.
_BUT = (
    rf"(?:(?:but|however|in fact|actually|really|instead|so|no),? )*(?=(?:it(?:'s| is)|that(?:'s| is)|the {_RIGHT} {_ANSWER}|the answer"
    rf"|its {_RIGHT} {_ANSWER}|{_RIGHT} {_ANSWER}|(?:redoing|recomputing|rechecking|checking)\b|now i get|i now get|we (?:actually )?get))"
)
_WHO = r"(?:i|we|you|one|people|some(?: people)?|many(?: people| students)?|students|others|most people)"
_MEANT = (
    r"(?:thought|guessed|wrote|said|got|had|think|say|guess|assumed|believed|answered|calculated|computed|found|put|typed"
    r"|expect|expected|be tempted to say|be tempted to answer|came up with|arrived at)"
)
_SLIP = (
    r"(?:[,;.] ?(?:but |and |which |though )*(?:that|this|it|which)? ?(?:is|was|'s) (?:wrong|incorrect|not (?:right|correct|it)"
    r"|(?:a|my) (?:slip|mistake|typo|miscalculation|error)|off)(?: by (?:one|a bit))?)?"
)
_FORMS = (
    rf"(?:(?:the answer|it|this|that)(?: is|'s)? ?)?(?:not|isn't) {_N}",
    rf"(?:at first,?|initially,?|originally,?|before,?)? ?{_WHO} (?:(?:first|initially|originally|at first|may|might|would|could|will|often|just|wrongly"
    rf"|mistakenly) )*{_MEANT}(?: (?:that|it|the|answer|is|was|be|to|as)\b)* {_N}(?: (?:at first|first|before|instead|here))?{_SLIP}",
    rf"(?:a|the|one|another) (?:common|frequent|typical|usual|popular) (?:mistake|error|slip|wrong answer|misconception|trap) (?:is|would be)"
    rf"(?: (?:to|answer|say|write|get|give|saying|answering|writing|think|the|answer|is|that))* {_N}",
    rf"(?:(?:my|the|your) )?(?:first|initial|old|wrong|rough|earlier|previous|quick) (?:guess|answer|attempt|try|estimate|version|thought|result)"
    rf"(?: ?:| was| is| gave) ?{_N}{_SLIP}",
    rf"{_N} (?:looks|seems|sounds|may seem|might look|is) (?:tempting|likely|plausible|natural|close|a common mistake|the obvious guess){_SLIP}",
)
_CONTRAST = re.compile(
    rf"(?P<lead>(?:[\s*_$\"'(>#-]|(?:hm+|well|ok|okay|now|so|oops|ah|hey|note|yes),? )*)(?:{'|'.join(_FORMS)})[,;.:!—–-]*\s+{_BUT}",
    re.IGNORECASE,
)
# Before anything is said: "Hmm, let me think.", "Wait, let me recompute that."
_HESITATING = re.compile(
    r"\s*(?:(?:wait|hm+|um+|uh+|oh|ah|ok|okay|well|hold on|so|now|let me (?:see|think|try|check|double-check|re-?\w+)(?: (?:that|this|it))?"
    r"(?: (?:again|carefully|through))?)[,.!…:]+\s*)+(?=\S)",
    re.IGNORECASE,
)
# One of these is in whatever is such a contrast.
_HESITATIONS = frozenset(["wait", "hm", "hmm", "hmmm", "um", "umm", "uh", "hold", "think", "recompute", "recheck"])
_CONTRASTING = frozenset(
    """
    first initially originally mistake error slip trap guess guessed thought tempting wrote typed expect assumed believed
    not isn't old wrong attempt before looks seems sounds some many people students
    """.split()
)


def without_contrast(passage: Passage) -> Passage:
    """The passage from where the right answer is told, if it begins with a wrong one that is called so.

    >>> without_contrast(Passage("I first thought 0, but it is 0.", range(2))).text
    'it is 0.'
    """
    if not passage.words.isdisjoint(_HESITATIONS) and (head := _HESITATING.match(passage.text)):
        passage = passage.since(head.end())
    if passage.words.isdisjoint(_CONTRASTING):
        return passage
    match = _CONTRAST.match(passage.text)
    return passage.since(match.end()) if match else passage
