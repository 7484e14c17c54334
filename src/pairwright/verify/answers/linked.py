"""Whether the last of several calculations is one of this question: it goes on from its numbers, or from what they came to."""

from __future__ import annotations

from itertools import groupby

from pairwright.verify.answers.claims import Equation
from pairwright.verify.answers.numbers import Condition
from pairwright.verify.answers.readings import Wanted
from pairwright.verify.questions.trees import PLAIN_OPERATORS, Numeral, Operation, Tree, shifted, written

_MOST = 8


def of_the_question(equations: list[Equation], asked: Wanted) -> tuple[Condition, ...]:
    """What must be so for the value of the last equation to be the answer.

    Each number of the question is in one of the equations, and the last one is made of numbers that stand before it;
    or each equation begins with what the one before came to, and the first with a number of the question:
    0 - 0 = 0, 0 - 0 = 0.
    """
    runs = sorted({run for each in equations for run in range(each.first, each.first + each.text.count("0"))})
    whole = [Condition(run, tuple(runs)) for run in range(asked.runs)]
    if asked.unknown != "?":
        return tuple(whole)
    groups = [list(group) for _, group in groupby(equations, key=lambda each: each.first)]
    if asked.operator == "root" and (value := _numeral(groups[-1][-1].right, groups[-1][-1].first)) is not None:
        # "0 * 0 = 0" checks a root.
        whole.append(Condition(value, apart=tuple(range(asked.runs))))
    if len(groups) > 1:
        whole += _made_of_known(groups, asked)
    options = [option for option in (_chained(groups, asked), _in_parts(groups, asked)) if option is not None]
    return (Condition(0, either=(tuple(whole), *options)),) if options else tuple(whole)


def _made_of_known(groups: list[list[Equation]], asked: Wanted) -> list[Condition]:
    """The numbers of the last calculation stand in the question or in one before; its value is no number of a plain question.

    "0 - 0 = 0" behind "0 + 0 = 0" checks it and comes to the first number again.
    """
    last = groups[-1]
    known = tuple(range(asked.runs)) + tuple(
        run for group in groups[:-1] for run in range(group[0].first, group[0].first + group[0].text.count("0"))
    )
    made = [Condition(run, known) for run in _numerals(last[0].left, last[0].first)]
    value = _numeral(last[-1].right, last[-1].first)
    # A greatest divisor may be one of the two numbers.
    if asked.operations == 1 and asked.operator in PLAIN_OPERATORS and value is not None:
        made.append(Condition(value, apart=tuple(range(asked.runs))))
    return made


def _chained(groups: list[list[Equation]], asked: Wanted) -> tuple[Condition, ...] | None:
    """Sums and differences, each from what the one before came to; None where they are not such."""
    if not 1 < len(groups) <= _MOST or asked.runs != 2 or asked.operator not in {"+", "-", "*"}:
        return None
    signs = {"+", "-"}
    made: list[Condition] = []
    before: int | None = None
    for group in groups:
        step = _step(group, signs | {"*"} if before is None and asked.operator == "*" else signs)
        if step is None:
            return None
        begin, by, result = step
        if before is None:
            ordered = asked.operator == "-"
            # With the other number of the question all would be worked out, and what follows is something else.
            made += [Condition(begin, (0,) if ordered else (0, 1)), Condition(by, apart=(1,) if ordered else (0, 1))]
        else:
            made.append(Condition(begin, (before,)))
        before = result
    return (*made, Condition(before, apart=(0, 1))) if before is not None else None


def _in_parts(groups: list[list[Equation]], asked: Wanted) -> tuple[Condition, ...] | None:
    """Products of a number of the question with parts of the other, and the sum of these; None where they are not such."""
    if not 2 < len(groups) <= _MOST or asked.runs != 2 or asked.operator != "*":
        return None
    steps = [_step(group, {"*"}) for group in groups[:-1]]
    total = groups[-1][0]
    if any(step is None for step in steps) or len(groups[-1]) != 1 or not _is_sum(total.left):
        return None
    results = tuple(step[2] for step in steps if step is not None)
    parts = _numerals(total.left, total.first)
    if len(parts) != len(results):
        return None
    made = [Condition(step[0], (0, 1)) for step in steps if step is not None]
    return (*made, *(Condition(part, results) for part in parts), *(Condition(each, parts) for each in results))


def _step(group: list[Equation], signs: set[str]) -> tuple[int, int, int] | None:
    """The two numbers of a calculation of one operation, and what it comes to; None where it is none."""
    tree, result = group[0].left, _numeral(group[0].right, group[0].first)
    if len(group) != 1 or result is None or not isinstance(tree, Operation) or tree.operator not in signs:
        return None
    left, right = _numeral(tree.left, group[0].first), _numeral(tree.right, group[0].first)
    return None if left is None or right is None else (left, right, result)


def _numeral(tree: Tree, first: int) -> int | None:
    return tree.index + first if isinstance(tree, Numeral) else None


def _numerals(tree: Tree, first: int) -> tuple[int, ...]:
    return tuple(each.index for each in written(shifted(tree, first)))


def _is_sum(tree: Tree) -> bool:
    return isinstance(tree, Numeral) or (
        isinstance(tree, Operation) and tree.operator == "+" and _is_sum(tree.left) and _is_sum(tree.right)
    )
