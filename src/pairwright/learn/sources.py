"""What MODEL names: a folder, nanoGPT's .pt, a .gguf file, or a model of the Hugging Face Hub, fetched if need be.

Of a repository only configuration, safetensors and the tokenizer are fetched: code and pickles never come here.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from pairwright.errors import ModelError

# An owner and a name, or one of the old names without an owner (gpt2), and a branch, tag or commit.
_HUB = re.compile(r"(?P<repo>[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?)(@(?P<revision>[\w][\w./-]{0,199}))?")
_FETCHED = ["*.json", "*.safetensors", "*.jinja", "*.model", "*.txt"]
# Folders hold the same weights for other programs, `consolidated` is Mistral's own form of them.
_NOT_FETCHED = ["*/*", "consolidated*"]
_GGUF = b"GGUF"
_MOST_SHOWN = 120
WAYS = "give a Hugging Face folder, a Hub id, a .gguf file, or a nanoGPT checkpoint"


@dataclass(frozen=True)
class ModelSource:
    """Where a model is.

    Attributes:
        name: what was given.
        kind: 'folder', 'nanogpt' or 'gguf'.
        path: the folder or the file here.
        revision: the commit, of a model from the Hub.

    """

    name: str
    kind: str
    path: Path
    revision: str | None = None

    @property
    def title(self) -> str:
        """The name with the commit that it stood for."""
        return self.name if self.revision is None else f"{self.name.partition('@')[0]}@{self.revision}"


def model_source(model: str | Path) -> ModelSource:
    """Find a model; one of the Hub that is not here yet is fetched.

    Args:
        model: a path, or a Hub id such as 'HuggingFaceTB/SmolLM2-135M-Instruct@main'.

    Raises:
        ModelError: there is none, or the Hub cannot be reached.

    >>> import tempfile
    >>> model_source(tempfile.gettempdir()).kind
    'folder'

    """
    name, path = str(model), Path(model)
    if path.is_dir():
        return ModelSource(name, "folder", path)
    if path.is_file():
        return ModelSource(name, "gguf" if _is_gguf(path) else "nanogpt", path)
    found = _HUB.fullmatch(name)
    # `data/model` where there is a folder `data` is a path with a slip in it.
    if found is None or ("/" in name and Path(name.partition("/")[0]).is_dir()) or path.suffix in {".pt", ".gguf"}:
        raise ModelError(f"{name}: no such model; {WAYS}")
    folder = _fetched(name, found["repo"], found["revision"])
    return ModelSource(name, "folder", folder, folder.name)


def _is_gguf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(_GGUF)) == _GGUF
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _fetched(name: str, repo: str, revision: str | None) -> Path:
    """The folder of a repository at a revision, in the cache that transformers uses too."""
    from huggingface_hub import errors, snapshot_download
    from huggingface_hub.utils import disable_progress_bars

    if not sys.stderr.isatty():
        disable_progress_bars()
    try:
        folder = snapshot_download(repo, revision=revision, allow_patterns=_FETCHED, ignore_patterns=_NOT_FETCHED)
    except errors.GatedRepoError as error:
        raise ModelError(
            f"{name}: the Hub gives it only to who has agreed to its terms; do so on its page, then `hf auth login`"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise ModelError(f"{name}: no such model, neither a path here nor on the Hub, as far as you may see") from error
    except errors.RevisionNotFoundError as error:
        raise ModelError(f"{name}: {repo} has no such revision; name a branch, a tag or a commit of it") from error
    except (errors.HfHubHTTPError, ValueError) as error:
        raise ModelError(f"{name}: the Hub refuses it ({_line(error)}); try again later, or {WAYS}") from error
    except (errors.HTTPError, OSError) as error:
        if (here := _cached(repo, revision)) is not None:
            return here
        why = _line(error.__cause__ or error)
        raise ModelError(
            f"{name}: no such path here, and the Hugging Face Hub cannot be reached ({why}); go online, "
            "or name a model that is here"
        ) from error
    return Path(folder)


def _cached(repo: str, revision: str | None) -> Path | None:
    """What has been fetched before, where the Hub cannot be reached; None if nothing has."""
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(repo, revision=revision, allow_patterns=_FETCHED, local_files_only=True))
    except (OSError, ValueError):
        return None


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())[:_MOST_SHOWN] or type(error).__name__
