"""Test the buttons of a printer."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.printers.driver import (
    Command,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import (
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
)
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import FakeHost, Settle
from .full import ALPHA, FULL, full_host
from .running import press, see, state_of

NAMES = (
    "bed_cleared",
    "cancel",
    "connect",
    "emergency_stop",
    "firmware_restart",
    "pause",
    "resume",
)


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything."""
    hosts[ALPHA] = full_host()
    return [FULL]


def offered(hass: HomeAssistant) -> set[str]:
    """Return which buttons can be pressed."""
    return {
        name
        for name in NAMES
        if state_of(hass, f"button.alpha_{name}") != "unavailable"
    }


@pytest.mark.parametrize(
    ("state", "ready", "expected"),
    [
        (PrinterState.OFFLINE, False, {"connect"}),
        (PrinterState.STARTING, False, {"bed_cleared"}),
        (PrinterState.IDLE, True, {"bed_cleared"}),
        (PrinterState.PRINTING, False, {"pause", "cancel"}),
        (PrinterState.PAUSED, False, {"resume", "cancel"}),
        (PrinterState.FINISHED, True, {"bed_cleared"}),
        (PrinterState.CANCELLED, True, {"bed_cleared"}),
        (PrinterState.ERROR, True, {"bed_cleared", "connect"}),
        (PrinterState.ERROR, False, {"bed_cleared", "connect"}),
    ],
)
async def test_available(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    state: PrinterState,
    ready: bool,
    expected: set[str],
) -> None:
    """A button can be pressed while that makes sense: the printer has printed before."""
    always = {"emergency_stop", "firmware_restart"}
    await see(hass, hub, "printer1", state=state, ready=ready)
    if state is not PrinterState.OFFLINE:
        expected = expected | always
    assert offered(hass) == expected


async def test_nothing_without_the_host(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A host that does not answer can't even be told to connect."""
    hosts[ALPHA].fault = HostUnreachableError("Nobody there")
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "offline"
    assert offered(hass) == set()


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("pause", PrinterState.PRINTING),
        ("resume", PrinterState.PAUSED),
        ("cancel", PrinterState.PAUSED),
        ("emergency_stop", PrinterState.IDLE),
        ("firmware_restart", PrinterState.ERROR),
        ("connect", PrinterState.OFFLINE),
    ],
)
async def test_press(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    name: str,
    state: PrinterState,
) -> None:
    """Each tells the printer what its name says, and what comes of it is seen."""
    await see(hass, hub, "printer1", state=state)
    looks = hosts[ALPHA].looks
    await press(hass, f"button.alpha_{name}")
    assert hosts[ALPHA].orders == [(Command(name), None)]
    assert hosts[ALPHA].looks > looks


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (HostBusyError("SD busy"), ServiceValidationError),
        (HostRefusedError("Unknown command"), HomeAssistantError),
        (HostUnreachableError("No answer"), HomeAssistantError),
    ],
)
async def test_refused(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    fault: Exception,
    expected: type[HomeAssistantError],
) -> None:
    """The error tells in the printer's words why it did not."""
    hosts[ALPHA].refusal = fault
    with pytest.raises(HomeAssistantError) as error:
        await press(hass, "button.alpha_pause")
    assert type(error.value) is expected
    assert error.value.translation_placeholders == {
        "printer": "Alpha",
        "error": str(fault),
    }
    assert str(error.value).startswith("Alpha ")
    assert str(error.value).endswith(str(fault))


async def test_bed_cleared(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """A cleared bed makes the printer idle; the host has no part in it."""
    await see(hass, hub, "printer1", state=PrinterState.FINISHED, ready=True)
    await press(hass, "button.alpha_bed_cleared")
    assert state_of(hass, "sensor.alpha_status") == "idle"
    assert offered(hass) == {"emergency_stop", "firmware_restart"}
    assert not hosts[ALPHA].orders
    with pytest.raises(ServiceValidationError) as error:
        hub.runtime_data.printers["printer1"].async_confirm_bed_cleared()
    assert str(error.value) == "Alpha has no ended print on its bed"


async def test_commands_of_another_host(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """A printer that moved to a host that can do less offers less."""
    data = {**FULL["data"], "kind": "fake"}
    hass.config_entries.async_update_subentry(
        hub, hub.subentries["printer1"], data=data
    )
    await hass.async_block_till_done(wait_background_tasks=False)
    await see(hass, hub, "printer1", state=PrinterState.PRINTING)
    assert offered(hass) == {"cancel"}


async def test_cancelled_by_the_button(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost]
) -> None:
    """A printer that has nothing to cancel any more does not take the press."""
    hosts[ALPHA].status = PrinterStatus(state=PrinterState.IDLE, ready=True)
    await hass.async_block_till_done(wait_background_tasks=False)
    await press(hass, "button.alpha_cancel")
    assert not hosts[ALPHA].orders
