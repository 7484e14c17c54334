"""The evidence: small models trained on one thing after another, scored alike; `make evidence` writes docs/evidence.md.

Not a part of the package and not of the tests: the whole table is about two hours of two cores.
"""
