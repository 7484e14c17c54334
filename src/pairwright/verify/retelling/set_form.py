"""A set form: a pattern of a whole text, what it says in plain words, and what its numbers must be."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage

# A number, one that comes next, and a calculation of at least two, in a shape.
NUMBER = r"-?0(?:,0)*(?:\.0)?"
NEXT_NUMBER = r"(?=[ \n]*[$*(\x02]*-?0)"
CALCULATION = r"[-(]*0[-+*/÷^%(). 0]*[-+*/÷^%][-+*/÷^%(). 0]*(?<=[0)])"
_GROUP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class SetForm:
    """A set form of a whole text.

    Attributes:
        pattern: of the whole text.
        plain: what it says; the pattern's groups stand in it as `{name}`, and what is not named is dropped.
        same: pairs of groups that must be the same number.
        question: groups whose number must be this one of the question's.
        members: groups whose number must be any of the question's.
    """

    pattern: re.Pattern[str]
    plain: str
    same: tuple[tuple[str, str], ...] = ()
    question: tuple[tuple[str, int], ...] = ()
    members: tuple[str, ...] = ()

    @property
    def letters(self) -> tuple[str, ...]:
        """The groups of the pattern that are unknowns."""
        return tuple(name for name in ("x", "y") if name in self.pattern.groupindex)


def set_form(pattern: str, plain: str, *, same: str = "", question: str = "", members: str = "") -> SetForm:
    """A set_form, declared in short.

    Args:
        pattern: of the whole text, its case aside.
        plain: as in `SetForm`.
        same: `"n=m a=b"`.
        question: the groups that are the question's numbers, in their order: `"a b"`.
        members: the same, in any order.
    """
    pairs = [(one, other) for one, _, other in (each.partition("=") for each in same.split())]
    numbers = [(name, place) for place, name in enumerate(question.split())]
    return SetForm(re.compile(pattern, re.IGNORECASE), plain, tuple(pairs), tuple(numbers), tuple(members.split()))


def retold(
    passage: Passage, forms: Iterable[SetForm], runs: int, unknown: str = ""
) -> tuple[Passage, tuple[Condition, ...]]:
    """A passage in plain words, if it has one of the forms, and what must be so for them.

    Args:
        passage: any; as it is where it has none of them.
        forms: the first that is met counts.
        runs: how many numbers the question has.
        unknown: the letter that it asks for, which alone may stand in groups of letters.

    >>> one = set_form(r"answer = (?P<n>0)", "The answer is {n}.")
    >>> retold(Passage("answer = 0", [2]), [one], 2)[0].text
    'The answer is 0.'
    """
    for each in forms:
        match = each.pattern.fullmatch(passage.text)
        if match is None or (unknown and not {match[name] for name in each.letters} <= {None, unknown}):
            continue
        said = told_by(passage, match, each.plain)
        conditions = [
            Condition(here, (there,))
            for one, other in each.same
            for here, there in zip(runs_of(passage, match, one), runs_of(passage, match, other), strict=False)
        ]
        named = [(runs_of(passage, match, name), place) for name, place in each.question]
        if any(place >= runs or len(here) != 1 for here, place in named):
            continue
        conditions += [Condition(here[0], (place,)) for here, place in named]
        known = tuple(range(runs))
        conditions += [Condition(here, known) for name in each.members for here in runs_of(passage, match, name)]
        return said, tuple(conditions)
    return passage, ()


def told_by(passage: Passage, match: re.Match[str], plain: str) -> Passage:
    """What a template says, the groups of a match in their places."""
    parts: list[str] = []
    runs: list[int] = []
    for place, part in enumerate(_GROUP.split(plain)):
        if place % 2:
            parts.append(match.groupdict().get(part) or "")
            runs += runs_of(passage, match, part)
        else:
            parts.append(part)
    return Passage("".join(parts), runs)


def runs_of(passage: Passage, match: re.Match[str], group: str) -> list[int]:
    """Which runs of digits of the whole text stand in a group of a match."""
    start, end = match.span(group) if group in match.re.groupindex else (-1, -1)
    return [] if start < 0 else runs_between(passage, start, end)


def runs_between(passage: Passage, start: int, end: int) -> list[int]:
    """Which runs of digits of the whole text stand in a stretch of a passage."""
    first = passage.text.count("0", 0, start)
    return list(passage.runs[first : first + passage.text.count("0", start, end)])


def answer_at(passage: Passage, start: int, end: int) -> Passage:
    """The sentence that the number in a stretch of a passage is the answer."""
    return Passage(f"The answer is {passage.text[start:end]}.", runs_between(passage, start, end))


def replaced(passage: Passage, pattern: re.Pattern[str], plain: str) -> Passage:
    """The passage, each stretch of a pattern retold where it stands."""
    parts: list[str] = []
    runs: list[int] = []
    at = 0
    for match in pattern.finditer(passage.text):
        before = passage.part(at, match.start())
        said = told_by(passage, match, plain)
        parts += [before.text, said.text]
        runs += [*before.runs, *said.runs]
        at = match.end()
    if not parts:
        return passage
    rest = passage.since(at)
    return Passage("".join([*parts, rest.text]), [*runs, *rest.runs])
