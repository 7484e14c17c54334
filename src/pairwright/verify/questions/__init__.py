"""What a text asks: its signs and words to a tree of operations."""
