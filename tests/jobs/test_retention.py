"""Test how long jobs are kept that have ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.printmux.jobs.models import Job, JobState, TargetState
from custom_components.printmux.printers.driver import PrinterState
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from .conftest import House

DAYS = 30


async def let_pass(house: House, days: float) -> None:
    """Be that many days later."""
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(days=days))
    await house.settle()


async def cancelled(house: House, content: bytes) -> Job:
    """Upload a file of its own, send it nowhere, and end that."""
    job = await house.upload(content)
    await house.jobs.async_cancel(job.id)
    await house.settle()
    return house.jobs.jobs[job.id]


def files(house: House) -> int:
    """Return how many files there are."""
    return len(list(house.store.files.glob("*/*")))


@pytest.mark.parametrize(
    ("kept_days", "later", "stays"),
    [(DAYS, DAYS + 1, False), (DAYS, DAYS - 1, True), (0, 3650, True)],
)
async def test_ended_jobs(
    house: House, kept_days: int, later: float, stays: bool
) -> None:
    """They go with their file when their time is over, if there is one."""
    house.jobs.settings = replace(house.jobs.settings, retention_days=kept_days)
    job = await cancelled(house, b"G28\n")
    assert (job.state, files(house)) == (JobState.CANCELLED, 1)
    await let_pass(house, later)
    assert files(house) == stays
    if stays:
        assert (await house.jobs.async_require(job.id)).id == job.id
    else:
        with pytest.raises(ServiceValidationError):
            await house.jobs.async_require(job.id)


async def test_jobs_that_are_needed(house: House) -> None:
    """Who still waits is kept, however old, and so is a file that another job has."""
    house.jobs.settings = replace(house.jobs.settings, retention_days=DAYS)
    house.printers["one"].see(state=PrinterState.PRINTING, ready=False, file="other")
    waits = await house.upload(b"G28 ; not sent yet\n")
    queued = await house.upload(b"G28 ; queued\n")
    await house.jobs.async_dispatch(queued.id, ["one"], start=True)
    await cancelled(house, b"G28 ; not sent yet\n")
    await let_pass(house, 10 * DAYS)
    await house.settle()
    assert set(house.jobs.jobs) == {waits.id, queued.id}
    assert house.jobs.jobs[queued.id].targets[0].state is TargetState.PENDING
    assert files(house) == 2
