"""All entities of a printer: what there is, what is written when, what stays."""

import asyncio
from collections.abc import Generator
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    async_capture_events,
)
from syrupy.assertion import SnapshotAssertion

from custom_components.printmux.printers.driver import (
    Heater,
    PrinterState,
    PrinterStatus,
)
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.const import EVENT_STATE_CHANGED, EVENT_STATE_REPORTED
from homeassistant.core import Event, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er

from .conftest import IDLE, FakeHost, Settle
from .full import ALPHA, FULL, PRINTING, full_host
from .running import see, state_of

NOW = "2026-11-01 12:00:00+00:00"
SECRET = ("access_token", "entity_picture")


@pytest.fixture
def everything() -> Generator[None]:
    """Have the entities too that are disabled by default."""
    with patch(
        "homeassistant.helpers.entity.Entity.entity_registry_enabled_default", True
    ):
        yield


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything."""
    hosts[ALPHA] = full_host()
    return [FULL]


def describe(
    hass: HomeAssistant, registry: er.EntityRegistry, entry: MockConfigEntry
) -> dict[str, dict[str, Any]]:
    """Return all that users see of a printer's entities."""
    found: dict[str, dict[str, Any]] = {}
    entities = er.async_entries_for_config_entry(registry, entry.entry_id)
    for entity in sorted(entities, key=lambda entity: entity.entity_id):
        if entity.config_subentry_id != "printer1":
            continue
        state = hass.states.get(entity.entity_id)
        found[entity.entity_id] = {
            "unique_id": entity.unique_id,
            "category": entity.entity_category,
            "disabled_by": entity.disabled_by,
            "state": state and state.state,
            "attributes": state
            and {
                name: value
                for name, value in state.attributes.items()
                if name not in SECRET
            },
        }
    return found


async def set_up(hass: HomeAssistant, entry: MockConfigEntry, settle: Settle) -> None:
    """Set the hub up."""
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()


