"""Tests of the driver against a real PrusaLink with a simulated MK3S behind it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
import os
from pathlib import Path
import time

import aiohttp
import pytest
from pytest_socket import enable_socket

from custom_components.printmux.printers.detect import identify
from custom_components.printmux.printers.driver import (
    Command,
    Outcome,
    PastPrint,
    PrinterState,
    PrinterStatus,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    DriverError,
    HostAuthError,
    HostBusyError,
    HostRefusedError,
)
from custom_components.printmux.printers.prusalink import PrusaLinkDriver
from tests.harness import process
from tests.testbed.prusalink import is_installed
from tests.testbed.testbed import Testbed

from .house import FINAL, NO_PRUSALINK, QUIET, E2EHouse, open_house
from .test_drivers import print_of, quiet, write

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.usefixtures("socket_enabled"),
    pytest.mark.skipif(not is_installed(), reason=NO_PRUSALINK),
]


START = {"start": True}


@pytest.fixture(scope="module")
def bed() -> Iterator[Testbed]:
    """Start a PrusaLink."""
    enable_socket()
    with Testbed(moonraker=0, octoprint=0, prusalink=1) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session."""
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
async def driver(
    bed: Testbed, session: aiohttp.ClientSession
) -> AsyncIterator[PrusaLinkDriver]:
    """Give the printer's driver, and leave the printer free."""
    printer = bed.printers[0]
    made = PrusaLinkDriver(session, printer["url"], printer["api_key"])
    # The last test's print is told for 11 s after its end.
    await wait_until_ready(made)
    yield made
    with suppress(DriverError):
        await made.cancel()


async def wait_until(
    driver: PrusaLinkDriver, enough: Callable[[PrinterStatus], bool]
) -> PrinterStatus:
    """Wait until the printer is as wanted."""
    end = time.monotonic() + 60
    while not enough(status := await driver.status()):
        assert time.monotonic() < end, status
        await asyncio.sleep(0.2)
    return status


async def wait_until_ready(driver: PrusaLinkDriver) -> None:
    """Wait until a start would be accepted."""
    await wait_until(driver, lambda status: status.ready)


async def wait_for(driver: PrusaLinkDriver, *states: PrinterState) -> PrinterStatus:
    """Wait until the printer is in one of these states."""
    return await wait_until(driver, lambda status: status.state in states)


async def past(driver: PrusaLinkDriver, name: str) -> PastPrint:
    """Return the record of a print, which has to be there."""
    found = await driver.past_print(name)
    assert found
    return found


def on_disk(bed: Testbed, name: str) -> Path:
    """Return where the host keeps a file."""
    return Path(bed.printers[0]["data"]) / "gcodes" / name


async def test_identify(bed: Testbed, session: aiohttp.ClientSession) -> None:
    """The right key finds the host; a wrong one or none is refused."""
    printer = bed.printers[0]
    info = await identify(session, printer["url"], printer["api_key"])
    assert (info.kind, info.software) == ("prusalink", "PrusaLink 0.8.1")
    assert (info.name, info.unique_id) == ("Bench MK3S", "CZPX4720X004XC12345")
    for key in ("0" * 20, None):
        with pytest.raises(HostAuthError, match="API key"):
            await identify(session, printer["url"], key)
    driver = PrusaLinkDriver(session, printer["url"], "0" * 20)
    with pytest.raises(HostAuthError):
        await driver.look()


async def test_idle(driver: PrusaLinkDriver) -> None:
    """An idle printer tells its factors, and what it prints."""
    status = await driver.status()
    assert status.state is PrinterState.IDLE
    assert driver.prints == {".gcode", ".gco", ".g"}
    assert (status.speed_factor, status.flow_factor) == (1, 1)
    details = await driver.details()
    assert (details.nozzle_diameters, details.cameras) == ((0.4,), ())


async def test_upload_verify_delete(
    bed: Testbed, driver: PrusaLinkDriver, tmp_path: Path
) -> None:
    """Small and big files arrive byte for byte, and go away again."""
    for name, content in {
        "small.gcode": b"G28\n",
        "small (1).gcode": b"G28\nG1 X1\n",
        "Tür & Tor (1)+.gcode": b"G28\n",
        "piece.gcode": os.urandom(256 * 1024 + 1),
        "big.gcode": b";" + os.urandom(9 * 2**20),
    }.items():
        source = write(tmp_path / name, content)
        sent: list[int] = []
        assert await driver.verify(source, name) is False
        assert await driver.upload(source, name, sent.append) == name
        assert sent[-1] == len(content)
        assert on_disk(bed, name).read_bytes() == content
        assert await driver.verify(source, name) is True
        assert await driver.past_print(name) is None
        await driver.delete(name)
        assert not on_disk(bed, name).exists()
        await driver.delete(name)


