"""One-shot tokens, for clients that can't send a header.

https://moonraker.readthedocs.io/en/latest/external_api/authorization/
"""

from base64 import b32encode
from collections.abc import Mapping
from dataclasses import dataclass
import secrets
from typing import Any

from aiohttp import web

from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from .answers import result_answer
from .call import Call
from .keys import active_key
from .route import READ, Route

LIFETIME_SECONDS = 5
MAX_TOKENS = 256
TOKEN_BYTES = 20
SPENT: web.RequestKey[str] = web.RequestKey(f"{DOMAIN}_spent_token", str)


@dataclass(frozen=True, slots=True)
class Token:
    """What one token stands for, and until when (loop time)."""

    key_id: str
    address: str | None
    ends: float


class Tokens:
    """The tokens that nobody has used yet, oldest first."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Begin empty."""
        self._hass = hass
        self._tokens: dict[str, Token] = {}

    @callback
    def async_make(self, key_id: str, address: str | None) -> str:
        """Return a new token of a slicer key for a client's address."""
        now = self._hass.loop.time()
        fresh = {
            name: token for name, token in self._tokens.items() if token.ends > now
        }
        self._tokens = dict([*fresh.items()][-MAX_TOKENS + 1 :])
        name = b32encode(secrets.token_bytes(TOKEN_BYTES)).decode()
        self._tokens[name] = Token(key_id, address, now + LIFETIME_SECONDS)
        return name

    @callback
    def async_spend(self, name: str, address: str | None) -> str | None:
        """Return the slicer key's id of a token, which is of no use from now on."""
        token = self._tokens.pop(name, None)
        if token is None or token.address != address:
            return None
        return token.key_id if token.ends > self._hass.loop.time() else None


TOKENS: HassKey[Tokens] = HassKey(f"{DOMAIN}_tokens")


def _tokens(hass: HomeAssistant) -> Tokens:
    """Return the one store."""
    return hass.data.setdefault(TOKENS, Tokens(hass))


@callback
def async_token_key(
    hass: HomeAssistant, request: web.Request, entry: ConfigEntry[Any]
) -> ConfigSubentry | None:
    """Return the slicer key that `?token=` of a request stands for, if it does."""
    if (name := request.query.get("token")) is None:
        return None
    # A request with `Expect: 100-continue` is looked at twice.
    if SPENT not in request:
        request[SPENT] = _tokens(hass).async_spend(name, request.remote) or ""
    return active_key(entry, request[SPENT])


async def async_make_token(call: Call, _arguments: Mapping[str, Any]) -> str:
    """Answer `access.oneshot_token`."""
    assert call.key_id is not None
    return _tokens(call.hass).async_make(call.key_id, call.request.remote)


async def async_oneshot_token(call: Call) -> web.Response:
    """Answer `GET /access/oneshot_token`."""
    return result_answer(await async_make_token(call, {}))


ROUTES = (Route(READ, "/access/oneshot_token", async_oneshot_token),)
