"""The libraries that draw, as they came from npm, with their licences; `versions.json` says which."""

from __future__ import annotations

import json
import re
from importlib.resources import files

VERSIONS = "versions.json"
_SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def libraries() -> list[str]:
    """The scripts in the order in which they need each other, without the names of files that are not there."""
    here = files(__package__)
    named = json.loads((here / VERSIONS).read_text(encoding="utf-8"))
    return [_SOURCE_MAP.sub("", (here / each["file"]).read_text(encoding="utf-8")) for each in named.values()]
