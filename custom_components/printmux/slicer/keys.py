"""Slicer keys: made here, shown once, kept as SHA-256 only."""

from dataclasses import dataclass
import hashlib
import hmac
import secrets
from typing import Any

from aiohttp import hdrs, web

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.util import dt as dt_util

from ..const import CONF_DIGEST, CONF_EXPIRES_AT, SUBENTRY_SLICER_KEY

PREFIX_LENGTH = 8
KEY_HEADER = "X-Api-Key"
# OrcaSlicer's agent sends this when its user has typed no key.
NO_KEY = "88888888"


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was just made; `key` is shown to the user and then forgotten."""

    key: str
    digest: str
    prefix: str


def digest_key(key: str) -> str:
    """Return the SHA-256 of a key in hex: 256 random bits need no salt."""
    return hashlib.sha256(key.encode(errors="surrogateescape")).hexdigest()


def make_key() -> NewKey:
    """Make a slicer key of 256 random bits."""
    key = secrets.token_urlsafe(32)
    return NewKey(key, digest_key(key), key[:PREFIX_LENGTH])


def presented_key(request: web.Request) -> str | None:
    """Return the key a request carries, None if it has none.

    Looked for, in this order: `X-Api-Key`, `Authorization: Bearer`, `?apikey=`.
    """
    scheme, _, bearer = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
    carriers = (
        request.headers.get(KEY_HEADER, ""),
        bearer if scheme.lower() == "bearer" else "",
        request.query.get("apikey", ""),
    )
    keys = (carrier.strip() for carrier in carriers)
    return next((key for key in keys if key and key != NO_KEY), None)


def find_key(entry: ConfigEntry[Any], presented: str) -> ConfigSubentry | None:
    """Return the unexpired slicer key that was presented, None if there is none.

    All keys are compared, each in constant time.
    """
    digest = digest_key(presented)
    found: ConfigSubentry | None = None
    for subentry in entry.subentries.values():
        if subentry.subentry_type != SUBENTRY_SLICER_KEY:
            continue
        if hmac.compare_digest(digest, subentry.data[CONF_DIGEST]):
            found = subentry
    return None if found is None or _expired(found) else found


def active_key(entry: ConfigEntry[Any], key_id: str) -> ConfigSubentry | None:
    """Return the slicer key of an id, None if it was revoked or has expired."""
    key = entry.subentries.get(key_id)
    if key is None or key.subentry_type != SUBENTRY_SLICER_KEY:
        return None
    return None if _expired(key) else key


def _expired(key: ConfigSubentry) -> bool:
    """Tell whether a key's time is over; one whose time can't be read is."""
    if not (expires_at := key.data.get(CONF_EXPIRES_AT)):
        return False
    moment = dt_util.parse_datetime(expires_at)
    return moment is None or dt_util.as_utc(moment) <= dt_util.utcnow()
