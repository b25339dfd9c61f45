"""Test who answers at a printer's address: its own host, or another one."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from http import HTTPStatus
import logging
from typing import Any
from unittest.mock import AsyncMock, patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux import host_change
from custom_components.printmux.const import DOMAIN
from custom_components.printmux.printers import following, recognition
from custom_components.printmux.printers.coordinator import PrinterCoordinator
from custom_components.printmux.printers.driver import (
    HostInfo,
    PrinterState,
    StatusCallback,
)
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from homeassistant.components.repairs import DOMAIN as REPAIRS_DOMAIN
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.setup import async_setup_component

from .conftest import FakeDriver, FakeHost, Settle, printer_subentry
from .running import attributes_of, state_of

ISSUE = "printer_stranger_printer1"
KEY_ISSUE = "printer_key_printer1"
FIRST, SECOND = "http://printer1.local", "http://printer2.local"
STATUS = "sensor.alpha_status"
GONE = HostUnreachableError("No answer from there")
FIXES = "/api/repairs/issues/fix"


@pytest.fixture(autouse=True)
def quick() -> Generator[None]:
    """Try a lost host again at once, and ask one that is there all the time."""

    def pauses() -> Iterator[float]:
        while True:
            yield 0.01

    with (
        patch.object(following, "retry_pauses", pauses),
        patch.object(host_change, "retry_pauses", pauses),
        patch.object(recognition, "ASK_S", 0.01),
    ):
        yield


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return two printers; another host has got the address of the first."""
    hosts[FIRST] = FakeHost(identity="other", name="Gamma")
    hosts[SECOND] = FakeHost(identity="host-2")
    return [printer_subentry(1, "Alpha"), printer_subentry(2, "Beta")]


@pytest.fixture
def printer(hub: MockConfigEntry) -> PrinterCoordinator:
    """Return the first printer."""
    followed: PrinterCoordinator = hub.runtime_data.printers["printer1"]
    return followed


def issue(hass: HomeAssistant) -> ir.IssueEntry | None:
    """Return the issue of the first printer."""
    return ir.async_get(hass).async_get_issue(DOMAIN, ISSUE)


async def until(hass: HomeAssistant, settle: Settle, state: str) -> None:
    """Wait until the first printer is shown in a state."""
    while state_of(hass, STATUS) != state:
        await settle()


