"""Readers of what is not understood whole: what they find counts where it is right, and is never wrong."""
