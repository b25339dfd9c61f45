"""Tests of the Moonraker driver against a server with canned answers."""

import asyncio
import os
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import moonraker, moonraker_orders
from custom_components.printmux.printers.driver import Outcome, PrinterState, SourceFile
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
from custom_components.printmux.printers.moonraker import MoonrakerDriver
from custom_components.printmux.printers.readback import READ_WHOLE

from .conftest import FakeHost, html, moonraker_error, source_of

QUERY = "GET /printer/objects/query"
START = "POST /printer/print/start"
HISTORY = "GET /server/history/list"


@pytest.fixture
def driver(host: FakeHost, session: aiohttp.ClientSession) -> MoonrakerDriver:
    """Give a driver for a host whose Klipper is ready."""
    host.on("GET /server/info", {"result": {"klippy_state": "ready"}})
    host.on(QUERY, objects("", "standby"))
    return MoonrakerDriver(session, host.url, "key")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait less than for a real printer."""
    monkeypatch.setattr(moonraker_orders, "POLL_S", 0.01)
    monkeypatch.setattr(moonraker_orders, "START_WAIT_S", 0.5)


def objects(name: str, state: str, **more: Any) -> dict[str, Any]:
    """Make an answer to the query for objects."""
    stats = {"filename": name, "state": state, "total_duration": 0.0}
    return {"result": {"status": {"print_stats": stats} | more}}


def row(name: str, status: str, number: int = 1) -> dict[str, Any]:
    """Make a row of the history."""
    return {
        "job_id": f"{number:06}",
        "filename": name,
        "status": status,
        "start_time": 100.0,
        "end_time": 200.0,
        "print_duration": 90.0,
        "filament_used": 12.5,
    }


@pytest.mark.parametrize(
    ("klippy", "state"),
    [
        ("startup", PrinterState.STARTING),
        ("shutdown", PrinterState.ERROR),
        ("error", PrinterState.ERROR),
        ("disconnected", PrinterState.OFFLINE),
        ("something new", PrinterState.OFFLINE),
    ],
)
async def test_status_by_klippy_state(
    host: FakeHost, driver: MoonrakerDriver, klippy: str, state: PrinterState
) -> None:
    """What Klipper's connection says decides, with Klipper's words."""
    host.on("GET /server/info", {"result": {"klippy_state": klippy}})
    host.on("GET /printer/info", {"result": {"state_message": "Lost\nthe MCU"}})
    status = await driver.status()
    assert status.state is state
    assert status.message
    assert not status.ready
    assert (status.message == "Lost the MCU") is (state is not PrinterState.OFFLINE)


@pytest.mark.parametrize(
    ("printed", "state", "ready"),
    [
        ("standby", PrinterState.IDLE, True),
        ("printing", PrinterState.PRINTING, False),
        ("paused", PrinterState.PAUSED, False),
        ("complete", PrinterState.FINISHED, True),
        ("cancelled", PrinterState.CANCELLED, True),
        ("error", PrinterState.ERROR, True),
    ],
)
async def test_status_by_print_stats(
    host: FakeHost,
    driver: MoonrakerDriver,
    printed: str,
    state: PrinterState,
    ready: bool,
) -> None:
    """Each state of print_stats has one of ours; what is missing is None."""
    host.on(QUERY, objects("a/b.gcode", printed))
    status = await driver.status()
    assert (status.state, status.ready, status.file) == (state, ready, "a/b.gcode")
    assert status.nozzles == ()
    assert status.bed is None
    assert status.filament_mm is None


@pytest.mark.parametrize("answer", [html(502, "502 Bad Gateway"), {"result": 5}, {}])
async def test_status_never_raises(
    host: FakeHost, driver: MoonrakerDriver, answer: Any
) -> None:
    """Whatever a host answers, a look at it gives a state."""
    host.on("GET /server/info", answer)
    assert (await driver.status()).state is PrinterState.OFFLINE
    host.on("GET /server/info", {"result": {"klippy_state": "ready"}})
    host.on(QUERY, answer)
    assert (await driver.status()).state in (PrinterState.OFFLINE, PrinterState.IDLE)


async def test_progress_without_thumbnails(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """Progress counts the G-code proper, unless the file itself tells by M73."""
    scan = {"gcode_start_byte": 800, "gcode_end_byte": 1000, "estimated_time": 100}
    host.on("GET /server/files/metadata", {"result": scan})
    card = {"progress": 0.85, "file_position": 850}
    shown = {"progress": 0.85}
    answer = objects("a.gcode", "printing", virtual_sdcard=card, display_status=shown)
    answer["result"]["status"]["print_stats"]["print_duration"] = 30.0
    host.on(QUERY, answer)
    status = await driver.status()
    assert status.progress == pytest.approx(0.25)
    assert status.remaining_s == 70
    shown["progress"] = 0.4
    answer["result"]["status"]["print_stats"]["print_duration"] = 120.0
    status = await driver.status()
    assert status.progress == pytest.approx(0.4)
    assert status.remaining_s == pytest.approx(180)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"item": {"path": "a.gcode", "size": 5}}, ContentMismatchError),
        ({"action": "create_file"}, NotAPrinterHostError),
        (
            moonraker_error(422, "Unprocessable Entity", "mismatch"),
            ContentMismatchError,
        ),
        (moonraker_error(500, "Internal Server Error"), HostUnreachableError),
        (html(504, "504 Gateway Time-out"), HostUnreachableError),
        (html(413, "413 Request Entity Too Large"), HostRefusedError),
    ],
)
async def test_bad_uploads(
    host: FakeHost,
    driver: MoonrakerDriver,
    source: SourceFile,
    answer: Any,
    error: type[DriverError],
) -> None:
    """An upload that is not told to be whole is none."""
    host.on("POST /server/files/upload", answer)
    with pytest.raises(DriverError) as caught:
        await driver.upload(source, "a.gcode", lambda sent: None)
    assert type(caught.value) is error


async def test_upload_never_prints(
    host: FakeHost, driver: MoonrakerDriver, source: SourceFile
) -> None:
    """An upload names root and checksum, and asks for no print."""
    item = {"path": "a.gcode", "size": source.size}
    host.on("POST /server/files/upload", {"item": item})
    assert await driver.upload(source, "a.gcode", lambda sent: None) == "a.gcode"
    body = host.seen[-1].body
    assert b'name="root"\r\n' in body
    assert source.sha256.encode() in body
    assert b'name="print"' not in body


class Copy:
    """A file on a host, with or without ranges."""

    def __init__(self, content: bytes, ranges: bool) -> None:
        """Keep what to answer."""
        self.content = content
        self.ranges = ranges
        self.bytes_sent = 0

    def __call__(self, request: web.Request) -> web.Response:
        """Answer a download."""
        span = request.http_range
        if not self.ranges or span.start is None:
            self.bytes_sent += len(self.content)
            return web.Response(body=self.content)
        piece = self.content[span]
        self.bytes_sent += len(piece)
        where = f"bytes {span.start}-{span.start + len(piece) - 1}/{len(self.content)}"
        return web.Response(
            status=206 if piece else 416, body=piece, headers={"Content-Range": where}
        )


@pytest.mark.parametrize("ranges", [True, False])
@pytest.mark.parametrize("size", [0, 10, READ_WHOLE + 1])
async def test_verify(
    host: FakeHost, driver: MoonrakerDriver, tmp_path: Path, size: int, ranges: bool
) -> None:
    """Equal copies pass, by samples where that is possible; others do not."""
    content = os.urandom(size)
    source = source_of(tmp_path / "a", content)
    good = Copy(content, ranges)
    host.on("GET /server/files/gcodes/a.gcode", good)
    assert await driver.verify(source, "a.gcode")
    assert (good.bytes_sent < size) is (ranges and size > READ_WHOLE)
    assert not await driver.verify(source, "b.gcode")
    for bad in (content + b"x", content[:-1] + b"\0\0", b""):
        if bad != content:
            host.on("GET /server/files/gcodes/a.gcode", Copy(bad, ranges))
            with pytest.raises(ContentMismatchError):
                await driver.verify(source, "a.gcode")


async def test_start_waits_for_the_printer(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """A late answer to the order is not waited for, only Klipper's word counts."""
    answered = asyncio.Event()

    async def late(request: web.Request) -> web.Response:
        assert await request.json() == {"filename": "a.gcode"}
        await answered.wait()
        return web.json_response({"result": "ok"})

    host.on(START, late)
    host.on(
        QUERY,
        objects("a.gcode", "complete"),
        objects("a.gcode", "complete"),
        objects("a.gcode", "standby"),
        moonraker_error(500, "Internal Server Error"),
        objects("a.gcode", "printing"),
    )
    await driver.start("a.gcode")
    assert len(host.asked(QUERY)) == 5
    answered.set()


