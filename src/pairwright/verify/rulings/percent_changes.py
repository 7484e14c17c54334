"""By how many percent something has changed, and what it is after such a change."""

from __future__ import annotations

from collections.abc import Callable

from pairwright.verify.questions.trees import Constant, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import Named, Ruling, told

_UP = (
    "increase", "increases", "increased", "rise", "rises", "rose", "risen", "grow", "grows", "grew", "grown", "growth", "gain", "climbs", "climbed",
    "raised", "raise", "raises", "went up", "goes up", "go up", "gone up", "jumped", "jumps", "markup", "marked up",
)  # fmt: skip
_DOWN = (
    "decrease", "decreases", "decreased", "fall", "falls", "fell", "fallen", "drop", "drops", "dropped", "reduced", "reduction", "cut", "lowered", "lowers", "reduces", "cuts", "shrinks",
    "shrank", "shrink", "discount", "declined", "declines", "decline", "went down", "goes down", "go down", "gone down", "loss", "discounted", "marked down",
)  # fmt: skip
_EITHER = "goes|went|go|moves|moved|changes|changed|change"
_WAY = "|".join(sorted((*_UP, *_DOWN), key=len, reverse=True))
_PERCENT, _RATE = "(?:percent(?:age)?|per cent|%)", "{n} ?(?:%|percent|per cent)"
_AMOUNT = r"[$€£]?{n}(?: (?!percent|per )[a-z]+)?"
# Whose value it is, without a number.
_OF_IT = r"[a-z'’ -]{1,50}?"
_FROM_TO = rf"from {_AMOUNT} to {_AMOUNT}"
_HAS_MOVED = (
    rf"(?:(?:if|when|suppose(?: that)?) )?{_OF_IT} (?:(?:is|was|has|have|were) )?(?P<told>{_WAY}|{_EITHER}) {_FROM_TO}"
)
_BY_WHAT = rf"by (?:what|which|how many) {_PERCENT}"
_CHANGE = rf"(?P<asked>{_WAY}|change)"
_ASKED = (
    rf"what(?: is| was|['’]s) (?:the|this|its|their) {_PERCENT} (?:of )?{_CHANGE}(?: in {_OF_IT})?",
    rf"{_BY_WHAT} (?:did|does|has|have|was|is) {_OF_IT} {_CHANGE}(?: by)?",
    rf"what {_PERCENT} {_CHANGE} (?:is|was) (?:this|that|it)",
    rf"what {_PERCENT} (?:is|was) (?:the|this) {_CHANGE}",
)
_BRIEF = (
    rf"what(?: is| was|['’]s) the {_PERCENT} {_CHANGE} (?:(?:when|if) [a-z ]{{1,30}} )?{_FROM_TO}",
    rf"{_BY_WHAT} (?:did|does|has|have|was|is) {_OF_IT} {_CHANGE} (?:when|if|as) {_OF_IT} (?P<told>{_WAY}|{_EITHER}) {_FROM_TO}",
    rf"(?:going |a change |to go |an? (?P<told>{_WAY}) )?{_FROM_TO} is (?:what|which|how much of a) {_PERCENT} {_CHANGE}",
    rf"what {_PERCENT} {_CHANGE} is (?:it )?(?:from )?{_AMOUNT} to {_AMOUNT}",
)
# What must be done with the first number to get the second.
_TO_GET = rf"{_BY_WHAT} (?:does|must|should|do) {_AMOUNT} (?:have to |need to )?be (?P<asked>{_WAY}) to (?:get|give|make|become|equal) {_AMOUNT}"

