"""Completions put together and then spoiled: a second way to cases, independent of the templates by kind.

A text is an opening, a calculation, an announcement and a close, drawn one by one; each spoiling is a change of such a
text after which a careful reader would no longer take the right answer from it.  Layout changes leave what it says.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from tests.adversarial.completions import Completion

_OPENINGS = (
    "", "", "Sure, let's solve this.\n\n", "Okay! ", "Let me think this through step by step.\n",
    "To solve this, we perform the operation.\n\n", "Here is my solution:\n", "Great question! ",
    "We are asked to evaluate an expression. ", "Alright, here we go.\n",
)  # fmt: skip
_MIDDLES = (
    "", "", "{l} {s} {r} = {a}. ", "Computing {l} {s} {r} gives {a}.\n", "We have ${l} {k} {r} = {a}$.\n\n",
    "Starting from {l} and using {r}, we find {a}. ", "{l}{s}{r}={a}\n", "Calculation: {l} {s} {r} = {a}\n",
)  # fmt: skip
_ANNOUNCED = (
    "The answer is {a}.", "Answer: {a}", "So the final answer is {a}.", "\\boxed{{{a}}}", "#### {a}",
    "**Answer:** {a}", "Therefore, the result is {a}.", "Hence the answer is $\\boxed{{{a}}}$.",
    "<answer>{a}</answer>", "The final answer is **{a}**.", "Final answer: {a}.", "Thus the solution is {a}.",
)  # fmt: skip
_CLOSES = ("", "", "", "\n", "\n\nLet me know if you have any other questions!", " I hope this helps.")

_TAKEN_BACK = (
    " Hmm, that was too quick: the digits do not add up.", "\n\nUPDATE: this was marked wrong.",
    " ...or so I thought, but I was off by one.", " Please do not use this, it has an error in it.",
    "\nCorrection: {w}", " Oops, I meant {w}.", " I take that back, it is {w}.", " Strike that; {w}.",
    "\n\nActually, checking again gives {w}.", " That is the wrong answer.", " (This answer is incorrect.)",
    "\n\nReviewer: no, it should be {w}.", " Scratch everything above.", " Wait, no. The answer is {w}.",
)  # fmt: skip
_DISTANCED = (
    "A student wrote this, and the teacher marked it as wrong: ", "Which of these is false? ",
    "Here is an example of an incorrect solution:\n", "It would be wrong to write: ", "Do not trust the following. ",
    "I am making this up: ", "Suppose for a moment that we misread the sign. ", "For a different problem: ",
    "The following is a common error: ", "I have no idea, so here is a random line: ",
)  # fmt: skip
_HEDGED = (
    ("is ", "is not "), ("is ", "may be "), ("is ", "is roughly "), ("is ", "is either {w} or "),
    ("is ", "is less than "),
    ("is ", "can't be "), ("is ", "is at most "), ("is ", "is nearly "), ("is ", "was once thought to be "),
    ("is ", "is probably "), ("is ", "is one more than "), ("is ", "is half of "), ("is ", "isn't "),
)  # fmt: skip
_BEHIND = (
    " hundred", "/{r}", "^2", " or {w}", "{z}", ".5", "%", "...", "e3", " - 1", " × 10", " + {r}", "?", " to {w}",
    " (mod {r})", ",{w}", " million",
)  # fmt: skip


def _number(draw: random.Random, answer: int) -> int:
    return answer + draw.choice([-11, -10, -2, -1, 1, 2, 9, 10, 100])


def _behind(text: str, answer: str, said: str) -> str:
    """The text with something behind each place where the answer stands."""
    return re.sub(rf"(?<!\d){re.escape(answer)}(?!\d)", lambda match: match[0] + said, text)


def _spoilings(draw: random.Random, fields: dict[str, str]) -> Iterator[tuple[str, Callable[[str], str]]]:
    answer = fields["a"]

    def filled(options: tuple[str, ...]) -> str:
        return draw.choice(options).format(**fields)

    yield "taken back", lambda text: text.rstrip() + filled(_TAKEN_BACK)
    yield "distanced", lambda text: filled(_DISTANCED) + text
    yield "another number", lambda text: _behind(text, answer, "").replace(answer, fields["w"])
    yield "more behind", lambda text: _behind(text, answer, filled(_BEHIND))
    yield "thought", lambda text: f"<think>\n{text}\n"
    yield "thought, closed", lambda text: f"<think>{text}</think>\n\nI ran out of time."
    yield "another problem", lambda text: f"{fields['w']}\n\nProblem 2: What is {fields['r']} + 1?\n{text}"
    yield "said by others", lambda text: f'My friend told me: "{text.strip()}" I am sure that is a lie.'
    yield "another letter", lambda text: re.sub(rf"(?<!\d){answer}(?!\d)", f"q = {answer}", text)
    yield "code", lambda text: f"```\nvalue = {answer}\nvalue = value + 1\n```\n"
    yield "options", lambda text: f"A) {answer}  B) {fields['w']}\nI pick B."
    yield "counted", lambda text: f"{answer}. Read the question.\n{int(answer) + 1}. Answer it."
    yield "fields", lambda text: f'{{"draft": {answer}, "answer": {fields["w"]}}}'


def _composed(draw: random.Random, fields: dict[str, str]) -> str:
    parts = (_OPENINGS, _MIDDLES, _ANNOUNCED, _CLOSES)
    return "".join(draw.choice(part).format(**fields) for part in parts)


def _laid_out(text: str, draw: random.Random) -> str:
    """The same in another layout."""
    changes: tuple[Callable[[str], str], ...] = (
        lambda each: each, lambda each: f"\n\n{each}\n", lambda each: each.replace(" - ", " − "),
        lambda each: f"<think>Let me see.</think>\n{each}", lambda each: f"{each}<|im_end|>",
        lambda each: each.replace("\n", "\r\n"), lambda each: f"Assistant: {each}",
    )  # fmt: skip
    return draw.choice(changes)(text)


def composed(seed: int, rows: int) -> list[Completion]:
    """So many texts that are right, and as many of each spoiling."""
    draw = random.Random(seed)  # noqa: S311
    found = []
    for _ in range(rows):
        sign = draw.choice("+-*")
        right = draw.randint(4, 99)
        left = right + draw.randint(21, 900) if sign != "*" else draw.randint(12, 99)
        answer = {"+": left + right, "-": left - right, "*": left * right}[sign]
        question = draw.choice((f"{left}{sign}{right}=?", f"What is {left} {sign} {right}?"))
        fields = {
            "l": str(left), "r": str(right), "s": sign, "k": {"*": "\\times"}.get(sign, sign), "a": str(answer),
            "w": str(_number(draw, answer)), "z": str(draw.randint(0, 9)),
        }  # fmt: skip
        found.append(Completion(question, _laid_out(_composed(draw, fields), draw), True, "right"))
        for kind, spoiled in _spoilings(draw, fields):
            found.append(Completion(question, spoiled(_composed(draw, fields)), False, kind))
        old, new = draw.choice(_HEDGED)
        plain = f"{draw.choice(_OPENINGS)}The answer is {answer}."
        head, _, last = plain.rpartition(old)
        found.append(Completion(question, head + new.format(**fields) + last, False, "hedged"))
    return found
