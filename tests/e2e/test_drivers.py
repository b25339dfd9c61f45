"""Tests of the drivers against real Moonraker (with Klipper) and OctoPrint."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
import hashlib
import os
from pathlib import Path
import time

import aiohttp
import pytest
from pytest_socket import enable_socket

from custom_components.printmux.printers import moonraker, moonraker_orders
from custom_components.printmux.printers.detect import DRIVERS, identify
from custom_components.printmux.printers.driver import (
    Outcome,
    PastPrint,
    PrinterDriver,
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
    NotAPrinterHostError,
    StartUnconfirmedError,
)
from custom_components.printmux.printers.moonraker_data import Job
from tests.testbed.gen_gcode import Options, make
from tests.testbed.servers import Printer
from tests.testbed.testbed import Testbed

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("socket_enabled")]

SAMPLES = Path(__file__).parents[3] / "shared/samples"
KINDS = ("moonraker", "octoprint")
FREE_STATES = frozenset(
    {
        PrinterState.IDLE,
        PrinterState.FINISHED,
        PrinterState.CANCELLED,
        PrinterState.ERROR,
    }
)


def describe(path: Path) -> SourceFile:
    """Say what is true of a file."""
    content = path.read_bytes()
    return SourceFile(
        path=path,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def write(path: Path, content: bytes) -> SourceFile:
    """Make a file and describe it."""
    path.write_bytes(content)
    return describe(path)


def print_of(folder: Path, milliseconds: int) -> SourceFile:
    """Make a print that takes about so long on any of the printers."""
    pieces = milliseconds // 100
    return write(folder / "print", b"G90\n" + b"G4 P100\n" * pieces + b"M105\n")


def on_disk(printer: Printer, name: str) -> Path:
    """Return where the host keeps a file."""
    folder = "gcodes" if printer["kind"] == "moonraker" else "uploads"
    return Path(printer["data"]) / folder / name


def quiet(sent: int) -> None:
    """Ignore the progress."""


@pytest.fixture(scope="module")
def bed() -> Iterator[Testbed]:
    """Start one printer of each kind that wants a key."""
    # Sockets are blocked anew for each test, before this first comes up.
    enable_socket()
    with Testbed(moonraker=1, octoprint=1, auth="key") as running:
        yield running


@pytest.fixture(params=KINDS)
def printer(bed: Testbed, request: pytest.FixtureRequest) -> Printer:
    """Give each printer in turn."""
    return next(one for one in bed.printers if one["kind"] == request.param)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """Give a session."""
    async with aiohttp.ClientSession() as client:
        yield client


@pytest.fixture
async def driver(
    printer: Printer, session: aiohttp.ClientSession
) -> AsyncIterator[PrinterDriver]:
    """Give the printer's driver, and leave the printer free."""
    made = DRIVERS[printer["kind"]](session, printer["url"], printer["api_key"])
    yield made
    if not (await made.status()).ready:
        with suppress(DriverError):
            await made.cancel()
        await wait_for(made, *FREE_STATES)


async def wait_for(driver: PrinterDriver, *states: PrinterState) -> PrinterStatus:
    """Wait until the printer is in one of these states and ready."""
    end = time.monotonic() + 40
    while time.monotonic() < end:
        status = await driver.status()
        if status.state in states:
            return status
        await asyncio.sleep(0.2)
    raise AssertionError(f"still {status}")


async def ended(driver: PrinterDriver, name: str) -> PastPrint:
    """Wait until the host has a record of a print that is over."""
    for _ in range(50):
        past = await driver.past_print(name)
        if past and past.outcome:
            return past
        await asyncio.sleep(0.2)
    raise AssertionError("no record")


async def test_identify(printer: Printer, session: aiohttp.ClientSession) -> None:
    """The right key finds the host; a wrong one or none is refused."""
    info = await identify(session, printer["url"], printer["api_key"])
    assert info.kind == printer["kind"]
    assert info.name
    assert info.software in ("Moonraker 0.11.0", "OctoPrint 1.11.8")
    assert bool(info.unique_id) is (printer["kind"] == "moonraker")
    for key in ("0" * 32, None):
        with pytest.raises(HostAuthError, match="API key"):
            await identify(session, printer["url"], key)
    with pytest.raises(NotAPrinterHostError):
        await identify(session, printer["url"] + "/elsewhere", printer["api_key"])


async def test_upload_verify_delete(
    printer: Printer, driver: PrinterDriver, tmp_path: Path
) -> None:
    """Small, empty, and big files arrive byte for byte, and go away again."""
    for name, content in {
        "empty.gcode": b"",
        "small.gcode": b"G28\n",
        "piece.gcode": os.urandom(256 * 1024 + 1),
        "big.gcode": b";" + os.urandom(9 * 2**20),
    }.items():
        source = write(tmp_path / name, content)
        assert await driver.verify(source, name) is False
        assert await driver.upload(source, name, quiet) == name
        assert on_disk(printer, name).read_bytes() == content
        assert await driver.verify(source, name) is True
        assert await driver.past_print(name) is None
        await driver.delete(name)
        assert not on_disk(printer, name).exists()
        await driver.delete(name)
        await asyncio.sleep(driver.upload_spacing or 0)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="no samples here")
