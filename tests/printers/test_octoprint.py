"""Tests of the OctoPrint driver against a server with canned answers."""

import hashlib
import json
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import octoprint
from custom_components.printmux.printers.driver import Outcome, PrinterState, SourceFile
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    DriverError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from custom_components.printmux.printers.octoprint import OctoPrintDriver
from custom_components.printmux.printers.readback import sha1_of

from .conftest import FakeHost, html, octoprint_error

PRINTER = "GET /api/printer"
JOB = "GET /api/job"
FILE = "GET /api/files/local/a.gcode"
ORDER = "POST /api/files/local/a.gcode"
DONE = {"date": 200.0, "success": True, "printTime": 90.0}


@pytest.fixture
def driver(host: FakeHost, session: aiohttp.ClientSession) -> OctoPrintDriver:
    """Give a driver for a host that has nothing to do."""
    host.on(PRINTER, flags())
    host.on(JOB, job())
    host.on(FILE, {"name": "a.gcode"})
    return OctoPrintDriver(session, host.url, "key")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less than for a real printer."""
    monkeypatch.setattr(octoprint, "POLL_S", 0.01)
    monkeypatch.setattr(octoprint, "START_WAIT_S", 0.5)


def flags(*raised: str, **more: Any) -> dict[str, Any]:
    """Make an answer of `/api/printer`; with no flags given it is idle."""
    names = raised or ("ready",)
    shown = {"operational": True} | dict.fromkeys(names, True)
    return {"state": {"text": names[0].title(), "flags": shown, "error": ""}} | more


def job(path: str | None = None, completion: float | None = None) -> dict[str, Any]:
    """Make an answer of `/api/job`."""
    progress = {"completion": completion, "printTime": 12, "printTimeLeft": 30}
    return {"job": {"file": {"path": path}}, "progress": progress, "state": "x"}


@pytest.mark.parametrize(
    ("raised", "completion", "state", "ready"),
    [
        (("ready",), None, PrinterState.IDLE, True),
        (("ready",), 40.0, PrinterState.IDLE, True),
        (("ready",), 100.0, PrinterState.FINISHED, True),
        (("printing",), 40.0, PrinterState.PRINTING, False),
        (("cancelling",), 40.0, PrinterState.PRINTING, False),
        (("finishing", "printing"), 100.0, PrinterState.PRINTING, False),
        (("resuming",), 40.0, PrinterState.PRINTING, False),
        (("pausing", "printing"), 40.0, PrinterState.PAUSED, False),
        (("paused",), 40.0, PrinterState.PAUSED, False),
        (("error",), 40.0, PrinterState.ERROR, False),
    ],
)
async def test_status_by_flags(
    host: FakeHost,
    driver: OctoPrintDriver,
    raised: tuple[str, ...],
    completion: float | None,
    state: PrinterState,
    ready: bool,
) -> None:
    """Flags and completion make the state."""
    heat = {"tool0": {"actual": 20.5, "target": 0}}
    host.on(PRINTER, flags(*raised, temperature=heat))
    host.on(JOB, job("a.gcode", completion))
    status = await driver.status()
    assert (status.state, status.ready, status.file) == (state, ready, "a.gcode")
    assert status.progress == (None if completion is None else completion / 100)
    assert (status.nozzles, status.bed) == (((20.5, 0),), None)
    assert status.filament_mm is None


@pytest.mark.parametrize(
    ("connection", "error", "state", "words"),
    [
        # One and the same: REST says the one, messages say the other.
        ("Closed", None, PrinterState.OFFLINE, "the printer."),
        ("Offline", None, PrinterState.OFFLINE, "the printer."),
        ("Unplugged", None, PrinterState.OFFLINE, "(Unplugged)"),
        ("Connecting", None, PrinterState.STARTING, "(Connecting)"),
        ("Detecting serial connection", None, PrinterState.STARTING, "(Detecting"),
        ("Offline after error", None, PrinterState.ERROR, "(Offline after error)"),
        ("Closed", "Heater too hot", PrinterState.ERROR, "Heater too hot"),
    ],
)
async def test_status_without_a_machine(
    host: FakeHost,
    driver: OctoPrintDriver,
    connection: str,
    error: str | None,
    state: PrinterState,
    words: str,
) -> None:
    """The state of the connection tells why there is no machine."""
    host.on(PRINTER, octoprint_error(409, "Printer is not operational"))
    host.on("GET /api/connection", {"current": {"state": connection}})
    host.on(JOB, job() | {"error": error})
    status = await driver.status()
    assert (status.state, status.ready) == (state, False)
    assert status.message
    assert (error or words) in str(status.message)


@pytest.mark.parametrize("answer", [html(502, "502 Bad Gateway"), {"state": 5}, {}])
async def test_status_never_raises(
    host: FakeHost, driver: OctoPrintDriver, answer: Any
) -> None:
    """Whatever a host answers, a look at it gives a state."""
    host.on(PRINTER, answer)
    host.on(JOB, answer)
    assert (await driver.status()).state in (PrinterState.OFFLINE, PrinterState.IDLE)


async def test_upload(
    host: FakeHost, driver: OctoPrintDriver, source: SourceFile
) -> None:
    """The name is the host's; nothing but the file is sent."""
    host.on("POST /api/files/local", {"files": {"local": {"path": "ab.gcode"}}})
    assert await driver.upload(source, "a&b.gcode", lambda sent: None) == "ab.gcode"
    assert host.seen[-1].body.count(b"Content-Disposition") == 1
    host.on("POST /api/files/local", {"done": True})
    with pytest.raises(NotAPrinterHostError):
        await driver.upload(source, "a.gcode", lambda sent: None)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (octoprint_error(415, "Could not upload file"), HostRefusedError),
        (octoprint_error(409, "currently being printed"), HostBusyError),
        (web.Response(status=400), HostRefusedError),
        (html(502, "502 Bad Gateway"), HostUnreachableError),
    ],
)
async def test_bad_uploads(
    host: FakeHost,
    driver: OctoPrintDriver,
    source: SourceFile,
    answer: Any,
    error: type[DriverError],
) -> None:
    """Refusals of an upload are told apart."""
    host.on("POST /api/files/local", answer)
    with pytest.raises(error):
        await driver.upload(source, "a.gcode", lambda sent: None)


