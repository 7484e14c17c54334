"""Wordings with slots, and columns of numbers to text."""
