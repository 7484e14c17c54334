"""How the families of a recipe are cut among the kinds of split, class by class, in the order of each class.

So it is where no kind of problem states what another one asks; see `keyed_cuts` for the rest.

Each class of families has its keyed order.  The first positions are held out whole; the next are
the familiar ones, in two halves that keep alternate forms from training; the rest train in full.
Forms, not views: x*3=6 and 3*x=6 are mirror images, so training on one would give the other away.

    class      |-- held_out --|-- familiar, odd forms --|-- familiar, even forms --|---- training ----|
    training                  |        even forms       |         odd forms        |     all forms    |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from pairwright.facts.space import classes_of
from pairwright.keyed import Permutation
from pairwright.plan.pools import LandName, OrderedClass, Segment, SegmentedPool
from pairwright.plan.shares import shared_out
from pairwright.problems import registered
from pairwright.problems.kind import Ranges
from pairwright.recipe.recipe import Recipe


@dataclass(frozen=True)
class CutClass:
    """A class with the number of families at its head that are held out, and then familiar."""

    of: OrderedClass
    held_out: int
    familiar: int

    def stretches(self, kind: LandName) -> Iterator[tuple[int, int, int | None]]:
        """(start, stop, parity of the forms asked there, None for all) of a kind of split."""
        end = self.of.families.count
        half = self.held_out + self.familiar // 2
        open_from = self.held_out + self.familiar
        if kind in {"all", "wider", "beyond"}:
            yield 0, end, None
        elif kind == "held_out":
            yield 0, self.held_out, None
        else:
            first = 1 if kind == "familiar" else 0
            yield self.held_out, half, first
            yield half, open_from, 1 - first
            if kind == "training":
                yield open_from, end, None


# Whether beyond the training ranges -> the land that counts there.
_SEEN: Mapping[bool, tuple[LandName, ...]] = {False: ("all", "wider"), True: ("beyond",)}


@dataclass(frozen=True)
class OrderedTerritory:
    """All classes of one problem in a recipe: those of the training ranges, the wider ones, and those beyond."""

    recipe: Recipe
    problem: str
    classes: Sequence[CutClass]
    wider: Sequence[CutClass]
    beyond: Sequence[CutClass]

    def of_kind(self, kind: LandName) -> Sequence[CutClass]:
        """The classes that a kind of split draws on."""
        return {"beyond": self.beyond, "wider": self.wider}.get(kind, self.classes)

    def families(self, kind: LandName) -> int:
        """How many families a kind of split has, all of them or in part."""
        stretches = (stretch for cut in self.of_kind(kind) for stretch in cut.stretches(kind))
        return sum(stop - start for start, stop, _ in stretches)

    @property
    def is_empty(self) -> bool:
        """Whether no family lies in the training ranges."""
        return not self.classes

    @property
    def family_count(self) -> int:
        """How many families there are in all, those beyond the training ranges included."""
        return sum(cut.of.families.count for cut in self.every_class)

    @property
    def every_class(self) -> Sequence[CutClass]:
        """All classes, in the order of their families' numbers."""
        return (*self.classes, *self.wider, *self.beyond)

    def all_questions(self, view: str, *, beyond: bool) -> int:
        """How many questions a view has in the training ranges, or beyond them."""
        pools = [self.pools(kind) for kind in _SEEN[beyond]]
        return sum(pool[view].count for pool in pools if view in pool)

    def pools(self, kind: LandName) -> Mapping[str, SegmentedPool]:
        """The pool of each chosen view (by name) in one kind of split; empty ones left out."""
        known = self._pools.get(kind)
        if known is None:
            known = self._pools[kind] = _pools_of(self.recipe, self, kind)
        return known

    @cached_property
    def _pools(self) -> dict[LandName, Mapping[str, SegmentedPool]]:
        return {}


def is_cut_by_keys(recipe: Recipe) -> bool:
    """Whether a recipe needs keys: some kind has no closed space, or states what another asks, or facts are taught.

    Otherwise families are cut in their own order, exactly to the share that is asked for.
    """
    kinds = [registered()[name] for name in recipe.problems]
    if recipe.families.taught or any(kind.space is None for kind in kinds):
        return True
    solved = recipe.wording.has_steps
    asked = {kind.name: {kind.fact_of(view).relation for view in kind.views} for kind in kinds}
    stated = {
        kind.name: {fact.relation for view in kind.views for fact in kind.facts_of(view, solved=solved)}
        for kind in kinds
    }
    return any(asked[one] & stated[other] for one in asked for other in asked if one != other)


