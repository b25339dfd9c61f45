"""What users are offered who are no administrators, and what they are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
import urllib.error
import urllib.request

from playwright.sync_api import Locator, Page, expect
import pytest
from pytest_socket import enable_socket

from scripts.demo_texts import slug
from tests.harness.browser import browse
from tests.harness.client import HaClient, HaError

from .house import QUIET, E2EHouse, Job, open_house
from .pages import PATIENCE_MS, check, drag, drop, panel, tile

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

HOME = "/printmux-rights/home"
INBOX, WALL, SETUP = (f"/printmux/{view}" for view in ("inbox", "printers", "setup"))
MAY_LOOK = "You may look, but not send jobs to printers"
MAY_NOT_LOOK = (
    "You may not see PrintMux. An administrator of Home Assistant can allow it"
)
SEND = "You may not send jobs to printers"
READ = "You may not look at PrintMux"
MANAGE = "Only administrators may do this"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[E2EHouse]:
    """Return a house with one printer of each kind."""
    enable_socket()
    # Home Assistant takes every refusal for an error of the action.
    refused = "Error during service call to printmux."
    with open_house(tmp_path_factory.mktemp("rights"), provoked=refused) as house:
        yield house


@pytest.fixture(scope="module")
def user(house: E2EHouse) -> HaClient:
    """Return somebody who is no administrator, in a house with the card."""
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{slug(name)}_status", "idle")
    view = {"path": "home", "cards": [{"type": "custom:printmux-card"}]}
    house.ha.dashboard({"views": [view]}, HOME.split("/")[1], "Rights")
    return house.ha.add_user("worker")


@pytest.fixture
def running(house: E2EHouse) -> Iterator[Job]:
    """Return a job that the first printer prints meanwhile."""
    job = house.upload(house.gcode(600))
    order = {"job_id": job["id"], "printers": house.names[:1], "start": True}
    house.ha.action("printmux.dispatch", order)
    house.wait_targets(job["id"], "printing")
    yield job
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    house.wait_targets(job["id"], "cancelled")
    house.ha.wait_for_state(
        f"sensor.{slug(house.names[0])}_status", lambda state: state != "printing"
    )


def allow(house: E2EHouse, access: str) -> None:
    """Set what users may do who are no administrators."""
    house.ha.options(house.entry_id, {**QUIET, "user_access": access})


def refuse(user: HaClient, action: str, **data: Any) -> str:
    """Try an action as the page would; return the words with which it is refused."""
    call = {"type": "call_service", "domain": "printmux", "service": action}
    listing = {"return_response": True} if action == "list_jobs" else {}
    (answer,) = user.ws_at_once({**call, "service_data": data, **listing})
    assert not answer["success"], answer
    words: str = answer["error"]["message"]
    return words


def refuse_upload(user: HaClient) -> tuple[int, str]:
    """Try to upload a file as the page would; return how that is refused."""
    body = (
        '--cut\r\nContent-Disposition: form-data; name="file"; filename="a.gcode"'
        "\r\n\r\nG28\r\n--cut--\r\n"
    )
    kind = "multipart/form-data; boundary=cut"
    request = urllib.request.Request(
        f"{user.url}/api/printmux/upload",
        data=body.encode(),
        headers={"Authorization": f"Bearer {user.token}", "Content-Type": kind},
    )
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(request, timeout=60)
    return caught.value.code, caught.value.read().decode()


def see_card(page: Page, house: E2EHouse) -> Locator:
    """Open the dashboard; return its card."""
    page.goto(f"{house.ha.url}{HOME}")
    card = page.locator("printmux-card")
    expect(card.locator("ha-card")).to_be_visible(timeout=PATIENCE_MS)
    return card


def see_panel(page: Page, house: E2EHouse, path: str) -> Locator:
    """Open a page of the panel; return it."""
    page.goto(f"{house.ha.url}{path}")
    return panel(page)


def buttons(part: Locator, *names: str) -> list[int]:
    """Return how many buttons there are whose names begin so."""
    found = part.get_by_role("button")
    texts = [
        (button.get_attribute("aria-label") or button.inner_text()).strip()
        for button in found.all()
    ]
    return [sum(text.startswith(name) for text in texts) for name in names]


def choose(card: Locator, printer: str) -> None:
    """Choose one printer in the card, and no other."""
    printers = card.get_by_role("group", name="Printers")
    toggles = printers.get_by_role("button", pressed=True)
    while toggles.count():
        toggles.first.click()
    printers.get_by_role("button", pressed=False).filter(has_text=printer).click()


def test_dispatch(house: E2EHouse, user: HaClient, pictures: Path) -> None:
    """Who may send jobs does so; deleting, and the queue, is for administrators."""
    allow(house, "dispatch")
    printer = house.names[1]
    job = house.upload(house.gcode(2))

    def work(page: Page) -> None:
        card = see_card(page, house)
        expect(card.get_by_role("heading", name=job["name"])).to_be_visible()
        choose(card, printer)
        send = card.get_by_role("button", name=f"Upload and print on {printer}")
        expect(send).to_be_enabled()
        assert buttons(card, "Delete") == [0]
        check(card, pictures / "rights-dispatch-card.png")
        send.click()
        house.wait_state(job["id"], "completed")
        inbox = see_panel(page, house, f"{INBOX}/{job['id']}")
        expect(inbox.get_by_label("Upload file")).to_be_enabled(timeout=PATIENCE_MS)
        expect(inbox.get_by_role("button", name="Copy link")).to_be_visible()
        assert buttons(inbox, "Delete") == [0]
        row = inbox.get_by_role("link").filter(has_text=job["name"]).first
        row.press("Delete")
        expect(page.get_by_role("alertdialog")).to_have_count(0)
        expect(row).to_be_visible()
        wall = see_panel(page, house, WALL)
        tile(page, printer).get_by_role("button", name=f"More for {printer}").click()
        expect(wall.get_by_role("switch")).to_be_visible()
        expect(wall.get_by_role("link", name="Device page")).to_have_count(0)

    assert browse(user.url, HOME, work, token=user.token) == []
    assert refuse(user, "delete_job", job_id=job["id"]).startswith(MANAGE)
    assert refuse(user, "import_file", path="/a.gcode").startswith(MANAGE)
    move = {"job_id": job["id"], "position": 1}
    assert refuse(user, "move_in_queue", **move).startswith(MANAGE)
    # A key is made by a flow of Home Assistant's.
    with pytest.raises(HaError, match="401|403"):
        user.subflow(house.entry_id, "slicer_key", {"name": "Mine"})
    assert house.job(job["id"])["state"] == "completed"


def test_read(house: E2EHouse, user: HaClient, running: Job, pictures: Path) -> None:
    """Who may look only sees all of it, and can't do anything about it."""
    allow(house, "read")
    job = house.upload(house.gcode())
    printer = house.names[0]

    def work(page: Page) -> None:
        card = see_card(page, house)
        expect(card.get_by_role("heading", name=job["name"])).to_be_visible()
        expect(card).to_contain_text(MAY_LOOK)
        for name in house.names:
            toggle = card.get_by_role("group", name="Printers").get_by_role("button")
            expect(toggle.filter(has_text=name)).to_be_disabled()
        progress = card.get_by_role("progressbar", name=f"Progress on {printer}")
        expect(progress).to_be_visible()
        assert buttons(card, "Upload", "Stop", "Delete", "More") == [0] * 4
        check(card, pictures / "rights-read-card.png")
        inbox = see_panel(page, house, f"{INBOX}/{job['id']}")
        expect(inbox).to_contain_text(MAY_LOOK, timeout=PATIENCE_MS)
        expect(inbox.get_by_label("Upload file")).to_have_count(0)
        assert buttons(inbox, "Delete", "Upload") == [0] * 2
        drop(page, drag(page, house.gcode()))
        check(inbox, pictures / "rights-read-inbox.png")
        expect(inbox.get_by_role("list", name="Uploads")).to_have_count(0)
        wall = see_panel(page, house, WALL)
        expect(tile(page, printer)).to_contain_text("Printing", timeout=PATIENCE_MS)
        assert buttons(wall, "Pause", "Cancel", "Emergency stop") == [0] * 3
        tile(page, printer).get_by_role("button", name=f"More for {printer}").click()
        info = wall.get_by_role("button", name="Status and history")
        expect(info).to_be_visible()
        expect(wall.get_by_role("switch")).to_have_count(0)
        check(wall, pictures / "rights-read-wall.png")

    assert browse(user.url, HOME, work, token=user.token) == []
    ids = [job["id"], running["id"]]
    listed = user.ws({"type": "printmux/list_jobs"})["jobs"]
    assert [each["id"] for each in listed][:2] == ids
    order = {"job_id": job["id"], "printers": [printer]}
    assert refuse(user, "dispatch", **order).startswith(SEND)
    for action in ("cancel_job", "hold_job", "release_job", "retry"):
        assert refuse(user, action, job_id=running["id"]).startswith(SEND), action
    bed = {"printers": [printer]}
    assert refuse(user, "confirm_bed_cleared", **bed).startswith(SEND)
    code, words = refuse_upload(user)
    assert code == 403
    assert SEND in words
    assert [each["id"] for each in house.jobs()][:2] == ids
    assert house.job(running["id"])["targets"][0]["state"] == "printing"


