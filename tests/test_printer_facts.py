"""Test what the user says of a printer: the form's sections, and changes of it."""

from typing import Any
from unittest.mock import AsyncMock

import pytest
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    get_schema_suggested_value,
)

from custom_components.printmux.const import SUBENTRY_PRINTER
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from .conftest import FakeHost, Settle
from .flows import begin, newest, reconfigure, step

URL = "http://printer1.local"
MACHINE = {
    "models": [" MK4 ", "", "Original Prusa MK4S"],
    "nozzle_diameter": 0.6,
    "build_volume": "250 x 210,5 × 220 mm",
}
LOADED = {
    "materials": ["PLA, unknown", "Woodfill"],
    "colors": ["orange", "#3FA7D6"],
    "plate": " Cool Plate ",
    "filament_sensor": "sensor.spool",
    "filament_policy": "hold",
}
STORED = {
    "models": ["MK4", "Original Prusa MK4S"],
    "nozzle_diameter": 0.6,
    "build_volume": [250.0, 210.5, 220.0],
    "materials": ["PLA", "", "Woodfill"],
    "colors": ["orange", "#3FA7D6"],
    "plate": "Cool Plate",
    "filament_sensor": "sensor.spool",
    "filament_policy": "hold",
}


def facts_of(data: Any) -> dict[str, Any]:
    """Return what is stored of the sections."""
    return {key: data[key] for key in STORED if key in data}


async def test_new_printer(
    hass: HomeAssistant, hub: MockConfigEntry, identify: AsyncMock, settle: Settle
) -> None:
    """All that the sections ask for is stored in plain form."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "new.local"})
    assert result["step_id"] == "details"
    result = await step(hass, result, {"machine": MACHINE, "loaded": LOADED})
    await settle()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert facts_of(newest(hub).data) == STORED


@pytest.mark.parametrize(
    "user_input",
    [
        {},
        {"machine": {}, "loaded": {}},
        {"machine": {"build_volume": " ", "models": []}, "loaded": {"colors": [""]}},
    ],
    ids=["nothing", "empty", "blank"],
)
async def test_nothing_said(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    user_input: dict[str, Any],
) -> None:
    """Of what is not said nothing is stored."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "new.local"})
    result = await step(hass, result, user_input)
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert facts_of(newest(hub).data) == {}


@pytest.mark.parametrize(
    ("user_input", "error"),
    [
        *(
            ({"machine": {"build_volume": text}}, "invalid_build_volume")
            for text in ("250", "250 x 210", "250 x 210 x 0", "a x b x c")
        ),
        ({"loaded": {"colors": ["orange", "sunset"]}}, "invalid_color"),
    ],
)
async def test_errors(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    identify: AsyncMock,
    user_input: dict[str, Any],
    error: str,
) -> None:
    """What can't be read is asked for again, with the words as entered."""
    result = await begin(hass, hub, SUBENTRY_PRINTER)
    result = await step(hass, result, {"url": "new.local"})
    result = await step(hass, result, {"name": "Omega", **user_input})
    assert result["errors"] == {"base": error}
    schema = result["data_schema"]
    assert schema is not None
    assert get_schema_suggested_value(schema.schema, "name") == "Omega"
    result = await step(hass, result, {"machine": MACHINE})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    identify.reset_mock()
    result = await reconfigure(hass, hub, "printer1")
    result = await step(hass, result, {"url": "printer1.local", **user_input})
    assert result["errors"] == {"base": error}
    identify.assert_not_called()


async def test_reconfigure(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle
) -> None:
    """The form shows what is stored; a section that is not sent stays."""
    same = {"url": "printer1.local"}
    result = await reconfigure(hass, hub, "printer1")
    await step(hass, result, {**same, "machine": MACHINE, "loaded": LOADED})
    await settle()
    assert facts_of(hub.subentries["printer1"].data) == STORED
    result = await reconfigure(hass, hub, "printer1")
    schema = result["data_schema"]
    assert schema is not None
    machine, loaded = (
        schema.schema[name].schema.schema for name in ("machine", "loaded")
    )
    shown = get_schema_suggested_value(machine, "build_volume")
    assert shown == "250 x 210.5 x 220"
    assert get_schema_suggested_value(loaded, "materials") == [
        "PLA",
        "Unknown",
        "Woodfill",
    ]
    result = await step(hass, result, {**same, "loaded": {"materials": ["ABS"]}})
    await settle()
    kept = {key: STORED[key] for key in MACHINE}
    assert facts_of(hub.subentries["printer1"].data) == {**kept, "materials": ["ABS"]}


async def test_no_new_connection(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    settle: Settle,
) -> None:
    """The host has no part in names and facts: its connection stays."""
    printer = hub.runtime_data.printers["printer1"]
    driver, before = printer.driver, hosts[URL].looks
    result = await reconfigure(hass, hub, "printer1")
    user_input = {"url": "printer1.local", "name": "Omega", "loaded": LOADED}
    await step(hass, result, user_input)
    await settle()
    assert printer.config["plate"] == "Cool Plate"
    assert (printer.name, printer.driver) == ("Omega", driver)
    assert hosts[URL].looks == before
    data = {**hub.subentries["printer1"].data, "verify_ssl": False}
    hass.config_entries.async_update_subentry(
        hub, hub.subentries["printer1"], data=data
    )
    await settle()
    assert printer.driver is not driver
    assert hosts[URL].looks > before


async def test_waiting_jobs_are_woken(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    monkeypatch: pytest.MonkeyPatch,
    settle: Settle,
) -> None:
    """What is loaded may be what a job waits for."""
    woken: list[str] = []
    dispatcher = hub.runtime_data.jobs._dispatcher  # noqa: SLF001 - what is woken
    monkeypatch.setattr(dispatcher, "printer_changed", woken.append)
    printer = hub.subentries["printer1"]
    data = {**printer.data, "materials": ["PLA"]}
    hass.config_entries.async_update_subentry(hub, printer, data=data)
    await settle()
    assert "printer1" in woken
    assert "printer2" not in woken
