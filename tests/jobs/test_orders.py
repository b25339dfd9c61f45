"""Test what users say of targets that are there: stop, and try again."""

import asyncio
from dataclasses import replace

import pytest

from custom_components.printmux.jobs.models import JobState, TargetState
from custom_components.printmux.jobs.target_run import MAX_DOUBTS
from custom_components.printmux.printers.driver import (
    Outcome,
    PastPrint,
    PrinterState,
    ProgressCallback,
    SourceFile,
)
from custom_components.printmux.printers.errors import (
    HostBusyError,
    HostRefusedError,
    HostUnreachableError,
)
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .conftest import IDLE, OFFLINE, House, ScriptedDriver
from .running import (
    finish,
    hanging_start,
    lose,
    open_prints,
    send,
    states_of,
    target_of,
)


async def test_cancel_stops_our_print(house: House) -> None:
    """Cancelling asks the printer to stop what is ours."""
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await house.settle()
    await house.jobs.orders.async_cancel(job.id)
    assert house.printers["one"].driver.count("cancel") == 1
    assert house.jobs.jobs[job.id].state is JobState.CANCELLED
    with pytest.raises(ServiceValidationError):
        await house.jobs.orders.async_cancel(job.id)


async def test_cancel_leaves_the_prints_of_others_alone(house: House) -> None:
    """A waiting target is dropped; what the printer prints is not ours to stop."""
    printer = house.printers["one"]
    printer.driver.print("other.gcode")
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await house.settle()
    await house.jobs.orders.async_cancel(job.id)
    assert printer.driver.count("cancel") == 0
    assert house.jobs.jobs[job.id].state is JobState.CANCELLED


async def test_cancel_that_cannot_reach_the_printer(house: House) -> None:
    """An error, and the print is still followed."""
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await house.settle()
    printer = house.printers["one"]
    printer.driver.faults["cancel"] = [HostUnreachableError("No route")]
    with pytest.raises(HomeAssistantError):
        await house.jobs.orders.async_cancel(job.id)
    await house.settle()
    assert target_of(house, job.id).state is TargetState.PRINTING
    finish(printer)
    await house.settle()
    assert target_of(house, job.id).state is TargetState.COMPLETED


async def test_retry_repeats_only_what_failed(house: House) -> None:
    """The good target is left alone; the failed one goes out under a new name."""
    printer = house.printers["one"]
    printer.driver.faults["upload"] = [HostRefusedError("No space left")]
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one", "two"], start=False)
    await house.settle()
    failed, good = house.jobs.jobs[job.id].targets
    await house.jobs.orders.async_retry(job.id)
    await house.settle()
    again, same = house.jobs.jobs[job.id].targets
    assert same == good
    assert again.state is TargetState.UPLOADED
    assert again.remote_name != failed.remote_name
    assert house.jobs.jobs[job.id].state is JobState.COMPLETED
    with pytest.raises(ServiceValidationError):
        await house.jobs.orders.async_retry(job.id)


