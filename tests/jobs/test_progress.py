"""Test how far targets say they are: bytes first, then the print."""

from collections.abc import Callable

import pytest

from custom_components.printmux.jobs.models import TargetState
from custom_components.printmux.printers.driver import (
    PrinterState,
    ProgressCallback,
    SourceFile,
)
from custom_components.printmux.printers.errors import HostUnreachableError

from .conftest import House, ScriptedDriver
from .running import finish, send, target_of


def watch(house: House) -> Callable[[], dict[TargetState, list[float]]]:
    """Note each progress that is shown; returns what tells them by state."""
    shown: list[tuple[TargetState, float]] = []

    def listen(event: object) -> None:
        for job in house.jobs.jobs.values():
            for target in job.targets:
                if (step := (target.state, target.progress)) not in shown[-1:]:
                    shown.append(step)

    house.jobs.async_subscribe(listen)
    return lambda: {
        phase: [progress for state, progress in shown if state is phase]
        for phase in TargetState
    }


def upload_in_steps(driver: ScriptedDriver) -> None:
    """Have a host say of each byte that it has come."""
    original = driver.upload

    async def upload(source: SourceFile, name: str, progress: ProgressCallback) -> str:
        for sent in range(source.size):
            progress(sent)
        return await original(source, name, progress)

    driver.upload = upload  # type: ignore[method-assign]  # in steps


async def test_bytes_are_told_now_and_then(house: House) -> None:
    """Of a quick upload only its begin and its end are: each telling is work."""
    upload_in_steps(house.printers["one"].driver)
    shown = watch(house)
    await send(house, "one")
    told = shown()[TargetState.UPLOADING]
    assert (told[0], told[-1]) == (0, 1)
    assert len(told) < 5


@pytest.mark.usefixtures("quick")
async def test_progress_rises_in_each_phase(house: House) -> None:
    """It begins anew with the print, and ends at 1; what a host tells less is lost."""
    upload_in_steps(house.printers["one"].driver)
    shown = watch(house)
    job_id = await send(house, "one")
    for progress in (0.3, None, 0.2, 0.301, 0.5, 0.0, 1.0):
        house.printers["one"].see(progress=progress)
        await house.settle()
    finish(house.printers["one"])
    await house.settle()
    assert shown()[TargetState.UPLOADING] == [0, 0.25, 0.5, 0.75, 1]
    assert set(shown()[TargetState.STARTING]) == {0}
    assert shown()[TargetState.PRINTING] == [0, 0.25, 0.3, 0.5, 1]
    assert target_of(house, job_id).progress == 1


@pytest.mark.usefixtures("quick")
async def test_progress_begins_anew_with_each_try(house: House) -> None:
    """What was sent before a fault is sent again; a start finds the printer busy."""
    driver = house.printers["one"].driver
    original = driver.upload
    faults = [HostUnreachableError("Connection reset")]

    async def upload(source: SourceFile, name: str, progress: ProgressCallback) -> str:
        progress(source.size // 2)
        if faults:
            raise faults.pop()
        return await original(source, name, progress)

    driver.upload = upload  # type: ignore[method-assign]  # breaks off once
    shown = watch(house)
    await send(house, "one")
    assert shown()[TargetState.UPLOADING] == [0, 0.5, 0, 0.5, 1]
    assert set(shown()[TargetState.PENDING]) == {0}


async def test_progress_after_a_restart(house: House) -> None:
    """A print that goes on is where its printer says it is."""
    job_id = await send(house, "one")
    house.printers["one"].see(progress=0.7)
    await house.settle()
    await house.reopen()
    await house.settle()
    assert target_of(house, job_id).state is TargetState.PRINTING
    assert target_of(house, job_id).progress == 0.7
    house.printers["one"].see(state=PrinterState.PAUSED, progress=None)
    await house.settle()
    assert target_of(house, job_id).progress == 0.7
