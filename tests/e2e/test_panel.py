"""The card and the panel reach a real browser, however Home Assistant is used."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Locator, Page, Route, expect
import pytest
from pytest_socket import enable_socket

from tests.harness.browser import browse

from .house import E2EHouse, open_house, sha256

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

CARD = "custom:printmux-card"
STORED, WRITTEN = "printmux-stored", "printmux-written"
# The second dashboard is a file of the user's.
YAML = f"""\
lovelace:
  dashboards:
    {WRITTEN}:
      mode: yaml
      title: Written
      filename: written.yaml
"""
VIEWS = f"views:\n  - path: home\n    cards:\n      - type: {CARD}\n"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house without printers, with the card on two dashboards."""
    enable_socket()
    folder = tmp_path_factory.mktemp("panel")
    (folder / "ha").mkdir()
    (folder / "ha/written.yaml").write_text(VIEWS)
    with open_house(folder, moonraker=0, octoprint=0, extra_yaml=YAML) as house:
        view = {"path": "home", "cards": [{"type": CARD}]}
        house.ha.dashboard({"views": [view]}, STORED, "Stored")
        yield house


def tab(page: Page, name: str) -> Locator:
    """Return a tab of the panel."""
    return page.locator("printmux-panel nav").get_by_role("link", name=name)


def expect_tab(page: Page, name: str, path: str) -> None:
    """Wait until the panel shows a page of its own, at its URL."""
    page.wait_for_url(f"**{path}")
    expect(tab(page, name)).to_have_attribute("aria-current", "page")


def expect_card(page: Page) -> None:
    """Wait until the card is there, and no error in its place."""
    card = page.locator("printmux-card ha-card")
    expect(card).to_be_visible()
    expect(page.locator("hui-error-card")).to_have_count(0)


def test_login_first(house: E2EHouse, pictures: Path) -> None:
    """A slicer's device tab, or any browser, is asked who it is, then sees the jobs."""

    def work(page: Page) -> None:
        for field, text in (
            ("username", house.ha.username),
            ("password", house.ha.password),
        ):
            page.locator(f"input[name={field}]").fill(text)
        page.get_by_role("button", name="Log in").click()
        expect_tab(page, "Inbox", "/printmux/inbox")
        page.screenshot(path=pictures / "panel.png")

    errors = browse(house.ha.url, "/printmux", work, wait="input[name=username]")
    assert errors == []


def test_tabs(house: E2EHouse) -> None:
    """Each page has an address; the browser's buttons go from one to the other."""

    def work(page: Page) -> None:
        expect_tab(page, "Printers", "/printmux/printers")
        tab(page, "Set-up").click()
        expect_tab(page, "Set-up", "/printmux/setup")
        page.go_back()
        expect_tab(page, "Printers", "/printmux/printers")
        page.locator("ha-sidebar").get_by_text("PrintMux", exact=True).click()
        expect_tab(page, "Inbox", "/printmux/inbox")

    assert browse(house.ha.url, "/printmux/printers", work, token=house.ha.token) == []


def test_language(house: E2EHouse) -> None:
    """The panel speaks as Home Assistant does, also its texts of single pages."""

    def work(page: Page) -> None:
        page.evaluate("localStorage.setItem('selectedLanguage', '\"de\"')")
        page.reload()
        tab(page, "Drucker").click()
        expect_tab(page, "Drucker", "/printmux/printers")
        expect(page.locator("printmux-printers-view")).to_contain_text("Noch keine")

    assert browse(house.ha.url, "/printmux/inbox", work, token=house.ha.token) == []


def load_slowly(page: Page) -> None:
    """Load the page anew, Home Assistant's own scripts long after all others."""
    held: list[Route] = []
    scripts = "**/frontend_latest/*.js"
    page.route(scripts, lambda route: held.append(route))
    with page.expect_response("**/card.js"):
        page.reload(wait_until="commit")
    # Time enough for what would not wait.
    page.wait_for_timeout(2000)
    # What is held back goes on its way.
    page.unroute(scripts)
    assert held


@pytest.mark.parametrize("dashboard", [STORED, WRITTEN])
def test_card_each_time(house: E2EHouse, dashboard: str) -> None:
    """It is there whatever comes first: nothing is taken from a cache here.

    Home Assistant replaces the registry of elements while it loads.
    """

    def work(page: Page) -> None:
        expect_card(page)
        page.reload()
        expect_card(page)
        load_slowly(page)
        expect_card(page)

    path = f"/{dashboard}/home"
    assert browse(house.ha.url, path, work, token=house.ha.token) == []


def test_reload(house: E2EHouse) -> None:
    """Whoever looks at the panel stays there while the integration is reloaded."""

    def work(page: Page) -> None:
        expect_tab(page, "Printers", "/printmux/printers")
        panel = page.locator("printmux-panel").element_handle()
        entry = f"/api/config/config_entries/entry/{house.entry_id}/reload"
        house.ha.request("POST", entry)
        tab(page, "Inbox").click()
        expect_tab(page, "Inbox", "/printmux/inbox")
        assert panel.evaluate("(element) => element.isConnected")

    assert browse(house.ha.url, "/printmux/printers", work, token=house.ha.token) == []


def test_upload(house: E2EHouse) -> None:
    """Files of the browser become jobs, each told of; what is none is refused."""
    part = house.gcode(1000)
    picture = house.folder / "cat.png"
    picture.write_bytes(b"\x89PNG\r\n")

    def work(page: Page) -> None:
        panel = page.locator("printmux-panel")
        panel.locator("input[type=file]").first.set_input_files([picture, part])
        refusal = panel.get_by_role("alert").filter(has_text="This is no print file")
        expect(refusal).to_be_visible()
        name = panel.locator("printmux-job-list").get_by_text(part.name)
        expect(name.first).to_be_visible()

    errors = browse(house.ha.url, "/printmux/inbox", work, token=house.ha.token)
    # The browser itself tells of every refusal.
    assert [error for error in errors if "415" not in error] == []
    (job, *_) = house.jobs()
    assert (job["name"], job["source"]) == (part.name, "browser")
    assert job["sha256"] == sha256(part)


def test_restart(house: E2EHouse) -> None:
    """An open page is back after a restart of Home Assistant, and tells what is new."""
    names: list[str] = []

    def work(page: Page) -> None:
        # Which job is open depends on those that are there already.
        expect_tab(page, "Inbox", "/printmux/inbox**")
        house.ha.restart()
        names.append(house.upload(house.gcode())["name"])
        row = page.locator("printmux-panel").get_by_text(names[0])
        expect(row.first).to_be_visible()
        # The newest job is opened where there is room.
        expect_tab(page, "Inbox", "/printmux/inbox/*")

    # That the connection was lost is told as an error by the browser itself.
    browse(house.ha.url, "/printmux/inbox", work, token=house.ha.token)
    assert names
