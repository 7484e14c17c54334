"""An unfinished run on disk: `OUT.run` beside the folder to come, with TRL's checkpoints and what they are of.

A checkpoint counts once it has a file `whole`, which is written last; so a kill while one is being written, or a
full disk, costs the steps since the one before. When the model stands in its place the run is removed.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pairwright.errors import OutputError, TrainingError
from pairwright.files.placing import require_name

_RUN = "run.json"
_WHOLE = "whole"
_PREFIX = "checkpoint-"


@dataclass(frozen=True)
class RunFolder:
    """Where a run keeps its checkpoints.

    Attributes:
        path: the folder.

    """

    path: Path

    @classmethod
    def beside(cls, out: Path) -> RunFolder:
        """The run folder of a model folder."""
        require_name(out)
        return cls(out.with_name(f"{out.name}.run"))

    def begin(self, run: Mapping[str, Any], *, resume: bool, overwrite: bool) -> Path | None:
        """Make the folder, or find the last checkpoint in it.

        Args:
            run: what decides the weights, as JSON has it.
            resume: go on with the run that is there, if one is.
            overwrite: throw away a run that is there.

        Raises:
            OutputError: an unfinished run is there, or the disk refuses.
            TrainingError: the run that is there is another one.

        """
        if self.path.is_symlink():
            raise OutputError(f"{self.path}: a link, but checkpoints are kept and removed there; choose another --out")
        if self.path.exists() and not (self.path / _RUN).is_file():
            raise OutputError(
                f"{self.path}: holds no run of ours, but checkpoints are to be kept there; choose another --out"
            )
        if resume and self.path.exists():
            self._require_same(run)
            return self.last()
        if self.path.is_symlink():
            raise OutputError(f"{self.path}: a link, but checkpoints are kept and removed there; choose another --out")
        if self.path.exists() and not overwrite:
            raise OutputError(f"{self.path}: an unfinished run; go on with --resume, or throw it away with --overwrite")
        self.remove()
        try:
            self.path.mkdir(parents=True)
            (self.path / _RUN).write_text(f"{json.dumps(run, indent=2)}\n", encoding="utf-8")
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be written ({error.strerror}); choose another --out") from error
        return None

    def last(self) -> Path | None:
        """The last whole checkpoint."""
        found = [path.parent for path in self.path.glob(f"{_PREFIX}*/{_WHOLE}")]
        return max(found, key=_step, default=None)

    def close(self, checkpoint_step: int) -> None:
        """The checkpoint of that step is whole."""
        (self.path / f"{_PREFIX}{checkpoint_step}" / _WHOLE).touch()

    def leave(self, error: BaseException) -> None:
        """Keep the run if there is anything to go on from; say so."""
        last = self.last()
        if last is None:
            self.remove()
        else:
            # What went wrong by the settings would go wrong again.
            way = f"can be a --base: {last}" if isinstance(error, TrainingError) else "is whole; go on with --resume"
            error.add_note(f"the checkpoint of step {_step(last):,} {way}")

    def remove(self) -> None:
        """Remove the run."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _require_same(self, run: Mapping[str, Any]) -> None:
        try:
            before = json.loads((self.path / _RUN).read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise TrainingError(f"{self.path / _RUN}: cannot be read; start anew with --overwrite") from error
        if (difference := _difference(before, json.loads(json.dumps(run)))) is not None:
            name, was, now = difference
            raise TrainingError(
                f"{self.path}: a run with another {name} ({was!r:.60}, now {now!r:.60}); ask for the same, "
                "or start anew with --overwrite"
            )


def keeper(folder: RunFolder) -> Any:
    """A callback that marks each checkpoint whole when it is."""
    from transformers import TrainerCallback

    class Keeper(TrainerCallback):  # type: ignore[misc]
        def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:  # noqa: ARG002
            folder.close(state.global_step)

    return Keeper()


def _step(checkpoint: Path) -> int:
    return int(checkpoint.name.removeprefix(_PREFIX))


def _difference(before: Any, now: Any, name: str = "") -> tuple[str, Any, Any] | None:
    """The first key that two mappings differ in, by its whole name."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in sorted(before.keys() | now.keys()):
            found = _difference(before.get(key), now.get(key), f"{name}.{key}" if name else key)
            if found is not None:
                return found
        return None
    return None if before == now else (name, before, now)