def test_none(house: E2EHouse, user: HaClient, pictures: Path) -> None:
    """Who may not even look is told so everywhere, and the server tells nothing."""
    allow(house, "none")
    job = house.jobs()[0]

    def work(page: Page) -> None:
        card = see_card(page, house)
        expect(card.get_by_role("alert")).to_contain_text(MAY_NOT_LOOK)
        expect(card).not_to_contain_text(job["name"])
        check(card, pictures / "rights-none-card.png")
        for path in (INBOX, WALL, SETUP, f"{INBOX}/{job['id']}"):
            view = see_panel(page, house, path)
            expect(view.get_by_role("alert")).to_contain_text(
                MAY_NOT_LOOK, timeout=PATIENCE_MS
            )
            assert job["name"] not in view.inner_text()
            check(view, pictures / f"rights-none-{path.split('/')[2]}.png")

    assert browse(user.url, HOME, work, token=user.token) == []
    asked: list[dict[str, Any]] = [
        {"type": "printmux/list_jobs"},
        *(
            {"type": "printmux/subscribe", "view": view}
            for view in ("inbox", "printers")
        ),
        {"type": "printmux/subscribe", "view": "job", "job_id": job["id"]},
    ]
    answers = user.ws_at_once(*asked)
    assert [answer["error"]["code"] for answer in answers] == ["unauthorized"] * 4
    assert refuse(user, "list_jobs").startswith(READ)
    assert refuse(user, "dispatch", job_id=job["id"], any_printer=True).startswith(SEND)
    assert refuse_upload(user)[0] == 403


def test_change(house: E2EHouse, user: HaClient) -> None:
    """The option takes effect in the pages that are open."""
    allow(house, "dispatch")
    job = house.upload(house.gcode())

    def work(page: Page) -> None:
        card = see_card(page, house)
        wall = see_panel(page.context.new_page(), house, WALL)
        send = card.get_by_role("button", name="Upload and print")
        expect(send).to_be_visible()
        expect(wall).to_contain_text(house.names[0], timeout=PATIENCE_MS)
        allow(house, "read")
        expect(card).to_contain_text(MAY_LOOK, timeout=PATIENCE_MS)
        expect(send).to_have_count(0)
        expect(card).to_contain_text(job["name"])
        allow(house, "none")
        for part in (card, wall):
            expect(part).to_contain_text(MAY_NOT_LOOK, timeout=PATIENCE_MS)
        for words in (job["name"], *house.names):
            expect(card).not_to_contain_text(words)
            expect(wall).not_to_contain_text(words)
        # The pages ask again from time to time.
        allow(house, "dispatch")
        expect(send).to_be_visible(timeout=2 * PATIENCE_MS)
        expect(wall).to_contain_text(house.names[0], timeout=2 * PATIENCE_MS)

    assert browse(user.url, HOME, work, token=user.token) == []
