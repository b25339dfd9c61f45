"""Tests of following and controlling a real OctoPrint with its virtual printer."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
import os
from pathlib import Path
import re
import signal
import time

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
import pytest
from pytest_socket import enable_socket

from custom_components.printmux.printers import octoprint_view
from custom_components.printmux.printers.driver import (
    ACTIVE_STATES,
    Command,
    PrinterState,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
)
from custom_components.printmux.printers.octoprint import OctoPrintDriver
from tests.testbed.testbed import Testbed

from .test_drivers import quiet, write
from .watch import OFFLINE, Watch, watching

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

IDLE, PRINTING, PAUSED = PrinterState.IDLE, PrinterState.PRINTING, PrinterState.PAUSED
FINISHED, CANCELLED = PrinterState.FINISHED, PrinterState.CANCELLED
ERROR = PrinterState.ERROR
FATAL = re.compile(r"Heater/sensor error|kill\(\) called|system stopped|TEMP triggered")


@pytest.fixture(scope="module")
def bed() -> Iterator[Testbed]:
    """Start one OctoPrint."""
    enable_socket()
    with Testbed(moonraker=0, octoprint=1, auth="key") as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session."""
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
async def driver(bed: Testbed, session: aiohttp.ClientSession) -> OctoPrintDriver:
    """Give a driver that knows nothing of earlier prints."""
    printer = bed.printers[0]
    return OctoPrintDriver(session, printer["url"], printer["api_key"])


@pytest.fixture
async def watch(driver: OctoPrintDriver) -> AsyncIterator[Watch]:
    """Follow a printer that is connected and idle, and leave it so."""
    async with watching(driver) as watch:
        await make_ready(watch)
        watch.forget()
        yield watch
        await make_ready(watch)


async def make_ready(watch: Watch) -> None:
    """Cancel what is being printed, and connect the machine."""
    if watch.latest.state in ACTIVE_STATES:
        with suppress(HostBusyError):
            await watch.driver.cancel()
        await watch.until(lambda status: status.state not in ACTIVE_STATES)
    if not watch.latest.ready:
        await watch.driver.command(Command.CONNECT)
    await watch.until(lambda status: status.ready and status.nozzles)


async def call(bed: Testbed, path: str, data: object) -> None:
    """Tell OctoPrint something as its own user would."""
    await asyncio.to_thread(bed.call, 0, path, data)


async def debug(bed: Testbed, what: str) -> None:
    """Make the virtual printer do something."""
    await call(bed, "/api/printer/command", {"command": f"!!DEBUG:{what}"})


async def settled(bed: Testbed) -> None:
    """Wait for a change that is under way: OctoPrint forgets orders meanwhile."""
    for _ in range(100):
        answer = await asyncio.to_thread(bed.call, 0, "/api/job")
        if answer["state"] in ("Printing", "Paused"):
            return
        await asyncio.sleep(0.1)
    raise AssertionError(answer["state"])


def long_print(folder: Path, seconds: float, *lines: bytes) -> SourceFile:
    """Make a print that takes about so long, with these lines in the middle."""
    half = b"G4 P100\n" * int(seconds * 5)
    middle = b"".join(line + b"\n" for line in lines)
    return write(folder / "print", b"G90\n" + half + middle + half + b"M105\n")


async def begin(watch: Watch, source: SourceFile, name: str) -> None:
    """Upload and start; the start is known at once."""
    await watch.driver.upload(source, name, quiet)
    watch.forget()
    await watch.driver.start(name)
    assert (watch.latest.state, watch.latest.file) == (PRINTING, name)


def assert_whole(watch: Watch) -> None:
    """Check that no status of a connected machine lacks what is known, or has zeros."""
    for status in watch.seen:
        if status.state in (PRINTING, PAUSED, FINISHED, CANCELLED):
            assert status.file
            assert status.nozzles
            assert all(nozzle.actual for nozzle in status.nozzles)
            assert status.bed
            assert status.bed.actual
            assert status.chamber is None
        if status.state not in (PRINTING, PAUSED):
            assert status.remaining_s is None
        assert status.ready is (status.state in (IDLE, FINISHED, CANCELLED))
        assert status.layer is status.speed_factor is status.filament_mm is None


