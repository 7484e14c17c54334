"""The tokenizer `math`: digits, operators and all else one character a token, but the recipe's phrases whole.

`x+55=95,x=? The answer is 40 because 95-55 equals 40.` takes 24 tokens where it has 53 characters, and a
number is its digits, whatever its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pairwright.learn.tokenizers.making import made
from pairwright.problems import registered
from pairwright.wording.template import literal_runs, plain

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

    from pairwright.recipe.recipe import Recipe

# Whatever an English keyboard types is known, so that questions worded otherwise can be asked too.
_TYPED = [chr(number) for number in range(ord(" "), ord("~") + 1)]
# Words of two letters and more, with the spaces around them: the unknown x stays a token of its own.
_WORD = r"[^\W\d_]{2,}(?:['’][^\W\d_]+)*"
_PHRASE = re.compile(rf" ?{_WORD}(?: {_WORD})* ?")


def math_tokenizer(recipe: Recipe) -> PreTrainedTokenizerFast:
    """The tokenizer for the wordings of a recipe: its phrases and refusals, then single characters.

    >>> from pairwright.recipe.recipe import Recipe
    >>> len(math_tokenizer(Recipe())("x+55=95,x=? The answer is 40 because 95-55 equals 40.<eos>")["input_ids"])
    25

    """
    questions = _questions(recipe)
    answers = [literal_runs(f" {each}") for each in recipe.wording.answers]
    refusals = [f" {plain(refusal)}" for refusal in recipe.wording.refusals]
    literals = [run for runs in (*answers, *questions) for run in runs]
    ends, starts = [runs[-1] for runs in questions], [*(runs[0] for runs in answers), *refusals]
    phrases = [each for each in [*refusals, *_phrases(literals)] if not _straddles(each, ends, starts)]
    characters = sorted(set("".join([*literals, *refusals])))
    return made(list(dict.fromkeys([*phrases, *_TYPED, *characters])))


def _questions(recipe: Recipe) -> list[list[str]]:
    """The literal texts of each question that the recipe asks."""
    return [
        literal_runs(each)
        for problem in (registered()[name] for name in recipe.problems)
        for view in problem.views
        if view.name in recipe.views(problem.name)
        for each in recipe.whole_questions(problem, view)
    ]


def _phrases(literals: Iterable[str]) -> list[str]:
    return [phrase for literal in literals for phrase in _PHRASE.findall(literal)]


def _straddles(phrase: str, ends: Sequence[str], starts: Sequence[str]) -> bool:
    """Whether a phrase could begin in a prompt and end in its completion.

    As a token it would then be neither's, and the prompt's tokens no prefix of the whole text's, on
    which TRL relies. No phrase holds a digit, so the texts next to the seam are all that counts.
    """
    return any(
        end.endswith(phrase[:cut]) and start.startswith(phrase[cut:])
        for cut in range(1, len(phrase))
        for end in ends
        for start in starts
    )
