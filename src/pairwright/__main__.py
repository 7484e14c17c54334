"""`python -m pairwright` is the command `pairwright`."""

from pairwright.cli import main

main()
