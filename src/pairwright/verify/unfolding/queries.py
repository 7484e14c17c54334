"""What a database shows for a calculation: the query, and its only row under whatever rules and headings."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage, together
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.set_form import CALCULATION, NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded

_QUERY = re.compile(
    rf"(?:\s*```\w*\n)?\s*(?:[\w() \[\]@./:-]{{0,30}}[=#>D]{{1,3}}[ ]?)?select[ ]+(?P<worked>{CALCULATION})(?:[ ]+(?:as[ ]+)?[\"'`]?(?P<name>[a-z_]+)[\"'`]?)??(?:[ ]+from[ ]+dual)?[ ]*;?[ ]*(?:\n```)?[ ]*\n",
    re.IGNORECASE,
)
_RULE = re.compile(r"[\s|+=*─-╿-]*")
_ROW = re.compile(rf"[\s|│║]*(?P<n>{NUMBER})[\s|│║]*")
_HEADING = re.compile(r"[\s|│║]*[\"'`(]*(?P<name>[?a-z_]+)[\"'`)]*[\s|│║]*", re.IGNORECASE)
_REPEATED = re.compile(rf"[\s|│║]*[\"'`(]*(?P<worked>{CALCULATION})[\"'`)]*[\s|│║]*")
_COUNTED = re.compile(
    r"\s*(?:\(0 rows?\)|0 rows? (?:in set|selected|returned|fetched|affected)[^\n]*|(?:run )?time:? [^\n]*|```\w*|[\w()\[\] ]*[=#>]{1,2}|ok|query ok[^\n]*)\s*",
    re.IGNORECASE,
)
_NAMES = frozenset(
    "result answer sum difference product quotient total value res ans r x output solution calculation calc expr num n".split()
)


def from_query(passage: Passage, _: Wanted) -> Unfolded | None:
    r"""The calculation of a query and its result.

    >>> from_query(Passage("SELECT 0 * 0 AS r;\n r \n---\n 0\n(0 row)", range(4)), Wanted("0*0=?", 2, "?")).passage.text
    '0 * 0 = 0'
    """
    query = _QUERY.match(passage.text) if "select" in passage.words else None
    if query is None or (query["name"] or "r").lower() not in _NAMES:
        return None
    worked = passage.part(*query.span("worked"))
    rows: list[Passage] = []
    same: list[Condition] = []
    for part in passage.since(query.end()).lines():
        line = part.text
        heading = _HEADING.fullmatch(line)
        if (row := _ROW.fullmatch(line)) is not None:
            rows.append(part.part(*row.span("n")))
        elif (again := _REPEATED.fullmatch(line)) is not None and not rows:
            told = part.part(*again.span("worked"))
            if len(told.runs) != len(worked.runs):
                return None
            same += [Condition(here, (there,)) for here, there in zip(told.runs, worked.runs, strict=True)]
        elif (
            heading is not None
            and not rows
            and heading["name"].lower() in _NAMES | {(query["name"] or "").lower(), "?column?"}
        ):
            continue
        elif not _RULE.fullmatch(line) and not _COUNTED.fullmatch(line):
            return None
    if len(rows) != 1:
        return None
    return Unfolded(together([worked, " = ", rows[0]]), tuple(same))
