"""Tests of the PrusaLink driver against canned answers, as printers' firmware gives them."""

import asyncio
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import prusalink
from custom_components.printmux.printers.driver import (
    Camera,
    Command,
    Outcome,
    PastPrint,
    PrinterState,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from custom_components.printmux.printers.prusalink import PrusaLinkDriver

from .conftest import FakeHost, html, prusalink_error

STATUS = "GET /api/v1/status"
JOB = "GET /api/v1/job"
STORAGE = "GET /api/v1/storage"
NAME = "benchy-0a1b2c3d.bgcode"
SHORT = "BENCHY~1.BGC"
FILE = f"GET /api/v1/files/usb/{NAME}"
PUT = f"PUT /api/v1/files/usb/{NAME}"
ORDER = f"POST /api/v1/files/usb/{NAME}"
DELETE = f"DELETE /api/v1/files/usb/{NAME}"
USB = {"path": "/usb/", "name": "usb", "read_only": False}
PI_STORAGES = [
    {"path": "/sdcard", "read_only": True, "name": "SD Card"},
    {"path": "/local", "read_only": False, "name": "PrusaLink gcodes"},
]
NO_CONTENT = web.Response(status=204)


def status_of(word: str, storage: Any = None, **more: Any) -> dict[str, Any]:
    """Make an answer of `/api/v1/status`."""
    printer = {
        "state": word,
        "temp_bed": 59.8,
        "target_bed": 60.0,
        "temp_nozzle": 214.9,
        "target_nozzle": 215.0,
        "axis_z": 0.4,
        "flow": 95,
        "speed": 110,
        "fan_hotend": 8000,
        "fan_print": 5000,
    }
    return {"storage": storage or USB, "printer": printer | more}


def printing(word: str = "PRINTING", job_id: int = 5) -> dict[str, Any]:
    """Make an answer of `/api/v1/status` with a job."""
    job = {"id": job_id, "progress": 42.5, "time_remaining": 520, "time_printing": 526}
    return status_of(word) | {"job": job}


def job_of(job_id: int = 5, **file: Any) -> dict[str, Any]:
    """Make an answer of `/api/v1/job`."""
    entry = {"name": SHORT, "display_name": NAME, "path": "/usb", "size": 100}
    return {
        "id": job_id,
        "state": "PRINTING",
        "progress": 42.5,
        "time_printing": 526,
        "file": entry | file,
    }


def entry_of(source: SourceFile, **more: Any) -> dict[str, Any]:
    """Make an answer for a file."""
    return {
        "name": SHORT,
        "ro": False,
        "type": "PRINT_FILE",
        "size": source.size,
        "refs": {"thumbnail": f"/thumb/l/usb/{SHORT}", "download": f"/usb/{SHORT}"},
        "display_name": NAME,
    } | more


@pytest.fixture
def driver(
    host: FakeHost, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> PrusaLinkDriver:
    """Give a driver for a printer that has nothing to do, with shorter waits."""
    monkeypatch.setattr(prusalink, "POLL_S", 0.01)
    monkeypatch.setattr(prusalink, "START_WAIT_S", 0.5)
    host.on(STATUS, status_of("IDLE"))
    host.on(JOB, NO_CONTENT)
    host.on(STORAGE, {"storage_list": [USB | {"type": "USB", "available": True}]})
    return PrusaLinkDriver(session, host.url, "password")


@pytest.mark.parametrize(
    ("word", "state", "ready"),
    [
        ("IDLE", PrinterState.IDLE, True),
        ("READY", PrinterState.IDLE, True),
        ("BUSY", PrinterState.IDLE, False),
        ("FINISHED", PrinterState.FINISHED, True),
        ("STOPPED", PrinterState.CANCELLED, True),
        ("ATTENTION", PrinterState.ERROR, False),
        ("ERROR", PrinterState.ERROR, False),
        ("UNKNOWN", PrinterState.IDLE, False),
    ],
)
async def test_status_without_a_print(
    host: FakeHost, driver: PrusaLinkDriver, word: str, state: PrinterState, ready: bool
) -> None:
    """Each of PrusaLink's states is one of ours."""
    host.on(STATUS, status_of(word))
    status = await driver.status()
    assert (status.state, status.ready, status.file) == (state, ready, None)
    assert not host.asked(JOB)
    assert status.nozzles == ((214.9, 215.0),)
    assert status.bed == (59.8, 60.0)
    assert (status.flow_factor, status.speed_factor) == (0.95, 1.1)
    assert driver.prints == {".gcode", ".gco", ".g", ".bgcode"}


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("PRINTING", PrinterState.PRINTING),
        ("PAUSED", PrinterState.PAUSED),
        ("ATTENTION", PrinterState.PAUSED),
    ],
)
async def test_status_of_a_print(
    host: FakeHost, driver: PrusaLinkDriver, word: str, state: PrinterState
) -> None:
    """A print has a file under its long name, and numbers."""
    host.on(STATUS, printing(word))
    host.on(JOB, job_of())
    status = await driver.status()
    assert (status.state, status.ready, status.file) == (state, False, NAME)
    assert status.progress == pytest.approx(0.425)
    assert (status.elapsed_s, status.remaining_s) == (526, 520)
    assert ("attention" in str(status.message)) is (word == "ATTENTION")


