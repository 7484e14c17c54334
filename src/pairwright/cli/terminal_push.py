"""What `pairwright push` shows: the files, and where they are."""

from __future__ import annotations

from pairwright.cli.terminal import print_table
from pairwright.hub.pushing import Pushed


def print_pushed(pushed: Pushed) -> None:
    """The files with their bytes, what was removed, the total, and the commit."""
    print_table(["file", "bytes"], [[name, f"{size:,}"] for name, size in pushed.files.items()], right_from=1)
    for name in pushed.removed:
        print(f"removed there: {name}, of the former dataset")
    place = pushed.repo if pushed.revision is None else f"{pushed.repo}, branch {pushed.revision}"
    total = f"{len(pushed.files):,} files, {pushed.bytes:,} bytes"
    print(f"{total} in {place}: {pushed.url}" if pushed.commit else f"{total} would go to {place}; nothing was sent")
