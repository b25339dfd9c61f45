"""What stays on real printers, and files that Home Assistant's user brings."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
import threading
import time

import pytest

from tests.harness.process import wait_until

from .house import FINAL, QUIET, E2EHouse, Job, sha256

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

KINDS = ("moonraker", "octoprint")
# Long enough on its way that it can be caught between its arrival and its start.
LARGE = 60_000_000


def send(house: E2EHouse, path: Path, *indexes: int) -> Job:
    """Have a file printed on some of the printers."""
    job = house.upload(path)
    data = {"job_id": job["id"], "printers": [house.names[at] for at in indexes]}
    house.ha.action("printmux.dispatch", {**data, "start": True})
    return house.job(job["id"])


def catch(path: Path, size: int) -> None:
    """Wait for a file to be there, whole."""
    until = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < until, f"{path} did not come"
        time.sleep(0.002)


def wait_gone(copies: list[Path]) -> None:
    """Wait until no printer has a copy any more."""
    wait_until("the sweep", lambda: not any(map(Path.exists, copies)), limit=120)


@pytest.mark.parametrize("index", [0, 1], ids=KINDS)
@pytest.mark.parametrize("crash", [False, True], ids=["runs on", "crashes"])
def test_printer_lost_before_the_start(
    house: E2EHouse, index: int, crash: bool
) -> None:
    """The copy of a job that is cancelled meanwhile goes when the printer is back."""
    path = house.folder / f"large {index} {crash}.gcode"
    path.write_bytes(b"; %d %d\n" % (index, crash) + b"G4 P1\n" * (LARGE // 6))
    job = send(house, path, index)
    (copy,) = house.remote_files(job)
    catch(copy, path.stat().st_size)
    house.bed.kill_printer(index)
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    house.wait_state(job["id"], "cancelled")
    if crash:
        house.ha.kill9()
        house.ha.start()
    assert copy.exists()
    house.bed.start_printer(index)
    wait_gone([copy])


@pytest.fixture
def removing(house: E2EHouse, socket_enabled: None) -> Iterator[None]:
    """Have copies deleted after their print."""
    house.ha.options(house.entry_id, {**QUIET, "remove_copies": True})
    yield
    house.ha.options(house.entry_id, {**QUIET, "remove_copies": False})


def test_copies_of_prints(house: E2EHouse) -> None:
    """They stay where the user has not said otherwise."""
    job = send(house, house.gcode(), 0, 1)
    house.wait_state(job["id"], "completed", limit=90)
    house.check_files(job)


@pytest.mark.usefixtures("removing")
def test_copies_removed_after_the_print(house: E2EHouse) -> None:
    """The option has them deleted, and the printers go on to the next job."""
    for _ in range(2):
        job = send(house, house.gcode(), 0, 1)
        copies = house.remote_files(job)
        house.wait_state(job["id"], *FINAL, limit=90)
        assert house.job(job["id"])["state"] == "completed"
        wait_gone(copies)


@pytest.mark.usefixtures("removing")
def test_copy_removed_after_a_cancelled_print(house: E2EHouse) -> None:
    """It goes as soon as the printer lets go of it."""
    job = send(house, house.gcode(60), 0, 1)
    copies = house.remote_files(job)
    house.wait_targets(job["id"], "printing")
    house.ha.action("printmux.cancel_job", {"job_id": job["id"]})
    wait_gone(copies)


@pytest.fixture
def shelf(house: E2EHouse, socket_enabled: None) -> Iterator[str]:
    """Return the address of a web server with the files of the house."""
    handler = partial(SimpleHTTPRequestHandler, directory=house.folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_import(house: E2EHouse, shelf: str) -> None:
    """A file comes from Home Assistant's folder or from an address, and is printed."""
    path = house.gcode()
    (house.ha.config / "www" / path.name).write_bytes(path.read_bytes())
    origins = (
        {"path": str(house.ha.config / "www" / path.name)},
        {"url": f"{shelf}/{path.name.replace(' ', '%20')}"},
    )
    for name, origin in zip(house.names, origins, strict=True):
        answer = house.ha.action(
            "printmux.import_file", {**origin, "folder": "toys"}, response=True
        )
        job_id = answer["job_id"]
        house.wait_state(job_id, "awaiting_selection")
        job = house.job(job_id)
        told = (job["name"], job["folder"], job["source"], job["sha256"])
        assert told == (path.name, "toys", "import", sha256(path))
        wanted = {"job_id": job_id, "printers": [name], "start": True}
        house.ha.action("printmux.dispatch", wanted)
        house.wait_state(job_id, *FINAL, limit=90)
        assert house.job(job_id)["state"] == "completed"
