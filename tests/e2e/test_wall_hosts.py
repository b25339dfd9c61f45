"""What the panel's wall tells of beds that nobody has cleared, and of hosts that die."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug
from tests.harness.browser import browse

from .house import E2EHouse, Job, open_house
from .pages import PATIENCE_MS, check, confirm, panel, see, tile

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

WALL = "/printmux/printers"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house where prints stay on the bed, as they do by default."""
    enable_socket()
    with open_house(tmp_path_factory.mktemp("wall")) as house:
        for number in range(len(house.names)):
            ask_for_bed(house, number)
        for name in house.names:
            house.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
        yield house


def ask_for_bed(house: E2EHouse, number: int) -> None:
    """Have a printer wait for somebody to clear its bed."""
    printers = {
        subentry["title"]: subentry["subentry_id"]
        for subentry in house.ha.subentries(house.entry_id)
    }
    name = house.names[number]
    form = {"url": house.bed.printers[number]["url"], "name": name}
    house.ha.subflow(
        house.entry_id,
        "printer",
        {**form, "bed": {"bed_clear": "ask"}},
        subentry_id=printers[name],
    )


def print_everywhere(house: E2EHouse, seconds: float) -> Job:
    """Send a new print to all printers."""
    job = house.upload(house.gcode(seconds))
    order = {"job_id": job["id"], "printers": house.names, "start": True}
    house.ha.action("printmux.dispatch", order)
    return job


def press(one: Locator, button: str) -> None:
    """Press a button of a tile."""
    one.get_by_role("button", name=button, exact=True).click()


def test_bed(house: E2EHouse, pictures: Path) -> None:
    """A print that was stopped is on the bed: the next one waits for the button."""

    def work(page: Page) -> None:
        tiles = [tile(page, name) for name in house.names]
        for one in tiles:
            see(one, "Ready for a print")
        first = print_everywhere(house, 120)
        for one, name in zip(tiles, house.names, strict=True):
            see(one, "Printing")
            expect(one.get_by_role("progressbar", name=name)).to_be_visible()
            expect(one.get_by_role("link", name=first["name"])).to_be_visible()
            press(one, "Cancel")
            confirm(page, first["name"], "Cancel")
            expect(one).to_contain_text("Printing")
            press(one, "Cancel")
            confirm(page, name, "Stop the print")
        house.wait_targets(first["id"], "cancelled")
        second = print_everywhere(house, 1)
        for one in tiles:
            see(one, "Clear the bed")
            see(one, "1 in queue")
        waiting = house.job(second["id"])["targets"]
        assert [target["waiting_for"] for target in waiting] == ["bed", "bed"]
        check(panel(page), pictures / "wall-bed.png")
        for one in tiles:
            press(one, "Bed cleared")
        house.wait_state(second["id"], "completed")
        for one in tiles:
            see(one, "Clear the bed")
            press(one, "Bed cleared")
            expect(one).not_to_contain_text("Clear the bed", timeout=PATIENCE_MS)

    assert browse(house.ha.url, WALL, work, token=house.ha.token) == []


def test_host_is_killed(house: E2EHouse, pictures: Path) -> None:
    """A host that is gone is offline in words, without orders; then it is back."""
    name, port = house.names[0], house.bed.printers[0]["port"]
    gone = Event()

    def work(page: Page) -> None:
        one = tile(page, name)
        expect(one).not_to_contain_text("Offline", timeout=PATIENCE_MS)
        expect(one.get_by_text("Nozzle:").first).to_be_attached()
        house.bed.kill_printer(0)
        see(one, "Offline")
        see(one, f"127.0.0.1:{port}")
        expect(one).to_contain_text("Last seen")
        # Of what is off nobody knows how warm it is.
        expect(one.get_by_text("Nozzle:")).to_have_count(0)
        expect(tile(page, house.names[1])).not_to_contain_text("Offline")
        check(panel(page), pictures / "wall-offline.png")
        gone.set()
        expect(one).not_to_contain_text("Offline", timeout=PATIENCE_MS)
        expect(one).not_to_contain_text("Last seen")
        expect(one.get_by_text("Nozzle:").first).to_be_attached()

    with ThreadPoolExecutor(1) as executor:
        looking = executor.submit(
            browse, house.ha.url, WALL, work, token=house.ha.token
        )
        seen = gone.wait(PATIENCE_MS / 1000)
        # A process ends with the thread that has started it: that must be this one.
        house.bed.start_printer(0)
        assert looking.result() == []
    assert seen
