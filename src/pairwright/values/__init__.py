"""Typed exact columns: what a number, a fraction, a decimal or a pair is, and calculations on them as text.

- `exact`        whole numbers and fractions in lowest terms, whole NumPy columns at a time
- `calculation`  `({c}-{b})/{a}` worked out on such columns, and the bounds of what it comes to
- `types`        how a value of each type is kept (one 64-bit integer), written and compared
"""
