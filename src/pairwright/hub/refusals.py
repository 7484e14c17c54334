"""What the Hub refuses, and why it cannot be reached, in one line that says what to do.

Addresses of uploads are signed, so what a library or the Hub says is shown without them and without the token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from pairwright.errors import PushError

_LOGIN = "log in with `hf auth login`, or set HF_TOKEN to a token that may write"
_WAYS_OUT = {
    401: f"not logged in, or the token is not valid; {_LOGIN}",
    402: "the Hub wants payment for this; see the billing page of the account",
    403: "the token may not write there; use one with write permission, or another REPO",
    404: "no such repository or branch, or the token may not see it; check REPO and --revision",
    409: "it changed at the same time; push again",
    412: "it changed at the same time; push again",
    413: "too large for the Hub; make smaller shards with generate --shards",
    429: "too many requests; wait some minutes, then push again",
}
_ADDRESS = re.compile(r"https?://\S+")
_LONGEST = 200


def not_logged_in(repo: str) -> PushError:
    """The error of who has no token at all."""
    return PushError(f"{repo}: not logged in; {_LOGIN}")


@contextmanager
def told(repo: str, token: str) -> Iterator[None]:
    """Turn whatever goes wrong at the Hub into a `PushError`."""
    from huggingface_hub import errors

    try:
        yield
    except PushError:
        raise
    except errors.OfflineModeIsEnabled as error:
        raise PushError(f"{repo}: the Hub is switched off here; unset HF_HUB_OFFLINE, then push again") from error
    except (errors.HTTPError, OSError, ValueError, LookupError, RuntimeError) as error:
        raise PushError(f"{repo}: {_why(error, token)}") from error


def _why(error: BaseException, token: str) -> str:
    from huggingface_hub import errors

    if type(error) in {RuntimeError, errors.LocalEntryNotFoundError} and error.__cause__ is not None:
        # The library's "Error while uploading" and "Error while trying to locate": the cause says why.
        return _why(error.__cause__, token)
    said = _said(error, token)
    if isinstance(error, errors.HfHubHTTPError):
        return _answered(error.response.status_code, said)
    if isinstance(error, errors.HTTPError):
        return f"the Hub cannot be reached ({said}); check the network and HF_ENDPOINT, then push again"
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename} cannot be read ({error.strerror}); nothing was committed, push again"
    return f"the upload failed ({said}) and nothing was committed; push again"


def _answered(status: int, said: str) -> str:
    if status >= 500:
        return f"the Hub fails ({status}) and nothing was committed; push again later"
    return _WAYS_OUT.get(status, f"the Hub refuses ({status}: {said}); mend that, then push again")


def _said(error: BaseException, token: str) -> str:
    text = getattr(error, "server_message", None) or str(error) or type(error).__name__
    return " ".join(_ADDRESS.sub("an address", text.replace(token, "the token")).split())[:_LONGEST]
