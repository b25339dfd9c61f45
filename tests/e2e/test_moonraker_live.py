"""Tests of following and controlling a real Moonraker, Klipper and (simulated) board."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
import hashlib
import os
from pathlib import Path
import signal
import time
from typing import Any

import aiohttp
import pytest
from pytest_socket import _remove_restrictions as open_sockets

from custom_components.printmux.printers.driver import (
    Command,
    Outcome,
    PrinterState,
    PrinterStatus,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    HostAuthError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
)
from custom_components.printmux.printers.moonraker import MoonrakerDriver
from tests.testbed.gen_gcode import Options, make
from tests.testbed.testbed import Testbed

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("sockets")]

IDLE, PRINTING, PAUSED = PrinterState.IDLE, PrinterState.PRINTING, PrinterState.PAUSED
STARTING, OFFLINE = PrinterState.STARTING, PrinterState.OFFLINE
ERROR, FINISHED = PrinterState.ERROR, PrinterState.FINISHED
CANCELLED = PrinterState.CANCELLED
# Within which a host that has stopped is to be found out.
FOUND_S = 30.0


class Follower:
    """Follows a printer as a coordinator does, and keeps all it hears."""

    def __init__(self, driver: MoonrakerDriver) -> None:
        """Begin to follow."""
        self.driver = driver
        self.reports: list[PrinterStatus] = []
        self.task = asyncio.create_task(driver.follow(self.reports.append))

    @property
    def states(self) -> list[PrinterState]:
        """Return the states that were reported, each once in a row."""
        states: list[PrinterState] = []
        for status in self.reports:
            if [status.state] != states[-1:]:
                states.append(status.state)
        return states

    async def until(
        self, true: Callable[[PrinterStatus], Any], limit: float = 60
    ) -> PrinterStatus:
        """Wait for a last report of which that is true."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if self.task.done():
                await self.task
            if self.reports and true(self.reports[-1]):
                return self.reports[-1]
            await asyncio.sleep(0.02)
        raise AssertionError(f"still {self.reports[-1:]} after {self.states}")

    async def state(self, state: PrinterState, limit: float = 60) -> PrinterStatus:
        """Wait for a state."""
        return await self.until(lambda status: status.state is state, limit)

    def forget(self) -> None:
        """Keep only the last report."""
        del self.reports[:-1]

    async def end(self) -> None:
        """Follow no more."""
        self.task.cancel()
        await asyncio.wait([self.task])

    def check(self) -> None:
        """See to it that no report held a default in place of the truth."""
        for status in self.reports:
            assert status.state is IDLE or status.file or not status.ready, status
            if status.ready or status.state in (PRINTING, PAUSED):
                temperatures = [*status.nozzles, status.bed, status.chamber]
                assert len(temperatures) == 3
                assert all(heater and heater.actual for heater in temperatures), status
                assert status.speed_factor
                assert status.flow_factor
            else:
                assert status.message


@pytest.fixture
def expected_lingering_timers() -> bool:
    """Let the heartbeat of a closed websocket run out, as aiohttp does."""
    return True


@pytest.fixture
def sockets() -> None:
    """Open the sockets, the board's Unix one too, that are shut before each test."""
    open_sockets()


@pytest.fixture(scope="module")
def bed() -> Iterator[Testbed]:
    """Start a printer that wants a key."""
    open_sockets()
    with Testbed(moonraker=1, octoprint=0, auth="key") as running:
        yield running


@pytest.fixture
async def session(sockets: None) -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session."""
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
def driver(bed: Testbed, session: aiohttp.ClientSession) -> MoonrakerDriver:
    """Give the printer's driver."""
    printer = bed.printers[0]
    return MoonrakerDriver(session, printer["url"], printer["api_key"])


@pytest.fixture
async def printer(bed: Testbed, driver: MoonrakerDriver) -> AsyncIterator[Follower]:
    """Follow the printer, idle and with nothing printed yet; nothing untrue is heard."""
    await settle(bed, driver)
    follower = Follower(driver)
    await follower.until(lambda status: status.ready)
    yield follower
    await follower.end()
    follower.check()


