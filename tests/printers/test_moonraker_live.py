"""Tests of how Moonraker's websocket is listened to, against one that does as told."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import (
    driver as driver_module,
    moonraker_live,
    moonraker_socket,
)
from custom_components.printmux.printers.driver import Heater, PrinterState
from custom_components.printmux.printers.errors import (
    DriverError,
    HostAuthError,
    HostUnreachableError,
    NotAPrinterHostError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver

from .conftest import FakeHost, html, moonraker_error, redirect
from .moonraker_push import IDLE, JsonRpcError, Push, Reports, following

PRINTING = {"state": "printing", "filename": "a.gcode", "total_duration": 0.1}


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the heartbeat of a closed websocket run out, as aiohttp does."""
    return True


@pytest.fixture
def push(host: FakeHost) -> Push:
    """Give a Moonraker with a websocket."""
    return Push(host)


@pytest.fixture
def driver(
    push: Push, host: FakeHost, session: aiohttp.ClientSession
) -> MoonrakerDriver:
    """Give its driver."""
    return MoonrakerDriver(session, host.url, " key ")


@pytest.fixture
async def reports(driver: MoonrakerDriver) -> AsyncIterator[Reports]:
    """Follow the printer, and give what is reported."""
    async with following(driver) as reports:
        yield reports


async def fault_of(driver: MoonrakerDriver) -> DriverError:
    """Return the error that following ends with."""
    with pytest.raises(DriverError) as caught:
        async with asyncio.timeout(60):
            await driver.follow(lambda status: None)
    return caught.value


async def test_first_report_is_whole(push: Push, reports: Reports) -> None:
    """What lasts is subscribed to, what moves is asked for, and both are reported."""
    status = await reports.until(lambda status: True)
    assert (status.state, status.ready) == (PrinterState.IDLE, True)
    assert status.nozzles == (Heater(21.5, 0.0),)
    assert status.bed == Heater(20.5, 0.0)
    assert status.chamber == Heater(22.5, None)
    assert (status.speed_factor, status.flow_factor) == (1.0, 1.0)
    [told] = push.asked("printer.objects.subscribe")
    assert told["objects"]["extruder"] == ["target"]
    assert "virtual_sdcard" not in told["objects"]
    asked = push.asked("printer.objects.query")[0]
    assert asked["objects"]["extruder"] == ["temperature"]
    assert set(told["objects"]) | set(asked["objects"]) == set(IDLE)
    assert push.headers["X-Api-Key"] == "key"
    [identity] = push.asked("server.connection.identify")
    assert (identity["client_name"], identity["api_key"]) == ("PrintMux", "key")


