"""The package put to the torture: whatever is killed, broken, filled up or forged, nothing is lost and all is told.

A *trial* does one thing to one command or one input, and looks at what comes of it: the exit code, at most one line
on stderr, what stood there before, and whether the same command, given again, ends with the bytes of an undisturbed
run and leaves nothing else behind.  Which trial does what is decided by a seed, so each can be had again.

    python -m torture --minutes 60             as long as that, all kinds in turn
    python -m torture --seed 7 --only faults   one kind, otherwise seeded
    python -m torture --only faults --seed 7 --trial 41     a single one
"""
