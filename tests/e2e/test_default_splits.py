"""The default dataset's splits against the whole space: nothing tested is trained on, nothing else is left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.e2e.conftest import Dataset
    from tests.e2e.oracle import Family, Oracle, Question


class Space(NamedTuple):
    """Every question there is, those that are trained on, and the families.

    Attributes:
        shapes, trained_shapes: the shapes in which each family can be asked, and is trained on.
        held_out: families of which nothing is trained on.
        familiar: families that are trained on in some shapes only.

    """

    every: Mapping[str, Question]
    trained: frozenset[str]
    shapes: Mapping[Family, set[str]]
    trained_shapes: Mapping[Family, set[str]]
    held_out: frozenset[Family]
    familiar: frozenset[Family]


@pytest.fixture(scope="module")
def space(default: Dataset, oracle: Oracle) -> Space:
    every = oracle.space()
    trained = frozenset(oracle.sentence(text).question for text in set(default.positives))
    shapes: dict[Family, set[str]] = defaultdict(set)
    trained_shapes: dict[Family, set[str]] = defaultdict(set)
    for text, question in every.items():
        shapes[question.family].add(question.shape)
        if text in trained:
            trained_shapes[question.family].add(question.shape)
    return Space(
        every=every,
        trained=trained,
        shapes=dict(shapes),
        trained_shapes=dict(trained_shapes),
        held_out=frozenset(set(shapes) - set(trained_shapes)),
        familiar=frozenset(family for family, kept in trained_shapes.items() if kept != shapes[family]),
    )


def _questions(default: Dataset, name: str) -> list[str]:
    return [row["question"] for row in default.splits[name]]


def test_the_space_is_that_of_the_brute_force(space: Space) -> None:
    assert len(space.every) == 52_792
    assert Counter(kind for kind, _ in space.shapes) == {"sum": 2_600, "product": 246}


def test_training_asks_nothing_outside_the_space(space: Space) -> None:
    assert space.trained <= set(space.every)


@pytest.mark.parametrize("name", ["test", "test_beyond"])
def test_no_fact_of_the_test_is_trained_on_in_any_form(
    name: str, default: Dataset, oracle: Oracle, space: Space
) -> None:
    families = {oracle.read(question).family for question in _questions(default, name)}
    trained = {oracle.read(question).family for question in space.trained}
    assert families & trained == set()
    assert len(families) > 100


def test_a_tenth_of_the_families_of_each_kind_is_held_out(space: Space) -> None:
    assert Counter(kind for kind, _ in space.held_out) == {"sum": 260, "product": 25}


def test_a_quarter_of_the_families_of_each_kind_is_familiar(space: Space) -> None:
    # Of doubles such as 1*1=1 or 50+50=100 not all can be withheld in part, so a family more or less is no matter.
    found = Counter(kind for kind, _ in space.familiar)
    assert found["sum"] == pytest.approx(650, abs=2)
    assert found["product"] == pytest.approx(61.5, abs=2)


def test_trained_and_held_out_and_withheld_questions_are_the_whole_space(space: Space) -> None:
    held_out = {text for text, question in space.every.items() if question.family in space.held_out}
    withheld = {
        text
        for text, question in space.every.items()
        if question.family in space.familiar and question.shape not in space.trained_shapes[question.family]
    }
    assert len(space.trained) + len(held_out) + len(withheld) == len(space.every)
    assert space.trained | held_out | withheld == set(space.every)


def test_a_familiar_family_withholds_whole_forms_and_about_half_of_them(space: Space) -> None:
    withheld, asked = Counter[str](), Counter[str]()
    for family in space.familiar:
        asked.update(space.shapes[family])
        withheld.update(space.shapes[family] - space.trained_shapes[family])
        assert len(space.trained_shapes[family]) >= len(space.shapes[family]) // 2
    # Every form is withheld for some families and trained on for others, half and half.
    for shape, families in asked.items():
        assert withheld[shape] == pytest.approx(families / 2, abs=1 + 0.1 * families), shape


def test_mirror_images_are_withheld_together(space: Space) -> None:
    """`3+x=5` is no new question to who was trained on `x+3=5`."""
    for family in space.familiar:
        kept = space.trained_shapes[family]
        for one, other in (("x+N=N,x=?", "N+x=N,x=?"), ("x*N=N,x=?", "N*x=N,x=?")):
            assert (one in kept) == (other in kept), family


def test_the_test_asks_held_out_families(default: Dataset, space: Space) -> None:
    asked = {space.every[question].family for question in _questions(default, "test")}
    assert asked <= space.held_out
    # The 98 questions of * are all that the held-out products give.
    products = {text for text, q in space.every.items() if q.operator == "*" and q.family in space.held_out}
    assert {text for text in _questions(default, "test") if space.every[text].operator == "*"} == products


def test_the_familiar_test_asks_new_questions_of_families_that_training_has(default: Dataset, space: Space) -> None:
    for question in _questions(default, "test_familiar"):
        asked = space.every[question]
        assert question not in space.trained
        assert asked.family in space.familiar
        assert asked.shape not in space.trained_shapes[asked.family]


def test_the_manifest_counts_the_same_families_and_questions(default: Dataset, oracle: Oracle, space: Space) -> None:
    for name, said in default.manifest["splits"].items():
        asked = space.trained if name == "train" else set(_questions(default, name))
        families = {oracle.read(question).family for question in asked}
        shared = len(families & set(space.trained_shapes)) if name != "train" else None
        assert said["distinct_questions"] == len(asked), name
        assert said["families"] == len(families), name
        assert said["families_shared_with_train"] == shared, name


def test_large_and_small_facts_are_held_out_alike(space: Space) -> None:
    """The cut is a fair sample: the mean of the largest number differs by no more than chance."""
    for kind in ("sum", "product"):
        everyone = [family[1][-1] for family in space.shapes if family[0] == kind]
        held_out = [family[1][-1] for family in space.held_out if family[0] == kind]
        mean = sum(everyone) / len(everyone)
        deviation = (sum((number - mean) ** 2 for number in everyone) / len(everyone)) ** 0.5
        assert abs(sum(held_out) / len(held_out) - mean) < 4 * deviation / len(held_out) ** 0.5