async def test_cancel_breaks_a_transfer_off(house: House) -> None:
    """Nothing more is sent, and the printer is free for the next job."""
    driver = house.printers["one"].driver
    sending, ended = asyncio.Event(), asyncio.Event()
    original = driver.upload

    async def hang(source: SourceFile, name: str, progress: ProgressCallback) -> str:
        sending.set()
        progress(source.size // 2)
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        raise AssertionError

    driver.upload = hang  # type: ignore[method-assign]  # a slow host
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await sending.wait()
    await house.jobs.orders.async_cancel(job.id)
    assert ended.is_set()
    target = target_of(house, job.id)
    assert (target.state, target.progress) == (TargetState.CANCELLED, 0.5)
    assert target.ended_at is not None
    assert target.started_at is None
    assert house.jobs.jobs[job.id].state is JobState.CANCELLED
    driver.upload = original  # type: ignore[method-assign]  # quick again
    assert states_of(house, await send(house, "one")) == ["printing"]


@pytest.mark.usefixtures("quick")
async def test_cancel_stops_a_start_that_shows_late(house: House) -> None:
    """The order was out already: what comes of it is stopped."""
    driver = house.printers["one"].driver
    looks = iter((IDLE, IDLE, None))
    original = driver.look

    async def look() -> object:
        if (status := next(looks, None)) is not None:
            return status
        if not driver.past:
            driver.print(target_of(house, job_id).remote_name)
        return await original()

    with hanging_start(driver):
        job_id = await send(house, "one")
        assert states_of(house, job_id) == ["starting"]
        driver.look = look  # type: ignore[method-assign,assignment]  # a slow host
        await house.jobs.orders.async_cancel(job_id)
    assert driver.count("cancel") == 1
    assert driver.state.state is PrinterState.IDLE
    assert states_of(house, job_id) == ["cancelled"]
    assert await open_prints(house) == 0


@pytest.mark.parametrize("proves", [True, False])
@pytest.mark.usefixtures("quick")
async def test_cancel_of_a_start_that_comes_to_nothing(
    house: House, proves: bool
) -> None:
    """A printer that never prints it is told nothing, and one that can't tell is waited for."""
    driver = house.printers["one"].driver
    driver.proves = proves
    with hanging_start(driver):
        job_id = await send(house, "one")
        await house.jobs.orders.async_cancel(job_id)
    assert driver.count("cancel") == 0
    assert driver.count("take_back") == (1 if proves else MAX_DOUBTS)
    assert states_of(house, job_id) == ["cancelled"]
    await house.settle()
    assert not driver.files


@pytest.mark.usefixtures("quick")
async def test_cancel_of_a_start_that_can_not_be_taken_back(house: House) -> None:
    """A host that has just begun with it says so, and is not left alone with it."""
    driver = house.printers["one"].driver
    driver.faults["take_back"] = [HostBusyError("The file is in use")]
    with hanging_start(driver):
        job_id = await send(house, "one")
        with pytest.raises(HomeAssistantError):
            await house.jobs.orders.async_cancel(job_id)
        driver.print(target_of(house, job_id).remote_name)
        await house.settle()
    assert states_of(house, job_id) == ["printing"]
    await house.jobs.orders.async_cancel(job_id)
    assert driver.count("cancel") == 1


async def test_cancel_of_some_targets(house: House) -> None:
    """The others go on; the job is what its targets make of it."""
    job_id = await send(house, "one", "two")
    first, second = house.jobs.jobs[job_id].targets
    await house.jobs.orders.async_cancel(job_id, [first.id])
    assert states_of(house, job_id) == ["cancelled", "printing"]
    assert house.jobs.jobs[job_id].state is JobState.DISPATCHING
    assert house.printers["two"].driver.count("cancel") == 0
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_cancel(job_id, [first.id])
    assert error.value.translation_key == "job_ended"
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_cancel(job_id, [second.id, "nothing"])
    assert error.value.translation_key == "target_not_found"
    assert states_of(house, job_id) == ["cancelled", "printing"]
    finish(house.printers["two"])
    await house.settle()
    assert house.jobs.jobs[job_id].state is JobState.COMPLETED


async def test_cancel_of_the_last_target(house: House) -> None:
    """What was printed before counts: the job is completed."""
    job_id = await send(house, "one", "two")
    finish(house.printers["one"])
    await house.settle()
    last = target_of(house, job_id, 1)
    await house.jobs.orders.async_cancel(job_id, [last.id])
    assert states_of(house, job_id) == ["completed", "cancelled"]
    assert house.jobs.jobs[job_id].state is JobState.COMPLETED


async def test_cancel_of_a_job_that_waits_has_no_targets(house: House) -> None:
    """Targets that are not there can't be named."""
    job = await house.upload()
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_cancel(job.id, ["nothing"])
    assert error.value.translation_key == "target_not_found"
    assert house.jobs.jobs[job.id].waiting


async def test_cancel_of_a_job_that_is_just_dispatched(house: House) -> None:
    """Whichever comes first, nothing of the job is left under way."""
    job = await house.upload()
    await asyncio.gather(
        house.jobs.async_dispatch(job.id, ["one"], start=True),
        house.jobs.orders.async_cancel(job.id),
    )
    for _ in range(2):
        assert house.jobs.jobs[job.id].state is JobState.CANCELLED
        assert target_of(house, job.id).state is TargetState.CANCELLED
        await house.settle()
        await house.reopen()
    assert not house.printers["one"].driver.count("start")


async def test_cancel_twice_at_once(house: House) -> None:
    """The printer is told once, and both callers hear that it is cancelled."""
    job_id = await send(house, "one")
    jobs = await asyncio.gather(
        *(house.jobs.orders.async_cancel(job_id) for _ in range(3))
    )
    assert {job.state for job in jobs} == {JobState.CANCELLED}
    assert house.printers["one"].driver.count("cancel") == 1
    await house.settle()
    assert states_of(house, job_id) == ["cancelled"]


async def test_cancel_reaches_those_it_can(house: House) -> None:
    """One printer that is off is an error; the others are stopped all the same."""
    job_id = await send(house, "one", "two")
    one = house.printers["one"]
    one.driver.state = OFFLINE
    with pytest.raises(HomeAssistantError) as error:
        await house.jobs.orders.async_cancel(job_id)
    assert error.value.translation_key == "cancel_failed"
    assert error.value.translation_placeholders == {
        "printer": "Printer one",
        "error": "No answer",
    }
    assert states_of(house, job_id) == ["printing", "cancelled"]
    assert house.printers["two"].driver.count("cancel") == 1
    one.driver.print(target_of(house, job_id).remote_name)
    finish(one)
    await house.settle()
    assert states_of(house, job_id) == ["completed", "cancelled"]


async def test_cancel_of_a_print_that_has_just_ended(house: House) -> None:
    """It came too late: the print is done, and its record is the printer's."""
    job_id = await send(house, "one")
    driver = house.printers["one"].driver
    name = target_of(house, job_id).remote_name
    driver.past[name] = PastPrint(outcome=Outcome.COMPLETED, print_s=50, ended_at=2e9)
    driver.state = replace(IDLE, state=PrinterState.FINISHED)
    await house.jobs.orders.async_cancel(job_id)
    assert driver.count("cancel") == 0
    assert states_of(house, job_id) == ["completed"]
    assert house.jobs.stats.print_s == 50


async def test_cancel_survives_a_fault_of_a_driver(house: House) -> None:
    """A fault of ours is told, and the print is still followed."""
    job_id = await send(house, "one")
    printer = house.printers["one"]
    printer.driver.faults["cancel"] = [ZeroDivisionError("a fault")]
    with pytest.raises(ZeroDivisionError):
        await house.jobs.orders.async_cancel(job_id)
    finish(printer)
    await house.settle()
    assert states_of(house, job_id) == ["completed"]


@pytest.mark.parametrize("late", [True, False])
@pytest.mark.usefixtures("quick")
async def test_cancel_of_what_needs_attention(house: House, late: bool) -> None:
    """A print that shows up is stopped; a printer that is off is no obstacle."""
    job_id = await lose(house, "one")
    driver = house.printers["one"].driver
    if late:
        driver.print(target_of(house, job_id).remote_name)
    else:
        driver.state = OFFLINE
    await house.jobs.orders.async_cancel(job_id)
    assert driver.count("cancel") == late
    assert states_of(house, job_id) == ["cancelled"]
    assert await open_prints(house) == 0


async def test_retry_of_some_targets(house: House) -> None:
    """Only those are sent again, and only by ids of this dispatch."""
    for printer in house.printers.values():
        printer.driver.faults["upload"] = [HostRefusedError("No space left")]
    job_id = await send(house, "one", "two", start=False)
    first, second = house.jobs.jobs[job_id].targets
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_retry(job_id, ["nothing"])
    assert error.value.translation_key == "target_not_found"
    await house.jobs.orders.async_retry(job_id, [second.id])
    await house.settle()
    assert states_of(house, job_id) == ["failed", "uploaded"]
    assert house.jobs.jobs[job_id].state is JobState.FAILED
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_retry(job_id, [second.id])
    assert error.value.translation_key == "nothing_failed"
    await house.jobs.async_dispatch(job_id, ["one"], start=False)
    await house.settle()
    with pytest.raises(ServiceValidationError) as error:
        await house.jobs.orders.async_retry(job_id, [first.id])
    assert error.value.translation_key == "target_not_found"


async def test_retry_twice_at_once(house: House) -> None:
    """It is sent once more, not twice."""
    driver = house.printers["one"].driver
    driver.faults["upload"] = [HostRefusedError("No space left")]
    job_id = await send(house, "one")
    await asyncio.gather(*(house.jobs.orders.async_retry(job_id) for _ in range(2)))
    await house.settle()
    assert states_of(house, job_id) == ["printing"]
    assert (driver.count("upload"), driver.count("start")) == (2, 1)


async def test_retry_from_the_news_of_the_failure(house: House) -> None:
    """An automation may retry before the failed try has cleared up behind itself."""
    driver = house.printers["one"].driver
    driver.faults["upload"] = [HostRefusedError("No space left")]
    retries: list[asyncio.Task[object]] = []
    loop = asyncio.get_running_loop()
    house.jobs.async_subscribe(
        lambda event: (
            retries.append(
                loop.create_task(house.jobs.orders.async_retry(event.job.id))
            )
            if event.type == "failed"
            else None
        )
    )
    job_id = await send(house, "one")
    assert len(retries) == 1
    await retries[0]
    await house.settle()
    assert states_of(house, job_id) == ["printing"]


async def test_forced_retry(house: House) -> None:
    """What does not fit is sent only if the user insists, and that is kept."""
    house.printers["one"].config = {"build_volume": [100, 100, 5]}
    job = await house.upload(
        b"; generated by PrusaSlicer 2.9.2\n;LAYER_CHANGE\n;Z:9.8\nG1 X1\n"
    )
    await house.jobs.async_dispatch(job.id, ["one"], start=True)
    await house.jobs.orders.async_retry(job.id)
    await house.settle()
    target = target_of(house, job.id)
    assert (target.state, target.forced) == (TargetState.FAILED, False)
    assert target.error_message is not None
    assert "force" in str(target.error_message)
    await house.jobs.orders.async_retry(job.id, force=True)
    await house.settle()
    target = target_of(house, job.id)
    assert (target.state, target.forced) == (TargetState.PRINTING, True)
    assert target.why is not None
    assert str(target.why).startswith("You chose it, although: It is 9.8 mm tall")
    finish(house.printers["one"], Outcome.ERROR)
    await house.settle()
    assert states_of(house, job.id) == ["failed"]
    await house.jobs.orders.async_retry(job.id)
    await house.settle()
    assert target_of(house, job.id).why == target.why


@pytest.mark.parametrize("force", [True, False])
async def test_retry_of_what_no_such_host_prints(
    house: House, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    """Nobody can force a host to print what it can't, but another version may."""
    with monkeypatch.context() as patched:
        patched.setattr(ScriptedDriver, "printable", frozenset({".bgcode"}))
        job_id = await send(house, "one")
        await house.jobs.orders.async_retry(job_id, force=force)
        await house.settle()
        assert states_of(house, job_id) == ["failed"]
    # The verdict is worked out anew once something about the printer changes.
    house.printers["one"].config = {}
    await house.jobs.orders.async_retry(job_id, force=force)
    await house.settle()
    target = target_of(house, job_id)
    assert (target.state, target.forced) == (TargetState.PRINTING, False)


async def test_retry_goes_behind_what_waits(house: House) -> None:
    """First come, first served: a retry has come last."""
    printer = house.printers["one"]
    printer.driver.faults["upload"] = [HostRefusedError("No space left")]
    failed = await send(house, "one")
    assert states_of(house, failed) == ["failed"]
    printing = await send(house, "one")
    waiting = await send(house, "one")
    await house.jobs.orders.async_retry(failed)
    await house.settle()
    assert states_of(house, failed) == ["pending"]
    finish(printer)
    await house.settle()
    assert states_of(house, printing) == ["completed"]
    assert states_of(house, waiting) == ["printing"]
    assert states_of(house, failed) == ["pending"]


async def test_retry_of_a_pool(house: House) -> None:
    """A target that may go to any printer goes to another one than failed."""
    for printer in house.printers.values():
        printer.see()
    job = await house.upload()
    house.printers["one"].driver.faults["upload"] = [HostRefusedError("No space left")]
    await house.jobs.async_dispatch_any(job.id, start=True)
    await house.settle()
    assert target_of(house, job.id).printer_id == "one"
    assert states_of(house, job.id) == ["failed"]
    house.printers["one"].driver.print("other.gcode")
    house.printers["one"].see()
    await house.jobs.orders.async_retry(job.id)
    await house.settle()
    target = target_of(house, job.id)
    assert (target.state, target.printer_id) == (TargetState.PRINTING, "two")


async def test_times_of_targets(house: House) -> None:
    """Each has its end, and a restart changes nothing of that."""
    driver = house.printers["two"].driver
    driver.faults["upload"] = [HostRefusedError("No space left")]
    job_id = await send(house, "one", "two")
    printing, failed = house.jobs.jobs[job_id].targets
    assert printing.started_at is not None
    assert printing.created_at <= printing.started_at
    assert printing.ended_at is None
    assert failed.started_at is None
    assert failed.ended_at is not None
    assert failed.ended_at >= failed.created_at
    await house.reopen()
    await house.settle()
    assert target_of(house, job_id).started_at == printing.started_at
    assert target_of(house, job_id, 1) == failed
    await house.jobs.orders.async_cancel(job_id)
    cancelled = target_of(house, job_id)
    assert cancelled.ended_at is not None
    assert cancelled.ended_at >= printing.started_at
    await house.reopen()
    assert target_of(house, job_id) == cancelled


async def test_cancel_on_a_printer_that_is_gone_for_good(house: House) -> None:
    """Once it is switched off in PrintMux nobody waits for its word."""
    job_id = await send(house, "one")
    printer = house.printers["one"]
    printer.driver.state = OFFLINE
    with pytest.raises(HomeAssistantError):
        await house.jobs.orders.async_cancel(job_id)
    del house.printers["one"]
    await house.jobs.orders.async_cancel(job_id)
    assert states_of(house, job_id) == ["cancelled"]
    assert await open_prints(house) == 0
