"""The card in a real browser: from a slicer's upload to finished prints, all seen there."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from playwright.sync_api import Locator, Page, expect
import pytest

from tests.harness.browser import browse

from .house import E2EHouse
from .pages import PATIENCE_MS, check

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

DASHBOARD = "printmux-card"
EDITED = "printmux-edited"
CARD = {"type": "custom:printmux-card"}
BOTH = "Upload and print on 2 printers"


@pytest.fixture(scope="module", autouse=True)
def dashboard(house: E2EHouse) -> None:
    """Put the card, without any configuration, on a new dashboard."""
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{name.lower()}_status", "idle")
    sections = [{"type": "grid", "cards": [CARD]}]
    view = {"path": "home", "type": "sections", "sections": sections}
    house.ha.dashboard({"views": [view]}, DASHBOARD, "Card")


def look(house: E2EHouse, page: Page, path: str = f"/{DASHBOARD}/home") -> Locator:
    """Open the dashboard in another tab of that browser; return its card."""
    page.goto(f"{house.ha.url}{path}")
    return card_of(page)


def card_of(page: Page) -> Locator:
    """Return the card, once it is there."""
    card = page.locator("printmux-card")
    expect(card.locator("ha-card")).to_be_visible(timeout=PATIENCE_MS)
    return card


def title(card: Locator) -> Locator:
    """Return the name of the job that is to be sent."""
    return card.locator("printmux-hero h2")


def toggle(card: Locator, printer: str) -> Locator:
    """Return the button by which a printer is chosen."""
    return card.locator("printmux-printer-toggle button.toggle").filter(
        has_text=printer
    )


def target(card: Locator, job: str, printer: str) -> Locator:
    """Return what the card tells of a job on a printer."""
    journey = card.locator("printmux-journeys section, printmux-journeys article")
    one = journey.filter(has_text=job).locator("printmux-target")
    return one.filter(has_text=printer)


def test_from_the_slicer_to_finished_prints(house: E2EHouse, pictures: Path) -> None:
    """A file comes, two printers are chosen: both print it, all seen in the page."""

    def work(page: Page) -> None:
        card = card_of(page)
        expect(card).to_contain_text("Nothing is waiting")
        check(card, pictures / "card-empty.png")
        job = house.upload(house.gcode(8))
        expect(title(card)).to_have_text(job["name"])
        for name in house.names:
            expect(toggle(card, name)).to_contain_text("Idle")
            toggle(card, name).click()
        check(card, pictures / "card-chosen.png")
        card.get_by_role("button", name=BOTH).click()
        for name in house.names:
            expect(target(card, job["name"], name)).to_contain_text(
                "Printing", timeout=PATIENCE_MS
            )
        check(card, pictures / "card-printing.png")
        for name in house.names:
            expect(target(card, job["name"], name)).to_contain_text(
                "Completed", timeout=PATIENCE_MS
            )
        check(card, pictures / "card-finished.png")
        house.wait_state(job["id"], "completed")
        done = house.job(job["id"])
        assert [each["state"] for each in done["targets"]] == ["completed"] * 2
        house.check_files(done)

    path = f"/{DASHBOARD}/home"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []


def test_undo_and_two_tabs(house: E2EHouse) -> None:
    """What is sent in one tab is seen in the other, and taken back there is gone."""

    def work(page: Page) -> None:
        card = card_of(page)
        other = look(house, page.context.new_page())
        first = house.upload(house.gcode(20))
        printer = house.names[0]
        send(card, first["name"], printer)
        card.get_by_role("button", name="Done").click()
        expect(target(other, first["name"], printer)).to_contain_text(
            "Printing", timeout=PATIENCE_MS
        )
        second = house.upload(house.gcode(4))
        send(card, second["name"], printer)
        waiting = target(other, second["name"], printer)
        expect(waiting).to_contain_text("Waits until the printer is free")
        card.get_by_role("button", name="Undo").click()
        expect(waiting).to_contain_text("Cancelled")
        house.wait_targets(second["id"], "cancelled")
        # A print that runs is stopped only by somebody who is sure.
        running = target(other, first["name"], printer)
        running.get_by_role("button", name="Stop").click()
        dialog = other.page.get_by_role("alertdialog")
        expect(dialog).to_contain_text(printer)
        dialog.get_by_role("button", name="Cancel").click()
        expect(running).to_contain_text("Printing")
        running.get_by_role("button", name="Stop").click()
        dialog.get_by_role("button", name="Stop the print").click()
        house.wait_targets(first["id"], "cancelled")

    path = f"/{DASHBOARD}/home"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []


def send(card: Locator, job: str, printer: str) -> None:
    """Send a job to one printer, to be printed."""
    expect(title(card)).to_have_text(job)
    for chosen in card.locator("button.toggle[aria-pressed=true]").all():
        chosen.click()
    toggle(card, printer).click()
    card.get_by_role("button", name=f"Upload and print on {printer}").click()


def test_undo_of_a_print_at_a_time(house: E2EHouse) -> None:
    """What waits for its time can be taken back, and is offered again."""
    job = house.upload(house.gcode())
    printer = house.names[0]

    def work(page: Page) -> None:
        card = card_of(page)
        card.get_by_role("button", name="More", exact=True).click()
        card.get_by_label("Start no sooner than").fill("2099-01-01T10:00")
        send(card, job["name"], printer)
        expect(target(card, job["name"], printer)).to_contain_text("Waits until")
        card.get_by_role("button", name="Undo").click()
        expect(target(card, job["name"], printer)).to_contain_text("Cancelled")
        again = f"Upload and print on {printer}"
        expect(card.get_by_role("button", name=again)).to_be_enabled()

    path = f"/{DASHBOARD}/home"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []


def test_restart_and_reload(house: E2EHouse) -> None:
    """The card outlives a restart of Home Assistant, and a reload of the page."""
    job = house.upload(house.gcode())
    shown, lost, back = Event(), Event(), Event()

    def work(page: Page) -> None:
        card = card_of(page)
        expect(title(card)).to_have_text(job["name"])
        shown.set()
        words = "The connection to Home Assistant is lost"
        expect(card).to_contain_text(words, timeout=PATIENCE_MS)
        expect(title(card)).to_have_text(job["name"])
        lost.set()
        assert back.wait(PATIENCE_MS / 1000)
        expect(card_of(page)).not_to_contain_text(words, timeout=PATIENCE_MS)
        newer = house.upload(house.gcode())
        expect(title(card)).to_have_text(newer["name"])
        page.reload()
        expect(title(card_of(page))).to_have_text(newer["name"])

    path = f"/{DASHBOARD}/home"
    with ThreadPoolExecutor(1) as executor:
        looking = executor.submit(
            browse, house.ha.url, path, work, token=house.ha.token
        )
        # A process ends with the thread that has started it: that must be this one.
        assert shown.wait(PATIENCE_MS / 1000)
        house.ha.stop()
        seen = lost.wait(PATIENCE_MS / 1000)
        house.ha.start()
        back.set()
        faults = looking.result()
    assert seen
    assert not [fault for fault in faults if "printmux" in fault.lower()]


def test_home_assistants_own_editor(house: E2EHouse, pictures: Path) -> None:
    """The card is found, previewed, added, edited and saved there."""
    view = {"path": "home", "title": "Home", "type": "sections"}
    section = {"type": "grid", "cards": []}
    house.ha.dashboard({"views": [{**view, "sections": [section]}]}, EDITED, "Edited")

    def work(page: Page) -> None:
        page.get_by_role("button", name="Edit dashboard").first.click()
        page.locator("hui-grid-section .add").first.click()
        dialog = page.locator("hui-dialog-create-card")
        dialog.get_by_role("tab", name="By card").click()
        dialog.get_by_placeholder("Search cards").fill("printmux")
        offered = page.locator("hui-card-picker .card").filter(has_text="PrintMux")
        expect(offered.locator("printmux-card")).to_be_visible()
        page.screenshot(path=pictures / "editor-picker.png")
        offered.first.click()
        editor = page.locator("hui-dialog-edit-card")
        expect(editor).to_contain_text("Layout")
        editor.get_by_role("textbox", name="Title").fill("Workshop")
        editor.get_by_text("Compact", exact=True).click()
        expect(editor.locator("printmux-card h1")).to_have_text("Workshop")
        page.screenshot(path=pictures / "editor.png")
        editor.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Done").click()
        expect(card_of(page).locator("h1")).to_have_text("Workshop")

    browse(house.ha.url, f"/{EDITED}/home", work, token=house.ha.token, wait="hui-view")
    (saved,) = house.ha.ws({"type": "lovelace/config", "url_path": EDITED})["views"][0][
        "sections"
    ][0]["cards"]
    assert saved == {**CARD, "title": "Workshop", "layout": "compact"}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    "size", [(320, 800), (1440, 1000)], ids=lambda size: str(size[0])
)
def test_looks(
    house: E2EHouse, pictures: Path, size: tuple[int, int], dark: bool
) -> None:
    """Nothing sticks out on phones and wide screens, by day and by night."""
    house.upload(house.gcode())

    def work(page: Page) -> None:
        card = card_of(page)
        expect(title(card)).to_be_visible()
        name = f"card-{size[0]}-{'dark' if dark else 'light'}.png"
        check(card, pictures / name)

    path = f"/{DASHBOARD}/home"
    errors = browse(
        house.ha.url, path, work, token=house.ha.token, size=size, dark=dark
    )
    assert errors == []