async def test_whole_print(watch: Watch, tmp_path: Path) -> None:
    """Progress is pushed, and nothing is asked for meanwhile."""
    await begin(watch, long_print(tmp_path, 8), "pushed.gcode")
    done = await watch.until_state(FINISHED)
    assert watch.news == [PRINTING, FINISHED]
    assert watch.errors == []
    assert (done.file, done.progress, done.ready) == ("pushed.gcode", 1.0, True)
    assert done.elapsed_s
    assert 6 < done.elapsed_s < 20
    shares = [status.progress or 0 for status in watch.seen if status.state is PRINTING]
    assert shares == sorted(shares)
    assert len(set(shares)) > 8
    assert_whole(watch)


@pytest.mark.parametrize("by", ["driver", "user"])
async def test_pause_resume_cancel(
    bed: Testbed, watch: Watch, tmp_path: Path, by: str
) -> None:
    """Whoever does it, each state is reported once."""

    async def do(command: Command, words: dict[str, str]) -> None:
        if by == "driver":
            await watch.driver.command(command)
        else:
            await settled(bed)
            await call(bed, "/api/job", words)

    await begin(watch, long_print(tmp_path, 40), "paused.gcode")
    await do(Command.PAUSE, {"command": "pause", "action": "pause"})
    await watch.until_state(PAUSED)
    await do(Command.RESUME, {"command": "pause", "action": "resume"})
    await watch.until_state(PRINTING)
    await do(Command.CANCEL, {"command": "cancel"})
    end = await watch.until(lambda status: status.ready)
    assert (end.state, end.file) == (CANCELLED, "paused.gcode")
    assert watch.news == [PRINTING, PAUSED, PRINTING, CANCELLED]
    assert_whole(watch)
    assert (await watch.driver.look()).state is CANCELLED
    for command in (Command.PAUSE, Command.RESUME, Command.CANCEL):
        with pytest.raises(HostBusyError, match="neither printing nor paused"):
            await watch.driver.command(command)


async def test_failing_print(watch: Watch, tmp_path: Path) -> None:
    """A fatal error of the firmware ends the print, in the firmware's words."""
    fatal = b"!!DEBUG:trigger_fatal_error_marlin"
    await begin(watch, long_print(tmp_path, 4, fatal), "fails.gcode")
    failed = await watch.until_state(ERROR)
    assert (failed.file, failed.ready) == ("fails.gcode", False)
    # The virtual printer tells of one out of several faults.
    assert FATAL.search(str(failed.message))
    assert watch.news == [PRINTING, ERROR]
    with pytest.raises(HostBusyError, match="not operational"):
        await watch.driver.command(Command.PAUSE)
    with pytest.raises(HostBusyError, match="not connected"):
        await watch.driver.start("fails.gcode")
    await watch.driver.command(Command.CONNECT)
    back = await watch.until_state(IDLE)
    assert back.message is None
    assert watch.news == [PRINTING, ERROR, IDLE]
    assert watch.errors == []
    assert_whole(watch)


@pytest.mark.parametrize("how", ["fatal", "emergency"])
async def test_error_while_idle(bed: Testbed, watch: Watch, how: str) -> None:
    """A fatal error and an emergency stop are errors, until connected again."""
    if how == "fatal":
        await debug(bed, "trigger_fatal_error_marlin")
    else:
        await watch.driver.command(Command.EMERGENCY_STOP)
    failed = await watch.until_state(ERROR)
    words = FATAL if how == "fatal" else re.compile("emergency stop")
    assert words.search(str(failed.message))
    assert failed.nozzles == ()
    await watch.driver.command(Command.CONNECT)
    await watch.until(lambda status: status.ready)
    assert watch.news == [ERROR, IDLE]
    assert watch.errors == []


async def test_serial_connection_lost(
    bed: Testbed, watch: Watch, tmp_path: Path
) -> None:
    """A machine that goes while it prints is told, and followed on."""
    await begin(watch, long_print(tmp_path, 40), "lost.gcode")
    await debug(bed, "drop_connection")
    lost = await watch.until(lambda status: status.state not in ACTIVE_STATES)
    assert (lost.state, lost.file, lost.ready) == (ERROR, "lost.gcode", False)
    assert lost.message
    await watch.driver.command(Command.CONNECT)
    await watch.until_state(IDLE)
    assert watch.news == [PRINTING, ERROR, IDLE]
    assert watch.errors == []
    assert_whole(watch)