async def test_print_goes_on_while_busy(
    host: FakeHost, driver: PrusaLinkDriver
) -> None:
    """Firmware that recovers from a crash has no job for a while, but still prints."""
    host.on(STATUS, printing(), status_of("BUSY"), status_of("IDLE"))
    host.on(JOB, job_of())
    for _ in range(2):
        status = await driver.status()
        assert (status.state, status.file) == (PrinterState.PRINTING, NAME)
    status = await driver.status()
    assert (status.state, status.file) == (PrinterState.IDLE, None)


@pytest.mark.parametrize(
    ("path", "name", "file"),
    [
        ("/usb", SHORT, NAME),
        ("/usb/toys", SHORT, f"toys/{NAME}"),
        (f"/PrusaLink gcodes/{NAME}", NAME, NAME),
        (f"/PrusaLink gcodes/toys/{NAME}", NAME, f"toys/{NAME}"),
        (None, SHORT, NAME),
    ],
)
async def test_paths(
    host: FakeHost, driver: PrusaLinkDriver, path: str | None, name: str, file: str
) -> None:
    """Firmware tells the folder, a Raspberry Pi the whole path."""
    host.on(STATUS, printing())
    host.on(JOB, job_of(path=path, name=name))
    assert (await driver.status()).file == file


async def test_raspberry_pi(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """On a Raspberry Pi a start has to wait, and the host's words say what is wrong."""
    lost = {"ok": False, "message": "Serial device does not exist"}
    for answer, words in (
        (status_of("FINISHED", PI_STORAGES), "just ended"),
        (status_of("ERROR", PI_STORAGES, status_printer=lost), "Serial device"),
        (
            status_of("BUSY", PI_STORAGES, status_printer={"ok": True, "message": ""}),
            "busy",
        ),
    ):
        host.on(STATUS, answer)
        status = await driver.status()
        assert not status.ready
        assert words in str(status.message)
    assert ".bgcode" not in driver.prints
    assert ".gcode" in driver.prints
    host.on(STATUS, prusalink_error(503, "Printer Unavailable", "Not connected."))
    seen: list[Any] = []
    following = asyncio.create_task(driver.follow(seen.append))
    while not seen:
        await asyncio.sleep(0.01)
    following.cancel()
    assert (seen[0].state, seen[0].message) == (PrinterState.OFFLINE, "Not connected")


@pytest.mark.parametrize(
    "answer", [html(502, "502 Bad Gateway"), {"printer": 5}, {}, {"job": {}, "x": 1}]
)
async def test_status_never_raises(
    host: FakeHost, driver: PrusaLinkDriver, answer: Any
) -> None:
    """Whatever a host answers, a look at it gives a state."""
    host.on(STATUS, answer)
    host.on(JOB, answer)
    assert (await driver.status()).state in (PrinterState.OFFLINE, PrinterState.IDLE)


async def test_upload(
    host: FakeHost, driver: PrusaLinkDriver, source: SourceFile
) -> None:
    """The file is the whole body; nothing is started; the listing is waited for."""
    host.on(PUT, web.json_response({}, status=201))
    missing = prusalink_error(404, "404: Not Found")
    host.on(FILE, missing, entry_of(source, size=0), entry_of(source))
    sent: list[int] = []
    assert await driver.upload(source, NAME, sent.append) == NAME
    assert sent[-1] == source.size
    request = host.asked(PUT)[0]
    assert request.body == source.path.read_bytes()
    headers = request.headers
    assert headers["Content-Length"] == str(source.size)
    assert headers["Content-Type"] == "application/octet-stream"
    assert (headers["Overwrite"], headers["Print-After-Upload"]) == ("?1", "?0")
    assert (headers["X-Api-Key"], headers["Accept"]) == ("password", "application/json")
    assert "Transfer-Encoding" not in headers
    host.on(FILE, missing)
    with pytest.raises(ContentMismatchError, match="does not list"):
        await driver.upload(source, NAME, sent.append)


async def test_upload_as_text(
    host: FakeHost, driver: PrusaLinkDriver, source: SourceFile
) -> None:
    """A Raspberry Pi takes G-code only under the name of its type."""
    host.on(
        STORAGE,
        {
            "storage_list": [
                {"path": "/local", "available": False, "read_only": False},
                {"path": "/sdcard", "available": True, "read_only": True},
                {"path": "/usb/", "available": True, "read_only": False},
            ]
        },
    )
    route = "/api/v1/files/usb/a.gcode"
    host.on(f"PUT {route}", web.Response(status=201))
    host.on(f"GET {route}", {"name": "a.gcode", "size": source.size})
    assert await driver.upload(source, "a.gcode", lambda sent: None) == "a.gcode"
    assert host.asked(f"PUT {route}")[0].headers["Content-Type"] == "text/x.gcode"


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (
            prusalink_error(409, "409: Conflict", "Another transfer in progress"),
            HostBusyError,
            "Another transfer",
        ),
        (
            prusalink_error(507, "507: Insufficient Storage", "USB drive full"),
            HostRefusedError,
            "no space left .USB drive full",
        ),
        (
            prusalink_error(415, "415: Unsupported Media Type", "Not a GCODE"),
            HostRefusedError,
            "Not a GCODE",
        ),
        (
            prusalink_error(422, "422", "Filename contains invalid characters"),
            HostRefusedError,
            "invalid characters",
        ),
        (prusalink_error(413, "Request Entity Too Large"), HostRefusedError, "larger"),
        (prusalink_error(401, "401: Unauthorized"), HostAuthError, "key"),
        (prusalink_error(503, "503: Busy"), HostBusyError, "not ready"),
        (html(502, "502 Bad Gateway"), HostUnreachableError, "502"),
    ],
)
async def test_bad_uploads(
    host: FakeHost,
    driver: PrusaLinkDriver,
    source: SourceFile,
    answer: Any,
    error: type[DriverError],
    words: str,
) -> None:
    """Refusals of an upload are told apart, in the printer's words."""
    host.on(PUT, answer)
    with pytest.raises(error, match=words):
        await driver.upload(source, NAME, lambda sent: None)


