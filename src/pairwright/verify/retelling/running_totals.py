"""A total that is kept through steps told in words: "Start with 0, add 0 to get 0, then add 0 more to get 0."."""

from __future__ import annotations

import re

from pairwright.verify.answers.passage import Passage

_N = r"[*$]*(-?0)[*$]*"
_START = re.compile(
    rf"(?:\A|(?<=[.!?\n:]) ?)\s*(?:first,? |we |let's |you |i )*(?:start|begin|starting|beginning)(?: (?:with|from|at|by taking|out with|off with))? {_N}(?:[,.;:]| and)? ?",
    re.IGNORECASE,
)
_STEP = re.compile(
    rf"(?:(?:and|then|next|now|finally|lastly|after that|we|you|i|afterwards),? )*(?P<do>add|subtract|take away|take off|plus|minus|adding|subtracting) {_N}(?: (?:more|to (?:it|that)|from (?:it|that)|further))?,?"
    rf" (?:to (?:get|make|reach|obtain|give|arrive at|land on)|(?:and|we|you|which|that|this) (?:get|gets|gives|makes|is|reach|have)|(?:giving|making|getting|reaching)(?: us| you)?|for a total of|=|→|⇒) {_N}(?:[,.;]|\s*\Z)* ?",
    re.IGNORECASE,
)
_MOST = 12


def in_steps(passage: Passage) -> Passage:
    r"""The passage, such a total written as equations, each of which begins with what the one before came to.

    >>> in_steps(Passage("Start with 0, add 0 to get 0, then add 0 more to get 0.", range(5))).text
    '0 + 0 = 0.\n0 + 0 = 0.'
    """
    if passage.words.isdisjoint({"start", "begin", "starting", "beginning"}):
        return passage
    start = _START.search(passage.text)
    if start is None or "0" in passage.text[: start.start()]:
        return passage
    text, at = passage.text, start.end()
    first = text.count("0", 0, start.start(1))
    equations: list[str] = []
    runs: list[int] = []
    total = start[1]
    for _ in range(_MOST):
        step = _STEP.match(text, at)
        if step is None:
            break
        sign = "+" if step["do"].lower() in {"add", "plus", "adding"} else "-"
        equations.append(f"{total} {sign} {step[2]} = {step[3]}.")
        runs += passage.runs[first : first + 3]
        first, total, at = first + 2, step[3], step.end()
    rest = passage.since(at)
    if len(equations) < 2 or rest.text.strip(" .!*$\n"):
        return passage
    return Passage("\n".join(equations), runs)
