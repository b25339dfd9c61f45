"""Tests of what Moonraker is told to do, with its printer followed."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web
import pytest

from custom_components.printmux.printers import moonraker_orders
from custom_components.printmux.printers.driver import Command, PrinterState
from custom_components.printmux.printers.errors import (
    DriverError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
    StartUnconfirmedError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver

from .conftest import FakeHost, html, moonraker_error
from .moonraker_push import IDLE, Push, Reports, following

START = "POST /printer/print/start"
QUERY = "GET /printer/objects/query"
SCRIPT = "POST /printer/gcode/script"


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the heartbeat of a closed websocket run out, as aiohttp does."""
    return True


@pytest.fixture
def push(host: FakeHost) -> Push:
    """Give a Moonraker with a websocket that answers all orders."""
    for path in moonraker_orders.PATHS.values():
        host.on(f"POST /{path}", {"result": "ok"})
    host.on(START, {"result": "ok"})
    host.on(SCRIPT, {"result": "ok"})
    host.on(QUERY, stats("standby"))
    host.on("GET /printer/objects/list", {"result": {"objects": list(IDLE)}})
    return Push(host)


@pytest.fixture
def driver(
    push: Push, host: FakeHost, session: aiohttp.ClientSession
) -> MoonrakerDriver:
    """Give its driver, which follows nothing yet."""
    return MoonrakerDriver(session, host.url)


@pytest.fixture
async def reports(driver: MoonrakerDriver) -> AsyncIterator[Reports]:
    """Follow the printer, and give what is reported from the first report on."""
    async with following(driver) as reports:
        await reports.until(lambda status: True)
        yield reports


@asynccontextmanager
async def followed_or_not(
    driver: MoonrakerDriver, followed: bool
) -> AsyncIterator[None]:
    """Follow the printer meanwhile, from its first report on, or do not."""
    if not followed:
        yield
        return
    async with following(driver) as reports:
        await reports.until(lambda status: True)
        yield


def stats(state: str, name: str = "a.gcode") -> dict[str, Any]:
    """Make an answer to the query for print_stats."""
    print_stats = {"state": state, "filename": name, "total_duration": 1.0}
    return {"result": {"status": {"print_stats": print_stats}}}


async def test_start_by_what_is_heard(
    host: FakeHost, push: Push, driver: MoonrakerDriver, reports: Reports
) -> None:
    """Nobody is asked before the order, and the push confirms it."""

    async def begin(request: web.Request) -> web.Response:
        assert await request.json() == {"filename": "a.gcode"}
        assert [seen.route for seen in host.seen[asked:]] == [START]
        await push.change(print_stats={"state": "printing", "filename": "a.gcode"})
        return web.json_response({"result": "ok"})

    asked = len(host.seen)
    host.on(START, begin)
    await driver.start("a.gcode")
    assert not host.asked(QUERY)
    await reports.until(lambda status: status.state is PrinterState.PRINTING)


