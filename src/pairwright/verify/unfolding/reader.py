"""What a text claims that is a program, a table, an exchange or a correction; it counts only where it is right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, partial

from pairwright.verify.answers.answers import reading_in
from pairwright.verify.answers.claims import Reading
from pairwright.verify.answers.extraction import AUTO
from pairwright.verify.answers.passage import Passage, told
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.answers.turns import distances
from pairwright.verify.looser.by_ending import loose_reading_in
from pairwright.verify.looser.by_steps import worked_out_in
from pairwright.verify.unfolding.announced import announced
from pairwright.verify.unfolding.elements import from_elements
from pairwright.verify.unfolding.exchanges import exchange, templated
from pairwright.verify.unfolding.framed import from_frames, preferred
from pairwright.verify.unfolding.headed import before_exercises, behind_thoughts
from pairwright.verify.unfolding.programs import from_program
from pairwright.verify.unfolding.queries import from_query
from pairwright.verify.unfolding.rewording import behind_a_correction, behind_a_premise, reworded
from pairwright.verify.unfolding.rows import from_rows
from pairwright.verify.unfolding.slips import behind_a_slip
from pairwright.verify.unfolding.surroundings import without_surroundings
from pairwright.verify.unfolding.unfolded import Unfolded

Unfolding = Callable[[Passage, Wanted], Unfolded | None]
# Longer ones are no short answer with a form.
_LONGEST = 1_500
# These say that something was wrong.
_CORRECTING: tuple[Unfolding, ...] = (reworded, behind_a_correction, behind_a_slip, behind_a_premise, preferred)
_FORMS: tuple[Unfolding, ...] = (
    *_CORRECTING,
    without_surroundings,
    from_frames,
    from_query,
    behind_thoughts,
    before_exercises,
    from_program,
    from_rows,
    from_elements,
    *map(exchange, (0, 1, 2, -1)),
    templated,
    announced,
)


# Each form asks for the same.
@lru_cache(maxsize=8)
def _told_once(shape: str, runs: int, things: frozenset[str]) -> tuple[Passage | None, bool]:
    """What a completion says to its reader, and whether it says of itself that it is no answer to take."""
    passage = told(shape, runs)
    return passage, passage is not None and distances(passage.text, things)


def _unfolded_reading_of(form: Unfolding, shape: str, asked: Wanted) -> Reading | None:
    """What a completion's shape claims in the plain lines that a form of it says."""
    if asked.extract != AUTO or len(shape) > _LONGEST or "0" not in shape:
        return None
    if form is templated:
        passage: Passage | None = Passage(shape, range(asked.runs, asked.runs + shape.count("0")))
    else:
        passage, disowned = _told_once(shape, asked.runs, asked.things)
        if disowned and form not in _CORRECTING:
            return None
    if passage is None:
        return None
    unfolded = form(passage, asked)
    if unfolded is None or "0" not in unfolded.passage.text:
        return None
    for reader in (reading_in, loose_reading_in, worked_out_in):
        if reader is worked_out_in and asked.told:
            break
        reading = reader(unfolded.passage, asked)
        if reading is not None and reading.claims:
            return replace(reading, conditions=(*reading.conditions, *unfolded.conditions))
    return None


UNFOLDING = tuple(partial(_unfolded_reading_of, form) for form in _FORMS)
