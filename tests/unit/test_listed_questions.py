"""Grids looked at as meshes: the same is found as at each place by itself, for every kind."""

from __future__ import annotations

import numpy as np
import pytest

import pairwright
from pairwright.plan.keyed_cuts import keyed_territories
from pairwright.plan.questions import GridQuestions
from pairwright.problems import registered

GRIDS = [name for name in registered() if registered()[name].space is None]
# Of larger grids the first places of a view; more would take seconds.
MOST = 1 << 15


@pytest.mark.parametrize("name", GRIDS)
def test_a_mesh_tells_what_the_places_tell(name: str) -> None:
    splits = {"train": {"families": "training", "rows": 10, "layout": "pairs"}}
    recipe = pairwright.Recipe.of({"problems": {name: {}}, "families": {"taught": {"sum": 9}}, "splits": splits})
    (territory,) = keyed_territories(recipe)
    looked_at = 0
    for each in territory._within.values():
        if each.listed is None or not isinstance(each.questions, GridQuestions):
            continue
        count = each.questions.count // each.questions.tellings
        places = np.arange(min(count, MOST))
        alone = each.labelled(places * each.questions.tellings)
        assert each.listed.admitted.size == count
        assert np.array_equal(each.listed.admitted[places], alone.admitted)
        for listed, found in ((each.listed.label, alone.label), (each.listed.states_held_out, alone.states_held_out)):
            assert np.array_equal(listed[places][alone.admitted], found[alone.admitted])
        looked_at += int(alone.admitted.sum())
    assert looked_at or all(each.listed is None for each in territory._within.values())
