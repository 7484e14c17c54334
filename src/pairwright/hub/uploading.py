"""The upload: the data first, then one commit that makes all of it visible at once.

`upload_folder` of huggingface_hub cuts a folder into several commits (from 250 files on, or every five minutes), so a
reader could find the manifest before the data, or old data beside new.  Here the files are stored batch by batch
with `preupload_lfs_files`, which shows nothing yet, and then one commit names them all: a line of 200 bytes a file,
so 1,000 shards are 200 KB.  A push that is broken off has changed nothing; when it is repeated, files that the Hub
has stored already are not sent again.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pairwright.errors import PushError
from pairwright.hub.finished import Finished, names_of
from pairwright.stores import MANIFEST

if TYPE_CHECKING:
    from huggingface_hub import CommitInfo, HfApi

Progress = Callable[[int, int], None]
_KIND = "dataset"
# Files stored at once: two requests a batch, and progress after each.
_BATCH = 16
# Seconds without a byte from the Hub; the library itself would wait for ever.
_PATIENCE = 60.0


def prepared(api: HfApi, repo: str, *, private: bool, revision: str | None) -> str:
    """Make the repository and the branch where they are missing; returns the repository's whole name."""
    # Without `private` the default of the organization holds.
    whole = api.create_repo(repo, repo_type=_KIND, private=private or None, exist_ok=True).repo_id
    if private and not api.dataset_info(whole).private:
        # The Hub ignores the wish where the repository exists.
        raise PushError(f"{whole}: exists and is public; make it private on the Hub first, or leave --private out")
    if revision is not None and not revision.startswith("refs/"):
        api.create_branch(whole, branch=revision, repo_type=_KIND, exist_ok=True)
    return whole


def left_over(api: HfApi, repo: str, revision: str | None, dataset: Finished) -> list[str]:
    """Files of a former dataset there that the new one has not: patterns of the new card could match them."""
    there = api.list_repo_files(repo, repo_type=_KIND, revision=revision)
    if MANIFEST not in there:
        return []
    with tempfile.TemporaryDirectory(prefix="pairwright-") as folder:
        former = api.hf_hub_download(repo, MANIFEST, repo_type=_KIND, revision=revision, local_dir=folder)
        return sorted((set(names_of(Path(former).read_bytes())) & set(there)) - dataset.files.keys())


def committed(
    api: HfApi,
    repo: str,
    revision: str | None,
    dataset: Finished,
    *,
    removed: list[str],
    message: str,
    progress: Progress,
) -> CommitInfo:
    """Store every file, then commit them all at once."""
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    additions = [CommitOperationAdd(name, str(dataset.folder / name)) for name in dataset.files]
    sizes = list(dataset.files.values())
    for start in range(0, len(additions), _BATCH):
        # An empty list of what to ignore: a .gitignore in the repository must not take shards out of a dataset.
        api.preupload_lfs_files(
            repo,
            additions[start : start + _BATCH],
            repo_type=_KIND,
            revision=revision,
            free_memory=False,
            gitignore_content="",
        )
        progress(sum(sizes[: start + _BATCH]), dataset.bytes)
    deletions = [CommitOperationDelete(name) for name in removed]
    return api.create_commit(repo, [*deletions, *additions], commit_message=message, repo_type=_KIND, revision=revision)


@contextmanager
def quiet_and_impatient() -> Iterator[None]:
    """While it lasts the library shows nothing of its own, and no request waits for ever.

    Its warnings of each repeated attempt tell the signed addresses of uploads; the last attempt's error comes anyway.
    """
    from huggingface_hub.utils import (
        are_progress_bars_disabled,
        disable_progress_bars,
        enable_progress_bars,
        get_session,
        logging,
    )

    bars, level, session = not are_progress_bars_disabled(), logging.get_verbosity(), get_session()
    patience = session.timeout
    disable_progress_bars()
    logging.set_verbosity(logging.ERROR)
    session.timeout = _PATIENCE
    try:
        yield
    finally:
        session.timeout = patience
        logging.set_verbosity(level)
        if bars:
            enable_progress_bars()
