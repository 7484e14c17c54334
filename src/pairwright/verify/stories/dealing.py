"""Clauses that say how something is shared, packed, or put into equal groups."""

from __future__ import annotations

from dataclasses import replace

from pairwright.verify.questions.trees import Constant
from pairwright.verify.stories.facts import Clause, Verb
from pairwright.verify.stories.phrases import whole
from pairwright.verify.stories.things import UNTOLD, Amount, Thing
from pairwright.verify.stories.tokens import UnreadError
from pairwright.verify.stories.verbs import Verbs
from pairwright.verify.stories.words import words


class Dealing(Verbs):
    """A sentence in which something is dealt out."""

    def _to_each(self, verb: Verb, groups: Amount) -> Clause:
        """`gives his 7 friends 8 cards each`."""
        inner = self.amounts()
        if "give" not in verb.does or len(inner) != 1 or not self.take("each") or groups.thing is None:
            raise UnreadError
        return Clause("each", "", "", (replace(groups, each=inner[0]),))

    @whole
    def bill_shared(self, verb: Verb) -> list[Amount]:
        """`a 92 dollar bill`, `a bill of 45 dollars`, `the cost of a 72 dollar meal`, which some share; none if none stands here."""
        if "share" not in verb.does:
            return []
        self.take("the", "cost", "of")
        if not self.any_of(words("a the")):
            return []
        named = bool(self.nouns()) and self.take("of")
        amount = self.money()
        return [amount] if amount is not None and (named or self.nouns()) else []

    def _equally_each(self, who: str, verb: Verb) -> Clause:
        """`loads the same number of pumpkins onto each of 9 carts`."""
        groups = self._groups()
        if groups is None or groups.rate != "each":
            raise UnreadError
        return Clause("equal groups", who, verb.base("pack"), (Amount(UNTOLD, None, groups=replace(groups, rate="")),))

    def _shared(self, who: str, verb: Verb, amounts: list[Amount], *, them: bool) -> Clause | None:
        """56 marbles (or them) into equal groups; None if it says nothing of groups."""
        if not them and len(amounts) != 1:
            return None
        amount = Amount(UNTOLD, None) if them else amounts[0]
        if them:
            amount = self._with_tails(amount)
        equally = self.equally()
        amount = self._with_tails(amount)
        equally = self.equally() or equally
        self._same_number()
        size = self._with_so_many()
        if amount.groups is not None and amount.each is not None:
            size, amount = amount.each, replace(amount, each=None)
        if amount.groups is None and equally and " & " in who and "share" in verb.does:
            # Ann and Ben share 46 marbles equally.
            amount = replace(amount, groups=Amount(Constant(who.count("&") + 1), Thing("person")))
        base = verb.does.get("share") or verb.does.get("pack") or verb.does["give"]
        if amount.groups is None and amount.inside is None and size is None:
            return None
        spread = amount.inside is None and amount.groups is not None
        if base == verb.does.get("give") and spread and not (equally or self.story.says_equal):
            return None
        if amount.inside is not None:
            # puts 8 pencils in each box
            return Clause("each", "", base, (amount,))
        return Clause("equal groups", who, base, (amount, *([size] if size else [])), now=equally)

    @whole
    def _same_number(self) -> bool:
        """Read `, the same number in each jar`."""
        self.take(",")
        self.take("with")
        if not self.take("the", "same", "number"):
            return False
        self.take("of") and self.thing()
        return self._said_of_each()

    def _with_so_many(self) -> Amount | None:
        """`with 8 in each`, `, 8 in each box`."""
        start = self.at
        self.take(",")
        if self.take("with") or self.at > start:
            size = self.amount() if self.word().numeral else None
            if size is not None and self._said_of_each():
                return size
        self.at = start
        return None

    def _groups_have(self, amounts: tuple[Amount, ...], verb: Verb, inner: list[Amount], *, each: bool) -> Clause:
        """`6 boxes hold 8 pencils each`, `7 children share 56 marbles equally`, `6 books cost 48 dollars`."""
        if len(amounts) != 1 or len(inner) != 1:
            raise UnreadError
        equally = self.equally()
        each = self.take("each") or self.take("apiece") or each
        equally = equally or self.equally()
        if not each and "cost" in verb.does:
            # 4 tickets cost 50 dollars in total.
            self.in_all()
        if each:
            return Clause("each", "", "", (replace(amounts[0], each=inner[0]),))
        if set(verb.does.values()) & {"form", "make"}:
            # 49 players form 7 teams.
            self.take("of", "equal", "size")
            return Clause("equal groups", "", "", (replace(amounts[0], groups=inner[0]),))
        if "share" in verb.does or set(verb.does) & {"have", "hold", "cost"}:
            return Clause("equal groups", "", "", (replace(inner[0], groups=amounts[0]),), now=equally)
        raise UnreadError
