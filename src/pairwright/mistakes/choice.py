"""Which mistakes of a mix the rows get: a keyed weighted order for each row, of which the first that apply.

Each kind runs for each row the exponential race -log(u)/weight, with u keyed by the kind's own name
and the row's number.  The order of the finish is a weighted order without replacement, and adding a
kind to the mix changes no other kind's time.  Where a kind cannot apply (swapping the digits of 44),
or claims what is right or claimed already, the next in the race takes its place.  Where they do not
suffice, the kinds draw their numbers and ways again: a random number that is claimed already is no
reason to give up.

Two kinds may come to the same number: 57+48 without carrying is 95, and so is 105 off by ten.  Where kinds have
ranks, such a number is named by the kind of the lower rank alone, and the other one does not apply there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from pairwright.keyed import Integers, words
from pairwright.lazily import np, npt
from pairwright.mistakes.base import Case, Mistake
from pairwright.values.exact import Booleans

# Stands for the answer of a refusal: no mistake claims it, since none exceeds 10 digits.
# The least that 64 bits hold: no answer is that small.
_NO_ANSWER = -(1 << 63)
# A kind has fewer ways in a view than a byte can count.
Ways: TypeAlias = "npt.NDArray[np.int8]"
# An attempt that can succeed has nearly always a chance of a quarter or more: 10**-8 fail 64 times.
_ATTEMPTS = 64


@dataclass(frozen=True)
class MixedKind:
    """One kind of the mix.

    Attributes:
        name, weight: as in the mix.
        ways: its ways in one view (none: it gives no answer).
        rank: what kinds of a lower rank claim is not claimed again; equal ranks do not mind each other.

    """

    name: str
    weight: float
    ways: tuple[Mistake, ...]
    rank: int = 0


@dataclass(frozen=True)
class Picked:
    """The mistakes of n rows, K each; all columns are n by K.

    Attributes:
        kinds: which kind was drawn (int64).
        ways: which of the kind's ways (int8).
        values: the claimed answers (int64; without meaning for a refusal).
        shown: role -> what the calculation shows (int64).
        enough: whether so many different ones apply to the row (bool, n).

    """

    kinds: Integers
    ways: Ways
    values: Integers
    shown: Mapping[str, Integers]
    enough: Booleans

    def replaced(self, rows: Integers, others: Picked) -> Picked:
        """The same with some rows from elsewhere."""
        shown = {role: _put(column, rows, others.shown[role]) for role, column in self.shown.items()}
        enough = self.enough.copy()
        enough[rows] = others.enough
        return Picked(
            kinds=_put(self.kinds, rows, others.kinds),
            ways=_put(self.ways, rows, others.ways),
            values=_put(self.values, rows, others.values),
            shown=shown,
            enough=enough,
        )


def _put(column: npt.NDArray[Any], rows: Integers, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    changed = column.copy()
    changed[rows] = values
    return changed


@dataclass(frozen=True)
class _Claims:
    """What the ways of one kind claim in each row, and where they may; both are ways by rows."""

    values: Integers
    applying: Booleans
    shown: Sequence[Mapping[str, Integers]]


@dataclass(frozen=True)
class _Said:
    """What one kind says in each row, by which way, and whether it applies."""

    values: Integers
    ways: Ways
    applies: Booleans
    shown: Mapping[str, Integers]


def picked(kinds: Sequence[MixedKind], case: Case, count: int) -> Picked:
    """`count` mistakes for each row of the case, with answers that differ from the right one and each other."""
    found = _picked(kinds, case, count)
    for attempt in range(1, _ATTEMPTS):
        lacking = np.flatnonzero(~found.enough)
        if not lacking.size:
            break
        # A prompt that lacks mistakes when each number has one name only may have them with two names.
        unranked = kinds if attempt < _ATTEMPTS // 2 else [replace(kind, rank=0) for kind in kinds]
        found = found.replaced(lacking, _picked(unranked, case.again(lacking, attempt), count))
    return found


def _picked(kinds: Sequence[MixedKind], case: Case, count: int) -> Picked:
    """See `picked`; one attempt.

    Where one is wanted and no kind minds another, the kind that finishes first is asked before all others are: that
    does for nine rows of ten.
    """
    if count > 1 or len({kind.rank for kind in kinds}) > 1:
        return _picked_of_all(kinds, case, count)
    found = _first_picked(kinds, case)
    lacking = np.flatnonzero(~found.enough)
    return found.replaced(lacking, _picked_of_all(kinds, case.at(lacking), 1)) if lacking.size else found


def _first_picked(kinds: Sequence[MixedKind], case: Case) -> Picked:
    """What the kind says that finishes first; enough where it applies."""
    first = np.stack([_race(kind, case) for kind in kinds]).argmin(axis=0)
    ways, values = np.zeros((first.size, 1), dtype=np.int8), np.zeros((first.size, 1), dtype=np.int64)
    shown = {role: column[:, None].copy() for role, column in case.numbers.items()}
    enough = np.zeros(first.size, dtype=bool)
    for number, kind in enumerate(kinds):
        if (rows := np.flatnonzero(first == number)).size:
            own = case.at(rows).of(kind.name)
            said = _said(_claims(kind, own) if kind.ways else None, own)
            ways[rows, 0], values[rows, 0], enough[rows] = said.ways, said.values, said.applies
            for role, column in said.shown.items():
                shown[role][rows, 0] = column
    return Picked(first[:, None], ways, values, shown, enough)


def _picked_of_all(kinds: Sequence[MixedKind], case: Case, count: int) -> Picked:
    """The same with all kinds asked beforehand."""
    rows = np.arange(case.answer.size)
    said = _said_by(kinds, case)
    values = np.stack([each.values for each in said])
    times = np.stack([_times(kind, case, each.applies) for kind, each in zip(kinds, said, strict=True)])
    first = np.empty((rows.size, count), dtype=np.int64)
    enough = np.ones(rows.size, dtype=bool)
    for k in range(count):
        first[:, k] = times.argmin(axis=0)
        enough &= times[first[:, k], rows] < np.inf
        if k + 1 < count:
            times[values == values[first[:, k], rows]] = np.inf
    ways, claimed = np.stack([each.ways for each in said])[first, rows[:, None]], values[first, rows[:, None]]
    return Picked(
        kinds=first,
        ways=ways,
        values=claimed,
        shown={role: _shown(role, column, said, first) for role, column in case.numbers.items()},
        enough=enough,
    )


def _times(kind: MixedKind, case: Case, applies: Booleans) -> npt.NDArray[np.float64]:
    """When the kind finishes its race; never where it does not apply."""
    return np.where(applies, _race(kind, case), np.inf)


def _race(kind: MixedKind, case: Case) -> npt.NDArray[np.float64]:
    """When the kind finishes its race wherever it applies."""
    drawn = words(case.seed, f"{case.stream}/{kind.name}/race", case.index)
    uniform = ((drawn >> np.uint64(11)) + 1.0) * 2.0**-53
    found: npt.NDArray[np.float64] = -np.log(uniform) / kind.weight
    return found


def _said_by(kinds: Sequence[MixedKind], case: Case) -> list[_Said]:
    """What each kind says; kinds of lower ranks have the first word."""
    own = {kind.name: case.of(kind.name) for kind in kinds}
    claims = {kind.name: _claims(kind, own[kind.name]) for kind in kinds if kind.ways}
    for kind in kinds:
        for other in kinds:
            if other.rank < kind.rank and kind.ways and other.ways:
                _leave(claims[kind.name], claims[other.name])
    return [_said(claims.get(kind.name), own[kind.name]) for kind in kinds]


def _leave(claims: _Claims, others: _Claims) -> None:
    """No way applies any more in rows where another kind could claim its number."""
    for way, values in enumerate(claims.values):
        for other, there in zip(others.values, others.applying, strict=True):
            claims.applying[way] &= ~((values == other) & there)


def _claims(kind: MixedKind, case: Case) -> _Claims:
    numbers = case.of("number")
    claims = [way.claim(numbers) for way in kind.ways]
    applying = [each.applies & _allowed(way, each.values, case) for way, each in zip(kind.ways, claims, strict=True)]
    return _Claims(_stacked([each.values for each in claims]), _stacked(applying), [each.shown for each in claims])


def _stacked(columns: Sequence[npt.NDArray[Any]]) -> npt.NDArray[Any]:
    """One below the other; of one column nothing is copied."""
    return columns[0][None] if len(columns) == 1 else np.stack(columns)


def _said(claims: _Claims | None, case: Case) -> _Said:
    """Each row takes one of the kind's ways that apply to it, all of them equally likely; none for a refusal."""
    if claims is None:
        size = case.answer.size
        return _Said(np.full(size, _NO_ANSWER), np.zeros(size, np.int8), np.ones(size, dtype=bool), {})
    if len(claims.values) == 1:
        return _Said(claims.values[0], np.zeros(case.answer.size, np.int8), claims.applying[0], claims.shown[0])
    ways, applies = _nth_applying(claims.applying, case)
    shown: dict[str, Integers] = {}
    for number, columns in enumerate(claims.shown):
        for role, column in columns.items():
            shown[role] = np.where(ways == number, column, shown.get(role, case.numbers[role]))
    return _Said(claims.values[ways, np.arange(ways.size)], ways, applies, shown)


