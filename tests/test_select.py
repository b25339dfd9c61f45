"""Test the Job and Target selects."""

from types import MappingProxyType

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    mock_restore_cache,
)

from custom_components.printmux.jobs.models import TargetState
from custom_components.printmux.printers.driver import PrinterState
from homeassistant.config_entries import ConfigSubentry
from homeassistant.core import HomeAssistant, State
from homeassistant.exceptions import ServiceValidationError

from .conftest import OFFLINE, FakeHost, Settle, UploadFile, printer_subentry
from .running import attributes_of, choose, see, state_of

JOB = "select.printmux_job"
TARGET = "select.printmux_target"


async def test_job_follows_the_newest_until_chosen(
    hass: HomeAssistant, hub: MockConfigEntry, upload: UploadFile, settle: Settle
) -> None:
    """The newest waiting job is shown, a chosen one stays, then it follows again."""
    assert state_of(hass, JOB) == "unknown"
    assert attributes_of(hass, JOB)["options"] == []
    old = await upload("old.gcode")
    assert state_of(hass, JOB) == old.label == f"old.gcode ({old.short_id})"
    new = await upload("new.gcode", b"G29\n")
    assert state_of(hass, JOB) == new.label
    assert attributes_of(hass, JOB)["options"] == [new.label, old.label]
    await choose(hass, JOB, old.label)
    newest = await upload("newest.gcode", b"G30\n")
    assert state_of(hass, JOB) == old.label
    await hub.runtime_data.jobs.orders.async_cancel(old.id)
    await settle()
    assert state_of(hass, JOB) == newest.label
    assert attributes_of(hass, JOB)["options"] == [newest.label, new.label]


async def test_target_options(hass: HomeAssistant, hub: MockConfigEntry) -> None:
    """A target is chosen among printers, tags and two general words."""
    assert state_of(hass, TARGET) == "unknown"
    assert attributes_of(hass, TARGET)["options"] == [
        "All printers",
        "Any compatible",
        "Alpha",
        "Beta",
        "Tag: petg",
        "Tag: workshop",
    ]
    await choose(hass, TARGET, "Tag: petg")
    assert state_of(hass, TARGET) == "Tag: petg"
    with pytest.raises(ServiceValidationError):
        await choose(hass, TARGET, "Gamma")


async def test_target_follows_the_printers(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """A printer that is added can be chosen; one that goes is chosen no more."""
    await choose(hass, TARGET, "Alpha")
    hass.config_entries.async_remove_subentry(hub, "printer1")
    await settle()
    assert state_of(hass, TARGET) == "unknown"
    assert "Alpha" not in attributes_of(hass, TARGET)["options"]
    assert "Tag: petg" in attributes_of(hass, TARGET)["options"]
    assert hass.states.get("sensor.alpha_status") is None


@pytest.mark.parametrize(
    ("stored", "expected"),
    [("Beta", "Beta"), ("Tag: petg", "Tag: petg"), ("Gone", "unknown")],
)
async def test_target_is_restored(
    hass: HomeAssistant,
    entry: MockConfigEntry,
    settle: Settle,
    stored: str,
    expected: str,
) -> None:
    """A restart keeps the target, if it is still there."""
    mock_restore_cache(hass, [State(TARGET, stored)])
    assert await hass.config_entries.async_setup(entry.entry_id)
    await settle()
    assert state_of(hass, TARGET) == expected


async def test_chosen_printer_keeps_being_chosen_when_another_comes(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """More printers are more options."""
    await choose(hass, TARGET, "Beta")
    new = printer_subentry(3, "Gamma")
    hass.config_entries.async_add_subentry(
        hub,
        ConfigSubentry(
            subentry_id=new["subentry_id"],
            subentry_type=new["subentry_type"],
            title=new["title"],
            unique_id=new["unique_id"],
            data=MappingProxyType(new["data"]),
        ),
    )
    await settle()
    assert state_of(hass, TARGET) == "Beta"
    assert "Gamma" in attributes_of(hass, TARGET)["options"]
    assert state_of(hass, "sensor.gamma_status") == "idle"
    assert state_of(hass, "switch.gamma_include_in_dispatch") == "on"


ALPHA = "http://printer1.local"
MATERIAL = "select.alpha_loaded_material"


async def test_loaded_material(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """The first tool's material is shown and set, also while the printer is off."""
    assert state_of(hass, MATERIAL) == "Unknown"
    assert attributes_of(hass, MATERIAL)["options"][:2] == ["PLA", "PETG"]
    hosts[ALPHA].status = OFFLINE
    await settle()
    looks = hosts[ALPHA].looks
    await choose(hass, MATERIAL, "PETG")
    await settle()
    assert state_of(hass, MATERIAL) == "PETG"
    assert hub.subentries["printer1"].data["materials"] == ["PETG"]
    assert hosts[ALPHA].looks == looks
    assert state_of(hass, "select.beta_loaded_material") == "Unknown"
    with pytest.raises(ServiceValidationError):
        await choose(hass, MATERIAL, "Marble")
    await choose(hass, MATERIAL, "Unknown")
    await settle()
    assert "materials" not in hub.subentries["printer1"].data


async def test_waiting_job_goes_to_what_it_is_sliced_for(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    upload: UploadFile,
    settle: Settle,
) -> None:
    """Another spool on a free printer is all that a job for any printer needs."""
    await choose(hass, MATERIAL, "PLA")
    await see(hass, hub, "printer2", state=PrinterState.PRINTING, ready=False)
    await settle()
    job = await upload(
        "part.gcode",
        b"; generated by PrusaSlicer 2.9.2\nM105\n; prusaslicer_config = begin\n"
        b"; filament_type = PETG\n; prusaslicer_config = end\n",
    )
    jobs = hub.runtime_data.jobs
    await jobs.async_dispatch_any(job.id, start=True)
    await settle()
    (target,) = jobs.jobs[job.id].targets
    assert (target.printer_name, target.state) == ("Beta", TargetState.PENDING)
    assert not hosts[ALPHA].files
    await choose(hass, MATERIAL, "PETG")
    await settle()
    (target,) = jobs.jobs[job.id].targets
    assert (target.printer_name, target.state) == ("Alpha", TargetState.PRINTING)
    assert target.remote_name in hosts[ALPHA].prints


async def test_loaded_material_of_several_tools(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """The other tools stay as they are; an unusual material is an option too."""
    printer = hub.subentries["printer1"]
    data = {**printer.data, "materials": ["Woodfill", "ABS"]}
    hass.config_entries.async_update_subentry(hub, printer, data=data)
    await settle()
    assert state_of(hass, MATERIAL) == "Woodfill"
    assert attributes_of(hass, MATERIAL)["options"][-2:] == ["Woodfill", "Unknown"]
    await choose(hass, MATERIAL, "Unknown")
    await settle()
    assert hub.subentries["printer1"].data["materials"] == ["", "ABS"]
    assert state_of(hass, MATERIAL) == "Unknown"


async def test_loaded_material_of_a_printer_switched_off(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """What is not used has nothing to set."""
    printer = hub.subentries["printer1"]
    data = {**printer.data, "enabled": False}
    hass.config_entries.async_update_subentry(hub, printer, data=data)
    await settle()
    assert state_of(hass, MATERIAL) == "unavailable"
