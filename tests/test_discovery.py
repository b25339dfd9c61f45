"""Test printers that tell the network of themselves."""

import asyncio
from collections.abc import Generator
from dataclasses import replace
from ipaddress import ip_address
from typing import Any
from unittest.mock import AsyncMock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.const import (
    DOMAIN,
    SUBENTRY_PRINTER,
    SUBENTRY_SLICER_KEY,
)
from custom_components.printmux.printers.driver import HostInfo
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostTlsError,
    HostUnreachableError,
    NotAPrinterHostError,
    OwnAddressError,
)
from custom_components.printmux.printers.octoprint_keys import KeyRequest
from custom_components.printmux.slicer.advertise import advertised_uuid
from custom_components.printmux.slicer.keys import digest_key
from custom_components.printmux.vault import async_open_vault
from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_ZEROCONF,
    ConfigEntryState,
    ConfigFlowResult,
    ConfigSubentry,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType, UnknownFlow
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo

from .conftest import Settle
from .running import state_of

URL = "http://192.0.2.5:7125"


def service(kind: str, **changes: Any) -> ZeroconfServiceInfo:
    """Return what Home Assistant hears of a host."""
    names = {
        "moonraker": "Moonraker-uuid @ voron",
        "octoprint": 'OctoPrint instance "Gamma"',
    }
    service_type = f"_{kind}._tcp.local."
    properties = {
        "moonraker": {"https_port": "", "route_prefix": "", "version": "v0.11.0"},
        "octoprint": {"path": "/", "version": "1.11.8", "api": "0.1"},
    }[kind]
    fields: dict[str, Any] = {
        "ip_address": ip_address("192.0.2.5"),
        "ip_addresses": [ip_address("192.0.2.5"), ip_address("2001:db8::5")],
        "port": {"moonraker": 7125, "octoprint": 80}[kind],
        "hostname": "voron.local.",
        "type": service_type,
        "name": f"{names[kind]}.{service_type}",
        "properties": {**properties, "uuid": "uuid-1"},
    }
    fields["properties"] |= changes.pop("txt", {})
    return ZeroconfServiceInfo(**fields | changes)


