"""A completion retold in plain words where it has a set form: what a reading of it begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.passage import Passage
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.turns import distances
from pairwright.verify.retelling.afterthoughts import without_afterthoughts
from pairwright.verify.retelling.asides import without_asides
from pairwright.verify.retelling.checks import without_check
from pairwright.verify.retelling.consoles import CONSOLE_SIGNS, CONSOLES
from pairwright.verify.retelling.corrections import CORRECTING, CORRECTIONS
from pairwright.verify.retelling.courtesies import without_courtesies
from pairwright.verify.retelling.operations_in_english import REVERSED
from pairwright.verify.retelling.operations_in_words import in_signs
from pairwright.verify.retelling.options import chosen_option
from pairwright.verify.retelling.running_totals import in_steps
from pairwright.verify.retelling.set_form import SetForm, replaced, retold, runs_between, runs_of
from pairwright.verify.retelling.tables import BILLS, TICKED, ticked_guess
from pairwright.verify.retelling.unknowns import ABSOLUTE, CONGRUENCE, MUST_BE, ONE_PERCENT, ROOT_PAIRS, UNKNOWNS
from pairwright.verify.retelling.votes import VOTES

# Set forms are short.
_SHORT = 400
# A number that is a heading, and nothing else.
_HEADING = re.compile(r"\s*#{1,3}[ ]+(?P<number>[*_]*-?0(?:,0)*(?:\.0)?[*_]*)\s*")
# What someone does while he thinks: "*scratches head* 0".
_STAGED = re.compile(r"\s*[*(][a-z]+s(?: [a-z']+){0,6}[*)]\s+(?=\S)")
# A program, and behind it what is said to be the answer.
_PROGRAM = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_SAID_OUTSIDE = re.compile(r"\b(?:answer|result|output|total|sum)\b[^.\n0]{0,30}0[^0]*\Z", re.IGNORECASE)
# Who asks, and who answers him.
_CHAT = re.compile(
    r"\s*[*\[<]*(?:me|user|you|human|q|question|kid|student|person|customer|parent|pupil|child|friend)[*\]>]*:[* ]*(?P<asked>[^\n]*)\n+\s*[*\[<]*(?:\w+bot|bot|assistant|ai|tutor|teacher|gpt|chatgpt|claude|model|answer|a|me|gemini|expert|helper|mom|dad)[*\]>]*:[* ]*(?P<said>[^:]*)",
    re.IGNORECASE,
)
_OF_OPERATION: dict[str, tuple[SetForm, ...]] = {"mod": (CONGRUENCE,), "abs": (ABSOLUTE,)}
_VOTING = frozenset(
    "majority consensus winner method way approach strategy mentally hand paper final mode common".split()
)


@dataclass(frozen=True)
class Retold:
    """A passage in plain words.

    Attributes:
        passage: what is to be read.
        conditions: what must be so for it to say the same.
        checks: what it was checked with or reasoned from, and is not in it any more.
    """

    passage: Passage
    conditions: tuple[Condition, ...] = ()
    checks: tuple[Passage, ...] = ()


def as_laid_out(passage: Passage, asked: Wanted) -> Retold:
    """A passage whose set_form, its marks in place, says what it means: consoles, tables, votes."""
    text = passage.text
    if len(text) > _SHORT or not asked.runs:
        return Retold(passage)
    if (staged := _STAGED.match(text)) is not None and not distances(staged[0]):
        passage = passage.since(staged.end())
        text = passage.text
    if "```" in text and _SAID_OUTSIDE.search(_PROGRAM.sub(" ", text)):
        return _without_program(passage, asked)
    if ":" in text and "\n" in text and (chat := _CHAT.fullmatch(text)) is not None:
        known = tuple(range(asked.runs))
        same = tuple(Condition(run, known) for run in runs_of(passage, chat, "asked"))
        return Retold(passage.since(chat.start("said")), same)
    if "|" in text and text.count("|") > 5:
        told = ticked_guess(passage)
        return Retold(told) if told is not passage else Retold(*retold(passage, BILLS, asked.runs))
    if heading := _HEADING.fullmatch(text):
        return Retold(passage.since(heading.start("number")))
    if text[:40].lstrip(" \n")[:1] in "❌✗✘✅✓✔☑":
        return Retold(*retold(passage, TICKED, asked.runs))
    if any(sign in text for sign in CONSOLE_SIGNS):
        return Retold(*retold(passage, CONSOLES, asked.runs))
    if not passage.words.isdisjoint(_VOTING) and text.count("0") > 2:
        return Retold(*retold(passage, VOTES, asked.runs))
    return Retold(passage)


def _without_program(passage: Passage, asked: Wanted) -> Retold:
    """The passage without the programs in it, whose numbers must be the question's, or told outside them as well."""
    spans = [match.span() for match in _PROGRAM.finditer(passage.text)]
    outside = passage.without(spans)
    known = (*range(asked.runs), *outside.runs)
    inside = [run for span in spans for run in runs_between(passage, *span)]
    return Retold(outside, tuple(Condition(run, known) for run in inside))


