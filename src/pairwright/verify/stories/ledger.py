"""Who has how many of what, as a story goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from pairwright.verify.questions.trees import Operation, Tree, unknowns
from pairwright.verify.stories.facts import Clause
from pairwright.verify.stories.things import MONEY_THING, Amount, Thing, covers
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.words import PERIODS, PRONOUNS

_PLUS, _MINUS = "+", "-"
# Who speaks.
_PERSONAL = {"i": "i", "me": "i", "we": "we", "us": "we", "you": "you"}


@dataclass(frozen=True)
class Entry:
    """So many of a thing, had, come, gone, or dealt with otherwise.

    Attributes:
        does: 'have', 'come', 'go' or 'did'.
        where: who has it and where it is.
        asides: where and when it came, went or was done.
        verbs: by which verbs it may be asked for.
        partial: whether it came to somebody of whom it is not known how many they had.
        transfer: the number of the hand-over that it is one side of; 0 if none.
    """

    does: str
    where: frozenset[str]
    thing: Thing
    tree: Tree
    verbs: frozenset[str] = frozenset()
    asides: frozenset[str] = frozenset()
    partial: bool = False
    transfer: int = 0


@dataclass(frozen=True)
class Known:
    """A total that is told besides the start and what came and went: "now he has 61"."""

    where: frozenset[str]
    thing: Thing
    tree: Tree


@dataclass
class Ledger:
    """What a story has told so far."""

    named: dict[str, str]
    # The numerals that stand for a calculation.
    computed: frozenset[int] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    # What each of a thing holds, costs, or what is done in each of a period.
    each: dict[Thing, Amount] = field(default_factory=dict)
    # Who does so many in each of a period.
    doers: dict[Thing, str] = field(default_factory=dict)
    # Things that were dealt out in equal groups, how many there were, and into what.
    dealt: list[tuple[Thing, Tree, Thing | None]] = field(default_factory=list)
    # Of whose things, if anyone's, a part was told.
    portioned: list[tuple[str, Thing]] = field(default_factory=list)
    # The numbers of groups that no one has.
    counts: dict[Thing, Tree] = field(default_factory=dict)
    # Of some, how many are of one kind.
    parts: list[tuple[Thing, Thing, Tree]] = field(default_factory=list)
    # For so many of one thing so many of another.
    ratios: list[tuple[Thing, Tree, Thing, Tree]] = field(default_factory=list)
    # A price after its change.
    new_price: Tree | None = None
    # Into what somebody puts so many each.
    packed: set[Thing] = field(default_factory=set)
    # Where it is so.
    ratio_places: frozenset[str] = frozenset()
    # What is paid with.
    tenders: list[Entry] = field(default_factory=list)
    # By what verb each of a thing does so many; none of what each has.
    each_by: dict[Thing, str] = field(default_factory=dict)
    # Who does so many in each of a period, and by what verb.
    paces: list[tuple[str, str, Amount]] = field(default_factory=list)
    # What the others are.
    rest: Thing | None = None
    needs: list[Entry] = field(default_factory=list)
    pending: list[Clause] = field(default_factory=list)
    last: Thing | None = None
    place: str = ""
    # Who had or did something without being a person that is known to be one.
    subjects: set[str] = field(default_factory=set)
    # How many amounts the clause before told.
    several: int = 0
    # Of what kind one does so many in a period, and how many.
    paced: set[tuple[str, Tree]] = field(default_factory=set)
    _transfers: int = 0

    # Whose and what

    def whose(self, who: str, subject: str = "") -> str:
        """The person, group or place that a name or a pronoun stands for, who is not the subject itself."""
        if " & " in who:
            return " & ".join(sorted(self.whose(each) for each in who.split(" & ")))
        if not who.startswith("*"):
            return self.placed(who) if who.startswith("@") else who
        pronoun, _, named = who[1:].partition("#")
        known = dict(islice(self.named.items(), int(named or len(self.named))))
        if "'s " in pronoun:
            return pronoun.partition("'s ")[2]
        if pronoun in _PERSONAL:
            return _PERSONAL[pronoun]
        if pronoun in {"they", "them"}:
            # Where nobody is named, they are all there are.
            return " & ".join(sorted(known))
        if pronoun == "it" and len({who for who, _, _ in self.paces}) > 1:
            # Of two machines it may be either.
            raise UnreadError
        fitting = [self.place] if pronoun == "it" and self.place else self._fitting(pronoun, known, subject)
        if len(fitting) != 1:
            raise UnreadError
        return fitting[0]

    def _fitting(self, pronoun: str, known: dict[str, str], subject: str) -> list[str]:
        """Whom "he" or "she" may stand for."""
        if not known and len(self.subjects) == 1:
            # "A florist has 57 roses. She sells 4."
            return list(self.subjects)
        sex = PRONOUNS.get(pronoun, "?")
        return [name for name, its in known.items() if its in {"", sex} and name != subject]

    def placed(self, key: str) -> str:
        """The place that is meant: "his basket" by its owner, "the basket" as the only one there is."""
        if key.startswith(("@*it#", "@*them#")):
            return self.whose("*it")
        if not key.startswith("@"):
            return key
        noun = key[1:]
        if noun.startswith("*"):
            pronoun, _, noun = noun[1:].partition("'s ")
            owner = {"his": "*he", "her": "*she", "my": "*i", "their": "*they", "our": "*we", "its": "*it"}.get(pronoun)
            if owner is None:
                raise UnreadError
            return f"@{self.whose(owner)}'s {noun}"
        if noun in PRONOUNS:
            raise UnreadError
        known = {place for entry in self.entries for place in entry.where}
        same = {place for place in known if place.endswith((f"'s {noun}", f" {noun}"))}
        return next(iter(same)) if len(same) == 1 and "'s " not in noun and key not in known else key

    def wheres(self, keys: Iterable[str]) -> frozenset[str]:
        """Places and times as they are called here; what else is told of a deed is left as it is."""
        return frozenset(self.placed(key) for key in keys)

    def thing_of(self, amount: Amount) -> Thing:
        """What an amount is of; of "4 more", what was spoken of last."""
        thing = amount.thing
        if thing is None or (amount.of_them and thing is None):
            thing = self.last
        if thing is None:
            raise UnreadError
        if not thing.of and not thing.marks:
            # 13 liters, of the 50 liters of water.
            known = {each.thing for each in self.entries if each.thing.head == thing.head}
            thing = known.pop() if len(known) == 1 and not next(iter(known)).marks else thing
        if amount.thing is None and len({each.thing for each in self.entries}) > 1:
            # "4 more", of apples or of pears?
            kinds = {each.thing for each in self.entries if each.thing.head not in PERIODS}
            if len(kinds) > 1:
                raise UnreadError
        self.last = thing
        return thing

    # How many there are

    def total(self, thing: Thing, who: str, where: frozenset[str], *, left: bool = False) -> Tree:
        """How many of a thing somebody has, or are somewhere, or are there at all.

        Raises:
            UnreadError: that is not surely known.
        """
        asked = {who} - {""} | where
        kept = [entry for entry in self.entries if entry.does != "did" and covers(thing, entry.thing)]
        self._no_doubt(thing, asked)
        if who.count(" & "):
            people = frozenset(who.split(" & "))
            kept = [each for each in kept if who in each.where or (people & each.where and where <= each.where)]
        else:
            kept = [each for each in kept if asked <= each.where]
        if left and not who:
            # What was given away is not left.
            kept = [each for each in kept if not each.partial]
        ones = {entry.where for entry in kept if "one" in entry.verbs}
        if any(entry.does != "go" and entry.where not in ones for entry in kept):
            # What a basket holds is no number of what there is, if that is told besides.
            kept = [each for each in kept if "one" not in each.verbs]
        starts = {entry.where for entry in kept if entry.does == "have"}
        if not asked and starts and any(each.does == "come" and each.where not in starts for each in kept):
            # 20 apples are on the tree, somebody picks 5: of those?
            raise UnreadError
        handed = [each.transfer for each in kept if each.transfer]
        kept = [each for each in kept if handed.count(each.transfer) < 2]
        if not kept or kept[0].does == "go" or any(entry.partial for entry in kept):
            raise UnreadError
        held = [entry.thing for entry in kept if entry.does == "have"]
        if any(covers(one, other) and not covers(other, one) for one in held for other in held):
            # 20 apples, 5 red apples: among them?
            raise UnreadError
        if thing == MONEY_THING and len({entry.thing for entry in kept}) > 1:
            # 40 dollars and 10 euros are no 50 of anything.
            raise UnreadError
        tree = kept[0].tree
        for entry in kept[1:]:
            tree = Operation(_MINUS if entry.does == "go" else _PLUS, tree, entry.tree)
        return tree

    def _no_doubt(self, thing: Thing, asked: set[str]) -> None:
        """Nothing that came or went may have been of the thing asked for, or elsewhere, without saying so."""
        for entry in self.entries:
            if entry.does == "did":
                continue
            wider = covers(entry.thing, thing) and not covers(thing, entry.thing)
            theirs = any(entry.where == each.where for each in self.entries if each.does != "go")
            if entry.does == "go" and not entry.transfer and not theirs and covers(thing, entry.thing):
                # His dog ate some: of his?
                raise UnreadError
            apart = asked and not asked <= entry.where and entry.where < self._all_of(asked)
            if wider or (apart and covers(thing, entry.thing) and entry.does != "have"):
                raise UnreadError

    def _all_of(self, asked: set[str]) -> frozenset[str]:
        return frozenset(key for entry in self.entries if asked <= entry.where for key in entry.where)

    def count_of(self, thing: Thing) -> Tree | None:
        """The one number of a thing that is told; None if there is none, or several."""
        found = [tree for each, tree in self.counts.items() if covers(thing, each)]
        changes = [entry for entry in self.entries if covers(thing, entry.thing) and entry.does in {"come", "go"}]
        if found and changes:
            # Of 5 workers 3 go home.
            return None
        if not found:
            found = [entry.tree for entry in self.entries if covers(thing, entry.thing)]
        return found[0] if len(found) == 1 and not unknowns(found[0]) else None
