"""Numbers compared: which sign belongs between two of them, and several in order."""

from __future__ import annotations

from functools import reduce

from pairwright.verify.questions.trees import Operation, Question, Tree, Zero
from pairwright.verify.rulings.forms import LIST, Named, Ruling, told

_SIGN, _NEXT = r"\\?[<>=]", r"(?:, ?or |, ?| or | ?/ ?)"
_SIGNS = rf"[(\[]?{_SIGN}{_NEXT}{_SIGN}{_NEXT}{_SIGN}[)\]]?"
_BLANK = r"(?:\?|_+|\.{{3,}}|…|□|◻|⬜|○|\( ?\)|\[ ?\])".replace("{{", "{").replace("}}", "}")
_BETWEEN = rf"{{n}} ?{_BLANK} ?{{n}}"
_ASKING = r"(?:fill in(?: the (?:blank|sign|symbol))?|(?:write|put|use|choose|insert|place|enter|select|pick|give)(?: (?:the|a)(?: correct| right| proper| appropriate)? (?:inequality |comparison )?(?:sign|symbol)[:,]?)?|compare(?: the numbers)?|complete)"
_LARGE = r"(?P<which>largest|larger|greatest|greater|biggest|bigger|smallest|smaller|least|lesser|highest|lowest|maximum|minimum|higher|lower|colder|coldest|warmer|warmest)"
_SMALL = frozenset("smallest smaller least lesser lowest lower minimum colder coldest".split())
_KINDS = r"(?:numbers?|values?|fractions?|decimals?|integers?|ones?|temperatures?)"
# Several numbers, or two.
_FEW = rf"(?:{LIST}|{{n}}(?:,|,? (?:and|or|vs[.]?|versus)) {{n}})"
_WHICH_IS = rf"(?:which|what)(?: {_KINDS}| of (?:them|these|those|the (?:two|three|four|following)))*(?: {_KINDS})? is (?:the )?{_LARGE}(?: {_KINDS}| of (?:them|these|the two|the three))*"
_SAID_OF = (
    rf"is {{n}} or {{n}} (?:the )?{_LARGE}(?: {_KINDS})?",
    rf"(?:(?:compare|between|of|out of|among|given|consider)(?: the| these| the two| the following)*(?: {_KINDS})?:? )?{_FEW}(?:[,:;.?]| -)? {_WHICH_IS}",
    rf"{_WHICH_IS}[:,?]? {_FEW}",
    rf"(?:which|what) (?:of|among) (?:the |these )?(?:{_KINDS} )?{_FEW} is (?:the )?{_LARGE}(?: {_KINDS})?",
    rf"(?:find|name|give|pick|choose|state|tell me|what is)(?: which is)?(?: the)? {_LARGE}(?: {_KINDS})?(?: of| among| in)?(?: the| these| the following)*(?: {_KINDS})?(?: is)?[:,]? {_FEW}",
)


def _extreme(numbers: list[Tree], named: Named) -> Question:
    operator = "min" if named["which"] in _SMALL else "max"
    first, *others = numbers
    for each in others[:-1]:
        first = Operation(operator, first, each)
    return told(operator, first, others[-1])


def _exceeding(numbers: list[Tree], _: Named) -> Question:
    # How much more 37 is than 100 is in doubt.
    return told("difference", numbers[0], numbers[1])


_OF_THESE = (
    r"which (?:one )?of (?:(?:the|these) (?:two|three|four)|these|the following)(?: numbers| values| fractions)?"
)
_UP = "(?:in (?:ascending|increasing) order|from (?:smallest|least|lowest) to (?:largest|greatest|biggest|highest))"
_DOWN = "(?:in (?:descending|decreasing) order|from (?:largest|greatest|biggest|highest) to (?:smallest|least|lowest))"
_SORT = r"(?:sort|put|order|arrange|write)(?: the numbers)? "


def _sorted(numbers: list[Tree], order: str) -> Question:
    return told(
        "sorted", reduce(lambda left, right: Operation("sorted", left, right), numbers[:-1]), numbers[-1], order
    )


