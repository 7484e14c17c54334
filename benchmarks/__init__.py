"""Pairwright beside a plain Python loop, a public peer and bare writing: `python -m benchmarks` (or `make bench`).

__main__.py       arguments, and what is measured in which order
cases.py          what is measured: a name, a number of rows, a command
plain_loop.py     child: the plain loop, one row at a time
ours.py           child: `pairwright.write`
access.py         child: random rows by `pairwright.dataset`
peers.py          child: reasoning-gym
bare_writing.py   child: the same bytes, only written
clock.py          how a child says what it measured
processes.py      run one child; its wall time, processor time and peak memory
machine.py        how many cores there are, and how busy others keep them
measuring.py      run the cases, each run right after a run of the plain loop; medians
targets.py        what was wanted, what was measured, reached or missed
report.py         the tables and the JSON
"""
