"""Test what is kept of jobs that have ended."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed

from custom_components.printmux.jobs import retention
from custom_components.printmux.jobs.errors import NoRoomError
from custom_components.printmux.jobs.ledger import Ledger
from custom_components.printmux.jobs.models import Job, JobState, TargetState
from custom_components.printmux.printers.driver import PrinterState
from custom_components.printmux.printers.errors import HostRefusedError
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util

from .conftest import House

DAYS = 30


def keep(house: House, **rules: Any) -> None:
    """Have the user's rules be so."""
    house.jobs.settings = replace(house.jobs.settings, **rules)


async def kept(house: House) -> list[str]:
    """Return the ids of the jobs that are not deleted, oldest first."""
    return [job.id for job in reversed(await house.jobs.async_list())]


async def let_pass(house: House, days: float) -> None:
    """Be that many days later."""
    async_fire_time_changed(house.hass, dt_util.utcnow() + timedelta(days=days))
    await house.settle()


async def cancelled(house: House, content: bytes) -> Job:
    """Upload a file of its own, send it nowhere, and end that."""
    job = await house.upload(content)
    await house.jobs.orders.async_cancel(job.id)
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
    keep(house, retention_days=kept_days)
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
    keep(house, retention_days=DAYS)
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


async def test_number_of_jobs(house: House) -> None:
    """The newest are kept, and what has not ended does not count."""
    first, second, third = [await cancelled(house, b"G28\n") for _ in range(3)]
    waits = await house.upload(b"G28\n")
    keep(house, retention_jobs=2)
    await let_pass(house, 1)
    assert await kept(house) == [second.id, third.id, waits.id]
    keep(house, retention_jobs=1)
    await let_pass(house, 2)
    assert await kept(house) == [third.id, waits.id]
    assert files(house) == 1
    with pytest.raises(ServiceValidationError):
        await house.jobs.async_require(first.id)


async def test_stored_bytes(house: House) -> None:
    """The oldest go until the rest fits; a file goes by the last job that had it."""
    shared = await cancelled(house, b"a" * 100)
    alone = await cancelled(house, b"b" * 100)
    again = await cancelled(house, b"a" * 100)
    last = await cancelled(house, b"c" * 100)
    keep(house, retention_bytes=300)
    await let_pass(house, 1)
    assert len(await kept(house)) == 4
    keep(house, retention_bytes=299)
    await let_pass(house, 2)
    assert await kept(house) == [shared.id, again.id, last.id]
    assert alone.id not in house.jobs.jobs
    keep(house, retention_bytes=100)
    await let_pass(house, 3)
    assert await kept(house) == [last.id]
    assert (files(house), house.jobs.stats.storage_bytes) == (1, 100)


async def test_bytes_of_what_is_needed(house: House) -> None:
    """Nothing goes in vain: what others need stays, and with it its jobs that ended."""
    ended = await cancelled(house, b"a" * 100)
    other = await cancelled(house, b"b" * 100)
    waits = await house.upload(b"a" * 100)
    keep(house, retention_bytes=50)
    await let_pass(house, 1)
    assert await kept(house) == [ended.id, waits.id]
    assert other.id not in house.jobs.jobs
    assert house.jobs.stats.storage_bytes == 100


async def test_room_for_uploads(house: House) -> None:
    """The rules make room for an upload that the quota would refuse, and only they."""
    old = await cancelled(house, b"a" * 100)
    await cancelled(house, b"b" * 100)
    check = house.jobs.intake.async_check_room
    keep(house, quota_bytes=250)
    with pytest.raises(NoRoomError):
        await check(100)
    keep(house, quota_bytes=250, retention_bytes=250)
    await check(100)
    # Asking is not sending.
    assert files(house) == 2
    new = await house.upload(b"c" * 100)
    await house.settle()
    assert old.id not in house.jobs.jobs
    assert house.jobs.stats.storage_bytes == 200
    with pytest.raises(NoRoomError):
        await check(151)
    assert new.id in house.jobs.jobs


async def test_many_at_once(house: House) -> None:
    """However many go, the hub's numbers are read only once more."""
    jobs = [await cancelled(house, b"G28 ; %d\n" % at) for at in range(5)]
    refresh = Ledger.async_refresh_stats
    with (
        patch.object(retention, "BATCH", 2),
        patch.object(
            Ledger, "async_refresh_stats", autospec=True, side_effect=refresh
        ) as refreshed,
    ):
        await let_pass(house, 1)
        idle = refreshed.call_count
        keep(house, retention_jobs=1)
        await let_pass(house, 2)
    assert await kept(house) == [jobs[-1].id]
    assert (files(house), refreshed.call_count) == (1, 2 * idle + 1)


@pytest.mark.parametrize("again", ["dispatch", "retry"])
@pytest.mark.parametrize("delete_first", [True, False])
async def test_deleted_and_sent_at_once(
    house: House, again: str, delete_first: bool
) -> None:
    """Only one of both is done: no target goes by a job that is gone."""
    driver = house.printers["one"].driver
    driver.faults["upload"] = [HostRefusedError("No")]
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await house.settle()
    assert house.jobs.jobs[job.id].state is JobState.FAILED
    if again == "retry":
        sending: Coroutine[Any, Any, object] = house.jobs.orders.async_retry(job.id)
    else:
        sending = house.jobs.async_dispatch(job.id, ["one"], start=True)
    orders = [house.jobs.async_delete(job.id), sending]
    done = await asyncio.gather(
        *(orders if delete_first else orders[::-1]), return_exceptions=True
    )
    await house.settle()
    (refused,) = (result for result in done if isinstance(result, Exception))
    assert isinstance(refused, ServiceValidationError)
    gone = refused.translation_key == "job_not_found"
    assert files(house) == (not gone)
    assert (job.id in house.jobs.jobs) == (not gone)
    assert driver.count("start") == (not gone)
