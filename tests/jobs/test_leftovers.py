"""Test that no copy stays on a printer that nobody needs."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from unittest.mock import AsyncMock

import pytest
from sqlalchemy import select

from custom_components.printmux.db.tables import leftovers as table
from custom_components.printmux.jobs import leftovers, target_run
from custom_components.printmux.jobs.clock import utc_now
from custom_components.printmux.jobs.copies import add_leftover
from custom_components.printmux.jobs.models import Target, TargetState
from custom_components.printmux.printers.driver import Outcome, PastPrint, PrinterState
from custom_components.printmux.printers.errors import (
    ContentMismatchError,
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
)

from .conftest import IDLE, OFFLINE, House
from .running import lose, target_of

ENDS = {
    Outcome.COMPLETED: PrinterState.FINISHED,
    Outcome.CANCELLED: PrinterState.CANCELLED,
    Outcome.ERROR: PrinterState.ERROR,
}


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let doubts pass at once, and hosts be done with what was broken off."""
    monkeypatch.setattr(target_run, "RETRY_S", (0, 0, 0, 0))
    monkeypatch.setattr(target_run, "DOUBT_DELAY", 0)
    monkeypatch.setattr(leftovers, "SETTLING", timedelta(0))


async def rows(house: House) -> list[tuple[str, str]]:
    """Return what is still to be deleted."""
    query = select(table.c.printer_id, table.c.remote_name)
    found = await house.database.async_run(
        lambda connection: connection.execute(query).all()
    )
    return [(row.printer_id, row.remote_name) for row in found]


async def swept(house: House) -> None:
    """Wait until nothing is to be deleted any more."""
    async with asyncio.timeout(30):
        while await rows(house):
            await house.settle()


async def send(house: House, *, start: bool = True) -> Target:
    """Dispatch a new job to printer one; return the target once all is quiet."""
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=start)
    await house.settle()
    return house.jobs.jobs[job.id].targets[0]


async def send_unstarted(house: House) -> Target:
    """Have a copy on printer one that waits to be started."""
    printer = house.printers["one"]
    printer.driver.faults["start"] = [HostBusyError("Something else runs")]
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    while printer.driver.faults["start"]:
        await asyncio.sleep(0)
    printer.see(state=PrinterState.PRINTING, ready=False, file="other.gcode")
    await house.settle()
    target = house.jobs.jobs[job.id].targets[0]
    assert target.state is TargetState.PENDING
    assert target.remote_name in printer.driver.files
    return target


def remove_copies(house: House) -> None:
    """Have copies deleted after their print."""
    house.settings = replace(house.settings, remove_copies=True)
    house.jobs.settings = house.settings


def end(house: House, outcome: Outcome = Outcome.COMPLETED) -> None:
    """Let the print on printer one end."""
    printer = house.printers["one"]
    name = printer.driver.state.file
    assert name is not None
    printer.driver.past[name] = PastPrint(outcome=outcome, started_at=1e9, ended_at=2e9)
    printer.see(state=ENDS[outcome], ready=True)


async def test_cancelled_before_the_start(house: House) -> None:
    """What will never be printed is deleted, though the printer prints another file."""
    target = await send_unstarted(house)
    await house.jobs.orders.async_cancel(target.job_id)
    await swept(house)
    assert not house.printers["one"].driver.files


async def test_nothing_sent_nothing_deleted(house: House) -> None:
    """A target that only waited leaves its printer alone."""
    driver = house.printers["one"].driver
    driver.print("other.gcode")
    target = await send(house)
    await house.jobs.orders.async_cancel(target.job_id)
    await house.settle()
    assert driver.count("delete") == driver.count("upload") == 0


async def test_broken_copies(house: House) -> None:
    """A copy that arrives broken time and again is given up, and goes."""
    driver = house.printers["one"].driver
    driver.faults["verify"] = [ContentMismatchError("Half of it")] * 9
    target = await send(house, start=False)
    assert target.state is TargetState.FAILED
    await swept(house)
    assert not driver.files


