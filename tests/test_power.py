"""Test the power switch of a printer: on for a job, off once idle and cold."""

import asyncio
from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
    async_mock_service,
    get_schema_suggested_value,
)
from pytest_homeassistant_custom_component.components.diagnostics import (
    get_diagnostics_for_config_entry,
)
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.printmux.jobs.models import TargetState, WaitingFor
from custom_components.printmux.printers.driver import (
    Heater,
    Outcome,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import HostUnreachableError
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.event import async_track_state_change_event
from homeassistant.setup import async_setup_component

from .conftest import (
    IDLE,
    OFFLINE,
    FakeDriver,
    FakeHost,
    Settle,
    UploadFile,
    printer_subentry,
)
from .running import dispatch, state_of, target_of

ALPHA = "http://printer1.local"
PLUG = "input_boolean.plug"
STATUS = "sensor.alpha_status"
TARGET_RUN = "custom_components.printmux.jobs.target_run"
MINUTES = 10
WARM = replace(IDLE, state=PrinterState.FINISHED, bed=Heater(60.0, 0.0))


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return a printer with a plug, and one without."""
    return [
        printer_subentry(
            1, "Alpha", power_switch=PLUG, power_off_after=MINUTES, power_off_below=50
        ),
        printer_subentry(2, "Beta"),
    ]


@pytest.fixture(autouse=True)
async def plug(hass: HomeAssistant) -> None:
    """Make the plug, switched off."""
    assert await async_setup_component(
        hass, "input_boolean", {"input_boolean": {"plug": {}}}
    )


@pytest.fixture
def powered(
    hass: HomeAssistant, hosts: dict[str, FakeHost], hub: MockConfigEntry
) -> Generator[list[str]]:
    """Let the plug switch the printer; return the plug's states so far."""
    seen: list[str] = []

    @callback
    def switched(event: Any) -> None:
        """Boot, or die."""
        seen.append(event.data["new_state"].state)
        hosts[ALPHA].status = IDLE if seen[-1] == "on" else OFFLINE

    stop = async_track_state_change_event(hass, PLUG, switched)
    yield seen
    stop()


async def switch(hass: HomeAssistant, settle: Settle, to: str) -> None:
    """Switch the plug as a user does."""
    await hass.services.async_call(
        "input_boolean", f"turn_{to}", {"entity_id": PLUG}, blocking=True
    )
    await settle()


class Clock:
    """Lets time pass."""

    def __init__(
        self, hass: HomeAssistant, freezer: FrozenDateTimeFactory, settle: Settle
    ) -> None:
        """Take what it needs."""
        self._hass = hass
        self._freezer = freezer
        self._settle = settle

    async def pass_minutes(self, minutes: float) -> None:
        """Let so many minutes pass, and all happen that is due."""
        self._freezer.tick(timedelta(minutes=minutes))
        async_fire_time_changed(self._hass)
        await self._settle()


@pytest.fixture
def clock(hass: HomeAssistant, freezer: FrozenDateTimeFactory, settle: Settle) -> Clock:
    """Return what lets time pass."""
    return Clock(hass, freezer, settle)


async def set_status(host: FakeHost, settle: Settle, status: PrinterStatus) -> None:
    """Let the printer be like that."""
    host.status = status
    await settle()


@pytest.fixture(autouse=True)
def needs_power(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a host in memory take no file while it is off."""
    original = FakeDriver.upload

    async def upload(driver: FakeDriver, *args: Any) -> str:
        """Take a file if there is power."""
        if driver.host.status.state is PrinterState.OFFLINE:
            raise HostUnreachableError("No answer.")
        return await original(driver, *args)

    monkeypatch.setattr(FakeDriver, "upload", upload)


@pytest.mark.parametrize(
    ("start", "state"), [(True, TargetState.PRINTING), (False, TargetState.UPLOADED)]
)
async def test_switched_on_for_a_job(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    powered: list[str],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
    start: bool,
    state: TargetState,
) -> None:
    """A job for a printer without power puts it on, and goes on once it has booted."""
    monkeypatch.setattr(f"{TARGET_RUN}.RETRY_S", (0,))
    await set_status(hosts[ALPHA], settle, OFFLINE)
    waits: list[WaitingFor | None] = []
    hub.runtime_data.jobs.async_subscribe(
        lambda event: waits.extend(target.waiting_for for target in event.job.targets)
    )
    job_id = await dispatch(hub, upload, settle, start=start)
    assert powered == ["on"]
    assert WaitingFor.POWER in waits
    assert target_of(hub, job_id).state is state
    assert target_of(hub, job_id).waiting_for is None


async def test_power_is_on_already(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """A switch that is on is left alone: the printer is waited for."""
    await switch(hass, settle, "on")
    await set_status(hosts[ALPHA], settle, OFFLINE)
    calls = async_mock_service(hass, "input_boolean", "turn_on")
    job_id = await dispatch(hub, upload, settle)
    assert not calls
    assert target_of(hub, job_id).waiting_for is WaitingFor.OFFLINE


async def test_switched_on_once(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Somebody who switches it off again is not overruled."""
    monkeypatch.setattr(
        "custom_components.printmux.jobs.at_printer.AtPrinter.look_s", 0.01
    )
    await set_status(hosts[ALPHA], settle, OFFLINE)
    job_id = await dispatch(hub, upload, settle)
    assert state_of(hass, PLUG) == "on"
    assert target_of(hub, job_id).waiting_for is WaitingFor.OFFLINE
    await switch(hass, settle, "off")
    async with asyncio.timeout(60):
        while target_of(hub, job_id).waiting_for is not WaitingFor.POWER:
            await asyncio.sleep(0.01)
    assert str(target_of(hub, job_id).error_message) == (
        f"{PLUG} was switched off: switch it on to go on"
    )
    assert state_of(hass, PLUG) == "off"


async def test_switch_that_fails(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The job says why it waits, and goes on when the switch works again."""
    monkeypatch.setattr(
        "custom_components.printmux.jobs.at_printer.AtPrinter.look_s", 0.01
    )
    await set_status(hosts[ALPHA], settle, OFFLINE)
    hass.states.async_set(PLUG, "unavailable")
    job_id = await dispatch(hub, upload, settle)
    target = target_of(hub, job_id)
    assert target.waiting_for is WaitingFor.POWER
    assert str(target.error_message) == (
        f"{PLUG} is unavailable, so the printer has no power"
    )

    calls = async_mock_service(
        hass,
        "input_boolean",
        "turn_on",
        raise_exception=HomeAssistantError("No zigbee"),
    )
    hass.states.async_set(PLUG, "off")
    async with asyncio.timeout(60):
        while not (words := str(target_of(hub, job_id).error_message)).endswith("bee"):
            await asyncio.sleep(0.01)
    assert words == f"{PLUG} could not be switched: No zigbee"
    assert calls
    hass.states.async_set(PLUG, "on")
    await set_status(hosts[ALPHA], settle, IDLE)
    assert target_of(hub, job_id).state is TargetState.PRINTING


async def test_switched_off_when_idle(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    powered: list[str],
    settle: Settle,
    clock: Clock,
) -> None:
    """A printer that was idle for the time goes off, and stays off."""
    await switch(hass, settle, "on")
    await clock.pass_minutes(MINUTES - 1)
    assert powered == ["on"]
    await clock.pass_minutes(1.1)
    assert powered == ["on", "off"]
    assert state_of(hass, STATUS) == "offline"
    await clock.pass_minutes(10 * MINUTES)
    assert powered == ["on", "off"]


async def test_switched_on_anew(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    powered: list[str],
    settle: Settle,
    clock: Clock,
) -> None:
    """Who switches it off and on again has the whole time."""
    await switch(hass, settle, "on")
    await clock.pass_minutes(MINUTES - 1)
    await switch(hass, settle, "off")
    await switch(hass, settle, "on")
    await clock.pass_minutes(MINUTES - 1)
    assert powered == ["on", "off", "on"]
    await clock.pass_minutes(1.1)
    assert powered == ["on", "off", "on", "off"]


async def test_waits_until_cold(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    powered: list[str],
    settle: Settle,
    clock: Clock,
) -> None:
    """After the time it still has to be cold: a fan that stops harms a hot nozzle."""
    await switch(hass, settle, "on")
    await set_status(hosts[ALPHA], settle, WARM)
    await clock.pass_minutes(MINUTES + 1)
    assert powered == ["on"]
    await set_status(hosts[ALPHA], settle, replace(WARM, bed=Heater(None, 0.0)))
    await clock.pass_minutes(1)
    assert powered == ["on"]
    await set_status(hosts[ALPHA], settle, replace(WARM, bed=Heater(49.9, 0.0)))
    await clock.pass_minutes(1)
    assert powered == ["on", "off"]


@pytest.mark.parametrize(
    "status",
    [
        PrinterStatus(state=PrinterState.PRINTING, file="a.gcode", bed=Heater(20, 0)),
        PrinterStatus(state=PrinterState.PAUSED, file="a.gcode", bed=Heater(20, 0)),
        PrinterStatus(state=PrinterState.STARTING, bed=Heater(20, 0)),
        PrinterStatus(state=PrinterState.OFFLINE, bed=Heater(20, 0)),
        PrinterStatus(state=PrinterState.ERROR, bed=Heater(70, 0)),
        # Nothing is known of its heaters.
        PrinterStatus(state=PrinterState.ERROR),
        # Somebody heats it up.
        PrinterStatus(state=PrinterState.IDLE, ready=True, bed=Heater(20, 60)),
    ],
)
async def test_never_switched_off(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    powered: list[str],
    settle: Settle,
    clock: Clock,
    status: PrinterStatus,
) -> None:
    """A printer that works, or of which nobody knows how hot it is, stays on."""
    await switch(hass, settle, "on")
    await clock.pass_minutes(MINUTES / 2)
    await set_status(hosts[ALPHA], settle, status)
    for _ in range(5):
        await clock.pass_minutes(MINUTES)
    assert powered == ["on"]
    # It was not the test that kept it on.
    await set_status(hosts[ALPHA], settle, IDLE)
    await clock.pass_minutes(MINUTES / 2)
    await clock.pass_minutes(MINUTES / 2 + 1)
    assert powered == ["on", "off"]


async def test_stays_on_for_jobs(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    powered: list[str],
    upload: UploadFile,
    settle: Settle,
    clock: Clock,
) -> None:
    """A job that waits keeps it on; the time counts from the end of the last one."""
    await switch(hass, settle, "on")
    not_ready = replace(IDLE, ready=False, message="The bed is not cleared")
    await set_status(hosts[ALPHA], settle, not_ready)
    job_id = await dispatch(hub, upload, settle)
    assert target_of(hub, job_id).waiting_for is WaitingFor.BUSY
    await clock.pass_minutes(MINUTES + 1)
    assert powered == ["on"]
    await set_status(hosts[ALPHA], settle, IDLE)
    assert target_of(hub, job_id).state is TargetState.PRINTING
    await clock.pass_minutes(MINUTES + 1)
    hosts[ALPHA].finish(Outcome.COMPLETED)
    await settle()
    assert target_of(hub, job_id).state is TargetState.COMPLETED
    await clock.pass_minutes(MINUTES - 1)
    assert powered == ["on"]
    await clock.pass_minutes(1.1)
    assert powered == ["on", "off"]


async def test_cancelled_job_keeps_nothing_on(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    powered: list[str],
    upload: UploadFile,
    settle: Settle,
    clock: Clock,
) -> None:
    """Nothing about the printer changes when a job lets go of it; the time runs."""
    await switch(hass, settle, "on")
    await set_status(hosts[ALPHA], settle, replace(IDLE, ready=False))
    job_id = await dispatch(hub, upload, settle)
    await hub.runtime_data.jobs.orders.async_cancel(job_id)
    await settle()
    assert target_of(hub, job_id).state is TargetState.CANCELLED
    await clock.pass_minutes(MINUTES + 1)
    assert powered == ["on", "off"]


async def test_switch_off_that_fails(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    settle: Settle,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """It is told, and tried again after the same time."""
    await switch(hass, settle, "on")
    calls = async_mock_service(
        hass,
        "input_boolean",
        "turn_off",
        raise_exception=HomeAssistantError("No zigbee"),
    )
    await clock.pass_minutes(MINUTES + 0.1)
    assert len(calls) == 1
    assert f"The power of Alpha stays on: {PLUG} could not be" in caplog.text
    hass.states.async_set(PLUG, "on", {"changed": True})
    await settle()
    await clock.pass_minutes(MINUTES + 0.1)
    assert len(calls) == 2


async def test_changes_and_removal(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    powered: list[str],
    settle: Settle,
    clock: Clock,
) -> None:
    """Without the option, or without PrintMux, nothing is switched off."""
    await switch(hass, settle, "on")
    printer = hub.subentries["printer1"]
    data = dict(printer.data)
    hass.config_entries.async_update_subentry(
        hub, printer, data={**data, "power_off_after": None}
    )
    await settle()
    await clock.pass_minutes(2 * MINUTES)
    assert powered == ["on"]
    hass.config_entries.async_update_subentry(hub, printer, data=data)
    await settle()
    assert await hass.config_entries.async_unload(hub.entry_id)
    await clock.pass_minutes(2 * MINUTES)
    assert powered == ["on"]
    # The time begins anew with a restart.
    assert await hass.config_entries.async_setup(hub.entry_id)
    await settle()
    await clock.pass_minutes(MINUTES - 1)
    assert powered == ["on"]
    await clock.pass_minutes(1.1)
    assert powered == ["on", "off"]


async def test_diagnostics(
    hass: HomeAssistant, hub: MockConfigEntry, hass_client: ClientSessionGenerator
) -> None:
    """They tell of the switch, where there is one."""
    assert await async_setup_component(hass, "diagnostics", {})
    data: Any = await get_diagnostics_for_config_entry(hass, hass_client, hub)
    assert [printer["power"] for printer in data["printers"]] == [
        {"switch": PLUG, "off_after": MINUTES, "off_below": 50, "state": "off"},
        None,
    ]


async def test_forms(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """The switch can be given, is suggested again, and can be taken away."""
    flows = hass.config_entries.subentries
    result = await flows.async_init(
        (hub.entry_id, "printer"), context={"source": "user"}
    )
    result = await flows.async_configure(result["flow_id"], {"url": "new.local"})
    await flows.async_configure(
        result["flow_id"], {"power_switch": PLUG, "power_off_after": 30}
    )
    await settle()
    printer = list(hub.subentries.values())[-1]
    power = {"power_switch": PLUG, "power_off_after": 30, "power_off_below": 50}
    assert power.items() <= printer.data.items()

    result = await flows.async_init(
        (hub.entry_id, "printer"),
        context={"source": "reconfigure", "subentry_id": printer.subentry_id},
    )
    schema = result["data_schema"]
    assert schema is not None
    for field, value in power.items():
        assert get_schema_suggested_value(schema.schema, field) == value
    await flows.async_configure(
        result["flow_id"], {"url": "new.local", "power_off_after": 30}
    )
    await settle()
    assert not power.keys() & hub.subentries[printer.subentry_id].data.keys()
