"""Exact numbers, polynomials and what is told of them, whole columns at a time."""