async def test_start_that_nobody_hears_of(
    push: Push,
    driver: MoonrakerDriver,
    reports: Reports,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """An order that was taken without a print is unconfirmed."""
    monkeypatch.setattr(moonraker_orders, "START_WAIT_S", 0.3)
    with pytest.raises(StartUnconfirmedError, match="Printer is ready"):
        await driver.start("a.gcode")


async def test_start_confirmed_by_asking_when_the_socket_is_lost(
    host: FakeHost, push: Push, driver: MoonrakerDriver
) -> None:
    """A socket that breaks off meanwhile does not make a start uncertain."""
    reports = Reports()
    task = asyncio.create_task(driver.follow(reports.append))
    await reports.until(lambda status: True)

    async def begin(request: web.Request) -> web.Response:
        await push.sockets[0].close()
        host.on(QUERY, stats("printing"))
        return web.json_response({"result": "ok"})

    host.on(START, begin)
    await driver.start("a.gcode")
    assert host.asked(QUERY)
    with pytest.raises(HostUnreachableError):
        await task


@pytest.mark.parametrize(("now", "busy"), [("printing", True), ("complete", False)])
async def test_a_busy_printer_is_asked_again(
    host: FakeHost,
    push: Push,
    driver: MoonrakerDriver,
    reports: Reports,
    now: str,
    busy: bool,
) -> None:
    """What was heard of a print may be over: that is asked before saying no."""
    await push.change(print_stats={"state": "printing", "filename": "b.gcode"})
    await reports.until(lambda status: status.file)
    host.on(QUERY, stats(now, "b.gcode"))
    host.on(START, moonraker_error(400, "Unable to open file"))
    with pytest.raises(HostBusyError if busy else HostRefusedError):
        await driver.start("a.gcode")
    assert bool(host.asked(START)) is not busy


@pytest.mark.parametrize("followed", [True, False])
@pytest.mark.parametrize(
    ("command", "state", "path"),
    [
        (Command.PAUSE, "printing", "printer/print/pause"),
        (Command.RESUME, "paused", "printer/print/resume"),
        (Command.CANCEL, "paused", "printer/print/cancel"),
        (Command.EMERGENCY_STOP, "printing", "printer/emergency_stop"),
        (Command.FIRMWARE_RESTART, "standby", "printer/firmware_restart"),
    ],
)
async def test_commands(
    host: FakeHost,
    push: Push,
    driver: MoonrakerDriver,
    followed: bool,
    command: Command,
    state: str,
    path: str,
) -> None:
    """Each command is one request."""
    assert command in driver.commands
    host.on(QUERY, stats(state))
    async with followed_or_not(driver, followed):
        await driver.command(command)
    assert len(host.asked(f"POST /{path}")) == 1


async def test_orders_pressed_at_once(
    host: FakeHost, push: Push, driver: MoonrakerDriver
) -> None:
    """The second order is for what the first one has left of the print."""

    async def end(request: web.Request) -> web.Response:
        await asyncio.sleep(0)
        host.on(QUERY, stats("cancelled"))
        return web.json_response({"result": "ok"})

    host.on(QUERY, stats("printing"))
    host.on("POST /printer/print/cancel", end)
    done, refused = await asyncio.gather(
        driver.command(Command.CANCEL),
        driver.command(Command.PAUSE),
        return_exceptions=True,
    )
    assert done is None
    assert isinstance(refused, HostRefusedError)
    assert not host.asked("POST /printer/print/pause")


async def test_resume_waits_for_klippers_own_pause(
    host: FakeHost, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sensor stops the print first and pauses then: a resume between is lost."""
    monkeypatch.setattr(moonraker_orders, "POLL_S", 0.01)
    asked = 0

    async def look(request: web.Request) -> web.Response:
        nonlocal asked
        asked += "pause_resume" in request.query
        answer = stats("paused")
        answer["result"]["status"]["pause_resume"] = {"is_paused": asked > 2}
        return web.json_response(answer)

    host.on(QUERY, look)
    host.on("POST /printer/print/resume", {"result": "ok"})
    await driver.command(Command.RESUME)
    assert asked == 3
    assert host.seen[-1].route == "POST /printer/print/resume"


async def test_resume_of_a_pause_that_klipper_does_not_count(
    host: FakeHost, driver: MoonrakerDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A macro that pauses in its own way is resumed all the same."""
    monkeypatch.setattr(moonraker_orders, "PAUSE_WAIT_S", 0.05)
    answer = stats("paused")
    answer["result"]["status"]["pause_resume"] = {"is_paused": False}
    host.on(QUERY, answer)
    host.on("POST /printer/print/resume", {"result": "ok"})
    await driver.command(Command.RESUME)
    assert len(host.asked("POST /printer/print/resume")) == 1


async def test_a_restart_that_was_told_is_no_loss(
    push: Push, driver: MoonrakerDriver, reports: Reports
) -> None:
    """A Klipper that is told to restart goes without a word, and is not offline."""
    await driver.command(Command.FIRMWARE_RESTART)
    push.klipper("disconnected")
    await push.tell("notify_klippy_disconnected")
    status = await reports.until(lambda status: status.state is not PrinterState.IDLE)
    assert status.state is PrinterState.STARTING


@pytest.mark.parametrize(
    ("command", "states"),
    [
        (Command.PAUSE, ("standby", "paused", "complete")),
        (Command.RESUME, ("standby", "printing", "cancelled")),
        (Command.CANCEL, ("standby", "complete", "cancelled")),
    ],
)
async def test_commands_out_of_place(
    host: FakeHost, driver: MoonrakerDriver, command: Command, states: tuple[str, ...]
) -> None:
    """Klipper would take a pause without a print, and stay paused."""
    for state in states:
        host.on(QUERY, stats(state))
        with pytest.raises(HostRefusedError, match="No print"):
            await driver.command(command)
    assert not host.asked(f"POST /{moonraker_orders.PATHS[command]}")
    with pytest.raises(HostRefusedError, match="does not know how"):
        await driver.command(Command.CONNECT)


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (moonraker_error(400, "Must home axis first"), HostRefusedError, "Must home"),
        (
            moonraker_error(503, "Klippy Host not connected"),
            HostBusyError,
            "not connected",
        ),
        (html(502, "502 Bad Gateway"), HostUnreachableError, "Bad Gateway"),
    ],
)
async def test_commands_that_fail(
    host: FakeHost,
    driver: MoonrakerDriver,
    answer: web.Response,
    error: type[DriverError],
    words: str,
) -> None:
    """The printer's own words say why."""
    host.on(QUERY, stats("printing"))
    host.on("POST /printer/print/cancel", answer)
    with pytest.raises(error, match=words):
        await driver.cancel()


