"""The verifier: text in, verdict out; it knows nothing of how the text was made.

- `verdict`    the closed sets of verdicts and of what is said of reasons
- `lifting`    numbers lifted out of the text: `x+55=95,x=?` is the shape `x+0=0,x=?` with 55, 95
- `operations` the table of operations: how each is written, what it comes to, what bounds it, its kin
- `wordings`   the wordings of questions and the grammar that they stand in; `phrases` those that do something with numbers
- `chart`      all ways to derive a text by a grammar, and the value that they agree on
- `calculating`, `building` what the parsers find, as trees and as questions
- `asides`     what stands around a question and changes nothing of it
- `grammar`    a question or a calculation, as a shape, to a tree (`trees`)
- `rulings`    questions in set phrases, one entry of a table each, to the same trees
- `stories`    short word problems, statement by statement, to the same trees
- `algebra`    a tree and columns of numbers to exact fractions of polynomials in the unknown (`polynomials`)
- `whole_numbers` divisibility, primes, digits, order, bases, on columns
- `choices`    answers that are a word: yes or no, the sign between two numbers
- `lists`      answers that are lists, and which list is the right one
- `answers`    what a completion of any wording claims: its final answer, its calculations
- `prose`      the words around a claim: whether they leave it standing
- `voices`     who says or does what in them
- `contrasts`  wrong answers that are named to be set against the right one
- `claims`     what a text claims, whatever it is read by
- `retelling`  completions in set forms (consoles, tables, checks, sums told in words), in plain sentences
- `named`      what quantity a text calls its answer
- `asking`     what must be known of a question to find its answer
- `frame`      the same for declared wording
- `reversed_digits` numbers of declared wording whose digits stand from right to left
- `solutions`  worked solutions in declared wording, each step as a statement
- `judging`    a question and the claims about it, judged on columns of numbers
- `reasons`    what is said to be equal beside an answer, judged apart from it
- `shapes`     a judge on all texts of a shape, with the slow exact path where 64 bits could overflow
- `check`      columns of declared wording to verdicts: certification
- `scores`     questions and completions to scores, one or whole columns; TRL's reward
- `heads`      whole texts parted into question and completion
- `kinship`    mirrored questions (`canonical`) and fact families (`relations`), told from the text
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pairwright.verify.check import Verifier
    from pairwright.verify.declared_texts.declared import Declared
    from pairwright.verify.declared_texts.heads import split_texts
    from pairwright.verify.judging import Codes
    from pairwright.verify.kinship import families
    from pairwright.verify.rewards import reward, reward_for
    from pairwright.verify.scores import Score, score, score_column
    from pairwright.verify.verdict import Reason, Verdict

# What certifies texts of declared wording needs a third of this; to read anyone's is the rest (0.1 s of CPU).
_HOMES = {
    "Codes": "judging",
    "Declared": "declared_texts.declared",
    "Reason": "verdict",
    "Score": "scores",
    "Verdict": "verdict",
    "Verifier": "check",
    "families": "kinship",
    "reward": "rewards",
    "reward_for": "rewards",
    "score": "scores",
    "score_column": "scores",
    "split_texts": "declared_texts.heads",
}

__all__ = [
    "Codes",
    "Declared",
    "Reason",
    "Score",
    "Verdict",
    "Verifier",
    "families",
    "reward",
    "reward_for",
    "score",
    "score_column",
    "split_texts",
]


def __getattr__(name: str) -> object:
    if name in _HOMES:
        # No module is called as a public name is: importing it would put the module in that name's place.
        return getattr(import_module(f"pairwright.verify.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'pairwright.verify' has no attribute {name!r}")
