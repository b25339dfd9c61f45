"""The panel's inbox in a real browser: jobs are found, deleted, and dropped there."""

from collections.abc import Iterator, Mapping
from pathlib import Path
import sqlite3
import time

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from tests.gcode.make import archive, picture, slice_info
from tests.harness.browser import browse
from tests.harness.process import wait_until
from tests.harness.slicer import upload

from .house import E2EHouse, Job, open_house, sha256
from .pages import PATIENCE_MS, check, confirm, drag, drop, drop_paths, panel, see

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

INBOX = "/printmux/inbox"
WEEK_MS = 7 * 24 * 3600 * 1000
END = "UPDATE jobs SET state = ?, ended_at = ? WHERE id = ?"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house without printers: what is sent waits."""
    enable_socket()
    folder = tmp_path_factory.mktemp("inbox")
    with open_house(folder, moonraker=0, octoprint=0) as house:
        yield house


def send(house: E2EHouse, name: str) -> Job:
    """Upload a new print under a name, folders before it; return its job."""
    status, _ = upload(
        house.ha.url, house.key, house.gcode(), protocol="octoprint", name=name
    )
    assert status == 201
    return house.jobs()[0]


def row(page: Page, job: Job) -> Locator:
    """Return a job in the list."""
    jobs = panel(page).get_by_role("region", name="Jobs")
    return jobs.get_by_role("link").filter(has_text=job["name"])


def seek(page: Page, text: str) -> None:
    """Search for a text."""
    panel(page).get_by_role("searchbox", name="Search jobs").fill(text)


def expect_open(page: Page, job: Job) -> None:
    """Wait until the details of a job are shown, at its URL."""
    heading = panel(page).get_by_role("heading", name=job["name"], exact=True)
    expect(heading).to_be_visible(timeout=PATIENCE_MS)
    page.wait_for_url(f"**{INBOX}/{job['id']}", timeout=PATIENCE_MS)


def test_search(house: E2EHouse, pictures: Path) -> None:
    """A job is found by a part of its name, or of its folder's."""
    bracket = send(house, "Bracket left.gcode")
    hook = send(house, "kitchen/Hook.gcode")
    assert hook["folder"] == "kitchen"

    def work(page: Page) -> None:
        for text, found, other in (
            ("BRACKET", bracket, hook),
            ("kitch", hook, bracket),
        ):
            seek(page, text)
            expect(row(page, other)).to_have_count(0, timeout=PATIENCE_MS)
            expect(row(page, found)).to_be_visible()
        check(panel(page), pictures / "inbox-search.png")
        seek(page, "spoon")
        nothing = panel(page).get_by_text("No job fits this search.")
        expect(nothing).to_be_visible(timeout=PATIENCE_MS)
        expect(row(page, hook)).to_have_count(0)
        panel(page).get_by_role("button", name="Clear the search").click()
        for job in (bracket, hook):
            expect(row(page, job)).to_be_visible()

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []


def age(house: E2EHouse, jobs: Mapping[str, str]) -> None:
    """Have jobs, by their ids, ended a week ago in some state."""
    house.ha.stop()
    ended = round(time.time() * 1000) - WEEK_MS
    with sqlite3.connect(house.ha.config / "printmux/printmux.db") as database:
        rows = [(state, ended, job_id) for job_id, state in jobs.items()]
        assert database.executemany(END, rows).rowcount == len(jobs)
    database.close()
    house.ha.start()


def test_earlier(house: E2EHouse, pictures: Path) -> None:
    """A job of last week is not among the live ones, but it is found."""
    old = send(house, "Old lamp.gcode")
    age(house, {old["id"]: "completed"})
    new = send(house, "New lamp.gcode")

    def work(page: Page) -> None:
        expect_open(page, new)
        expect(row(page, old)).to_have_count(0)
        panel(page).get_by_role("button", name="Earlier jobs (1)").click()
        row(page, old).click(timeout=PATIENCE_MS)
        expect_open(page, old)
        check(panel(page), pictures / "inbox-earlier.png")
        # It is not loaded anew before it is sought, or linked to.
        page.reload()
        expect_open(page, old)
        expect(row(page, new)).to_be_visible()
        expect(row(page, old)).to_have_count(0)
        seek(page, "lamp")
        for job in (new, old):
            expect(row(page, job)).to_be_visible(timeout=PATIENCE_MS)

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []


