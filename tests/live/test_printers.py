"""Test what is told of printers."""

import asyncio
from dataclasses import replace
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.printmux.live import board
from custom_components.printmux.printers.driver import Heater
from homeassistant.config_entries import ConfigSubentryDataWithId
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr, entity_registry as er
from tests.conftest import OFFLINE, FakeHost, Settle, printer_subentry
from tests.full import ALPHA, FILE, FULL, full_host
from tests.running import device_id
from tests.test_init import new_printer

from .conftest import Look

BETA = "http://printer2.local"


@pytest.fixture
def printers(hosts: dict[str, FakeHost]) -> list[ConfigSubentryDataWithId]:
    """Return one printer that can do everything, and one that can do little."""
    hosts["http://me:secret@printer1.local"] = hosts[ALPHA] = full_host()
    data = {
        **FULL["data"],
        "tags": ["fast"],
        "materials": ["PLA", "", "ABS"],
        "colors": ["", "#00FF00"],
        "plate": "Glass",
        "models": ["MK4"],
        "url": "http://me:secret@printer1.local",
    }
    return [{**FULL, "data": data}, printer_subentry(2, "Beta")]


async def test_snapshot(hass: HomeAssistant, hub: MockConfigEntry, look: Look) -> None:
    """All that is known of a printer is told; of one that tells little, what there is."""
    viewer = await look(view="printers")
    alpha, beta = (device_id(hass, hub, f"printer{number}") for number in (1, 2))
    assert viewer.records.keys() == {"hub", alpha, beta}
    seen = viewer.records[alpha].pop("last_seen")
    assert seen is not None
    assert viewer.records[alpha] == {
        "id": alpha,
        "kind": "printer",
        "name": "Alpha",
        "driver": "Fake",
        "url": ALPHA,
        "enabled": True,
        "included": True,
        "online": True,
        "connected": True,
        "state": "printing",
        "ready": False,
        "message": "Layer 12",
        "file": FILE,
        "progress": 0.457,
        "elapsed_s": 1234.5,
        "remaining_s": 3600.4,
        "layer": 12,
        "layer_count": 80,
        "nozzles": [[215.0, 215.0], [31.2, 0.0]],
        "bed": [60.0, 60.0],
        "chamber": [38.5, 40.0],
        "bed_waits": False,
        "tags": ["fast"],
        "loaded": [
            {"material": "PLA", "color": ""},
            {"material": "", "color": "#00FF00"},
            {"material": "ABS", "color": ""},
        ],
        "plate": "Glass",
        "nozzle_diameter": 0.4,
        "build_volume": [250, 250, 220],
        "models": ["MK4"],
        "queue_length": 0,
        "job": None,
        "entities": {
            "pause": "button.alpha_pause",
            "resume": "button.alpha_resume",
            "cancel": "button.alpha_cancel",
            "emergency_stop": "button.alpha_emergency_stop",
            "bed_cleared": "button.alpha_bed_cleared",
            "include_in_dispatch": "switch.alpha_include_in_dispatch",
            "loaded_material": "select.alpha_loaded_material",
            "status": "sensor.alpha_status",
            "cameras": ["camera.alpha_camera", "camera.alpha_nozzle_cam"],
        },
    }
    assert viewer.records[beta]["bed"] == [20.5, 0.0]
    assert viewer.records[beta]["entities"]["pause"] is None
    assert viewer.records[beta]["loaded"] == []


async def test_offline_and_back(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    look: Look,
) -> None:
    """A printer that is off says so, and when it was seen last."""
    viewer = await look(view="printers")
    beta = device_id(hass, hub, "printer2")
    before = hosts[BETA].status
    hosts[BETA].status = OFFLINE
    await viewer.until(lambda: not viewer.records[beta]["online"])
    found = viewer.records[beta]
    assert (found["state"], found["message"]) == ("offline", "Nobody answers")
    assert found["nozzles"] == []
    assert found["last_seen"] is not None
    hosts[BETA].status = before
    await viewer.until(lambda: viewer.records[beta]["state"] == "idle")


async def test_numbers_wait(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    look: Look,
) -> None:
    """Mere numbers are told with the next ones, or with a change that matters."""
    with patch.object(board, "NUMBERS_S", 1e9):
        viewer = await look(view="printers")
        alpha, beta = (device_id(hass, hub, f"printer{number}") for number in (1, 2))
        printer = hub.runtime_data.printers["printer1"]
        hosts[ALPHA].status = replace(hosts[ALPHA].status, progress=0.5, layer=13)
        while printer.live.layer != 13:
            await asyncio.sleep(0)
        hosts[BETA].status = replace(hosts[BETA].status, message="Hello")
        await viewer.until(lambda: viewer.records[beta]["message"] == "Hello")
        assert viewer.records[alpha]["layer"] == 12
        # A new target is an order, not a number.
        nozzles = (Heater(215.0, 230.0), Heater(31.25, 0.0))
        hosts[ALPHA].status = replace(hosts[ALPHA].status, nozzles=nozzles)
        await viewer.until(lambda: viewer.records[alpha]["layer"] == 13)
        assert viewer.told(alpha)[-1] >= {"nozzles", "progress", "layer"}


