"""A user controls a real printer on its device page, in a real browser."""

import base64
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
import pytest

from scripts.demo_texts import slug
from tests.full import png
from tests.harness.browser import browse

from .house import E2EHouse
from .test_browser import pictures

__all__ = ["pictures"]
pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SHOTS = {"wide": (1400, 1500), "phone": (412, 1800)}


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


def test_control_on_the_device_page(house: E2EHouse, pictures: Path) -> None:
    """Pause, resume, cancel and clear the bed: each shows what comes of it."""
    name, ha = house.names[0], house.ha
    status = f"sensor.{slug(name)}_status"
    image = f"image.{slug(name)}_current_print"
    ha.wait_for_state(status, "idle")
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
