"""The verifier, as the audit uses it; all of it goes through here."""

from pairwright.verify import families, score_column, split_texts

__all__ = ["families", "score_column", "split_texts"]
