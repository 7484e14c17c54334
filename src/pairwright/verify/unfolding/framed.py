"""Answers in a frame of signs, as the value of a name in a program's data, or chosen among what is rejected."""

from __future__ import annotations

import re
from functools import lru_cache

from pairwright.verify.answers.numbers import Condition, in_their_order
from pairwright.verify.answers.passage import Passage, together
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.retelling.set_form import NUMBER
from pairwright.verify.unfolding.unfolded import Unfolded, the_answer

_N = rf"(?P<n>{NUMBER})"
# Pairs of signs that close what they open; a minus is the number's only inside of them.
_PAIRS = (
    rf"<{{1,5}}[ ]?{_N}[ ]?>{{1,5}}",
    rf">{{2,5}}[ ]?{_N}[ ]?<{{2,5}}",
    rf"\[{{2,5}}[ ]?{_N}[ ]?\]{{2,5}}",
    rf"\{{{{2,5}}[ ]?{_N}[ ]?\}}{{2,5}}",
    rf"[«‹【「『《〈〔❮❰]+[ ]?{_N}[ ]?[»›】」』》〉〕❯❱]+",
    rf"(?P<rule>={{2,9}}|-{{3,9}}|#{{2,9}}|:{{2,5}}|@{{1,5}}|%{{2,5}}|\+{{2,9}}|~{{2,9}}|\*{{2,9}}|_{{2,9}}|[★☆✨⭐🎉]+)[ ]?{_N}[ ]?(?P=rule)",
    rf"(?:[=-]{{1,9}}>|→|⇒|▶|►)[ ]?{_N}[ ]?(?:<[=-]{{1,9}}|←|⇐|◀|◄)",
)
_SIGNS = frozenset("<>[{«‹【「『《〈〔❮❰=-#:@%+~*_★☆✨⭐🎉→⇒▶►")
_NAME = r"(?:final[-_ ]?answer|answer|result|solution|ans|value|output)"
# Of Lisp, Prolog, Rust, Scala and their like.
_VALUES = re.compile(
    rf"\s*(?:\({{1,2}}(?:(?:define|def|defvar|setq|setf|set!|let)[ ])?:?{_NAME}[ ]?(?:\.[ ]|:[ ]|=[ ])?[ ]?(?P<a>{NUMBER})\){{1,2}}"
    rf"|\{{:{_NAME}[ ](?P<b>{NUMBER})\}}|#?\{{{_NAME}[ ]?(?:=>|=|:|,)[ ]?(?P<c>{NUMBER})\}}|{_NAME}\([ ]?(?P<d>{NUMBER})[ ]?\)[.;]?|(?:Some|Ok|Just|Right|Success)[ (]+(?P<e>{NUMBER})[ ]?\)?;?"
    rf"|\[?\\?boxed?[ ]?[\[({{: ][ ]?(?P<f>{NUMBER})[\])}}]?|\[box(?:ed)?\](?P<g>{NUMBER})\[/box(?:ed)?\]|<\|(?:final|answer|result)\|>[ ]?(?P<h>{NUMBER})|\?-[^\n]*\n+[A-Z]\w*[ ]=[ ](?P<i>{NUMBER})\.?)\s*",
    re.IGNORECASE,
)
_VALUED = frozenset("answer result solution ans value output some ok just right success box boxed final x".split())
# `(= (+ 0 0) 0)`, and its value behind it.
_PREFIXED = re.compile(
    rf"\s*(?:\(=[ ])?\((?P<sign>[-+*/])[ ](?P<a>-?0)[ ](?P<b>-?0)\)[ ]*(?:;*[ ]*(?:=>|→|⇒|->|;+|\n)[ ]*)?[ ]?(?P<n>{NUMBER})\)?\s*"
)
_CHOSEN = (
    r"(?:chosen|preferred|accepted|correct(?:_answer)?|best(?:_answer)?|winner|right(?:_answer)?|selected|positive)"
)
_REJECTED = r"(?:rejected|dispreferred|discarded|incorrect(?:_answers?)?|wrong(?:_answers?)?|distractors?|worst|loser|negatives?|refused)"
_NAMED_ANSWER = rf"(?:{_CHOSEN}|(?<=\")answer(?=\"))"
_PROMPT = r'\{[ \n]*"(?:prompt|question|input|problem|instruction)"[ ]?:[ ]?"(?P<asked>[^"]*)"[ ]?,[ \n]*'
_PREFERENCE = (
    re.compile(
        rf'\s*(?:{_PROMPT}|\{{[ \n]*)"{_NAMED_ANSWER}"[ ]?:[ ]?"?(?P<said>[^"{{}}\[\],]+)"?[ ]?,[ \n]*"{_REJECTED}"[ ]?:[ ]?(?:"[^"]*"|\[[^\[\]]*\]|-?[0.,]+)[ \n]*\}}\s*',
        re.IGNORECASE,
    ),
    re.compile(
        rf'\s*(?:{_PROMPT}|\{{[ \n]*)"{_REJECTED}"[ ]?:[ ]?(?:"[^"]*"|\[[^\[\]]*\]|-?[0.,]+)[ ]?,[ \n]*"{_NAMED_ANSWER}"[ ]?:[ ]?"?(?P<said>[^"{{}}\[\],]+)"?[ \n]*\}}\s*',
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*[*_]*{_CHOSEN}[*_]*:[*_]*[ ](?P<said>[^:\n]+?)[.;,]?(?:\n+|[ ])[*_]*{_REJECTED}[*_]*:[^:\n]+",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\s*[*_]*{_REJECTED}[*_]*:[^:\n]+?[.;,]?(?:\n+|[ ])[*_]*{_CHOSEN}[*_]*:[*_]*[ ](?P<said>[^:\n]+)",
        re.IGNORECASE,
    ),
)
_CHOOSING = frozenset(
    "rejected dispreferred discarded incorrect wrong distractor distractors worst loser negative negatives refused".split()
)
_LONGEST = 400


