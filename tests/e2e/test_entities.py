"""A user controls a real printer on its device page, in a real browser."""

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket
from syrupy.assertion import SnapshotAssertion

from scripts.demo_texts import slug
from tests.full import png
from tests.harness.browser import browse
from tests.harness.process import wait_until
from tests.testbed.gen_gcode import Options, make

from .house import E2EHouse, enable_all, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

UNAVAILABLE = "unavailable"
SHOTS = {"wide": (1400, 1500), "phone": (412, 1800)}


# By kind of host: what it has only once it prints, or was asked for its details.
LAST = {
    "moonraker": {
        "camera.camera",
        "sensor.current_layer",
        "sensor.total_prints",
    },
    "octoprint": {"sensor.elapsed_time"},
    "prusalink": {"sensor.elapsed_time"},
}
# What nobody can press while it prints.
IDLE_BUTTONS = {"button.bed_cleared", "button.connect", "button.resume"}
FIXED = ("disabled_by", "entity_category", "original_name", "translation_key")
FIXED_DEVICE = ("entry_type", "hw_version", "manufacturer", "model", "model_id")


def button(page: Page, name: str) -> Locator:
    """Return what presses a button of that name."""
    row = page.locator("hui-button-entity-row").filter(
        has=page.get_by_text(name, exact=True)
    )
    return row.get_by_role("button", name="Press")


def find_device(house: E2EHouse, name: str) -> dict[str, Any]:
    """Return a printer's device."""
    devices: list[dict[str, Any]] = house.ha.ws({"type": "config/device_registry/list"})
    return next(device for device in devices if device["name"] == name)


def draw_part(house: E2EHouse, seconds: float) -> Path:
    """Make a print with a picture in it."""
    path = house.gcode(seconds)
    text = base64.b64encode(png(99, 64, 64)).decode()
    head = f"; thumbnail begin 64x64 {len(text)}\n; {text}\n; thumbnail end\n"
    path.write_text(head + path.read_text())
    return path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a running house with one printer of each kind, PrusaLink among them."""
    enable_socket()
    with open_house(tmp_path_factory.mktemp("house"), prusalink=1) as house:
        yield house


def list_entities(house: E2EHouse, name: str) -> dict[str, dict[str, Any]]:
    """Return the entities of a printer's device by their ids without its name."""
    device = find_device(house, name)["id"]
    entities = house.ha.ws({"type": "config/entity_registry/list"})
    return {
        entity["entity_id"].replace(f".{slug(name)}_", ".", 1): entity
        for entity in sorted(entities, key=lambda entity: entity["entity_id"])
        if entity["device_id"] == device
    }


def list_unavailable(house: E2EHouse, name: str) -> set[str]:
    """Return which of a printer's entities are unavailable, or have no state."""
    states = house.ha.states()
    return {
        key
        for key, entity in list_entities(house, name).items()
        if states.get(entity["entity_id"], {}).get("state", UNAVAILABLE) == UNAVAILABLE
    }


def describe(
    house: E2EHouse, name: str, entities: dict[str, dict[str, Any]]
) -> dict[str, Any]:
    """Return what never moves of a printer's device and its entities."""
    ids = [entity["entity_id"] for entity in entities.values()]
    command = {"type": "config/entity_registry/get_entries", "entity_ids": ids}
    registered = house.ha.ws(command)
    states, unavailable = house.ha.states(), list_unavailable(house, name)
    found: dict[str, Any] = {}
    for key, entity in entities.items():
        more = registered[entity["entity_id"]]
        attributes = states[entity["entity_id"]]["attributes"]
        fixed = {
            **{field: entity[field] for field in FIXED},
            "unique_id": entity["unique_id"].removeprefix(entity["config_subentry_id"]),
            "capabilities": more["capabilities"],
            "device_class": more["original_device_class"],
            "unit": attributes.get("unit_of_measurement"),
            "available": key not in unavailable,
        }
        found[key] = {field: fixed[field] for field in fixed if fixed[field]}
    device = find_device(house, name)
    return {
        "device": {field: device[field] for field in FIXED_DEVICE if device[field]},
        "entities": found,
    }


def test_each_kind_of_host(house: E2EHouse, snapshot: SnapshotAssertion) -> None:
    """While it prints, each has what it has, and nothing else."""
    kinds = dict(zip(house.names, house.bed.printers, strict=True))
    # Slow enough for OctoPrint, whose virtual printer moves at once.
    options = Options(seconds=400, dwell=1500, heat=True)
    job = house.upload(make(house.folder / "layers.gcode", options))
    house.ha.action("printmux.dispatch", {"printers": house.names, "start": True})
    entities: dict[str, dict[str, dict[str, Any]]] = {}
    for name, printer in kinds.items():
        last = LAST[printer["kind"]]

        def complete(name: str = name, last: set[str] = last) -> bool:
            entities[name] = list_entities(house, name)
            return last <= entities[name].keys()

        wait_until(f"the entities of {name}", complete)
    enable_all(house)
    for name, printer in kinds.items():
        house.ha.wait_for_state(f"sensor.{slug(name)}_status", "printing")

        def shown(name: str = name) -> bool:
            return list_unavailable(house, name) <= IDLE_BUTTONS

        wait_until(f"the states of {name}", shown)
        # OctoPrint has no pictures: it is the one in the file that was sent.
        house.ha.wait_for_state(
            f"image.{slug(name)}_current_print",
            lambda state: state not in ("unknown", UNAVAILABLE),
        )
        described = describe(house, name, entities[name])
        assert list_entities(house, name).keys() == entities[name].keys()
        assert described == snapshot(name=printer["kind"])
        device = find_device(house, name)
        assert device["configuration_url"] == printer["url"]
        assert device["sw_version"]
        assert device["via_device_id"] == find_device(house, "PrintMux")["id"]
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    house.wait_state(job["id"], "cancelled")


def test_control_on_the_device_page(house: E2EHouse, pictures: Path) -> None:
    """Pause, resume, cancel and clear the bed: each shows what comes of it."""
    name, ha = house.names[0], house.ha
    status = f"sensor.{slug(name)}_status"
    image = f"image.{slug(name)}_current_print"
    ha.wait_for_state(status, lambda state: state in ("idle", "cancelled"))
    job = house.upload(draw_part(house, 90))
    ha.action("printmux.dispatch", {"printers": [name], "start": True})
    ha.wait_for_state(status, "printing")
    ha.wait_for_state(image, lambda state: state not in ("unknown", "unavailable"))

    def work(page: Page) -> None:
        for press, becomes, shown in (
            ("Pause", "paused", "Paused"),
            ("Resume", "printing", "Printing"),
            ("Cancel", "cancelled", "Cancelled"),
            ("Bed cleared", "idle", "Idle"),
        ):
            expect(button(page, press)).to_be_enabled()
            button(page, press).click()
            ha.wait_for_state(status, becomes)
            sensor = page.locator("hui-sensor-entity-row")
            expect(sensor.filter(has_text="Status")).to_contain_text(shown)
            expect(button(page, press)).to_be_disabled()
            for kind, (width, height) in SHOTS.items():
                page.set_viewport_size({"width": width, "height": height})
                page.screenshot(path=pictures / f"device-{becomes}-{kind}.png")

    faults = browse(
        ha.url,
        f"/config/devices/device/{find_device(house, name)['id']}",
        work,
        token=ha.token,
        size=SHOTS["wide"],
        wait="ha-config-device-page hui-button-entity-row",
    )
    house.wait_state(job["id"], "cancelled")
    assert not [fault for fault in faults if "printmux" in fault.lower()]
