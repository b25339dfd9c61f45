"""The advertisement that slicers browse for: https://docs.octoprint.org, Discovery."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
import socket
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from zeroconf.asyncio import AsyncServiceInfo

from homeassistant.components import network, zeroconf
from homeassistant.config_entries import SOURCE_ZEROCONF, ConfigEntry
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CALLBACK_TYPE, CoreState, Event, HomeAssistant, callback
from homeassistant.helpers import instance_id
from homeassistant.helpers.start import async_at_started

from ..const import CONF_ADVERTISE, DOMAIN, LOGGER
from .call import PREFIX
from .home import home_listener
from .octoprint import API_VERSION, SERVER_VERSION
from .own_port import OwnPort

SERVICE = "_octoprint._tcp.local."
OCTOPRINT = "octoprint"
# A DNS label has 63 bytes; the rest is for the "-2" of a name that is taken.
MAX_NAME_BYTES = 58
ANY_ADDRESS = {4: "0.0.0.0", 6: "::"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where slicers are told to come."""

    port: int
    path: str
    addresses: tuple[str, ...]


class Advertisement:
    """Keeps the advertisement as the options say, for as long as the hub is loaded."""

    def __init__(
        self, hass: HomeAssistant, entry: ConfigEntry[Any], own_port: OwnPort
    ) -> None:
        """Advertise nothing yet."""
        self._hass = hass
        self._entry = entry
        self._own_port = own_port
        self._place: Place | None = None
        self._info: AsyncServiceInfo | None = None
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._closed = False
        self._warned = False

    @callback
    def async_start(self) -> None:
        """Advertise once Home Assistant runs, until it stops."""
        hass, unload = self._hass, self._entry.async_on_unload
        unload(async_keep_from_octoprint(hass, advertised_uuid(self._entry)))
        unload(async_at_started(hass, self._async_started))
        unload(hass.bus.async_listen_once(EVENT_HOMEASSISTANT_STOP, self._async_ended))

    async def _async_started(self, _hass: HomeAssistant) -> None:
        """Home Assistant answers requests now."""
        self.async_apply()

    async def _async_ended(self, _event: Event) -> None:
        """Home Assistant answers no more requests."""
        await self.async_stop()

    @callback
    def async_apply(self) -> None:
        """Follow the options and the own port, in the background."""
        if self._info is None and not self._wanted:
            return
        self._task = self._entry.async_create_background_task(
            self._hass, self._async_settle(), f"{DOMAIN} advertisement"
        )

    async def async_stop(self) -> None:
        """Withdraw the advertisement, for good."""
        self._closed = True
        if self._task is not None:
            self._task.cancel()
        await self._async_settle()

    @property
    def _wanted(self) -> bool:
        """Tell whether there is to be an advertisement now."""
        return (
            not self._closed
            and self._hass.state is CoreState.running
            and self._entry.options.get(CONF_ADVERTISE, True)
            # Every Home Assistant has it; without it no address is known.
            and network.DOMAIN in self._hass.config.components
        )

    async def _async_settle(self) -> None:
        """Do what is to be done; nothing of PrintMux depends on it."""
        async with self._turn:
            try:
                place = await self._async_find_place() if self._wanted else None
                if place == self._place:
                    return
                await self._async_withdraw()
                if place is not None:
                    await self._async_register(place)
            except Exception as err:  # noqa: BLE001 - printing works without it
                level = LOGGER.debug if self._warned else LOGGER.warning
                level("Slicers can't find PrintMux by themselves: %r", err)
                self._warned = True

    async def _async_find_place(self) -> Place | None:
        """Return the first port that speaks plain http in the network.

        Cura takes plain http for granted in what it finds.
        """
        listeners = (
            (home_listener(self._hass), PREFIX),
            (self._own_port.listener, "/"),
        )
        for listener, path in listeners:
            if listener is None or listener.tls:
                continue
            if addresses := await _async_reachable(self._hass, listener.hosts):
                return Place(port=listener.port, path=path, addresses=addresses)
        return None

    async def _async_register(self, place: Place) -> None:
        """Tell the network; a name that somebody else has gets a number."""
        instance = await zeroconf.async_get_async_instance(self._hass)
        info = await _async_describe(self._hass, self._entry, place)
        await instance.async_register_service(info, allow_name_change=True)
        self._info, self._place = info, place

    async def _async_withdraw(self) -> None:
        """Say goodbye to the network."""
        if (info := self._info) is None:
            return
        self._info = self._place = None
        instance = await zeroconf.async_get_async_instance(self._hass)
        await (await instance.async_unregister_service(info))


def advertised_uuid(entry: ConfigEntry[Any]) -> str:
    """Return the uuid by which an advertisement is known to be ours."""
    return str(uuid5(NAMESPACE_OID, f"{DOMAIN} {entry.entry_id}"))


async def _async_reachable(
    hass: HomeAssistant, hosts: Iterable[str]
) -> tuple[str, ...]:
    """Return the network's addresses of this computer at which something listens."""
    listened: set[str] = set()
    for host in hosts:
        found = await hass.loop.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        listened.update(str(sockaddr[0]) for *_, sockaddr in found)
    addresses = [
        (text, ip_address(text))
        for text in await network.async_get_announce_addresses(hass)
    ]
    return tuple(
        text
        for text, address in addresses
        if not address.is_loopback
        and not listened.isdisjoint((str(address), ANY_ADDRESS[address.version]))
    )


def _name() -> str:
    """Return the name of the instance; Cura shows what is between the quotes."""
    host = socket.gethostname().partition(".")[0] or "homeassistant"
    name = f'OctoPrint instance "PrintMux" on {host}'
    return name.encode()[:MAX_NAME_BYTES].decode(errors="ignore")


async def _async_describe(
    hass: HomeAssistant, entry: ConfigEntry[Any], place: Place
) -> AsyncServiceInfo:
    """Return what the network is told, under the host name Home Assistant has there."""
    return AsyncServiceInfo(
        SERVICE,
        f"{_name()}.{SERVICE}",
        port=place.port,
        properties={
            "path": place.path,
            "version": SERVER_VERSION,
            "api": API_VERSION,
            "uuid": advertised_uuid(entry),
        },
        server=f"{await instance_id.async_get(hass)}.local.",
        parsed_addresses=[*place.addresses],
    )


@callback
def async_keep_from_octoprint(hass: HomeAssistant, uuid: str) -> CALLBACK_TYPE:
    """Abort what Home Assistant's OctoPrint integration makes of our advertisement.

    Returns how to stop that.
    """
    flows = hass.config_entries.flow

    @callback
    def abort_ours() -> None:
        """Abort the flows that were begun by our advertisement."""
        for flow in flows.async_progress_by_handler(
            OCTOPRINT, match_context={"source": SOURCE_ZEROCONF, "unique_id": uuid}
        ):
            flows.async_abort(flow["flow_id"])

    @callback
    def look(change: str, _flow_id: str) -> None:
        """See whether a new flow is one of these."""
        if change == "added":
            # Later: other listeners still look the flow up.
            hass.loop.call_soon(abort_ours)

    abort_ours()
    return flows.async_subscribe_flow(look)
