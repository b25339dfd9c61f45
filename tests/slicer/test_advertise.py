"""Test what slicers find in the network, and what Home Assistant must not find."""

from collections.abc import AsyncGenerator
from ipaddress import ip_address
import socket
from typing import Any
from unittest.mock import MagicMock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from zeroconf.asyncio import AsyncServiceInfo

from custom_components.printmux.slicer import advertise
from custom_components.printmux.slicer.advertise import SERVICE, advertised_uuid
from custom_components.printmux.slicer.home import Listener
from homeassistant.components.http import HomeAssistantHTTP
from homeassistant.config_entries import (
    SOURCE_USER,
    SOURCE_ZEROCONF,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.const import EVENT_HOMEASSISTANT_STOP
from homeassistant.core import CoreState, HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.setup import async_setup_component
from tests.conftest import settle_down

from .wire import free_port

ADDRESSES = "homeassistant.components.network.async_get_announce_addresses"
LAN = ("192.0.2.7", "192.0.2.8", "2001:db8::7")


@pytest.fixture
async def network(
    hass: HomeAssistant, mock_async_zeroconf: MagicMock
) -> AsyncGenerator[MagicMock]:
    """Return what stands in for the network."""

    async def answer() -> None:
        """Say that the goodbyes are sent."""

    mock_async_zeroconf.async_unregister_service.side_effect = lambda _: answer()
    assert await async_setup_component(hass, "network", {})
    with (
        patch(ADDRESSES, return_value=["192.0.2.7"]),
        patch("socket.gethostname", return_value="ha.example"),
    ):
        yield mock_async_zeroconf


async def set_up(hass: HomeAssistant, entry: MockConfigEntry, **options: Any) -> None:
    """Set the hub up with options."""
    hass.config_entries.async_update_entry(entry, options=options)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle_down(hass)


def registered(network: MagicMock) -> list[AsyncServiceInfo]:
    """Return what was advertised."""
    calls = network.async_register_service.call_args_list
    return [call.args[0] for call in calls]


def withdrawn(network: MagicMock) -> list[AsyncServiceInfo]:
    """Return what was withdrawn."""
    calls = network.async_unregister_service.call_args_list
    return [call.args[0] for call in calls]


async def test_what_is_advertised(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """Name, address and texts are those that PrusaSlicer and Cura read."""
    await set_up(hass, entry)
    (info,) = registered(network)
    assert info.type == SERVICE == "_octoprint._tcp.local."
    assert info.name == f'OctoPrint instance "PrintMux" on ha.{SERVICE}'
    assert hass.config.api is not None
    assert info.port == hass.config.api.port
    assert info.parsed_addresses() == ["192.0.2.7"]
    assert info.decoded_properties == {
        "path": "/printmux",
        "version": "1.11.8",
        "api": "0.1",
        "uuid": advertised_uuid(entry),
    }
    (call,) = network.async_register_service.call_args_list
    assert call.kwargs == {"allow_name_change": True}


async def test_long_host_name(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """The name and the number of a conflict fit into a DNS label."""
    with patch("socket.gethostname", return_value="h" * 63):
        await set_up(hass, entry)
    (info,) = registered(network)
    assert len(info.name.removesuffix(f".{SERVICE}").encode()) == 58


def test_uuid_is_the_entrys() -> None:
    """It stays over restarts, and two hubs have two."""
    one, other = (MockConfigEntry(entry_id=f"entry{number}") for number in "12")
    assert advertised_uuid(one) == "ddf8255f-e083-58e3-aaa3-32b2283286c2"
    assert advertised_uuid(one) != advertised_uuid(other)


async def test_options_and_unload(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """The option is followed without a reload; unloading withdraws."""
    await set_up(hass, entry, advertise=False)
    assert registered(network) == []
    for options in ({"advertise": True}, {"advertise": True, "max_upload_mb": 5}):
        hass.config_entries.async_update_entry(entry, options=options)
        await settle_down(hass)
        assert len(registered(network)) == 1
    hass.config_entries.async_update_entry(entry, options={"advertise": False})
    await settle_down(hass)
    assert withdrawn(network) == registered(network)
    hass.config_entries.async_update_entry(entry, options={})
    await settle_down(hass)
    assert len(registered(network)) == 2
    assert await hass.config_entries.async_unload(entry.entry_id)
    assert withdrawn(network) == registered(network)


async def test_only_while_home_assistant_runs(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """Nothing before Home Assistant has started, nothing once it stops."""
    hass.set_state(CoreState.starting)
    await set_up(hass, entry)
    hass.config_entries.async_update_entry(entry, options={"max_upload_mb": 5})
    await settle_down(hass)
    assert registered(network) == []
    hass.set_state(CoreState.running)
    hass.bus.async_fire("homeassistant_started")
    await settle_down(hass)
    assert len(registered(network)) == 1
    hass.bus.async_fire(EVENT_HOMEASSISTANT_STOP)
    await settle_down(hass)
    assert withdrawn(network) == registered(network)


@pytest.fixture
async def http(hass: HomeAssistant, socket_enabled: None) -> HomeAssistantHTTP:
    """Return Home Assistant's web server, to be bound elsewhere."""
    assert await async_setup_component(hass, "http", {})
    return hass.http


async def test_not_with_tls(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    network: MagicMock,
    http: HomeAssistantHTTP,
) -> None:
    """Cura takes plain http for granted; the own port has TLS as well."""
    http.context = http._create_emergency_ssl_context()  # noqa: SLF001 - as HA makes one
    await set_up(hass, entry, own_port=free_port())
    assert registered(network) == []


@pytest.mark.parametrize(
    ("bound", "addresses"),
    [
        (None, [*LAN]),
        (["0.0.0.0"], ["192.0.2.7", "192.0.2.8"]),
        (["::"], ["2001:db8::7"]),
        (["192.0.2.8"], ["192.0.2.8"]),
        (["2001:0db8:0::7", "127.0.0.1"], ["2001:db8::7"]),
        (["127.0.0.1", "::1"], None),
        (["localhost"], None),
        (["198.51.100.1"], None),
    ],
)
async def test_only_where_it_listens(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    network: MagicMock,
    http: HomeAssistantHTTP,
    bound: list[str] | None,
    addresses: list[str] | None,
) -> None:
    """Addresses at which nothing answers are not told, nor any if none is left."""
    with (
        patch(ADDRESSES, return_value=[*LAN, "127.0.0.1"]),
        patch.object(http, "server_host", bound),
    ):
        await set_up(hass, entry)
    told = [info.parsed_addresses() for info in registered(network)]
    # An AsyncServiceInfo lists those of IPv4 first.
    assert told == ([] if addresses is None else [addresses])


async def test_own_port(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    network: MagicMock,
    http: HomeAssistantHTTP,
) -> None:
    """The own port takes the place of one that is of no use, and is followed."""
    useless = Listener(hosts=("0.0.0.0",), port=8123, tls=True)
    ports = [free_port(), free_port()]
    with patch(f"{advertise.__name__}.home_listener", return_value=useless):
        await set_up(hass, entry, own_port=ports[0])
        data = entry.runtime_data
        for options in ({"own_port": ports[1]}, {"own_port": ports[1], "x": 1}):
            hass.config_entries.async_update_entry(entry, options=options)
            await settle_down(hass)
        assert [info.port for info in registered(network)] == ports
        assert withdrawn(network) == registered(network)[:1]
        assert registered(network)[1].decoded_properties["path"] == "/"
        hass.config_entries.async_update_entry(entry, options={"own_port": 0})
        await settle_down(hass)
        assert withdrawn(network) == registered(network)
    assert entry.runtime_data is data


async def test_own_port_that_is_taken(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    network: MagicMock,
    http: HomeAssistantHTTP,
) -> None:
    """A port at which somebody else answers is not told."""
    useless = Listener(hosts=("127.0.0.1",), port=8123, tls=False)
    with (
        patch(f"{advertise.__name__}.home_listener", return_value=useless),
        socket.create_server(("0.0.0.0", 0)) as taken,
    ):
        await set_up(hass, entry, own_port=taken.getsockname()[1])
        assert registered(network) == []


async def test_failure_is_told_once(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    network: MagicMock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The hub works without, and tries again when its options change."""
    network.async_register_service.side_effect = OSError("No such device")
    await set_up(hass, entry)
    assert entry.state is ConfigEntryState.LOADED
    tries = len(registered(network))
    assert tries
    hass.config_entries.async_update_entry(entry, options={"max_upload_mb": 5})
    await settle_down(hass)
    assert len(registered(network)) == tries + 1
    warnings = [r for r in caplog.records if r.levelname == "WARNING"]
    told = [r.message for r in warnings if "No such device" in r.message]
    assert told == [
        "Slicers can't find PrintMux by themselves: OSError('No such device')"
    ]


def discovery(uuid: str) -> ZeroconfServiceInfo:
    """Return what Home Assistant finds."""
    return ZeroconfServiceInfo(
        ip_address=ip_address("192.0.2.7"),
        ip_addresses=[ip_address("192.0.2.7")],
        port=8123,
        hostname="ha.local.",
        type=SERVICE,
        name=f"x.{SERVICE}",
        properties={"path": "/printmux", "uuid": uuid},
    )


async def discover(hass: HomeAssistant, uuid: str) -> ConfigFlowResult:
    """Let Home Assistant's OctoPrint integration find something."""
    return await hass.config_entries.flow.async_init(
        "octoprint", context={"source": SOURCE_ZEROCONF}, data=discovery(uuid)
    )


def offered(hass: HomeAssistant) -> list[str | None]:
    """Return the unique ids of the discovered OctoPrints."""
    flows = hass.config_entries.flow.async_progress_by_handler("octoprint")
    return [flow["context"].get("unique_id") for flow in flows]


async def test_octoprint_does_not_offer_us(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """Neither what was found before, nor what is found later; others are offered."""
    uuid = advertised_uuid(entry)
    found = await discover(hass, uuid)
    assert found["type"] is FlowResultType.FORM
    assert offered(hass) == [uuid]
    await set_up(hass, entry)
    assert offered(hass) == []
    seen: list[tuple[str, str]] = []
    stop = hass.config_entries.flow.async_subscribe_flow(
        lambda change, flow_id: seen.append(
            (change, hass.config_entries.flow.async_get(flow_id)["handler"])
            if change == "added"
            else (change, "")
        )
    )
    for _ in range(2):
        await discover(hass, uuid)
        await hass.async_block_till_done()
        assert offered(hass) == []
    assert seen == [("added", "octoprint"), ("removed", "")] * 2
    stop()
    await discover(hass, "somebody else's")
    await hass.config_entries.flow.async_init(
        "octoprint", context={"source": SOURCE_USER}
    )
    await hass.async_block_till_done()
    assert set(offered(hass)) == {"somebody else's", None}


async def test_octoprint_is_left_alone_after_unload(
    hass: HomeAssistant, entry: MockConfigEntry, network: MagicMock
) -> None:
    """Without the hub nobody meddles."""
    await set_up(hass, entry)
    assert await hass.config_entries.async_unload(entry.entry_id)
    await discover(hass, advertised_uuid(entry))
    await hass.async_block_till_done()
    assert offered(hass) == [advertised_uuid(entry)]