async def test_news_at_once_and_numbers_later(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers wait for their time, unless something lasting takes them along."""
    monkeypatch.setattr(moonraker_live, "NUMBERS_S", 600)
    await reports.until(lambda status: True)
    for degrees in range(30, 40):
        await push.change(extruder={"temperature": float(degrees)})
    push.objects["heater_bed"]["temperature"] = 50.0
    await push.change(extruder={"target": 200.0})
    await reports.until(lambda status: status.nozzles[0].target == 200)
    assert [status.nozzles[0].actual for status in reports] == [21.5, 39]
    assert reports[-1].bed == Heater(50.0, 0.0)


async def test_numbers_are_asked_for(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody tells is learned in its time; no number is older than the state."""
    monkeypatch.setattr(moonraker_live, "NUMBERS_S", 0.01)
    await reports.until(lambda status: True)
    push.objects["heater_bed"]["temperature"] = 50.0
    await reports.until(lambda status: status.bed == Heater(50.0, 0.0))
    push.objects["print_stats"] |= PRINTING | {"filament_used": 5.0}
    status = await reports.until(lambda status: status.filament_mm)
    assert (status.state, status.file) == (PrinterState.PRINTING, "a.gcode")


async def test_a_hop_is_no_layer(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A nozzle that has risen is asked for again, until it is down or stays up."""
    monkeypatch.setattr(moonraker_live, "NUMBERS_S", 0.01)
    push.answers["server.files.metadata"] = {
        "layer_height": 0.2,
        "first_layer_height": 0.2,
        "object_height": 2.0,
    }
    heights = iter((0.2, 0.2, 5.2, 0.2, 5.2, 5.2, 0.2, 0.4, 0.4, 0.4, 5.4))
    height = 0.2

    def look(wanted: dict[str, list[str]]) -> dict[str, Any]:
        nonlocal height
        height = next(heights, 0.4)
        push.objects["gcode_move"]["gcode_position"] = [1.0, 1.0, height, 1.0]
        return push.choose(wanted)

    await reports.until(lambda status: True)
    push.answers["printer.objects.query"] = look
    await push.change(print_stats=PRINTING | {"print_duration": 1.0})
    await reports.until(lambda status: status.layer == 2 and not next(heights, None))
    layers = [status.layer or 0 for status in reports if status.file]
    assert layers == sorted(layers)
    assert set(layers) == {1, 2}


async def test_klipper_without_time(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Klipper that is too busy to answer is not lost while Moonraker speaks."""
    monkeypatch.setattr(moonraker_live, "NUMBERS_S", 0.01)
    await reports.until(lambda status: True)
    # As if its load had just been told, which it is each second.
    monkeypatch.setattr(moonraker_socket.Socket, "quiet_s", 0.0)
    monkeypatch.setattr(moonraker_socket, "CALL_S", 0.05)
    push.answers["printer.objects.query"] = None
    asked = len(push.asked("printer.objects.query"))
    async with asyncio.timeout(60):
        while len(push.asked("printer.objects.query")) < asked + 3:
            await asyncio.sleep(0.01)
    push.answers["printer.objects.query"] = push.choose
    push.objects["heater_bed"]["temperature"] = 50.0
    await reports.until(lambda status: status.bed == Heater(50.0, 0.0))
    assert {one.state for one in reports} == {PrinterState.IDLE}


async def test_nothing_new_is_not_reported(push: Push, reports: Reports) -> None:
    """A change of what is not shown is no report."""
    await reports.until(lambda status: True)
    await push.change(webhooks_of_another={"target": 5})
    await push.change(print_stats={"message": ""})
    await push.change(print_stats=PRINTING)
    await reports.until(lambda status: status.state is PrinterState.PRINTING)
    assert len(reports) == 2


async def test_progress_never_begins_with_thumbnails(
    push: Push, reports: Reports
) -> None:
    """The file's metadata is there before its first progress, for each print anew."""
    scan = {"gcode_start_byte": 800, "gcode_end_byte": 1000, "layer_count": 7}
    push.answers["server.files.metadata"] = scan
    await reports.until(lambda status: True)
    card = {"progress": 0.85, "file_position": 850}
    shown = {"progress": 0.85}
    await push.change(print_stats=PRINTING, virtual_sdcard=card, display_status=shown)
    status = await reports.until(lambda status: status.file)
    assert status.progress == pytest.approx(0.25)
    assert status.layer_count == 7
    await push.change(print_stats={"state": "complete"})
    await reports.until(lambda status: status.progress == 1)
    push.answers["server.files.metadata"] = scan | {"gcode_start_byte": 700}
    await push.change(print_stats={"state": "printing"})
    await reports.until(lambda status: status.state is PrinterState.PRINTING)
    assert reports[-1].progress == pytest.approx(0.5)
    assert push.asked("server.files.metadata") == [{"filename": "a.gcode"}] * 2


async def test_metadata_that_comes_later(push: Push, reports: Reports) -> None:
    """A file that Moonraker has not scanned yet is asked for again."""
    push.answers["server.files.metadata"] = JsonRpcError(404, "Metadata not available")
    await reports.until(lambda status: True)
    await push.change(print_stats=PRINTING)
    status = await reports.until(lambda status: status.file)
    assert status.layer_count is None
    push.answers["server.files.metadata"] = {"layer_count": 7}
    await push.tell("notify_filelist_changed", {"action": "create_file"})
    await push.change(print_stats={"message": "now"})
    await reports.until(lambda status: status.layer_count == 7)


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (["// Klipper state: Disconnect"], PrinterState.STARTING),
        (["// anything"], PrinterState.OFFLINE),
    ],
)
async def test_klipper_goes_and_comes(
    push: Push, reports: Reports, left: list[str], state: PrinterState
) -> None:
    """One that took leave restarts, another one is gone; back, all is asked anew."""
    await reports.until(lambda status: True)
    await push.tell("notify_gcode_response", *left)
    push.klipper("disconnected")
    await push.tell("notify_klippy_disconnected")
    status = await reports.until(lambda status: status.state is state)
    assert status.message
    assert not status.ready
    push.klipper("ready", "Printer is ready")
    await push.tell("notify_klippy_ready")
    await reports.until(lambda status: status.state is PrinterState.IDLE)
    assert [one.state for one in reports] == [
        PrinterState.IDLE,
        state,
        PrinterState.IDLE,
    ]
    assert reports[0] == reports[2]


