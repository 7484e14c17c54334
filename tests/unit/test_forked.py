"""A forked process has lost Polars' threads: what needs them says so at once, what does without goes on."""

from __future__ import annotations

import subprocess
import sys

# What a program does before it forks, and what the child is to print. A child that hangs is killed by its alarm.
_FORKING = """
import os, signal, sys
import pairwright
from pairwright import PairwrightError
{before}
child = os.fork()
if not child:
    signal.alarm(20)
    try:
        print({asked})
    except PairwrightError as error:
        print(type(error).__name__, error)
    sys.stdout.flush()
    os._exit(0)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
_AT_WORK = "pairwright.score('57+4=?', '61'); pairwright.generate('arithmetic', 'train', 0, 5000)"
ASKED = [
    "pairwright.generate('arithmetic', 'train', 0, 1).height",
    "pairwright.score('57+4=?', '61').verdict.name",
    "pairwright.reward(['57+4=?'], ['61'])",
    "pairwright.reward_for(extract='hash')(['57+4=?'], ['#### 61'])",
]


def said(before: str, asked: str) -> str:
    """What the child prints."""
    program = _FORKING.format(before=before, asked=asked)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, ""), (before, asked, done)
    return done.stdout.strip()


def test_what_needs_the_threads_says_so() -> None:
    for asked in ASKED:
        assert said(_AT_WORK, asked).endswith(
            "this process was forked from one where Polars was at work, whose threads did not come along; start it "
            "anew: multiprocessing.get_context('spawn'), or subprocess"
        )
    assert said(_AT_WORK, ASKED[0]).startswith("EngineError generate: ")


def test_before_anything_was_asked_of_polars_a_fork_is_as_good_as_its_parent() -> None:
    assert [said("", asked) for asked in ASKED] == ["1", "RIGHT", "[1.0]", "[1.0]"]
    assert said("import polars", ASKED[0]) == "1"


def test_rows_come_from_another_process() -> None:
    asked = "pairwright.dataset('arithmetic', 'test')[-1]['answer']"
    assert said(_AT_WORK, asked) == said("", asked) == "10"
    assert said("rows = pairwright.dataset('arithmetic', 'test')\n" + _AT_WORK, "rows[-1]['answer']") == "10"
