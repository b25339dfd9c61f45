"""Slicer keys: made here, shown once, kept as SHA-256 only."""

from dataclasses import dataclass
import hashlib
import secrets

PREFIX_LENGTH = 8


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made; `key` is shown to the user and then forgotten."""

    key: str
    digest: str
    prefix: str


def digest_key(key: str) -> str:
    """Return the SHA-256 of a key in hex: 256 random bits need no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def make_key() -> NewKey:
    """Make a slicer key of 256 random bits."""
    key = secrets.token_urlsafe(32)
    return NewKey(key, digest_key(key), key[:PREFIX_LENGTH])
