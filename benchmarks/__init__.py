"""Pairwright beside a plain Python loop, a public peer and bare writing: `python -m benchmarks` (or `make bench`).

__main__.py       arguments, and what is measured in which order
cases.py          what is measured: a name, a number of rows, a command
plain_loop.py     child: the plain loop, one row at a time
ours.py           child: `pairwright.write`
judging.py        false RIGHT and false WRONG of Pairwright and of other scorers
solutions.py      long texts to judge
free_text.py      child: long texts scored by Pairwright or math-verify
real_cases.py     the data of public training examples, audited: the figures of docs/audit.md
access.py         child: random rows by `pairwright.dataset`
peers.py          child: reasoning-gym
bare_writing.py   child: the same bytes, only written
clock.py          how a child says what it measured
processes.py      run one child; its wall time, processor time and peak memory
machine.py        how many cores there are, and how busy others keep them
measuring.py      run the cases, each run right after a run of the plain loop; medians
targets.py        what was wanted, what was measured, reached or missed
report.py         the tables and the JSON
tables.py         a Markdown table
"""
