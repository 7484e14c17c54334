"""Programs and what a terminal shows, as equations: what is put out, its names filled in, and what came out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage, together
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.looser.explaining_words import UNTRUSTED
from pairwright.verify.retelling.set_form import NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded, all_among, by_lines, equal, the_answer

_MOST_LINES = 30
_LONGEST = 200
_NAME = re.compile(r"[A-Za-z_][A-Za-z_0]*")
# One of these is in whatever is a program or a console.
_SIGNS = ("=", "(", "> ", ">\n", ": ", "echo ", "puts ", "return ", "% ", "$ ", "elect ", "ELECT ")
_PROMPT = re.compile(
    r"(?:>>>|\.\.\.|In[ ]?\[0\]:=?|julia>|ghci>|Prelude>|λ>|irb(?:\([^()\n]*\):0:0)?>|sage:|gp[ ]?>|iex(?:\(0\))?>|scala>|jshell>|user=>|php[ ]?>|node>"
    r"|octave(?::0)?>|>>|\(%i0\)|sqlite>|mysql>|postgres=[#>]|perl>|ruby>|lua>|maxima>|bc>|calc>|0>|\?(?=[ ]0)|[$%>#](?=[ ]))[ ]*"
)
# What came out, alone on its line.
_OUT = re.compile(
    rf"(?:(?:#|//|--|;)[ ]*)?(?:Out[ ]?\[0\][:=]+|\[0\]|ans[ ]=|(?:val[ ])?res0:[ ]\w+[ ]=|[%$]0[ ]=+>?|\(%o0\)|[=-]+>|→|(?:(?:the[ ])?(?:program[ ])?(?:output|result|prints|stdout|answer)(?:[ ]is)?:?))?"
    rf"[ ]*[\[{{`*]*(?:[A-Za-z]:[ ]?)?(?P<n>{NUMBER})[\]}}`*]*[.;]?",
    re.IGNORECASE,
)
# What a comment behind a line says that it comes to.
_COMMENT = re.compile(
    r"[ ]*(?:#+|//|--|%|;+|/\*|\(\*)[ ]*(?:(?:=+>|->|=+|→|prints?|outputs?|returns?|displays?|shows?|gives|result|answer|evaluates[ ]to|is|value)[: ]*(?:is[ ])?)?[\[`]?"
    rf"(?P<n>{NUMBER})[\]`]?[.]?[ ]*(?:\*/|\*\))?",
    re.IGNORECASE,
)
# Lines that do nothing that is asked for.
_SCAFFOLD = re.compile(
    r"```\w*|[{}()\]; ]*|(?:from|import|using|package|module|library|require|require_once|use|extern|mod)\b[^=]*|#[ ]?include\b.*|\"\"\".*\"\"\"|<\?php|\?>|#!.*"
    r"|(?:public[ ])?(?:static[ ])?(?:final[ ])?class[ ]\w+[ ]?\{?|(?:public[ ])?(?:static[ ])?(?:int|void)[ ][Mm]ain\([^()]*\)[ ]?\{?|(?:fn|func|fun)[ ]main\(\)[ ]?\{?"
    r"|main[ ]?::[ ]?IO[ ]?\(\)|begin|end\.?|if[ ]__name__[ ]==[ ][\"']__main__[\"']:|(?:exit|quit|q|main|clear|clc)(?:\(\))?;?|use[ ]strict;?"
    r"|(?:python0?|node|bc|ghci|irb|julia|R|octave|sage|gp|scala|jshell|php[ ]-a|iex)(?:[ ]-[a-z]+)?|it[ ]::[ ]\w+|ans[ ]=|(?:[A-Za-z_]+)[ ]?=[ ]?(?:sp\.|sympy\.)?(?:symbols?|Symbol|var)\([\"'][a-z][\"'](?:,[ ]?\w+=True)?\)|var\([\"'][a-z][\"']\)|syms[ ][a-z];?"
    r"|(?:the[ ])?(?:program[ ])?(?:output|result|stdout|prints)[ ]?(?:is)?:?|#.*|//.*",
    re.IGNORECASE,
)
_ENDED = re.compile(r"return[ ]0;?")
# The beginning of a function whose value is the answer.
_FUNCTION = re.compile(
    r"(?:def|function|func|fn|fun|sub|int|long|double|static[ ]int|public[ ]static[ ]int|let|const)[ ](?:get_?|compute_?|calculate_?|find_?)?(?:solve|solution|answer|result|main|calculate|compute|f|ans|final_?answer|sum|total)"
    r"(?:[ ]?\([ ]*(?:void)?[ ]*\))?(?:[ ]*(?:->|:)[ ]*\w+)?[ ]*(?:=[ ]*\(\)[ ]*(?:=>|->))?[ ]*[:{=]?[ ]*",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?:(?:let|const|var|val|int|long|double|float|auto|my|local|set|mut|number)[ ]+)*(?P<name>[$@]?[A-Za-z_][A-Za-z_0]*)(?:[ ]?:[ ]?(?:int|float|number|i0|u0|f0))?[ ]*(?P<sign>[-+*/]?)(?::=|=(?!=)|<-)[ ]*(?P<what>[^=].*)"
)
_TOGETHER = re.compile(r"(?P<names>[a-z_]\w*(?:,[ ]?[a-z_]\w*)+)[ ]?=[ ]?(?P<values>-?0(?:,[ ]?-?0)+)")
_PUT_OUT = re.compile(
    r"(?:main[ ]?=[ ]?)?(?:return|print|puts|echo|cat|disp|display|printf|fprintf|sprintf|show|say|writeln|write|output|select|expr|p|console\.log|document\.write|alert|System\.out\.println|System\.out\.print|fmt\.Println|fmt\.Print|println!?"
    r"|print!|putStrLn|IO\.puts|Console\.WriteLine|std::cout[ ]?<<|cout[ ]?<<|printfn)(?P<what>[ (<!].*)",
    re.IGNORECASE,
)
# What stands around what is put out: brackets, a text before it, an end of line behind it.
_TEXT_BEFORE = re.compile(r"[fFrR]?(?:\"[^\"0]*\"|'[^'0]*')[ ]*(?:%|,|\+|<<)[ ]*")
_END_OF_LINE = re.compile(r"[ ]*(?:<<[ ]*(?:std::)?endl|<<[ ]*(?:\"\\n\"|'\\n')|,[ ]*(?:\"\\n\"|'\\n'))\Z")
_INSERTED = re.compile(r"[$f]?([\"'`])[^\"'`0{]*\$?\{(?P<what>[^{}\"'`]*)\}\.?\1")
_ARITHMETIC = re.compile(r"\$?\(\((?P<what>[^()]*(?:\([^()]*\)[^()]*)*)\)\)")
_IN_FRONT = re.compile(r"\((?P<sign>[-+*/])[ ](?P<a>-?0)[ ](?P<b>-?0)\)")
_EXPRESSION = re.compile(r"[-(]*0[-+*/÷^%(). 0]*(?<=[0)])")
_TESTED = re.compile(
    r"(?:assert|self\.assert(?:Equals?|_equal)|assert_?(?:eq|equal|equals)!?|assert\.(?:equal|strictEqual|deepEqual)|expect|check|@test|XCTAssertEqual|EXPECT_EQ|ASSERT_EQ|CHECK|REQUIRE|is|eq)"
    r"[ (]+(?P<one>[^=,!<>]+?)[ ]*(?:===?|,|\)\.(?:toBe|toEqual|toStrictEqual|to\.equal|to\.eq|to\.be\.equal)\(|\)\.to[ ]eq[ (]+)[ ]*(?P<other>[^=,!<>]+?)(?:,[ ]?(?:\"[^\"0]*\"|'[^'0]*'))?[); ]*"
)
_SOLVED = re.compile(
    r"(?:print\()?(?:sp\.|sympy\.)?solve(?:set)?\((?:(?:sp\.|sympy\.)?Eq\((?P<left>[^,]+),[ ]*(?P<right>[^,()]+)\)|(?P<whole>[^,=]+))(?:,[ ]*(?P<of>[A-Za-z]))?\)\)?(?:\[0\])?"
)


@dataclass
class _Run:
    """A program while it is read, line by line.

    Attributes:
        asked: what is looked for.
        known: what each name stands for.
        told: what came out last, in words, and what stands beside it.
        came: whether anything came out.
        conditions: that each calculation comes to what came out.
        waiting: what was put out, and is to be followed by what came out.
        worked: whether something is calculated.
        in_function: whether a function has begun whose value is the answer.
        seen: the runs of digits in the program.
    """

    asked: Wanted
    known: dict[str, Passage] = field(default_factory=dict)
    told: list[Passage] = field(default_factory=list)
    waiting: Passage | None = None
    came: bool = False
    conditions: list[Condition] = field(default_factory=list)
    worked: bool = False
    in_function: bool = False
    seen: list[int] = field(default_factory=list)

    def does(self, line: Passage) -> bool:
        """Whether a line is one of a program, and was done."""
        out = _OUT.fullmatch(line.text)
        if out is not None and self.waiting is not None:
            return self._comes_to(self.waiting, line.part(*out.span("n")))
        if (prompt := _PROMPT.match(line.text)) is not None:
            line = line.since(prompt.end())
        if _SCAFFOLD.fullmatch(line.text) or (_ENDED.fullmatch(line.text) and (self.waiting or self.told)):
            return True
        if (function := _FUNCTION.match(line.text)) is not None and function.end() > 3 and "0" not in function[0]:
            rest = line.since(function.end())
            if not rest.text or rest.text.startswith(("return ", "{")) or "=>" in function[0] or "->" in function[0]:
                self.in_function = True
                rest = rest.since(len(rest.text) - len(rest.text.lstrip("{ ")))
                return not rest.text or self._states(rest)
        return self._states(line)

    def _states(self, line: Passage) -> bool:
        """A statement, perhaps with what it comes to behind it."""
        for came in _comments(line):
            code = line.part(0, came[0]) if came else line
            number = line.part(*came[1]) if came else None
            code = code.until(len(code.text.rstrip(" ;}\n")))
            if self._is_done(code, number):
                return True
        return False

    def _is_done(self, code: Passage, number: Passage | None) -> bool:
        if self._is_tested(code) or self._is_solved(code):
            return number is None or self.waiting is None or self._comes_to(self.waiting, number)
        if (both := _TOGETHER.fullmatch(code.text)) is not None:
            return self._are(both, code)
        name, what = "", code
        assigned = None
        if (put := _PUT_OUT.fullmatch(code.text)) is not None:
            what = _bare(code.part(*put.span("what")))
        elif (assigned := _ASSIGNED.fullmatch(code.text)) is not None:
            name, what = assigned["name"], code.part(*assigned.span("what"))
        value = self._filled(what)
        if value is None:
            return name != "" and self._is_solved(what)
        self.seen += what.runs
        if assigned is not None and assigned["sign"]:
            before = self.known.get(name)
            if before is None:
                return False
            value = together(["(", before, f") {assigned['sign']} (", value, ")"])
        if name:
            self.known[name] = value
        alone = _NAME.fullmatch(what.text.strip())
        own = name or (alone[0] if alone else "")
        self.waiting = together([f"{own} = ", value]) if own and own == self.asked.unknown else value
        if _is_calculated(value):
            self.worked = True
        if number is not None:
            return self._comes_to(self.waiting, number)
        if self.in_function and not name and not _is_calculated(value):
            self._says(the_answer(value))
        return True

    def _are(self, match: re.Match[str], code: Passage) -> bool:
        """Several names at once: a, b = 0, 0."""
        names = [name.strip() for name in match["names"].split(",")]
        values = [value.strip() for value in match["values"].split(",")]
        self.seen += code.runs
        for name, value, run in zip(names, values, code.runs[-len(values) :], strict=False):
            self.known[name] = Passage(value, [run])
        return len(names) == len(values)

    def _is_tested(self, code: Passage) -> bool:
        match = _TESTED.fullmatch(code.text)
        if match is None or ".not" in code.text:
            return False
        sides = [self._filled(code.part(*match.span(name))) for name in ("one", "other")]
        if sides[0] is None or sides[1] is None:
            return False
        left, right = sorted(sides, key=lambda side: not _is_calculated(side))  # type: ignore[arg-type]
        if not _is_calculated(left):  # type: ignore[arg-type]
            return False
        self.seen += code.runs
        self.worked = True
        return self._comes_to(left, right)  # type: ignore[arg-type]

    def _is_solved(self, code: Passage) -> bool:
        match = _SOLVED.fullmatch(code.text)
        if match is None or self.asked.unknown == "?" or match["of"] not in {None, self.asked.unknown}:
            return False
        if match["left"]:
            self.told.append(together([code.part(*match.span("left")), " = ", code.part(*match.span("right"))]))
        self.seen += code.runs
        self.worked = True
        self.waiting = Passage(self.asked.unknown, ())
        return True

    def _filled(self, what: Passage) -> Passage | None:
        """An expression with what its names stand for in their places; None where it is none."""
        if (front := _IN_FRONT.fullmatch(what.text.strip())) is not None:
            first = Passage("0", what.runs[:1])
            return together([first, f" {front['sign']} ", Passage("0", what.runs[1:])])
        parts: list[Passage | str] = []
        at = 0
        for match in _NAME.finditer(what.text):
            value = self.known.get(match[0])
            if value is None:
                return None
            parts += [what.part(at, match.start()), *(["(", value, ")"] if value.text != "0" else [value])]
            at = match.end()
        filled = together([*parts, what.since(at)])
        text = filled.text.strip()
        if text.startswith("(") and text.endswith(")") and "(" not in text[1:]:
            filled = Passage(text[1:-1], filled.runs)
        if "//" in filled.text:
            filled = Passage(filled.text.replace("//", "/"), filled.runs)
        return filled if _EXPRESSION.fullmatch(filled.text.strip()) and len(filled.text) < _LONGEST else None

    def _comes_to(self, what: Passage, number: Passage) -> bool:
        """What came out, which must be what was put out; whether that can be told."""
        own = what.text.startswith(f"{self.asked.unknown} =")
        calculation = what.since(what.text.index("=") + 1) if own else what
        if "0" in calculation.text:
            same = equal(calculation, number)
            if same is None:
                return False
            self.conditions.append(same)
        self.told = [each for each in self.told if "0" not in each.text or "=" in each.text]
        solved = own or "0" not in calculation.text
        self._says(together([f"{self.asked.unknown} = ", number]) if solved else the_answer(number))
        return True

    def _says(self, line: Passage) -> None:
        self.told.append(line)
        self.came, self.waiting = True, None


def _comments(line: Passage) -> Iterator[tuple[int, tuple[int, int]] | None]:
    """Where a comment that is a number may stand at the end of a line; None where it may have none."""
    for sign in ("#", "//", "--", "/*", ";", "(*", "%"):
        at = line.text.rfind(sign)
        if at > 0 and (match := _COMMENT.fullmatch(line.text, at)) is not None:
            yield at, match.span("n")
    yield None


def _bare(what: Passage) -> Passage:
    """What is put out, without brackets and the texts around it."""
    if (end := _END_OF_LINE.search(what.text)) is not None:
        what = what.until(end.start())
    text = what.text
    start, end_at = len(text) - len(text.lstrip(" <")), len(text.rstrip())
    if (arithmetic := _ARITHMETIC.fullmatch(text, start, end_at)) is not None:
        return what.part(*arithmetic.span("what"))
    if text[start : start + 1] == "(" and text[end_at - 1 : end_at] == ")" and _closes(text, start) == end_at - 1:
        start, end_at = start + 1, end_at - 1
    if (inserted := _INSERTED.fullmatch(text, start, end_at)) is not None:
        return what.part(*inserted.span("what"))
    if (before := _TEXT_BEFORE.match(text, start, end_at)) is not None:
        start = before.end()
    return what.part(start, end_at)


def _closes(text: str, at: int) -> int:
    """Where the bracket that opens at a place is closed; -1 if it is not."""
    depth = 0
    for place in range(at, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1


def _is_calculated(value: Passage) -> bool:
    return value.text.count("0") > 1 and re.search(r"0[ )]*[-+*/÷^%]", value.text) is not None


def from_program(passage: Passage, asked: Wanted) -> Unfolded | None:
    r"""What a program says; None where a text is none.

    >>> wanted = Wanted("0*0=?", 2, "?")
    >>> from_program(Passage("a = 0\nb = 0\nprint(a * b)  # 0", range(2, 5)), wanted).passage.text
    'The answer is 0'
    """
    if not any(sign in passage.text for sign in _SIGNS) or not passage.words.isdisjoint(UNTRUSTED):
        return None
    if passage.text.count("\n") >= _MOST_LINES:
        return None
    run, beside = _Run(asked), False
    for line in passage.lines():
        part = line.part(len(line.text) - len(line.text.lstrip()), len(line.text.rstrip()))
        if not part.text or run.does(part):
            continue
        if "0" in part.text and not run.came:
            return None
        beside = True
        run.told.append(part)
    if not run.came or (beside and not run.worked):
        return None
    seen = all_among(asked.runs, run.seen) if run.worked else ()
    return Unfolded(together(by_lines(run.told)), (*run.conditions, *seen))
