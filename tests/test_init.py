"""Test set-up, unloading, and changes that disturb nobody else."""

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_fire_time_changed,
)
from sqlalchemy import insert

from custom_components.printmux.const import (
    CONF_MAX_UPLOAD_MB,
    CONF_ROUTE_MODE,
    CONF_ROUTE_PRINTERS,
    CONF_SLICER_PRINT,
    DOMAIN,
)
from custom_components.printmux.db.engine import Database, sqlite_url
from custom_components.printmux.db.tables import schema_changes
from custom_components.printmux.jobs.models import JobState, TargetState
from homeassistant.config_entries import ConfigEntryState, ConfigSubentry
from homeassistant.const import CONF_URL, EVENT_HOMEASSISTANT_FINAL_WRITE
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.util import dt as dt_util

from .conftest import (
    IDLE,
    KEY_ID,
    OFFLINE,
    FakeHost,
    Settle,
    UploadFile,
    printer_subentry,
)
from .running import attributes_of, device_id, state_of

TARGET = "select.printmux_target"
FIRST = "http://printer1.local"
NEW = "http://new.local"


def new_printer() -> ConfigSubentry:
    """Return a third printer."""
    data = printer_subentry(3, "Gamma")
    return ConfigSubentry(
        subentry_id=data["subentry_id"],
        subentry_type=data["subentry_type"],
        title=data["title"],
        unique_id=data["unique_id"],
        data=MappingProxyType(data["data"]),
    )


def assert_state(entry: MockConfigEntry, state: ConfigEntryState) -> None:
    """Check how a config entry stands."""
    assert entry.state is state


def move_printer(hass: HomeAssistant, hub: MockConfigEntry, title: str) -> None:
    """Give the first printer another address and name."""
    printer = hub.subentries["printer1"]
    data = {**printer.data, CONF_URL: NEW}
    hass.config_entries.async_update_subentry(hub, printer, title=title, data=data)


async def test_setup_and_unload(
    hass: HomeAssistant, hub: MockConfigEntry, hass_config_dir: str, settle: Settle
) -> None:
    """The hub runs, leaves nothing running behind, and comes back."""
    assert_state(hub, ConfigEntryState.LOADED)
    assert state_of(hass, "sensor.alpha_status") == "idle"
    assert (Path(hass_config_dir) / "printmux/printmux.db").exists()
    assert await hass.config_entries.async_unload(hub.entry_id)
    assert_state(hub, ConfigEntryState.NOT_LOADED)
    assert state_of(hass, "sensor.alpha_status") == "unavailable"
    assert await hass.config_entries.async_setup(hub.entry_id)
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "idle"


