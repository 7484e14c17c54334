"""What `pairwright convert` shows in a terminal."""

from __future__ import annotations

from pairwright.cli.terminal import print_table
from pairwright.converting.conversion import Conversion


def print_conversion(done: Conversion) -> None:
    """What was read, why rows were rejected, and what was written."""
    print_table(["file", "taken for"], [list(each) for each in done.sources.items()])
    if done.rejected:
        rows = [[reason, f"{count:,}"] for reason, count in done.rejected.items()]
        print_table(["not converted, because", "rows"], rows, right_from=1)
    speed = done.read / max(done.seconds, 1e-9)
    further = f", and as they were: {', '.join(done.kept)}" if done.kept else ""
    size = f"{done.format}, {done.file.bytes:,} bytes"
    print(f"{done.file.path}: {done.file.rows:,} rows of {done.layout} ({size}){further}")
    print(f"{done.converted:,} of {done.read:,} rows converted in {done.seconds:.1f} s ({speed:,.0f} rows/s)")
