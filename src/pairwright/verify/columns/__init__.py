"""Whole columns of texts, made alike before any is read: notations, numbers, signs and names lifted out."""
