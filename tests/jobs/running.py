"""What tests of running targets look at and do."""

import asyncio
from collections.abc import Callable, Generator
from contextlib import contextmanager

from sqlalchemy import func, select

from custom_components.printmux.db.tables import print_jobs
from custom_components.printmux.jobs.models import Target, TargetState
from custom_components.printmux.printers.driver import Outcome, PastPrint, PrinterState
from custom_components.printmux.printers.errors import StartUnconfirmedError

from .conftest import House, ScriptedDriver, ScriptedPrinter


def target_of(house: House, job_id: str, index: int = 0) -> Target:
    """Return a target of a job as it is now."""
    return house.jobs.jobs[job_id].targets[index]


def states_of(house: House, job_id: str) -> list[str]:
    """Return the states of a job's targets."""
    return [target.state.value for target in house.jobs.jobs[job_id].targets]


def finish(printer: ScriptedPrinter, outcome: Outcome = Outcome.COMPLETED) -> None:
    """Let the running print end."""
    name = printer.driver.state.file
    assert name is not None
    printer.driver.past[name] = PastPrint(
        outcome=outcome, remote_id=name, started_at=1e9, ended_at=1e9 + 60, print_s=50
    )
    state = {
        Outcome.COMPLETED: PrinterState.FINISHED,
        Outcome.CANCELLED: PrinterState.CANCELLED,
    }.get(outcome, PrinterState.ERROR)
    printer.see(state=state, ready=True)


async def open_prints(house: House) -> int:
    """Return how many rows of the print log have no end."""
    query = select(func.count()).select_from(print_jobs)
    query = query.where(print_jobs.c.ended_at.is_(None))
    return await house.database.async_run(lambda c: c.scalar(query)) or 0


@contextmanager
def hanging_start(
    driver: ScriptedDriver, before: Callable[[str], None] = lambda _: None
) -> Generator[None]:
    """Have starts go out and never be answered."""
    original = driver.start

    async def hang(name: str) -> None:
        driver.calls.append(("start", name))
        before(name)
        await asyncio.Event().wait()

    driver.start = hang  # type: ignore[method-assign]  # as a dead host does
    yield
    driver.start = original  # type: ignore[method-assign]  # it is back


async def send(house: House, *printers: str, start: bool = True) -> str:
    """Upload a job and send it to printers; return its id."""
    job = await house.upload()
    await house.jobs.async_dispatch(job.id, printers, start=start)
    await house.settle()
    return job.id


async def lose(house: House, *printers: str) -> str:
    """Have a job started, and nobody know what became of it; return its id."""
    job = await house.upload()
    for name in printers:
        driver = house.printers[name].driver
        driver.faults["start"] = [StartUnconfirmedError("No word")]
    await house.jobs.async_dispatch(job.id, printers, start=True)
    await house.settle()
    assert set(states_of(house, job.id)) == {TargetState.NEEDS_ATTENTION}
    return job.id
