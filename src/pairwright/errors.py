"""The exceptions of the package; every message names the field, the value and the way out.

PairwrightError
├── ArgumentError        an argument of a public function that is not of its kind
├── RecipeError          a recipe that cannot be read, or that asks for what does not exist
├── KindError            a kind of problem, or a reading of questions, of another package that cannot be used
├── DataError            data, or a tokenizer, that cannot be read at all
├── ModelError           a model, tokenizer or checkpoint that cannot be used
├── TrainingError        data or settings that nothing can be trained with
├── OutputError          files that cannot be written; nothing half-made is left behind
├── EngineError          the machines that were to do the work cannot be reached, or were lost
├── PushError            a dataset that is not whole, or that the Hub does not take
└── CertificationError   a generated row that the verifier does not confirm
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# Over 300 characters without a blank.
_LONG_WORD = re.compile(r"(\S{200})\S{40,}(\S{60})")


def one_line(text: str) -> str:
    r"""A message in one line, of long words (paths, values of somebody else's) only the beginning and the end.

    >>> len(one_line("9" * 5000 + ": too long")), one_line("a\nb")
    (272, 'a\\nb')
    """
    return _LONG_WORD.sub(r"\1...\2", text.replace("\r", "\\r").replace("\n", "\\n"))


class PairwrightError(Exception):
    """Base of everything that the package raises on purpose; its text is one line, whatever it quotes."""

    def __str__(self) -> str:
        """One line."""
        return one_line(super().__str__())


class ArgumentError(PairwrightError, TypeError, ValueError):
    """An argument of a public function is not of the kind that it takes."""


class RecipeError(PairwrightError, ValueError):
    """The recipe cannot be read, or asks for something that does not exist."""


class KindError(PairwrightError, ValueError):
    """What another package brings, a kind of problem or a reading of questions, cannot be used."""


class DataError(PairwrightError, ValueError):
    """Data, or a tokenizer, that cannot be read at all; single bad rows are counted, and no errors."""


class ModelError(PairwrightError, ValueError):
    """A model, a tokenizer or a checkpoint cannot be used, or not for what is asked."""


class TrainingError(PairwrightError, ValueError):
    """Nothing can be trained with this data, or with these settings."""


class OutputError(PairwrightError, OSError):
    """The output cannot be written; files made so far have been removed."""


class EngineError(PairwrightError, RuntimeError):
    """The engine cannot be reached, or has lost a piece of work for good."""


class PushError(PairwrightError, RuntimeError):
    """The dataset is not whole, or the Hugging Face Hub refuses it or cannot be reached."""


class CertificationError(PairwrightError):
    """A generated row did not pass the verifier, so no file was kept."""


# More names than these would fill a screen; so many of them are shown then.
_MANY, _SHOWN = 60, 12


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown `word`: the nearest known one, or all of them.

    >>> did_you_mean("sede", ["seed", "rows"])
    "did you mean 'seed'?"
    >>> did_you_mean("zzz", ["seed", "rows"])
    'known are: rows, seed'
    >>> did_you_mean("zzz", map(str, range(100)))
    'known are: 0, 1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19 and 88 more'
    """
    from difflib import get_close_matches

    names = sorted(known)
    close = get_close_matches(word, names, n=1)
    if close:
        return f"did you mean {close[0]!r}?"
    shown = names if len(names) <= _MANY else names[:_SHOWN]
    more = f" and {len(names) - len(shown)} more" if len(shown) < len(names) else ""
    return f"known are: {', '.join(shown)}{more}"


def extra_missing(what: str, extra: str) -> str:
    """One line for what needs an extra that is not installed.

    >>> extra_missing("push: needs huggingface_hub", "hub")
    "push: needs huggingface_hub; pip install 'pairwright[hub]', in a checkout .venv/bin/pip install -e '.[hub]'"
    """
    return f"{what}; pip install 'pairwright[{extra}]', in a checkout .venv/bin/pip install -e '.[{extra}]'"
