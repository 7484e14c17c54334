"""Answers under a heading of their own, behind thoughts under another one, or before further exercises."""

from __future__ import annotations

import re

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.set_form import CALCULATION, NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded

_THINKING = r"(?:(?:my |internal |inner |chain of )?(?:thinking|thoughts?|reasoning|scratch ?pad|scratch ?work|analysis|monologue|deliberation|reflection|brainstorm(?:ing)?|rough work|draft notes)(?: process| steps)?)"
_RESPONSE = r"(?:(?:my |the )?(?:final )?(?:response|reply|answer|output|result|solution)|final)"
_MARKS = r"[*_#>\[(<= ]*"
# "**Thinking:** ... **Response:** ...", "## Thought ... ## Answer ...".
_THOUGHT = re.compile(
    rf"\s*{_MARKS}{_THINKING}[*_\]): =.…]*(?=\s)(?P<thought>.*?)(?:\n[ ]*{_MARKS}{_RESPONSE}[*_]*(?:[:\])=][*_: ]*|\n)|[ ]\[{_RESPONSE}\])\s*(?P<said>.*)",
    re.IGNORECASE | re.DOTALL,
)
_THOUGHTS = frozenset(
    "thinking thought thoughts reasoning scratch scratchpad scratchwork analysis monologue deliberation reflection brainstorm brainstorming rough draft".split()
)
_MARKED = frozenset("*#_[<=>:")
# "2. 0 + 0 = 0", "b) 0 - 0 =", "Next: 0 * 0 = 0": what comes behind an answer in a list of exercises.
_NUMBERED = r"(?:(?:0[.):]|\(0\)|[b-h][.):]|\([b-h]\)|(?:exercise|question|problem|task|no\.?|nr\.?|#|q)[ ]?0[.):]|(?:next|and next|another|also|more):)[ ]*)"
_FIRST = re.compile(r"\s*(?:(?:[0a][.):]|\([a0]\))[ ]+)?", re.IGNORECASE)
_EXERCISE = re.compile(
    rf"[ ]*{_NUMBERED}?(?P<worked>(?:what is |calculate |compute )?{CALCULATION}[ ]*(?:=[ ]*(?:{NUMBER}|\?|_+)?|\?)?\.?)[ ]*",
    re.IGNORECASE,
)


def behind_thoughts(passage: Passage, _: Wanted) -> Unfolded | None:
    r"""What stands under the heading of a response, behind thoughts under theirs.

    >>> behind_thoughts(Passage("**Thinking:** 0 + 0.\n\n**Response:** 0", range(3)), Wanted("0+0=?", 2, "?")).passage.text
    '0'
    """
    if passage.words.isdisjoint(_THOUGHTS) or _MARKED.isdisjoint(passage.text):
        return None
    match = _THOUGHT.fullmatch(passage.text)
    return None if match is None else Unfolded(passage.part(*match.span("said")))


def before_exercises(passage: Passage, asked: Wanted) -> Unfolded | None:
    r"""The answer in a first line, behind which other exercises are done.

    >>> before_exercises(Passage("0\n\n0. 0 + 0 = 0", range(5)), Wanted("0+0=?", 2, "?")).passage.text
    '0'
    """
    if "\n" not in passage.text or asked.unknown != "?" or asked.told:
        return None
    begin = _FIRST.match(passage.text).end()  # type: ignore[union-attr]
    end = passage.text.find("\n", begin)
    others: list[int] = []
    # Line by line: all together they could be gone over again and again.
    for line in passage.since(end).lines() if end > 0 else ():
        match = _EXERCISE.fullmatch(line.text)
        if match is None and line.text.strip():
            return None
        if match is not None:
            others += line.part(*match.span("worked")).runs
    said = passage.part(begin, end)
    if not others or not said.runs:
        return None
    # None goes on with the answer.
    return Unfolded(said, tuple(Condition(run, apart=tuple(said.runs[-1:])) for run in others))
