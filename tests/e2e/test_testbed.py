"""Tests of the testbed itself: what other tests build on has to be true."""

from collections.abc import Iterator
from pathlib import Path
import time

import pytest
from pytest_socket import _remove_restrictions as open_sockets

from tests.harness.slicer import upload
from tests.testbed import Testbed
from tests.testbed.gen_gcode import Options, make

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("sockets")]

# In the order that the testbed starts them.
MOONRAKER, OCTOPRINT = 0, 1
QUERY = "/printer/objects/query?print_stats"


@pytest.fixture
def sockets() -> None:
    """Open the sockets, Unix ones too, that are shut before each test."""
    open_sockets()


@pytest.fixture(scope="module")
def bed() -> Iterator[Testbed]:
    """Start a Moonraker and an OctoPrint that want a key."""
    open_sockets()
    with Testbed(moonraker=1, octoprint=1, auth="key") as bed:
        yield bed


def read_state(bed: Testbed, index: int) -> str:
    """Return what a printer does."""
    if index == OCTOPRINT:
        return str(bed.call(index, "/api/job")["state"])
    status = bed.call(index, QUERY)["result"]["status"]
    return str(status["print_stats"]["state"])


def wait_for(bed: Testbed, index: int, state: str, limit: float = 40) -> None:
    """Wait until a printer does something."""
    until = time.monotonic() + limit
    while (now := read_state(bed, index)) != state:
        assert time.monotonic() < until, f"{now}, not {state}"
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("index", "kind", "busy", "done", "options"),
    [
        (MOONRAKER, "moonraker", "printing", "complete", Options(2, heat=True)),
        (OCTOPRINT, "octoprint", "Printing", "Operational", Options(5, dwell=200)),
    ],
)
def test_print(
    bed: Testbed,
    tmp_path: Path,
    index: int,
    kind: str,
    busy: str,
    done: str,
    options: Options,
) -> None:
    """A file is uploaded with the key, printed and finished."""
    file = make(tmp_path / "part.gcode", options)
    printer = bed.printers[index]
    assert upload(printer["url"], "wrong", file, protocol=kind)[0] in (400, 401)
    answer = upload(printer["url"], printer["api_key"], file, start=True, protocol=kind)
    assert answer[0] == 201, answer
    wait_for(bed, index, busy)
    wait_for(bed, index, done)


@pytest.mark.parametrize("index", [MOONRAKER, OCTOPRINT])
def test_kill_and_start(bed: Testbed, index: int) -> None:
    """A server comes back at the same address with the same key and files."""
    before = bed.printers[index]
    bed.kill_printer(index)
    with pytest.raises(OSError, match="refused"):
        bed.call(index, "/api/version")
    bed.start_printer(index)
    after = bed.printers[index]
    assert after["pids"] != before["pids"]
    assert (after["url"], after["api_key"]) == (before["url"], before["api_key"])
    assert bed.call(index, "/api/version")["text"]


def test_board_shutdown(bed: Testbed) -> None:
    """The board shuts down, and is back after a firmware restart."""
    assert bed.order(MOONRAKER, "shutdown") == "ok"
    until = time.monotonic() + 10
    while read_klippy(bed) != "shutdown":
        assert time.monotonic() < until
        time.sleep(0.1)
    bed.call(MOONRAKER, "/printer/firmware_restart", {})
    while read_klippy(bed) != "ready":
        assert time.monotonic() < until + 10
        time.sleep(0.1)


def read_klippy(bed: Testbed) -> str:
    """Return how the host behind Moonraker is."""
    return str(bed.call(MOONRAKER, "/server/info")["result"]["klippy_state"])
