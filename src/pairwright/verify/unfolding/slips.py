"""Slips that are owned up to ("I typed 0 by mistake"), and what stands behind them ("the answer is 0").

What is put right must be an answer by itself; so what owns up to a slip may be told in many ways.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.set_form import NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded, the_answer

_W = rf"[*$\"'`(]*{NUMBER}[*$\"'`)]*"
_ADVERB = (
    r"(?:accidentally|mistakenly|wrongly|erroneously|incorrectly|absent-?mindedly|inadvertently|hastily|carelessly)"
)
_PUT = r"(?:typed|wrote|put|got|said|entered|had|computed|calculated|answered|copied|gave|added|multiplied|counted|read|used|noted)(?: down| out)?"
_FIRST = r"(?:first|initially|originally|at first|earlier|previously|before)"
_TRY = (
    r"(?:thought|answer|attempt|try|guess|draft|version|instinct|impression|result|calculation|reaction|idea|hunch|go)"
)
_ADMITS = (
    rf"\bby (?:mistake|accident|error)\b|\b(?:a|my) (?:typo|slip|mistake|blunder|misprint|miscalculation|miscount|error)\b|\b(?:typo|oops|whoops)\b|\b{_ADVERB} {_PUT}|\b{_PUT} (?:it |that |this |{_W} )?{_ADVERB}"
    r"|\bi(?: had| have|'ve|'d| must have)? (?:mistyped|misread|misspoke|misspoken|miswrote|miscopied|miscounted|misadded|miscalculated|misremembered|mis-?said|fat-fingered|slipped|transposed|swapped|mixed up|messed up|botched"
    r"|skipped|forgot|forgotten|dropped|missed|lost|left out|left off|overlooked|misplaced|confused|mis-?carried|jumped the gun|rushed)\b"
    r"|\bi (?:copied|typed|wrote|read|added|counted|multiplied|subtracted|divided|carried|did|got) (?:(?:it|that|this|them|(?:the|a|one) \w+|0) )?(?:down )?(?:wrong|incorrectly|badly|twice|backwards)\b"
    r"|\bthe wrong (?:key|button|digit|sign|column|row|number|line|operation)\b"
    rf"|\b(?:my|the) (?:first|initial|earlier|previous|original|gut) {_TRY}\b|\bat first(?: glance| sight| look| thought)?\b|\bon (?:a )?first (?:glance|sight|look|thought)\b"
    rf"|\bi (?:{_FIRST} {_PUT}|{_PUT} {_W} {_FIRST}|{_FIRST} (?:thought|believed|guessed|assumed))|\b{_FIRST},? i(?:'d| had)? (?:{_PUT}|thought|believed|guessed|assumed)"
    rf"|\bi (?:was (?:going|about|tempted) to|nearly|almost|would have|would've|wanted to) (?:say|said|write|wrote|written|put|answer|answered|type|typed|go with|gone with|went with|fell for|fell into)\b"
    rf"|\b(?:ignore|disregard|forget|scrap|discard|strike|scratch|delete|cross out|never mind)(?: about)?(?: (?:my|the|that|this))?(?: (?:earlier|previous|first|last))?(?: {_TRY})?(?: {_W}| above)"
    r"|\b(?:i )?take (?:that|it) back\b|\bi stand corrected\b|\bcorrect myself\b|\blet me (?:fix|correct|amend) (?:that|this|it|myself)\b"
    r"|(?<=[.!\n] )(?:erratum|errata|corrigendum|corrigenda|amended|emended)\b|(?<=\n)(?:edit|update|erratum|fix|correction|corrigendum)\b"
    rf"|\b(?:it|that) (?:looked|seemed|appeared) (?:like|to be) {_W}|\bi(?:'d| had)? (?:thought|believed|assumed|guessed)(?: (?:it was|it's|it is|that it was|the answer was|of))? {_W}"
    rf"|\bmy (?:gut|instinct|hunch|intuition|head) (?:said|says|told me|tells me|wanted) {_W}|\b(?:it's|it is|it was) tempting to (?:say|answer|write|think|guess) {_W}"
    rf"|\b(?:one|you|we|people|someone) (?:might|may|could|would)(?: at first| first)? (?:think|say|expect|guess|answer|believe)(?: (?:it(?:'s| is| was)|of|that it is))? {_W}"
    rf"|\ba (?:quick|rough|first) (?:estimate|guess|look|count|calculation) (?:said|says|gives|gave|is|was|suggests|suggested) {_W}"
    rf"|{_W},? (?:was|is|were) (?:a (?:typo|slip|mistake|misprint|blunder)|my (?:first|initial|earlier) {_TRY}|what i (?:first |initially )?{_PUT}|wrong|incorrect|not right|too (?:low|high|small|big|large|much|little))\b"
    rf"|\b(?:that|this|which|it)(?:'s| is| was) (?:wrong|incorrect|not right|not correct|off|too (?:low|high|small|big|large|much|little))\b(?! to\b| that\b| if\b)"
)
# Where what owns up to it ends; a comma does where more is said behind it than one more thing that went wrong.
_UNTIL = re.compile(
    r"(?:[.;:!?…]+|\s[—–-]+)\s+(?=\S)|\n+\s*|,\s+(?=(?:but|so|the|i meant?|sorry|it|it's|that's|in fact|actually|now|really|on|after|re|here)\b)",
    re.IGNORECASE,
)
_TURNING = re.compile(
    rf"(?:(?:but|so|and|now|then|instead|actually|in fact|in truth|in reality|really|rather|on reflection|on (?:a )?(?:second|closer) (?:look|thought|inspection)|i meant?|i mean|i wanted to (?:write|say|type)"
    rf"|(?:after|when|on|upon) (?:(?:re-?|double-?)?checking|a second look|a closer look|recalculating|recomputing|counting again|correcting (?:it|that)|thinking again|review)(?: (?:it|again|that|my work|this))?"
    rf"|(?:rechecking|working it out|checking|recalculating|recomputing|counting again|a second look|a check|calculating|doing it again|redoing it)(?: (?:carefully|properly|again|it))? (?:gives|yields|shows|says)(?: that| me)?"
    rf"|that (?:misses|forgets|skips|ignores) (?:a|the|one) \w+(?: \w+)?|i (?:have |had )?(?:made|had made) an? (?:mistake|slip|error)|not {_W})[,:;.]*\s+)+",
    re.IGNORECASE,
)
_PUT_RIGHT = re.compile(
    r"\b(?:the|my) (?:(?:new|now|correct|right|real|true|actual|exact|proper|corrected|revised|fixed|updated|amended) )+(?=(?:final )?(?:answer|result|sum|difference|product|quotient|value|solution)\b)",
    re.IGNORECASE,
)
_ACTUALLY = re.compile(
    r"(?<='s |is )(?:actually|really|in fact|in truth|in reality|instead) (?=[*$]*-?0)", re.IGNORECASE
)
# A value that is put in place of another one in so many words.
_REPLACED = re.compile(
    rf"\s*(?:(?:(?:erratum|correction|errata|edit|fix|corrigendum|there (?:is|was) an? (?:mistake|typo|error|slip) above):?\s+)?(?:the )?{_W} (?:above )?(?:should (?:read|be|have been)|must (?:be|read)|is to be read as|ought to be|has to be|needs to be|→|⇒)"
    rf"|{_W} \((?:typo|slip|wrong|mistake|misprint|corrected|correction)[:,;]?(?: should be| i meant?)?|not {_W},? (?:as|like|which) i (?:first |initially |originally |at first )?(?:thought|wrote|said|typed|had|put)(?: (?:at first|before|earlier|first))?[,;]? but"
    rf"|(?:first|initial|1st) (?:attempt|try|answer|go):? {_W} \((?:wrong|incorrect|off|no|✗|✘|❌)\)[.,;]?\s+(?:second|next|final|new|0nd) (?:attempt|try|answer|go):?"
    rf"|i (?:swapped|transposed|mixed up|reversed) (?:the|two) digits[:;,.] {_W} (?:→|⇒|should be|must be|is)"
    rf"|(?:i (?:want|have|need) to |let me )?correct(?:ing)? (?:myself|that|this)[:,;] (?:it is |it's )?not {_W},? but)\s+"
    rf"[*$\"'`(]*(?P<n>{NUMBER})[*$\"'`)]*[ ]*(?:\((?:correct|right|yes|checked|verified|good|✓|✔|✅)\))?[.!)]*\s*",
    re.IGNORECASE,
)
# A colon, or a comma, may lead to what was wrong: only behind the wrong value, or where it is said to be put right, it does not.
_LEADS = frozenset(",:\n")
_PUTS_RIGHT = re.compile(
    r"\b(?:fix|correct|amend|corrected|back|edit|update|erratum|errata|corrigendum|correction|amended|emended|oops|whoops)\b[^.!?;\n]*\Z",
    re.IGNORECASE,
)
_TELLS_WRONG = re.compile(
    rf"\b(?:{_PUT}|thought|think|say|write|type|believed|guessed|assumed|was|is|be|this|following|{_TRY}|number|mistake|typo|slip|error|value)[\s*]*\Z",
    re.IGNORECASE,
)
_SENTENCE_ENDS = re.compile(r"[.!?;\n](?!0)")
# Without one of these words nothing of it is said.
_CUES = frozenset(
    "mistake accident error typo slip blunder misprint miscalculation miscount oops whoops accidentally mistakenly wrongly erroneously incorrectly absentmindedly inadvertently hastily carelessly"
    " mistyped misread misspoke misspoken miswrote miscopied miscounted misadded miscalculated misremembered fingered slipped transposed swapped mixed messed botched skipped forgot forgotten dropped missed"
    " lost left overlooked misplaced confused jumped rushed wrong badly twice backwards first initial earlier previous original gut initially originally previously going tempted nearly almost would wanted"
    " ignore disregard forget scrap discard strike scratch delete cross never back corrected correct myself fix amend erratum errata corrigendum corrigenda amended emended edit update correction looked"
    " gut instinct hunch intuition head tempting might may could seemed appeared thought believed assumed guessed estimate guess incorrect right off low high small big large much little above".split()
)


def behind_a_slip(passage: Passage, _: Wanted) -> Unfolded | None:
    """What stands behind the last place that owns up to a slip; None where nothing does.

    >>> behind_a_slip(Passage("I typed 0 by mistake; it is 0.", range(2)), Wanted("0*0=?", 2, "?")).passage.text
    'it is 0.'
    """
    text = passage.text
    if passage.words.isdisjoint(_CUES) or text.count("0") < 2:
        return None
    if (replaced := _REPLACED.fullmatch(text)) is not None:
        return Unfolded(the_answer(passage.part(*replaced.span("n"))))
    admitted = next(iter(list(_admits().finditer(text))[-1:]), None)
    bound = _UNTIL.search(text, admitted.end()) if admitted else None
    # The wrong value alone may stand between.
    if admitted is None or bound is None or text.count("0", admitted.end(), bound.start()) > 1:
        return None
    turning = _TURNING.match(text, bound.end())
    named = turning is not None and "0" in turning[0]
    if not named and bound[0][0] in _LEADS and not _is_told(text[: bound.start()], bound[0][0]):
        return None
    end = turning.end() if turning else bound.end()
    if "0" not in text[:end]:
        return None
    behind = passage.since(end)
    return Unfolded(Passage(_ACTUALLY.sub("", _PUT_RIGHT.sub("the ", behind.text)), behind.runs))


def _is_told(before: str, mark: str) -> bool:
    """Whether what owns up to a slip has told the wrong value before a mark, so that another one is told next."""
    sentence = before[max((match.end() for match in _SENTENCE_ENDS.finditer(before)), default=0) :]
    return _PUTS_RIGHT.search(sentence) is not None or (
        "0" in sentence and (mark == "," or _TELLS_WRONG.search(sentence) is None)
    )


@lru_cache(maxsize=1)
def _admits() -> re.Pattern[str]:
    return re.compile(_ADMITS, re.IGNORECASE)
