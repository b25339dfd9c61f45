"""A user prints from Home Assistant's own dashboard, in a real browser."""

import os
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
import pytest

from scripts.demo_texts import list_sensors, make_dashboard
from tests.harness.browser import browse

from .house import E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

DASHBOARD = "printmux-e2e"


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """Return where screenshots are kept: CI collects them, else they are passing."""
    folder = Path(os.environ.get("PRINTMUX_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def tile(page: Page, name: str) -> Locator:
    """Return the tile card of that name."""
    exact = page.get_by_text(name, exact=True)
    return page.locator("hui-tile-card").filter(has=exact)


def test_upload_and_print_on_the_dashboard(house: E2EHouse, pictures: Path) -> None:
    """Choose "All printers", press "Upload and print": both print, all seen there."""
    for name in house.names:
        for entity_id in list_sensors(name):
            house.ha.wait_for_state(entity_id, lambda state: state is not None)
    config = make_dashboard(house.ha.states(), house.names)
    house.ha.dashboard(config, DASHBOARD, "PrintMux")
    job = house.upload(house.gcode(12), start=True)

    def work(page: Page) -> None:
        expect(tile(page, "Job")).to_contain_text(job["name"])
        tile(page, "Target").locator("ha-control-select-menu").click()
        page.get_by_role("menuitem", name="All printers").click()
        expect(tile(page, "Target").locator("ha-tile-info")).to_contain_text(
            "All printers"
        )
        page.screenshot(path=pictures / "chosen.png")
        tile(page, "Upload and print").click()
        expect(page.get_by_text("Printing", exact=True)).to_have_count(2, timeout=20000)
        page.screenshot(path=pictures / "printing.png")
        finished = page.get_by_text("Finished", exact=True)
        expect(finished).to_have_count(2, timeout=60000)
        page.screenshot(path=pictures / "finished.png")

    faults = browse(
        house.ha.url,
        f"/{DASHBOARD}/home",
        work,
        token=house.ha.token,
        size=(1400, 1000),
        wait="hui-tile-card",
    )
    house.wait_state(job["id"], "completed")
    assert not [fault for fault in faults if "printmux" in fault.lower()]