async def settle(bed: Testbed, driver: MoonrakerDriver) -> None:
    """Have the printer idle, with its last print forgotten."""
    restarted = -10.0
    for _ in range(400):
        status = await driver.status()
        if status.state is IDLE and not status.file:
            return
        if status.state in (PRINTING, PAUSED):
            await driver.cancel()
        elif status.ready:
            forget = {"script": "TURN_OFF_HEATERS\nSDCARD_RESET_FILE"}
            await asyncio.to_thread(bed.call, 0, "/printer/gcode/script", forget)
        # The board may need another restart to take one, and is given time for it.
        elif status.state is not OFFLINE and time.monotonic() > restarted + 10:
            restarted = time.monotonic()
            with suppress(HostBusyError):
                await driver.command(Command.FIRMWARE_RESTART)
        await asyncio.sleep(0.1)
    raise AssertionError(f"still {status}")


async def send(driver: MoonrakerDriver, path: Path, **options: Any) -> str:
    """Upload a real print, and return the name it got."""
    await asyncio.to_thread(make, path, Options(**options))
    content = path.read_bytes()
    source = SourceFile(
        path=path, size=len(content), sha256=hashlib.sha256(content).hexdigest()
    )
    # Moonraker mixes up uploads of one second.
    await asyncio.sleep(driver.upload_spacing or 0)
    return await driver.upload(source, path.name, lambda sent: None)


async def test_whole_print(
    driver: MoonrakerDriver, printer: Follower, tmp_path: Path
) -> None:
    """A print is heard of from its first to its last layer, and its totals are."""
    name = await send(driver, tmp_path / "whole.gcode", seconds=10, heat=True)
    before = (await driver.details()).totals
    await driver.start(name)
    assert driver.pushes
    await printer.until(lambda status: status.state is FINISHED)
    assert printer.states == [IDLE, PRINTING, FINISHED]
    prints = [one for one in printer.reports if one.state is PRINTING]
    assert {one.file for one in prints} == {name}
    assert len({one.layer_count for one in prints}) == 1
    total = prints[0].layer_count
    assert total
    layers = [one.layer for one in prints if one.layer is not None]
    assert layers == sorted(layers)
    assert total > 1
    assert (layers[0], layers[-1]) == (1, total)
    progress = [one.progress for one in prints if one.progress is not None]
    assert len(progress) == len(prints)
    assert progress == sorted(progress)
    assert progress[0] < 0.1
    assert any(0.2 < value < 0.8 for value in progress)
    elapsed = [one.elapsed_s for one in prints if one.elapsed_s is not None]
    assert elapsed == sorted(elapsed)
    assert any(one.remaining_s for one in prints)
    assert max(one.nozzles[0].actual or 0 for one in prints) > 180
    assert any(one.nozzles[0].target == 205 for one in prints)
    last = printer.reports[-1]
    assert (last.progress, last.ready, last.file) == (1.0, True, name)
    assert last.filament_mm
    after = (await driver.details()).totals
    assert before
    assert after
    assert after.prints == (before.prints or 0) + 1
    assert (after.print_s or 0) > (before.print_s or 0)


async def test_pause_resume_cancel(
    bed: Testbed, driver: MoonrakerDriver, printer: Follower, tmp_path: Path
) -> None:
    """It is all the same whether we or the printer's own page say so."""
    name = await send(driver, tmp_path / "pause.gcode", seconds=60, heat=True)
    for command in (Command.PAUSE, Command.RESUME):
        with pytest.raises(HostRefusedError, match="No print"):
            await driver.command(command)
    await driver.start(name)
    await printer.until(lambda status: status.filament_mm)

    def tell(what: str) -> Any:
        return asyncio.to_thread(bed.call, 0, f"/printer/print/{what}", {}, "POST")

    for pause, resume in (
        (driver.command(Command.PAUSE), driver.command(Command.RESUME)),
        (tell("pause"), tell("resume")),
    ):
        await pause
        status = await printer.state(PAUSED)
        assert (status.file, status.ready) == (name, False)
        with pytest.raises(HostBusyError, match="paused"):
            await driver.start(name)
        await resume
        await printer.state(PRINTING)
    await driver.command(Command.CANCEL)
    await printer.state(CANCELLED)
    await driver.start(name)
    await printer.state(PRINTING)
    await tell("cancel")
    await printer.state(CANCELLED)
    again = [PRINTING, PAUSED]
    assert printer.states == [
        IDLE,
        *again,
        *again,
        PRINTING,
        CANCELLED,
        PRINTING,
        CANCELLED,
    ]
    assert printer.reports[-1].ready


