"""See the package."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from torture import faults, forgeries, hostile, interruptions
from torture.trial import NotSurvivedError, Place, Trial

KINDS: dict[str, Trial] = {
    "kills": interruptions.at_moments,
    "kills at calls": interruptions.at_calls,
    "faults of calls": faults.of_calls,
    "faults of functions": faults.of_functions,
    "disks": faults.of_disks,
    "clocks": faults.of_clocks,
    "forged runs": forgeries.of_unfinished,
    "forged datasets": forgeries.of_finished,
    "hostile inputs": hostile.of_inputs,
    "training": faults.of_training,
}


@dataclass
class Tally:
    """What one kind of trial came to."""

    trials: int = 0
    tried: int = 0
    failures: list[str] = field(default_factory=list)


def one(kind: str, number: int, seed: int, tally: Tally) -> None:
    """Make one trial; what it finds goes into the tally."""
    folder = Path(tempfile.mkdtemp(prefix="torture-"))
    place = Place(folder / "place", random.Random(f"{seed}/{kind}/{number}"))
    place.folder.mkdir()
    tally.trials += 1
    try:
        tally.tried += KINDS[kind](place)
    except NotSurvivedError as error:
        tally.tried += 1
        tally.failures.append(f"{kind}, trial {number}: {error}")
    except Exception:
        tally.tried += 1
        tally.failures.append(f"{kind}, trial {number}: {traceback.format_exc()}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def all_of(kinds: Sequence[str], seed: int, *, minutes: float, trials: int | None) -> dict[str, Tally]:
    """All kinds in turn, until the time is over or there were so many trials of each."""
    end = time.monotonic() + 60 * minutes
    tallies = {kind: Tally() for kind in kinds}
    number = 0
    while trials is None or number < trials:
        for kind, tally in tallies.items():
            if time.monotonic() > end:
                return tallies
            before = len(tally.failures)
            one(kind, number, seed, tally)
            for failure in tally.failures[before:]:
                print(f"NOT SURVIVED {failure}", flush=True)
        number += 1
    return tallies


def report(tallies: Mapping[str, Tally], seed: int) -> int:
    """Print what was tried and survived; how many things were not."""
    print(f"\n{'kind':<20} {'trials':>7} {'tried':>7} {'survived':>9}   seed {seed}")
    for kind, tally in tallies.items():
        print(f"{kind:<20} {tally.trials:>7} {tally.tried:>7} {tally.tried - len(tally.failures):>9}")
    return sum(len(tally.failures) for tally in tallies.values())


def main(words: Sequence[str] | None = None) -> int:
    """Run the trials; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m torture", description="Trials of the package, seeded.")
    parser.add_argument("--minutes", type=float, default=60.0, help="how long (60)")
    parser.add_argument("--seed", type=int, default=None, help="of what is done to what; else the time of day")
    parser.add_argument("--only", action="append", choices=sorted(KINDS), help="one kind; give it again for more")
    parser.add_argument("--trials", type=int, default=None, help="so many of each kind, if there is time")
    parser.add_argument("--trial", type=int, default=None, help="just the trial of that number")
    given = parser.parse_args(words)
    seed = int(time.time()) if given.seed is None else given.seed
    kinds = given.only or list(KINDS)
    if given.trial is not None:
        tallies = {kind: Tally() for kind in kinds}
        for kind, tally in tallies.items():
            one(kind, given.trial, seed, tally)
            print(*(f"NOT SURVIVED {each}" for each in tally.failures), sep="\n")
    else:
        tallies = all_of(kinds, seed, minutes=given.minutes, trials=given.trials)
    return min(report(tallies, seed), 1)


if __name__ == "__main__":
    sys.exit(main())
