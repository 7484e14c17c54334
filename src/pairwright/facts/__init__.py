"""Fact families: how a space of them is counted, unranked, and cut into classes that are alike."""