def from_frames(passage: Passage, _: Wanted) -> Unfolded | None:
    """The answer in a frame; None where there is none.

    >>> from_frames(Passage("<<<0>>>", [2]), Wanted("0+0=?", 2, "?")).passage.text
    'The answer is 0'
    """
    text = passage.text
    if len(text) > _LONGEST:
        return None
    found = None
    if not _SIGNS.isdisjoint(text):
        found = next((match for pattern in _framed() if (match := pattern.fullmatch(text)) is not None), None)
    if found is not None:
        return Unfolded(the_answer(passage.part(*found.span("n"))))
    if not passage.words.isdisjoint(_VALUED) and (valued := _VALUES.fullmatch(text)) is not None:
        told = next(valued.span(name) for name in "abcdefghi" if valued[name] is not None)
        return Unfolded(the_answer(passage.part(*told)))
    prefixed = _PREFIXED.fullmatch(text) if "(" in text else None
    if prefixed is None or text.count("(") != text.count(")"):
        return None
    first, second, number = (passage.part(*prefixed.span(name)) for name in "abn")
    return Unfolded(together([first, f" {prefixed['sign']} ", second, " = ", number]))


@lru_cache(maxsize=1)
def _framed() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(
            rf"(?P<before>[\s*]*(?:(?:so |thus |therefore |hence )?,?(?:the |my )?(?:final )?(?:answer|result)(?: is|:)[\s*]*)?){pair}[.!]*\s*",
            re.IGNORECASE,
        )
        for pair in _PAIRS
    )


def preferred(passage: Passage, asked: Wanted) -> Unfolded | None:
    """What is chosen, where something else is rejected."""
    if passage.words.isdisjoint(_CHOOSING) or len(passage.text) > _LONGEST:
        return None
    match = next((match for each in _PREFERENCE if (match := each.fullmatch(passage.text)) is not None), None)
    if match is None:
        return None
    conditions: tuple[Condition, ...] = ()
    if match.groupdict().get("asked"):
        said = passage.part(*match.span("asked"))
        if "".join(said.text.split()) != "".join(asked.shape.split()):
            return None
        conditions = in_their_order(said.runs)
    return Unfolded(passage.part(*match.span("said")), conditions)