async def test_runout(
    bed: Testbed, driver: MoonrakerDriver, printer: Follower, tmp_path: Path
) -> None:
    """A print without filament pauses, says why, and goes on with more of it."""
    name = await send(driver, tmp_path / "runout.gcode", seconds=30, heat=True)
    await driver.start(name)
    await printer.until(lambda status: status.filament_mm)
    bed.order(0, "set", "in_0", 0)
    status = await printer.until(
        lambda status: status.state is PAUSED and status.message
    )
    assert str(status.message) == "No filament at runout"
    bed.order(0, "set", "in_0", 1)
    await printer.until(lambda status: not status.message)
    await driver.command(Command.RESUME)
    await printer.state(PRINTING)
    await driver.command(Command.CANCEL)
    await printer.state(CANCELLED)
    assert printer.states == [IDLE, PRINTING, PAUSED, PRINTING, CANCELLED]


async def test_failing_print(
    driver: MoonrakerDriver, printer: Follower, tmp_path: Path
) -> None:
    """A print that fails is an error in Klipper's words, and the next may start."""
    name = await send(
        driver, tmp_path / "fail.gcode", seconds=2, heat=True, fail_at=0.3
    )
    await driver.start(name)
    status = await printer.state(ERROR)
    assert status.message
    assert "out of range" in str(status.message)
    assert (status.file, status.ready) == (name, True)
    assert status.progress
    assert printer.states == [IDLE, PRINTING, ERROR]
    past = await driver.past_print(name)
    assert past
    assert past.outcome is Outcome.ERROR


@pytest.mark.parametrize("by_gcode", [True, False])
async def test_emergency_stop(
    bed: Testbed,
    driver: MoonrakerDriver,
    printer: Follower,
    tmp_path: Path,
    by_gcode: bool,
) -> None:
    """A stop is an error till Klipper is restarted, which is no loss of the printer."""
    name = await send(driver, tmp_path / "stop.gcode", seconds=30, heat=True)
    await driver.start(name)
    await printer.state(PRINTING)
    if by_gcode:
        # Klipper answers no M112, it stops.
        with suppress(OSError):
            await asyncio.to_thread(
                bed.call, 0, "/printer/gcode/script", {"script": "M112"}
            )
    else:
        await driver.command(Command.EMERGENCY_STOP)
    status = await printer.state(ERROR)
    assert status.message
    assert "shutdown" in str(status.message).lower()
    with pytest.raises(HostBusyError, match="(?i)shutdown"):
        await driver.start(name)
    await driver.command(Command.FIRMWARE_RESTART)
    status = await printer.state(IDLE)
    assert status.ready
    assert status.file is None
    assert printer.states == [IDLE, PRINTING, ERROR, STARTING, IDLE]


async def test_broken_thermistor_and_lost_board(
    session: aiohttp.ClientSession,
) -> None:
    """What breaks is told in Klipper's words, and mended by a restart."""
    # A board that was unplugged keeps too much of it for the tests that follow.
    with Testbed(moonraker=1, octoprint=0, auth="key") as bed:
        found = bed.printers[0]
        driver = MoonrakerDriver(session, found["url"], found["api_key"])
        printer = Follower(driver)
        for order, mend, words in (
            (("broken", "e", 1), ("broken", "e", 0), "ADC out of range"),
            (("unplug", 60), ("mute", 0), "Lost communication with MCU"),
        ):
            await printer.state(IDLE)
            printer.forget()
            bed.order(0, *order)
            status = await printer.state(ERROR)
            assert status.message
            assert words in str(status.message)
            bed.order(0, *mend)
            await driver.command(Command.FIRMWARE_RESTART)
            await printer.state(IDLE)
            assert printer.states == [IDLE, ERROR, STARTING, IDLE]
        await printer.end()
        printer.check()


async def test_klipper_killed(bed: Testbed, printer: Follower) -> None:
    """Klipper's end is offline, its return is not taken for cold heaters."""
    bed.kill_printer(0, "klippy")
    status = await printer.state(OFFLINE)
    assert status.message
    assert "Klipper is not connected" in str(status.message)
    # Not in another thread, with which the process would end.
    bed.servers[0].launch_part("klippy")
    await printer.state(IDLE)
    assert printer.states in ([IDLE, OFFLINE, IDLE], [IDLE, OFFLINE, STARTING, IDLE])