async def test_verify(
    host: FakeHost, driver: OctoPrintDriver, source: SourceFile
) -> None:
    """The listing decides; a hash that is still missing is waited for."""
    entry = {"size": source.size, "hash": sha1_of(source)}
    host.on(FILE, {"size": source.size}, entry)
    assert await driver.verify(source, "a.gcode")
    for wrong in ({"size": 1}, {"hash": "0" * 40}):
        host.on(FILE, entry | wrong)
        with pytest.raises(ContentMismatchError):
            await driver.verify(source, "a.gcode")
    host.on(FILE, octoprint_error(404, "not found"))
    assert not await driver.verify(source, "a.gcode")


async def test_verify_of_a_damaged_file(
    host: FakeHost, driver: OctoPrintDriver, source: SourceFile
) -> None:
    """A copy that equals a file which rotted on the way is no good copy."""
    source.path.write_bytes(b"x" * source.size)
    host.on(
        FILE,
        {"size": source.size, "hash": hashlib.sha1(b"x" * source.size).hexdigest()},
    )
    with pytest.raises(ContentMismatchError, match="damaged"):
        await driver.verify(source, "a.gcode")


async def test_verify_without_hash(
    host: FakeHost, driver: OctoPrintDriver, source: SourceFile
) -> None:
    """Without a hash the copy is read back."""
    host.on(FILE, {"size": source.size})
    download = "GET /downloads/files/local/a.gcode"
    host.on(download, web.Response(body=source.path.read_bytes()))
    assert await driver.verify(source, "a.gcode")
    host.on(download, web.Response(body=b"other"))
    with pytest.raises(ContentMismatchError):
        await driver.verify(source, "a.gcode")


async def test_start(host: FakeHost, driver: OctoPrintDriver) -> None:
    """A start counts once OctoPrint prints that file."""
    host.on(ORDER, web.Response(status=204))
    host.on(PRINTER, flags(), flags(), flags("printing"))
    host.on(JOB, job("other.gcode"), job("a.gcode"))
    await driver.start("a.gcode")
    assert json.loads(host.asked(ORDER)[0].body) == {"command": "select", "print": True}
    assert len(host.asked(JOB)) == 2


