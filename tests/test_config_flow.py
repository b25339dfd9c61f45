"""Test the flows: the hub, its options, printers and slicer keys."""

from dataclasses import replace
import socket
from typing import Any
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_schema_suggested_value,
)

from custom_components.printmux.const import (
    DOMAIN,
    SUBENTRY_PRINTER,
    SUBENTRY_SLICER_KEY,
)
from custom_components.printmux.printers.driver import HostInfo
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostTlsError,
    HostUnreachableError,
    NotAPrinterHostError,
    OwnAddressError,
)
from custom_components.printmux.slicer.keys import digest_key
from custom_components.printmux.vault import async_open_vault
from homeassistant.config_entries import SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import KEY_ID, SLICER_KEY, FakeHost, Settle
from .flows import begin, newest, reconfigure, step
from .running import state_of

DEFAULTS = {
    "max_upload_mb": 1024,
    "storage_quota_gb": 20,
    "user_access": "dispatch",
    "retention_days": 0,
    "retention_jobs": 0,
    "remove_copies": False,
    "retention_gb": 0,
    "patience_hours": 24,
    "stagger_seconds": 0,
    "slicer_print": "ask",
    "advertise": True,
    "folder_routing": False,
    "cors_origins": ["https://grid.space"],
    "keyless_networks": [],
    "own_port": 0,
}


async def test_hub(hass: HomeAssistant, settle: Settle) -> None:
    """The first step makes the hub and shows its first key, once."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    result = await hass.config_entries.flow.async_configure(result["flow_id"], {})
    await settle()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "PrintMux"
    assert result["data"] == {}
    assert result["options"] == DEFAULTS
    assert result["description"] == "default"
    entry = result["result"]
    assert entry.state is ConfigEntryState.LOADED
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["url"].startswith("http")
    assert placeholders["cura_url"] == placeholders["url"] + "/"
    key = placeholders["api_key"]
    (subentry,) = entry.get_subentries_of_type(SUBENTRY_SLICER_KEY)
    assert subentry.title == "Slicer"
    assert subentry.unique_id == digest_key(key)
    assert subentry.data == {"digest": digest_key(key), "prefix": key[:8]}
    assert key not in str(entry.as_dict())


async def test_hub_is_one(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """There is one hub."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "single_instance_allowed"


async def test_address_that_home_assistant_knows(hass: HomeAssistant) -> None:
    """The user is shown the address of their own network, not a cloud's."""
    await hass.config.async_update(internal_url="http://192.0.2.7:8123")
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    result = await hass.config_entries.flow.async_configure(result["flow_id"], {})
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    assert placeholders["url"] == "http://192.0.2.7:8123"


async def test_options(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """Options are one step, and apply to the running hub."""
    data = hub.runtime_data
    result = await hass.config_entries.options.async_init(hub.entry_id)
    assert result["step_id"] == "init"
    user_input = {
        **DEFAULTS,
        "max_upload_mb": 10,
        "storage_quota_gb": 0,
        "retention_days": 30,
        "retention_jobs": 100,
        "remove_copies": True,
        "retention_gb": 0.5,
        "slicer_print": "auto",
    }
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], user_input
    )
    await settle()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hub.options == user_input
    assert hub.runtime_data is data
    assert data.settings.max_upload_bytes == 10 * 1024**2
    assert data.settings.quota_bytes == 0
    assert data.settings.retention_days == 30
    assert data.settings.retention_jobs == 100
    assert data.settings.remove_copies
    assert data.settings.retention_bytes == 2**29
    assert data.settings.auto_print
    result = await hass.config_entries.options.async_init(hub.entry_id)
    schema = result["data_schema"]
    assert schema is not None
    assert get_schema_suggested_value(schema.schema, "max_upload_mb") == 10
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {"advertise": False}
    )
    await settle()
    assert hub.options == user_input | {"advertise": False}


