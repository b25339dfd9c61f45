"""Test the sensors."""

from dataclasses import replace
from datetime import timedelta

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)

from custom_components.printmux.const import DOMAIN
from custom_components.printmux.http_api import LINKS
from custom_components.printmux.job_sensor import JobSensor
from custom_components.printmux.printers.driver import Heater, PrinterState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_platform, entity_registry as er
from homeassistant.util import dt as dt_util

from .conftest import FakeHost, Settle, UploadFile
from .running import attributes_of, see, state_of


async def test_hub_sensors(hass: HomeAssistant, upload: UploadFile) -> None:
    """The hub shows what waits, and what the latest job is."""
    assert state_of(hass, "sensor.printmux_jobs_awaiting_selection") == "0"
    assert state_of(hass, "sensor.printmux_latest_job") == "unknown"
    assert state_of(hass, "sensor.printmux_success_rate") == "unknown"
    job = await upload("part.gcode")
    assert state_of(hass, "sensor.printmux_jobs_awaiting_selection") == "1"
    assert state_of(hass, "sensor.printmux_latest_job") == "part.gcode"
    attributes = attributes_of(hass, "sensor.printmux_latest_job")
    assert attributes["id"] == job.id
    assert attributes["state"] == "awaiting_selection"
    assert attributes["size"] == job.size
    for name in ("jobs_dispatching", "queue_length", "prints_today"):
        assert state_of(hass, f"sensor.printmux_{name}") == "0"
    for name in ("total_print_time", "total_filament"):
        assert float(state_of(hass, f"sensor.printmux_{name}")) == 0


