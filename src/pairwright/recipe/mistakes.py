"""What a recipe may ask of mistakes: known kinds, enough of them, and a wording that can show them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pairwright.errors import did_you_mean
from pairwright.mistakes.base import REFUSAL
from pairwright.problems import known_mistakes, mistakes_of
from pairwright.wording.template import result_apart, slots


def require_known(names: Collection[str], problems: Collection[str]) -> None:
    """Refuse a kind of mistake that no view declares; those of other kinds of problem than the recipe's are known too.

    Raises:
        ValueError: in one line that names it.

    """
    if not names:
        raise ValueError(f"mistakes is empty; leave it out for refusals only, or name some of: {_listed()}")
    for name in names:
        # All kinds of problem are imported only for a name that these do not have.
        if name != REFUSAL and name not in mistakes_of(*problems) and name not in known_mistakes():
            raise ValueError(f"mistakes: unknown mistake {name!r}; {did_you_mean(name, known_mistakes())}")


def require_possible(mix: Mapping[str, float], per_prompt: int, answer: str, *, question_in_negative: bool) -> None:
    """Refuse a mix that can never give what is asked of it.

    Args:
        mix: kind -> weight.
        per_prompt: how many rejected answers a prompt gets, each of another kind.
        answer: the wording of the answer.
        question_in_negative: whether the rejected side carries the question.

    Raises:
        ValueError: in one line that names the field.

    """
    if per_prompt > len(mix):
        kinds = "1 kind" if len(mix) == 1 else f"{len(mix)} kinds"
        raise ValueError(
            f"rejected_per_prompt: {per_prompt} different rejected answers need as many kinds of mistake, "
            f"but mistakes names {kinds}; add to the mix ({_listed()}), or ask for fewer"
        )
    if not question_in_negative and set(mix) != {REFUSAL}:
        raise ValueError(
            "question_in_negative: without its question nothing proves an answer wrong; "
            "leave it true, or have refusals only"
        )
    found = slots(result_apart(answer))
    if "steps" in found and "answer" in found:
        found += ["calculation", "result"]
    for name, slot in (("wrong_reason", "calculation"), ("wrong_answer_right_reason", "result")):
        if name in mix and slot not in found:
            raise ValueError(
                f"mistakes.{name}: wording.answer {answer!r} gives no reason apart from the answer; leave the "
                'mistake out, or say something like "The answer is {answer} because {calculation} equals {answer}."'
            )


def _listed() -> str:
    return ", ".join(known_mistakes())