RULINGS = (
    *(Ruling((each,), _extreme) for each in _SAID_OF),
    Ruling((f"{_SORT}{LIST} {_UP}",), lambda numbers, _: _sorted(numbers, "ascending")),
    Ruling((f"{_SORT}{LIST} {_DOWN}",), lambda numbers, _: _sorted(numbers, "descending")),
    Ruling(
        (
            rf"compare {{n}} (?:and|with|to) {{n}}(?: (?:with|using|by)|:) {_SIGNS}",
            rf"which (?:sign|symbol) (?:belongs|goes|stands|comes|fits) between {{n}} and {{n}}[:,?]? {_SIGNS}",
            rf"{_ASKING} {_SIGNS} between {{n}} and {{n}}",
            _BETWEEN,
            rf"{_BETWEEN}[ ,:;]* {_SIGNS}",
            rf"(?:{_ASKING}[:,]? )?(?:with )?{_SIGNS}[:.?]? {_BETWEEN}",
            rf"{_ASKING}(?: the (?:blank|gap))? with {_SIGNS}[:.] {_BETWEEN}",
            rf"compare(?: the numbers| the fractions)?[:.] {_BETWEEN}",
        ),
        lambda numbers, _: told("compare", numbers[0], numbers[1], "order"),
    ),
    Ruling(
        (
            rf"(?:which|what) (?:one |number )?of {{n}},? (?:and|or) {{n}} is (?:the )?{_LARGE}(?: one| number)?",
            rf"(?:which|what) (?:one |number )?of {{n}}, {{n}},? (?:and|or) {{n}} is (?:the )?{_LARGE.replace('which', 'which_')}",
        ),
        lambda numbers, named: _extreme(numbers, {"which": named.get("which") or named["which_"]}),
    ),
    Ruling(
        (
            rf"(?:which|what) (?:one |number )?is (?:the )?{_LARGE}(?: one| number)?(?:[:,]| of| out of) {{n}}(?:,|,? (?:and|or)) {{n}}(?:,? (?:and |or )?{{n}})?",
        ),
        _extreme,
    ),
    Ruling((rf"{_OF_THESE} is (?:the )?{_LARGE}(?: one| number)?[:,?]? {{n}}(?:,| or|,? and) {{n}}",), _extreme),
    Ruling((rf"{_OF_THESE} is (?:the )?{_LARGE}(?: one| number)?[:,?]? {LIST}",), _extreme),
    Ruling(
        (
            rf"(?:circle|underline|choose|pick|select|tick|name|identify|write(?: down)?|find|give|state|say) the (?:number that is )?{_LARGE}(?: number|"
            rf" value| one| fraction| decimal)?(?:[:,]| of(?: the two(?: numbers)?[:,])?) {{n}}(?:,|,? (?:and|or)) {{n}}",
        ),
        _extreme,
    ),
    Ruling((rf"what is the {_LARGE}(?: number| value| one)?(?:[:,]| of| in| among| out of)? {LIST}",), _extreme),
    Ruling(
        (
            # Said of the first number alone, it would be no absolute value.
            "what is the absolute value of {n} ?- ?{n}",
            "how far (?:apart )?(?:is|are) {n} (?:from|and) {n}",
            "(?:(?:what(?: is|['’]s)|find|compute|calculate|give|determine|state) the )?(?:(?:absolute|positive|non-?negative) difference|absolute value of the difference) (?:between|of|in) {n} (?:and|from) {n}",
            "(?:what(?: is|['’]s) the )?(?:distance|gap) (?:between|from) {n} (?:and|to) {n}(?: on (?:a|the) number line)?",
        ),
        lambda numbers, _: told("abs", Zero(), Operation("-", numbers[0], numbers[1])),
    ),
    Ruling(
        ("what(?: number)? is {n} (?:greater|bigger|larger|higher) than {n}",),
        lambda numbers, _: told("+", numbers[1], numbers[0]),
    ),
    Ruling(
        ("what(?: number)? is {n} (?:smaller|lower) than {n}",),
        lambda numbers, _: told("-", numbers[1], numbers[0]),
    ),
    Ruling(
        (
            "(?:by )?how much (?:is {n} (?:greater|larger|bigger|more|higher) than|does {n} exceed) {n}",
            "(?:by )?how (?:much|many) (?:more|greater|larger|bigger|higher) is {n} than {n}",
            "{n} is how (?:much|many) (?:more|greater|larger|bigger|higher) than {n}",
            "(?:what is|find) the amount by which {n} exceeds {n}",
            "{n} exceeds {n} by (?:what|how much)(?: number| amount)?",
        ),
        _exceeding,
    ),
    Ruling(
        (
            "(?:by )?how much is {n} (?:smaller|less|lower|fewer) than {n}",
            "(?:by )?how (?:much|many) (?:less|smaller|lower|fewer) is {n} than {n}",
            "{n} is how (?:much|many) (?:less|smaller|lower|fewer) than {n}",
            "(?:by )?how (?:much|many) (?:more|greater|larger|bigger|higher) than {n} is {n}",
        ),
        lambda numbers, named: _exceeding(numbers[::-1], named),
    ),
)
