"""Notices clients that keep coming with a wrong key, and tells the user."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import hdrs, web

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import CALLBACK_TYPE, HassJob, HomeAssistant, callback
from homeassistant.helpers.event import async_call_later
from homeassistant.util.hass_dict import HassKey

from ..const import DOMAIN
from ..issues import async_create_refused_issue, async_delete_refused_issue
from .appkeys import plain_text
from .keys import PREFIX_LENGTH

# So many refusals in so many seconds are more than a mistake in typing.
REFUSALS = 5
WINDOW_SECONDS = 10 * 60
# A client that was refused no more for so long, and then has a good key, is mended.
MENDED_SECONDS = 60
# Silent for so long: given up, or switched off.
SILENT_SECONDS = 60 * 60
MAX_CLIENTS = 256
MAX_ISSUES = 5


@dataclass(eq=False)
class Refused:
    """A client that was refused, by the loop's clock."""

    times: list[float] = field(default_factory=list)
    prefix: str | None = None
    told_at: float | None = None


class KeyFailures:
    """Counts the refusals of each address while the config entry is loaded."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Know nobody."""
        self._hass = hass
        self._clients: dict[str, Refused] = {}
        self._cancel: CALLBACK_TYPE | None = None

    @callback
    def async_refused(self, request: web.Request, presented: str) -> None:
        """Note that a client came with a wrong key."""
        now = self._hass.loop.time()
        address = plain_text(request.remote or "?")
        client = self._clients.pop(address, None) or Refused()
        # Last again: the first is the one to be forgotten.
        self._clients[address] = client
        client.times = [at for at in client.times if now - at < WINDOW_SECONDS]
        client.times = [*client.times, now][-REFUSALS:]
        if len(client.times) == REFUSALS:
            agent = request.headers.get(hdrs.USER_AGENT, "")
            self._tell(address, client, presented, agent)
        if len(self._clients) > MAX_CLIENTS:
            self.async_forget(next(iter(self._clients)))
        if self._cancel is None:
            self._look_later()

    @callback
    def async_admitted(self, request: web.Request) -> None:
        """Note that a client came with a good key."""
        if not self._clients or request.remote is None:
            return
        address = plain_text(request.remote)
        client = self._clients.get(address)
        # Others may share the address, behind a proxy, and go on failing.
        if client and self._silent_for(client) >= MENDED_SECONDS:
            self.async_forget(address)

    @callback
    def async_forget(self, address: str) -> None:
        """Begin anew with a client; its issue ends."""
        client = self._clients.pop(address, None)
        if client is not None and client.told_at is not None:
            async_delete_refused_issue(self._hass, address)

    @callback
    def async_close(self) -> None:
        """Forget all."""
        self._hass.data.pop(FAILURES, None)
        if self._cancel is not None:
            self._cancel()
        for address in list(self._clients):
            self.async_forget(address)

    def _tell(self, address: str, client: Refused, presented: str, agent: str) -> None:
        """Raise the issue, or bring it up to date; a flood of them helps nobody."""
        now = self._hass.loop.time()
        prefix = plain_text(presented[:PREFIX_LENGTH])
        told = sum(other.told_at is not None for other in self._clients.values())
        if client.told_at is None and told >= MAX_ISSUES:
            return
        if client.told_at is not None:
            # A client that tries many keys does not change it for each.
            recent = now - client.told_at < MENDED_SECONDS
            if recent or prefix == client.prefix:
                return
        client.prefix, client.told_at = prefix, now
        async_create_refused_issue(
            self._hass, address, prefix, plain_text(agent) or "?"
        )

    def _silent_for(self, client: Refused) -> float:
        """Return for how many seconds a client was not refused."""
        return self._hass.loop.time() - client.times[-1]

    def _look_later(self) -> None:
        """See after a while who has given up."""
        job = HassJob(self._look, cancel_on_shutdown=True)
        self._cancel = async_call_later(self._hass, WINDOW_SECONDS, job)

    @callback
    def _look(self, _now: datetime) -> None:
        """Forget who was silent for long."""
        self._cancel = None
        for address, client in list(self._clients.items()):
            limit = WINDOW_SECONDS if client.told_at is None else SILENT_SECONDS
            if self._silent_for(client) >= limit:
                self.async_forget(address)
        if self._clients:
            self._look_later()


FAILURES: HassKey[KeyFailures] = HassKey(f"{DOMAIN}_key_failures")


@callback
def async_key_failures(hass: HomeAssistant, entry: ConfigEntry[Any]) -> KeyFailures:
    """Return the counts of the loaded entry; they go when the entry is unloaded."""
    if (failures := hass.data.get(FAILURES)) is None:
        failures = hass.data[FAILURES] = KeyFailures(hass)
        entry.async_on_unload(failures.async_close)
    return failures
