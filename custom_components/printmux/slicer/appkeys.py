"""Application keys: a client asks for a key of its own, and the user decides.

https://docs.octoprint.org/en/master/bundledplugins/appkeys.html
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from http import HTTPStatus
import secrets
from types import MappingProxyType
from typing import Any
import unicodedata

from homeassistant.components import persistent_notification
from homeassistant.config_entries import ConfigEntry, ConfigSubentry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..const import CONF_DIGEST, CONF_PREFIX, DOMAIN, SUBENTRY_SLICER_KEY
from ..issues import async_create_app_key_issue, async_delete_app_key_issue
from ..texts import async_text
from .errors import SlicerError
from .keys import NewKey, make_key

POLL_SECONDS = 5
LIFE_SECONDS = 10 * 60
MAX_OPEN = 5
MAX_TEXT = 64
MAX_ADDRESSES = 256
# How many requests, in how many seconds.
RATES = ((3, 60), (5, 10 * 60), (10, 60 * 60))
REPAIRS_PAGE = "/config/repairs"
TOO_MANY = (
    HTTPStatus.TOO_MANY_REQUESTS,
    "You have made too many app key requests. Please try again later.",
)
ALL_TAKEN = (
    HTTPStatus.TOO_MANY_REQUESTS,
    "Other app key requests are waiting for an answer in Home Assistant",
)
NO_REQUEST = (
    HTTPStatus.NOT_FOUND,
    "This app key request was refused, has ended or never was",
)


def plain_text(text: str) -> str:
    """Return a stranger's text as one short visible line, fit for a code span."""
    visible = (
        character if character.isprintable() else " "
        for character in unicodedata.normalize("NFC", text)
    )
    words = "".join(visible).replace("`", "'").split()
    return " ".join(words)[:MAX_TEXT].strip()


class RequestLimiter:
    """Counts the requests of each address; forgets the one that was longest silent."""

    def __init__(self) -> None:
        """Know nobody."""
        self._asked: dict[str, list[float]] = {}

    def admit(self, address: str, now: float) -> bool:
        """Tell whether an address may ask now, and count it if so."""
        longest = RATES[-1][1]
        asked = [at for at in self._asked.pop(address, ()) if now - at < longest]
        admitted = all(
            sum(now - at < seconds for at in asked) < count for count, seconds in RATES
        )
        self._asked[address] = [*asked, now] if admitted else asked
        if len(self._asked) > MAX_ADDRESSES:
            del self._asked[next(iter(self._asked))]
        return admitted


@dataclass(kw_only=True, eq=False)
class AppKeyRequest:
    """A client that waits; only it knows `token`, all users may see `id`."""

    app: str
    address: str
    ends_at: float
    id: str = field(default_factory=lambda: secrets.token_hex(8))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    api_key: str | None = field(default=None, repr=False)
    key_id: str | None = None
    cancel_timeout: CALLBACK_TYPE | None = None