@pytest.mark.parametrize(
    ("order", "error"),
    [
        (moonraker_error(400, "SD busy"), HostBusyError),
        (moonraker_error(400, "Unable to open file"), HostRefusedError),
        ({"result": "ok"}, StartUnconfirmedError),
        (html(504, "504 Gateway Time-out"), StartUnconfirmedError),
        (moonraker_error(503, "Klippy Disconnected"), StartUnconfirmedError),
        (moonraker_error(503, "Klippy Host not connected"), HostBusyError),
    ],
)
async def test_start_fails(
    host: FakeHost, driver: MoonrakerDriver, order: Any, error: type[DriverError]
) -> None:
    """A refusal is told as such; without one, an unseen print is unconfirmed."""
    host.on(START, order)
    host.on(QUERY, objects("other.gcode", "complete"))
    with pytest.raises(error):
        await driver.start("a.gcode")


async def test_start_confirmed_though_the_answer_was_lost(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """A lost answer does not matter when Klipper prints."""
    host.on(START, html(504, "504 Gateway Time-out"))
    host.on(QUERY, *[objects("", "standby")] * 3, objects("a.gcode", "printing"))
    await driver.start("a.gcode")


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (moonraker_error(404, "Not Found"), HostBusyError),
        (moonraker_error(503, "Klippy Host not connected"), HostBusyError),
        (moonraker_error(401, "Unauthorized", "Invalid API Key"), HostAuthError),
        (html(502, "502 Bad Gateway"), HostUnreachableError),
    ],
)
async def test_no_start_unseen(
    host: FakeHost, driver: MoonrakerDriver, answer: Any, error: type[DriverError]
) -> None:
    """No order goes out to a printer that cannot be looked at."""
    host.on(QUERY, answer)
    with pytest.raises(DriverError) as caught:
        await driver.start("a.gcode")
    assert type(caught.value) is error
    assert not host.asked(START)


