"""The panel's inbox in a real browser: links to jobs, keys, and the way back."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from tests.harness.browser import browse
from tests.harness.process import wait_until

from .house import E2EHouse, Job, open_house

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

INBOX = "/printmux/inbox"
NOBODY = "01ARZ3NDEKTSV4RRFFQ69G5FAV"
PATIENCE_MS = 30_000
PHONE = (360, 740)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house without printers: what is sent waits."""
    enable_socket()
    folder = tmp_path_factory.mktemp("inbox")
    with open_house(folder, moonraker=0, octoprint=0) as house:
        yield house


@pytest.fixture
def jobs(house: E2EHouse) -> list[Job]:
    """Return three jobs, the newest first."""
    return [house.upload(house.gcode()) for _ in range(3)][::-1]


def expect_job(page: Page, job: Job) -> None:
    """Wait until the details of a job are shown, at its URL."""
    name = page.locator("printmux-job-page h2")
    expect(name).to_have_text(job["name"], timeout=PATIENCE_MS)
    page.wait_for_url(f"**{INBOX}/{job['id']}", timeout=PATIENCE_MS)


def row(page: Page, job: Job) -> Locator:
    """Return a job's row in the list."""
    return page.locator(f"printmux-job-list [data-id='{job['id']}']")


def test_links(house: E2EHouse, jobs: list[Job], pictures: Path) -> None:
    """A link leads to its job, after a reload too; one to a job that is gone says so."""
    *_, oldest = jobs

    def work(page: Page) -> None:
        expect_job(page, oldest)
        page.reload()
        expect_job(page, oldest)
        expect(row(page, oldest)).to_have_attribute("aria-current", "true")
        page.screenshot(path=pictures / "inbox.png")
        page.goto(f"{house.ha.url}{INBOX}/{NOBODY}")
        gone = page.get_by_text("This job is gone.")
        expect(gone).to_be_visible(timeout=PATIENCE_MS)

    path = f"{INBOX}/{oldest['id']}"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []


def test_keys(house: E2EHouse, jobs: list[Job]) -> None:
    """Whoever has no mouse finds a job, opens it, deletes it, and is at the next one."""
    newest, middle, oldest = jobs

    def work(page: Page) -> None:
        expect_job(page, newest)
        page.keyboard.press("/")
        page.keyboard.type(middle["name"])
        expect(row(page, middle)).to_be_visible(timeout=PATIENCE_MS)
        expect(row(page, newest)).to_have_count(0)
        page.keyboard.press("Escape")
        expect(row(page, newest)).to_be_visible(timeout=PATIENCE_MS)
        page.keyboard.press("ArrowDown")
        expect(row(page, newest)).to_be_focused()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect_job(page, middle)
        page.keyboard.press("Delete")
        dialog = page.get_by_role("alertdialog")
        expect(dialog).to_contain_text(middle["name"])
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect_job(page, oldest)
        expect(row(page, middle)).to_have_count(0)
        expect(row(page, oldest)).to_be_focused()

    assert browse(house.ha.url, "/printmux", work, token=house.ha.token) == []
    wait_until("the job is gone", lambda: middle["id"] not in ids(house))


def test_phone(house: E2EHouse, jobs: list[Job]) -> None:
    """Where there is room for one only, the list leads to a job and back to its row."""
    _, middle, _ = jobs

    def work(page: Page) -> None:
        expect(row(page, middle)).to_be_visible(timeout=PATIENCE_MS)
        row(page, middle).click()
        expect_job(page, middle)
        expect(page.locator("printmux-job-page h2")).to_be_focused()
        expect(row(page, middle)).not_to_be_visible()
        page.get_by_role("button", name="Back").click()
        page.wait_for_url(f"**{INBOX}", timeout=PATIENCE_MS)
        expect(row(page, middle)).to_be_focused()
        row(page, middle).press("Enter")
        expect_job(page, middle)
        page.go_back()
        expect(row(page, middle)).to_be_visible(timeout=PATIENCE_MS)

    errors = browse(house.ha.url, "/printmux", work, token=house.ha.token, size=PHONE)
    assert errors == []


def ids(house: E2EHouse) -> list[str]:
    """Return the ids of all jobs."""
    return [job["id"] for job in house.jobs()]