def test_earlier_states(house: E2EHouse, pictures: Path) -> None:
    """The chips find what failed last week, page by page, and say how much there is."""
    failed = [send(house, f"Hinge {number}.gcode") for number in range(53)]
    stopped = send(house, "Hinge stopped.gcode")
    age(house, {job["id"]: "failed" for job in failed} | {stopped["id"]: "cancelled"})
    new = send(house, "Hinge 99.gcode")

    def work(page: Page) -> None:
        expect_open(page, new)
        chip = panel(page).get_by_role("button", name="Failed 53", exact=True)
        chip.click(timeout=PATIENCE_MS)
        expect(row(page, new)).to_have_count(0)
        expect(row(page, failed[-1])).to_be_visible(timeout=PATIENCE_MS)
        expect(row(page, failed[0])).to_have_count(0)
        check(panel(page), pictures / "inbox-failed.png")
        panel(page).get_by_role("button", name="More earlier jobs (3)").click()
        expect(row(page, failed[0])).to_have_count(1, timeout=PATIENCE_MS)
        expect(panel(page).get_by_role("button", name="arlier jobs")).to_have_count(0)
        expect(row(page, stopped)).to_have_count(0)
        seek(page, "hinge 7")
        found = panel(page).get_by_role("button", name="Failed 1", exact=True)
        expect(found).to_have_attribute("aria-pressed", "true", timeout=PATIENCE_MS)
        expect(row(page, failed[7])).to_be_visible(timeout=PATIENCE_MS)
        seek(page, "hinge 99")
        nothing = panel(page).get_by_text("No job fits this search.")
        expect(nothing).to_be_visible(timeout=PATIENCE_MS)
        check(panel(page), pictures / "inbox-failed-none.png")

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []


def test_plates(house: E2EHouse, tmp_path: Path, pictures: Path) -> None:
    """Each plate of a file shows its own picture, and what it takes; one is chosen."""
    filament = '<filament id="1" type="PETG" color="#1E88E5" used_m="3" used_g="9"/>'
    plates = [
        {"index": "1", "prediction": "1800", "weight": "9"},
        {"index": "2"},
        {"index": "3"},
    ]
    file = tmp_path / "Two lids.gcode.3mf"
    file.write_bytes(
        archive(
            {
                f"Metadata/plate_{number}.gcode": house.gcode().read_text()
                for number in (1, 2, 3)
            }
            | {"Metadata/plate_1.png": picture(320, 320)}
            | {"Metadata/plate_2.png": picture(240, 240)}
            | {"Metadata/slice_info.config": slice_info(plates, filament)}
        )
    )
    status, _ = upload(house.ha.url, house.key, file, protocol="octoprint")
    assert status == 201

    def work(page: Page) -> None:
        choices = panel(page).get_by_role("radio")
        expect(choices).to_have_count(3, timeout=PATIENCE_MS)
        first = panel(page).get_by_role("radio", name="Plate 1").locator("..")
        expect(first).to_contain_text("30 mins · PETG · 9 g")
        shown = panel(page).locator("fieldset").get_by_role("presentation")
        expect(shown).to_have_count(2)
        for place, side in enumerate((320, 240)):
            shown.nth(place).scroll_into_view_if_needed()
            expect(shown.nth(place)).to_have_js_property("naturalWidth", side)
        expect(choices.first).to_be_checked()
        check(panel(page), pictures / "inbox-plates.png")
        choices.nth(1).check()
        expect(choices.nth(1)).to_be_checked()
        wait_until("it is chosen", lambda: house.jobs()[0]["plate_index"] == 2)

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []


def test_deletion(house: E2EHouse, pictures: Path) -> None:
    """A job is deleted only by somebody who is sure; then its link leads nowhere."""
    job = send(house, "Mistake.gcode")

    def work(page: Page) -> None:
        expect_open(page, job)
        delete = panel(page).get_by_role("button", name="Delete", exact=True)
        delete.click()
        check(page.get_by_role("alertdialog"), pictures / "inbox-delete.png")
        confirm(page, job["name"], "Cancel")
        expect(delete).to_be_focused()
        expect_open(page, job)
        delete.click()
        confirm(page, job["name"], "Delete")
        expect(row(page, job)).to_have_count(0, timeout=PATIENCE_MS)
        page.goto(f"{house.ha.url}{INBOX}/{job['id']}")
        gone = panel(page).get_by_text("This job is gone.")
        expect(gone).to_be_visible(timeout=PATIENCE_MS)
        check(panel(page), pictures / "inbox-gone.png")

    path = f"{INBOX}/{job['id']}"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []
    assert job["id"] not in [each["id"] for each in house.jobs()]