@pytest.mark.parametrize("state", ["printing", "paused"])
async def test_no_start_while_busy(
    host: FakeHost, driver: MoonrakerDriver, state: str
) -> None:
    """No order goes out while something is printed."""
    host.on(QUERY, objects("other.gcode", state))
    with pytest.raises(HostBusyError, match=r"other\.gcode"):
        await driver.start("a.gcode")
    assert not host.asked(START)


async def test_cancelled_start_leaves_no_task(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """Whoever gives up on a start leaves nothing running."""

    async def never(request: web.Request) -> web.Response:
        await asyncio.sleep(5)
        return web.json_response({})

    host.on(START, never)
    before = asyncio.all_tasks()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await driver.start("a.gcode")
    ours = [
        task
        for task in asyncio.all_tasks() - before
        if "Host." in getattr(task.get_coro(), "__qualname__", "")
    ]
    assert not ours


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        ("in_progress", None),
        ("completed", Outcome.COMPLETED),
        ("cancelled", Outcome.CANCELLED),
        ("error", Outcome.ERROR),
        ("klippy_shutdown", Outcome.ERROR),
        ("klippy_disconnect", Outcome.INTERRUPTED),
        ("server_exit", Outcome.INTERRUPTED),
        ("interrupted", Outcome.INTERRUPTED),
        ("something new", Outcome.ERROR),
    ],
)
async def test_past_print(
    host: FakeHost, driver: MoonrakerDriver, status: str, outcome: Outcome | None
) -> None:
    """Each status in the history has an outcome."""
    rows = [row("other.gcode", "completed", 3), row("a.gcode", status, 2)]
    host.on(HISTORY, {"result": {"jobs": [*rows, row("a.gcode", "error")]}})
    past = await driver.past_print("a.gcode")
    assert past
    assert (past.outcome, past.remote_id) == (outcome, "000002")
    assert (past.started_at, past.print_s, past.filament_mm) == (100, 90, 12.5)
    assert past.ended_at == (200 if outcome else None)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("printing", None), ("paused", None), ("complete", Outcome.COMPLETED)],
)
async def test_past_print_that_outlived_moonraker(
    host: FakeHost, driver: MoonrakerDriver, state: str, outcome: Outcome | None
) -> None:
    """Klipper knows more of a print than a Moonraker that was not there."""
    host.on(HISTORY, {"result": {"jobs": [row("a.gcode", "server_exit")]}})
    host.on(QUERY, objects("a.gcode", state))
    past = await driver.past_print("a.gcode")
    assert past
    assert past.outcome is outcome


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("printing", None), ("complete", Outcome.COMPLETED), ("error", Outcome.ERROR)],
)
async def test_past_print_that_moonraker_missed(
    host: FakeHost, driver: MoonrakerDriver, state: str, outcome: Outcome | None
) -> None:
    """Klipper is asked about a print that the history does not have."""
    host.on(HISTORY, {"result": {"jobs": []}})
    assert await driver.past_print("a.gcode") is None
    host.on(QUERY, objects("a.gcode", state))
    past = await driver.past_print("a.gcode")
    assert past
    assert (past.outcome, past.remote_id, past.ended_at) == (outcome, None, None)