async def test_printer(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    settle: Settle,
) -> None:
    """A printer is asked who it is, named, and followed at once."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    assert result["step_id"] == "user"
    result = await step(hass, result, {"url": " new.local/ ", "api_key": " secret "})
    assert result["step_id"] == "details"
    assert identify.call_args.args[1:] == ("http://new.local", "secret")
    result = await step(hass, result, {"tags": ["petg", " ", "petg", " big "]})
    await settle()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Gamma"
    printer = newest(hub)
    assert printer.unique_id == "uuid-1"
    token = printer.data["api_key"]
    assert dict(printer.data) == {
        "url": "http://new.local",
        "api_key": token,
        "verify_ssl": True,
        "kind": "fake",
        "host_id": "uuid-1",
        "software": "Fake 2.0",
        "tags": ["petg", "big"],
    }
    assert "secret" not in str(hub.as_dict())
    assert (await async_open_vault(hass)).decrypt(token) == "secret"
    assert state_of(hass, "sensor.gamma_status") == "idle"
    assert hosts["http://new.local"].keys == {"secret"}


async def test_printer_with_defaults(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """Without a key none is stored; a host without an identity goes by its address."""
    identify.return_value = HostInfo(kind="fake", name="Alpha", software="Fake")
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "https://new.local", "verify_ssl": False})
    result = await step(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Alpha 2"
    printer = newest(hub)
    assert printer.unique_id == "https://new.local"
    assert "api_key" not in printer.data
    assert printer.data["verify_ssl"] is False
    assert identify.call_args.args[2] is None


@pytest.mark.parametrize(
    ("typed", "title"), [("Omega", "Omega"), ("Beta", "Beta 2"), (" ", "Gamma")]
)
async def test_printer_name(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    typed: str,
    title: str,
) -> None:
    """A name is the user's, and unique."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "http://new.local"})
    result = await step(hass, result, {"name": typed})
    assert result["title"] == title


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (HostUnreachableError("No route"), "cannot_connect"),
        (DriverError("Odd"), "cannot_connect"),
        (HostAuthError("Wrong key"), "invalid_auth"),
        (NotAPrinterHostError("A web shop"), "not_a_printer"),
        (HostTlsError("Self-signed"), "ssl_error"),
        (OwnAddressError("PrintMux"), "own_address"),
        (RuntimeError("a fault"), "unknown"),
    ],
)
async def test_printer_errors(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    fault: Exception,
    error: str,
) -> None:
    """The form says what is wrong, in the host's words; then it goes on."""
    identify.side_effect = fault
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "http://new.local"})
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {"base": error}
    assert result["description_placeholders"] == {"error": str(fault)}
    identify.side_effect = None
    result = await step(hass, result, {"url": "http://new.local"})
    assert result["step_id"] == "details"
    assert not result["errors"]
    result = await step(hass, result, {})
    assert result["type"] is FlowResultType.CREATE_ENTRY


