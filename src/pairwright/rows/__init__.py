"""Rows: blocks of them, their wording, their rejected sides, their certification, their counts."""
