"""Answers that are no numbers, as a passage gives them: words, and expressions with a letter."""

from __future__ import annotations

from pairwright.verify.choices import chosen
from pairwright.verify.expressions import claim_of, written_at
from pairwright.verify.numbers import Claim, Condition
from pairwright.verify.passage import Passage
from pairwright.verify.pieces import Page
from pairwright.verify.statements import shifted, statements, tree_at
from pairwright.verify.wanted import Reading, Wanted


def chosen_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The word that a passage gives as the answer, and what it says is equal."""
    found = chosen(passage.text, asked.answers)
    if found is None:
        return None
    conditions: list[Condition] = []
    if found.between is not None:
        # The statement must be about the numbers of the question, in its order.
        said = [run for start in found.between for run in passage.runs[passage.text.count("0", 0, start) :][:2]]
        if len(set(said)) != asked.runs:
            return None
        conditions = [Condition(run, (place,)) for place, run in enumerate(sorted(set(said)))]
        return Reading((found.claim,), conditions=tuple(conditions))
    text = f"{passage.text[: found.start]}so{passage.text[found.end :]}"
    equations, _, unread = statements(Page(Passage(text, passage.runs)), asked.unknown)
    return Reading((found.claim,), tuple(equations), unread)


def expression_in(passage: Passage, asked: Wanted) -> Reading | None:
    """The expression that a passage gives as the answer, and what it says is equal."""
    match = written_at(passage.text)
    tree = None if match is None else tree_at(match["written"].strip(" *"))
    if match is None or tree is None:
        return None
    at, count = (passage.text.count("0", *span) for span in ((0, match.start("written")), match.span("written")))
    runs = list(passage.runs[at : at + count])
    if runs and runs != list(range(runs[0], runs[0] + count)):
        return None
    tree = shifted(tree, runs[0]) if runs else tree
    # What stands in its place has as many numbers, and says nothing.
    text = f"{passage.text[: match.start('written')]}{'0 ' * count}{passage.text[match.end('written') :]}"
    equations, _, unread = statements(Page(Passage(text, passage.runs)), asked.unknown)
    return Reading((claim_of(tree) or Claim(tree),), tuple(equations), unread)