@pytest.mark.parametrize("url", ["", "ftp://new.local", "http://a:b@new.local"])
async def test_printer_without_an_address(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, url: str
) -> None:
    """What is no address is not asked."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": url})
    assert result["errors"] == {"url": "invalid_url"}
    identify.assert_not_called()
    result = await step(hass, result, {"url": "new.local"})
    assert result["step_id"] == "details"


@pytest.mark.parametrize(
    ("url", "unique_id"),
    [("http://other.local", "host-2"), ("http://printer2.local/", None)],
)
async def test_printer_is_there_already(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    url: str,
    unique_id: str | None,
) -> None:
    """The same host under another address, or the same address, is no new printer."""
    identify.return_value = replace(identify.return_value, unique_id=unique_id)
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": url})
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "already_configured"


async def test_printer_reconfigure(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    settle: Settle,
) -> None:
    """Everything can be changed; a blank key keeps the one that is stored."""
    identify.return_value = replace(identify.return_value, unique_id="host-1")
    data = hub.runtime_data
    for api_key in ("secret", ""):
        result = await reconfigure(hass, hub, "printer1")
        assert result["step_id"] == "reconfigure"
        schema = result["data_schema"]
        assert schema is not None
        assert not get_schema_suggested_value(schema.schema, "api_key")
        result = await step(
            hass,
            result,
            {"url": "new.local", "api_key": api_key, "name": "Beta", "tags": ["a"]},
        )
        await settle()
        assert result["reason"] == "reconfigure_successful"
        assert identify.call_args.args[2] == "secret"
    printer = hub.subentries["printer1"]
    assert printer.title == "Beta 2"
    assert printer.unique_id == "host-1"
    assert printer.data["url"] == "http://new.local"
    assert printer.data["tags"] == ["a"]
    assert hosts["http://new.local"].keys == {"secret"}
    assert hub.runtime_data is data


async def test_printer_reconfigure_keeps_what_works(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock
) -> None:
    """A host that does not answer, or is another printer, changes nothing."""
    before = dict(hub.subentries["printer1"].data)
    result = await reconfigure(hass, hub, "printer1")
    identify.side_effect = HostUnreachableError("No route")
    result = await step(hass, result, {"url": "new.local"})
    assert result["errors"] == {"base": "cannot_connect"}
    identify.side_effect = None
    identify.return_value = replace(identify.return_value, unique_id="host-2")
    result = await step(hass, result, {"url": "new.local"})
    assert result["reason"] == "already_configured"
    assert hub.subentries["printer1"].data == before


async def test_printer_reconfigure_after_a_lost_key(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """A key that can't be read counts as none."""
    identify.return_value = replace(identify.return_value, unique_id="host-1")
    printer = hub.subentries["printer1"]
    hass.config_entries.async_update_subentry(
        hub, printer, data={**printer.data, "api_key": "foreign"}
    )
    await settle()
    result = await reconfigure(hass, hub, "printer1")
    result = await step(hass, result, {"url": "printer1.local"})
    await settle()
    assert result["reason"] == "reconfigure_successful"
    assert identify.call_args.args[2] is None
    assert "api_key" not in hub.subentries["printer1"].data


