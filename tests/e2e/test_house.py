"""From a slicer's upload to the end of the print, nothing mocked at the ends."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
import logging
from pathlib import Path
import socket
import ssl
import subprocess
import threading
from typing import Any
import urllib.error
from urllib.parse import urlsplit
import urllib.request

from playwright.sync_api import Locator, Page, expect
import pytest

from tests.harness.browser import browse
from tests.harness.client import HaError
from tests.harness.process import wait_until
from tests.harness.slicer import upload

from .house import FINAL, SAMPLES, E2EHouse

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

LOGGER = logging.getLogger(__name__)
JOB = "select.printmux_job"
TARGET = "select.printmux_target"
DASHBOARD = "printmux-e2e"


def select(house: E2EHouse, entity_id: str, option: str) -> None:
    """Choose an option."""
    house.ha.action("select.select_option", {"entity_id": entity_id, "option": option})


def press(house: E2EHouse, entity_id: str) -> None:
    """Press a button."""
    house.ha.action("button.press", {"entity_id": entity_id})


def make_tiles(names: list[str]) -> dict[str, Any]:
    """Return a dashboard of Home Assistant's own cards, as users make it."""
    buttons = ("button.printmux_upload", "button.printmux_upload_and_print")
    entities = (*buttons, *(f"sensor.{name.lower()}_status" for name in names))
    tap = {"action": "toggle"}
    tiles: list[dict[str, Any]] = [
        {"entity": entity_id, "features": [{"type": "select-options"}]}
        for entity_id in (JOB, TARGET)
    ]
    tiles += [{"entity": entity_id, "tap_action": tap} for entity_id in entities]
    named = [{"type": "tile", "name": {"type": "entity"}, **tile} for tile in tiles]
    sections = [{"type": "grid", "cards": named}]
    return {"views": [{"path": "home", "type": "sections", "sections": sections}]}


def tile(page: Page, name: str) -> Locator:
    """Return the tile card of that name."""
    exact = page.get_by_text(name, exact=True)
    return page.locator("hui-tile-card").filter(has=exact)


@pytest.fixture
def tls_host(tmp_path: Path) -> Iterator[str]:
    """Return the address of a server whose certificate nobody vouches for."""
    certificate = tmp_path / "host.pem"
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=printer"
    names = ["-keyout", str(certificate), "-out", str(tmp_path / "public.pem")]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    with certificate.open("a") as file:
        file.write((tmp_path / "public.pem").read_text())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_printers_are_found_and_idle(house: E2EHouse) -> None:
    """Both hosts were told apart by their address alone, and are followed."""
    kinds = [printer["kind"] for printer in house.bed.printers]
    assert kinds == ["moonraker", "octoprint"]
    for name in house.names:
        house.ha.wait_for_state(f"sensor.{name.lower()}_status", "idle")
        house.ha.wait_for_state(f"binary_sensor.{name.lower()}_connectivity", "on")


@pytest.mark.parametrize("protocol", ["octoprint", "moonraker"])
def test_upload_select_press_print(house: E2EHouse, protocol: str) -> None:
    """Upload, pick "All printers", press: both print it and the job completes."""
    job = house.upload(house.gcode(), protocol)
    short = job["id"][-6:].lower()
    entity_id = f"sensor.printmux_job_{short}"
    house.ha.wait_for_state(entity_id, "awaiting_selection")
    house.ha.wait_for_state("sensor.printmux_jobs_awaiting_selection", "1")
    house.ha.wait_for_state(JOB, f"{job['name']} ({short})")
    select(house, TARGET, "All printers")
    press(house, "button.printmux_upload_and_print")
    seen = house.wait_targets(job["id"], "printing")
    house.ha.wait_for_state(entity_id, "dispatching")
    house.check_files(house.job(job["id"]))
    seen += house.wait_state(job["id"], *FINAL, limit=120)
    LOGGER.info("%s", "\n".join(seen))
    done = house.job(job["id"])
    assert done["state"] == "completed", seen
    assert [target["state"] for target in done["targets"]] == ["completed"] * 2
    house.ha.wait_for_state(entity_id, "completed")


def test_upload_and_print_on_the_dashboard(house: E2EHouse, pictures: Path) -> None:
    """Choose "All printers", press "Upload and print": both print, all seen there."""
    for name in house.names:
        house.ha.wait_for_state(
            f"sensor.{name.lower()}_status", lambda state: state in ("idle", "finished")
        )
    config = make_tiles(house.names)
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
        expect(page.get_by_text("Printing", exact=True)).to_have_count(2)
        page.screenshot(path=pictures / "printing.png")
        finished = page.get_by_text("Finished", exact=True)
        expect(finished).to_have_count(2)
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