async def test_start_of_a_print_that_is_over_at_once(
    host: FakeHost, driver: OctoPrintDriver
) -> None:
    """The file's record tells of a print that nobody could see."""
    host.on(ORDER, web.Response(status=204))
    host.on(FILE, {}, {}, {"prints": {"last": DONE}})
    await driver.start("a.gcode")


async def test_start_right_after_the_look_at_the_copy(
    host: FakeHost, driver: OctoPrintDriver, source: SourceFile
) -> None:
    """What that has told of earlier prints is not asked for again; of a later start it is."""
    entry = {"size": source.size, "hash": sha1_of(source), "prints": {"last": DONE}}
    later = {"prints": {"last": DONE | {"date": 300.0}}}
    host.on(ORDER, web.Response(status=204))
    host.on(FILE, entry, later)
    assert await driver.verify(source, "a.gcode")
    await driver.start("a.gcode")
    assert len(host.asked(FILE)) == 2
    host.on(FILE, entry, later)
    await driver.start("a.gcode")
    assert len(host.asked(FILE)) == 4


@pytest.mark.parametrize(
    ("printer", "order", "error"),
    [
        (octoprint_error(409, "not operational"), {}, HostBusyError),
        (flags("printing"), {}, HostBusyError),
        (flags(), octoprint_error(409, "already printing"), HostBusyError),
        (flags(), octoprint_error(404, "not found"), HostRefusedError),
        (flags(), web.Response(status=204), StartUnconfirmedError),
        (flags(), html(504, "504 Gateway Time-out"), StartUnconfirmedError),
    ],
)
async def test_start_fails(
    host: FakeHost,
    driver: OctoPrintDriver,
    printer: Any,
    order: Any,
    error: type[DriverError],
) -> None:
    """Busy, refused and unseen starts are told apart."""
    host.on(PRINTER, printer)
    host.on(ORDER, order)
    with pytest.raises(error):
        await driver.start("a.gcode")


async def test_past_print(host: FakeHost, driver: OctoPrintDriver) -> None:
    """The record of the file tells how its last print ended."""
    assert await driver.past_print("a.gcode") is None
    host.on(FILE, {"prints": {"last": DONE}})
    past = await driver.past_print("a.gcode")
    assert past
    assert (past.outcome, past.print_s) == (Outcome.COMPLETED, 90)
    assert (past.started_at, past.ended_at) == (110, 200)
    host.on(FILE, {"prints": {"last": {"date": 200.0, "success": False}}})
    past = await driver.past_print("a.gcode")
    assert past
    assert (past.outcome, past.started_at) == (Outcome.CANCELLED, None)
    host.on(PRINTER, octoprint_error(409, "not operational"))
    host.on("GET /api/connection", {"current": {"state": "Offline after error"}})
    past = await driver.past_print("a.gcode")
    assert past
    assert past.outcome is Outcome.ERROR
    host.on(FILE, octoprint_error(404, "not found"))
    assert await driver.past_print("a.gcode") is None


async def test_past_print_now_and_just_over(
    host: FakeHost, driver: OctoPrintDriver
) -> None:
    """A running print has no outcome; a record being written is waited for."""
    host.on(JOB, job("a.gcode", 40))
    host.on(PRINTER, flags("printing"))
    past = await driver.past_print("a.gcode")
    assert past
    assert past.outcome is None
    host.on(PRINTER, flags())
    host.on(FILE, {}, {}, {"prints": {"last": DONE}})
    past = await driver.past_print("a.gcode")
    assert past
    assert past.outcome is Outcome.COMPLETED


async def test_delete_and_cancel(host: FakeHost, driver: OctoPrintDriver) -> None:
    """A missing file is fine, one in use is not."""
    host.on(
        "DELETE /api/files/local/a.gcode",
        web.Response(status=204),
        octoprint_error(404, "not found"),
        octoprint_error(409, "Trying to delete a file that is currently in use"),
    )
    for _ in range(2):
        await driver.delete("a.gcode")
    with pytest.raises(HostBusyError, match="in use"):
        await driver.delete("a.gcode")
    host.on("POST /api/job", web.Response(status=204))
    await driver.cancel()
    assert json.loads(host.seen[-1].body) == {"command": "cancel"}