async def test_a_restart_that_fails(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Klipper that took leave and does not come back is gone after all."""
    monkeypatch.setattr(moonraker_live, "RESTART_S", 0.2)
    monkeypatch.setattr(moonraker_live, "ASK_AGAIN_S", 0.02)
    await reports.until(lambda status: True)
    await push.tell("notify_gcode_response", "// Klipper state: Disconnect")
    push.klipper("disconnected")
    await push.tell("notify_klippy_disconnected")
    await reports.until(lambda status: status.state is PrinterState.OFFLINE)
    assert [one.state for one in reports][1:] == [
        PrinterState.STARTING,
        PrinterState.OFFLINE,
    ]


async def test_temperatures_are_measured_before_they_are_told(
    push: Push, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A Klipper that has just started says 0 of all: nobody is told so."""
    monkeypatch.setattr(moonraker_live, "BETWEEN_S", 0.01)
    push.objects["extruder"]["temperature"] = 0.0
    async with following(driver) as reports:
        async with asyncio.timeout(60):
            while len(push.asked("printer.objects.query")) < 2:
                await asyncio.sleep(0.01)
        assert not reports
        push.objects["extruder"]["temperature"] = 25.0
        await reports.until(lambda status: True)
        assert reports[0].nozzles == (Heater(25.0, 0.0),)


async def test_a_thermometer_that_never_measures(
    push: Push, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not come is not waited for, and is unknown."""
    monkeypatch.setattr(moonraker_live, "MEASURE_S", 0.05)
    push.objects["extruder"]["temperature"] = 0.0
    async with following(driver) as reports:
        status = await reports.until(lambda status: True)
        assert status.nozzles == (Heater(None, 0.0),)


@pytest.mark.parametrize("by_notice", [True, False])
async def test_shutdown(push: Push, reports: Reports, by_notice: bool) -> None:
    """A shutdown is an error with Klipper's words, whoever tells of it."""
    await reports.until(lambda status: True)
    push.klipper("shutdown", "Lost communication\nwith MCU 'mcu'")
    if by_notice:
        await push.tell("notify_klippy_shutdown")
    else:
        await push.change(webhooks={"state": "shutdown"})
    await reports.until(lambda status: status.state is PrinterState.ERROR)
    assert str(reports[-1].message) == "Lost communication with MCU 'mcu'"
    assert len(reports) == 2


async def test_klipper_that_starts_while_followed(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moonraker tells nothing of a Klipper that starts: it is asked."""
    monkeypatch.setattr(moonraker_live, "ASK_AGAIN_S", 0.02)
    push.klipper("startup", "Printer is not ready")
    await reports.until(lambda status: status.state is PrinterState.STARTING)
    assert str(reports[0].message) == "Printer is not ready"
    push.klipper("error", "Option 'pin' is missing")
    await reports.until(lambda status: status.state is PrinterState.ERROR)
    # Moonraker says so a moment after Klipper itself.
    push.klipper("ready", "Printer is ready")
    push.answers["server.info"] = {"klippy_state": "startup"}
    monkeypatch.setattr(moonraker_live, "BETWEEN_S", 0.02)
    asked = len(push.asked("printer.info"))
    async with asyncio.timeout(60):
        while len(push.asked("printer.info")) < asked + 2:
            await asyncio.sleep(0.01)
    push.klipper("ready", "Printer is ready")
    await reports.until(lambda status: status.state is PrinterState.IDLE)
    assert [one.state for one in reports] == [
        PrinterState.STARTING,
        PrinterState.ERROR,
        PrinterState.IDLE,
    ]


async def test_klipper_that_says_nothing(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What Moonraker says of a Klipper that cannot be asked counts after a while."""
    monkeypatch.setattr(moonraker_live, "BETWEEN_S", 0.02)
    await reports.until(lambda status: True)
    push.klipper("shutdown")
    await push.tell("notify_klippy_shutdown")
    await reports.until(lambda status: status.state is PrinterState.ERROR)
    assert len(push.asked("printer.info")) > moonraker_live.MAX_DOUBTS
    assert len(reports) == 2


async def test_klipper_that_goes_while_asked(
    push: Push, reports: Reports, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A subscription that fails for a Klipper that has just gone is tried again."""
    monkeypatch.setattr(moonraker_live, "ASK_AGAIN_S", 0.02)
    gone = JsonRpcError(503, "Klippy Disconnected")
    push.answers["printer.objects.subscribe"] = gone
    async with asyncio.timeout(60):
        while len(push.asked("printer.objects.subscribe")) < 2:
            await asyncio.sleep(0.01)
    assert not reports
    push.answers["printer.objects.subscribe"] = push.choose
    assert (await reports.until(lambda status: True)).state is PrinterState.IDLE


@pytest.mark.parametrize(
    "answer",
    [
        html(404, "404 Not Found"),
        html(400, "400 Bad Request"),
        html(200, "a page"),
        moonraker_error(404, "Not Found"),
    ],
)
async def test_without_a_websocket(
    host: FakeHost,
    driver: MoonrakerDriver,
    monkeypatch: pytest.MonkeyPatch,
    answer: web.Response,
) -> None:
    """A host that only speaks HTTP is looked at time and again."""
    monkeypatch.setattr(driver_module, "IDLE_POLL_S", 0.01)
    host.on("GET /websocket", answer)
    stats = {"state": "standby", "filename": "", "total_duration": 0.0}
    host.on(
        "GET /printer/objects/query", {"result": {"status": {"print_stats": stats}}}
    )
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    await reports.until(lambda status: len(reports) > 2)
    task.cancel()
    assert not driver.pushes
    assert {one.state for one in reports} == {PrinterState.IDLE}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_websocket_that_leads_elsewhere(
    host: FakeHost,
    elsewhere: FakeHost,
    session: aiohttp.ClientSession,
    push: Push,
    status: int,
) -> None:
    """The key goes nowhere else: the host is looked at over HTTP."""
    Push(elsewhere)
    host.on("GET /websocket", redirect(status, f"{elsewhere.url}/websocket"))
    host.on("GET /printer/objects/query", {"result": {"status": IDLE}})
    driver = MoonrakerDriver(session, host.url, "secret")
    async with following(driver) as reports:
        await reports.until(lambda status: status.state is PrinterState.IDLE)
    assert host.asked("GET /websocket")[0].headers["X-Api-Key"] == "secret"
    assert not driver.pushes
    assert not elsewhere.seen


@pytest.mark.parametrize(
    ("route", "answer", "error"),
    [
        ("/server/info", moonraker_error(401, "Unauthorized"), HostAuthError),
        ("/server/info", html(502, "502 Bad Gateway"), HostUnreachableError),
        ("/server/info", html(404, "404 Not Found"), NotAPrinterHostError),
        ("/websocket", moonraker_error(401, "Unauthorized"), HostAuthError),
        ("/websocket", html(403, "403 Forbidden"), HostAuthError),
        ("/websocket", html(502, "502 Bad Gateway"), HostUnreachableError),
    ],
)
async def test_hosts_that_do_not_let_in(
    host: FakeHost,
    driver: MoonrakerDriver,
    route: str,
    answer: web.Response,
    error: type[DriverError],
) -> None:
    """Each way not to be let in is its own error."""
    host.on(f"GET {route}", answer)
    assert type(await fault_of(driver)) is error


@pytest.mark.parametrize(
    "method", ["server.connection.identify", "server.info", "printer.objects.subscribe"]
)
async def test_key_refused_inside(
    push: Push, driver: MoonrakerDriver, method: str
) -> None:
    """A key may be refused after the socket is open."""
    push.answers[method] = JsonRpcError(401, "Unauthorized")
    assert type(await fault_of(driver)) is HostAuthError
    assert not push.sockets or push.sockets[0].closed


async def test_nobody_there(session: aiohttp.ClientSession) -> None:
    """A host that is off is unreachable."""
    driver = MoonrakerDriver(session, "http://127.0.0.1:9")
    assert type(await fault_of(driver)) is HostUnreachableError


async def test_socket_that_goes_silent(
    push: Push, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that no longer answers pings is lost."""
    monkeypatch.setattr(moonraker_socket, "HEARTBEAT_S", 0.2)
    push.pongs = False
    assert type(await fault_of(driver)) is HostUnreachableError
    assert push.asked("printer.objects.subscribe")


@pytest.mark.parametrize("method", ["server.connection.identify", "server.info"])
async def test_call_without_an_answer(
    push: Push, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """A host that answers pings and nothing else is lost too."""
    monkeypatch.setattr(moonraker_socket, "CALL_S", 0.2)
    push.answers[method] = None
    assert type(await fault_of(driver)) is HostUnreachableError


@pytest.mark.parametrize("content", ["no JSON", "{"])
async def test_broken_messages(
    push: Push, driver: MoonrakerDriver, content: str
) -> None:
    """What is no JSON ends it; what is none of ours is passed over."""
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    await reports.until(lambda status: True)
    [socket] = push.sockets
    for odd in ('"text"', "[1]", "{}", '{"method": 5}', '{"id": 99, "result": 1}'):
        await socket.send_str(odd)
    await socket.send_bytes(b"\0")
    await push.tell("notify_status_update")
    await push.tell("notify_status_update", {"extruder": 5, "print_stats": None})
    await push.change(extruder={"target": 5.0})
    await reports.until(lambda status: status.nozzles[0].target == 5)
    await socket.send_str(content)
    async with asyncio.timeout(60):
        with pytest.raises(HostUnreachableError):
            await task


async def test_closed_by_the_host(push: Push, driver: MoonrakerDriver) -> None:
    """A Moonraker that ends is lost at once."""
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    await reports.until(lambda status: True)
    await push.sockets[0].close()
    async with asyncio.timeout(60):
        with pytest.raises(HostUnreachableError):
            await task


async def test_cancelled_following_leaves_nothing(
    push: Push, driver: MoonrakerDriver
) -> None:
    """Whoever follows no more leaves neither a task nor a socket."""
    before = asyncio.all_tasks()
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    await reports.until(lambda status: True)
    task.cancel()
    await asyncio.wait([task])
    async with asyncio.timeout(60):
        while push.sockets:
            await asyncio.sleep(0.01)
    left: set[Any] = asyncio.all_tasks() - before
    assert not [one for one in left if "printmux" in str(one.get_coro())]