_A_CHANGE = rf"an? {_RATE} (?P<way>{_WAY})(?: in (?:price|value|salary|size))?"
_THING = rf"(?:{_OF_IT} (?:of|worth|costing|priced at) )?(?:an? )?[$€£]?{{n}}(?: dollars| euros)?(?: [a-z]+)?"
_IN = "(?:,? in (?:dollars|euros|pounds))?"
_NEW = (
    rf"(?:what(?: is| will be| would be|['’]s)|find|calculate|work out) (?:(?:the|its|his|her|their) (?:new|final|resulting|sale|discounted|reduced|increased) {_OF_IT}|the result|it now)(?: now)?"
    rf"|what (?:does|will|would|do) (?:it|you|i|we) (?:become|cost|get|have|pay)(?: now)?|how much (?:is it|does it cost)(?: now)?"
)
# What something costs, and in the next sentence what a shop does.
_USUALLY = r"(?: (?:normally|usually|originally|regularly|first))?"
_COSTS = (
    rf"(?:(?:the )?(?:(?:regular|original|normal|usual|full) )?(?:price|cost) of )?(?:an?|the|one|this) {_OF_IT}{_USUALLY} (?:costs?|was|is|sells for|(?:is )?sold for|(?:is |was )?priced at"
    rf"|has an? (?:[a-z]+ )?price of){_USUALLY} [$€£]?{{n}}(?: dollars| euros| pounds)?(?:[.,;]| and| but)"
)
_SHOP = r"(?:(?:the )?(?:shop|store|shopkeeper|seller|owner|company|retailer|manager|price|cost|item)|it|they|there|its price|the (?:shop|store) owner)"
_NOW = r"(?: (?:now|currently|then|later))?"
_SALE = (
    rf"(?:it['’]s|{_SHOP}{_NOW} (?:is|are|takes?|took|gives?|offers?|has|have|gets?|is (?:offering|giving|having))){_NOW}(?: (?:on sale (?:for|at|with)|an?|sold at an?|offered at an?))* {_RATE} (?P<way>off|discount|reduction)(?: (?:it|the price|its price|sale))?",
    rf"{_SHOP}{_NOW} (?:has|offers?|gives?|is|there is) a (?P<way>discount|reduction|markup) of {_RATE}(?: on it)?",
    rf"(?:{_SHOP} )?(?:is |was |has been |gets )?(?P<way>{_WAY})(?: (?:the|its) price| it)? by {_RATE}",
)
_AFTER = (
    (rf"(?:(?:original|regular|list|normal|old|starting) )?price:? [$€£]?{{n}}[.,;] (?P<way>discount):? {_RATE}[.,;] (?:{_NEW}){_IN}", False),
    (rf"{_COSTS} (?:what is|what['’]s|find|how much is) (?:the|its) (?:(?:new|final|sale) )?(?:price|cost) after an? {_RATE} (?P<way>discount|reduction|{_WAY}){_IN}", False),
    (rf"{_COSTS} after an? {_RATE} (?P<way>discount|reduction|{_WAY}),? (?:{_NEW}|what is the price|what is its price){_IN}", False),
    (rf"(?:what is the price of|how much is|what does) an? [$€£]?{{n}} {_OF_IT}(?: cost)? after (?:an? )?{_RATE} (?P<way>off|discount){_IN}", False),
    (rf"if an? [$€£]{{n}} {_OF_IT} is (?P<way>discounted|reduced|marked down)(?: by)? {_RATE}[.,;] (?:{_NEW}){_IN}", False),
    (rf"an? {_OF_IT} (?:originally|normally|usually|first) (?:priced|sold) at [$€£]{{n}} is (?P<way>discounted|reduced|marked down)(?: by)? {_RATE}[.,;] (?:{_NEW}){_IN}", False),
    *((rf"{_COSTS} {sale}[.,;] (?:{_NEW}){_IN}", False) for sale in _SALE),
    (rf"after {_A_CHANGE},? (?:what (?:does|will|would|is)|how much (?:does|will|is)) {_THING}(?: (?:become|cost|come to|be(?:come)?))?{_IN}", True),
    (rf"(?:what|how much) (?:does|will|would|is) {_THING}(?: (?:become|cost|come to|be))? (?:after|with|following) {_A_CHANGE}{_IN}", False),
    (rf"(?:(?:if|when) )?{_THING} (?:is |was |has been )?(?P<way>{_WAY}) by {_RATE}[.,;] (?:{_NEW}){_IN}", False),
    (rf"{_THING} (?P<way>{_WAY}) by {_RATE} (?:is|equals|becomes) (?:what|how much){_IN}", False),
    (rf"an? [$€£]{{n}} {_OF_IT} (?:is|has|gets) (?:on sale (?:for|at) )?(?:a )?{_RATE} (?P<way>off|discount)[.,;] (?:{_NEW}){_IN}", False),
)  # fmt: skip


def _direction(said: str | None) -> int:
    """1 of what has grown, -1 of what has not, 0 of what may have done either."""
    return 1 if said in _UP else -1 if said in (*_DOWN, "off") else 0


def _percent_changed(numbers: list[Tree], named: Named) -> Question | None:
    """By how many percent; none where it is asked how much has grown what has shrunk."""
    before, after = numbers
    asked, known = _direction(named["asked"]), _direction(named.get("told"))
    if asked * known < 0:
        return None
    # What is said to have grown has grown.
    sides = (before, after) if (asked or known) < 0 else (after, before)
    part = Operation("/", Operation("difference", *sides), before)
    return Question(part, Operation("/", Unknown("?"), Constant(100)))


def _changed(*, rate_first: bool) -> Callable[[list[Tree], Named], Question]:
    def changed(numbers: list[Tree], named: Named) -> Question:
        rate, whole = numbers if rate_first else numbers[::-1]
        part = Operation("*", Operation("/", rate, Constant(100)), whole)
        return told("-" if _direction(named["way"]) < 0 else "+", whole, part)

    return changed


_NOT_DENIED = "(?!.*(?:not|never|n['’]t) )"

RULINGS = (
    *(Ruling((rf"{_NOT_DENIED}{_HAS_MOVED}[.,;] (?:then )?{each}",), _percent_changed) for each in _ASKED),
    *(Ruling((_NOT_DENIED + each,), _percent_changed) for each in (*_BRIEF, _TO_GET)),
    *(Ruling((_NOT_DENIED + each,), _changed(rate_first=rate_first)) for each, rate_first in _AFTER),
)