def test_upload_only(house: E2EHouse) -> None:
    """The button Upload sends the file and starts nothing."""
    job = house.upload(house.gcode())
    select(house, TARGET, "All printers")
    press(house, "button.printmux_upload")
    house.wait_state(job["id"], *FINAL)
    done = house.job(job["id"])
    assert done["state"] == "completed"
    assert [target["state"] for target in done["targets"]] == ["uploaded"] * 2
    house.check_files(done)


@pytest.mark.parametrize(
    "name",
    ["ps296_tiny_nut_100pct.gcode", "ps296_Ünïcode ☃ (1).gcode", "slic3r130_box.gcode"],
)
def test_sliced_files_arrive_byte_for_byte(house: E2EHouse, name: str) -> None:
    """Files of real slicers, odd names too, are the same on both printers."""
    if not (SAMPLES / name).exists():
        pytest.skip("the sample files are not beside this checkout")
    job = house.upload(SAMPLES / name, "moonraker")
    house.ha.action("printmux.dispatch", {"printers": house.names})
    house.wait_state(job["id"], *FINAL)
    done = house.job(job["id"])
    assert done["state"] == "completed", done
    house.check_files(done)


def test_dispatch_action_answers_at_once(house: E2EHouse) -> None:
    """The action returns the targets before a byte has gone out."""
    job = house.upload(house.gcode())
    answer = house.ha.action(
        "printmux.dispatch",
        {"job_id": job["id"], "printers": [house.names[0]], "start": True},
        response=True,
    )
    assert answer["job_id"] == job["id"]
    (target,) = answer["targets"]
    assert target["printer_name"] == house.names[0]
    assert target["printer"]
    house.wait_targets(job["id"], "printing")
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    house.wait_state(job["id"], "cancelled")


def test_slicer_asks_for_a_print(house: E2EHouse) -> None:
    """Upload and print: the job asks for a printer, by either way of saying so."""
    first = house.upload(house.gcode(), "octoprint", start=True)
    second = house.upload(house.gcode(), "moonraker")
    request = urllib.request.Request(
        f"{house.ha.url}/printmux/printer/print/start",
        data=f'{{"filename": "{second["name"]}"}}'.encode(),
        headers={"X-Api-Key": house.key, "Content-Type": "application/json"},
    )
    for _ in range(2):
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert answer.read() == b'{"result":"ok"}'
    for job in (first, second):
        house.wait_state(job["id"], "awaiting_selection")
        now = house.job(job["id"])
        assert now["start_requested"]
        assert not now["targets"]
        house.ha.action("printmux.delete_job", {"job_id": job["id"]})


def test_route_of_a_key_dispatches(house: E2EHouse) -> None:
    """With a route "Upload and print" prints without a question."""
    printer = house.ha.subentries(house.entry_id)
    target = next(sub for sub in printer if sub["title"] == house.names[1])
    result = house.ha.subflow(
        house.entry_id,
        "slicer_key",
        {
            "name": "Bench slicer",
            "route_printers": [target["subentry_id"]],
            "route_mode": "print",
        },
    )
    key = result["description_placeholders"]["api_key"]
    path = house.gcode()
    status, _ = upload(house.ha.url, key, path, protocol="octoprint", start=True)
    assert status == 201
    job_id = house.jobs()[0]["id"]
    house.wait_targets(job_id, "printing", "completed")
    house.wait_state(job_id, "completed")
    (target,) = house.job(job_id)["targets"]
    assert target["printer_name"] == house.names[1]


def test_wrong_key_stores_nothing(house: E2EHouse, tmp_path: Path) -> None:
    """A stranger gets an answer in the protocol's shape, and nothing is kept."""
    before = [job["id"] for job in house.jobs()]
    for protocol, wanted in (("octoprint", 403), ("moonraker", 401)):
        status, answer = upload(
            house.ha.url, "x" * 43, house.gcode(), protocol=protocol
        )
        assert status == wanted
        assert '"error"' in answer
    assert [job["id"] for job in house.jobs()] == before
    incoming = house.ha.config / ".cache/printmux"
    assert not list(incoming.iterdir())
    assert not (house.ha.config / "ip_bans.yaml").exists()