def ordered_territories(recipe: Recipe) -> list[OrderedTerritory]:
    """The families of each problem of a recipe, counted, ordered and cut."""
    first_id = 0
    found: list[OrderedTerritory] = []
    for name in recipe.problems:
        places: dict[str, list[OrderedClass]] = {}
        for place, ranges, inner in _places(recipe, name):
            places[place] = _ordered(recipe, name, place, ranges, inner, first_id)
            first_id += sum(each.families.count for each in places[place])
        outside = [[CutClass(each, 0, 0) for each in places.get(place, ())] for place in ("wider", "beyond")]
        found.append(OrderedTerritory(recipe, name, _cut(recipe, name, places[""]), *outside))
    return found


def _places(recipe: Recipe, name: str) -> Iterator[tuple[str, Ranges, list[Ranges]]]:
    """The parts of a problem's land, each with its ranges and those that it lies outside of."""
    training, wider = recipe.ranges(name), recipe.ranges(name, wider=True)
    yield "", training, []
    if recipe.problems[name].wider:
        yield "wider", wider, [training]
    yield "beyond", recipe.ranges(name, beyond=True), [training, *([wider] if recipe.problems[name].wider else [])]


def _ordered(
    recipe: Recipe, name: str, place: str, ranges: Ranges, inner: Sequence[Ranges], first_id: int
) -> list[OrderedClass]:
    problem = registered()[name]
    within = [statement for each in inner for statement in problem.statements(each)]
    found: list[OrderedClass] = []
    for each in classes_of(problem, problem.statements(ranges), cut_by=within):
        if any(each.arrangements[view] for view in recipe.views(name)):
            stream = f"families/{name}/{f'{place}/' if place else ''}{each.name}"
            found.append(OrderedClass(each, Permutation(each.count, seed=recipe.seed, stream=stream), first_id))
            first_id += each.count
    return found


def _cut(recipe: Recipe, name: str, classes: Sequence[OrderedClass]) -> list[CutClass]:
    counts = [each.families.count for each in classes]
    held_out = shared_out(_part_of(sum(counts), recipe.families.test_fraction), counts)
    # Where a class can be asked in one form only, or each draw is asked in every form, nothing is shared out.
    several = [
        count if len(set(_forms_asked(recipe, name, each).values())) > 1 else 0
        for count, each in zip(counts, classes, strict=True)
    ]
    if recipe.sampling == "bundled":
        several = [0] * len(several)
    rest = [count - held for count, held in zip(counts, held_out, strict=True)]
    familiar = shared_out(_part_of(sum(several), recipe.families.familiar_fraction), several, rest)
    return [CutClass(*each) for each in zip(classes, held_out, familiar, strict=True)]


def _part_of(total: int, fraction: float) -> int:
    return round(total * Fraction(str(fraction)))


def _forms_asked(recipe: Recipe, name: str, each: OrderedClass) -> dict[str, int]:
    """The views in which a class is asked, each with the number of its form."""
    forms: dict[str, int] = {}
    chosen = recipe.views(name)
    asked = [view for view in registered()[name].views if view.name in chosen and each.families.arrangements[view.name]]
    return {view.name: forms.setdefault(view.form, len(forms)) for view in asked}


def _pools_of(recipe: Recipe, territory: OrderedTerritory, kind: LandName) -> Mapping[str, SegmentedPool]:
    problem = registered()[territory.problem]
    segments: dict[str, list[Segment]] = {}
    for cut in territory.of_kind(kind):
        asked = _forms_asked(recipe, territory.problem, cut.of)
        for start, stop, parity in cut.stretches(kind):
            for view, form in asked.items():
                if stop > start and parity in {None, form % 2}:
                    arrangements = cut.of.families.arrangements[view]
                    segments.setdefault(view, []).append(Segment(cut.of, start, stop, arrangements))
    return {
        view.name: SegmentedPool(problem, view, segments[view.name], kind)
        for view in problem.views
        if view.name in segments
    }