async def test_machine_disconnected(bed: Testbed, watch: Watch) -> None:
    """A machine that the user disconnects is offline while OctoPrint is not."""
    await call(bed, "/api/connection", {"command": "disconnect"})
    off = await watch.until_state(OFFLINE)
    assert "not connected to the printer." in str(off.message)
    printer = bed.printers[0]
    late = OctoPrintDriver(watch.driver.session, printer["url"], printer["api_key"])
    async with watching(late) as other:
        assert other.latest == await late.look()
        assert other.states == [OFFLINE]
    await watch.driver.command(Command.CONNECT)
    await watch.until_state(IDLE)
    assert watch.news == [OFFLINE, IDLE]
    assert watch.errors == []


async def test_targets(watch: Watch) -> None:
    """Targets are set and pushed back; what is not there is refused in words."""
    await watch.driver.set_target("nozzle0", 31.0)
    await watch.driver.set_target("bed", 32.0)
    hot = await watch.until(
        lambda status: (
            status.bed and (status.nozzles[0].target, status.bed.target) == (31, 32)
        )
    )
    assert hot.ready
    with pytest.raises(HostBusyError, match="does not have a heated chamber"):
        await watch.driver.set_target("chamber", 30)
    with pytest.raises(HostRefusedError, match="no heater"):
        await watch.driver.set_target("lid", 30)
    for heater in ("nozzle0", "bed"):
        await watch.driver.set_target(heater, 0)
    await watch.until(lambda status: status.nozzles[0].target == 0)


async def test_heaters_of_the_profile(bed: Testbed, watch: Watch) -> None:
    """A profile says which heaters there are, also while it is followed."""
    profile = "/api/printerprofiles/_default"
    # The virtual printer reports no chamber: only the bed can come and go.
    await asyncio.to_thread(
        bed.call, 0, profile, {"profile": {"heatedBed": False}}, "PATCH"
    )
    gone = await watch.until(lambda status: status.bed is None)
    assert gone.nozzles
    await asyncio.to_thread(
        bed.call, 0, profile, {"profile": {"heatedBed": True}}, "PATCH"
    )
    await watch.until(lambda status: status.bed)


async def test_details(bed: Testbed, driver: OctoPrintDriver) -> None:
    """The profile and the webcam's settings make the details."""
    webcam = {
        "stream": "/webcam/?action=stream",
        "snapshot": "http://127.0.0.1:8080/?action=snapshot",
        "flipH": True,
        "rotate90": True,
    }
    await call(bed, "/api/settings", {"plugins": {"classicwebcam": webcam}})
    details = await driver.details()
    assert details.build_volume == (200.0, 200.0, 200.0)
    assert details.nozzle_diameters == (0.4,)
    assert details.totals is None
    (camera,) = details.cameras
    assert camera.name == "Classic Webcam"
    assert camera.stream_url == f"{bed.printers[0]['url']}/webcam/?action=stream"
    assert camera.snapshot_url == webcam["snapshot"]
    assert (camera.flip_horizontal, camera.flip_vertical) == (True, False)
    assert camera.rotation == 270


async def test_restart(bed: Testbed, watch: Watch, tmp_path: Path) -> None:
    """A restarted OctoPrint is offline meanwhile, and whole from the first look on."""
    await begin(watch, long_print(tmp_path, 40), "restart.gcode")
    await asyncio.to_thread(bed.kill_printer, 0)
    lost = await watch.until_state(OFFLINE)
    assert isinstance(watch.errors[0], HostUnreachableError), lost
    # A server ends with the thread that started it.
    bed.servers[0].launch_part("octoprint")
    await asyncio.to_thread(bed.servers[0].await_ready)
    await watch.until(lambda status: status.ready and status.nozzles)
    assert watch.news == [PRINTING, OFFLINE, IDLE]
    assert_whole(watch)


async def test_stopped_process(bed: Testbed, watch: Watch, tmp_path: Path) -> None:
    """A host that keeps its socket open but is dead is found out within 30 s."""
    await begin(watch, long_print(tmp_path, 12), "stopped.gcode")
    await watch.until(lambda status: (status.progress or 0) > 0.1)
    before = watch.latest.progress or 0
    pid = bed.printers[0]["pids"]["octoprint"]
    os.kill(pid, signal.SIGSTOP)
    try:
        stopped = time.monotonic()
        await watch.until_state(OFFLINE)
        assert time.monotonic() - stopped < 30
    finally:
        os.kill(pid, signal.SIGCONT)
    back = await watch.until_state(PRINTING)
    assert (back.progress or 0) >= before
    await watch.until_state(FINISHED)
    assert watch.news == [PRINTING, OFFLINE, PRINTING, FINISHED]
    assert_whole(watch)


