"""Tables as lines: what a row says that is a calculation with its result, or has a name and a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.objects import NO
from pairwright.verify.answers.passage import Passage, together, words_in
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.looser.explaining_words import DENYING, casts_no_doubt
from pairwright.verify.retelling.set_form import CALCULATION, NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded, all_among, by_lines, equal, the_answer

# Tables of LaTeX and of HTML, brought to lines with bars; no number is touched.
_LATEX = re.compile(
    r"\\(?:begin|end)\{(?:tabularx?|array|table)\*?\}(?:\{[^{}0]*\})?|\\(?:hline|toprule|midrule|bottomrule|cline\{[^{}0]*\})"
)
_CELL_ENDS = re.compile(r"</t[dh]>\s*<t[dh](?:\s[^<>0]*)?>|</?t[dh](?:\s[^<>0]*)?>", re.IGNORECASE)
_ROW_ENDS = re.compile(r"</tr>|</?(?:table|tbody|thead|tfoot)(?:\s[^<>0]*)?>", re.IGNORECASE)
_ROW_BEGINS = re.compile(r"\s*<tr(?:\s[^<>0]*)?>\s*", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=*-]+")
_ROUND = " \t*_`$|"
_ALL = re.compile(rf"[*_`$ ]*(?P<n>{NUMBER})[*_`$ ]*")
_WORKED = re.compile(rf"[*_`$ ]*(?P<e>{CALCULATION})[*_`$ ]*=?[*_`$ ]*")
_TRIED = frozenset("guess guesses try tries attempt attempts candidate verdict check? correct? student".split())
_CHECKS = frozenset("check verification proof probe test verify control".split())
_FEWEST = 2
# With what a text behind a table ends that tells what its cells come to.
_TOTAL = re.compile(
    rf"(?:→|⇒|=|:|\b(?:is|are|total|sum|answer|result|altogether|gives|makes|get|product))[ :*_$]*(?P<n>{NUMBER})[*_$]*[.!]*\s*\Z",
    re.IGNORECASE,
)
_OF_TABLES = frozenset(
    "cell cells entries entry field fields row rows column columns table grid box boxes areas area partial products parts four six nine tens ones hundreds units inner".split()
)


def from_rows(passage: Passage, asked: Wanted) -> Unfolded | None:
    r"""What the rows of a table say, with the text around it; None where there is no table.

    >>> from_rows(Passage("| step | what |\n|---|---|\n| one | 0 |\n| **sum** | **0** |", range(2)), _SUM).passage.text
    'one: 0\nsum: 0'
    """
    piped = _in_bars(passage)
    if piped is None or not words_in(passage.text).isdisjoint(_TRIED):
        return None
    table, end = _Table(asked), 0
    for line in piped.lines():
        end += len(line.text) + 1
        if not table.takes(line, piped.text[end:]):
            return None
    if table.rows < _FEWEST and "<" not in passage.text:
        return None
    return table.summed() or table.told()


@dataclass
class _Table:
    """A table while its rows are read.

    Attributes:
        asked: what is looked for.
        rows: how many rows there are, rules apart.
        heads: what stands in the first row, if no number does.
        lines: what its rows say, and the lines around it.
        named: those of its rows that have a name and a number.
        outside: the lines around it.
        parts: its rows with several numbers and without a result.
        given: the numbers beside the result in the only row below a head.
    """

    asked: Wanted
    rows: int = 0
    heads: list[str] = field(default_factory=list)
    lines: list[Passage] = field(default_factory=list)
    named: list[Passage] = field(default_factory=list)
    outside: list[Passage] = field(default_factory=list)
    parts: list[list[Passage]] = field(default_factory=list)
    given: list[int] = field(default_factory=list)

    def takes(self, line: Passage, behind: str) -> bool:
        """Reads a line; false where it says that something is not right."""
        cells = _cells(line)
        if cells is None:
            self.lines.append(line)
            self.outside.append(line)
            return True
        if any(cell.text.lower() in NO for cell in cells):
            return False
        self.rows += bool(cells)
        if self.rows == 1 and cells and not self.heads and not line.runs:
            self.heads = [cell.text.lower() for cell in cells]
        elif (said := _said(cells)) is not None:
            self.lines.append(said)
            if "=" not in said.text:
                self.named.append(said)
        elif cells:
            self._takes_numbers(cells, behind)
        return True

    def _takes_numbers(self, cells: list[Passage], behind: str) -> None:
        """A row of numbers: its last one, by the name in the head, where it is the only row and ends the text."""
        several = sum(bool(cell.runs) for cell in cells) > 1 and len(cells) > _FEWEST
        if several and (self.outside or "0" in behind.rpartition("|")[2]):
            self.parts.append(cells)
        elif (
            self.rows == _FEWEST
            and len(self.heads) == len(cells) > 1
            and "|" not in behind
            and all(map(_is_number, cells))
        ):
            self.given = [run for cell in cells[:-1] for run in cell.runs]
            self.lines.append(together([f"{self.heads[-1]}: ", cells[-1]]))

    def told(self) -> Unfolded | None:
        """What its rows say; every number with a name must be known."""
        if not self.lines:
            return None
        said = [each for each in self.lines if "=" in each.text] + [each for each in self.lines if each.runs][-1:]
        known = (*range(self.asked.runs), *(run for each in said for run in each.runs))
        named = tuple(Condition(run, known) for each in self.named for run in each.runs)
        given = all_among(self.asked.runs, self.given) if self.given else ()
        return Unfolded(together(by_lines(self.lines)), (*named, *given))

    def summed(self) -> Unfolded | None:
        """What the text behind it tells that its cells come to; they have the question's numbers, or part them."""
        behind, asked = together(by_lines(self.outside)), self.asked
        match = _TOTAL.search(behind.text) if self.parts else None
        if match is None or asked.unknown != "?" or not DENYING.isdisjoint(behind.words):
            return None
        knowing = replace(asked, beside=asked.beside | _OF_TABLES)
        if not casts_no_doubt(behind.text[: match.start()], knowing, whole=True):
            return None
        runs = [run for row in self.parts for cell in row for run in cell.runs]
        among = Condition(0, either=(all_among(asked.runs, runs), *_parted(self.parts, asked)))
        return Unfolded(the_answer(behind.part(*match.span("n"))), (among,))