@pytest.mark.usefixtures("everything")
async def test_printer_with_everything(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    settle: Settle,
    snapshot: SnapshotAssertion,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Whatever a printer can have is an entity."""
    freezer.move_to(NOW)
    await set_up(hass, entry, settle)
    assert describe(hass, entity_registry, entry) == snapshot


async def test_defaults(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    settle: Settle,
    snapshot: SnapshotAssertion,
) -> None:
    """Few of them are enabled."""
    await set_up(hass, entry, settle)
    found = describe(hass, entity_registry, entry)
    disabled = [name for name, entity in found.items() if entity["disabled_by"]]
    enabled = [name for name, entity in found.items() if not entity["disabled_by"]]
    assert {"enabled": enabled, "disabled": disabled} == snapshot


@pytest.mark.usefixtures("everything")
async def test_printer_with_nothing(
    hass: HomeAssistant,
    hosts: dict[str, FakeHost],
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    settle: Settle,
    snapshot: SnapshotAssertion,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Nothing appears that a printer does not have."""
    freezer.move_to(NOW)
    hosts[ALPHA] = FakeHost(status=PrinterStatus(state=PrinterState.IDLE, ready=True))
    data = {**FULL["data"], "kind": "fake"}
    hass.config_entries.async_update_subentry(
        entry, entry.subentries["printer1"], data=data
    )
    await set_up(hass, entry, settle)
    assert describe(hass, entity_registry, entry) == snapshot


@pytest.mark.usefixtures("everything")
async def test_known_entities_outlast_a_restart_without_the_printer(
    hass: HomeAssistant,
    hosts: dict[str, FakeHost],
    entry: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    settle: Settle,
) -> None:
    """What a printer was seen to have is unavailable while it is off, not orphaned."""
    await set_up(hass, entry, settle)
    before = describe(hass, entity_registry, entry)
    assert await hass.config_entries.async_unload(entry.entry_id)
    hosts[ALPHA].status = PrinterStatus(state=PrinterState.OFFLINE, message="Off")
    hosts[ALPHA].details = replace(hosts[ALPHA].details, totals=None)
    await set_up(hass, entry, settle)
    after = describe(hass, entity_registry, entry)
    assert after.keys() == before.keys()
    for name, entity in after.items():
        assert not entity["attributes"].get("restored"), name
    stay = {name for name, item in after.items() if item["state"] != "unavailable"}
    assert stay == {
        "binary_sensor.alpha_connectivity",
        # The host answers, so it can be told to look for its machine.
        "button.alpha_connect",
        "select.alpha_loaded_material",
        "sensor.alpha_last_seen",
        "sensor.alpha_status",
        "sensor.alpha_total_filament",
        "sensor.alpha_total_print_time",
        "sensor.alpha_total_prints",
        "switch.alpha_include_in_dispatch",
    }
    names = {name: item["attributes"]["friendly_name"] for name, item in after.items()}
    assert names == {n: i["attributes"]["friendly_name"] for n, i in before.items()}


def changes(events: list[Event[Any]]) -> list[str]:
    """Return which of the printer's entities wrote a state, and forget it."""
    names = [event.data["entity_id"].split(".")[1] for event in events]
    events.clear()
    return sorted(name for name in names if name.startswith("alpha_"))


@pytest.mark.usefixtures("everything")
async def test_only_changes_are_written(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """What is as it was is not even reported: many printers push."""
    written = async_capture_events(hass, EVENT_STATE_CHANGED)
    reported: list[Event[Any]] = []
    hass.bus.async_listen(
        EVENT_STATE_REPORTED,
        callback(lambda e: reported.append(e)),
        callback(lambda _: True),
    )
    # Less than any sensor shows: noise of the hotend, seconds of an hour.
    await see(
        hass,
        hub,
        "printer1",
        nozzles=(Heater(215.05, 215.0), Heater(31.1, 0.0)),
        elapsed_s=1236.0,
        remaining_s=3598.0,
        filament_mm=1233.0,
        progress=0.45671,
    )
    assert (changes(written), changes(reported)) == ([], [])
    await see(hass, hub, "printer1", layer=13, bed=Heater(60.5, 60.0))
    assert changes(written) == ["alpha_bed_temperature", "alpha_current_layer"]
    assert changes(reported) == []
    await see(hass, hub, "printer1", state=PrinterState.PAUSED)
    assert changes(written) == [
        "alpha_finish_time",
        "alpha_pause",
        "alpha_resume",
        "alpha_status",
    ]
    assert changes(reported) == []


@pytest.mark.usefixtures("everything")
async def test_no_blips_around_a_loss(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """A printer that comes back shows what it is, with nothing else between."""
    written = async_capture_events(hass, EVENT_STATE_CHANGED)
    await see(hass, hub, "printer1", state=PrinterState.OFFLINE, message="Gone")
    assert state_of(hass, "sensor.alpha_progress") == "unavailable"
    await see(hass, hub, "printer1", state=PRINTING.state, message=PRINTING.message)
    for event in written:
        old, new = event.data["old_state"], event.data["new_state"]
        assert old
        assert new
        if not new.entity_id.startswith(("button.", "event.")):
            assert "unknown" not in (old.state, new.state), new.entity_id
    assert state_of(hass, "sensor.alpha_progress") == "45.7"


async def test_before_the_first_answer(
    hass: HomeAssistant,
    hosts: dict[str, FakeHost],
    entry: MockConfigEntry,
    settle: Settle,
) -> None:
    """A printer that was not heard of yet is not offline: it is not known."""
    with patch("tests.conftest.FakeDriver.follow", side_effect=_never):
        await set_up(hass, entry, settle)
        assert state_of(hass, "sensor.alpha_status") == "unavailable"
        assert state_of(hass, "binary_sensor.alpha_connectivity") == "unavailable"


async def _never(_report: object) -> None:
    """Wait for ever."""
    await asyncio.Event().wait()


async def test_bed_cleared(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """The end of a print is told until the bed is cleared, or the next one begins."""
    printer = hub.runtime_data.printers["printer1"]
    for state in (PrinterState.FINISHED, PrinterState.CANCELLED, PrinterState.ERROR):
        await see(hass, hub, "printer1", state=state, ready=True)
        assert state_of(hass, "sensor.alpha_status") == state.value
        printer.async_confirm_bed_cleared()
        assert state_of(hass, "sensor.alpha_status") == "idle"
        await see(hass, hub, "printer1", bed=IDLE.bed)
        assert state_of(hass, "sensor.alpha_status") == "idle"
        await see(hass, hub, "printer1", state=PrinterState.PRINTING, ready=False)
        assert state_of(hass, "sensor.alpha_status") == "printing"
    await see(hass, hub, "printer1", state=PrinterState.ERROR, ready=True)
    assert state_of(hass, "sensor.alpha_status") == "error"
    # A print that nobody saw run: another file has ended.
    printer.async_confirm_bed_cleared()
    await see(hass, hub, "printer1", state=PrinterState.ERROR, file="other.gcode")
    assert state_of(hass, "sensor.alpha_status") == "error"


async def test_cleared_bed_stays_cleared(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """Home Assistant restarts, and the print that was taken off is not back."""
    for cleared, state in ((True, "idle"), (False, "finished")):
        ended = {"state": PrinterState.FINISHED, "ready": True, "file": "a.gcode"}
        await see(hass, hub, "printer1", **ended)
        if cleared:
            hub.runtime_data.printers["printer1"].async_confirm_bed_cleared()
        else:
            await see(hass, hub, "printer1", state=PrinterState.PRINTING, ready=False)
            await see(hass, hub, "printer1", **ended)
        assert await hass.config_entries.async_reload(hub.entry_id)
        await settle()
        assert state_of(hass, "sensor.alpha_status") == state
