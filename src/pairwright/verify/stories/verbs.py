"""The frame of a clause: what stands before it, its subject, its verb, and what may end it."""

from __future__ import annotations

from pairwright.verify.stories.amounts import Amounts
from pairwright.verify.stories.facts import Verb
from pairwright.verify.stories.words import ADVERBS, AUXILIARIES, BE, VERBS, words

AWAY = frozenset({"away", "off", "out", "down", "home"})
_PARTICLES = AWAY | {"up", "in", "on", "back"}
INTENDS = words("wants wanted decides decided has had needs needed plans planned")
_LEADS = ADVERBS | {"so", "if", "suppose", "and", "but", "afterwards"}
_IN_ALL = (("in", "all"), ("in", "total"), ("all", "together"), ("altogether",), ("together",), ("total",))


class Verbs(Amounts):
    """A sentence in which subjects and verbs are read."""

    def leads(self) -> frozenset[str]:
        """What stands before a clause: `Then`, `Later,`, `In the morning,`."""
        where: set[str] = set()
        while True:
            start = self.at
            if self.any_of(_LEADS) or self.take("after", "that") or self.take("at", "first"):
                self.take(",")
            elif (self.at == 0 or self.words[self.at - 1].text in {",", "and", "then"}) and (aside := self.aside()):
                where.add(aside)
                self.take(",")
            if self.at == start:
                return frozenset(where)

    def _joined(self) -> bool:
        start = self.at
        self.take(",")
        self.any_of(frozenset({"and", "but", "while", ";"}))
        return self.at > start

    def ending(self) -> bool:
        """Read `left`, `now`, `in all`; whether one of the first two stands here."""
        now = False
        while True:
            start = self.at
            if self.take("left") or self.take("now"):
                now = True
            self.take("too")
            self.in_all()
            if self.at == start:
                return now

    def in_all(self) -> bool:
        """Read `in all`, `altogether`."""
        return any(self.take(*each) for each in _IN_ALL)

    def _subject(self) -> str | None:
        """Who does something: one or several persons, or a place that has something."""
        if (who := self.person()) is None:
            return self._place_subject()
        several = [who]
        start = self.at
        while self.take("and") and (another := self.person()):
            several.append(another)
            start = self.at
        self.at = start
        return " & ".join(several)

    def _place_subject(self) -> str | None:
        if self.take("it"):
            return "*it"
        if self.text == "another" and self.word(1).numeral is None and (place := self.place()):
            return f"@{place}"
        return self.holder() or None

    def verb(self) -> Verb | None:
        """`buys`, `has bought`, `are eaten`, `is given`; None if no verb stands here."""
        start = self.at
        passive = False
        while self.any_of(ADVERBS):
            pass
        intends = self.word().text in INTENDS and self.word(1).text == "to"
        self.at += 2 * intends
        if self.text in BE and self.word(1).text == "to" and self.word(2).text == "be" and self._is_dealt(3):
            # are to be shared; what is to be eaten is there
            self.at += 2
        while self.text in AUXILIARIES and self._verb_follows():
            passive = self.text in BE
            self.at += 1
            while self.any_of(ADVERBS):
                pass
            self.equally()
        word = self.word()
        if word.name or word.text not in VERBS:
            self.at = start
            return None
        self.at += 1
        if intends and not set(VERBS[word.text]) & {"share", "pack"}:
            # Who wants to buy has not bought.
            self.at = start
            return None
        return Verb(VERBS[word.text], passive and not word.text.endswith("ing"))

    def _is_dealt(self, ahead: int) -> bool:
        ahead += self.word(ahead).text in {"equally", "evenly"}
        return not {"share", "pack"}.isdisjoint(VERBS.get(self.word(ahead).text, ()))

    def _verb_follows(self) -> bool:
        ahead = 1
        while self.word(ahead).text in ADVERBS | {"equally", "evenly"}:
            ahead += 1
        following = self.word(ahead)
        if following.text == "left" and self.text in BE:
            return False
        return following.text in VERBS and not following.name

    def _particle(self) -> str:
        """A particle, but no preposition of what follows."""
        if self.text in _PARTICLES:
            following = self.word(1)
            if self.text in {"in", "on"} and following.text not in {".", "?", "and", ",", "now"}:
                return ""
            self.at += 1
            particle = self.words[self.at - 1].text
            particle == "off" and self.take("of")
            return particle
        return ""