async def test_upload_samples(printer: Printer, driver: PrinterDriver) -> None:
    """Files of real slicers arrive byte for byte."""
    samples = [
        path
        for path in sorted(SAMPLES.glob("*/*"))
        if path.suffix in driver.printable and path.stat().st_size < 4 * 2**20
    ]
    for path in samples[::12]:
        name = await driver.upload(describe(path), path.name, quiet)
        assert on_disk(printer, name).read_bytes() == path.read_bytes()
        assert await driver.verify(describe(path), name)
        await driver.delete(name)
        await asyncio.sleep(driver.upload_spacing or 0)


@pytest.mark.parametrize(
    "name",
    ["Tür & Tor; 100% (1)#+.gcode", "日本 🚀.gcode", ".hidden.gcode", 'a"b.gcode'],
)
async def test_odd_names(
    printer: Printer, driver: PrinterDriver, tmp_path: Path, name: str
) -> None:
    """Whatever name the host makes of ours, the returned one works."""
    source = write(tmp_path / "odd", b"G28\n")
    stored = await driver.upload(source, name, quiet)
    assert on_disk(printer, stored).read_bytes() == b"G28\n"
    assert await driver.verify(source, stored)
    await driver.delete(stored)
    assert not on_disk(printer, stored).exists()
    await asyncio.sleep(driver.upload_spacing or 0)


async def test_verify_finds_another_content(
    printer: Printer, driver: PrinterDriver, tmp_path: Path
) -> None:
    """A copy of other size or content is found out."""
    sent = write(tmp_path / "sent", b"G28\nG1 X1\n")
    await driver.upload(sent, "copy.gcode", quiet)
    for content in (b"G28\nG1 X2\n", b"G28\n"):
        with pytest.raises(ContentMismatchError):
            await driver.verify(write(tmp_path / "other", content), "copy.gcode")
    await driver.delete("copy.gcode")