async def test_wrong_key(bed: Testbed, session: aiohttp.ClientSession) -> None:
    """A wrong key ends following at once, and so does none."""
    for key in ("0" * 32, None):
        driver = OctoPrintDriver(session, bed.printers[0]["url"], key)
        with pytest.raises(HostAuthError, match="API key"):
            await driver.follow(lambda status: None)


async def test_key_changed_and_taken_back(
    bed: Testbed, session: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change of the user is followed on; the end of the user ends following."""
    users = "/api/access/users"
    user = {"name": "guest", "password": "guest", "active": True, "admin": False}
    await call(bed, users, user | {"groups": ["admins"]})
    made = await asyncio.to_thread(bed.call, 0, f"{users}/guest/apikey", None, "POST")
    driver = OctoPrintDriver(session, bed.printers[0]["url"], made["apikey"])
    async with watching(driver) as watch:
        await asyncio.to_thread(
            bed.call,
            0,
            f"{users}/guest",
            {"active": True, "admin": False, "groups": ["admins", "users"]},
            "PUT",
        )
        await watch.until(lambda status: status.ready)
        await driver.set_target("bed", 33)
        await watch.until(lambda status: status.bed and status.bed.target == 33)
        await driver.set_target("bed", 0)
        assert watch.errors == []
        await asyncio.to_thread(bed.call, 0, f"{users}/guest", None, "DELETE")
        # OctoPrint goes on telling that user: the key has to be tried.
        monkeypatch.setattr(octoprint_view, "CHECK_S", 0.0)
        await watch.until_state(OFFLINE)
        assert isinstance(watch.errors[0], HostAuthError)


@asynccontextmanager
async def proxy(
    bed: Testbed, session: aiohttp.ClientSession, *, sockets: bool
) -> AsyncIterator[str]:
    """Put OctoPrint behind a proxy under a prefix, with or without its push socket."""
    inner = bed.printers[0]["url"]

    async def pass_on(request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix("/printers/one")
        if path.startswith("/sockjs"):
            if not sockets:
                return web.Response(status=404, text="no sockets here")
            return await pass_socket(request, inner + path)
        async with session.request(
            request.method,
            inner + path,
            data=await request.read(),
            headers={
                name: value
                for name, value in request.headers.items()
                if name in ("X-Api-Key", "Content-Type")
            },
        ) as answer:
            return web.Response(
                status=answer.status,
                body=await answer.read(),
                content_type=answer.content_type,
            )

    async def pass_socket(request: web.Request, url: str) -> web.StreamResponse:
        near = web.WebSocketResponse()
        await near.prepare(request)
        async with session.ws_connect(url) as far:

            async def upwards() -> None:
                async for message in near:
                    await far.send_str(message.data)
                await far.close()

            task = asyncio.create_task(upwards())
            async for message in far:
                await near.send_str(message.data)
            await near.close()
            await task
        return near

    app = web.Application(client_max_size=2**24)
    app.router.add_route("*", "/printers/one/{path:.*}", pass_on)
    async with TestServer(app, host="127.0.0.1") as server:
        yield str(server.make_url("/printers/one"))


@pytest.mark.parametrize("sockets", [True, False])
async def test_proxy(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path, sockets: bool
) -> None:
    """Behind a prefix, and without the socket by REST: the states are the same."""
    async with proxy(bed, session, sockets=sockets) as url:
        driver = OctoPrintDriver(session, url, bed.printers[0]["api_key"])
        async with watching(driver) as watch:
            await make_ready(watch)
            source = long_print(tmp_path, 6)
            await driver.upload(source, "proxied.gcode", quiet)
            watch.forget()
            await driver.start("proxied.gcode")
            await watch.until_state(PRINTING)
            await watch.until_state(FINISHED)
            assert watch.news == [PRINTING, FINISHED]
            assert watch.errors == []
            assert_whole(watch)
            # Pushed twice a second, else looked at every other second.
            moves = sum(status.state is PRINTING for status in watch.seen)
            assert moves >= 8 if sockets else 1 <= moves <= 6
