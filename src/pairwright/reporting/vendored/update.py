"""Brings the libraries that draw to the versions that are named here: `make vendored`; needs npm."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from pairwright.reporting.vendored import VERSIONS

HERE = Path(__file__).parent
# The one place of the versions.
LIBRARIES = {"vega": "6.4.0", "vega-lite": "6.5.0", "vega-embed": "7.3.0"}
# Parts of D3 stand within vega's file; its licence is not in vega's package.
LICENCE_OF = {"d3-array": "3.2.4"}


def update() -> None:
    """Fetch each package, keep its built file and its licence, and write down what they are."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("vendored: npm is not there; install Node.js")
    kept: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, version in {**LIBRARIES, **LICENCE_OF}.items():
            subprocess.run([npm, "pack", f"{name}@{version}"], cwd=folder, check=True, capture_output=True)  # noqa: S603
            with tarfile.open(Path(folder, f"{name}-{version}.tgz")) as archive:
                (HERE / f"{name}.LICENSE").write_bytes(_member(archive, "package/LICENSE"))
                if name in LIBRARIES:
                    content = _member(archive, f"package/build/{name}.min.js")
                    (HERE / f"{name}.min.js").write_bytes(content)
                    digest = hashlib.sha256(content).hexdigest()
                    kept[name] = {"version": version, "file": f"{name}.min.js", "sha256": digest}
    (HERE / VERSIONS).write_text(f"{json.dumps(kept, indent=2)}\n", encoding="utf-8")


def _member(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    if file is None:
        sys.exit(f"vendored: {name} is no file of its package")
    return file.read()


if __name__ == "__main__":
    update()