async def test_past_print_on_a_later_page(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """The history is paged through, newest first."""
    others = [row("other.gcode", "completed")] * moonraker.HISTORY_PAGE
    last = {"result": {"jobs": [row("a.gcode", "completed")]}}
    host.on(HISTORY, {"result": {"jobs": others}}, last)
    assert await driver.past_print("a.gcode")
    assert [seen.query["start"] for seen in host.asked(HISTORY)] == ["0", "50"]
    assert host.seen[-1].query["order"] == "desc"
    assert await driver.past_print("b.gcode") is None


async def test_delete(host: FakeHost, driver: MoonrakerDriver) -> None:
    """A missing file is fine, one in use is not."""
    route = "DELETE /server/files/gcodes/a.gcode"
    host.on(
        route,
        {"result": {}},
        moonraker_error(404, "Not Found"),
        moonraker_error(400, "Bad Request", "Invalid file path: gcodes/a.gcode"),
        moonraker_error(403, "Forbidden", "File currently in use"),
    )
    for _ in range(3):
        await driver.delete("a.gcode")
    with pytest.raises(HostBusyError, match="in use"):
        await driver.delete("a.gcode")


@pytest.mark.parametrize(
    ("known", "rows", "proven"),
    [
        ("other.gcode", [row("other.gcode", "completed")], True),
        ("a.gcode", [], False),
        ("other.gcode", [row("a.gcode", "server_exit")], False),
        # There are more, which nobody looks through.
        ("other.gcode", [row("other.gcode", "completed")] * 50, False),
    ],
)
async def test_take_back(
    host: FakeHost,
    driver: MoonrakerDriver,
    known: str,
    rows: list[dict[str, Any]],
    proven: bool,
) -> None:
    """The file is gone first; then neither Klipper nor the history may know of it."""
    deleted = "DELETE /server/files/gcodes/a.gcode"
    host.on(deleted, {"result": {}})
    host.on(HISTORY, {"result": {"jobs": rows}})
    host.on(QUERY, objects(known, "complete"))
    assert await driver.take_back("a.gcode") is proven
    assert host.asked(deleted)[0] is host.seen[0]


async def test_take_back_of_what_is_printed(
    host: FakeHost, driver: MoonrakerDriver
) -> None:
    """A start that came through can't be taken back."""
    busy = moonraker_error(403, "Forbidden", "File currently in use")
    host.on("DELETE /server/files/gcodes/a.gcode", busy)
    with pytest.raises(HostBusyError, match="in use"):
        await driver.take_back("a.gcode")


async def test_cancel(host: FakeHost, driver: MoonrakerDriver) -> None:
    """The print that is on is cancelled, once."""
    status = {"print_stats": {"state": "printing", "filename": "a.gcode"}}
    host.on(QUERY, {"result": {"status": status}})
    host.on("POST /printer/print/cancel", {"result": "ok"})
    await driver.cancel()
    assert len(host.asked("POST /printer/print/cancel")) == 1


def test_printable_files_are_stored_as_sent() -> None:
    """A file that Moonraker unpacks would fail every comparison with the upload."""
    assert ".ufp" not in MoonrakerDriver.printable
    assert ".gcode" in MoonrakerDriver.printable
