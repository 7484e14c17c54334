"""Where in a completion its answer is, and what is said beside it."""
