"""How a printer is followed: at once, without flicker, and again after a loss."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.printmux.printers import coordinator, following
from custom_components.printmux.printers.coordinator import (
    NUMBERS_S,
    PrinterCoordinator,
)
from custom_components.printmux.printers.driver import (
    Heater,
    PrinterDetails,
    PrinterState,
    Totals,
)
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostUnreachableError,
)
from custom_components.printmux.printers.pace import retry_pauses
from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from tests.conftest import IDLE, FakeDriver, FakeHost, Settle

FIRST = "http://printer1.local"
GONE = HostUnreachableError("No answer from there")


@pytest.fixture
def quick() -> Generator[None]:
    """Try a lost host again at once."""

    def pauses() -> Iterator[float]:
        while True:
            yield 0.01

    with patch.object(following, "retry_pauses", pauses):
        yield


@pytest.fixture
def printer(hub: MockConfigEntry) -> PrinterCoordinator:
    """Return the first printer."""
    followed: PrinterCoordinator = hub.runtime_data.printers["printer1"]
    return followed


def test_retries_grow() -> None:
    """5, 10, 30, then every 60 seconds, never quite in step."""
    for _ in range(20):
        for pause, around in zip(retry_pauses(), (5, 10, 30, 60, 60, 60), strict=False):
            assert 0.8 * around <= pause <= 1.2 * around
    assert len({*islice(retry_pauses(), 3), *islice(retry_pauses(), 3)}) == 6


async def test_states_at_once_numbers_later(
    hass: HomeAssistant,
    printer: PrinterCoordinator,
    hosts: dict[str, FakeHost],
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A new state shows at once, with all numbers; numbers alone every 5 s."""
    warm = replace(IDLE, bed=Heater(30.0, 0.0))
    hosts[FIRST].status = warm
    await settle()
    assert (printer.data, printer.live) == (IDLE, warm)
    hosts[FIRST].status = warmer = replace(IDLE, bed=Heater(31.0, 0.0))
    await settle()
    assert (printer.data, printer.live) == (IDLE, warmer)
    freezer.tick(timedelta(seconds=NUMBERS_S + 0.1))
    async_fire_time_changed(hass)
    await settle()
    assert printer.data == warmer
    heating = replace(IDLE, bed=Heater(32.0, 60.0))
    hosts[FIRST].status = heating
    await settle()
    assert printer.data == heating
    hosts[FIRST].status = replace(heating, bed=Heater(33.0, 60.0))
    await settle()
    assert printer.data == heating
    printing = replace(heating, state=PrinterState.PRINTING, progress=0.1)
    hosts[FIRST].status = printing
    await settle()
    assert printer.data == printing


async def test_lost_and_found(
    printer: PrinterCoordinator,
    hosts: dict[str, FakeHost],
    settle: Settle,
    quick: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line when the host is lost and one when it is back, however many tries."""
    caplog.set_level("INFO", "custom_components.printmux")
    hosts[FIRST].fault = GONE
    for _ in range(5):
        await settle()
        assert printer.data is not None
        assert printer.data.state is PrinterState.OFFLINE
        assert str(printer.data.message) == str(GONE)
        assert not (await printer.async_refresh_now()).ready
    looks = hosts[FIRST].looks
    hosts[FIRST].fault = None
    while printer.data != IDLE:
        await settle()
    assert hosts[FIRST].looks > looks
    assert caplog.text.count("Alpha is offline: No answer from there") == 1
    assert caplog.text.count("Alpha is back") == 1


async def test_fault_of_a_driver(
    printer: PrinterCoordinator,
    hosts: dict[str, FakeHost],
    settle: Settle,
    quick: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is logged, shown as offline, and following goes on."""
    hosts[FIRST].fault = RuntimeError("a fault")
    await settle()
    assert printer.data is not None
    assert printer.data.state is PrinterState.OFFLINE
    assert "The driver of Alpha has failed" in caplog.text
    hosts[FIRST].fault = None
    while printer.data != IDLE:
        await settle()


async def test_refused_key(
    hass: HomeAssistant,
    printer: PrinterCoordinator,
    hosts: dict[str, FakeHost],
    settle: Settle,
    quick: None,
) -> None:
    """A key that is no longer accepted is an issue until one is."""
    issues = ir.async_get(hass)
    hosts[FIRST].fault = HostAuthError("The printer host does not accept the API key")
    await settle()
    issue = issues.async_get_issue("printmux", "printer_key_printer1")
    assert issue is not None
    assert issue.translation_key == "printer_key_refused"
    assert issue.is_fixable
    assert printer.data is not None
    assert str(printer.data.message) == str(hosts[FIRST].fault)
    hosts[FIRST].fault = None
    while printer.data != IDLE:
        await settle()
    assert issues.async_get_issue("printmux", "printer_key_printer1") is None


async def test_details_after_each_connection_and_print(
    printer: PrinterCoordinator, hosts: dict[str, FakeHost], settle: Settle, quick: None
) -> None:
    """What seldom changes is asked for then; a failure leaves what was known."""
    known = PrinterDetails(totals=Totals(prints=7))
    with patch.object(FakeDriver, "details", return_value=known) as details:
        hosts[FIRST].fault = GONE
        await settle()
        hosts[FIRST].fault = None
        while printer.details != known:
            await settle()
        assert details.call_count == 1
        hosts[FIRST].status = replace(IDLE, state=PrinterState.PRINTING)
        await settle()
        assert details.call_count == 1
        details.side_effect = GONE
        hosts[FIRST].status = replace(IDLE, state=PrinterState.FINISHED)
        await settle()
        assert details.call_count == 2
        for state in (PrinterState.STARTING, PrinterState.ERROR, PrinterState.IDLE):
            hosts[FIRST].status = replace(IDLE, state=state)
            await settle()
        assert details.call_count == 3
    assert printer.details == known


async def test_push_is_not_asked_again(
    printer: PrinterCoordinator, hosts: dict[str, FakeHost], settle: Settle
) -> None:
    """A host that tells by itself need not be asked how it is this moment."""
    warm = replace(IDLE, bed=Heater(30.0, 0.0))
    hosts[FIRST].status = warm
    await settle()
    looks = hosts[FIRST].looks
    with patch.object(FakeDriver, "pushes", True), printer.async_watch():
        assert await printer.async_refresh_now() == warm
    assert hosts[FIRST].looks == looks
    assert await printer.async_refresh_now() == warm
    assert hosts[FIRST].looks == looks + 1


async def test_watched_printer_is_looked_at_often(
    printer: PrinterCoordinator, hosts: dict[str, FakeHost], settle: Settle
) -> None:
    """As often as a busy one, for hosts that tell nothing, and only while watched."""
    with patch.object(coordinator, "BUSY_POLL_S", 0.01):
        looks = hosts[FIRST].looks
        with printer.async_watch():
            while hosts[FIRST].looks < looks + 3:
                await settle()
        await settle()
        looks = hosts[FIRST].looks
        await settle()
    assert hosts[FIRST].looks == looks