async def test_retried_under_a_new_name(house: House) -> None:
    """What the first try left goes; what the second one sent is printed."""
    driver = house.printers["one"].driver
    driver.faults["start"] = [HostRefusedError("No")]
    driver.faults["delete"] = [HostUnreachableError("Gone")]
    target = await send(house)
    assert (target.state, len(driver.files)) == (TargetState.FAILED, 1)
    await house.jobs.orders.async_retry(target.job_id)
    await swept(house)
    await house.settle()
    again = house.jobs.jobs[target.job_id].targets[0]
    assert again.state is TargetState.PRINTING
    assert list(driver.files) == [again.remote_name] != [target.remote_name]


async def test_moved_to_another_printer(house: House) -> None:
    """What was sent to a printer that was busy after all goes there."""
    one, two = house.printers.values()
    one.see()
    two.see(state=PrinterState.PRINTING, ready=False, file="other.gcode")
    one.driver.faults["verify"] = [HostBusyError("Something else runs")]
    job = await house.upload()
    await house.jobs.async_dispatch_any(job.id, start=True)
    while one.driver.faults["verify"]:
        await asyncio.sleep(0)
    one.see(state=PrinterState.PRINTING, ready=False, file="other.gcode")
    await house.settle()
    assert len(one.driver.files) == 1
    two.see(state=PrinterState.IDLE, ready=True, file=None)
    await house.settle()
    await swept(house)
    (target,) = house.jobs.jobs[job.id].targets
    assert (target.state, target.printer_id) == (TargetState.PRINTING, "two")
    assert list(two.driver.files) == [target.remote_name]
    assert not one.driver.files


async def test_retry_that_is_refused(house: House) -> None:
    """It changes nothing: the copy of a print that failed stays."""
    target = await send(house)
    end(house, Outcome.ERROR)
    await house.settle()
    driver = house.printers["one"].driver
    driver.printable = frozenset()  # type: ignore[misc]  # this host alone
    await house.jobs.orders.async_retry(target.job_id)
    await house.settle()
    assert house.jobs.jobs[target.job_id].targets[0].state is TargetState.FAILED
    assert (list(driver.files), await rows(house)) == ([target.remote_name], [])


@pytest.mark.parametrize("outcome", ENDS)
@pytest.mark.parametrize("remove", [False, True])
async def test_after_the_print(house: House, outcome: Outcome, remove: bool) -> None:
    """However it ended: the copy goes if the option says so."""
    if remove:
        remove_copies(house)
    target = await send(house)
    assert target.state is TargetState.PRINTING
    end(house, outcome)
    await house.settle()
    await swept(house)
    driver = house.printers["one"].driver
    assert list(driver.files) == ([] if remove else [target.remote_name])
    assert driver.count("delete") == remove


async def test_only_uploaded(house: House) -> None:
    """A copy that was to be uploaded, and no more, stays."""
    remove_copies(house)
    target = await send(house, start=False)
    await house.reopen()
    await house.settle()
    driver = house.printers["one"].driver
    assert (list(driver.files), driver.count("delete")) == ([target.remote_name], 0)


async def test_needs_attention(house: House) -> None:
    """Nobody knows whether it is printed: it stays until the user has answered."""
    driver = house.printers["one"].driver
    target = target_of(house, await lose(house, "one"))
    assert (list(driver.files), await rows(house)) == ([target.remote_name], [])
    await house.jobs.orders.async_cancel(target.job_id)
    await swept(house)
    assert not driver.files