async def test_no_upload_without_a_place(
    host: FakeHost, driver: PrusaLinkDriver, source: SourceFile
) -> None:
    """Without a USB stick, or over the file that is printed, nothing is sent."""
    host.on(JOB, job_of())
    with pytest.raises(HostBusyError, match="prints that file"):
        await driver.upload(source, NAME, lambda sent: None)
    host.on(JOB, NO_CONTENT)
    host.on(STORAGE, {"storage_list": [USB | {"available": False}]})
    with pytest.raises(HostBusyError, match="USB stick"):
        await driver.upload(source, NAME, lambda sent: None)
    assert not host.asked(PUT)


async def test_verify(
    host: FakeHost, driver: PrusaLinkDriver, source: SourceFile
) -> None:
    """Size and content decide; without a download the size alone."""
    assert source.path.read_bytes()
    host.on(FILE, entry_of(source))
    download = f"GET /usb/{SHORT}"
    host.on(download, web.Response(body=source.path.read_bytes()))
    assert await driver.verify(source, NAME)
    host.on(download, web.Response(body=b"x" * source.size))
    with pytest.raises(ContentMismatchError, match="other content"):
        await driver.verify(source, NAME)
    host.on(FILE, entry_of(source, refs={}))
    assert await driver.verify(source, NAME)
    host.on(FILE, entry_of(source, size=1))
    with pytest.raises(ContentMismatchError, match="1 bytes instead of"):
        await driver.verify(source, NAME)
    host.on(FILE, prusalink_error(404, "404: Not Found"))
    assert not await driver.verify(source, NAME)
    host.on(FILE, html(404, "404 Not Found"))
    with pytest.raises(NotAPrinterHostError):
        await driver.verify(source, NAME)