async def test_storage_is_counted(
    hass: HomeAssistant,
    upload: UploadFile,
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The storage follows at the latest with the next look."""
    await upload(content=b"G28\n" * 1_000_000)
    freezer.tick(timedelta(seconds=31))
    async_fire_time_changed(hass)
    await settle()
    assert float(state_of(hass, "sensor.printmux_storage_used")) == 4.0
    attributes = attributes_of(hass, "sensor.printmux_storage_used")
    assert attributes["unit_of_measurement"] == "MB"


async def test_print_is_counted(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """A print that has ended is in the totals."""
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()
    hosts["http://printer1.local"].finish()
    await see(hass, hub, "printer1")
    await settle()
    freezer.tick(timedelta(seconds=31))
    async_fire_time_changed(hass)
    await settle()
    assert state_of(hass, "sensor.printmux_prints_today") == "1"
    assert state_of(hass, "sensor.printmux_success_rate") == "100.0"
    assert float(state_of(hass, "sensor.printmux_total_print_time")) == 1
    assert float(state_of(hass, "sensor.printmux_total_filament")) == 1.5


async def test_latest_job_with_a_long_name(
    hass: HomeAssistant, upload: UploadFile
) -> None:
    """A state holds 255 characters."""
    await upload("x" * 300 + ".gcode")
    assert state_of(hass, "sensor.printmux_latest_job") == "x" * 255


async def test_job_sensor_lives_as_long_as_the_job(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    upload: UploadFile,
    settle: Settle,
    entity_registry: er.EntityRegistry,
) -> None:
    """A job is a sensor without a registry entry, gone when the job is."""
    job = await upload("part.gcode", start_requested=True)
    entity_id = f"sensor.printmux_job_{job.short_id}"
    assert state_of(hass, entity_id) == "awaiting_selection"
    assert entity_registry.async_get(entity_id) is None
    attributes = attributes_of(hass, entity_id)
    assert attributes["friendly_name"] == attributes["name"] == "part.gcode"
    assert attributes["id"] == job.id
    assert attributes["folder"] == ""
    assert attributes["size"] == 4
    assert attributes["source"] == "moonraker"
    assert attributes["start_requested"] is True
    assert attributes["created_at"] == job.created_at.isoformat()
    assert attributes["targets"] == []
    await hub.runtime_data.jobs.async_delete(job.id)
    await settle()
    assert hass.states.get(entity_id) is None


async def test_job_sensor_shows_targets(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """Each target is told with its progress in per cent."""
    await see(hass, hub, "printer2", state=PrinterState.OFFLINE, ready=False)
    job = await upload()
    await hub.runtime_data.jobs.async_dispatch(
        job.id, ["printer1", "printer2"], start=True
    )
    await settle()
    entity_id = f"sensor.printmux_job_{job.short_id}"
    assert state_of(hass, entity_id) == "dispatching"
    first, second = attributes_of(hass, entity_id)["targets"]
    assert (first["printer"], first["state"]) == ("Alpha", "printing")
    assert first["progress"] == 25
    assert first["error_message"] is None
    assert (second["printer"], second["state"]) == ("Beta", "pending")
    assert second["waiting_for"] == "offline"
    assert state_of(hass, "sensor.printmux_jobs_dispatching") == "1"
    assert state_of(hass, "sensor.printmux_queue_length") == "1"


async def test_at_most_fifty_job_sensors(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """The newest fifty jobs are shown; an older one comes back when there is room."""
    jobs = [await upload(content=f"G{number}\n".encode()) for number in range(51)]
    shown = hass.states.async_entity_ids("sensor")
    assert sum("printmux_job_" in entity_id for entity_id in shown) == 50
    oldest = f"sensor.printmux_job_{jobs[0].short_id}"
    assert oldest not in shown
    await hub.runtime_data.jobs.async_delete(jobs[-1].id)
    await settle()
    assert state_of(hass, oldest) == "awaiting_selection"


async def test_live_jobs_are_there_after_a_restart(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile
) -> None:
    """The jobs come back with the hub."""
    job = await upload()
    entity_id = f"sensor.printmux_job_{job.short_id}"
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert hass.states.get(entity_id) is None
    assert await hass.config_entries.async_setup(hub.entry_id)
    await hass.async_block_till_done()
    assert state_of(hass, entity_id) == "awaiting_selection"


async def test_printer_sensors(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A printing printer tells all it knows."""
    await see(
        hass,
        hub,
        "printer1",
        state=PrinterState.PRINTING,
        file="folder/part.gcode",
        progress=0.4567,
        remaining_s=3600.4,
        nozzles=(Heater(214.96, 215.0),),
    )
    assert state_of(hass, "sensor.alpha_status") == "printing"
    assert state_of(hass, "sensor.alpha_progress") == "45.7"
    assert state_of(hass, "sensor.alpha_current_file") == "folder/part.gcode"
    assert float(state_of(hass, "sensor.alpha_remaining_time")) == 60
    assert state_of(hass, "sensor.alpha_nozzle_temperature") == "215.0"
    assert state_of(hass, "sensor.alpha_bed_temperature") == "20.5"
    finish = dt_util.parse_datetime(state_of(hass, "sensor.alpha_finish_time"))
    assert finish is not None
    left = finish - dt_util.utcnow()
    assert abs(left.total_seconds() - 3600.4) < 2


@pytest.mark.parametrize(
    ("rest", "seconds", "moved"),
    [
        (600.0, 55, False),
        (600.0, 65, True),
        (7200.0, 65, False),
        (7200.0, 350, False),
        (7200.0, -420, True),
    ],
)
async def test_finish_time_moves_when_it_is_worth_it(
    hass: HomeAssistant, hub: MockConfigEntry, rest: float, seconds: float, moved: bool
) -> None:
    """An estimate that wavers a little is no new state."""
    entity_id = "sensor.alpha_finish_time"
    await see(
        hass,
        hub,
        "printer1",
        state=PrinterState.PRINTING,
        progress=0.5,
        remaining_s=rest,
    )
    before = state_of(hass, entity_id)
    await see(hass, hub, "printer1", remaining_s=rest + seconds)
    assert (state_of(hass, entity_id) != before) is moved
    await see(hass, hub, "printer1", state=PrinterState.PAUSED)
    assert state_of(hass, entity_id) == "unknown"
    assert state_of(hass, "sensor.alpha_remaining_time") != "unknown"


async def test_finish_time_is_never_past(
    hass: HomeAssistant, hub: MockConfigEntry, freezer: FrozenDateTimeFactory
) -> None:
    """A print that takes longer than was thought has not ended yet."""
    entity_id = "sensor.alpha_finish_time"
    await see(hass, hub, "printer1", state=PrinterState.PRINTING, remaining_s=10.0)
    before = state_of(hass, entity_id)
    await see(hass, hub, "printer1", remaining_s=0.0)
    assert state_of(hass, entity_id) == before
    for progress in (0.5, 0.6):
        freezer.tick(timedelta(seconds=90))
        await see(hass, hub, "printer1", progress=progress)
        finish = dt_util.parse_datetime(state_of(hass, entity_id))
        assert finish is not None
        left = finish - dt_util.utcnow()
        assert timedelta(seconds=58) < left <= timedelta(seconds=60)


async def test_offline_printer(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """An offline printer has its status and nothing else to say."""
    words = "Nobody answers"
    await see(
        hass, hub, "printer1", state=PrinterState.OFFLINE, ready=False, message=words
    )
    assert state_of(hass, "sensor.alpha_status") == "offline"
    assert attributes_of(hass, "sensor.alpha_status")["message"] == words
    assert state_of(hass, "binary_sensor.alpha_connectivity") == "off"
    for name in ("progress", "current_file", "finish_time", "bed_temperature"):
        assert state_of(hass, f"sensor.alpha_{name}") == "unavailable"
    await see(hass, hub, "printer1", state=PrinterState.IDLE, ready=True)
    assert state_of(hass, "sensor.alpha_status") == "idle"
    assert state_of(hass, "binary_sensor.alpha_connectivity") == "on"


async def test_heaters_appear_when_seen(
    hass: HomeAssistant,
    hosts: dict[str, FakeHost],
    entry: MockConfigEntry,
    settle: Settle,
) -> None:
    """A printer without a bed has no sensor for one, until it shows one."""
    idle = FakeHost().status
    host = hosts["http://printer1.local"] = FakeHost(
        status=type(idle)(
            state=PrinterState.IDLE, ready=True, nozzles=(Heater(20.0, None),)
        )
    )
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    assert state_of(hass, "sensor.alpha_nozzle_temperature") == "20.0"
    assert hass.states.get("sensor.alpha_bed_temperature") is None
    host.status = idle
    await see(hass, entry, "printer1")
    assert state_of(hass, "sensor.alpha_bed_temperature") == "20.5"


async def test_offline_from_the_start(
    hass: HomeAssistant,
    hosts: dict[str, FakeHost],
    entry: MockConfigEntry,
    settle: Settle,
) -> None:
    """A printer that never answered has only what says so."""
    host = hosts["http://printer1.local"] = FakeHost()
    online = host.status
    host.status = type(online)(state=PrinterState.OFFLINE)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "offline"
    assert hass.states.get("sensor.alpha_progress") is None
    host.status = online
    await see(hass, entry, "printer1")
    assert state_of(hass, "sensor.alpha_progress") == "unknown"


async def test_job_deleted_while_its_sensor_is_added(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A job that comes and goes at once leaves nothing behind."""
    job = await upload()
    entity_id = f"sensor.printmux_job_{job.short_id}"
    ledger = hub.runtime_data.jobs._ledger  # noqa: SLF001 - no caller is that fast
    ledger.forget(job)
    await settle()
    assert hass.states.get(entity_id) is None
    ledger.show(job)
    ledger.forget(job)
    await settle()
    assert hass.states.get(entity_id) is None
    ledger.show(job)
    await settle()
    assert state_of(hass, entity_id) == "awaiting_selection"


async def test_sensor_of_a_job_that_is_gone_already(
    hass: HomeAssistant, upload: UploadFile, settle: Settle
) -> None:
    """A sensor whose adding was overtaken by the end of its job goes by itself."""
    job = replace(await upload(), id="0" * 26)
    sensor = JobSensor(job, hass.data[LINKS])
    sensor.show(job)
    sensor.discard(hass)
    platforms = entity_platform.async_get_platforms(hass, DOMAIN)
    platform = next(item for item in platforms if item.domain == "sensor")
    await platform.async_add_entities([sensor])
    await settle()
    assert hass.states.get("sensor.printmux_job_000000") is None
