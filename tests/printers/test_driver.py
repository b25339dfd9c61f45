"""What every driver has without doing anything for it."""

import asyncio
from unittest.mock import patch

import aiohttp
import pytest

from custom_components.printmux.printers import driver as contract
from custom_components.printmux.printers.driver import (
    Command,
    PrinterDetails,
    PrinterState,
    PrinterStatus,
)
from custom_components.printmux.printers.errors import (
    HostRefusedError,
    HostUnreachableError,
)
from tests.conftest import IDLE, FakeDriver

PRINTING = PrinterStatus(state=PrinterState.PRINTING, file="a.gcode")


class PlainDriver(FakeDriver):
    """A driver that brings only what it must."""

    follow = contract.PrinterDriver.follow


@pytest.fixture
def driver(session: aiohttp.ClientSession) -> PlainDriver:
    """Return a driver of an idle host."""
    made = PlainDriver(session, "http://plain.local")
    made.host.fault, made.host.status = None, IDLE
    return made


async def test_status_never_raises(driver: PlainDriver) -> None:
    """A host that is gone is a status."""
    assert await driver.status() == IDLE
    driver.host.fault = HostUnreachableError("No answer")
    offline = PrinterStatus(state=PrinterState.OFFLINE, message="No answer")
    assert await driver.status() == offline
    with pytest.raises(HostUnreachableError):
        await driver.look()


async def test_follow_looks_as_often_as_it_is_worth(driver: PlainDriver) -> None:
    """A busy printer is looked at more often; a lost host ends it."""
    seen: list[PrinterStatus] = []
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        driver.host.status = PRINTING
        if len(pauses) == 3:
            driver.host.fault = HostUnreachableError("No answer")

    with (
        patch.object(asyncio, "sleep", pause),
        pytest.raises(HostUnreachableError),
    ):
        await driver.follow(seen.append)
    assert seen == [IDLE, PRINTING, PRINTING]
    assert pauses == [contract.IDLE_POLL_S, *[contract.BUSY_POLL_S] * 2]


async def test_what_a_host_can_not_do(driver: PlainDriver) -> None:
    """It is refused with a sentence; cancelling every driver can."""
    assert await driver.details() == PrinterDetails()
    assert await driver.picture("a.gcode") is None
    await driver.start("a.gcode")
    await driver.command(Command.CANCEL)
    assert driver.host.status == IDLE
    for command in set(Command) - {Command.CANCEL}:
        with pytest.raises(HostRefusedError, match="does not know how to"):
            await driver.command(command)
    with pytest.raises(HostRefusedError, match="temperatures"):
        await driver.set_target("bed", 60)
