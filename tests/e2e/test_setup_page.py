"""The panel's help with slicers: a key made there works, and is never shown again."""

from collections.abc import Iterator
from pathlib import Path
import re
import urllib.error
import urllib.request

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from tests.harness.browser import browse
from tests.harness.slicer import upload

from .house import E2EHouse, open_house
from .pages import PATIENCE_MS, check, panel, see

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SETUP = "/printmux/setup"
KEY_NAME = "The laptop's slicer"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house without printers, into which nothing was sent yet."""
    enable_socket()
    folder = tmp_path_factory.mktemp("setup")
    with open_house(folder, moonraker=0, octoprint=0) as house:
        yield house


def keys_of(page: Page) -> Locator:
    """Return the part with the slicer keys."""
    heading = page.get_by_role("heading", name="Slicer keys")
    return panel(page).locator("section").filter(has=heading)


def press_test(house: E2EHouse, key: str) -> int:
    """Ask what OrcaSlicer's button "Test" asks; return the status of the answer."""
    headers = {"X-Api-Key": key, "User-Agent": "OrcaSlicer/2.4.2"}
    request = urllib.request.Request(f"{house.ha.url}/api/version", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as err:
        return err.code


def make_key(page: Page, name: str) -> str:
    """Make a key as a user does; return what is shown of it."""
    keys = keys_of(page)
    keys.get_by_label("Name of the new key").fill(name)
    keys.get_by_role("button", name="Make the key").click()
    expect(keys).to_contain_text("This key is shown only now", timeout=PATIENCE_MS)
    return keys.get_by_role("textbox", name=name, exact=True).input_value()


def shown_values(page: Page) -> list[str]:
    """Return all that stands in the fields of the page."""
    fields = panel(page).get_by_role("textbox").all()
    return [field.input_value() for field in fields]


def test_new_key(house: E2EHouse, pictures: Path) -> None:
    """A key is made, a slicer sends with it, the page tells, and leads to the job."""
    part = house.gcode()
    keys: list[str] = []

    def work(page: Page) -> None:
        waiting = panel(page).get_by_role("status")
        expect(waiting.filter(has_text="Waiting for your first upload")).to_be_visible(
            timeout=PATIENCE_MS
        )
        check(panel(page), pictures / "setup.png")
        key = make_key(page, KEY_NAME)
        keys.append(key)
        # It is in the steps for the slicer too, so that it can be copied from there.
        assert shown_values(page).count(key) == 2
        check(panel(page), pictures / "setup-key.png")
        status, _ = upload(house.ha.url, key[::-1], part, protocol="octoprint")
        assert status in (401, 403)
        assert press_test(house, key[::-1]) == 403
        see(waiting.filter(has_text="Waiting for"), "OrcaSlicer was refused just now")
        assert press_test(house, key) == 200
        see(
            waiting.filter(has_text="Waiting for"),
            f"OrcaSlicer's test was seen just now, with the key “{KEY_NAME}”",
        )
        see(keys_of(page), "used just now")
        check(panel(page), pictures / "setup-test.png")
        status, _ = upload(house.ha.url, key, part, protocol="octoprint")
        assert status == 201
        arrived = waiting.filter(has_text="It works")
        expect(arrived).to_contain_text(part.name, timeout=PATIENCE_MS)
        expect(arrived).to_contain_text(KEY_NAME)
        expect(keys_of(page)).to_contain_text("used just now")
        check(panel(page), pictures / "setup-arrived.png")
        page.get_by_role("link", name="Open in the inbox").click()
        heading = panel(page).get_by_role("heading", name=part.name)
        expect(heading).to_be_visible(timeout=PATIENCE_MS)
        page.wait_for_url(f"**/printmux/inbox/{house.jobs()[0]['id']}")

    # That a wrong key is refused is none of the page's requests.
    assert browse(house.ha.url, SETUP, work, token=house.ha.token) == []
    assert house.jobs()[0]["name"] == part.name
    assert keys[0] not in house.ha.read_log()


def test_key_is_shown_once(house: E2EHouse) -> None:
    """Whoever comes back finds the key's name and beginning, never the key."""

    def work(page: Page) -> None:
        key = make_key(page, "Shown once")
        page.reload()
        row = keys_of(page).get_by_role("listitem").filter(has_text="Shown once")
        expect(row).to_contain_text("never used", timeout=PATIENCE_MS)
        beginning = re.search(r"begins with (\S+)", row.inner_text())
        assert beginning
        assert key.startswith(beginning[1].rstrip("….,"))
        assert key not in shown_values(page)
        assert key not in page.content()
        assert key not in panel(page).inner_text()

    assert browse(house.ha.url, SETUP, work, token=house.ha.token) == []


def test_not_an_administrator(house: E2EHouse, pictures: Path) -> None:
    """Whoever may make no key is told whom to ask for one, and sees none."""
    user = house.ha.add_user("guest")

    def work(page: Page) -> None:
        steps = panel(page)
        ask = steps.get_by_text("Ask an administrator for a slicer key.")
        expect(ask).to_be_visible(timeout=PATIENCE_MS)
        expect(steps.get_by_role("button", name="New key")).to_have_count(0)
        expect(keys_of(page)).to_have_count(0)
        expect(steps).not_to_contain_text(KEY_NAME)
        check(steps, pictures / "setup-guest.png")

    assert browse(house.ha.url, SETUP, work, token=user.token) == []
