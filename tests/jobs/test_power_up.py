"""Test power for a machine whose host has its own."""

import asyncio
from typing import Any

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.jobs.models import TargetState, WaitingFor
from custom_components.printmux.printers.driver import (
    Command,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import HostBusyError
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
from tests.conftest import (
    FULL_KIND,
    IDLE,
    OFFLINE,
    FakeDriver,
    FakeHost,
    FullDriver,
    Settle,
    UploadFile,
    printer_subentry,
)
from tests.running import dispatch, state_of, target_of

ALPHA = "http://printer1.local"
PLUG = "input_boolean.plug"
PACKAGE = "custom_components.printmux.jobs"
LOST = PrinterStatus(state=PrinterState.ERROR, message="Lost communication with MCU")


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return a printer with a plug; its host has its own power."""
    return [
        printer_subentry(
            1, "Alpha", kind=FULL_KIND, power_switch=PLUG, bed_clear="auto"
        )
    ]


@pytest.fixture(autouse=True)
async def plug(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the plug, switched off, and let nobody wait for long."""
    monkeypatch.setattr(
        "custom_components.printmux.jobs.at_printer.AtPrinter.look_s", 0.01
    )
    monkeypatch.setattr(f"{PACKAGE}.target_run.RETRY_S", (0,))
    monkeypatch.setattr(f"{PACKAGE}.power_up.WAKE_S", 3600)
    assert await async_setup_component(
        hass, "input_boolean", {"input_boolean": {"plug": {}}}
    )


async def until_orders(host: FakeHost, count: int) -> None:
    """Wait until the host was told something so often."""
    async with asyncio.timeout(60):
        while len(host.orders) < count:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize(
    ("status", "command"),
    [
        (LOST, Command.FIRMWARE_RESTART),
        (LOST, Command.CONNECT),
        (OFFLINE, Command.CONNECT),
    ],
)
async def test_host_is_told_of_the_power(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    status: PrinterStatus,
    command: Command,
) -> None:
    """A host without its machine gets it back: it has to be told to look for it."""
    monkeypatch.setattr(FullDriver, "commands", frozenset({command}))
    host = hosts[ALPHA]
    host.status = status
    await settle()
    job_id = await dispatch(hub, upload, settle)
    assert state_of(hass, PLUG) == "on"
    target = target_of(hub, job_id)
    assert target.waiting_for in (WaitingFor.BUSY, WaitingFor.OFFLINE)
    assert target.error_message == status.message
    # Once for each time that a machine may need to boot.
    assert host.orders == [(command, None)]
    host.status = IDLE
    await settle()
    assert target_of(hub, job_id).state is TargetState.PRINTING
    assert host.orders == [(command, None)]


async def test_host_is_told_again(
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A machine that has not booted yet is looked for later, whatever the host says."""
    monkeypatch.setattr(f"{PACKAGE}.power_up.WAKE_S", 0)
    host = hosts[ALPHA]
    host.status = LOST
    host.refusal = HostBusyError("No port")
    await settle()
    job_id = await dispatch(hub, upload, settle)
    assert target_of(hub, job_id).error_message == LOST.message
    host.refusal = None
    await until_orders(host, 2)
    assert set(host.orders) == {(Command.CONNECT, None)}


async def test_machine_that_is_stopped_stays_so(
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Once it was ready nothing is restarted: somebody may have stopped it."""
    monkeypatch.setattr(f"{PACKAGE}.power_up.WAKE_S", 0)
    host = hosts[ALPHA]
    starts: list[str] = []

    async def start(driver: FakeDriver, name: str) -> None:
        """Be stopped in that moment."""
        starts.append(name)
        driver.host.status = LOST
        raise HostBusyError("Printer is shutdown")

    monkeypatch.setattr(FakeDriver, "start", start)
    host.status = LOST
    await settle()
    job_id = await dispatch(hub, upload, settle)
    await until_orders(host, 1)
    host.status = IDLE
    await settle()
    told: list[Any] = list(host.orders)
    async with asyncio.timeout(60):
        while target_of(hub, job_id).waiting_for is not WaitingFor.BUSY:
            await asyncio.sleep(0.01)
    looks = host.looks
    async with asyncio.timeout(60):
        while host.looks < looks + 5:
            await asyncio.sleep(0.01)
    assert len(starts) == 1
    assert host.orders == told


@pytest.mark.parametrize("ready", [False, True])
async def test_no_order_without_a_plug_to_switch(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    ready: bool,
) -> None:
    """A machine that had its power all the time is nobody's to restart."""
    await hass.services.async_call(
        "input_boolean", "turn_on", {"entity_id": PLUG}, blocking=True
    )
    host = hosts[ALPHA]
    host.status = PrinterStatus(state=PrinterState.ERROR, ready=ready, message="Jam")
    await settle()
    job_id = await dispatch(hub, upload, settle)
    assert not host.orders
    wanted = TargetState.PRINTING if ready else TargetState.PENDING
    assert target_of(hub, job_id).state is wanted