async def test_stranger_is_no_printer_of_ours(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    printer: PrinterCoordinator,
    hosts: dict[str, FakeHost],
    settle: Settle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is offline, says why, is an issue, and nobody looks further."""
    words = "Another printer (Gamma) answers at this address."
    assert state_of(hass, STATUS) == PrinterState.OFFLINE
    assert attributes_of(hass, STATUS)["message"] == words
    assert state_of(hass, "sensor.beta_status") == PrinterState.IDLE
    found = issue(hass)
    assert found is not None
    assert found.is_fixable
    assert found.translation_placeholders == {"printer": "Alpha"}
    for _ in range(3):
        status = await printer.async_refresh_now()
        assert (status.state, str(status.message)) == (PrinterState.OFFLINE, words)
        await settle()
    assert hosts[FIRST].looks == 0
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    assert [
        record.getMessage()
        for record in records
        if DOMAIN in record.name and record.levelno >= logging.WARNING
    ] == [f"Gamma answers at {FIRST}, the address of Alpha: nothing is sent to it"]


async def test_ends_by_itself(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """The right host ends the issue; one that is off, or tells nothing, is no other."""
    hosts[FIRST].identity = GONE
    while attributes_of(hass, STATUS)["message"] != str(GONE):
        await settle()
    assert issue(hass) is not None
    hosts[FIRST].identity = "host-1"
    await until(hass, settle, PrinterState.IDLE)
    assert issue(hass) is None
    hosts[FIRST].identity = None
    await settle()
    assert state_of(hass, STATUS) == PrinterState.IDLE
    for nothing in (None, NotAPrinterHostError("The address leads on to a login")):
        hosts[FIRST].identity = "other"
        await until(hass, settle, PrinterState.OFFLINE)
        assert issue(hass) is not None
        hosts[FIRST].identity = nothing
        await until(hass, settle, PrinterState.IDLE)
        assert issue(hass) is None


async def test_while_followed(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A key that is refused is found too; a host that says nothing is not yet lost."""
    hosts[FIRST].identity = "host-1"
    await until(hass, settle, PrinterState.IDLE)
    looks = hosts[FIRST].looks
    hosts[FIRST].identity = GONE
    for _ in range(3):
        await settle()
    assert hosts[FIRST].looks == looks
    assert state_of(hass, STATUS) == PrinterState.IDLE
    hosts[FIRST].identity = HostAuthError("No such key")
    await until(hass, settle, PrinterState.OFFLINE)
    key_issue = ir.async_get(hass).async_get_issue(DOMAIN, KEY_ISSUE)
    assert key_issue is not None
    assert key_issue.translation_key == "printer_key_refused"


async def test_stranger_that_refuses_the_key(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Nobody is asked for the key of another host; of the right one somebody is."""
    issues = ir.async_get(hass)
    hosts[FIRST].identity = HostAuthError("No such key", "other")
    for _ in range(3):
        await settle()
    assert issue(hass) is not None
    assert not issues.async_get_issue(DOMAIN, KEY_ISSUE)
    hosts[FIRST].identity = HostAuthError("No such key", "host-1")
    while not issues.async_get_issue(DOMAIN, KEY_ISSUE):
        await settle()
    assert issue(hass) is None


async def test_connection_that_is_begun_anew(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A driver that leaves a good connection is not lost, but asked who it is."""
    hosts[FIRST].identity = "host-1"
    await until(hass, settle, PrinterState.IDLE)
    follows = 0

    async def follow(driver: FakeDriver, report: StatusCallback) -> None:
        nonlocal follows
        if driver.host is hosts[FIRST]:
            follows += 1
        report(await driver.look())
        await driver.host.changed.wait()

    states = []
    hub.runtime_data.printers["printer1"].async_add_listener(
        lambda: states.append(state_of(hass, STATUS))
    )
    with (
        patch.object(FakeDriver, "follow", follow),
        patch.object(following, "STEADY_S", 0.0),
    ):
        hosts[FIRST].fault = GONE
        await until(hass, settle, PrinterState.OFFLINE)
        hosts[FIRST].fault = None
        await until(hass, settle, PrinterState.IDLE)
        states.clear()
        before = follows
        while follows < before + 3:
            hosts[FIRST].status = replace(
                hosts[FIRST].status, message=f"News {follows}"
            )
            await settle()
        assert PrinterState.OFFLINE not in states
        with patch.object(following, "STEADY_S", 60.0):
            hosts[FIRST].status = replace(hosts[FIRST].status, message="The last")
            while PrinterState.OFFLINE not in states:
                await settle()


@pytest.mark.parametrize("late", [False, True])
async def test_two_printers_swap_addresses(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    identify: AsyncMock,
    settle: Settle,
    late: bool,
) -> None:
    """Both are followed, whoever is missed first or comes last."""

    async def ask(_session: object, url: str, _key: str | None) -> HostInfo:
        if isinstance(hosts[url].identity, Exception):
            raise GONE
        return replace(info, unique_id=str(hosts[url].identity))

    info: HostInfo = identify.return_value
    identify.side_effect = ask
    hosts[FIRST].identity = "host-2"
    if late:
        hosts[SECOND].identity = GONE
        while hub.subentries["printer2"].data["url"] != FIRST:
            await settle()
    hosts[SECOND].identity = "host-1"
    while hub.subentries["printer1"].data["url"] != SECOND:
        await settle()
    while state_of(hass, "sensor.beta_status") != PrinterState.IDLE:
        await settle()
    await until(hass, settle, PrinterState.IDLE)
    assert hub.subentries["printer2"].data["url"] == FIRST
    assert hub.subentries["printer1"].unique_id == "host-1"
    assert not ir.async_get(hass).issues


class TestLearning:
    """A printer that was added while its host did not tell who it is."""

    @pytest.fixture
    def printers(self, hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
        """Return a printer that is known by its address only."""
        hosts[SECOND] = FakeHost(identity="host-2")
        first = printer_subentry(1, "Alpha", host_id=None)
        return [{**first, "unique_id": FIRST}, printer_subentry(2, "Beta")]

    async def test_first_connection(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        printer: PrinterCoordinator,
        hosts: dict[str, FakeHost],
        settle: Settle,
    ) -> None:
        """It is stored, and nothing is begun anew for that."""
        driver, looks = printer.driver, hosts[FIRST].looks
        hosts[FIRST].identity = "host-1"
        while hub.subentries["printer1"].unique_id != "host-1":
            await settle()
        await settle()
        assert hub.subentries["printer1"].data["host_id"] == "host-1"
        assert printer.driver is driver
        assert hosts[FIRST].looks == looks
        hosts[FIRST].identity = "other"
        await until(hass, settle, PrinterState.OFFLINE)
        assert issue(hass) is not None

    async def test_twin(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hosts: dict[str, FakeHost],
        settle: Settle,
    ) -> None:
        """Of a host that was copied, identity and all, nothing is learned."""
        hosts[FIRST].identity = "host-2"
        await settle()
        assert hub.subentries["printer1"].unique_id == FIRST
        assert state_of(hass, STATUS) == PrinterState.IDLE


class TestFix:
    """The user says where the printer is, or that this is it."""

    @pytest.fixture
    async def step(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hass_client: ClientSessionGenerator,
    ) -> Any:
        """Return what takes the next step of the fix."""
        assert await async_setup_component(hass, REPAIRS_DOMAIN, {})
        client = await hass_client()
        path = FIXES

        async def step(**values: Any) -> dict[str, Any]:
            nonlocal path
            first = path == FIXES
            body = {"handler": DOMAIN, "issue_id": ISSUE} if first else values
            response = await client.post(path, json=body)
            assert response.status == HTTPStatus.OK
            result: dict[str, Any] = await response.json()
            path = f"{FIXES}/{result['flow_id']}"
            return result

        return step

    async def test_other_address(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hosts: dict[str, FakeHost],
        identify: AsyncMock,
        settle: Settle,
        step: Any,
    ) -> None:
        """It is taken only where the printer's own host is."""
        result = await step()
        assert result["menu_options"] == ["address", "accept"]
        assert result["description_placeholders"] == {
            "printer": "Alpha",
            "name": "Gamma",
            "url": FIRST,
        }
        result = await step(next_step_id="address")
        assert result["step_id"] == "address"
        result = await step(url="ftp://printer3.local")
        assert result["errors"] == {"url": "invalid_url"}
        identify.side_effect = GONE
        result = await step(url="printer3.local")
        assert result["errors"] == {"base": "cannot_connect"}
        identify.side_effect = None
        result = await step(url="printer3.local")
        assert result["errors"] == {"base": "wrong_printer"}
        assert result["description_placeholders"]["error"] == "Gamma"
        identify.return_value = replace(identify.return_value, unique_id="host-1")
        hosts["http://printer3.local"] = FakeHost(identity="host-1")
        result = await step(url="printer3.local")
        assert result["type"] == "create_entry"
        await until(hass, settle, PrinterState.IDLE)
        assert issue(hass) is None
        assert hub.subentries["printer1"].data["url"] == "http://printer3.local"
        assert hub.subentries["printer1"].unique_id == "host-1"

    async def test_this_is_it(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        settle: Settle,
        step: Any,
    ) -> None:
        """A host that was set up anew goes on as the printer."""
        before = hub.subentries["printer1"]
        await step()
        result = await step(next_step_id="accept")
        assert result["type"] == "create_entry"
        await until(hass, settle, PrinterState.IDLE)
        assert issue(hass) is None
        after = hub.subentries["printer1"]
        assert after.data == {**before.data, "host_id": "other"}
        assert after.unique_id == "other"

    async def test_another_printer_of_ours(
        self,
        hass: HomeAssistant,
        hub: MockConfigEntry,
        hosts: dict[str, FakeHost],
        identify: AsyncMock,
        settle: Settle,
        step: Any,
    ) -> None:
        """It goes by its own name, and can't be this one."""
        hosts[FIRST].identity = "host-2"
        words = "Another printer (Beta) answers at this address."
        while attributes_of(hass, STATUS)["message"] != words:
            await settle()
        result = await step()
        assert result["step_id"] == "address"
        assert result["description_placeholders"]["name"] == "Beta"

    async def test_printer_that_goes_meanwhile(
        self, hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, step: Any
    ) -> None:
        """Its issue goes too, and an open fix says so."""
        await step()
        hass.config_entries.async_remove_subentry(hub, "printer1")
        await settle()
        assert issue(hass) is None
        result = await step(next_step_id="accept")
        assert result["reason"] == "printer_gone"


async def test_unload_withdraws_the_issue(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """A hub that is switched off asks for nothing."""
    assert issue(hass) is not None
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert not ir.async_get(hass).issues