async def test_verify_finds_another_content(
    bed: Testbed, driver: PrusaLinkDriver, tmp_path: Path
) -> None:
    """A copy of other size or content is found out; one sent anew replaces it."""
    sent = write(tmp_path / "sent", b"G28\nG1 X1\n")
    await driver.upload(sent, "copy.gcode", quiet)
    for content in (b"G28\nG1 X2\n", b"G28\n"):
        other = write(tmp_path / "other", content)
        with pytest.raises(ContentMismatchError):
            await driver.verify(other, "copy.gcode")
        await driver.upload(other, "copy.gcode", quiet)
        assert await driver.verify(other, "copy.gcode")
        await driver.upload(sent, "copy.gcode", quiet)
    await driver.delete("copy.gcode")


async def test_refusals(driver: PrusaLinkDriver, tmp_path: Path) -> None:
    """What PrusaLink does not take it refuses in its own words."""
    source = write(tmp_path / "odd", b"G28\n")
    with pytest.raises(HostRefusedError, match="(?i)forbidden|character"):
        await driver.upload(source, "a?b|c.gcode", quiet)
    with pytest.raises(HostRefusedError, match="not found"):
        await driver.start("nowhere.gcode")
    for command in (Command.PAUSE, Command.RESUME, Command.CANCEL):
        with pytest.raises(HostBusyError, match="prints nothing"):
            await driver.command(command)


async def test_print_to_the_end(driver: PrusaLinkDriver, tmp_path: Path) -> None:
    """A start is confirmed, others are refused, and the end is seen."""
    source = print_of(tmp_path, 6000)
    name = await driver.upload(source, "whole (1).gcode", quiet)
    await driver.start(name)
    status = await driver.status()
    assert (status.state, status.file) == (PrinterState.PRINTING, name)
    assert not status.ready
    assert status.progress is not None
    running = await past(driver, name)
    assert (running.outcome, bool(running.remote_id)) == (None, True)
    for attempt in (
        driver.start(name),
        driver.upload(source, name, quiet),
        driver.delete(name),
    ):
        with pytest.raises(HostBusyError):
            await attempt
    status = await wait_for(driver, PrinterState.FINISHED)
    assert (status.file, status.progress) == (name, 1.0)
    done = await past(driver, name)
    assert (done.outcome, done.remote_id) == (Outcome.COMPLETED, running.remote_id)
    await wait_until_ready(driver)
    assert await past(driver, name) == done
    await driver.delete(name)


async def test_short_print(driver: PrusaLinkDriver, tmp_path: Path) -> None:
    """A print that is over in a moment is confirmed too."""
    # Of a shorter one PrusaLink itself may see the end before it sees the start.
    source = write(tmp_path / "short", b"G4 P100\n" * 5)
    name = await driver.upload(source, "short.gcode", quiet)
    await driver.start(name)
    await wait_for(driver, PrinterState.FINISHED)
    assert (await past(driver, name)).outcome is Outcome.COMPLETED


async def test_heat_pause_resume_cancel(
    driver: PrusaLinkDriver, tmp_path: Path
) -> None:
    """A print is paused, resumed and cancelled, and shows its temperatures."""
    lines = b"M109 S60\n" + b"G4 P100\n" * 600
    name = await driver.upload(write(tmp_path / "long", lines), "long.gcode", quiet)
    await driver.start(name)
    # PrusaLink may have no temperatures before the first print.
    await wait_until(driver, lambda status: status.nozzles[0].target == 60)
    assert (await driver.look()).bed == (24, 0)
    await driver.command(Command.PAUSE)
    status = await wait_for(driver, PrinterState.PAUSED)
    assert (status.file, status.ready) == (name, False)
    await driver.command(Command.RESUME)
    await wait_for(driver, PrinterState.PRINTING)
    assert (await past(driver, name)).outcome is None
    await driver.command(Command.CANCEL)
    await wait_for(driver, PrinterState.CANCELLED)
    assert (await past(driver, name)).outcome is Outcome.CANCELLED


