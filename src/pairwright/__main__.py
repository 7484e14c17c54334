"""`python -m pairwright` is the command `pairwright`."""

from pairwright.cli.main import main

main()
