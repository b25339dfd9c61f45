"""From a slicer's upload to the end of two prints, all in the card."""

from collections.abc import Iterator
from pathlib import Path
import re

from playwright.sync_api import Locator, Page, expect
import pytest

from tests.harness.browser import browse

from .house import E2EHouse, Job

pytestmark = pytest.mark.e2e

DASHBOARD = "printmux-card"
PATIENCE_MS = 60_000


@pytest.fixture(autouse=True)
def _dashboard(house: E2EHouse, socket_enabled: None) -> None:
    """Put the card on a dashboard; the printers have nothing to do."""
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{name.lower()}_status", "idle")
    cards = [{"type": "custom:printmux-card"}]
    section = {"type": "grid", "cards": cards}
    view = {"path": "home", "type": "sections", "sections": [section]}
    house.ha.dashboard({"views": [view]}, DASHBOARD, "Card")


@pytest.fixture
def job(house: E2EHouse, socket_enabled: None) -> Iterator[Job]:
    """Return what a slicer has sent, the newest that waits; it is gone in the end."""
    job = house.upload(house.gcode(12))
    house.wait_state(job["id"], "awaiting_selection")
    yield job
    house.ha.action("printmux.delete_job", {"job_id": job["id"]})


def card(page: Page) -> Locator:
    """Return the card."""
    return page.locator("printmux-card")


def choose(page: Page, names: list[str]) -> None:
    """Press the buttons of these printers, and of none else."""
    printers = card(page).locator("printmux-printer-toggle")
    expect(printers).not_to_have_count(0)
    for printer in printers.all():
        button = printer.locator("button[aria-pressed]")
        wanted = any(name in button.inner_text() for name in names)
        if (button.get_attribute("aria-pressed") == "true") is not wanted:
            button.click()
        pressed = "true" if wanted else "false"
        expect(button).to_have_attribute("aria-pressed", pressed)


def target(page: Page, name: str) -> Locator:
    """Return what the card tells of the copy on a printer."""
    return card(page).locator("printmux-target").filter(has_text=name)


def press(page: Page, name: str) -> None:
    """Press a button of the card."""
    card(page).get_by_role("button", name=name, exact=True).click()


def test_choose_two_and_print(house: E2EHouse, job: Job, pictures: Path) -> None:
    """Two printers, one button: both print, which a second tab sees as well."""

    def work(page: Page) -> None:
        expect(card(page).get_by_role("heading", name=job["name"])).to_be_visible()
        choose(page, house.names)
        page.screenshot(path=pictures / "card_chosen.png")
        press(page, "Upload and print on 2 printers")
        expect(card(page).get_by_text(re.compile("On its way to be"))).to_be_visible()
        other = page.context.new_page()
        other.goto(page.url)
        for name, each in (
            (name, each) for name in house.names for each in (page, other)
        ):
            bar = target(each, name).get_by_role("progressbar")
            expect(bar).to_have_attribute(
                "aria-valuetext", re.compile("^Printing"), timeout=PATIENCE_MS
            )
        page.screenshot(path=pictures / "card_printing.png")
        for name, each in (
            (name, each) for name in house.names for each in (page, other)
        ):
            expect(target(each, name)).to_contain_text("Completed", timeout=PATIENCE_MS)
        page.screenshot(path=pictures / "card_completed.png")

    errors = browse(
        house.ha.url,
        f"/{DASHBOARD}/home",
        work,
        token=house.ha.token,
        size=(1400, 1000),
        wait="printmux-card",
    )
    assert errors == []
    house.wait_state(job["id"], "completed", limit=10)
    house.check_files(house.job(job["id"]))


def test_undo(house: E2EHouse, job: Job) -> None:
    """What still waits can be taken back, and is offered again."""
    (name, *_) = house.names

    def work(page: Page) -> None:
        choose(page, [name])
        press(page, "More")
        card(page).get_by_label("Start no sooner than").fill("2099-01-01T10:00")
        press(page, f"Upload and print on {name}")
        expect(target(page, name)).to_contain_text("Waits until")
        press(page, "Undo")
        expect(target(page, name)).to_contain_text("Cancelled")
        again = f"Upload and print on {name}"
        expect(card(page).get_by_role("button", name=again)).to_be_enabled()

    errors = browse(
        house.ha.url,
        f"/{DASHBOARD}/home",
        work,
        token=house.ha.token,
        wait="printmux-card",
    )
    assert errors == []