async def test_devices(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A printer is a device of its own subentry, behind the hub's."""
    devices = dr.async_get(hass)
    center = devices.async_get(device_id(hass, hub, hub.entry_id))
    printer = devices.async_get(device_id(hass, hub, "printer1"))
    assert isinstance(center, dr.DeviceEntry)
    assert isinstance(printer, dr.DeviceEntry)
    assert center.name == "PrintMux"
    assert center.entry_type is dr.DeviceEntryType.SERVICE
    assert printer.name == "Alpha"
    assert printer.model == "Fake"
    assert printer.sw_version == "Fake 1.0"
    assert printer.configuration_url == FIRST
    assert printer.via_device_id == center.id
    assert printer.config_subentry_id == "printer1"


async def test_offline_printer_holds_up_nobody(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A host that is off is no reason not to set up the hub."""
    hosts[FIRST] = FakeHost(OFFLINE)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "offline"
    assert state_of(hass, "sensor.beta_status") == "idle"


async def test_printer_is_added_without_reload(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """A new printer is followed and offered; the others are not even looked at."""
    data, looks = hub.runtime_data, hosts[FIRST].looks
    hass.config_entries.async_add_subentry(hub, new_printer())
    await settle()
    assert hub.runtime_data is data
    assert hosts[FIRST].looks == looks
    assert state_of(hass, "sensor.gamma_status") == "idle"
    assert state_of(hass, "switch.gamma_include_in_dispatch") == "on"
    assert "Gamma" in attributes_of(hass, TARGET)["options"]


async def test_printer_is_removed_without_reload(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """Device and entities go; what waited for the printer says why it failed."""
    data = hub.runtime_data
    hosts[FIRST].status = OFFLINE
    job = await upload()
    await data.jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert hub.runtime_data is data
    assert hass.states.get("sensor.alpha_status") is None
    assert er.async_get(hass).async_get("sensor.alpha_status") is None
    identifier = (DOMAIN, "printer1")
    devices = dr.async_get(hass)
    assert not devices.async_get_device_by_identifier(identifier, hub.entry_id)
    assert state_of(hass, "sensor.beta_status") == "idle"
    assert "Alpha" not in attributes_of(hass, TARGET)["options"]
    (target,) = data.jobs.jobs[job.id].targets
    assert target.state is TargetState.FAILED
    assert str(target.error_message) == "The printer was removed"


async def test_printer_is_changed_without_reload(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Entities keep their ids and follow the new address."""
    data = hub.runtime_data
    hosts[NEW] = FakeHost(OFFLINE)
    move_printer(hass, hub, "Omega")
    await settle()
    assert hub.runtime_data is data
    assert state_of(hass, "sensor.alpha_status") == "offline"
    device = dr.async_get(hass).async_get(device_id(hass, hub, "printer1"))
    assert isinstance(device, dr.DeviceEntry)
    assert device.name == "Omega"
    assert device.configuration_url == NEW
    assert "Omega" in attributes_of(hass, TARGET)["options"]


async def test_waiting_job_finds_the_new_address(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """What waited for a printer that moved is printed where it is now."""
    hosts[FIRST].status = OFFLINE
    jobs = hub.runtime_data.jobs
    job = await upload()
    await jobs.async_dispatch(job.id, ["printer1"], start=True)
    await settle()
    assert jobs.jobs[job.id].targets[0].state is TargetState.PENDING
    move_printer(hass, hub, "Alpha")
    await settle()
    (target,) = jobs.jobs[job.id].targets
    assert target.state is TargetState.PRINTING
    assert target.remote_name in hosts[NEW].files


async def test_lost_and_found_is_logged_once(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
    freezer: FrozenDateTimeFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """One line when a printer is lost and one when it is back, none between."""
    caplog.set_level("INFO", "custom_components.printmux")
    for status in (OFFLINE, OFFLINE, IDLE, IDLE):
        hosts[FIRST].status = status
        freezer.tick(timedelta(seconds=31))
        async_fire_time_changed(hass)
        await settle()
        assert state_of(hass, "sensor.alpha_status") == status.state
    assert caplog.text.count("Alpha is offline: Nobody answers") == 1
    assert caplog.text.count("Alpha is back") == 1


async def test_followed_without_entities(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
    freezer: FrozenDateTimeFactory,
) -> None:
    """The dispatcher's view stays fresh when the user disables every entity."""
    registry = er.async_get(hass)
    device = device_id(hass, hub, "printer1")
    for entity in er.async_entries_for_device(registry, device):
        disabled_by = er.RegistryEntryDisabler.USER
        registry.async_update_entity(entity.entity_id, disabled_by=disabled_by)
    await settle()
    hosts[FIRST].status = OFFLINE
    freezer.tick(timedelta(seconds=11))
    async_fire_time_changed(hass)
    await settle()
    assert hub.runtime_data.printers["printer1"].data == OFFLINE


async def test_nobody_trusts_a_printer_let_go(hub: MockConfigEntry) -> None:
    """No print is started on what a printer said before it was removed."""
    printer = hub.runtime_data.printers["printer1"]
    assert (await printer.async_refresh_now()).ready
    await printer.async_shutdown()
    assert not (await printer.async_refresh_now()).ready


async def test_driver_fault_is_no_ready_printer(
    hass: HomeAssistant, hub: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    """A fault in a driver makes the printer unavailable, and nothing starts on it."""
    printer = hub.runtime_data.printers["printer1"]
    with patch.object(printer.driver, "status", side_effect=RuntimeError("a fault")):
        assert not (await printer.async_refresh_now()).ready
    assert state_of(hass, "sensor.alpha_progress") == "unavailable"
    assert "a fault" in caplog.text


async def test_options_apply_without_reload(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """With `auto` a job that is to be printed looks for a printer itself."""
    data = hub.runtime_data
    options = {CONF_MAX_UPLOAD_MB: 5, CONF_SLICER_PRINT: "auto"}
    hass.config_entries.async_update_entry(hub, options=options)
    await settle()
    assert hub.runtime_data is data
    assert data.settings.max_upload_bytes == 5 * 1024**2
    job = await upload(start_requested=True)
    assert job.state is JobState.DISPATCHING
    assert job.targets[0].why


async def test_route_of_a_key(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """Upload and print goes where the key says, as far as that is still there."""
    key = hub.subentries[KEY_ID]
    route = {CONF_ROUTE_PRINTERS: ["printer2", "gone"], CONF_ROUTE_MODE: "upload"}
    hass.config_entries.async_update_subentry(hub, key, data={**key.data, **route})
    await settle()
    job = await upload(start_requested=True)
    assert [target.printer_id for target in job.targets] == ["printer2"]
    assert not job.targets[0].start


async def test_newer_database_is_left_alone(
    hass: HomeAssistant, entry: MockConfigEntry, hass_config_dir: str
) -> None:
    """An older PrintMux keeps its hands off."""
    folder = Path(hass_config_dir) / "printmux"
    folder.mkdir()
    database = Database(sqlite_url(folder / "printmux.db"))
    await database.async_open()
    row = insert(schema_changes).values(version=99, changed_at=dt_util.utcnow())
    await database.async_run(lambda connection: connection.execute(row))
    await database.async_close()
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert_state(entry, ConfigEntryState.SETUP_ERROR)
    assert entry.error_reason_translation_key == "database_too_new"


async def test_bad_disk_is_tried_again(
    hass: HomeAssistant, entry: MockConfigEntry, hass_config_dir: str
) -> None:
    """A folder that can't be made now may be there later."""
    (Path(hass_config_dir) / "printmux").write_text("no folder")
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert_state(entry, ConfigEntryState.SETUP_RETRY)
    assert entry.error_reason_translation_key == "storage_failed"


async def test_failed_start_closes_what_was_open(
    hass: HomeAssistant, entry: MockConfigEntry
) -> None:
    """The next try finds the database free."""
    start = "custom_components.printmux.hub.JobService.async_start"
    with patch(start, side_effect=RuntimeError):
        assert not await hass.config_entries.async_setup(entry.entry_id)
    assert_state(entry, ConfigEntryState.SETUP_ERROR)
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert_state(entry, ConfigEntryState.LOADED)


async def test_closes_when_home_assistant_ends(
    hass: HomeAssistant, hub: MockConfigEntry
) -> None:
    """The database is closed in the last stage of a stop."""
    hass.bus.async_fire(EVENT_HOMEASSISTANT_FINAL_WRITE)
    await hass.async_block_till_done()
    assert hub.runtime_data.closed