@pytest.mark.parametrize("file", [{}, {"display_name": None}, {"name": NAME}])
async def test_start(
    host: FakeHost, driver: PrusaLinkDriver, file: dict[str, Any]
) -> None:
    """A start counts once there is a job with that file, by its long or short name."""
    name = SHORT if "display_name" in file else NAME
    order = f"POST /api/v1/files/usb/{name}"
    host.on(order, NO_CONTENT)
    host.on(STATUS, status_of("FINISHED"), status_of("IDLE"), printing())
    host.on(JOB, job_of(**file))
    await driver.start(name)
    assert len(host.asked(order)) == 1
    assert len(host.asked(STATUS)) == 3


async def test_start_of_a_print_that_is_over_at_once(
    host: FakeHost, driver: PrusaLinkDriver
) -> None:
    """An idle printer that took the start and has finished has printed it."""
    host.on(ORDER, NO_CONTENT)
    host.on(STATUS, status_of("IDLE"), status_of("FINISHED"))
    await driver.start(NAME)
    past = await driver.past_print(NAME)
    assert past
    assert past.outcome is Outcome.COMPLETED
    assert await driver.past_print("other.gcode") is None


@pytest.mark.parametrize(
    ("status", "order", "later", "error"),
    [
        ("PRINTING", NO_CONTENT, "PRINTING", HostBusyError),
        ("BUSY", NO_CONTENT, "BUSY", HostBusyError),
        ("IDLE", prusalink_error(409, "409: Conflict"), "IDLE", HostBusyError),
        ("IDLE", prusalink_error(404, "404: Not Found"), "IDLE", HostRefusedError),
        ("IDLE", NO_CONTENT, "IDLE", StartUnconfirmedError),
        ("IDLE", html(504, "504 Gateway"), "IDLE", StartUnconfirmedError),
        ("IDLE", html(504, "504 Gateway"), "FINISHED", StartUnconfirmedError),
        ("FINISHED", NO_CONTENT, "FINISHED", StartUnconfirmedError),
    ],
)
async def test_start_fails(
    host: FakeHost,
    driver: PrusaLinkDriver,
    status: str,
    order: Any,
    later: str,
    error: type[DriverError],
) -> None:
    """Busy, refused and unseen starts are told apart."""
    host.on(STATUS, status_of(status), status_of(later))
    host.on(ORDER, order)
    with pytest.raises(error):
        await driver.start(NAME)


async def test_start_with_another_file(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """A job with another file confirms nothing."""
    host.on(ORDER, NO_CONTENT)
    host.on(STATUS, status_of("IDLE"), printing())
    host.on(JOB, job_of(display_name="other.gcode", name="OTHER.GCO"))
    with pytest.raises(StartUnconfirmedError):
        await driver.start(NAME)


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("FINISHED", Outcome.COMPLETED),
        ("STOPPED", Outcome.CANCELLED),
        ("ERROR", Outcome.ERROR),
    ],
)
async def test_past_print(
    host: FakeHost, driver: PrusaLinkDriver, word: str, outcome: Outcome
) -> None:
    """What was seen of a print is kept when the printer tells it no more."""
    assert await driver.past_print(NAME) is None
    host.on(STATUS, printing(), printing("PAUSED"), status_of(word), status_of("IDLE"))
    host.on(JOB, job_of())
    for _ in range(2):
        running = await driver.past_print(NAME)
        assert running == PastPrint(outcome=None, remote_id="5", print_s=526)
    for _ in range(2):
        past = await driver.past_print(NAME)
        assert past
        assert (past.outcome, past.remote_id) == (outcome, "5")
        assert past.ended_at
    host.on(STATUS, printing(job_id=6))
    host.on(JOB, job_of(6, display_name="other.gcode", name="OTHER.GCO"))
    assert await driver.past_print(NAME) is None