@pytest.mark.parametrize("alive", [True, False])
async def test_command_that_takes_long(
    host: FakeHost,
    driver: MoonrakerDriver,
    monkeypatch: pytest.MonkeyPatch,
    alive: bool,
) -> None:
    """Klipper answers behind all it has to do: taken, unless the host is gone."""
    monkeypatch.setattr(moonraker_orders, "TAKEN_S", 0.1)
    ended = asyncio.Event()

    async def never(request: web.Request) -> web.Response:
        await ended.wait()
        return web.json_response({})

    host.on(QUERY, stats("printing"))
    host.on("POST /printer/print/cancel", never)
    if not alive:
        host.on("GET /server/info", html(504, "504 Gateway Time-out"))
        with pytest.raises(HostUnreachableError):
            await driver.cancel()
    else:
        await driver.cancel()
    ended.set()


@pytest.mark.parametrize("followed", [True, False])
@pytest.mark.parametrize(
    ("heater", "own_name"),
    [
        ("nozzle0", "extruder"),
        ("nozzle1", "extruder1"),
        ("bed", "heater_bed"),
        ("chamber", "my_chamber"),
    ],
)
async def test_targets(
    host: FakeHost,
    push: Push,
    driver: MoonrakerDriver,
    followed: bool,
    heater: str,
    own_name: str,
) -> None:
    """Each heater has its name in Klipper."""
    more: dict[str, Any] = {"extruder1": {}, "heater_generic my_chamber": {}}
    names = [*IDLE, *more]
    host.on("GET /printer/objects/list", {"result": {"objects": names}})
    push.answers["printer.objects.subscribe"] = {"status": IDLE | more}
    async with followed_or_not(driver, followed):
        await driver.set_target(heater, 62.5)
    [order] = host.asked(SCRIPT)
    assert (
        f"SET_HEATER_TEMPERATURE HEATER={own_name} TARGET=62.5".encode() in order.body
    )


@pytest.mark.parametrize(
    ("heater", "celsius"),
    [("chamber", 40.0), ("nozzle1", 40.0), ("lamp", 40.0), ("bed", float("nan"))],
)
async def test_targets_of_nothing(
    host: FakeHost, driver: MoonrakerDriver, heater: str, celsius: float
) -> None:
    """A thermometer, a tool that is not there, and no number are refused."""
    with pytest.raises(HostRefusedError):
        await driver.set_target(heater, celsius)
    assert not host.asked(SCRIPT)


async def test_target_out_of_range(host: FakeHost, driver: MoonrakerDriver) -> None:
    """Klipper's words are told whole, with their brackets."""
    words = "Requested temperature (999.0) out of range (0.0:130.0)"
    host.on(SCRIPT, moonraker_error(400, words))
    with pytest.raises(HostRefusedError) as caught:
        await driver.set_target("bed", 999)
    assert words in str(caught.value)
