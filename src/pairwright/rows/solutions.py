"""Worked solutions in rows: what their steps come to, and the ways of going wrong at one of them."""

from __future__ import annotations

from pairwright.facts.space import Numbers
from pairwright.mistakes.at_steps import at_steps
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import Ways
from pairwright.plan.questions import exact_numbers
from pairwright.problems.kind import ProblemKind, View
from pairwright.values.solution import ONE_STEP


def wrong_solution_wording(way: Mistake) -> str:
    """A solution with a mistake, in the slots of `ProblemKind.solution_wording`."""
    return way.solution or ONE_STEP


def with_steps(problem: ProblemKind, view: View, numbers: Numbers) -> Numbers:
    """The numbers of questions (name -> codes), and what the steps of their solutions come to."""
    solution = problem.solution(view)
    return {**numbers, **({} if solution is None else solution.values(exact_numbers(problem, view, numbers))[0])}


def ways_in_solutions(problem: ProblemKind, view: View) -> Ways:
    """All ways of going wrong in a view's worked solution."""
    solution = problem.solution(view)
    if solution is None:
        return problem.mistakes(view)
    # Where steps do not end in the answer, it alone may be wrong, in any way.
    alone = tuple(way for way in problem.mistakes(view) if not way.right_answer)
    return at_steps(solution, alone if solution.answer else view.mistakes, apart=bool(view.result))