class AppKeyDesk:
    """The requests of a loaded config entry that have not ended."""

    def __init__(self, hass: HomeAssistant, entry: ConfigEntry[Any]) -> None:
        """Begin without requests."""
        self._hass = hass
        self._entry = entry
        self._limiter = RequestLimiter()
        self._open: dict[str, AppKeyRequest] = {}
        self._closed = False

    @callback
    def async_admit(self, address: str) -> None:
        """Count a request. Raises SlicerError when there were too many."""
        if not self._limiter.admit(address, self._hass.loop.time()):
            raise SlicerError(*TOO_MANY)

    @callback
    def async_open(self, app: str, address: str) -> AppKeyRequest:
        """Ask the user. Raises SlicerError when too many wait already."""
        if self._closed:
            raise SlicerError(*NO_REQUEST)
        if len(self._open) >= MAX_OPEN:
            raise SlicerError(*ALL_TAKEN)
        ends_at = self._hass.loop.time() + LIFE_SECONDS
        request = AppKeyRequest(app=app, address=plain_text(address), ends_at=ends_at)
        self._open[request.token] = request
        self._wait(request)
        self._ask(request)
        return request

    @callback
    def async_poll(self, token: str) -> str | None:
        """Return the key, once, or None before the answer. Raises SlicerError."""
        if (request := self._open.get(token)) is None:
            raise SlicerError(*NO_REQUEST)
        if request.api_key is None:
            self._wait(request)
            return None
        self._forget(request)
        return request.api_key

    @callback
    def async_find(self, request_id: str) -> AppKeyRequest | None:
        """Return a request that waits for an answer."""
        waiting = (one for one in self._open.values() if one.api_key is None)
        return next((one for one in waiting if one.id == request_id), None)

    @callback
    def async_allow(self, request: AppKeyRequest) -> None:
        """Make a slicer key and have it ready for the client's next poll."""
        new = make_key()
        subentry = self._subentry(request.app, new)
        self._hass.config_entries.async_add_subentry(self._entry, subentry)
        request.api_key = new.key
        request.key_id = subentry.subentry_id
        self._withdraw(request)
        self._wait(request)

    @callback
    def async_refuse(self, request: AppKeyRequest) -> None:
        """Let the client's next poll find nothing."""
        self._end(request)

    @callback
    def async_close(self) -> None:
        """End all requests, and take no more."""
        self._closed = True
        self._hass.data.pop(DESK, None)
        for request in list(self._open.values()):
            self._end(request)

    def _subentry(self, app: str, new: NewKey) -> ConfigSubentry:
        """Return a slicer key with a title that no other has."""
        keys = self._entry.get_subentries_of_type(SUBENTRY_SLICER_KEY)
        taken = {key.title for key in keys}
        titles = (app, *(f"{app} {number}" for number in range(2, len(taken) + 3)))
        return ConfigSubentry(
            data=MappingProxyType({CONF_DIGEST: new.digest, CONF_PREFIX: new.prefix}),
            subentry_type=SUBENTRY_SLICER_KEY,
            title=next(title for title in titles if title not in taken),
            unique_id=new.digest,
        )

    @callback
    def _wait(self, request: AppKeyRequest) -> None:
        """Give the client some seconds for its next poll."""
        if request.cancel_timeout is not None:
            request.cancel_timeout()
        left = request.ends_at - self._hass.loop.time()
        job = HassJob(partial(self._time_out, request), cancel_on_shutdown=True)
        request.cancel_timeout = async_call_later(
            self._hass, max(0, min(POLL_SECONDS, left)), job
        )

    @callback
    def _time_out(self, request: AppKeyRequest, _now: datetime) -> None:
        """End a request whose client polls no more, or asks for too long."""
        request.cancel_timeout = None
        self._end(request)

    @callback
    def _end(self, request: AppKeyRequest) -> None:
        """End a request; a key that nobody came for goes too."""
        self._forget(request)
        self._withdraw(request)
        if request.key_id and request.key_id in self._entry.subentries:
            self._hass.config_entries.async_remove_subentry(self._entry, request.key_id)

    @callback
    def _forget(self, request: AppKeyRequest) -> None:
        """Know a request no more."""
        self._open.pop(request.token, None)
        if request.cancel_timeout is not None:
            request.cancel_timeout()
            request.cancel_timeout = None

    @callback
    def _ask(self, request: AppKeyRequest) -> None:
        """Show the request to the user."""
        async_create_app_key_issue(self._hass, request.id, request.app, request.address)
        persistent_notification.async_create(
            self._hass,
            async_text(
                self._hass,
                "app_key_request",
                app=request.app,
                address=request.address,
                page=REPAIRS_PAGE,
            ),
            title="PrintMux",
            notification_id=_notification_id(request),
        )

    @callback
    def _withdraw(self, request: AppKeyRequest) -> None:
        """Show the request no more."""
        async_delete_app_key_issue(self._hass, request.id)
        persistent_notification.async_dismiss(self._hass, _notification_id(request))


DESK: HassKey[AppKeyDesk] = HassKey(f"{DOMAIN}_app_keys")


@callback
def async_app_key_desk(hass: HomeAssistant, entry: ConfigEntry[Any]) -> AppKeyDesk:
    """Return the desk of the loaded entry; it goes when the entry is unloaded."""
    if (desk := hass.data.get(DESK)) is None:
        desk = hass.data[DESK] = AppKeyDesk(hass, entry)
        entry.async_on_unload(desk.async_close)
    return desk


def _notification_id(request: AppKeyRequest) -> str:
    """Return the id of a request's notification."""
    return f"{DOMAIN}_app_key_{request.id}"