def _allowed(way: Mistake, values: Integers, case: Case) -> Booleans:
    allowed: Booleans = (values >= case.limits.least) & (values <= case.limits.most)
    allowed &= (values == case.answer) == way.right_answer
    return allowed


def _nth_applying(applying: Booleans, case: Case) -> tuple[Ways, Booleans]:
    """For each row one of the ways that apply (0 where none does), and whether one does."""
    up_to = applying.astype(np.int8)
    for place in range(1, len(up_to)):
        up_to[place] += up_to[place - 1]
    count = up_to[-1]
    drawn = words(case.seed, f"{case.stream}/way", case.index) >> np.uint64(32)
    # A 32-bit draw times a small count: the bias is below 10**-8, and no row draws twice.
    wanted = (drawn * count.astype(np.uint64) >> np.uint64(32)).astype(np.int8)
    applies = count > 0
    # As many ways come before it as have no more than `wanted` that apply up to them.
    return np.add.reduce(up_to <= wanted, axis=0, dtype=np.int8) * applies, applies


def _shown(role: str, column: Integers, said: Sequence[_Said], kinds: Integers) -> Integers:
    shown = np.broadcast_to(column[:, None], kinds.shape)
    for number, each in enumerate(said):
        if role in each.shown:
            shown = np.where(kinds == number, each.shown[role][:, None], shown)
    return shown