def test_drop(house: E2EHouse, pictures: Path) -> None:
    """Two files are let go over the page: each becomes a job, and one is opened."""
    waiting = send(house, "Waiting.gcode")
    parts = [house.gcode(300), house.gcode(400)]

    def arrived() -> list[Job]:
        names = [part.name for part in parts]
        return [job for job in house.jobs() if job["name"] in names]

    def work(page: Page) -> None:
        hint = page.get_by_text("Drop files here to upload them")
        expect_open(page, waiting)
        dragged = drag(page, *parts)
        expect(hint).to_be_visible()
        page.screenshot(path=pictures / "inbox-drop.png")
        drop(page, dragged)
        expect(hint).to_have_count(0)
        wait_until("both jobs", lambda: len(arrived()) == len(parts))
        for job in arrived():
            expect(row(page, job)).to_be_visible(timeout=PATIENCE_MS)
        # That which was there first: they come at the same time.
        paths = [f"{INBOX}/{job['id']}" for job in arrived()]
        page.wait_for_url(lambda url: url.endswith((*paths,)), timeout=PATIENCE_MS)
        check(panel(page), pictures / "inbox-dropped.png")

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []
    sent = {job["name"]: job for job in arrived()}
    for part in parts:
        assert sent[part.name]["source"] == "browser"
        assert sent[part.name]["sha256"] == sha256(part)


def test_drop_folder(house: E2EHouse, tmp_path: Path, pictures: Path) -> None:
    """A folder's print files become jobs that keep their paths; others stay where they are."""
    parts, empty = tmp_path / "parts", tmp_path / "empty"
    for name in ("upper.gcode", "old/lower.gcode"):
        (parts / name).parent.mkdir(parents=True, exist_ok=True)
        house.gcode().rename(parts / name)
    (parts / "notes.txt").write_text("no print file")
    empty.mkdir()

    def arrived() -> set[tuple[str, str]]:
        return {(job["folder"], job["name"]) for job in house.jobs()[:2]}

    wanted = {("parts", "upper.gcode"), ("parts/old", "lower.gcode")}

    def work(page: Page) -> None:
        field = panel(page).locator(".upload input")
        expect(field).to_be_enabled(timeout=PATIENCE_MS)
        drop_paths(page, parts, empty)
        see(panel(page), "There are no print files in this folder.")
        wait_until("both jobs", lambda: arrived() == wanted)
        for name in ("upper.gcode", "lower.gcode"):
            found = panel(page).get_by_role("link").filter(has_text=name)
            expect(found).to_be_visible(timeout=PATIENCE_MS)
        check(panel(page), pictures / "inbox-folder.png")

    assert browse(house.ha.url, INBOX, work, token=house.ha.token) == []


def test_refused_and_lost(house: E2EHouse, tmp_path: Path, pictures: Path) -> None:
    """What is no print file is not tried again; what was broken off is, by keyboard too."""
    photo, part = tmp_path / "photo.png", house.gcode()
    photo.write_bytes(b"\x89PNG" + bytes(100))

    def work(page: Page) -> None:
        page.route("**/api/printmux/upload", lambda route: route.abort())
        field = panel(page).locator(".upload input")
        uploads = panel(page).get_by_role("list", name="Uploads")
        field.set_input_files(part)
        see(uploads, "The connection was lost")
        page.unroute("**/api/printmux/upload")
        field.set_input_files(photo)
        see(uploads, "This is no print file")
        check(panel(page), pictures / "inbox-refused.png")
        again = uploads.get_by_role("button", name="Try again")
        expect(again).to_have_count(1)
        again.press("Enter")
        wait_until(
            "the job", lambda: part.name in [job["name"] for job in house.jobs()]
        )
        expect_open(page, house.jobs()[0])
        uploads.get_by_role("button", name="Close").press("Enter")
        expect(uploads).to_have_count(0)
        expect(field).to_be_focused()

    errors = browse(house.ha.url, INBOX, work, token=house.ha.token)
    assert all(error.startswith("Failed to load resource") for error in errors)
