"""Rows of any layout into any other; it knows rows as `reading` gives them, layouts, files and the verifier.

The package is not called `convert`: importing it would put it in the place of the function `pairwright.convert`.

- `marks`        what stands between a question and its answer
- `prompts`      which rows next to each other belong to one prompt
- `answers`      the answer as a whole number, stated or proven
- `laying_out`   the columns of the layout asked for, and whatever else the rows had
- `piece`        some rows of a file from one layout to the other
- `origin`       a file to be converted: what it has, and whether that is enough
- `place`        the file that is written, whole or not at all
- `conversion`   what was read, written and rejected
- `run`          all of it in order
"""