def test_restart_between_upload_and_dispatch(house: E2EHouse) -> None:
    """Home Assistant may be killed: the job is there and prints."""
    job = house.upload(house.gcode())
    house.ha.kill9()
    house.ha.start()
    house.ha.wait_for_state(JOB, lambda state: bool(state and job["name"] in state))
    assert house.job(job["id"])["sha256"] == job["sha256"]
    house.ha.action(
        "printmux.dispatch",
        {"job_id": job["id"], "printers": house.names, "start": True},
    )
    house.wait_state(job["id"], *FINAL, limit=120)
    done = house.job(job["id"])
    assert done["state"] == "completed", done
    house.check_files(done)


def test_kill_in_mid_upload_leaves_no_half_job(house: E2EHouse) -> None:
    """Neither a job nor a temporary file is there after the start."""
    before = [job["id"] for job in house.jobs()]
    incoming = house.ha.config / ".cache/printmux"
    address = urlsplit(house.ha.url)
    form = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.gcode"'
    request = (
        f"POST /api/files/local HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"X-Api-Key: {house.key}\r\nContent-Length: 9000000\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\n\r\n{form}\r\n\r\n"
    )
    place = (address.hostname or "", address.port or 0)
    with socket.create_connection(place, 20) as connection:
        connection.sendall(request.encode() + b"G1 X1 Y2 E3\n" * 500_000)
        wait_until("half an upload", lambda: any(incoming.iterdir()))
        house.ha.kill9()
    assert any(incoming.iterdir())
    house.ha.start()
    house.ha.wait_for_state(
        f"sensor.{house.names[0].lower()}_status",
        lambda state: state in ("idle", "finished"),
    )
    assert [job["id"] for job in house.jobs()] == before
    assert not list(incoming.iterdir())


def test_kill_while_printing(house: E2EHouse) -> None:
    """A print goes on without Home Assistant and is followed again, not repeated."""
    job = house.upload(house.gcode(8))
    house.ha.action("printmux.dispatch", {"printers": house.names, "start": True})
    house.wait_targets(job["id"], "printing")
    house.ha.kill9()
    house.ha.start()
    house.wait_state(job["id"], *FINAL, limit=120)
    done = house.job(job["id"])
    assert done["state"] == "completed", done
    assert [target["attempts"] for target in done["targets"]] == [1, 1]
    name = done["targets"][0]["remote_name"]
    history = house.bed.call(0, "/server/history/list")["result"]["jobs"]
    assert [row["filename"] for row in history].count(name) == 1


def test_offline_printer_is_waited_for(house: E2EHouse) -> None:
    """A host that is off keeps its job waiting; back again, it prints."""
    house.bed.kill_printer(0, "moonraker")
    job = house.upload(house.gcode())
    house.ha.action("printmux.dispatch", {"printers": [house.names[0]], "start": True})
    house.wait(job["id"], lambda job: job["targets"][0]["waiting_for"] == "offline")
    (target,) = house.job(job["id"])["targets"]
    assert target["state"] == "pending"
    assert target["error_message"]
    house.bed.start_printer(0, "moonraker")
    house.wait_state(job["id"], "completed", limit=120)


def test_setup_errors_are_told_apart(house: E2EHouse, tls_host: str) -> None:
    """Adding a printer says what is wrong, and adds nothing."""
    moonraker, octoprint = house.bed.printers
    tries = [
        ({"url": "http://127.0.0.1:9"}, "cannot_connect"),
        ({"url": moonraker["url"], "api_key": "wrong"}, "invalid_auth"),
        ({"url": octoprint["url"]}, "invalid_auth"),
        ({"url": house.ha.url}, "own_address"),
        ({"url": tls_host}, "ssl_error"),
    ]
    before = len(house.ha.subentries(house.entry_id))
    for user_input, error in tries:
        with pytest.raises(HaError, match=error):
            house.ha.subflow(house.entry_id, "printer", user_input, {})
    with pytest.raises(HaError, match="already_configured"):
        house.ha.subflow(
            house.entry_id,
            "printer",
            {"url": moonraker["url"], "api_key": moonraker["api_key"]},
            {"name": "Twin"},
        )
    assert len(house.ha.subentries(house.entry_id)) == before


def test_reload_keeps_the_slicer_side(house: E2EHouse) -> None:
    """Disabled: 404 in the protocol's shape. Enabled again: as before."""
    url = f"{house.ha.url}/api/version"
    request = urllib.request.Request(url, headers={"X-Api-Key": house.key})
    change = {"type": "config_entries/disable", "entry_id": house.entry_id}
    house.ha.ws({**change, "disabled_by": "user"})
    with pytest.raises(urllib.error.HTTPError, match="404") as err:
        urllib.request.urlopen(request, timeout=10)
    assert b'"error"' in err.value.read()
    house.ha.ws({**change, "disabled_by": None})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert b"OctoPrint (PrintMux" in answer.read()
