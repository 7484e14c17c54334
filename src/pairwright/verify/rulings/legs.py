"""Legs of animals counted together: "How many legs are there in total if you have 3 dogs and 4 spiders?"."""

from __future__ import annotations

import re
from functools import reduce

from pairwright.verify.questions.trees import Constant, Numeral, Operation, Question, Tree, Unknown
from pairwright.verify.rulings.forms import phrase

_KNOWN = {
    0: "snake, slug, sea slug, snail, fish, jellyfish, flatworm, worm, leech, whale, dolphin",
    2: "human, person, people, bird, chicken, duck, goose, hen, ostrich, penguin, owl, eagle, parrot, turkey",
    4: "dog, cat, cow, horse, lion, elephant, giraffe, tiger, deer, sheep, goat, pig, rabbit, mouse, rat, fox, wolf, bear, "
    "donkey, camel, zebra, monkey, frog, lizard, turtle, hamster",
    5: "starfish",
    6: "insect, ant, butterfly, beetle, bee, wasp, grasshopper, cricket, cockroach, praying mantis, firefly, fly, moth, "
    "ladybug, ladybird, mosquito, dragonfly",
    8: "spider, scorpion, tick, mite",
    10: "crab, lobster, shrimp, prawn",
    14: "woodlouse",
}
_IRREGULAR = {"goose": "geese", "mouse": "mice", "person": "persons", "woodlouse": "woodlice", "wolf": "wolves"}


def _plurals(name: str) -> tuple[str, ...]:
    """The name, and what several are called, as it should be and as a program writes it."""
    with_es = f"{name}es" if name.endswith(("s", "sh", "ch", "x", "o")) else f"{name}s"
    with_ies = f"{name[:-1]}ies" if name.endswith("y") else with_es
    return name, f"{name}s", with_es, with_ies, _IRREGULAR.get(name, with_es)


LEGS = {
    form: legs
    for legs, names in _KNOWN.items()
    for name in names.replace("\n", " ").split(", ")
    for form in _plurals(name)
}
_ANIMALS = "|".join(sorted(LEGS, key=len, reverse=True))
_LIST = rf"(?P<list>0 (?:{_ANIMALS})(?:(?:, and |,? and |, )0 (?:{_ANIMALS}))*)"
_ASKED = re.compile(
    rf"(?:now, )?how many legs (?:(?:are there|will there be) ?(?:in total|altogether|in all)?,? "
    rf"(?:if (?:you have|there are)|(?:on|in|among)) {_LIST}|do {_LIST.replace('list', 'owners')} have"
    rf"(?: in total| altogether| in all| together)?)(?: ?[.?])*",
    re.IGNORECASE,
)
# Who has animals has legs, too: of them it must be asked.
_TOGETHER = r"(?:,? (?:in total|altogether|in all|together|all together))?"
_PLACE = r"(?:farm|farmyard|zoo|barn|pond|field|pet (?:shop|store)|garden|yard|meadow|stable|shelter|park|room|forest|cage|paddock|ranch)"
_THERE = rf"(?:(?:(?:in|on|at) (?:an?|the) {_PLACE},? )?there are|(?:an?|the) {_PLACE} (?:has|keeps|holds|contains|is home to))"
_USUAL = r"(?:,? (?:all healthy )?(?:and )?(?:each |all )?(?:with|having) (?:the|a) (?:usual|normal) number of legs)?"
_OF_ANIMALS = r"do (?:(?:all )?(?:the|these|those|his|her|my|their) )(?:animals|pets|creatures) have"
_TOLD = re.compile(
    rf"(?:{_THERE} {_LIST}(?: (?:in|on|at) (?:an?|the) {_PLACE})?{_USUAL}[.;,] how many legs (?:are there|do (?:they|these) have|{_OF_ANIMALS})"
    rf"|(?:an? |the |my )?[a-z]+ (?:has|have|keeps?|owns?|sees?|feeds?) {_LIST.replace('list', 'owners')}[.;,] how many legs {_OF_ANIMALS})"
    rf"{_TOGETHER}(?: ?[.?])*",
    re.IGNORECASE,
)
_ONE = re.compile(rf"0 ({_ANIMALS})", re.IGNORECASE)


def legs_of(shape: str, first: int) -> Question | None:
    """The question how many legs some animals have; None if it is none.

    Args:
        shape: each run of digits written as a single 0.
        first: how many runs of digits stand before it.

    >>> legs_of("How many legs do 0 dogs and 0 spiders have?", 0).left.operator
    '+'
    """
    if "legs" not in shape.lower() or (text := phrase(shape)) is None:
        return None
    if (match := _ASKED.fullmatch(text) or _TOLD.fullmatch(text)) is None:
        return None
    listed = match["list"] or match["owners"]
    found = _ONE.findall(listed)
    terms: list[Tree] = [
        Operation("*", Numeral(first + place), Constant(LEGS[name.lower()])) for place, name in enumerate(found)
    ]
    return Question(reduce(lambda left, right: Operation("+", left, right), terms), Unknown("?"), counts="things")
