"""The public function: a dataset folder to the Hugging Face Hub."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pairwright.arguments import guarded
from pairwright.errors import PushError, extra_missing
from pairwright.hub.finished import Finished, finished
from pairwright.hub.refusals import not_logged_in, told
from pairwright.hub.uploading import committed, left_over, prepared, quiet_and_impatient
from pairwright.version import __version__

Progress = Callable[[int, int], None]


# Of a name of the Hub; it begins and ends with a letter, a digit or "_".
_NAME = re.compile(r"\w(?:[\w.-]*\w)?", re.ASCII)
_LONGEST_NAME = 96


@dataclass(frozen=True)
class Pushed:
    """What went to the Hub, or would go.

    Attributes:
        repo: its whole name there; as it was given for a dry run.
        revision: the branch; None for the main one.
        files: name -> bytes, the manifest last.
        removed: files of a former dataset there that were deleted in the same commit.
        commit: the commit's id; None for a dry run.
        url: the commit's address; None for a dry run.

    """

    repo: str
    revision: str | None
    files: dict[str, int]
    removed: list[str] = field(default_factory=list)
    commit: str | None = None
    url: str | None = None

    @property
    def bytes(self) -> int:
        """The bytes of all files together."""
        return sum(self.files.values())

    def as_dict(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {**vars(self), "bytes": self.bytes}


@guarded
def push(
    folder: str | Path,
    repo: str,
    *,
    private: bool = False,
    revision: str | None = None,
    message: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Pushed:
    """Upload a finished dataset folder to the Hugging Face Hub, with its card, in one commit.

    What goes are the files that the manifest names, each proved by size and SHA-256, the card and the manifest,
    nothing else that may stand in the folder.  The repository is made if it is missing; data files of a
    former dataset there go in the same commit.  The token is that of `hf auth login` or HF_TOKEN.

    Args:
        folder: of a finished dataset.
        repo: 'name' or 'owner/name' of the dataset on the Hub.
        private: make the repository private; refused where it exists and is public.
        revision: the branch, made if it is missing; None: the main one.
        message: of the commit; None: which recipe it is.
        dry_run: only look what would go; nobody is contacted.
        progress: called with (bytes done, bytes in all) after each batch of files.

    Returns:
        What went, or would go.

    Raises:
        PushError: the folder holds no whole dataset, the extra is not installed, or the Hub refuses or cannot be
            reached; then nothing there has changed, but that an empty repository or branch may have been made.

    >>> import tempfile, pairwright
    >>> recipe = pairwright.load_recipe("arithmetic").with_rows(1000)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = pairwright.write(recipe, folder)
    ...     list(pairwright.push(folder, "me/arithmetic", dry_run=True).files)[-3:]
    ['test_beyond.jsonl', 'README.md', 'manifest.json']

    """
    _require_names(repo, revision, message)
    dataset = finished(Path(folder))
    if dry_run:
        return Pushed(repo, revision, dataset.files)
    _require_extra()
    return _pushed(dataset, repo, private, revision, message or _message(dataset), progress or (lambda *_: None))


def _require_names(repo: str, revision: str | None, message: str | None) -> None:
    # As the Hub has it; asked here too, where its package is not installed.
    names = repo.split("/")
    if len(names) > 2 or not all(_NAME.fullmatch(name) and "--" not in name and ".." not in name for name in names):
        raise PushError(
            f"repo: {repo!r} should be 'name' or 'owner/name', of at most 96 letters, digits, '-', '_' and '.'"
        )
    if len(repo) > _LONGEST_NAME or repo.endswith(".git"):
        raise PushError(f"repo: {repo[:_LONGEST_NAME]!r} is longer than 96 characters, or ends in .git; name another")
    if revision is not None and not revision.strip():
        raise PushError(f"revision: {revision!r} is no branch; leave it out for the main one")
    if message is not None and not message.strip():
        raise PushError(f"message: {message!r} says nothing; leave it out for the usual one")


def _require_extra() -> None:
    try:
        import huggingface_hub  # noqa: F401 (only to see that it is there)
    except ImportError as error:
        raise PushError(extra_missing("push: needs huggingface_hub", "hub")) from error


def _message(dataset: Finished) -> str:
    return f"Upload {dataset.name} ({dataset.fingerprint}) with Pairwright {__version__}"


def _pushed(
    dataset: Finished, repo: str, private: bool, revision: str | None, message: str, progress: Progress
) -> Pushed:
    from huggingface_hub import HfApi, get_token

    if (token := get_token()) is None:
        raise not_logged_in(repo)
    api = HfApi(token=token, library_name="pairwright", library_version=__version__)
    with quiet_and_impatient(), told(repo, token):
        whole = prepared(api, repo, private=private, revision=revision)
        removed = left_over(api, whole, revision, dataset)
        commit = committed(api, whole, revision, dataset, removed=removed, message=message, progress=progress)
    return Pushed(whole, revision, dataset.files, removed, commit.oid, commit.commit_url)
