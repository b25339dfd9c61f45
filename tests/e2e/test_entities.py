"""A user controls a real printer on its device page, in a real browser."""

import base64
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug
from tests.full import png
from tests.harness.browser import browse
from tests.harness.process import wait_until

from .house import E2EHouse, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SHOTS = {"wide": (1400, 1500), "phone": (412, 1800)}


# By kind of host: what it must have beside what all have, and what it can't.
COMMON = {
    "binary_sensor.connectivity",
    "button.bed_cleared",
    "button.cancel",
    "sensor.current_file",
    "sensor.finish_time",
    "sensor.progress",
    "sensor.remaining_time",
    "sensor.status",
    "switch.include_in_dispatch",
}
HEAT = {"sensor.bed_temperature", "sensor.nozzle_temperature"}
EXPECTED = {
    "moonraker": (
        HEAT
        | {f"button.{name}" for name in ("pause", "resume", "emergency_stop")}
        | {"button.firmware_restart", "camera.camera", "image.current_print"}
        | {"number.bed_target_temperature", "number.nozzle_target_temperature"}
        | {"sensor.chamber_temperature", "sensor.filament_used"}
        | {"sensor.total_prints", "sensor.total_print_time", "sensor.total_filament"},
        {"button.connect", "number.chamber_target_temperature"},
    ),
    "octoprint": (
        HEAT
        | {
            f"button.{name}"
            for name in ("pause", "resume", "emergency_stop", "connect")
        }
        | {"number.bed_target_temperature", "number.nozzle_target_temperature"},
        {"button.firmware_restart", "sensor.chamber_temperature"},
    ),
    "prusalink": (
        {"button.pause", "button.resume", "image.current_print"},
        {"button.connect", "button.firmware_restart", "button.emergency_stop"},
    ),
}


def button(page: Page, name: str) -> Locator:
    """Return what presses a button of that name."""
    row = page.locator("hui-button-entity-row").filter(
        has=page.get_by_text(name, exact=True)
    )
    return row.get_by_role("button", name="Press")


def find_device(house: E2EHouse, name: str) -> str:
    """Return the id of a printer's device."""
    devices = house.ha.ws({"type": "config/device_registry/list"})
    ids: list[str] = [device["id"] for device in devices if device["name"] == name]
    return ids[0]


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


def list_entities(house: E2EHouse, name: str) -> set[str]:
    """Return the entities of a printer's device, without its name."""
    device = find_device(house, name)
    entities = house.ha.ws({"type": "config/entity_registry/list"})
    return {
        entity["entity_id"].replace(f".{slug(name)}_", ".", 1)
        for entity in entities
        if entity["device_id"] == device
    }


def test_each_kind_of_host(house: E2EHouse) -> None:
    """While it prints, each has what design and host promise, and nothing it has not."""
    kinds = dict(zip(house.names, house.bed.printers, strict=True))
    job = house.upload(draw_part(house, 40))
    house.ha.action("printmux.dispatch", {"printers": house.names, "start": True})
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{slug(name)}_status", "printing")
    for name, printer in kinds.items():
        must, never = EXPECTED[printer["kind"]]

        def complete(wanted: set[str] = COMMON | must, name: str = name) -> bool:
            return wanted <= list_entities(house, name)

        wait_until(f"the entities of {name}", complete)
        assert not never & list_entities(house, name), name
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
        f"/config/devices/device/{find_device(house, name)}",
        work,
        token=ha.token,
        size=SHOTS["wide"],
        wait="ha-config-device-page hui-button-entity-row",
    )
    house.wait_state(job["id"], "cancelled")
    assert not [fault for fault in faults if "printmux" in fault.lower()]
