"""Texts in the wording that a recipe declares, taken apart on whole columns."""