async def test_moonraker_restarted(
    bed: Testbed, driver: MoonrakerDriver, printer: Follower, tmp_path: Path
) -> None:
    """A Moonraker that goes is lost at once; back, the print is as it was."""
    name = await send(driver, tmp_path / "outlive.gcode", seconds=40, heat=True)
    await driver.start(name)
    await printer.until(lambda status: (status.progress or 0) > 0.1)
    last = printer.reports[-1]
    bed.kill_printer(0)
    with pytest.raises(HostUnreachableError):
        await printer.until(lambda status: False)
    assert (await driver.status()).state is OFFLINE
    with pytest.raises(HostUnreachableError):
        await Follower(driver).task
    bed.servers[0].launch_part("moonraker")
    while (await driver.status()).state is OFFLINE:
        await asyncio.sleep(0.1)
    again = Follower(driver)
    first = await again.until(lambda status: True)
    assert (first.state, first.file) == (PRINTING, name)
    assert (first.progress or 0) >= (last.progress or 0)
    assert first.layer_count == last.layer_count
    assert (first.nozzles[0].actual or 0) > 100
    await driver.command(Command.CANCEL)
    await again.state(CANCELLED)
    assert again.states == [PRINTING, CANCELLED]
    await again.end()
    again.check()


async def test_moonraker_that_hangs(
    bed: Testbed, driver: MoonrakerDriver, printer: Follower
) -> None:
    """A host that says nothing and closes nothing is found out, and found again."""
    pid = bed.printers[0]["pids"]["moonraker"]
    os.kill(pid, signal.SIGSTOP)
    try:
        stopped = time.monotonic()
        with pytest.raises(HostUnreachableError):
            await printer.until(lambda status: False, limit=FOUND_S)
        assert time.monotonic() < stopped + FOUND_S
        assert printer.states == [IDLE]
        lost = Follower(driver)
        with pytest.raises(HostUnreachableError):
            await lost.task
        assert not lost.reports
    finally:
        os.kill(pid, signal.SIGCONT)
    again = Follower(driver)
    await again.state(IDLE)
    await again.end()
    assert again.states == [IDLE]
    again.check()


async def test_wrong_key(bed: Testbed, session: aiohttp.ClientSession) -> None:
    """A key that is refused is told as such, before anything is reported."""
    for key in ("0" * 32, None):
        follower = Follower(MoonrakerDriver(session, bed.printers[0]["url"], key))
        with pytest.raises(HostAuthError):
            await follower.task
        assert not follower.reports


async def test_details_and_picture(driver: MoonrakerDriver, tmp_path: Path) -> None:
    """The machine is told as its configuration says, a file's picture as sliced."""
    details = await driver.details()
    assert details.totals
    assert details.nozzle_diameters == (0.4,)
    assert details.build_volume == (250.0, 250.0, 250.0)
    [camera] = details.cameras
    assert camera.stream_url == "http://127.0.0.1/webcam/?action=stream"
    assert camera.snapshot_url == "http://127.0.0.1/webcam/?action=snapshot"
    name = await send(driver, tmp_path / "picture.gcode", seconds=2)
    picture = await driver.picture(name)
    assert picture
    assert picture.content_type == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert await driver.picture("nowhere.gcode") is None


async def test_targets(driver: MoonrakerDriver, printer: Follower) -> None:
    """Targets are set and heard of; too hot is refused in Klipper's words."""
    await driver.set_target("bed", 40)
    await driver.set_target("nozzle0", 60)
    status = await printer.until(lambda status: status.nozzles[0].target == 60)
    assert status.bed
    assert status.bed.target == 40
    for heater in ("bed", "nozzle0"):
        with pytest.raises(HostRefusedError, match="out of range"):
            await driver.set_target(heater, 999)
    with pytest.raises(HostRefusedError):
        await driver.set_target("chamber", 40)
    await driver.set_target("bed", 0)
    await driver.set_target("nozzle0", 0)
    await printer.until(lambda status: status.bed and status.bed.target == 0)
    assert printer.states == [IDLE]
