"""The panel's pages "Printers" and "Set-up" in a real browser, with real printers."""

from collections.abc import Iterator
from pathlib import Path
import time

from playwright.sync_api import Locator, Page, expect
import pytest

from scripts.demo_texts import slug
from tests.harness.browser import browse
from tests.harness.camera import CameraServer, serve_camera

from .house import E2EHouse
from .pages import PATIENCE_MS, check, see, tile

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

WALL, SETUP = "/printmux/printers", "/printmux/setup"


@pytest.fixture
def camera(house: E2EHouse) -> Iterator[CameraServer]:
    """Give the first printer a camera that knows who watches."""
    with serve_camera() as server:
        addresses = {
            "stream_url": f"{server.url}stream",
            "snapshot_url": f"{server.url}snapshot",
            "service": "mjpegstreamer",
        }
        house.bed.call(0, "/server/webcams/item", {**addresses, "name": "front"})
        entry = {"entry_id": house.entry_id}
        house.ha.action("homeassistant.reload_config_entry", entry)
        house.ha.wait_for_state(f"camera.{slug(house.names[0])}_front", "idle")
        yield server


def button(part: Locator, name: str) -> Locator:
    """Return a button by its whole name."""
    return part.get_by_role("button", name=name, exact=True)


def test_controls(house: E2EHouse, pictures: Path) -> None:
    """A print is paused, goes on, and is stopped, on each kind of printer."""
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")

    def work(page: Page) -> None:
        for name in house.names:
            see(tile(page, name), "Ready for a print")
        job = house.upload(house.gcode(120))
        order = {"printers": house.names, "start": True}
        house.ha.action("printmux.dispatch", order)
        for name in house.names:
            printer = tile(page, name)
            see(printer, "Printing")
            see(printer, job["name"])
            button(printer, "Pause").click(timeout=PATIENCE_MS)
            see(printer, "Paused")
        check(page.locator("printmux-printers-view"), pictures / "wall-paused.png")
        for name in house.names:
            printer = tile(page, name)
            button(printer, "Resume").click()
            see(printer, "Printing")
            button(printer, "Cancel").click()
            see(printer.get_by_role("alertdialog"), f"on {name} stops")
            button(printer, "Stop the print").click()
            expect(button(printer, "Cancel")).to_have_count(0, timeout=PATIENCE_MS)
        house.wait_targets(job["id"], "cancelled")

    assert browse(house.ha.url, WALL, work, token=house.ha.token) == []


def test_links(house: E2EHouse) -> None:
    """The menu switches what "all printers" means, and leads to Home Assistant's pages."""
    name = house.names[0]

    def work(page: Page) -> None:
        more = tile(page, name).get_by_role("button", name=f"More for {name}")
        include = tile(page, name).get_by_role("switch")
        more.click(timeout=PATIENCE_MS)
        for checked in ("false", "true"):
            include.click()
            expect(include).to_have_attribute(
                "aria-checked", checked, timeout=PATIENCE_MS
            )
        button(tile(page, name), "Status and history").click()
        expect(page.locator("ha-more-info-dialog")).to_contain_text(
            "Status", timeout=PATIENCE_MS
        )
        page.keyboard.press("Escape")
        more.click()
        tile(page, name).get_by_role("link", name="Device page").click()
        page.wait_for_url("**/config/devices/device/*", timeout=PATIENCE_MS)

    assert browse(house.ha.url, WALL, work, token=house.ha.token) == []


def test_camera(house: E2EHouse, camera: CameraServer, pictures: Path) -> None:
    """The stream runs only while somebody sees it."""

    def expect_watchers(page: Page, count: int) -> None:
        # The browser's requests go on only while Playwright is at work.
        until = time.monotonic() + PATIENCE_MS / 1000
        while camera.watchers != count:
            assert time.monotonic() < until, f"{camera.watchers} watching, not {count}"
            page.wait_for_timeout(100)

    def work(page: Page) -> None:
        printer = tile(page, house.names[0])
        button(printer, "Show the camera").click(timeout=PATIENCE_MS)
        image = printer.get_by_role("img", name="Camera of")
        # The testbed's own camera is none.
        see(printer, "No picture from the camera")
        button(printer, "Next camera (Camera 1 of 2)").click()
        expect(image).to_be_visible(timeout=PATIENCE_MS)
        expect_watchers(page, 1)
        page.screenshot(path=pictures / "wall-camera.png")
        button(printer, "Close the camera").click()
        expect_watchers(page, 0)
        button(printer, "Show the camera").click()
        button(printer, "Next camera (Camera 1 of 2)").click()
        expect_watchers(page, 1)
        page.locator("printmux-panel nav").get_by_role("link", name="Inbox").click()
        expect_watchers(page, 0)

    errors = browse(house.ha.url, WALL, work, token=house.ha.token)
    # Home Assistant's answer for the camera that is none.
    assert [error for error in errors if "status of 500" not in error] == []


@pytest.mark.parametrize("path", [WALL, SETUP])
def test_phone(house: E2EHouse, path: str, pictures: Path) -> None:
    """Nothing sticks out of a small phone's screen, in the dark as well."""

    def work(page: Page) -> None:
        view = page.locator("printmux-panel main > *")
        see(view, house.names[0] if path == WALL else "Steps in")
        check(view, pictures / f"phone-{path[10:]}.png")

    errors = browse(
        *(house.ha.url, path, work),
        token=house.ha.token,
        size=(320, 640),
        dark=True,
    )
    assert errors == []