def _is_number(cell: Passage) -> bool:
    return _ALL.fullmatch(cell.text) is not None


def _in_bars(passage: Passage) -> Passage | None:
    """The passage with bars between the cells of its tables; None where it has none."""
    text = passage.text
    if "&" in text and "\\begin" in text:
        text = _LATEX.sub("\n", text).replace("\\\\", "\n").replace("\\&", " ").replace("&", "|")
    elif "<td" in text.lower():
        text = _ROW_ENDS.sub("\n", _CELL_ENDS.sub("|", _ROW_BEGINS.sub("\n", text)))
    elif "|" not in text:
        between = next((sign for sign in ";\t," if sign in text), "")
        lines = text.strip().strip("`").split("\n")
        lines = [line for line in lines if line.strip() and not line.startswith("```")]
        if not between or len(lines) < _FEWEST or len({line.count(between) for line in lines}) > 1:
            return None
        if between == "," and any("0,0" in line and line.count("0") > lines[0].count(",") + 1 for line in lines):
            return None
        text = text.replace(between, "|").replace('"', "")
    if "|" not in text or text.count("0") != passage.text.count("0"):
        return None
    return Passage(text, passage.runs)


def _cells(line: Passage) -> list[Passage] | None:
    """The cells of a row; none of a rule; None where a line is no row."""
    text = line.text
    if "|" not in text.strip():
        return [] if "0" not in text and _RULE.fullmatch(text) and text.strip() else None
    found: list[Passage] = []
    start = 0
    for cell in text.split("|"):
        inner = cell.strip(_ROUND)
        begin = start + cell.find(inner) if inner else start
        found.append(line.part(begin, begin + len(inner)))
        start += len(cell) + 1
    edge = text.strip()
    return found[1 if edge.startswith("|") else 0 : -1 if edge.endswith("|") else None]


def _said(cells: list[Passage]) -> Passage | None:
    """What a row says: an equation, a calculation and its result, a name and its number."""
    filled = [cell for cell in cells if cell.text]
    if not filled or "0" not in filled[-1].text:
        return None
    *_, last = filled
    if "=" in last.text:
        return together(["Check: ", last]) if filled[0].text.lower().strip(":") in _CHECKS else last
    if len(filled) > 1 and _WORKED.fullmatch(filled[-2].text) and _ALL.fullmatch(last.text):
        return together([filled[-2], " = ", last])
    if len(filled) == 2 and _ALL.fullmatch(last.text) and "0" not in filled[0].text and filled[0].text[0].isalpha():
        return together([filled[0].text.rstrip(":= "), ": ", last])
    return None


def _parted(rows: list[list[Passage]], asked: Wanted) -> Iterator[tuple[Condition, ...]]:
    """That the heads of columns, and those of rows, add up to the two numbers of the question."""
    heads = [cell for cell in rows[0] if "0" in cell.text]
    sides = [row[0] for row in rows[1:] if "0" in row[0].text]
    if asked.runs != 2 or asked.operator != "*" or not heads or not sides:
        return
    sums = [
        together([part for place, cell in enumerate(cells) for part in ((" + ", cell) if place else (cell,))])
        for cells in (heads, sides)
    ]
    for order in ((0, 1), (1, 0)):
        made = [equal(each, Passage("0", [place])) for each, place in zip(sums, order, strict=True)]
        if made[0] is not None and made[1] is not None:
            yield (made[0], made[1])


_SUM = Wanted("0+0=?", 2, "?")