async def test_running_print(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the printer still prints is deleted when it has stopped, not before."""
    remove_copies(house)
    target = await send(house)
    printer = house.printers["one"]
    # The machine goes on for a while.
    monkeypatch.setattr(printer.driver, "cancel", AsyncMock())
    await house.jobs.orders.async_cancel(target.job_id)
    for state in (PrinterState.PAUSED, PrinterState.PRINTING):
        printer.see(state=state)
        await house.settle()
    assert await rows(house) == [("one", target.remote_name)]
    assert printer.driver.count("delete") == 0
    printer.see(state=PrinterState.CANCELLED, ready=True)
    await swept(house)
    assert not printer.driver.files


@pytest.mark.parametrize("restart", [False, True])
async def test_offline_printer(house: House, restart: bool) -> None:
    """It is swept when it is back, after a restart too."""
    target = await send_unstarted(house)
    printer = house.printers["one"]
    printer.driver.faults["delete"] = [HostUnreachableError("No answer")]
    await house.jobs.orders.async_cancel(target.job_id)
    await house.settle()
    assert await rows(house) == [("one", target.remote_name)]
    if restart:
        await house.reopen()
    else:
        printer.driver.state = OFFLINE
        printer.see()
        printer.driver.state = IDLE
        printer.see()
    await swept(house)
    assert not printer.driver.files


async def test_switched_off_printer(house: House) -> None:
    """One that the user has switched off is left alone until it is on again."""
    target = await send_unstarted(house)
    parked = house.printers.pop("one")
    await house.jobs.orders.async_cancel(target.job_id)
    await house.settle()
    assert await rows(house)
    house.printers["one"] = parked
    parked.see(state=PrinterState.IDLE)
    await swept(house)
    assert not parked.driver.files


async def test_refused(house: House) -> None:
    """A host that refuses is not asked time and again; the others go."""
    driver = house.printers["one"].driver
    driver.faults["start"] = [HostRefusedError("No")] * 2
    driver.faults["delete"] = [HostRefusedError("Not yours")]
    await send(house)
    await house.settle()
    assert driver.count("delete") == 1
    driver.faults["delete"] = [HostRefusedError("Not yours")]
    await send(house)
    await house.settle()
    assert len(driver.files) == len(await rows(house)) == 1
    house.printers["one"].see(state=PrinterState.FINISHED)
    await swept(house)
    assert not driver.files


async def test_fault_of_a_driver(house: House) -> None:
    """It is logged, and the next try is made when something changes."""
    driver = house.printers["one"].driver
    driver.faults["delete"] = [RuntimeError("A fault")]
    target = await send_unstarted(house)
    await house.jobs.orders.async_cancel(target.job_id)
    await house.settle()
    assert driver.files
    house.printers["one"].see(state=PrinterState.IDLE)
    await swept(house)
    assert not driver.files


async def test_host_that_is_late(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a host puts in its place after the upload was broken off goes as well."""
    monkeypatch.setattr(leftovers, "SETTLING", timedelta(hours=1))
    target = await send_unstarted(house)
    printer = house.printers["one"]
    await house.jobs.orders.async_cancel(target.job_id)
    await house.settle()
    assert not printer.driver.files
    assert await rows(house) == [("one", target.remote_name)]
    printer.driver.files[target.remote_name] = b"late"
    printer.see(state=PrinterState.FINISHED)
    await house.settle()
    assert printer.driver.count("delete") == 1
    monkeypatch.setattr(leftovers, "SETTLING", timedelta(0))
    printer.see(state=PrinterState.IDLE)
    await swept(house)
    assert not printer.driver.files


async def test_needed_again(house: House) -> None:
    """A name that a target goes by is never deleted."""
    target = await send(house, start=False)
    await house.database.async_run(
        lambda connection: add_leftover(connection, target, utc_now())
    )
    await house.reopen()
    await swept(house)
    assert list(house.printers["one"].driver.files) == [target.remote_name]


async def test_removed_printer(house: House) -> None:
    """A printer that was removed is none of our business."""
    await send_unstarted(house)
    printer = house.printers.pop("one")
    await house.jobs.async_forget_printer("one")
    assert await rows(house) == []
    assert printer.driver.count("delete") == 0
