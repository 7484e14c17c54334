"""Keys stand in the environment, never in a URL, which errors, reports and logs quote."""

from __future__ import annotations

from urllib.parse import urlsplit

from pairwright.errors import ModelError


def require_no_secret(url: str) -> None:
    """Refuse a URL with a user, a password or a query: that is where keys are put, and a message would tell them.

    Raises:
        ModelError: it has one; what it is is not said.

    >>> require_no_secret("https://me:key@example.org/v1")
    Traceback (most recent call last):
    pairwright.errors.ModelError: endpoint: a URL with a user, a password or a query; put the key into OPENAI_API_KEY
    """
    try:
        parts = urlsplit(url)
        found = parts.username is not None or parts.password is not None or bool(parts.query or parts.fragment)
    except ValueError as error:
        # What it objects to may quote the key.
        raise ModelError("endpoint: not a URL; give one such as http://localhost:8000/v1") from error
    if found:
        raise ModelError("endpoint: a URL with a user, a password or a query; put the key into OPENAI_API_KEY")