async def discover(hass: HomeAssistant, info: ZeroconfServiceInfo) -> ConfigFlowResult:
    """Let Home Assistant hear of a host."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_ZEROCONF}, data=info
    )


async def step(
    hass: HomeAssistant, result: ConfigFlowResult, user_input: dict[str, Any]
) -> ConfigFlowResult:
    """Send a form."""
    return await hass.config_entries.flow.async_configure(result["flow_id"], user_input)


def newest(hub: MockConfigEntry) -> ConfigSubentry:
    """Return the subentry that was added last."""
    return list(hub.subentries.values())[-1]


async def test_one_confirmation(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """A host that wants no key is added by one confirmation, and then known."""
    data = hub.runtime_data
    result = await discover(hass, service("moonraker"))
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "discovery_confirm"
    assert result["description_placeholders"] == {
        "name": "Gamma",
        "software": "Fake 2.0",
        "url": URL,
        "error": "",
    }
    (flow,) = hass.config_entries.flow.async_progress()
    assert flow["context"]["title_placeholders"] == {
        "name": "Gamma",
        "software": "Fake 2.0",
    }
    assert flow["context"]["confirm_only"]
    result = await step(hass, result, {})
    await settle()
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "printer_added"
    assert result["description_placeholders"] == {"name": "Gamma"}
    printer = newest(hub)
    assert (printer.subentry_type, printer.title) == (SUBENTRY_PRINTER, "Gamma")
    assert printer.unique_id == "uuid-1"
    assert printer.data == {
        "url": URL,
        "verify_ssl": True,
        "kind": "fake",
        "host_id": "uuid-1",
        "software": "Fake 2.0",
        "tags": [],
    }
    assert state_of(hass, "sensor.gamma_status") == "idle"
    assert hub.runtime_data is data
    result = await discover(hass, service("moonraker"))
    assert result["reason"] == "already_configured"


async def test_without_a_hub(
    hass: HomeAssistant, identify: AsyncMock, settle: Settle
) -> None:
    """The first printer makes the hub too, and its first key is shown."""
    result = await discover(hass, service("moonraker"))
    result = await step(hass, result, {})
    await settle()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "PrintMux"
    assert result["description"] == "discovered"
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["printer"] == "Gamma"
    hub = result["result"]
    assert hub.state is ConfigEntryState.LOADED
    assert hub.unique_id is None
    assert hub.options["max_upload_mb"] == 1024
    (key,) = hub.get_subentries_of_type(SUBENTRY_SLICER_KEY)
    assert key.unique_id == digest_key(placeholders["api_key"])
    (printer,) = hub.get_subentries_of_type(SUBENTRY_PRINTER)
    assert printer.unique_id == "uuid-1"
    assert state_of(hass, "sensor.gamma_status") == "idle"
    result = await discover(hass, service("moonraker"))
    assert result["reason"] == "already_configured"


@pytest.fixture(params=["hub", None])
def perhaps_hub(request: pytest.FixtureRequest) -> None:
    """Set a hub up, or none."""
    if request.param:
        request.getfixturevalue(request.param)


@pytest.mark.usefixtures("perhaps_hub")
async def test_key(hass: HomeAssistant, identify: AsyncMock) -> None:
    """A host that wants a key is asked for one, until it takes it."""
    found = identify.return_value
    identify.side_effect = HostAuthError("It asks for a key")
    result = await discover(hass, service("moonraker"))
    assert result["step_id"] == "discovery_confirm"
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["name"] == "voron"
    assert placeholders["software"] == "Moonraker (Klipper)"
    result = await step(hass, result, {})
    assert result["step_id"] == "api_key"
    assert not result["errors"]
    identify.side_effect = HostAuthError("Wrong key")
    result = await step(hass, result, {"api_key": "wrong"})
    assert result["errors"] == {"base": "invalid_auth"}
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["error"] == "Wrong key"
    identify.side_effect = None
    # This one may not read who the host is: then it is as announced.
    identify.return_value = replace(found, unique_id=None)
    result = await step(hass, result, {"api_key": " right "})
    assert identify.call_args.args[2] == "right"
    (hub,) = hass.config_entries.async_entries(DOMAIN)
    printer = hub.get_subentries_of_type(SUBENTRY_PRINTER)[-1]
    assert printer.unique_id == printer.data["host_id"] == "uuid-1"
    vault = await async_open_vault(hass)
    assert vault.decrypt(printer.data["api_key"]) == "right"


@pytest.fixture
def granting() -> Generator[AsyncMock]:
    """Let OctoPrint take requests for a key; return what waits for the answer."""
    with (
        patch.object(KeyRequest, "async_is_possible", AsyncMock(return_value=True)),
        patch.object(KeyRequest, "async_send", AsyncMock()),
        patch.object(KeyRequest, "async_wait", AsyncMock()) as wait,
    ):
        wait.return_value = "granted"
        yield wait


async def test_octoprint_grants_a_key(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    granting: AsyncMock,
    settle: Settle,
) -> None:
    """OctoPrint makes the key while the flow waits; a refusal can be tried again."""
    identify.side_effect = HostAuthError("It asks for a key")
    result = await discover(hass, service("octoprint"))
    result = await step(hass, result, {})
    assert result["type"] is FlowResultType.MENU
    assert result["step_id"] == "key"
    assert result["menu_options"] == ["app_keys", "api_key"]
    granting.side_effect = HostAuthError("The request was refused.")
    result = await step(hass, result, {"next_step_id": "app_keys"})
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    assert result["progress_action"] == "app_keys"
    await settle()
    result = await hass.config_entries.flow.async_configure(result["flow_id"])
    assert result["step_id"] == "app_keys_failed"
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["error"] == "The request was refused."
    granting.side_effect = identify.side_effect = None
    result = await step(hass, result, {"next_step_id": "app_keys"})
    assert result["type"] is FlowResultType.SHOW_PROGRESS
    await settle()
    result = await hass.config_entries.flow.async_configure(result["flow_id"])
    assert result["reason"] == "printer_added"
    printer = newest(hub)
    vault = await async_open_vault(hass)
    assert vault.decrypt(printer.data["api_key"]) == "granted"
    assert printer.data["url"] == "http://192.0.2.5"


@pytest.mark.usefixtures("granting")
async def test_two_pages_go_on_with_a_granted_key(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """Who comes while the key is being tried finds the flow taken, and breaks nothing."""
    identify.side_effect = HostAuthError("It asks for a key")
    result = await discover(hass, service("octoprint"))
    result = await step(hass, result, {})
    result = await step(hass, result, {"next_step_id": "app_keys"})
    await settle()
    tried = asyncio.Event()

    async def answer(*_: object) -> HostInfo:
        await tried.wait()
        return HostInfo(
            kind="octoprint", name="Gamma", software="1", unique_id="uuid-2"
        )

    identify.side_effect = answer
    flow = hass.config_entries.flow
    pages = [
        hass.async_create_task(flow.async_configure(result["flow_id"]))
        for _ in range(2)
    ]
    with pytest.raises(UnknownFlow):
        await pages[1]
    tried.set()
    assert (await pages[0])["reason"] == "printer_added"
    assert newest(hub).unique_id == "uuid-2"


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (HostUnreachableError("No route"), "cannot_connect"),
        (NotAPrinterHostError("A web shop"), "not_a_printer"),
        (OwnAddressError("PrintMux"), "own_address"),
        (RuntimeError("a fault"), "unknown"),
    ],
)
async def test_hosts_that_are_not_offered(
    hass: HomeAssistant, identify: AsyncMock, fault: Exception, reason: str
) -> None:
    """What is no printer, or PrintMux in another Home Assistant, is not shown."""
    identify.side_effect = fault
    result = await discover(hass, service("octoprint"))
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == reason


async def test_own_advertisement(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """PrintMux does not find itself, and needs not to ask."""
    info = service("octoprint", txt={"uuid": advertised_uuid(hub)})
    result = await discover(hass, info)
    assert result["reason"] == "own_address"
    identify.assert_not_called()


async def test_ignored(hass: HomeAssistant, identify: AsyncMock) -> None:
    """What the user ignores stays ignored."""
    result = await discover(hass, service("moonraker"))
    await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_IGNORE},
        data={"unique_id": "uuid-1", "title": "Gamma"},
    )
    assert not hass.config_entries.flow.async_progress()
    result = await discover(hass, service("moonraker"))
    assert result["reason"] == "already_configured"
    # That is no hub: one can still be made.
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": "user"}
    )
    assert result["step_id"] == "user"


async def test_host_goes_before_the_confirmation(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """The form says so, and works once the host is back."""
    result = await discover(hass, service("moonraker"))
    identify.side_effect = HostUnreachableError("No route")
    result = await step(hass, result, {})
    assert result["errors"] == {"base": "cannot_connect"}
    identify.side_effect = None
    result = await step(hass, result, {})
    assert result["reason"] == "printer_added"


async def test_added_by_hand_meanwhile(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """A host that turns out to be a known printer is not added twice."""
    result = await discover(hass, service("moonraker"))
    identify.return_value = replace(identify.return_value, unique_id="host-2")
    count = len(hub.subentries)
    result = await step(hass, result, {})
    assert result["reason"] == "already_configured"
    assert len(hub.subentries) == count


@pytest.mark.parametrize(
    ("kind", "changes", "url"),
    [
        ("moonraker", {"port": 80}, "http://192.0.2.5"),
        ("moonraker", {"txt": {"route_prefix": "/moon/1"}}, f"{URL}/moon/1"),
        ("moonraker", {"txt": {"https_port": "7130"}}, "https://192.0.2.5:7130"),
        ("moonraker", {"txt": {"https_port": "odd"}}, URL),
        ("octoprint", {"txt": {"path": "octo"}}, "http://192.0.2.5/octo"),
        ("octoprint", {"port": 443}, "https://192.0.2.5"),
        ("octoprint", {"port": 5000}, "http://192.0.2.5:5000"),
        (
            "octoprint",
            {"ip_address": ip_address("2001:db8::5"), "port": 5000},
            "http://[2001:db8::5]:5000",
        ),
    ],
)
async def test_address(
    hass: HomeAssistant,
    identify: AsyncMock,
    kind: str,
    changes: dict[str, Any],
    url: str,
) -> None:
    """Port, prefix and https are those that the host tells."""
    await discover(hass, service(kind, **changes))
    assert [call.args[1] for call in identify.call_args_list] == [url]


async def test_certificate_that_nobody_vouches_for(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """It is said, and the printer is added without the check."""
    found = identify.return_value
    identify.side_effect = [HostTlsError("Self-signed"), found, found]
    result = await discover(hass, service("moonraker", txt={"https_port": "7130"}))
    assert result["step_id"] == "discovery_unverified"
    result = await step(hass, result, {})
    assert result["reason"] == "printer_added"
    assert newest(hub).data["verify_ssl"] is False
    assert newest(hub).data["url"] == "https://192.0.2.5:7130"


class TestKnown:
    """A printer that is there already is heard of again."""

    @staticmethod
    def answer(hosts: dict[str, str | None]) -> Any:
        """Return what stands in for asking: who is at which address."""

        async def ask(_session: object, url: str, _key: str | None) -> HostInfo:
            """Answer for a host, or not."""
            if url not in hosts:
                raise HostUnreachableError("No answer")
            return HostInfo(
                kind="fake", name="Alpha", software="Fake", unique_id=hosts[url]
            )

        return ask

    @pytest.mark.parametrize(
        ("answers", "url"),
        [
            # It has moved.
            ({URL: "host-1"}, URL),
            # Another machine has its old address.
            ({URL: "host-1", "http://printer1.local": "host-9"}, URL),
            # It is at both addresses.
            (
                {URL: "host-1", "http://printer1.local": "host-1"},
                "http://printer1.local",
            ),
            # Somebody only says that it is there.
            ({URL: "host-9"}, "http://printer1.local"),
            ({URL: None}, "http://printer1.local"),
            ({}, "http://printer1.local"),
        ],
    )
    async def test_moved(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        identify: AsyncMock,
        settle: Settle,
        answers: dict[str, str | None],
        url: str,
    ) -> None:
        """A printer is followed only to where it proves to be."""
        identify.side_effect = self.answer(answers)
        before = hub.subentries["printer1"]
        data = hub.runtime_data
        info = service("moonraker", txt={"uuid": "host-1"})
        result = await discover(hass, info)
        await settle()
        assert result["reason"] == "already_configured"
        printer = hub.subentries["printer1"]
        assert printer.data == {**before.data, "url": url}
        assert (printer.title, printer.unique_id) == ("Alpha", "host-1")
        assert hub.runtime_data is data

    async def test_key_is_not_shown_without_need(
        self, hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
    ) -> None:
        """Nobody gets a printer's key by announcing a plain address, or while it is off."""
        printer = hub.subentries["printer1"]
        for change in ({"url": "https://printer1.local"}, {"enabled": False}):
            hass.config_entries.async_update_subentry(
                hub, printer, data={**printer.data, **change}
            )
            result = await discover(hass, service("moonraker", txt={"uuid": "host-1"}))
            assert result["reason"] == "already_configured"
        identify.assert_not_called()

    @pytest.mark.parametrize("host_id", [None, "host-1"])
    @pytest.mark.parametrize("host", ["voron.local", "192.0.2.5", "[2001:db8::5]"])
    async def test_at_the_address_of_a_printer(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        identify: AsyncMock,
        host: str,
        host_id: str | None,
    ) -> None:
        """What is announced there is that printer; who it is only its host tells."""
        url = f"http://{host}:7125"
        printer = hub.subentries["printer1"]
        hass.config_entries.async_update_subentry(
            hub,
            printer,
            data={**printer.data, "url": url, "host_id": host_id},
            unique_id=host_id or url,
        )
        result = await discover(hass, service("moonraker"))
        assert result["reason"] == "already_configured"
        printer = hub.subentries["printer1"]
        assert (printer.data["host_id"], printer.unique_id) == (host_id, host_id or url)
        identify.assert_not_called()
