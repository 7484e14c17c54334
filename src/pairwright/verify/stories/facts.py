"""What clauses say."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pairwright.verify.stories.things import Amount
from pairwright.verify.stories.tokens import UnreadError


@dataclass(frozen=True)
class Clause:
    """What a clause says.

    Attributes:
        does: what is said, as `words` sorts verbs, or 'each', 'compare', 'equal groups'.
        who: whose; '' if nobody's.
        verb: its base form.
        amounts: of what.
        other: to whom, from whom, or what it is compared with.
        where: where and when.
        now: whether it is said of the end ("now", "left").
    """

    does: str
    who: str = ""
    verb: str = ""
    amounts: tuple[Amount, ...] = ()
    other: str = ""
    where: frozenset[str] = frozenset()
    now: bool = False


@dataclass
class Verb:
    """A verb as it stands: what it may do, its base, whether it is passive, and its particle."""

    does: dict[str, str]
    passive: bool = False
    particle: str = ""

    def base(self, does: str) -> str:
        """Its base form where it does that."""
        return self.does[does]


def told(amounts: list[Amount]) -> tuple[Amount, ...]:
    """The amounts, of which there must be some."""
    if not amounts:
        raise UnreadError
    return tuple(amounts)


def spread(amounts: list[Amount]) -> tuple[Amount, ...]:
    """`12 boys and 14 girls in the class`: all of them are there, but not the boxes of `8 apples each`."""
    several = told(amounts)
    if any(amount.asides or amount.each for amount in several[:-1]):
        return several
    return tuple(replace(amount, asides=several[-1].asides) for amount in several)