async def test_numbers_are_told(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    hosts: dict[str, FakeHost],
    look: Look,
) -> None:
    """Numbers are told ahead of the entities, which show them seldom."""
    viewer = await look(view="inbox")
    alpha = device_id(hass, hub, "printer1")
    shown = hub.runtime_data.printers["printer1"].data
    viewer.forget()
    hosts[ALPHA].status = replace(hosts[ALPHA].status, progress=0.5)
    await viewer.until(lambda: viewer.records[alpha]["progress"] == 0.5)
    assert viewer.told(alpha)[-1] <= {"progress", "last_seen"}
    assert hub.runtime_data.printers["printer1"].data is shown


async def test_settings(
    hass: HomeAssistant, hub: MockConfigEntry, settle: Settle, look: Look
) -> None:
    """A printer that is renamed, loaded anew, parked, added or removed is told of."""
    viewer = await look(view="printers")
    alpha, beta = (device_id(hass, hub, f"printer{number}") for number in (1, 2))
    stored = dict(hub.subentries["printer2"].data)

    def change(title: str, **data: object) -> None:
        hass.config_entries.async_update_subentry(
            hub,
            hub.subentries["printer2"],
            title=title,
            data={**stored, **data},
        )

    change("Beth")
    await viewer.until(lambda: viewer.records[beta]["name"] == "Beth")
    viewer.forget()
    change("Beth", materials=["PETG"], tags=["slow"])
    await viewer.until(lambda: viewer.records[beta]["tags"] == ["slow"])
    assert viewer.records[beta]["loaded"] == [{"material": "PETG", "color": ""}]
    assert viewer.told(beta) == [{"tags", "loaded"}]
    change("Beth", enabled=False)
    await viewer.until(lambda: not viewer.records[beta]["enabled"])
    await viewer.until(lambda: viewer.records[beta]["state"] == "offline")
    change("Beth")
    await viewer.until(lambda: viewer.records[beta]["state"] == "idle")
    assert viewer.records[beta]["enabled"]
    hass.config_entries.async_remove_subentry(hub, "printer2")
    await viewer.until(lambda: beta not in viewer.records)
    assert viewer.records.keys() == {"hub", alpha}
    hass.config_entries.async_add_subentry(hub, new_printer())
    await viewer.until(lambda: len(viewer.records) == 3)
    gamma = device_id(hass, hub, "printer3")
    await viewer.until(lambda: viewer.records[gamma]["state"] == "idle")
    await viewer.until(
        lambda: viewer.records[gamma]["entities"]["status"] == "sensor.gamma_status"
    )
    await settle()


async def test_bed_that_nobody_clears(
    hass: HomeAssistant, hub: MockConfigEntry, hosts: dict[str, FakeHost], look: Look
) -> None:
    """A printer that goes on by itself asks nobody to clear its bed."""
    viewer = await look(view="printers")
    alpha = device_id(hass, hub, "printer1")
    hosts[ALPHA].finish()
    await viewer.until(lambda: viewer.records[alpha]["bed_waits"])
    printer = hub.subentries["printer1"]
    hass.config_entries.async_update_subentry(
        hub, printer, data={**printer.data, "bed_clear": "auto"}
    )
    await viewer.until(lambda: not viewer.records[alpha]["bed_waits"])


async def test_include_switch(
    hass: HomeAssistant, hub: MockConfigEntry, look: Look
) -> None:
    """The switch is told of, both ways."""
    viewer = await look(view="inbox")
    beta = device_id(hass, hub, "printer2")
    await _switch(hass, "turn_off")
    await viewer.until(lambda: not viewer.records[beta]["included"])
    await _switch(hass, "turn_on")
    await viewer.until(lambda: viewer.records[beta]["included"])


async def _switch(hass: HomeAssistant, action: str) -> None:
    """Include Beta, or leave it out."""
    target = {"entity_id": "switch.beta_include_in_dispatch"}
    await hass.services.async_call("switch", action, target, blocking=True)


async def test_registries(
    hass: HomeAssistant,
    hub: MockConfigEntry,
    entity_registry: er.EntityRegistry,
    device_registry: dr.DeviceRegistry,
    look: Look,
) -> None:
    """Entities that are renamed, disabled or removed; devices under the user's names."""
    viewer = await look(view="printers")
    alpha, beta = (device_id(hass, hub, f"printer{number}") for number in (1, 2))

    def entities() -> dict[str, object]:
        found: dict[str, object] = viewer.records[alpha]["entities"]
        return found

    entity_registry.async_update_entity(
        "button.alpha_pause", new_entity_id="button.stop_a_while"
    )
    await viewer.until(lambda: entities()["pause"] == "button.stop_a_while")
    entity_registry.async_update_entity(
        "button.alpha_resume", disabled_by=er.RegistryEntryDisabler.USER
    )
    await viewer.until(lambda: entities()["resume"] is None)
    entity_registry.async_update_entity("button.alpha_resume", disabled_by=None)
    await viewer.until(lambda: entities()["resume"] == "button.alpha_resume")
    entity_registry.async_remove("camera.alpha_camera")
    await viewer.until(lambda: entities()["cameras"] == ["camera.alpha_nozzle_cam"])
    viewer.forget()
    # What changes at the same moment is told at the same moment.
    device_registry.async_update_device(alpha, name_by_user="Left")
    device_registry.async_update_device(beta, name_by_user="Right")
    await viewer.until(lambda: viewer.records[alpha]["name"] == "Left")
    assert viewer.deltas == [
        {
            "type": "delta",
            "changed": {alpha: {"name": "Left"}, beta: {"name": "Right"}},
            "removed": [],
        }
    ]
