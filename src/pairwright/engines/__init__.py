"""Who runs the blocks of work; an engine knows nothing of rows."""