async def test_moonraker_finds_damage(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """Moonraker's copy is really read: a flipped byte, a swapped half, a cut."""
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    for size in (4096, 10 * 2**20):
        source = write(tmp_path / "sent", os.urandom(size))
        await driver.upload(source, "copy.gcode", quiet)
        copy = on_disk(printer, "copy.gcode")
        content = copy.read_bytes()
        copy.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(ContentMismatchError, match="other content"):
            await driver.verify(source, "copy.gcode")
        copy.write_bytes(content[: size // 2])
        with pytest.raises(ContentMismatchError, match="bytes instead of"):
            await driver.verify(source, "copy.gcode")
        await driver.delete("copy.gcode")
        await asyncio.sleep(driver.upload_spacing or 0)


async def test_print_to_the_end(driver: PrinterDriver, tmp_path: Path) -> None:
    """A start is confirmed, others are refused, and the end is on record."""
    source = print_of(tmp_path, 4000)
    name = await driver.upload(source, "whole (1).gcode", quiet)
    await driver.start(name)
    status = await driver.status()
    assert (status.state, status.file) == (PrinterState.PRINTING, name)
    assert not status.ready
    running = await driver.past_print(name)
    assert running
    assert running.outcome is None
    for attempt in (
        driver.start(name),
        driver.upload(source, name, quiet),
        driver.delete(name),
    ):
        with pytest.raises(HostBusyError):
            await attempt
    status = await wait_for(driver, PrinterState.FINISHED)
    assert (status.ready, status.file, status.progress) == (True, name, 1.0)
    past = await ended(driver, name)
    assert past.outcome is Outcome.COMPLETED
    assert past.started_at
    assert past.ended_at
    assert 1 < past.ended_at - past.started_at < 15
    assert abs(past.ended_at - time.time()) < 15
    await driver.delete(name)


async def test_short_prints(driver: PrinterDriver, tmp_path: Path) -> None:
    """A print that is over at once is confirmed too, every time."""
    source = write(tmp_path / "short", b"M105\n")
    name = await driver.upload(source, "short.gcode", quiet)
    for _ in range(3):
        await driver.start(name)
        assert (await ended(driver, name)).outcome is Outcome.COMPLETED
        await wait_for(driver, PrinterState.FINISHED)
    await driver.delete(name)


async def test_cancel(driver: PrinterDriver, tmp_path: Path) -> None:
    """A cancelled print is on record as such."""
    source = print_of(tmp_path, 30000)
    name = await driver.upload(source, "cancel.gcode", quiet)
    await driver.start(name)
    await asyncio.sleep(1)
    await driver.cancel()
    past = await ended(driver, name)
    assert past.outcome is Outcome.CANCELLED
    status = await wait_for(driver, PrinterState.IDLE, PrinterState.CANCELLED)
    assert status.ready
    await driver.delete(name)


async def test_start_of_no_file(driver: PrinterDriver) -> None:
    """A start of a file that is not there is refused in the host's words."""
    with pytest.raises(HostRefusedError):
        await driver.start("nowhere.gcode")


async def test_moonraker_progress(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """Progress, temperatures and times of a real print make sense."""
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    path = make(tmp_path / "real.gcode", Options(seconds=8, heat=True))
    name = await driver.upload(describe(path), "real.gcode", quiet)
    await driver.start(name)
    first = await driver.status()
    assert first.progress is not None
    assert first.progress < 0.2
    assert first.remaining_s
    await wait_for(driver, PrinterState.FINISHED)
    status = await driver.status()
    assert status.filament_mm
    assert status.nozzles
    assert status.nozzles[0].actual
    assert status.nozzles[0].actual > 150
    past = await ended(driver, name)
    assert past.remote_id
    assert past.filament_mm == pytest.approx(status.filament_mm)
    await driver.delete(name)


async def test_klipper_shut_down(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """A shutdown while printing is an error with Klipper's words, till restarted."""
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    name = await driver.upload(print_of(tmp_path, 30000), "stop.gcode", quiet)
    await driver.start(name)
    bed.call(0, "/printer/emergency_stop", {}, "POST")
    status = await wait_for(driver, PrinterState.ERROR)
    assert status.message
    assert "shutdown" in str(status.message).lower()
    assert not status.ready
    with pytest.raises(HostBusyError, match="(?i)shutdown"):
        await driver.start(name)
    assert (await ended(driver, name)).outcome is Outcome.ERROR
    bed.call(0, "/printer/firmware_restart", {}, "POST")
    await wait_for(driver, PrinterState.IDLE)
    await driver.delete(name)


@pytest.mark.parametrize("seen_s", [0, 2])
async def test_moonraker_goes_and_comes(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path, seen_s: int
) -> None:
    """A print that outlives Moonraker is still running, and ends as it ends."""
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    name = await driver.upload(print_of(tmp_path, 15000), "outlive.gcode", quiet)
    await driver.start(name)
    await asyncio.sleep(seen_s)
    bed.kill_printer(0)
    assert (await driver.status()).state is PrinterState.OFFLINE
    bed.start_printer(0)
    await wait_for(driver, PrinterState.PRINTING)
    past = await driver.past_print(name)
    assert past
    assert past.outcome is None
    await wait_for(driver, PrinterState.FINISHED)
    assert (await ended(driver, name)).outcome is Outcome.COMPLETED
    await driver.delete(name)


async def test_klipper_gone(bed: Testbed, session: aiohttp.ClientSession) -> None:
    """Moonraker without Klipper is offline, and refuses a start for now."""
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    bed.stop_printer(0, "klippy")
    status = await wait_for(driver, PrinterState.OFFLINE)
    assert status.message
    assert "Klipper is not connected" in str(status.message)
    with pytest.raises(HostBusyError):
        await driver.start("any.gcode")
    info = await identify(session, printer["url"], printer["api_key"])
    assert info.kind == "moonraker"
    bed.start_printer(0, "klippy")
    await wait_for(driver, PrinterState.IDLE)


async def test_octoprint_connection(
    bed: Testbed, session: aiohttp.ClientSession, tmp_path: Path
) -> None:
    """OctoPrint without its printer is offline; a firmware's end is an error."""
    printer = bed.printers[1]
    driver = DRIVERS["octoprint"](session, printer["url"], printer["api_key"])
    bed.call(1, "/api/connection", {"command": "disconnect"})
    status = await wait_for(driver, PrinterState.OFFLINE)
    assert not status.ready
    with pytest.raises(HostBusyError, match="not connected"):
        await driver.start("any.gcode")
    bed.call(1, "/api/connection", {"command": "connect"})
    await wait_for(driver, PrinterState.IDLE)
    name = await driver.upload(print_of(tmp_path, 30000), "fatal.gcode", quiet)
    await driver.start(name)
    bed.call(
        1, "/api/printer/command", {"command": "!!DEBUG:trigger_fatal_error_marlin"}
    )
    status = await wait_for(driver, PrinterState.ERROR)
    assert status.message
    assert (await ended(driver, name)).outcome is Outcome.ERROR
    bed.call(1, "/api/connection", {"command": "connect"})
    await wait_for(driver, PrinterState.IDLE)
    await driver.delete(name)


async def test_start_that_never_comes(
    bed: Testbed,
    session: aiohttp.ClientSession,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A start whose print cannot be seen is not taken for one."""
    monkeypatch.setattr(moonraker_orders, "START_WAIT_S", 1.0)
    monkeypatch.setattr(Job, "is_new_print_of", lambda *_: False)
    printer = bed.printers[0]
    driver = moonraker.MoonrakerDriver(session, printer["url"], printer["api_key"])
    name = await driver.upload(print_of(tmp_path, 5000), "unseen.gcode", quiet)
    with pytest.raises(StartUnconfirmedError, match="not being printed"):
        await driver.start(name)
    await driver.cancel()
    await wait_for(driver, PrinterState.CANCELLED)
    await driver.delete(name)
