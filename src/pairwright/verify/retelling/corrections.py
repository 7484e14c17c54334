"""Wrong answers that are named and taken back in set words, and the right one behind them."""

from __future__ import annotations

from pairwright.verify.retelling.set_form import NUMBER, set_form

_MARKS = r"[\"'*$(` ]*"
_W = rf"{_MARKS}{NUMBER}[\"'*$)`]*"
_N = rf"{_MARKS}(?P<n>{NUMBER})[\"'*$)`]*"
_GOOD = r"(?:exact|correct|right|actual|true|real|corrected|proper|final|precise)"
_WHAT = r"(?:answer|result|value|one|solution|sum|difference|product|quotient|number)"
# What holds, behind what does not.
_HOLDS = (
    rf"(?:(?:but|however|and|so|yet|though|actually|in fact|instead|really|no),? )*(?:(?:it|that)(?:'s| is| was| should be| must be)(?: (?:actually|really|in fact))?"
    rf"|(?:the|its|my) {_GOOD} {_WHAT}(?: (?:here|now))?(?: is| was|:)?(?: actually)?|{_GOOD}(?: {_WHAT})?:|now i get|i now get|i (?:now )?have|the answer is(?: actually)?|should be|make that|make it)"
)
_SO = r"[ ]*[,;:.!—–-]+\s+"
_END = r"[.!]*(?: (?:instead|then)[.!]*)?[ ]*[✓✅]?\s*"
_WRONG = r"(?:,|\.|;| -| –| —)? ?(?:but |and )?(?:which|that|this|it)(?: is|'s| was) (?:off|wrong|incorrect|not right|not correct|a mistake|a slip|too (?:low|high|small|big|large))(?: by (?:one|two|ten|a hundred|0))?"
SLIP = (
    r"(?:i (?:forgot|missed|dropped|skipped|lost) (?:to carry|the carry|a carry|to borrow|the borrow|the carried 0|the minus sign|a digit|a zero)(?: the (?:0|one))?"
    r"|i (?:misread|mistyped|swapped|dropped|misplaced|miscopied) (?:a|one|two|the) (?:digits?|numbers?|signs?|columns?|lines?)|i (?:slipped|miscounted|misread it|miscalculated|mistyped|misadded)"
    r"|i (?:made|had) an? (?:slip|mistake|typo|error|arithmetic error|carrying error|carry error)|that's (?:wrong|off|not right|not it)|that (?:is|was) (?:wrong|off|not right)|off by (?:one|ten|0)|(?:sorry,? )?(?:a )?typo|my (?:mistake|bad))"
)
_WHEN = r"(?: (?:the first time(?: around)?|at first|earlier|before|there|just now|first))?"
OH = r"(?:(?:no|oh|hm+|oops|whoops|ah|uh|wait|hang on|hold on|sorry|nope|actually|scratch that)[,.!…—–-]* ?)+"
_PEOPLE = r"(?:many|most|some|lots of|a lot of|plenty of|several)(?: (?:people|students|folks|pupils|kids|learners|beginners))?"

# That it was put right: the number may stand right behind.
_FIXED = rf"(?:i|we) (?:first|initially|originally|at first|wrongly|mistakenly) (?:had|got|wrote|said|put|typed|computed|calculated|answered){_W},? (?:then|but then|and then|but) (?:(?:i|we) )?(?:then )?(?:re-?checked|checked|double-checked|went over|looked over) (?:my work|it|the work|everything|again)(?: again)? and (?:fixed|corrected) (?:it|that|the slip|the mistake|my mistake){_SO}(?=[*$]*-?0)"
# What was wrong.
_HEADS = (
    rf"at first (?:glance|sight|thought|look),? (?:i(?:'d| would) (?:have said|say)|i (?:said|thought|guessed)(?: it was)?|it (?:looks|seems|looked|seemed) like|you(?:'d| would| might) (?:think|say)(?: it's| it is)?){_W}{_SO}",
    rf"(?:forgetting|ignoring|missing|dropping|leaving out|skipping) (?:the carry|to carry(?: the (?:0|one))?|the carried (?:0|one)|a carry|to borrow|the borrow) (?:would |will )?(?:gives?|yields?|leads? to|produces?)(?: you| us)?{_W}{_SO}",
    rf"(?:if|when) (?:you|we|i|one) (?:forget|forgets|ignore|miss|drop|skip) (?:the carry|to carry(?: the (?:0|one))?|the carried (?:0|one)|to borrow|the borrow),? (?:you|we|i|one)(?:'d| would)? gets?{_W}{_SO}",
    rf"{_PEOPLE} (?:would |will |might |may |often |wrongly |mistakenly )*(?:say|answer|guess|think|write|put|get)(?: (?:it's|it is|that it's))?{_W}{_SO}",
    rf"(?:the|a|one|another|my|your) (?:student|pupil|classmate|friend|kid|learner|child|neighbou?r|other model) (?:wrote|said|answered|got|gave|put|had|claimed){_W}{_WRONG}{_SO}",
    rf"(?:(?:i|we) (?:first|initially|originally|at first)|(?:first|initially|originally|at first),? (?:i|we)) (?:had|got|wrote|said|put|thought(?: it was)?|typed|computed|calculated|answered){_W}[.,;] (?:but )?(?:after|upon|on) (?:(?:re-?|double-?)?checking(?: (?:it|again|my work))?|a second look|closer inspection|review|reconsidering|thinking again),? ",
    rf"{_W}\? ?{OH}{SLIP}{_WHEN}{_SO}",
    rf"{OH}{SLIP}{_WHEN}{_SO}",
    rf"{_W}[.!]?\s+(?:edit|correction|update|fix)(?: 0)?: (?:{OH}|{SLIP}{_SO}|sorry,? )*",
)
_DRAFT = r"(?:draft|rough draft|first (?:draft|try|attempt|answer)|rough(?: work| copy)?|initial (?:answer|attempt|result)|before|old|original)"
_FINAL = r"(?:final|final (?:answer|version|result|draft)|corrected(?: answer| version)?|revised|revision|fair copy|clean copy|after correction|new|corrected result)"

CORRECTIONS = (
    set_form(rf"\s*{_FIXED}(?:{_HOLDS}:?)?{_N}{_END}", "The answer is {n}."),
    *(set_form(rf"\s*{head}{_HOLDS}:?{_N}{_END}", "The answer is {n}.") for head in _HEADS),
    set_form(
        rf"\s*{_W} ?(?:→|⇒|-+>) ?{_N} ?\((?:corrected|fixed|correction|after correction)\){_END}", "The answer is {n}."
    ),
    set_form(rf"\s*{_DRAFT}(?: 0)?:?\s+{_W}\.?\s*\n+\s*{_FINAL}:?\s+{_N}{_END}", "The answer is {n}."),
)
# One of these words is in whatever is such a correction.
CORRECTING = frozenset(
    "glance sight thought look forgetting ignoring missing dropping leaving skipping forget forgets ignore miss drop skip many most some lots lot plenty several student pupil"
    " classmate friend kid learner child neighbour neighbor model first initially originally wrongly mistakenly forgot missed dropped lost misread mistyped swapped misplaced"
    " miscopied slipped miscounted miscalculated misadded slip mistake typo error off wrong edit correction update fix draft rough initial before old original".split()
)