# An area is counted in square centimetres, in which the question counts its sides.
_SIZES = frozenset(["area", "volume"])
_OF_A_UNIT = re.compile(
    r"(?<=0)[ ](?:square|cubic|sq\.?)(?=[ ](?:[cmk]?m|[a-z]{0,5}met(?:er|re)s?|in|inch(?:es)?|f(?:oo|ee)?t|yards?|yd|miles?|units?)\b)"
    r"|(?<=[cmkif0 ][mnt])[²³]",
    re.IGNORECASE,
)


def in_plain_words(passage: Passage, asked: Wanted) -> Retold:
    """A passage in plain text, set phrases in it retold.

    Args:
        passage: without markup.
        asked: what is asked for.
    """
    passage = without_courtesies(passage)
    if "0" not in passage.text:
        return Retold(passage)
    if not asked.things.isdisjoint(_SIZES):
        passage = passage.without([match.span() for match in _OF_A_UNIT.finditer(passage.text)])
    passage, reason, conditions = without_afterthoughts(passage, asked)
    passage, more = without_asides(passage, asked.runs)
    conditions += more
    passage, check, more = without_check(passage, asked.runs)
    conditions += more
    if not passage.words.isdisjoint(CORRECTING) and len(passage.text) < _SHORT:
        passage, more = retold(passage, CORRECTIONS, asked.runs)
        conditions += more
    if len(passage.text) < _SHORT:
        passage, more = _short(passage, asked)
        conditions += more
    return Retold(passage, conditions, tuple(each for each in (check, reason) if each is not None))


def _short(passage: Passage, asked: Wanted) -> tuple[Passage, tuple[Condition, ...]]:
    """A passage that is a whole set_form, or a calculation in words."""
    chosen, more = chosen_option(passage)
    if chosen is not passage:
        return chosen, more
    plain = asked.runs == 2 and asked.operations == 1 and asked.operator in {"+", "-", "*", "/"}
    passage, conditions = in_signs(passage, asked.operator if plain else "")
    passage, more = _whole(in_steps(passage), asked)
    return passage, conditions + more


def _whole(passage: Passage, asked: Wanted) -> tuple[Passage, tuple[Condition, ...]]:
    """A passage that is as a whole one of the forms of its question."""
    if asked.unknown != "?":
        passage = replaced(passage, MUST_BE, "{x} = {n}")
        return retold(passage, (*ROOT_PAIRS, *UNKNOWNS) if asked.several else UNKNOWNS, asked.runs, asked.unknown)
    if asked.runs == 2 and "%" in asked.shape and " of " in passage.text:
        return retold(passage, (ONE_PERCENT,), asked.runs)
    if (forms := _OF_OPERATION.get(asked.operator)) is not None:
        return retold(passage, forms, asked.runs)
    if asked.runs == 2 and asked.operations == 1:
        return retold(passage, REVERSED.get(asked.operator, ()), asked.runs)
    return passage, ()