async def test_printer_that_is_off_is_renamed(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """Nobody has to answer when nothing of the host changes."""
    identify.side_effect = HostUnreachableError("It is off")
    before = hub.subentries["printer1"]
    result = await reconfigure(hass, hub, "printer1")
    result = await step(
        hass, result, {"url": "printer1.local/", "name": "Omega", "tags": ["b"]}
    )
    await settle()
    assert result["reason"] == "reconfigure_successful"
    identify.assert_not_called()
    printer = hub.subentries["printer1"]
    assert (printer.title, printer.unique_id) == ("Omega", before.unique_id)
    assert printer.data == {**before.data, "tags": ["b"], "enabled": True}


@pytest.mark.parametrize("choice", ["replace", "reconfigure"])
async def test_printer_reconfigure_to_another_machine(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    settle: Settle,
    choice: str,
) -> None:
    """Another machine takes a printer's place only when the user says so."""
    before = hub.subentries["printer1"]
    result = await reconfigure(hass, hub, "printer1")
    result = await step(hass, result, {"url": "new.local", "name": "Alpha"})
    assert result["type"] is FlowResultType.MENU
    assert result["step_id"] == "wrong_printer"
    assert result["description_placeholders"] == {
        "printer": "Alpha",
        "name": "Gamma",
        "url": "http://new.local",
    }
    assert hub.subentries["printer1"] == before
    result = await step(hass, result, {"next_step_id": choice})
    await settle()
    if choice == "reconfigure":
        assert result["step_id"] == "reconfigure"
        schema = result["data_schema"]
        assert schema is not None
        assert get_schema_suggested_value(schema.schema, "url") == "new.local"
        assert hub.subentries["printer1"] == before
        return
    assert result["reason"] == "reconfigure_successful"
    printer = hub.subentries["printer1"]
    assert printer.unique_id == printer.data["host_id"] == "uuid-1"
    assert printer.data["url"] == "http://new.local"


async def test_printer_reconfigure_of_a_host_that_tells_less(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """Who a host is stays known when another key may not read it."""
    identify.return_value = replace(identify.return_value, unique_id=None)
    result = await reconfigure(hass, hub, "printer1")
    result = await step(hass, result, {"url": "printer1.local", "api_key": "lesser"})
    await settle()
    assert result["reason"] == "reconfigure_successful"
    printer = hub.subentries["printer1"]
    assert printer.unique_id == printer.data["host_id"] == "host-1"


async def test_printer_switched_off(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    settle: Settle,
) -> None:
    """It is neither followed nor offered; switched on again all is as before."""
    host = hosts["http://printer1.local"]
    for enabled in (False, True, False):
        result = await reconfigure(hass, hub, "printer1")
        form = {"url": "printer1.local", "name": "Alpha", "tags": ["workshop"]}
        result = await step(hass, result, {**form, "enabled": enabled})
        await settle()
        assert result["reason"] == "reconfigure_successful"
        for entity_id, state in (
            ("sensor.alpha_status", "idle"),
            ("binary_sensor.alpha_connectivity", "on"),
            ("switch.alpha_include_in_dispatch", "on"),
            ("sensor.alpha_nozzle_temperature", "21.0"),
        ):
            assert state_of(hass, entity_id) == (state if enabled else "unavailable")
        target = hass.states.get("select.printmux_target")
        assert target is not None
        assert ("Alpha" in target.attributes["options"]) is enabled
        assert ("printer1" in hub.runtime_data.printers) is enabled
        looks = host.looks
        host.status = replace(host.status, message=str(looks))
        await settle()
        assert (host.looks > looks) is enabled
    identify.assert_not_called()
    assert await hass.config_entries.async_reload(hub.entry_id)
    await settle()
    assert host.looks == looks
    assert state_of(hass, "sensor.alpha_status") == "unavailable"
    assert state_of(hass, "sensor.beta_status") == "idle"
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert hass.states.get("sensor.alpha_status") is None
    assert not hub.runtime_data.parked


async def test_slicer_key(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A key is shown once; only its digest is kept."""
    result = await begin(hass, hub, SUBENTRY_SLICER_KEY)
    assert result["step_id"] == "user"
    result = await step(
        hass,
        result,
        {
            "name": "Laptop",
            "expires_at": "2031-05-01",
            "route_printers": ["printer2"],
            "route_mode": "upload",
        },
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert "next_flow" not in result
    placeholders = result["description_placeholders"]
    assert placeholders is not None
    key = placeholders["api_key"]
    subentry = newest(hub)
    assert subentry.title == "Laptop"
    assert subentry.unique_id == digest_key(key)
    assert dict(subentry.data) == {
        "digest": digest_key(key),
        "prefix": key[:8],
        "expires_at": "2031-05-01",
        "route_printers": ["printer2"],
        "route_mode": "upload",
    }


async def test_slicer_key_reconfigure(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """All but the key itself can be changed, and an expiry taken away again."""
    digest = digest_key(SLICER_KEY)
    kept = {"digest": digest, "prefix": SLICER_KEY[:8], "route_mode": "print"}
    for expiry in ({"expires_at": "2031-05-01"}, {}):
        result = await reconfigure(hass, hub, KEY_ID)
        assert result["step_id"] == "reconfigure"
        result = await step(hass, result, {"name": "Desktop", **expiry})
        assert result["reason"] == "reconfigure_successful"
        assert dict(hub.subentries[KEY_ID].data) == {**kept, **expiry}
    assert hub.subentries[KEY_ID].title == "Desktop"
    assert hub.subentries[KEY_ID].unique_id == digest


@pytest.mark.parametrize(
    ("option", "typed", "kept"),
    [
        ("cors_origins", [" HTTPS://A.b/ ", "", "https://a.b"], ["https://a.b"]),
        ("cors_origins", [], []),
        (
            "keyless_networks",
            ["192.168.1.7/24", "::1"],
            ["192.168.1.0/24", "::1/128"],
        ),
    ],
    ids=["origin", "no-origins", "networks"],
)
async def test_lists(
    hass: HomeAssistant, hub: MockConfigEntry, option: str, typed: list[str], kept: Any
) -> None:
    """Lists are kept in the form in which they are compared."""
    result = await hass.config_entries.options.async_init(hub.entry_id)
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {option: typed}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert hub.options[option] == kept
    await hass.async_block_till_done()


@pytest.mark.parametrize(
    ("option", "typed", "error"),
    [
        ("cors_origins", ["https://a.b", " * ", "x"], "invalid_origin"),
        ("keyless_networks", ["192.168.1.0/24", "lan"], "invalid_network"),
    ],
    ids=["origin", "network"],
)
async def test_wrong_options(
    hass: HomeAssistant, hub: MockConfigEntry, option: str, typed: Any, error: str
) -> None:
    """What makes no sense is refused, and stays in the form."""
    before = dict(hub.options)
    result = await hass.config_entries.options.async_init(hub.entry_id)
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {option: typed}
    )
    assert result["type"] is FlowResultType.FORM
    assert result["errors"] == {option: error}
    # The text of the error names the first that is wrong.
    wrong = result["description_placeholders"]
    assert wrong == {error.removeprefix("invalid_"): typed[1].strip()}
    schema = result["data_schema"]
    assert schema is not None
    assert get_schema_suggested_value(schema.schema, option) == typed
    assert hub.options == before
    result = await hass.config_entries.options.async_configure(result["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    await hass.async_block_till_done()


async def test_hub_with_wrong_options(hass: HomeAssistant) -> None:
    """The first step checks the options too."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {"cors_origins": ["nowhere"]}
    )
    assert result["step_id"] == "user"
    assert result["errors"] == {"cors_origins": "invalid_origin"}


async def test_own_port_that_is_taken(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, socket_enabled: None
) -> None:
    """It is refused in the form; the port that PrintMux has is not taken."""
    result = await hass.config_entries.options.async_init(hub.entry_id)
    with socket.create_server(("0.0.0.0", 0)) as taken:
        port = taken.getsockname()[1]
        result = await hass.config_entries.options.async_configure(
            result["flow_id"], {"own_port": port}
        )
        assert result["errors"] == {"own_port": "port_taken"}
        assert "own_port" not in hub.options
    for _ in range(2):
        result = await hass.config_entries.options.async_configure(
            result["flow_id"], {"own_port": port}
        )
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await settle()
        result = await hass.config_entries.options.async_init(hub.entry_id)
    assert hub.options["own_port"] == port


async def test_own_port(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, socket_enabled: None
) -> None:
    """The own port opens, moves and closes with its option, and with the entry."""
    data = hub.runtime_data

    def listens(port: int) -> bool:
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", port)) == 0

    async def choose(port: int) -> None:
        result = await hass.config_entries.options.async_init(hub.entry_id)
        result = await hass.config_entries.options.async_configure(
            result["flow_id"], {"own_port": port}
        )
        assert result["type"] is FlowResultType.CREATE_ENTRY
        await settle()

    nowhere = ("127.0.0.1", 0)
    with socket.create_server(nowhere) as one, socket.create_server(nowhere) as two:
        ports = [server.getsockname()[1] for server in (one, two)]
    for port in ports:
        await choose(port)
        assert hub.options["own_port"] == port
        assert listens(port)
    assert not listens(ports[0])
    assert hub.runtime_data is data
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert not listens(ports[1])
    assert await hass.config_entries.async_setup(hub.entry_id)
    await settle()
    assert listens(ports[1])
    await choose(0)
    assert not listens(ports[1])
