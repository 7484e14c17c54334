"""Worked solutions in rows: their wording, what their steps come to, and the ways of going wrong at one of them."""

from __future__ import annotations

from pairwright.facts.space import Numbers
from pairwright.mistakes.at_steps import at_steps
from pairwright.mistakes.base import Mistake
from pairwright.mistakes.kinds import Ways
from pairwright.plan.questions import exact_numbers
from pairwright.problems.kind import ProblemKind, View

# The calculation of a view is the one step where it has no others.
_ONE_STEP = "{calculation}={result}"


def solution_wording(problem: ProblemKind, view: View) -> str:
    """The solution of a view as a wording with the slots of its numbers and steps, calculation, result, answer."""
    solution = problem.solution(view)
    return _ONE_STEP if solution is None else solution.wording


def wrong_solution_wording(way: Mistake) -> str:
    """A solution with a mistake, in the same slots."""
    return way.solution or _ONE_STEP


def with_steps(problem: ProblemKind, view: View, numbers: Numbers) -> Numbers:
    """The numbers of questions (name -> codes), and what the steps of their solutions come to."""
    solution = problem.solution(view)
    return {**numbers, **({} if solution is None else solution.values(exact_numbers(problem, view, numbers)))}


def ways_in_solutions(problem: ProblemKind, view: View) -> Ways:
    """All ways of going wrong in a view's worked solution."""
    solution = problem.solution(view)
    return problem.mistakes(view) if solution is None else at_steps(solution, view.mistakes)