async def test_pause_by_the_file(driver: PrusaLinkDriver, tmp_path: Path) -> None:
    """A pause that nobody asked PrusaLink for is seen, and can be resumed."""
    lines = b"G4 P100\n" * 10 + b"M601\n" + b"G4 P100\n" * 10
    name = await driver.upload(write(tmp_path / "own", lines), "own.gcode", quiet)
    await driver.start(name)
    await wait_for(driver, PrinterState.PAUSED)
    await driver.command(Command.RESUME)
    await wait_for(driver, PrinterState.FINISHED)
    assert (await past(driver, name)).outcome is Outcome.COMPLETED


async def test_serial_lost(
    bed: Testbed, driver: PrusaLinkDriver, tmp_path: Path
) -> None:
    """A printer that is unplugged is in error, its print too, until it is back."""
    name = await driver.upload(print_of(tmp_path, 60000), "lost.gcode", quiet)
    await driver.start(name)
    bed.kill_printer(0, "mk3")
    (Path(bed.printers[0]["data"]) / "mk3").unlink(missing_ok=True)
    status = await wait_for(driver, PrinterState.ERROR)
    assert status.message
    assert "serial" in str(status.message).lower()
    assert not status.ready
    with pytest.raises(HostBusyError, match="(?i)serial"):
        await driver.start(name)
    assert (await past(driver, name)).outcome is Outcome.ERROR
    bed.start_printer(0, "mk3")
    await wait_until_ready(driver)
    assert (await past(driver, name)).outcome is Outcome.ERROR


async def test_server_goes_and_comes(bed: Testbed, driver: PrusaLinkDriver) -> None:
    """A PrusaLink that was killed is offline, and is followed again when it is back."""
    seen: list[PrinterStatus] = []
    following = asyncio.create_task(driver.follow(seen.append))
    while not seen:
        await asyncio.sleep(0.1)
    bed.kill_printer(0)
    assert (await driver.status()).state is PrinterState.OFFLINE
    with pytest.raises(DriverError):
        await following
    # From this thread: the server ends with the thread that has started it.
    bed.start_printer(0)
    await wait_until_ready(driver)
    assert seen[0].state is PrinterState.IDLE


async def test_printing_while_nobody_looks(
    bed: Testbed,
    driver: PrusaLinkDriver,
    session: aiohttp.ClientSession,
    tmp_path: Path,
) -> None:
    """Of a print whose end nobody saw there is no record, rather than a guess."""
    name = await driver.upload(print_of(tmp_path, 3000), "unseen.gcode", quiet)
    await driver.start(name)
    await wait_for(driver, PrinterState.FINISHED)
    await wait_until_ready(driver)
    printer = bed.printers[0]
    another = PrusaLinkDriver(session, printer["url"], printer["api_key"])
    assert await another.past_print(name) is None


async def test_source_is_unreadable(driver: PrusaLinkDriver, tmp_path: Path) -> None:
    """A local file that is gone is the local file's fault."""
    gone = SourceFile(path=tmp_path / "gone", size=5, sha256="")
    with pytest.raises(OSError, match="No such file"):
        await driver.upload(gone, "gone.gcode", quiet)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[E2EHouse]:
    """Start a house whose only printer is behind PrusaLink."""
    with open_house(tmp_path, moonraker=0, octoprint=0, prusalink=1) as house:
        yield house


def test_house_prints(house: E2EHouse) -> None:
    """From a slicer's upload to the end of the print, and clearing up after it."""
    house.ha.options(house.entry_id, {**QUIET, "remove_copies": True})
    assert house.names == ["Bench MK3S"]
    house.ha.wait_for_state("sensor.bench_mk3s_status", "idle")
    job = house.upload(house.gcode(6))
    house.ha.action(
        "printmux.dispatch", {"job_id": job["id"], "printers": house.names} | START
    )
    house.wait_targets(job["id"], "printing")
    house.check_files(house.job(job["id"]))
    house.ha.wait_for_state("sensor.bench_mk3s_status", "printing")
    seen = house.wait_state(job["id"], *FINAL, limit=120)
    done = house.job(job["id"])
    assert done["state"] == "completed", seen
    assert done["targets"][0]["state"] == "completed"
    house.ha.wait_for_state("sensor.bench_mk3s_status", "finished")
    (copy,) = house.remote_files(done)
    process.wait_until("the sweep", lambda: not copy.exists(), limit=120)
