"""Test what lies on the beds, and who says that it was taken off."""

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.jobs.models import TargetState, WaitingFor
from custom_components.printmux.printers.driver import PrinterState
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant

from .conftest import FakeHost, Settle, UploadFile, printer_subentry
from .running import dispatch, press, see, state_of, target_of

SENSOR = "binary_sensor.bed_is_empty"
FINISHED = {"state": PrinterState.FINISHED, "ready": True, "file": "a.gcode"}
# What Klipper says after a restart: it has forgotten the print.
FORGOTTEN = {"state": PrinterState.IDLE, "ready": True, "file": None}


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return a printer with a sensor at its bed, and one without."""
    return [
        printer_subentry(1, "Alpha", bed_sensor=SENSOR),
        printer_subentry(2, "Beta"),
    ]


async def test_next_print_waits_for_the_bed(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A print lies there until somebody says otherwise, whatever the host forgets."""
    await see(hass, hub, "printer1", **FINISHED)
    job_id = await dispatch(hub, upload, settle)
    target = target_of(hub, job_id)
    assert (target.state, target.waiting_for) == (TargetState.PENDING, WaitingFor.BED)
    assert str(target.error_message) == (
        'Take the last print off Alpha, then press "Bed cleared"'
    )
    await see(hass, hub, "printer1", **FORGOTTEN)
    await settle()
    assert target_of(hub, job_id).waiting_for is WaitingFor.BED
    assert await hass.config_entries.async_reload(hub.entry_id)
    await settle()
    assert target_of(hub, job_id).waiting_for is WaitingFor.BED
    await press(hass, "button.alpha_bed_cleared")
    await settle()
    assert target_of(hub, job_id).state is TargetState.PRINTING
    assert state_of(hass, "button.alpha_bed_cleared") == "unavailable"


async def test_sensor_clears_the_bed(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """A sensor that is on says it, after the print and not while it runs."""
    hass.states.async_set(SENSOR, "on")
    await see(
        hass, hub, "printer1", state=PrinterState.PRINTING, ready=False, file="a.gcode"
    )
    hass.states.async_set(SENSOR, "off")
    await see(hass, hub, "printer1", **FINISHED)
    job_id = await dispatch(hub, upload, settle)
    assert target_of(hub, job_id).waiting_for is WaitingFor.BED
    hass.states.async_set(SENSOR, "unavailable")
    await settle()
    assert target_of(hub, job_id).waiting_for is WaitingFor.BED
    hass.states.async_set(SENSOR, "on")
    await settle()
    assert target_of(hub, job_id).state is TargetState.PRINTING


async def test_sensor_that_was_on_before_the_end(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """A bed that empties itself is clear as soon as the print has ended."""
    hass.states.async_set(SENSOR, "on")
    await see(hass, hub, "printer1", **FINISHED)
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "idle"
    await see(hass, hub, "printer2", **FINISHED)
    assert state_of(hass, "sensor.beta_status") == "finished"


async def test_sensor_is_changed(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """Another sensor counts at once, the old one no more."""
    (alpha, _) = hub.get_subentries_of_type("printer")
    hass.config_entries.async_update_subentry(
        hub, alpha, data={**alpha.data, "bed_sensor": "input_boolean.clear"}
    )
    await settle()
    await see(hass, hub, "printer1", **FINISHED)
    hass.states.async_set(SENSOR, "on")
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "finished"
    hass.states.async_set("input_boolean.clear", "on")
    await settle()
    assert state_of(hass, "sensor.alpha_status") == "idle"