async def test_end_that_nobody_saw(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """A print that is gone at the next look has no known end."""
    host.on(STATUS, printing(), status_of("IDLE"), status_of("FINISHED"))
    host.on(JOB, job_of())
    await driver.look()
    for _ in range(2):
        assert await driver.past_print(NAME) is None


async def test_print_that_recovers(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """A print that goes on after an error has not ended."""
    host.on(STATUS, printing(), printing("ERROR"), printing(), status_of("FINISHED"))
    host.on(JOB, job_of())
    seen = [await driver.past_print(NAME) for _ in range(4)]
    assert [past and past.outcome for past in seen] == [
        None,
        Outcome.ERROR,
        None,
        Outcome.COMPLETED,
    ]


async def test_commands(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """Orders go to the job that is at hand."""
    with pytest.raises(HostBusyError, match="prints nothing"):
        await driver.cancel()
    host.on(JOB, job_of(17))
    for route in ("PUT /api/v1/job/17/pause", "PUT /api/v1/job/17/resume"):
        host.on(route, NO_CONTENT)
    host.on("DELETE /api/v1/job/17", NO_CONTENT, prusalink_error(409, "409: Conflict"))
    for command in (Command.PAUSE, Command.RESUME, Command.CANCEL):
        await driver.command(command)
    orders = [seen.route for seen in host.seen if not seen.route.startswith("GET")]
    assert orders == [
        "PUT /api/v1/job/17/pause",
        "PUT /api/v1/job/17/resume",
        "DELETE /api/v1/job/17",
    ]
    with pytest.raises(HostBusyError, match="Conflict"):
        await driver.cancel()
    with pytest.raises(HostRefusedError):
        await driver.command(Command.EMERGENCY_STOP)


async def test_delete(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """A missing file is fine, one in use is not; the listing is waited for."""
    missing = prusalink_error(404, "404: Not Found")
    host.on(
        DELETE, NO_CONTENT, missing, prusalink_error(409, "409: Conflict", "is busy")
    )
    host.on(FILE, {"name": SHORT}, missing)
    for _ in range(2):
        await driver.delete(NAME)
    assert len(host.asked(FILE)) == 2
    with pytest.raises(HostBusyError, match="is busy"):
        await driver.delete(NAME)


async def test_details(host: FakeHost, driver: PrusaLinkDriver) -> None:
    """Firmware has a nozzle and no cameras, a Raspberry Pi may have cameras."""
    host.on("GET /api/v1/info", {"nozzle_diameter": 0.4, "serial": "123"})
    details = await driver.details()
    assert (details.nozzle_diameters, details.cameras) == ((0.4,), ())
    cameras = [
        {"camera_id": "ab12", "connected": True, "config": {"name": "Front"}},
        {"camera_id": "cd34", "connected": False, "config": {"name": "Gone"}},
    ]
    host.on("GET /api/v1/cameras", {"camera_list": cameras})
    snapshot = f"{host.url}/api/v1/cameras/ab12/snap"
    assert (await driver.details()).cameras == (
        Camera(name="Front", snapshot_url=snapshot, wants_key=True),
    )


async def test_picture(
    host: FakeHost, driver: PrusaLinkDriver, source: SourceFile
) -> None:
    """The thumbnail is the one that the file's entry refers to."""
    host.on(FILE, entry_of(source))
    assert await driver.picture(NAME) is None
    image = web.Response(body=b"\x89PNG", content_type="image/png")
    host.on(f"GET /thumb/l/usb/{SHORT}", image)
    picture = await driver.picture(NAME)
    assert picture
    assert (picture.content, picture.content_type) == (b"\x89PNG", "image/png")
    host.on(FILE, entry_of(source, refs={"thumbnail": None}))
    assert await driver.picture(NAME) is None
