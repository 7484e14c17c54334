"""Texts that are no prose (programs, tables, elements, exchanges, corrections), told in lines that other readers know."""
