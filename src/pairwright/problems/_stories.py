"""What the stories are made of: names and things, and views whose text comes to one calculation.

Every story holds for every name and every thing; none says "he" or "she".
"""

from __future__ import annotations

import re

from pairwright.facts.keys import Fact
from pairwright.mistakes.kinds import calculated
from pairwright.problems.kind import View

# Twelve by eight: all stories with all of them are 11,500 shapes, of which the verifier keeps 16,384.
_NAMES = "Tom Anna Omar Mia Paul Aisha Leo Yuki Nina Carlos Priya Maya"
_THINGS = "apples books marbles shells pencils coins stamps beads"
WORDS = {"name": tuple(_NAMES.split()), "thing": tuple(_THINGS.split())}


def told(
    form: str,
    calculation: str,
    steps: str | dict[str, str],
    stories: dict[str, str],
    *where: str,
    fact: Fact | None = None,
    operator: str = "",
    worked: tuple[str, ...] | None = None,
    **mistakes: tuple[str, ...],
) -> list[View]:
    """Stories that come to one calculation.

    Args:
        form: the form that they share with each other, and with plain problems of the same calculation.
        calculation: over the numbers of the story.
        steps: `s={a}+{b} t={s}-{c}`, the last of which comes to the answer; empty where there is one;
            or a dictionary.
        stories: view -> text.
        where: comparisons that must hold.
        fact: where it is not made of the calculation's numbers.
        operator: where it is not that of the calculation.
        worked: the steps that a solution writes, where it is not all of them.
        mistakes: kind of mistake -> other calculations.

    """
    worked_out = dict(step.split("=") for step in steps.split()) if isinstance(steps, str) else steps
    slots = tuple(re.findall(r"\{\w+\}", calculation))
    signs = re.sub(r"\{\w+\}|[()\d]", "", calculation)
    relation = "".join(sorted(signs.translate(str.maketrans("-/", "+*"))))
    return [
        View(
            name,
            operator or (signs if len(signs) == 1 else relation),
            story,
            calculation,
            answer=(calculation,),
            steps=worked_out,
            worked=worked,
            fact=fact or Fact(relation, (*slots, calculation)),
            # Nobody has fewer than none, whatever the ranges.
            conditions=(*where, *([f"{calculation}>=0"] if "-" in calculation and not where else [])),
            mistakes=tuple(
                way
                for kind, ways in mistakes.items()
                # What no right text of the view looks like would tell it; so would a step by itself.
                for way in calculated(kind, *ways, shows=calculation)
            ),
            form=form,
        )
        for name, story in stories.items()
    ]
