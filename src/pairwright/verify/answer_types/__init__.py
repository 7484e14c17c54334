"""Answers that are no plain number, each sort with how it is written and when it is right."""
